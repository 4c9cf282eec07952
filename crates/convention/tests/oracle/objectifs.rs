//! What the contract asks of an indicator (OBJ), in every way that the dossier leaves open.

use super::Valeur;
use super::parts::Frac;
use super::regime::{AVENANT_7, Cadre};
use super::seuils::{Scenario, bandes, seuils};
use crate::situation::{Ind, Saisi, Situation};

/// The largest count that a dossier may hold.
const MAXIMUM: i64 = 100_000;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Objectif {
    Augmentation {
        depart: i64,
        cible: i64,
    },
    /// `dix`: the tolerance from 65, else that of P95.
    Maintien {
        depart: i64,
        dix: bool,
    },
    Palier {
        p30: i64,
        p50: i64,
    },
}
use Objectif::{Augmentation, Maintien, Palier};

impl Objectif {
    pub(super) fn nature(&self) -> &'static str {
        match self {
            Augmentation { .. } => "augmentation",
            Maintien { .. } => "maintien",
            Palier { .. } => "palier-p50",
        }
    }

    pub(super) fn cible(&self) -> Valeur<i64> {
        match *self {
            Augmentation { cible, .. } => Valeur::Sur(cible),
            Palier { p50, .. } => Valeur::Sur(p50),
            Maintien { .. } => Valeur::Libre,
        }
    }

    /// Counts on both sides of everything that may change the outcome.
    pub(super) fn effectifs_representatifs(&self) -> Vec<i64> {
        let mut effectifs = match *self {
            Augmentation { depart, cible } => vec![depart - 1, depart, (depart + cible) / 2, cible - 1, cible],
            Maintien { depart, .. } => {
                let (cinq, dix) = ((depart * 95 + 99) / 100, depart * 9 / 10);
                vec![depart / 2, dix - 1, dix, dix + 1, cinq - 1, cinq, depart, depart + 1]
            }
            Palier { p30, p50 } => vec![p30 - 1, p30, (p30 + p50) / 2, p50 - 1, p50],
        };
        effectifs.extend([0, MAXIMUM]);
        effectifs.retain(|n| (0..=MAXIMUM).contains(n));
        effectifs
    }
}

/// Every objective that this indicator may have, and whether the list holds more than the rules leave
/// open, or something that they do not settle. `vus`: the count that was
/// measured, if any.
pub(super) fn possibles(
    s: &Situation,
    cadre: &Cadre,
    scenario: &Scenario,
    ind: Ind,
    vus: &[i64],
) -> (Vec<Objectif>, bool) {
    let departs = departs(s, ind, vus);
    let mut libre = departs.len() > 1;
    let mut possibles = Vec::new();
    for depart in departs {
        let (ceux, l) = pour_un_depart(s, cadre, scenario, ind, depart, vus);
        libre |= l;
        possibles.extend(ceux);
    }
    (possibles, libre)
}

/// The start; both counts of a mixed practice; anything where it is missing.
fn departs(s: &Situation, ind: Ind, vus: &[i64]) -> Vec<i64> {
    let compte = s.compte(ind);
    if let Some(depart) = compte.depart {
        let mut departs = vec![depart];
        departs.extend(compte.reconstituee.filter(|r| s.activite_mixte && *r != depart));
        return departs;
    }
    let mut departs = vec![0, 1, 1000, 50_000];
    departs.extend(vus.iter().flat_map(|v| [v - 1, *v, v + 1]));
    departs.retain(|d| (0..MAXIMUM).contains(d));
    if let Some(Saisi::Cible(cible)) = compte.objectif {
        departs.push(cible - 1);
        departs.retain(|d| *d < cible);
    }
    departs
}

fn pour_un_depart(
    s: &Situation,
    cadre: &Cadre,
    scenario: &Scenario,
    ind: Ind,
    depart: i64,
    vus: &[i64],
) -> (Vec<Objectif>, bool) {
    let inconnus = || {
        let mut tous = augmentations(depart, vus);
        tous.extend([Maintien { depart, dix: false }, Maintien { depart, dix: true }]);
        tous
    };
    let saisi_quelque_part = s.indicateurs().iter().any(|&i| s.compte(i).objectif.is_some());
    match s.compte(ind).objectif {
        Some(Saisi::Cible(cible)) => return (vec![Augmentation { depart, cible }], false),
        Some(Saisi::Gain(gain)) => return (vec![Augmentation { depart, cible: depart + gain }], false),
        Some(Saisi::Maintien) => {
            // "by rule: 10 % from 65": whether Q-65-P95 bears on a typed maintien is not said
            if scenario.a_65_ans && s.lit("Q-65-P95", "5") && peut_etre_p95(s, cadre, ind) {
                return (vec![Maintien { depart, dix: true }, Maintien { depart, dix: false }], true);
            }
            return (vec![Maintien { depart, dix: scenario.a_65_ans }], false);
        }
        // the contract says something, but not of this one
        None if saisi_quelque_part => {
            let mut tous = augmentations(depart, vus);
            tous.push(Maintien { depart, dix: scenario.a_65_ans });
            return (tous, false);
        }
        None => {}
    }
    // agreed with the caisse, and not typed in
    if s.rqth || s.ald || s.sans_seuil_minimal {
        return (inconnus(), true);
    }
    let primo = scenario.primo && cadre.regime != AVENANT_7;
    if s.activite_mixte && !primo {
        return (inconnus(), true);
    }
    if primo {
        return paliers(s, cadre, ind, vus);
    }
    if scenario.a_65_ans {
        let p95 = scenario.bande(ind) == "p95";
        let dix = !(p95 && s.lit("Q-65-P95", "5"));
        let autre_reference = s.lit("Q-65-REF", "30_juin") || s.lit("Q-65-REF", "31_decembre");
        return (vec![Maintien { depart, dix }], autre_reference);
    }
    if cadre.regime == AVENANT_7 {
        return bareme_avenant_7(s, scenario, ind, depart, vus);
    }
    if scenario.bande(ind) == "p95" && ["1.5", "2"].contains(&s.option.as_deref().unwrap_or("1")) {
        // OBJ-9: an objective is fixed all the same, nobody says which
        return (inconnus(), true);
    }
    if scenario.bande(ind) == "p95" {
        return (vec![Maintien { depart, dix: false }], false);
    }
    (augmentations(depart, vus), false)
}

fn peut_etre_p95(s: &Situation, cadre: &Cadre, ind: Ind) -> bool {
    bandes(s, cadre, ind).contains(&"p95")
}

/// Increases towards any number.
fn augmentations(depart: i64, vus: &[i64]) -> Vec<Objectif> {
    let mut cibles = vec![depart + 1, depart + 2, 2 * depart + 10, MAXIMUM];
    cibles.extend(vus.iter().flat_map(|v| [*v, v + 1]));
    cibles.retain(|c| *c > depart && *c <= MAXIMUM);
    cibles.sort_unstable();
    cibles.dedup();
    cibles.into_iter().map(|cible| Augmentation { depart, cible }).collect()
}

/// OBJ-7: P50 within three years, scaled for a mixed practice, never below P30.
fn paliers(s: &Situation, cadre: &Cadre, ind: Ind, vus: &[i64]) -> (Vec<Objectif>, bool) {
    let [p30, p50, ..] = seuils(s, cadre, ind);
    let p50s = match p50 {
        Some(p50) => vec![p50],
        // any number above P30, the count itself and its neighbours among them
        None => {
            let bas = p30.unwrap_or(1);
            let p50s = [vus, &[bas, bas + 1, 2 * bas, MAXIMUM - 1]].concat();
            p50s.into_iter().flat_map(|v| [v, v + 1]).filter(|v| *v > bas).collect()
        }
    };
    let mut paliers = Vec::new();
    let mut libre = p50.is_none() || p30.is_none();
    for p50 in p50s {
        let p30s = p30.map_or(vec![1, p50 / 2 + 1, p50 - 1], |p30| vec![p30]);
        for p30 in p30s.into_iter().filter(|p30| *p30 < p50) {
            if !s.activite_mixte {
                paliers.push(Palier { p30, p50 });
                continue;
            }
            match s.temps_liberal.as_deref() {
                Some(temps) => {
                    let (num, den) = temps.split_once('/').unwrap();
                    let (num, den): (i64, i64) = (num.parse().unwrap(), den.parse().unwrap());
                    paliers.push(Palier { p30, p50: arrondi(s, p50 * num, den).max(p30) });
                }
                None => {
                    libre = true;
                    paliers.extend([p30, (p30 + p50) / 2, p50].map(|p50| Palier { p30, p50 }));
                }
            }
        }
    }
    (paliers, libre)
}

/// Q-ARRONDI.
fn arrondi(s: &Situation, num: i64, den: i64) -> i64 {
    if s.lit("Q-ARRONDI", "plus_proche") { (2 * num + den) / (2 * den) } else { num / den }
}

/// OBJ-6, thousandths of the start, by option: P30-P50, P50-P70, P70-P90, P90-P95, P95.
const BAREME: &str = "
1/3 200 150  75  40 maintien
0.5 250   ? 125  60 maintien
1   350   ?   ? 125 50
";

fn bareme_avenant_7(s: &Situation, scenario: &Scenario, ind: Ind, depart: i64, vus: &[i64]) -> (Vec<Objectif>, bool) {
    let Some(option) = s.option.as_deref() else { return (augmentations(depart, vus), true) };
    let une_p95 = s.indicateurs().iter().any(|&i| scenario.bande(i) == "p95");
    let bande = if une_p95 && s.lit("Q-AV7-BAREME", "p95_couvre_les_deux") { "p95" } else { scenario.bande(ind) };
    let colonne = match bande {
        "p30-p50" => 1,
        "p50-p70" => 2,
        "p70-p90" => 3,
        "p90-p95" => 4,
        "p95" => 5,
        _ => {
            let mut tous = augmentations(depart, vus);
            tous.push(Maintien { depart, dix: false });
            return (tous, true);
        }
    };
    let ligne = BAREME.lines().find(|l| l.split_whitespace().next() == Some(option)).unwrap();
    let mut cellule = ligne.split_whitespace().nth(colonne).unwrap();
    if colonne == 5 && s.lit("Q-AV7-P95", "maintien") {
        cellule = "maintien";
    }
    match cellule {
        "?" => (augmentations(depart, vus), false),
        "maintien" => (vec![Maintien { depart, dix: false }], false),
        pour_mille => {
            let gain = arrondi(s, depart * pour_mille.parse::<i64>().unwrap(), 1000);
            // a start so small that nothing is asked is in no document
            if gain == 0 {
                return (augmentations(depart, vus), true);
            }
            (vec![Augmentation { depart, cible: depart + gain }], false)
        }
    }
}

/// The rate `num / den`, between 0 and 1 (ATT-3).
pub(super) fn borne(num: i64, den: i64) -> Frac {
    if den <= 0 || num >= den {
        Frac::UN
    } else if num <= 0 {
        Frac::ZERO
    } else {
        Frac { num: i128::from(num), den: i128::from(den) }
    }
}
