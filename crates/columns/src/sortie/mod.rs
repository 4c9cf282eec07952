//! The output: one row per contract and year asked, one per contract in error.

mod mots;
mod nombres;
mod schema;

pub use schema::{COLONNE_DES_QUESTIONS, COLONNES, COLONNES_DES_BORNES, ColonneDeSortie, Genre, Options};

use std::ops::RangeInclusive;
use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, StringBuilder};
use arrow_array::types::{Date32Type, Int32Type, Int64Type};
use arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions};
use arrow_schema::ArrowError;
use convention::atteinte::Atteinte;
use convention::bande::Bande;
use convention::contrat::Annee;
use convention::dossier::OptionEtp;
use convention::eligibilite::{Etat, Verdict};
use convention::etude::{Plage, Resultats};
use convention::explication::Regles;
use convention::indicateur::{Indicateur, Paire};
use convention::jour::Jour;
use convention::money::{Centimes, Fraction};
use convention::objectif::{Objectif, OrigineObjectif};
use convention::question::Consulted;
use convention::question::Question;
use convention::regime::Regime;
use convention::tables::{Issue, Nature, NatureVersement, Tables};

use mots::{Listes, Mots};
use nombres::Nombres;

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
    depart: Nombres<i32>,
    cible: Nombres<i32>,
    plancher: Nombres<i32>,
    seuil_atteint: Nombres<i32>,
    origine: Mots,
    constat: Nombres<i32>,
    issue: Mots,
    taux: Terme,
}

/// A fraction as two columns.
#[derive(Debug, Default)]
struct Terme {
    num: Nombres<i64>,
    den: Nombres<i64>,
}

impl Terme {
    fn push(&mut self, fraction: Option<Fraction>) {
        self.num.push(fraction.map(|f| f.num));
        self.den.push(fraction.map(|f| f.den));
    }
}

/// Rows of the output while they are written.
#[derive(Debug)]
pub(crate) struct Tampon {
    options: Options,
    /// Which row of the input batch each row comes from, for the columns that are kept.
    sources: Vec<u32>,
    ligne: Nombres<i64>,
    reference: StringBuilder,
    annee: Nombres<i32>,
    specialite: Mots,
    regime: Mots,
    option: Mots,
    verdict: Mots,
    deja_signe: BooleanBuilder,
    motifs_echoues: Listes<Regles>,
    motifs_inconnus: Listes<Regles>,
    bande: Mots,
    debut: Nombres<i32>,
    fin: Nombres<i32>,
    indicateurs: Paire<Colonnes>,
    part: Terme,
    montant: Nombres<i64>,
    aide: Nombres<i64>,
    bornes: [Nombres<i64>; 2],
    versements: [Nombres<i64>; NatureVersement::ALL.len()],
    regles: Listes<Regles>,
    questions: Listes<Consulted>,
    erreur: StringBuilder,
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
        self.nature.push(objectif.and_then(|o| o.nature).map(|nature| nature as usize), rows);
        let [depart, cible, plancher, seuil_atteint] =
            objectif.map_or([None; 4], |o| [o.depart, o.cible, o.plancher, o.seuil_atteint]);
        for (column, patients) in [
            (&mut self.depart, depart),
            (&mut self.cible, cible),
            (&mut self.plancher, plancher),
            (&mut self.seuil_atteint, seuil_atteint),
        ] {
            column.repeter(patients.and_then(|n| i32::try_from(n).ok()), rows);
        }
        self.origine.push(objectif.map(|o| o.origine as usize), rows);
    }

    /// What was reached in a year.
    fn atteinte(&mut self, atteinte: Option<&Atteinte>) {
        self.constat.push(atteinte.and_then(|a| a.constat).and_then(|n| i32::try_from(n).ok()));
        self.issue.push(atteinte.and_then(|a| a.issue).map(|issue| issue as usize), 1);
        self.taux.push(atteinte.and_then(|a| a.taux));
    }

    fn finir(&mut self, columns: &mut Vec<ArrayRef>) {
        columns.push(self.nature.finir());
        for numbers in [&mut self.depart, &mut self.cible, &mut self.plancher, &mut self.seuil_atteint] {
            columns.push(numbers.colonne::<Int32Type>());
        }
        columns.push(self.origine.finir());
        columns.push(self.constat.colonne::<Int32Type>());
        columns.push(self.issue.finir());
        columns.push(self.taux.num.colonne::<Int64Type>());
        columns.push(self.taux.den.colonne::<Int64Type>());
    }
}

impl Tampon {
    pub(crate) fn new(tables: &Tables, options: Options) -> Tampon {
        Tampon {
            options,
            sources: Vec::new(),
            ligne: Nombres::default(),
            reference: StringBuilder::new(),
            annee: Nombres::default(),
            specialite: Mots::new(tables.specialites.iter().map(|s| s.id.as_str())),
            regime: Mots::new(Regime::IDS.iter().copied()),
            option: Mots::new(OptionEtp::IDS.iter().copied()),
            verdict: Mots::new(Verdict::IDS.iter().copied()),
            deja_signe: BooleanBuilder::new(),
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
            erreur: StringBuilder::new(),
        }
    }

    /// The rows of a contract, one for each year asked.
    pub(crate) fn contrat(&mut self, source: u32, contrat: &Contrat<'_>, annees: RangeInclusive<u8>) {
        let resultats = contrat.resultats;
        let rows = annees.clone().count();
        for _ in 0..rows {
            self.cle(source, contrat.ligne, contrat.reference);
        }
        self.specialite.push(contrat.specialite, rows);
        self.regime.push(Some(resultats.regime as usize), rows);
        self.verdict.push(Some(resultats.verdict as usize), rows);
        self.deja_signe.append_n(rows, resultats.deja_signe);
        self.motifs_echoues.push(motifs(resultats, Etat::Echoue), rows, ecrire);
        self.motifs_inconnus.push(motifs(resultats, Etat::Inconnu), rows, ecrire);
        self.bande.push(resultats.bandes.single().map(|bande| bande as usize), rows);
        let unchanged = resultats.annees.iter().all(|year| year.objectifs == resultats.objectifs);
        if unchanged {
            for i in Indicateur::ALL {
                self.indicateurs[i].objectif(resultats.objectifs[i].as_ref(), rows);
            }
        }
        for n in annees {
            let year = resultats.annees.get(usize::from(n) - 1);
            if !unchanged {
                let objectifs = objectifs(resultats, year);
                for i in Indicateur::ALL {
                    self.indicateurs[i].objectif(objectifs[i].as_ref(), 1);
                }
            }
            self.annee(contrat, n, year);
        }
    }

    /// What a row has of its year alone.
    fn annee(&mut self, contrat: &Contrat<'_>, n: u8, year: Option<&Annee>) {
        let rank = usize::from(n) - 1;
        self.annee.push(Some(n.into()));
        let option = year.map_or(contrat.option, |year| year.periode.option);
        self.option.push(option.map(|option| option as usize), 1);
        let days = year.and_then(jours);
        self.debut.push(days.map(|(debut, _)| debut.0));
        self.fin.push(days.map(|(_, fin)| fin.0));
        for i in Indicateur::ALL {
            self.indicateurs[i].atteinte(year.and_then(|year| year.atteintes[i].as_ref()));
        }
        self.part.push(year.and_then(|year| year.part));
        self.montant.push(year.and_then(|year| year.montant).map(|m| m.0));
        self.aide.push(year.and_then(|year| year.aide).map(|aide| aide.0));
        if self.options.bornes {
            let bornes = bornes(contrat.resultats, rank);
            let [min, max] = &mut self.bornes;
            min.push(bornes.map(|b| b.min.0));
            max.push(bornes.map(|b| b.max.0));
        }
        let paid = year.map_or([None; NatureVersement::ALL.len()], versements);
        for (column, montant) in self.versements.iter_mut().zip(paid) {
            column.push(montant.map(|montant| montant.0));
        }
        let regles = contrat.regles.get(rank).or(contrat.regles.last()).copied().unwrap_or_default();
        self.regles.push(regles, 1, ecrire);
        if self.options.questions {
            self.questions.push(contrat.questions.get(rank).copied().unwrap_or_default(), 1, ecrire_les_questions);
        }
        self.erreur.append_null();
    }

    /// The only row of a contract in error.
    pub(crate) fn erreur(&mut self, source: u32, ligne: u64, reference: Option<&str>, erreur: &str) {
        self.cle(source, ligne, reference);
        self.annee.push(None);
        for mots in [&mut self.specialite, &mut self.regime, &mut self.option, &mut self.verdict, &mut self.bande] {
            mots.push(None, 1);
        }
        self.deja_signe.append_null();
        self.motifs_echoues.aucun();
        self.motifs_inconnus.aucun();
        self.debut.push(None);
        self.fin.push(None);
        for i in Indicateur::ALL {
            self.indicateurs[i].objectif(None, 1);
            self.indicateurs[i].atteinte(None);
        }
        self.part.push(None);
        self.montant.push(None);
        self.aide.push(None);
        if self.options.bornes {
            self.bornes.iter_mut().for_each(|borne| borne.push(None));
        }
        self.versements.iter_mut().for_each(|versement| versement.push(None));
        self.regles.aucun();
        if self.options.questions {
            self.questions.aucun();
        }
        self.erreur.append_value(erreur);
    }

    fn cle(&mut self, source: u32, ligne: u64, reference: Option<&str>) {
        self.sources.push(source);
        self.ligne.push(Some(i64::try_from(ligne).unwrap_or(i64::MAX)));
        self.reference.append_option(reference);
    }

    /// The rows written so far as a batch; `garder` gives the columns that are kept, by rows of the input.
    pub(crate) fn finir(
        &mut self,
        schema: arrow_schema::SchemaRef,
        garder: impl FnOnce(&[u32]) -> Result<Vec<ArrayRef>, ArrowError>,
    ) -> Result<RecordBatch, ArrowError> {
        let rows = self.sources.len();
        let mut columns: Vec<ArrayRef> = Vec::with_capacity(schema.fields().len());
        columns.push(self.ligne.colonne::<Int64Type>());
        columns.push(Arc::new(self.reference.finish()));
        columns.push(self.annee.colonne::<Int32Type>());
        for mots in [&mut self.specialite, &mut self.regime, &mut self.option, &mut self.verdict] {
            columns.push(mots.finir());
        }
        columns.push(Arc::new(self.deja_signe.finish()));
        columns.push(self.motifs_echoues.finir());
        columns.push(self.motifs_inconnus.finir());
        columns.push(self.bande.finir());
        columns.push(self.debut.colonne::<Date32Type>());
        columns.push(self.fin.colonne::<Date32Type>());
        self.indicateurs.pmt.finir(&mut columns);
        self.indicateurs.pfa.finir(&mut columns);
        for cents in [&mut self.part.num, &mut self.part.den, &mut self.montant, &mut self.aide] {
            columns.push(cents.colonne::<Int64Type>());
        }
        if self.options.bornes {
            columns.extend(self.bornes.iter_mut().map(Nombres::colonne::<Int64Type>));
        }
        columns.extend(self.versements.iter_mut().map(Nombres::colonne::<Int64Type>));
        columns.push(self.regles.finir());
        if self.options.questions {
            columns.push(self.questions.finir());
        }
        columns.push(Arc::new(self.erreur.finish()));
        columns.extend(garder(&self.sources)?);
        self.sources.clear();
        RecordBatch::try_new_with_options(schema, columns, &RecordBatchOptions::new().with_row_count(Some(rows)))
    }
}

/// The rules of eligibility that are in a state.
pub(crate) fn motifs(resultats: &Resultats, asked: Etat) -> Regles {
    let mut regles = Regles::default();
    resultats.motifs.iter().filter(|(_, etat)| *etat == asked).for_each(|(regle, _)| regles.insert(*regle));
    regles
}

/// What a year is measured against; of a year that the contract does not have, what it asks at its signature.
pub(crate) fn objectifs<'a>(resultats: &'a Resultats, year: Option<&'a Annee>) -> &'a Paire<Option<Objectif>> {
    year.map_or(&resultats.objectifs, |year| &year.objectifs)
}

/// The first and the last day of a year. `None`: an early end that was known late left only its payments.
pub(crate) fn jours(year: &Annee) -> Option<(Jour, Jour)> {
    (!year.sans_un_jour()).then_some((year.periode.debut, year.periode.fin))
}

/// Between what the aid of a year lies; the aid itself where it is known.
pub(crate) fn bornes(resultats: &Resultats, rank: usize) -> Option<Plage<Centimes>> {
    let known = resultats.annees.get(rank).and_then(|year| year.aide);
    let known = known.map(|aide| Plage { min: aide, max: aide });
    known.or_else(|| resultats.bornes.get(rank).copied().flatten())
}

/// What a year pays of each nature; `None` where it pays nothing of it, or an amount is not known.
pub(crate) fn versements(annee: &Annee) -> [Option<Centimes>; NatureVersement::ALL.len()] {
    let mut paid: [Option<Option<Centimes>>; NatureVersement::ALL.len()] = Default::default();
    for versement in annee.versements.iter().flatten() {
        let sum = &mut paid[versement.nature as usize];
        *sum = match *sum {
            None => Some(versement.montant),
            Some(before) => Some(before.zip(versement.montant).map(|(before, montant)| before + montant)),
        };
    }
    paid.map(Option::flatten)
}

fn ecrire(regles: Regles) -> String {
    regles.iter().collect::<Vec<_>>().join(" ")
}

fn ecrire_les_questions(consulted: Consulted) -> String {
    let changes = Question::ALL.iter().filter(|question| consulted & question.bit() != 0);
    changes.map(|question| question.id()).collect::<Vec<_>>().join(" ")
}
