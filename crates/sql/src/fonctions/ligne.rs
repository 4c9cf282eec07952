//! One row of arguments, and what a function makes of it.

use convention::jour::Jour;
use datafusion::arrow::array::cast::AsArray;
use datafusion::arrow::array::types::{Date32Type, Int64Type};
use datafusion::arrow::array::{Array, ArrayRef};
use datafusion::arrow::datatypes::DataType;

use crate::erreur::Erreur;

/// A row of the arguments of a function, none of which is null.
#[derive(Debug)]
pub(super) struct Ligne<'a> {
    pub(super) fonction: &'static str,
    pub(super) noms: &'a [&'static str],
    pub(super) colonnes: &'a [ArrayRef],
    pub(super) row: usize,
}

/// What a row gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Valeur {
    Mot(&'static str),
    Jour(Jour),
    Nombre(i64),
}

impl Valeur {
    pub(super) fn mot(self) -> Option<&'static str> {
        if let Valeur::Mot(mot) = self { Some(mot) } else { None }
    }

    pub(super) fn jour(self) -> Option<i32> {
        if let Valeur::Jour(jour) = self { Some(jour.0) } else { None }
    }

    pub(super) fn nombre(self) -> Option<i64> {
        if let Valeur::Nombre(nombre) = self { Some(nombre) } else { None }
    }
}

impl Ligne<'_> {
    /// A fault of an argument.
    pub(super) fn faute(&self, rang: usize, quoi: impl std::fmt::Display) -> Erreur {
        let nom = self.noms.get(rang).copied().unwrap_or_default();
        Erreur::new("valeur-refusee", format!("{}(…), argument « {nom} » : {quoi}", self.fonction))
    }

    /// An argument that is text.
    pub(super) fn texte(&self, rang: usize) -> &str {
        self.colonnes[rang].as_string::<i32>().value(self.row).trim()
    }

    /// A word out of a closed set.
    pub(super) fn mot<T>(&self, rang: usize, lire: impl Fn(&str) -> Option<T>, mots: &[&str]) -> Result<T, Erreur> {
        let text = self.texte(rang);
        lire(text).ok_or_else(|| self.faute(rang, format!("« {text} » n'est pas l'un de {}", mots.join(", "))))
    }

    /// A day, as a date or as text.
    pub(super) fn jour(&self, rang: usize) -> Result<Jour, Erreur> {
        let column = &self.colonnes[rang];
        if column.data_type() == &DataType::Date32 {
            let day = Jour(column.as_primitive::<Date32Type>().value(self.row));
            let calendar = Jour::new(1, 1, 1).zip(Jour::new(9999, 12, 31));
            let within = calendar.is_some_and(|(first, last)| (first..=last).contains(&day));
            return if within { Ok(day) } else { Err(self.faute(rang, "ce jour n'est dans aucun calendrier")) };
        }
        let text = self.texte(rang);
        let wrong = || self.faute(rang, format!("« {text} » n'est pas un jour ; écrivez '2026-01-15'"));
        Jour::parse_iso(text).ok_or_else(wrong)
    }

    /// A whole number within bounds, as a number or as text.
    pub(super) fn entier(&self, rang: usize, bornes: std::ops::RangeInclusive<i64>) -> Result<i64, Erreur> {
        let column = &self.colonnes[rang];
        let number = if column.data_type() == &DataType::Int64 {
            column.as_primitive::<Int64Type>().value(self.row)
        } else {
            let text = self.texte(rang);
            text.parse().map_err(|_| self.faute(rang, format!("« {text} » n'est pas un nombre entier")))?
        };
        if bornes.contains(&number) {
            return Ok(number);
        }
        let quoi = if *bornes.end() == i64::MAX {
            format!("{number} : attendu {} ou plus", bornes.start())
        } else {
            format!("{number} : attendu de {} à {}", bornes.start(), bornes.end())
        };
        Err(self.faute(rang, quoi))
    }
}
