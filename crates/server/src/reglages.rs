//! Bounds on what strangers may spend.

use std::time::Duration;

/// Largest body that is read, in bytes: a dossier with every list full and its comments fits. The command reads more.
pub(crate) const CORPS_MAX: usize = 256 * 1024;
/// A body longer than [`CORPS_MAX`] is read away up to so many bytes, so that who sends it reads the answer.
pub(crate) const VIDANGE_MAX: usize = 16_000_000;
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
    /// How long who asks for a study waits, its turn included; the study itself goes on to its end.
    pub delai_calcul: Duration,
    /// How long a head may take to come, and how long a connection may stay idle.
    pub delai_entetes: Duration,
    /// How long a body may take to come.
    pub delai_corps: Duration,
    /// Bytes of bodies that are held at once, from their arrival to the end of their study; one more is refused.
    pub octets: usize,
    /// Connections at once; others wait in the queue of the system.
    pub connexions: usize,
    /// A connection is closed after so long, once its request is answered.
    pub duree_connexion: Duration,
    /// How long the answer under way may still take then, its study included.
    pub delai_fin: Duration,
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
            octets: 32 * 1024 * 1024,
            connexions: 512,
            duree_connexion: Duration::from_secs(120),
            delai_fin: Duration::from_secs(15),
            delai_arret: Duration::from_secs(10),
        }
    }
}
