//! The figures of a contract, one contract after the other, without the words, the advice and the
//! explanations of an étude: what columns hold.

use crate::bande::Bandes;
use crate::contrat::{self, Annee, Cadre, Donnees, Journal};
use crate::dossier::{Constat, Dossier};
use crate::eligibilite::{self, Etat, Verdict};
use crate::etude::Demande;
use crate::etude::bornes::Plage;
use crate::etude::etudier::{chiffrer_les_annees, tel_que_connu};
use crate::explication::{Regle, Trace};
use crate::faits::Faits;
use crate::indicateur::{Indicateur, Paire};
use crate::money::Centimes;
use crate::montant;
use crate::objectif::Objectif;
use crate::question::Consulted;
use crate::regime::{self, Regime};
use crate::tables::{Convention, Parametre, Specialite};
use crate::vie::Vie;

/// Starts below this are left to [`Resultats::completer`]: so near to nothing, the worst result and the best
/// may be one.
const DEPART_ORDINAIRE: u32 = 20;

/// The figures of a contract, in memory that the next contract uses again.
///
/// ```
/// use convention::document::Format;
/// use convention::etude::{Demande, Resultats};
/// use convention::explication::Quiet;
/// use convention::{dossier, jour::Jour, tables::Convention};
///
/// let convention = Convention::embarquee().expect("the embedded rules load");
/// let au = Jour::new(2026, 11, 23).expect("a day that exists");
/// let text = b"[medecin]\nspecialite = \"01\"\nsecteur = \"1\"\nnaissance = 1975-05-04\n\
///     [patientele]\npmt = 1300\npfa = 1600\n\
///     [contrat]\nsignature = 2025-03-01\noption = \"1\"\n";
/// let dossier = dossier::parse(&convention, "dossier.toml", text, Some(Format::Toml), au).expect("no fault");
/// let mut resultats = Resultats::default();
/// let (demande, quiet) = (Demande::au(au), &mut Quiet::default());
/// if !resultats.connaitre(&convention, &dossier, None, &demande, 5, quiet, |_| ()) {
///     resultats.completer(&convention, &dossier, &demande, quiet);
/// }
/// assert_eq!(resultats.annees[0].aide.map(|aide| aide.0), Some(3_800_000));
/// // Year 3 rests on a result that nobody has yet.
/// assert_eq!(resultats.annees[2].aide, None);
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
    /// Beside `annees`, between what an aid lies that is not known. Empty after [`Resultats::connaitre`].
    pub bornes: Vec<Option<Plage<Centimes>>>,
    /// Constats as they are known on the day of study.
    constats: Vec<Constat>,
    /// The life of a contract without event.
    vie: Vie,
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
            constats: Vec::new(),
            vie: Vie::default(),
        }
    }
}

impl Resultats {
    /// The figures of a dossier in one run of the rules, without a rerun and, once warm, without allocation.
    ///
    /// False where one run is not enough, because events, several options or missing facts take reruns: what
    /// stands here is then unfinished, and [`Resultats::completer`] gives the figures. Where it is true they
    /// are those of [`super::etudier`]: what is not known then is what nobody can know.
    ///
    /// `specialite`: that of the dossier, where the caller has found it already. At most `annees` years are
    /// worked out. `etape` is called once the contract is settled, and after each of its years.
    #[allow(clippy::too_many_arguments)] // what a study reads, each with its name
    pub fn connaitre<T: Trace>(
        &mut self,
        convention: &Convention,
        dossier: &Dossier,
        specialite: Option<&Specialite>,
        demande: &Demande,
        annees: u8,
        trace: &mut T,
        mut etape: impl FnMut(&mut T),
    ) -> bool {
        self.vider();
        let (tables, lectures) = (&convention.tables, &dossier.lectures);
        let Some(specialite) = specialite.or_else(|| tables.specialite(&dossier.medecin.specialite)) else {
            return false;
        };
        let Demande { au, connu_au, si } = *demande;
        let eventful = Journal::ouvrir(dossier, au, connu_au).is_some();
        if eventful || dossier.contrat.option.is_none() || si != Paire::default() {
            return false;
        }
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
            self.annees.clear();
            etape(trace);
            return true;
        }
        let cadre = contrat::cadre(tables, lectures, &faits, trace);
        (self.bandes, self.objectifs) = (cadre.bandes, cadre.objectifs);
        etape(trace);
        self.constats.extend(dossier.constats.iter().map(|c| tel_que_connu(c, demande)));
        let listed = contrat::annees_listees(tables, lectures, self.regime, &self.vie, (signature, au));
        let donnees = Donnees {
            tables,
            lectures,
            constats: &self.constats,
            annees: listed.min(annees),
            vie: &self.vie,
            journal: None,
            attendues: &[],
            versions: None,
        };
        contrat::annees_dans(&donnees, &faits, &cadre, &mut self.annees, trace, etape);
        arrete(&donnees, &faits, &cadre, &self.annees)
    }

    /// The figures of a dossier, whatever it has: those of [`super::etudier`], by the same reruns.
    ///
    /// Without an option, what holds for every option that is open. Gives the questions that reruns consulted,
    /// beside those that the trace heard.
    pub fn completer<T: Trace>(
        &mut self,
        convention: &Convention,
        dossier: &Dossier,
        demande: &Demande,
        trace: &mut T,
    ) -> Consulted {
        self.vider();
        self.annees.clear();
        let complet = chiffrer_les_annees(convention, dossier, demande, trace);
        self.regime = complet.regime;
        self.verdict = complet.eligibilite.verdict;
        self.deja_signe = complet.eligibilite.deja_signe;
        let motifs = complet.eligibilite.motifs.iter();
        self.motifs.extend(motifs.filter_map(|motif| Some((Regle::from_id(motif.regle)?, motif.etat))));
        self.bandes = complet.chiffrage.bandes;
        self.objectifs = complet.chiffrage.objectifs;
        for year in &complet.chiffrage.annees {
            self.annees.push(year.annee);
            self.bornes.push(year.bornes.and_then(|bornes| bornes.aide));
        }
        complet.consulted
    }

    /// Whether the aid of every year is known.
    pub fn tout_est_connu(&self) -> bool {
        self.annees.iter().all(|year| year.aide.is_some())
    }

    /// The years of the contract before stay: those of the next are written in their place.
    fn vider(&mut self) {
        self.motifs.clear();
        self.bornes.clear();
        self.constats.clear();
        self.objectifs = Paire::default();
        self.bandes = Bandes::EMPTY;
    }
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
        let mut results = indicateurs.iter().filter_map(|i| year.atteintes[*i]).filter(|a| a.constat.is_some());
        // Where no result is there, the share waits for it; one that is there has to give a share.
        let waits = i64::from(year.rang) >= premiere && results.clone().next().is_none();
        year.montant.is_some()
            && (waits || year.part.is_some())
            && results.all(|a| a.issue.is_some() && a.taux.is_some())
            && (waits || year.versements.iter().flatten().all(|v| v.montant.is_some()))
    };
    cadre.ligne.is_some() && faits.senior.is_some() && indicateurs.iter().all(ordinaire) && years.iter().all(settled)
}
