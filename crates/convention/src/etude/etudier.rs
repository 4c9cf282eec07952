//! From a dossier to its étude: one traced run, then quiet reruns.

mod contexte;
mod remarques;
mod traces;

pub(super) use contexte::tel_que_connu;
pub(crate) use contexte::{constats_connus, options_a_la_signature};

use contexte::{Context, en_contexte};
use traces::Heard;

use crate::contrat::{self, Donnees};
use crate::dossier::{Dossier, OptionEtp};
use crate::echeance::{self, Echeance};
use crate::eligibilite::{self, Eligibilite, Etat, Verdict};
use crate::etude::a_demander::a_demander;
use crate::etude::a_rendre::a_rendre;
use crate::etude::bornes;
use crate::etude::chiffrage::{self, Chiffrage};
use crate::etude::couts;
use crate::etude::emploi::Emploi;
use crate::etude::evenements::{self, Suivi};
use crate::etude::figures::figures;
use crate::etude::justifier;
use crate::etude::precision::precision;
use crate::etude::questions::questions;
use crate::etude::rapprocher::{self, Enquete, Rapprochement};
use crate::etude::{Demande, Etude};
use crate::explication::{Quiet, Trace, Tree};
use crate::faits::Faits;
use crate::jour::Jour;
use crate::montant;
use crate::question::{Consulted, Lectures, Question};
use crate::regime::Regime;
use crate::tables::Convention;
use crate::vigilance::Cas;

/// Answers a dossier on a day of study.
///
/// The same dossier, rules and [`Demande`] always give the same étude.
pub fn etudier(convention: &Convention, dossier: &Dossier, demande: &Demande) -> Etude {
    en_contexte(convention, dossier, demande, |context| context.etudier())
}

/// The figures of [`etudier`] alone: no question, no explanation. Of a dossier without option, what holds
/// for every option that is open.
pub(crate) fn chiffrage_seul(convention: &Convention, dossier: &Dossier, demande: &Demande) -> Chiffrage {
    en_contexte(convention, dossier, demande, |context| {
        context.compose(&dossier.lectures, Quiet::default(), &mut Quiet::default()).0.chiffrage
    })
}

/// What [`chiffrer_les_annees`] gives.
pub(super) struct Annees {
    pub(super) regime: Regime,
    pub(super) eligibilite: Eligibilite,
    /// Its objectives and its years.
    pub(super) chiffrage: Chiffrage,
    /// What reruns consulted.
    pub(super) consulted: Consulted,
}

/// The regime, the eligibility and the years of [`etudier`] alone. Of a dossier without option, what holds for
/// every option that is open.
pub(super) fn chiffrer_les_annees<T: Trace>(
    convention: &Convention,
    dossier: &Dossier,
    demande: &Demande,
    trace: &mut T,
) -> Annees {
    en_contexte(convention, dossier, demande, |context| {
        let lectures = &dossier.lectures;
        let Examine { regime, faits, eligibilite, exclure_sous_p30 } = context.examiner(lectures, trace);
        if eligibilite.verdict == Verdict::NonEligible && !context.deja_signe() {
            let bandes = montant::bandes_du_montant(lectures, &faits, trace);
            let chiffrage = Chiffrage { bandes, ..Chiffrage::vide(faits.option) };
            return Annees { regime, eligibilite, chiffrage, consulted: 0 };
        }
        let donnees = context.donnees(lectures, regime);
        let mut quiet = Quiet::default();
        let of = |option: OptionEtp| {
            let faits = Faits { option: Some(option), ..faits };
            chiffrage::annees_seules(&donnees, &faits, exclure_sous_p30, trace, &mut quiet)
        };
        let mut options: Vec<Chiffrage> = context.options_ouvertes(regime).into_iter().map(of).collect();
        let chiffrage = match options.as_slice() {
            [_] => options.swap_remove(0),
            several => Chiffrage::cote_a_cote(several),
        };
        Annees { regime, eligibilite, chiffrage, consulted: quiet.consulted }
    })
}

/// How many times the life of the contract is run for the bounds of the figures, once for each way of filling what
/// the dossier does not say: what an étude costs grows with it, times the events. Cheap: no figure is worked out.
pub fn completions(convention: &Convention, dossier: &Dossier, demande: &Demande) -> usize {
    en_contexte(convention, dossier, demande, |context| {
        let mut quiet = Quiet::default();
        let regime = context.regime(&dossier.lectures, &mut quiet);
        let faits = context.faits(&dossier.lectures, regime, None, &mut quiet);
        let donnees = context.donnees(&dossier.lectures, regime);
        let options = context.options_ouvertes(regime).len().max(1);
        options * bornes::completions(&donnees, &faits, false).len()
    })
}

/// Whether a doctor who has not signed has no right to the aid, under any reading: no figure follows then.
pub(crate) fn sans_droit(convention: &Convention, dossier: &Dossier, au: Jour) -> bool {
    en_contexte(convention, dossier, &Demande::au(au), |context| {
        if context.deja_signe() {
            return false;
        }
        let refuse = |lectures: &Lectures, quiet: &mut Quiet| {
            let faits = context.faits(lectures, context.regime(lectures, quiet), None, quiet);
            let tables = &convention.tables;
            eligibilite::examiner(tables, lectures, dossier, &faits, false, quiet).verdict == Verdict::NonEligible
        };
        let mut quiet = Quiet::default();
        let lectures = &dossier.lectures;
        refuse(lectures, &mut quiet)
            && Question::ALL.iter().filter(|question| quiet.consulted & question.bit() != 0).all(|question| {
                (0..question.readings().len() as u8).all(|index| {
                    let mut other = *lectures;
                    other.set(*question, index);
                    refuse(&other, &mut Quiet::default())
                })
            })
    })
}

/// Gives an étude that rests on a hypothesis the decision table that it would have without: a supposed result
/// leaves nothing to decide, and what others would give still holds.
pub fn rendre_les_decisions(convention: &Convention, etude: &mut Etude) {
    let demande = Demande { si: Default::default(), ..etude.demande };
    let (chiffrage, variantes) = en_contexte(convention, &etude.dossier, &demande, |context| {
        let (draft, _) = context.compose(&etude.dossier.lectures, Quiet::default(), &mut Quiet::default());
        (draft.chiffrage, draft.variantes)
    });
    etude.chiffrage.decisions = chiffrage.decisions;
    for (own, bare) in etude.variantes.iter_mut().zip(variantes) {
        own.decisions = bare.decisions;
    }
}

/// What a run knows before any figure.
struct Examine<'a> {
    regime: Regime,
    faits: Faits<'a>,
    eligibilite: Eligibilite,
    /// Whether a doctor below P30 would have no right to the aid.
    exclure_sous_p30: bool,
}

/// The parts of an étude that another reading can change.
struct Draft {
    regime: Regime,
    eligibilite: Eligibilite,
    chiffrage: Chiffrage,
    variantes: Vec<Chiffrage>,
    echeances: Vec<Echeance>,
    emploi: Emploi,
    evenements: Vec<Suivi>,
    fin_du_contrat: Option<Jour>,
    rapprochement: Option<Rapprochement>,
    exclure_sous_p30: bool,
}

impl Draft {
    fn figures(&self) -> Vec<super::Figure> {
        let life = (self.evenements.as_slice(), self.fin_du_contrat, self.rapprochement.as_ref());
        figures(self.regime, &self.eligibilite, &self.chiffrage, &self.variantes, &self.echeances, life)
    }
}

impl Context<'_> {
    /// The whole answer: one traced run, then quiet reruns.
    fn etudier(&self) -> Etude {
        let lectures = &self.dossier.lectures;
        let mut quiet = Quiet::default();
        let (mut draft, trees) = self.compose(lectures, Tree::new(), &mut quiet);
        let consulted = quiet.consulted | trees.consulted();
        let base = draft.figures();
        let questions = questions(lectures, consulted, &base, |other| {
            self.compose(other, Quiet::default(), &mut Quiet::default()).0.figures()
        });
        let signature = self.signature();
        let mut notes = Quiet::default();
        let faits = self.faits(lectures, draft.regime, None, &mut notes);
        let single = (!draft.chiffrage.annees.is_empty()).then_some(&draft.chiffrage);
        // Several options side by side: of the one with most at stake.
        let widest = draft.variantes.iter().max_by_key(|v| v.totaux.en_jeu()).or(single);
        let precision = widest.and_then(|c| {
            let donnees = self.donnees(lectures, draft.regime);
            let faits = Faits { option: c.option, ..faits };
            precision(&donnees, &faits, draft.exclure_sous_p30, c.totaux.bornes, self.demande.au)
        });
        let remarques = self.remarques(&draft, &faits);
        let mut explication = trees.finish();
        justifier::cote_a_cote(&draft.chiffrage, &draft.variantes, &mut explication);
        if let Some(rapprochement) = &mut draft.rapprochement {
            let enquete = Enquete {
                donnees: self.donnees(lectures, draft.regime),
                faits,
                dossier: self.dossier,
                journal: self.journal.as_ref(),
                chiffrage: &draft.chiffrage,
                questions: &questions,
                explication: &explication,
                jours: (signature, self.demande.au),
            };
            rapprocher::expliquer(rapprochement, &enquete);
        }
        let paid = draft.chiffrage.annees.iter().flat_map(|year| year.annee.versements.iter().flatten());
        Etude {
            demande: *self.demande,
            a_rendre: a_rendre(paid, draft.rapprochement.as_ref(), self.demande.au),
            dossier: self.dossier.clone(),
            signature,
            regime: draft.regime,
            bandes: faits.bandes,
            a_demander: a_demander(&draft.eligibilite, &faits, single, &questions),
            eligibilite: draft.eligibilite,
            chiffrage: draft.chiffrage,
            variantes: draft.variantes,
            evenements: draft.evenements,
            fin_du_contrat: draft.fin_du_contrat,
            rapprochement: draft.rapprochement,
            echeances: draft.echeances,
            formation: draft.emploi.formation,
            pieces: draft.emploi.pieces,
            vigilance: draft.emploi.vigilance,
            questions,
            precision,
            remarques,
            explication,
        }
    }

    /// What comes before any figure: the regime, the facts, the eligibility.
    fn examiner<T: Trace>(&self, lectures: &Lectures, listener: &mut T) -> Examine<'_> {
        let tables = &self.convention.tables;
        let regime = self.regime(lectures, listener);
        let faits = self.faits(lectures, regime, None, listener);
        let deja_signe = self.deja_signe();
        let eligibilite = eligibilite::examiner(tables, lectures, self.dossier, &faits, deja_signe, listener);
        let exclure_sous_p30 =
            !deja_signe && eligibilite.motifs.iter().any(|m| m.regle == "ELI-4" && m.etat != Etat::SansObjet);
        Examine { regime, faits, eligibilite, exclure_sous_p30 }
    }

    /// One run of the whole study under given readings, and what the listener heard; each option has one
    /// of its own.
    fn compose<T: Trace>(&self, lectures: &Lectures, mut listener: T, quiet: &mut Quiet) -> (Draft, Heard<T>) {
        let tables = &self.convention.tables;
        let mut heard = Heard::default();
        let deja_signe = self.deja_signe();
        let Examine { regime, faits, eligibilite, exclure_sous_p30 } = self.examiner(lectures, &mut listener);
        let mut draft = Draft {
            regime,
            chiffrage: Chiffrage {
                bandes: montant::bandes_du_montant(lectures, &faits, &mut listener),
                ..Chiffrage::vide(faits.option)
            },
            eligibilite,
            variantes: Vec::new(),
            echeances: Vec::new(),
            emploi: Emploi::default(),
            evenements: Vec::new(),
            fin_du_contrat: None,
            rapprochement: None,
            exclure_sous_p30,
        };
        if draft.eligibilite.verdict == Verdict::NonEligible && !deja_signe {
            // The band is known, the rest has no object.
            justifier::sans_objet(draft.eligibilite.verdict, &mut listener);
            heard.keep(String::new(), listener);
            return (draft, heard);
        }
        let donnees = self.donnees(lectures, regime);
        let au = self.demande.au;
        (draft.chiffrage, draft.variantes) =
            self.chiffrer(&donnees, &faits, exclure_sous_p30, (&mut listener, quiet), &mut heard);
        let cadre = contrat::cadre(tables, lectures, &faits, &mut Quiet::default());
        draft.evenements = evenements::suivre(
            (self.dossier, self.demande),
            &donnees,
            &faits,
            &cadre,
            self.journal.as_ref(),
            &mut listener,
        );
        draft.fin_du_contrat = contrat::fin_du_contrat(&donnees, &faits, &mut listener);
        let annees = draft.chiffrage.annees.iter().map(|year| &year.annee);
        let poste = &self.poste;
        draft.echeances =
            echeance::echeances(tables, lectures, self.dossier, &faits, annees, (&self.vie, poste), &mut listener);
        draft.rapprochement = rapprocher::rapprocher(self.dossier, self.demande, &draft.chiffrage, &mut listener);
        let cas = Cas {
            tables,
            dossier: self.dossier,
            vie: &self.vie,
            poste,
            objectifs: draft.chiffrage.objectifs,
            au,
            fini: draft.fin_du_contrat.is_some_and(|last| last < au),
        };
        draft.emploi = Emploi::of(&cas, regime, &draft.echeances, &mut listener);
        heard.keep(String::new(), listener);
        (draft, heard)
    }

    /// The figures of the option, or of each that is open, side by side.
    fn chiffrer<T: Trace>(
        &self,
        donnees: &Donnees<'_>,
        faits: &Faits<'_>,
        exclure_sous_p30: bool,
        (listener, quiet): (&mut T, &mut Quiet),
        heard: &mut Heard<T>,
    ) -> (Chiffrage, Vec<Chiffrage>) {
        let mut chiffrer = |option: OptionEtp, listener: &mut T| {
            let faits = Faits { option: Some(option), ..*faits };
            let mut chiffrage =
                chiffrage::chiffrer(donnees, &faits, exclure_sous_p30, self.demande.au, listener, quiet);
            let deroulement = couts::deroulement(self.dossier, &self.vie, self.journal.as_ref(), faits.option);
            chiffrage.couts = couts::couts(donnees.tables, self.dossier, &deroulement, &chiffrage.annees, listener);
            chiffrage
        };
        let options = self.options_ouvertes(faits.regime);
        if let [only] = options.as_slice() {
            return (chiffrer(*only, listener), Vec::new());
        }
        let mut variantes = Vec::with_capacity(options.len());
        for (index, option) in options.into_iter().enumerate() {
            let mut listener = listener.fresh();
            variantes.push(chiffrer(option, &mut listener));
            heard.keep(format!("/variantes/{index}"), listener);
        }
        (Chiffrage::cote_a_cote(&variantes), variantes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A past that completions share and natures that no run asks change no bound: each completion run on its own
    /// gives the same.
    #[test]
    #[allow(clippy::unwrap_used)]
    fn what_completions_share_is_what_each_finds() {
        let convention = Convention::embarquee().unwrap();
        let au = Jour::new(2026, 11, 23).unwrap();
        let vie = include_str!("../../../../exemples/vie-et-encaissements.toml");
        // Without it, nobody knows what the new option asks for: both natures are tried on both counts.
        let written = "type = \"avenant-objectif\"\nobjectif = { pmt = { gain = 120 }, pfa = { gain = 90 } }";
        let unwritten = vie.replace(written, "type = \"reunion-caisse\"");
        let suspended = format!("{unwritten}\n[[evenements]]\ndate = 2026-10-01\ntype = \"suspension\"\n");
        // From 65 the nature is known: of the 16 ways for that age, 4 are left.
        let ageless = suspended.replace("naissance = 1979-03-08", "");
        let early = include_str!("../../../../exemples/fin-anticipee.toml");
        // Without event: in which bands the starts are matters for the row of amounts alone, once targets are written.
        let written = "[medecin]\nspecialite = \"01\"\nsecteur = \"1\"\nnaissance = 1979-03-08\n\
            [patientele]\npmt_adultes = 900\npfa = 1100\n[contrat]\nsignature = 2022-03-01\noption = \"1\"\n\
            objectif = { pmt_adultes = { cible = 950 }, pfa = { cible = 1200 } }\n";
        let open = written.replace("objectif = ", "# ").replace("naissance = 1979-03-08\n", "");
        let cases = [
            (vie, 8, 2),
            (&unwritten, 8, 8),
            (&suspended, 16, 16),
            (&ageless, 32, 20),
            (early, 2, 2),
            (written, 60, 6),
            (&open, 120, 38),
        ];
        for (text, possible, run) in cases {
            let dossier = crate::dossier::parse(&convention, "dossier.toml", text.as_bytes(), None, au).unwrap();
            en_contexte(&convention, &dossier, &Demande::au(au), |context| {
                let lectures = &dossier.lectures;
                let mut quiet = Quiet::default();
                let regime = context.regime(lectures, &mut quiet);
                let faits = context.faits(lectures, regime, None, &mut quiet);
                let own = context.donnees(lectures, regime);
                let versions = contrat::Versions::default();
                let shared = Donnees { versions: Some(&versions), ..own };
                let mut runs = Vec::new();
                bornes::parcourir(&shared, &faits, false, &mut quiet, |run, years| runs.push((run, years.to_vec())));
                let all = bornes::completions(&own, &faits, false);
                assert_eq!((all.len(), runs.len()), (possible, run), "{text}");
                let mut last = 0;
                for (index, completion) in all.iter().enumerate() {
                    let cadre = contrat::cadre(own.tables, lectures, completion, &mut quiet);
                    let alone = contrat::annees(&own, completion, &cadre, &mut quiet);
                    let kept = runs.iter().position(|(run, _)| usize::from(*run) == index);
                    // One that is left out gives what an earlier one gave.
                    let same = |at: usize| runs.get(at).is_some_and(|(_, years)| *years == alone);
                    assert!(kept.map_or_else(|| (0..=last).any(same), same), "{index} : {text}");
                    last = kept.unwrap_or(last);
                }
            });
        }
    }

    /// In WebAssembly a quiet run is a tree that keeps nothing: same figures, same questions.
    #[test]
    #[allow(clippy::unwrap_used)]
    fn a_tree_that_keeps_nothing_is_quiet() {
        let convention = Convention::embarquee().unwrap();
        let au = Jour::new(2026, 11, 23).unwrap();
        for text in [
            include_str!("../../../../exemples/une-specialite-seulement.toml"),
            include_str!("../../../../exemples/vie-et-encaissements.toml"),
            include_str!("../../../../exemples/fin-anticipee.toml"),
            include_str!("../../../../exemples/avenant-7-tiers-temps-2022.toml"),
        ] {
            let dossier = crate::dossier::parse(&convention, "dossier.toml", text.as_bytes(), None, au).unwrap();
            en_contexte(&convention, &dossier, &Demande::au(au), |context| {
                let (mut with_tree, mut with_quiet) = (Quiet::default(), Quiet::default());
                let (kept, trees) = context.compose(&dossier.lectures, Tree::new(), &mut Quiet::default());
                let (heard, silent) = context.compose(&dossier.lectures, Tree::default(), &mut with_tree);
                let (quiet, _) = context.compose(&dossier.lectures, Quiet::default(), &mut with_quiet);
                assert_eq!(with_tree.consulted, with_quiet.consulted);
                assert_eq!(heard.chiffrage, quiet.chiffrage);
                assert_eq!(heard.chiffrage, kept.chiffrage);
                // A tree that keeps also hears the questions of what only explains.
                assert_eq!(silent.consulted() & !trees.consulted(), 0);
                assert!(silent.finish().is_empty());
            });
        }
    }
}
