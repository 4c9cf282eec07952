//! HTML being written: text that is escaped, figures with their « pourquoi ? », the explanation that is open.

use maud::{PreEscaped, Render, html};
use views::{Montre, Texte};

use super::{Contexte, Sujet};

/// A sheet of HTML.
pub(super) struct Feuille<'a> {
    html: String,
    /// What names and explains the figures. `None`: they are not of one étude.
    sujet: Option<&'a dyn Sujet>,
    pub(super) contexte: &'a Contexte<'a>,
    /// What every id begins with.
    prefixe: &'static str,
    /// Ids of the sections so far.
    ids: Vec<String>,
    /// Whether the piece that is being written shows the figure whose explanation is open.
    ouverte: bool,
    /// Whether that explanation is written.
    expliquee: bool,
}

impl<'a> Feuille<'a> {
    pub(super) fn new(sujet: Option<&'a dyn Sujet>, contexte: &'a Contexte<'a>, prefixe: &'static str) -> Feuille<'a> {
        Feuille {
            html: String::with_capacity(64 * 1024),
            sujet,
            contexte,
            prefixe,
            ids: Vec::new(),
            ouverte: false,
            expliquee: false,
        }
    }

    /// The sheet. An explanation that no figure of it asked for stands first.
    pub(super) fn fin(mut self) -> String {
        if !self.expliquee && self.contexte.pourquoi.is_some() {
            let rest = std::mem::take(&mut self.html);
            self.ouverte = true;
            self.expliquer();
            self.html.push_str(&rest);
        }
        self.html
    }

    /// Markup as it is.
    pub(super) fn brut(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Markup of a template.
    pub(super) fn marque(&mut self, PreEscaped(html): PreEscaped<String>) {
        self.html.push_str(&html);
    }

    /// Plain text.
    pub(super) fn mots(&mut self, texte: &str) {
        texte.render_to(&mut self.html);
    }

    /// An id that nothing else has.
    pub(super) fn id(&mut self, nom: &str) -> String {
        let first = format!("{}{nom}", self.prefixe);
        let mut id = first.clone();
        let mut rank = 1;
        while self.ids.contains(&id) {
            rank += 1;
            id = format!("{first}-{rank}");
        }
        self.ids.push(id.clone());
        id
    }

    /// Text, each of its figures followed by its question. The last word of a figure, its question and what closes the
    /// sentence stay on one line: a question mark alone on its line asks about nothing.
    pub(super) fn texte(&mut self, texte: &Texte) {
        let mut tied = false;
        for (mut words, figure) in texte.morceaux() {
            if tied {
                let (end, rest) = words.split_at(words.find(' ').unwrap_or(words.len()));
                self.mots(end);
                self.brut("</span>");
                words = rest;
            }
            let figure = figure.filter(|_| self.sujet.is_some());
            tied = figure.is_some();
            let Some(figure) = figure else {
                self.mots(words);
                continue;
            };
            let (before, last) = words.split_at(words.rfind(' ').map_or(0, |at| at + 1));
            self.mots(before);
            self.brut(r#"<span class="lie">"#);
            self.mots(last);
            self.question(figure);
        }
        if tied {
            self.brut("</span>");
        }
    }

    /// Whether a figure of a text is the one whose explanation is open.
    pub(super) fn demande(&self, texte: &Texte) -> bool {
        let wanted = self.contexte.pourquoi.filter(|_| self.sujet.is_some() && !self.expliquee);
        wanted.is_some_and(|wanted| texte.figures().any(|figure| figure.pointeur() == wanted))
    }

    fn question(&mut self, figure: Montre) {
        let Some(sujet) = self.sujet else { return };
        let pointeur = figure.pointeur();
        let open = self.contexte.pourquoi == Some(pointeur.as_str()) && !self.expliquee;
        self.ouverte |= open;
        // Asked again, it closes.
        let value = if open { "" } else { pointeur.as_str() };
        self.marque(html! {
            span.blanc { " " }
            button type="submit" form=(self.contexte.formulaire) name="pourquoi" value=(value) class="pourquoi"
                aria-expanded=[open.then_some("true")] aria-controls=[open.then_some("explication")]
                aria-label={ "Pourquoi\u{a0}? " (sujet.nom(figure)) } { span class="mot" { "pourquoi\u{a0}" } "?" }
        });
    }

    /// The explanation that is open, where the piece just written asked for it.
    pub(super) fn expliquer(&mut self) {
        let Some(pointeur) = self.contexte.pourquoi.filter(|_| self.ouverte && !self.expliquee) else { return };
        let Some(blocs) = self.sujet.and_then(|sujet| sujet.expliquer(pointeur)) else { return };
        self.expliquee = true;
        self.brut(r#"<div class="explication" id="explication" tabindex="-1">"#);
        self.blocs(&blocs);
        self.marque(html! {
            button type="submit" form=(self.contexte.formulaire) name="pourquoi" value="" class="fermer" { "Fermer l'explication" }
        });
        self.brut("</div>");
    }
}
