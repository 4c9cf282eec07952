//! A page as its parser reads it.

use std::rc::Rc;

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// An element, in the order of the document.
#[derive(Clone)]
pub(super) struct Element(Handle);

/// A page that was read.
pub(super) struct Page {
    dom: RcDom,
}

impl Page {
    /// Reads what stands in `#resultat`.
    pub(super) fn lire(html: &str) -> Page {
        let whole = format!(
            "<!DOCTYPE html><html lang=\"fr\"><head><title>t</title></head><body><form id=\"dossier\"></form>\
             <main id=\"resultat\">{html}</main></body></html>"
        );
        Page { dom: parse_document(RcDom::default(), ParseOpts::default()).one(whole) }
    }

    pub(super) fn erreurs(&self) -> Vec<String> {
        self.dom.errors.borrow().iter().map(ToString::to_string).collect()
    }

    /// The result.
    pub(super) fn racine(&self) -> Element {
        Element(Rc::clone(&self.dom.document)).tous(&["main"]).remove(0)
    }

    pub(super) fn tous(&self, names: &[&str]) -> Vec<Element> {
        self.racine().tous(names)
    }

    /// The element of an id.
    pub(super) fn id(&self, id: &str) -> Option<Element> {
        self.racine().descendants().into_iter().find(|e| e.attribut("id").as_deref() == Some(id))
    }
}

impl Element {
    pub(super) fn nom(&self) -> Option<String> {
        match &self.0.data {
            NodeData::Element { name, .. } => Some(name.local.to_string()),
            _ => None,
        }
    }

    pub(super) fn attributs(&self) -> Vec<(String, String)> {
        match &self.0.data {
            NodeData::Element { attrs, .. } => {
                attrs.borrow().iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect()
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn attribut(&self, name: &str) -> Option<String> {
        self.attributs().into_iter().find_map(|(known, value)| (known == name).then_some(value))
    }

    pub(super) fn enfants(&self) -> Vec<Element> {
        self.0.children.borrow().iter().cloned().map(Element).collect()
    }

    /// Every element below, in the order of the document.
    pub(super) fn descendants(&self) -> Vec<Element> {
        let mut found = Vec::new();
        for child in self.enfants() {
            if child.nom().is_some() {
                found.push(child.clone());
            }
            found.extend(child.descendants());
        }
        found
    }

    pub(super) fn tous(&self, names: &[&str]) -> Vec<Element> {
        let named = |e: &Element| e.nom().is_some_and(|name| names.contains(&name.as_str()));
        self.descendants().into_iter().filter(named).collect()
    }

    /// Its text, without that of its buttons.
    pub(super) fn texte(&self) -> String {
        let mut text = String::new();
        self.ecrire(&mut text);
        serrer(&text)
    }

    pub(super) fn ecrire(&self, text: &mut String) {
        match &self.0.data {
            NodeData::Text { contents } => text.push_str(&contents.borrow()),
            _ if self.nom().as_deref() == Some("button") => {}
            _ => self.enfants().iter().for_each(|child| child.ecrire(text)),
        }
    }
}

/// Text as it is shown: one blank for several.
pub(super) fn serrer(text: &str) -> String {
    text.split([' ', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
