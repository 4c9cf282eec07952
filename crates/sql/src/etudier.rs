//! The table function `etudier`: a row per contract and year asked, one per contract in error.

use std::sync::Arc;

use async_trait::async_trait;
use columns::{Choix, Entree, Moteur, colonnes};
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::{Session, TableFunctionArgs, TableFunctionImpl, TableProvider};
use datafusion::error::Result;
use datafusion::logical_expr::{Expr, TableType};
use datafusion::physical_plan::ExecutionPlan;

use crate::arguments::{Demande, textes};
use crate::erreur::Erreur;
use crate::execution::{Etude, Morceau};
use crate::fichier::Fichier;

/// `etudier('f.parquet')`, `etudier('f.parquet', '2026-11-28', '1-5')`.
#[derive(Debug)]
pub(crate) struct FonctionEtudier {
    pub(crate) moteur: Arc<Moteur>,
    pub(crate) choix: Choix,
}

impl TableFunctionImpl for FonctionEtudier {
    fn call_with_args(&self, args: TableFunctionArgs<'_, '_>) -> Result<Arc<dyn TableProvider>> {
        let Demande { fichier, au, annees } = Demande::lire(&textes("etudier", args.exprs())?)?;
        let moteur = match (au, annees) {
            (None, None) => Arc::clone(&self.moteur),
            (au, annees) => Arc::new(self.moteur.autrement(au, annees)),
        };
        Ok(Arc::new(Etudies::new(Fichier::ouvrir(&fichier, &moteur)?, moteur, &self.choix)?))
    }
}

/// The contracts of a file, answered.
#[derive(Debug)]
struct Etudies {
    fichier: Fichier,
    moteur: Arc<Moteur>,
    /// Places of the columns that are read: no other leaves the disk.
    lues: Vec<usize>,
    entree: Arc<Entree>,
    schema: SchemaRef,
}

impl Etudies {
    fn new(fichier: Fichier, moteur: Arc<Moteur>, choix: &Choix) -> Result<Etudies, Erreur> {
        let lier = |schema| moteur.lier(fichier.nom(), schema, choix).map_err(|fautes| Erreur::des_fautes(&fautes));
        let entier = fichier.schema();
        lier(entier)?;
        let needed = |name: &str| {
            let read = colonnes().iter().any(|colonne| colonne.nom == name) && !choix.ignorer.contains(name);
            read || choix.garder.iter().any(|kept| kept == name)
        };
        let fields = entier.fields().iter().enumerate();
        let lues: Vec<usize> = fields.filter(|(_, field)| needed(field.name())).map(|(rang, _)| rang).collect();
        let reduit =
            entier.project(&lues).map_err(|faute| Erreur::from(datafusion::error::DataFusionError::from(faute)))?;
        let entree = lier(&reduit)?;
        let schema = moteur.sortie(&entree, &reduit);
        Ok(Etudies { entree: Arc::new(entree), schema, lues, moteur, fichier })
    }
}

#[async_trait]
impl TableProvider for Etudies {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
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
        let morceau = |part| {
            let lecture = self.fichier.lecture(Some(self.lues.clone()), part)?;
            Ok(Morceau { avant: part.avant, lecture })
        };
        let morceaux = parts.into_iter().map(morceau).collect::<Result<Vec<_>>>()?;
        let schema = match projection {
            Some(rangs) => Arc::new(self.schema.project(rangs)?),
            None => Arc::clone(&self.schema),
        };
        Ok(Arc::new(Etude::new(
            Arc::clone(&self.moteur),
            Arc::clone(&self.entree),
            morceaux,
            (projection.cloned(), schema),
            self.fichier.lignes().map(|lignes| lignes.saturating_mul(self.moteur.lignes_par_contrat())),
        )))
    }
}
