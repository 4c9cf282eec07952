//! The rules in Python: a dossier as a dict, contracts as Arrow batches.
//!
//! The Python package `epaule` is a thin layer over this module: words for people and what only Python can say
//! stand there. Nothing is copied on the way in, and nothing is worked out before it is read.

mod calcul;
mod capsule;
mod demande;
mod empreinte;
mod etude;
mod faute;
mod flux;
mod moteur;

/// The module that the package imports.
#[pyo3::pymodule]
mod _epaule {
    #[pymodule_export]
    use crate::empreinte::Empreinte;
    #[pymodule_export]
    use crate::etude::etudier;
    #[pymodule_export]
    use crate::flux::{Population, Resultat, Schema};
    #[pymodule_export]
    use crate::moteur::{Moteur, generer, schema_entree, schema_sortie};

    /// Of the rules and of the program.
    #[pymodule_export]
    #[allow(non_upper_case_globals)]
    const version: &str = env!("CARGO_PKG_VERSION");
}
