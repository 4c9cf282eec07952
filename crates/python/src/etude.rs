//! One dossier: what `epaule etudier` answers.

use std::path::PathBuf;

use convention::document::Format;
use convention::dossier;
use convention::etude::{Demande, repondre};
use pyo3::prelude::*;

use crate::demande;
use crate::faute::lever;

/// The étude of a dossier, both as JSON.
#[pyfunction]
#[pyo3(signature = (dossier, *, au=None, connu_au=None, regles=None))]
pub(crate) fn etudier(
    py: Python<'_>,
    dossier: &str,
    au: Option<&Bound<'_, PyAny>>,
    connu_au: Option<&Bound<'_, PyAny>>,
    regles: Option<PathBuf>,
) -> PyResult<String> {
    let au = demande::au(py, au)?;
    let connu_au = connu_au.map_or(Ok(au), |value| demande::jour("connu_au", value))?;
    let own = regles.map(|directory| demande::convention(py, Some(&directory))).transpose()?;
    let convention = match &own {
        Some(convention) => convention,
        None => demande::embarquee(py)?,
    };
    py.detach(|| {
        let cas = dossier::lire(convention, "dossier", dossier.as_bytes(), Some(Format::Json), au)?;
        Ok(repondre(convention, &cas, &Demande { connu_au, ..Demande::au(au) }).to_json(convention).to_string())
    })
    .map_err(|fautes: Vec<_>| lever(py, &fautes))
}
