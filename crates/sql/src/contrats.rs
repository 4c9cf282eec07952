//! The contracts of a file as they are: `FROM 'f.parquet'`, `FROM contrats('f.parquet')`.

use std::sync::Arc;

use async_trait::async_trait;
use columns::Moteur;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::{Session, TableFunctionArgs, TableFunctionImpl, TableProvider, UrlTableFactory};
use datafusion::error::Result;
use datafusion::logical_expr::{Expr, TableType};
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::union::UnionExec;

use crate::arguments::{Texte, textes};
use crate::erreur::Erreur;
use crate::fichier::Fichier;
use crate::population::Demandee;

/// The rows of a file.
#[derive(Debug)]
struct Contrats {
    fichier: Fichier,
}

#[async_trait]
impl TableProvider for Contrats {
    fn schema(&self) -> SchemaRef {
        Arc::clone(self.fichier.schema())
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    async fn scan(
        &self,
        state: &dyn Session,
        projection: Option<&Vec<usize>>,
        _: &[Expr],
        _: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let parts = self.fichier.parts(state.config().target_partitions());
        let plans = parts.into_iter().map(|part| self.fichier.lecture(projection.cloned(), part));
        UnionExec::try_new(plans.collect::<Result<Vec<_>>>()?)
    }
}

/// `contrats('f.parquet')`.
#[derive(Debug)]
pub(crate) struct FonctionContrats {
    pub(crate) moteur: Arc<Moteur>,
}

impl TableFunctionImpl for FonctionContrats {
    fn call_with_args(&self, args: TableFunctionArgs<'_, '_>) -> Result<Arc<dyn TableProvider>> {
        let textes = textes("contrats", args.exprs())?;
        let [Texte(nom)] = textes.as_slice() else {
            let message = "contrats(…) demande un nom de fichier et rien d'autre : contrats('medecins.parquet')";
            return Err(Erreur::new("arguments-de-fonction", message).into());
        };
        Ok(Arc::new(Contrats { fichier: Fichier::ouvrir(nom, &self.moteur)? }))
    }
}

/// A table that is named as a file is one.
#[derive(Debug)]
pub(crate) struct FichiersNommes {
    pub(crate) moteur: Arc<Moteur>,
}

#[async_trait]
impl UrlTableFactory for FichiersNommes {
    async fn try_new(&self, nom: &str) -> Result<Option<Arc<dyn TableProvider>>> {
        // A name without an ending is a table that the query forgot to define: DataFusion says so.
        if std::path::Path::new(nom).extension().is_none() && Demandee::lire(nom).is_none() {
            return Ok(None);
        }
        Ok(Some(Arc::new(Contrats { fichier: Fichier::ouvrir(nom, &self.moteur)? })))
    }
}
