//! A contract year whose option, objectives or activity change on the way (VIE-2, VIE-7, MON-5).
//!
//! The year is cut in periods; each has an amount (`montants`), objectives and outcomes (`mesures`), a
//! share (`parts`) and days. With one amount and one share for the whole year, the aid is this share of
//! the year's amount, as in any year; else the exact sum over the periods (`somme`), rounded once (PAI-6).

mod mesures;
mod montants;
mod parts;
mod somme;

pub(crate) use somme::{Parts, lire_periodes};
pub(super) use somme::{due, uniforme};

use super::mode::rang;
use super::{Annee, Cadre, Donnees, Periode};
use crate::explication::{Chemin, Donnee, Origine, Regle, Trace};
use crate::faits::Faits;
use crate::indicateur::Paire;
use crate::jour::Jour;
use crate::money::{Centimes, Fraction, Somme};
use crate::montant;
use crate::tables::SerieMontant;
use crate::vie::calendrier::Bornage;

/// A period of a year, with its figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PeriodeChiffree {
    /// Its days, its option, whether the aid runs.
    pub periode: Periode,
    /// Rank in the tables.
    pub rang: u8,
    /// Amount of a whole year under its option.
    pub montant_annuel: Option<Centimes>,
    /// Share of the aid.
    pub part: Option<Fraction>,
    /// Its objectives. `None`: those of the contract.
    pub objectifs: Option<Paire<Option<crate::objectif::Objectif>>>,
}

/// A year that is being worked out: what it is read from, its days, its series of amounts.
struct AnneeVecue<'a> {
    donnees: &'a Donnees<'a>,
    faits: &'a Faits<'a>,
    cadre: &'a Cadre,
    n: u8,
    debut: Jour,
    cloture: Jour,
    /// Days that the year counts.
    jours: i64,
    /// The day after its last: an early end, or the anniversary.
    fin: Jour,
    serie: SerieMontant,
    /// Rank in the tables, prorogations apart.
    rang: u8,
    /// Periods that begin before the end: only those stand in the étude.
    montrees: usize,
}

impl AnneeVecue<'_> {
    /// Whether period `k` stands in the étude.
    fn montre(&self, k: u16) -> bool {
        usize::from(k) < self.montrees
    }

    /// Whether period `k` is the last that stands in the étude: its objectives are those of the year.
    fn est_la_derniere(&self, k: u16) -> bool {
        usize::from(k) + 1 == self.montrees
    }

    /// A decision of the caisse stands at the year itself; what it replaced, beside it (ATT-11).
    fn chemin_de_la_part(&self) -> Chemin {
        if self.donnees.vie.decision(self.n).is_some() { Chemin::PartCalculee(self.n) } else { Chemin::Part(self.n) }
    }
}

/// The figures of year `n`, without its payments, and its periods.
///
/// `second`: a primo-installé's second objective has taken over where no avenant wrote one.
pub(super) fn chiffrer<T: Trace>(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    cadre: &Cadre,
    n: u8,
    second: bool,
    trace: &mut T,
) -> (Annee, Vec<PeriodeChiffree>) {
    let (annee, periodes) = ouvrir(donnees, faits, cadre, n, trace);
    let mut chiffrees = montants::des_periodes(&annee, &periodes, trace);
    let (montant, maximum) = montants::de_l_annee(&annee, &chiffrees, trace);
    let mesure = mesures::mesurer(&annee, second, &mut chiffrees, trace);
    parts::partager(&annee, mesure.as_ref(), &mut chiffrees, trace);
    let due = due(&chiffrees, annee.jours).filter(|_| montant.is_some());
    let part = parts::de_l_annee(&annee, &chiffrees, (due, maximum), trace);
    // With one amount and one share, suspended or not, the aid is this share of the year's amount.
    let uniform = uniforme(&chiffrees);
    let aide =
        if uniform { part.zip(montant).map(|(part, montant)| part.of(montant)) } else { due.and_then(Somme::arrondie) };
    let periode = fermer(&annee, &chiffrees, trace);
    let mesure = mesure.as_ref();
    let year = Annee {
        annee: n,
        rang: chiffrees.first().map_or(annee.rang, |c| c.rang),
        periode,
        cloture: annee.cloture,
        serie: annee.serie,
        montant,
        objectifs: mesure.map(|m| m.en_vigueur.objectifs).unwrap_or_default(),
        propres: mesure.is_some_and(|m| m.en_vigueur.propres),
        simple: uniform && annee.fin == annee.cloture && donnees.vie.decision(n).is_none(),
        mode: mesure.filter(|m| m.modulee).map(|m| m.mode),
        atteintes: mesure.map(|m| m.atteintes).unwrap_or_default(),
        part,
        aide,
        calcul: None,
        versements: Default::default(),
    };
    (year, chiffrees)
}

/// The year before its figures, and the periods that it is cut in.
fn ouvrir<'a, T: Trace>(
    donnees: &'a Donnees<'a>,
    faits: &'a Faits<'a>,
    cadre: &'a Cadre,
    n: u8,
    trace: &mut T,
) -> (AnneeVecue<'a>, Vec<Periode>) {
    let Donnees { tables, lectures, vie, .. } = *donnees;
    let Bornage { debut, cloture, jours } = debut_et_cloture(donnees, faits, n, trace);
    let fin = vie.fin.map_or(cloture, |fin| fin.date.min(cloture).max(debut));
    let serie = montant::serie(tables, lectures, faits, debut, trace);
    // What the year would be without its early end: that is what its acompte and its solde are shares of.
    // A year that the end precedes has none.
    let mut periodes = vie.periodes(lectures, faits, (debut, cloture), trace);
    periodes.retain(|_| fin > debut);
    let montrees = periodes.iter().filter(|p| p.debut < fin).count();
    if trace.keeps_rules() {
        vie.lire_bornes(n, &periodes[..montrees], fin.plus_days(-1), trace);
    }
    let rang = rang(tables, lectures, vie, n, trace);
    (AnneeVecue { donnees, faits, cadre, n, debut, cloture, jours, fin, serie, rang, montrees }, periodes)
}

/// PAI-7, Q-SUSP: the first day of a year and the anniversary that closes it.
fn debut_et_cloture<T: Trace>(donnees: &Donnees<'_>, faits: &Faits<'_>, n: u8, trace: &mut T) -> Bornage {
    let mut found = Bornage { debut: faits.signature, cloture: faits.signature, jours: 0 };
    trace.rule(Chemin::Debut(n), Regle::Pai7, |t| {
        t.read("signature", faits.signature, Origine::Dossier(Donnee::Champ("contrat.signature")));
        found = donnees.vie.bornage_de(donnees.lectures, faits, n, t);
        found.debut
    });
    found
}

/// PAI-7: the days of the year as one period, up to its last day or the eve of an early end.
fn fermer<T: Trace>(annee: &AnneeVecue<'_>, chiffrees: &[PeriodeChiffree], trace: &mut T) -> Periode {
    let AnneeVecue { donnees, faits, n, debut, cloture, .. } = *annee;
    let vie = donnees.vie;
    let fin = annee.fin.plus_days(-1);
    let active = chiffrees.iter().any(|c| c.periode.active);
    let (option, regle_au) = chiffrees
        .first()
        .map_or_else(|| (vie.option_au(faits.option, debut), debut), |c| (c.periode.option, c.periode.regle_au));
    trace.rule(Chemin::Fin(n), Regle::Pai7, |t| {
        t.read("signature", faits.signature, Origine::Dossier(Donnee::Champ("contrat.signature")));
        vie.bornage_de(donnees.lectures, faits, n, t);
        if let Some(early) = vie.fin.filter(|e| e.date < cloture) {
            let date = Origine::Dossier(Donnee::Evenement(early.evenement, "date"));
            t.read("premier_jour_sans_contrat", early.date, date);
        }
        fin
    });
    Periode { debut, fin, option, active, regle_au }
}
