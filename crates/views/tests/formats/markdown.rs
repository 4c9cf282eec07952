//! The document to send, read by the library `pulldown-cmark`.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};
use views::{Bloc, Colonne, Tableau, markdown};

use crate::outils::{exemples, vue};

fn events(text: &str) -> Vec<Event<'_>> {
    Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH).collect()
}

/// The text that a reader sees, all marks gone.
fn seen(text: &str) -> String {
    let mut seen = String::new();
    for event in events(text) {
        match event {
            Event::Text(text) => seen.push_str(&text),
            Event::Code(_) | Event::Html(_) | Event::InlineHtml(_) | Event::SoftBreak | Event::HardBreak => {
                panic!("{event:?} in {text:?}")
            }
            _ => {}
        }
    }
    seen
}

fn count(text: &str, wanted: impl Fn(&Tag<'_>) -> bool) -> usize {
    events(text).iter().filter(|event| matches!(event, Event::Start(tag) if wanted(tag))).count()
}

#[test]
fn every_example_reads_as_it_should() {
    for (name, etude) in exemples() {
        let shown = [
            "fin-anticipee",
            "non-eligible-plusieurs-raisons",
            "reglement-arbitral-objectif-manque",
            "une-specialite-seulement",
            "vie-et-encaissements",
        ];
        if shown.contains(&name.as_str()) {
            let text = markdown(&vue(&etude).page_a_envoyer(None, false), 1);
            // The digest changes with every word of the rules.
            let digest = crate::outils::convention().empreinte.get(..12).unwrap_or_default();
            insta::assert_snapshot!(name, text.replace(digest, "EMPREINTE"));
        }
    }
}

#[test]
fn tables_are_tables_and_headings_headings() {
    for (name, etude) in exemples() {
        let page = vue(&etude).page_a_envoyer(None, true);
        let text = markdown(&page, 1);
        let tables: Vec<&Tableau> =
            page.iter().filter_map(|bloc| if let Bloc::Tableau(table) = bloc { Some(table) } else { None }).collect();
        assert!(!tables.is_empty());
        assert_eq!(count(&text, |tag| matches!(tag, Tag::Table(_))), tables.len(), "{name}");
        let rows: usize = tables.iter().map(|table| table.lignes.len()).sum();
        assert_eq!(count(&text, |tag| matches!(tag, Tag::TableRow)), rows, "{name}");
        let cells: usize = tables.iter().map(|table| table.entetes.len() * (table.lignes.len() + 1)).sum();
        assert_eq!(count(&text, |tag| matches!(tag, Tag::TableCell)), cells, "{name}");
        let titles = page.iter().filter(|bloc| matches!(bloc, Bloc::Titre { .. } | Bloc::Sujet(_))).count();
        assert_eq!(count(&text, |tag| matches!(tag, Tag::Heading { .. })), titles, "{name}");
        let items = page.iter().filter(|bloc| matches!(bloc, Bloc::Puce(_) | Bloc::Niveau(..))).count();
        assert_eq!(count(&text, |tag| matches!(tag, Tag::Item)), items, "{name}");
        assert_eq!(count(&text, |tag| matches!(tag, Tag::CodeBlock(_) | Tag::Link { .. } | Tag::BlockQuote(_))), 0);
        seen(&text);
    }
}

/// The document says of when it is, on what rules, and both figures where a text leaves one open.
#[test]
fn a_document_stands_alone() {
    for (name, etude) in exemples() {
        let vue = vue(&etude);
        let text = markdown(&vue.page_a_envoyer(None, false), 1);
        let seen = seen(&text);
        assert!(seen.contains("Étudié le 23\u{a0}novembre\u{a0}2026"), "{name}");
        assert!(seen.contains(&vue.verdict()), "{name}");
        for motif in &etude.eligibilite.motifs {
            assert!(seen.contains(motif.regle), "{name}: {}", motif.regle);
        }
        for incertitude in vue.incertitudes() {
            for (_, effect) in incertitude.autres {
                assert!(seen.contains(&*effect), "{name}: {effect:?}");
            }
        }
    }
}

fn one_line() -> impl Strategy<Value = String> {
    let special = prop::sample::select("\\`*_[](){}<>&#;|~!+-=.:0129 \"'$@/www.".chars().collect::<Vec<_>>());
    prop::collection::vec(prop_oneof![3 => special, 1 => any::<char>()], 1..60)
        .prop_map(|chars| {
            chars.into_iter().filter(|c| !convention::caractere::cache(*c)).collect::<String>().trim().to_owned()
        })
        .prop_filter("a name is not blank", |text| !text.is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_is_only_text(text in one_line()) {
        let mut table = Tableau::new(&[(&text, Colonne::Gauche), (&text, Colonne::Droite)]);
        table.ligne(vec![text.clone(), text.clone()]);
        for (bloc, times) in [
            (Bloc::Paragraphe(text.clone().into()), 1),
            (Bloc::Sujet(text.clone().into()), 1),
            (Bloc::Puce(text.clone().into()), 1),
            (Bloc::Tableau(table), 4),
        ] {
            let written = markdown(std::slice::from_ref(&bloc), 1);
            prop_assert_eq!(seen(&written), text.repeat(times), "{}", written);
        }
    }
}
