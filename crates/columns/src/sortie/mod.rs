//! The output: one row per contract and year asked, one per contract in error.

mod cellules;
mod mots;
mod nombres;
mod oui;
mod schema;
mod textes;

pub(crate) use cellules::{bornes, jours, motifs, objectifs, versements};
pub use schema::{COLONNE_DES_QUESTIONS, COLONNES, COLONNES_DES_BORNES, ColonneDeSortie, Genre, Options};

use std::array::from_fn;
use std::ops::RangeInclusive;

use arrow_array::types::{Date32Type, Int32Type, Int64Type};
use arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions};
use arrow_schema::ArrowError;
use convention::atteinte::Atteinte;
use convention::bande::Bande;
use convention::contrat::Annee;
use convention::dossier::OptionEtp;
use convention::eligibilite::{Etat, Verdict};
use convention::etude::Resultats;
use convention::explication::Regles;
use convention::indicateur::{Indicateur, Paire};
use convention::money::Fraction;
use convention::objectif::{Objectif, OrigineObjectif};
use convention::question::Consulted;
use convention::regime::Regime;
use convention::tables::{Issue, Nature, NatureVersement, Tables};

use cellules::{ecrire, ecrire_les_questions, payes};
use mots::{Listes, Mots};
use nombres::Nombres;
use oui::Oui;
use textes::{Rares, Textes};

/// Years that are written at once: as many as a contract most often has.
const BLOC: usize = 5;

/// A column while it is written.
trait Colonne {
    /// What was written so far.
    fn finir(&mut self) -> ArrayRef;

    /// Takes back the memory of what was written before, where nothing reads it any more: memory asked anew for each
    /// batch is given by the system a page at a time, which takes longer than to write it.
    fn reprendre(&mut self, column: ArrayRef);
}

/// One contract, answered.
pub(crate) struct Contrat<'a> {
    /// Its row in the input, from 1.
    pub(crate) ligne: u64,
    /// The caller's own key.
    pub(crate) reference: Option<&'a str>,
    /// Index of its specialty in the rules.
    pub(crate) specialite: Option<usize>,
    /// Working time of the dossier.
    pub(crate) option: Option<OptionEtp>,
    /// Its figures.
    pub(crate) resultats: &'a Resultats,
    /// By rank of the year from 1, the rules that gave its figures; of a year past its end, those of the contract.
    pub(crate) regles: &'a [Regles],
    /// By rank of the year from 1, the questions that change its row.
    pub(crate) questions: &'a [Consulted],
}

/// The columns of one indicator.
#[derive(Debug)]
struct Colonnes {
    nature: Mots,
    depart: Nombres<Int32Type>,
    cible: Nombres<Int32Type>,
    plancher: Nombres<Int32Type>,
    seuil_atteint: Nombres<Int32Type>,
    origine: Mots,
    constat: Nombres<Int32Type>,
    issue: Mots,
    taux: Terme,
}

/// A fraction as two columns.
#[derive(Debug, Default)]
struct Terme {
    num: Nombres<Int64Type>,
    den: Nombres<Int64Type>,
}

impl Terme {
    #[inline(always)]
    fn bloc(&mut self, rows: usize, fraction: impl Fn(usize) -> Option<Fraction>) {
        self.num.bloc(rows, |row| Some(fraction(row)?.num));
        self.den.bloc(rows, |row| Some(fraction(row)?.den));
    }
}

/// Rows of the output while they are written.
#[derive(Debug)]
pub(crate) struct Tampon {
    options: Options,
    /// Which row of the input batch each row comes from, for the columns that are kept.
    sources: Vec<u32>,
    ligne: Nombres<Int64Type>,
    reference: Textes,
    annee: Nombres<Int32Type>,
    specialite: Mots,
    regime: Mots,
    option: Mots,
    verdict: Mots,
    deja_signe: Oui,
    motifs_echoues: Listes<Regles>,
    motifs_inconnus: Listes<Regles>,
    bande: Mots,
    debut: Nombres<Date32Type>,
    fin: Nombres<Date32Type>,
    indicateurs: Paire<Colonnes>,
    part: Terme,
    montant: Nombres<Int64Type>,
    aide: Nombres<Int64Type>,
    bornes: [Nombres<Int64Type>; 2],
    versements: [Nombres<Int64Type>; NatureVersement::ALL.len()],
    regles: Listes<Regles>,
    questions: Listes<Consulted>,
    erreur: Rares,
}

fn patients(patients: Option<u32>) -> Option<i32> {
    patients.and_then(|n| i32::try_from(n).ok())
}

impl Colonnes {
    fn new() -> Colonnes {
        Colonnes {
            nature: Mots::new(Nature::IDS.iter().copied()),
            depart: Nombres::default(),
            cible: Nombres::default(),
            plancher: Nombres::default(),
            seuil_atteint: Nombres::default(),
            origine: Mots::new(OrigineObjectif::IDS.iter().copied()),
            constat: Nombres::default(),
            issue: Mots::new(Issue::IDS.iter().copied()),
            taux: Terme::default(),
        }
    }

    /// What is asked, the same in so many rows.
    fn objectif(&mut self, objectif: Option<&Objectif>, rows: usize) {
        self.nature.repeter(objectif.and_then(|o| o.nature).map(|nature| nature as usize), rows);
        let [depart, cible, plancher, seuil_atteint] =
            objectif.map_or([None; 4], |o| [o.depart, o.cible, o.plancher, o.seuil_atteint].map(patients));
        self.depart.repeter(depart, rows);
        self.cible.repeter(cible, rows);
        self.plancher.repeter(plancher, rows);
        self.seuil_atteint.repeter(seuil_atteint, rows);
        self.origine.repeter(objectif.map(|o| o.origine as usize), rows);
    }

    /// What was reached, year by year.
    #[inline(always)]
    fn atteintes<'a>(&mut self, rows: usize, atteinte: impl Fn(usize) -> Option<&'a Atteinte>) {
        self.constat.bloc(rows, |row| patients(atteinte(row)?.constat));
        self.issue.bloc(rows, |row| Some(atteinte(row)?.issue? as usize));
        self.taux.bloc(rows, |row| atteinte(row)?.taux);
    }

    fn toutes(&mut self) -> [&mut dyn Colonne; 10] {
        [
            &mut self.nature,
            &mut self.depart,
            &mut self.cible,
            &mut self.plancher,
            &mut self.seuil_atteint,
            &mut self.origine,
            &mut self.constat,
            &mut self.issue,
            &mut self.taux.num,
            &mut self.taux.den,
        ]
    }
}

impl Tampon {
    pub(crate) fn new(tables: &Tables, options: Options) -> Tampon {
        Tampon {
            options,
            sources: Vec::new(),
            ligne: Nombres::default(),
            reference: Textes::default(),
            annee: Nombres::default(),
            specialite: Mots::new(tables.specialites.iter().map(|s| s.id.as_str())),
            regime: Mots::new(Regime::IDS.iter().copied()),
            option: Mots::new(OptionEtp::IDS.iter().copied()),
            verdict: Mots::new(Verdict::IDS.iter().copied()),
            deja_signe: Oui::default(),
            motifs_echoues: Listes::default(),
            motifs_inconnus: Listes::default(),
            bande: Mots::new(Bande::IDS.iter().copied()),
            debut: Nombres::default(),
            fin: Nombres::default(),
            indicateurs: Paire { pmt: Colonnes::new(), pfa: Colonnes::new() },
            part: Terme::default(),
            montant: Nombres::default(),
            aide: Nombres::default(),
            bornes: Default::default(),
            versements: Default::default(),
            regles: Listes::default(),
            questions: Listes::default(),
            erreur: Rares::default(),
        }
    }

    /// The rows of a contract, one for each year asked.
    pub(crate) fn contrat(&mut self, source: u32, contrat: &Contrat<'_>, annees: RangeInclusive<u8>) {
        let resultats = contrat.resultats;
        let unchanged = resultats.annees.iter().all(|year| year.objectifs == resultats.objectifs);
        let (echoues, inconnus) = (motifs(resultats, Etat::Echoue), motifs(resultats, Etat::Inconnu));
        let last = usize::from(*annees.end());
        for rank in (usize::from(*annees.start()) - 1..last).step_by(BLOC) {
            let rows = BLOC.min(last - rank);
            self.cle(source, contrat.ligne, contrat.reference, rows);
            self.specialite.repeter(contrat.specialite, rows);
            self.regime.repeter(Some(resultats.regime as usize), rows);
            self.verdict.repeter(Some(resultats.verdict as usize), rows);
            self.deja_signe.repeter(Some(resultats.deja_signe), rows);
            self.motifs_echoues.repeter(echoues, rows, ecrire);
            self.motifs_inconnus.repeter(inconnus, rows, ecrire);
            self.bande.repeter(resultats.bandes.single().map(|bande| bande as usize), rows);
            let years = from_fn(|row| resultats.annees.get(rank + row));
            for i in Indicateur::ALL {
                let column = &mut self.indicateurs[i];
                if unchanged {
                    column.objectif(resultats.objectifs[i].as_ref(), rows);
                } else {
                    years[..rows].iter().for_each(|year| column.objectif(objectifs(resultats, *year)[i].as_ref(), 1));
                }
            }
            self.annees(contrat, rank, &years, rows);
        }
    }

    /// What rows have of their years alone, the first of which has this rank from 0.
    fn annees(&mut self, contrat: &Contrat<'_>, rank: usize, years: &[Option<&Annee>; BLOC], rows: usize) {
        self.annee.bloc(rows, |row| Some((rank + row + 1) as i32));
        let option = |row: usize| years[row].map_or(contrat.option, |year| year.periode.option);
        self.option.bloc(rows, |row| Some(option(row)? as usize));
        self.debut.bloc(rows, |row| Some(jours(years[row]?)?.0.0));
        self.fin.bloc(rows, |row| Some(jours(years[row]?)?.1.0));
        for i in Indicateur::ALL {
            self.indicateurs[i].atteintes(rows, |row| years[row]?.atteintes[i].as_ref());
        }
        self.part.bloc(rows, |row| years[row]?.part);
        self.montant.bloc(rows, |row| Some(years[row]?.montant?.0));
        self.aide.bloc(rows, |row| Some(years[row]?.aide?.0));
        if self.options.bornes {
            let found: [_; BLOC] = from_fn(|row| bornes(contrat.resultats, rank + row));
            let [min, max] = &mut self.bornes;
            min.bloc(rows, |row| Some(found[row]?.min.0));
            max.bloc(rows, |row| Some(found[row]?.max.0));
        }
        for (column, paid) in self.versements.iter_mut().zip(&payes(years)) {
            column.bloc(rows, |row| Some(paid[row]));
        }
        let regles = |row| contrat.regles.get(rank + row).or(contrat.regles.last()).copied().unwrap_or_default();
        self.regles.chaque(rows, regles, ecrire);
        if self.options.questions {
            let of = |row| contrat.questions.get(rank + row).copied().unwrap_or_default();
            self.questions.chaque(rows, of, ecrire_les_questions);
        }
        self.erreur.aucun(rows);
    }

    /// The only row of a contract in error.
    pub(crate) fn erreur(&mut self, source: u32, ligne: u64, reference: Option<&str>, erreur: &str) {
        self.cle(source, ligne, reference, 1);
        self.annee.repeter(None, 1);
        for mots in [&mut self.specialite, &mut self.regime, &mut self.option, &mut self.verdict, &mut self.bande] {
            mots.repeter(None, 1);
        }
        self.deja_signe.repeter(None, 1);
        self.motifs_echoues.aucun();
        self.motifs_inconnus.aucun();
        self.debut.repeter(None, 1);
        self.fin.repeter(None, 1);
        for i in Indicateur::ALL {
            self.indicateurs[i].objectif(None, 1);
            self.indicateurs[i].atteintes(1, |_| None);
        }
        self.part.bloc(1, |_| None);
        let cents = [&mut self.montant, &mut self.aide].into_iter().chain(&mut self.versements);
        let bornes = self.bornes.iter_mut().filter(|_| self.options.bornes);
        cents.chain(bornes).for_each(|column| column.repeter(None, 1));
        self.regles.aucun();
        if self.options.questions {
            self.questions.aucun();
        }
        self.erreur.push(erreur);
    }

    fn cle(&mut self, source: u32, ligne: u64, reference: Option<&str>, rows: usize) {
        let end = self.sources.len() + rows;
        self.sources.extend_from_slice(&[source; BLOC]);
        self.sources.truncate(end);
        self.ligne.repeter(Some(i64::try_from(ligne).unwrap_or(i64::MAX)), rows);
        self.reference.repeter(reference, rows);
    }

    /// Every column, in the order of the output.
    fn toutes(&mut self) -> Vec<&mut dyn Colonne> {
        let Options { bornes, questions } = self.options;
        let mut all: Vec<&mut dyn Colonne> = vec![&mut self.ligne, &mut self.reference, &mut self.annee];
        all.extend([&mut self.specialite, &mut self.regime, &mut self.option, &mut self.verdict].map(colonne));
        all.push(&mut self.deja_signe);
        all.extend([&mut self.motifs_echoues, &mut self.motifs_inconnus].map(colonne));
        all.push(&mut self.bande);
        all.extend([&mut self.debut, &mut self.fin].map(colonne));
        all.extend(self.indicateurs.pmt.toutes());
        all.extend(self.indicateurs.pfa.toutes());
        all.extend([&mut self.part.num, &mut self.part.den, &mut self.montant, &mut self.aide].map(colonne));
        all.extend(self.bornes.each_mut().into_iter().filter(|_| bornes).map(colonne));
        all.extend(self.versements.each_mut().map(colonne));
        all.push(&mut self.regles);
        if questions {
            all.push(&mut self.questions);
        }
        all.push(&mut self.erreur);
        all
    }

    /// The rows written so far as a batch; `garder` gives the columns that are kept, by rows of the input.
    pub(crate) fn finir(
        &mut self,
        schema: arrow_schema::SchemaRef,
        garder: impl FnOnce(&[u32]) -> Result<Vec<ArrayRef>, ArrowError>,
    ) -> Result<RecordBatch, ArrowError> {
        let rows = self.sources.len();
        let mut columns: Vec<ArrayRef> = self.toutes().into_iter().map(Colonne::finir).collect();
        columns.extend(garder(&self.sources)?);
        self.sources.clear();
        RecordBatch::try_new_with_options(schema, columns, &RecordBatchOptions::new().with_row_count(Some(rows)))
    }

    /// Takes back the memory of a batch: the next one is written there.
    pub(crate) fn reprendre(&mut self, lot: RecordBatch) {
        let (_, columns, _) = lot.into_parts();
        self.toutes().into_iter().zip(columns).for_each(|(column, written)| column.reprendre(written));
    }
}

fn colonne<C: Colonne>(column: &mut C) -> &mut dyn Colonne {
    column
}
