//! What the contract asks of the doctor (OBJ): natures, targets, and their integer breakpoints.
//!
//! The breakpoints are worked out once. Classification of a result, next steps and the decision
//! table all read them; none works out a percentage again.

mod reperes;

pub(crate) use reperes::{arrondi, atteinte_pour_cent, ceil_div, effectif_pour_taux};

use serde::Serialize;

use crate::bande::Bande;
use crate::dossier::{ObjectifSaisi, OptionEtp};
use crate::explication::{Chemin, Donnee, Origine, Regle, Trace, lecture};
use crate::faits::Faits;
use crate::id::ids;
use crate::indicateur::{Indicateur, Paire};
use crate::money::Fraction;
use crate::question::{Lectures, lecture as q};
use crate::regime::Regime;
use crate::tables::{CelluleBareme, Nature, Tables};

/// The objective of one indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Objectif {
    /// What it asks. `None`: written in a contract that we have not seen.
    pub nature: Option<Nature>,
    /// Patients at the start.
    pub depart: Option<u32>,
    /// Patients to reach; of a maintien, the start.
    pub cible: Option<u32>,
    /// Fall that a maintien tolerates.
    pub tolerance: Option<Tolerance>,
    /// Smallest count without baisse (augmentation), within the tolerance (maintien), or at P30.
    pub plancher: Option<u32>,
    /// Smallest count that is atteint: under avenant-7, whose ATT-10 knows no 95 %, the target.
    pub seuil_atteint: Option<u32>,
    /// The same under the decision tables ATT-4 to ATT-9; another one for avenant-7 alone (Q-AV7-PART).
    pub seuil_des_tables: Option<u32>,
    /// Where the objective comes from.
    pub origine: OrigineObjectif,
}

/// A tolerated fall: so many hundredths of the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Tolerance {
    /// Numerator.
    pub num: u32,
    /// Denominator: 100.
    pub den: u32,
    /// Whether a fall of exactly that much is tolerated.
    pub incluse: bool,
}

impl Tolerance {
    /// The fall, as a share of the start.
    pub fn fraction(self) -> Fraction {
        Fraction::new(i64::from(self.num), i64::from(self.den))
    }
}

ids! {
    /// Where an objective comes from.
    pub enum OrigineObjectif {
        /// Typed in, as the contract writes it.
        Contrat "contrat",
        /// Worked out from a published table.
        Bareme "bareme",
        /// Given by a rule: P95, 65, primo-installé.
        Regle "regle",
        /// Supposed, to show what would follow. Never official.
        Hypothese "hypothese",
        /// Not known to us: the caisse and the contract have it.
        Inconnu "inconnu",
    }
}

impl Objectif {
    /// What two objectives have in common; of the rest, nothing.
    pub(crate) fn commun(a: Option<Objectif>, b: Option<Objectif>) -> Option<Objectif> {
        fn both<T: PartialEq + Copy>(a: Option<T>, b: Option<T>) -> Option<T> {
            a.filter(|a| Some(*a) == b)
        }
        let (a, b) = (a?, b?);
        Some(Objectif {
            nature: both(a.nature, b.nature),
            depart: both(a.depart, b.depart),
            cible: both(a.cible, b.cible),
            tolerance: both(a.tolerance, b.tolerance),
            plancher: both(a.plancher, b.plancher),
            seuil_atteint: both(a.seuil_atteint, b.seuil_atteint),
            seuil_des_tables: both(a.seuil_des_tables, b.seuil_des_tables),
            origine: if a.origine == b.origine { a.origine } else { OrigineObjectif::Inconnu },
        })
    }
}

/// A nature, the rule that gives it, and where its number comes from.
#[derive(Clone, Copy)]
struct Choix {
    nature: Option<Nature>,
    regle: Regle,
    origine: OrigineObjectif,
    saisi: Option<ObjectifSaisi>,
    gain_pour_mille: Option<crate::tables::Cell<CelluleBareme>>,
}

impl Choix {
    const fn new(nature: Option<Nature>, regle: Regle, origine: OrigineObjectif) -> Choix {
        Choix { nature, regle, origine, saisi: None, gain_pour_mille: None }
    }

    /// Whether an avenant has to write this objective, and has not.
    fn a_ecrire(&self, faits: &Faits<'_>, i: Indicateur) -> bool {
        faits.a_ecrire[i] && self.origine == OrigineObjectif::Inconnu
    }
}

/// OBJ-1 to OBJ-9, OBJ-11: the objectives at signature. `None`: no objective on that indicator.
///
/// `primo` is the answer of ELI-5.
pub fn objectifs<T: Trace>(
    tables: &Tables,
    lectures: &Lectures,
    faits: &Faits<'_>,
    primo: Option<bool>,
    trace: &mut T,
) -> Paire<Option<Objectif>> {
    objectifs_de(tables, lectures, Paire { pmt: (faits, primo), pfa: (faits, primo) }, trace)
}

/// The same where each indicator has facts of its own: an avenant may write one alone.
pub(crate) fn objectifs_de<T: Trace>(
    tables: &Tables,
    lectures: &Lectures,
    sources: Paire<(&Faits<'_>, Option<bool>)>,
    trace: &mut T,
) -> Paire<Option<Objectif>> {
    let mut choix: Paire<Option<Choix>> = Paire::default();
    for &i in sources.pfa.0.indicateurs() {
        let (faits, primo) = sources[i];
        let mut chosen = Choix::new(None, Regle::Obj11, OrigineObjectif::Inconnu);
        trace.rule(Chemin::Nature(i), Regle::Obj11, |t| {
            chosen = choisir(tables, lectures, faits, primo, i, t);
            t.read(chosen.regle.id(), chosen.nature, Origine::Figure(Chemin::Nature(i)));
            chosen.nature
        });
        if chosen.nature.is_none()
            && let Some(supposition) = faits.supposition
        {
            trace.fill_nature(i);
            let nature = if supposition.maintien[i] { Nature::Maintien } else { Nature::Augmentation };
            chosen.nature = Some(nature);
        }
        choix[i] = Some(chosen);
    }
    Paire::from_fn(|i| {
        let chosen = choix[i]?;
        let autre = choix[i.autre()].and_then(|c| c.nature);
        Some(reperes::chiffrer(tables, lectures, sources[i].0, i, chosen, autre, trace))
    })
}

/// OBJ-11, and Q-OBJ-OPTION: after a change of option, what no rule gives is for an avenant to write, and
/// nothing of it is known before.
fn choisir<T: Trace>(
    tables: &Tables,
    lectures: &Lectures,
    faits: &Faits<'_>,
    primo: Option<bool>,
    i: Indicateur,
    t: &mut T,
) -> Choix {
    let chosen = selon_l_ordre(tables, lectures, faits, primo, i, t);
    if !chosen.a_ecrire(faits, i) {
        return chosen;
    }
    t.read("nouvelle_option", faits.option, Origine::Dossier(Donnee::Champ("contrat.option")));
    Choix::new(None, Regle::Obj2, OrigineObjectif::Inconnu)
}

/// OBJ-11: the order in which the sources of an objective win.
fn selon_l_ordre<T: Trace>(
    tables: &Tables,
    lectures: &Lectures,
    faits: &Faits<'_>,
    primo: Option<bool>,
    i: Indicateur,
    t: &mut T,
) -> Choix {
    use OrigineObjectif as O;
    if let Some(saisi) = faits.objectif[i] {
        let nature = match saisi {
            ObjectifSaisi::Cible(_) | ObjectifSaisi::Gain(_) => Nature::Augmentation,
            ObjectifSaisi::Maintien => Nature::Maintien,
        };
        t.read("objectif_ecrit", saisi.mot(), Origine::Dossier(Donnee::ParIndicateur("contrat.objectif", i)));
        return Choix { saisi: Some(saisi), ..Choix::new(Some(nature), Regle::Obj5, O::Contrat) };
    }
    if let Some(autre) = faits.objectif[i.autre()] {
        let origine = Origine::Dossier(Donnee::ParIndicateur("contrat.objectif", i.autre()));
        t.read("objectif_ecrit_de_l_autre", autre.mot(), origine);
        // The contract writes both: the other one exists, and was not typed in.
        return Choix::new(None, Regle::Obj5, O::Inconnu);
    }
    t.read("sans_seuil", faits.sans_seuil, Origine::Dossier(Donnee::Champ(faits.champ_sans_seuil)));
    t.read("activite_mixte", faits.activite_mixte, Origine::Dossier(Donnee::Champ("medecin.activite_mixte")));
    if faits.sans_seuil || (faits.activite_mixte && primo == Some(false)) {
        return Choix::new(None, Regle::Obj8, O::Inconnu);
    }
    let avenant_7 = faits.regime == Regime::Avenant7;
    t.read("regime", faits.regime, Origine::Figure(Chemin::Regime));
    t.read("primo_installe", primo, Origine::Dossier(Donnee::Champ("medecin.installation")));
    if !avenant_7 {
        match primo {
            Some(true) => return Choix::new(Some(Nature::PalierP50), Regle::Obj7, O::Regle),
            None => return Choix::new(None, Regle::Obj7, O::Inconnu),
            Some(false) => {}
        }
    }
    t.read("senior", faits.senior, Origine::Dossier(Donnee::Champ("medecin.naissance")));
    if faits.senior == Some(true) {
        return Choix::new(Some(Nature::Maintien), Regle::Obj3, O::Regle);
    }
    let selon_bande = if avenant_7 { bareme(tables, lectures, faits, i, t) } else { p95(faits, i, t) };
    // Birth unknown: only a maintien is a maintien at any age.
    if faits.senior.is_none() && selon_bande.nature != Some(Nature::Maintien) {
        return Choix::new(None, Regle::Obj3, O::Inconnu);
    }
    selon_bande
}

/// OBJ-2, OBJ-9: maintien at P95 and above, up to 1 ETP.
fn p95<T: Trace>(faits: &Faits<'_>, i: Indicateur, t: &mut T) -> Choix {
    let bandes = faits.bandes[i];
    crate::faits::lire_bandes(bandes, i, t);
    if matches!(faits.option, Some(OptionEtp::UnEtDemi | OptionEtp::Deux)) {
        t.read("option", faits.option, Origine::Dossier(Donnee::Champ("contrat.option")));
        return Choix::new(Some(Nature::Augmentation), Regle::Obj9, OrigineObjectif::Inconnu);
    }
    match (bandes.contains(Bande::P95), bandes.single()) {
        (true, Some(_)) => Choix::new(Some(Nature::Maintien), Regle::Obj2, OrigineObjectif::Regle),
        (true, None) => Choix::new(None, Regle::Obj2, OrigineObjectif::Inconnu),
        (false, _) => Choix::new(Some(Nature::Augmentation), Regle::Obj5, OrigineObjectif::Inconnu),
    }
}

/// OBJ-6: avenant-7's published table, by option and band.
fn bareme<T: Trace>(tables: &Tables, lectures: &Lectures, faits: &Faits<'_>, i: Indicateur, t: &mut T) -> Choix {
    let inconnu = Choix::new(None, Regle::Obj6, OrigineObjectif::Inconnu);
    let mut bandes = faits.bandes[i];
    crate::faits::lire_bandes(bandes, i, t);
    let p95 = crate::bande::Bandes::only(Bande::P95);
    if faits.specialite.deux_indicateurs
        && bandes != p95
        && faits.bandes[i.autre()] == p95
        && lecture::<q::Av7Bareme>(lectures, t) == q::Av7Bareme::P95CouvreLesDeux
    {
        bandes = p95;
    }
    let (Some(option), Some(bande)) = (faits.option, bandes.single()) else { return inconnu };
    let Some(found) = tables.bareme_avenant_7[option as usize][bande as usize] else { return inconnu };
    t.read("option", option, Origine::Dossier(Donnee::Champ("contrat.option")));
    let cellule = match found.value {
        CelluleBareme::GainPourMille(_) => "gain",
        CelluleBareme::Maintien => "maintien",
        CelluleBareme::GainOuMaintien(_) => "gain-ou-maintien",
        CelluleBareme::Inconnue => "inconnue",
    };
    t.read("cellule", cellule, Origine::Regles(found.id));
    let maintien = Choix::new(Some(Nature::Maintien), Regle::Obj6, OrigineObjectif::Bareme);
    let gain = Choix {
        gain_pour_mille: Some(found),
        ..Choix::new(Some(Nature::Augmentation), Regle::Obj6, OrigineObjectif::Bareme)
    };
    match found.value {
        CelluleBareme::GainPourMille(_) => gain,
        CelluleBareme::Maintien => maintien,
        CelluleBareme::GainOuMaintien(_) => match lecture::<q::Av7P95>(lectures, t) {
            q::Av7P95::Plus5 => gain,
            q::Av7P95::Maintien => maintien,
        },
        CelluleBareme::Inconnue => Choix::new(Some(Nature::Augmentation), Regle::Obj6, OrigineObjectif::Inconnu),
    }
}
