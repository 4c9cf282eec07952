//! The fields of « et si » : a number and a cursor for each indicator.

use maud::html;
use views::{Curseur, entier};

use super::feuille::Feuille;
use crate::saisie::{RETIRER, SI};

/// Most patients that a field takes.
const MAXIMUM: u32 = 100_000;

/// The fields. The number is what the form sends; the cursor moves it, where a script lets it.
pub(super) fn ecrire(feuille: &mut Feuille<'_>, curseurs: &[Curseur]) {
    if curseurs.is_empty() {
        return;
    }
    let form = feuille.contexte.formulaire;
    let essaye = feuille.contexte.essaye;
    let tried = curseurs.iter().any(|curseur| essaye[curseur.indicateur].is_some());
    feuille.brut(r#"<div class="curseurs">"#);
    for curseur in curseurs {
        let id = feuille.id(&curseur.champ.replace('.', "-"));
        let valeur = essaye[curseur.indicateur];
        let mut reperes = curseur.reperes.clone();
        // What nobody knows is said, and what the reader leaves as it is while trying the other.
        let connue = Some(curseur.place).filter(|_| !curseur.inconnue);
        if let Some(place) = connue.filter(|_| tried && valeur.is_none()) {
            reperes.insert(0, (place, "inchangée".to_owned()));
        }
        let reperes: Vec<String> =
            reperes.iter().map(|(n, what)| format!("{what}\u{a0}: {}", entier(i64::from(*n)))).collect();
        feuille.marque(html! {
            div class="curseur" {
                label for=(id) { (curseur.libelle) }
                input type="range" id={ (id) "-curseur" } data-miroir=(id) aria-label=(curseur.libelle)
                    min=(curseur.bornes.0) max=(curseur.bornes.1) step=(curseur.pas) value=(curseur.place)
                    aria-valuetext=[curseur.inconnue.then_some("inconnue")]
                    list={ (id) "-reperes" } autocomplete="off";
                input type="number" id=(id) name=(curseur.champ) form=(form) inputmode="numeric" min="0" max=(MAXIMUM)
                    step=(curseur.pas) value=[valeur] placeholder={ @match connue { Some(n) => (n), None => "inconnue" } } autocomplete="off"
                    aria-describedby=[(!reperes.is_empty()).then(|| format!("{id}-aide"))];
                datalist id={ (id) "-reperes" } {
                    @for (n, what) in &curseur.reperes { option value=(n) label=(what) {} }
                }
                @if !reperes.is_empty() { p id={ (id) "-aide" } class="aide" { (reperes.join(", ")) } }
            }
        });
    }
    feuille.marque(html! {
        div class="actions" {
            button type="submit" form=(form) { "Voir ce résultat" }
            @if tried {
                button type="submit" form=(form) name=(RETIRER) value=(SI) formnovalidate { "Revenir à mes chiffres" }
            }
        }
    });
    feuille.brut("</div>");
}
