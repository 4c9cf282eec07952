//! A whole HTML document: what stands around the page, for whoever serves it.

use convention::tables::Convention;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::pages;
use crate::reponse::{Instants, repondre};

/// What a page of ours may load, as the value of a `Content-Security-Policy`: its own files, WebAssembly, and
/// nothing else. A form goes to a server that answers it; of files alone nobody does, and a host would note in its
/// logs what was typed. A server adds `frame-ancestors`, which a `<meta>` cannot carry.
pub fn politique(habillage: Habillage) -> String {
    let envoi = match habillage {
        Habillage::Serveur { .. } => "'self'",
        Habillage::Site => "'none'",
    };
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'; \
         form-action {envoi}; base-uri 'none'; worker-src 'self'; manifest-src 'self'"
    )
}

/// Around the page, what depends on who serves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Habillage {
    /// A server that answers forms; `script`: it has the WASM build too.
    Serveur {
        /// Whether `page.js` is served.
        script: bool,
    },
    /// Files alone: nothing is answered without JavaScript, and the page says so.
    Site,
}

impl Habillage {
    /// Whether the pages load `page.js`.
    pub fn script(self) -> bool {
        !matches!(self, Habillage::Serveur { script: false })
    }
}

/// A page, and whether it has an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The whole page.
    pub html: String,
    /// How many answers of the reader are wrong: a server says so by its status.
    pub fautes: usize,
}

/// The page for a state.
pub fn document(convention: &Convention, requete: &str, instants: &Instants, habillage: Habillage) -> Document {
    let reponse = repondre(convention, requete, instants);
    let wrong = reponse.fautes > 0;
    let title = if wrong { "Réponses à corriger – Épaule" } else { TITRE };
    let body = html! {
        div.simulateur {
            div.questions {
                form id="dossier" method="get" action="./" {
                    // Enter sends the form, whatever button stands first in a list.
                    // Neither a keyboard nor a screen reader meets it: the visible one stands below.
                    input.hors-ecran type="submit" value="Voir la réponse" tabindex="-1" aria-hidden="true";
                    div id="questions" { (PreEscaped(reponse.questions)) }
                    p.actions { button.principal type="submit" { "Voir la réponse" } }
                }
            }
            div.resultat {
                p.hors-ecran id="annonce" role="status" { (reponse.annonce) }
                div id="resultat" tabindex="-1" { (PreEscaped(reponse.resultat)) }
            }
            (importer(habillage))
        }
    };
    let chapeau = html! {
        p.chapeau {
            "Répondez à quelques questions\u{a0}: l'aide année par année, les patients à gagner, les dates à tenir, ce \
             qui reste incertain. Deux minutes suffisent. "
            a href=(pages::MOTS) { "PMT, OPTAM, CQP… les mots expliqués" }
            "."
        }
        (promesse(habillage))
    };
    Document { html: page(title, &chapeau, &body, habillage), fautes: reponse.fautes }
}

const TITRE: &str = "L'aide à l'emploi d'un assistant médical, calculée et expliquée – Épaule";

/// What becomes of what is typed.
fn promesse(habillage: Habillage) -> Markup {
    match habillage {
        Habillage::Site => html! {
            p.chapeau { strong { "Vos réponses restent dans cette page." } " Aucune n'est envoyée ni enregistrée." }
            noscript {
                p.fautes {
                    "Cette page calcule dans votre navigateur\u{a0}: il lui faut JavaScript, qui est désactivé ici. \
                     Activez-le pour ce site, puis rechargez la page."
                }
            }
        },
        Habillage::Serveur { script: true } => html! {
            p.chapeau {
                strong { "Vos réponses restent dans cette page" }
                " si votre navigateur exécute JavaScript. Sinon, elles passent par ce serveur, qui n'en garde rien."
            }
        },
        Habillage::Serveur { script: false } => html! {
            p.chapeau { "Vos réponses passent par ce serveur, qui n'en garde rien." }
        },
    }
}

/// A dossier kept as a file, taken up again.
fn importer(habillage: Habillage) -> Markup {
    let action = matches!(habillage, Habillage::Serveur { .. }).then_some("importer");
    html! {
        form.carte.import id="importer" method="post" action=[action] enctype="multipart/form-data" {
            h2 { "Reprendre un dossier" }
            label for="fichier" { "Un dossier enregistré ici ou par le programme epaule (TOML ou JSON)" }
            input id="fichier" type="file" name="dossier" accept=".toml,.json" aria-describedby="importer-fautes" data-import;
            div id="importer-fautes" role="alert" {}
            @if action.is_some() { p.actions { button type="submit" { "Ouvrir ce dossier" } } }
        }
    }
}

/// What the script of the page will ask for, one after the other: a browser then asks for all at once.
fn chargements() -> Markup {
    html! {
        @for script in ["calcul.js", "gestes.js", "greffe.js", "browser.js"] { link rel="modulepreload" href=(script); }
        link rel="preload" href="browser_bg.wasm" as="fetch" type="application/wasm" crossorigin;
    }
}

/// A document around a page that says something else than the simulator: a text, an error.
pub(crate) fn page_de_texte(titre: &str, texte: &Markup, habillage: Habillage) -> String {
    let body = html! { article.texte { h1 { (titre) } (texte) } };
    page(&format!("{titre} – Épaule"), &html! {}, &body, habillage)
}

fn page(title: &str, chapeau: &Markup, body: &Markup, habillage: Habillage) -> String {
    let home = !chapeau.0.is_empty();
    html! {
        (DOCTYPE)
        html lang="fr" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="description" content="Ai-je droit à l'aide à l'emploi d'un assistant médical, combien, quand, \
                    pour combien de patients de plus ? Un simulateur qui explique chaque chiffre.";
                title { (title) }
                link rel="icon" href="icone.svg" type="image/svg+xml";
                link rel="stylesheet" href="style.css";
                @if habillage.script() {
                    script type="module" src="page.js" {}
                    @if home { (chargements()) }
                }
            }
            body data-page=(if home { "simulateur" } else { "texte" }) {
                a.evitement href="#contenu" { "Aller au contenu" }
                header {
                    p.marque { @if home { "Épaule" } @else { a href="./" { "Épaule" } } }
                    @if home { h1 { "L'aide à l'emploi d'un assistant médical" } (chapeau) }
                }
                main id="contenu" { (body) }
                footer {
                    p {
                        "Le calcul n'engage pas votre caisse\u{a0}: il vous dit quoi lui demander. Ce n'est pas un site de \
                         l'Assurance Maladie."
                    }
                    nav aria-label="Pages du site" {
                        ul {
                            @if !home { li { a href="./" { "Le simulateur" } } }
                            @for (nom, titre) in pages::NOMS { li { a href=(nom) { (titre) } } }
                        }
                    }
                }
            }
        }
    }
    .into_string()
}
