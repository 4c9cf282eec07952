//! A session: the rules, and SQL over the files that a query names.

use std::num::NonZeroUsize;
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::sync::Arc;

use columns::{Choix, Moteur};
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::{DynamicFileCatalog, TableFunctionImpl};
use datafusion::execution::memory_pool::{FairSpillPool, TrackConsumersPool};
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::execution::{SendableRecordBatchStream, SessionStateBuilder};
use datafusion::prelude::{SQLOptions, SessionConfig, SessionContext};
use futures::{FutureExt, StreamExt};

use crate::contrats::{FichiersNommes, FonctionContrats};
use crate::erreur::Erreur;
use crate::etudier::FonctionEtudier;
use crate::fonctions::udfs;

/// Of what fills the memory, how much an error names.
const DITS: NonZeroUsize = NonZeroUsize::MIN.saturating_add(4);

/// What a session may use of the machine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ressources {
    /// Threads, and parts in which a file is read; at least 1.
    pub fils: usize,
    /// Bytes that sorts, joins and groups may hold before they write to the folder of temporary files; `None`: no
    /// bound. What streams through is not counted.
    pub memoire: Option<usize>,
    /// The folder of temporary files; `None`: that of the system.
    pub provisoires: Option<PathBuf>,
}

/// The rules, and SQL over the files that a query names. It writes no file of its own accord, and no query may.
pub struct Session {
    contexte: SessionContext,
    fils: usize,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").field("fils", &self.fils).finish_non_exhaustive()
    }
}

impl Session {
    /// A session under the rules of `moteur`, whose day and years are those of `etudier(…)` where a query names
    /// none. `choix`: what to do with columns of a file that are no field of a dossier.
    ///
    /// # Errors
    ///
    /// What DataFusion refuses of the machine: its folder of temporary files.
    pub fn new(moteur: Arc<Moteur>, choix: Choix, ressources: Ressources) -> Result<Session, Erreur> {
        let fils = ressources.fils.max(1);
        let mut runtime = RuntimeEnvBuilder::new();
        if let Some(octets) = ressources.memoire {
            // Each sort has its share: where one takes all that is left, the others cannot even merge what they hold.
            runtime = runtime.with_memory_pool(Arc::new(TrackConsumersPool::new(FairSpillPool::new(octets), DITS)));
        }
        if let Some(folder) = ressources.provisoires {
            runtime = runtime.with_temp_file_path(folder);
        }
        let state = SessionStateBuilder::new()
            .with_config(SessionConfig::new().with_target_partitions(fils))
            .with_runtime_env(runtime.build_arc()?)
            .with_default_features()
            .build();
        let tables = DynamicFileCatalog::new(
            Arc::clone(state.catalog_list()),
            Arc::new(FichiersNommes { moteur: Arc::clone(&moteur) }),
        );
        let state = SessionStateBuilder::new_from_existing(state).with_catalog_list(Arc::new(tables)).build();
        let contexte = SessionContext::new_with_state(state);
        udfs(&moteur).for_each(|udf| contexte.register_udf(udf));
        let contrats: Arc<dyn TableFunctionImpl> = Arc::new(FonctionContrats { moteur: Arc::clone(&moteur) });
        let etudier: Arc<dyn TableFunctionImpl> = Arc::new(FonctionEtudier { moteur, choix });
        // DataFusion takes the names of these as they are written, and people write SQL in capitals.
        for (nom, fonction) in [("contrats", contrats), ("etudier", etudier)] {
            contexte.register_udtf(nom, Arc::clone(&fonction));
            contexte.register_udtf(&nom.to_uppercase(), fonction);
        }
        Ok(Session { contexte, fils })
    }

    /// The answer to a query, batch by batch, on the caller's runtime, whose threads do the work.
    ///
    /// # Errors
    ///
    /// The query is not SQL, names what does not exist, or would change something. What goes wrong later comes with
    /// the batches, as an error that [`Erreur::from`] reads.
    pub async fn executer(&self, requete: &str) -> Result<SendableRecordBatchStream, Erreur> {
        let reading = SQLOptions::new().with_allow_ddl(false).with_allow_dml(false).with_allow_statements(false);
        let plan = self.contexte.state().create_logical_plan(requete).await?;
        reading.verify_plan(&plan).map_err(|faute| Erreur {
            detail: Erreur::from(faute).detail,
            ..Erreur::new("requete-qui-ecrit", "une requête ne peut que lire : écrivez un SELECT")
        })?;
        Ok(self.contexte.execute_logical_plan(plan).await?.execute_stream().await?)
    }

    /// Gives each batch of the answer to `voir` as it comes, and returns the columns. Starts threads of its own: not
    /// to be called from a task of a runtime.
    ///
    /// # Errors
    ///
    /// As [`Session::executer`], what goes wrong on the way, and the first error of `voir`, after which nothing more
    /// is read.
    pub fn parcourir<E: From<Erreur>>(
        &self,
        requete: &str,
        mut voir: impl FnMut(RecordBatch) -> Result<(), E>,
    ) -> Result<SchemaRef, E> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(self.fils)
            .enable_all()
            .build()
            .map_err(|faute| Erreur::new("fils-refuses", format!("le système refuse d'autres fils : {faute}")))?;
        runtime.block_on(async {
            let mut lots = self.executer(requete).await?;
            // The libraries that decode panic on some files that lie about themselves.
            while let Some(lot) = AssertUnwindSafe(lots.next()).catch_unwind().await.map_err(|_| paniquee())? {
                voir(lot.map_err(Erreur::from)?)?;
            }
            Ok(lots.schema())
        })
    }

    /// The whole answer, which must fit in memory, and its columns, as [`Session::parcourir`].
    ///
    /// # Errors
    ///
    /// As [`Session::parcourir`].
    pub fn requete(&self, requete: &str) -> Result<(SchemaRef, Vec<RecordBatch>), Erreur> {
        let mut lots = Vec::new();
        let schema = self.parcourir(requete, |lot| {
            lots.push(lot);
            Ok::<(), Erreur>(())
        })?;
        Ok((schema, lots))
    }
}

fn paniquee() -> Erreur {
    Erreur::new(
        "lecture-impossible",
        "un fichier de cette requête ne se lit pas : il n'est pas entier, ou pas de son format",
    )
}
