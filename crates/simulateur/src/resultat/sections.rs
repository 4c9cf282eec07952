//! The sections of the page in the order of someone with two minutes, long ones folded.

use views::{Bloc, ET_SI, Tableau};

use super::feuille::Feuille;
use super::{Sujet, essai, graphique};

/// How much of a section is seen at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pli {
    /// All of it.
    Ouvert,
    /// Its table; what it rests on is folded.
    TableOuverte,
    /// Its heading.
    Ferme,
}

/// The section of the results to try, and those that it holds.
const ESSAI: &str = "et-si";
const DANS_L_ESSAI: [&str; 2] = ["decisions", "paliers"];

/// The sections, in their order. Another one comes last, open.
const ORDRE: [(&str, Pli); 16] = [
    ("verdict", Pli::Ouvert),
    ("annees", Pli::Ouvert),
    ("groupe", Pli::Ouvert),
    ("couts", Pli::TableOuverte),
    ("objectifs", Pli::Ouvert),
    ("resultats", Pli::Ouvert),
    (ESSAI, Pli::Ouvert),
    ("calendrier", Pli::Ouvert),
    ("recu", Pli::Ouvert),
    ("incertain", Pli::Ouvert),
    ("a-completer", Pli::Ouvert),
    ("a-demander", Pli::Ouvert),
    ("vigilance", Pli::Ferme),
    ("assistant", Pli::Ferme),
    ("a-remettre", Pli::Ferme),
    ("vie", Pli::Ferme),
];

/// A section: its name, its heading, what follows.
pub(super) struct Section<'a> {
    nom: &'static str,
    titre: String,
    blocs: &'a [Bloc],
}

/// What stands before the first heading, and the sections.
pub(super) fn decouper(blocs: &[Bloc]) -> (&[Bloc], Vec<Section<'_>>) {
    let is_title = |bloc: &Bloc| matches!(bloc, Bloc::Titre { .. });
    let first = blocs.iter().position(is_title).unwrap_or(blocs.len());
    let (before, mut rest) = blocs.split_at(first);
    let mut sections = Vec::new();
    while let Some((Bloc::Titre { section, texte, suite }, after)) = rest.split_first() {
        let end = after.iter().position(is_title).unwrap_or(after.len());
        let (own, next) = after.split_at(end);
        sections.push(Section { nom: section, titre: format!("{texte}{suite}"), blocs: own });
        rest = next;
    }
    (before, sections)
}

/// The whole result.
pub(super) fn ecrire(feuille: &mut Feuille<'_>, sujet: &dyn Sujet) {
    let blocs = sujet.page();
    let (before, sections) = decouper(&blocs);
    for (nom, pli) in ORDRE {
        if nom == ESSAI {
            essai(feuille, sujet, &sections);
        }
        for section in sections.iter().filter(|section| section.nom == nom) {
            match nom {
                "verdict" => verdict(feuille, before, section),
                _ => ouvrir(feuille, section, 2, pli, &mut |feuille| match nom {
                    "annees" => graphique::ecrire(feuille, &sujet.graphiques()),
                    "objectifs" => {
                        let clair: Vec<Bloc> = sujet.en_clair().into_iter().map(Bloc::Puce).collect();
                        feuille.blocs(&clair);
                    }
                    _ => {}
                }),
            }
        }
    }
    let known = |section: &&Section<'_>| {
        DANS_L_ESSAI.contains(&section.nom) || ORDRE.iter().any(|(known, _)| *known == section.nom)
    };
    sections.iter().filter(|section| !known(section)).for_each(|section| simple(feuille, section, 2));
}

/// The verdict, what it rests on, then whose it is.
fn verdict(feuille: &mut Feuille<'_>, before: &[Bloc], section: &Section<'_>) {
    let (hypothese, subject): (Vec<Bloc>, Vec<Bloc>) =
        before.iter().cloned().partition(|bloc| matches!(bloc, Bloc::Relief(..)));
    let tail = Section { blocs: &subject, nom: "sujet", titre: String::new() };
    let id = feuille.id(section.nom);
    tete(feuille, &id, section, 2);
    feuille.blocs(&hypothese);
    feuille.blocs_de(&section.titre, section.blocs);
    feuille.blocs(tail.blocs);
    feuille.brut("</section>");
}

/// A section that any page has.
pub(super) fn simple(feuille: &mut Feuille<'_>, section: &Section<'_>, niveau: u8) {
    ouvrir(feuille, section, niveau, Pli::Ouvert, &mut |_| {});
}

fn ouvrir(
    feuille: &mut Feuille<'_>,
    section: &Section<'_>,
    niveau: u8,
    pli: Pli,
    before: &mut dyn FnMut(&mut Feuille<'_>),
) {
    let id = feuille.id(section.nom);
    let asked = |blocs: &[Bloc]| blocs.iter().any(|bloc| textes(bloc).any(|texte| feuille.demande(texte)));
    if pli == Pli::Ferme {
        let open = if asked(section.blocs) { " open" } else { "" };
        feuille.brut(&format!(
            r#"<section id="{id}" aria-labelledby="{id}-titre"><details{open}><summary><h{niveau} id="{id}-titre">"#
        ));
        feuille.mots(&section.titre);
        feuille.brut(&format!("</h{niveau}></summary>"));
        feuille.blocs_de(&section.titre, section.blocs);
        feuille.brut("</details></section>");
        return;
    }
    let end = section.blocs.iter().position(|bloc| matches!(bloc, Bloc::Tableau(_))).map_or(0, |at| at + 1);
    let (seen, folded) = match pli {
        Pli::TableOuverte if end > 0 => section.blocs.split_at(end),
        _ => (section.blocs, &[][..]),
    };
    let open = if asked(folded) { " open" } else { "" };
    tete(feuille, &id, section, niveau);
    before(feuille);
    feuille.blocs_de(&section.titre, seen);
    if !folded.is_empty() {
        feuille.brut(&format!("<details{open}><summary>Détail du calcul</summary>"));
        feuille.blocs_de(&section.titre, folded);
        feuille.brut("</details>");
    }
    feuille.brut("</section>");
}

/// The start of a section, with its heading.
fn tete(feuille: &mut Feuille<'_>, id: &str, section: &Section<'_>, niveau: u8) {
    feuille.brut(&format!(r#"<section id="{id}" aria-labelledby="{id}-titre"><h{niveau} id="{id}-titre">"#));
    feuille.mots(&section.titre);
    feuille.brut(&format!("</h{niveau}>"));
}

/// The fields to try a result, what it pays, and what every other one would.
fn essai(feuille: &mut Feuille<'_>, sujet: &dyn Sujet, sections: &[Section<'_>]) {
    let curseurs = sujet.curseurs();
    let under: Vec<&Section<'_>> = sections.iter().filter(|s| DANS_L_ESSAI.contains(&s.nom)).collect();
    if curseurs.is_empty() && under.is_empty() {
        return;
    }
    let section = Section { nom: ESSAI, titre: ET_SI.to_owned(), blocs: &[] };
    let id = feuille.id(section.nom);
    tete(feuille, &id, &section, 2);
    essai::ecrire(feuille, &curseurs);
    if let Some(paye) = sujet.paye() {
        feuille.blocs(&[Bloc::Relief(paye, views::Relief::Gras)]);
    }
    for section in under {
        simple(feuille, section, 3);
    }
    feuille.brut("</section>");
}

/// The texts of a piece.
fn textes(bloc: &Bloc) -> Box<dyn Iterator<Item = &views::Texte> + '_> {
    match bloc {
        Bloc::Tableau(Tableau { lignes, .. }) => Box::new(lignes.iter().flatten()),
        Bloc::Sujet(texte)
        | Bloc::Relief(texte, _)
        | Bloc::Paragraphe(texte)
        | Bloc::Suite(texte)
        | Bloc::Puce(texte)
        | Bloc::Niveau(_, texte) => Box::new(std::iter::once(texte)),
        Bloc::Titre { .. } | Bloc::Vide => Box::new(std::iter::empty()),
    }
}
