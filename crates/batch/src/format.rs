//! The formats of files, by their names.

use std::path::Path;

use clap::ValueEnum;
use console::echec::Echec;

use crate::faute::du_fichier;

/// What a file of contracts, or of aids, is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Parquet,
    Csv,
    Arrow,
}

impl Format {
    /// The format that was asked for, else that of the name.
    ///
    /// # Errors
    ///
    /// A name of no format; `option` is what chooses one.
    pub(crate) fn de(path: &Path, demande: Option<Format>, option: &str) -> Result<Format, Echec> {
        if let Some(format) = demande {
            return Ok(format);
        }
        let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
        match extension.as_str() {
            "parquet" | "pq" => Ok(Format::Parquet),
            "csv" | "tsv" | "txt" => Ok(Format::Csv),
            "arrow" | "ipc" | "feather" | "arrows" => Ok(Format::Arrow),
            _ => {
                let message = "son nom ne dit pas de quel format il est";
                let conseil = format!("terminez-le par .parquet, .csv ou .arrow, ou écrivez {option} parquet");
                Err(du_fichier("format-inconnu", path, message, &conseil).into())
            }
        }
    }
}
