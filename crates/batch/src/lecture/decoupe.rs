//! Batches of another size than a file's own.

use std::collections::VecDeque;

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, SchemaRef};
use arrow_select::concat::concat_batches;

/// Batches that wait to be given, cut or joined.
#[derive(Default)]
pub(super) struct Decoupe {
    lots: VecDeque<RecordBatch>,
    lignes: usize,
}

impl Decoupe {
    /// At most `lignes` rows, from batches of any size; `None` once there is nothing left.
    pub(super) fn suivant<E: From<ArrowError>>(
        &mut self,
        schema: &SchemaRef,
        lignes: usize,
        mut lire: impl FnMut() -> Option<Result<RecordBatch, E>>,
    ) -> Result<Option<RecordBatch>, E> {
        while self.lignes < lignes {
            let Some(lot) = lire().transpose()? else { break };
            self.lignes += lot.num_rows();
            self.lots.push_back(lot);
        }
        let mut parts = Vec::new();
        let mut wanted = lignes;
        while wanted > 0 {
            let Some(lot) = self.lots.pop_front() else { break };
            if lot.num_rows() > wanted {
                self.lots.push_front(lot.slice(wanted, lot.num_rows() - wanted));
            }
            let part = lot.slice(0, wanted.min(lot.num_rows()));
            wanted -= part.num_rows();
            parts.push(part);
        }
        self.lignes -= lignes - wanted;
        Ok(match parts.as_slice() {
            _ if wanted == lignes => None,
            [one] => Some(one.clone()),
            several => Some(concat_batches(schema, several)?),
        })
    }
}
