//! Writing the answer. A reader that went away (`| head`) is a success.

use std::io::{ErrorKind, Write};

use convention::fault::Fault;

use crate::echec::Echec;

/// An answer, ready to write, and the exit code that goes with it.
#[derive(Debug)]
pub struct Reponse {
    /// What standard output gets.
    pub texte: String,
    /// The exit code.
    pub code: u8,
    /// What has no answer among what was asked: told after the answer, and bad input in the end.
    pub refus: Vec<Fault>,
    /// What to know before using the answer: told after it, and changes no exit code.
    pub avis: Vec<Fault>,
}

impl From<String> for Reponse {
    fn from(texte: String) -> Reponse {
        Reponse { texte, code: 0, refus: Vec::new(), avis: Vec::new() }
    }
}

/// Writes an answer on standard output.
///
/// # Errors
///
/// What standard output refuses, other than a reader that went away.
pub fn ecrire(reponse: &Reponse) -> Result<u8, Echec> {
    let mut out = std::io::stdout().lock();
    match out.write_all(reponse.texte.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(reponse.code),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(0),
        Err(error) => {
            let message = format!("la réponse ne peut pas être écrite ({error})");
            Err(Echec::autre("ecriture-impossible", "sortie standard", message, "vérifiez la place sur le disque"))
        }
    }
}
