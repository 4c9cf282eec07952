//! Every figure that is shown can be asked about, and the chart shows those of the table.

use std::collections::BTreeSet;

use convention::etude::{Demande, Reponse, etudier};
use serde_json::Value;

use super::dom::{Element, Page};
use super::{convention, page, reponses};
use crate::resultat::{Contexte, ecrire, pourquoi};

/// Every pointer that an étude explains.
fn explained(json: &Value) -> BTreeSet<String> {
    fn walk(node: &Value, found: &mut BTreeSet<String>) {
        found.insert(node["chemin"].as_str().unwrap().to_owned());
        node["enfants"].as_array().unwrap().iter().for_each(|child| walk(child, found));
    }
    let mut found = BTreeSet::new();
    json["explication"].as_array().unwrap().iter().for_each(|node| walk(node, &mut found));
    found
}

fn questions(page: &Element) -> Vec<(String, String)> {
    let buttons = page.tous(&["button"]).into_iter().filter(|b| b.attribut("name").as_deref() == Some("pourquoi"));
    buttons.map(|b| (b.attribut("value").unwrap(), b.attribut("aria-label").unwrap_or_default())).collect()
}

#[test]
fn every_figure_that_is_shown_is_explained() {
    let mut asked = 0;
    for (name, reponse) in reponses() {
        let json = reponse.to_json(convention());
        let known = explained(&json);
        // The decision table is that of the étude without hypothesis.
        let bare = match &reponse {
            Reponse::Individuelle(etude) => {
                let demande = Demande { si: Default::default(), ..etude.demande };
                explained(&etudier(convention(), &etude.dossier, &demande).to_json(convention()))
            }
            Reponse::Collective(_) => BTreeSet::new(),
        };
        for (pointer, label) in questions(&page(&reponse).racine()) {
            asked += 1;
            let decision = pointer.contains("/decisions/") && bare.contains(&pointer);
            assert!(known.contains(&pointer) || decision, "{name}: nothing explains {pointer}");
            let said = label.strip_prefix("Pourquoi\u{a0}? ").unwrap_or_default();
            assert!(said.len() > 3 && !said.starts_with("si ,"), "{name}: {pointer} is called {label:?}");
        }
    }
    assert!(asked > 1000, "{asked}");
}

/// The numbers of the table of years and of that of payments each have their question.
#[test]
fn no_sum_of_a_table_goes_without_its_question() {
    for (name, reponse) in reponses() {
        let page = page(&reponse);
        for section in ["annees", "calendrier", "couts", "recu"] {
            for cell in page.id(section).iter().flat_map(|s| s.tous(&["td"])) {
                if cell.texte().contains('€') {
                    assert!(!questions(&cell).is_empty(), "{name}, {section}: {}", cell.texte());
                }
            }
        }
    }
}

#[test]
fn an_explanation_names_its_rule_and_its_source_and_leads_on() {
    let (mut sources, mut read) = (0, 0);
    for (name, reponse) in reponses() {
        if name.ends_with(", si") {
            continue;
        }
        let known = explained(&reponse.to_json(convention()));
        let mut asked: Vec<String> = questions(&page(&reponse).racine()).into_iter().map(|(p, _)| p).collect();
        asked.sort();
        asked.dedup();
        for pointer in asked {
            let html = pourquoi(convention(), &reponse, &pointer).unwrap().into_string();
            let answer = Page::lire(&html);
            assert!(answer.erreurs().is_empty(), "{name}: {pointer}: {:?}", answer.erreurs());
            let text = answer.racine().texte();
            assert!(text.contains(" = "), "{name}: {pointer}: {text}");
            sources += usize::from(text.contains("Source\u{a0}: "));
            for (next, _) in questions(&answer.racine()) {
                read += 1;
                assert!(known.contains(&next), "{name}: {pointer} leads to {next}");
            }
        }
    }
    assert!(sources > 500 && read > 500, "{sources} sources, {read} figures read");
}

#[test]
fn the_explanation_that_is_open_stands_once_where_it_was_asked() {
    for (name, reponse) in
        reponses().into_iter().filter(|(name, _)| name.contains("marronniers") || name.contains("vie"))
    {
        for (pointer, _) in questions(&page(&reponse).racine()) {
            let contexte = Contexte { pourquoi: Some(&pointer), ..Contexte::default() };
            let page = Page::lire(&ecrire(convention(), &reponse, &contexte).into_string());
            assert!(page.erreurs().is_empty(), "{name}: {pointer}: {:?}", page.erreurs());
            let all = page.racine().descendants();
            let open = all.iter().filter(|e| e.attribut("id").as_deref() == Some("explication")).count();
            assert_eq!(open, 1, "{name}: {pointer}");
            let expanded = all.iter().filter(|e| e.attribut("aria-expanded").is_some()).count();
            assert_eq!(expanded, 1, "{name}: {pointer}");
            // Nothing that is folded hides it.
            for details in page.tous(&["details"]) {
                let inside = details.descendants().iter().any(|e| e.attribut("id").as_deref() == Some("explication"));
                assert!(!inside || details.attribut("open").is_some(), "{name}: {pointer} is hidden");
            }
        }
    }
}

/// The height of the highest bar.
const HAUTEUR: i64 = 140;

#[test]
fn the_chart_shows_the_figures_of_the_tables() {
    let mut charts = 0;
    for (name, reponse) in reponses() {
        let json = reponse.to_json(convention());
        let page = page(&reponse);
        let columns = match json["variantes"].as_array() {
            Some(several) if !several.is_empty() => several.clone(),
            _ => vec![json.clone()],
        };
        let svgs = page.tous(&["svg"]);
        if json["annees"].as_array().unwrap().is_empty() {
            assert!(svgs.is_empty(), "{name}");
            continue;
        }
        assert_eq!(svgs.len(), columns.len(), "{name}");
        let cents = |value: &Value| value.as_i64();
        let ends = |year: &Value| {
            let bounds = &year["bornes"]["aide_centimes"];
            let known = cents(&year["aide_centimes"]);
            (known.or(cents(&bounds["min"])), known.or(cents(&bounds["max"])))
        };
        let years = |column: &Value| column["annees"].as_array().unwrap().clone();
        let cost = |column: &Value, rank: usize| cents(&column["couts"][rank]["cout_centimes"]);
        let sums = columns.iter().flat_map(|column| {
            let of = |(rank, year): (usize, &Value)| [ends(year).1, cost(column, rank)];
            years(column).iter().enumerate().flat_map(of).collect::<Vec<_>>()
        });
        let most = sums.flatten().max().unwrap();
        for (column, svg) in columns.iter().zip(svgs) {
            charts += 1;
            assert_eq!(svg.attribut("role").as_deref(), Some("img"), "{name}");
            let height = |sum: i64| sum * HAUTEUR / most;
            let drawn: Vec<(String, i64)> = svg
                .tous(&["rect"])
                .iter()
                .map(|r| (r.attribut("class").unwrap(), r.attribut("height").unwrap().parse().unwrap()))
                .collect();
            let mut expected = Vec::new();
            for year in years(column) {
                if let (Some(min), Some(max)) = ends(&year) {
                    let parts = [("acquis", height(min)), ("en-jeu", height(max) - height(min))];
                    expected.extend(parts.into_iter().filter(|(_, h)| *h > 0).map(|(c, h)| (c.to_owned(), h)));
                }
            }
            assert_eq!(drawn, expected, "{name}");
            let costs = svg.tous(&["line"]).iter().filter(|l| l.attribut("class").as_deref() == Some("cout")).count();
            let known = (0..years(column).len()).filter(|rank| cost(column, *rank).is_some()).count();
            assert_eq!(costs, known, "{name}");
        }
        // Its words are those of the cells, year by year.
        let table = &page.id("annees").unwrap().tous(&["table"])[0];
        let heads: Vec<String> = table.tous(&["thead"])[0].tous(&["th", "td"]).iter().map(Element::texte).collect();
        let aide = heads.iter().position(|head| head == "Aide due").filter(|at| *at > 0);
        if let Some(aide) = aide {
            let said = page.tous(&["desc"])[0].texte();
            for row in table.tous(&["tbody"])[0].tous(&["tr"]) {
                let cells: Vec<String> = row.tous(&["th", "td"]).iter().map(Element::texte).collect();
                if let Ok(n) = cells[0].trim_end_matches(" *").parse::<u8>() {
                    assert!(
                        said.contains(&format!("Année {n}\u{a0}: aide {}", cells[aide])),
                        "{name}: {cells:?}\n{said}"
                    );
                }
            }
        }
    }
    assert!(charts > 20, "{charts}");
}
