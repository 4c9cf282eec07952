//! How a figure came about: a tree of data that the rules write while they run.
//!
//! Rules take a [`Trace`]. With [`Quiet`] it only notes which open questions were consulted and
//! costs next to nothing; with [`Tree`] it keeps every figure, its rule, and what was read. It is the
//! same function that runs: explaining never changes a figure.

mod avenant;
mod chemin;
mod listener;
mod regle;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::dossier::Etp;
use crate::indicateur::Indicateur;
use crate::jour::Jour;
use crate::money::{Centimes, Fraction};
use crate::question::Question;
use crate::tables::CellId;

pub(crate) use avenant::Ecoute;
pub use chemin::{Bout, Chemin, FigureCout, Grandeur, Poste, Repere as RepereObjectif};
#[cfg(not(target_family = "wasm"))]
pub use listener::Codes;
pub use listener::{Filter, Quiet, Trace, Tree, cell, lecture};
pub use regle::{Regle, Regles};

/// A value, as rules read and give them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Valeur {
    /// Nobody knows it.
    Inconnu,
    /// A count, a percentage, a number of months or years.
    Entier(i64),
    /// An amount.
    Centimes(Centimes),
    /// A rate or a share.
    Fraction(Fraction),
    /// A day.
    Jour(Jour),
    /// A word of a closed set.
    Mot(&'static str),
    /// Yes or no.
    Booleen(bool),
    /// Working time of a group.
    Etp(Etp),
}

impl Serialize for Valeur {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Valeur::Inconnu => serializer.serialize_none(),
            Valeur::Entier(v) => serializer.serialize_i64(*v),
            Valeur::Centimes(v) => v.serialize(serializer),
            Valeur::Fraction(v) => v.serialize(serializer),
            Valeur::Jour(v) => v.serialize(serializer),
            Valeur::Mot(v) => serializer.serialize_str(v),
            Valeur::Booleen(v) => serializer.serialize_bool(*v),
            Valeur::Etp(v) => v.serialize(serializer),
        }
    }
}

macro_rules! valeur_from {
    ($($from:ty => |$v:ident| $to:expr;)+) => {
        $(impl From<$from> for Valeur { fn from($v: $from) -> Valeur { $to } })+
    };
}

valeur_from! {
    i64 => |v| Valeur::Entier(v);
    u32 => |v| Valeur::Entier(i64::from(v));
    u8 => |v| Valeur::Entier(i64::from(v));
    Centimes => |v| Valeur::Centimes(v);
    Fraction => |v| Valeur::Fraction(v);
    Jour => |v| Valeur::Jour(v);
    &'static str => |v| Valeur::Mot(v);
    bool => |v| Valeur::Booleen(v);
    Etp => |v| Valeur::Etp(v);
    crate::objectif::Tolerance => |v| Valeur::Fraction(v.fraction());
    crate::bande::Bande => |v| Valeur::Mot(v.id());
    crate::regime::Regime => |v| Valeur::Mot(v.id());
    crate::dossier::OptionEtp => |v| Valeur::Mot(v.id());
    crate::tables::Nature => |v| Valeur::Mot(v.id());
    crate::tables::Issue => |v| Valeur::Mot(v.id());
    crate::tables::LigneMontant => |v| Valeur::Mot(v.id());
    crate::tables::SerieMontant => |v| Valeur::Mot(v.id());
    crate::tables::Sort => |v| Valeur::Mot(v.id());
    crate::tables::NatureVersement => |v| Valeur::Mot(v.id());
    crate::tables::Statut => |v| Valeur::Mot(v.id());
    crate::eligibilite::Etat => |v| Valeur::Mot(v.id());
    crate::eligibilite::Verdict => |v| Valeur::Mot(v.id());
    crate::dossier::TypeEvenement => |v| Valeur::Mot(v.id());
    crate::rapprochement::EtatVersement => |v| Valeur::Mot(v.id());
}

impl<T: Into<Valeur>> From<Option<T>> for Valeur {
    fn from(value: Option<T>) -> Valeur {
        value.map_or(Valeur::Inconnu, Into::into)
    }
}

/// Where a value that a rule read comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origine {
    /// A field of the dossier.
    Dossier(Donnee),
    /// A value of the rule files.
    Regles(CellId),
    /// Another figure of the étude.
    Figure(Chemin),
    /// A figure of one option, where several are side by side: the index of the option.
    Variante(u8, Chemin),
    /// What a figure would be: in the completion that reaches a bound, or for the result of a line of
    /// the decision table.
    Suppose(Chemin),
    /// The reading chosen for a question.
    Lecture(Question),
    /// The day of study.
    Au,
    /// The day of what is known.
    ConnuAu,
    /// A count supposed for an indicator.
    Hypothese(Indicateur),
}

/// A field of the dossier that rules read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Donnee {
    /// A field with a fixed path.
    Champ(&'static str),
    /// A field of `patientele` for an indicator: the prefix, and the indicator.
    ParIndicateur(&'static str, Indicateur),
    /// A threshold typed in: the indicator, and the percentile.
    Seuil(Indicateur, &'static str),
    /// A figure of the constat at this index.
    Constat(u16, Indicateur),
    /// A field of the event at this index.
    Evenement(u16, &'static str),
    /// A field of the event at this index, for an indicator.
    EvenementPar(u16, &'static str, Indicateur),
    /// A field of the member at this index of a group.
    Membre(u8, &'static str),
    /// A field of the sum received at this index.
    Encaissement(u16, &'static str),
    /// Day of the constat at this index.
    DateDuConstat(u16),
    /// The day from which the constat at an index is known.
    ConnuLeDuConstat(u16),
}

impl Donnee {
    /// The JSON pointer of this field under `/dossier`. Under avenant-7 the PMT is `pmt_adultes`.
    pub fn pointer(self, adultes: bool) -> String {
        let name = |i: Indicateur| if adultes && i == Indicateur::Pmt { "pmt_adultes" } else { i.id() };
        match self {
            Donnee::Champ(path) => format!("/dossier/{}", path.replace('.', "/")),
            Donnee::ParIndicateur(prefix, i) => format!("/dossier/{}/{}", prefix.replace('.', "/"), name(i)),
            Donnee::Seuil(i, percentile) => format!("/dossier/patientele/seuils/{}/{percentile}", name(i)),
            Donnee::Constat(index, i) => format!("/dossier/constats/{index}/{}", name(i)),
            Donnee::Evenement(index, field) => format!("/dossier/evenements/{index}/{field}"),
            Donnee::EvenementPar(index, field, i) => format!("/dossier/evenements/{index}/{field}/{}", name(i)),
            Donnee::Membre(index, path) => format!("/dossier/membres/{index}/{}", path.replace('.', "/")),
            Donnee::Encaissement(index, field) => format!("/dossier/encaissements/{index}/{field}"),
            Donnee::DateDuConstat(index) => format!("/dossier/constats/{index}/date"),
            Donnee::ConnuLeDuConstat(index) => format!("/dossier/constats/{index}/connu_le"),
        }
    }
}

/// A figure, its rule, and what it was made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Noeud {
    /// Which figure.
    pub chemin: Chemin,
    /// Id of the rule that gave it.
    pub regle: &'static str,
    /// The figure.
    pub valeur: Valeur,
    /// What was read, in order.
    pub lu: Vec<Lu>,
    /// Figures worked out on the way.
    pub enfants: Vec<Noeud>,
}

/// One node a figure: a figure that was settled after its first, unknown run keeps that run below it.
pub(crate) fn un_par_figure(roots: Vec<Noeud>) -> Vec<Noeud> {
    let mut nodes: Vec<Noeud> = Vec::with_capacity(roots.len());
    let mut seen: BTreeMap<u64, usize> = BTreeMap::new();
    for node in roots {
        if let Some(earlier) = seen.get(&node.chemin.cle()).and_then(|at| nodes.get_mut(*at)) {
            let unknown = std::mem::replace(earlier, node);
            if unknown.regle != earlier.regle {
                earlier.enfants.push(unknown);
            }
        } else {
            seen.insert(node.chemin.cle(), nodes.len());
            nodes.push(node);
        }
    }
    nodes
}

/// One value that was read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lu {
    /// What it is.
    pub nom: &'static str,
    /// Its value.
    pub valeur: Valeur,
    /// Where it comes from.
    pub origine: Origine,
}
