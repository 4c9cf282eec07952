//! A panic, told as every other failure. The libraries that decode a file panic on some that lie about themselves.

use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook};
use std::sync::{Mutex, PoisonError};

/// What the last panic said.
static DERNIERE: Mutex<String> = Mutex::new(String::new());

/// From now on a panic is kept for whoever catches it, instead of being written as it comes.
pub(crate) fn retenir() {
    set_hook(Box::new(|info| *DERNIERE.lock().unwrap_or_else(PoisonError::into_inner) = dite(info)));
}

/// What `work` gives; where it panics, what the panic said.
///
/// # Errors
///
/// A panic.
pub(crate) fn attraper<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work))
        .map_err(|_| std::mem::take(&mut *DERNIERE.lock().unwrap_or_else(PoisonError::into_inner)))
}

/// The message of a panic, and its place without the folders of a machine.
fn dite(info: &PanicHookInfo<'_>) -> String {
    let message = info.payload_as_str().unwrap_or("panique");
    let place = info.location().map(|place| {
        let parts: Vec<&str> = place.file().rsplit(['/', '\\']).take(3).collect();
        format!(" ({}, ligne {})", parts.into_iter().rev().collect::<Vec<_>>().join("/"), place.line())
    });
    format!("{message}{}", place.unwrap_or_default())
}
