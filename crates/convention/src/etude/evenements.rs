//! What became of each event of the dossier: whether it counts, from which day it acts, and whether
//! the rule that allows it is respected (VIE-2, ELI-10).

use crate::atteinte;
use crate::contrat::{self, Cadre, Donnees, Journal};
use crate::dossier::{Dossier, Fait, OptionEtp, TypeEvenement, Zone};
use crate::eligibilite::Etat;
use crate::etude::Demande;
use crate::explication::{Chemin, Donnee, Origine, Quiet, Regle, Trace, Valeur, lecture};
use crate::faits::Faits;
use crate::indicateur::Indicateur;
use crate::jour::Jour;
use crate::objectif::Objectif;
use crate::question::lecture as q;
use crate::tables::{Nature, Parametre};
use crate::vie::calendrier::bornage;

/// An event of the dossier, as the étude takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suivi {
    /// Its index in the dossier.
    pub evenement: u16,
    /// Its date.
    pub date: Jour,
    /// Its type.
    pub nature: TypeEvenement,
    /// Whether it is in force on the day of study, and known.
    pub pris_en_compte: bool,
    /// First day on which the figures follow it. `None`: it bears on none, or does not count.
    pub effet: Option<Jour>,
    /// ELI-10: what 1,5 and 2 ETP ask for. `None`: asks for nothing.
    pub droit: Option<Droit>,
}

/// Whether 1,5 and 2 ETP were open (ELI-10): what the reader of the dossier did not refuse already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Droit {
    /// The answer (ELI-12).
    pub etat: Etat,
    /// Whether every objective of the contract was reached before.
    pub objectifs: Etat,
    /// Whether the zone, which must be a ZIP, is not told.
    pub zone_manque: bool,
}

impl Droit {
    /// The facts that are missing. The doctor has them.
    pub fn manque(self) -> impl Iterator<Item = Donnee> {
        self.zone_manque.then_some(Donnee::Champ("medecin.zone")).into_iter()
    }
}

/// Every event, in the order in which they fold.
pub(super) fn suivre<T: Trace>(
    (dossier, demande): (&Dossier, &Demande),
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    cadre: &Cadre,
    journal: Option<&Journal<'_>>,
    trace: &mut T,
) -> Vec<Suivi> {
    let events = (0u16..).zip(&dossier.evenements);
    events
        .map(|(index, event)| {
            let (date, nature) = (event.date, event.nature());
            let of = |field| Origine::Dossier(Donnee::Evenement(index, field));
            let counts = journal.is_some_and(|j| j.compte(index));
            trace.rule(Chemin::PrisEnCompte(index), Regle::Vie2, |t| {
                t.read("date", date, of("date"));
                for (field, day) in [("signe_le", event.signe_le), ("connu_le", event.connu_le)] {
                    if let Some(day) = day {
                        t.read(field, day, of(field));
                    }
                }
                t.read("au", demande.au, Origine::Au);
                t.read("connu_au", demande.connu_au, Origine::ConnuAu);
                counts
            });
            let effet = trace.rule(Chemin::Effet(index), nature.regle(), |t| {
                t.read("pris_en_compte", counts, Origine::Figure(Chemin::PrisEnCompte(index)));
                t.read("type", nature, of("type"));
                t.read("date", date, of("date"));
                // MON-5: a prorogation acts from its signature.
                let signed = event.signe_le.filter(|_| nature == TypeEvenement::AvenantProrogation);
                if let Some(day) = signed {
                    t.read("signe_le", day, of("signe_le"));
                }
                if counts { effet(donnees, faits, signed.unwrap_or(date), nature, t) } else { None }
            });
            let droit = match event.fait {
                Fait::AvenantOption(OptionEtp::UnEtDemi | OptionEtp::Deux) => {
                    let zone = dossier.medecin.zone;
                    Some(droit(donnees, faits, cadre, (index, date, zone), trace))
                }
                _ => None,
            };
            Suivi { evenement: index, date, nature, pris_en_compte: counts, effet, droit }
        })
        .collect()
}

/// From which day the figures follow an event. `None`: it bears on none, or the contract ends before.
fn effet<T: Trace>(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    date: Jour,
    nature: TypeEvenement,
    t: &mut T,
) -> Option<Jour> {
    use TypeEvenement as E;
    match nature {
        E::AvenantOption | E::Avenant65Ans | E::AvenantObjectif | E::AvenantProrogation => {
            let Donnees { lectures, vie, .. } = *donnees;
            let start = |n: u8| bornage(lectures, vie, faits.signature, n, &mut Quiet::default()).debut;
            let (n, next) = (1..=contrat::ANNEES_MAX).map(|n| (n, start(n))).find(|(_, debut)| *debut >= date)?;
            if next != date && lecture::<q::Avenant>(lectures, t) == q::Avenant::ProrataJours {
                return Some(date);
            }
            let chemin = Chemin::Debut(n);
            let listed = n <= donnees.annees;
            t.read("anniversaire", next, if listed { Origine::Figure(chemin) } else { Origine::Suppose(chemin) });
            // What says that no earlier year begins on or after that day.
            t.read("signature", faits.signature, Origine::Dossier(Donnee::Champ("contrat.signature")));
            bornage(lectures, vie, faits.signature, n, t);
            let last = contrat::fin_du_contrat(donnees, faits, &mut Quiet::default());
            if let Some(last) = last.filter(|last| next > *last) {
                t.read("dernier_jour", last, Origine::Figure(Chemin::FinDuContrat));
                return None;
            }
            Some(next)
        }
        E::Suspension | E::Reprise | E::DecisionCaisse | E::Demenagement | E::ChangementSpecialite | E::Resiliation => {
            Some(date)
        }
        E::NouvelAssistant
        | E::SecretaireDevenuAssistant
        | E::SecretaireRemplace
        | E::Certification
        | E::ContratDeTravailRemis
        | E::ReunionCaisse => None,
    }
}

/// ELI-10, ELI-12: the objectives of the contract reached, in a ZIP: one failed is enough, one missing leaves
/// the answer open.
fn droit<T: Trace>(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    cadre: &Cadre,
    (evenement, date, zone): (u16, Jour, Option<Zone>),
    trace: &mut T,
) -> Droit {
    let mut objectifs = Etat::Respecte;
    let etat = trace.rule(Chemin::Droit(evenement), Regle::Eli10, |t| {
        t.read("zone", zone.map(Zone::id), Origine::Dossier(Donnee::Champ("medecin.zone")));
        objectifs = objectifs_atteints(donnees, faits, cadre, date, t);
        match objectifs {
            Etat::Respecte if zone.is_none() => Etat::Inconnu,
            state => state,
        }
    });
    Droit { etat, objectifs, zone_manque: zone.is_none() }
}

/// Q-ELI10: whether every objective of the contract was reached before the avenant.
fn objectifs_atteints<T: Trace>(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    cadre: &Cadre,
    date: Jour,
    t: &mut T,
) -> Etat {
    let year_3 = donnees.tables.parametre(Parametre::PremiereAnneePlusieursEtp).value as u8;
    let (from, to) = match lecture::<q::Eli10>(donnees.lectures, t) {
        q::Eli10::DernierConstat => (faits.signature, date),
        q::Eli10::ConstatDeLAnnee3 => {
            let days = bornage(donnees.lectures, donnees.vie, faits.signature, year_3, &mut Quiet::default());
            (days.debut, days.cloture)
        }
    };
    let objectifs = contrat::objectifs_au(donnees, faits, cadre, date.plus_days(-1));
    let mut state = Etat::Respecte;
    for &i in faits.indicateurs() {
        let measures = (0u16..).zip(donnees.constats).filter(|(_, c)| c.date > from && c.date <= to);
        let last = measures.filter_map(|(index, c)| Some((index, c.effectif[i]?))).last();
        let own = objectifs[i] != cadre.objectifs[i] || faits.option.is_none();
        lire_objectif(objectifs[i].as_ref(), i, own, t);
        let reached = last.and_then(|(index, count)| {
            t.read("constat", count, Origine::Dossier(Donnee::Constat(index, i)));
            let objectif = objectifs[i].as_ref()?;
            let rang = atteinte::rang(objectif, atteinte::Mode::Tables, count)?;
            // A maintien is reached when it rises, and within its tolerance.
            Some(rang == 0 || (rang == 1 && objectif.nature == Some(Nature::Maintien)))
        });
        state = match (state, reached) {
            (Etat::Echoue, _) | (_, Some(false)) => Etat::Echoue,
            (state, Some(true)) => state,
            (_, None) => Etat::Inconnu,
        };
    }
    state
}

/// What an objective reached before an avenant is judged on. `own`: it is not the one that the étude shows.
fn lire_objectif<T: Trace>(objectif: Option<&Objectif>, i: Indicateur, own: bool, t: &mut T) {
    let mut read = |nom, valeur: Valeur, chemin| {
        t.read(nom, valeur, if own { Origine::Suppose(chemin) } else { Origine::Figure(chemin) });
    };
    read("nature", objectif.and_then(|o| o.nature).into(), Chemin::Nature(i));
    read("plancher", objectif.and_then(|o| o.plancher).into(), Chemin::Plancher(i));
    let seuil = objectif.and_then(|o| atteinte::seuil_atteint(o, atteinte::Mode::Tables));
    let shown = objectif.is_some_and(|o| seuil == o.seuil_atteint);
    let chemin = Chemin::SeuilAtteint(i);
    t.read("seuil_atteint", seuil, if own || !shown { Origine::Suppose(chemin) } else { Origine::Figure(chemin) });
}
