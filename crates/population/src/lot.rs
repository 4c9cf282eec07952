//! Rows into a batch of columns.

use std::fmt::Write;
use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, Date32Array, Int32Array, ListArray, RecordBatch, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Fields, Schema, SchemaRef};

use crate::colonnes::{COLONNES, comptes};
use crate::ligne::{Constat, Ligne};

/// The columns of every batch.
#[derive(Debug, Clone)]
pub(crate) struct Moule {
    pub(crate) schema: SchemaRef,
    constat: FieldRef,
    comptes: Fields,
}

impl Moule {
    pub(crate) fn new() -> Moule {
        let compte = |nom| Field::new(nom, DataType::Int32, true);
        let comptes = Fields::from(vec![
            Field::new("date", DataType::Date32, false),
            compte("pmt"),
            compte("pmt_adultes"),
            compte("pfa"),
        ]);
        let constat = Arc::new(Field::new("item", DataType::Struct(comptes.clone()), false));
        let mut champs = vec![Field::new("reference", DataType::Utf8, false)];
        champs.extend(COLONNES.iter().map(|c| Field::new(c.nom, c.genre(), true)));
        champs.push(Field::new("constats", DataType::List(Arc::clone(&constat)), false));
        Moule { schema: Arc::new(Schema::new(champs)), constat, comptes }
    }

    /// The batch of `lignes`, whose constats follow each other.
    pub(crate) fn lot(&self, lignes: &[Ligne<'_>], constats: &[Constat]) -> Result<RecordBatch, ArrowError> {
        let mut colonnes = vec![references(lignes)?];
        for colonne in COLONNES {
            colonnes.push(colonne.remplir(lignes)?);
        }
        colonnes.push(self.constats(lignes, constats)?);
        RecordBatch::try_new(Arc::clone(&self.schema), colonnes)
    }

    fn constats(&self, lignes: &[Ligne<'_>], constats: &[Constat]) -> Result<ArrayRef, ArrowError> {
        let dates: Date32Array = constats.iter().map(|c| Some(c.date.0)).collect();
        let mut colonnes: Vec<ArrayRef> = vec![Arc::new(dates)];
        for rang in 0..3 {
            let compte: Int32Array =
                constats.iter().map(|c| comptes(c.avenant_7, c.effectif).get(rang).copied().flatten()).collect();
            colonnes.push(Arc::new(compte));
        }
        let valeurs = StructArray::try_new(self.comptes.clone(), colonnes, None)?;
        let fins = lignes.iter().skip(1).map(|l| l.constats_avant).chain([constats.len()]);
        let longueurs = lignes.iter().zip(fins).map(|(ligne, fin)| fin - ligne.constats_avant);
        let bornes = OffsetBuffer::from_lengths(longueurs);
        Ok(Arc::new(ListArray::try_new(Arc::clone(&self.constat), bornes, Arc::new(valeurs), None)?))
    }
}

/// `M0000001` is the first row.
fn references(lignes: &[Ligne<'_>]) -> Result<ArrayRef, ArrowError> {
    let mut textes = StringBuilder::with_capacity(lignes.len(), lignes.len() * "M0000001".len());
    for ligne in lignes {
        let numero = u128::from(ligne.numero) + 1;
        write!(textes, "M{numero:07}").map_err(|faute| ArrowError::ExternalError(Box::new(faute)))?;
        textes.append_value("");
    }
    Ok(Arc::new(textes.finish()))
}
