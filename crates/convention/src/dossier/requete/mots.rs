//! What a fault says to someone in front of a form, where it would speak of lines and keys.

use crate::fault::Fault;

/// `faute` for a form.
pub(super) fn pour_un_formulaire(faute: Fault) -> Fault {
    faute
}
