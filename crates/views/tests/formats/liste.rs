//! Many dossiers, one line each.

use views::{Bloc, LigneDeListe, page_de_liste};

use crate::outils::{CONSTAT, DOSSIER, etude, exemples, jour, vue};

fn rows(lines: Vec<LigneDeListe>, errors: &[&str]) -> Vec<Vec<String>> {
    let errors: Vec<String> = errors.iter().map(|name| (*name).to_owned()).collect();
    let page = page_de_liste(lines, &errors, jour("2026-11-23"));
    let table = page.into_iter().find_map(|bloc| if let Bloc::Tableau(table) = bloc { Some(table) } else { None });
    table.unwrap().lignes
}

#[test]
fn next_due_comes_first_and_errors_last() {
    let lines: Vec<LigneDeListe> = exemples().iter().map(|(name, etude)| vue(etude).ligne_de_liste(name)).collect();
    let rows = rows(lines, &["a.toml"]);
    assert_eq!(rows.len(), exemples().len() + 1);
    let iso = |cell: &str| format!("{}{}{}", &cell[6..10], &cell[3..5], &cell[..2]);
    let dated: Vec<String> = rows.iter().map(|row| &row[3]).filter(|c| c.len() > 10).map(|c| iso(c)).collect();
    assert!(dated.len() >= 8 && dated.is_sorted(), "{dated:?}");
    assert!(dated.iter().all(|day| day.as_str() >= "20261123"));
    assert!(rows[dated.len()..rows.len() - 1].iter().all(|row| row[1] == "non éligible" && row[3] == "–"));
    assert_eq!(rows.last().unwrap()[..2], ["a.toml", "erreur"]);
}

#[test]
fn a_line_says_where_the_contract_stands() {
    let line = |text: &str, au: &str| vue(&etude(text, au)).ligne_de_liste("a");
    let running = line(DOSSIER, "2025-08-01");
    assert_eq!(running.verdict, "en cours, année\u{a0}2");
    assert_eq!(running.aide.unwrap(), "28\u{202f}000\u{a0}€");
    assert_eq!(running.echeance.unwrap(), (jour("2025-09-01"), "versement intégral, année\u{a0}2".to_owned()));
    let known = format!("{DOSSIER}{CONSTAT}");
    let lost = line(&known, "2027-06-20");
    assert_eq!(lost.aide.unwrap(), "0\u{a0}€");
    let said = lost.a_surveiller.join(", ");
    assert!(said.starts_with("11\u{202f}000\u{a0}€ à rendre, PMT en baisse"), "{said}");
    // What was given back is past.
    let later = line(&known, "2027-07-02").a_surveiller.join(", ");
    assert!(later.starts_with("PMT en baisse"), "{later}");
    let av7 = "medecin = { specialite = \"01\" }\ncontrat = { signature = 2020-01-15, option = \"0.5\" }\n";
    assert_eq!(line(av7, "2026-01-15").verdict, "terminé");
    let project = line("medecin = { specialite = \"01\", secteur = \"1\" }", "2026-11-23");
    assert_eq!(project.verdict, "à confirmer");
    assert!(project.a_surveiller[0].ends_with("à vérifier"), "{:?}", project.a_surveiller);
}
