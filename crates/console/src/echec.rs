//! What ends a command without an answer, and how it is told: on standard error, all at once.

use std::io::Write;

use clap::ValueEnum;
use convention::caractere::visible;
use convention::fault::{Fault, Place};
use serde_json::json;

use crate::terminal;

/// For people or for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Forme {
    /// Sentences.
    Texte,
    /// One JSON document.
    Json,
}

/// Exit code of bad input.
pub const ENTREE: u8 = 2;
/// Exit code of anything else.
pub const AUTRE: u8 = 1;

/// Why there is no answer.
#[derive(Debug)]
pub struct Echec {
    fautes: Vec<Fault>,
    code: u8,
}

impl From<Vec<Fault>> for Echec {
    fn from(fautes: Vec<Fault>) -> Echec {
        Echec { fautes, code: ENTREE }
    }
}

impl From<Fault> for Echec {
    fn from(faute: Fault) -> Echec {
        vec![faute].into()
    }
}

impl Echec {
    /// A failure that no other input would mend.
    pub fn autre(code: &'static str, ou: &str, message: String, conseil: &str) -> Echec {
        let place = Place { fichier: ou.to_owned(), ..Place::default() };
        Echec { fautes: vec![Fault::new(code, &place, message, conseil)], code: AUTRE }
    }

    /// The same faults, as the failure of something that the user did not write.
    pub fn interne(fautes: Vec<Fault>) -> Echec {
        Echec { fautes, code: AUTRE }
    }

    /// Tells every fault on standard error; gives the exit code.
    pub fn dire(&self, forme: Forme) -> u8 {
        dire(&self.fautes, &[], forme);
        self.code
    }
}

/// Tells on standard error what is wrong, then what is only to be known.
pub fn dire(fautes: &[Fault], avis: &[Fault], forme: Forme) {
    let text = match (forme, avis) {
        (Forme::Json, []) => format!("{}\n", json!({ "fautes": fautes })),
        (Forme::Json, _) => format!("{}\n", json!({ "fautes": fautes, "avis": avis })),
        (Forme::Texte, _) => texte(fautes, avis, terminal::couleur(&std::io::stderr())),
    };
    // Nobody listens any more: the exit code still tells.
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

fn texte(fautes: &[Fault], avis: &[Fault], couleur: bool) -> String {
    let (bold, dim, end) = if couleur { ("\u{1b}[1m", "\u{1b}[2m", "\u{1b}[0m") } else { ("", "", "") };
    let mut text = String::new();
    let mut say = |faute: &Fault, kind: &str| {
        let place = visible(&faute.place.to_string());
        let message = visible(&faute.message);
        text.push_str(&format!("{bold}{place}{end} : {kind}{message}  {dim}[{}]{end}\n", faute.code));
        if !faute.conseil.is_empty() {
            text.push_str(&format!("  → {}\n", visible(&faute.conseil)));
        }
    };
    fautes.iter().for_each(|faute| say(faute, ""));
    avis.iter().for_each(|faute| say(faute, "à savoir, "));
    if fautes.len() > 1 {
        text.push_str(&format!("{} fautes à corriger.\n", fautes.len()));
    }
    text
}
