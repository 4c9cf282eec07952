//! From a dossier to its étude: one traced run, then quiet reruns.

use crate::contrat::{self, Donnees, Journal};
use crate::dossier::{Constat, Dossier, OptionEtp, Zone};
use crate::echeance::{self, Echeance};
use crate::eligibilite::{self, Eligibilite, Etat, Verdict};
use crate::etude::a_demander::a_demander;
use crate::etude::a_rendre::a_rendre;
use crate::etude::chiffrage::{self, Chiffrage, Totaux};
use crate::etude::couts;
use crate::etude::emploi::Emploi;
use crate::etude::evenements::{self, Suivi};
use crate::etude::figures::figures;
use crate::etude::justifier;
use crate::etude::precision::precision;
use crate::etude::questions::questions;
use crate::etude::rapprocher::{self, Enquete, Rapprochement};
use crate::etude::{Demande, Etude, Remarque};
use crate::explication::{Chemin, Donnee, Noeud, Origine, Quiet, Trace, Tree, un_par_figure};
use crate::faits::Faits;
use crate::indicateur::Paire;
use crate::jour::Jour;
use crate::money::Fraction;
use crate::montant;
use crate::objectif::Objectif;
use crate::poste::Poste;
use crate::question::{Lectures, Question, lecture as q};
use crate::regime::{Regime, regime_de};
use crate::tables::{Cell, Convention, Nature, Specialite, Statut, Tables};
use crate::vie::Vie;
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
        context.compose(&dossier.lectures, &mut NoTrees, &mut Quiet::default()).chiffrage
    })
}

/// Every option open at a first signature (ELI-9 for avenant-7), whatever the dossier chooses.
pub(crate) fn options_a_la_signature(tables: &Tables, dossier: &Dossier, regime: Regime) -> Vec<OptionEtp> {
    let hors_zone = regime == Regime::Avenant7 && dossier.medecin.zone == Some(Zone::Autre);
    let open = |o: &OptionEtp| !(hors_zone && *o == OptionEtp::Un);
    tables.regime(regime).options.iter().copied().filter(open).collect()
}

/// Runs `f` with all that the runs of a study share.
fn en_contexte<R>(
    convention: &Convention,
    dossier: &Dossier,
    demande: &Demande,
    f: impl FnOnce(&Context<'_>) -> R,
) -> R {
    let unknown = specialite_inconnue(&dossier.medecin.specialite);
    let journal = Journal::ouvrir(dossier, demande.au, demande.connu_au);
    let vie = journal.as_ref().map(|j| j.vie(&convention.tables)).unwrap_or_default();
    let poste = Poste::lire(dossier, journal.as_ref());
    f(&Context {
        convention,
        dossier,
        demande,
        specialite: convention.tables.specialite(&dossier.medecin.specialite).unwrap_or(&unknown),
        constats: constats_connus(&dossier.constats, demande),
        journal,
        vie,
        poste,
    })
}

/// `dossier::parse` refuses a specialty that the rules do not have; a dossier built by hand may have one.
fn specialite_inconnue(id: &str) -> Specialite {
    Specialite {
        id: id.to_owned(),
        nom: id.to_owned(),
        statut: Statut::AConfirmer,
        statut_avenant_7: Statut::AConfirmer,
        deux_indicateurs: false,
        critere: crate::tables::Critere::Pfa,
        plusieurs_etp: false,
        seuils: Paire::default(),
        seuils_avenant_7: Paire::default(),
    }
}

/// Constats dated and known by the day of study. The others keep their place without any figure, so
/// that an index is the dossier's own.
pub(crate) fn constats_connus(constats: &[Constat], demande: &Demande) -> Vec<Constat> {
    let known = |c: &Constat| c.date <= demande.au && c.connu_le.unwrap_or(c.date) <= demande.connu_au;
    let blank = |c: &Constat| Constat { effectif: Paire::default(), ..*c };
    constats.iter().map(|c| if known(c) { *c } else { blank(c) }).collect()
}

/// Where the explanations of the options go.
trait Explanations {
    type Listener: Trace + Default;
    fn keep(&mut self, prefix: String, listener: Self::Listener);
}

/// Keeps every tree.
#[derive(Default)]
struct Trees(Vec<(String, Tree)>);

impl Explanations for Trees {
    type Listener = Tree;
    fn keep(&mut self, prefix: String, tree: Tree) {
        self.0.push((prefix, tree));
    }
}

/// Keeps none.
struct NoTrees;

impl Explanations for NoTrees {
    type Listener = Quiet;
    fn keep(&mut self, _: String, _: Quiet) {}
}

impl Trees {
    fn consulted(&self) -> u64 {
        self.0.iter().fold(0, |bits, (_, tree)| bits | tree.consulted)
    }

    /// One node a figure.
    fn finish(self) -> Vec<(String, Noeud)> {
        let mut nodes = Vec::new();
        for (prefix, tree) in self.0 {
            nodes.extend(un_par_figure(tree.roots).into_iter().map(|node| (prefix.clone(), node)));
        }
        nodes
    }
}

/// What every run of a study shares.
struct Context<'a> {
    convention: &'a Convention,
    dossier: &'a Dossier,
    demande: &'a Demande,
    specialite: &'a Specialite,
    constats: Vec<Constat>,
    /// The events that count. `None`: there is none.
    journal: Option<Journal<'a>>,
    /// What they say of the figures.
    vie: Vie,
    /// What they say of the post of assistant.
    poste: Poste,
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

impl<'a> Context<'a> {
    /// The whole answer: one traced run, then quiet reruns.
    fn etudier(&self) -> Etude {
        let lectures = &self.dossier.lectures;
        let mut quiet = Quiet::default();
        let mut trees = Trees::default();
        let mut draft = self.compose(lectures, &mut trees, &mut quiet);
        let consulted = quiet.consulted | trees.consulted();
        let base = draft.figures();
        let questions = questions(lectures, consulted, &base, |other| {
            self.compose(other, &mut NoTrees, &mut Quiet::default()).figures()
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

    fn signature(&self) -> Jour {
        self.dossier.contrat.signature.unwrap_or(self.demande.au)
    }

    fn deja_signe(&self) -> bool {
        self.dossier.contrat.signature.is_some_and(|signature| signature < self.demande.au)
    }

    fn faits<T: Trace>(
        &self,
        lectures: &Lectures,
        regime: Regime,
        option: Option<OptionEtp>,
        trace: &mut T,
    ) -> Faits<'_> {
        let tables = &self.convention.tables;
        let faits = Faits::of(tables, lectures, self.dossier, self.specialite, regime, self.signature(), trace);
        Faits { option: option.or(faits.option), si: self.demande.si, ..faits }
    }

    fn donnees<'b>(&'b self, lectures: &'b Lectures, regime: Regime) -> Donnees<'b> {
        let tables = &self.convention.tables;
        let days = (self.signature(), self.demande.au);
        let annees = contrat::annees_listees(tables, lectures, regime, &self.vie, days);
        let journal = self.journal.as_ref().filter(|j| j.sert(&self.vie));
        Donnees { tables, lectures, constats: &self.constats, annees, vie: &self.vie, journal, attendues: &[] }
    }

    /// One run of the whole study under given readings.
    fn compose<E: Explanations>(&self, lectures: &Lectures, explanations: &mut E, quiet: &mut Quiet) -> Draft {
        let tables = &self.convention.tables;
        let mut listener = E::Listener::default();
        let regime = self.regime(lectures, &mut listener);
        let faits = self.faits(lectures, regime, None, &mut listener);
        let deja_signe = self.deja_signe();
        let eligibilite = eligibilite::examiner(tables, lectures, self.dossier, &faits, deja_signe, &mut listener);
        let exclure_sous_p30 =
            !deja_signe && eligibilite.motifs.iter().any(|m| m.regle == "ELI-4" && m.etat != Etat::SansObjet);
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
            explanations.keep(String::new(), listener);
            return draft;
        }
        let donnees = self.donnees(lectures, regime);
        let au = self.demande.au;
        let chiffrer = |option: OptionEtp, listener: &mut E::Listener, quiet: &mut Quiet| {
            let faits = Faits { option: Some(option), ..faits };
            let mut chiffrage = chiffrage::chiffrer(&donnees, &faits, exclure_sous_p30, au, listener, quiet);
            let deroulement = couts::deroulement(self.dossier, &self.vie, self.journal.as_ref(), faits.option);
            chiffrage.couts = couts::couts(tables, self.dossier, &deroulement, &chiffrage.annees, listener);
            chiffrage
        };
        let options = self.options_ouvertes(regime);
        draft.chiffrage = match options.as_slice() {
            [only] => chiffrer(*only, &mut listener, quiet),
            several => {
                for (index, option) in several.iter().enumerate() {
                    let mut listener = E::Listener::default();
                    draft.variantes.push(chiffrer(*option, &mut listener, quiet));
                    explanations.keep(format!("/variantes/{index}"), listener);
                }
                Chiffrage::cote_a_cote(&draft.variantes)
            }
        };
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
        let annees: Vec<_> = draft.chiffrage.annees.iter().map(|y| y.annee).collect();
        let poste = &self.poste;
        draft.echeances =
            echeance::echeances(tables, lectures, self.dossier, &faits, &annees, (&self.vie, poste), &mut listener);
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
        explanations.keep(String::new(), listener);
        draft
    }

    /// REG: the regime of the signature date.
    fn regime<T: Trace>(&self, lectures: &Lectures, trace: &mut T) -> Regime {
        let tables = &self.convention.tables;
        let signature = self.signature();
        let regime = regime_de(tables, lectures, signature).unwrap_or(self.dossier.regime);
        let regle = match regime {
            Regime::Avenant7 => "REG-AV7",
            Regime::ReglementArbitral2023 => "REG-RA23",
            Regime::Convention2024 => "REG-CONV24",
        };
        trace.rule(Chemin::Regime, regle, |t| {
            t.read("signature", signature, self.origine_de_la_signature());
            let (debut, fin) = crate::regime::signatures(tables, lectures, regime);
            let (first, last) = tables.regime(regime).signatures;
            let entree = &tables.entrees[usize::from(lectures.index(Question::Entree))];
            let written = |jour: Jour, cell: Cell<Jour>| if jour == cell.value { cell.id } else { entree.jour.id };
            t.read("debut", debut, Origine::Regles(written(debut, first)));
            t.read("fin", fin, Origine::Regles(written(fin, last)));
            // The readings of Q-ENTREE differ on a day or two: asked there alone.
            let days = tables.entrees.map(|e| e.jour.value);
            if days.iter().min() <= Some(&signature) && days.iter().max() >= Some(&signature) {
                t.consult(Question::Entree, lectures);
            }
            regime
        })
    }

    fn origine_de_la_signature(&self) -> Origine {
        match self.dossier.contrat.signature {
            Some(_) => Origine::Dossier(Donnee::Champ("contrat.signature")),
            None => Origine::Au,
        }
    }

    /// The option of the dossier, or every option open at a first signature.
    fn options_ouvertes(&self, regime: Regime) -> Vec<OptionEtp> {
        match self.dossier.contrat.option {
            Some(option) => vec![option],
            None => options_a_la_signature(&self.convention.tables, self.dossier, regime),
        }
    }

    fn remarques(&self, draft: &Draft, faits: &Faits<'_>) -> Vec<Remarque> {
        let dossier = self.dossier;
        let signature = self.signature();
        let computed = !draft.chiffrage.annees.is_empty();
        let hidden = self.constats.iter().zip(&dossier.constats).any(|(known, all)| known.effectif != all.effectif);
        let complete = dossier.evenements.is_empty() || self.journal.as_ref().is_some_and(Journal::est_complet);
        let natures = [draft.chiffrage.objectifs.pmt, draft.chiffrage.objectifs.pfa];
        let maintien_65 = faits.senior == Some(true)
            && faits.objectif == Paire::default()
            && natures.iter().flatten().any(|o| o.nature == Some(Nature::Maintien));
        let second = draft.chiffrage.annees.iter().any(|y| {
            let later = [y.annee.objectifs.pmt, y.annee.objectifs.pfa];
            later.iter().zip(&natures).any(|(l, n)| {
                n.is_some_and(|n| n.nature == Some(Nature::PalierP50)) && l.is_some_and(|l| l.nature.is_none())
            })
        });
        let above = draft.chiffrage.annees.iter().any(|y| y.annee.part > Some(Fraction::ONE));
        let list = [
            (dossier.contrat.signature.is_none(), Remarque::SignatureSupposee),
            (!draft.variantes.is_empty(), Remarque::OptionsComparees),
            (dossier.medecin.installation.is_none(), Remarque::PasPrimoInstalle),
            (signature > self.convention.tables.signature_connue.value, Remarque::SignatureApresRegles),
            (
                draft.eligibilite.deja_signe && draft.eligibilite.verdict == Verdict::NonEligible,
                Remarque::ContratMalgreRegle,
            ),
            (hidden, Remarque::ConstatsEcartes),
            (!complete, Remarque::EvenementsEcartes),
            (
                dossier.encaissements.iter().any(|e| !rapprocher::compte(e, self.demande)),
                Remarque::EncaissementsEcartes,
            ),
            (computed && self.demande.si != Paire::default(), Remarque::SousHypothese),
            (computed && maintien_65 && !a_la_reference(dossier, faits, signature), Remarque::ReferenceAutreDate),
            (second, Remarque::SecondObjectif),
            (above, Remarque::DecisionAuDessus),
            (computed, Remarque::Imposable),
        ];
        list.into_iter().filter(|(holds, _)| *holds).map(|(_, remarque)| remarque).collect()
    }
}

/// OBJ-3, Q-65-REF: whether the start is dated of the reference day. A start without date is taken as such.
fn a_la_reference(dossier: &Dossier, faits: &Faits<'_>, signature: Jour) -> bool {
    let Some(date) = dossier.patientele.date else { return true };
    let juin = Jour::new(signature.year(), 6, 30);
    let decembre = Jour::new(signature.year() - 1, 12, 31);
    let reference = match dossier.lectures.get::<q::Reference65>() {
        q::Reference65::LePlusRecentAvant => juin.filter(|j| *j <= signature).or(decembre),
        q::Reference65::Juin30 => juin,
        q::Reference65::Decembre31 => decembre,
    };
    let measured = faits.mesure_du_30_juin != Paire::default();
    Some(date) == reference || (measured && reference == juin)
}

impl Chiffrage {
    /// No figure: not eligible, and not signed.
    fn vide(option: Option<OptionEtp>) -> Chiffrage {
        Chiffrage {
            option,
            bandes: crate::bande::Bandes::EMPTY,
            objectifs: Paire::default(),
            annees: Vec::new(),
            decisions: Vec::new(),
            paliers: Vec::new(),
            hypotheses: Vec::new(),
            totaux: Totaux::default(),
            couts: Vec::new(),
        }
    }

    /// What holds for every option: a figure where they agree, bounds over them where they do not.
    fn cote_a_cote(variantes: &[Chiffrage]) -> Chiffrage {
        let Some((first, others)) = variantes.split_first() else { return Chiffrage::vide(None) };
        let mut whole = Chiffrage { option: None, decisions: Vec::new(), paliers: Vec::new(), ..first.clone() };
        for other in others {
            whole.objectifs = Paire::from_fn(|i| Objectif::commun(whole.objectifs[i], other.objectifs[i]));
            for (year, theirs) in whole.annees.iter_mut().zip(&other.annees) {
                year.merge(theirs);
            }
            whole.totaux = whole.totaux.commun(&other.totaux);
            whole.couts = couts::communs(&whole.couts, &other.couts);
            if whole.hypotheses != other.hypotheses {
                whole.hypotheses.clear();
            }
        }
        whole
    }
}
