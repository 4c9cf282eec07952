//! Outcome of an indicator and share of the aid (ATT).

use super::Valeur;
use super::objectifs::{Objectif, borne};
use super::regime::{self, AVENANT_7, CONVENTION_2024, Cadre, REGLEMENT_ARBITRAL, jour};
use crate::situation::Situation;

/// A fraction as two integers, compared by cross multiplication.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frac {
    pub(crate) num: i128,
    pub(crate) den: i128,
}

impl PartialEq for Frac {
    fn eq(&self, autre: &Frac) -> bool {
        self.num * autre.den == autre.num * self.den
    }
}

impl Frac {
    pub(crate) const ZERO: Frac = Frac { num: 0, den: 1 };
    pub(crate) const UN: Frac = Frac { num: 1, den: 1 };

    pub(crate) fn au_moins(self, autre: Frac) -> bool {
        self.num * autre.den >= autre.num * self.den
    }

    fn max(self, autre: Frac) -> Frac {
        if self.au_moins(autre) { self } else { autre }
    }

    fn min(self, autre: Frac) -> Frac {
        if self.au_moins(autre) { autre } else { self }
    }

    /// This part of so many cents, rounded once, half up (PAI-6).
    pub(crate) fn de(self, centimes: i64) -> i64 {
        let doubles = 2 * self.num * i128::from(centimes) + self.den;
        i64::try_from(doubles / (2 * self.den)).unwrap()
    }
}

/// What became of one objective.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Resultat {
    nature: &'static str,
    sorte: &'static str,
    /// The outcome's name, where the rules settle it.
    pub(super) issue: Valeur<&'static str>,
    taux: Frac,
    /// Whether the rules settle how this rate is written.
    taux_fixe: bool,
}

impl Resultat {
    pub(super) fn taux_montre(&self) -> Valeur<Frac> {
        if self.taux_fixe { Valeur::Sur(self.taux) } else { Valeur::Libre }
    }
}

/// Whether a fall is within the tolerance of a maintien (ATT-2, Q-65, Q-65-MIXTE).
fn tolere(s: &Situation, depart: i64, courant: i64, dix: bool, mixte: bool) -> bool {
    let baisse = depart - courant;
    let dix = dix && !(mixte && s.lit("Q-65-MIXTE", "5"));
    if baisse <= 0 {
        true
    } else if !dix {
        baisse * 100 <= depart * 5
    } else if s.lit("Q-65", "inclus") {
        baisse * 100 <= depart * 10
    } else {
        baisse * 100 < depart * 10
    }
}

/// Whether year `n` is shared out by ATT-10.
fn att_10(s: &Situation, cadre: &Cadre, n: i64) -> bool {
    cadre.regime == AVENANT_7 && !(s.lit("Q-AV7-PART", "convention_2024") && cadre.revalorise(n))
}

/// The outcome of a count. `mixte`: the other objective is of another nature.
pub(super) fn resultat(
    s: &Situation,
    cadre: &Cadre,
    objectif: &Objectif,
    courant: i64,
    mixte: bool,
    n: i64,
) -> Resultat {
    let att_10 = att_10(s, cadre, n);
    let nature = objectif.nature();
    let (sorte, taux, taux_fixe) = match *objectif {
        Objectif::Augmentation { depart, cible } => {
            let niveau = s.lit("Q-TAUX", "niveau");
            let taux = if niveau { borne(courant, cible) } else { borne(courant - depart, cible - depart) };
            let seuil = if s.lit("Q-95", "100") { Frac::UN } else { Frac { num: 95, den: 100 } };
            if courant < depart {
                // ATT-10: a fall counts as a rate of 0, however it is written
                ("non-atteint-avec-baisse", if att_10 { Frac::ZERO } else { taux }, !(att_10 && niveau))
            } else if taux.au_moins(seuil) {
                ("atteint", taux, true)
            } else {
                ("non-atteint-sans-baisse", taux, true)
            }
        }
        Objectif::Maintien { depart, dix } => {
            // ATT-7's tolerance is not ATT-10's
            let mixte = mixte && !att_10;
            if courant > depart {
                ("atteint-en-hausse", Frac::UN, true)
            } else if tolere(s, depart, courant, dix, mixte) {
                ("atteint-sans-hausse", Frac::UN, courant == depart)
            } else {
                ("non-atteint", borne(courant, depart), true)
            }
        }
        Objectif::Palier { p30, p50 } => {
            let taux = borne(courant, p50);
            // after year 3 another objective takes its place, and nobody says what is shown meanwhile
            let fixe = n == 3;
            if courant >= p50 {
                ("p50-atteint", taux, fixe)
            } else if courant >= p30 {
                ("entre-p30-et-p50", taux, fixe)
            } else {
                ("sous-p30", taux, fixe)
            }
        }
    };
    let ambigu = match *objectif {
        // whether 95 % is "atteint" where ATT-1 does not serve
        Objectif::Augmentation { .. } => att_10 && taux.au_moins(Frac { num: 95, den: 100 }) && taux != Frac::UN,
        Objectif::Maintien { dix, .. } => att_10 && dix && mixte && s.lit("Q-65-MIXTE", "5"),
        Objectif::Palier { .. } => n != 3,
    };
    let ra23_inconnu = cadre.regime == REGLEMENT_ARBITRAL && s.lit("Q-RA23", "inconnu");
    let issue = if ambigu || ra23_inconnu { Valeur::Libre } else { Valeur::Sur(sorte) };
    Resultat { nature, sorte, issue, taux, taux_fixe: taux_fixe && !ambigu && !ra23_inconnu }
}

/// The share of the aid of year `n`, from the third rank on.
pub(super) fn part(
    s: &Situation,
    cadre: &Cadre,
    choix: &[(Objectif, i64)],
    resultats: &[Resultat],
    n: i64,
) -> Valeur<Frac> {
    if cadre.regime == REGLEMENT_ARBITRAL && s.lit("Q-RA23", "inconnu") {
        return Valeur::Inconnu;
    }
    if resultats.iter().all(|r| r.nature == "palier-p50") {
        if n > 3 {
            return Valeur::Inconnu;
        }
        if p50_atteint_avant(s, cadre, choix) {
            return Valeur::Libre;
        }
    }
    if att_10(s, cadre, n) {
        if resultats.iter().any(|r| r.nature == "maintien" && r.issue == Valeur::Libre) {
            return Valeur::Libre;
        }
        return Valeur::Sur(part_avenant_7(s, resultats, n));
    }
    match resultats {
        [un] => Valeur::Sur(part_un(s, un)),
        [un, deux] => part_deux(s, un, deux),
        _ => Valeur::Libre,
    }
}

/// ATT-5, ATT-8, ATT-9 with one indicator.
fn part_un(s: &Situation, r: &Resultat) -> Frac {
    match r.sorte {
        "atteint" | "atteint-en-hausse" | "atteint-sans-hausse" | "p50-atteint" => Frac::UN,
        "non-atteint-avec-baisse" => Frac::ZERO,
        "sous-p30" if s.lit("Q-PRIMO", "zero") || s.lit("Q-PRIMO", "zero_si_tous") => Frac::ZERO,
        _ => r.taux,
    }
}

/// ATT-4, ATT-6, ATT-7, ATT-9 with two indicators.
fn part_deux(s: &Situation, un: &Resultat, deux: &Resultat) -> Valeur<Frac> {
    let meilleur = un.taux.max(deux.taux);
    let issues = [un.sorte, deux.sorte];
    let nombre = |issue: &str| issues.iter().filter(|i| **i == issue).count();
    match (un.nature, deux.nature) {
        ("augmentation", "augmentation") => {
            if nombre("non-atteint-avec-baisse") > 0 {
                Valeur::Sur(Frac::ZERO)
            } else if nombre("atteint") > 0 {
                Valeur::Sur(Frac::UN)
            } else {
                Valeur::Sur(meilleur)
            }
        }
        ("maintien", "maintien") => {
            if nombre("non-atteint") == 2 {
                Valeur::Sur(meilleur)
            } else {
                Valeur::Sur(Frac::UN)
            }
        }
        ("maintien", "augmentation") => part_mixte(s, un.sorte, deux.sorte),
        ("augmentation", "maintien") => part_mixte(s, deux.sorte, un.sorte),
        ("palier-p50", "palier-p50") => {
            if nombre("sous-p30") == 0 {
                Valeur::Sur(if nombre("p50-atteint") > 0 { Frac::UN } else { meilleur })
            } else if s.lit("Q-PRIMO", "zero") || (s.lit("Q-PRIMO", "zero_si_tous") && nombre("sous-p30") == 2) {
                Valeur::Sur(Frac::ZERO)
            } else {
                Valeur::Sur(meilleur)
            }
        }
        _ => Valeur::Libre,
    }
}

/// ATT-7.
fn part_mixte(s: &Situation, maintien: &str, augmentation: &str) -> Valeur<Frac> {
    match (maintien, augmentation) {
        ("non-atteint", _) => Valeur::Sur(Frac::ZERO),
        (_, "atteint") => Valeur::Sur(Frac::UN),
        ("atteint-en-hausse", _) if s.lit("Q-MIXTE", "non_determine") => Valeur::Inconnu,
        (_, "non-atteint-sans-baisse") => Valeur::Sur(Frac::UN),
        _ => Valeur::Sur(Frac::ZERO),
    }
}

/// ATT-10.
fn part_avenant_7(s: &Situation, resultats: &[Resultat], n: i64) -> Frac {
    let taux = match resultats {
        [un, deux] if s.lit("Q-AV7-DEUX", "meilleur") => un.taux.max(deux.taux),
        [un, deux] if s.lit("Q-AV7-DEUX", "moyenne") => {
            let (a, b) = (un.taux, deux.taux);
            Frac { num: a.num * b.den + b.num * a.den, den: 2 * a.den * b.den }
        }
        [un, deux] => un.taux.min(deux.taux),
        _ => resultats[0].taux,
    };
    if n > 3 {
        taux
    } else if taux.au_moins(Frac { num: 75, den: 100 }) {
        Frac::UN
    } else if taux.au_moins(Frac { num: 50, den: 100 }) {
        Frac { num: 3, den: 4 }
    } else {
        taux
    }
}

/// Whether P50 was seen before the constat of year 3: then a second objective may already serve (ATT-9).
fn p50_atteint_avant(s: &Situation, cadre: &Cadre, choix: &[(Objectif, i64)]) -> bool {
    s.indicateurs().iter().zip(choix).any(|(&ind, (objectif, _))| {
        let Objectif::Palier { p50, .. } = *objectif else { return false };
        let retenu = regime::constat(s, cadre, 3, ind);
        s.constats.iter().filter(|c| jour(&c.date) <= cadre.debut(4)).any(|c| {
            let vu = c.effectif(ind).is_some_and(|compte| compte >= p50);
            let avant = jour(&c.date) <= cadre.debut(3);
            vu && (avant || retenu.is_none_or(|retenu| retenu < p50))
        })
    })
}

/// The smallest count that is no fall, or a tolerated one, found by trying them all.
pub(super) fn plancher(s: &Situation, objectif: &Objectif, mixte: bool) -> Valeur<i64> {
    match *objectif {
        Objectif::Augmentation { depart, .. } => Valeur::Sur(depart),
        Objectif::Maintien { depart, dix } if dix && mixte && s.lit("Q-65-MIXTE", "5") => {
            // the contract has one tolerance and ATT-7 another
            let _ = depart;
            Valeur::Libre
        }
        Objectif::Maintien { depart, dix } => {
            (0..=depart).find(|c| tolere(s, depart, *c, dix, mixte)).map_or(Valeur::Libre, Valeur::Sur)
        }
        Objectif::Palier { .. } => Valeur::Libre,
    }
}

/// The smallest count that is `atteint`, found by trying them all.
pub(super) fn seuil_atteint(s: &Situation, cadre: &Cadre, objectif: &Objectif, mixte: bool) -> Valeur<i64> {
    if cadre.regime != CONVENTION_2024 {
        return Valeur::Libre;
    }
    match *objectif {
        Objectif::Augmentation { cible, .. } => (0..=cible)
            .find(|c| resultat(s, cadre, objectif, *c, mixte, 3).sorte == "atteint")
            .map_or(Valeur::Libre, Valeur::Sur),
        Objectif::Maintien { .. } => plancher(s, objectif, mixte),
        Objectif::Palier { p50, .. } => Valeur::Sur(p50),
    }
}
