//! The training of the assistant: which ways are open to a profile, by when, and how far it is (VIE-4).

use crate::dossier::Profil;
use crate::dossier::evenement::Certificat;
use crate::echeance::{Echeance, NatureEcheance};
use crate::explication::{Chemin, Origine, Regle, Trace};
use crate::id::ids;
use crate::jour::Jour;
use crate::poste::{Certification, Poste};

ids! {
    /// How far the training is.
    pub enum EtatFormation {
        /// The assistant holds a certificate that suits the profile.
        Certifie "certifie",
        /// To do, and there is time.
        AFaire "a_faire",
        /// The last day has passed, and the dossier says nothing of it.
        DatePassee "date_passee",
        /// To do; the day from which the delay runs is missing.
        SansDate "sans_date",
        /// The contract ends before the delay does.
        SansObjet "sans_objet",
    }
}

/// The training of the assistant in post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formation {
    /// What the assistant was before.
    pub profil: Option<Profil>,
    /// The ways that are open, the one meant for this profile first.
    pub voies: &'static [Certificat],
    /// Whether dispenses of blocks of the CQP can be asked for: with a health diploma that the FAE is
    /// not open to. `None`: the diploma is not known.
    pub dispenses: Option<bool>,
    /// How far it is.
    pub etat: EtatFormation,
    /// What was obtained.
    pub certification: Option<Certification>,
    /// Index of its deadline.
    pub echeance: Option<u16>,
    /// Last day of the delay. `None`: not known.
    pub date_limite: Option<Jour>,
}

/// VIE-4: whether a profile is one of those that the FAE is meant for.
pub const fn ouvre_la_fae(profil: Profil) -> bool {
    matches!(profil, Profil::Infirmier | Profil::AideSoignant | Profil::AuxiliairePuericulture)
}

/// VIE-4: whether a profile is a health profession.
pub const fn est_soignant(profil: Profil) -> bool {
    ouvre_la_fae(profil) || matches!(profil, Profil::SageFemme)
}

/// VIE-4: whether a certificate suits a profile. The FAE is for three professions only.
pub fn convient(profil: Option<Profil>, nature: Certificat) -> bool {
    nature != Certificat::Fae || profil.is_none_or(ouvre_la_fae)
}

/// VIE-4: the ways open to a profile. Profile not known: all of them.
const fn voies(profil: Option<Profil>) -> &'static [Certificat] {
    match profil {
        None => &[Certificat::Cqp, Certificat::Fae, Certificat::Vae],
        Some(profil) if ouvre_la_fae(profil) => &[Certificat::Fae, Certificat::Cqp],
        Some(_) => &[Certificat::Cqp, Certificat::Vae],
    }
}

/// VIE-4: whether dispenses can be asked from the CPNEFP.
const fn dispenses(profil: Option<Profil>) -> Option<bool> {
    match profil {
        None | Some(Profil::Autre) => None,
        Some(profil) => Some(matches!(profil, Profil::SageFemme)),
    }
}

/// VIE-4: the training of the assistant in post, on a day of study.
pub fn formation<T: Trace>(poste: &Poste, echeances: &[Echeance], au: Jour, trace: &mut T) -> Formation {
    let due = (0u16..).zip(echeances).find(|(_, e)| e.nature == NatureEcheance::Certification);
    let date_limite = due.and_then(|(_, e)| e.date);
    let etat = match (poste.certifie(), due, date_limite) {
        (Some(_), ..) => EtatFormation::Certifie,
        (None, None, _) => EtatFormation::SansObjet,
        (None, Some(_), None) => EtatFormation::SansDate,
        (None, Some(_), Some(date)) if date < au => EtatFormation::DatePassee,
        _ => EtatFormation::AFaire,
    };
    if let (Some((index, _)), Some(date)) = (due, date_limite) {
        trace.rule(Chemin::LimiteDeFormation, Regle::Vie4, |t| {
            t.read("date", date, Origine::Figure(Chemin::Echeance(index)));
            Some(date)
        });
    }
    Formation {
        profil: poste.profil,
        voies: voies(poste.profil),
        dispenses: dispenses(poste.profil),
        etat,
        certification: poste.certification,
        echeance: due.map(|(index, _)| index),
        date_limite,
    }
}
