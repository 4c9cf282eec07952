//! When and in how many parts the aid of a year is paid (PAI).

use crate::dossier::{OptionEtp, TypeEvenement};
use crate::explication::{Chemin, Donnee, Origine, Regle, Trace, cell, lecture};
use crate::faits::Faits;
use crate::jour::{Date, Jour};
use crate::money::Centimes;
use crate::question::{Lectures, lecture as q};
use crate::regime::Regime;
use crate::tables::{Depuis, LigneVersement, Modalite, NatureVersement, SerieMontant, Tables};

/// Most payments that a year has: its acompte and its solde, and what its events change afterwards.
pub const VERSEMENTS_MAX: usize = 6;

/// The payments of a year, in their order.
pub type Versements = [Option<Versement>; VERSEMENTS_MAX];

/// Why a payment is not one of those that the rules spread a year over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// An event: its index, and its type.
    Evenement(u16, TypeEvenement),
    /// A constat, at this index, known after the payments of its year.
    Constat(u16),
}

impl Cause {
    /// Its word: the type of the event, or `constat`.
    pub const fn id(self) -> &'static str {
        match self {
            Cause::Evenement(_, nature) => nature.id(),
            Cause::Constat(_) => "constat",
        }
    }
}

/// A payment. A year has one (`integral`) or two (`acompte`, then `solde` or `reversement`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Versement {
    /// Contract year.
    pub annee: u8,
    /// What kind. Of a solde that is not known yet: `solde`.
    pub nature: NatureVersement,
    /// Cents; negative to give back.
    pub montant: Option<Centimes>,
    /// Last day. `None`: counted from a fact that is missing.
    pub date_limite: Option<Jour>,
    /// The way of paying that it follows.
    pub modalite: Modalite,
    /// What it makes up for. `None`: a payment that every year has.
    pub cause: Option<Cause>,
    /// Of a payment that every year has: when its amount was first known, if that was not on its last day.
    pub su: Option<Su>,
}

/// When an amount was first known that was not on its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Su {
    /// The day of what is in force, and the day of what is known. `None`: on the day of study, by time alone.
    pub jours: Option<(Jour, Jour)>,
    /// The event that made it known, past its last day: no delay of the calendar counts any more.
    pub cause: Option<Cause>,
}

impl Versement {
    /// Why it is not where the calendar puts it: what it makes up for, or what made it known too late.
    pub fn motif(&self) -> Option<Cause> {
        self.cause.or(self.su.and_then(|su| su.cause))
    }

    /// The rule that it follows.
    pub fn regle(&self) -> Regle {
        match self.motif() {
            None => self.modalite.regle(),
            Some(Cause::Evenement(_, nature)) => match nature {
                TypeEvenement::Suspension | TypeEvenement::Reprise => Regle::Vie7,
                other => other.regle(),
            },
            Some(Cause::Constat(_)) => Regle::Att12,
        }
    }
}

/// What the payments of a year are worked out from.
#[derive(Debug, Clone, Copy)]
pub struct Base {
    /// Contract year, from 1.
    pub annee: u8,
    /// Rank of the year in the tables, from 1.
    pub rang: u8,
    /// First day.
    pub debut: Date,
    /// The anniversary that closes the year.
    pub cloture: Date,
    /// Amounts of which series.
    pub serie: SerieMontant,
    /// Maximum aid of the year.
    pub montant: Option<Centimes>,
    /// Aid after modulation.
    pub modulee: Option<Centimes>,
    /// Aid of the year before.
    pub precedente: Option<Centimes>,
    /// Index of the year's first payment in the étude.
    pub index: u16,
}

/// PAI-1 to PAI-4: the way a year is paid.
pub fn modalite<T: Trace>(
    tables: &Tables,
    lectures: &Lectures,
    faits: &Faits<'_>,
    serie: SerieMontant,
    trace: &mut T,
) -> Modalite {
    let regime = tables.regime(faits.regime);
    let revalue = regime.revalorisation && serie == SerieMontant::Depuis;
    if !revalue
        || (faits.regime == Regime::Avenant7 && lecture::<q::Av7Dates>(lectures, trace) == q::Av7Dates::RegimeDOrigine)
    {
        return regime.versements;
    }
    let (tiers, autres) = regime.versements_revalorises;
    if faits.option == Some(OptionEtp::Tiers) { tiers } else { autres }
}

/// The payments of a year, and the aid that they add up to (PAI-5).
pub fn verser<T: Trace>(
    tables: &Tables,
    lectures: &Lectures,
    faits: &Faits<'_>,
    base: &Base,
    trace: &mut T,
) -> (Versements, Option<Centimes>) {
    let mut paid = Versements::default();
    let (aide, _) = verser_dans(&mut paid, tables, lectures, faits, base, trace);
    (paid, aide)
}

/// The same, the payments in place of those that `paid` held; and how many they are.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub(crate) fn verser_dans<T: Trace>(
    paid: &mut Versements,
    tables: &Tables,
    lectures: &Lectures,
    faits: &Faits<'_>,
    base: &Base,
    trace: &mut T,
) -> (Option<Centimes>, u16) {
    let (modalite, lines) = lignes(tables, lectures, faits, base, trace);
    let depuis = Reperes::du_contrat(faits);
    verser_selon(paid, lectures, &depuis, modalite, lines, base, trace)
}

/// Days of the contract that a delay may run from, beside those of its years.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reperes {
    /// Signature.
    pub(crate) signature: Jour,
    /// Papers handed over.
    pub(crate) justificatifs: Option<Jour>,
}

impl Reperes {
    /// Those of a doctor's contract.
    pub(crate) fn du_contrat(faits: &Faits<'_>) -> Reperes {
        Reperes { signature: faits.signature, justificatifs: faits.justificatifs }
    }
}

/// The payments of a year along given lines, whoever the contract is of (PAI-5, PAI-6): the aid that they add up to,
/// and how many they are.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub(crate) fn verser_selon<T: Trace>(
    paid: &mut Versements,
    lectures: &Lectures,
    depuis: &Reperes,
    modalite: Modalite,
    lines: &[LigneVersement],
    base: &Base,
    trace: &mut T,
) -> (Option<Centimes>, u16) {
    for slot in paid.iter_mut() {
        *slot = None;
    }
    let mut acompte = None;
    let mut aide = base.modulee;
    for (rank, line) in lines.iter().enumerate() {
        let Some(slot) = paid.get_mut(rank) else { break };
        let index = base.index + u16::from(line.nature == NatureVersement::Solde);
        let regle = modalite.regle();
        let mut nature = line.nature;
        let montant = match line.nature {
            NatureVersement::Integral => trace.rule(Chemin::Versement(index), regle, |t| {
                t.read("aide", base.modulee, Origine::Figure(Chemin::Aide(base.annee)));
                base.modulee
            }),
            NatureVersement::Acompte => {
                acompte =
                    trace.rule(Chemin::Versement(index), regle, |t| payer_acompte(lectures, line, base, modalite, t));
                acompte
            }
            NatureVersement::Solde | NatureVersement::Reversement => {
                let solde = trace.rule(Chemin::Versement(index), Regle::Pai5, |t| {
                    t.read("aide_modulee", base.modulee, origine_de_la_modulee(lectures, base, acompte));
                    t.read("acompte", acompte, Origine::Figure(Chemin::Versement(base.index)));
                    solder(lectures, base.modulee, acompte, t)
                });
                if let (Some(solde), Some(acompte)) = (solde, acompte) {
                    aide = Some(acompte + solde);
                    if solde < Centimes::ZERO {
                        nature = NatureVersement::Reversement;
                    }
                }
                solde
            }
        };
        if trace.listens() {
            trace.rule(Chemin::NatureVersement(index), regle, |t| {
                t.read("ligne", line.nature, Origine::Regles(line.pour_cent.id));
                if nature != line.nature {
                    t.read("montant", montant, Origine::Figure(Chemin::Versement(index)));
                }
                nature
            });
        }
        let date_limite =
            trace.rule(Chemin::DateLimite(index), regle, |t| date_limite(lectures, depuis, line, base, t));
        *slot = Some(Versement { annee: base.annee, nature, montant, date_limite, modalite, cause: None, su: None });
    }
    (aide, lines.len().min(VERSEMENTS_MAX) as u16)
}

/// Q-INDU: the aid of the year is the modulated one, unless an acompte above it is kept.
#[inline]
fn origine_de_la_modulee(lectures: &Lectures, base: &Base, acompte: Option<Centimes>) -> Origine {
    let kept = base.modulee < acompte && lectures.get::<q::Indu>() == q::Indu::PlancherZero;
    let aide = Chemin::Aide(base.annee);
    if kept { Origine::Suppose(aide) } else { Origine::Figure(aide) }
}

/// The column of a year in the tables that know the first, the second, and those after.
#[inline]
pub(crate) const fn colonne(rang: u8) -> usize {
    let after = rang.saturating_sub(1);
    (if after > 2 { 2 } else { after }) as usize
}

/// How a year is paid, and in which parts.
#[inline]
pub(crate) fn lignes<'a, T: Trace>(
    tables: &'a Tables,
    lectures: &Lectures,
    faits: &Faits<'_>,
    base: &Base,
    trace: &mut T,
) -> (Modalite, &'a [LigneVersement]) {
    let modalite = modalite(tables, lectures, faits, base.serie, trace);
    let mut lines: &[LigneVersement] = &tables.versements[modalite as usize].annees[colonne(base.rang)];
    // Q-TIERS: the sheet prints "in full" beside 70 and 30 % for year 2.
    if modalite == Modalite::Pai2
        && base.rang == 2
        && lecture::<q::Tiers>(lectures, trace) == q::Tiers::Integral
        && let Some(integral) = tables.versements[Modalite::Pai1 as usize].annees.get(1)
    {
        lines = integral;
    }
    (modalite, lines)
}

/// The acompte: a share of the year's maximum, or of the aid of the year before (Q-ACOMPTE).
#[inline]
pub(crate) fn payer_acompte<T: Trace>(
    lectures: &Lectures,
    line: &LigneVersement,
    base: &Base,
    modalite: Modalite,
    t: &mut T,
) -> Option<Centimes> {
    let assiette = if sur_l_aide_precedente(lectures, base, modalite, t) {
        t.read("aide_precedente", base.precedente, Origine::Figure(Chemin::Aide(base.annee.saturating_sub(1))));
        base.precedente
    } else {
        t.read("montant", base.montant, Origine::Figure(Chemin::Montant(base.annee)));
        base.montant
    };
    let pour_cent = cell("pour_cent", line.pour_cent, t);
    assiette.map(|assiette| assiette.pour_cent(pour_cent))
}

/// Q-ACOMPTE: whether the acompte is a share of the aid of the year before.
pub(crate) fn sur_l_aide_precedente<T: Trace>(lectures: &Lectures, base: &Base, modalite: Modalite, t: &mut T) -> bool {
    let depuis_l_annee_4 = base.rang >= 4 && matches!(modalite, Modalite::Pai1 | Modalite::Pai4);
    depuis_l_annee_4 && lecture::<q::Acompte>(lectures, t) == q::Acompte::AidePrecedente
}

/// PAI-5, Q-INDU: what is left to pay, or to give back.
pub(crate) fn solder<T: Trace>(
    lectures: &Lectures,
    modulee: Option<Centimes>,
    acompte: Option<Centimes>,
    t: &mut T,
) -> Option<Centimes> {
    let solde = modulee? - acompte?;
    if solde < Centimes::ZERO && lecture::<q::Indu>(lectures, t) == q::Indu::PlancherZero {
        return Some(Centimes::ZERO);
    }
    Some(solde)
}

/// The last day of a payment. Months, then days, from the day that the line names (PAI-7 for its end).
#[inline]
pub(crate) fn date_limite<T: Trace>(
    lectures: &Lectures,
    depuis: &Reperes,
    line: &LigneVersement,
    base: &Base,
    t: &mut T,
) -> Option<Jour> {
    let from = match line.depuis {
        Depuis::Justificatifs => {
            t.read("justificatifs", depuis.justificatifs, Origine::Dossier(Donnee::Champ("contrat.justificatifs")));
            depuis.justificatifs?.date()
        }
        Depuis::Cloture => {
            t.read("cloture", base.cloture.jour(), Origine::Figure(Chemin::Debut(base.annee + 1)));
            base.cloture
        }
        Depuis::Debut => {
            let signature = line.compte_de_la_signature
                && base.annee > 1
                && lecture::<q::Dates>(lectures, t) == q::Dates::Signature;
            if signature {
                t.read("signature", depuis.signature, Origine::Dossier(Donnee::Champ("contrat.signature")));
                depuis.signature.date()
            } else {
                t.read("debut", base.debut.jour(), Origine::Figure(Chemin::Debut(base.annee)));
                base.debut
            }
        }
    };
    let mois = cell("mois", line.mois, t);
    let jours = cell("jours", line.jours, t);
    let from = if mois == 0 { from.jour() } else { from.plus_months(mois as i32) };
    Some(from.plus_days(jours as i32))
}
