//! What the employment costs, as grids: the same for every regime.

use convention::tables::cout::{Cotisation, POSITIONS, PREMIERE_POSITION};
use convention::tables::{Convention, Parametre};

use super::grille::{Case, Grille};
use super::libelles;

/// Minimum pay, seniority, contributions, single numbers.
pub(super) fn grilles(convention: &Convention) -> [Grille; 5] {
    let cout = &convention.tables.cout;
    let rank = |rank: usize| format!("Pos. {}", usize::from(PREMIERE_POSITION) + rank);
    let positions: Vec<String> = (0..POSITIONS).map(rank).collect();
    let mut colonnes = vec!["Depuis le"];
    colonnes.extend(positions.iter().map(String::as_str));
    let mut minimums = Grille::new("Coût de l'emploi : salaires minimums, en euros par mois", "COUT-1", &colonnes);
    for row in &cout.minimums {
        let amounts =
            row.montants.iter().map(|amount| Case::of(*amount, |v| views::euros(v).replace("\u{a0}€", ""))).collect();
        minimums.ligne(views::date_courte(row.depuis.value), amounts);
    }
    let mut smic = Grille::new("Coût de l'emploi : SMIC, par mois", "COUT-1", &["Depuis le", "SMIC"]);
    for row in &cout.smic {
        smic.ligne(views::date_courte(row.depuis.value), vec![Case::of(row.mensuel, views::euros)]);
    }
    let mut anciennete = Grille::new("Coût de l'emploi : prime d'ancienneté", "COUT-5", &["Après", "Prime"]);
    for row in &cout.anciennete {
        let years = format!("{}\u{a0}ans", row.apres_ans.value);
        anciennete.ligne(years, vec![Case::of(row.taux, views::taux)]);
    }
    let head = ["", "Taux", "Sur"];
    let mut cotisations = Grille::new("Coût de l'emploi : cotisations de l'employeur", "COUT-2", &head);
    for cotisation in Cotisation::ALL {
        let row = cout.cotisation(*cotisation);
        let base = Case::dite(convention.textes.mot(row.assiette.id()));
        let label = convention.textes.mot(cotisation.id());
        cotisations.ligne(label, vec![Case::of(row.taux, views::taux), base]);
    }
    let mut nombres = Grille::new("Coût de l'emploi : autres nombres", "COUT-3", &["", "Valeur"]);
    for parametre in Parametre::ALL.iter().filter(|p| p.du_cout()) {
        let (label, unit) = libelles::parametre(*parametre);
        let case = Case::of(convention.tables.parametre(*parametre), |n| match unit {
            "" => n.to_string(),
            unit => format!("{n}\u{a0}{unit}"),
        });
        nombres.ligne(label, vec![case]);
    }
    [minimums, smic, anciennete, cotisations, nombres]
}
