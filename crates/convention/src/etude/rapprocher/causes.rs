//! Why what came is not what is due: how the amount due came about, and what would give the amount that
//! came. Each cause is an amount worked out again and found equal, never a guess: "is that of …".

use crate::contrat::{self, Annee, Cadre, Donnees, Journal};
use crate::dossier::{Dossier, OptionEtp};
use crate::etude::chiffrage::Chiffrage;
use crate::etude::questions::QuestionTouchee;
use crate::explication::{Chemin, Noeud, Quiet, Valeur};
use crate::faits::Faits;
use crate::id::ids;
use crate::jour::Jour;
use crate::money::{Centimes, Fraction};
use crate::montant;
use crate::question::Question;
use crate::rapprochement::EtatVersement;
use crate::tables::{NatureVersement, Parametre, SerieMontant};
use crate::versement::{self, Base as BaseVersement, Cause as CauseDuVersement, Versement};

use super::{Rapprochement, VersementSuivi};

/// Why a payment did not come as it is due.
#[derive(Debug, Clone, PartialEq)]
pub struct Pourquoi {
    /// What the amount due rests on.
    pub base: Base,
    /// What would give the amount that came. Empty: nothing that was tried.
    pub causes: Vec<Cause>,
}

/// What the amount due of a payment rests on. `None`: not known, or the payment does not rest on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Base {
    /// The rule of the payment.
    pub regle: &'static str,
    /// Maximum aid of the year.
    pub montant: Option<Centimes>,
    /// Share of it that is due.
    pub part: Option<Fraction>,
    /// Aid due of the year.
    pub aide: Option<Centimes>,
    /// Of an acompte: hundredths of the maximum, or of the aid of the year before.
    pub pour_cent: Option<i64>,
    /// What it was worked out from, as known then: the maximum of an acompte, else the aid. What came to be
    /// known later changes the figures of the year, never this one.
    pub assiette: Option<Centimes>,
    /// Whether that is the aid of the year before (Q-ACOMPTE).
    pub sur_l_aide_precedente: bool,
    /// Of a solde: the acompte of its year.
    pub acompte: Option<Centimes>,
    /// Of a regularisation: the index of its event.
    pub evenement: Option<u16>,
}

ids! {
    /// What would give an amount that came.
    pub enum NatureCause {
        /// Another reading of an open question.
        AutreLecture "autre-lecture",
        /// Another working time.
        AutreOption "autre-option",
        /// The amount of another year.
        AutreAnnee "autre-annee",
        /// The amounts before, or after, the revalorisation.
        AutreSerie "autre-serie",
        /// An event left out.
        SansEvenement "sans-evenement",
        /// The whole aid, whatever the results.
        SansModulation "sans-modulation",
        /// Another percentage of the maximum.
        AutreTaux "autre-taux",
        /// What the doctor owes on another payment was kept.
        Compensation "compensation",
        /// The same amount in whole euros.
        Arrondi "arrondi",
        /// The amount of a payment that came already.
        DejaRecu "deja-recu",
        /// The amount of a payment to come.
        PasEncoreDu "pas-encore-du",
    }
}

/// What would give an amount that came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// A question, the index of another reading of it, and the payment that it would change.
    AutreLecture(Question, u8, u16),
    /// Another working time.
    AutreOption(OptionEtp),
    /// The amount of another year.
    AutreAnnee(u8),
    /// The other series of amounts.
    AutreSerie(SerieMontant),
    /// The event at this index, left out.
    SansEvenement(u16),
    /// The whole aid of the year.
    SansModulation,
    /// So many hundredths of the maximum.
    AutreTaux(i64),
    /// What is owed on the payment at this index.
    Compensation(u16),
    /// Whole euros.
    Arrondi,
    /// The payment at this index, which came already.
    DejaRecu(u16),
    /// The payment at this index, which is not due yet.
    PasEncoreDu(u16),
}

impl Cause {
    /// What kind of cause.
    pub const fn nature(self) -> NatureCause {
        match self {
            Cause::AutreLecture(..) => NatureCause::AutreLecture,
            Cause::AutreOption(_) => NatureCause::AutreOption,
            Cause::AutreAnnee(_) => NatureCause::AutreAnnee,
            Cause::AutreSerie(_) => NatureCause::AutreSerie,
            Cause::SansEvenement(_) => NatureCause::SansEvenement,
            Cause::SansModulation => NatureCause::SansModulation,
            Cause::AutreTaux(_) => NatureCause::AutreTaux,
            Cause::Compensation(_) => NatureCause::Compensation,
            Cause::Arrondi => NatureCause::Arrondi,
            Cause::DejaRecu(_) => NatureCause::DejaRecu,
            Cause::PasEncoreDu(_) => NatureCause::PasEncoreDu,
        }
    }
}

/// What the search reads.
pub(in crate::etude) struct Enquete<'a> {
    /// The rules, the readings, what is known.
    pub(in crate::etude) donnees: Donnees<'a>,
    /// The facts of the contract.
    pub(in crate::etude) faits: Faits<'a>,
    /// The dossier.
    pub(in crate::etude) dossier: &'a Dossier,
    /// The events that count.
    pub(in crate::etude) journal: Option<&'a Journal<'a>>,
    /// The figures.
    pub(in crate::etude) chiffrage: &'a Chiffrage,
    /// What other readings would change.
    pub(in crate::etude) questions: &'a [QuestionTouchee],
    /// How the figures came about.
    pub(in crate::etude) explication: &'a [(String, Noeud)],
    /// Signature and day of study.
    pub(in crate::etude) jours: (Jour, Jour),
}

/// Adds to a matching why each payment that did not come as it is due did not, and what would explain
/// each sum that pays nothing.
pub(in crate::etude) fn expliquer(rapprochement: &mut Rapprochement, enquete: &Enquete<'_>) {
    let sans = enquete.sans_chaque_evenement(rapprochement);
    let told: Vec<Option<Pourquoi>> = (0u16..)
        .zip(&rapprochement.versements)
        .map(|(index, suivi)| enquete.pourquoi(index, suivi, rapprochement, &sans))
        .collect();
    let found: Vec<Vec<Cause>> =
        rapprochement
            .encaissements
            .iter()
            .map(|e| {
                if e.inexplique == Centimes::ZERO {
                    Vec::new()
                } else {
                    enquete.inexplique(e.inexplique, rapprochement)
                }
            })
            .collect();
    for (suivi, pourquoi) in rapprochement.versements.iter_mut().zip(told) {
        suivi.pourquoi = pourquoi;
    }
    for (suivi, causes) in rapprochement.encaissements.iter_mut().zip(found) {
        suivi.causes = causes;
    }
}

/// Whether what came of a payment has to be explained.
fn differe(suivi: &VersementSuivi) -> bool {
    use EtatVersement as E;
    match suivi.etat {
        E::Partiel | E::TropPercu | E::EnRetard | E::ARendre => true,
        E::Inconnu => suivi.recu != Centimes::ZERO,
        E::AVenir | E::Attendu | E::Recu | E::Rendu | E::Compense => false,
    }
}

impl<'a> Enquete<'a> {
    fn pourquoi(
        &self,
        index: u16,
        suivi: &VersementSuivi,
        rapprochement: &Rapprochement,
        sans: &[(u16, Vec<Annee>)],
    ) -> Option<Pourquoi> {
        if !differe(suivi) {
            return None;
        }
        let (year, versement) = self.versement(index)?;
        let recu = suivi.recu;
        let mut causes = self.lectures(recu, Some(index));
        // A sum put here for want of anything better may be another payment's, read otherwise.
        for apport in &suivi.apports {
            let sum = rapprochement.encaissements.iter().find(|e| e.recu.encaissement == apport.encaissement);
            let elsewhere = sum.map_or_else(Vec::new, |sum| self.lectures(sum.recu.montant, None));
            causes.extend(elsewhere.into_iter().filter(|c| !matches!(c, Cause::AutreLecture(.., i) if *i == index)));
        }
        // That nothing came is no amount of another option or of another year.
        if recu != Centimes::ZERO && versement.cause.is_none() {
            causes.extend(self.variations(year, versement, recu));
        }
        causes.extend(sans.iter().filter_map(|(event, years)| {
            let same = years.iter().find(|y| y.annee == year.annee)?;
            let then = regulier(same, versement.nature).filter(|_| versement.cause.is_none())?.montant?;
            (then == recu && versement.montant != Some(then)).then_some(Cause::SansEvenement(*event))
        }));
        causes.extend(compensation(index, suivi, rapprochement));
        let apart = versement.montant.map_or(0, |montant| (montant.0 - recu.0).abs());
        if recu != Centimes::ZERO && recu.0 % 100 == 0 && (1..100).contains(&apart) {
            causes.push(Cause::Arrondi);
        }
        Some(Pourquoi { base: self.base(index, year, versement), causes })
    }

    /// The payment at an index, and its year.
    fn versement(&self, index: u16) -> Option<(&'a Annee, &'a Versement)> {
        let mut all = self.chiffrage.annees.iter().flat_map(|y| {
            let year = &y.annee;
            year.versements.iter().flatten().map(move |v| (year, v))
        });
        all.nth(usize::from(index))
    }

    fn base(&self, index: u16, year: &Annee, versement: &Versement) -> Base {
        let node = self.explication.iter().map(|(_, n)| n).find(|n| n.chemin == Chemin::Versement(index));
        let read = |nom: &str| node?.lu.iter().find(|lu| lu.nom == nom).map(|lu| lu.valeur);
        let before = read("aide_precedente");
        let basis = before.or_else(|| ["montant", "aide", "aide_modulee"].into_iter().find_map(read));
        let solde = versement.cause.is_none() && meme_nature(versement.nature, NatureVersement::Solde);
        Base {
            regle: versement.regle().id(),
            montant: year.montant,
            part: year.part,
            aide: year.aide,
            pour_cent: match read("pour_cent") {
                Some(Valeur::Entier(n)) => Some(n),
                _ => None,
            },
            assiette: match basis {
                Some(Valeur::Centimes(montant)) if versement.cause.is_none() => Some(montant),
                _ => None,
            },
            sur_l_aide_precedente: before.is_some(),
            acompte: regulier(year, NatureVersement::Acompte).filter(|_| solde).and_then(|v| v.montant),
            evenement: match versement.motif() {
                Some(CauseDuVersement::Evenement(event, _)) => Some(event),
                _ => None,
            },
        }
    }

    /// Other readings under which the payment at an index, or any, is this amount.
    fn lectures(&self, montant: Centimes, index: Option<u16>) -> Vec<Cause> {
        let mut found = Vec::new();
        for touchee in self.questions {
            for autre in &touchee.autres {
                let gives = autre.ecarts.iter().find_map(|e| match e.figure.chemin {
                    Chemin::Versement(i) if e.figure.variante.is_none() && index.is_none_or(|index| index == i) => {
                        (e.valeur == Valeur::Centimes(montant) && e.figure.valeur != Valeur::Inconnu).then_some(i)
                    }
                    _ => None,
                });
                found.extend(gives.map(|i| Cause::AutreLecture(touchee.question, autre.lecture, i)));
            }
        }
        found
    }

    /// The same payment under another option, of another year, of the other series, unmodulated, or at
    /// another percentage.
    fn variations(&self, year: &Annee, versement: &Versement, wanted: Centimes) -> Vec<Cause> {
        let Donnees { tables, lectures, .. } = self.donnees;
        let cadre = contrat::cadre(tables, lectures, &self.faits, &mut Quiet::default());
        let mut found = Vec::new();
        let own = Variation { serie: year.serie, option: year.periode.option, rang: year.rang, part: year.part };
        let gives = |variation: Variation| self.payer(year, versement, &cadre, variation) == Some(wanted);
        let regime = tables.regime(self.faits.regime);
        for option in regime.options.iter().chain(&regime.options_ensuite).copied() {
            if Some(option) != own.option && gives(Variation { option: Some(option), ..own }) {
                found.push(Cause::AutreOption(option));
            }
        }
        let ranks = tables.parametre(Parametre::PremiereAnneeModulee).value as u8;
        for rang in (1..=ranks).filter(|r| *r != own.rang.min(ranks)) {
            if gives(Variation { rang, ..own }) {
                found.push(Cause::AutreAnnee(rang));
            }
        }
        if regime.revalorisation {
            let other = if own.serie == SerieMontant::Depuis { regime.montants } else { SerieMontant::Depuis };
            if gives(Variation { serie: other, ..own }) {
                found.push(Cause::AutreSerie(other));
            }
        }
        if own.part != Some(Fraction::ONE) && gives(Variation { part: Some(Fraction::ONE), ..own }) {
            found.push(Cause::SansModulation);
        }
        if matches!(versement.nature, NatureVersement::Integral | NatureVersement::Acompte) {
            let lines = tables.versements.iter().flat_map(|v| v.annees.iter().flat_map(|lines| lines.iter()));
            let mut rates = std::collections::BTreeSet::new();
            rates.extend(lines.map(|line| line.pour_cent.value));
            let gives = |rate: &i64| year.montant.map(|m| Fraction::new(*rate, 100).of(m)) == Some(wanted);
            found.extend(rates.into_iter().filter(gives).map(Cause::AutreTaux));
        }
        found
    }

    /// What the payment would be with something changed.
    fn payer(
        &self,
        year: &Annee,
        versement: &Versement,
        cadre: &Cadre,
        Variation { serie, option, rang, part }: Variation,
    ) -> Option<Centimes> {
        let Donnees { tables, lectures, .. } = self.donnees;
        let mut quiet = Quiet::default();
        let maximum = montant::montant(tables, lectures, (serie, cadre.ligne, option), rang, &mut quiet)?;
        let faits = Faits { option, ..self.faits };
        let base = BaseVersement {
            annee: year.annee,
            rang: year.rang,
            debut: year.periode.debut.date(),
            cloture: year.cloture.date(),
            serie,
            montant: Some(maximum),
            modulee: part.map(|part| part.of(maximum)),
            precedente: None,
            index: 0,
        };
        let (paid, _) = versement::verser(tables, lectures, &faits, &base, &mut quiet);
        paid.iter().flatten().find(|v| meme_nature(v.nature, versement.nature))?.montant
    }

    /// The years with each event that bears on a figure left out; worked out where something differs.
    fn sans_chaque_evenement(&self, rapprochement: &Rapprochement) -> Vec<(u16, Vec<Annee>)> {
        let Some(journal) = self.journal.filter(|_| rapprochement.versements.iter().any(differe)) else {
            return Vec::new();
        };
        let Donnees { tables, lectures, vie: whole, .. } = self.donnees;
        let cadre = contrat::cadre(tables, lectures, &self.faits, &mut Quiet::default());
        let without = |index: u16| {
            let journal = journal.sans(index);
            let vie = journal.vie(tables);
            if vie == *whole {
                return None;
            }
            let annees = contrat::annees_listees(tables, lectures, self.faits.regime, &vie, self.jours);
            let kept = Some(&journal).filter(|j| j.sert(&vie));
            let donnees = Donnees { annees, vie: &vie, journal: kept, ..self.donnees };
            Some((index, contrat::annees(&donnees, &self.faits, &cadre, &mut Quiet::default())))
        };
        (0u16..)
            .zip(&self.dossier.evenements)
            .filter(|(index, _)| journal.compte(*index))
            .filter_map(|(index, _)| without(index))
            .collect()
    }

    /// What a sum that pays nothing would be.
    fn inexplique(&self, montant: Centimes, rapprochement: &Rapprochement) -> Vec<Cause> {
        let mut causes = Vec::new();
        for (index, suivi) in (0u16..).zip(&rapprochement.versements).filter(|(_, v)| v.du.montant == Some(montant)) {
            match suivi.etat {
                EtatVersement::AVenir => causes.push(Cause::PasEncoreDu(index)),
                EtatVersement::Recu | EtatVersement::TropPercu | EtatVersement::Rendu => {
                    causes.push(Cause::DejaRecu(index));
                }
                _ => {}
            }
        }
        causes.extend(self.lectures(montant, None));
        causes
    }
}

/// What a payment is worked out with.
#[derive(Clone, Copy)]
struct Variation {
    serie: SerieMontant,
    option: Option<OptionEtp>,
    rang: u8,
    part: Option<Fraction>,
}

/// What is missing of a payment is what the doctor owes on another one.
fn compensation(index: u16, suivi: &VersementSuivi, rapprochement: &Rapprochement) -> Option<Cause> {
    let missing = suivi.manque.filter(|m| *m > Centimes::ZERO)?;
    let owed = |v: &VersementSuivi| {
        let owes = matches!(v.etat, EtatVersement::ARendre | EtatVersement::TropPercu);
        v.manque.filter(|_| owes) == Some(Centimes::ZERO - missing)
    };
    let found = (0u16..).zip(&rapprochement.versements).find(|(other, v)| *other != index && owed(v));
    found.map(|(other, _)| Cause::Compensation(other))
}

/// The payment of a nature that every year has.
fn regulier(year: &Annee, nature: NatureVersement) -> Option<&Versement> {
    year.versements.iter().flatten().find(|v| v.cause.is_none() && meme_nature(v.nature, nature))
}

/// A solde below zero is money to give back: one payment.
fn meme_nature(a: NatureVersement, b: NatureVersement) -> bool {
    let last = |n: NatureVersement| matches!(n, NatureVersement::Solde | NatureVersement::Reversement);
    a == b || (last(a) && last(b))
}
