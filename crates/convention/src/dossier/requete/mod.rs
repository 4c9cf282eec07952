//! The dossier as a query string: `specialite=01&pmt=1300&signature=2026-01-15`.
//!
//! The same pairs stand after the `?` of a link, after its `#`, and in what a form sends. They become the tree
//! that TOML and JSON give, and the rest of the reading is the same: the same checks, the same dossier. What
//! differs is how things are said and typed. A name is short (`pmt` is `patientele.pmt`: [`nom_de`],
//! [`chemin_de`]); a value is what someone types (`1 300`, `15/01/2026`, `on`); an empty one is absent; a fault
//! has a path but no line, and its advice shows a value alone.
//!
//! ```
//! use convention::{dossier::requete::{Requete, lire_requete, requete_de}, jour::Jour, tables::Convention};
//!
//! let convention = Convention::embarquee().expect("the embedded rules load");
//! let today = Jour::new(2026, 11, 23).expect("a day that exists");
//! let requete = Requete::lire("?specialite=01&pmt=1+300&signature=15%2F01%2F2026&pfa=").expect("not too long");
//! let (cas, demande) = lire_requete(&convention, &requete, &[], today).expect("no fault");
//! assert_eq!(demande.au, today);
//! let written = requete_de(&cas, &demande, today).ecrire();
//! assert_eq!(written, "specialite=01&pmt=1300&signature=2026-01-15");
//!
//! // A fault says where, and what to write.
//! let requete = Requete::lire("specialite=01&pmt=mille").expect("not too long");
//! let faults = lire_requete(&convention, &requete, &[], today).expect_err("a wrong number");
//! assert_eq!(faults[0].place.chemin, "patientele.pmt");
//! assert_eq!(faults[0].conseil, "écrivez par exemple 1300");
//! ```

mod arbre;
mod ecriture;
mod lecture;
mod mots;
mod noms;
mod valeurs;

pub use ecriture::requete_de;
pub(super) use lecture::connaitre;
pub use lecture::{lire_ligne, lire_requete};
pub use noms::{chemin_de, modele_de, nom_de};

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::fault::{Fault, Place};

/// Longest text of a request, in bytes: more than the longest dossier takes.
pub const REQUETE_MAX: usize = 200_000;

/// The pairs of a request, decoded, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Requete {
    /// Names and values. What was not UTF-8 holds U+FFFD, which no reading accepts.
    pub paires: Vec<(String, String)>,
}

/// What a link keeps as it is: what every mail client takes as part of an address.
const ECRITS: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b':').remove(b',').remove(b'.').remove(b'-').remove(b'_').remove(b'~');

impl Requete {
    /// The pairs of `a=1&b=2`, with or without its `?` or `#`.
    ///
    /// # Errors
    ///
    /// The one fault of a text longer than [`REQUETE_MAX`].
    pub fn lire(texte: &str) -> Result<Requete, Vec<Fault>> {
        if texte.len() > REQUETE_MAX {
            let message = format!("cette adresse fait {} octets, plus que le maximum de {REQUETE_MAX}", texte.len());
            let conseil = "un dossier tient en une adresse plus courte : repartez d'une page vide";
            return Err(vec![Fault::new("requete-trop-longue", &Place::default(), message, conseil)]);
        }
        let texte = texte.strip_prefix(['?', '#']).unwrap_or(texte);
        let paire = |paire: &str| {
            let (nom, valeur) = paire.split_once('=').unwrap_or((paire, ""));
            (decoder(nom), decoder(valeur))
        };
        Ok(Requete { paires: texte.split('&').filter(|p| !p.is_empty()).map(paire).collect() })
    }

    /// The shortest text that reads back equal: spaces are `+`, and `/ : , . -` stand as they are. The last
    /// character is never a point or a comma, which whoever finds links in a text leaves out of them.
    pub fn ecrire(&self) -> String {
        let mut texte = String::new();
        for (nom, valeur) in &self.paires {
            if !texte.is_empty() {
                texte.push('&');
            }
            encoder(&mut texte, nom);
            texte.push('=');
            encoder(&mut texte, valeur);
        }
        let dernier = match texte.chars().next_back() {
            Some('.') => "%2E",
            Some(',') => "%2C",
            Some(':') => "%3A",
            _ => return texte,
        };
        texte.pop();
        texte + dernier
    }

    /// The value of the first pair of this name.
    pub fn valeur(&self, nom: &str) -> Option<&str> {
        self.paires.iter().find(|(n, _)| n == nom).map(|(_, valeur)| valeur.as_str())
    }

    /// Without the pairs of this name.
    pub fn retirer(&mut self, nom: &str) {
        self.paires.retain(|(n, _)| n != nom);
    }

    /// With one pair of this name: where the first stood, or last.
    pub fn poser(&mut self, nom: &str, valeur: impl Into<String>) {
        let place = self.paires.iter().position(|(n, _)| n == nom).unwrap_or(self.paires.len());
        self.retirer(nom);
        self.paires.insert(place, (nom.to_owned(), valeur.into()));
    }
}

fn decoder(texte: &str) -> String {
    let espaces: Cow<'_, str> = if texte.contains('+') { texte.replace('+', " ").into() } else { texte.into() };
    percent_decode_str(&espaces).decode_utf8_lossy().into_owned()
}

fn encoder(texte: &mut String, mot: &str) {
    for (rang, morceau) in mot.split(' ').enumerate() {
        if rang > 0 {
            texte.push('+');
        }
        texte.extend(utf8_percent_encode(morceau, ECRITS));
    }
}
