//! A contract year whose option, objectives or activity change on the way (VIE-2, VIE-7, MON-5).
//!
//! The year is cut in periods; each has an amount, a share and days. With one amount and one share for
//! the whole year, the aid is this share of the year's amount, as in any year; else the exact sum over
//! the periods, rounded once (PAI-6).

use super::objectifs::{EnVigueur, en_vigueur};
use super::{Annee, Cadre, Donnees, Periode, mode, rang, regle_de_la_part, regle_du_montant, second_objectif};
use crate::atteinte::{self, Atteinte, Mode};
use crate::explication::{
    Avenant, Chemin, Consulting, Donnee, Ecoute, Origine, Quiet, RepereObjectif, Supposing, Trace, cell, lecture,
};
use crate::faits::Faits;
use crate::indicateur::{Indicateur, Paire};
use crate::jour::Jour;
use crate::money::{Centimes, Fraction, Somme};
use crate::montant;
use crate::question::lecture as q;
use crate::regime::Regime;
use crate::tables::{Nature, Parametre, SerieMontant};
use crate::vie::calendrier::{Bornage, jours};

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
    let fin = vie.fin.map_or(cloture, |fin| fin.date.min(cloture).max(debut));
    let serie = montant::serie(tables, lectures, faits, debut, trace);
    // What the year would be without its early end: that is what its acompte and its solde are shares of.
    // A year that the end precedes has none.
    let mut periodes = vie.periodes(lectures, faits, (debut, cloture), trace);
    periodes.retain(|_| fin > debut);
    // Those that begin before the end stand in the étude.
    let shown = periodes.iter().filter(|p| p.debut < fin).count();
    if T::ECOUTE {
        vie.lire_bornes(n, &periodes[..shown], fin.plus_days(-1), trace);
    }
    let premiere_modulee = tables.parametre(Parametre::PremiereAnneeModulee).value;
    let base = rang(tables, lectures, vie, n, trace);
    let floor = premiere_modulee as u8;
    let rank_of = |p: &Periode| if vie.prorogation_au(p.regle_au).is_some() { base.max(floor) } else { base };
    let any_modulated = periodes.iter().any(|p| i64::from(rank_of(p)) >= premiere_modulee);

    let mut chiffrees: Vec<PeriodeChiffree> = Vec::with_capacity(periodes.len());
    for (k, periode) in (0u16..).zip(&periodes) {
        let rang = rank_of(periode);
        let montant_annuel = if usize::from(k) < shown {
            montant_de_la_periode(donnees, faits, cadre, (n, k), (periode, rang, serie, debut), trace)
        } else {
            let mut quiet = Consulting(&mut *trace);
            montant_de_la_periode(donnees, faits, cadre, (n, k), (periode, rang, serie, debut), &mut quiet)
        };
        chiffrees.push(PeriodeChiffree { periode: *periode, rang, montant_annuel, part: None, objectifs: None });
    }
    let share_of_days = |p: &Periode| Fraction::new(jours(p.debut, p.fin.plus_days(1)), year_days);
    let waits = vie.reprise_attendue(lectures, cloture, faits);
    let mut maximum = Somme::default();
    let regle = if vie.suspensions.is_empty() { "VIE-2" } else { "VIE-7" };
    let montant = trace.rule(Chemin::Montant(n), regle, |t| {
        lire_periodes(donnees, faits, n, &chiffrees, Parts::Tues, t);
        let mut known = !waits;
        for c in chiffrees.iter().filter(|c| c.periode.active) {
            match c.montant_annuel {
                Some(amount) => maximum.add(amount, share_of_days(&c.periode)),
                None => known = false,
            }
        }
        maximum.arrondie().filter(|_| known)
    });

    let measured =
        atteinte::constats_de_l_annee(lectures, faits, constats, (n, any_modulated), (debut, cloture), trace);
    // A decision of the caisse stands at the year itself; what it replaced, beside it (ATT-11).
    let whole = if vie.decision(n).is_some() { Chemin::PartCalculee(n) } else { Chemin::Part(n) };
    // Suspended days do not change what is asked: only changes do.
    let one_rule = chiffrees.windows(2).all(|pair| pair[0].periode.regle_au == pair[1].periode.regle_au);
    let mut shown_mesure = None;
    for (k, c) in (0u16..).zip(chiffrees.iter_mut()) {
        let place = (c.periode, c.rang, serie);
        let last = usize::from(k) + 1 == shown;
        // Only the last set of objectives stands at the year itself: the others explain their period.
        let mesure = if usize::from(k) < shown {
            mesurer(donnees, faits, cadre, (n, k), place, (second, last), &measured, trace)
        } else {
            mesurer(donnees, faits, cadre, (n, k), place, (second, false), &measured, &mut Consulting(&mut *trace))
        };
        if !one_rule {
            let path = Chemin::PartPeriode(n, k);
            c.part = if usize::from(k) < shown {
                part_de_la_periode(donnees, faits, &mesure, place, (path, last), n, trace)
            } else {
                let mut quiet = Consulting(&mut *trace);
                part_de_la_periode(donnees, faits, &mesure, place, (path, last), n, &mut quiet)
            };
        }
        c.objectifs = mesure.en_vigueur.propres.then_some(mesure.en_vigueur.objectifs);
        if last {
            shown_mesure = Some(mesure);
        }
    }
    if one_rule && let (Some(mesure), Some(first)) = (&shown_mesure, chiffrees.first()) {
        let place = (first.periode, first.rang, serie);
        let part = part_de_la_periode(donnees, faits, mesure, place, (whole, true), n, trace);
        for (k, c) in (0u16..).zip(chiffrees.iter_mut()) {
            c.part = part;
            if (shown > 1 || fin < cloture) && usize::from(k) < shown {
                trace.rule(Chemin::PartPeriode(n, k), "PAI-6", |t| {
                    t.read("part", part, Origine::Figure(whole));
                    part
                });
            }
        }
    }
    let active: Vec<&PeriodeChiffree> = chiffrees.iter().filter(|c| c.periode.active).collect();
    let one_share = active.windows(2).all(|pair| pair[0].part == pair[1].part);
    // With one amount too, suspended or not, the aid is this share of the year's amount.
    let uniform = uniforme(&chiffrees);
    let due = due(&chiffrees, year_days);
    // A year wholly suspended has the share that its results give, of nothing.
    let one = active.first().copied().or(chiffrees.last()).and_then(|c| c.part);
    let due = due.filter(|_| montant.is_some());
    let share = if one_share { one } else { due.and_then(|due| due.sur(maximum)) };
    let part = if let Some(early) = vie.fin.filter(|_| chiffrees.is_empty()) {
        trace.rule(whole, early.nature.regle(), |t| {
            let date = Origine::Dossier(Donnee::Evenement(early.evenement, "date"));
            t.read("premier_jour_sans_contrat", early.date, date);
            Some(Fraction::new(0, 1))
        })
    } else if one_rule {
        share
    } else {
        trace.rule(whole, "VIE-2", |t| {
            lire_periodes(donnees, faits, n, &chiffrees, Parts::Siennes, t);
            share
        })
    };
    let modulated_aid =
        if uniform { part.zip(montant).map(|(part, montant)| part.of(montant)) } else { due.and_then(Somme::arrondie) };
    let option = vie.option_au(faits.option, debut);
    let sans_periode = Periode { debut, fin: debut, option, active: true, regle_au: debut };
    let periode =
        Periode { debut, fin: fin.plus_days(-1), active: !active.is_empty(), ..first_of(&chiffrees, sans_periode) };
    trace.rule(Chemin::Fin(n), "PAI-7", |t| {
        t.read("signature", faits.signature, Origine::Dossier(Donnee::Champ("contrat.signature")));
        vie.bornage_de(lectures, faits, n, t);
        if let Some(early) = vie.fin.filter(|e| e.date < cloture) {
            t.read(
                "premier_jour_sans_contrat",
                early.date,
                Origine::Dossier(Donnee::Evenement(early.evenement, "date")),
            );
        }
        periode.fin
    });
    let annee = Annee {
        annee: n,
        rang: chiffrees.first().map_or(base, |c| c.rang),
        periode,
        cloture,
        serie,
        montant,
        objectifs: shown_mesure.as_ref().map(|m| m.en_vigueur.objectifs).unwrap_or_default(),
        propres: shown_mesure.as_ref().is_some_and(|m| m.en_vigueur.propres),
        simple: uniform && vie.fin.is_none_or(|fin| fin.date >= cloture) && vie.decision(n).is_none(),
        mode: shown_mesure.as_ref().filter(|m| m.modulee).map(|m| m.mode),
        atteintes: shown_mesure.as_ref().map(|m| m.atteintes).unwrap_or_default(),
        part,
        aide: modulated_aid,
        calcul: None,
        versements: Default::default(),
    };
    (annee, chiffrees)
}

/// Whether the periods that are paid have one amount and one share.
pub(super) fn uniforme(chiffrees: &[PeriodeChiffree]) -> bool {
    let mut active = chiffrees.iter().filter(|c| c.periode.active).map(|c| (c.montant_annuel, c.part));
    active.next().is_none_or(|first| active.all(|other| other == first))
}

/// The exact aid of the active days of some periods. `None`: an amount or a share is not known.
pub(super) fn due(chiffrees: &[PeriodeChiffree], year_days: i64) -> Option<Somme> {
    let mut due = Somme::default();
    for c in chiffrees.iter().filter(|c| c.periode.active) {
        let (amount, part) = c.montant_annuel.zip(c.part)?;
        let days = jours(c.periode.debut, c.periode.fin.plus_days(1));
        due.add(amount, Fraction::new(part.num * days, part.den * year_days));
    }
    Some(due)
}

/// Which shares a sum over periods is explained with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Parts {
    /// None: it is a sum of amounts.
    Tues,
    /// That of each period.
    Siennes,
    /// The one that the caisse decided for the year (ATT-11).
    Decidee,
}

/// Notes what a sum over the periods of a year is made of: their amounts, their days, and where asked
/// their shares. Those past an early end are what the whole year would have had.
pub(crate) fn lire_periodes<T: Trace>(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    n: u8,
    chiffrees: &[PeriodeChiffree],
    parts: Parts,
    t: &mut T,
) {
    if !T::ECOUTE {
        return;
    }
    let vie = donnees.vie;
    let figure = |shown: bool, chemin| if shown { Origine::Figure(chemin) } else { Origine::Suppose(chemin) };
    for (k, c) in (0u16..).zip(chiffrees) {
        let Periode { debut, fin, active, .. } = c.periode;
        let begins = vie.fin.is_none_or(|end| debut < end.date);
        let ends = vie.fin.is_none_or(|end| fin < end.date);
        if !active {
            t.read("suspendue", debut, figure(begins, Chemin::PeriodeDebut(n, k)));
            continue;
        }
        t.read("montant_annuel", c.montant_annuel, figure(begins, Chemin::MontantPeriode(n, k)));
        match parts {
            Parts::Tues => {}
            Parts::Siennes => t.read("part", c.part, figure(begins, Chemin::PartPeriode(n, k))),
            Parts::Decidee => t.read("part", c.part, Origine::Figure(Chemin::Part(n))),
        }
        t.read("du", debut, figure(begins, Chemin::PeriodeDebut(n, k)));
        t.read("au", fin, figure(ends, Chemin::PeriodeFin(n, k)));
        t.read("jours", jours(debut, fin.plus_days(1)), Origine::Suppose(Chemin::PeriodeFin(n, k)));
    }
    if parts != Parts::Tues && !chiffrees.iter().any(|c| c.periode.active) {
        let last = chiffrees.len().saturating_sub(1);
        let part = chiffrees.last().and_then(|c| c.part);
        t.read("part", part, Origine::Figure(Chemin::PartPeriode(n, last as u16)));
    }
    let days = vie.bornage_de(donnees.lectures, faits, n, &mut Quiet::default());
    t.read("signature", faits.signature, Origine::Dossier(Donnee::Champ("contrat.signature")));
    t.read("jours_de_l_annee", days.jours, Origine::Suppose(Chemin::Fin(n)));
    if vie.reprise_attendue(donnees.lectures, days.cloture, faits)
        && let Some(open) = vie.suspension_ouverte()
    {
        // Its end is not known: nor are the days.
        t.read("reprise", None::<Jour>, Origine::Suppose(Chemin::Effet(open.evenement)));
    }
}

/// The amount of a whole year under the option of a period.
fn montant_de_la_periode<T: Trace>(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    cadre: &Cadre,
    (n, k): (u8, u16),
    (periode, rang, serie, debut): (&Periode, u8, SerieMontant, Jour),
    trace: &mut T,
) -> Option<Centimes> {
    let Donnees { tables, lectures, vie, .. } = *donnees;
    let prorogation = vie.prorogation_au(periode.regle_au);
    let own = Faits { option: periode.option, ..*faits };
    let regle = if prorogation.is_some() { "MON-5" } else { regle_du_montant(&own, serie) };
    trace.rule(Chemin::MontantPeriode(n, k), regle, |t| {
        montant::serie(tables, lectures, faits, debut, t);
        if let Some(prorogation) = prorogation {
            t.read("prorogation", prorogation.date, prorogation.origine());
        }
        let option = Ecoute { option: vie.evenement_de_l_option(periode.regle_au), ..Ecoute::default() };
        let mut listener = Avenant::new(option, (n, k), lectures, t);
        montant::montant(tables, lectures, (serie, cadre.ligne, periode.option), rang, &mut listener)
    })
}

fn first_of(chiffrees: &[PeriodeChiffree], none: Periode) -> Periode {
    chiffrees.first().map_or(none, |c| c.periode)
}

/// PAI-7, Q-SUSP: the first day of a year and the anniversary that closes it.
fn debut_et_cloture<T: Trace>(donnees: &Donnees<'_>, faits: &Faits<'_>, n: u8, trace: &mut T) -> Bornage {
    let mut found = Bornage { debut: faits.signature, cloture: faits.signature, jours: 0 };
    trace.rule(Chemin::Debut(n), "PAI-7", |t| {
        t.read("signature", faits.signature, Origine::Dossier(Donnee::Champ("contrat.signature")));
        found = donnees.vie.bornage_de(donnees.lectures, faits, n, t);
        found.debut
    });
    found
}

/// The objectives of a period and what was reached of them. `shown`: it stands at the year itself.
#[allow(clippy::too_many_arguments)] // a rule's inputs, each with its name
fn mesurer<T: Trace>(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    cadre: &Cadre,
    (n, k): (u8, u16),
    (periode, rang, serie): (Periode, u8, SerieMontant),
    (second, shown): (bool, bool),
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
                if en_vigueur.propres {
                    second_inconnu((n, k), i, trace);
                }
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
            let place = (n, i);
            let reached = if !shown {
                let mut quiet = Consulting(&mut *trace);
                atteinte::atteindre(lectures, objectif, mode, measured[i], place, &mut quiet)
            } else if en_vigueur.propres {
                let mut listener = en_vigueur.ecouter((n, k), lectures, trace);
                atteinte::atteindre(lectures, objectif, mode, measured[i], place, &mut listener)
            } else {
                atteinte::atteindre(lectures, objectif, mode, measured[i], place, trace)
            };
            atteintes[i] = Some(reached);
        }
    }
    Mesure { en_vigueur, mode, modulee, atteintes }
}

/// ATT-9: nobody wrote the second objective of a primo-installé yet.
fn second_inconnu<T: Trace>((n, k): (u8, u16), i: Indicateur, trace: &mut T) {
    use RepereObjectif as R;
    if !T::ECOUTE {
        return;
    }
    for repere in [R::Nature, R::Depart, R::Cible, R::Plancher, R::SeuilAtteint] {
        trace.rule(Chemin::ObjectifPeriode(n, k, i, repere), "ATT-9", |t| {
            t.read("second_objectif", None::<u32>, Origine::Dossier(Donnee::ParIndicateur("evenements", i)));
            None::<u32>
        });
    }
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

/// The share of a period. `shown`: its outcomes stand at the year itself.
fn part_de_la_periode<T: Trace>(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    mesure: &Mesure,
    (periode, rang, serie): (Periode, u8, SerieMontant),
    (chemin, shown): (Chemin, bool),
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
        if let Some(prorogation) = donnees.vie.prorogation_au(periode.regle_au) {
            t.read("prorogation", prorogation.date, prorogation.origine());
        }
        mode_de_la_periode(donnees, faits, periode, (serie, rang, true), t);
        if shown {
            atteinte::part(tables, lectures, faits, objectifs, *mode, atteintes, n, t)
        } else {
            atteinte::part(tables, lectures, faits, objectifs, *mode, atteintes, n, &mut Supposing(t))
        }
    })
}
