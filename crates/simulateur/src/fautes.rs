//! What is wrong with what was typed: a summary that leads to each question.

use convention::document::short;
use convention::dossier::requete::nom_de;
use convention::fault::Fault;
use convention::tables::Convention;
use maud::{Markup, html};
use views::{lier, majuscule};

use crate::questions::{id, question_de};
use crate::saisie::Saisie;

/// The name, in the state, of what a fault is about.
pub(crate) fn nom_de_la_faute(fault: &Fault) -> String {
    nom_de(&fault.place.chemin)
}

/// What is wrong and what to do, in one sentence.
pub(crate) fn dire(fault: &Fault) -> String {
    let end = if fault.conseil.ends_with('?') { "" } else { "." };
    let sentence = match fault.conseil.is_empty() {
        true => format!("{}.", fault.message),
        false => format!("{} ; {}{end}", fault.message, fault.conseil),
    };
    lier(&majuscule(&sentence))
}

/// The faults in a few words, each a link to its question in `formulaire`, the questions as HTML.
pub(crate) fn resume(convention: &Convention, saisie: &Saisie, fautes: &[Fault], formulaire: &str) -> Markup {
    let titre = match fautes.len() {
        1 => "Une réponse est à corriger".to_owned(),
        n => format!("{n} réponses sont à corriger"),
    };
    html! {
        div.fautes id="fautes" role="group" aria-labelledby="fautes-titre" tabindex="-1" {
            h2 id="fautes-titre" { (titre) }
            ul {
                @for fault in fautes {
                    @let nom = nom_de_la_faute(fault);
                    @let ancre = format!("q-{}", id(&nom));
                    @let question = question_de(convention, saisie, &nom);
                    li {
                        @if formulaire.contains(&format!("id=\"{ancre}\"")) {
                            a href={ "#" (ancre) } {
                                (question.unwrap_or_else(|| format!("«\u{a0}{}\u{a0}»", short(&nom))))
                            }
                            "\u{a0}: "
                        } @else if let Some(question) = question {
                            (question) "\u{a0}: "
                        }
                        (dire(fault))
                    }
                }
            }
        }
    }
}
