//! A whole HTML document.

use convention::tables::Convention;

use crate::reponse::{Instants, repondre};

/// Around the page, what depends on who serves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Habillage {
    /// A server that answers forms; `script`: it has the WASM build too.
    Serveur {
        /// Whether `page.js` is served.
        script: bool,
    },
    /// Files alone: nothing works without JavaScript, and the page says so.
    Site,
}

/// The page for a state.
pub fn document(convention: &Convention, requete: &str, instants: &Instants, habillage: Habillage) -> String {
    let reponse = repondre(convention, requete, instants);
    let script = !matches!(habillage, Habillage::Serveur { script: false });
    maud::html! {
        (maud::DOCTYPE)
        html lang="fr" {
            head {
                meta charset="utf-8";
                title { "Épaule" }
                link rel="stylesheet" href="style.css";
                @if script { script type="module" src="page.js" {} }
            }
            body {
                form id="dossier" method="get" action="./" {
                    div id="questions" { (maud::PreEscaped(reponse.questions)) }
                    button type="submit" { "Calculer" }
                }
                p id="annonce" role="status" { (reponse.annonce) }
                section id="resultat" { (maud::PreEscaped(reponse.resultat)) }
            }
        }
    }
    .into_string()
}
