//! The years of a group's contract: maximum aid, share, aid due, payments (MON-6, COL-6, COL-8, COL-10).

use super::faits::Faits;
use super::membres::{MembreEtudie, Primo};
use super::objectif::{self, ObjectifDuGroupe};
use crate::atteinte::{self, Atteinte, Mode};
use crate::contrat::ANNEES_MAX;
use crate::dossier::Etp;
use crate::dossier::fields::MAX_PATIENTS_DU_GROUPE;
use crate::etude::Bornes;
use crate::explication::{Chemin, Donnee, Filter, Origine, Regle, Trace, cell, lecture};
use crate::indicateur::{Indicateur, Paire};
use crate::jour::Jour;
use crate::money::{Centimes, Fraction};
use crate::objectif::Objectif;
use crate::question::lecture as q;
use crate::tables::{Issue, Parametre, SerieMontant};
use crate::versement::{Base, Reperes, Versements, colonne, verser_selon};

/// A contract year of a group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AnneeCollective {
    /// From 1.
    pub annee: u8,
    /// First day.
    pub debut: Jour,
    /// Last day, inclusive.
    pub fin: Jour,
    /// Doctors in the group on the first day.
    pub medecins: u8,
    /// Working time financed.
    pub etp: Option<Etp>,
    /// Whether the aid depends on the results.
    pub modulee: bool,
    /// Maximum aid.
    pub montant: Option<Centimes>,
    /// Totals that this year is measured against.
    pub departs: Paire<Option<u32>>,
    /// Totals to reach.
    pub cibles: Paire<Option<u32>>,
    /// Outcomes, where modulated or measured.
    pub atteintes: Paire<Option<Atteinte>>,
    /// Share of the aid that is due.
    pub part: Option<Fraction>,
    /// Aid due.
    pub aide: Option<Centimes>,
    /// Its payments. None: Q-COL-VERSEMENTS leaves them unknown.
    pub versements: Versements,
    /// COL-10: whether the total ends below the start. `None`: not measured.
    pub sous_depart: Option<bool>,
    /// Between what the unknown figures lie. `None`: everything is known.
    pub bornes: Option<Bornes>,
}

/// How many years are listed: the term; with a tacit renewal, up to the year that holds the day of
/// study (Q-COL-RENOUVELLEMENT).
fn annees_listees<T: Trace>(faits: &Faits<'_>, trace: &mut T) -> u8 {
    let duree = faits.tables.parametre(Parametre::CollectifDureeAns).value as u8;
    let over = |n: u8| faits.signature.plus_years(i32::from(n)) <= faits.au;
    if !over(duree) || lecture::<q::ColRenouvellement>(faits.lectures, trace) == q::ColRenouvellement::ParAccord {
        return duree;
    }
    (duree..ANNEES_MAX).find(|n| !over(*n)).unwrap_or(ANNEES_MAX)
}

/// Every year, in order. `membres`: the follow-up of the primo-installés. `objectifs`: those of the
/// signature.
pub(super) fn annees<T: Trace>(
    faits: &Faits<'_>,
    membres: &[MembreEtudie],
    objectifs: &Paire<ObjectifDuGroupe>,
    trace: &mut T,
) -> Vec<AnneeCollective> {
    let mut years: Vec<AnneeCollective> = Vec::new();
    let mut index = 0;
    for n in 1..=annees_listees(faits, trace) {
        let before = years.last().and_then(|year| year.aide);
        let year = annee(faits, membres, objectifs, n, before, index, trace);
        index += year.versements.iter().flatten().count() as u16;
        years.push(year);
    }
    years
}

#[allow(clippy::too_many_arguments)] // a rule's inputs, each with its name
fn annee<T: Trace>(
    faits: &Faits<'_>,
    membres: &[MembreEtudie],
    objectifs: &Paire<ObjectifDuGroupe>,
    n: u8,
    precedente: Option<Centimes>,
    index: u16,
    trace: &mut T,
) -> AnneeCollective {
    let (tables, lectures) = (faits.tables, faits.lectures);
    let signed = faits.origine_de_la_signature();
    let debut = trace.rule(Chemin::Debut(n), Regle::Pai7, |t| {
        t.read("signature", faits.signature, signed);
        faits.signature.plus_years(i32::from(n) - 1)
    });
    let cloture = faits.signature.plus_years(i32::from(n));
    let fin = trace.rule(Chemin::Fin(n), Regle::Pai7, |t| {
        t.read("signature", faits.signature, signed);
        cloture.plus_days(-1)
    });
    let medecins = trace.rule(Chemin::Presents(n), Regle::Col8, |t| {
        t.read("debut", debut, Origine::Figure(Chemin::Debut(n)));
        faits.lire_ecartes(debut, t);
        faits.presents(debut).count() as u8
    });
    let rang = rang(faits, n, trace);
    let montant = trace.rule(Chemin::Montant(n), Regle::Mon6, |t| montant(faits, rang, t));
    let premiere = tables.parametre(Parametre::CollectifPremiereAnneeModulee).value;
    let modulee = i64::from(rang) >= premiere;
    let measured_against = objectifs_de_l_annee(faits, objectifs, n, debut, trace);
    let rempli = faits.favorable.filter(|_| modulee).map(|f| if f { MAX_PATIENTS_DU_GROUPE } else { 0 });
    let si = if modulee { faits.si } else { Paire::default() };
    let defaut = Paire { pmt: (si.pmt, rempli), pfa: (si.pfa, rempli) };
    let measured = atteinte::retenir(lectures, true, faits.constats, n, (debut, cloture), &defaut, trace);
    let mut atteintes: Paire<Option<Atteinte>> = Paire::default();
    for i in Indicateur::ALL {
        if modulee || measured[i].is_some() {
            atteintes[i] = Some(atteindre(faits, &measured_against[i], measured[i], (n, i), trace));
        }
    }
    let part = trace.rule(Chemin::Part(n), Regle::Col6, |t| {
        t.read("rang", rang, Origine::Figure(Chemin::Debut(n)));
        cell("premiere_annee_modulee", tables.parametre(Parametre::CollectifPremiereAnneeModulee), t);
        if modulee { part(faits, membres, &atteintes, (n, debut, cloture), t) } else { Some(Fraction::ONE) }
    });
    let modulated = part.zip(montant).map(|(part, montant)| part.of(montant));
    let serie = SerieMontant::Depuis;
    let (depuis, jusque) = (debut.date(), cloture.date());
    let base =
        Base { annee: n, rang, debut: depuis, cloture: jusque, serie, montant, modulee: modulated, precedente, index };
    let (versements, aide) = verser(faits, &base, trace);
    trace.rule(Chemin::Aide(n), Regle::Pai6, |t| {
        t.read("montant", montant, Origine::Figure(Chemin::Montant(n)));
        t.read("part", part, Origine::Figure(Chemin::Part(n)));
        if aide != modulated {
            t.read("acompte", versements[0].and_then(|v| v.montant), Origine::Figure(Chemin::Versement(index)));
        }
        aide
    });
    let sous_depart =
        trace.rule(Chemin::SousDepart(n), Regle::Col10, |t| sous_depart(faits, &measured_against, &measured, n, t));
    AnneeCollective {
        annee: n,
        debut,
        fin,
        medecins,
        etp: faits.etp,
        modulee,
        montant,
        departs: Paire::from_fn(|i| measured_against[i].depart),
        cibles: Paire::from_fn(|i| measured_against[i].cible),
        atteintes,
        part,
        aide,
        versements,
        sous_depart,
        bornes: None,
    }
}

/// COL-8, Q-RECOND: the rank of a year in the tables; after a renewal it goes on, or starts again.
fn rang<T: Trace>(faits: &Faits<'_>, n: u8, trace: &mut T) -> u8 {
    let duree = faits.tables.parametre(Parametre::CollectifDureeAns).value as u8;
    if n <= duree || lecture::<q::Recond>(faits.lectures, trace) == q::Recond::Annee6Suite {
        n
    } else {
        (n - 1) % duree.max(1) + 1
    }
}

/// MON-6: euros per ETP, by year.
fn montant<T: Trace>(faits: &Faits<'_>, rang: u8, t: &mut T) -> Option<Centimes> {
    t.read("etp", faits.etp, Origine::Dossier(Donnee::Champ("contrat.etp")));
    let parametre = match rang {
        0 | 1 => Parametre::CollectifMontantAnnee1,
        2 => Parametre::CollectifMontantAnnee2,
        _ => Parametre::CollectifMontantAnnee3,
    };
    let euros = cell("euros_par_etp", faits.tables.parametre(parametre), t);
    faits.etp.map(|etp| etp.fois(Centimes::from_euros(euros)))
}

/// COL-8, Q-COL-MEMBRES: what a year is measured against, where members came or left.
fn objectifs_de_l_annee<T: Trace>(
    faits: &Faits<'_>,
    objectifs: &Paire<ObjectifDuGroupe>,
    n: u8,
    debut: Jour,
    trace: &mut T,
) -> Paire<Objectif> {
    let changed = faits.membres_changes(debut);
    let follows = changed && lecture::<q::ColMembres>(faits.lectures, trace) == q::ColMembres::SuitLesMembres;
    Paire::from_fn(|i| {
        let of_signature = &objectifs[i];
        let own = if follows {
            trace.through(Some(Filter::CONSULTING), |trace| objectif::objectif(faits, i, debut, trace)).objectif
        } else {
            of_signature.objectif
        };
        let read_question = |t: &mut _| {
            if changed {
                lecture::<q::ColMembres>(faits.lectures, t);
            }
        };
        trace.rule(Chemin::DepartDe(n, i), Regle::Col8, |t| {
            read_question(t);
            if follows {
                objectif::depart(faits, i, debut, t);
            } else {
                t.read("depart", own.depart, Origine::Figure(Chemin::Depart(i)));
            }
            own.depart
        });
        trace.rule(Chemin::CibleDe(n, i), Regle::Col8, |t| {
            if follows {
                read_question(t);
                t.read("depart", own.depart, Origine::Figure(Chemin::DepartDe(n, i)));
                t.read("gain_demande", of_signature.demande, Origine::Figure(Chemin::GainDemande(i)));
                objectif::deduit(faits, i, debut, t);
            } else {
                t.read("cible", own.cible, Origine::Figure(Chemin::Cible(i)));
            }
            own.cible
        });
        own
    })
}

/// COL-6, ATT-3: the class and the rate of one total, as for an individual contract.
fn atteindre<T: Trace>(
    faits: &Faits<'_>,
    objectif: &Objectif,
    constat: Option<u32>,
    (n, i): (u8, Indicateur),
    trace: &mut T,
) -> Atteinte {
    let read = |t: &mut T| {
        t.read("constat", constat, Origine::Figure(Chemin::Constat(n, i)));
        t.read("depart", objectif.depart, Origine::Figure(Chemin::DepartDe(n, i)));
        t.read("cible", objectif.cible, Origine::Figure(Chemin::CibleDe(n, i)));
    };
    let taux = trace.rule(Chemin::Taux(n, i), Regle::Col6, |t| {
        read(t);
        atteinte::taux(faits.lectures, objectif, Mode::Tables, constat?, t)
    });
    let issue = trace.rule(Chemin::Issue(n, i), Regle::Col6, |t| {
        read(t);
        Some(objectif.nature?.issues()[atteinte::rang(objectif, Mode::Tables, constat?)?])
    });
    Atteinte { constat, issue, taux }
}

/// COL-6, Q-COL: the share; what is reached counts whole.
fn part<T: Trace>(
    faits: &Faits<'_>,
    membres: &[MembreEtudie],
    atteintes: &Paire<Option<Atteinte>>,
    (n, debut, cloture): (u8, Jour, Jour),
    t: &mut T,
) -> Option<Fraction> {
    let share = Paire::from_fn(|i| {
        let atteinte = atteintes[i]?;
        t.read("issue", atteinte.issue, Origine::Figure(Chemin::Issue(n, i)));
        t.read("taux", atteinte.taux, Origine::Figure(Chemin::Taux(n, i)));
        if atteinte.issue == Some(Issue::Atteint) { Some(Fraction::ONE) } else { atteinte.taux }
    });
    if primo_a_juger(faits, membres, debut, cloture, t)
        && lecture::<q::ColPrimo>(faits.lectures, t) == q::ColPrimo::Inconnu
    {
        match faits.favorable {
            None => return None,
            Some(false) => return Some(Fraction::ZERO),
            Some(true) => {}
        }
    }
    match (share.pmt, share.pfa) {
        (Some(a), Some(b)) if a == b => Some(a),
        (a, b) => match lecture::<q::Col>(faits.lectures, t) {
            q::Col::Meilleur => Some(a?.max(b?)),
            q::Col::PlusFaible => Some(a?.min(b?)),
        },
    }
}

/// COL-5: whether a primo-installé who is in the group this year has had the years to reach P50.
fn primo_a_juger<T: Trace>(faits: &Faits<'_>, membres: &[MembreEtudie], debut: Jour, cloture: Jour, t: &mut T) -> bool {
    let mut due = false;
    for (index, _) in faits.presents(debut) {
        let Some(Primo { date: Some(date), .. }) = membres.get(usize::from(index)).map(|m| m.primo) else { continue };
        t.read("primo_au_plus_tard", date, Origine::Figure(Chemin::PrimoDate(index)));
        due |= date <= cloture;
    }
    due
}

/// The payments, as those of an individual contract; or none, by Q-COL-VERSEMENTS.
fn verser<T: Trace>(faits: &Faits<'_>, base: &Base, trace: &mut T) -> (Versements, Option<Centimes>) {
    if lecture::<q::ColVersements>(faits.lectures, trace) == q::ColVersements::Inconnu {
        return (Versements::default(), base.modulee);
    }
    let modalite = faits.tables.collectif.versements.value;
    let lines = &faits.tables.versements[modalite as usize].annees[colonne(base.rang)];
    let depuis = Reperes { signature: faits.signature, justificatifs: None };
    let mut paid = Versements::default();
    let (aide, _) = verser_selon(&mut paid, faits.lectures, &depuis, modalite, lines, base, trace);
    (paid, aide)
}

/// COL-10, Q-COL-BAISSE: whether the total of the year is below its start.
fn sous_depart<T: Trace>(
    faits: &Faits<'_>,
    objectifs: &Paire<Objectif>,
    measured: &Paire<Option<u32>>,
    n: u8,
    t: &mut T,
) -> Option<bool> {
    let below = Paire::from_fn(|i| {
        t.read("constat", measured[i], Origine::Figure(Chemin::Constat(n, i)));
        t.read("depart", objectifs[i].depart, Origine::Figure(Chemin::DepartDe(n, i)));
        Some(measured[i]? < objectifs[i].depart?)
    });
    if below.pmt == below.pfa {
        return below.pmt;
    }
    let enough = match lecture::<q::ColBaisse>(faits.lectures, t) {
        q::ColBaisse::UneSuffit => true,
        q::ColBaisse::LesDeux => false,
    };
    // One that decides by itself, else both have to be known.
    let decides = [below.pmt, below.pfa].contains(&Some(enough));
    if decides { Some(enough) } else { below.pmt.and(below.pfa).map(|_| !enough) }
}
