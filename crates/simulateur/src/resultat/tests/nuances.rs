//! What the page says of a figure that alone would mislead.

use super::{AVANT, Page, SIGNE, exemples, page, reponse};

/// What a section reads like.
fn section(page: &Page, id: &str) -> String {
    page.id(id).unwrap().texte().replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn an_aid_above_the_cost_is_said_where_nothing_is_folded() {
    let page = page(&reponse(&format!("{SIGNE}\nassistant = {{ position = 8 }}\n"), |_| {}));
    let said = "Un reste négatif : l'aide dépasse le coût de l'année. Les documents ne disent pas si la caisse verse alors moins.";
    assert!(section(&page, "couts").contains("−9 922,52 €"), "{}", section(&page, "couts"));
    let seen: Vec<String> =
        page.id("couts").unwrap().enfants().iter().map(|e| e.texte().replace('\u{a0}', " ")).collect();
    assert!(seen.iter().any(|text| text == said), "{seen:?}");
}

#[test]
fn a_sum_dated_after_the_study_is_said_where_the_delay_is() {
    let late = format!("{SIGNE}\n[[encaissements]]\ndate = 2027-08-01\nmontant_euros = 38000\n");
    let page = page(&reponse(&late, |_| {}));
    let why = "Certaines sommes sont reçues ou connues après le jour de l'étude : elles ne comptent pas encore.";
    assert!(section(&page, "recu").contains(why) && section(&page, "recu").contains("en retard"));
    assert!(!section(&page, "a-savoir").contains(why));
}

#[test]
fn a_result_whose_worth_is_not_known_says_so() {
    let tried = |dossier: &str| {
        page(&reponse(dossier, |demande| {
            demande.si.pmt = Some(1430);
            demande.si.pfa = Some(1900);
        }))
    };
    let page = tried(AVANT);
    let said = section(&page, "resultats");
    assert!(said.contains("PMT 1 430 supposé") && said.contains(", atteinte inconnue"), "{said}");
    let exact = ["28,98", "0,13"];
    for id in ["et-si", "annees"] {
        let said = section(&page, id);
        assert!(said.contains("jusqu'à 22 000 €") && !exact.iter().any(|figure| said.contains(figure)), "{said}");
    }
    let why = "Tant qu'un objectif est inconnu, ce résultat ne donne pas encore de somme.";
    assert!(section(&page, "et-si").contains(why));
    // What one known target already gives for certain stays.
    let half = tried(
        &AVANT
            .replace("option = \"1\"", "signature = 2024-07-01, option = \"1\", objectif = { pmt = { cible = 1560 } }"),
    );
    assert!(section(&half, "et-si").contains("de 11 000 € à 22 000 €") && section(&half, "et-si").contains(why));
    let known = tried(SIGNE);
    assert!(!section(&known, "et-si").contains(why));
}

#[test]
fn a_contract_that_is_over_or_suspended_is_no_good_news() {
    let verdict = |dossier: &str| {
        let first = page(&reponse(dossier, |_| {})).id("verdict").unwrap().tous(&["p"]);
        first.iter().find_map(|p| p.attribut("class").filter(|class| class.starts_with("relief"))).unwrap()
    };
    let example = |name: &str| exemples().into_iter().find(|(known, _)| known == name).unwrap().1;
    let suspended = format!("{SIGNE}\n[[evenements]]\ndate = 2026-09-01\ntype = \"suspension\"\n");
    assert_eq!(verdict(&example("fin-anticipee")), "relief");
    assert_eq!(verdict(&suspended), "relief");
    assert_eq!(verdict(SIGNE), "relief vert");
}

#[test]
fn a_summary_is_no_value_of_the_column_of_years() {
    let page = page(&reponse(&AVANT.replace("contrat = { option = \"1\" }", ""), |_| {}));
    for row in page.id("annees").unwrap().tous(&["tbody"])[0].tous(&["tr"]) {
        let head = &row.tous(&["th"])[0];
        let (words, label) = (head.texte(), head.attribut("data-label"));
        assert_eq!(label.as_deref(), words.starts_with("Année").then_some("Aide due"), "{words}");
    }
}
