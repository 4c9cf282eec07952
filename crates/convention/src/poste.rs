//! The post of assistant, as the events tell it: who holds it since when, what is certified, handed
//! over and replaced, which meetings were held (VIE-4 to VIE-7, OBJ-4).

use crate::contrat::Journal;
use crate::dossier::evenement::Certificat;
use crate::dossier::{Dossier, Fait, Profil, TypeEvenement};
use crate::explication::Donnee;
use crate::formation;
use crate::jour::Jour;

/// A day, and the field of the dossier that says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Jalon {
    /// The day.
    pub jour: Jour,
    /// Where it is written.
    pub donnee: Donnee,
}

/// A day from which a delay runs: the field that should say it, and the day where it does.
pub type Depuis = (Donnee, Option<Jour>);

/// A certification of the assistant (VIE-4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Certification {
    /// Its day.
    pub jalon: Jalon,
    /// Index of its event.
    pub evenement: u16,
    /// What was obtained.
    pub nature: Certificat,
    /// Whether it is one that this profile may take.
    pub convient: bool,
}

/// What the events that count say of the post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poste {
    /// What the assistant was before, as the dossier says.
    pub profil: Option<Profil>,
    /// Hiring of the first assistant.
    pub embauche: Option<Jour>,
    /// Arrival of the assistant in post, where it is not the first (VIE-7).
    pub nouvel_assistant: Option<Jalon>,
    /// Certification of the assistant in post: the first that suits the profile, else the last.
    pub certification: Option<Certification>,
    /// When the contrat de travail of the assistant in post was handed over (VIE-6).
    pub contrat_remis: Option<Jalon>,
    /// From when each secretary who became assistant is to be replaced, by date (VIE-5).
    pub secretaires: Vec<Depuis>,
    /// The replacements, by date.
    pub remplacements: Vec<Jalon>,
    /// The meetings held with the caisse, by date (OBJ-4).
    pub reunions: Vec<Jalon>,
    /// The revision at 65 (OBJ-3).
    pub revision_65: Option<Jalon>,
}

impl Poste {
    /// Reads the events that count, in the order in which they fold.
    pub fn lire(dossier: &Dossier, journal: Option<&Journal<'_>>) -> Poste {
        let events: Vec<(u16, &Fait, Jalon)> = (0u16..)
            .zip(&dossier.evenements)
            .filter(|(index, _)| journal.is_some_and(|j| j.compte(*index)))
            .map(|(index, e)| {
                let jalon = Jalon { jour: e.date, donnee: Donnee::Evenement(index, "date") };
                (index, &e.fait, jalon)
            })
            .collect();
        let of = |wanted: TypeEvenement| -> Vec<Jalon> {
            let events = events.iter().filter(|(index, ..)| {
                dossier.evenements.get(usize::from(*index)).is_some_and(|e| e.nature() == wanted)
            });
            events.map(|(_, _, jalon)| *jalon).collect()
        };
        let profil = dossier.assistant.profil;
        let nouvel_assistant = of(TypeEvenement::NouvelAssistant).last().copied();
        // What the assistant before did is not the new one's.
        let own = |jalon: &Jalon| nouvel_assistant.is_none_or(|arrived| jalon.jour >= arrived.jour);
        let certifications: Vec<Certification> = events
            .iter()
            .filter_map(|(evenement, fait, jalon)| {
                let Fait::Certification(nature) = fait else { return None };
                let convient = formation::convient(profil, *nature);
                Some(Certification { jalon: *jalon, evenement: *evenement, nature: *nature, convient })
            })
            .filter(|c| own(&c.jalon))
            .collect();
        let became = of(TypeEvenement::SecretaireDevenuAssistant);
        let secretaires = match (became.as_slice(), profil) {
            ([], Some(Profil::Secretaire)) => {
                vec![(Donnee::Champ("assistant.embauche"), dossier.assistant.embauche)]
            }
            (became, _) => became.iter().map(|jalon| (jalon.donnee, Some(jalon.jour))).collect(),
        };
        Poste {
            profil,
            embauche: dossier.assistant.embauche,
            nouvel_assistant,
            certification: certifications.iter().find(|c| c.convient).or(certifications.last()).copied(),
            contrat_remis: of(TypeEvenement::ContratDeTravailRemis).into_iter().find(own),
            secretaires,
            remplacements: of(TypeEvenement::SecretaireRemplace),
            reunions: of(TypeEvenement::ReunionCaisse),
            revision_65: of(TypeEvenement::Avenant65Ans).first().copied(),
        }
    }

    /// VIE-4, VIE-7: from when the assistant in post is there.
    pub fn arrivee(&self) -> Depuis {
        match self.nouvel_assistant {
            Some(jalon) => (jalon.donnee, Some(jalon.jour)),
            None => (Donnee::Champ("assistant.embauche"), self.embauche),
        }
    }

    /// Whether the assistant in post is there on a day. Unknown hiring: not known to be.
    pub fn en_poste(&self, jour: Jour) -> bool {
        self.arrivee().1.is_some_and(|arrivee| arrivee <= jour)
    }

    /// VIE-4: the certification that the rule asks for, once obtained.
    pub fn certifie(&self) -> Option<Jalon> {
        self.certification.filter(|c| c.convient).map(|c| c.jalon)
    }
}
