//! In which band a starting patientèle stands, and every case that the missing facts leave (SEU).

use super::regime::{AVENANT_7, Cadre, a_65_ans, installe_depuis_12_mois};
use crate::publies::publies;
use crate::situation::{Ind, Saisi, Situation};

/// One way in which the missing facts of the doctor may be filled.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scenario {
    pmt: &'static str,
    pfa: &'static str,
    pub(super) primo: bool,
    pub(super) a_65_ans: bool,
}

impl Scenario {
    pub(super) fn bande(&self, ind: Ind) -> &'static str {
        match ind {
            Ind::Pmt => self.pmt,
            Ind::Pfa => self.pfa,
        }
    }
}

const ECHELLE_2021: [&str; 5] = ["sous-p30", "p30-p50", "p50-p90", "p90-p95", "p95"];
const ECHELLE_AVENANT_7: [&str; 6] = ["sous-p30", "p30-p50", "p50-p70", "p70-p90", "p90-p95", "p95"];

/// From low to high.
pub(super) fn hauteur(bande: &str) -> usize {
    ["sous-p30", "p30-p50", "p50-p70", "p50-p90", "p70-p90", "p90-p95", "p95"].iter().position(|b| *b == bande).unwrap()
}

/// P30, P50, P70, P90 and P95: the caisse's, else the published ones (SEU-2).
pub(super) fn seuils(s: &Situation, cadre: &Cadre, ind: Ind) -> [Option<i64>; 5] {
    let publies = publies(cadre.regime == AVENANT_7, &s.specialite, ind.nom());
    let saisis = s.compte(ind).seuils;
    [0, 1, 2, 3, 4].map(|i| saisis[i].or(publies[i]))
}

/// Bands that the caisse gave.
pub(super) fn bandes_saisies(s: &Situation, ind: Ind) -> Vec<&'static str> {
    let saisies = if s.compte(ind).bandes.is_empty() { &s.bandes } else { &s.compte(ind).bandes };
    ECHELLE_2021.iter().chain(&["p50-p70", "p70-p90"]).copied().filter(|b| saisies.iter().any(|t| t == b)).collect()
}

/// Every band in which a count may stand, by the thresholds that are known.
pub(super) fn bandes_calculees(s: &Situation, cadre: &Cadre, ind: Ind, compte: Option<i64>) -> Vec<&'static str> {
    let [p30, p50, p70, p90, p95] = seuils(s, cadre, ind);
    let (noms, limites) = if cadre.regime == AVENANT_7 {
        (ECHELLE_AVENANT_7.as_slice(), vec![p30, p50, p70, p90, p95])
    } else {
        (ECHELLE_2021.as_slice(), vec![p30, p50, p90, p95])
    };
    let Some(compte) = compte else { return noms.to_vec() };
    let mut possibles = Vec::new();
    for (i, nom) in noms.iter().enumerate() {
        let assez = limites[..i].iter().flatten().all(|seuil| compte >= *seuil);
        let pas_trop = limites[i..].iter().flatten().all(|seuil| compte < *seuil);
        if assez && pas_trop {
            possibles.push(*nom);
        }
    }
    possibles
}

/// Every band that the starting patientèle may have.
pub(super) fn bandes(s: &Situation, cadre: &Cadre, ind: Ind) -> Vec<&'static str> {
    let saisies = bandes_saisies(s, ind);
    if !saisies.is_empty() {
        return saisies;
    }
    let mut possibles = match (s.compte(ind).depart, s.compte(ind).objectif) {
        // the start is not known, but it is below the target
        (None, Some(Saisi::Cible(cible))) => {
            let bandes: Vec<_> = (0..cible).flat_map(|n| bandes_calculees(s, cadre, ind, Some(n))).collect();
            let echelle = bandes_calculees(s, cadre, ind, None);
            echelle.into_iter().filter(|bande| bandes.contains(bande)).collect()
        }
        (depart, _) => bandes_calculees(s, cadre, ind, depart),
    };
    // the rules do not say on which of the two counts a mixed practice has its band
    if let (true, Some(reconstituee)) = (s.activite_mixte, s.compte(ind).reconstituee) {
        for bande in bandes_calculees(s, cadre, ind, Some(reconstituee)) {
            if !possibles.contains(&bande) {
                possibles.push(bande);
            }
        }
    }
    possibles
}

/// Whether the caisse rebuilt a patientèle that this contract looks at.
pub(super) fn mixte_reconstituee(s: &Situation) -> bool {
    s.activite_mixte && s.indicateurs().iter().any(|&ind| s.compte(ind).reconstituee.is_some())
}

pub(super) fn scenarios(s: &Situation, cadre: &Cadre) -> Vec<Scenario> {
    let pmts = if s.deux_indicateurs() { bandes(s, cadre, Ind::Pmt) } else { vec!["sous-p30"] };
    let ages = a_65_ans(s, cadre).map_or(vec![false, true], |age| vec![age]);
    let mut scenarios = Vec::new();
    for &pmt in &pmts {
        for &pfa in &bandes(s, cadre, Ind::Pfa) {
            for &a_65_ans in &ages {
                let primo = installe_depuis_12_mois(s, cadre) && sous_p50(s, pmt, pfa);
                scenarios.push(Scenario { pmt, pfa, primo, a_65_ans });
            }
        }
    }
    scenarios
}

/// Below P50 (ELI-5, Q-PRIMO-P50).
fn sous_p50(s: &Situation, pmt: &str, pfa: &str) -> bool {
    let [pmt, pfa] = [pmt, pfa].map(|b| hauteur(b) <= hauteur("p30-p50"));
    if !s.deux_indicateurs() {
        pfa
    } else if s.lit("Q-PRIMO-P50", "une_suffit") {
        pmt || pfa
    } else if s.lit("Q-PRIMO-P50", "les_deux") {
        pmt && pfa
    } else {
        pmt
    }
}
