//! What leaves the page: a link, files, paper.

use maud::{Markup, html};

use crate::reponse::Ancre;

/// Name and use of each file.
const FICHIERS: [(&str, &str); 6] = [
    ("dossier.toml", "Le dossier, pour y revenir (TOML)"),
    ("dossier.json", "Le dossier, pour un programme (JSON)"),
    ("etude.md", "L'étude, à envoyer (Markdown)"),
    ("echeances.ics", "Les dates, pour votre agenda (ICS)"),
    ("versements.csv", "Les versements, pour un tableur (CSV)"),
    ("etude.json", "L'étude, pour un programme (JSON)"),
];

/// The link to this answer, and its files.
pub(crate) fn ecrire(lien: &str, ancre: Ancre) -> Markup {
    html! {
        section.emporter aria-labelledby="emporter-titre" {
            h2 id="emporter-titre" { "Emporter cette réponse" }
            p.actions {
                a.bouton id="lien" href={ (ancre.signe()) (lien) } { "Lien vers cette réponse" }
                button type="button" data-copier="lien" data-script { "Copier le lien" }
                button type="button" data-imprimer data-script { "Imprimer ou enregistrer en PDF" }
            }
            p.aide { "Le lien contient vos réponses et le jour de l'étude\u{a0}: il redonne les mêmes chiffres." }
            ul.fichiers {
                @for (nom, words) in FICHIERS {
                    li { button type="submit" form="dossier" formaction=(nom) data-export=(nom) { (words) } }
                }
            }
        }
    }
}
