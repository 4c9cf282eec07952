//! Arrow data in and out of Python, through the C interface: pointers in capsules, no copy.
//!
//! The only place of this crate that trusts a pointer. What a capsule of that name holds is a contract of the
//! [PyCapsule interface](https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html).

use std::ffi::CStr;
use std::sync::{Mutex, PoisonError};

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{ArrowArrayStreamReader, FFI_ArrowArrayStream};
use arrow_array::{RecordBatch, RecordBatchIterator, RecordBatchOptions, RecordBatchReader, StructArray};
use arrow_schema::{ArrowError, DataType, Schema, SchemaRef};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

/// Batches that come one after the other.
pub(crate) type Lecteur = Box<dyn RecordBatchReader + Send>;

const FLUX: &CStr = c"arrow_array_stream";
const TABLEAU: &CStr = c"arrow_array";
const SCHEMA: &CStr = c"arrow_schema";

/// The batches of an object that speaks the Arrow C interface.
///
/// # Errors
///
/// `TypeError` for an object that does not; whatever it raises itself.
pub(crate) fn lire(data: &Bound<'_, PyAny>) -> PyResult<Lecteur> {
    if data.hasattr("__arrow_c_stream__")? {
        let capsule = data.call_method0("__arrow_c_stream__")?;
        return lire_le_flux(&capsule);
    }
    if data.hasattr("__arrow_c_array__")? {
        let (schema, array) = data.call_method0("__arrow_c_array__")?.extract()?;
        let lot = lire_le_lot(&schema, &array)?;
        let schema = lot.schema();
        return Ok(Box::new(RecordBatchIterator::new([Ok(lot)], schema)));
    }
    let kind = data.get_type().name()?;
    Err(PyTypeError::new_err(format!(
        "« {kind} » n'est pas un tableau Arrow : donnez un tableau de pyarrow, polars ou pandas, ou une relation DuckDB"
    )))
}

fn lire_le_flux(capsule: &Bound<'_, PyAny>) -> PyResult<Lecteur> {
    let pointer = capsule.cast::<PyCapsule>()?.pointer_checked(Some(FLUX))?;
    // SAFETY: a capsule of this name holds a stream; it is moved out, and the capsule is left with a released one,
    // which its destructor leaves alone.
    let reader = unsafe { ArrowArrayStreamReader::from_raw(pointer.cast::<FFI_ArrowArrayStream>().as_ptr()) };
    match reader {
        Ok(reader) => Ok(Box::new(reader)),
        Err(faute) => Err(PyTypeError::new_err(format!("ce flux n'est pas celui d'un tableau : {faute}"))),
    }
}

fn lire_le_lot(schema: &Bound<'_, PyAny>, array: &Bound<'_, PyAny>) -> PyResult<RecordBatch> {
    let schema = schema.cast::<PyCapsule>()?.pointer_checked(Some(SCHEMA))?;
    let array = array.cast::<PyCapsule>()?.pointer_checked(Some(TABLEAU))?;
    // SAFETY: capsules of these names hold a schema and an array that go together; both are moved out, as above.
    let read = unsafe {
        let schema = FFI_ArrowSchema::from_raw(schema.cast().as_ptr());
        let array = FFI_ArrowArray::from_raw(array.cast().as_ptr());
        from_ffi(array, &schema).map(|data| (data, Schema::try_from(&schema)))
    };
    let (data, schema) = read.map_err(|faute| faute_arrow(&faute))?;
    if !matches!(data.data_type(), DataType::Struct(_)) {
        return Err(PyTypeError::new_err("une seule colonne n'est pas un tableau : donnez toutes les colonnes"));
    }
    let schema = schema.map_err(|faute| faute_arrow(&faute))?;
    let options = RecordBatchOptions::new().with_row_count(Some(data.len()));
    let columns = StructArray::from(data).into_parts().1;
    RecordBatch::try_new_with_options(schema.into(), columns, &options).map_err(|faute| faute_arrow(&faute))
}

/// A stream for whoever reads Arrow.
pub(crate) fn ecrire(py: Python<'_>, lecteur: Lecteur) -> PyResult<Bound<'_, PyCapsule>> {
    let lecteur = UnALaFois { schema: lecteur.schema(), lecteur: Mutex::new(lecteur) };
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(lecteur)), FLUX)
}

/// Batches that one thread at a time makes. The interface leaves it to who reads to wait; pyarrow does not, and threads
/// that share a reader of its would work in the same memory.
struct UnALaFois {
    schema: SchemaRef,
    lecteur: Mutex<Lecteur>,
}

impl Iterator for UnALaFois {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        // Who holds the interpreter while waiting would keep it from whoever is waited for.
        sans_le_verrou(|| self.lecteur.lock().unwrap_or_else(PoisonError::into_inner).next())
    }
}

impl RecordBatchReader for UnALaFois {
    fn schema(&self) -> SchemaRef {
        SchemaRef::clone(&self.schema)
    }
}

/// Runs without holding the interpreter, whether the caller held it or not: some readers do, some do not.
fn sans_le_verrou<T: Send>(mut work: impl FnMut() -> T + Send) -> T {
    // Where the interpreter ends, nobody else waits for it.
    Python::try_attach(|py| py.detach(&mut work)).unwrap_or_else(work)
}

/// The names and types of columns.
pub(crate) fn ecrire_le_schema<'py>(py: Python<'py>, schema: &Schema) -> PyResult<Bound<'py, PyCapsule>> {
    let schema = FFI_ArrowSchema::try_from(schema).map_err(|faute| faute_arrow(&faute))?;
    PyCapsule::new_with_value(py, schema, SCHEMA)
}

/// What Arrow could not do.
pub(crate) fn faute_arrow(faute: &ArrowError) -> PyErr {
    PyValueError::new_err(faute.to_string())
}
