//! Who may have the aid (ELI): every rule answered, none guessed.

mod activite;

pub use activite::primo_installe;
pub(crate) use activite::sous_le_seuil;

use std::marker::PhantomData;

use crate::dossier::{Coordination, Dossier, Medecin, OptionEtp, Secteur, Zone};
use crate::explication::{Chemin, Donnee, Origine, Regle, Trace, cell, lecture};
use crate::faits::Faits;
use crate::id::ids;
use crate::money::Centimes;
use crate::question::{Lectures, lecture as q};
use crate::regime::Regime;
use crate::tables::{Parametre, Statut, Tables};

ids! {
    /// What a rule says of this dossier.
    pub enum Etat {
        /// Met.
        Respecte "respecte",
        /// Failed.
        Echoue "echoue",
        /// A fact is missing.
        Inconnu "inconnu",
        /// The rule does not concern this dossier.
        SansObjet "sans_objet",
    }
}

ids! {
    /// The answer on eligibility (ELI-12).
    pub enum Verdict {
        /// No rule failed, and nothing is missing that could fail one.
        Eligible "eligible",
        /// At least one rule failed.
        NonEligible "non_eligible",
        /// No rule failed, and a fact is missing.
        AConfirmer "a_confirmer",
    }
}

ids! {
    /// Who has a missing fact.
    pub enum AupresDe {
        /// The doctor's own papers.
        Medecin "medecin",
        /// The caisse, its délégué.
        Caisse "caisse",
    }
}

/// One rule of eligibility, answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Motif {
    /// Id of the rule.
    pub regle: &'static str,
    /// What it says.
    pub etat: Etat,
    /// Fields of the dossier that are missing, where the state is unknown.
    pub manque: Vec<Donnee>,
    /// Who has them.
    pub aupres_de: Option<AupresDe>,
}

/// The answer on eligibility.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Eligibilite {
    /// The verdict.
    pub verdict: Verdict,
    /// Whether the contract was signed before the day of study: it runs, whatever the verdict.
    pub deja_signe: bool,
    /// Every rule, in order.
    pub motifs: Vec<Motif>,
}

/// Three-valued: `None` is "not known".
type Ternary = Option<bool>;

fn or(a: Ternary, b: Ternary) -> Ternary {
    match (a, b) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    }
}

fn and(a: Ternary, b: Ternary) -> Ternary {
    or(a.map(|v| !v), b.map(|v| !v)).map(|v| !v)
}

fn etat(ternary: Ternary) -> Etat {
    match ternary {
        Some(true) => Etat::Respecte,
        Some(false) => Etat::Echoue,
        None => Etat::Inconnu,
    }
}

/// What the rules of eligibility read.
#[derive(Clone, Copy)]
struct Examen<'a> {
    tables: &'a Tables,
    lectures: &'a Lectures,
    medecin: &'a Medecin,
    dossier: &'a Dossier,
    faits: &'a Faits<'a>,
}

/// Most rules that a dossier is asked: ELI-1 to ELI-11.
const MOTIFS_MAX: usize = 11;

/// The facts that the rule being asked lacks.
trait Manque: Default {
    /// One more.
    fn push(&mut self, donnee: Donnee);

    /// A field of the dossier, where it is missing.
    fn si(&mut self, absent: bool, champ: &'static str) {
        if absent {
            self.push(Donnee::Champ(champ));
        }
    }
}

impl Manque for Vec<Donnee> {
    fn push(&mut self, donnee: Donnee) {
        self.push(donnee);
    }
}

/// Nobody asks which facts are missing.
#[derive(Default)]
struct Tu;

impl Manque for Tu {
    #[inline(always)]
    fn push(&mut self, _: Donnee) {}
}

/// The answers gathered so far: each is given to `chaque` with what it lacked and who has that.
struct Motifs<M, F> {
    chaque: F,
    bilan: Bilan,
    /// What was answered, for a listener that keeps what the verdict reads.
    dits: [(Regle, Etat); MOTIFS_MAX],
    nombre: usize,
    manque: PhantomData<M>,
}

impl<M: Manque, F: FnMut(Regle, Etat, M, AupresDe)> Motifs<M, F> {
    fn new(chaque: F) -> Motifs<M, F> {
        let dits = [(Regle::Eli12, Etat::SansObjet); MOTIFS_MAX];
        Motifs { chaque, bilan: Bilan::default(), dits, nombre: 0, manque: PhantomData }
    }

    /// Asks one rule.
    #[inline(always)]
    fn ask<T: Trace>(
        &mut self,
        trace: &mut T,
        regle: Regle,
        aupres_de: AupresDe,
        rule: impl FnOnce(&mut T, &mut M) -> Etat,
    ) {
        let mut manque = M::default();
        let etat = trace.rule(Chemin::Motif(self.nombre as u8), regle, |t| rule(t, &mut manque));
        self.bilan.ajouter(regle, etat);
        if trace.listens()
            && let Some(dit) = self.dits.get_mut(self.nombre)
        {
            *dit = (regle, etat);
        }
        self.nombre += 1;
        (self.chaque)(regle, etat, manque, aupres_de);
    }

    /// ELI-12: the verdict that the answers make.
    fn conclure<T: Trace>(&self, deja_signe: bool, trace: &mut T) -> Verdict {
        trace.rule(Chemin::Verdict, Regle::Eli12, |t| {
            let dits = self.dits.iter().take(if t.listens() { self.nombre } else { 0 });
            for (index, (regle, etat)) in dits.enumerate() {
                t.read(regle.id(), *etat, Origine::Figure(Chemin::Motif(index as u8)));
            }
            t.read("deja_signe", deja_signe, champ("contrat.signature"));
            self.bilan.verdict(deja_signe)
        })
    }
}

/// ELI-1 to ELI-12: the state of every rule, then the verdict.
///
/// A dossier of which only the specialty is known already gets an answer: which rules are met, which
/// are not, and what is missing for the others.
pub fn examiner<T: Trace>(
    tables: &Tables,
    lectures: &Lectures,
    dossier: &Dossier,
    faits: &Faits<'_>,
    deja_signe: bool,
    trace: &mut T,
) -> Eligibilite {
    let mut motifs = Vec::with_capacity(MOTIFS_MAX);
    let x = Examen { tables, lectures, medecin: &dossier.medecin, dossier, faits };
    let verdict = x.demander(deja_signe, trace, |regle, etat, mut manque: Vec<Donnee>, aupres_de| {
        let inconnu = etat == Etat::Inconnu;
        if !inconnu {
            manque.clear();
        }
        motifs.push(Motif { regle: regle.id(), etat, manque, aupres_de: inconnu.then_some(aupres_de) });
    });
    Eligibilite { verdict, deja_signe, motifs }
}

/// The same verdict without a word of what is missing: `chaque` is told each rule and its state, in
/// order. Allocates nothing.
pub fn juger<T: Trace>(
    tables: &Tables,
    lectures: &Lectures,
    dossier: &Dossier,
    faits: &Faits<'_>,
    deja_signe: bool,
    trace: &mut T,
    chaque: &mut impl FnMut(Regle, Etat),
) -> Verdict {
    let x = Examen { tables, lectures, medecin: &dossier.medecin, dossier, faits };
    x.demander(deja_signe, trace, |regle, etat, _: Tu, _| chaque(regle, etat))
}

/// What the answers have in common, as far as the verdict goes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Bilan {
    echoue: bool,
    inconnu: bool,
}

impl Bilan {
    /// One answer more. Nobody has to be a primo-installé (ELI-5): where that matters, ELI-4 is the rule that is
    /// unknown.
    #[inline(always)]
    pub(crate) fn ajouter(&mut self, regle: Regle, etat: Etat) {
        self.echoue |= etat == Etat::Echoue;
        self.inconnu |= etat == Etat::Inconnu && regle != Regle::Eli5;
    }

    /// ELI-12. A contract that runs is never "to be confirmed": it was signed.
    pub(crate) fn verdict(self, deja_signe: bool) -> Verdict {
        match (self.echoue, self.inconnu && !deja_signe) {
            (true, _) => Verdict::NonEligible,
            (false, true) => Verdict::AConfirmer,
            (false, false) => Verdict::Eligible,
        }
    }
}

fn champ(path: &'static str) -> Origine {
    Origine::Dossier(Donnee::Champ(path))
}

impl Examen<'_> {
    /// Every rule, in order, then the verdict.
    #[inline(always)]
    fn demander<T: Trace, M: Manque>(
        &self,
        deja_signe: bool,
        trace: &mut T,
        chaque: impl FnMut(Regle, Etat, M, AupresDe),
    ) -> Verdict {
        let mut motifs = Motifs::new(chaque);
        self.specialite(&mut motifs, trace);
        motifs.ask(trace, Regle::Eli3, AupresDe::Medecin, |t, manque| self.secteur(t, manque));
        self.activite_minimale(&mut motifs, trace);
        if self.faits.regime == Regime::Avenant7 {
            motifs.ask(trace, Regle::Eli8, AupresDe::Medecin, |t, manque| self.exercice_avenant_7(t, manque));
            motifs.ask(trace, Regle::Eli9, AupresDe::Medecin, |t, manque| self.temps_plein_avenant_7(t, manque));
        }
        motifs.ask(trace, Regle::Eli10, AupresDe::Caisse, |t, _| self.plusieurs_etp(t));
        motifs.ask(trace, Regle::Eli11, AupresDe::Medecin, |t, _| {
            t.read("remplacant", self.medecin.remplacant, champ("medecin.remplacant"));
            etat(Some(!self.medecin.remplacant))
        });
        motifs.conclure(deja_signe, trace)
    }

    /// ELI-1, and ELI-2 for those judged by their fees.
    fn specialite<T: Trace, M: Manque>(
        &self,
        motifs: &mut Motifs<M, impl FnMut(Regle, Etat, M, AupresDe)>,
        trace: &mut T,
    ) {
        let specialite = self.faits.specialite;
        let statut = match self.faits.regime {
            Regime::Avenant7 => specialite.statut_avenant_7,
            _ => specialite.statut,
        };
        motifs.ask(trace, Regle::Eli1, AupresDe::Caisse, |t, manque| {
            t.read("statut", statut, champ("medecin.specialite"));
            match statut {
                Statut::Ouverte | Statut::SelonHonoraires => Etat::Respecte,
                Statut::Exclue => Etat::Echoue,
                Statut::AConfirmer => {
                    manque.push(Donnee::Champ("medecin.specialite"));
                    Etat::Inconnu
                }
            }
        });
        if specialite.statut == Statut::SelonHonoraires {
            motifs.ask(trace, Regle::Eli2, AupresDe::Medecin, |t, manque| self.honoraires(t, manque));
        }
    }

    /// ELI-2: clinical fees above a share of the fees without dépassement.
    fn honoraires<T: Trace, M: Manque>(&self, t: &mut T, manque: &mut M) -> Etat {
        let (cliniques, total) = (self.medecin.honoraires_cliniques, self.medecin.honoraires_sans_depassement);
        let (champ_cliniques, champ_total) =
            ("medecin.honoraires_cliniques_euros", "medecin.honoraires_sans_depassement_euros");
        t.read("honoraires_cliniques", cliniques, champ(champ_cliniques));
        t.read("honoraires_sans_depassement", total, champ(champ_total));
        let pour_cent = cell("honoraires_pour_cent", self.tables.parametre(Parametre::HonorairesPourCent), t);
        let (Some(Centimes(cliniques)), Some(Centimes(total))) = (cliniques, total) else {
            manque.si(cliniques.is_none(), champ_cliniques);
            manque.si(total.is_none(), champ_total);
            return Etat::Inconnu;
        };
        match (cliniques * 100).cmp(&(total * pour_cent)) {
            std::cmp::Ordering::Greater => Etat::Respecte,
            std::cmp::Ordering::Less => Etat::Echoue,
            std::cmp::Ordering::Equal => etat(Some(lecture::<q::Chir>(self.lectures, t) == q::Chir::Inclus)),
        }
    }

    /// ELI-3: secteur 1, or secteur 2 with OPTAM.
    fn secteur<T: Trace, M: Manque>(&self, t: &mut T, manque: &mut M) -> Etat {
        t.read("secteur", self.medecin.secteur.map(Secteur::id), champ("medecin.secteur"));
        match self.medecin.secteur {
            None => {
                manque.push(Donnee::Champ("medecin.secteur"));
                Etat::Inconnu
            }
            Some(Secteur::Un | Secteur::DeuxOptam | Secteur::DeuxOptamAco) => Etat::Respecte,
            Some(Secteur::Deux | Secteur::Trois | Secteur::NonConventionne) => Etat::Echoue,
        }
    }

    /// ELI-8: practice with others and coordinated, waived for the first part in under-dense zones.
    fn exercice_avenant_7<T: Trace, M: Manque>(&self, t: &mut T, manque: &mut M) -> Etat {
        let medecin = self.medecin;
        t.read("exercice_regroupe", medecin.exercice_regroupe, champ("medecin.exercice_regroupe"));
        t.read("zone", medecin.zone.map(Zone::id), champ("medecin.zone"));
        t.read(
            "exercice_coordonne",
            medecin.exercice_coordonne.map(Coordination::id),
            champ("medecin.exercice_coordonne"),
        );
        let regroupe = or(medecin.exercice_regroupe, sous_dense(medecin.zone));
        let coordonne = medecin.exercice_coordonne.map(|c| c != Coordination::Non);
        if regroupe.is_none() {
            manque.si(medecin.exercice_regroupe.is_none(), "medecin.exercice_regroupe");
            manque.si(medecin.zone.is_none(), "medecin.zone");
        }
        manque.si(coordonne.is_none(), "medecin.exercice_coordonne");
        etat(and(regroupe, coordonne))
    }

    /// ELI-9: 1 ETP only in an under-dense zone.
    fn temps_plein_avenant_7<T: Trace, M: Manque>(&self, t: &mut T, manque: &mut M) -> Etat {
        t.read("option", self.faits.option, champ("contrat.option"));
        t.read("zone", self.medecin.zone.map(Zone::id), champ("medecin.zone"));
        if self.faits.option != Some(OptionEtp::Un) {
            return Etat::SansObjet;
        }
        let dense = sous_dense(self.medecin.zone);
        manque.si(dense.is_none(), "medecin.zone");
        etat(dense)
    }

    /// ELI-10: 1,5 and 2 ETP come later in a contract, never at its signature.
    fn plusieurs_etp<T: Trace>(&self, t: &mut T) -> Etat {
        t.read("option", self.faits.option, champ("contrat.option"));
        match self.faits.option {
            Some(OptionEtp::UnEtDemi | OptionEtp::Deux) => Etat::Echoue,
            _ => Etat::SansObjet,
        }
    }
}

fn sous_dense(zone: Option<Zone>) -> Ternary {
    zone.map(|zone| zone != Zone::Autre)
}
