//! The figures of a contract, one contract after the other, without the words, the advice and the
//! explanations of an étude: what columns hold.

use crate::bande::Bandes;
use crate::contrat::{self, Annee, Cadre, Donnees, Journal};
use crate::dossier::{Constat, Dossier};
use crate::eligibilite::{self, Etat, Verdict};
use crate::etude::bornes::{self, Carnet, Enveloppe, Plage};
use crate::etude::etudier::{chiffrer_les_annees, tel_que_connu};
use crate::etude::{Demande, chiffrage};
use crate::explication::{Quiet, Regle, Trace};
use crate::faits::Faits;
use crate::indicateur::{Indicateur, Paire};
use crate::money::Centimes;
use crate::montant;
use crate::objectif::Objectif;
use crate::question::Consulted;
use crate::regime::{self, Regime};
use crate::tables::{Convention, Parametre, Specialite};
use crate::versement::Versement;
use crate::vie::Vie;

/// Starts below this take reruns: so near to nothing, the worst result and the best may be one.
const DEPART_ORDINAIRE: u32 = 20;

/// What is asked of [`Resultats`].
#[derive(Debug, Clone, Copy)]
pub struct Tache<'a> {
    /// The rules.
    pub convention: &'a Convention,
    /// The contract.
    pub dossier: &'a Dossier,
    /// Its specialty, where the caller has found it already.
    pub specialite: Option<&'a Specialite>,
    /// The day of study.
    pub demande: &'a Demande,
    /// Years that are worked out at most.
    pub annees: u8,
    /// Whether bounds are asked for of every aid that is not known; else of those alone whose contract takes reruns
    /// for its figures.
    pub bornes: bool,
}

/// How far the figures of a contract have come, for a listener that tells its years apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Etape {
    /// What holds for the whole contract stands.
    Contrat,
    /// The year of this rank, from 1, stands; once more where reruns looked for what was not known in it.
    Annee(u8),
}

/// The figures of a contract, in memory that the next contract uses again.
///
/// ```
/// use convention::document::Format;
/// use convention::etude::{Demande, Resultats, Tache};
/// use convention::explication::Quiet;
/// use convention::{dossier, jour::Jour, tables::Convention};
///
/// let convention = Convention::embarquee().expect("the embedded rules load");
/// let au = Jour::new(2026, 11, 23).expect("a day that exists");
/// let text = b"[medecin]\nspecialite = \"01\"\nsecteur = \"1\"\nnaissance = 1975-05-04\n\
///     [patientele]\npmt = 1300\npfa = 1600\n\
///     [contrat]\nsignature = 2025-03-01\noption = \"1\"\n";
/// let dossier = dossier::parse(&convention, "dossier.toml", text, Some(Format::Toml), au).expect("no fault");
/// let demande = Demande::au(au);
/// let mut resultats = Resultats::default();
/// let tache = Tache {
///     convention: &convention,
///     dossier: &dossier,
///     specialite: None,
///     demande: &demande,
///     annees: 5,
///     bornes: false,
/// };
/// resultats.chiffrer(&tache, &mut Quiet::default(), |_, _| ());
/// assert_eq!(resultats.annees[0].aide.map(|aide| aide.0), Some(3_800_000));
/// // Year 3 rests on a result that nobody has yet.
/// assert_eq!(resultats.annees[2].aide, None);
/// assert!(resultats.d_un_trait);
/// ```
#[derive(Debug, Clone)]
pub struct Resultats {
    /// Regime of the signature.
    pub regime: Regime,
    /// May the doctor have the aid (ELI-12).
    pub verdict: Verdict,
    /// Whether the contract was signed before the day of study.
    pub deja_signe: bool,
    /// Every rule of eligibility, in order.
    pub motifs: Vec<(Regle, Etat)>,
    /// Bands that the amounts may be those of.
    pub bandes: Bandes,
    /// The objectives at signature. `None`: no objective on that indicator, or no right to the aid.
    pub objectifs: Paire<Option<Objectif>>,
    /// The years, from 1. Empty: not eligible, and not signed.
    pub annees: Vec<Annee>,
    /// Beside `annees`, between what an aid lies that is not known. Empty where one run was enough.
    pub bornes: Vec<Option<Plage<Centimes>>>,
    /// Whether one run of the rules was enough: what is not known then is what nobody can know.
    pub d_un_trait: bool,
    /// Constats as they are known on the day of study.
    constats: Vec<Constat>,
    /// The life of a contract without event.
    vie: Vie,
    /// Where `annees` are kept while a contract has none: places that are made need not be made again.
    places: Vec<Annee>,
    enveloppe: Enveloppe,
    carnet: Carnet,
}

impl Default for Resultats {
    fn default() -> Resultats {
        Resultats {
            regime: Regime::Convention2024,
            verdict: Verdict::AConfirmer,
            deja_signe: false,
            motifs: Vec::new(),
            bandes: Bandes::EMPTY,
            objectifs: Paire::default(),
            annees: Vec::new(),
            bornes: Vec::new(),
            d_un_trait: false,
            constats: Vec::new(),
            vie: Vie::default(),
            places: Vec::new(),
            enveloppe: Enveloppe::vide(),
            carnet: Carnet::default(),
        }
    }
}

impl Resultats {
    /// The figures of a dossier, those of [`super::etudier`]. Without an option, what holds for every option that is
    /// open.
    ///
    /// Of a contract without event, with its option, in one run of the rules; where facts are missing, in one more for
    /// each way of filling them that differs. Once warm, that allocates nothing. Events, and several options, take a
    /// study's own way.
    ///
    /// `etape` is called as the figures come. Gives the questions that reruns consulted, beside those that the trace
    /// heard.
    pub fn chiffrer<T: Trace>(
        &mut self,
        tache: &Tache<'_>,
        trace: &mut T,
        mut etape: impl FnMut(&mut T, Etape),
    ) -> Consulted {
        self.vider();
        if let Some(specialite) = simple(tache) {
            return self.simplement(tache, specialite, trace, etape);
        }
        let consulted = self.entierement(tache, trace);
        etape(trace, Etape::Contrat);
        consulted
    }

    /// A contract without event, of one option.
    fn simplement<T: Trace>(
        &mut self,
        tache: &Tache<'_>,
        specialite: &Specialite,
        trace: &mut T,
        mut etape: impl FnMut(&mut T, Etape),
    ) -> Consulted {
        let Tache { convention, dossier, demande, .. } = *tache;
        let (tables, lectures, au) = (&convention.tables, &dossier.lectures, demande.au);
        let signature = dossier.contrat.signature.unwrap_or(au);
        self.regime = regime::du_dossier(tables, lectures, dossier, au, trace);
        let faits = Faits::of(tables, lectures, dossier, specialite, self.regime, signature, trace);
        self.deja_signe = dossier.contrat.signature.is_some_and(|signature| signature < au);
        self.verdict =
            eligibilite::juger(tables, lectures, dossier, &faits, self.deja_signe, trace, &mut |regle, etat| {
                self.motifs.push((regle, etat));
            });
        if self.verdict == Verdict::NonEligible && !self.deja_signe {
            // The band is known, the rest has no object.
            self.bandes = montant::bandes_du_montant(lectures, &faits, trace);
            std::mem::swap(&mut self.annees, &mut self.places);
            self.annees.clear();
            self.d_un_trait = true;
            etape(trace, Etape::Contrat);
            return 0;
        }
        let cadre = contrat::cadre(tables, lectures, &faits, trace);
        (self.bandes, self.objectifs) = (cadre.bandes, cadre.objectifs);
        etape(trace, Etape::Contrat);
        self.constats.extend(dossier.constats.iter().map(|c| tel_que_connu(c, demande)));
        let listed = contrat::annees_listees(tables, lectures, self.regime, &self.vie, (signature, au));
        let donnees = Donnees {
            tables,
            lectures,
            constats: &self.constats,
            annees: listed.min(tache.annees),
            vie: &self.vie,
            journal: None,
            attendues: &[],
            versions: None,
        };
        if self.annees.is_empty() {
            std::mem::swap(&mut self.annees, &mut self.places);
        }
        let mut rang = 0;
        contrat::annees_dans(&donnees, &faits, &cadre, &mut self.annees, trace, |trace| {
            rang += 1;
            etape(trace, Etape::Annee(rang));
        });
        let known = |year: &Annee| year.aide.is_some();
        self.d_un_trait =
            arrete(&donnees, &faits, &cadre, &self.annees) && (!tache.bornes || self.annees.iter().all(known));
        if self.d_un_trait {
            return 0;
        }
        let eli_4 = |(regle, etat): &(Regle, Etat)| *regle == Regle::Eli4 && *etat != Etat::SansObjet;
        let exclure_sous_p30 = !self.deja_signe && self.motifs.iter().any(eli_4);
        let mut quiet = Quiet::default();
        let Resultats { enveloppe, carnet, bornes, annees, .. } = self;
        bornes::envelopper_dans((&mut *enveloppe, carnet), &donnees, &faits, exclure_sous_p30, 0, &mut quiet);
        chiffrage::regler(enveloppe, annees, trace, |year, open, trace| {
            bornes.push(open.and_then(|open| open.aide));
            etape(trace, Etape::Annee(year.annee));
        });
        quiet.consulted
    }

    /// Any dossier, as a study works it out.
    fn entierement<T: Trace>(&mut self, tache: &Tache<'_>, trace: &mut T) -> Consulted {
        let complet = chiffrer_les_annees(tache.convention, tache.dossier, tache.demande, trace);
        self.regime = complet.regime;
        self.verdict = complet.eligibilite.verdict;
        self.deja_signe = complet.eligibilite.deja_signe;
        let motifs = complet.eligibilite.motifs.iter();
        self.motifs.extend(motifs.filter_map(|motif| Some((Regle::from_id(motif.regle)?, motif.etat))));
        self.bandes = complet.chiffrage.bandes;
        self.objectifs = complet.chiffrage.objectifs;
        self.annees.clear();
        for year in complet.chiffrage.annees.iter().take(usize::from(tache.annees)) {
            self.annees.push(year.annee);
            self.bornes.push(year.bornes.and_then(|bornes| bornes.aide));
        }
        complet.consulted
    }

    /// The years of the contract before stay: those of the next are written in their place.
    fn vider(&mut self) {
        self.motifs.clear();
        self.bornes.clear();
        self.constats.clear();
        self.objectifs = Paire::default();
        self.bandes = Bandes::EMPTY;
        self.d_un_trait = false;
    }
}

/// The specialty of a contract of one option that no event and no hypothesis changes. `None`: a study's own way.
fn simple<'a>(tache: &Tache<'a>) -> Option<&'a Specialite> {
    let Tache { convention, dossier, specialite, demande, .. } = *tache;
    let eventful = Journal::ouvrir(dossier, demande.au, demande.connu_au).is_some();
    if eventful || dossier.contrat.option.is_none() || demande.si != Paire::default() {
        return None;
    }
    specialite.or_else(|| convention.tables.specialite(&dossier.medecin.specialite))
}

/// Whether no rerun would make a figure known that this run left open.
///
/// What is left open then rests on results of years to come alone: every other fact is there, and the best and
/// the worst result give different figures.
fn arrete(donnees: &Donnees<'_>, faits: &Faits<'_>, cadre: &Cadre, years: &[Annee]) -> bool {
    let indicateurs = faits.indicateurs();
    let ordinaire = |i: &Indicateur| {
        faits.bandes[*i].single().is_some() && faits.depart[*i].is_some_and(|depart| depart >= DEPART_ORDINAIRE)
    };
    let premiere = donnees.tables.parametre(Parametre::PremiereAnneeModulee).value;
    let settled = |year: &Annee| {
        let mut measured = false;
        for atteinte in [&year.atteintes.pmt, &year.atteintes.pfa].into_iter().flatten() {
            if atteinte.constat.is_some() {
                measured = true;
                if atteinte.issue.is_none() || atteinte.taux.is_none() {
                    return false;
                }
            }
        }
        // Where no result is there, the share waits for it; one that is there has to give a share.
        let waits = !measured && i64::from(year.rang) >= premiere;
        let paid = |versement: &Option<Versement>| versement.is_none_or(|versement| versement.montant.is_some());
        year.montant.is_some() && (waits || year.part.is_some() && year.versements.iter().all(paid))
    };
    cadre.ligne.is_some() && faits.senior.is_some() && indicateurs.iter().all(ordinaire) && years.iter().all(settled)
}
