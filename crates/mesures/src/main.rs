//! What `benches/mesurer.sh` runs: each command measures one thing and says it as JSON on standard output, times in
//! nanoseconds.
#![forbid(unsafe_code)]

mod chrono;
mod noyau;
mod plancher;
mod tranche;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use convention::jour::Jour;
use serde_json::Value;

/// Measures of the rules over columns.
#[derive(Parser)]
#[command(name = "mesures")]
struct Cli {
    #[command(subcommand)]
    quoi: Quoi,
}

#[derive(Subcommand)]
enum Quoi {
    /// The rules, in memory.
    Noyau {
        /// Contracts of the synthetic population.
        #[arg(long, default_value_t = 40_000)]
        contrats: usize,
        /// Rounds, of which the best counts.
        #[arg(long, default_value_t = 7)]
        fois: usize,
        /// This measure alone, for a profiler.
        #[arg(long)]
        seule: Option<String>,
    },
    /// The floor of `epaule-lot calculer`: reads the same file, writes an output of the same shape.
    Plancher {
        /// Contracts, of `epaule-lot generer`.
        entree: PathBuf,
        /// The file to write; replaced.
        #[arg(long)]
        sortie: PathBuf,
    },
    /// A slice of the rules, and its data for other tools.
    Tranche {
        /// Rows.
        #[arg(long, default_value_t = 1_000_000)]
        lignes: usize,
        /// Rounds, of which the best counts.
        #[arg(long, default_value_t = 7)]
        fois: usize,
        /// Folder that the data go to.
        #[arg(long)]
        dossier: PathBuf,
    },
}

/// What keeps a measure from being taken.
type Erreur = Box<dyn std::error::Error>;

/// Years asked of each contract, as `epaule-lot calculer` does: rows of the output.
const ANNEES: std::ops::RangeInclusive<u8> = 1..=5;

/// The day of study of every measure: an answer depends on it.
fn au() -> Result<Jour, Erreur> {
    Jour::new(2026, 11, 28).ok_or_else(|| "no such day".into())
}

fn mesurer(quoi: &Quoi) -> Result<Value, Erreur> {
    match quoi {
        Quoi::Noyau { contrats, fois, seule } => noyau::mesurer(*contrats, *fois, seule.as_deref()),
        Quoi::Plancher { entree, sortie } => plancher::mesurer(entree, sortie),
        Quoi::Tranche { lignes, fois, dossier } => tranche::mesurer(*lignes, *fois, dossier),
    }
}

fn main() -> ExitCode {
    let Cli { quoi } = Cli::parse();
    let done = mesurer(&quoi).and_then(|value| Ok(writeln!(std::io::stdout().lock(), "{value}")?));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr().lock(), "mesures: {error}");
            ExitCode::FAILURE
        }
    }
}
