//! What builds the project beside cargo: `cargo xtask web`.
#![forbid(unsafe_code)]
// A tool for whoever builds: it talks on the terminal.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod decoupe;
mod poids;
mod profil;
mod references;
mod web;

use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let done = match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["web"] => web::construire(),
        _ => Err("usage: cargo xtask web    builds the simulator in WebAssembly, for `epaule` to embed".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
