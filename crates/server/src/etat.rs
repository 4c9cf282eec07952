//! What every handler shares.

use std::sync::Arc;

use convention::fault::Fault;
use convention::tables::Convention;

use crate::api::Documents;
use crate::calcul::Calculs;
use crate::corps::Corps;
use crate::reglages::Reglages;
use crate::ressource::{Ressource, Ressources};

/// What every handler shares: the rules, the assets, the documents that never change, the room for studies.
#[derive(Clone)]
pub struct Etat {
    pub(crate) convention: Arc<Convention>,
    pub(crate) ressources: Arc<Ressources>,
    pub(crate) documents: Arc<Documents>,
    pub(crate) calculs: Arc<Calculs>,
    pub(crate) corps: Corps,
}

impl Etat {
    /// Everything that a server needs, worked out once.
    ///
    /// # Errors
    ///
    /// The faults of the rules; none in a released program.
    pub fn new(ressources: Vec<Ressource>, reglages: Reglages) -> Result<Etat, Vec<Fault>> {
        let convention = Convention::embarquee()?;
        Ok(Etat {
            documents: Arc::new(Documents::new(&convention)?),
            convention: Arc::new(convention),
            ressources: Arc::new(Ressources::new(ressources)),
            calculs: Arc::new(Calculs::new(&reglages)),
            corps: Corps::new(&reglages),
        })
    }

    /// Whether the page comes with its script.
    pub fn script(&self) -> bool {
        self.ressources.script()
    }
}
