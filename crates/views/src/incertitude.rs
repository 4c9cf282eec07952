//! What depends on an open question: the reading used, and the main figure that another one changes.

use convention::etude::{AutreLecture, Ecart, Figure, QuestionTouchee};
use convention::explication::{Bout, Chemin, Grandeur, Valeur};
use convention::jour::Jour;
use convention::question::Question;
use convention::sort;

use crate::mots::Mots;
use crate::page::{Bloc, Montre, Page, Texte};
use crate::typographie::lier;
use crate::vue::Vue;

/// An open question that changes a figure of the étude.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incertitude {
    /// The question.
    pub question: Question,
    /// A few words.
    pub libelle: String,
    /// What the reading used says.
    pub retenue: String,
    /// For each other reading that changes a figure: what it says, and what becomes of the main figure.
    pub autres: Vec<(String, Texte)>,
}

impl Incertitude {
    /// The question and the reading used, then what each other reading would change.
    pub(crate) fn ecrire(&self, page: &mut Page) {
        page.puce(&format!("{} ({}). Retenu\u{a0}: {}.", self.libelle, self.question.id(), self.retenue));
        for (lecture, effet) in &self.autres {
            let mut said = Texte::from(format!("Si «\u{a0}{lecture}\u{a0}»\u{a0}: "));
            said.ajouter(effet.clone());
            said.ajouter(".");
            page.bloc(Bloc::Niveau(1, said));
        }
    }
}

impl Vue<'_> {
    /// The open questions that change a figure: the verdict first, then money, then the rest.
    pub fn incertitudes(&self) -> Vec<Incertitude> {
        let figure = |variante: Option<u8>, chemin: Chemin| self.figure(variante, chemin);
        Dire { mots: self, au: self.etude.demande.au, figure: &figure }.toutes(&self.etude.questions)
    }
}

/// What says the questions of an étude, whoever it is of.
pub(crate) struct Dire<'a> {
    pub(crate) mots: &'a Mots<'a>,
    /// Day of study.
    pub(crate) au: Jour,
    /// The name of a figure.
    pub(crate) figure: &'a dyn Fn(Option<u8>, Chemin) -> String,
}

impl Dire<'_> {
    /// The questions that change a figure: the verdict first, then money, then the rest.
    pub(crate) fn toutes(&self, questions: &[QuestionTouchee]) -> Vec<Incertitude> {
        let mut touched: Vec<&QuestionTouchee> = questions.iter().filter(|q| q.change_le_resultat()).collect();
        sort::by_key(&mut touched, |q| q.autres.iter().flat_map(|a| &a.ecarts).map(|e| rank(e.figure.chemin)).min());
        touched.into_iter().map(|q| self.incertitude(q)).collect()
    }

    fn incertitude(&self, touchee: &QuestionTouchee) -> Incertitude {
        let question = touchee.question;
        let words = |index: u8| lier(self.mots.lecture(question, index));
        let effects = touchee.autres.iter().filter_map(|a| Some((words(a.lecture), self.effet(a)?)));
        Incertitude {
            question,
            libelle: lier(self.mots.question(question)),
            retenue: words(touchee.lecture),
            autres: effects.collect(),
        }
    }

    /// `total sur 5 ans : 132 000 € au lieu de 99 000 €`.
    fn effet(&self, autre: &AutreLecture) -> Option<Texte> {
        let ecart = self.main(autre)?;
        let Figure { variante, chemin, valeur, .. } = ecart.figure;
        let said = match chemin {
            // Another reading may have other lines or steps at the same index.
            Chemin::PalierEffectif(_) => "les prochains paliers changent".to_owned(),
            Chemin::DecisionAide(..) | Chemin::DecisionPart(..) if other_lines(autre) => {
                "le tableau « si vos résultats sont » change".to_owned()
            }
            _ => {
                let name = (self.figure)(variante, chemin);
                let of = |v: Valeur| self.mots.valeur_de(chemin, v);
                match valeur {
                    Valeur::Inconnu => format!("{name} : {}, au lieu d'être inconnu", of(ecart.valeur)),
                    _ => {
                        let said = lier(&format!("{name} : {} au lieu de {}", of(ecart.valeur), of(valeur)));
                        return Some(Texte::de(said, Montre { variante, chemin }));
                    }
                }
            }
        };
        Some(lier(&said).into())
    }

    /// The figure that matters most to a doctor among those that change; known, and of dates one to come.
    fn main<'b>(&self, autre: &'b AutreLecture) -> Option<&'b Ecart> {
        let past = |e: &Ecart| matches!(e.figure.valeur, Valeur::Jour(jour) if jour < self.au);
        autre.ecarts.iter().min_by_key(|e| (rank(e.figure.chemin), e.valeur == Valeur::Inconnu, past(e)))
    }
}

/// Whether the decision table has other lines under another reading.
fn other_lines(autre: &AutreLecture) -> bool {
    autre.ecarts.iter().any(|e| {
        let line = matches!(e.figure.chemin, Chemin::DecisionAide(..) | Chemin::DecisionPart(..));
        line && (e.valeur == Valeur::Inconnu || e.figure.valeur == Valeur::Inconnu)
    })
}

fn rank(chemin: Chemin) -> u8 {
    match chemin {
        Chemin::Verdict => 0,
        Chemin::Total => 1,
        Chemin::Aide(_) => 2,
        Chemin::BorneTotal(Bout::Min) => 3,
        Chemin::BorneTotal(Bout::Max) => 4,
        Chemin::Maximum => 5,
        Chemin::Borne(_, Grandeur::Aide, _) => 6,
        Chemin::Montant(_) => 7,
        Chemin::Borne(..) => 8,
        Chemin::Plafond | Chemin::CibleDe(..) | Chemin::Cible(_) | Chemin::Plancher(_) | Chemin::SeuilAtteint(_) => 9,
        Chemin::HypotheseSeuil(..) => 10,
        Chemin::DecisionAide(..) => 11,
        Chemin::Versement(_) => 12,
        Chemin::Part(_) | Chemin::DecisionPart(..) => 13,
        Chemin::DateLimite(_) => 15,
        Chemin::Echeance(_) => 16,
        Chemin::PalierEffectif(_) => 17,
        Chemin::Motif(_) => 18,
        // What follows from the payments above.
        Chemin::Exigible(_)
        | Chemin::Apport(..)
        | Chemin::Recu(_)
        | Chemin::Manque(_)
        | Chemin::EtatVersement(_)
        | Chemin::Retard(_)
        | Chemin::Inexplique(_)
        | Chemin::Rapproche(_) => 19,
        _ => 14,
    }
}
