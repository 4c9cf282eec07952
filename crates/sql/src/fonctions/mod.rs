//! The pieces of the rules as functions on columns, and the words that describe every function.

mod catalogue;
mod ligne;
mod udf;

pub use catalogue::{Argument, Fonction, Genre, Rendu, fonctions};

pub(crate) use udf::udfs;
