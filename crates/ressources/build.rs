//! Lists the files to embed: those of `statique`, and those that `cargo xtask web` wrote in `genere`.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let package = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(std::env::var("OUT_DIR")?).join("fichiers.rs");
    let text = format!(
        "{}{}",
        constant("STATIQUES", &package.join("statique"))?,
        constant("GENERES", &package.join("genere"))?
    );
    std::fs::write(out, text)?;
    Ok(())
}

fn constant(name: &str, directory: &Path) -> Result<String, Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", directory.display());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(directory)? {
        let path = entry?.path();
        let file = path.file_name().ok_or("a file has a name")?.to_string_lossy().into_owned();
        if path.is_file() && !file.starts_with('.') {
            files.push((file, path));
        }
    }
    files.sort();
    let mut text = format!("const {name}: &[(&str, &[u8])] = &[\n");
    for (file, path) in files {
        writeln!(text, "    ({file:?}, include_bytes!({path:?})),")?;
    }
    text.push_str("];\n");
    Ok(text)
}
