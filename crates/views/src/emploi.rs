//! The assistant and the employer in words: training, papers, points of vigilance.

use convention::explication::{Chemin, Lu, Origine};
use convention::formation::{EtatFormation, Formation};
use convention::pieces::{EtatPiece, NaturePiece, Piece};
use convention::tables::Note;
use convention::vigilance::Vigilance;

use crate::date::date;
use crate::page::Texte;
use crate::typographie::{lier, majuscule};
use crate::vue::Vue;

impl<'a> Vue<'a> {
    /// Who the assistant is, since when, and who employs: what the dossier says of it.
    pub fn assistant(&self) -> Option<String> {
        let assistant = &self.etude.dossier.assistant;
        let parts: Vec<String> = [
            assistant.profil.map(|p| format!("profil : {}", self.mot(p.id()))),
            assistant.embauche.map(|jour| format!("embauche le {}", date(jour))),
            assistant.employeur.map(|e| format!("employeur : {}", self.mot(e.id()))),
        ]
        .into_iter()
        .flatten()
        .collect();
        (!parts.is_empty()).then(|| lier(&format!("{}.", majuscule(&parts.join(" ; ")))))
    }

    /// How far the training is, and by when.
    pub fn formation(&self, formation: &Formation) -> Texte {
        let until = |words: &str| {
            formation
                .date_limite
                .map_or_else(|| words.to_owned(), |jour| format!("{words}, le {} au plus tard", date(jour)))
        };
        let sentence = match (formation.etat, formation.certification) {
            (EtatFormation::Certifie, Some(obtained)) => {
                format!("Certifié le {} : {}.", date(obtained.jalon.jour), self.mot(obtained.nature.id()))
            }
            (EtatFormation::DatePassee, _) => {
                let day = formation.date_limite.map_or_else(String::new, |jour| format!(" le {}", date(jour)));
                format!("La certification était à obtenir{day} au plus tard ; rien n'est noté au dossier.")
            }
            (EtatFormation::SansDate, _) => {
                "Certification à obtenir ; la date limite dépend de la date d'embauche, qui manque.".to_owned()
            }
            (EtatFormation::SansObjet, _) => "Le contrat finit avant le délai de certification.".to_owned(),
            _ => format!("{}.", until("Certification à obtenir")),
        };
        let said = Texte::from(lier(&sentence));
        match formation.date_limite.map(date).filter(|day| sentence.contains(day)) {
            Some(day) => said.montrer(&day, Chemin::LimiteDeFormation),
            None => said,
        }
    }

    /// Each way that is open, and what to know of dispenses and of the cost: name and sentence.
    pub fn voies(&self, formation: &Formation) -> Vec<(String, String)> {
        let mut ids: Vec<&str> = formation.voies.iter().map(|voie| voie.id()).collect();
        if formation.dispenses != Some(false) {
            ids.push("dispenses");
        }
        ids.push("financement");
        let notes = ids.into_iter().filter_map(|id| self.convention.textes.voie(id));
        notes.map(|note| (lier(&note.libelle), lier(&note.phrase))).collect()
    }

    /// What a paper is.
    pub fn piece(&self, piece: &Piece) -> &'a str {
        self.convention.textes.piece(piece.nature.id()).map_or(piece.nature.id(), |t| t.note.libelle.as_str())
    }

    /// The papers that are still to hand over, each in one sentence. Of the meetings, the next one.
    pub fn pieces_a_remettre(&self) -> Vec<Texte> {
        let au = self.etude.demande.au;
        let mut meeting = false;
        let wanted = |(_, piece): &(u8, &Piece)| match piece.nature {
            NaturePiece::PointCaisse => {
                let next = piece.date_limite.is_some_and(|jour| jour >= au) && !meeting;
                meeting |= next;
                next
            }
            _ => true,
        };
        let left = (0u8..).zip(&self.etude.pieces).filter(|(_, piece)| piece.etat != EtatPiece::Faite);
        left.filter(wanted).map(|(index, piece)| self.piece_a_remettre(index, piece)).collect()
    }

    fn piece_a_remettre(&self, index: u8, piece: &Piece) -> Texte {
        let texte = self.convention.textes.piece(piece.nature.id());
        let to = texte.map_or("", |t| self.mot(t.a_qui.id()));
        let when = match (piece.date_limite, piece.etat) {
            (Some(jour), EtatPiece::DatePassee) => {
                format!("le {} au plus tard ({})", date(jour), self.mot(piece.etat.id()))
            }
            (Some(jour), _) => format!("le {} au plus tard", date(jour)),
            (None, _) => "sans date connue".to_owned(),
        };
        let phrase = texte.map_or("", |t| t.note.phrase.as_str());
        let said = Texte::from(lier(&format!("{}, à {to}, {when}. {phrase}", majuscule(self.piece(piece)))));
        match piece.date_limite {
            Some(jour) => said.montrer(&date(jour), Chemin::LimiteDePiece(index)),
            None => said,
        }
    }

    /// The papers that were handed over: `certificat de l'assistant (CQP ou FAE), le 3 mars 2027`.
    pub fn pieces_remises(&self) -> Vec<String> {
        let done = self.etude.pieces.iter().filter_map(|piece| Some((piece, piece.fait?)));
        done.map(|(piece, fait)| lier(&format!("{}, le {}", self.piece(piece), date(fait.jour)))).collect()
    }

    /// The text of a point of vigilance.
    pub fn note_de_vigilance(&self, vigilance: &Vigilance) -> Option<&'a Note> {
        self.convention.textes.vigilance(vigilance.point.id())
    }

    /// What raises a point in this case: `profil : sage-femme`.
    pub fn faits(&self, vigilance: &Vigilance) -> String {
        // The numbers of the rules are in the sentence already.
        let own = vigilance.faits.iter().filter(|lu| !matches!(lu.origine, Origine::Regles(_)));
        let words = |lu: &Lu| format!("{} : {}", self.nom_lu(lu.nom), self.valeur(lu.nom, lu.valeur));
        let mut facts: Vec<String> = own.map(words).collect();
        facts.dedup();
        lier(&facts.join(", "))
    }
}
