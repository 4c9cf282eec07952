//! Trying one result: the other stays where its cursor stands, and everything that the page says agrees.

use super::{MEDECIN, attribut, elements, reponse};
use crate::Reponse;

/// A running contract with its two objectives.
const SIGNE: &str = "&signature=2024-07-01&objectif.pmt.cible=1560&objectif.pfa.gain=110";

/// An attribute of the element of an id.
fn de(page: &Reponse, id: &str, nom: &str) -> Option<String> {
    let all = elements(page);
    let (_, found) = all.iter().find(|(_, a)| attribut(a, "id") == Some(id)).unwrap_or_else(|| panic!("no {id}"));
    attribut(found, nom).map(str::to_owned)
}

/// The result as words, with plain spaces.
fn mots(page: &Reponse) -> String {
    let mut words = String::new();
    for piece in page.resultat.split('<') {
        words.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
    }
    words.replace(['\u{a0}', '\u{202f}'], " ").replace("pourquoi ?", "")
}

/// The line of the decision table that is marked, as words.
fn marquee(page: &Reponse) -> Option<String> {
    let (_, from) = page.resultat.split_once("aria-current")?;
    let line = from.split("</tr>").next()?.to_owned();
    Some(mots(&Reponse { resultat: format!("<tr {line}"), ..page.clone() }))
}

#[test]
fn a_count_that_is_not_tried_stays_where_its_cursor_stands() {
    let page = reponse(&format!("{MEDECIN}{SIGNE}&si.pmt=1658"));
    let words = mots(&page);
    assert!(words.contains("patientèle médecin traitant 1 658, file active 1 800."), "{words}");
    assert!(words.contains("Avec ce résultat, vous toucheriez pour l'année 3 : 22 000 €"), "{words}");
    assert!(words.contains("inchangée : 1 800, départ et plancher : 1 800"), "{words}");
    let line = marquee(&page).unwrap();
    assert!(line.contains("votre hypothèse") && line.contains("22 000 €"), "{line}");
    assert_eq!(de(&page, "si-pfa-curseur", "value").as_deref(), Some("1800"));
    // The state, its field and its link say what was typed alone, and give the same again.
    assert_eq!(de(&page, "si-pfa", "value"), None);
    assert_eq!(de(&page, "si-pmt", "value").as_deref(), Some("1658"));
    let lien = de(&page, "lien", "href").unwrap();
    assert!(lien.contains("si.pmt=1658") && !lien.contains("si.pfa") && !page.requete.contains("si.pfa"), "{lien}");
    assert_eq!(reponse(lien.trim_start_matches('#')).resultat, page.resultat);
    // Typed, the same count gives the same answer.
    let both = reponse(&format!("{MEDECIN}{SIGNE}&si.pmt=1658&si.pfa=1800"));
    assert_eq!(both.annonce, page.annonce);
    assert_eq!(marquee(&both), Some(line));
}

#[test]
fn after_a_constat_the_other_count_stays_at_the_last_one() {
    let constat = "&constats.0.date=2026-06-15&constats.0.pmt=1430&constats.0.pfa=1850";
    let page = reponse(&format!("{MEDECIN}{SIGNE}{constat}&si.pfa=1950"));
    let words = mots(&page);
    assert!(words.contains("inchangée : 1 430"), "{words}");
    assert!(words.contains("patientèle médecin traitant 1 430, file active 1 950."), "{words}");
}

#[test]
fn a_count_that_nobody_knows_is_said_unknown_and_marks_no_line() {
    let sans_pfa = MEDECIN.replace("&pfa=1800", "");
    let page = reponse(&format!(
        "{sans_pfa}&signature=2024-07-01&objectif.pmt.cible=1560&objectif.pfa.cible=1910&si.pmt=1658"
    ));
    assert_eq!(page.fautes, 0, "{}", page.questions);
    assert_eq!(de(&page, "si-pfa", "placeholder").as_deref(), Some("inconnue"));
    assert_eq!(de(&page, "si-pfa-curseur", "aria-valuetext").as_deref(), Some("inconnue"));
    assert_eq!(marquee(&page), None);
    assert!(!mots(&page).contains("inchangée"));
}

#[test]
fn a_group_tries_one_count_the_same_way() {
    let membre = |n: usize| {
        format!("&membres.{n}.specialite=01&membres.{n}.secteur=1&membres.{n}.pmt=1300&membres.{n}.pfa=1800")
    };
    let groupe = format!("type=collectif&signature=2026-03-01&etp=1&structure.forme=sisa{}{}", membre(0), membre(1));
    let page = reponse(&format!("{groupe}&si.pmt=2900"));
    assert_eq!(page.fautes, 0, "{}", page.questions);
    assert!(mots(&page).contains("inchangée : 3 600"), "{}", mots(&page));
    assert_eq!(reponse(&format!("{groupe}&si.pmt=2900&si.pfa=3600")).annonce, page.annonce);
}

#[test]
fn one_button_leads_back_to_the_doctor_s_own_figures() {
    let back = |page: &Reponse| page.resultat.contains(r#"name="retirer" value="si""#);
    let own = reponse(&format!("{MEDECIN}{SIGNE}"));
    assert!(!back(&own));
    let tried = reponse(&format!("{MEDECIN}{SIGNE}&si.pmt=1658&si.pfa=1900"));
    assert!(back(&tried));
    assert_eq!(reponse(&format!("{}&retirer=si", tried.requete)), own);
}
