//! The chart of the years, as SVG: classes alone, so that a style sheet decides what it looks like.

use convention::money::Centimes;
use views::{Barre, Graphique};

use super::feuille::Feuille;

/// Width of a year.
const PAS: i64 = 66;
/// Width of a bar.
const LARGEUR: i64 = 36;
/// Height of the highest bar.
const HAUTEUR: i64 = 140;
/// Room above, for two lines of text.
const HAUT: i64 = 32;
/// Room below, for the name of the year.
const BAS: i64 = 20;
/// Height of a line of text.
const LIGNE: i64 = 13;

/// Charts on one scale, then what their parts mean.
pub(super) fn ecrire(feuille: &mut Feuille<'_>, graphiques: &[Graphique]) {
    let bars = || graphiques.iter().flat_map(|g| &g.barres);
    let sums = bars().flat_map(|b| [b.aide.map(|a| a.max), b.cout]).flatten();
    let Some(most) = sums.max().filter(|most| *most > Centimes::ZERO) else { return };
    feuille.brut(r#"<div class="graphique">"#);
    for graphique in graphiques {
        let id = feuille.id("graphique");
        dessiner(feuille, &id, graphique, most);
    }
    let shown = [
        ("acquis", bars().any(|b| b.aide.is_some_and(|a| a.min > Centimes::ZERO))),
        ("en-jeu", bars().any(|b| b.aide.is_some_and(|a| a.max > a.min))),
        ("cout", bars().any(|b| b.cout.is_some())),
    ];
    // What the colours mean is of no use to who hears the figures.
    feuille.brut(r#"<ul class="legende" aria-hidden="true">"#);
    for ((class, _), words) in shown.into_iter().zip(Graphique::LEGENDE).filter(|((_, shown), _)| *shown) {
        feuille.brut(&format!(r#"<li class="{class}">"#));
        feuille.mots(words);
        feuille.brut("</li>");
    }
    feuille.brut("</ul></div>");
}

fn dessiner(feuille: &mut Feuille<'_>, id: &str, graphique: &Graphique, most: Centimes) {
    let width = PAS * graphique.barres.len() as i64;
    let base = HAUT + HAUTEUR;
    feuille.brut(&format!(r#"<div class="dessin"><p class="aide" id="{id}-titre" aria-hidden="true">"#));
    feuille.mots(&graphique.titre);
    feuille.brut(&format!(
        r#"</p><svg role="img" aria-labelledby="{id}-titre {id}-description" viewBox="0 0 {width} {}"><desc id="{id}-description">"#,
        base + BAS
    ));
    feuille.mots(&graphique.description);
    feuille.brut("</desc>");
    feuille.brut(&format!(r#"<line class="axe" x1="0" y1="{base}" x2="{width}" y2="{base}"/>"#));
    for (rank, barre) in (0i64..).zip(&graphique.barres) {
        annee(feuille, rank * PAS, base, barre, most);
    }
    feuille.brut("</svg></div>");
}

/// One year, from `x`, above `base`.
fn annee(feuille: &mut Feuille<'_>, x: i64, base: i64, barre: &Barre, most: Centimes) {
    let (left, middle) = (x + (PAS - LARGEUR) / 2, x + PAS / 2);
    let mut top = base;
    if let Some(aide) = barre.aide {
        let (sure, whole) = (hauteur(aide.min, most), hauteur(aide.max, most));
        rectangle(feuille, "acquis", (left, base - sure), sure);
        rectangle(feuille, "en-jeu", (left, base - whole), whole - sure);
        top = base - whole;
    }
    if let Some(cout) = barre.cout {
        let y = base - hauteur(cout, most);
        feuille.brut(&format!(
            r#"<line class="cout" x1="{}" y1="{y}" x2="{}" y2="{y}"/>"#,
            left - 8,
            left + LARGEUR + 8
        ));
        top = top.min(y);
    }
    let lines = barre.dite.len() as i64;
    for (rank, words) in (0i64..).zip(&barre.dite) {
        // Cents on both sides would run into the next year.
        let class = if words.chars().count() > 9 { "valeur longue" } else { "valeur" };
        texte(feuille, class, (middle, top - 5 - (lines - 1 - rank) * LIGNE), words);
    }
    texte(feuille, "annee", (middle, base + BAS - 6), &format!("Année\u{a0}{}", barre.annee));
}

fn rectangle(feuille: &mut Feuille<'_>, class: &str, (x, y): (i64, i64), height: i64) {
    if height > 0 {
        feuille.brut(&format!(r#"<rect class="{class}" x="{x}" y="{y}" width="{LARGEUR}" height="{height}"/>"#));
    }
}

fn texte(feuille: &mut Feuille<'_>, class: &str, (x, y): (i64, i64), words: &str) {
    feuille.brut(&format!(r#"<text class="{class}" x="{x}" y="{y}" text-anchor="middle">"#));
    feuille.mots(words);
    feuille.brut("</text>");
}

/// How high a sum stands: a drawing, never a figure.
fn hauteur(sum: Centimes, most: Centimes) -> i64 {
    let scaled = i128::from(sum.0.max(0)) * i128::from(HAUTEUR) / i128::from(most.0.max(1));
    i64::try_from(scaled).unwrap_or(HAUTEUR)
}
