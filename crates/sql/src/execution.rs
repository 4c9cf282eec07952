//! The plan that runs the rules: each partition reads its part of the file and works at its own bench.

use std::fmt;
use std::sync::Arc;

use columns::{Entree, Moteur};
use datafusion::arrow::array::{RecordBatch, RecordBatchOptions};
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::common::stats::Precision;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{Statistics, internal_err};
use datafusion::error::Result;
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_expr::EquivalenceProperties;
use datafusion::physical_plan::common::spawn_buffered;
use datafusion::physical_plan::execution_plan::{Boundedness, EmissionType};
use datafusion::physical_plan::statistics::StatisticsArgs;
use datafusion::physical_plan::stream::RecordBatchReceiverStream;
use datafusion::physical_plan::{
    DisplayAs, DisplayFormatType, ExecutionPlan, Partitioning, PhysicalExpr, PlanProperties,
};
use futures::StreamExt;

/// A part of the input.
#[derive(Debug, Clone)]
pub(crate) struct Morceau {
    /// Rows of the file before it.
    pub(crate) avant: u64,
    /// Its only partition holds its rows in order.
    pub(crate) lecture: Arc<dyn ExecutionPlan>,
}

/// Batches ready before they are asked for: one in the making, one that waits.
const D_AVANCE: usize = 1;

/// The rules over the parts of a file.
///
/// The plans that read are no children: rows are numbered by their place in the file, so that nothing may filter,
/// cut or shuffle them on the way here.
#[derive(Debug)]
pub(crate) struct Etude {
    moteur: Arc<Moteur>,
    entree: Arc<Entree>,
    morceaux: Vec<Morceau>,
    /// Places in the output of the columns that are asked for; `None`: all.
    projection: Option<Vec<usize>>,
    /// About how many rows go out: a contract in error has one row only.
    lignes: Option<u64>,
    properties: Arc<PlanProperties>,
}

impl Etude {
    pub(crate) fn new(
        moteur: Arc<Moteur>,
        entree: Arc<Entree>,
        morceaux: Vec<Morceau>,
        (projection, schema): (Option<Vec<usize>>, SchemaRef),
        lignes: Option<u64>,
    ) -> Etude {
        let properties = PlanProperties::new(
            EquivalenceProperties::new(schema),
            Partitioning::UnknownPartitioning(morceaux.len()),
            EmissionType::Incremental,
            Boundedness::Bounded,
        );
        Etude { moteur, entree, morceaux, projection, lignes, properties: Arc::new(properties) }
    }
}

impl DisplayAs for Etude {
    fn fmt_as(&self, _: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<String> = self.schema().fields().iter().map(|field| field.name().clone()).collect();
        write!(f, "Etude: au={}, parts={}, colonnes=[{}]", self.moteur.au(), self.morceaux.len(), names.join(", "))
    }
}

impl ExecutionPlan for Etude {
    fn name(&self) -> &str {
        "Etude"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        Vec::new()
    }

    fn apply_expressions(
        &self,
        _: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        Ok(TreeNodeRecursion::Continue)
    }

    fn with_new_children(self: Arc<Self>, children: Vec<Arc<dyn ExecutionPlan>>) -> Result<Arc<dyn ExecutionPlan>> {
        if children.is_empty() { Ok(self) } else { internal_err!("Etude has no children") }
    }

    fn execute(&self, partition: usize, context: Arc<TaskContext>) -> Result<SendableRecordBatchStream> {
        let Some(Morceau { avant, lecture }) = self.morceaux.get(partition) else {
            return internal_err!("Etude has no partition {partition}");
        };
        let mut lots = spawn_buffered(lecture.execute(0, context)?, D_AVANCE);
        let (moteur, entree) = (Arc::clone(&self.moteur), Arc::clone(&self.entree));
        let (projection, schema) = (self.projection.clone(), self.schema());
        let mut premiere = avant + 1;
        let mut sortie = RecordBatchReceiverStream::builder(self.schema(), D_AVANCE);
        let tx = sortie.tx();
        sortie.spawn(async move {
            let mut atelier = moteur.atelier();
            while let Some(lot) = lots.next().await {
                let lot = lot?;
                let (annees, _) = atelier.calculer(&entree, &lot, premiere)?;
                premiere += lot.num_rows() as u64;
                if tx.send(demandees(&annees, projection.as_deref(), &schema)).await.is_err() {
                    // Nobody listens any more: the query has what it asked for.
                    break;
                }
            }
            Ok(())
        });
        Ok(sortie.build())
    }

    fn statistics_from_inputs(&self, _: &[Arc<Statistics>], args: &StatisticsArgs) -> Result<Arc<Statistics>> {
        let mut statistics = Statistics::new_unknown(&self.schema());
        if let (Some(lignes), None) = (self.lignes, args.partition()) {
            statistics.num_rows = Precision::Inexact(usize::try_from(lignes).unwrap_or(usize::MAX));
        }
        Ok(Arc::new(statistics))
    }
}

/// The columns that are asked for, which may be none: their number of rows is then all that counts.
fn demandees(annees: &RecordBatch, projection: Option<&[usize]>, schema: &SchemaRef) -> Result<RecordBatch> {
    let columns = match projection {
        Some(rangs) => rangs.iter().map(|rang| Arc::clone(annees.column(*rang))).collect(),
        None => annees.columns().to_vec(),
    };
    let rows = RecordBatchOptions::new().with_row_count(Some(annees.num_rows()));
    Ok(RecordBatch::try_new_with_options(Arc::clone(schema), columns, &rows)?)
}
