//! The costs of the contract years.

use std::collections::BTreeSet;

use super::calendrier::{Mois, couper, mois_travailles, somme};
use super::cotisations::charges;
use super::deroulement::Deroulement;
use super::emploi::{Anciennete, Emploi, Temps};
use super::salaire::{self, Rang};
use super::types::{CoutAnnee, Detail, HypotheseCout, LigneCout, Mensualite, NonCompris, RemarqueCout};
use crate::dossier::{Assistant, OptionEtp};
use crate::explication::{Chemin, Donnee, FigureCout as F, Origine, Quiet, Regle, Trace};
use crate::jour::Jour;
use crate::money::{Centimes, Fraction};
use crate::tables::{Parametre, Tables};

/// A contract year: its number, its first and its last day.
type Annee = (u8, Jour, Jour);

/// What each contract year costs; nothing where the dossier says neither cost, nor pay, nor position.
/// What stays to be paid is not known here.
pub fn couts<T: Trace>(
    tables: &Tables,
    assistant: &Assistant,
    deroulement: &Deroulement,
    annees: &[Annee],
    trace: &mut T,
) -> Vec<CoutAnnee> {
    let (Some((_, contrat, _)), Some((.., derniere))) = (annees.first(), annees.last()) else { return Vec::new() };
    let presence = Presence { embauche: assistant.embauche, derniere: *derniere, deroulement };
    if let Some(typed) = assistant.cout_annuel {
        return annees.iter().map(|annee| saisi(typed, presence, *annee, trace)).collect();
    }
    let Some(emploi) = Emploi::of(assistant, deroulement, *contrat) else { return Vec::new() };
    let calcul = Calcul { tables, emploi, presence };
    annees.iter().map(|annee| calcul.annee(*annee, trace)).collect()
}

/// COUT-6: the typed cost, for the months that are worked.
fn saisi<T: Trace>(typed: Centimes, presence: Presence<'_>, annee: Annee, trace: &mut T) -> CoutAnnee {
    let (n, debut, fin) = annee;
    let (_, mois) = presence.mois(annee, trace);
    let cout = trace.rule(Chemin::Cout(n, F::Cout), Regle::Cout6, |t| {
        t.read("cout_annuel", typed, Origine::Dossier(Donnee::Champ("assistant.cout_annuel_euros")));
        t.read("mois", mois, Origine::Figure(Chemin::Cout(n, F::Mois)));
        Fraction::new(mois.num, 12 * mois.den).of(typed)
    });
    let malgre = presence.deroulement.change_entre(debut, fin).then_some(RemarqueCout::SaisiMalgreLAvenant);
    CoutAnnee {
        annee: n,
        mois,
        temps: None,
        cout: Some(cout),
        detail: None,
        mensualites: Vec::new(),
        reste_a_charge: None,
        bornes: None,
        hypotheses: presence.hypotheses(annee).collect(),
        remarques: malgre.into_iter().chain(presence.remarque(annee)).collect(),
        non_compris: &[],
    }
}

/// When somebody is employed.
#[derive(Debug, Clone, Copy)]
struct Presence<'a> {
    embauche: Option<Jour>,
    /// Last day of the last year.
    derniere: Jour,
    deroulement: &'a Deroulement,
}

impl Presence<'_> {
    /// The months that are worked, and how many they are.
    fn mois<T: Trace>(&self, (n, debut, fin): Annee, trace: &mut T) -> (Vec<Mois>, Fraction) {
        let months = mois_travailles(debut, fin, self.embauche);
        let count = trace.rule(Chemin::Cout(n, F::Mois), Regle::Cout7, |t| {
            t.read("debut", debut, Origine::Figure(Chemin::Debut(n)));
            t.read("fin", fin, Origine::Figure(Chemin::Fin(n)));
            t.read("embauche", self.embauche, Origine::Dossier(Donnee::Champ("assistant.embauche")));
            somme(months.iter().map(|m| m.part))
        });
        (months, count)
    }

    /// What is supposed of who is there, in the order of the ids.
    fn hypotheses(&self, (_, debut, fin): Annee) -> impl Iterator<Item = HypotheseCout> {
        let from = self.embauche.map_or(debut, |hired| hired.max(debut));
        let suspended = from <= fin && self.deroulement.suspendu_entre(from, fin);
        let list =
            [(self.embauche.is_none(), HypotheseCout::EmbaucheAuDebut), (suspended, HypotheseCout::PayeEnSuspension)];
        list.into_iter().filter(|(holds, _)| *holds).map(|(_, hypothese)| hypothese)
    }

    /// Whether the hiring leaves months out.
    fn remarque(&self, (_, debut, _): Annee) -> Option<RemarqueCout> {
        let hired = self.embauche.filter(|hired| *hired > debut)?;
        Some(if hired > self.derniere { RemarqueCout::EmbaucheApresLaFin } else { RemarqueCout::AvantLEmbauche })
    }
}

/// A cost that is worked out.
struct Calcul<'a> {
    tables: &'a Tables,
    emploi: Emploi<'a>,
    presence: Presence<'a>,
}

impl Calcul<'_> {
    fn annee<T: Trace>(&self, annee: Annee, trace: &mut T) -> CoutAnnee {
        let (n, debut, _) = annee;
        let (months, mois) = self.presence.mois(annee, trace);
        let months = match self.emploi.temps {
            Temps::Heures(_) => months,
            Temps::Option(_) => couper(months, self.presence.deroulement.avenants.iter().map(|a| a.jour)),
        };
        let runs = self.suites(&months);
        let mensualites: Vec<Mensualite> =
            (0..).zip(&runs).map(|(index, run)| self.mensualite((n, debut), index, run, trace)).collect();
        let temps = trace.rule(Chemin::Cout(n, F::Temps), Regle::Cout1, |t| {
            for (index, run) in (0..).zip(&mensualites) {
                t.read("temps", run.temps, Origine::Figure(Chemin::Cout(n, F::TempsDuMois(index))));
            }
            let first = mensualites.first()?.temps;
            mensualites.iter().all(|run| run.temps == first).then_some(first)
        });
        let mut detail = Detail::default();
        for ligne in LigneCout::ALL.iter().copied() {
            detail[ligne] = trace.rule(Chemin::Cout(n, F::Ligne(ligne)), regle(ligne), |t| {
                for (index, run) in (0..).zip(&mensualites) {
                    t.read("mois", run.mois, Origine::Figure(Chemin::Cout(n, F::NombreDeMois(index))));
                    t.read("mensuel", run.detail[ligne], Origine::Figure(Chemin::Cout(n, F::Mensuel(index, ligne))));
                }
                mensualites.iter().map(|run| run.mois.of(run.detail[ligne])).sum::<Centimes>()
            });
        }
        let cout = trace.rule(Chemin::Cout(n, F::Cout), Regle::Cout7, |t| {
            for ligne in LigneCout::ALL.iter().copied() {
                t.read(ligne.id(), detail[ligne], Origine::Figure(Chemin::Cout(n, F::Ligne(ligne))));
            }
            detail.total()
        });
        CoutAnnee {
            annee: n,
            mois,
            temps,
            cout: Some(cout),
            detail: Some(detail),
            reste_a_charge: None,
            bornes: None,
            hypotheses: self.hypotheses(annee, &months, &mensualites),
            remarques: self.remarques(annee, &months, &mensualites),
            mensualites,
            non_compris: NonCompris::ALL,
        }
    }

    /// Months that follow each other, whole, and paid alike.
    fn suites(&self, months: &[Mois]) -> Vec<Vec<Mois>> {
        let paid = |m: &Mois| {
            let rang = Rang { annee: 0, index: 0, debut: m.debut };
            let quiet = &mut Quiet::default();
            let minimum = salaire::minimum(self.tables, &self.emploi, Fraction::ONE, rang, quiet);
            let temps = self.emploi.temps_au(self.tables, m.debut);
            (temps, minimum, salaire::taux_anciennete(self.tables, &self.emploi, rang, quiet))
        };
        let alike = |a: &Mois, b: &Mois| a.part == Fraction::ONE && b.part == Fraction::ONE && paid(a) == paid(b);
        months.chunk_by(alike).map(<[Mois]>::to_vec).collect()
    }

    fn mensualite<T: Trace>(&self, (annee, contrat): (u8, Jour), index: u8, run: &[Mois], trace: &mut T) -> Mensualite {
        let (debut, fin) = (run.first().map_or(contrat, |m| m.debut), run.last().map_or(contrat, |m| m.fin));
        let rang = Rang { annee, index, debut };
        let mois = trace.rule(rang.chemin(F::NombreDeMois), Regle::Cout7, |t| {
            t.read("annee_debut", contrat, Origine::Figure(Chemin::Debut(annee)));
            t.read("debut", debut, Origine::Figure(rang.chemin(F::Debut)));
            t.read("fin", fin, Origine::Figure(rang.chemin(F::Fin)));
            somme(run.iter().map(|m| m.part))
        });
        let temps = self.emploi.temps(self.tables, rang, trace);
        let minimum = salaire::minimum(self.tables, &self.emploi, temps, rang, trace);
        let mut detail = Detail::default();
        detail[LigneCout::Salaire] = salaire::salaire(&self.emploi, minimum, rang, trace);
        let taux_anciennete = salaire::taux_anciennete(self.tables, &self.emploi, rang, trace);
        detail[LigneCout::Anciennete] = salaire::anciennete(&detail, taux_anciennete, rang, trace);
        charges(self.tables, &mut detail, temps, rang, trace);
        Mensualite { debut, fin, mois, temps, minimum, taux_anciennete, detail }
    }

    fn hypotheses(&self, annee: Annee, months: &[Mois], mensualites: &[Mensualite]) -> Vec<HypotheseCout> {
        use HypotheseCout as H;
        let cout = &self.tables.cout;
        let mut found: BTreeSet<H> = BTreeSet::from([H::TauxAtMp, H::Mutuelle, H::PetitCabinet]);
        found.extend(self.presence.hypotheses(annee));
        let mut add = |holds: bool, hypothese: H| {
            if holds {
                found.insert(hypothese);
            }
        };
        let (deroulement, typed) = (self.presence.deroulement, matches!(self.emploi.anciennete, Anciennete::Ecrite(_)));
        let by_option = matches!(self.emploi.temps, Temps::Option(_));
        add(by_option, H::HeuresDeLOption);
        add(by_option && months.iter().any(|m| deroulement.avenant_au(m.debut).is_some()), H::HeuresDeLAvenant);
        add(mensualites.iter().any(|m| m.temps > Fraction::ONE), H::PlusieursAssistants);
        add(!typed, H::AncienneteDepuisLEmbauche);
        let another = months.iter().any(|m| deroulement.arrivee_au(m.debut).is_some());
        add(another && !typed, H::NouvelAssistantSansAnciennete);
        add(another && typed, H::AncienneteDuNouvelAssistant);
        add(mensualites.iter().any(|m| m.taux_anciennete > Fraction::ZERO), H::AncienneteSurLeSalaire);
        let (first, last) = (cout.parametres.0.value, cout.parametres.1.value);
        for month in months {
            let day = month.debut;
            add(day < first || day > last, H::ParametresDuSecondSemestre2026);
            // A typed pay owes nothing to a minimum.
            if self.emploi.brut.is_none() {
                add(cout.smic(day).is_none(), H::GrilleSeule);
                add(cout.minimum(day).is_some_and(|(_, before)| before), H::PremierMinimumConnu);
                add(day > cout.minimums_connus.value, H::DernierMinimumConnu);
            }
        }
        found.into_iter().collect()
    }

    fn remarques(&self, annee: Annee, months: &[Mois], mensualites: &[Mensualite]) -> Vec<RemarqueCout> {
        let (_, debut, fin) = annee;
        let full = self.tables.parametre(Parametre::HeuresTempsPlein).value;
        let short = self.tables.parametre(Parametre::TempsPartielHeures).value;
        let below = self.emploi.brut.is_some_and(|brut| mensualites.iter().any(|m| brut < m.minimum));
        // Hours are written in hundredths: 11,67 is a third of 35.
        let less =
            |h: Fraction, option: OptionEtp| Fraction::new(100 * h.num + h.den, 100 * full * h.den) < option.temps();
        let deroulement = self.presence.deroulement;
        let hours = match self.emploi.temps {
            Temps::Heures(h) => Some(h),
            Temps::Option(_) => None,
        };
        // Hours that no avenant changes, beside the largest option of the year.
        let mut financed = deroulement.avenants.iter().filter(|a| (debut..=fin).contains(&a.jour)).map(|a| a.option);
        let first = months.first().and_then(|m| deroulement.option_au(m.debut));
        let less = hours.is_some_and(|h| first.into_iter().any(|o| less(h, o)) || financed.any(|o| less(h, o)));
        let typed = hours.is_some() || self.emploi.brut.is_some();
        let list = [
            (below, RemarqueCout::SousLeMinimum),
            (mensualites.iter().any(|m| m.temps < Fraction::new(short, full)), RemarqueCout::TempsPartielCourt),
            (less, RemarqueCout::MoinsQueLOption),
            (typed && deroulement.change_entre(debut, fin), RemarqueCout::SaisiMalgreLAvenant),
        ];
        let kept = list.into_iter().filter(|(holds, _)| *holds).map(|(_, remarque)| remarque);
        kept.chain(self.presence.remarque(annee)).collect()
    }
}

/// The rule of a line.
const fn regle(ligne: LigneCout) -> Regle {
    match ligne {
        LigneCout::Salaire => Regle::Cout1,
        LigneCout::Cotisations => Regle::Cout2,
        LigneCout::Reduction => Regle::Cout3,
        LigneCout::Prevoyance | LigneCout::Formation | LigneCout::Paritarisme | LigneCout::Mutuelle => Regle::Cout4,
        LigneCout::Anciennete => Regle::Cout5,
    }
}
