//! The share of the aid that is due: decision tables, or steps of rate.

use convention::regime::Regime;
use convention::tables::{Convention, Nature, PartPaire};

use super::grille::{Case, Grille};
use super::libelles;

/// The grids of the share under a regime.
pub(super) fn grilles(convention: &Convention, regime: Regime) -> Vec<Grille> {
    match regime {
        Regime::Avenant7 => vec![par_taux(convention)],
        Regime::ReglementArbitral2023 | Regime::Convention2024 => par_issues(convention),
    }
}

/// ATT-10.
fn par_taux(convention: &Convention) -> Grille {
    let mut grille =
        Grille::new("Part de l'aide selon le taux atteint", "ATT-10", &["Taux en année 3", "Part de l'aide"]);
    grille.phrases.extend(convention.textes.regle("ATT-10").map(|texte| texte.phrase.clone()));
    for palier in &convention.tables.paliers_de_taux {
        let taux = format!("{}\u{a0}% ou plus", palier.value.taux_pour_cent);
        grille.ligne(taux, vec![Case::of(*palier, |p| views::pour_cent(p.part))]);
    }
    grille.ligne("en dessous", vec![Case::dite("prorata")]);
    grille
}

/// ATT-4 to ATT-9.
fn par_issues(convention: &Convention) -> Vec<Grille> {
    let mot = |id: &str| convention.textes.mot(id).to_owned();
    let mut grilles = Vec::new();
    let prorata = "prorata : en proportion du meilleur taux. Plusieurs parts : une par lecture de la question, dans \
                   l'ordre que donne « epaule regles ».";
    for (row, nature) in Nature::ALL.iter().enumerate() {
        let Some(part) = convention.tables.part_un.get(row) else { continue };
        let titre = format!("Part de l'aide, un objectif : {}", mot(nature.id()));
        let mut grille = Grille::new(titre, regle_un(*nature), &["Résultat", "Part de l'aide"]);
        if row == 0 {
            grille.phrases.push(prorata.to_owned());
        }
        for (issue, cell) in nature.issues().iter().zip(part) {
            grille.ligne(mot(issue.id()), vec![Case::of(*cell, libelles::regle)]);
        }
        grilles.push(grille);
    }
    for (row, first) in Nature::ALL.iter().enumerate() {
        for (column, second) in Nature::ALL.iter().enumerate() {
            let pair = convention.tables.part_deux.get(row).and_then(|line| line.get(column));
            let Some(Some(pair)) = pair else { continue };
            // A mixed pair stands in the tables both ways: the maintien is shown first.
            let mirrored = (*first, *second) == (Nature::Augmentation, Nature::Maintien);
            if !mirrored {
                grilles.push(deux(convention, (*first, *second), pair));
            }
        }
    }
    grilles
}

/// One objective on the lines, the other on the columns.
fn deux(convention: &Convention, (first, second): (Nature, Nature), pair: &PartPaire) -> Grille {
    let mot = |id: &str| convention.textes.mot(id).to_owned();
    let titre = format!("Part de l'aide, deux objectifs : {} et {}", mot(first.id()), mot(second.id()));
    let mut grille = Grille::new(titre, regle_deux(first, second), &["L'un \\ l'autre"]);
    grille.colonnes.extend(second.issues().iter().map(|issue| mot(issue.id())));
    for (issue, cells) in first.issues().iter().zip(pair) {
        grille.ligne(mot(issue.id()), cells.iter().map(|cell| Case::of(*cell, libelles::regle)).collect());
    }
    grille
}

const fn regle_un(nature: Nature) -> &'static str {
    match nature {
        Nature::Augmentation => "ATT-5",
        Nature::Maintien => "ATT-8",
        Nature::PalierP50 => "ATT-9",
    }
}

const fn regle_deux(first: Nature, second: Nature) -> &'static str {
    match (first, second) {
        (Nature::Augmentation, Nature::Augmentation) => "ATT-4",
        (Nature::Maintien, Nature::Maintien) => "ATT-6",
        (Nature::PalierP50, Nature::PalierP50) => "ATT-9",
        _ => "ATT-7",
    }
}
