//! A contract year whose option, objectives or activity change on the way (VIE-2, VIE-7, MON-5).
//!
//! The year is cut in periods; each has an amount, a share and days. With one amount and one share for
//! the whole year, the aid is this share of the year's amount, as in any year; else the exact sum over
//! the periods, rounded once (PAI-6).

use super::objectifs::{EnVigueur, en_vigueur};
use super::{Annee, Cadre, Donnees, Periode, mode, rang, regle_de_la_part, regle_du_montant, second_objectif};
use crate::atteinte::{self, Atteinte, Mode};
use crate::explication::{Chemin, Donnee, Origine, Supposing, Trace, cell, lecture};
use crate::faits::Faits;
use crate::indicateur::{Indicateur, Paire};
use crate::money::{Centimes, Fraction, Somme};
use crate::montant;
use crate::question::lecture as q;
use crate::regime::Regime;
use crate::tables::{Nature, Parametre, SerieMontant};
use crate::vie::calendrier::{Bornage, bornage, jours};

/// A period of a year, with its figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PeriodeChiffree {
    /// Its days, its option, whether the aid runs.
    pub periode: Periode,
    /// Rank in the tables.
    pub rang: u8,
    /// Amount of a whole year under its option.
    pub montant_annuel: Option<Centimes>,
    /// Share of the aid.
    pub part: Option<Fraction>,
    /// Its objectives. `None`: those of the contract.
    pub objectifs: Option<Paire<Option<crate::objectif::Objectif>>>,
}

/// What a period is measured by.
struct Mesure {
    en_vigueur: EnVigueur,
    mode: Mode,
    modulee: bool,
    atteintes: Paire<Option<Atteinte>>,
}

/// The figures of year `n`, without its payments, and its periods.
///
/// `second`: a primo-installé's second objective has taken over where no avenant wrote one.
pub(super) fn chiffrer<T: Trace>(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    cadre: &Cadre,
    n: u8,
    second: bool,
    trace: &mut T,
) -> (Annee, Vec<PeriodeChiffree>) {
    let Donnees { tables, lectures, constats, vie, .. } = *donnees;
    let Bornage { debut, cloture, jours: year_days } = debut_et_cloture(donnees, faits, n, trace);
    let fin = vie.fin.map_or(cloture, |fin| fin.date.min(cloture));
    let serie = montant::serie(tables, lectures, faits, debut, trace);
    // What the year would be without its early end: that is what its acompte and its solde are shares of.
    let periodes = vie.periodes(lectures, faits, (debut, cloture), trace);
    let rank_of = |periode: &Periode, t: &mut T| {
        let base = rang(tables, lectures, vie, n, t);
        let floor = tables.parametre(Parametre::PremiereAnneeModulee).value as u8;
        if vie.prorogation_au(periode.regle_au).is_some() { base.max(floor) } else { base }
    };
    let modulated = |rang: u8| i64::from(rang) >= tables.parametre(Parametre::PremiereAnneeModulee).value;
    let ranks: Vec<u8> = periodes.iter().map(|p| rank_of(p, trace)).collect();
    let any_modulated = ranks.iter().any(|r| modulated(*r));

    let mut chiffrees: Vec<PeriodeChiffree> = Vec::with_capacity(periodes.len());
    for (k, (periode, rang)) in (0u8..).zip(periodes.iter().zip(&ranks)) {
        let option_event = vie.evenement_de_l_option(periode.regle_au);
        let faits_k = Faits { option: periode.option, ..*faits };
        let regle = regle_du_montant(&faits_k, serie);
        let regle = if vie.prorogation_au(periode.regle_au).is_some() { "MON-5" } else { regle };
        let montant_annuel = trace.rule(Chemin::MontantPeriode(n, k), regle, |t| {
            montant::serie(tables, lectures, faits, debut, t);
            if let Some(event) = option_event {
                t.read("avenant", periode.option, Origine::Dossier(Donnee::Evenement(event, "option")));
            }
            if let Some(event) = vie.prorogation_au(periode.regle_au) {
                t.read("prorogation", periode.regle_au, Origine::Dossier(Donnee::Evenement(event, "date")));
            }
            montant::montant(tables, lectures, (serie, cadre.ligne, periode.option), *rang, t)
        });
        chiffrees.push(PeriodeChiffree { periode: *periode, rang: *rang, montant_annuel, part: None, objectifs: None });
    }
    let share_of_days = |p: &Periode| Fraction::new(jours(p.debut, p.fin.plus_days(1)), year_days);
    let waits = vie.reprise_attendue(cloture, faits);
    let mut maximum = Somme::default();
    let regle = if vie.suspensions.is_empty() { "VIE-2" } else { "VIE-7" };
    let montant = trace.rule(Chemin::Montant(n), regle, |t| {
        let mut known = !waits;
        for (k, c) in (0u8..).zip(&chiffrees).filter(|(_, c)| c.periode.active) {
            t.read("montant_annuel", c.montant_annuel, Origine::Figure(Chemin::MontantPeriode(n, k)));
            t.read("jours", jours(c.periode.debut, c.periode.fin.plus_days(1)), Origine::Suppose(Chemin::Montant(n)));
            match c.montant_annuel {
                Some(amount) => maximum.add(amount, share_of_days(&c.periode)),
                None => known = false,
            }
        }
        t.read("jours_de_l_annee", year_days, Origine::Figure(Chemin::Debut(n)));
        maximum.arrondie().filter(|_| known)
    });

    let measured =
        atteinte::constats_de_l_annee(lectures, faits, constats, (n, any_modulated), (debut, cloture), trace);
    let last = chiffrees.len().saturating_sub(1);
    let mut mesures: Vec<Mesure> = Vec::with_capacity(chiffrees.len());
    for (k, c) in chiffrees.iter_mut().enumerate() {
        let mesure = {
            let mut supposing = Supposing(&mut *trace);
            // Only the last set of objectives stands at the year itself: the others explain their period.
            if k == last {
                mesurer(donnees, faits, cadre, (n, k as u8), (c.periode, c.rang, serie), second, &measured, trace)
            } else {
                mesurer(
                    donnees,
                    faits,
                    cadre,
                    (n, k as u8),
                    (c.periode, c.rang, serie),
                    second,
                    &measured,
                    &mut supposing,
                )
            }
        };
        let path = if last == 0 { Chemin::Part(n) } else { Chemin::PartPeriode(n, k as u8) };
        c.part = part_de_la_periode(donnees, faits, &mesure, (c.rang, serie), path, n, trace);
        c.objectifs = mesure.en_vigueur.propres.then_some(mesure.en_vigueur.objectifs);
        mesures.push(mesure);
    }
    let active: Vec<&PeriodeChiffree> = chiffrees.iter().filter(|c| c.periode.active).collect();
    let one_share = active.windows(2).all(|pair| pair[0].part == pair[1].part);
    // With one amount too, suspended or not, the aid is this share of the year's amount.
    let uniform = one_share && active.windows(2).all(|pair| pair[0].montant_annuel == pair[1].montant_annuel);
    let mut due = Somme::default();
    for c in &active {
        if let (Some(amount), Some(part)) = (c.montant_annuel, c.part) {
            let days = share_of_days(&c.periode);
            due.add(amount, Fraction::new(part.num * days.num, part.den * days.den));
        }
    }
    // A year wholly suspended has the share that its results give, of nothing.
    let one = active.first().copied().or(chiffrees.last()).and_then(|c| c.part);
    let all_known = active.iter().all(|c| c.part.is_some());
    let part = if last == 0 {
        one
    } else {
        trace.rule(Chemin::Part(n), "VIE-2", |t| {
            for (k, c) in (0u8..).zip(&chiffrees).filter(|(_, c)| c.periode.active) {
                t.read("part", c.part, Origine::Figure(Chemin::PartPeriode(n, k)));
                t.read("montant_annuel", c.montant_annuel, Origine::Figure(Chemin::MontantPeriode(n, k)));
                t.read("jours", jours(c.periode.debut, c.periode.fin.plus_days(1)), Origine::Suppose(Chemin::Part(n)));
            }
            if one_share { one } else { due.sur(maximum).filter(|_| all_known && montant.is_some()) }
        })
    };
    let modulated_aid = if uniform {
        part.zip(montant).map(|(part, montant)| part.of(montant))
    } else {
        due.arrondie().filter(|_| all_known && montant.is_some())
    };
    let shown = mesures.pop();
    let periode = Periode { debut, fin: fin.plus_days(-1), active: !active.is_empty(), ..first_of(&chiffrees, debut) };
    trace.rule(Chemin::Fin(n), "PAI-7", |t| {
        t.read("signature", faits.signature, Origine::Dossier(Donnee::Champ("contrat.signature")));
        if let Some(early) = vie.fin.filter(|e| e.date < cloture) {
            t.read("fin", early.date, Origine::Dossier(Donnee::Evenement(early.evenement, "date")));
        }
        periode.fin
    });
    let annee = Annee {
        annee: n,
        rang: ranks.first().copied().unwrap_or(n),
        periode,
        cloture,
        serie,
        montant,
        objectifs: shown.as_ref().map(|m| m.en_vigueur.objectifs).unwrap_or_default(),
        propres: shown.as_ref().is_some_and(|m| m.en_vigueur.propres),
        simple: uniform && vie.fin.is_none_or(|fin| fin.date >= cloture) && vie.decision(n).is_none(),
        mode: shown.as_ref().filter(|m| m.modulee).map(|m| m.mode),
        atteintes: shown.as_ref().map(|m| m.atteintes).unwrap_or_default(),
        part,
        aide: modulated_aid,
        calcul: None,
        versements: Default::default(),
    };
    (annee, chiffrees)
}

fn first_of(chiffrees: &[PeriodeChiffree], debut: crate::jour::Jour) -> Periode {
    let none = Periode { debut, fin: debut, option: None, active: true, regle_au: debut };
    chiffrees.first().map_or(none, |c| c.periode)
}

/// PAI-7, Q-SUSP: the first day of a year and the anniversary that closes it.
fn debut_et_cloture<T: Trace>(donnees: &Donnees<'_>, faits: &Faits<'_>, n: u8, trace: &mut T) -> Bornage {
    let mut found = Bornage { debut: faits.signature, cloture: faits.signature, jours: 0 };
    trace.rule(Chemin::Debut(n), "PAI-7", |t| {
        t.read("signature", faits.signature, Origine::Dossier(Donnee::Champ("contrat.signature")));
        found = bornage(donnees.lectures, donnees.vie, faits.signature, n, t);
        if found.debut != faits.signature.plus_years(i32::from(n) - 1) {
            for suspension in donnees.vie.suspensions.iter().filter(|s| s.debut < found.debut) {
                t.read(
                    "suspension",
                    suspension.debut,
                    Origine::Dossier(Donnee::Evenement(suspension.evenement, "date")),
                );
                if let Some((fin, index)) = suspension.fin.zip(suspension.reprise) {
                    t.read("reprise", fin, Origine::Dossier(Donnee::Evenement(index, "date")));
                }
            }
        }
        found.debut
    });
    found
}

/// The objectives of a period and what was reached of them.
#[allow(clippy::too_many_arguments)] // a rule's inputs, each with its name
fn mesurer<T: Trace>(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    cadre: &Cadre,
    (n, k): (u8, u8),
    (periode, rang, serie): (Periode, u8, SerieMontant),
    second: bool,
    measured: &Paire<Option<u32>>,
    trace: &mut T,
) -> Mesure {
    let Donnees { tables, lectures, .. } = *donnees;
    let mut en_vigueur = en_vigueur(donnees, faits, cadre, periode.regle_au, (n, k), trace);
    if second {
        let unknown = second_objectif(faits, cadre);
        for i in Indicateur::ALL {
            let palier = en_vigueur.objectifs[i].is_some_and(|o| o.nature == Some(Nature::PalierP50));
            if palier && !en_vigueur.ecrit(i) {
                en_vigueur.objectifs[i] = unknown[i];
            }
        }
    }
    let modulee = i64::from(rang) >= tables.parametre(Parametre::PremiereAnneeModulee).value;
    let mode = mode_de_la_periode(donnees, faits, periode, (serie, rang, modulee), trace);
    let mut atteintes: Paire<Option<Atteinte>> = Paire::default();
    for &i in faits.indicateurs() {
        if let Some(objectif) = &en_vigueur.objectifs[i]
            && (modulee || measured[i].is_some())
        {
            let reached = if en_vigueur.propres {
                let mut listener = en_vigueur.ecouter((n, k), trace);
                atteinte::atteindre(lectures, objectif, mode, measured[i], (n, i), &mut listener)
            } else {
                atteinte::atteindre(lectures, objectif, mode, measured[i], (n, i), trace)
            };
            atteintes[i] = Some(reached);
        }
    }
    Mesure { en_vigueur, mode, modulee, atteintes }
}

/// Q-PROROG: after a prorogation, the regime's tables or the rates alone.
fn mode_de_la_periode<T: Trace>(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    periode: Periode,
    (serie, rang, modulee): (SerieMontant, u8, bool),
    trace: &mut T,
) -> Mode {
    let usual = mode(donnees.tables, donnees.lectures, faits, serie, rang, modulee, trace);
    if !modulee || donnees.vie.prorogation_au(periode.regle_au).is_none() {
        return usual;
    }
    match (lecture::<q::Prorog>(donnees.lectures, trace), usual) {
        (q::Prorog::TableDuRegime, _) | (_, Mode::Indetermine) => usual,
        (q::Prorog::ProrataPur, _) if faits.regime == Regime::Avenant7 => Mode::Taux { paliers: false },
        (q::Prorog::ProrataPur, _) => Mode::Prorata,
    }
}

/// The share of a period.
fn part_de_la_periode<T: Trace>(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    mesure: &Mesure,
    (rang, serie): (u8, SerieMontant),
    chemin: Chemin,
    n: u8,
    trace: &mut T,
) -> Option<Fraction> {
    let Donnees { tables, lectures, .. } = *donnees;
    let Mesure { en_vigueur, mode, modulee, atteintes } = mesure;
    if !modulee {
        return trace.rule(chemin, "OBJ-4", |t| {
            t.read("rang", rang, Origine::Figure(Chemin::Debut(n)));
            cell("premiere_annee_modulee", tables.parametre(Parametre::PremiereAnneeModulee), t);
            Some(Fraction::ONE)
        });
    }
    let objectifs = &en_vigueur.objectifs;
    trace.rule(chemin, regle_de_la_part(objectifs, *mode), |t| {
        super::mode(tables, lectures, faits, serie, rang, true, t);
        if let Chemin::Part(_) = chemin {
            atteinte::part(tables, lectures, faits, objectifs, *mode, atteintes, n, t)
        } else {
            atteinte::part(tables, lectures, faits, objectifs, *mode, atteintes, n, &mut Supposing(t))
        }
    })
}
