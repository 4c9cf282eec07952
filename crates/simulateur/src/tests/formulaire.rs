//! The form: what it offers, and how it says what is wrong.

use super::{MEDECIN, attribut, convention, elements, reponse, visible};
use crate::{Ancre, Export, Instants, Reponse, abreger, exporter};
use convention::jour::Jour;
use views::Instant;

/// The words of the questions, with plain spaces.
fn mots(page: &Reponse) -> String {
    let text: Vec<&str> = page.questions.split('<').filter_map(|piece| Some(piece.split_once('>')?.1)).collect();
    text.join(" ").replace(['\u{a0}', '\u{202f}'], " ")
}

/// What a list of choices offers, by its name.
fn choix(page: &Reponse, nom: &str) -> Vec<String> {
    let (_, select) = page.questions.split_once(&format!("name=\"{nom}\"")).unwrap();
    let select = select.split("</select>").next().unwrap();
    let values = select.split("<option value=\"").skip(1);
    values.filter_map(|option| option.split('"').next()).filter(|v| !v.is_empty()).map(str::to_owned).collect()
}

#[test]
fn an_option_is_offered_where_a_contract_can_have_it() {
    let sans_option = MEDECIN.replace("&option=1", "");
    assert_eq!(choix(&reponse(&sans_option), "option"), ["0.5", "1"]);
    let avenant_7 = reponse(&format!("{sans_option}&signature=2022-03-01"));
    assert_eq!(choix(&avenant_7, "option"), ["1/3", "0.5", "1"]);
    let avenant = "&signature=2024-07-01&evenements.0.type=avenant-option&evenements.0.date=2026-08-01";
    let later = reponse(&format!("{MEDECIN}{avenant}"));
    assert_eq!(choix(&later, "evenements.0.option"), ["0.5", "1", "1.5", "2"]);
    // One that is typed already stays, with what is wrong with it.
    let tiers = reponse(&format!("{sans_option}&option=1/3"));
    assert_eq!(choix(&tiers, "option"), ["1/3", "0.5", "1"]);
    let said = "L'option 1/3 ETP n'existe pas pour un contrat signé à cette date (convention 2024-2029) ; options \
                possibles : 0,5 ETP, 1 ETP.";
    assert!(mots(&tiers).contains(said), "{}", mots(&tiers));
}

#[test]
fn a_group_that_is_begun_is_not_at_fault() {
    let page = reponse("type=collectif");
    assert_eq!(page.fautes, 0, "{}", page.questions);
    assert!(page.resultat.contains("Ajoutez un médecin"), "{}", page.resultat);
    let nurse = reponse("type=collectif&membres.0.specialite=infirmier");
    let other = reponse("type=collectif&membres.0.specialite=04");
    assert!(nurse.fautes > 0 && other.fautes > 0);
    assert!(mots(&other).contains("Les médecins  : Ce groupe n'a aucun généraliste"), "{}", mots(&other).trim());
    assert!(mots(&page).contains("société civile de moyens (SCM)") && !mots(&page).contains("AUTRE"));
}

#[test]
fn one_more_doctor_is_added_below_one_that_is_still_empty() {
    // What a script sends: nothing that is empty.
    let sent = |page: &Reponse| {
        let inputs = elements(page);
        let hidden = inputs.iter().filter(|(_, a)| attribut(a, "type") == Some("hidden"));
        let pairs = hidden.filter_map(|(_, a)| Some(format!("{}={}", attribut(a, "name")?, attribut(a, "value")?)));
        std::iter::once("type=collectif".to_owned()).chain(pairs).collect::<Vec<_>>().join("&")
    };
    let one = reponse("type=collectif&ajouter=membres");
    let two = reponse(&format!("{}&ajouter=membres", sent(&one)));
    assert!(visible(&two, "membres.0.specialite") && visible(&two, "membres.1.specialite"));
    let back = reponse(&format!("{}&retirer=membres.0", sent(&two)));
    assert!(!visible(&back, "membres.0.specialite") && visible(&back, "membres.1.specialite"));
    // Nobody asks for more than a list takes.
    let many: String = (0..5_000).map(|n| format!("&ajouter=membres.{n}")).collect();
    assert!(!visible(&reponse(&format!("type=collectif{many}")), "membres.4999.specialite"));
}

#[test]
fn a_file_is_offered_where_it_has_something_to_say() {
    let instants =
        Instants { aujourd_hui: Jour::new(2026, 11, 23).unwrap(), maintenant: Instant(0), ancre: Ancre::Fragment };
    let groupe =
        "type=collectif&signature=2026-03-01&etp=1&structure.forme=sisa&membres.0.specialite=01&membres.0.secteur=1";
    let refused = MEDECIN.replace("secteur=1&", "secteur=non-conventionne&");
    let mut offered = Vec::new();
    for state in [MEDECIN, refused.as_str(), groupe, "type=collectif&membres.0.specialite=01"] {
        let page = reponse(state);
        assert_eq!(page.fautes, 0, "{}", mots(&page));
        for export in [Export::Ics, Export::Csv] {
            let shown = page.resultat.contains(&format!("data-export=\"{}\"", export.nom()));
            let file = exporter(convention(), state, &instants, export);
            // The first line of the payments names the columns.
            let full = file.is_ok_and(|file| file.octets.iter().filter(|byte| **byte == b'\n').count() > 1);
            assert_eq!(shown, full, "{state}: {}", export.nom());
            offered.push(shown);
        }
    }
    assert_eq!(offered[..4], [true, true, false, false]);
}

#[test]
fn what_is_wrong_is_said_as_people_write() {
    let cases = [
        ("&au=1900-01-01", "Le 01/01/1900 n'est pas un jour d'étude possible"),
        ("&constat.0.date=2025-01-01", "dans l'adresse, écrivez plutôt « constats.0.date »."),
        ("&si.pmtt=3", "dans l'adresse, écrivez plutôt « si.pmt »."),
        ("&cout_annuel_euros=2+100,555", "« 2 100,555 » n'est pas un montant en euros"),
    ];
    for (typed, said) in cases {
        let words = mots(&reponse(&format!("{MEDECIN}{typed}")));
        assert!(words.contains(said), "{typed}: {words}");
        assert!(!words.contains("? .") && !words.contains("?."), "{typed}: {words}");
    }
}

#[test]
fn every_form_of_an_objective_that_is_typed_twice_is_marked() {
    let page = reponse(&format!("{MEDECIN}&signature=2024-07-01&objectif.pmt.cible=1500&objectif.pmt.gain=20"));
    let all = elements(&page);
    let field = |nom: &str| all.iter().find(|(_, a)| attribut(a, "name") == Some(nom)).map(|(_, a)| a).unwrap();
    for (nom, wrong) in [("cible", Some("true")), ("gain", Some("true")), ("maintien", None)] {
        let found = field(&format!("objectif.pmt.{nom}"));
        assert_eq!(attribut(found, "aria-invalid"), wrong, "{nom}");
        for id in attribut(found, "aria-describedby").unwrap_or_default().split(' ').filter(|id| !id.is_empty()) {
            assert!(all.iter().any(|(_, a)| attribut(a, "id") == Some(id)), "{nom}: {id}");
        }
    }
    assert_eq!(attribut(field("objectif.pfa.cible"), "aria-invalid"), None);
}

#[test]
fn an_address_is_as_short_with_an_explanation() {
    let long = "specialite=01&secteur=1&naissance=&pmt=1300&pfa=&signature=&pourquoi=%2Feligibilite";
    assert_eq!(abreger(long).as_deref(), Some("specialite=01&secteur=1&pmt=1300&pourquoi=/eligibilite"));
    assert_eq!(abreger(&abreger(long).unwrap()), None);
    assert_eq!(abreger("specialite=01&si.pmt=1400&retirer=si").as_deref(), Some("specialite=01"));
    // What is asked for once is written nowhere else.
    assert_eq!(abreger("specialite=01&pmt=&ajouter=constats"), None);
}

#[test]
fn a_line_of_the_answer_stands_below_the_questions() {
    let line = |page: &Reponse| {
        let (_, from) = page.questions.split_once("class=\"apercu\"")?;
        from.split("</a>").next().map(|line| line.replace('\u{a0}', " "))
    };
    let answer = line(&reponse(MEDECIN)).unwrap();
    assert!(
        answer.contains("href=\"#resultat\"><span class=\"hors-ecran\">Voir la réponse : </span>Aide sur 5 ans"),
        "{answer}"
    );
    let refused = line(&reponse(&MEDECIN.replace("secteur=1&", "secteur=non-conventionne&"))).unwrap();
    assert!(refused.contains("</span>Vous n'avez pas droit"), "{refused}");
    let wrong = line(&reponse(&format!("{MEDECIN}&au=hier"))).unwrap();
    assert!(wrong.contains("href=\"#fautes\">Une réponse est à corriger"), "{wrong}");
    assert_eq!(line(&reponse("")), None);
}
