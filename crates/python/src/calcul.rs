//! A computation that goes forward as its result is read.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use columns::{Comptes, Entree, Moteur};
use pyo3::Python;

use crate::capsule::Lecteur;

/// Contracts that are answered at once: what bounds the memory, whatever the size of the batches that come in.
const CONTRATS: usize = 16_384;

/// What was counted, once everything was read.
pub(crate) type Compteur = Arc<Mutex<Option<Comptes>>>;

/// The result of an input, batch by batch.
pub(crate) struct Calcul {
    pub(crate) moteur: Arc<Moteur>,
    pub(crate) entree: Entree,
    pub(crate) source: Lecteur,
    /// Row of the next contract, from 1.
    pub(crate) ligne: u64,
    /// Of the batch that was read last, what is not answered yet.
    pub(crate) reste: Option<RecordBatch>,
    pub(crate) schema: SchemaRef,
    pub(crate) comptes: Comptes,
    pub(crate) compteur: Compteur,
    pub(crate) fini: bool,
}

impl Calcul {
    fn suivant(&mut self) -> Result<Option<RecordBatch>, ArrowError> {
        let Some(lot) = self.prochain_lot()? else {
            if !self.comptes.sont_justes(self.moteur.lignes_par_contrat()) {
                return Err(ArrowError::ComputeError(format!("des contrats ont été perdus : {:?}", self.comptes)));
            }
            *self.compteur.lock().unwrap_or_else(PoisonError::into_inner) = Some(self.comptes);
            return Ok(None);
        };
        let (annees, comptes) = self.moteur.atelier().calculer(&self.entree, &lot, self.ligne)?;
        self.ligne += lot.num_rows() as u64;
        self.comptes.ajouter(&comptes);
        mettre_en_forme(&annees, &self.schema).map(Some)
    }

    /// At most [`CONTRATS`] rows of the input.
    fn prochain_lot(&mut self) -> Result<Option<RecordBatch>, ArrowError> {
        let lot = loop {
            match self.reste.take() {
                Some(lot) if lot.num_rows() > 0 => break lot,
                _ => match self.source.next().transpose()? {
                    Some(lot) => self.reste = Some(lot),
                    None => return Ok(None),
                },
            }
        };
        let taken = CONTRATS.min(lot.num_rows());
        if taken < lot.num_rows() {
            self.reste = Some(lot.slice(taken, lot.num_rows() - taken));
        }
        Ok(Some(lot.slice(0, taken)))
    }
}

impl Iterator for Calcul {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.fini {
            return None;
        }
        let next = interrompu().map_or_else(|| proteger(|| self.suivant()), Err);
        self.fini = !matches!(next, Ok(Some(_)));
        next.transpose()
    }
}

impl RecordBatchReader for Calcul {
    fn schema(&self) -> SchemaRef {
        SchemaRef::clone(&self.schema)
    }
}

/// Ctrl-C since the last batch. A reader in C asks for minutes of batches without a look at Python's signals, and has
/// no way to pass on what they raise: it gets an error, which ends the reading.
pub(crate) fn interrompu() -> Option<ArrowError> {
    let raised = Python::try_attach(|py| py.check_signals().err()).flatten();
    raised.map(|_| ArrowError::ComputeError("calcul interrompu".to_owned()))
}

/// A panic here would end the whole program: its caller is C. And C ends a message at its first null byte.
pub(crate) fn proteger<T>(work: impl FnOnce() -> Result<T, ArrowError>) -> Result<T, ArrowError> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Err(faute)) => Err(ArrowError::ComputeError(faute.to_string().replace('\0', " "))),
        Ok(done) => done,
        Err(_) => Err(ArrowError::ComputeError("le calcul s'est arrêté sur une erreur du programme".to_owned())),
    }
}

/// The schema where words are plain text: not every reader takes dictionaries.
pub(crate) fn en_texte(schema: &Schema) -> SchemaRef {
    let plain = |field: &Arc<Field>| match field.data_type() {
        DataType::Dictionary(_, values) => field.as_ref().clone().with_data_type(values.as_ref().clone()),
        _ => field.as_ref().clone(),
    };
    Arc::new(Schema::new(schema.fields().iter().map(plain).collect::<Vec<_>>()))
}

/// The batch under `schema`, its own or that of [`en_texte`].
fn mettre_en_forme(lot: &RecordBatch, schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
    let columns = lot.columns().iter().zip(schema.fields()).map(|(array, field)| match array.data_type() {
        DataType::Dictionary(..) if array.data_type() != field.data_type() => deplier(array),
        _ => Ok(ArrayRef::clone(array)),
    });
    RecordBatch::try_new(SchemaRef::clone(schema), columns.collect::<Result<_, _>>()?)
}

/// Each row's own word.
fn deplier(array: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    use arrow_array::cast::AsArray;
    let words = array.as_any_dictionary();
    arrow_select::take::take(words.values(), words.keys(), None)
}
