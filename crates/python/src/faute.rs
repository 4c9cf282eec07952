//! Faults as a Python exception.

use convention::fault::Fault;
use pyo3::prelude::*;
use pyo3::types::PyDict;

/// `epaule.Fautes`, with every fault as a dict.
pub(crate) fn lever(py: Python<'_>, fautes: &[Fault]) -> PyErr {
    let raise = || -> PyResult<PyErr> {
        let told = fautes.iter().map(|faute| dire(py, faute)).collect::<PyResult<Vec<_>>>()?;
        let exception = py.import("epaule.fautes")?.getattr("Fautes")?.call1((told,))?;
        Ok(PyErr::from_value(exception))
    };
    raise().unwrap_or_else(|failure| failure)
}

fn dire<'py>(py: Python<'py>, faute: &Fault) -> PyResult<Bound<'py, PyDict>> {
    let told = PyDict::new(py);
    told.set_item("code", faute.code)?;
    told.set_item("chemin", &faute.place.chemin)?;
    told.set_item("message", &faute.message)?;
    told.set_item("conseil", &faute.conseil)?;
    Ok(told)
}
