//! Ctrl-C, or a request to end: what is half written goes away, and the command with it.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use console::echec::{Echec, Forme};

/// Exit code of an interruption, as a shell has it.
const INTERROMPU: i32 = 130;

/// The file that is half written, or the folder of temporary ones.
static PARTIEL: Mutex<Option<PathBuf>> = Mutex::new(None);

/// The file that is half written, for as long as it may be removed. Whoever holds it delays an interruption.
pub(crate) fn partiel() -> MutexGuard<'static, Option<PathBuf>> {
    PARTIEL.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From now on, an interruption removes what is half written and ends the command.
///
/// # Errors
///
/// The system refuses to tell of interruptions.
pub(crate) fn ecouter(forme: Forme) -> Result<(), Echec> {
    let end = move || {
        let half = partiel();
        if let Some(path) = &*half {
            retirer(path);
        }
        let message = "interrompu : rien n'est écrit".to_owned();
        let _ = Echec::autre("interrompu", "epaule-lot", message, "").dire(forme);
        std::process::exit(INTERROMPU);
    };
    ctrlc::set_handler(end).map_err(crate::faute::interne)
}

/// A file, or a folder and what other threads still write there.
fn retirer(path: &Path) {
    if path.is_dir() {
        let _ = (0..10).find(|_| std::fs::remove_dir_all(path).is_ok());
    } else {
        let _ = std::fs::remove_file(path);
    }
}

/// A folder of temporary files, that goes with the command however it ends.
pub(crate) struct Provisoires(PathBuf);

impl Provisoires {
    /// A new one; `None` where the system has no place for it.
    pub(crate) fn creer() -> Option<Provisoires> {
        let path = |n: u8| std::env::temp_dir().join(format!("epaule-lot-{}-{n}", std::process::id()));
        let mut half = partiel();
        // A run that was killed may have left its own, and the system gives its number again.
        let path = (0..100).map(path).find(|path| std::fs::create_dir(path).is_ok())?;
        *half = Some(path.clone());
        Some(Provisoires(path))
    }

    pub(crate) fn chemin(&self) -> &Path {
        &self.0
    }
}

impl Drop for Provisoires {
    fn drop(&mut self) {
        let mut half = partiel();
        retirer(&self.0);
        *half = None;
    }
}
