//! A batch of contracts in, a batch of contract years out.

use std::ops::RangeInclusive;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, Field, Schema, SchemaRef};
use convention::contrat::ANNEES_MAX;
use convention::dossier::{Assistant, Contrat as ContratSaisi, Dossier, Medecin, Patientele};
use convention::etude::{Demande, Etape, Etude, Resultats, Tache, etudier};
use convention::explication::{Codes, Regles};
use convention::fault::Fault;
use convention::jour::Jour;
use convention::question::{Consulted, Lectures};
use convention::regime::Regime;
use convention::tables::{Convention, Specialite};

use crate::entree::{Choix, Entree};
use crate::ligne;
use crate::lot::Lot;
use crate::questions;
use crate::sortie::{Contrat, Options, Tampon};
use crate::valeur::texte;

/// The rules, the day and the years asked, for any number of batches on any number of threads.
#[derive(Debug)]
pub struct Moteur {
    convention: Arc<Convention>,
    au: Jour,
    annees: RangeInclusive<u8>,
    options: Options,
}

/// What became of contracts. Whatever comes in goes out: `contrats` is `repondus` and `en_erreur`, and `lignes` is
/// the years asked of those answered and one for each error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Comptes {
    /// Contracts that came in.
    pub contrats: u64,
    /// Contracts that have figures.
    pub repondus: u64,
    /// Contracts that have an error.
    pub en_erreur: u64,
    /// Rows that went out.
    pub lignes: u64,
}

impl Comptes {
    /// Both sums.
    pub fn ajouter(&mut self, autres: &Comptes) {
        self.contrats += autres.contrats;
        self.repondus += autres.repondus;
        self.en_erreur += autres.en_erreur;
        self.lignes += autres.lignes;
    }

    /// Whether nothing was lost, where `annees` years were asked of each contract.
    pub fn sont_justes(&self, annees: u64) -> bool {
        self.contrats == self.repondus + self.en_erreur && self.lignes == self.repondus * annees + self.en_erreur
    }
}

/// Years that may be asked of a contract.
pub const ANNEES: RangeInclusive<u8> = 1..=ANNEES_MAX;

impl Moteur {
    /// The rules, on a day of study, for the years of `annees`, which are kept within [`ANNEES`].
    pub fn new(
        convention: impl Into<Arc<Convention>>,
        au: Jour,
        annees: RangeInclusive<u8>,
        options: Options,
    ) -> Moteur {
        let first = (*annees.start()).clamp(*ANNEES.start(), *ANNEES.end());
        let last = (*annees.end()).clamp(first, *ANNEES.end());
        Moteur { convention: convention.into(), au, annees: first..=last, options }
    }

    /// The rules.
    pub fn convention(&self) -> &Convention {
        &self.convention
    }

    /// The day of study.
    pub fn au(&self) -> Jour {
        self.au
    }

    /// The same rules and options, on another day or for other years; `None` keeps what is.
    #[must_use]
    pub fn autrement(&self, au: Option<Jour>, annees: Option<RangeInclusive<u8>>) -> Moteur {
        let annees = annees.unwrap_or_else(|| self.annees.clone());
        Moteur::new(self.convention.clone(), au.unwrap_or(self.au), annees, self.options)
    }

    /// How many rows a contract has that is answered.
    pub fn lignes_par_contrat(&self) -> u64 {
        self.annees.clone().count() as u64
    }

    /// The columns of an input beside those that are read.
    ///
    /// # Errors
    ///
    /// As [`Entree::lier`]; and a column that is kept under a name of the output.
    pub fn lier(&self, nom: &str, schema: &Schema, choix: &Choix) -> Result<Entree, Vec<Fault>> {
        let entree = Entree::lier(nom, schema, choix)?;
        let own = self.options.colonnes();
        let twice = entree
            .gardees()
            .iter()
            .map(|rang| schema.field(*rang).name())
            .filter(|name| own.iter().any(|column| column.nom == name.as_str()));
        let faults: Vec<Fault> = twice
            .map(|name| {
                let place =
                    convention::fault::Place { fichier: nom.to_owned(), chemin: name.clone(), ..Default::default() };
                let message = format!("la colonne « {name} » est déjà une colonne du résultat");
                Fault::new("colonne-en-double", &place, message, "renommez-la dans l'entrée, ou ne la gardez pas")
            })
            .collect();
        if faults.is_empty() { Ok(entree) } else { Err(faults) }
    }

    /// The schema of the output for an input of this schema.
    pub fn sortie(&self, entree: &Entree, schema: &Schema) -> SchemaRef {
        let gardees: Vec<Field> = entree.gardees().iter().map(|rang| schema.field(*rang).clone()).collect();
        self.options.schema(&gardees)
    }

    /// A bench of one's own: each thread needs one.
    pub fn atelier(&self) -> Atelier<'_> {
        Atelier {
            moteur: self,
            resultats: Resultats::default(),
            tampon: Tampon::new(&self.convention.tables, self.options),
            regles: Vec::new(),
            questions: Vec::new(),
        }
    }

    /// The dossier of a row of a batch, and its étude.
    ///
    /// # Errors
    ///
    /// Every fault of the row, its place a path of a dossier.
    pub fn expliquer(&self, entree: &Entree, lot: &RecordBatch, row: usize) -> Result<Etude, Vec<Fault>> {
        let dossier = ligne::dossier(&self.convention, entree, lot.columns(), row, self.au)?;
        Ok(etudier(&self.convention, &dossier, &Demande::au(self.au)))
    }
}

/// A dossier that says nothing: what is known is written over it before a rule reads it.
pub fn dossier_vierge() -> Dossier {
    Dossier {
        reference: None,
        medecin: Medecin {
            specialite: String::new(),
            secteur: None,
            naissance: None,
            installation: None,
            zone: None,
            honoraires_cliniques: None,
            honoraires_sans_depassement: None,
            rqth: false,
            ald: false,
            sans_seuil_minimal: false,
            activite_mixte: false,
            temps_liberal: None,
            remplacant: false,
            exercice_regroupe: None,
            exercice_coordonne: None,
        },
        patientele: Patientele::default(),
        contrat: ContratSaisi::default(),
        assistant: Assistant::default(),
        constats: Vec::new(),
        evenements: Vec::new(),
        encaissements: Vec::new(),
        lectures: Lectures::default(),
        regime: Regime::Convention2024,
    }
}

/// What a thread works with: memory that each batch uses again.
#[derive(Debug)]
pub struct Atelier<'m> {
    moteur: &'m Moteur,
    resultats: Resultats,
    tampon: Tampon,
    regles: Vec<Regles>,
    questions: Vec<Consulted>,
}

impl Atelier<'_> {
    /// Answers the contracts of a batch, the first of which is row `premiere` of the input, from 1.
    ///
    /// # Errors
    ///
    /// None that a batch of the bound schema gives: what is wrong with a contract stands in its row.
    pub fn calculer(
        &mut self,
        entree: &Entree,
        lot: &RecordBatch,
        premiere: u64,
    ) -> Result<(RecordBatch, Comptes), ArrowError> {
        self.calculer_sauf(entree, lot, premiere, &[])
    }

    /// As [`Atelier::calculer`], but for rows that whoever read the input knows to be in error already: each has its
    /// fault as its error, whatever its columns hold. `refusees`: rows of the batch from 0, in order.
    ///
    /// # Errors
    ///
    /// As [`Atelier::calculer`].
    pub fn calculer_sauf(
        &mut self,
        entree: &Entree,
        lot: &RecordBatch,
        premiere: u64,
        refusees: &[(usize, Fault)],
    ) -> Result<(RecordBatch, Comptes), ArrowError> {
        let mut refusees = refusees.iter().peekable();
        let moteur = self.moteur;
        let colonnes = lot.columns();
        let plat = Lot::ouvrir(&moteur.convention.tables, entree, colonnes, lot.num_rows());
        let reference = entree.reference().map(|rang| &colonnes[rang]);
        let mut comptes = Comptes::default();
        let mut plain = dossier_vierge();
        for row in 0..plat.lignes() {
            let reference = reference.and_then(|array| texte(array, row));
            let cle = Cle { source: row as u32, ligne: premiere + row as u64, reference };
            comptes.contrats += 1;
            if let Some((_, fault)) = refusees.next_if(|(refusee, _)| *refusee == row) {
                let erreur = ligne::cellule(std::slice::from_ref(fault));
                self.tampon.erreur(cle.source, cle.ligne, cle.reference.as_deref(), &erreur);
                comptes.en_erreur += 1;
                continue;
            }
            match plat.dossier(row, moteur.au, &mut plain) {
                Some(specialite) => self.repondre(&cle, &plain, Some(specialite)),
                None => match ligne::dossier(&moteur.convention, entree, colonnes, row, moteur.au) {
                    Ok(dossier) => self.repondre(&cle, &dossier, None),
                    Err(faults) => {
                        let erreur = ligne::cellule(&faults);
                        self.tampon.erreur(cle.source, cle.ligne, cle.reference.as_deref(), &erreur);
                        comptes.en_erreur += 1;
                        continue;
                    }
                },
            }
            comptes.repondus += 1;
        }
        let schema = moteur.sortie(entree, &lot.schema());
        let batch = self.tampon.finir(schema, |rows| {
            if entree.gardees().is_empty() {
                return Ok(Vec::new());
            }
            let rows = arrow_array::UInt32Array::from(rows.to_vec());
            let taken = entree.gardees().iter().map(|rang| arrow_select::take::take(&colonnes[*rang], &rows, None));
            taken.collect::<Result<Vec<ArrayRef>, ArrowError>>()
        })?;
        comptes.lignes = batch.num_rows() as u64;
        Ok((batch, comptes))
    }

    /// Takes back a batch that was made here and is needed no more: the next one is written in its memory.
    pub fn reprendre(&mut self, lot: RecordBatch) {
        self.tampon.reprendre(lot);
    }

    /// Writes the rows of a contract.
    fn repondre(&mut self, cle: &Cle<'_>, dossier: &Dossier, specialite: Option<usize>) {
        let Moteur { convention, au, annees, options } = self.moteur;
        let demande = Demande::au(*au);
        let tables = &convention.tables;
        let index = specialite.or_else(|| tables.specialites.iter().position(|s| s.id == dossier.medecin.specialite));
        let consulted = self.chiffrer(dossier, index.and_then(|index| tables.specialites.get(index)), &demande);
        if options.questions {
            self.questions.clear();
            self.questions.resize(usize::from(*annees.end()), 0);
            let base = (&self.resultats, options.bornes);
            questions::touchees(convention, base, dossier, &demande, consulted, &mut self.questions);
        }
        let contrat = Contrat {
            ligne: cle.ligne,
            reference: cle.reference.as_deref(),
            specialite: index,
            option: dossier.contrat.option,
            resultats: &self.resultats,
            regles: &self.regles,
            questions: &self.questions,
        };
        self.tampon.contrat(cle.source, &contrat, annees.clone());
    }

    /// The figures of a dossier, the rules of each year, and the questions that were consulted.
    fn chiffrer(&mut self, dossier: &Dossier, specialite: Option<&Specialite>, demande: &Demande) -> Consulted {
        let Moteur { convention, annees, options, .. } = self.moteur;
        let Atelier { resultats, regles, .. } = self;
        let tache = Tache { convention, dossier, specialite, demande, annees: *annees.end(), bornes: options.bornes };
        regles.clear();
        let mut codes = Codes::default();
        let mut commun = Regles::default();
        let consulted = resultats.chiffrer(&tache, &mut codes, |codes, etape| match etape {
            Etape::Contrat => commun = codes.regles,
            // What is heard of a year is told from what is heard of the next.
            Etape::Annee(n) => {
                let heard = std::mem::replace(&mut codes.regles, commun);
                match regles.get_mut(usize::from(n) - 1) {
                    Some(before) => *before = before.union(heard),
                    None => regles.push(heard),
                }
            }
        });
        regles.push(commun);
        consulted | codes.consulted
    }
}

/// Who a contract is, in and out.
struct Cle<'a> {
    /// Its row in the batch.
    source: u32,
    /// Its row in the input, from 1.
    ligne: u64,
    reference: Option<std::borrow::Cow<'a, str>>,
}
