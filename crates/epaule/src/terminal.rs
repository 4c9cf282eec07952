//! What standard output looks like: its width, and whether it takes colours.

use std::io::IsTerminal;

/// Columns where none are known.
const LARGEUR: usize = 80;
/// Lines longer than this are hard to read.
const MAXIMUM: usize = 100;
/// Tables need as much.
const MINIMUM: usize = 40;

/// Columns to write in: `COLUMNS`, else the terminal's, else 80; from 40 to 100.
pub(crate) fn largeur() -> usize {
    let asked = std::env::var("COLUMNS").ok().and_then(|text| text.trim().parse::<usize>().ok()).filter(|n| *n > 0);
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    asked.or_else(terminal).unwrap_or(LARGEUR).clamp(MINIMUM, MAXIMUM)
}

/// Whether a stream takes colours: a terminal, and no `NO_COLOR`.
pub(crate) fn couleur(stream: &impl IsTerminal) -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    stream.is_terminal() && !refused && !dumb
}
