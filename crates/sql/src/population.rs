//! A population instead of a file: `FROM etudier('population:1000000')`, `'population:1000000:7'` with a seed.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use columns::Moteur;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::error::Result;
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::streaming::{PartitionStream, StreamingTableExec};
use population::Population;

use crate::erreur::Erreur;

/// What a name of a population begins with.
const NOM: &str = "population:";
/// Rows that are made at once.
const LOT: u64 = 8_192;

/// A population that a query names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Demandee {
    lignes: u64,
    graine: u64,
}

impl Demandee {
    /// Reads `population:1000000` or `population:1000000:7`, whose seed is 0 where none is given. `None`: the name is
    /// a file's.
    pub(crate) fn lire(nom: &str) -> Option<Result<Demandee, Erreur>> {
        let demande = nom.strip_prefix(NOM)?;
        let (lignes, graine) = demande.split_once(':').unwrap_or((demande, "0"));
        let number = |text: &str| text.parse::<u64>().ok();
        Some(match number(lignes).zip(number(graine)) {
            Some((lignes, graine)) => Ok(Demandee { lignes, graine }),
            None => {
                let message = format!("« {nom} » : écrivez 'population:1000000', ou 'population:1000000:7' (graine 7)");
                Err(Erreur::new("arguments-de-fonction", message))
            }
        })
    }

    /// The population, and how many of its rows are asked for.
    pub(crate) fn inventer(self, moteur: &Moteur) -> Result<(Population, u64), Erreur> {
        let population = Population::new(&moteur.convention().tables, self.graine, moteur.au());
        let population = population.map_err(|faute| Erreur::new("population-impossible", faute.to_string()))?;
        Ok((population, self.lignes))
    }
}

/// The plan that makes these rows, in their order, as one partition.
pub(crate) fn plan(
    population: Arc<Population>,
    rows: Range<u64>,
    colonnes: Option<&Vec<usize>>,
) -> Result<Arc<dyn ExecutionPlan>> {
    let schema = population.schema();
    let part: Arc<dyn PartitionStream> = Arc::new(Rangs { schema: Arc::clone(&schema), population, rows });
    Ok(Arc::new(StreamingTableExec::try_new(schema, vec![part], colonnes, None, false, None)?))
}

/// Rows of a population that follow each other.
struct Rangs {
    schema: SchemaRef,
    population: Arc<Population>,
    rows: Range<u64>,
}

impl fmt::Debug for Rangs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "population {:?}", self.rows)
    }
}

impl PartitionStream for Rangs {
    fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    fn execute(&self, _: Arc<TaskContext>) -> SendableRecordBatchStream {
        let (population, Range { start, end }) = (Arc::clone(&self.population), self.rows.clone());
        let lots = (0..end.saturating_sub(start).div_ceil(LOT)).map(move |rank| {
            let first = start + rank * LOT;
            Ok(population.lot(first, LOT.min(end - first) as usize)?)
        });
        Box::pin(RecordBatchStreamAdapter::new(Arc::clone(&self.schema), futures::stream::iter(lots)))
    }
}
