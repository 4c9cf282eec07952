//! Which rules, which years, which constat (REG, PAI-7, VIE-1, ATT-12).

use crate::situation::{Ind, Situation};
use jiff::ToSpan;
use jiff::civil::Date;

pub(super) const AVENANT_7: &str = "avenant-7";
pub(super) const REGLEMENT_ARBITRAL: &str = "reglement-arbitral-2023";
pub(super) const CONVENTION_2024: &str = "convention-2024";

/// The contract's calendar.
#[derive(Clone)]
pub(super) struct Cadre {
    pub(super) regime: &'static str,
    pub(super) signature: Date,
    pub(super) au: Date,
    pub(super) deja_signe: bool,
    /// First day of convention-2024.
    entree: Date,
    /// Whether an anniversary on that day takes the new amounts.
    entree_comprise: bool,
    /// First days of the years, where suspensions moved them.
    pub(super) debuts: Option<Vec<Date>>,
    /// A prorogation raises the rank to this.
    pub(super) rang_minimum: i64,
}

pub(super) fn jour(texte: &str) -> Date {
    texte.parse().unwrap()
}

/// The same day so many years later; the other library turns 29 February into the 28th.
pub(super) fn plus_ans(jour: Date, ans: i64) -> Date {
    jour.checked_add(ans.years()).unwrap()
}

pub(super) fn plus_mois(jour: Date, mois: i64) -> Date {
    jour.checked_add(mois.months()).unwrap()
}

pub(super) fn plus_jours(jour: Date, jours: i64) -> Date {
    jour.checked_add(jours.days()).unwrap()
}

impl Cadre {
    pub(super) fn de(s: &Situation) -> Cadre {
        let signature = jour(s.signature_ou_au());
        let au = jour(&s.au);
        let entree = jour(if s.lit("Q-ENTREE", "21") { "2024-06-21" } else { "2024-06-22" });
        let regime = if signature <= jour("2023-04-30") {
            AVENANT_7
        } else if signature < entree {
            REGLEMENT_ARBITRAL
        } else {
            CONVENTION_2024
        };
        let entree_comprise = !s.lit("Q-ENTREE", "strictement_apres");
        Cadre {
            regime,
            signature,
            au,
            deja_signe: signature < au,
            entree,
            entree_comprise,
            debuts: None,
            rang_minimum: 1,
        }
    }

    /// First day of year `n`.
    pub(super) fn debut(&self, n: i64) -> Date {
        let deplace = self.debuts.as_ref().and_then(|d| d.get(n as usize - 1));
        deplace.copied().unwrap_or_else(|| plus_ans(self.signature, n - 1))
    }

    /// Five years; convention-2024 renews by itself up to the year that holds the day of study.
    pub(super) fn derniere_annee(&self) -> i64 {
        let mut derniere = 5;
        while self.regime == CONVENTION_2024 && self.debut(derniere + 1) <= self.au {
            derniere += 1;
        }
        derniere
    }

    /// The year's place in its contract of five years: under `repart_annee_1` a renewal starts again at 1.
    pub(super) fn place(&self, s: &Situation, n: i64) -> i64 {
        if s.lit("Q-RECOND", "repart_annee_1") { (n - 1) % 5 + 1 } else { n }
    }

    /// 1, 2, or 3 for "year 3 on".
    pub(super) fn rang(&self, s: &Situation, n: i64) -> i64 {
        self.place(s, n).min(3).max(self.rang_minimum)
    }

    /// Whether year `n` of an older contract is paid with the new amounts (MON-2).
    pub(super) fn revalorise(&self, n: i64) -> bool {
        let debut = self.debut(n);
        let apres = if self.entree_comprise { debut >= self.entree } else { debut > self.entree };
        self.regime != CONVENTION_2024 && n >= 2 && apres
    }
}

/// The count that year `n` takes for an indicator (ATT-12, Q-CONSTAT).
pub(super) fn constat(s: &Situation, cadre: &Cadre, n: i64, ind: Ind) -> Option<i64> {
    let (debut, cloture) = (cadre.debut(n), cadre.debut(n + 1));
    let mut de_l_annee: Vec<_> = s
        .constats
        .iter()
        .filter(|c| jour(&c.date) > debut && jour(&c.date) <= cloture && jour(&c.date) <= cadre.au)
        .filter(|c| c.connu_le.as_ref().is_none_or(|connu| jour(connu) <= cadre.au))
        .collect();
    de_l_annee.sort_by_key(|c| jour(&c.date));
    if s.lit("Q-CONSTAT", "le_plus_proche_de_l_anniversaire") {
        return de_l_annee.last()?.effectif(ind);
    }
    de_l_annee.iter().rev().find_map(|c| c.effectif(ind))
}

/// Whether the doctor is 65 on the day of signature (OBJ-3, Q-65-AGE). `None`: birth unknown.
pub(super) fn a_65_ans(s: &Situation, cadre: &Cadre) -> Option<bool> {
    let age = if s.lit("Q-65-AGE", "66_ans") { 66 } else { 65 };
    let naissance = jour(s.naissance.as_deref()?);
    Some(plus_ans(naissance, age) <= cadre.signature)
}

/// Whether the doctor first settled in the département in the 12 months before signature (ELI-5).
pub(super) fn installe_depuis_12_mois(s: &Situation, cadre: &Cadre) -> bool {
    let Some(installation) = s.installation.as_deref().map(jour) else { return false };
    let limite = plus_mois(cadre.signature, -12);
    let assez_tard = if s.lit("Q-12-MOIS", "strict") { installation > limite } else { installation >= limite };
    assez_tard && installation <= cadre.signature
}
