//! The whole rule set over many contracts: facts, eligibility, what is settled at signature, five years. Read the
//! items per second: an item is a contract-year. Figures are for one machine: compare lines of one run.

#![allow(missing_docs, clippy::unwrap_used)]

use convention::contrat::{self, Annee, Donnees};
use convention::document::Format;
use convention::dossier::{Constat, Coordination, Dossier, ObjectifSaisi, OptionEtp, Secteur, Zone, parse};
use convention::eligibilite;
use convention::explication::{Codes, Quiet, Trace};
use convention::faits::Faits;
use convention::indicateur::Paire;
use convention::jour::Jour;
use convention::money::Fraction;
use convention::regime::Regime;
use convention::tables::{Convention, Specialite, Tables};
use convention::vie::Vie;
use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

const CONTRATS: usize = 1024;
const ANNEES: u8 = 5;

/// Numbers that look drawn, the same at each run.
struct Tirage(u64);

impl Tirage {
    fn sous(&mut self, n: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(n)) as u32
    }

    /// Once in `n`.
    fn une_fois_sur(&mut self, n: u32) -> bool {
        self.sous(n) == 0
    }

    fn jour(&mut self, first: (i32, u8, u8), days: u32) -> Jour {
        Jour::new(first.0, first.1, first.2).unwrap().plus_days(self.sous(days) as i32)
    }
}

/// Contracts of every regime, most of généralistes, around the published thresholds.
fn dossiers(convention: &Convention) -> Vec<Dossier> {
    let au = Jour::new(2026, 11, 23).unwrap();
    let base = parse(convention, "", b"[medecin]\nspecialite = \"01\"\n", Some(Format::Toml), au).unwrap();
    let mut t = Tirage(2026);
    (0..CONTRATS).map(|_| dossier(convention, &base, &mut t)).collect()
}

fn dossier(convention: &Convention, base: &Dossier, t: &mut Tirage) -> Dossier {
    let tables = &convention.tables;
    let mut d = base.clone();
    let specialites = &tables.specialites;
    if t.une_fois_sur(3) {
        d.medecin.specialite = specialites[t.sous(specialites.len() as u32) as usize].id.clone();
    }
    let (regime, signature) = match t.sous(10) {
        0 | 1 => (Regime::Avenant7, t.jour((2021, 1, 1), 800)),
        2 | 3 => (Regime::ReglementArbitral2023, t.jour((2023, 5, 1), 400)),
        _ => (Regime::Convention2024, t.jour((2024, 7, 1), 800)),
    };
    d.regime = regime;
    d.contrat.signature = Some(signature);
    let options = &tables.regime(regime).options;
    d.contrat.option =
        Some(if t.une_fois_sur(30) { OptionEtp::UnEtDemi } else { options[t.sous(options.len() as u32) as usize] });
    d.contrat.justificatifs = t.une_fois_sur(2).then(|| signature.plus_days(t.sous(60) as i32));
    let medecin = &mut d.medecin;
    medecin.secteur =
        [Secteur::Un, Secteur::Un, Secteur::Un, Secteur::DeuxOptam, Secteur::Deux].get(t.sous(6) as usize).copied();
    medecin.naissance = (!t.une_fois_sur(20)).then(|| t.jour((1950, 1, 1), 15_000));
    medecin.installation = t.une_fois_sur(8).then(|| signature.plus_days(-(t.sous(500) as i32)));
    medecin.zone = [Zone::Zip, Zone::Zac, Zone::Autre].get(t.sous(4) as usize).copied();
    medecin.exercice_regroupe = Some(!t.une_fois_sur(5));
    medecin.exercice_coordonne =
        [Coordination::Oui, Coordination::Engagement, Coordination::Non].get(t.sous(3) as usize).copied();
    medecin.rqth = t.une_fois_sur(50);
    medecin.activite_mixte = t.une_fois_sur(25);
    medecin.temps_liberal = medecin.activite_mixte.then(|| Fraction::new(1 + i64::from(t.sous(9)), 10));
    let specialite = tables.specialite(&d.medecin.specialite).unwrap();
    let seuils =
        Paire::from_fn(|i| specialite.seuils(regime == Regime::Avenant7, i).p50.map_or(1000, |cell| cell.value));
    let depart = Paire::from_fn(|i| seuils[i] * (60 + t.sous(160)) / 100);
    d.patientele.effectif = Paire::from_fn(|i| (!t.une_fois_sur(40)).then_some(depart[i]));
    let written = !t.une_fois_sur(4);
    d.contrat.objectif = Paire::from_fn(|i| {
        written.then(|| match t.sous(6) {
            0 => ObjectifSaisi::Maintien,
            1 | 2 => ObjectifSaisi::Gain(1 + depart[i] / 8),
            _ => ObjectifSaisi::Cible(depart[i] + 1 + t.sous(300)),
        })
    });
    if !specialite.deux_indicateurs {
        d.contrat.objectif.pmt = None;
        d.patientele.effectif.pmt = None;
    }
    for year in 0..t.sous(4) as i32 {
        let effectif = Paire::from_fn(|i| (!t.une_fois_sur(10)).then(|| depart[i] * (85 + t.sous(45)) / 100));
        d.constats.push(Constat { date: signature.plus_days(365 * (year + 2) + 300), effectif, connu_le: None });
    }
    d
}

/// How far a contract is worked out: a phase and those before it.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
enum Jusque {
    Faits,
    Eligibilite,
    Cadre,
    Annees,
}

/// One contract: its years in `years`, and a number that depends on its figures.
#[inline(never)]
fn contrat_entier<T: Trace>(
    tables: &Tables,
    (dossier, specialite): (&Dossier, &Specialite),
    (vie, jusque): (&Vie, Jusque),
    years: &mut Vec<Annee>,
    trace: &mut T,
) -> u32 {
    let lectures = &dossier.lectures;
    let signature = dossier.contrat.signature.unwrap_or(Jour(0));
    let faits = Faits::of(tables, lectures, dossier, specialite, dossier.regime, signature, trace);
    divan::black_box(&faits);
    if jusque == Jusque::Faits {
        return 0;
    }
    let mut failed = 0;
    let mut chaque = |_: convention::explication::Regle, etat| failed += u32::from(etat == eligibilite::Etat::Echoue);
    let verdict = eligibilite::juger(tables, lectures, dossier, &faits, true, trace, &mut chaque);
    if jusque == Jusque::Eligibilite {
        return failed + verdict as u32;
    }
    let cadre = contrat::cadre(tables, lectures, &faits, trace);
    divan::black_box(&cadre);
    if jusque == Jusque::Cadre {
        return failed + verdict as u32;
    }
    let donnees = Donnees {
        tables,
        lectures,
        constats: &dossier.constats,
        annees: ANNEES,
        vie,
        journal: None,
        attendues: &[],
        versions: None,
    };
    contrat::annees_dans(&donnees, &faits, &cadre, years, trace, |_| ());
    failed + verdict as u32
}

fn tous<T: Trace + Default>(bencher: Bencher<'_, '_>, jusque: Jusque, codes: fn(&T) -> u64) {
    let convention = Convention::embarquee().unwrap();
    let tables = &convention.tables;
    let dossiers = dossiers(&convention);
    let all: Vec<(&Dossier, &Specialite)> =
        dossiers.iter().map(|d| (d, tables.specialite(&d.medecin.specialite).unwrap())).collect();
    let vie = Vie::default();
    let mut years = Vec::new();
    bencher.counter(ItemsCount::new(CONTRATS * usize::from(ANNEES))).bench_local(|| {
        let mut sum = 0;
        for one in divan::black_box(&all) {
            let mut trace = T::default();
            sum += u64::from(contrat_entier(tables, *one, (&vie, jusque), &mut years, &mut trace));
            divan::black_box(&years);
            sum += codes(&trace);
        }
        sum
    });
}

/// What the figures are.
#[divan::bench]
fn sans_codes(bencher: Bencher<'_, '_>) {
    tous::<Quiet>(bencher, Jusque::Annees, |quiet| quiet.consulted);
}

/// And by which rules.
#[divan::bench]
fn avec_codes(bencher: Bencher<'_, '_>) {
    tous::<Codes>(bencher, Jusque::Annees, |codes| codes.consulted + u64::from(codes.regles.is_empty()));
}

/// Where the time goes: each line is a phase more.
#[divan::bench(args = [Jusque::Faits, Jusque::Eligibilite, Jusque::Cadre, Jusque::Annees])]
fn par_phase(bencher: Bencher<'_, '_>, jusque: Jusque) {
    tous::<Quiet>(bencher, jusque, |quiet| quiet.consulted);
}
