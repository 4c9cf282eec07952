//! What standard output looks like: its width, and whether it takes colours.

use std::io::IsTerminal;

/// Columns where none are known.
const LARGEUR: usize = 80;
/// Lines longer than this are hard to read.
const MAXIMUM: usize = 100;
/// Tables need as much.
const MINIMUM: usize = 40;

/// Columns to write in: `COLUMNS`, else the terminal's, else 80; from 40 to 100.
pub fn largeur() -> usize {
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    colonnes().or_else(terminal).unwrap_or(LARGEUR).clamp(MINIMUM, MAXIMUM)
}

/// The columns that the environment asks for.
fn colonnes() -> Option<usize> {
    std::env::var("COLUMNS").ok().and_then(|text| text.trim().parse::<usize>().ok()).filter(|n| *n > 0)
}

/// Columns of a list, where every line is to stay one: the terminal's, however many; outside of one, as
/// many as it takes.
pub fn largeur_de_liste() -> usize {
    let stdout = std::io::stdout();
    let terminal = || terminal_size::terminal_size_of(&stdout).map(|(width, _)| usize::from(width.0));
    colonnes().or_else(terminal).unwrap_or(usize::from(u16::MAX)).max(MINIMUM)
}

/// Whether a stream takes colours: a terminal, and no `NO_COLOR`.
pub fn couleur(stream: &impl IsTerminal) -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    stream.is_terminal() && !refused && !dumb
}
