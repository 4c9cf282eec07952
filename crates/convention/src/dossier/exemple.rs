//! A commented dossier to start from, from the table of fields.

use super::TypeEvenement;
use super::fields::{CHAMPS, CHAMPS_COLLECTIF, CHAMPS_PROPRES, Field, Shape, Syntaxe};
use crate::document::join;
use crate::question::Question;

/// Columns of a comment.
const WIDTH: usize = 78;

/// A dossier in TOML that reads without fault: the simple case is filled in, every other field is
/// there as a comment.
pub fn exemple() -> String {
    of(CHAMPS, "Un dossier.")
}

/// The same for a group.
pub fn exemple_collectif() -> String {
    of(CHAMPS_COLLECTIF, "Le dossier d'un groupe, pour l'aide collective de 2026.")
}

fn of(champs: &[Field], title: &str) -> String {
    let mut text = String::new();
    comment(
        &mut text,
        &format!(
            "{title} Ce qui n'est pas connu ne s'écrit pas ; une ligne qui commence par # n'est pas lue : \
         retirez le # pour vous en servir."
        ),
    );
    text.push('\n');
    let root = Table { path: "", live: true };
    root.write(&mut text, champs);
    text
}

struct Table<'a> {
    path: &'a str,
    /// Whether the table's header is there, or a comment.
    live: bool,
}

impl Table<'_> {
    /// Values first, then tables: a TOML value belongs to the last header above it.
    fn write(&self, text: &mut String, champs: &[Field]) {
        for field in champs.iter().filter(|c| !is_table(c) && c.ecrit()) {
            comment(text, &help(field));
            let hash = if self.live && field.simple { "" } else { "#" };
            text.push_str(&format!("{hash}{}\n", field.ligne(Syntaxe::Toml)));
            // The other ways to write an objective.
            if let Shape::UnSeul([_, others @ ..]) = field.forme {
                for other in others {
                    text.push_str(&format!("#{} = {{ {} }}\n", field.nom, other.ligne(Syntaxe::Toml)));
                }
            }
        }
        for field in champs.iter().filter(|c| is_table(c)) {
            if field.nom == "evenements" {
                events(text, field);
                continue;
            }
            let path = join(self.path, field.nom);
            let live = self.live && field.simple;
            let hash = if live { "" } else { "#" };
            let header =
                if matches!(field.forme, Shape::Liste(..)) { format!("[[{path}]]") } else { format!("[{path}]") };
            text.push('\n');
            comment(text, field.aide);
            text.push_str(&format!("{hash}{header}\n"));
            if matches!(field.forme, Shape::Lectures) {
                readings(text);
            }
            Table { path: &path, live }.write(text, field.champs());
        }
    }
}

/// One block a type of event, with the fields of its own.
fn events(text: &mut String, field: &Field) {
    text.push('\n');
    comment(text, field.aide);
    for (index, nature) in TypeEvenement::ALL.iter().enumerate() {
        text.push_str(if index == 0 { "" } else { "\n" });
        text.push_str("#[[evenements]]\n");
        let own = CHAMPS_PROPRES.iter().filter(|(_, types)| types.contains(nature)).map(|(nom, _)| *nom);
        // A decision gives one of these.
        let own = own.filter(|nom| !["aide_euros", "retrait"].contains(nom));
        let common: &[&str] = if index == 0 { &["date", "signe_le", "connu_le"] } else { &["date"] };
        for nom in common.iter().copied().chain(["type"]).chain(own) {
            let Some(inner) = field.champs().iter().find(|c| c.nom == nom) else { continue };
            match nom {
                "type" => text.push_str(&format!("#type = \"{nature}\"\n")),
                "depart" => text.push_str("#depart = { pmt = 1500, pfa = 1650 }\n"),
                "objectif" => text.push_str("#objectif = { pmt = { cible = 1560 }, pfa = { gain = 110 } }\n"),
                _ => text.push_str(&format!("#{}\n", inner.ligne(Syntaxe::Toml))),
            }
        }
        if *nature == TypeEvenement::DecisionCaisse {
            comment(text, "Au lieu de part : aide_euros = 16500, ou retrait = true pour revenir au calcul.");
        }
    }
}

fn is_table(field: &Field) -> bool {
    matches!(field.forme, Shape::Table(_) | Shape::Liste(..) | Shape::Lectures)
}

fn help(field: &Field) -> String {
    match field.forme {
        Shape::Mot(words) if words.len() > 1 => {
            let words: Vec<String> = words.iter().map(|w| format!("\"{w}\"")).collect();
            format!("{} Au choix : {}.", field.aide, words.join(", "))
        }
        _ => field.aide.to_owned(),
    }
}

/// Each question with its other readings.
fn readings(text: &mut String) {
    for question in Question::ALL {
        if let [default, others @ ..] = question.readings() {
            let [first, rest @ ..] = others else { continue };
            let rest: String = rest.iter().map(|r| format!(", \"{r}\"")).collect();
            text.push_str(&format!("#{} = \"{first}\" # par défaut \"{default}\"{}\n", question.id(), rest_of(&rest)));
        }
    }
}

fn rest_of(rest: &str) -> String {
    if rest.is_empty() { String::new() } else { format!(" ; ou {}", rest.trim_start_matches(", ")) }
}

/// `text` as comment lines of at most [`WIDTH`] columns.
fn comment(out: &mut String, text: &str) {
    let mut line = String::from("#");
    for word in text.split_whitespace() {
        if line.chars().count() + 1 + word.chars().count() > WIDTH {
            out.push_str(&line);
            out.push('\n');
            line = String::from("#");
        }
        line.push(' ');
        line.push_str(word);
    }
    out.push_str(&line);
    out.push('\n');
}
