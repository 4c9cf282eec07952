//! The values of a document, flat: what stands at each path of the table of fields, or that it is at
//! fault already.

use std::collections::BTreeMap;

use crate::bande::Bande;
use crate::dossier::Etp;
use crate::dossier::fields::{Field, Syntaxe};
use crate::fault::{Fault, Place};
use crate::jour::Jour;
use crate::money::{Centimes, Fraction};
use crate::question::Lectures;

/// A value of a field, checked by itself.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// A text, or a word of a closed set.
    Text(String),
    /// A day.
    Day(Jour),
    /// A flag.
    Flag(bool),
    /// A number of patients, or a position.
    Count(u32),
    /// A working time.
    Etp(Etp),
    /// An amount.
    Money(Centimes),
    /// A share, or hours a week.
    Share(Fraction),
    /// Bands, each at its place.
    Bands(Vec<(Bande, Place)>),
    /// A table; its fields have their own paths.
    Table,
    /// A list of so many tables.
    List(usize),
    /// Reported already.
    Faulty,
}

/// A value at its place.
#[derive(Debug)]
pub(super) struct Found {
    /// Place of the value.
    pub(super) place: Place,
    /// Place of its key.
    pub(super) key: Place,
    /// Its field.
    pub(super) field: &'static Field,
    /// The value.
    pub(super) value: Value,
}

/// All the values of a document by path, and the faults found so far.
#[derive(Debug)]
pub(super) struct Values {
    /// Name of the file.
    pub(super) file: String,
    /// By path, such as `constats[0].date`.
    pub(super) found: BTreeMap<String, Found>,
    /// The readings.
    pub(super) lectures: Lectures,
    /// Whether a reading is at fault.
    pub(super) lectures_faulty: bool,
    /// The faults.
    pub(super) faults: Vec<Fault>,
    /// How the document is written, for the examples of the messages.
    pub(super) syntaxe: Syntaxe,
}

macro_rules! getters {
    ($( $(#[$doc:meta])* $name:ident: $variant:ident -> $type:ty; )+) => {
        $( $(#[$doc])* pub(super) fn $name(&self, path: &str) -> Option<$type> {
            match self.get(path) { Some(Value::$variant(value)) => Some(value.clone()), _ => None }
        } )+
    };
}

impl Values {
    /// The value at `path`, where it stands there without fault.
    pub(super) fn get(&self, path: &str) -> Option<&Value> {
        self.found.get(path).map(|f| &f.value).filter(|v| **v != Value::Faulty)
    }

    getters! {
        /// A text.
        text: Text -> String;
        /// A day.
        day: Day -> Jour;
        /// A flag.
        flag: Flag -> bool;
        /// A number of patients, or a position.
        count: Count -> u32;
        /// A working time.
        etp: Etp -> Etp;
        /// An amount.
        money: Money -> Centimes;
        /// A share, or hours a week.
        share: Share -> Fraction;
    }

    /// The value of a field as this document writes it, for the advice of faults.
    pub(super) fn ecrire(&self, nom: &str, valeur: &str) -> String {
        self.syntaxe.ligne(nom, valeur)
    }

    /// `maintien = true` in braces.
    pub(super) fn maintien(&self) -> String {
        format!("{{ {} }}", self.ecrire("maintien", "true"))
    }

    /// How many items the list at `path` has.
    pub(super) fn items(&self, path: &str) -> usize {
        match self.get(path) {
            Some(Value::List(length)) => *length,
            _ => 0,
        }
    }

    /// Whether the document says nothing at `path`: not even something at fault, there or above.
    pub(super) fn absent(&self, path: &str) -> bool {
        if self.found.contains_key(path) {
            return false;
        }
        let above = path.match_indices(['.', '[']).filter_map(|(i, _)| path.get(..i));
        !above.into_iter().any(|p| self.found.get(p).is_some_and(|f| f.value == Value::Faulty))
    }

    /// The place of the value at `path`, or of the document.
    pub(super) fn place(&self, path: &str) -> Place {
        self.found.get(path).map_or_else(
            || Place { fichier: self.file.clone(), chemin: path.to_owned(), ..Place::default() },
            |f| f.place.clone(),
        )
    }

    /// Adds a fault of the value at `path`, which the next checks then leave alone.
    pub(super) fn fault(
        &mut self,
        code: &'static str,
        path: &str,
        message: impl Into<String>,
        advice: impl Into<String>,
    ) {
        let place = self.place(path);
        self.faults.push(Fault::new(code, &place, message, advice));
        if let Some(found) = self.found.get_mut(path) {
            found.value = Value::Faulty;
        }
    }
}
