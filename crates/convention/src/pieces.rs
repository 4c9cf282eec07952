//! The papers of a contract: what is handed over, by when, and what was (VIE-4 to VIE-6, OBJ-4, PAI-3).
//!
//! To whom each goes, and what it is in French, stand in `rules/textes.toml`.

use crate::dossier::{Dossier, Profil};
use crate::echeance::{Echeance, NatureEcheance};
use crate::explication::{Chemin, Donnee, Origine, Regle, Trace};
use crate::formation::{EtatFormation, Formation};
use crate::id::ids;
use crate::jour::Jour;
use crate::poste::Jalon;
use crate::regime::Regime;
use crate::sort;

ids! {
    /// A paper.
    pub enum NaturePiece {
        /// What shows the hiring: the first payment of avenant-7 waits for it (PAI-3).
        Justificatifs "justificatifs-recrutement",
        /// The contrat de travail (VIE-6).
        ContratDeTravail "copie-contrat-de-travail",
        /// What shows that the assistant is enrolled (VIE-4, avenant-7).
        Inscription "attestation-inscription",
        /// What shows that the assistant is certified (VIE-4).
        Certification "attestation-certification",
        /// What shows that the secretary is replaced (VIE-5).
        Remplacement "justificatif-remplacement",
        /// The figures for a meeting with the caisse (OBJ-4).
        PointCaisse "chiffres-du-point",
        /// The demand of dispenses of blocks of the CQP (VIE-4).
        Dispenses "demande-dispenses",
    }
}

ids! {
    /// How far a paper is.
    pub enum EtatPiece {
        /// Handed over, or obtained.
        Faite "faite",
        /// To do.
        AFaire "a_faire",
        /// The last day has passed, and the dossier says nothing of it.
        DatePassee "date_passee",
    }
}

impl NaturePiece {
    /// The rule that asks for it.
    pub const fn regle(self) -> Regle {
        match self {
            NaturePiece::Justificatifs => Regle::Pai3,
            NaturePiece::ContratDeTravail => Regle::Vie6,
            NaturePiece::Inscription | NaturePiece::Certification | NaturePiece::Dispenses => Regle::Vie4,
            NaturePiece::Remplacement => Regle::Vie5,
            NaturePiece::PointCaisse => Regle::Obj4,
        }
    }
}

/// A paper to hand over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Which.
    pub nature: NaturePiece,
    /// How far it is.
    pub etat: EtatPiece,
    /// Index of its deadline. `None`: it has none.
    pub echeance: Option<u16>,
    /// Last day. `None`: a fact is missing, or no document gives a delay.
    pub date_limite: Option<Jour>,
    /// When it was done.
    pub fait: Option<Jalon>,
}

/// VIE-4, VIE-5, VIE-6, OBJ-4, PAI-3: every paper, by date, those without date last.
pub fn pieces<T: Trace>(
    dossier: &Dossier,
    regime: Regime,
    formation: &Formation,
    echeances: &[Echeance],
    au: Jour,
    trace: &mut T,
) -> Vec<Piece> {
    let mut list: Vec<Piece> = (0u16..)
        .zip(echeances)
        .filter_map(|(index, echeance)| {
            let nature = of_deadline(echeance.nature)?;
            let (date, fait) = (echeance.date, echeance.fait);
            Some(Piece { nature, etat: etat(date, fait, au), echeance: Some(index), date_limite: date, fait })
        })
        .collect();
    let alone = |nature, fait: Option<Jalon>| Piece {
        nature,
        etat: etat(None, fait, au),
        echeance: None,
        date_limite: None,
        fait,
    };
    if regime == Regime::Avenant7 {
        let handed = dossier.contrat.justificatifs.filter(|jour| *jour <= au);
        let fait = handed.map(|jour| Jalon { jour, donnee: Donnee::Champ("contrat.justificatifs") });
        list.push(alone(NaturePiece::Justificatifs, fait));
    }
    let waits = matches!(formation.etat, EtatFormation::AFaire | EtatFormation::DatePassee | EtatFormation::SansDate);
    if formation.profil == Some(Profil::SageFemme) && waits {
        list.push(alone(NaturePiece::Dispenses, None));
    }
    sort::by_key(&mut list, |piece| (piece.date_limite.is_none(), piece.date_limite, piece.nature));
    for (rank, piece) in (0u8..).zip(&list) {
        if let (Some(index), Some(date)) = (piece.echeance, piece.date_limite) {
            trace.rule(Chemin::LimiteDePiece(rank), piece.nature.regle(), |t| {
                t.read("date", date, Origine::Figure(Chemin::Echeance(index)));
                date
            });
        }
        if let Some(fait) = piece.fait {
            trace.rule(Chemin::RemiseDePiece(rank), piece.nature.regle(), |t| {
                t.read("fait_le", fait.jour, Origine::Dossier(fait.donnee));
                fait.jour
            });
        }
    }
    list
}

/// The paper that a deadline asks for.
const fn of_deadline(nature: NatureEcheance) -> Option<NaturePiece> {
    Some(match nature {
        NatureEcheance::ReunionCaisse => NaturePiece::PointCaisse,
        NatureEcheance::InscriptionFormation => NaturePiece::Inscription,
        NatureEcheance::Certification => NaturePiece::Certification,
        NatureEcheance::SecretaireRemplace => NaturePiece::Remplacement,
        NatureEcheance::ContratDeTravail => NaturePiece::ContratDeTravail,
        _ => return None,
    })
}

fn etat(date: Option<Jour>, fait: Option<Jalon>, au: Jour) -> EtatPiece {
    match (fait, date) {
        (Some(_), _) => EtatPiece::Faite,
        (None, Some(date)) if date < au => EtatPiece::DatePassee,
        _ => EtatPiece::AFaire,
    }
}
