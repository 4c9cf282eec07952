//! Many dossiers, one line each.

use convention::money::Centimes;
use views::{Bloc, LigneDeListe, page_de_liste};

use crate::outils::{CONSTAT, DOSSIER, etude, exemples, jour, vue};

fn rows(lines: Vec<LigneDeListe>, errors: &[&str]) -> Vec<Vec<String>> {
    let errors: Vec<String> = errors.iter().map(|name| (*name).to_owned()).collect();
    let page = page_de_liste(lines, &errors, jour("2026-11-23"));
    let table = page.into_iter().find_map(|bloc| if let Bloc::Tableau(table) = bloc { Some(table) } else { None });
    table.unwrap().lignes.iter().map(|ligne| ligne.iter().map(|texte| texte.to_string()).collect()).collect()
}

#[test]
fn what_is_late_comes_first_then_what_is_due_next_and_errors_last() {
    let lines: Vec<LigneDeListe> = exemples().iter().map(|(name, etude)| vue(etude).ligne_de_liste(name)).collect();
    let late = lines.iter().filter(|line| line.passee.is_some()).count();
    let rows = rows(lines, &["a.toml"]);
    assert_eq!(rows.len(), exemples().len() + 1);
    let (first, others) = rows.split_at(late);
    let iso = |day: &str| format!("{}{}{}", &day[6..10], &day[3..5], &day[..2]);
    let passed = |cell: &str| iso(&cell.split(" (").nth(1).unwrap()[..10]);
    let passed: Vec<String> = first.iter().map(|row| passed(&row[5])).collect();
    assert!(late >= 2 && passed.is_sorted() && passed.iter().all(|day| day.as_str() < "20261123"), "{passed:?}");
    assert!(first.iter().all(|row| row[5].starts_with("rien de noté")));
    let dated: Vec<String> = others.iter().map(|row| &row[3]).filter(|c| c.len() > 10).map(|c| iso(c)).collect();
    assert!(dated.len() >= 6 && dated.is_sorted(), "{dated:?}");
    assert!(dated.iter().all(|day| day.as_str() >= "20261123"));
    assert!(others[dated.len()..others.len() - 1].iter().all(|row| row[1] == "non éligible" && row[3] == "–"));
    assert_eq!(rows.last().unwrap()[..2], ["a.toml", "erreur"]);
}

/// VIE-4: 2 years from the signature of 1 July 2024 are over on 1 July 2026. VIE-5: 6 months from the hiring of
/// 1 August 2024 are over on 1 February 2025. The study of one dossier says both; so does its line.
#[test]
fn a_line_tells_what_has_passed_without_a_word() {
    let line = |text: &str, au: &str| vue(&etude(text, au)).ligne_de_liste("a");
    let said = line(DOSSIER, "2026-12-01");
    assert_eq!(said.passee, Some(jour("2025-02-01")));
    assert_eq!(
        said.a_surveiller[0],
        "rien de noté\u{a0}: remplacement de la secrétaire (01/02/2025), certification de l'assistant (01/07/2026)"
    );
    let done = "[[evenements]]\ndate = 2024-12-15\ntype = \"secretaire-remplace\"\n\
                [[evenements]]\ndate = 2026-03-01\ntype = \"certification\"\nnature = \"cqp\"\n";
    let quiet = line(&format!("{DOSSIER}{done}"), "2026-12-01");
    assert_eq!(quiet.passee, None);
    assert!(!quiet.a_surveiller.join(" ").contains("rien de noté"), "{:?}", quiet.a_surveiller);
    // The last day is not past.
    assert_eq!(line(DOSSIER, "2025-02-01").passee, None);
}

#[test]
fn a_line_says_where_the_contract_stands() {
    let line = |text: &str, au: &str| vue(&etude(text, au)).ligne_de_liste("a");
    let running = line(DOSSIER, "2025-08-01");
    assert_eq!(running.verdict, "en cours, année\u{a0}2");
    assert_eq!(running.aide.unwrap(), "28\u{202f}000\u{a0}€");
    assert_eq!(running.echeance.unwrap(), (jour("2025-09-01"), "versement intégral, année\u{a0}2".to_owned()));
    let known = format!("{DOSSIER}{CONSTAT}");
    assert_eq!(etude(&known, "2027-06-20").a_rendre, Centimes(1_100_000));
    let lost = line(&known, "2027-06-20");
    assert_eq!(lost.aide.unwrap(), "0\u{a0}€");
    let said = lost.a_surveiller[1..].join(", ");
    assert!(said.starts_with("11\u{202f}000\u{a0}€ à rendre, PMT en baisse"), "{said}");
    // What was given back is past.
    let later = line(&known, "2027-07-02").a_surveiller[1..].join(", ");
    assert!(later.starts_with("PMT en baisse"), "{later}");
    let av7 = "medecin = { specialite = \"01\" }\ncontrat = { signature = 2020-01-15, option = \"0.5\" }\n";
    assert_eq!(line(av7, "2026-01-15").verdict, "terminé");
    let project = line("medecin = { specialite = \"01\", secteur = \"1\" }", "2026-11-23");
    assert_eq!(project.verdict, "à confirmer");
    assert!(project.a_surveiller[0].ends_with("à vérifier"), "{:?}", project.a_surveiller);
}

/// What a decision added and its withdrawal takes back asks nothing of a doctor who never had it.
#[test]
fn a_line_asks_back_only_what_came() {
    let decided = "[[constats]]\ndate = 2027-06-15\npmt = 1385\npfa = 1790\n\
                   [[evenements]]\ndate = 2027-09-01\ntype = \"decision-caisse\"\nannee = 3\npart = \"1\"\nmotif = \"a\"\n\
                   [[evenements]]\ndate = 2027-11-01\ntype = \"decision-caisse\"\nannee = 3\nretrait = true\nmotif = \"b\"\n";
    let sum = |day: &str, amount: u32| format!("[[encaissements]]\ndate = {day}\nmontant_euros = {amount}\n");
    let text = format!("{DECIDE}{decided}");
    assert_eq!(etude(&text, "2027-12-31").a_rendre, Centimes::ZERO);
    let followed = format!("{text}{}{}", sum("2026-08-20", 11_000), sum("2027-07-20", 8_800));
    assert_eq!(etude(&followed, "2027-12-31").a_rendre, Centimes::ZERO);
    let came = format!("{followed}{}", sum("2027-10-01", 2_200));
    assert_eq!(etude(&came, "2027-12-31").a_rendre, Centimes(220_000));
}

/// 90 % of the year 3: a solde of 8 800 €, and 2 200 € by the decision.
const DECIDE: &str = "medecin = { specialite = '01', secteur = '1', naissance = 1979-03-08, installation = 2010-09-01, zone = 'autre' }\n\
    patientele = { date = 2024-07-01, pmt = 1250, pfa = 1700 }\n\
    contrat = { signature = 2024-07-01, option = '1', objectif = { pmt = { gain = 150 }, pfa = { gain = 100 } } }\n";
