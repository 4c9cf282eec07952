//! Checks the rules on the way, and keeps them as bytes: a page then has neither their files nor what reads and
//! checks them.

use std::error::Error;
use std::path::PathBuf;

use convention::tables::Convention;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let convention = Convention::embarquee().map_err(|faults| {
        faults.iter().map(|fault| format!("{}: {}", fault.place, fault.message)).collect::<Vec<_>>().join("\n")
    })?;
    let out = PathBuf::from(std::env::var("OUT_DIR")?).join("regles.bin");
    std::fs::write(out, convention.ecrire_compacte())?;
    Ok(())
}
