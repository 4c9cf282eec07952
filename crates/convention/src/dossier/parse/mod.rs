//! Reading a dossier: all the faults of a file at once, each at its place, or a [`Dossier`].
//!
//! In three steps: [`walk`] compares the document with the table of fields and gives flat values;
//! [`coherence`], [`counts`] and [`emploi`] compare these with each other and with the rules; [`build`] makes the
//! typed dossier out of values without fault. A value already found at fault is present but unknown
//! to the next steps, so that one mistake makes one fault.

mod build;
mod coherence;
mod collectif;
mod connu;
mod counts;
mod emploi;
mod journal;
mod leaf;
mod refus;
mod values;
mod walk;

pub(super) use connu::{Connu, connu};

use std::collections::HashSet;

use super::fields::{CHAMPS, CHAMPS_COLLECTIF, Syntaxe};
use super::{Cas, Dossier};
use crate::document::{self, Ecrit, Entry, Format, Node, Value};
use crate::fault::Fault;
use crate::jour::Jour;
use crate::sort;
use crate::tables::Convention;

/// Reads a dossier of either kind, TOML or JSON, studied on the day `au`: `contrat.type` says which.
///
/// `file` is the name that faults show.
///
/// # Errors
///
/// Every fault of the file, in the order of its lines.
pub fn lire(
    convention: &Convention,
    file: &str,
    bytes: &[u8],
    format: Option<Format>,
    au: Jour,
) -> Result<Cas, Vec<Fault>> {
    let (root, form) = document::read(file, bytes, format)?;
    lire_lu(convention, (file, Format::of(bytes, format)), &root, form, au)
}

/// [`lire`], of what [`document::read`] gave: a tree, and the faults of its form.
///
/// # Errors
///
/// As [`lire`].
pub fn lire_lu(
    convention: &Convention,
    (file, format): (&str, Format),
    root: &Node,
    form: Vec<Fault>,
    au: Jour,
) -> Result<Cas, Vec<Fault>> {
    arbre(convention, (file, syntaxe(format)), root, form, au)
}

/// Reads a dossier that stands inside of another JSON document, sound in form. Paths are those of the dossier,
/// lines and columns those of the document.
///
/// # Errors
///
/// As [`lire`].
pub fn lire_dans(convention: &Convention, file: &str, node: &Node, au: Jour) -> Result<Cas, Vec<Fault>> {
    arbre(convention, (file, Syntaxe::Json), &node.detache(), Vec::new(), au)
}

/// The dossier of a tree, whatever it was read from; `form` are the faults of its form.
pub(super) fn arbre(
    convention: &Convention,
    source: (&str, Syntaxe),
    root: &Node,
    form: Vec<Fault>,
    au: Jour,
) -> Result<Cas, Vec<Fault>> {
    if est_collectif(root) {
        let entries = entries(source.0, root)?;
        let mut values = walk::walk(&convention.tables, source, root, entries, CHAMPS_COLLECTIF);
        collectif::check(&convention.tables, &mut values, au);
        let faults = sorted(form, std::mem::take(&mut values.faults), source);
        return if faults.is_empty() { Ok(Cas::Collectif(collectif::build(&values))) } else { Err(faults) };
    }
    individuel(convention, source, root, form, au).map(|dossier| Cas::Individuel(Box::new(dossier)))
}

fn syntaxe(format: Format) -> Syntaxe {
    match format {
        Format::Toml => Syntaxe::Toml,
        Format::Json => Syntaxe::Json,
    }
}

/// Reads the dossier of an individual contract, as [`lire`]. The regime is that of the signature, or of
/// `au` where the contract is not signed.
///
/// # Errors
///
/// As [`lire`]; and the one fault of a dossier that is a group's.
pub fn parse(
    convention: &Convention,
    file: &str,
    bytes: &[u8],
    format: Option<Format>,
    au: Jour,
) -> Result<Dossier, Vec<Fault>> {
    let (root, form) = document::read(file, bytes, format)?;
    if est_collectif(&root) {
        let place = root.get("contrat").and_then(|c| c.get("type")).unwrap_or(&root).place(file);
        let advice = "étudiez-le avec « epaule etudier »";
        return Err(vec![Fault::new("contrat-collectif", &place, "ce contrat est celui d'un groupe", advice)]);
    }
    individuel(convention, (file, syntaxe(Format::of(bytes, format))), &root, form, au)
}

/// Whether a document says that it is a group's.
fn est_collectif(root: &Node) -> bool {
    let kind = root.get("contrat").and_then(|contrat| contrat.get("type"));
    kind.is_some_and(|kind| matches!(&kind.value, Value::Text(word) if word == "collectif"))
}

fn entries<'a>(file: &str, root: &'a Node) -> Result<&'a [Entry], Vec<Fault>> {
    if let Some(fault) = autre_document(file, root) {
        return Err(vec![fault]);
    }
    if let Value::Table(entries) = &root.value {
        return Ok(entries);
    }
    let advice = "partez du modèle que donne « epaule exemple »";
    let message = format!("un dossier est une table, pas {}", root.kind());
    Err(vec![Fault::new("type-inattendu", &root.place(file), message, advice)])
}

/// What the program wrote itself: every key of it would be a fault, and none would say what it is.
fn autre_document(file: &str, root: &Node) -> Option<Fault> {
    let of = |node: &Node| match &node.get("schema")?.value {
        Value::Text(schema) => Ecrit::of_schema(schema),
        _ => None,
    };
    let (kind, advice) = match &root.value {
        Value::List(items) if of(items.first()?)? == Ecrit::Etude => ("une liste d'études", VERIFIER),
        _ => match of(root)? {
            Ecrit::Etude => ("une étude", VERIFIER),
            Ecrit::Comparaison => ("une comparaison", "donnez les dossiers qu'elle compare"),
        },
    };
    Some(Fault::new("pas-un-dossier", &root.place(file), format!("c'est {kind}, pas un dossier"), advice))
}

/// What an étude that is kept is for.
const VERIFIER: &str = "« epaule verifier » dit si elle tient encore ; pour étudier, donnez le dossier dont elle vient";

fn individuel(
    convention: &Convention,
    source: (&str, Syntaxe),
    root: &Node,
    form: Vec<Fault>,
    au: Jour,
) -> Result<Dossier, Vec<Fault>> {
    let mut values = walk::walk(&convention.tables, source, root, entries(source.0, root)?, CHAMPS);
    let regime = coherence::regime(&convention.tables, &mut values, au);
    coherence::check(convention, &mut values, regime, au);
    counts::check(&convention.tables, &mut values, regime);
    emploi::check(&mut values);
    let faults = sorted(form, std::mem::take(&mut values.faults), source);
    match regime {
        Some(regime) if faults.is_empty() => {
            let dossier = build::build(&values, regime);
            // Whether an event is possible depends on all that comes before it: asked of a sound dossier.
            let impossible = refus::fautes(convention, &values, &dossier);
            if impossible.is_empty() { Ok(dossier) } else { Err(sorted(Vec::new(), impossible, source)) }
        }
        _ => Err(faults),
    }
}

/// The faults in the order of the file. What stands at a key that is wrong in form has no other fault.
/// Where the kind of contract is wrong, the fields of a group say nothing new, and where a group's
/// fields stand in an individual dossier, a doctor is not missing.
fn sorted(form: Vec<Fault>, meaning: Vec<Fault>, (file, syntaxe): (&str, Syntaxe)) -> Vec<Fault> {
    const AUTRE: &str = "champ-d-un-autre-contrat";
    let kind = meaning.iter().any(|f| f.place.chemin == "contrat.type" && f.code != "cle-manquante");
    let group = meaning.iter().any(|f| f.code == AUTRE && matches!(f.place.chemin.as_str(), "structure" | "membres"));
    let follows = |fault: &Fault| {
        (kind && fault.code == AUTRE)
            || ((kind || group) && fault.code == "cle-manquante" && fault.place.chemin == "medecin.specialite")
    };
    // Of a key that JSON writes twice, the first value is read: it may be wrong too.
    let wrong = form.iter().filter(|f| syntaxe == Syntaxe::Toml && f.place.ligne.is_some());
    let told: HashSet<&str> = wrong.map(|f| f.place.chemin.as_str()).collect();
    let mut faults: Vec<Fault> = meaning
        .into_iter()
        .filter(|f| !follows(f))
        .filter(|f| f.place.chemin.is_empty() || !told.contains(f.place.chemin.as_str()))
        .collect();
    faults.extend(form);
    sort::by_key(&mut faults, |f| (f.place.ligne, f.place.colonne));
    document::capped(file, faults)
}
