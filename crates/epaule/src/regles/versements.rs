//! The payments of a regime, as grids.

use convention::regime::Regime;
use convention::tables::{Convention, Modalite, NatureVersement};

use super::grille::{Case, Grille};
use super::libelles;

/// The grids of the payments under a regime: as signed, then once revalued.
pub(super) fn grilles(convention: &Convention, regime: Regime) -> Vec<Grille> {
    let table = convention.tables.regime(regime);
    let mut grilles = vec![grille(convention, "Versements", table.versements)];
    if table.revalorisation {
        let (tiers, autres) = table.versements_revalorises;
        grilles.push(grille(convention, "Versements une fois l'aide revalorisée", autres));
        if tiers != autres && table.options.contains(&convention::dossier::OptionEtp::Tiers) {
            grilles.push(grille(convention, "Versements d'un tiers temps une fois l'aide revalorisée", tiers));
        }
    }
    grilles
}

pub(super) fn grille(convention: &Convention, titre: &str, modalite: Modalite) -> Grille {
    let mut grille = Grille::new(titre, modalite.id(), &["Année", "Part du montant maximal", "Au plus tard"]);
    let Some(table) = convention.tables.versements.get(modalite as usize) else { return grille };
    for (rank, lines) in table.annees.iter().enumerate() {
        for line in lines {
            let annee = if rank == 2 { "Année 3 et suivantes".to_owned() } else { format!("Année {}", rank + 1) };
            let part = match line.nature {
                NatureVersement::Solde => Case::dite("le reste de l'aide due"),
                _ => Case::of(line.pour_cent, |n| format!("{n}\u{a0}%")),
            };
            let delai = Case {
                texte: libelles::delai(line.depuis, line.mois.value, line.jours.value),
                cellules: vec![line.mois.id, line.jours.id],
            };
            let nature = convention.textes.mot(line.nature.id());
            grille.ligne(format!("{annee}, {nature}"), vec![part, delai]);
        }
    }
    grille
}
