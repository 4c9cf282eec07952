//! How each figure came about: the tree, indented.

use convention::explication::{Chemin, Noeud};

use super::Page;
use crate::mots::Mots;
use crate::{Vue, lier};

/// Levels past this one are set in no further.
const NIVEAU_MAX: usize = 8;

pub(crate) fn write(vue: &Vue<'_>, page: &mut Page) {
    page.titre("explication", "Explication");
    page.paragraphe("Chaque chiffre, sa règle, et ce qui a été lu pour l'obtenir.");
    let mut section: Option<&str> = None;
    // Training and papers take over the day of a deadline, which has its own line.
    let taken_over =
        |c: Chemin| matches!(c, Chemin::LimiteDeFormation | Chemin::LimiteDePiece(_) | Chemin::RemiseDePiece(_));
    for (prefix, noeud) in vue.etude.explication.iter().filter(|(_, noeud)| !taken_over(noeud.chemin)) {
        if section != Some(prefix) || matches!(noeud.chemin, Chemin::Debut(_) | Chemin::Total | Chemin::Verdict) {
            page.vide();
            section = Some(prefix);
        }
        write_node(vue, variante(prefix), noeud, 0, page);
    }
}

/// The index of the option that a prefix of pointers names.
pub(super) fn variante(prefix: &str) -> Option<u8> {
    prefix.rsplit('/').next().and_then(|index| index.parse().ok())
}

fn write_node(vue: &Vue<'_>, variante: Option<u8>, noeud: &Noeud, niveau: usize, page: &mut Page) {
    let figure = |option: Option<u8>, chemin: Chemin| vue.figure(option, chemin);
    Arbre { mots: vue, figure: &figure, variante, fichiers: true }.ecrire(noeud, niveau, page);
}

/// Writes how a figure came about, whoever the étude is of.
pub(crate) struct Arbre<'a> {
    pub(crate) mots: &'a Mots<'a>,
    /// The name of a figure.
    pub(crate) figure: &'a dyn Fn(Option<u8>, Chemin) -> String,
    /// The option whose figures these are.
    pub(crate) variante: Option<u8>,
    /// Whether the files of the rules are named: to who may open them.
    pub(crate) fichiers: bool,
}

impl Arbre<'_> {
    pub(crate) fn ecrire(&self, noeud: &Noeud, niveau: usize, page: &mut Page) {
        page.niveau(niveau.min(NIVEAU_MAX), &self.egal(noeud));
        let level = (niveau + 1).min(NIVEAU_MAX);
        let name = |option: Option<u8>, chemin| (self.figure)(option.or(self.variante), chemin);
        for lu in &noeud.lu {
            page.niveau(level, &format!("· {}", self.mots.lu(noeud.chemin, (lu, None), self.fichiers, &name)));
        }
        noeud.enfants.iter().for_each(|enfant| self.ecrire(enfant, niveau + 1, page));
    }

    /// `aide due, année 3 = 11 000 € (PAI-6, Arrondi)`.
    fn egal(&self, noeud: &Noeud) -> String {
        let rule = format!("{}, {}", noeud.regle, self.mots.regle(noeud.regle));
        let value = self.mots.valeur_de(noeud.chemin, noeud.valeur);
        lier(&format!("{} = {value} ({rule})", (self.figure)(self.variante, noeud.chemin)))
    }
}
