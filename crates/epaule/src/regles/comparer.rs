//! `epaule regles --comparer`: what changed, value by value, and nothing else.

use std::path::Path;

use convention::document::{self, Format};
use convention::fault::Fault;
use convention::regime::Regime;
use convention::tables::{Convention, FICHIERS};

use super::feuilles::{Feuille, feuilles};
use super::grille::{ABSENT, Case, Grille, Sources};
use super::page::Page;
use super::{Cote, EMBARQUEES, fiche};
use console::echec::Echec;
use console::entree;
use console::nom::nom;
use console::usage::place;

/// Compares two regimes, two sets of rules, or one regime under two sets of rules.
pub(super) fn comparer(
    regime: Option<Regime>,
    a: &Path,
    b: &Path,
    regles: Option<&Path>,
    largeur: usize,
) -> Result<String, Echec> {
    let refuse = |message: &str, conseil: &str| {
        Err(Fault::new("comparaison-impossible", &place("--comparer"), message, conseil).into())
    };
    match (regime, Cote::of(a), Cote::of(b)) {
        (None, Cote::Regime(a), Cote::Regime(b)) => {
            let convention = entree::convention(regles)?;
            let sides = [(a.id().to_owned(), &convention, a), (b.id().to_owned(), &convention, b)];
            Ok(cote_a_cote(&sides, largeur))
        }
        (_, Cote::Regime(_), Cote::Regime(_)) => {
            refuse("trois régimes à la fois, c'est un de trop", "donnez deux régimes après --comparer, et rien avant")
        }
        (_, Cote::Regime(_), _) | (_, _, Cote::Regime(_)) => refuse(
            "un régime ne se compare pas à un répertoire",
            "comparez deux régimes, deux répertoires, ou : epaule regles REGIME --comparer REPERTOIRE REPERTOIRE",
        ),
        _ if regles.is_some() => {
            refuse("--regles n'a pas d'objet ici", "les deux répertoires sont ceux qui suivent --comparer")
        }
        (None, a, b) => {
            let (a, b) = (Jeu::of(&a)?, Jeu::of(&b)?);
            Ok(jeux(&a, &b, largeur))
        }
        (Some(regime), a, b) => {
            let (a, b) = (Jeu::of(&a)?, Jeu::of(&b)?);
            let sides = [(a.nom.clone(), &a.convention, regime), (b.nom.clone(), &b.convention, regime)];
            Ok(cote_a_cote(&sides, largeur))
        }
    }
}

/// A set of rules, checked, and the bytes of its files.
struct Jeu {
    nom: String,
    fichiers: Vec<(String, Vec<u8>)>,
    convention: Convention,
}

impl Jeu {
    fn of(cote: &Cote) -> Result<Jeu, Echec> {
        match cote {
            Cote::Repertoire(directory) => {
                let fichiers = entree::fichiers(directory)?;
                let convention = entree::charger(directory, &fichiers)?;
                Ok(Jeu { nom: nom(directory), fichiers, convention })
            }
            Cote::Embarquees | Cote::Regime(_) => {
                let fichiers = FICHIERS.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()));
                let convention = entree::convention(None)?;
                Ok(Jeu { nom: EMBARQUEES.to_owned(), fichiers: fichiers.collect(), convention })
            }
        }
    }

    /// The leaves of a file. It was loaded without fault: it is there, and can be read.
    fn feuilles(&self, name: &str) -> Vec<Feuille> {
        let bytes = self.fichiers.iter().find(|(file, _)| file == name).map(|(_, bytes)| bytes.as_slice());
        let root = bytes.and_then(|bytes| document::parse(name, bytes, Some(Format::Toml)).ok());
        root.map_or_else(Vec::new, |root| feuilles(&root))
    }

    fn place(&self, name: &str, feuille: &Feuille) -> String {
        let (line, column) = feuille.position.unwrap_or((1, 1));
        if self.nom == EMBARQUEES {
            format!("{name}:{line}:{column}")
        } else {
            format!("{}:{line}:{column}", Path::new(&self.nom).join(name).display())
        }
    }
}

/// Every value that two sets of rules do not write alike.
fn jeux(a: &Jeu, b: &Jeu, largeur: usize) -> String {
    let mut page = Page::new(largeur);
    let mut count = 0;
    for (name, _) in FICHIERS {
        let (before, after) = (a.feuilles(name), b.feuilles(name));
        for (old, new) in appariees(&before, &after) {
            if old.map(|f| &f.valeur) == new.map(|f| &f.valeur) {
                continue;
            }
            count += 1;
            page.vide();
            let chemin = new.or(old).map_or("", |feuille| feuille.chemin.as_str());
            page.paragraphe(0, 2, &format!("{name} · {chemin}"));
            let side = |jeu: &Jeu, feuille: Option<&Feuille>| match feuille {
                Some(feuille) => format!("{}  ({})", feuille.valeur, jeu.place(name, feuille)),
                None => "absent".to_owned(),
            };
            page.definition(2, 12, "avant", &side(a, old));
            page.definition(2, 12, "après", &side(b, new));
            if let Some(source) = new.or(old).and_then(|feuille| feuille.source.as_deref()) {
                page.definition(2, 12, "source", source);
            }
        }
    }
    let (a, b) = (&a.nom, &b.nom);
    match count {
        0 => format!("Aucune différence entre {a} et {b}.\n"),
        1 => format!("1 différence entre {a} (avant) et {b} (après).\n\n{}", page.fin()),
        n => format!("{n} différences entre {a} (avant) et {b} (après).\n\n{}", page.fin()),
    }
}

/// The leaves of two files by their paths, in the order of the first, then what only the second has.
fn appariees<'a>(a: &'a [Feuille], b: &'a [Feuille]) -> Vec<(Option<&'a Feuille>, Option<&'a Feuille>)> {
    let index = |all: &'a [Feuille]| -> std::collections::HashMap<&'a str, &'a Feuille> {
        all.iter().map(|feuille| (feuille.chemin.as_str(), feuille)).collect()
    };
    let (by_a, by_b) = (index(a), index(b));
    let both = a.iter().map(|old| (Some(old), by_b.get(old.chemin.as_str()).copied()));
    let new = b.iter().filter(|new| !by_a.contains_key(new.chemin.as_str())).map(|new| (None, Some(new)));
    both.chain(new).collect()
}

/// Two regimes, or one under two sets of rules, side by side: only what differs.
fn cote_a_cote(sides: &[(String, &Convention, Regime); 2], largeur: usize) -> String {
    let [(name_a, convention_a, regime_a), (name_b, convention_b, regime_b)] = sides;
    let a = fiche::grilles(convention_a, *regime_a);
    let b = fiche::grilles(convention_b, *regime_b);
    let mut page = Page::new(largeur);
    let mut differences = 0;
    page.paragraphe(0, 0, &format!("Ce qui diffère entre {name_a} et {name_b} ; le reste est pareil."));
    let mut sources = Sources::default();
    let only_b = b.iter().filter(|grille| !a.iter().any(|other| other.titre == grille.titre));
    for titre in a.iter().chain(only_b).map(|grille| grille.titre.as_str()) {
        let of =
            |grilles: &[Grille]| grilles.iter().find(|grille| grille.titre == titre).map(valeurs).unwrap_or_default();
        let (left, right) = (of(&a), of(&b));
        let mut rows = Vec::new();
        let only_right = right.iter().filter(|(label, _)| !left.iter().any(|(other, _)| other == label));
        for (label, _) in left.iter().chain(only_right) {
            let find = |all: &[(String, Case)]| all.iter().find(|(l, _)| l == label).map(|(_, case)| case.clone());
            let (one, other) = (find(&left), find(&right));
            let text = |case: &Option<Case>| case.as_ref().map_or(ABSENT, |case| case.texte.as_str()).to_owned();
            if text(&one) == text(&other) {
                continue;
            }
            let mut mark = |convention: &Convention, case: &Option<Case>| {
                let marks = sources.marques(convention, case.as_slice());
                if marks.is_empty() { text(case) } else { format!("{} {marks}", text(case)) }
            };
            rows.push(vec![label.clone(), mark(convention_a, &one), mark(convention_b, &other)]);
        }
        if !rows.is_empty() {
            differences += rows.len();
            page.titre(titre);
            page.tableau(vec![String::new(), name_a.clone(), name_b.clone()], rows);
        }
    }
    if differences == 0 {
        return format!("Aucune différence entre {name_a} et {name_b}.\n");
    }
    sources.montrer(convention_b, &mut page);
    page.fin()
}

/// The values of a grid, each under the label of its line and column.
fn valeurs(grille: &Grille) -> Vec<(String, Case)> {
    let heads = grille.colonnes.get(1..).unwrap_or_default();
    let several = heads.len() > 1;
    let line = |ligne: &super::grille::Ligne| {
        let cases = ligne.cases.iter().zip(heads);
        cases
            .map(|(case, head)| {
                let label = if several { format!("{} · {head}", ligne.libelle) } else { ligne.libelle.clone() };
                (label, case.clone())
            })
            .collect::<Vec<_>>()
    };
    grille.lignes.iter().flat_map(line).collect()
}
