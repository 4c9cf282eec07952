//! The digest of a result.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, Schema};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyType;

use crate::calcul::proteger;
use crate::capsule::{Lecteur, faute_arrow, lire};
use crate::demande::noms;

/// Empreinte d'un résultat, la même quel que soit l'ordre des lignes et le système qui les tient.
///
/// Elle grandit tableau par tableau, s'additionne, et passe d'une machine à l'autre (pickle, ou hex et lignes).
/// sans : colonnes laissées de côté.
#[pyclass(frozen, module = "epaule")]
pub(crate) struct Empreinte {
    sans: BTreeSet<String>,
    somme: Mutex<columns::Empreinte>,
}

impl Empreinte {
    fn somme(&self) -> MutexGuard<'_, columns::Empreinte> {
        self.somme.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Which columns count.
    fn retenues(&self, schema: &Schema) -> PyResult<Vec<usize>> {
        let kept: Vec<usize> =
            (0..schema.fields().len()).filter(|rank| !self.sans.contains(schema.field(*rank).name())).collect();
        let named = |field: &&arrow_schema::FieldRef| !self.sans.contains(field.name());
        match columns::Empreinte::illisibles(schema).find(named) {
            None => Ok(kept),
            Some(field) => Err(PyTypeError::new_err(format!(
                "la colonne « {} » est de type {} : l'empreinte ne la lit pas ; laissez-la de côté avec sans=[…]",
                field.name(),
                field.data_type()
            ))),
        }
    }
}

#[pymethods]
impl Empreinte {
    #[new]
    #[pyo3(
        signature = (sans=Vec::new(), hexadecimal=None, lignes=0),
        text_signature = "(sans=(), hexadecimal=None, lignes=0)",
    )]
    fn new(
        #[pyo3(from_py_with = noms)] sans: Vec<String>,
        hexadecimal: Option<&str>,
        lignes: u64,
    ) -> PyResult<Empreinte> {
        let somme = match hexadecimal {
            None => columns::Empreinte::default(),
            Some(text) => columns::Empreinte::lire(text, lignes)
                .ok_or_else(|| PyValueError::new_err("une empreinte s'écrit avec 64 chiffres hexadécimaux"))?,
        };
        Ok(Empreinte { sans: sans.into_iter().collect(), somme: Mutex::new(somme) })
    }

    /// Ajoute les lignes d'un tableau.
    fn ajouter(&self, py: Python<'_>, data: &Bound<'_, PyAny>) -> PyResult<()> {
        let source = lire(data)?;
        let kept = self.retenues(&source.schema())?;
        let found = py.detach(|| proteger(|| sommer(source, &kept))).map_err(|faute| faute_arrow(&faute))?;
        self.somme().reunir(&found);
        Ok(())
    }

    /// Ajoute ce qu'une autre empreinte contient.
    fn reunir(&self, autre: &Empreinte) -> PyResult<()> {
        if self.sans != autre.sans {
            return Err(PyValueError::new_err("ces deux empreintes ne laissent pas de côté les mêmes colonnes"));
        }
        let other = *autre.somme();
        self.somme().reunir(&other);
        Ok(())
    }

    /// 64 chiffres hexadécimaux.
    fn hex(&self) -> String {
        self.somme().to_string()
    }

    /// Nombre de lignes.
    #[getter]
    fn lignes(&self) -> u64 {
        self.somme().lignes()
    }

    /// Colonnes laissées de côté.
    #[getter]
    fn sans(&self) -> Vec<String> {
        self.sans.iter().cloned().collect()
    }

    fn __eq__(&self, autre: &Empreinte) -> bool {
        let other = *autre.somme();
        self.sans == autre.sans && *self.somme() == other
    }

    fn __repr__(&self) -> String {
        format!("<Empreinte de {} lignes : {}>", self.lignes(), self.hex())
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> (Bound<'py, PyType>, (Vec<String>, String, u64)) {
        let own = slf.get();
        (slf.get_type(), (own.sans(), own.hex(), own.lignes()))
    }
}

fn sommer(source: Lecteur, kept: &[usize]) -> Result<columns::Empreinte, ArrowError> {
    let mut sum = columns::Empreinte::default();
    for lot in source {
        let lot: RecordBatch = lot?.project(kept)?;
        sum.ajouter(&lot);
    }
    Ok(sum)
}
