//! What a file or a folder is called, wherever people read it.

use std::ffi::OsStr;
use std::path::Path;

use convention::caractere::visible;

/// The name of a path. Whoever made the file chose it: it must not drive the terminal.
pub fn nom(path: &Path) -> String {
    visible(&path.to_string_lossy())
}

/// The last part of a path without its extension.
pub fn racine(path: &Path) -> &OsStr {
    path.file_stem().unwrap_or(path.as_os_str())
}
