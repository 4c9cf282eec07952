//! The fields of a dossier: one table, from which come the checks, the nearest key, the JSON Schema
//! and the commented example. A name stands here and nowhere else.

mod collectif;
mod individuel;
mod vie;

pub use collectif::CHAMPS_COLLECTIF;
pub use individuel::CHAMPS;
pub use vie::CHAMPS_PROPRES;

use crate::tables::cout::{self, PREMIERE_POSITION};

/// A field of a dossier.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name in files.
    pub nom: &'static str,
    /// What it takes.
    pub forme: Shape,
    /// What it is, in French, for who fills a dossier.
    pub aide: &'static str,
    /// A value, without quotes. Empty for tables.
    pub exemple: &'static str,
    /// Whether its table is at fault without it.
    pub requis: bool,
    /// Whether the simple case has it: the example shows the others as comments.
    pub simple: bool,
    /// Under which regimes it has this name.
    pub compte: Compte,
    /// Words that make the dossier one of another kind of contract, with other fields.
    pub autre_contrat: &'static [&'static str],
}

/// How a dossier is written, for the examples of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntaxe {
    /// A TOML file.
    Toml,
    /// A JSON file.
    Json,
    /// The fields of a form, each with its own place: a message shows the value alone.
    Formulaire,
    /// The cells of a row: as the fields of a form, but nothing beside them shows what may be chosen.
    Ligne,
}

impl Syntaxe {
    /// Whether each value has its own place, and is written there alone: no key, no quotes.
    pub(crate) const fn seule(self) -> bool {
        matches!(self, Syntaxe::Formulaire | Syntaxe::Ligne)
    }

    /// `nom` with a value that is written as this syntax has it.
    pub fn ligne(self, nom: &str, valeur: &str) -> String {
        match self {
            Syntaxe::Toml => format!("{nom} = {valeur}"),
            Syntaxe::Json => format!("\"{nom}\": {valeur}"),
            Syntaxe::Formulaire | Syntaxe::Ligne => valeur.to_owned(),
        }
    }

    /// A text as a value.
    pub(crate) fn texte(self, texte: &str) -> String {
        if self.seule() { texte.to_owned() } else { format!("\"{texte}\"") }
    }
}

/// How many items a list may have, so that no file takes long to study.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plafond {
    /// At most so many.
    pub max: usize,
    /// Code of the fault of a longer one.
    pub code: &'static str,
}

impl Plafond {
    const fn new(max: usize, code: &'static str) -> Plafond {
        Plafond { max, code }
    }
}

/// What a field takes.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// A short text.
    Texte,
    /// An id of the specialties of the rule files.
    Specialite,
    /// One word of a closed set.
    Mot(&'static [&'static str]),
    /// A day. `libre`: its bounds depend on other fields, else 1900 to 2100.
    Jour {
        /// No bounds of its own.
        libre: bool,
    },
    /// `true` or `false`.
    Oui,
    /// A number of patients, from `min` to `max`.
    Patients {
        /// Smallest number.
        min: u32,
        /// Largest number.
        max: u32,
    },
    /// Working time, a multiple of 0,5 ETP above 0.
    Etp,
    /// Euros, from 0 to 10 000 000, with at most two decimals.
    Euros,
    /// Euros received, or given back: from -10 000 000 to 10 000 000, with at most two decimals.
    EurosSignes,
    /// A fraction such as `6/10`, above 0 and at most 1.
    Quotite,
    /// A share of the aid, from `0` to `1`, such as `3/4`.
    Part,
    /// A contract year, from 1 to 60.
    Annee,
    /// A position of the table of minimum pay.
    Position,
    /// Hours a week, above 0 and at most a full time, with at most two decimals.
    Heures,
    /// A band, or a list of those that are possible.
    Bandes,
    /// A table of fields.
    Table(&'static [Field]),
    /// A table that has exactly one of these fields.
    UnSeul(&'static [Field]),
    /// A list of tables.
    Liste(&'static [Field], Plafond),
    /// A table of questions and readings.
    Lectures,
    /// Known to the vocabulary, but this version does not compute it: refused.
    PasEncore,
    /// Belongs to the other kind of contract (individual, or of a group): refused, with its `aide` as
    /// the advice.
    AutreContrat,
}

/// Under which regimes a count of patients has this name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compte {
    /// All.
    Tous,
    /// Those that count adults alone (avenant-7).
    Adultes,
    /// Those that count everyone.
    AdultesEtEnfants,
}

/// Largest number of patients.
pub const MAX_PATIENTS: u32 = 100_000;

/// Largest number of patients of a whole group.
pub const MAX_PATIENTS_DU_GROUPE: u32 = 10_000_000;

/// Largest amount, in euros.
pub const MAX_EUROS: i64 = 10_000_000;

/// Positions of an assistant médical in the branch (COUT-1).
pub const POSITIONS: std::ops::RangeInclusive<u32> =
    PREMIERE_POSITION as u32..=PREMIERE_POSITION as u32 + cout::POSITIONS as u32 - 1;

impl Field {
    const fn new(nom: &'static str, forme: Shape, exemple: &'static str, aide: &'static str) -> Field {
        let (requis, simple) = (false, false);
        Field { nom, forme, aide, exemple, requis, simple, compte: Compte::Tous, autre_contrat: &[] }
    }

    const fn requis(mut self) -> Field {
        self.requis = true;
        self.simple = true;
        self
    }

    const fn simple(mut self) -> Field {
        self.simple = true;
        self
    }

    const fn autre_contrat(mut self, mots: &'static [&'static str]) -> Field {
        self.autre_contrat = mots;
        self
    }

    const fn compte(mut self, compte: Compte) -> Field {
        self.compte = compte;
        self
    }

    /// Whether a dossier of this kind may have it.
    pub const fn ecrit(&self) -> bool {
        !matches!(self.forme, Shape::PasEncore | Shape::AutreContrat)
    }

    /// The fields of this one, where it has any.
    pub fn champs(&self) -> &'static [Field] {
        match self.forme {
            Shape::Table(champs) | Shape::UnSeul(champs) | Shape::Liste(champs, _) => champs,
            _ => &[],
        }
    }

    /// The example as a value.
    pub fn valeur(&self, syntaxe: Syntaxe) -> String {
        match self.forme {
            Shape::Jour { .. } if syntaxe.seule() => self.exemple.rsplit('-').collect::<Vec<_>>().join("/"),
            _ if syntaxe.seule() => self.exemple.to_owned(),
            Shape::Texte
            | Shape::Specialite
            | Shape::Mot(_)
            | Shape::Quotite
            | Shape::Part
            | Shape::Bandes
            | Shape::Etp => {
                format!("\"{}\"", self.exemple)
            }
            Shape::Jour { .. } if syntaxe == Syntaxe::Json => format!("\"{}\"", self.exemple),
            Shape::UnSeul(champs) => champs.first().map_or_else(String::new, |c| format!("{{ {} }}", c.ligne(syntaxe))),
            _ => self.exemple.to_owned(),
        }
    }

    /// The example as a line; of a form, the value alone.
    pub fn ligne(&self, syntaxe: Syntaxe) -> String {
        syntaxe.ligne(self.nom, &self.valeur(syntaxe))
    }
}

const JOUR: Shape = Shape::Jour { libre: false };
const JOUR_LIBRE: Shape = Shape::Jour { libre: true };
const PATIENTS: Shape = Shape::Patients { min: 0, max: MAX_PATIENTS };
const SEUIL: Shape = Shape::Patients { min: 1, max: MAX_PATIENTS };
const PATIENTS_DU_GROUPE: Shape = Shape::Patients { min: 0, max: MAX_PATIENTS_DU_GROUPE };

const fn pmt(forme: Shape, exemple: &'static str, aide: &'static str) -> Field {
    Field::new("pmt", forme, exemple, aide).compte(Compte::AdultesEtEnfants)
}

const fn pmt_adultes(forme: Shape, exemple: &'static str, aide: &'static str) -> Field {
    Field::new("pmt_adultes", forme, exemple, aide).compte(Compte::Adultes)
}

const fn pfa(forme: Shape, exemple: &'static str, aide: &'static str) -> Field {
    Field::new("pfa", forme, exemple, aide)
}

const AVENANT_7: &str = "Avenant 7 (contrats signés avant mai 2023) : s'écrit ainsi à la place de pmt.";
