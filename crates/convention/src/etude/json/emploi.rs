//! The assistant and the employer as JSON: training, papers, points of vigilance.

use serde_json::Value;

use super::Writer;
use crate::formation::Formation;
use crate::json::json;
use crate::pieces::Piece;
use crate::poste::Certification;
use crate::tables::Note;
use crate::vigilance::Vigilance;

impl Writer<'_> {
    pub(super) fn formation(&self, formation: &Formation) -> Value {
        let voie = |id: &'static str| {
            let texte = self.convention.textes.voie(id);
            json!({ "id": id, "libelle": texte.map(|t| &t.libelle), "phrase": texte.map(|t| &t.phrase) })
        };
        json!({
            "regle": "VIE-4",
            "libelle": self.regle("VIE-4"),
            "profil": formation.profil,
            "profil_libelle": formation.profil.map(|p| self.mot(p.id())),
            "voies": formation.voies.iter().map(|v| voie(v.id())).collect::<Vec<_>>(),
            "dispenses": formation.dispenses,
            "etat": formation.etat,
            "etat_libelle": self.mot(formation.etat.id()),
            "certification": formation.certification.map(|c| self.certification(&c)),
            "echeance": formation.echeance,
            "date_limite": formation.date_limite,
        })
    }

    fn certification(&self, certification: &Certification) -> Value {
        json!({
            "nature": certification.nature,
            "libelle": self.mot(certification.nature.id()),
            "date": certification.jalon.jour,
            "evenement": certification.evenement,
            "convient": certification.convient,
        })
    }

    pub(super) fn piece(&self, piece: &Piece) -> Value {
        let texte = self.convention.textes.piece(piece.nature.id());
        json!({
            "id": piece.nature,
            "libelle": texte.map(|t| &t.note.libelle),
            "phrase": texte.map(|t| &t.note.phrase),
            "a_qui": texte.map(|t| t.a_qui),
            "a_qui_libelle": texte.map(|t| self.mot(t.a_qui.id())),
            "regle": piece.nature.regle(),
            "source": texte.map(|t| &t.note.source),
            "confiance": texte.map(|t| t.note.confiance),
            "etat": piece.etat,
            "etat_libelle": self.mot(piece.etat.id()),
            "echeance": piece.echeance,
            "date_limite": piece.date_limite,
            "fait_le": piece.fait.map(|f| f.jour),
        })
    }

    pub(super) fn vigilance(&self, vigilance: &Vigilance) -> Value {
        let texte: Option<&Note> = self.convention.textes.vigilance(vigilance.point.id());
        json!({
            "id": vigilance.point,
            "libelle": texte.map(|t| &t.libelle),
            "phrase": texte.map(|t| &t.phrase),
            "points": texte.map(|t| &t.points),
            "regle": texte.map(|t| &t.regle),
            "source": texte.map(|t| &t.source),
            "confiance": texte.map(|t| t.confiance),
            "faits": vigilance.faits.iter().map(|lu| self.lu("", lu)).collect::<Vec<_>>(),
        })
    }
}
