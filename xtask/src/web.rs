//! `cargo xtask web`: the simulator in WebAssembly, in two parts, and the glue that loads it, where `ressources` embeds
//! them.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

use wasm_bindgen_cli_support::Bindgen;

use crate::decoupe::{self, Parts};
use crate::references::References;
use crate::{poids, profil};

type Done<T> = Result<T, Box<dyn Error>>;

/// The target of every browser.
const TARGET: &str = "wasm32-unknown-unknown";
/// The stem of what is written.
const NAME: &str = "browser";
/// What stands in the build for the folders of the machine that built it.
const ELSEWHERE: &str = "/";

/// Builds, and writes all or nothing.
///
/// # Errors
///
/// Whatever stops the build, a path of this machine left in it, and a weight above the budget.
pub(crate) fn construire() -> Done<()> {
    let root = root()?;
    let linked = std::fs::read(compile(&root)?)?;
    let references = References::read(&linked)?;
    let mut bindgen = Bindgen::new();
    // What the linker knew of a function is found again by its name.
    bindgen.web(true)?.typescript(false).demangle(false);
    // The module stands beside the glue, wherever the page is.
    bindgen.omit_default_module_path(false);
    let mut output = bindgen.input_bytes(NAME, linked).out_name(NAME).generate_output()?;
    let parts = divide(&output.wasm_mut().emit_wasm(), &references)?;
    let glue = output.js().as_bytes().to_vec();
    println!("{}", poids::juger(&glue, &parts.first, &parts.rest)?);
    let files = [
        (format!("{NAME}.js"), glue),
        (format!("{NAME}_bg.wasm"), parts.first),
        (format!("{NAME}_suite.wasm"), parts.rest),
    ];
    for (name, bytes) in &files {
        if let Some(path) = machine_paths(&root).iter().find(|path| contains(bytes, path)) {
            return Err(format!("{name} holds a path of this machine: {path}").into());
        }
    }
    let destination = root.join("crates/ressources/genere");
    for (name, bytes) in &files {
        write_if_changed(&destination.join(name), bytes)?;
    }
    println!("written in crates/ressources/genere: `cargo build` embeds them");
    Ok(())
}

/// The module in two parts, the first of which gives the first answers by itself.
fn divide(module: &[u8], references: &References) -> Done<Parts> {
    let parts = decoupe::cut(module, references, &profil::functions_run(module)?)?;
    // It would trap where a function of the rest is needed, and answer otherwise where a constant is.
    if profil::pages(&parts.first)? != profil::pages(module)? {
        return Err("the first part does not answer as the whole".into());
    }
    Ok(parts)
}

/// Where cargo runs it, and not where it was compiled: two clones may share a target directory.
fn root() -> Done<PathBuf> {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").ok_or("run it by « cargo xtask web »")?;
    let package = PathBuf::from(package);
    Ok(package.parent().ok_or("xtask stands in the workspace")?.to_owned())
}

/// The module as rustc makes it.
fn compile(root: &Path) -> Done<PathBuf> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let target = if target.is_absolute() { target } else { root.join(target) };
    let status = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .current_dir(root)
        .args(["build", "--locked", "--package", "browser", "--lib", "--profile", "web", "--target", TARGET])
        .arg("--target-dir")
        .arg(&target)
        .env("CARGO_ENCODED_RUSTFLAGS", remap(root).into_iter().chain(linking()).collect::<Vec<_>>().join("\u{1f}"))
        .status()?;
    if !status.success() {
        return Err(format!("the build failed; if the target is missing: rustup target add {TARGET}").into());
    }
    Ok(target.join(TARGET).join("web").join(format!("{NAME}.wasm")))
}

/// The flags that take this machine's folders out of the messages of a panic.
fn remap(root: &Path) -> Vec<String> {
    machine_paths(root).iter().map(|path| format!("--remap-path-prefix={path}={ELSEWHERE}")).collect()
}

/// The flags by which the linker says which constants each function names: see `references`.
fn linking() -> impl Iterator<Item = String> {
    ["--emit-relocs", "--no-merge-data-segments"].into_iter().map(|flag| format!("-Clink-arg={flag}"))
}

/// The folders of this machine that a build may name: the last one that fits is the one that is taken.
fn machine_paths(root: &Path) -> Vec<String> {
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE")).map(PathBuf::from);
    let cargo = std::env::var_os("CARGO_HOME").map(PathBuf::from).or(home.as_ref().map(|home| home.join(".cargo")));
    let rustup = std::env::var_os("RUSTUP_HOME").map(PathBuf::from).or(home.map(|home| home.join(".rustup")));
    let paths = [cargo.as_ref().map(|cargo| cargo.join("registry")), cargo, rustup, Some(root.to_owned())];
    paths.into_iter().flatten().map(|path| path.display().to_string()).collect()
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// A file that did not change keeps its date, so that nothing is built again.
fn write_if_changed(path: &Path, bytes: &[u8]) -> Done<()> {
    if std::fs::read(path).ok().as_deref() != Some(bytes) {
        std::fs::write(path, bytes)?;
    }
    Ok(())
}
