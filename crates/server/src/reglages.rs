//! Bounds on what strangers may spend.

use std::time::Duration;

use convention::document;

/// Largest body that is read, in bytes: that of a document.
pub(crate) const CORPS_MAX: usize = document::MAX_BYTES;
/// A body longer than [`CORPS_MAX`] is read away up to so many bytes, so that who sends it reads the answer.
pub(crate) const VIDANGE_MAX: usize = 16 * CORPS_MAX;
/// Longest path and query that are answered, in bytes. A dossier of two hundred events fits.
pub(crate) const ADRESSE_MAX: usize = 32 * 1024;
/// What a connection may hold of a request that is not read yet, in bytes: its head must fit.
pub(crate) const TAMPON: usize = 64 * 1024;

/// Bounds of a server. The defaults suit a small machine on the internet; tests shorten them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reglages {
    /// Studies worked out at once.
    pub calculs: usize,
    /// Studies that may wait for their turn; one more is refused at once.
    pub attente: usize,
    /// How long a study may take, its turn included.
    pub delai_calcul: Duration,
    /// How long a head may take to come, and how long a connection may stay idle.
    pub delai_entetes: Duration,
    /// How long a body may take to come.
    pub delai_corps: Duration,
    /// Connections at once; others wait in the queue of the system.
    pub connexions: usize,
    /// A connection is closed after so long, once its request is answered.
    pub duree_connexion: Duration,
    /// How long requests may still be answered after a stop is asked for.
    pub delai_arret: Duration,
}

impl Default for Reglages {
    fn default() -> Reglages {
        let calculs = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        Reglages {
            calculs,
            attente: 16 * calculs,
            delai_calcul: Duration::from_secs(15),
            delai_entetes: Duration::from_secs(10),
            delai_corps: Duration::from_secs(20),
            connexions: 512,
            duree_connexion: Duration::from_secs(120),
            delai_arret: Duration::from_secs(10),
        }
    }
}
