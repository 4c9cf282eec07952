//! What each doctor of a group is asked (COL-1, COL-5, COL-7, COL-9).

use super::faits::Faits;
use crate::dossier::{Membre, Secteur};
use crate::eligibilite::{AupresDe, Etat, Motif};
use crate::explication::{Chemin, Donnee, Origine, Regle, Trace, cell, lecture};
use crate::indicateur::{Indicateur, Paire};
use crate::jour::Jour;
use crate::question::lecture as q;
use crate::tables::Parametre;

/// A doctor of the group, studied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MembreEtudie {
    /// First day in the group.
    pub adhesion: Jour,
    /// First day out of it.
    pub sortie: Option<Jour>,
    /// The rules of adhesion, in order: COL-1, COL-7, COL-9.
    pub motifs: Vec<Motif>,
    /// Whether the doctor counts in the group: no rule of adhesion fails, or the contract is signed and the day of
    /// adhesion is past. Who is in a running contract stays in it, whatever a rule says.
    pub compte: bool,
    /// COL-5.
    pub primo: Primo,
}

/// COL-5: the follow-up of a primo-installé.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Primo {
    /// Whether the doctor is one. `None`: a count is missing.
    pub primo_installe: Option<bool>,
    /// Day on which P50 is to be reached. `None`: not a primo-installé.
    pub date: Option<Jour>,
    /// P50.
    pub cible: Paire<Option<u32>>,
}

/// Where a field of a member stands.
pub(super) fn champ(index: u8, path: &'static str) -> Origine {
    Origine::Dossier(Donnee::Membre(index, path))
}

/// Every rule that one doctor is asked.
fn membre<T: Trace>(faits: &Faits<'_>, index: u8, membre: &Membre, trace: &mut T) -> MembreEtudie {
    let mut motifs = Vec::with_capacity(3);
    let mut ask = |regle, trace: &mut T, rule: &dyn Fn(&mut T, &mut Vec<Donnee>) -> Etat| {
        let mut manque = Vec::new();
        let etat = trace.rule(Chemin::MotifDeMembre(index, motifs.len() as u8), regle, |t| rule(t, &mut manque));
        let inconnu = etat == Etat::Inconnu;
        motifs.push(Motif { regle: regle.id(), etat, manque, aupres_de: inconnu.then_some(AupresDe::Medecin) });
    };
    ask(Regle::Col1, trace, &|t, manque| adherent(faits, index, membre, t, manque));
    ask(Regle::Col7, trace, &|t, manque| sans_cumul(faits, index, membre, t, manque));
    ask(Regle::Col9, trace, &|t, manque| carence(faits, index, membre, t, manque));
    let primo = primo(faits, index, membre, trace);
    let adhesion = faits.adhesion(membre);
    let signed = faits.deja_signe && adhesion < faits.au;
    let compte = signed || motifs.iter().all(|motif| motif.etat != Etat::Echoue);
    MembreEtudie { adhesion, sortie: membre.sortie, motifs, compte, primo }
}

/// COL-1: a généraliste, secteur 1 or 2 with OPTAM.
fn adherent<T: Trace>(faits: &Faits<'_>, index: u8, membre: &Membre, t: &mut T, manque: &mut Vec<Donnee>) -> Etat {
    let table = &faits.tables.collectif;
    let general = table.specialites.contains(&membre.specialite);
    t.read("generaliste", general, champ(index, "specialite"));
    t.read("specialites_admises", table.specialites.len() as u32, Origine::Regles(table.specialites_id));
    t.read("secteur", membre.secteur.map(Secteur::id), champ(index, "secteur"));
    let admitted = membre.secteur.map(|secteur| {
        let cell = table.secteurs.iter().find(|cell| cell.value == secteur);
        if let Some(cell) = cell {
            t.read("secteur", cell.value.id(), Origine::Regles(cell.id));
        }
        cell.is_some()
    });
    match (general, admitted) {
        (false, _) | (_, Some(false)) => Etat::Echoue,
        (true, Some(true)) => Etat::Respecte,
        (true, None) => {
            manque.push(Donnee::Membre(index, "secteur"));
            Etat::Inconnu
        }
    }
}

/// Every doctor, in the order of the dossier.
pub(super) fn membres<T: Trace>(faits: &Faits<'_>, trace: &mut T) -> Vec<MembreEtudie> {
    (0..).zip(&faits.dossier.membres).map(|(index, given)| membre(faits, index, given, trace)).collect()
}

/// COL-7: the last day of an individual contract is before the adhesion.
fn sans_cumul<T: Trace>(faits: &Faits<'_>, index: u8, membre: &Membre, t: &mut T, manque: &mut Vec<Donnee>) -> Etat {
    const FIN: &str = "contrat_individuel.fin";
    t.read("contrat_individuel", membre.contrat_individuel.is_some(), champ(index, "contrat_individuel"));
    let Some(contrat) = membre.contrat_individuel else { return Etat::SansObjet };
    t.read("fin", contrat.fin, champ(index, FIN));
    let adhesion = lire_adhesion(faits, index, membre, t);
    match contrat.fin {
        None => {
            manque.push(Donnee::Membre(index, FIN));
            Etat::Inconnu
        }
        Some(fin) if fin < adhesion => Etat::Respecte,
        Some(_) => Etat::Echoue,
    }
}

/// COL-9: two years after a former collective aid, save exceptional circumstances.
fn carence<T: Trace>(faits: &Faits<'_>, index: u8, membre: &Membre, t: &mut T, manque: &mut Vec<Donnee>) -> Etat {
    const FIN: &str = "collectif_precedent.fin";
    t.read("collectif_precedent", membre.collectif_precedent.is_some(), champ(index, "collectif_precedent"));
    let Some(before) = membre.collectif_precedent else { return Etat::SansObjet };
    let exceptional = before.circonstances_exceptionnelles;
    let origine = champ(index, "collectif_precedent.circonstances_exceptionnelles");
    t.read("circonstances_exceptionnelles", exceptional, origine);
    if exceptional {
        return Etat::Respecte;
    }
    t.read("fin", before.fin, champ(index, FIN));
    let adhesion = lire_adhesion(faits, index, membre, t);
    let ans = cell("carence_ans", faits.tables.parametre(Parametre::CollectifCarenceAns), t);
    match before.fin {
        None => {
            manque.push(Donnee::Membre(index, FIN));
            Etat::Inconnu
        }
        Some(fin) if fin.plus_years(ans as i32) <= adhesion => Etat::Respecte,
        Some(_) => Etat::Echoue,
    }
}

fn lire_adhesion<T: Trace>(faits: &Faits<'_>, index: u8, membre: &Membre, t: &mut T) -> Jour {
    let adhesion = faits.adhesion(membre);
    let origine = match membre.adhesion {
        Some(_) => champ(index, "adhesion"),
        None => faits.origine_de_la_signature(),
    };
    t.read("adhesion", adhesion, origine);
    adhesion
}

/// COL-5: whether a doctor is a primo-installé at the adhesion, as ELI-5 says it of a signature, and
/// when P50 is to be reached.
fn primo<T: Trace>(faits: &Faits<'_>, index: u8, membre: &Membre, trace: &mut T) -> Primo {
    let primo_installe = trace.rule(Chemin::Primo(index), Regle::Col5, |t| {
        t.read("installation", membre.installation, champ(index, "installation"));
        let Some(installation) = membre.installation else { return Some(false) };
        let adhesion = lire_adhesion(faits, index, membre, t);
        let mois = cell("primo_mois", faits.tables.parametre(Parametre::PrimoMois), t);
        let limite = adhesion.plus_months(-mois as i32);
        let recent = if installation == limite {
            lecture::<q::DouzeMois>(faits.lectures, t) == q::DouzeMois::Inclus
        } else {
            installation > limite
        };
        if recent { sous_p50(faits, index, membre, t) } else { Some(false) }
    });
    if primo_installe == Some(false) {
        return Primo { primo_installe, date: None, cible: Paire::default() };
    }
    let date = trace.rule(Chemin::PrimoDate(index), Regle::Col5, |t| {
        let adhesion = lire_adhesion(faits, index, membre, t);
        let ans = cell("primo_ans", faits.tables.parametre(Parametre::CollectifPrimoAns), t);
        Some(adhesion.plus_years(ans as i32))
    });
    let cible = Paire::from_fn(|i| {
        trace.rule(Chemin::PrimoCible(index, i), Regle::Col5, |t| p50(faits, membre, i).map(|p50| cell("p50", p50, t)))
    });
    Primo { primo_installe, date, cible }
}

/// Q-PRIMO-P50: below P50 with two indicators.
fn sous_p50<T: Trace>(faits: &Faits<'_>, index: u8, membre: &Membre, t: &mut T) -> Option<bool> {
    let mut below = Paire::from_fn(|i| {
        t.read(i.id(), membre.effectif[i], champ(index, i.id()));
        let limit = p50(faits, membre, i).map(|p50| cell("p50", p50, t));
        Some(membre.effectif[i]? < limit?)
    });
    // The same whichever counts: nothing to ask.
    if below.pmt == below.pfa {
        return below.pmt;
    }
    let reading = lecture::<q::PrimoP50>(faits.lectures, t);
    if below.pmt.is_none() {
        std::mem::swap(&mut below.pmt, &mut below.pfa);
        // One of the two is unknown: it decides, unless the other one already does.
        return match reading {
            q::PrimoP50::UneSuffit => below.pmt.filter(|below| *below),
            q::PrimoP50::LesDeux => below.pmt.filter(|below| !*below),
            q::PrimoP50::Pmt => None,
        };
    }
    match (reading, below.pfa) {
        (q::PrimoP50::Pmt, _) => below.pmt,
        (q::PrimoP50::UneSuffit, Some(pfa)) => below.pmt.map(|pmt| pmt || pfa),
        (q::PrimoP50::LesDeux, Some(pfa)) => below.pmt.map(|pmt| pmt && pfa),
        (q::PrimoP50::UneSuffit, None) => below.pmt.filter(|below| *below),
        (q::PrimoP50::LesDeux, None) => below.pmt.filter(|below| !*below),
    }
}

fn p50(faits: &Faits<'_>, membre: &Membre, i: Indicateur) -> Option<crate::tables::Cell<u32>> {
    faits.tables.specialite(&membre.specialite)?.seuils(false, i).p50
}
