//! Payments of a year (PAI).

use super::regime::{AVENANT_7, CONVENTION_2024, Cadre, jour, plus_jours, plus_mois};
use super::{Valeur, Versement};
use crate::situation::Situation;
use jiff::civil::Date;

/// How a contract year is paid.
fn modalite(s: &Situation, cadre: &Cadre, n: i64) -> &'static str {
    if cadre.regime == CONVENTION_2024 {
        "PAI-1"
    } else if cadre.regime != AVENANT_7 {
        "PAI-4"
    } else if !cadre.revalorise(n) || s.lit("Q-AV7-DATES", "regime_d_origine") {
        "PAI-3"
    } else if s.option.as_deref() == Some("1/3") {
        "PAI-2"
    } else {
        "PAI-1"
    }
}

/// The aid that is kept in the end (Q-INDU), and its payments. `precedente`: the aid of the year before,
/// before and after that.
pub(super) fn versements(
    s: &Situation,
    cadre: &Cadre,
    n: i64,
    montant: &Valeur<i64>,
    modulee: &Valeur<i64>,
    precedente: &(Valeur<i64>, Valeur<i64>),
) -> (Valeur<i64>, Vec<Versement>) {
    let modalite = modalite(s, cadre, n);
    let rang = cadre.rang(s, n);
    let (debut, cloture) = (cadre.debut(n), cadre.debut(n + 1));
    let deux_mois = deux_mois(s, cadre, n);
    let connue = |date: Date| Valeur::Sur(date.to_string());
    let integral = |date: Valeur<String>| {
        let versement = Versement { nature: Valeur::Sur("integral"), montant: modulee.clone(), date_limite: date };
        (modulee.clone(), vec![versement])
    };
    let pour_cent = |p: i64| montant.map(|m| (m * p * 2 + 100) / 200);
    match (modalite, rang) {
        ("PAI-1", 1 | 2) => integral(deux_mois),
        ("PAI-4", 1) => integral(connue(plus_mois(cadre.signature, 1))),
        ("PAI-4", 2) => integral(connue(debut)),
        ("PAI-1" | "PAI-4", _) => {
            let acompte = acompte(s, cadre, n, montant, precedente);
            en_deux(s, modulee, acompte, deux_mois, connue(cloture))
        }
        ("PAI-2", 2) => {
            if s.lit("Q-TIERS", "integral") {
                return integral(Valeur::Libre);
            }
            en_deux(s, modulee, pour_cent(70), connue(debut), connue(cloture))
        }
        ("PAI-2", _) => {
            let solde = if s.lit("Q-TIERS", "integral") { Valeur::Libre } else { connue(plus_mois(cloture, 2)) };
            en_deux(s, modulee, pour_cent(70), connue(plus_mois(debut, 2)), solde)
        }
        _ => {
            let acompte = if n > 1 {
                connue(plus_jours(debut, 15))
            } else {
                s.justificatifs.as_deref().map_or(Valeur::Inconnu, |j| connue(plus_jours(jour(j), 15)))
            };
            en_deux(s, modulee, pour_cent(70), acompte, connue(cloture))
        }
    }
}

/// Two months from the anniversary, or from the signature (Q-DATES).
fn deux_mois(s: &Situation, cadre: &Cadre, n: i64) -> Valeur<String> {
    if !s.lit("Q-DATES", "signature") {
        return Valeur::Sur(plus_mois(cadre.debut(n), 2).to_string());
    }
    // both readings together, in a renewal that starts again at year 1, are in no document
    if n > 5 && cadre.rang(s, n) < 3 {
        return Valeur::Libre;
    }
    Valeur::Sur(plus_mois(cadre.signature, 2).to_string())
}

/// Half of the year's maximum, or of the aid of the year before (Q-ACOMPTE).
fn acompte(
    s: &Situation,
    cadre: &Cadre,
    n: i64,
    montant: &Valeur<i64>,
    precedente: &(Valeur<i64>, Valeur<i64>),
) -> Valeur<i64> {
    let moitie = |centimes: &i64| (centimes + 1) / 2;
    if !s.lit("Q-ACOMPTE", "aide_precedente") || (n <= 5 && cadre.place(s, n) == 3) {
        return montant.map(moitie);
    }
    if n > 5 && s.lit("Q-RECOND", "repart_annee_1") {
        return Valeur::Libre;
    }
    // with the floor of Q-INDU, which of the two aids is meant is not said
    if precedente.0 != precedente.1 {
        return Valeur::Libre;
    }
    precedente.0.map(moitie)
}

/// An acompte, then what is left of the aid: money to give back where it is below zero (PAI-5).
fn en_deux(
    s: &Situation,
    modulee: &Valeur<i64>,
    acompte: Valeur<i64>,
    date_acompte: Valeur<String>,
    date_solde: Valeur<String>,
) -> (Valeur<i64>, Vec<Versement>) {
    let plancher = s.lit("Q-INDU", "plancher_zero");
    let aide = match (modulee, &acompte) {
        (Valeur::Sur(modulee), Valeur::Sur(acompte)) if plancher => Valeur::Sur(*modulee.max(acompte)),
        _ if plancher => Valeur::Libre,
        _ => modulee.clone(),
    };
    let solde = match (&aide, &acompte) {
        (Valeur::Sur(aide), Valeur::Sur(acompte)) => Valeur::Sur(aide - acompte),
        (Valeur::Libre, _) | (_, Valeur::Libre) => Valeur::Libre,
        _ => Valeur::Inconnu,
    };
    let nature = match solde {
        Valeur::Sur(solde) => Valeur::Sur(if solde < 0 { "reversement" } else { "solde" }),
        _ => Valeur::Libre,
    };
    let versements = vec![
        Versement { nature: Valeur::Sur("acompte"), montant: acompte, date_limite: date_acompte },
        Versement { nature, montant: solde, date_limite: date_solde },
    ];
    (aide, versements)
}
