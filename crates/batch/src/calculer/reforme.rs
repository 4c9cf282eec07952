//! A second set of rules beside the first: its figures on the same rows, and what changes.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, ArrayRef, Int64Array, RecordBatch, UInt32Array};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use arrow_select::take::take;
use columns::Genre;
use convention::fault::{Fault, Place};

/// The verdict under the other rules.
pub(crate) const AUTRE_VERDICT: &str = "autre_verdict";

/// The columns beside those of the first rules: name, the column of the other rules that each is, and its type.
const AUTRES: [(&str, Option<&str>, Genre); 5] = [
    (AUTRE_VERDICT, Some("verdict"), Genre::Mot),
    ("autre_montant_centimes", Some("montant_centimes"), Genre::Grand),
    ("autre_aide_centimes", Some("aide_centimes"), Genre::Grand),
    ("ecart_centimes", None, Genre::Grand),
    ("autre_erreur", Some("erreur"), Genre::Texte),
];

/// The columns of both.
///
/// # Errors
///
/// A column that is kept under a name of ours.
pub(super) fn schema(nom: &str, schema: &Schema) -> Result<SchemaRef, Vec<Fault>> {
    let twice: Vec<Fault> = AUTRES
        .iter()
        .filter(|(autre, ..)| schema.column_with_name(autre).is_some())
        .map(|(autre, ..)| {
            let place = Place { fichier: nom.to_owned(), chemin: (*autre).to_owned(), ..Place::default() };
            let message = format!("la colonne « {autre} » est déjà une colonne du résultat");
            Fault::new("colonne-en-double", &place, message, "renommez-la dans l'entrée, ou ne la gardez pas")
        })
        .collect();
    if !twice.is_empty() {
        return Err(twice);
    }
    let own = schema.fields().iter().map(|field| field.as_ref().clone());
    let others = AUTRES.iter().map(|(autre, _, genre)| Field::new(*autre, genre.arrow(), true));
    Ok(Arc::new(Schema::new(own.chain(others).collect::<Vec<_>>())))
}

/// Rows of the first rules, and for each its row under the others.
pub(super) struct Cote {
    /// Of the same contract, whichever the year.
    contrat: UInt32Array,
    /// Of the same contract and year.
    annee: UInt32Array,
}

impl Cote {
    /// Sets the rows of one batch of contracts beside each other: both have the contracts in the order of the input,
    /// each with all the years asked, or one row in error.
    pub(super) fn de(une: &RecordBatch, autre: &RecordBatch) -> Option<Cote> {
        let lignes = |lot: &RecordBatch| Some(lot.column_by_name("ligne")?.as_primitive_opt::<Int64Type>()?.clone());
        let (lignes_une, lignes_autre) = (lignes(une)?, lignes(autre)?);
        let annees = |lot: &RecordBatch| lot.column_by_name("annee").cloned();
        let (annees_une, annees_autre) = (annees(une)?, annees(autre)?);
        let (mut contrat, mut annee) = (Vec::with_capacity(une.num_rows()), Vec::with_capacity(une.num_rows()));
        let mut start = 0;
        let mut before = None;
        let mut rank = 0;
        for row in 0..une.num_rows() {
            let ligne = lignes_une.value(row);
            if before == Some(ligne) {
                rank += 1;
            } else {
                (before, rank) = (Some(ligne), 0);
                while start < autre.num_rows() && lignes_autre.value(start) < ligne {
                    start += 1;
                }
            }
            contrat.push(Some(start as u32));
            let same = annees_une.is_valid(row) && annees_autre.is_valid(start);
            annee.push(same.then_some((start + rank) as u32));
        }
        Some(Cote { contrat: contrat.into(), annee: annee.into() })
    }

    /// The rows of the first rules with the columns of the others.
    pub(super) fn joindre(
        &self,
        une: &RecordBatch,
        autre: &RecordBatch,
        schema: &SchemaRef,
    ) -> Result<RecordBatch, ArrowError> {
        let mut columns = une.columns().to_vec();
        for (nom, source, genre) in AUTRES {
            let column = match source.and_then(|source| autre.column_by_name(source)) {
                Some(array) if genre == Genre::Grand => take(array, &self.annee, None)?,
                Some(array) => take(array, &self.contrat, None)?,
                None => self.ecart(une, autre)?,
            };
            debug_assert_ne!(column.data_type(), &DataType::Null, "{nom}");
            columns.push(column);
        }
        RecordBatch::try_new(SchemaRef::clone(schema), columns)
    }

    /// What the aid becomes, less what it is, where both are known.
    fn ecart(&self, une: &RecordBatch, autre: &RecordBatch) -> Result<ArrayRef, ArrowError> {
        let aide = |lot: &RecordBatch| {
            let column = lot.column_by_name("aide_centimes").and_then(|c| c.as_primitive_opt::<Int64Type>()).cloned();
            column.ok_or_else(|| ArrowError::SchemaError("aide_centimes".to_owned()))
        };
        let ours = aide(une)?;
        let theirs = take(&aide(autre)?, &self.annee, None)?;
        let theirs = theirs.as_primitive::<Int64Type>();
        let ecarts: Int64Array = ours.iter().zip(theirs).map(|(ours, theirs)| theirs?.checked_sub(ours?)).collect();
        Ok(Arc::new(ecarts))
    }
}
