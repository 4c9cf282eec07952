//! From the files of the rules to [`Convention`]: parsed and checked once, all faults together.

mod baremes;
mod collectif;
mod cout;
mod empreinte;
mod montants;
mod notes;
mod parametres;
mod parts;
mod questions;
mod reader;
mod regimes;
mod seuils;
mod textes;
mod versements;

#[cfg(test)]
mod tests;

pub use textes::REGLES;

use crate::document::{self, Format, Node, nearest};
use crate::fault::{Fault, Place};
use crate::regime::Regime;
use crate::sort;
use crate::tables::{Convention, Tables, Textes};
use parametres::Parametres;
use reader::{Row, Sink};

macro_rules! fichiers {
    ($($name:literal)+) => {
        /// The embedded files: name and text. What `epaule regles --exporter` writes.
        pub const FICHIERS: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../../rules/", $name)))),+];

        /// Their names alone: what only names a file does not carry its text.
        pub(super) const NOMS: [&str; FICHIERS.len()] = [$($name),+];
    };
}

fichiers! {
    "regimes.toml"
    "seuils.toml"
    "montants.toml"
    "baremes.toml"
    "parts.toml"
    "versements.toml"
    "delais.toml"
    "cout.toml"
    "collectif.toml"
    "questions.toml"
    "textes.toml"
}

/// The keys at the top of each file, in the order of [`FICHIERS`].
const ROOT_KEYS: [&[&str]; FICHIERS.len()] = [
    &["signature", "regime", "entree", "parametre"],
    &["specialite"],
    &["montant", "parametre"],
    &["cellule", "parametre"],
    &["table", "palier_de_taux", "parametre"],
    &["modalite", "parametre"],
    &["parametre"],
    &["minimum", "smic", "connu", "parametres", "anciennete", "cotisation", "parametre"],
    &["signature", "adhesion", "majoration", "versements", "parametre"],
    &["question"],
    &["regle", "mot", "conflit", "vigilance", "voie", "piece", "mission", "limite"],
];

impl Convention {
    /// The rules that stand inside the program.
    ///
    /// # Errors
    ///
    /// None in a released program: a test loads them. The type says it rather than a panic.
    pub fn embarquee() -> Result<Convention, Vec<Fault>> {
        let files: Vec<(&str, &[u8])> = FICHIERS.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        Convention::charger(&files)
    }

    /// Reads a whole set of rules: the files of [`FICHIERS`], by name, in any order.
    ///
    /// # Errors
    ///
    /// Every fault of every file, each with its file, line and column: form, unknown keys, wrong types,
    /// missing sources, gaps and overlaps, and whatever would leave a calculation without an answer.
    pub fn charger(files: &[(&str, &[u8])]) -> Result<Convention, Vec<Fault>> {
        let (roots, mut faults) = parse(files);
        let mut sink = Sink::default();
        let loaded = load(&mut sink, &roots);
        faults.append(&mut sink.faults);
        if u16::try_from(sink.cells.len()).is_err() {
            let message = format!("ces règles ont {} valeurs, plus que le maximum de {}", sink.cells.len(), u16::MAX);
            faults.push(Fault::new("trop-de-valeurs", &Place::default(), message, "retirez des spécialités"));
        }
        if !faults.is_empty() {
            let rank = |name: &str| FICHIERS.iter().position(|(file, _)| *file == name);
            sort::by_key(&mut faults, |fault| (rank(&fault.place.fichier), fault.place.ligne, fault.place.colonne));
            return Err(faults);
        }
        let named: Vec<(&str, &Node)> =
            FICHIERS.iter().zip(&roots).filter_map(|((name, _), root)| Some((*name, root.as_ref()?))).collect();
        let empreinte = empreinte::of(&named);
        match loaded {
            Some((tables, textes)) => Ok(Convention { tables, cells: sink.cells, textes, empreinte }),
            None => Err(vec![Fault::new(
                "regles-incompletes",
                &Place::default(),
                "ces règles sont incomplètes",
                "partez de celles que donne « epaule regles --exporter »",
            )]),
        }
    }
}

/// The tree of each file of [`FICHIERS`], in its order.
fn parse(files: &[(&str, &[u8])]) -> (Vec<Option<Node>>, Vec<Fault>) {
    let mut roots: Vec<Option<Node>> = vec![None; FICHIERS.len()];
    let mut given = [false; FICHIERS.len()];
    let mut faults = Vec::new();
    let at = |name: &str| Place { fichier: name.to_owned(), ..Place::default() };
    for (name, bytes) in files {
        let Some(index) = FICHIERS.iter().position(|(file, _)| file == name) else {
            let names = FICHIERS.iter().map(|(file, _)| *file);
            let conseil = match nearest(name, names) {
                Some(near) => format!("nommez-le « {near} », ou retirez-le"),
                None => "retirez-le de ce dossier de règles".to_owned(),
            };
            let message = format!("« {name} » n'est pas un fichier de règles");
            faults.push(Fault::new("fichier-inconnu", &at(name), message, conseil));
            continue;
        };
        if std::mem::replace(&mut given[index], true) {
            let message = format!("« {name} » est donné deux fois");
            faults.push(Fault::new("fichier-en-double", &at(name), message, "gardez un seul des deux"));
            continue;
        }
        match document::parse(name, bytes, Some(Format::Toml)) {
            Ok(root) => roots[index] = Some(root),
            Err(found) => faults.extend(found.into_iter().map(about_rules)),
        }
    }
    for ((name, _), _) in FICHIERS.iter().zip(given).filter(|(_, given)| !given) {
        let conseil = "copiez celui que donne « epaule regles --exporter »";
        faults.push(Fault::new("fichier-manquant", &at(name), format!("il manque « {name} »"), conseil));
    }
    (roots, faults)
}

/// The document reader gives advice for dossiers: some of it does not fit rules.
fn about_rules(mut fault: Fault) -> Fault {
    if matches!(fault.code, "fichier-vide" | "fichier-trop-grand") {
        "partez de celui que donne « epaule regles --exporter »".clone_into(&mut fault.conseil);
    }
    fault
}

/// Every series, then what holds between them. `None` where a fault was found.
fn load<'a>(sink: &mut Sink<'a>, roots: &'a [Option<Node>]) -> Option<(Tables, Textes)> {
    let mut rows: [Option<Row<'a>>; FICHIERS.len()] = [None; FICHIERS.len()];
    for (((name, _), keys), (root, row)) in FICHIERS.iter().zip(ROOT_KEYS).zip(roots.iter().zip(&mut rows)) {
        *row = root.as_ref().and_then(|root| Row::new(sink, name, root, keys));
    }
    let complete = rows.iter().all(Option::is_some);
    let [regimes, seuils, montants, baremes, parts, versements, _, cout, collectif, questions, textes] = &rows;
    let mut parametres = Parametres::default();
    rows.iter().flatten().for_each(|row| parametres.read(sink, row));
    // With a file missing, the numbers that it holds are not missing one by one.
    let parametres = if complete { parametres.finish(sink) } else { None };

    let regimes = regimes.as_ref().and_then(|row| regimes::read(sink, row));
    let specialites = seuils.as_ref().map(|row| seuils::read(sink, row));
    let amounts = montants.as_ref().map(|row| (row.file, montants::read(sink, row)));
    let bareme = baremes.as_ref().map(|row| (row.file, baremes::read(sink, row)));
    let shares = parts.as_ref().map(|row| (parts::read(sink, row), parts::rates(sink, row)));
    let versements = versements.as_ref().and_then(|row| versements::read(sink, row));
    let cout = cout.as_ref().and_then(|row| cout::read(sink, row));
    // Of a file of specialties with faults, some may be missing.
    let known = specialites.as_deref().filter(|_| sink.clean("seuils.toml"));
    let collectif = collectif.as_ref().and_then(|row| collectif::read(sink, row, known));
    let questions = questions.as_ref().map(|row| questions::read(sink, row));
    let textes = textes.as_ref().map(|row| textes::read(sink, row));

    if let (Some((file, amounts)), Some(regimes)) = (&amounts, &regimes) {
        montants::check(sink, file, amounts, &regimes.regimes);
    }
    if let (Some((file, bareme)), Some(regimes)) = (&bareme, &regimes) {
        baremes::check(sink, file, bareme, &regimes.regimes[Regime::Avenant7 as usize].options);
    }
    if let Some(textes) = &textes {
        textes::check(sink, textes);
    }

    let (regimes, (parts, paliers_de_taux)) = (regimes?, shares?);
    let (part_un, part_deux) = parts?;
    let mut textes = textes?;
    textes.questions = questions??;
    let tables = Tables {
        regimes: regimes.regimes,
        entrees: regimes.entrees,
        signature_possible: regimes.possible,
        signature_connue: regimes.connue,
        specialites: specialites?,
        montants: amounts?.1,
        bareme_avenant_7: bareme?.1,
        part_un,
        part_deux,
        paliers_de_taux,
        versements: versements?,
        collectif: collectif?,
        parametres: parametres?,
        cout: cout?,
    };
    Some((tables, textes))
}
