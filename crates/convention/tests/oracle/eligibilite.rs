//! Who may have the aid (ELI).

use super::regime::{AVENANT_7, Cadre, installe_depuis_12_mois};
use super::seuils::{Scenario, bandes_calculees, bandes_saisies, hauteur, seuils};
use crate::situation::{Ind, Situation};

/// What a rule says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Avis {
    Oui,
    Non,
    /// A fact is missing, or the rules leave it open.
    Manque,
}
use Avis::{Manque, Non, Oui};

fn si(condition: bool) -> Avis {
    if condition { Oui } else { Non }
}

/// One failed rule is enough; with a fact missing the oracle does not say (ELI-12).
pub(super) fn verdict(s: &Situation, cadre: &Cadre, scenarios: &[Scenario]) -> Option<&'static str> {
    let avis = [
        specialite(s, cadre),
        secteur(s),
        activite_minimale(s, cadre, scenarios),
        exercice_regroupe(s, cadre),
        exercice_coordonne(s, cadre),
        temps_plein(s, cadre),
        plusieurs_etp(s),
        si(!s.remplacant),
    ];
    if avis.contains(&Non) {
        Some("non_eligible")
    } else if avis.contains(&Manque) {
        None
    } else {
        Some("eligible")
    }
}

/// ELI-1, ELI-2.
fn specialite(s: &Situation, cadre: &Cadre) -> Avis {
    match s.specialite.as_str() {
        "radiologie" => Non,
        // under avenant-7 some specialties by département only: the oracle knows these two
        "01" | "84" => Oui,
        _ if cadre.regime == AVENANT_7 => Manque,
        "chirurgie" | "orl" | "gynecologie" => match (s.honoraires_cliniques, s.honoraires_sans_depassement) {
            (Some(cliniques), Some(total)) if s.lit("Q-CHIR", "inclus") => si(cliniques * 100 >= total * 80),
            (Some(cliniques), Some(total)) => si(cliniques * 100 > total * 80),
            _ => Manque,
        },
        _ => Oui,
    }
}

/// ELI-3.
fn secteur(s: &Situation) -> Avis {
    s.secteur.as_deref().map_or(Manque, |secteur| si(["1", "2-optam", "2-optam-aco"].contains(&secteur)))
}

/// ELI-4, and who is exempt of it (ELI-5, ELI-6, ELI-7).
fn activite_minimale(s: &Situation, cadre: &Cadre, scenarios: &[Scenario]) -> Avis {
    let ald = s.ald || s.sans_seuil_minimal;
    if s.rqth || (ald && cadre.regime != AVENANT_7) {
        return Oui;
    }
    if s.activite_mixte && (cadre.regime == AVENANT_7 || s.lit("Q-MIXTE-SEUIL", "non")) {
        return Oui;
    }
    let minimale = atteint_p30(s, cadre);
    if minimale == Oui || scenarios.iter().all(|sc| sc.primo) {
        Oui
    } else if ald || scenarios.iter().any(|sc| sc.primo) {
        // avenant-7's own list of waivers does not name the ALD
        Manque
    } else if cadre.regime == AVENANT_7 && installe_depuis_12_mois(s, cadre) {
        // nor P50, for the newly installed
        Manque
    } else {
        minimale
    }
}

/// Whether the indicators of Q-SEUIL are at P30 or above.
fn atteint_p30(s: &Situation, cadre: &Cadre) -> Avis {
    let pfa = p30(s, cadre, Ind::Pfa);
    if !s.deux_indicateurs() {
        return pfa;
    }
    let pmt = p30(s, cadre, Ind::Pmt);
    if s.lit("Q-SEUIL", "les_deux") || s.lit("Q-SEUIL", "l_un_ou_l_autre") {
        if cadre.regime == AVENANT_7 {
            return Manque;
        }
        let decide = if s.lit("Q-SEUIL", "les_deux") { Non } else { Oui };
        return tranche(pmt, pfa, decide);
    }
    match s.specialite.as_str() {
        "01" => pmt,
        "14" => tranche(pmt, pfa, Oui),
        _ => pfa,
    }
}

/// `decide` on either side is enough; else both sides must be known.
fn tranche(un: Avis, autre: Avis, decide: Avis) -> Avis {
    if un == decide || autre == decide {
        decide
    } else if un == Manque || autre == Manque {
        Manque
    } else {
        un
    }
}

fn p30(s: &Situation, cadre: &Cadre, ind: Ind) -> Avis {
    let strict = s.lit("Q-P30", "strict");
    let saisies = bandes_saisies(s, ind);
    if s.activite_mixte && !saisies.is_empty() {
        return Manque;
    }
    let compte = if s.activite_mixte { s.compte(ind).reconstituee } else { s.compte(ind).depart };
    let pile = compte.is_some() && compte == seuils(s, cadre, ind)[0];
    let bandes = if saisies.is_empty() { bandes_calculees(s, cadre, ind, compte) } else { saisies.clone() };
    if bandes.iter().all(|b| *b == "sous-p30") {
        return Non;
    }
    if bandes.contains(&"sous-p30") {
        return Manque;
    }
    // "above 640" (ELI-8) and "at or above P30" (ELI-4) part on 640 itself
    if cadre.regime == AVENANT_7 && pile && saisies.is_empty() {
        return Manque;
    }
    if strict && bandes.iter().any(|b| hauteur(b) == hauteur("p30-p50")) {
        // a band that the caisse gave, or an unknown P30, does not say whether the count is exactly P30
        let connu = saisies.is_empty() && seuils(s, cadre, ind)[0].is_some();
        return if connu { si(!pile) } else { Manque };
    }
    Oui
}

/// ELI-8: at least two doctors, waived in under-dense zones.
fn exercice_regroupe(s: &Situation, cadre: &Cadre) -> Avis {
    match (s.exercice_regroupe, s.zone.as_deref()) {
        _ if cadre.regime != AVENANT_7 => Oui,
        (Some(true), _) | (_, Some("zip" | "zac")) => Oui,
        (Some(false), Some(_)) => Non,
        _ => Manque,
    }
}

/// ELI-8: coordinated practice, or the commitment.
fn exercice_coordonne(s: &Situation, cadre: &Cadre) -> Avis {
    match s.exercice_coordonne.as_deref() {
        _ if cadre.regime != AVENANT_7 => Oui,
        Some(reponse) => si(reponse != "non"),
        None => Manque,
    }
}

/// ELI-9: avenant-7 finances 1 ETP in an under-dense zone only.
fn temps_plein(s: &Situation, cadre: &Cadre) -> Avis {
    match s.zone.as_deref() {
        _ if cadre.regime != AVENANT_7 || s.option.as_deref() != Some("1") => Oui,
        Some(zone) => si(zone != "autre"),
        None => Manque,
    }
}

/// ELI-10: never at a first signature.
fn plusieurs_etp(s: &Situation) -> Avis {
    si(!["1.5", "2"].contains(&s.option.as_deref().unwrap_or("1")))
}
