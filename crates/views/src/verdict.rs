//! May the doctor have the aid: the answer in one sentence, then the reasons.

use convention::eligibilite::{AupresDe, Etat, Motif, Verdict};
use convention::explication::{Chemin, Origine, Valeur};

use crate::date::date;
use crate::nombre::{euros, plage_euros};
use crate::page::Texte;
use crate::typographie::{lier, minuscule};
use crate::vue::Vue;

/// A reason: a rule that fails, or that lacks a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raison {
    /// Its place in the list of reasons.
    pub motif: u8,
    /// Whether the rule fails. Else a fact is missing.
    pub echoue: bool,
    /// Id of the rule.
    pub regle: &'static str,
    /// The rule in a few words.
    pub libelle: String,
    /// What it asks and what the dossier says, or what is missing and who has it.
    pub phrase: String,
}

impl Vue<'_> {
    /// The verdict in one sentence.
    pub fn verdict(&self) -> String {
        let eligibilite = &self.etude.eligibilite;
        let failed = || failures(self.count(Etat::Echoue));
        match (eligibilite.verdict, eligibilite.deja_signe) {
            (Verdict::Eligible | Verdict::AConfirmer, true) => format!("{}.", self.etat_du_contrat()),
            (Verdict::NonEligible, true) => {
                format!("{}, mais {} d'après ce dossier.", self.etat_du_contrat(), failed())
            }
            (Verdict::Eligible, false) => "Vous avez droit à l'aide : toutes les conditions sont remplies.".to_owned(),
            (Verdict::AConfirmer, false) => {
                let missing = match self.count(Etat::Inconnu) {
                    0 | 1 => "une condition reste à vérifier".to_owned(),
                    n => format!("{n} conditions restent à vérifier"),
                };
                format!("Droit à l'aide à confirmer : rien ne s'y oppose, mais {missing}.")
            }
            (Verdict::NonEligible, false) => format!("Vous n'avez pas droit à l'aide : {}.", failed()),
        }
    }

    fn count(&self, etat: Etat) -> usize {
        self.etude.eligibilite.motifs.iter().filter(|m| m.etat == etat).count()
    }

    /// Whether the contract, if it is signed, is neither over nor suspended on the day of study.
    pub(crate) fn court(&self) -> bool {
        let over = || self.etude.chiffrage.annees.last().is_some_and(|y| y.annee.periode.fin < self.etude.demande.au);
        !self.etude.eligibilite.deja_signe || !(over() || self.suspendu_depuis().is_some())
    }

    /// Where a signed contract stands on the day of study.
    fn etat_du_contrat(&self) -> String {
        let years = &self.etude.chiffrage.annees;
        let au = self.etude.demande.au;
        let current = years.iter().map(|y| &y.annee).find(|y| y.periode.debut <= au && au <= y.periode.fin);
        match (current, years.last()) {
            (Some(year), _) => {
                let judged = if year.mode.is_some() {
                    "où l'aide dépend de vos résultats"
                } else {
                    "où l'aide est entière, quels que soient vos résultats"
                };
                match self.suspendu_depuis() {
                    Some(day) => {
                        let since = date(day);
                        format!(
                            "Votre contrat court (année {}), mais l'aide est suspendue depuis le {since}",
                            year.annee
                        )
                    }
                    None => format!("Votre contrat court : vous êtes en année {}, {judged}", year.annee),
                }
            }
            (None, Some(_)) if self.fini_avant_terme() => {
                let last = self.etude.fin_du_contrat.map(date).unwrap_or_default();
                format!("Votre contrat a pris fin le {last}, avant son terme")
            }
            (None, Some(last)) => format!("Votre contrat est arrivé à son terme le {}", date(last.annee.periode.fin)),
            (None, None) => "Votre contrat est signé".to_owned(),
        }
    }

    /// What the contract brings over its years, in one sentence. `None`: nothing is computed.
    pub fn total(&self) -> Option<Texte> {
        let totaux = &self.etude.chiffrage.totaux;
        let depends = if self.etude.variantes.is_empty() {
            "selon vos résultats et ce qui reste à préciser"
        } else {
            "selon le temps de travail financé, vos résultats et ce qui reste à préciser"
        };
        let sum = match (totaux.aide, totaux.bornes) {
            (Some(aide), _) => euros(aide),
            (None, Some(bornes)) => plage_euros(bornes),
            (None, None) => return None,
        };
        let depends = if totaux.aide.is_some() { String::new() } else { format!(", {depends}") };
        let listed = self.etude.chiffrage.annees.len();
        let lived = self.etude.chiffrage.annees.iter().filter(|year| !year.annee.sans_un_jour()).count();
        let over = if lived < usize::from(totaux.annees) {
            match lived {
                1 => "sa seule année".to_owned(),
                n => format!("ses {n} années"),
            }
        } else if listed > usize::from(totaux.annees) {
            format!("les {} premières années", totaux.annees)
        } else {
            format!("{} ans", totaux.annees)
        };
        let lead = match self.etude.eligibilite.verdict {
            Verdict::AConfirmer => "Si ce droit est confirmé, aide",
            _ => "Aide",
        };
        let said = lier(&format!("{lead} sur {over} : {sum}{depends}."));
        Some(Texte::from(said).montrer(&sum, Chemin::Total))
    }

    /// The rules that fail, then those that lack a fact (never for a contract that runs).
    pub fn raisons(&self) -> Vec<Raison> {
        let eligibilite = &self.etude.eligibilite;
        let of = |etat: Etat| eligibilite.motifs.iter().enumerate().filter(move |(_, m)| m.etat == etat);
        let failed = of(Etat::Echoue).map(|(index, motif)| self.echec(index, motif));
        let missing =
            of(Etat::Inconnu).filter(|_| !eligibilite.deja_signe).map(|(index, motif)| self.manque(index, motif));
        failed.chain(missing).collect()
    }

    /// `Vérifié : spécialité, secteur, activité minimale.`; `None`: nothing was. That the doctor is no
    /// remplaçant goes without saying.
    pub fn verifie(&self) -> Option<String> {
        let motifs = self.etude.eligibilite.motifs.iter();
        let met = motifs.filter(|m| m.etat == Etat::Respecte && m.regle != "ELI-11");
        let names: Vec<String> = met.map(|m| minuscule(self.regle(m.regle))).collect();
        (!names.is_empty()).then(|| lier(&format!("Vérifié : {}.", names.join(", "))))
    }

    fn echec(&self, index: usize, motif: &Motif) -> Raison {
        let asked = self.convention.textes.regle(motif.regle).map_or("", |t| t.phrase.as_str());
        let read = self.lu_par(index);
        let read = if read.is_empty() { read } else { format!(" Ici, {read}.") };
        self.raison(true, (index, motif), &format!("condition non remplie. {asked}{read}"))
    }

    fn manque(&self, index: usize, motif: &Motif) -> Raison {
        let facts: Vec<String> = motif.manque.iter().map(|d| self.donnee(*d)).collect();
        let whom = match motif.aupres_de {
            Some(AupresDe::Caisse) => "Votre caisse le sait",
            _ => "À voir dans vos papiers",
        };
        let what = if facts.is_empty() { "une information".to_owned() } else { facts.join(" et ") };
        self.raison(false, (index, motif), &format!("à vérifier, il manque {what}. {whom}."))
    }

    fn raison(&self, echoue: bool, (index, motif): (usize, &Motif), phrase: &str) -> Raison {
        let libelle = lier(self.regle(motif.regle));
        Raison { motif: index as u8, echoue, regle: motif.regle, libelle, phrase: lier(phrase) }
    }

    /// What the rule at an index of the reasons read: `patientèle médecin traitant : 500, seuil P30 : 775`.
    fn lu_par(&self, index: usize) -> String {
        let chemin = Chemin::Motif(index as u8);
        let node = self.etude.explication.iter().map(|(_, n)| n).find(|n| n.chemin == chemin);
        let read = node.into_iter().flat_map(|n| &n.lu);
        let values = read.filter(|lu| !matches!(lu.origine, Origine::Lecture(_)) && lu.valeur != Valeur::Inconnu);
        let words = values.map(|lu| {
            let (name, value) = (self.nom_lu(lu.nom), self.valeur(lu.nom, lu.valeur));
            if value.starts_with(&name) { value } else { format!("{name} : {value}") }
        });
        words.collect::<Vec<_>>().join(", ")
    }
}

pub(crate) fn failures(count: usize) -> String {
    match count {
        1 => "une condition n'est pas remplie".to_owned(),
        n => format!("{n} conditions ne sont pas remplies"),
    }
}
