//! The names of a form's fields, and the paths that they stand for.

use crate::dossier::fields::{CHAMPS, CHAMPS_COLLECTIF, Field, Shape};

/// Tables whose fields go by their own name.
const SOUS_ENTENDUES: [&str; 4] = ["medecin", "patientele", "contrat", "assistant"];

/// Fields that keep their table: alone, the name would say nothing.
const ENTIERS: [&str; 1] = ["date"];

/// Highest number of an item: a form counts its rows, with gaps.
const RANG_MAX: usize = 9_999;

/// The name, in a form or a link, of the value at a path of a dossier.
///
/// ```
/// use convention::dossier::requete::nom_de;
/// assert_eq!(nom_de("contrat.objectif.pmt.cible"), "objectif.pmt.cible");
/// assert_eq!(nom_de("constats[1].pmt"), "constats.1.pmt");
/// assert_eq!(nom_de("patientele.date"), "patientele.date");
/// ```
pub fn nom_de(chemin: &str) -> String {
    let nom = chemin.replace('[', ".").replace(']', "");
    match nom.split_once('.') {
        Some((table, champ)) if table_de(tete(champ)) == Some(table) => champ.to_owned(),
        _ => nom,
    }
}

/// The path in a dossier that a name stands for; a name that is not a field's stays as it is.
///
/// ```
/// use convention::dossier::requete::chemin_de;
/// assert_eq!(chemin_de("objectif.pmt.cible"), "contrat.objectif.pmt.cible");
/// assert_eq!(chemin_de("contrat.objectif.pmt.cible"), "contrat.objectif.pmt.cible");
/// assert_eq!(chemin_de("constats.1.pmt"), "constats[1].pmt");
/// ```
pub fn chemin_de(nom: &str) -> String {
    let mut chemin = String::new();
    for mot in entier(nom).split('.') {
        if !chemin.is_empty() && rang(mot).is_some() {
            chemin.push_str(&format!("[{mot}]"));
        } else {
            chemin.push_str(if chemin.is_empty() { "" } else { "." });
            chemin.push_str(mot);
        }
    }
    chemin
}

/// The place of a value in any dossier: its path without the numbers of items.
///
/// ```
/// use convention::dossier::requete::modele_de;
/// assert_eq!(modele_de("constats.1.pmt"), "constats.pmt");
/// assert_eq!(modele_de("objectif.pmt.cible"), "contrat.objectif.pmt.cible");
/// ```
pub fn modele_de(nom: &str) -> String {
    let entier = entier(nom);
    entier.split('.').filter(|mot| rang(mot).is_none()).collect::<Vec<_>>().join(".")
}

fn tete(nom: &str) -> &str {
    nom.split('.').next().unwrap_or_default()
}

/// `nom` with its table, points between its words.
fn entier(nom: &str) -> String {
    match table_de(tete(nom)) {
        Some(table) => format!("{table}.{nom}"),
        None => nom.to_owned(),
    }
}

/// The table that goes without saying before a field, of either kind of dossier.
fn table_de(champ: &str) -> Option<&'static str> {
    let racines = || [CHAMPS, CHAMPS_COLLECTIF].into_iter().flatten();
    if ENTIERS.contains(&champ) || racines().any(|c| c.nom == champ) {
        return None;
    }
    let a_ce_champ = |table: &&Field| table.champs().iter().any(|c| c.nom == champ);
    racines().filter(|t| SOUS_ENTENDUES.contains(&t.nom)).find(a_ce_champ).map(|table| table.nom)
}

/// The number of an item: digits alone.
fn rang(mot: &str) -> Option<usize> {
    let chiffres = !mot.is_empty() && mot.bytes().all(|b| b.is_ascii_digit());
    mot.parse().ok().filter(|n| chiffres && *n <= RANG_MAX)
}

/// A step of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pas<'a> {
    /// A key of a table.
    Cle(&'a str),
    /// An item of a list, by its number in the form.
    Rang(usize),
}

/// The field of a name, and the way to it from the root.
pub(super) struct Cible<'a> {
    pub(super) champ: &'static Field,
    pub(super) pas: Vec<Pas<'a>>,
}

/// The field that `nom` names among `champs`: a value, a question, or a table of an item that may be there empty.
pub(super) fn cible<'a>(champs: &'static [Field], nom: &'a str) -> Option<Cible<'a>> {
    let table = table_de(tete(nom));
    let mut pas = Vec::new();
    let mut champs = champs;
    let mut reste = Some(nom);
    let mut dans_une_liste = false;
    let mut attendu = table;
    loop {
        let mot = match attendu.take() {
            Some(table) => table,
            None => {
                let (mot, suite) = suivant(reste?);
                reste = suite;
                mot
            }
        };
        let champ = champs.iter().find(|c| c.nom == mot)?;
        pas.push(Pas::Cle(champ.nom));
        match champ.forme {
            Shape::Table(dedans) | Shape::UnSeul(dedans) => {
                if reste.is_none() {
                    let presence = dans_une_liste && matches!(champ.forme, Shape::Table(_));
                    return presence.then_some(Cible { champ, pas });
                }
                champs = dedans;
            }
            Shape::Liste(dedans, _) => {
                let (mot, suite) = suivant(reste?);
                reste = suite;
                pas.push(Pas::Rang(rang(mot)?));
                (champs, dans_une_liste) = (dedans, true);
            }
            Shape::Lectures => {
                pas.push(Pas::Cle(reste?));
                return Some(Cible { champ, pas });
            }
            // Refused whatever is in it.
            Shape::PasEncore | Shape::AutreContrat => return Some(Cible { champ, pas }),
            _ => return reste.is_none().then_some(Cible { champ, pas }),
        }
    }
}

fn suivant(reste: &str) -> (&str, Option<&str>) {
    reste.split_once('.').map_or((reste, None), |(mot, suite)| (mot, Some(suite)))
}

/// Every name of a value of `champs`, items numbered 0; what is not a value of these tables is left out.
pub(super) fn tous(champs: &'static [Field]) -> Vec<String> {
    let mut noms = Vec::new();
    dessous(champs, "", &mut noms);
    noms
}

fn dessous(champs: &'static [Field], table: &str, noms: &mut Vec<String>) {
    for champ in champs.iter().filter(|c| c.ecrit()) {
        let chemin = if table.is_empty() { champ.nom.to_owned() } else { format!("{table}.{}", champ.nom) };
        match champ.forme {
            Shape::Table(dedans) | Shape::UnSeul(dedans) => dessous(dedans, &chemin, noms),
            Shape::Liste(dedans, _) => dessous(dedans, &format!("{chemin}.0"), noms),
            Shape::Lectures => {}
            _ => noms.push(nom_de(&chemin)),
        }
    }
}
