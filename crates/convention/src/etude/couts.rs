//! What each contract year costs, beside its aid (COUT-7).

use std::collections::BTreeSet;

use crate::contrat::Journal;
use crate::cout::{self, Arrivee, CoutAnnee, Deroulement, OptionDepuis};
use crate::dossier::{Dossier, OptionEtp, TypeEvenement};
use crate::etude::bornes::Plage;
use crate::etude::chiffrage::AnneeEtudiee;
use crate::explication::{Bout, Chemin, FigureCout, Grandeur, Origine, Regle, Trace};
use crate::money::Centimes;
use crate::sort;
use crate::tables::Tables;
use crate::vie::{Quoi, Vie};

/// What the cost reads of the events that count, where the contract was signed with an option.
pub(super) fn deroulement(
    dossier: &Dossier,
    vie: &Vie,
    journal: Option<&Journal<'_>>,
    option: Option<OptionEtp>,
) -> Deroulement {
    let avenants = vie.changements.iter().filter_map(|c| match c.quoi {
        Quoi::Option(option) => Some(OptionDepuis { jour: c.date, option, evenement: c.evenement }),
        _ => None,
    });
    let counted = (0u16..).zip(&dossier.evenements).filter(|(index, _)| journal.is_some_and(|j| j.compte(*index)));
    let arrived = counted.filter(|(_, event)| event.nature() == TypeEvenement::NouvelAssistant);
    let mut arrivees: Vec<Arrivee> =
        arrived.map(|(evenement, event)| Arrivee { jour: event.date, evenement }).collect();
    sort::by_key(&mut arrivees, |arrivee| arrivee.jour);
    Deroulement {
        option,
        avenants: avenants.collect(),
        suspensions: vie.suspensions.iter().map(|s| (s.debut, s.fin)).collect(),
        arrivees,
    }
}

/// The cost of each year of an option, and what the aid leaves of it.
pub(super) fn couts<T: Trace>(
    tables: &Tables,
    dossier: &Dossier,
    deroulement: &Deroulement,
    annees: &[AnneeEtudiee],
    trace: &mut T,
) -> Vec<CoutAnnee> {
    let years: Vec<_> = annees.iter().map(|y| (y.annee.annee, y.annee.periode.debut, y.annee.periode.fin)).collect();
    let mut couts = cout::couts(tables, &dossier.assistant, deroulement, &years, trace);
    for (cout, studied) in couts.iter_mut().zip(annees) {
        reste(cout, studied, trace);
    }
    couts
}

/// COUT-7: the cost less the aid, or between what it lies.
fn reste<T: Trace>(year: &mut CoutAnnee, studied: &AnneeEtudiee, trace: &mut T) {
    let n = year.annee;
    let cout = year.cout;
    let less = |aide: Option<Centimes>| cout.zip(aide).map(|(cout, aide)| cout - aide);
    let figure = |figure| Chemin::Cout(n, figure);
    year.reste_a_charge = trace.rule(figure(FigureCout::Reste), Regle::Cout7, |t| {
        t.read("cout", cout, Origine::Figure(figure(FigureCout::Cout)));
        t.read("aide", studied.annee.aide, Origine::Figure(Chemin::Aide(n)));
        less(studied.annee.aide)
    });
    let Some(aide) = studied.bornes.and_then(|b| b.aide).filter(|_| studied.annee.aide.is_none()) else { return };
    // The larger the aid, the less stays to be paid.
    let mut bound = |bout, of: Bout, aide: Centimes| {
        trace.rule(figure(FigureCout::BorneReste(bout)), Regle::Cout7, |t| {
            t.read("cout", cout, Origine::Figure(figure(FigureCout::Cout)));
            t.read("aide", aide, Origine::Figure(Chemin::Borne(n, Grandeur::Aide, of)));
            less(Some(aide))
        })
    };
    let (min, max) = (bound(Bout::Min, Bout::Max, aide.max), bound(Bout::Max, Bout::Min, aide.min));
    year.bornes = min.zip(max).map(|(min, max)| Plage { min, max });
}

impl CoutAnnee {
    /// What holds for two options side by side: what they agree on, and bounds over both.
    fn commun(&self, other: &CoutAnnee) -> CoutAnnee {
        let range = |c: &CoutAnnee| c.reste_a_charge.map(|v| Plage { min: v, max: v }).or(c.bornes);
        let reste_a_charge = self.reste_a_charge.filter(|v| Some(*v) == other.reste_a_charge);
        let bornes = range(self).zip(range(other)).map(|(a, b)| a.over(b)).filter(|_| reste_a_charge.is_none());
        let (mut hypotheses, mut remarques) = (BTreeSet::new(), BTreeSet::new());
        hypotheses.extend(self.hypotheses.iter().chain(&other.hypotheses).copied());
        remarques.extend(self.remarques.iter().chain(&other.remarques).copied());
        CoutAnnee {
            annee: self.annee,
            mois: self.mois,
            temps: self.temps.filter(|v| Some(*v) == other.temps),
            cout: self.cout.filter(|v| Some(*v) == other.cout),
            detail: self.detail.filter(|v| Some(*v) == other.detail),
            mensualites: Vec::new(),
            reste_a_charge,
            bornes,
            hypotheses: hypotheses.into_iter().collect(),
            remarques: remarques.into_iter().collect(),
            non_compris: self.non_compris,
        }
    }
}

/// The costs of options side by side.
pub(super) fn communs(couts: &[CoutAnnee], others: &[CoutAnnee]) -> Vec<CoutAnnee> {
    couts.iter().zip(others).map(|(a, b)| a.commun(b)).collect()
}
