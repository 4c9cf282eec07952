//! The whole rule set over the synthetic population, in memory.

use std::sync::Mutex;

use arrow_array::RecordBatch;
use columns::{Choix, Entree, Moteur, Options};
use convention::dossier::Dossier;
use convention::etude::{Demande, Resultats, Tache, etudier};
use convention::explication::{Codes, Quiet, Trace, Tree};
use convention::tables::{Convention, Specialite};
use population::Population;
use serde_json::{Value, json};

use crate::chrono::{Passe, meilleurs};
use crate::{ANNEES, Erreur};

/// Threads of the measures that have several.
const FILS: usize = 2;
/// Contracts that are dossiers already: few enough for the last cache, too many for a processor to learn by heart.
const DOSSIERS: usize = 8192;
/// Contracts of a page of the output of a job.
const PAGE: usize = 4096;
/// Contracts of the measures that are slow.
const BORNES: usize = 8192;
const ARBRES: usize = 4096;
const QUESTIONS: usize = 2048;
const ETUDES: usize = 256;

/// A measure: its name, its contracts, its threads.
struct Mesure<'a> {
    nom: &'static str,
    contrats: usize,
    fils: usize,
    passe: Passe<'a>,
}

/// What the rules need of a contract.
struct Cas<'a> {
    convention: &'a Convention,
    dossiers: Vec<(Dossier, &'a Specialite)>,
    demande: Demande,
}

impl Cas<'_> {
    /// The figures of a dossier.
    fn chiffrer<T: Trace>(&self, rank: usize, resultats: &mut Resultats, trace: &mut T) {
        let (dossier, specialite) = &self.dossiers[rank];
        let Cas { convention, demande, .. } = self;
        let specialite = Some(*specialite);
        let tache = Tache { convention, dossier, specialite, demande, annees: *ANNEES.end(), bornes: false };
        resultats.chiffrer(&tache, trace, |_, _| ());
    }

    /// All of `contrats`, heard by listeners like this one.
    fn passe<'p, T: Trace + Clone + Sync + 'p>(&'p self, contrats: &'p [usize], trace: T) -> Passe<'p> {
        Box::new(move |rank, threads| {
            let mut resultats = Resultats::default();
            for one in part(contrats, rank, threads) {
                let mut heard = trace.clone();
                self.chiffrer(*one, &mut resultats, &mut heard);
                std::hint::black_box((&resultats, &heard));
            }
        })
    }
}

/// What a thread does of a work.
fn part<T>(all: &[T], rank: usize, threads: usize) -> &[T] {
    let end = |rank: usize| all.len() * rank / threads.max(1);
    &all[end(rank)..end(rank + 1)]
}

pub(crate) fn mesurer(contrats: usize, fois: usize, seule: Option<&str>) -> Result<Value, Erreur> {
    let convention = Convention::embarquee().map_err(|faults| format!("{faults:?}"))?;
    let au = crate::au()?;
    let population = Population::new(&convention.tables, 1, au)?;
    // As many batches as threads, each as large as those of a job.
    let lots = [population.lot(0, contrats / 2)?, population.lot((contrats / 2) as u64, contrats / 2)?];
    let moteur = |options| Moteur::new(convention.clone(), au, ANNEES, options);
    let plain = moteur(Options::default());
    let bornes = moteur(Options { bornes: true, ..Options::default() });
    let questions = moteur(Options { questions: true, ..Options::default() });
    let lier = |moteur: &Moteur| {
        moteur.lier("contrats", &lots[0].schema(), &Choix::default()).map_err(|faults| format!("{faults:?}"))
    };
    let entree = lier(&plain)?;
    let mut dossiers = Vec::new();
    for row in 0..DOSSIERS.min(lots[0].num_rows()) {
        let etude = plain.expliquer(&entree, &lots[0], row).map_err(|faults| format!("{faults:?}"))?;
        let specialite = convention.tables.specialite(&etude.dossier.medecin.specialite).ok_or("no such specialty")?;
        dossiers.push((etude.dossier, specialite));
    }
    let cas = Cas { convention: &convention, dossiers, demande: Demande::au(au) };
    let tous: Vec<usize> = (0..cas.dossiers.len()).collect();
    let (mut resultats, mut annees, mut d_un_trait) = (Resultats::default(), 0, Vec::new());
    for rank in &tous {
        cas.chiffrer(*rank, &mut resultats, &mut Quiet::default());
        annees += resultats.annees.len();
        d_un_trait.extend(resultats.d_un_trait.then_some(*rank));
    }

    let mut mesures = Vec::new();
    for fils in [1, FILS] {
        let mut ajouter = |nom, contrats, passe| mesures.push(Mesure { nom, contrats, fils, passe });
        ajouter("regles", tous.len(), cas.passe(&tous, Quiet::default()));
        ajouter("regles_codes", tous.len(), cas.passe(&tous, Codes::default()));
        ajouter("regles_d_un_trait", d_un_trait.len(), cas.passe(&d_un_trait, Quiet::default()));
        ajouter("regles_d_un_trait_codes", d_un_trait.len(), cas.passe(&d_un_trait, Codes::default()));
        ajouter("colonnes", 2 * lots[0].num_rows(), colonnes(&plain, &entree, lots.to_vec()));
        for (nom, moteur, most) in [("colonnes_bornes", &bornes, BORNES), ("colonnes_questions", &questions, QUESTIONS)]
        {
            let some = lots.each_ref().map(|lot| lot.slice(0, (most / 2).min(lot.num_rows())));
            ajouter(nom, 2 * some[0].num_rows(), colonnes(moteur, &entree, some.to_vec()));
        }
        let few = |most: usize| &tous[..most.min(tous.len())];
        ajouter("arbres", few(ARBRES).len(), cas.passe(few(ARBRES), Tree::new()));
        ajouter("etudes", few(ETUDES).len(), etudes(&cas, few(ETUDES)));
    }
    mesures.retain(|mesure| seule.is_none_or(|nom| nom == mesure.nom));
    let works: Vec<(usize, &Passe<'_>)> = mesures.iter().map(|mesure| (mesure.fils, &mesure.passe)).collect();
    let best = meilleurs(&works, fois)?;
    let lines: Vec<Value> = mesures.iter().zip(best).map(|(mesure, best)| {
        let lignes = mesure.contrats * ANNEES.count();
        json!({ "nom": mesure.nom, "fils": mesure.fils, "contrats": mesure.contrats, "lignes": lignes, "duree": best.json() })
    }).collect();
    Ok(json!({
        "contrats": tous.len(),
        "annees": annees,
        "d_un_trait": d_un_trait.len(),
        "mesures": lines,
    }))
}

/// Batches in, batches out.
fn colonnes<'a>(moteur: &'a Moteur, entree: &'a Entree, lots: Vec<RecordBatch>) -> Passe<'a> {
    // As in a job, where a bench serves many batches.
    let ateliers = [(); FILS].map(|()| Mutex::new(moteur.atelier()));
    Box::new(move |rank, threads| {
        let Ok(mut atelier) = ateliers[rank].lock() else { return };
        for lot in part(&lots, rank, threads) {
            // A page after the other, as in a job, where each is written in the memory of the one before.
            for first in (0..lot.num_rows()).step_by(PAGE) {
                let done = atelier.calculer(entree, &lot.slice(first, PAGE.min(lot.num_rows() - first)), 1);
                if let Ok((annees, _)) = std::hint::black_box(done) {
                    atelier.reprendre(annees);
                }
            }
        }
    })
}

/// Whole études, with every explanation.
fn etudes<'a>(cas: &'a Cas<'_>, contrats: &'a [usize]) -> Passe<'a> {
    Box::new(move |rank, threads| {
        for one in part(contrats, rank, threads) {
            std::hint::black_box(etudier(cas.convention, &cas.dossiers[*one].0, &cas.demande));
        }
    })
}
