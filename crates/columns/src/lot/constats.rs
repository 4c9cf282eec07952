//! The constats of a batch, in a list or in flat columns.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, GenericListArray, OffsetSizeTrait, StructArray};
use arrow_schema::DataType;
use convention::dossier::Constat;
use convention::dossier::fields::Field;
use convention::jour::Jour;
use convention::regime::Regime;
use convention::tables::Tables;

use super::{COMPTES, Comptes, Plat, effectifs, jour, note};
use crate::colonnes::elements;
use crate::plat::{Forme, VIDE, aplatir};

/// Most constats that are sound at a glance.
const CONSTATS_MAX: usize = 60;

/// The constats of a batch: those of a row are at `debuts[row]..debuts[row + 1]`.
#[derive(Debug)]
pub(super) struct Constats {
    debuts: Debuts,
    date: Plat,
    effectif: Comptes<Plat>,
    connu_le: Plat,
}

#[derive(Debug)]
enum Debuts {
    /// At most one a row, in flat columns.
    UnParLigne,
    Liste(Vec<usize>),
}

impl Constats {
    /// The only constat of each row, in flat columns.
    pub(super) fn a_plat(mut prendre: impl FnMut(&str) -> Plat) -> Constats {
        Constats {
            debuts: Debuts::UnParLigne,
            date: prendre("date"),
            effectif: COMPTES.map(&mut prendre),
            connu_le: prendre("connu_le"),
        }
    }

    /// The plain columns of a list of constats; `None` where the input holds none at all.
    pub(super) fn de_la_liste(
        tables: &Tables,
        champ: &'static Field,
        array: &ArrayRef,
        autres: &mut [bool],
    ) -> Option<Constats> {
        match array.data_type() {
            DataType::List(_) => Constats::de(tables, champ, array.as_list::<i32>(), autres),
            DataType::LargeList(_) => Constats::de(tables, champ, array.as_list::<i64>(), autres),
            _ => None,
        }
    }

    fn de<O: OffsetSizeTrait>(
        tables: &Tables,
        champ: &'static Field,
        list: &GenericListArray<O>,
        autres: &mut [bool],
    ) -> Option<Constats> {
        // Of a batch that is a part of a larger one, the items of its own rows alone.
        let first = list.offsets()[0].as_usize();
        let debuts: Vec<usize> = list.offsets().iter().map(|offset| offset.as_usize() - first).collect();
        let items = list.values().slice(first, debuts.last().copied().unwrap_or(0));
        let items: &StructArray = items.as_struct_opt()?;
        let plat = |nom: &str| {
            let (_, field) = elements(champ.champs()).into_iter().find(|(colonne, _)| colonne.nom == nom)?;
            let array = items.column_by_name(nom)?;
            Forme::du_champ(field, tables).map(|forme| aplatir(array, forme))
        };
        // A null row may keep items behind it, and a null item its values: the long way looks closer.
        note(autres, |row| {
            let items_of = debuts[row]..debuts[row + 1];
            (list.is_null(row) && !items_of.is_empty()) || items_of.into_iter().any(|item| items.is_null(item))
        });
        Some(Constats {
            date: Plat(plat("date")),
            effectif: COMPTES.map(|nom| Plat(plat(nom))),
            connu_le: Plat(plat("connu_le")),
            debuts: Debuts::Liste(debuts),
        })
    }

    /// The constats of a row. `None`: the row takes the long way.
    pub(super) fn lire(
        &self,
        row: usize,
        regime: Regime,
        signature: Option<Jour>,
        constats: &mut Vec<Constat>,
    ) -> Option<()> {
        let items = match &self.debuts {
            Debuts::UnParLigne => {
                let plats = self.effectif.iter().chain([&self.date, &self.connu_le]);
                let filled = plats.into_iter().any(|plat| plat.at(row) != VIDE);
                row..row + usize::from(filled)
            }
            Debuts::Liste(debuts) => debuts[row]..debuts[row + 1],
        };
        if items.len() > CONSTATS_MAX {
            return None;
        }
        let mut before = None;
        for item in items {
            let (date, connu_le) = (jour(self.date.at(item))??, jour(self.connu_le.at(item))?);
            let effectif = effectifs(&self.effectif, item, regime)?;
            // In the order of their dates, after the signature, each with a figure.
            let sound = date > before.or(signature)?
                && connu_le.is_none_or(|known| known >= date)
                && (effectif.pmt.is_some() || effectif.pfa.is_some());
            if !sound {
                return None;
            }
            before = Some(date);
            constats.push(Constat { date, effectif, connu_le });
        }
        Some(())
    }
}

/// How many items a list has in a row; `None` where it cannot be told.
pub(crate) fn compte(array: &ArrayRef, row: usize) -> Option<usize> {
    if array.is_null(row) {
        return Some(0);
    }
    match array.data_type() {
        DataType::Null => Some(0),
        DataType::List(_) => Some(array.as_list::<i32>().value_length(row) as usize),
        DataType::LargeList(_) => usize::try_from(array.as_list::<i64>().value_length(row)).ok(),
        _ => None,
    }
}
