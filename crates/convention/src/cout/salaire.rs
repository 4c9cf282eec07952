//! COUT-1, COUT-5: the pay of a month, its minimum, the seniority bonus.

use super::emploi::Emploi;
use super::types::{Detail, LigneCout};
use crate::explication::{Chemin, Donnee, FigureCout as F, Origine, Regle, Trace, cell};
use crate::jour::Jour;
use crate::money::{Centimes, Fraction};
use crate::tables::Tables;
use crate::tables::cout::PREMIERE_POSITION;

/// A run of months: its year, its index in it, and its first day, which says what it is paid.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rang {
    pub(super) annee: u8,
    pub(super) index: u8,
    pub(super) debut: Jour,
}

impl Rang {
    /// A figure of this run.
    pub(super) fn chemin(self, figure: impl Fn(u8) -> F) -> Chemin {
        Chemin::Cout(self.annee, figure(self.index))
    }
}

/// COUT-1: the larger of the branch's minimum and of the SMIC of the day, for the working time.
pub(super) fn minimum<T: Trace>(
    tables: &Tables,
    emploi: &Emploi<'_>,
    temps: Fraction,
    rang: Rang,
    trace: &mut T,
) -> Centimes {
    trace.rule(rang.chemin(F::Minimum), Regle::Cout1, |t| {
        t.read("debut", rang.debut, Origine::Figure(rang.chemin(F::Debut)));
        let mut whole = Centimes::ZERO;
        if let (Some((row, _)), Some(position)) = (tables.cout.minimum(rang.debut), emploi.position) {
            t.read("position", position, Origine::Dossier(Donnee::Champ("assistant.position")));
            let rank = usize::from(position.saturating_sub(PREMIERE_POSITION));
            if let Some(amount) = row.montants.get(rank) {
                whole = cell("grille", *amount, t);
            }
        }
        // Before the first SMIC that is known, the branch alone: a later one was not due.
        if let Some(row) = tables.cout.smic(rang.debut) {
            whole = whole.max(cell("smic", row.mensuel, t));
        }
        t.read("temps", temps, Origine::Figure(rang.chemin(F::TempsDuMois)));
        temps.of(whole)
    })
}

/// The pay without bonus: as typed, else the minimum.
pub(super) fn salaire<T: Trace>(emploi: &Emploi<'_>, minimum: Centimes, rang: Rang, trace: &mut T) -> Centimes {
    trace.rule(rang.chemin(|p| F::Mensuel(p, LigneCout::Salaire)), Regle::Cout1, |t| match emploi.brut {
        Some(brut) => {
            t.read("brut_mensuel", brut, Origine::Dossier(Donnee::Champ("assistant.brut_mensuel_euros")));
            brut
        }
        None => {
            t.read("minimum", minimum, Origine::Figure(rang.chemin(F::Minimum)));
            minimum
        }
    })
}

/// COUT-5: the share of the pay that the seniority adds.
pub(super) fn taux_anciennete<T: Trace>(tables: &Tables, emploi: &Emploi<'_>, rang: Rang, trace: &mut T) -> Fraction {
    trace.rule(rang.chemin(F::TauxAnciennete), Regle::Cout5, |t| {
        let (depuis, origine) = emploi.anciennete_au(rang.debut);
        t.read("depuis", depuis, origine);
        t.read("debut", rang.debut, Origine::Figure(rang.chemin(F::Debut)));
        let reached = |years: i64| i32::try_from(years).is_ok_and(|years| depuis.plus_years(years) <= rang.debut);
        match tables.cout.anciennete.iter().rev().find(|step| reached(step.apres_ans.value)) {
            Some(step) => {
                t.read("ans", step.apres_ans.value, Origine::Regles(step.apres_ans.id));
                cell("taux", step.taux, t)
            }
            None => Fraction::ZERO,
        }
    })
}

/// COUT-5: the bonus of a month.
pub(super) fn anciennete<T: Trace>(detail: &Detail, taux: Fraction, rang: Rang, trace: &mut T) -> Centimes {
    trace.rule(rang.chemin(|p| F::Mensuel(p, LigneCout::Anciennete)), Regle::Cout5, |t| {
        let salaire = rang.chemin(|p| F::Mensuel(p, LigneCout::Salaire));
        t.read("salaire", detail[LigneCout::Salaire], Origine::Figure(salaire));
        t.read("taux", taux, Origine::Figure(rang.chemin(F::TauxAnciennete)));
        taux.of(detail[LigneCout::Salaire])
    })
}
