//! The pieces of a page as HTML: paragraphs, nested lists, tables.

use views::{Bloc, Colonne, Relief, Tableau, Texte};

use super::feuille::Feuille;

const INCONNU: &str = "inconnu";

impl Feuille<'_> {
    /// Some pieces, in their order. Headings are the sections'; a table without words of its own is named by the
    /// section that it stands in.
    pub(super) fn blocs(&mut self, blocs: &[Bloc]) {
        self.blocs_de("", blocs);
    }

    /// The same, in a section of this heading.
    pub(super) fn blocs_de(&mut self, titre: &str, blocs: &[Bloc]) {
        // Lists that are open.
        let mut depth = 0;
        for bloc in blocs {
            match bloc {
                Bloc::Puce(texte) => self.item(&mut depth, 0, texte),
                Bloc::Niveau(level, texte) => self.item(&mut depth, *level, texte),
                other => {
                    self.fermer(&mut depth, 0);
                    self.bloc(titre, other);
                }
            }
        }
        self.fermer(&mut depth, 0);
    }

    fn bloc(&mut self, titre: &str, bloc: &Bloc) {
        match bloc {
            Bloc::Sujet(texte) => self.paragraphe(r#"<p class="sujet">"#, "", texte),
            Bloc::Relief(texte, Relief::Vert) => self.paragraphe(r#"<p class="relief vert">"#, "✓", texte),
            Bloc::Relief(texte, Relief::Rouge) => self.paragraphe(r#"<p class="relief rouge">"#, "✗", texte),
            Bloc::Relief(texte, Relief::Gras) => self.paragraphe(r#"<p class="relief">"#, "", texte),
            Bloc::Paragraphe(texte) | Bloc::Suite(texte) => self.paragraphe("<p>", "", texte),
            Bloc::Tableau(tableau) => self.tableau(titre, tableau),
            Bloc::Titre { .. } | Bloc::Puce(_) | Bloc::Niveau(..) | Bloc::Vide => {}
        }
    }

    fn paragraphe(&mut self, debut: &str, signe: &str, texte: &Texte) {
        self.brut(debut);
        if !signe.is_empty() {
            self.brut(r#"<span class="signe" aria-hidden="true">"#);
            self.brut(signe);
            self.brut("</span> ");
        }
        self.texte(texte);
        self.brut("</p>");
        self.expliquer();
    }

    /// An item at a level, from 0: inside of `depth` open lists, each with an open item.
    fn item(&mut self, depth: &mut usize, level: usize, texte: &Texte) {
        // An item that skips levels stands one below what is open.
        let level = level.min(*depth);
        self.fermer(depth, level + 1);
        if *depth == level {
            self.brut("<ul>");
            *depth += 1;
        } else {
            self.brut("</li>");
        }
        self.brut("<li>");
        self.texte(texte);
        self.expliquer();
    }

    /// Closes the lists below a depth.
    fn fermer(&mut self, depth: &mut usize, least: usize) {
        while *depth > least {
            self.brut("</li></ul>");
            *depth -= 1;
        }
    }

    fn tableau(&mut self, titre: &str, tableau: &Tableau) {
        // What the heading above says already is not shown again; it stays the name of the table.
        self.brut(r#"<div class="tableau"><table><caption"#);
        self.brut(if tableau.legende.is_some() { ">" } else { r#" class="hors-ecran">"# });
        self.mots(tableau.legende.as_deref().unwrap_or(titre));
        self.brut("</caption><thead><tr>");
        for (texte, colonne) in &tableau.entetes {
            // A header without words would be read as one.
            if texte.is_empty() {
                self.brut("<td></td>");
                continue;
            }
            self.brut(match colonne {
                Colonne::Gauche => r#"<th scope="col">"#,
                Colonne::Droite => r#"<th scope="col" class="nombre">"#,
            });
            self.mots(texte);
            self.brut("</th>");
        }
        self.brut("</tr></thead><tbody>");
        for (index, ligne) in tableau.lignes.iter().enumerate() {
            let here = tableau.ici.as_ref().filter(|(rank, _)| *rank == index).map(|(_, why)| why.as_str());
            self.ligne(tableau, ligne, here, tableau.totaux.contains(&index));
        }
        self.brut("</tbody></table></div>");
        self.expliquer();
    }

    /// `here`: why the reader is on this line. Of a `total`, the words stand over the columns of words.
    fn ligne(&mut self, tableau: &Tableau, ligne: &[Texte], here: Option<&str>, total: bool) {
        self.brut(if here.is_some() { r#"<tr class="ici" aria-current="true">"# } else { "<tr>" });
        let first_number = || tableau.entetes.iter().position(|(_, colonne)| *colonne == Colonne::Droite);
        let over = first_number().filter(|_| total).unwrap_or(1);
        for (index, (entete, colonne)) in tableau.entetes.iter().enumerate() {
            if index > 0 && index < over {
                continue;
            }
            let cells = if index == 0 { ligne.get(..over) } else { ligne.get(index..=index) }.unwrap_or_default();
            let (open, close) = if index == 0 { (r#"<th scope="row""#, "</th>") } else { ("<td", "</td>") };
            self.brut(open);
            match (*colonne, cells.first().is_some_and(|cell| **cell == *INCONNU)) {
                (Colonne::Droite, false) => self.brut(r#" class="nombre""#),
                (Colonne::Droite, true) => self.brut(r#" class="nombre inconnu""#),
                (Colonne::Gauche, true) => self.brut(r#" class="inconnu""#),
                (Colonne::Gauche, false) => {}
            }
            if index == 0 && total {
                self.brut(" colspan=");
                self.brut(&over.to_string());
            } else if !entete.is_empty() {
                self.brut(r#" data-label=""#);
                self.mots(entete);
                self.brut("\"");
            }
            self.brut(">");
            for cell in cells {
                self.texte(cell);
                self.brut(if over > 1 && index == 0 { " " } else { "" });
            }
            if let Some(why) = here.filter(|_| index == 0) {
                self.brut(r#" <span class="ici-dit">"#);
                self.mots(why);
                self.brut("</span>");
            }
            self.brut(close);
        }
        self.brut("</tr>");
    }
}
