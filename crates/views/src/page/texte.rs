//! A text, and which figures of the étude it shows.

use std::ops::Deref;

use convention::explication::Chemin;

/// Which figure of an étude a text shows: what « pourquoi ? » asks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Montre {
    /// Index of the option it belongs to, where several are side by side.
    pub variante: Option<u8>,
    /// Which figure.
    pub chemin: Chemin,
}

impl Montre {
    /// The JSON pointer of the figure in the étude.
    pub fn pointeur(&self) -> String {
        let own = self.chemin.pointer();
        match self.variante {
            Some(index) if self.chemin.par_option() => format!("/variantes/{index}{own}"),
            _ => own,
        }
    }
}

impl From<Chemin> for Montre {
    fn from(chemin: Chemin) -> Montre {
        Montre { variante: None, chemin }
    }
}

/// A text, and the figures that it shows. A writer that knows no figure reads it as a `str`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Texte {
    texte: String,
    /// Where each figure ends, in the order of the text.
    figures: Vec<(usize, Montre)>,
}

impl Texte {
    /// The text, which shows one figure.
    pub fn de(texte: String, figure: impl Into<Montre>) -> Texte {
        let end = texte.len();
        Texte { texte, figures: vec![(end, figure.into())] }
    }

    /// The same text, which says a figure as `dit`: the first time that it does, else at its end.
    #[must_use]
    pub fn montrer(mut self, dit: &str, figure: impl Into<Montre>) -> Texte {
        let found = self.texte.find(dit).filter(|_| !dit.is_empty());
        let end = found.map_or(self.texte.len(), |start| start + dit.len());
        let place = self.figures.partition_point(|(other, _)| *other <= end);
        self.figures.insert(place, (end, figure.into()));
        self
    }

    /// Adds what follows.
    pub fn ajouter(&mut self, suite: impl Into<Texte>) {
        let suite = suite.into();
        let start = self.texte.len();
        self.texte.push_str(&suite.texte);
        self.figures.extend(suite.figures.into_iter().map(|(end, figure)| (start + end, figure)));
    }

    /// Some texts as one, a word between two.
    pub fn joindre(textes: Vec<Texte>, entre: &str) -> Texte {
        let mut whole = Texte::default();
        for (index, texte) in textes.into_iter().enumerate() {
            whole.ajouter(if index == 0 { "" } else { entre });
            whole.ajouter(texte);
        }
        whole
    }

    /// Each piece of the text, up to a figure that ends it.
    pub fn morceaux(&self) -> Vec<(&str, Option<Montre>)> {
        let mut pieces = Vec::with_capacity(self.figures.len() + 1);
        let mut start = 0;
        for (end, figure) in &self.figures {
            pieces.push((self.texte.get(start..*end).unwrap_or_default(), Some(*figure)));
            start = *end;
        }
        let rest = self.texte.get(start..).unwrap_or_default();
        if !rest.is_empty() || pieces.is_empty() {
            pieces.push((rest, None));
        }
        pieces
    }

    /// The figures that it shows.
    pub fn figures(&self) -> impl Iterator<Item = Montre> {
        self.figures.iter().map(|(_, figure)| *figure)
    }
}

impl Deref for Texte {
    type Target = str;
    fn deref(&self) -> &str {
        &self.texte
    }
}

impl From<String> for Texte {
    fn from(texte: String) -> Texte {
        Texte { texte, figures: Vec::new() }
    }
}

impl From<&str> for Texte {
    fn from(texte: &str) -> Texte {
        texte.to_owned().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_end_the_pieces_of_a_text() {
        let plain = Texte::from("rien");
        assert_eq!(plain.morceaux(), [("rien", None)]);
        let (pire, en_jeu) = (Montre::from(Chemin::PireCas), Montre::from(Chemin::EnJeu));
        let text = Texte::from("Pire 5, en jeu 7.").montrer("7", Chemin::EnJeu).montrer("5", Chemin::PireCas);
        assert_eq!(text.morceaux(), [("Pire 5", Some(pire)), (", en jeu 7", Some(en_jeu)), (".", None)]);
        assert_eq!(&*text, "Pire 5, en jeu 7.");
        let whole = Texte::de("7".to_owned(), Chemin::EnJeu);
        assert_eq!(whole.morceaux(), [("7", Some(en_jeu))]);
    }

    #[test]
    fn a_figure_of_an_option_stands_under_it() {
        let own = Montre { variante: Some(1), chemin: Chemin::Aide(3) };
        assert_eq!(own.pointeur(), "/variantes/1/annees/2/aide_centimes");
        let shared = Montre { variante: Some(1), chemin: Chemin::Verdict };
        assert_eq!(shared.pointeur(), "/eligibilite/verdict");
    }
}
