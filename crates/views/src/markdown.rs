//! A page as Markdown (GitHub's, for its tables), ready to send.

use convention::caractere::cache;

use crate::page::{Bloc, Colonne, Tableau};

/// A page, its subject a heading of level `niveau` (from 1) and its titles one below.
pub fn markdown(blocs: &[Bloc], niveau: usize) -> String {
    let mut text = String::new();
    let mut in_list = false;
    for bloc in blocs {
        let item = matches!(bloc, Bloc::Puce(_) | Bloc::Niveau(..));
        let Some(written) = ecrire(bloc, niveau) else {
            in_list = false;
            continue;
        };
        // The items of one list follow each other; everything else stands alone.
        let follows = item && in_list;
        if !(text.is_empty() || follows) {
            text.push('\n');
        }
        text.push_str(&written);
        text.push('\n');
        in_list = item;
    }
    text
}

fn ecrire(bloc: &Bloc, niveau: usize) -> Option<String> {
    Some(match bloc {
        Bloc::Sujet(texte) => format!("{} {}", "#".repeat(niveau), echapper(texte)),
        Bloc::Titre { texte, suite, .. } => {
            format!("{} {}", "#".repeat(niveau + 1), echapper(&format!("{texte}{suite}")))
        }
        Bloc::Relief(texte, _) => format!("**{}**", echapper(texte)),
        Bloc::Paragraphe(texte) | Bloc::Suite(texte) => echapper(texte),
        Bloc::Puce(texte) => format!("- {}", echapper(texte)),
        Bloc::Niveau(level, texte) => format!("{}- {}", "  ".repeat(*level), echapper(texte)),
        Bloc::Tableau(table) => tableau(table),
        Bloc::Vide => return None,
    })
}

fn tableau(table: &Tableau) -> String {
    let columns = table.entetes.len();
    let row = |cells: &mut dyn Iterator<Item = String>| {
        let cells: Vec<String> = cells.chain(std::iter::repeat(String::new())).take(columns).collect();
        format!("| {} |", cells.join(" | "))
    };
    let rule = |colonne: &Colonne| match colonne {
        Colonne::Gauche => "---".to_owned(),
        Colonne::Droite => "---:".to_owned(),
    };
    let mut lines = vec![
        row(&mut table.entetes.iter().map(|(texte, _)| echapper(texte))),
        row(&mut table.entetes.iter().map(|(_, colonne)| rule(colonne))),
    ];
    lines.extend(table.lignes.iter().map(|ligne| row(&mut ligne.iter().map(|texte| echapper(texte)))));
    lines.join("\n")
}

/// Text as Markdown shows it, whatever it holds: on one line, none of its characters a mark.
fn echapper(texte: &str) -> String {
    let mut escaped = String::with_capacity(texte.len() + 8);
    let texte = texte.trim();
    let digits = texte.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in texte.char_indices() {
        let first = at == 0 && matches!(c, '+' | '-' | '=');
        let number = at == digits && at > 0 && matches!(c, '.' | ')');
        match c {
            // A bar parts cells even behind a backslash.
            '|' => escaped.push_str("&#124;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '#' => escaped.extend(['\\', c]),
            c if first || number => escaped.extend(['\\', c]),
            c if cache(c) => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}
