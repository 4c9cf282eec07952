//! May the group have the aid: the answer in one sentence, then the reasons.

use convention::eligibilite::{Etat, Motif, Verdict};
use convention::explication::{Chemin, Valeur};

use super::VueCollective;
use crate::date::date;
use crate::typographie::{lier, minuscule};
use crate::verdict::failures;

impl VueCollective<'_> {
    /// The verdict in one sentence.
    pub fn verdict(&self) -> String {
        let eligibilite = &self.etude.eligibilite;
        let count = |etat| eligibilite.motifs.iter().filter(|m| m.etat == etat).count();
        lier(&match (eligibilite.verdict, eligibilite.deja_signe) {
            (Verdict::NonEligible, true) => {
                format!("{}, mais {} d'après ce dossier.", self.situation(), failures(count(Etat::Echoue)))
            }
            (_, true) => format!("{}.", self.situation()),
            (Verdict::Eligible, false) => {
                "Votre groupe a droit à l'aide : toutes les conditions sont remplies.".to_owned()
            }
            (Verdict::AConfirmer, false) => {
                let missing = match count(Etat::Inconnu) {
                    0 | 1 => "une condition reste à vérifier".to_owned(),
                    n => format!("{n} conditions restent à vérifier"),
                };
                format!("Droit à l'aide à confirmer : rien ne s'y oppose, mais {missing}.")
            }
            (Verdict::NonEligible, false) => {
                format!("Votre groupe n'a pas droit à l'aide : {}.", failures(count(Etat::Echoue)))
            }
        })
    }

    /// Whether the contract is not over on the day of study.
    pub(crate) fn court(&self) -> bool {
        self.etude.annees.last().is_none_or(|last| self.etude.demande.au <= last.fin)
    }

    /// Where a signed contract stands on the day of study.
    fn situation(&self) -> String {
        let au = self.etude.demande.au;
        let years = &self.etude.annees;
        match (years.iter().find(|y| y.debut <= au && au <= y.fin), years.last()) {
            (Some(year), _) => {
                let judged = if year.modulee { "dépend des résultats du groupe" } else { "est entière" };
                format!("Le contrat du groupe court : année {}, où l'aide {judged}", year.annee)
            }
            (None, Some(last)) => format!("Le contrat du groupe est arrivé à son terme le {}", date(last.fin)),
            (None, None) => "Le contrat du groupe est signé".to_owned(),
        }
    }

    /// The rules that fail, then those that lack a fact, each with who is concerned.
    pub fn raisons(&self) -> Vec<String> {
        let eligibilite = &self.etude.eligibilite;
        let of = |etat: Etat| eligibilite.motifs.iter().filter(move |m| m.etat == etat);
        let failed = of(Etat::Echoue).map(|m| self.echec(m));
        let missing = of(Etat::Inconnu).filter(|_| !eligibilite.deja_signe).map(|m| self.manque(m));
        failed.chain(missing).map(|sentence| lier(&sentence)).collect()
    }

    fn echec(&self, motif: &Motif) -> String {
        let asked = self.convention.textes.regle(motif.regle).map_or("", |t| t.phrase.as_str());
        let members = (0..).zip(&self.etude.membres);
        let mut who: Vec<String> = self.forme_refusee(motif).into_iter().collect();
        who.extend(
            members
                .filter(|(_, m)| m.motifs.iter().any(|own| own.regle == motif.regle && own.etat == Etat::Echoue))
                .map(|(index, _)| self.membre(index)),
        );
        let who = if who.is_empty() { String::new() } else { format!(" En cause : {}.", who.join(", ")) };
        format!("{} ({}) : condition non remplie. {asked}{who}", self.regle(motif.regle), motif.regle)
    }

    /// The legal form of the structure, where the rule read one and found none that it takes.
    fn forme_refusee(&self, motif: &Motif) -> Option<String> {
        let index = self.etude.eligibilite.motifs.iter().position(|m| m.regle == motif.regle)?;
        let chemin = Chemin::Motif(u8::try_from(index).ok()?);
        let node = self.etude.explication.iter().find(|n| n.chemin == chemin)?;
        let forms: Vec<_> = node.lu.iter().filter(|lu| lu.nom == "forme").collect();
        match forms.as_slice() {
            [only] if only.valeur != Valeur::Inconnu => Some(self.valeur(only.nom, only.valeur)),
            _ => None,
        }
    }

    fn manque(&self, motif: &Motif) -> String {
        let facts: Vec<String> = motif.manque.iter().map(|d| self.donnee(*d)).collect();
        let what = if facts.is_empty() { "une information".to_owned() } else { facts.join(" et ") };
        format!("{} ({}) : à vérifier, il manque {what}.", self.regle(motif.regle), motif.regle)
    }

    /// `Vérifié : patientèle moyenne, plafond d'ETP.`; `None`: nothing was.
    pub fn verifie(&self) -> Option<String> {
        let met = self.etude.eligibilite.motifs.iter().filter(|m| m.etat == Etat::Respecte);
        let names: Vec<String> = met.map(|m| minuscule(self.regle(m.regle))).collect();
        (!names.is_empty()).then(|| lier(&format!("Vérifié : {}.", names.join(", "))))
    }
}
