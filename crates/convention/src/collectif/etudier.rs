//! From a group's dossier to its étude: one traced run, then quiet reruns.

use super::annees::{self, AnneeCollective};
use super::echeances::{self, EcheanceCollective};
use super::eligibilite::{self, Examen};
use super::faits::Faits;
use super::objectif::{self, ObjectifDuGroupe};
use super::{Groupe, MembreEtudie, Plafond, bornes, figures, membres, totaux};
use crate::dossier::{Constat, DossierCollectif, Etp};
use crate::eligibilite::{AupresDe, Eligibilite, Etat, Verdict};
use crate::etude::{
    Demande, Demander, Figure, Objet, Plage, QuestionTouchee, Remarque, Totaux, a_rendre, constats_connus, questions,
};
use crate::explication::{Bout, Chemin, Donnee, Noeud, Origine, Quiet, Regle, Trace, Tree, un_par_figure};
use crate::indicateur::{Indicateur, Paire};
use crate::jour::Jour;
use crate::money::Centimes;
use crate::question::Lectures;
use crate::sort;
use crate::tables::{Convention, Parametre};

/// What the program answers for a group.
#[derive(Debug, Clone)]
pub struct EtudeCollective {
    /// What was asked.
    pub demande: Demande,
    /// The dossier that it answers.
    pub dossier: DossierCollectif,
    /// Day of signature; the day of study where the contract is not signed.
    pub signature: Jour,
    /// May the group have the aid.
    pub eligibilite: Eligibilite,
    /// The whole group.
    pub groupe: Groupe,
    /// The cap of working time (COL-3).
    pub plafond: Plafond,
    /// The working time that is possible, where the dossier asks for none.
    pub etp_possible: Option<Plage<Etp>>,
    /// Each doctor, in the order of the dossier.
    pub membres: Vec<MembreEtudie>,
    /// The objectives at signature.
    pub objectifs: Paire<ObjectifDuGroupe>,
    /// Years, from 1. Empty: not eligible, and not signed.
    pub annees: Vec<AnneeCollective>,
    /// Sums over the contract.
    pub totaux: Totaux,
    /// What is still to give back, in all (PAI-5).
    pub a_rendre: Centimes,
    /// Duties and rights, by date.
    pub echeances: Vec<EcheanceCollective>,
    /// The open questions that touch this dossier.
    pub questions: Vec<QuestionTouchee>,
    /// What to ask, and whom.
    pub a_demander: Vec<Demander>,
    /// What to know before reading the figures.
    pub remarques: Vec<Remarque>,
    /// How each figure came about.
    pub explication: Vec<Noeud>,
}

/// The parts of an étude that another reading can change.
pub(super) struct Draft {
    pub(super) eligibilite: Eligibilite,
    pub(super) groupe: Groupe,
    pub(super) plafond: Plafond,
    pub(super) etp_possible: Option<Plage<Etp>>,
    pub(super) membres: Vec<MembreEtudie>,
    pub(super) objectifs: Paire<ObjectifDuGroupe>,
    pub(super) annees: Vec<AnneeCollective>,
    pub(super) totaux: Totaux,
    pub(super) echeances: Vec<EcheanceCollective>,
}

/// Answers the dossier of a group.
pub fn etudier_collectif(convention: &Convention, dossier: &DossierCollectif, demande: &Demande) -> EtudeCollective {
    let constats = constats_connus(&dossier.constats, demande);
    let faits = faits(convention, dossier, demande, &constats, &dossier.lectures);
    let mut tree = Tree::new();
    let mut quiet = Quiet::default();
    let draft = compose(&faits, &mut tree, &mut quiet);
    let consulted = tree.consulted | quiet.consulted;
    let questions = questions(&dossier.lectures, consulted, &draft.figures(), |other| {
        let faits = Faits { lectures: other, ..faits };
        compose(&faits, &mut Quiet::default(), &mut Quiet::default()).figures()
    });
    let membres = draft.membres;
    let faits = Faits { membres: &membres, ..faits };
    let draft = Draft { membres: membres.clone(), ..draft };
    let hidden = constats.iter().zip(&dossier.constats).any(|(known, all)| known.effectif != all.effectif);
    let paid = draft.annees.iter().flat_map(|year| year.versements.iter().flatten());
    EtudeCollective {
        demande: *demande,
        a_rendre: a_rendre(paid, None, demande.au),
        dossier: dossier.clone(),
        signature: faits.signature,
        a_demander: a_demander(&faits, &draft, &questions),
        remarques: remarques(convention, &faits, &draft, hidden),
        eligibilite: draft.eligibilite,
        groupe: draft.groupe,
        plafond: draft.plafond,
        etp_possible: draft.etp_possible,
        membres: draft.membres,
        objectifs: draft.objectifs,
        annees: draft.annees,
        totaux: draft.totaux,
        echeances: draft.echeances,
        questions,
        explication: un_par_figure(tree.roots),
    }
}

fn faits<'a>(
    convention: &'a Convention,
    dossier: &'a DossierCollectif,
    demande: &Demande,
    constats: &'a [Constat],
    lectures: &'a Lectures,
) -> Faits<'a> {
    Faits {
        tables: &convention.tables,
        lectures,
        dossier,
        signature: dossier.contrat.signature.unwrap_or(demande.au),
        deja_signe: dossier.contrat.signature.is_some_and(|signature| signature < demande.au),
        au: demande.au,
        constats,
        si: demande.si,
        etp: dossier.contrat.etp,
        membres: &[],
        favorable: None,
    }
}

/// One run of the whole study.
fn compose<T: Trace>(faits: &Faits<'_>, trace: &mut T, quiet: &mut Quiet) -> Draft {
    trace.rule(Chemin::Regime, Regle::RegColl26, |t| {
        t.read("signature", faits.signature, faits.origine_de_la_signature());
        crate::explication::cell("debut", faits.tables.collectif.premiere_signature, t);
        super::REGIME
    });
    let membres = membres::membres(faits, trace);
    let faits = &Faits { membres: &membres, ..*faits };
    let Examen { eligibilite, groupe, plafond } = eligibilite::examiner(faits, trace);
    let etp = bornes::etp_possibles(faits, plafond);
    let ends = etp.first().zip(etp.last()).filter(|_| faits.etp.is_none());
    let etp_possible = ends.map(|(min, max)| Plage { min: *min, max: *max });
    if let Some(range) = etp_possible {
        for (bout, etp) in [(Bout::Min, range.min), (Bout::Max, range.max)] {
            trace.rule(Chemin::BorneEtp(bout), Regle::Col3, |t| {
                t.read("plafond", plafond.connu(), Origine::Figure(Chemin::Plafond));
                etp
            });
        }
    }
    let objectifs = Paire::from_fn(|i| objectif::objectif(faits, i, faits.signature, trace));
    let mut draft = Draft {
        eligibilite,
        groupe,
        plafond,
        etp_possible,
        membres: membres.clone(),
        objectifs,
        annees: Vec::new(),
        totaux: Totaux::default(),
        echeances: Vec::new(),
    };
    let duree = faits.tables.parametre(Parametre::CollectifDureeAns).value as u8;
    if draft.eligibilite.verdict == Verdict::NonEligible && !faits.deja_signe {
        totaux::sans_objet(draft.eligibilite.verdict, trace);
        totaux::gains(faits, &draft.objectifs, trace);
        return draft;
    }
    let mut years = annees::annees(faits, &membres, &draft.objectifs, trace);
    let envelope = bornes::envelopper(faits, &membres, plafond, usize::from(duree), quiet);
    let mut first_payment = 0;
    for (index, year) in years.iter_mut().enumerate() {
        let before = *year;
        bornes::regler(&envelope, index, year);
        totaux::expliquer(&before, year, first_payment, trace);
        first_payment += year.versements.iter().flatten().count() as u16;
    }
    draft.totaux = totaux::totaux(faits, &draft.objectifs, &years, duree, envelope.total(), trace);
    draft.echeances = echeances::echeances(faits, &membres, &years, trace);
    draft.annees = years;
    draft
}

impl Draft {
    fn figures(&self) -> Vec<Figure> {
        figures::of(self)
    }
}

/// What to ask: what eligibility lacks, the starts and gains that are missing, then the open questions
/// that change a figure, those that change the aid first.
fn a_demander(faits: &Faits<'_>, draft: &Draft, questions: &[QuestionTouchee]) -> Vec<Demander> {
    let mut list: Vec<Demander> = Vec::new();
    let mut add = |objet, aupres_de| {
        if !list.iter().any(|e: &Demander| e.objet == objet) {
            list.push(Demander { objet, aupres_de });
        }
    };
    let lacking = draft.eligibilite.motifs.iter().filter(|m| m.etat == Etat::Inconnu && !faits.deja_signe);
    for motif in lacking {
        for donnee in &motif.manque {
            add(Objet::Donnee(*donnee), motif.aupres_de.unwrap_or(AupresDe::Caisse));
        }
    }
    if !draft.annees.is_empty() {
        if faits.etp.is_none() {
            add(Objet::Donnee(Donnee::Champ("contrat.etp")), AupresDe::Medecin);
        }
        for (index, membre) in faits.presents(faits.signature) {
            for i in Indicateur::ALL {
                if membre.effectif[i].is_none() {
                    add(Objet::Donnee(Donnee::Membre(index, i.id())), AupresDe::Caisse);
                }
                let path = match i {
                    Indicateur::Pmt => "contrat_individuel.gain_pmt",
                    Indicateur::Pfa => "contrat_individuel.gain_pfa",
                };
                if membre.contrat_individuel.is_some_and(|c| c.gains[i].is_none()) {
                    add(Objet::Donnee(Donnee::Membre(index, path)), AupresDe::Caisse);
                }
            }
        }
    }
    let mut touching: Vec<&QuestionTouchee> = questions.iter().filter(|q| q.change_le_resultat()).collect();
    sort::by_key(&mut touching, |q| !q.change_l_aide());
    for question in touching {
        add(Objet::Question(question.question), AupresDe::Caisse);
    }
    list
}

fn remarques(convention: &Convention, faits: &Faits<'_>, draft: &Draft, hidden: bool) -> Vec<Remarque> {
    let computed = !draft.annees.is_empty();
    let below = draft.annees.iter().rev().find_map(|year| year.sous_depart);
    let failed = |m: &MembreEtudie| m.motifs.iter().any(|motif| motif.etat == Etat::Echoue);
    let joined_later = draft.membres.iter().any(|m| m.adhesion > faits.signature && failed(m));
    let unpaid = draft.annees.iter().all(|year| year.versements.iter().flatten().next().is_none());
    let list = [
        (faits.dossier.contrat.signature.is_none(), Remarque::SignatureSupposee),
        (computed && faits.etp.is_none(), Remarque::EtpInconnu),
        (faits.signature > convention.tables.signature_connue.value, Remarque::SignatureApresRegles),
        (faits.deja_signe && draft.eligibilite.verdict == Verdict::NonEligible, Remarque::ContratMalgreRegle),
        (joined_later, Remarque::MembreNonEligible),
        (below == Some(true), Remarque::ResiliationPossible),
        (hidden, Remarque::ConstatsEcartes),
        (computed && faits.si != Paire::default(), Remarque::SousHypothese),
        (computed && unpaid, Remarque::VersementsInconnus),
        (computed, Remarque::Imposable),
    ];
    list.into_iter().filter(|(holds, _)| *holds).map(|(_, remarque)| remarque).collect()
}
