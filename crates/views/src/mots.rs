//! The words of the rules, whoever the étude is of.

use convention::dossier::OptionEtp;
use convention::indicateur::Indicateur;
use convention::tables::Convention;

/// The rules whose words an étude is said in.
#[derive(Debug, Clone, Copy)]
pub struct Mots<'a> {
    /// The rules.
    pub convention: &'a Convention,
}

impl<'a> Mots<'a> {
    /// The words of these rules.
    pub fn new(convention: &'a Convention) -> Mots<'a> {
        Mots { convention }
    }

    /// What people read for a word of the files.
    pub fn mot(&self, id: &'a str) -> &'a str {
        self.convention.textes.mot(id)
    }

    /// `1 ETP`.
    pub fn option(&self, option: OptionEtp) -> String {
        self.mot(option.id()).replace(' ', "\u{a0}")
    }

    /// `PMT`, `PFA`: what the documents and the caisse write.
    pub fn sigle(&self, indicateur: Indicateur) -> &'static str {
        match indicateur {
            Indicateur::Pmt => "PMT",
            Indicateur::Pfa => "PFA",
        }
    }

    /// A few words for a rule.
    pub fn regle(&self, id: &str) -> &str {
        self.convention.textes.regle(id).map_or("", |r| r.libelle.as_str())
    }
}
