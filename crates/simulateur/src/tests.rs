//! The whole page for a state: what is wrong leads somewhere, and what was typed stays in the form.
#![allow(clippy::unwrap_used, clippy::panic)]

mod essai;
mod formulaire;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use convention::jour::Jour;
use convention::tables::Convention;
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use views::Instant;

use crate::{Ancre, Export, Instants, Reponse, exporter, importer, repondre};

/// A généraliste who has answered the few questions that decide.
const MEDECIN: &str = "specialite=01&secteur=1&naissance=1979-03-12&pmt=1300&pfa=1800&option=1";

fn convention() -> &'static Convention {
    static EMBEDDED: OnceLock<Convention> = OnceLock::new();
    EMBEDDED.get_or_init(|| Convention::embarquee().unwrap())
}

fn reponse(requete: &str) -> Reponse {
    let aujourd_hui = Jour::new(2026, 11, 23).unwrap();
    let instants = Instants { aujourd_hui, maintenant: Instant(0), ancre: Ancre::Fragment };
    repondre(convention(), requete, &instants)
}

/// The elements of the page, each as its tag and its attributes.
fn elements(reponse: &Reponse) -> Vec<(String, Vec<(String, String)>)> {
    fn walk(node: &Handle, found: &mut Vec<(String, Vec<(String, String)>)>) {
        if let NodeData::Element { name, attrs, .. } = &node.data {
            let attributes = attrs.borrow();
            let attributes = attributes.iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect();
            found.push((name.local.to_string(), attributes));
        }
        node.children.borrow().iter().for_each(|child| walk(child, found));
    }
    let html = format!("<!DOCTYPE html><form id=\"dossier\">{}</form>{}", reponse.questions, reponse.resultat);
    let dom: RcDom = parse_document(RcDom::default(), ParseOpts::default()).one(html);
    let mut found = Vec::new();
    walk(&dom.document, &mut found);
    found
}

fn attribut<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

/// What the form has a control for, hidden ones too.
fn noms(reponse: &Reponse) -> BTreeSet<String> {
    let control = |tag: &str| matches!(tag, "input" | "select" | "textarea");
    let all = elements(reponse);
    let named = all.iter().filter(|(tag, _)| control(tag)).filter_map(|(_, attributes)| attribut(attributes, "name"));
    named.map(str::to_owned).collect()
}

#[test]
fn a_file_that_is_no_dossier_is_told_without_a_word_of_a_terminal() {
    let instants =
        Instants { aujourd_hui: Jour::new(2026, 11, 23).unwrap(), maintenant: Instant(0), ancre: Ancre::Fragment };
    let etude = exporter(convention(), MEDECIN, &instants, Export::EtudeJson).unwrap();
    for (nom, octets) in [("etude.json", etude.octets.as_slice()), ("vide.toml", b"".as_slice()), ("liste.json", b"[]")]
    {
        let fautes = importer(convention(), nom, octets, &instants).unwrap_err();
        for faute in fautes {
            assert!(!faute.conseil.is_empty() && !faute.conseil.contains("epaule"), "{nom}: {faute:?}");
        }
    }
}

fn visible(reponse: &Reponse, nom: &str) -> bool {
    elements(reponse)
        .iter()
        .any(|(_, a)| attribut(a, "name") == Some(nom) && attribut(a, "type").is_none_or(|kind| kind != "hidden"))
}

#[test]
fn every_link_to_what_is_wrong_leads_to_a_field_that_can_be_corrected() {
    let wrong = [
        "&au=bidule",
        "&connu_au=hier",
        "&si.pmt=200000",
        "&si.pmt_adultes=1200",
        "&foo=1",
        "&un+nom+%22hostile%22=1",
        "&lectures.Q-FOO=1",
        "&lectures.Q-TAUX=bidule",
        "&reconstituee.pmt=x",
        "&bande=p30-p50&bandes.pmt=p30-p50",
        "&bandes.pmt=bidule",
        "&seuils.pmt.p30=x",
        "&signature=2024-07-01&objectif.pmt.cible=1500&objectif.pmt.gain=20",
        "&signature=2024-07-01&constats.3.date=2025-01-01",
        "&constats.0.date=2025-01-01&constats.0.pmt=1400",
        "&signature=2024-07-01&evenements.0.type=bidule",
        "&signature=2024-07-01&evenements.1.type=suspension&evenements.1.date=2025-01-01&evenements.1.part=3/4",
        "&signature=2024-07-01&evenements.0.type=avenant-objectif&evenements.0.date=2025-01-01",
        "&signature=2024-07-01&encaissements.0.montant_euros=beaucoup",
        "&temps_liberal=6/10",
        "&cout_annuel_euros=30000&position=7",
        "&brut_mensuel_euros=2000&heures_semaine=x",
        "&signature=2022-03-01",
        "&pmt_adultes=1200",
    ];
    for more in wrong {
        let page = reponse(&format!("{MEDECIN}{more}"));
        let all = elements(&page);
        let ids: BTreeSet<&str> = all.iter().filter_map(|(_, a)| attribut(a, "id")).collect();
        let links: Vec<&str> = all.iter().filter_map(|(_, a)| attribut(a, "href")?.strip_prefix("#q-")).collect();
        assert!(page.fautes > 0, "{more}: nothing is wrong");
        assert_eq!(links.len(), page.fautes, "{more}: {}", page.questions);
        for link in links {
            assert!(ids.contains(format!("q-{link}").as_str()), "{more}: #q-{link} leads nowhere");
        }
    }
}

#[test]
fn a_change_of_contract_loses_no_answer_and_makes_none_wrong() {
    let page = reponse(&format!("{MEDECIN}&objectif.pmt.cible=1500&type=collectif&membres.0.specialite=01"));
    let doctor = ["specialite", "secteur", "naissance", "pmt", "pfa", "option", "objectif.pmt.cible"];
    for nom in doctor {
        assert!(noms(&page).contains(nom), "{nom} is lost");
        assert!(page.requete.contains(&format!("{nom}=")), "{nom} is not in the address");
        assert!(!page.questions.contains(&format!("href=\"#q-{nom}\"")), "{nom} is wrong");
    }
    let back = reponse(&page.requete.replace("type=collectif", "type=individuel"));
    assert_eq!(back.fautes, 0, "{}", back.questions);
    assert!(noms(&back).contains("membres.0.specialite"), "the doctors of the group are lost");
    assert!(doctor[..6].iter().all(|nom| visible(&back, nom)));
}

#[test]
fn what_is_tried_and_compared_outlives_an_answer_that_is_half_typed() {
    let tried = format!("{MEDECIN}&si.pmt=1400&si.pfa=1900&comparer=0.5,1");
    let half_typed = format!("{tried}&installation=1");
    let without_right = tried.replace("secteur=1&", "secteur=non-conventionne&");
    for state in [tried, half_typed, without_right] {
        let page = reponse(&state);
        for nom in ["si.pmt", "si.pfa", "comparer"] {
            assert!(noms(&page).contains(nom), "{nom} is lost by {state}");
        }
    }
}

#[test]
fn an_address_may_name_a_field_by_its_whole_path() {
    let page =
        reponse("medecin.specialite=01&contrat.signature=2024-07-01&patientele.pmt=1300&contrat.type=individuel");
    assert_eq!(page.requete, "specialite=01&signature=2024-07-01&pmt=1300&type=individuel");
    assert!(page.questions.contains("value=\"01/07/2024\"") && page.questions.contains("value=\"1300\""));
    let groupe = reponse("contrat.type=Collectif&membres[0].specialite=01");
    assert!(visible(&groupe, "membres.0.specialite"), "{}", groupe.questions);
}

#[test]
fn a_summary_says_which_item_of_a_list_is_wrong_and_speaks_of_a_form() {
    let page = reponse(&format!(
        "{MEDECIN}&signature=2024-07-01&evenements.1.type=suspension&evenements.1.date=2025-01-01&evenements.4.type=bidule\
         &evenements.5.type=avenant-objectif&evenements.5.date=2026-01-01"
    ));
    let summary = page.questions.split("</ul>").next().unwrap().replace('\u{a0}', " ");
    for words in ["Événement 2, ce qui est arrivé", "Événement 2, prend effet le", "Événement 3, le nouvel objectif"]
    {
        assert!(summary.contains(words), "{words}: {summary}");
    }
    for technical in ["evenements", "avenant-prorogation", "valeurs possibles"] {
        assert!(!summary.replace("href=\"#q-evenements", "").contains(technical), "{technical}: {summary}");
    }
    assert_eq!(
        page.questions.matches(">un médecin (contrat individuel)</option>").count(),
        1,
        "only who signs may be a doctor"
    );
}
