//! COL-3: the most working time that a group may ask for.

use super::faits::Faits;
use super::membres::champ;
use crate::dossier::Etp;
use crate::eligibilite::Etat;
use crate::explication::{Bout, Chemin, Donnee, Origine, Regle, Trace, cell, lecture};
use crate::jour::Jour;
use crate::question::lecture as q;
use crate::tables::Parametre;

/// The cap, and between what it lies where a fact is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plafond {
    /// Whatever is missing.
    pub min: Etp,
    /// At most.
    pub max: Etp,
}

impl Plafond {
    /// The cap, where nothing that it hangs on is missing.
    pub fn connu(self) -> Option<Etp> {
        (self.min == self.max).then_some(self.min)
    }
}

/// COL-3, Q-COL-PLAFOND: the cap at the signature; by the other reading, the lowest of it and of those
/// of the anniversaries that have come.
pub(super) fn plafond<T: Trace>(faits: &Faits<'_>, trace: &mut T) -> Plafond {
    let mut found = Plafond { min: Etp::demis(0), max: Etp::demis(0) };
    trace.rule(Chemin::Plafond, Regle::Col3, |t| {
        found = au_jour(faits, faits.signature, t);
        let first = faits.signature.plus_years(1);
        if faits.deja_signe
            && first <= faits.au
            && lecture::<q::ColPlafond>(faits.lectures, t) == q::ColPlafond::ChaqueAnniversaire
        {
            let duree = faits.tables.parametre(Parametre::CollectifDureeAns).value as i32;
            let days = (1..duree).map(|n| faits.signature.plus_years(n)).take_while(|day| *day <= faits.au);
            for later in days.map(|day| au_jour(faits, day, t)).collect::<Vec<_>>() {
                found = Plafond { min: found.min.min(later.min), max: found.max.min(later.max) };
            }
        }
        found.connu()
    });
    if found.connu().is_none() {
        for (bout, etp) in [(Bout::Min, found.min), (Bout::Max, found.max)] {
            trace.rule(Chemin::BornePlafond(bout), Regle::Col3, |t| {
                au_jour(faits, faits.signature, t);
                etp
            });
        }
    }
    found
}

/// The cap on one day, by the members of that day.
fn au_jour<T: Trace>(faits: &Faits<'_>, jour: Jour, t: &mut T) -> Plafond {
    let tables = faits.tables;
    t.read("jour", jour, faits.origine_de_la_signature());
    faits.lire_ecartes(jour, t);
    let doctors = faits.presents(jour).count() as i64;
    t.read("medecins", doctors, Origine::Dossier(Donnee::Champ("membres")));
    let base = doctors * cell("plafond_par_medecin", tables.parametre(Parametre::CollectifPlafondParMedecin), t);
    let debut = cell("majoration_depuis", tables.collectif.majoration, t);
    let demis = |n: i64| Etp::demis(u16::try_from(n).unwrap_or(u16::MAX));
    if jour < debut {
        return Plafond { min: demis(base), max: demis(base) };
    }
    let site = faits.dossier.structure.site_agree;
    t.read("site_agree", site, Origine::Dossier(Donnee::Champ("structure.site_agree")));
    let per_site = doctors * cell("plafond_site_agree", tables.parametre(Parametre::CollectifPlafondSiteAgree), t);
    let per_junior = cell("plafond_docteur_junior", tables.parametre(Parametre::CollectifPlafondDocteurJunior), t);
    let (mut sure, mut perhaps) = (0, 0);
    for (index, membre) in faits.presents(jour) {
        t.read("docteur_junior", membre.docteur_junior, champ(index, "docteur_junior"));
        sure += i64::from(membre.docteur_junior == Some(true));
        perhaps += i64::from(membre.docteur_junior != Some(false));
    }
    // One or the other, never both.
    let raised = |site: bool, juniors: i64| base + (juniors * per_junior).max(if site { per_site } else { 0 });
    Plafond { min: demis(raised(site == Some(true), sure)), max: demis(raised(site != Some(false), perhaps)) }
}

/// COL-3: whether the working time asked for is within the cap.
pub(super) fn respecte<T: Trace>(faits: &Faits<'_>, plafond: Plafond, t: &mut T, manque: &mut Vec<Donnee>) -> Etat {
    t.read("etp", faits.dossier.contrat.etp, Origine::Dossier(Donnee::Champ("contrat.etp")));
    t.read("plafond", plafond.connu(), Origine::Figure(Chemin::Plafond));
    let Some(etp) = faits.dossier.contrat.etp else {
        manque.push(Donnee::Champ("contrat.etp"));
        return Etat::Inconnu;
    };
    if etp <= plafond.min {
        return Etat::Respecte;
    }
    if etp > plafond.max {
        return Etat::Echoue;
    }
    if faits.dossier.structure.site_agree.is_none() {
        manque.push(Donnee::Champ("structure.site_agree"));
    }
    let unsaid = faits.presents(faits.signature).filter(|(_, membre)| membre.docteur_junior.is_none());
    manque.extend(unsaid.map(|(index, _)| Donnee::Membre(index, "docteur_junior")));
    Etat::Inconnu
}
