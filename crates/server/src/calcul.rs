//! Studies, as many at once as the machine has cores, a few waiting, the others refused at once.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::erreur::{Erreur, Genre};
use crate::reglages::Reglages;

/// Room for studies.
pub(crate) struct Calculs {
    /// A place for each study that is worked out or waits.
    admis: Arc<Semaphore>,
    /// A place for each study that is worked out.
    places: Arc<Semaphore>,
    delai: Duration,
}

impl Calculs {
    pub(crate) fn new(reglages: &Reglages) -> Calculs {
        Calculs {
            admis: Arc::new(Semaphore::new(reglages.calculs + reglages.attente)),
            places: Arc::new(Semaphore::new(reglages.calculs)),
            delai: reglages.delai_calcul,
        }
    }

    /// Runs a study away from the threads that answer.
    ///
    /// Its place is given back when it ends, not when its reader goes away or is told that it took too long: a
    /// thread cannot be stopped. What it may cost is bounded before it begins (`bornes`), so that each ends soon.
    ///
    /// # Errors
    ///
    /// No room, too long a wait, or a study that panicked.
    pub(crate) async fn executer<T, F>(&self, calcul: F) -> Result<T, Erreur>
    where
        T: Send + 'static,
        F: FnOnce() -> T + Send + 'static,
    {
        let sature = || Erreur::from(Genre::Sature);
        let admis = Arc::clone(&self.admis).try_acquire_owned().map_err(|_| sature())?;
        let places = Arc::clone(&self.places);
        let run = async move {
            let place = places.acquire_owned().await.map_err(|_| sature())?;
            let task = tokio::task::spawn_blocking(move || {
                let _held = (admis, place);
                calcul()
            });
            task.await.map_err(|_| Erreur::from(Genre::Panne))
        };
        timeout(self.delai, run).await.unwrap_or_else(|_| Err(sature()))
    }
}
