//! An étude that can be checked later: it is worked out again from the dossier that it encloses, and
//! every difference is told by its path and its likely reason.
//!
//! This detects a change; it is no signature. Whoever edits an étude and every digest in it, in
//! agreement with the rules, makes another étude that holds.

mod leaves;
mod read;

use serde_json::Value;

use crate::document::capped;
use crate::dossier;
use crate::etude::{Demande, repondre};
use crate::fault::Fault;
use crate::id::ids;
use crate::sort;
use crate::tables::Convention;

pub use read::MAX_BYTES;

/// One place where an étude is not what the program works out.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// JSON pointer (RFC 6901) in the étude.
    pub chemin: String,
    /// What stands there when the étude is worked out again. `None`: nothing does, or nobody can tell
    /// (of an edited leaf of the dossier, only the digest is left).
    pub attendu: Option<Value>,
    /// What the étude says. `None`: nothing.
    pub trouve: Option<Value>,
    /// Why they differ, as far as can be told.
    pub raison: Raison,
}

ids! {
    /// Why an étude is not what the program works out.
    pub enum Raison {
        /// A leaf of the dossier, or of the question asked, no longer has its digest.
        DossierModifie "dossier-modifie",
        /// The étude was made with other rules; what differs beside them may come from there.
        AutresRegles "autres-regles",
        /// The étude was made by another version of the program; what differs beside it may come from there.
        AutreVersion "autre-version",
        /// A value that the dossier and the rules do not give.
        ChiffreModifie "chiffre-modifie",
        /// A member that should be there is not.
        ChampAbsent "champ-absent",
        /// A member is there that should not be.
        ChampAjoute "champ-ajoute",
        /// The dossier was edited, and this value is not that of the edited dossier.
        SuiteDuDossier "suite-du-dossier",
    }
}

impl Raison {
    /// A few French words for people.
    pub const fn libelle(self) -> &'static str {
        match self {
            Raison::DossierModifie => "le dossier ou la question posée a été modifié après l'étude",
            Raison::AutresRegles => "l'étude a été faite avec d'autres règles : l'écart peut venir de là",
            Raison::AutreVersion => "l'étude a été faite par une autre version du programme : l'écart peut venir de là",
            Raison::ChiffreModifie => "cette valeur a été modifiée après l'étude",
            Raison::ChampAbsent => "cette valeur a été retirée de l'étude",
            Raison::ChampAjoute => "cette valeur a été ajoutée à l'étude",
            Raison::SuiteDuDossier => "cette valeur n'est pas celle du dossier tel qu'il est maintenant",
        }
    }
}

/// Works an étude out again, from the dossier that it encloses and what was asked, and compares every
/// leaf of the document, both ways. No difference: the étude is what this program and these rules say.
///
/// First come the leaves of the dossier and of the question that no longer have their digest, then the
/// rules and the version, then what differs from the étude of the dossier as it is now. Where an edited
/// leaf can no longer be read, nothing can be worked out: only the edited leaves are told.
///
/// ```
/// use convention::{dossier, etude, jour::Jour, tables::Convention, verification::verifier};
/// let convention = Convention::embarquee().unwrap();
/// let au = Jour::new(2026, 1, 15).unwrap();
/// let dossier = dossier::parse(&convention, "", b"medecin = { specialite = '01' }", None, au).unwrap();
/// let etude = etude::etudier(&convention, &dossier, &etude::Demande::au(au)).to_json(&convention);
/// assert_eq!(verifier(&convention, "etude.json", etude.to_string().as_bytes()).unwrap(), []);
///
/// let edited = etude.to_string().replace("\"01\"", "\"04\"");
/// let found = verifier(&convention, "etude.json", edited.as_bytes()).unwrap();
/// assert_eq!(found[0].chemin, "/dossier/medecin/specialite");
/// ```
///
/// # Errors
///
/// What is not an étude that can be read: more than [`MAX_BYTES`], not JSON, a key written twice, not an
/// object, another `schema`, a dossier or a day that cannot be read although no digest says that they
/// were edited. `file` is the name that the faults show.
pub fn verifier(convention: &Convention, file: &str, bytes: &[u8]) -> Result<Vec<Difference>, Vec<Fault>> {
    recalculer(convention, file, &read::document(file, bytes)?)
}

/// The same of a document that holds one étude, or a list of them as `--format json` writes of several dossiers:
/// the differences of each, those of a list by their pointer in the list.
///
/// # Errors
///
/// As [`verifier`]: every fault of every étude, each with its place in the list.
pub fn verifier_tout(convention: &Convention, file: &str, bytes: &[u8]) -> Result<Vec<Vec<Difference>>, Vec<Fault>> {
    let document = read::document(file, bytes)?;
    let Some(etudes) = document.as_array().filter(|etudes| !etudes.is_empty()) else {
        return Ok(vec![recalculer(convention, file, &document)?]);
    };
    let mut faults = Vec::new();
    let mut found = Vec::with_capacity(etudes.len());
    for (index, etude) in etudes.iter().enumerate() {
        match recalculer(convention, file, etude) {
            Ok(mut differences) => {
                differences.iter_mut().for_each(|d| d.chemin.insert_str(0, &format!("/{index}")));
                found.push(differences);
            }
            Err(theirs) => faults.extend(theirs.into_iter().map(|mut fault| {
                let dot = if fault.place.chemin.is_empty() { "" } else { "." };
                fault.place.chemin.insert_str(0, &format!("[{index}]{dot}"));
                fault
            })),
        }
    }
    if faults.is_empty() { Ok(found) } else { Err(capped(file, faults)) }
}

/// What differs in an étude that is parsed.
fn recalculer(convention: &Convention, file: &str, document: &Value) -> Result<Vec<Difference>, Vec<Fault>> {
    read::est_une_etude(file, document)?;
    let mut differences = leaves::compare(document);
    let edited = differences.iter().any(|d| leaves::is_asked(&d.chemin));
    let (demande, dossier) = match read::asked(convention, file, document) {
        Ok(asked) => asked,
        Err(_) if edited => return Ok(differences),
        Err(faults) => return Err(read::explained(convention, file, document, faults)),
    };
    let expected = repondre(convention, &dossier, &demande).to_json(convention);
    let cause = Cause::of(edited, document, &expected);
    let told: Vec<String> = differences.iter().map(|d| d.chemin.clone()).collect();
    let mut found = Vec::new();
    compare(&expected, document, String::new(), &mut |chemin, attendu, trouve| {
        let already = told.iter().any(|t| within(t, chemin) || within(chemin, t));
        if !already && !within(chemin, "/empreintes") {
            let raison = cause.reason(chemin, attendu.is_some(), trouve.is_some());
            found.push(Difference {
                chemin: chemin.to_owned(),
                attendu: attendu.cloned(),
                trouve: trouve.cloned(),
                raison,
            });
        }
    });
    sort::by_key(&mut found, |d| !matches!(d.chemin.as_str(), REGLES | VERSION));
    for difference in differences.iter_mut().filter(|d| d.attendu.is_none() && !leaves::is_asked(&d.chemin)) {
        difference.attendu = expected.pointer(&difference.chemin).cloned();
    }
    differences.extend(found);
    Ok(differences)
}

/// Digest of the rules.
const REGLES: &str = "/regles/empreinte";
/// Version of the program.
const VERSION: &str = "/programme/version";

/// Whether `chemin` is `parent`, or a member of it.
fn within(chemin: &str, parent: &str) -> bool {
    chemin.strip_prefix(parent).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// What may explain a difference that is not told already.
struct Cause {
    edited: bool,
    rules: bool,
    version: bool,
}

impl Cause {
    fn of(edited: bool, document: &Value, expected: &Value) -> Cause {
        let differs = |pointer: &str| document.pointer(pointer) != expected.pointer(pointer);
        Cause { edited, rules: differs(REGLES), version: differs(VERSION) }
    }

    fn reason(&self, chemin: &str, expected: bool, found: bool) -> Raison {
        match chemin {
            REGLES if found => return Raison::AutresRegles,
            VERSION if found => return Raison::AutreVersion,
            _ if leaves::is_asked(chemin) => return Raison::DossierModifie,
            _ => {}
        }
        match (expected, found) {
            _ if self.edited => Raison::SuiteDuDossier,
            _ if self.rules => Raison::AutresRegles,
            _ if self.version => Raison::AutreVersion,
            (true, false) => Raison::ChampAbsent,
            (false, true) => Raison::ChampAjoute,
            _ => Raison::ChiffreModifie,
        }
    }
}

/// Takes a path, what is expected there, and what is found.
type Tell<'a> = dyn FnMut(&str, Option<&Value>, Option<&Value>) + 'a;

/// Calls `tell` on every place where two values differ.
fn compare(expected: &Value, found: &Value, at: String, tell: &mut Tell<'_>) {
    match (expected, found) {
        (Value::Object(a), Value::Object(b)) => {
            for (key, value) in a {
                let at = format!("{at}/{}", leaves::escaped(key));
                match b.get(key) {
                    Some(other) => compare(value, other, at, tell),
                    None => tell(&at, Some(value), None),
                }
            }
            for (key, value) in b.iter().filter(|(key, _)| !a.contains_key(*key)) {
                tell(&format!("{at}/{}", leaves::escaped(key)), None, Some(value));
            }
        }
        (Value::Array(a), Value::Array(b)) => {
            for index in 0..a.len().max(b.len()) {
                let at = format!("{at}/{index}");
                match (a.get(index), b.get(index)) {
                    (Some(value), Some(other)) => compare(value, other, at, tell),
                    (value, other) => tell(&at, value, other),
                }
            }
        }
        (a, b) if a == b => {}
        (a, b) => tell(&at, Some(a), Some(b)),
    }
}

/// The dossier and what was asked, back from an étude.
type Asked = (Demande, dossier::Cas);
