//! What a page reads like, as an outline: headings, sentences, tables, fields; `?` is a figure to ask about.

use convention::dossier::{Cas, OptionEtp};
use convention::etude::Demande;

use super::dom::{Element, Page, serrer};
use super::{Contexte, HOSTILE, au, cas, convention, exemples, page, reponse};
use crate::resultat::{annonce, comparaison, ecrire, pourquoi};

/// An outline of a page.
fn outline(element: &Element) -> String {
    let mut text = String::new();
    for child in element.enfants() {
        write(&child, 0, &mut text);
    }
    text
}

fn write(element: &Element, depth: usize, text: &mut String) {
    let Some(tag) = element.nom() else { return };
    let mut line = |line: &str| text.push_str(&format!("{}{line}\n", "  ".repeat(depth)));
    let attribute = |name: &str| element.attribut(name).unwrap_or_default();
    match tag.as_str() {
        "h2" => line(&format!("## {}", element.texte())),
        "h3" => line(&format!("### {}", element.texte())),
        "p" | "caption" | "label" => {
            let class = element.attribut("class").map_or_else(String::new, |class| format!(" .{class}"));
            line(&format!("<{tag}{class}> {}", asked(element)));
        }
        "li" => {
            let mut said = String::new();
            let own = element.enfants().into_iter().filter(|e| e.nom().as_deref() != Some("ul"));
            own.for_each(|e| walk(&e, &mut said));
            line(&format!("- {}", serrer(&said)));
            element.enfants().iter().filter(|e| e.nom().as_deref() == Some("ul")).for_each(|e| write(e, depth, text));
        }
        "ul" => element.enfants().iter().for_each(|e| write(e, depth + 1, text)),
        "tr" => {
            let cells: Vec<String> = element.tous(&["th", "td"]).iter().map(asked).collect();
            let here = if element.attribut("aria-current").is_some() { "> " } else { "| " };
            line(&format!("{here}{}", cells.join(" | ")));
        }
        "input" => line(&format!(
            "[{} {} {} de {} à {}]",
            attribute("type"),
            attribute("name"),
            attribute("value"),
            attribute("min"),
            attribute("max")
        )),
        "datalist" => {}
        "svg" => line(&format!("(graphique) {}", element.tous(&["desc"])[0].texte())),
        "button" => line(&format!("({})", element.enfants().iter().map(Element::texte).collect::<String>())),
        "details" => {
            line("<details>");
            element.enfants().iter().for_each(|e| write(e, depth + 1, text));
        }
        "summary" if element.tous(&["h2", "h3"]).is_empty() => line(&format!("<summary> {}", element.texte())),
        "section" | "div" if element.attribut("id").is_some() => {
            line(&format!("#{}", attribute("id")));
            element.enfants().iter().for_each(|e| write(e, depth, text));
        }
        _ => element.enfants().iter().for_each(|e| write(e, depth, text)),
    }
}

/// The text of an element, a `?` for each button.
fn asked(element: &Element) -> String {
    let mut said = String::new();
    walk(element, &mut said);
    serrer(&said)
}

fn walk(element: &Element, said: &mut String) {
    match element.nom().as_deref() {
        Some("button") => said.push('?'),
        Some(_) => element.enfants().iter().for_each(|child| walk(child, said)),
        None => element.ecrire(said),
    }
}

pub(super) fn shown(page: &Page) -> String {
    outline(&page.racine()).replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn every_kind_of_page_reads_as_it_should() {
    let names = [
        "avant-de-signer",
        "cout-de-l-assistant",
        "groupe-sisa",
        "non-eligible-plusieurs-raisons",
        "vie-et-encaissements",
    ];
    for (name, text) in exemples().into_iter().filter(|(name, _)| names.contains(&name.as_str())) {
        insta::assert_snapshot!(name, shown(&page(&reponse(&text, |_| {}))));
    }
}

#[test]
fn a_result_that_is_tried_reads_as_it_should() {
    let (_, text) = exemples().into_iter().find(|(name, _)| name == "generaliste-p50-p90").unwrap();
    let reponse = reponse(&text, |demande| {
        demande.si.pmt = Some(1430);
        demande.si.pfa = Some(1850);
    });
    insta::assert_snapshot!("si", shown(&page(&reponse)));
    insta::assert_snapshot!("annonce", annonce(convention(), &reponse));
}

#[test]
fn an_explanation_reads_as_it_should() {
    let (_, text) = exemples().into_iter().find(|(name, _)| name == "reglement-arbitral-objectif-manque").unwrap();
    let reponse = reponse(&text, |_| {});
    for (name, pointer) in [("pourquoi-connu", "/annees/2/aide_centimes"), ("pourquoi-bornes", "/totaux/aide_centimes")]
    {
        let html = pourquoi(convention(), &reponse, pointer).unwrap().into_string();
        insta::assert_snapshot!(name, shown(&Page::lire(&html)));
    }
    assert!(pourquoi(convention(), &reponse, "/annees/9/aide_centimes").is_none());
    assert!(pourquoi(convention(), &reponse, "").is_none());
    let contexte = Contexte { pourquoi: Some("/eligibilite/verdict"), ..Contexte::default() };
    let html = ecrire(convention(), &reponse, &contexte).into_string();
    let page = Page::lire(&html);
    let open = page.id("explication").unwrap();
    assert!(open.texte().starts_with("Droit à l'aide = "), "{}", open.texte());
}

#[test]
fn options_stand_side_by_side() {
    let (_, text) = exemples().into_iter().find(|(name, _)| name == "avant-de-signer").unwrap();
    let Cas::Individuel(dossier) = cas(&text) else { panic!("a doctor") };
    let options = [OptionEtp::Demi, OptionEtp::Un];
    let html = comparaison(convention(), &dossier, &Demande::au(au()), &options).unwrap().into_string();
    let page = Page::lire(&html);
    assert!(page.erreurs().is_empty(), "{:?}", page.erreurs());
    insta::assert_snapshot!("comparaison", shown(&page));
    let whole = Page::lire(&format!(
        "{html}{}",
        ecrire(convention(), &reponse(&text, |_| {}), &Contexte::default()).into_string()
    ));
    let mut ids: Vec<String> = whole.racine().descendants().iter().filter_map(|e| e.attribut("id")).collect();
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count, "ids of both together");
    let Cas::Individuel(closed) = cas(HOSTILE) else { panic!("a doctor") };
    let faults = comparaison(convention(), &closed, &Demande::au(au()), &[OptionEtp::Deux]).unwrap_err();
    assert_eq!(faults[0].code, "option-fermee");
}
