//! The command `epaule-lot`.
#![forbid(unsafe_code)]

fn main() -> std::process::ExitCode {
    batch::run(&std::env::args_os().collect::<Vec<_>>())
}
