//! What to ask, as text to copy.

use convention::eligibilite::AupresDe;
use convention::etude::{Demander, Objet};
use convention::explication::Donnee;
use convention::indicateur::Indicateur;

use crate::date::date;
use crate::nombre::entier;
use crate::typographie::{lier, majuscule};
use crate::vue::Vue;

impl Vue<'_> {
    /// The questions for the caisse, each a whole sentence in the doctor's voice.
    pub fn a_demander(&self) -> Vec<String> {
        self.sentences(AupresDe::Caisse)
    }

    /// What the doctor's own papers say.
    pub fn a_retrouver(&self) -> Vec<String> {
        self.sentences(AupresDe::Medecin)
    }

    fn sentences(&self, whom: AupresDe) -> Vec<String> {
        let asked = self.etude.a_demander.iter().filter(|d| d.aupres_de == whom);
        asked.map(|d| lier(&self.sentence(d))).collect()
    }

    fn sentence(&self, demander: &Demander) -> String {
        match (demander.objet, demander.aupres_de) {
            (Objet::Question(question), _) => {
                let texte = self.convention.textes.question(question);
                texte.map_or_else(|| question.id().to_owned(), |t| t.a_demander.clone())
            }
            (Objet::Objectif(i), _) => self.objectif_a_demander(i),
            (Objet::NouvelObjectif(i, annee, periode), _) => self.nouvel_objectif_a_demander(i, annee, periode),
            (Objet::Seuils(i), _) => self.seuils_a_demander(i),
            (Objet::Donnee(donnee), AupresDe::Medecin) => majuscule(&self.donnee(donnee)),
            (Objet::Donnee(donnee), AupresDe::Caisse) => self.donnee_a_demander(donnee),
        }
    }

    fn objectif_a_demander(&self, i: Indicateur) -> String {
        let name = self.indicateur(i);
        let start = self.etude.dossier.patientele.effectif[i];
        let start = start.map_or_else(String::new, |n| format!(", en partant de {}", entier(i64::from(n))));
        format!("Quel est mon objectif de {name} : combien de patients de plus{start}, et pour quelle date ?")
    }

    fn nouvel_objectif_a_demander(&self, i: Indicateur, annee: u16, periode: u16) -> String {
        let year = self.etude.chiffrage.annees.get(usize::from(annee));
        let periode = year.and_then(|year| year.periodes.get(usize::from(periode))).map(|p| &p.periode);
        let option = periode.and_then(|p| p.option).map_or_else(String::new, |o| format!(" pour {}", self.option(o)));
        let since = periode.map_or_else(String::new, |p| format!(", à partir du {}", date(p.debut)));
        format!(
            "Quel est mon nouvel objectif de {}{option}{since} : combien de patients de plus, en partant de combien, \
             et par quel avenant ?",
            self.indicateur(i)
        )
    }

    fn seuils_a_demander(&self, i: Indicateur) -> String {
        let name = self.indicateur(i);
        let percentiles = if self.adultes() { "P30, P50, P70, P90 et P95" } else { "P30, P50, P90 et P95" };
        format!(
            "Pour la {name}, quels sont les seuils {percentiles} de ma spécialité, et dans quelle tranche suis-je ?"
        )
    }

    fn donnee_a_demander(&self, donnee: Donnee) -> String {
        match donnee {
            Donnee::Champ("medecin.specialite") => {
                "Ma spécialité ouvre-t-elle droit à l'aide dans mon département ?".to_owned()
            }
            Donnee::ParIndicateur("patientele", i) => {
                format!("Quelle est ma {} de départ, et à quelle date est-elle comptée ?", self.indicateur(i))
            }
            Donnee::ParIndicateur("patientele.reconstituee", i) => {
                let name = self.indicateur(i);
                format!("En activité mixte, à combien de patients reconstituez-vous ma {name} ?")
            }
            other => format!("Pouvez-vous m'indiquer : {} ?", self.donnee(other)),
        }
    }
}
