//! Who may have the aid (ELI): every rule answered, none guessed.

mod activite;

pub use activite::primo_installe;
pub(crate) use activite::sous_le_seuil;

use crate::dossier::{Coordination, Dossier, Medecin, OptionEtp, Secteur, Zone};
use crate::explication::{Chemin, Donnee, Origine, Trace, cell, lecture};
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

/// The reasons gathered so far.
#[derive(Default)]
struct Motifs(Vec<Motif>);

impl Motifs {
    /// Asks one rule, and keeps its answer and what it lacked.
    fn ask<T: Trace>(
        &mut self,
        trace: &mut T,
        regle: &'static str,
        aupres_de: AupresDe,
        rule: impl FnOnce(&mut T, &mut Vec<Donnee>) -> Etat,
    ) -> Etat {
        let mut manque = Vec::new();
        let chemin = Chemin::Motif(self.0.len() as u8);
        let etat = trace.rule(chemin, regle, |t| rule(t, &mut manque));
        let inconnu = etat == Etat::Inconnu;
        if !inconnu {
            manque.clear();
        }
        self.0.push(Motif { regle, etat, manque, aupres_de: inconnu.then_some(aupres_de) });
        etat
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
    let x = Examen { tables, lectures, medecin: &dossier.medecin, dossier, faits };
    let mut motifs = Motifs::default();
    x.specialite(&mut motifs, trace);
    motifs.ask(trace, "ELI-3", AupresDe::Medecin, |t, manque| x.secteur(t, manque));
    x.activite_minimale(&mut motifs, trace);
    if faits.regime == Regime::Avenant7 {
        motifs.ask(trace, "ELI-8", AupresDe::Medecin, |t, manque| x.exercice_avenant_7(t, manque));
        motifs.ask(trace, "ELI-9", AupresDe::Medecin, |t, manque| x.temps_plein_avenant_7(t, manque));
    }
    motifs.ask(trace, "ELI-10", AupresDe::Caisse, |t, _| x.plusieurs_etp(t));
    motifs.ask(trace, "ELI-11", AupresDe::Medecin, |t, _| {
        t.read("remplacant", x.medecin.remplacant, champ("medecin.remplacant"));
        etat(Some(!x.medecin.remplacant))
    });
    let motifs = motifs.0;
    let verdict = trace.rule(Chemin::Verdict, "ELI-12", |t| {
        for (index, motif) in motifs.iter().enumerate() {
            t.read(motif.regle, motif.etat, Origine::Figure(Chemin::Motif(index as u8)));
        }
        t.read("deja_signe", deja_signe, champ("contrat.signature"));
        verdict(&motifs, deja_signe)
    });
    Eligibilite { verdict, deja_signe, motifs }
}

/// ELI-12. A contract that runs is never "to be confirmed": it was signed. Nobody has to be a
/// primo-installé (ELI-5): where that matters, ELI-4 is the rule that is unknown.
pub(crate) fn verdict(motifs: &[Motif], deja_signe: bool) -> Verdict {
    if motifs.iter().any(|m| m.etat == Etat::Echoue) {
        Verdict::NonEligible
    } else if !deja_signe && motifs.iter().any(|m| m.etat == Etat::Inconnu && m.regle != "ELI-5") {
        Verdict::AConfirmer
    } else {
        Verdict::Eligible
    }
}

/// [`examiner`], told rule by rule to `chaque`.
pub fn juger<T: Trace>(
    tables: &Tables,
    lectures: &Lectures,
    dossier: &Dossier,
    faits: &Faits<'_>,
    deja_signe: bool,
    trace: &mut T,
    chaque: &mut impl FnMut(&'static str, Etat),
) -> Verdict {
    let eligibilite = examiner(tables, lectures, dossier, faits, deja_signe, trace);
    eligibilite.motifs.iter().for_each(|motif| chaque(motif.regle, motif.etat));
    eligibilite.verdict
}

fn champ(path: &'static str) -> Origine {
    Origine::Dossier(Donnee::Champ(path))
}

impl Examen<'_> {
    /// ELI-1, and ELI-2 for those judged by their fees.
    fn specialite<T: Trace>(&self, motifs: &mut Motifs, trace: &mut T) {
        let specialite = self.faits.specialite;
        let statut = match self.faits.regime {
            Regime::Avenant7 => specialite.statut_avenant_7,
            _ => specialite.statut,
        };
        motifs.ask(trace, "ELI-1", AupresDe::Caisse, |t, manque| {
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
            motifs.ask(trace, "ELI-2", AupresDe::Medecin, |t, manque| self.honoraires(t, manque));
        }
    }

    /// ELI-2: clinical fees above a share of the fees without dépassement.
    fn honoraires<T: Trace>(&self, t: &mut T, manque: &mut Vec<Donnee>) -> Etat {
        let (cliniques, total) = (self.medecin.honoraires_cliniques, self.medecin.honoraires_sans_depassement);
        let (champ_cliniques, champ_total) =
            ("medecin.honoraires_cliniques_euros", "medecin.honoraires_sans_depassement_euros");
        t.read("honoraires_cliniques", cliniques, champ(champ_cliniques));
        t.read("honoraires_sans_depassement", total, champ(champ_total));
        let pour_cent = cell("honoraires_pour_cent", self.tables.parametre(Parametre::HonorairesPourCent), t);
        let (Some(Centimes(cliniques)), Some(Centimes(total))) = (cliniques, total) else {
            manque.extend(cliniques.is_none().then_some(Donnee::Champ(champ_cliniques)));
            manque.extend(total.is_none().then_some(Donnee::Champ(champ_total)));
            return Etat::Inconnu;
        };
        match (cliniques * 100).cmp(&(total * pour_cent)) {
            std::cmp::Ordering::Greater => Etat::Respecte,
            std::cmp::Ordering::Less => Etat::Echoue,
            std::cmp::Ordering::Equal => etat(Some(lecture::<q::Chir>(self.lectures, t) == q::Chir::Inclus)),
        }
    }

    /// ELI-3: secteur 1, or secteur 2 with OPTAM.
    fn secteur<T: Trace>(&self, t: &mut T, manque: &mut Vec<Donnee>) -> Etat {
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
    fn exercice_avenant_7<T: Trace>(&self, t: &mut T, manque: &mut Vec<Donnee>) -> Etat {
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
            manque.extend(medecin.exercice_regroupe.is_none().then_some(Donnee::Champ("medecin.exercice_regroupe")));
            manque.extend(medecin.zone.is_none().then_some(Donnee::Champ("medecin.zone")));
        }
        manque.extend(coordonne.is_none().then_some(Donnee::Champ("medecin.exercice_coordonne")));
        etat(and(regroupe, coordonne))
    }

    /// ELI-9: 1 ETP only in an under-dense zone.
    fn temps_plein_avenant_7<T: Trace>(&self, t: &mut T, manque: &mut Vec<Donnee>) -> Etat {
        t.read("option", self.faits.option, champ("contrat.option"));
        t.read("zone", self.medecin.zone.map(Zone::id), champ("medecin.zone"));
        if self.faits.option != Some(OptionEtp::Un) {
            return Etat::SansObjet;
        }
        let dense = sous_dense(self.medecin.zone);
        manque.extend(dense.is_none().then_some(Donnee::Champ("medecin.zone")));
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
