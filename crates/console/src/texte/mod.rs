//! A page as it is read in the terminal.

mod page;
pub mod tableau;
#[cfg(test)]
mod tests;

use views::Bloc;

/// How the text is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Columns that no line goes past; fewer than 40 count as 40.
    pub width: usize,
    /// Whether headings and verdict have ANSI styles.
    pub color: bool,
}

/// A page as text, ending with a line feed.
pub fn page(blocs: &[Bloc], style: &Style) -> String {
    page::lignes(blocs, style)
}
