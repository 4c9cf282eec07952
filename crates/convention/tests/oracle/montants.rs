//! Maximum amounts (MON).

use super::Valeur;
use super::regime::{CONVENTION_2024, Cadre};
use super::seuils::{Scenario, hauteur};
use crate::situation::{Ind, Situation};

/// row · year · 1/3 before · 0,5 before · 1 before · 1/3 since · 0,5 since · 1 since · 1,5 since · 2 since
const MONTANTS: &str = "
p30 1 12000 18000 36000     - 19000 38000     -     -
p30 2  9000 13500 27000  9450 14000 28000     -     -
p30 3  7000 10500 21000  7350 11000 22000 33000 44000
p90 1 12000 18000 36000     - 19000 38000     -     -
p90 2  9000 13500 27000  9450 14000 28000     -     -
p90 3  8350 12500 25000  8767 13000 26000 39000 52000
p95 1 12000 18000 36000 12600 19000 38000 57000 76000
p95 2 12000 18000 36000 12600 19000 38000 57000 76000
p95 3 12000 18000 36000 12600 19000 38000 57000 76000
";

/// The band of the amounts (MON-1, Q-BANDE).
pub(super) fn bande(s: &Situation, scenario: &Scenario) -> &'static str {
    let (pmt, pfa) = (scenario.bande(Ind::Pmt), scenario.bande(Ind::Pfa));
    if !s.deux_indicateurs() {
        pfa
    } else if s.lit("Q-BANDE", "pmt") || hauteur(pmt) > hauteur(pfa) {
        pmt
    } else {
        pfa
    }
}

/// Maximum of year `n`, in cents. Unknown where the table has no such cell.
pub(super) fn montant(s: &Situation, cadre: &Cadre, scenario: &Scenario, n: i64) -> Valeur<i64> {
    let Some(option) = s.option.as_deref() else { return Valeur::Libre };
    let bande = bande(s, scenario);
    let rang = cadre.rang(s, n);
    if bande == "sous-p30" && s.lit("Q-SOUS-P30", "inconnu") {
        return Valeur::Libre;
    }
    if bande == "p90-p95" && s.lit("Q-P94", "inconnu") {
        return Valeur::Libre;
    }
    if ["1.5", "2"].contains(&option) && rang < 3 {
        // a renewal that starts again at year 1: what becomes of these options is not said
        if n > 2 {
            return Valeur::Libre;
        }
        if !(s.lit("Q-ETP95", "annee_1") && bande == "p95") {
            return Valeur::Inconnu;
        }
    }
    let ligne = match bande {
        "p95" => "p95",
        "p90-p95" => "p90",
        _ => "p30",
    };
    let depuis = cadre.regime == CONVENTION_2024 || cadre.revalorise(n);
    let colonne = match (option, depuis) {
        ("1/3", false) => 2,
        ("0.5", false) => 3,
        ("1", false) => 4,
        ("1/3", true) => 5,
        ("0.5", true) => 6,
        ("1", true) => 7,
        ("1.5", true) => 8,
        ("2", true) => 9,
        _ => return Valeur::Inconnu,
    };
    for texte in MONTANTS.lines() {
        let mots: Vec<&str> = texte.split_whitespace().collect();
        if mots.len() == 10 && mots[0] == ligne && mots[1] == rang.to_string() {
            return mots[colonne].parse::<i64>().map_or(Valeur::Inconnu, |euros| Valeur::Sur(euros * 100));
        }
    }
    Valeur::Inconnu
}
