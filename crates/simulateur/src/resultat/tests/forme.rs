//! Well-formed HTML that a screen reader, a keyboard and a strict policy can live with.

use std::collections::BTreeSet;

use super::{HOSTILE, page, reponse, reponses};
use crate::resultat::Contexte;
use crate::resultat::tests::convention;
use crate::resultat::tests::dom::Page;

#[test]
fn every_page_is_well_formed() {
    for (name, reponse) in reponses() {
        let errors = page(&reponse).erreurs();
        assert!(errors.is_empty(), "{name}: {errors:?}");
    }
}

#[test]
fn ids_are_unique_and_references_lead_somewhere() {
    for (name, reponse) in reponses() {
        let page = page(&reponse);
        let mut ids = BTreeSet::new();
        for element in page.racine().descendants() {
            if let Some(id) = element.attribut("id") {
                assert!(ids.insert(id.clone()), "{name}: {id} twice");
            }
        }
        for element in page.racine().descendants() {
            for attribute in ["aria-labelledby", "aria-describedby", "aria-controls", "for", "list", "data-miroir"] {
                for id in element.attribut(attribute).unwrap_or_default().split_whitespace() {
                    assert!(ids.contains(id), "{name}: {attribute} = {id}");
                }
            }
            if let Some(form) = element.attribut("form") {
                assert_eq!(form, "dossier", "{name}");
            }
        }
    }
}

#[test]
fn tables_say_what_they_are_and_whose_each_cell_is() {
    let mut tables = 0;
    for (name, reponse) in reponses() {
        for table in page(&reponse).tous(&["table"]) {
            tables += 1;
            let captions = table.tous(&["caption"]);
            assert_eq!(captions.len(), 1, "{name}");
            let caption = captions[0].texte();
            assert!(!caption.is_empty(), "{name}");
            let columns = table.tous(&["thead"])[0].tous(&["th", "td"]);
            for head in table.tous(&["th"]) {
                let scope = head.attribut("scope").unwrap_or_default();
                assert!(["col", "row"].contains(&scope.as_str()), "{name}, {caption}");
                assert!(!head.texte().is_empty(), "{name}, {caption}: an empty header");
            }
            for row in table.tous(&["tbody"])[0].tous(&["tr"]) {
                let cells = row.tous(&["th", "td"]);
                // The words of a total stand over the columns of words, and are called by the name of none.
                let over = cells[0].attribut("colspan").map_or(1, |over| over.parse::<usize>().unwrap());
                assert_eq!(cells.len() - 1 + over, columns.len(), "{name}, {caption}");
                assert_eq!(cells[0].nom().as_deref(), Some("th"), "{name}, {caption}");
                assert!(over == 1 || cells[0].attribut("data-label").is_none(), "{name}, {caption}");
                for (cell, column) in cells[1..].iter().zip(&columns[over..]) {
                    assert_eq!(cell.attribut("data-label").unwrap_or_default(), column.texte(), "{name}, {caption}");
                }
            }
        }
    }
    assert!(tables > 100, "{tables}");
}

/// Captions of one page tell its tables apart.
#[test]
fn captions_are_not_repeated() {
    for (name, reponse) in reponses() {
        let captions: Vec<String> = page(&reponse).tous(&["caption"]).iter().map(|c| c.texte()).collect();
        let unique: BTreeSet<&String> = captions.iter().collect();
        assert_eq!(unique.len(), captions.len(), "{name}: {captions:?}");
    }
}

#[test]
fn headings_are_nested() {
    for (name, reponse) in reponses() {
        let page = page(&reponse);
        let mut above = 1;
        for heading in page.tous(&["h1", "h2", "h3", "h4"]) {
            let level: u32 = heading.nom().unwrap()[1..].parse().unwrap();
            assert!(level >= 2 && level <= above + 1, "{name}: {} at {level}", heading.texte());
            above = level;
        }
        assert_eq!(page.tous(&["h2"])[0].texte(), "Verdict", "{name}");
        for section in page.tous(&["section"]) {
            assert!(section.attribut("aria-labelledby").is_some(), "{name}");
        }
    }
}

/// The policy of the page has neither inline style, nor script, nor anything from elsewhere.
#[test]
fn nothing_is_inline_and_nothing_comes_from_elsewhere() {
    for (name, reponse) in reponses() {
        for element in page(&reponse).racine().descendants() {
            let tag = element.nom().unwrap();
            assert!(
                !["script", "style", "img", "iframe", "object", "a", "link"].contains(&tag.as_str()),
                "{name}: {tag}"
            );
            for (attribute, value) in element.attributs() {
                assert!(attribute != "style" && !attribute.starts_with("on"), "{name}: {attribute}");
                assert!(!["href", "src", "action", "formaction"].contains(&attribute.as_str()), "{name}: {value}");
            }
        }
    }
}

#[test]
fn what_the_dossier_says_is_only_text() {
    let page = page(&reponse(HOSTILE, |_| {}));
    let text = page.racine().texte();
    assert!(text.contains("<script>alert(1)</script> & \"autres\" 'x' · Médecine générale"), "{text}");
    assert!(text.contains("<img src=x onerror=alert(1)>"), "{text}");
    assert!(page.tous(&["script", "img"]).is_empty());
    // A pointer that nobody has is nobody's, whatever it holds.
    let contexte = Contexte { pourquoi: Some("\"><script>"), ..Contexte::default() };
    let html = crate::resultat::ecrire(convention(), &reponse(HOSTILE, |_| {}), &contexte).into_string();
    let page = Page::lire(&html);
    assert!(page.tous(&["script"]).is_empty() && page.id("explication").is_none());
}
