//! The job description, read by the library `pulldown-cmark`.

use convention::dossier;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};
use views::{Bloc, FicheDePoste, markdown};

use crate::outils::{convention, jour};

/// The job description of a dossier, with the missions whose family is named, or all.
fn page(text: Option<&str>, groupe: Option<&str>) -> Vec<Bloc> {
    let convention = convention();
    let au = jour("2026-11-23");
    let dossier = text.map(|text| dossier::parse(convention, "essai", text.as_bytes(), None, au).unwrap());
    let missions = convention.textes.missions.iter().filter(|m| groupe.is_none_or(|g| m.groupe.id() == g));
    FicheDePoste { convention, dossier: dossier.as_ref(), missions: missions.collect(), choisies: groupe.is_some() }
        .page()
}

/// The text that a reader sees. Anything but text in its places fails.
fn seen(text: &str) -> String {
    let mut seen = String::new();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(text) => seen.push_str(&text),
            Event::Start(
                Tag::Heading { .. }
                | Tag::Paragraph
                | Tag::List(_)
                | Tag::Item
                | Tag::Strong
                | Tag::Table(_)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell,
            )
            | Event::End(_) => {}
            other => panic!("{other:?} in {text}"),
        }
    }
    seen
}

const DOSSIER: &str = r#"
reference = "cabinet-des-lilas"
medecin = { specialite = "04", secteur = "1" }
contrat = { signature = 2026-01-15, option = "0.5" }
assistant = { profil = "sage-femme", embauche = 2026-02-01, employeur = "groupement", position = 7, heures_semaine = "17.5" }
"#;

#[test]
fn it_reads_as_it_should() {
    insta::assert_snapshot!("fiche-complete", markdown(&page(Some(DOSSIER), None), 1));
    insta::assert_snapshot!("fiche-vierge-consultation", markdown(&page(None, Some("consultation")), 1));
}

#[test]
fn it_says_the_missions_and_every_limit() {
    let textes = &convention().textes;
    for groupe in [None, Some("administratif"), Some("consultation"), Some("organisation")] {
        let seen = seen(&markdown(&page(Some(DOSSIER), groupe), 1));
        for mission in &textes.missions {
            let wanted = groupe.is_none_or(|g| g == mission.groupe.id());
            assert_eq!(seen.contains(&mission.note.libelle), wanted, "{groupe:?}: {}", mission.note.id);
        }
        for limite in &textes.limites {
            assert!(seen.contains(&limite.libelle), "{}", limite.id);
        }
    }
}

#[test]
fn what_the_dossier_says_is_filled_in_and_the_rest_is_blank() {
    let known = seen(&markdown(&page(Some(DOSSIER), None), 1)).replace('\u{a0}', " ");
    for words in [
        "cabinet-des-lilas",
        "groupement d'employeurs",
        "17,5 heures par semaine",
        "0,5 ETP",
        "position : 7",
        "sage-femme",
        "1er février 2026",
    ] {
        assert!(known.contains(words), "{words}: {known}");
    }
    // The FAE is not open to a midwife.
    assert!(!known.contains("CQP ou FAE"));
    let blank = seen(&markdown(&page(None, None), 1));
    assert!(blank.contains("CQP ou FAE") && !blank.contains("ETP"));
    assert!(blank.matches('…').count() > known.matches('…').count());
}

fn one_line() -> impl Strategy<Value = String> {
    let special = prop::sample::select("`*_[](){}<>&#;|~!+-=.:0129 '$@/www.".chars().collect::<Vec<_>>());
    let any = any::<char>().prop_filter("one line of a TOML string", |c| !c.is_control() && !['"', '\\'].contains(c));
    prop::collection::vec(prop_oneof![3 => special, 1 => any], 1..40)
        .prop_map(|chars| chars.into_iter().collect::<String>().trim().to_owned())
        .prop_filter("a reference is not blank", |text| !text.is_empty())
}

proptest! {
    #[test]
    fn a_hostile_reference_is_only_text(reference in one_line()) {
        let text = format!("reference = \"{reference}\"\nmedecin = {{ specialite = \"01\" }}\n");
        let au = jour("2026-11-23");
        let Ok(dossier) = dossier::parse(convention(), "essai", text.as_bytes(), None, au) else { return Ok(()) };
        let missions = convention().textes.missions.iter().collect();
        let fiche = FicheDePoste { convention: convention(), dossier: Some(&dossier), missions, choisies: true };
        let seen = seen(&markdown(&fiche.page(), 1));
        prop_assert!(seen.contains(reference.trim()), "{reference:?} in {seen}");
    }
}
