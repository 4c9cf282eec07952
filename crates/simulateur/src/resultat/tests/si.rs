//! Trying a result: the fields, the line of the decision table, what it pays.

use convention::etude::Reponse;
use convention::indicateur::Indicateur;

use super::dom::Element;
use super::{exemples, page, reponse};

fn exemple(name: &str) -> String {
    exemples().into_iter().find(|(known, _)| known == name).unwrap().1
}

/// The lines of the decision table that are marked. They live as long as their page.
fn ici(page: &super::Page) -> Vec<Element> {
    let decisions = page.id("decisions").unwrap();
    decisions.tous(&["tr"]).into_iter().filter(|row| row.attribut("aria-current").is_some()).collect()
}

#[test]
fn the_line_of_any_result_is_marked_and_holds_what_it_pays() {
    let text = exemple("generaliste-p50-p90");
    for pmt in (1_180..1_700).step_by(43) {
        for pfa in (1_700..2_000).step_by(29) {
            let reponse = reponse(&text, |demande| {
                demande.si.pmt = Some(pmt);
                demande.si.pfa = Some(pfa);
            });
            let Reponse::Individuelle(etude) = &reponse else { panic!("a doctor") };
            let page = page(&reponse);
            let lines = ici(&page);
            assert_eq!(lines.len(), 1, "{pmt}, {pfa}");
            let said = lines[0].texte();
            assert!(said.contains("votre hypothèse"), "{said}");
            let year = etude.chiffrage.annees.iter().find(|y| y.annee.annee == 3).unwrap().annee;
            let (aide, part) = (views::euros(year.aide.unwrap()), views::pour_cent(year.part.unwrap()));
            let paye = page.id("et-si").unwrap().texte();
            assert!(
                paye.contains(&format!("pour l'année\u{a0}3\u{a0}: {aide} ({part} de l'aide maximale).")),
                "{paye}"
            );
            // Where the line gives one sum, it is that one.
            let sums = lines[0].tous(&["td"]);
            let shown = sums.last().unwrap().texte();
            assert!(shown.starts_with("de\u{a0}") || shown == aide, "{pmt}, {pfa}: {shown} and {aide}");
        }
    }
}

#[test]
fn without_a_hypothesis_the_line_is_that_of_the_last_figures() {
    let said = |name: &str| {
        let page = page(&reponse(&exemple(name), |_| {}));
        ici(&page).iter().map(Element::texte).collect::<Vec<_>>()
    };
    let measured = said("reglement-arbitral-objectif-manque");
    assert!(measured.len() == 1 && measured[0].contains("votre dernier relevé"), "{measured:?}");
    let start = said("generaliste-p50-p90");
    assert!(start.len() == 1 && start[0].contains("votre patientèle de départ"), "{start:?}");
    // Breakpoints that are not known put nobody on a line.
    assert!(said("avant-de-signer").is_empty());
}

#[test]
fn fields_go_from_below_the_floor_to_above_the_target() {
    let mut fields = 0;
    for (name, text) in exemples() {
        for si in [None, Some(3), Some(99_999)] {
            let reponse = reponse(&text, |demande| {
                demande.si.pmt = si;
                demande.si.pfa = si;
            });
            let page = page(&reponse);
            let cursors: Vec<Element> =
                page.tous(&["input"]).into_iter().filter(|i| i.attribut("type").as_deref() == Some("range")).collect();
            for cursor in &cursors {
                fields += 1;
                let number = |attribute: &str| cursor.attribut(attribute).unwrap().parse::<u32>().unwrap();
                let (min, max, value) = (number("min"), number("max"), number("value"));
                assert!(min < max && min <= value && value <= max, "{name}: {min} {value} {max}");
                assert_eq!(cursor.attribut("name"), None, "one field of a name");
                let field = page.id(&cursor.attribut("data-miroir").unwrap()).unwrap();
                let named = field.attribut("name").unwrap();
                assert!(["si.pmt", "si.pmt_adultes", "si.pfa"].contains(&named.as_str()), "{named}");
                assert_eq!(field.attribut("value"), si.map(|n| n.to_string()), "{name}");
                let list = page.id(&cursor.attribut("list").unwrap()).unwrap();
                for repere in list.tous(&["option"]) {
                    let at: u32 = repere.attribut("value").unwrap().parse().unwrap();
                    assert!((min < at || at == 0) && at < max, "{name}: {min} {at} {max}");
                }
            }
            if let Reponse::Individuelle(etude) = &reponse {
                let judged = etude.chiffrage.annees.iter().any(|y| y.annee.mode.is_some());
                let asked = Indicateur::ALL.into_iter().filter(|i| etude.chiffrage.objectifs[*i].is_some()).count();
                assert!(cursors.len() <= asked && (judged || cursors.is_empty()), "{name}");
            }
        }
    }
    assert!(fields > 40, "{fields}");
}
