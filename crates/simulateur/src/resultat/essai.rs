//! The fields of « et si » : a number and a cursor for each indicator.

use maud::html;
use views::{Curseur, entier};

use super::feuille::Feuille;

/// Most patients that a field takes.
const MAXIMUM: u32 = 100_000;

/// The fields. The number is what the form sends; the cursor moves it, where a script lets it.
pub(super) fn ecrire(feuille: &mut Feuille<'_>, curseurs: &[Curseur]) {
    if curseurs.is_empty() {
        return;
    }
    let form = feuille.contexte.formulaire;
    feuille.brut(r#"<div class="curseurs">"#);
    for curseur in curseurs {
        let id = feuille.id(&curseur.champ.replace('.', "-"));
        let reperes: Vec<String> =
            curseur.reperes.iter().map(|(n, what)| format!("{what}\u{a0}: {}", entier(i64::from(*n)))).collect();
        feuille.marque(html! {
            div class="curseur" {
                label for=(id) { (curseur.libelle) }
                input type="range" id={ (id) "-curseur" } data-miroir=(id) aria-label=(curseur.libelle)
                    min=(curseur.bornes.0) max=(curseur.bornes.1) step=(curseur.pas) value=(curseur.place)
                    list={ (id) "-reperes" } autocomplete="off";
                input type="number" id=(id) name=(curseur.champ) form=(form) inputmode="numeric" min="0" max=(MAXIMUM)
                    step=(curseur.pas) value=[curseur.valeur] placeholder=(curseur.place) autocomplete="off"
                    aria-describedby=[(!reperes.is_empty()).then(|| format!("{id}-aide"))];
                datalist id={ (id) "-reperes" } {
                    @for (n, what) in &curseur.reperes { option value=(n) label=(what) {} }
                }
                @if !reperes.is_empty() { p id={ (id) "-aide" } class="aide" { (reperes.join(", ")) } }
            }
        });
    }
    feuille.marque(html! { button type="submit" form=(form) class="essayer" { "Voir ce résultat" } });
    feuille.brut("</div>");
}
