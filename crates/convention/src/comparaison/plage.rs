//! A range of results, and of targets: what each pays year by year, the exact counts at which something
//! changes, and where the aid no longer pays for the employment.
//!
//! Each line is a study under a supposed result. Between two lines, what changes at once changes at a
//! breakpoint of an objective or of the decision table: those are read there, never found by sampling.
//! Between two of them the share never falls when a result rises, so that the first result that pays is found by
//! halving.

mod cible;
mod equilibre;
mod objectifs;
mod ruptures;

pub use equilibre::{Equilibre, EtatEquilibre};
pub use objectifs::ObjectifsEnVigueur;
pub use ruptures::Rupture;

use super::mesure::{AnneeComparee, Mesure, annees, totaux};
use super::termes::{avec_option, cout_inchange, perd_ses_objectifs};
use super::{Comparee, Hypothese, NomDeTerme, Nomme, Suppose, Terme};
use crate::dossier::{Dossier, OptionEtp};
use crate::eligibilite::Verdict;
use crate::etude::{Chiffrage, Demande, chiffrage_seul, etudier};
use crate::faits::PATIENTS_MAX;
use crate::fault::{Fault, Place};
use crate::indicateur::{Indicateur, Paire};
use crate::money::{Centimes, Fraction};
use crate::sort;
use crate::tables::Convention;

/// Most results, over every option and target, that one comparison works out.
pub const PAS_MAX: u64 = 10_000;

/// Steps of a range where none is given.
const PAS_PAR_DEFAUT: u64 = 10;

/// What the numbers of a range count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axe {
    /// Patients more than the start, on every indicator of the doctor together.
    Gain,
    /// Patients of one indicator; the other one does not move.
    Effectif(Indicateur),
}

/// From where to where, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Etendue {
    /// What is counted.
    pub axe: Axe,
    /// First number.
    pub de: i64,
    /// Last number, no less than the first.
    pub a: i64,
    /// From one line to the next. `None`: about ten lines.
    pub pas: Option<u32>,
}

impl Etendue {
    fn pas(&self) -> u64 {
        let wide = self.a.abs_diff(self.de);
        self.pas.map_or_else(|| wide.div_ceil(PAS_PAR_DEFAUT).max(1), |pas| u64::from(pas.max(1)))
    }

    /// How many lines it makes.
    pub fn nombre(&self) -> u64 {
        self.a.abs_diff(self.de).div_ceil(self.pas()) + 1
    }

    /// Its numbers: from the first, by steps, and the last.
    fn valeurs(&self) -> Vec<i64> {
        let steps = (0..self.nombre() - 1).map(|k| self.de.saturating_add_unsigned(k * self.pas()));
        steps.chain([self.a]).collect()
    }
}

/// What work is worth, to say how much of it pays what stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Valorisation {
    /// Price of a consultation, above 0.
    pub prix: Centimes,
    /// Weeks worked in a year, 1 to 53.
    pub semaines: u32,
    /// Whether the user gave each: else it is a default.
    pub donnes: (bool, bool),
}

impl Valorisation {
    /// Consultations a week that pay a sum over a number of years; nothing where there is nothing to pay.
    fn consultations(&self, reste: Centimes, annees: usize) -> Fraction {
        let a_year = self.prix.0.saturating_mul(i64::from(self.semaines));
        Fraction::new(reste.0.max(0), a_year.saturating_mul(annees.max(1) as i64).max(1))
    }
}

/// A range to work out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemandePlage {
    /// The results.
    pub resultats: Etendue,
    /// Targets in the place of those of the contract. `None`: the contract's.
    pub cibles: Option<Etendue>,
    /// The indicator that the range does not move. `None`: it stays at its start.
    pub fixe: Option<u32>,
    /// What work is worth.
    pub valorisation: Valorisation,
}

/// A contract year under a supposed result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// The year, its aid and its cost.
    pub annee: AnneeComparee,
    /// Consultations a week, that year, that pay what stays. `None`: what stays is not known.
    pub consultations: Option<Fraction>,
}

/// A supposed result and what it pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LignePlage {
    /// The number of the range.
    pub valeur: i64,
    /// The counts of patients that it stands for.
    pub effectifs: Paire<Option<u32>>,
    /// Year by year.
    pub annees: Vec<Point>,
    /// Aid of the first years.
    pub total: Mesure<Centimes>,
    /// Cost less aid over the first years.
    pub reste: Mesure<Centimes>,
    /// Consultations a week, over these years, that pay what stays. `None`: it is not known.
    pub consultations: Option<Fraction>,
}

/// A range under one option and one target.
#[derive(Debug, Clone, PartialEq)]
pub struct PlageDeResultats {
    /// The option. `None`: not eligible.
    pub option: Option<OptionEtp>,
    /// The answer of eligibility.
    pub verdict: Verdict,
    /// The supposed target, counted as its range does. `None`: that of the contract, if any.
    pub cible: Option<i64>,
    /// The objectives that a result is measured by: of the years that no constat judges yet, then of those whose
    /// objectives are others.
    pub objectifs: Vec<ObjectifsEnVigueur>,
    /// The range of results.
    pub resultats: Etendue,
    /// What work is worth.
    pub valorisation: Valorisation,
    /// The lines: those of the range, and those where something changes.
    pub lignes: Vec<LignePlage>,
    /// Where something changes at once, by rising result.
    pub ruptures: Vec<Rupture>,
    /// From which result the aid pays for the employment: of each year that the results decide, then of all.
    pub equilibres: Vec<Equilibre>,
}

/// A range for each option and each target.
///
/// # Errors
///
/// What the range lacks in the dossier, or why an option or a target cannot be.
pub fn plages(
    convention: &Convention,
    nomme: &Nomme,
    demande: &Demande,
    options: &[OptionEtp],
    ask: &DemandePlage,
) -> Result<(Vec<PlageDeResultats>, Vec<Suppose>), Vec<Fault>> {
    let two = convention.tables.specialite(&nomme.dossier.medecin.specialite).is_none_or(|s| s.deux_indicateurs);
    let indicateurs = if two { &Indicateur::ALL[..] } else { &[Indicateur::Pfa] };
    let mut found = Vec::new();
    let mut hypotheses = Vec::new();
    for (index, option) in options.iter().enumerate() {
        if nomme.dossier.contrat.option != Some(*option) {
            hypotheses.push(Suppose::du_terme(Hypothese::Option, index, *option));
            if perd_ses_objectifs(&nomme.dossier, *option) {
                hypotheses.push(Suppose::du_terme(Hypothese::ObjectifsDeLAutreOption, index, *option));
            }
        }
        let dossier = match nomme.dossier.contrat.option {
            Some(own) if own == *option => nomme.dossier.clone(),
            _ => avec_option(convention, nomme, *option, demande.au)?,
        };
        let targets = ask.cibles.map_or_else(|| vec![None], |c| c.valeurs().into_iter().map(Some).collect());
        for cible in targets {
            let base = Nomme { dossier: dossier.clone(), ..nomme.clone() };
            let dossier = match (cible, ask.cibles) {
                (Some(cible), Some(range)) => {
                    cible::viser(convention, &base, demande, indicateurs, (range.axe, cible))?
                }
                _ => base.dossier,
            };
            let balayage = Balayage::new(convention, &nomme.fichier, &dossier, demande, indicateurs, ask)?;
            found.push(balayage.parcourir(cible));
        }
    }
    hypotheses.push(Suppose::partout(Hypothese::Resultats, None::<i64>));
    if let (Axe::Effectif(moved), true) = (ask.resultats.axe, two) {
        let still = moved.autre();
        let count = found.iter().find_map(|p| p.lignes.first()?.effectifs[still]);
        hypotheses.push(Suppose { indicateur: Some(still), ..Suppose::partout(Hypothese::ResultatFixe, count) });
    }
    if ask.cibles.is_some() {
        hypotheses.push(Suppose::partout(Hypothese::Cible, None::<i64>));
    }
    hypotheses.extend(cout_inchange(&nomme.dossier, options));
    if found.iter().flat_map(|p| &p.lignes).any(|l| l.annees.iter().any(|p| p.annee.cout.is_some())) {
        if nomme.dossier.assistant.cout_annuel.is_none() {
            hypotheses.push(Suppose::partout(Hypothese::Cout, None::<i64>));
        }
        hypotheses.push(Suppose::partout(Hypothese::Prix, ask.valorisation.prix));
        hypotheses.push(Suppose::partout(Hypothese::Semaines, ask.valorisation.semaines));
    }
    Ok((found, hypotheses))
}

/// Gains that leave fewer patients than none, or more than anybody has: never rounded in silence.
fn hors_bornes(
    fichier: &str,
    dossier: &Dossier,
    indicateurs: &[Indicateur],
    (resultats, departs): (&Etendue, &Paire<Option<u32>>),
) -> Result<(), Vec<Fault>> {
    if resultats.axe != Axe::Gain {
        return Ok(());
    }
    let most = i64::from(PATIENTS_MAX);
    let starts = indicateurs.iter().filter_map(|i| Some((*i, i64::from(departs[*i]?))));
    let faults =
        starts.filter(|(_, depart)| depart + resultats.de < 0 || depart + resultats.a > most).map(|(i, depart)| {
            let chemin = format!("patientele.{}", dossier.regime.nom(i));
            let place = Place { fichier: fichier.to_owned(), chemin, ..Place::default() };
            let Etendue { de, a, .. } = resultats;
            let message =
                format!("de {de} à {a} patients de plus que le départ de {depart} : des patients que personne n'a");
            let conseil = format!("écrivez une plage de {} à {}, au plus", -depart, most - depart);
            Fault::new("patients-hors-bornes", &place, message, conseil)
        });
    let faults: Vec<Fault> = faults.collect();
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// A dossier whose results move.
struct Balayage<'a> {
    convention: &'a Convention,
    dossier: &'a Dossier,
    demande: &'a Demande,
    indicateurs: &'a [Indicateur],
    ask: &'a DemandePlage,
    /// Patients at the start of each objective.
    departs: Paire<Option<u32>>,
    /// The figures without any supposed result.
    base: Chiffrage,
}

impl<'a> Balayage<'a> {
    fn new(
        convention: &'a Convention,
        fichier: &str,
        dossier: &'a Dossier,
        demande: &'a Demande,
        indicateurs: &'a [Indicateur],
        ask: &'a DemandePlage,
    ) -> Result<Balayage<'a>, Vec<Fault>> {
        let base = chiffrage_seul(convention, dossier, demande);
        let departs = Paire::from_fn(|i| base.objectifs[i].and_then(|o| o.depart).or(dossier.patientele.effectif[i]));
        // What stays still may be given; what moves as a gain needs a start.
        let needed = indicateurs.iter().filter(|i| match ask.resultats.axe {
            Axe::Gain => true,
            Axe::Effectif(moved) => moved != **i && ask.fixe.is_none(),
        });
        let missing: Vec<Fault> = needed
            .filter(|i| departs[**i].is_none())
            .map(|i| {
                let chemin = format!("patientele.{}", dossier.regime.nom(*i));
                let place = Place { fichier: fichier.to_owned(), chemin, ..Place::default() };
                let message = "sans le nombre de patients au départ, un gain n'a pas de sens";
                let conseil =
                    "écrivez-le dans le dossier, ou donnez des nombres : --resultats pfa=1300..1600 --si pmt=…";
                Fault::new("depart-inconnu", &place, message, conseil)
            })
            .collect();
        if !missing.is_empty() {
            return Err(missing);
        }
        hors_bornes(fichier, dossier, indicateurs, (&ask.resultats, &departs))?;
        Ok(Balayage { convention, dossier, demande, indicateurs, ask, departs, base })
    }

    /// The counts that a number of the range stands for.
    fn effectifs(&self, valeur: i64) -> Paire<Option<u32>> {
        let count = |n: i64| Some(n.clamp(0, i64::from(PATIENTS_MAX)) as u32);
        Paire::from_fn(|i| match self.ask.resultats.axe {
            _ if !self.indicateurs.contains(&i) => None,
            Axe::Gain => self.departs[i].and_then(|depart| count(i64::from(depart) + valeur)),
            Axe::Effectif(moved) if moved == i => count(valeur),
            Axe::Effectif(_) => self.ask.fixe.or(self.departs[i]),
        })
    }

    /// The number of the range at which an indicator has a count.
    fn valeur(&self, i: Indicateur, effectif: u32) -> Option<i64> {
        match self.ask.resultats.axe {
            Axe::Gain => Some(i64::from(effectif) - i64::from(self.departs[i]?)),
            Axe::Effectif(moved) => (moved == i).then_some(i64::from(effectif)),
        }
    }

    /// The figures under a number of the range.
    fn en(&self, valeur: i64) -> Chiffrage {
        let demande = Demande { si: self.effectifs(valeur), ..*self.demande };
        chiffrage_seul(self.convention, self.dossier, &demande)
    }

    fn ligne(&self, valeur: i64) -> LignePlage {
        let chiffrage = self.en(valeur);
        let work = &self.ask.valorisation;
        let point = |annee: AnneeComparee| Point {
            consultations: annee.reste.valeur.map(|reste| work.consultations(reste, 1)),
            annee,
        };
        let sums = totaux(&chiffrage);
        let years = usize::from(sums.annees).min(chiffrage.annees.len());
        LignePlage {
            valeur,
            effectifs: self.effectifs(valeur),
            annees: annees(&chiffrage).into_iter().map(point).collect(),
            total: sums.aide,
            reste: sums.reste,
            consultations: sums.reste.valeur.map(|reste| work.consultations(reste, years)),
        }
    }

    fn parcourir(&self, cible: Option<i64>) -> PlageDeResultats {
        let changes = ruptures::candidats(self);
        let ruptures = ruptures::chercher(self, &changes);
        let equilibres = equilibre::chercher(self, &changes);
        let range = &self.ask.resultats;
        let mut values = range.valeurs();
        // Beside a jump, the last result before it.
        values.extend(ruptures.iter().flat_map(|r| [r.valeur - 1, r.valeur]));
        values.extend(equilibres.iter().flat_map(|e| [e.perd_jusqu_a, e.a_partir_de]).flatten());
        values.retain(|v| (range.de..=range.a).contains(v));
        sort::by(&mut values, Ord::cmp);
        values.dedup();
        PlageDeResultats {
            option: self.base.option,
            verdict: etudier(self.convention, self.dossier, self.demande).eligibilite.verdict,
            cible,
            objectifs: objectifs::en_vigueur(&self.base),
            resultats: *range,
            valorisation: self.ask.valorisation,
            lignes: values.into_iter().map(|v| self.ligne(v)).collect(),
            ruptures,
            equilibres,
        }
    }
}

impl Comparee {
    /// What a range stands beside: the dossier as it is, and what the range supposes.
    pub fn d_une_plage(
        convention: &Convention,
        nomme: &Nomme,
        demande: &Demande,
        hypotheses: Vec<Suppose>,
    ) -> Comparee {
        let etude = etudier(convention, &nomme.dossier, demande);
        let nom = NomDeTerme::Version(nomme.fichier.clone());
        Comparee::new(&nomme.nom, vec![Terme::new(nom, (0, convention), etude)], hypotheses)
    }
}
