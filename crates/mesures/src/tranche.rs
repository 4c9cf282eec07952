//! A slice of the rules: the amount by option, year and band, then the share of it, to the cent. The same rows go to
//! other tools; what each is, and why, is in `benches/README.md`.

use std::fs::File;
use std::path::Path;
use std::sync::{Arc, Mutex};

use arrow_array::{ArrayRef, Int8Array, Int32Array, RecordBatch};
use arrow_ipc::writer::FileWriter;
use convention::dossier::OptionEtp;
use convention::explication::Quiet;
use convention::money::{Centimes, Fraction};
use convention::montant::montant;
use convention::question::Lectures;
use convention::tables::{Convention, LigneMontant, SerieMontant, Tables};
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};
use serde_json::{Value, json};

use crate::Erreur;
use crate::chrono::{Passe, meilleurs};

const OPTIONS: usize = OptionEtp::ALL.len();
const BANDES: usize = LigneMontant::ALL.len();
/// Years whose amounts may differ: later ones have those of the last.
const RANGS: usize = 3;
const ANNEES: u32 = 5;
/// Of 4 rows, how many have a part of the aid; the others have the whole of it.
const PROPORTIONNELLES: u32 = 3;
/// Patients to gain, of which a part was gained.
const GAIN: std::ops::RangeInclusive<u32> = 100..=400;

/// Columns of the slice. Words are their ranks among those of the rules.
#[derive(Debug, Default)]
struct Tranche {
    option: Vec<i8>,
    annee: Vec<i8>,
    bande: Vec<i8>,
    num: Vec<i32>,
    den: Vec<i32>,
}

/// The amount of each cell in cents, where there is one: `[option][year, up to the third][band]`.
type Montants = [[[Option<i64>; BANDES]; RANGS]; OPTIONS];

fn montants(tables: &Tables) -> Montants {
    let lectures = Lectures::default();
    let quiet = &mut Quiet::default();
    let mut all = Montants::default();
    for (option, years) in OptionEtp::ALL.iter().zip(&mut all) {
        for (rang, bandes) in (1..).zip(years) {
            for (ligne, cell) in LigneMontant::ALL.iter().zip(bandes) {
                let what = (SerieMontant::Depuis, Some(*ligne), Some(*option));
                *cell = montant(tables, &lectures, what, rang, quiet).map(|montant| montant.0);
            }
        }
    }
    all
}

impl Tranche {
    /// Rows of contract years that have an amount, always the same.
    fn tirer(montants: &Montants, lignes: usize) -> Tranche {
        let mut source = Xoshiro256PlusPlus::seed_from_u64(5);
        let mut sous = |n: u32| ((u64::from(source.next_u32()) * u64::from(n)) >> 32) as u32;
        let mut tranche = Tranche::default();
        while tranche.den.len() < lignes {
            let (option, annee, bande) = (sous(OPTIONS as u32), 1 + sous(ANNEES), sous(BANDES as u32));
            if montants[option as usize][rang(annee as i8)][bande as usize].is_none() {
                continue;
            }
            let (num, den) = if sous(4) < PROPORTIONNELLES {
                let den = GAIN.start() + sous(GAIN.end() - GAIN.start() + 1);
                (1 + sous(den - 1), den)
            } else {
                (1, 1)
            };
            tranche.option.push(option as i8);
            tranche.annee.push(annee as i8);
            tranche.bande.push(bande as i8);
            tranche.num.push(num as i32);
            tranche.den.push(den as i32);
        }
        tranche
    }

    fn lot(&self) -> Result<RecordBatch, Erreur> {
        let short = |values: &[i8]| Arc::new(Int8Array::from(values.to_vec())) as ArrayRef;
        let long = |values: &[i32]| Arc::new(Int32Array::from(values.to_vec())) as ArrayRef;
        let columns = [
            ("option", short(&self.option)),
            ("annee", short(&self.annee)),
            ("bande", short(&self.bande)),
            ("num", long(&self.num)),
            ("den", long(&self.den)),
        ];
        Ok(RecordBatch::try_from_iter(columns)?)
    }

    /// Rows, one after the other.
    #[inline(always)]
    fn lignes(&self) -> impl Iterator<Item = (usize, i8, usize, i32, i32)> {
        let (options, years, bandes) = (self.option.iter(), self.annee.iter(), self.bande.iter());
        let shares = self.num.iter().zip(&self.den);
        options.zip(years).zip(bandes).zip(shares).map(|(((option, annee), bande), (num, den))| {
            (usize::from(option.unsigned_abs()), *annee, usize::from(bande.unsigned_abs()), *num, *den)
        })
    }
}

/// Where the amounts of a year are.
#[inline(always)]
fn rang(annee: i8) -> usize {
    usize::from(annee.unsigned_abs()).clamp(1, RANGS) - 1
}

/// As the rules say it.
#[inline(never)]
fn par_les_regles(tables: &Tables, tranche: &Tranche, out: &mut Vec<i64>) {
    out.clear();
    let lectures = Lectures::default();
    let quiet = &mut Quiet::default();
    out.extend(tranche.lignes().map(|(option, annee, bande, num, den)| {
        let what = (SerieMontant::Depuis, LigneMontant::ALL.get(bande).copied(), OptionEtp::ALL.get(option).copied());
        let montant = montant(tables, &lectures, what, annee.unsigned_abs(), quiet);
        let part = Fraction { num: num.into(), den: den.into() };
        montant.map_or(0, |montant: Centimes| part.of(montant).0)
    }));
}

/// As one would write it by hand: a table, and whole numbers.
#[inline(never)]
fn a_la_main(table: &[i64; OPTIONS * RANGS * BANDES], tranche: &Tranche, out: &mut Vec<i64>) {
    out.clear();
    out.extend(tranche.lignes().map(|(option, annee, bande, num, den)| {
        let montant = table[(option * RANGS + rang(annee)) * BANDES + bande];
        let (num, den) = (i64::from(num), i64::from(den));
        (2 * montant * num + den) / (2 * den)
    }));
}

pub(crate) fn mesurer(lignes: usize, fois: usize, dossier: &Path) -> Result<Value, Erreur> {
    let convention = Convention::embarquee().map_err(|faults| format!("{faults:?}"))?;
    let tables = &convention.tables;
    let montants = montants(tables);
    let tranche = Tranche::tirer(&montants, lignes);
    let lot = tranche.lot()?;
    let mut writer = FileWriter::try_new(File::create(dossier.join("tranche.arrow"))?, &lot.schema())?;
    writer.write(&lot)?;
    writer.finish()?;
    std::fs::write(dossier.join("montants.json"), serde_json::to_vec(&montants)?)?;

    let mut table = [0; OPTIONS * RANGS * BANDES];
    for (cell, montant) in table.iter_mut().zip(montants.iter().flatten().flatten()) {
        *cell = montant.unwrap_or(0);
    }
    let outs = [(); 2].map(|()| Mutex::new(Vec::with_capacity(lignes)));
    let dans = |rank: usize, work: &dyn Fn(&mut Vec<i64>)| {
        if let Ok(mut out) = outs[rank].lock() {
            work(&mut out);
        }
    };
    let regles: Passe<'_> = Box::new(|_, _| dans(0, &|out| par_les_regles(tables, &tranche, out)));
    let main: Passe<'_> = Box::new(|_, _| dans(1, &|out| a_la_main(&table, &tranche, out)));
    let best = meilleurs(&[(1, &regles), (1, &main)], fois)?;
    drop((regles, main));
    let mut mesures = Vec::new();
    for ((nom, best), out) in ["epaule", "boucle"].into_iter().zip(best).zip(outs) {
        let out = out.into_inner().map_err(|_| "a measure stopped")?;
        mesures.push(json!({ "nom": nom, "duree": best.json(), "fausses": fausses(&montants, &tranche, &out) }));
    }
    Ok(json!({ "lignes": lignes, "mesures": mesures }))
}

/// Rows that are not the nearest cent, half a cent rounded up: held to what it means, not worked out again.
fn fausses(montants: &Montants, tranche: &Tranche, out: &[i64]) -> usize {
    let juste = |((option, annee, bande, num, den), found): ((usize, i8, usize, i32, i32), &i64)| {
        let Some(montant) = montants[option][rang(annee)][bande] else { return false };
        // num × montant / den is at least found − ½, and less than found + ½.
        let exact = 2 * i128::from(num) * i128::from(montant);
        let den = i128::from(den);
        ((2 * i128::from(*found) - 1) * den..(2 * i128::from(*found) + 1) * den).contains(&exact)
    };
    tranche.lignes().zip(out).filter(|row| !juste(*row)).count() + tranche.den.len().abs_diff(out.len())
}
