//! Ctrl-C, or a request to end: what is half written goes away, and the command with it.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use console::echec::{Echec, Forme};

/// Exit code of an interruption, as a shell has it.
const INTERROMPU: i32 = 130;

/// The file that is half written.
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
            let _ = std::fs::remove_file(path);
        }
        let message = "interrompu : rien n'est écrit".to_owned();
        let _ = Echec::autre("interrompu", "epaule-lot", message, "").dire(forme);
        std::process::exit(INTERROMPU);
    };
    ctrlc::set_handler(end).map_err(crate::faute::interne)
}
