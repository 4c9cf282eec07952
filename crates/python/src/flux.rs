//! What Python gets: objects that any reader of Arrow reads.

use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use columns::{Comptes, Entree};
use population::Population as Loi;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{IntoPyDict, PyCapsule, PyDict};

use crate::calcul::{Calcul, Compteur, interrompu, proteger};
use crate::capsule::{Lecteur, ecrire, ecrire_le_schema, lire};
use crate::moteur::Reglage;

/// Noms et types des colonnes, pour tout lecteur d'Arrow : `pyarrow.schema(…)`.
#[pyclass(frozen, module = "epaule")]
pub(crate) struct Schema(pub(crate) SchemaRef);

#[pymethods]
impl Schema {
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        ecrire_le_schema(py, &self.0)
    }

    /// Noms des colonnes, dans l'ordre.
    #[getter]
    fn noms(&self) -> Vec<String> {
        self.0.fields().iter().map(|field| field.name().clone()).collect()
    }

    fn __repr__(&self) -> String {
        let column = |field: &arrow_schema::FieldRef| format!("{} : {}", field.name(), field.data_type());
        self.0.fields().iter().map(column).collect::<Vec<_>>().join("\n")
    }
}

/// Résultat d'un calcul, qui avance à mesure qu'on le lit.
#[pyclass(frozen, module = "epaule")]
pub(crate) struct Resultat {
    pub(crate) reglage: Arc<Reglage>,
    pub(crate) entree: Entree,
    pub(crate) schema: SchemaRef,
    /// What is read again where the result is.
    pub(crate) data: Py<PyAny>,
    pub(crate) schema_d_entree: SchemaRef,
    /// The input, opened to know its columns, until it is read.
    pub(crate) ouvert: Mutex<Option<Lecteur>>,
    pub(crate) premiere_ligne: u64,
    pub(crate) compteur: Compteur,
}

#[pymethods]
impl Resultat {
    /// Chaque lecture part du début des données ; celles qui ne se lisent qu'une fois le disent à la deuxième.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // A reader may ask for other types; the interface lets one give one's own.
        let _ = requested_schema;
        let opened = self.ouvert.lock().unwrap_or_else(PoisonError::into_inner).take();
        let source = match opened {
            Some(source) => source,
            // Read to its end, an iterator would give nothing, and nobody would know.
            None if self.data.bind(py).hasattr("__next__")? => {
                return Err(PyValueError::new_err(
                    "ces données ne se lisent qu'une fois, et ce résultat a déjà été lu : gardez-le dans un tableau",
                ));
            }
            None => lire(self.data.bind(py))?,
        };
        if source.schema() != self.schema_d_entree {
            return Err(PyValueError::new_err("les colonnes des données ont changé depuis le calcul"));
        }
        *self.compteur.lock().unwrap_or_else(PoisonError::into_inner) = None;
        let calcul = Calcul {
            moteur: Arc::clone(&self.reglage.moteur),
            entree: self.entree.clone(),
            source,
            ligne: self.premiere_ligne,
            reste: None,
            schema: SchemaRef::clone(&self.schema),
            comptes: Comptes::default(),
            compteur: Arc::clone(&self.compteur),
            fini: false,
        };
        ecrire(py, Box::new(calcul))
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        ecrire_le_schema(py, &self.schema)
    }

    fn __repr__(&self) -> String {
        match self.compte() {
            Some(comptes) => format!("<Resultat de {} lignes, lu>", comptes.lignes),
            None => {
                "<Resultat à lire : pyarrow.table(…), polars.DataFrame(…), pandas.DataFrame.from_arrow(…)>".to_owned()
            }
        }
    }

    /// Ce que les contrats sont devenus : contrats, repondus, en_erreur, lignes ; None tant que tout n'est pas lu.
    #[getter]
    fn comptes<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDict>>> {
        let told = |Comptes { contrats, repondus, en_erreur, lignes }| {
            [("contrats", contrats), ("repondus", repondus), ("en_erreur", en_erreur), ("lignes", lignes)]
        };
        self.compte().map(|comptes| told(comptes).into_py_dict(py)).transpose()
    }
}

impl Resultat {
    fn compte(&self) -> Option<Comptes> {
        *self.compteur.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Population synthétique, la même à chaque lecture.
#[pyclass(frozen, module = "epaule")]
pub(crate) struct Population {
    pub(crate) loi: Arc<Loi>,
    pub(crate) n: u64,
}

#[pymethods]
impl Population {
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        ecrire(py, Box::new(Tirages { loi: Arc::clone(&self.loi), suivante: 0, n: self.n }))
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        ecrire_le_schema(py, &self.loi.schema())
    }

    fn __repr__(&self) -> String {
        format!("<Population de {} contrats>", self.n)
    }

    fn __len__(&self) -> usize {
        usize::try_from(self.n).unwrap_or(usize::MAX)
    }

    /// Ce que la population suppose, faute de chiffre publié : une phrase par nom.
    #[getter]
    fn hypotheses<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.loi.hypotheses().into_iter().map(|hypothese| (hypothese.nom, hypothese.texte)).into_py_dict(py)
    }
}

/// Rows of a population, as they are read.
struct Tirages {
    loi: Arc<Loi>,
    suivante: u64,
    n: u64,
}

/// Rows of a batch: each is about a hundred bytes.
const LOT: u64 = 65_536;

impl Iterator for Tirages {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let rows = LOT.min(self.n - self.suivante);
        if rows == 0 {
            return None;
        }
        let lot = interrompu().map_or_else(|| proteger(|| self.loi.lot(self.suivante, rows as usize)), Err);
        self.suivante = if lot.is_ok() { self.suivante + rows } else { self.n };
        Some(lot)
    }
}

impl RecordBatchReader for Tirages {
    fn schema(&self) -> SchemaRef {
        self.loi.schema()
    }
}
