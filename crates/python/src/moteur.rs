//! The rules, the day and the years, for any number of tables.

use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use arrow_array::RecordBatchReader;
use arrow_schema::SchemaRef;
use columns::{Choix, Moteur as Regles, Options};
use population::Population as Loi;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::calcul::en_texte;
use crate::capsule::lire;
use crate::demande;
use crate::faute::lever;
use crate::flux::{Population, Resultat, Schema};

/// Rows that may come first: those after it have a number too.
const LIGNES: RangeInclusive<u64> = 1..=1 << 62;

/// What never changes from one table to the next.
pub(crate) struct Reglage {
    pub(crate) moteur: Arc<Regles>,
    choix: Choix,
    dictionnaires: bool,
}

/// Les règles, un jour d'étude et des années, pour autant de tableaux qu'on veut.
///
/// au : jour d'étude, aujourd'hui par défaut.
/// annees : la première et la dernière année de contrat, de 1 à 60, ou une seule ; (1, 5) par défaut.
/// regles : répertoire de règles, celles du programme par défaut.
/// questions : une colonne de plus, les points ouverts dont une autre lecture change la ligne.
/// bornes : deux colonnes de plus, entre lesquelles se tient une aide qui n'est pas connue.
/// dictionnaires : les mots en dictionnaires ; False : en texte, pour un lecteur qui n'en prend pas (Spark).
/// ignorer : colonnes laissées de côté. garder : colonnes reprises telles quelles dans le résultat.
/// ignorer_les_autres : toute colonne qui n'est pas un champ d'un dossier est laissée de côté.
#[pyclass(frozen, module = "epaule")]
pub(crate) struct Moteur(Arc<Reglage>);

#[pymethods]
impl Moteur {
    #[new]
    #[pyo3(
        signature = (
            *, au=None, annees=None, regles=None, questions=false, bornes=false, dictionnaires=true,
            ignorer=Vec::new(), garder=Vec::new(), ignorer_les_autres=false,
        ),
        text_signature = "(*, au=None, annees=None, regles=None, questions=False, bornes=False, dictionnaires=True, \
                          ignorer=(), garder=(), ignorer_les_autres=False)",
    )]
    #[allow(clippy::too_many_arguments)]
    fn new(
        py: Python<'_>,
        au: Option<&Bound<'_, PyAny>>,
        annees: Option<&Bound<'_, PyAny>>,
        regles: Option<PathBuf>,
        questions: bool,
        bornes: bool,
        dictionnaires: bool,
        #[pyo3(from_py_with = demande::noms)] ignorer: Vec<String>,
        #[pyo3(from_py_with = demande::noms)] garder: Vec<String>,
        ignorer_les_autres: bool,
    ) -> PyResult<Moteur> {
        let convention = demande::convention(py, regles.as_deref())?;
        let au = demande::au(py, au)?;
        let annees = annees.map_or(Ok(1..=5), demande::annees)?;
        let moteur = Arc::new(Regles::new(convention, au, annees, Options { questions, bornes }));
        let choix = Choix { ignorer: ignorer.into_iter().collect(), garder, ignorer_les_autres };
        Ok(Moteur(Arc::new(Reglage { moteur, choix, dictionnaires })))
    }

    /// Les années de chaque contrat d'un tableau ; premiere_ligne : le rang de son premier contrat.
    ///
    /// Le tableau vient de pyarrow, polars, pandas (3 ou plus récent) ou DuckDB, sans copie. Lève Fautes si une colonne
    /// n'est pas connue ou ne se lit pas ; un contrat faux, lui, a une ligne qui dit son erreur.
    #[pyo3(signature = (data, *, premiere_ligne=1))]
    fn calculer(&self, py: Python<'_>, data: &Bound<'_, PyAny>, premiere_ligne: u64) -> PyResult<Resultat> {
        if !LIGNES.contains(&premiere_ligne) {
            let message = format!("premiere_ligne : {premiere_ligne} ; donnez un rang, de 1 à {}", LIGNES.end());
            return Err(PyValueError::new_err(message));
        }
        let Reglage { moteur, choix, dictionnaires } = &*self.0;
        let source = lire(data)?;
        let schema_d_entree = source.schema();
        let entree = moteur.lier("données", &schema_d_entree, choix).map_err(|fautes| lever(py, &fautes))?;
        let schema = moteur.sortie(&entree, &schema_d_entree);
        Ok(Resultat {
            reglage: Arc::clone(&self.0),
            entree,
            schema: if *dictionnaires { schema } else { en_texte(&schema) },
            data: data.clone().unbind(),
            schema_d_entree,
            ouvert: Mutex::new(Some(source)),
            premiere_ligne,
            compteur: Arc::default(),
        })
    }

    fn __repr__(&self) -> String {
        format!("<Moteur au {} : {} années>", self.0.moteur.au(), self.0.moteur.lignes_par_contrat())
    }

    /// Jour d'étude, comme 2026-11-23.
    #[getter]
    fn au(&self) -> String {
        self.0.moteur.au().to_string()
    }
}

/// Les colonnes qu'un tableau peut avoir, avec leur type le plus naturel.
#[pyfunction]
pub(crate) fn schema_entree() -> Schema {
    Schema(columns::schema_d_entree())
}

/// Les colonnes d'un résultat, avant celles qu'on garde.
#[pyfunction]
#[pyo3(signature = (*, questions=false, bornes=false, dictionnaires=true))]
pub(crate) fn schema_sortie(questions: bool, bornes: bool, dictionnaires: bool) -> Schema {
    let schema: SchemaRef = Options { questions, bornes }.schema(&[]);
    Schema(if dictionnaires { schema } else { en_texte(&schema) })
}

/// Une population synthétique de n contrats, au jour d'étude ; la même graine donne la même population.
#[pyfunction]
#[pyo3(signature = (n, graine=0, au=None))]
pub(crate) fn generer(py: Python<'_>, n: u64, graine: u64, au: Option<&Bound<'_, PyAny>>) -> PyResult<Population> {
    let au = demande::au(py, au)?;
    let loi = Loi::new(&demande::embarquee(py)?.tables, graine, au)
        .map_err(|erreur| PyValueError::new_err(erreur.to_string()))?;
    Ok(Population { loi: Arc::new(loi), n })
}
