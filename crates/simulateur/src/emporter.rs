//! What leaves the page: a link, files, paper.

use convention::etude::Reponse;
use maud::{Markup, html};

use crate::export::Export;
use crate::reponse::Ancre;

/// The link to this answer, and the files that have something to say.
pub(crate) fn ecrire(reponse: &Reponse, lien: &str, ancre: Ancre) -> Markup {
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
                @for export in Export::TOUS.into_iter().filter(|export| export.dit_de(reponse)) {
                    li {
                        button type="submit" form="dossier" formaction=(export.nom()) data-export=(export.nom()) {
                            (export.usage())
                        }
                    }
                }
            }
        }
    }
}
