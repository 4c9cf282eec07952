//! The dossiers that were asked for: those that can be studied, and those that cannot.

use std::collections::BTreeMap;
use std::path::Path;

use convention::document::MAX_BYTES;
use convention::dossier::{self, Cas};
use convention::empreinte;
use convention::etude::{self, Demande, Reponse};
use convention::fault::{Fault, Place};
use convention::tables::Convention;

use super::sources::{ENTREE_STANDARD, Sources};
use console::demande::Hypothese;
use console::entree::{self, Attendu};
use console::nom::{nom, racine};

/// A dossier and its answer.
#[derive(Debug)]
pub(super) struct Etudie {
    /// What names it from one study to the next: its reference, else the name of its file.
    pub(super) cle: String,
    /// What people call it.
    pub(super) nom: String,
    /// Where it was read.
    pub(super) fichier: String,
    /// Whether its reference names it.
    pub(super) reference: bool,
    pub(super) reponse: Reponse,
}

/// A dossier, or a folder, without answer.
#[derive(Debug)]
pub(crate) struct Refus {
    /// The name that the caller gave.
    pub(crate) nom: String,
    pub(crate) fautes: Vec<Fault>,
}

/// Every dossier, in the order of the command line.
#[derive(Debug, Default)]
pub(super) struct Lot {
    pub(super) etudes: Vec<Etudie>,
    pub(super) refus: Vec<Refus>,
}

impl Lot {
    /// Every fault of those that were refused.
    pub(super) fn fautes(&self) -> Vec<Fault> {
        self.refus.iter().flat_map(|refus| refus.fautes.iter().cloned()).collect()
    }

    /// Of a calendar: the dossiers whose entries another file, of another folder, would take for its own.
    pub(super) fn sans_reference(&self) -> Vec<Fault> {
        let unnamed = self.etudes.iter().filter(|etudie| !etudie.reference);
        let say = |etudie: &Etudie| {
            let place = Place { fichier: etudie.fichier.clone(), chemin: "reference".to_owned(), ..Place::default() };
            let message = format!(
                "sans reference, les dates se rangent sous « {} » : dans l'agenda, celles d'un autre dossier de ce \
                 nom les remplaceraient",
                etudie.nom
            );
            Fault::new("sans-reference", &place, message, "écrivez reference = \"…\" en tête du dossier")
        };
        unnamed.map(say).collect()
    }
}

/// What is asked of every dossier.
#[derive(Debug, Clone, Copy)]
pub(super) struct Question<'a> {
    pub(super) convention: &'a Convention,
    pub(super) demande: Demande,
    pub(super) hypothese: Hypothese,
}

/// A dossier that can be studied, if it is the only one of its name.
struct Lu {
    fichier: String,
    cle: String,
    nom: String,
    cas: Cas,
    demande: Demande,
}

/// Studies every dossier that can be; a bad one does not stop the others.
pub(super) fn etudier(question: &Question<'_>, sources: Sources) -> Lot {
    let mut lot = Lot { refus: sources.refus, ..Lot::default() };
    let mut read = Vec::with_capacity(sources.fichiers.len());
    for fichier in &sources.fichiers {
        match lire(question, fichier) {
            Ok(lu) => read.push(lu),
            Err(fautes) => lot.refus.push(Refus { nom: nom(fichier), fautes }),
        }
    }
    let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for lu in &read {
        files.entry(lu.cle.clone()).or_default().push(lu.fichier.clone());
    }
    for lu in read {
        let same = files.get(&lu.cle).map_or(&[][..], Vec::as_slice);
        if let [_] = same {
            let reponse = etude::repondre(question.convention, &lu.cas, &lu.demande);
            let reference = lu.cas.reference().is_some();
            lot.etudes.push(Etudie { cle: lu.cle, nom: lu.nom, fichier: lu.fichier, reference, reponse });
        } else {
            lot.refus.push(Refus { nom: lu.fichier.clone(), fautes: vec![en_double(&lu, same)] });
        }
    }
    lot
}

fn lire(question: &Question<'_>, fichier: &Path) -> Result<Lu, Vec<Fault>> {
    let Question { convention, demande, hypothese } = *question;
    let entree = entree::lire(fichier, Attendu::Dossier, MAX_BYTES)?;
    let cas = dossier::lire(convention, &entree.nom, &entree.octets, entree.format, demande.au)?;
    let si = hypothese.pour(convention, &cas).map_err(|mut faults| {
        // The option is everyone's, the fault is this dossier's.
        faults.iter_mut().for_each(|fault| fault.place.fichier = format!("{} : {}", entree.nom, fault.place.fichier));
        faults
    })?;
    let (cle, nom) = nommer(fichier, &cas);
    Ok(Lu { fichier: entree.nom, cle, nom, cas, demande: Demande { si, ..demande } })
}

/// What names a dossier, for programs and for people. Standard input has no name: its content has.
pub(crate) fn nommer(fichier: &Path, cas: &Cas) -> (String, String) {
    if let Some(reference) = cas.reference() {
        return (reference.to_owned(), reference.to_owned());
    }
    if fichier == Path::new(ENTREE_STANDARD) {
        return (empreinte::of(&cas.canonical()), "entrée standard".to_owned());
    }
    let stem = racine(fichier);
    (stem.to_string_lossy().into_owned(), nom(Path::new(stem)))
}

/// `same`: every file of that name, this one too.
fn en_double(lu: &Lu, same: &[String]) -> Fault {
    let mut others: Vec<&str> = same.iter().map(String::as_str).collect();
    if let Some(own) = others.iter().position(|file| *file == lu.fichier) {
        others.remove(own);
    }
    let others = others.join(", ");
    let place = Place { fichier: lu.fichier.clone(), chemin: "reference".to_owned(), ..Place::default() };
    let message = match lu.cas.reference() {
        Some(reference) => format!("« {reference} » désigne aussi le dossier {others}"),
        None => format!("sans reference, ce dossier se nomme « {} », comme {others}", lu.nom),
    };
    let conseil = "donnez à chaque dossier sa propre ligne reference = \"…\"";
    Fault::new("reference-en-double", &place, message, conseil)
}
