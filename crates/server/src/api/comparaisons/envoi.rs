//! What a program sends to be compared: dossiers, and the words of the command's options.

use convention::comparaison::demande::Textes;
use convention::document::{Node, Value, nearest, short};
use convention::dossier::OptionEtp;
use convention::fault::{Fault, Place};
use convention::regime::Regime;

use super::super::etudes::CORPS;

/// Most dossiers of a comparison.
pub(super) const DOSSIERS_MAX: usize = 2;

/// Lines of all the dossiers together, past which a comparison is refused: each change of a version is a study,
/// and a study grows faster than its lines.
const LIGNES_MAX: usize = 40;
/// Results times what each one is read and written for, ten for a dossier and one more for each line: a second or two.
const ECRITS_MAX: u64 = 30_000;

/// Longest text of a hypothesis or a range, in bytes: each says at most a few numbers.
const TEXTE_MAX: usize = 1000;

/// The constats, events and sums of a dossier.
fn lignes(dossier: &Node) -> usize {
    let lists = ["constats", "evenements", "encaissements"].into_iter().filter_map(|key| dossier.get(key));
    let length = |node: &Node| match &node.value {
        Value::List(items) => items.len(),
        _ => 0,
    };
    lists.map(length).sum()
}

/// The keys of the body, in the order of their description, and what the command calls them.
const CLES: [(&str, &str); 12] = [
    ("dossiers", "FICHIER"),
    ("noms", "FICHIER"),
    ("options", "--options"),
    ("regimes", "--regimes"),
    ("resultats", "--resultats"),
    ("cible", "--cible"),
    ("pas", "--pas"),
    ("prix_consultation", "--prix-consultation"),
    ("semaines", "--semaines"),
    ("au", "--au"),
    ("connu_au", "--connu-au"),
    ("si", "--si"),
];

/// The body, its form checked; what its texts mean is the core's.
#[derive(Debug)]
pub(super) struct Envoi<'n> {
    pub(super) dossiers: Vec<&'n Node>,
    noms: Vec<String>,
    options: Option<String>,
    regimes: Option<String>,
    resultats: Option<String>,
    cible: Option<String>,
    pas: Option<String>,
    prix_consultation: Option<String>,
    semaines: Option<String>,
    au: Option<String>,
    connu_au: Option<String>,
    si: Option<String>,
}

impl<'n> Envoi<'n> {
    /// Reads the body.
    ///
    /// # Errors
    ///
    /// Every fault of its form.
    pub(super) fn lire(root: &'n Node) -> Result<Envoi<'n>, Vec<Fault>> {
        let Value::Table(entries) = &root.value else {
            return Err(vec![inattendu(root, "une table avec la clé dossiers")]);
        };
        let mut lecture = Lecture { root, fautes: Vec::new() };
        for entry in entries.iter().filter(|entry| !CLES.iter().any(|(key, _)| *key == entry.key)) {
            lecture.fautes.push(inconnue(&entry.key, &entry.node));
        }
        let dossiers = lecture.dossiers();
        let noms = lecture.noms();
        let envoi = Envoi {
            dossiers,
            noms,
            options: lecture.liste("options", OptionEtp::IDS),
            regimes: lecture.liste("regimes", Regime::IDS),
            resultats: lecture.texte("resultats"),
            cible: lecture.texte("cible"),
            pas: lecture.nombre("pas"),
            prix_consultation: lecture.nombre("prix_consultation"),
            semaines: lecture.nombre("semaines"),
            au: lecture.jours("au"),
            connu_au: lecture.jours("connu_au"),
            si: lecture.texte("si"),
        };
        if lecture.fautes.is_empty() { Ok(envoi) } else { Err(convention::document::capped(CORPS, lecture.fautes)) }
    }

    pub(super) fn textes(&self) -> Textes<'_> {
        Textes {
            options: self.options.as_deref(),
            regimes: self.regimes.as_deref(),
            regles: 0,
            resultats: self.resultats.as_deref(),
            cible: self.cible.as_deref(),
            pas: self.pas.as_deref(),
            prix_consultation: self.prix_consultation.as_deref(),
            semaines: self.semaines.as_deref(),
            au: self.au.as_deref(),
            connu_au: self.connu_au.as_deref(),
            si: self.si.as_deref(),
            dossiers: self.dossiers.len(),
        }
    }

    /// Refuses what would take a place for too long: the command has no such bound.
    ///
    /// # Errors
    ///
    /// Too many lines in the dossiers, or too many results for them.
    pub(super) fn borner(&self, essais: u64) -> Result<(), Vec<Fault>> {
        let lignes: usize = self.dossiers.iter().map(|dossier| lignes(dossier)).sum();
        let ecrits = essais.saturating_mul(10 + lignes as u64);
        let (key, message) = if lignes > LIGNES_MAX {
            (
                "dossiers",
                format!("{lignes} constats, événements et sommes reçues à comparer : au plus {LIGNES_MAX} ici"),
            )
        } else if ecrits > ECRITS_MAX {
            ("resultats", "trop de résultats à calculer pour des dossiers si longs".to_owned())
        } else {
            return Ok(());
        };
        Err(trop_long(key, message))
    }

    /// What a dossier without reference is called.
    pub(super) fn nom(&self, index: usize) -> String {
        self.noms.get(index).cloned().unwrap_or_else(|| format!("dossier {}", index + 1))
    }
}

/// The root while it is read, and the faults found so far.
struct Lecture<'n> {
    root: &'n Node,
    fautes: Vec<Fault>,
}

impl<'n> Lecture<'n> {
    fn refuse<T>(&mut self, node: &Node, attendu: &str) -> Option<T> {
        self.fautes.push(inattendu(node, attendu));
        None
    }

    fn dossiers(&mut self) -> Vec<&'n Node> {
        let attendu = "une liste d'un ou deux dossiers";
        match self.root.get("dossiers") {
            Some(node) => match &node.value {
                Value::List(items) if (1..=DOSSIERS_MAX).contains(&items.len()) => items.iter().collect(),
                _ => self.refuse(node, attendu).unwrap_or_default(),
            },
            None => {
                let place = self.root.place(CORPS);
                let conseil = "écrivez \"dossiers\": [{…}]";
                self.fautes.push(Fault::new("cle-manquante", &place, "il manque la clé dossiers", conseil));
                Vec::new()
            }
        }
    }

    fn noms(&mut self) -> Vec<String> {
        let attendu = "une liste de noms, un pour chaque dossier, de 1 à 200 caractères";
        let Some(node) = self.root.get("noms") else { return Vec::new() };
        let plain = |name: &String| (1..=200).contains(&name.chars().count());
        match textes(node, DOSSIERS_MAX).filter(|names| names.iter().all(plain)) {
            Some(names) => names,
            None => self.refuse(node, attendu).unwrap_or_default(),
        }
    }

    fn texte(&mut self, key: &str) -> Option<String> {
        let node = self.root.get(key)?;
        match &node.value {
            Value::Text(text) if text.len() > TEXTE_MAX => self.refuse(node, "un texte plus court"),
            Value::Text(text) => Some(text.clone()),
            _ => self.refuse(node, "un texte"),
        }
    }

    fn nombre(&mut self, key: &str) -> Option<String> {
        let node = self.root.get(key)?;
        match &node.value {
            Value::Integer(number) => Some(number.to_string()),
            Value::Decimal(text) => Some(text.clone()),
            _ => self.refuse(node, "un nombre"),
        }
    }

    /// Words without comma: the command writes them between commas.
    fn liste(&mut self, key: &str, ids: &[&str]) -> Option<String> {
        let (max, exemple) = (ids.len(), ids.join("\", \""));
        let node = self.root.get(key)?;
        match textes(node, max).filter(|words| !words.is_empty() && words.iter().all(|word| !word.contains(','))) {
            Some(words) => Some(words.join(",")),
            None => self.refuse(node, &format!("une liste de 1 à {max} mots, comme [\"{exemple}\"]")),
        }
    }

    /// A day, or two of them.
    fn jours(&mut self, key: &str) -> Option<String> {
        let node = self.root.get(key)?;
        let days = match &node.value {
            Value::Text(day) => Some(vec![day.clone()]),
            _ => textes(node, 2).filter(|days| days.len() == 2),
        };
        match days.filter(|days| days.iter().all(|day| !day.contains(','))) {
            Some(days) => Some(days.join(",")),
            None => self.refuse(node, "un jour, ou une liste de deux jours"),
        }
    }
}

/// The texts of a list of at most `max` items.
fn textes(node: &Node, max: usize) -> Option<Vec<String>> {
    let Value::List(items) = &node.value else { return None };
    if items.len() > max {
        return None;
    }
    let text = |item: &Node| match &item.value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    };
    items.iter().map(text).collect()
}

fn inattendu(node: &Node, attendu: &str) -> Fault {
    let message = format!("ici va {attendu}, pas {}", node.kind());
    Fault::new("type-inattendu", &node.place(CORPS), message, "voyez schema dans /api/v1/openapi.json")
}

fn inconnue(key: &str, node: &Node) -> Fault {
    let conseil = match nearest(key, CLES.iter().map(|(key, _)| *key)) {
        Some(near) => format!("écrivez « {near} »"),
        None => format!("les clés : {}", CLES.map(|(key, _)| key).join(", ")),
    };
    Fault::new("cle-inconnue", &node.place(CORPS), format!("la clé « {} » n'existe pas", short(key)), conseil)
}

/// The fault of what would take a place for too long.
pub(super) fn trop_long(chemin: &str, message: String) -> Vec<Fault> {
    let place = Place { fichier: CORPS.to_owned(), chemin: chemin.to_owned(), ..Place::default() };
    let conseil = "« epaule comparer » n'a pas cette limite ; ici, raccourcissez la plage ou les dossiers, ou écrivez la \
                   patientèle de départ (pmt et pfa) et la date de naissance";
    vec![Fault::new("comparaison-trop-longue", &place, message, conseil)]
}

/// A fault of a dossier, under its path in the body.
pub(super) fn sous(mut fault: Fault, index: usize) -> Fault {
    let path = std::mem::take(&mut fault.place.chemin);
    fault.place.chemin =
        if path.is_empty() { format!("dossiers[{index}]") } else { format!("dossiers[{index}].{path}") };
    fault
}

/// Faults of the core, which names the options of the command, by the keys of the body.
pub(super) fn nommer(mut faults: Vec<Fault>) -> Vec<Fault> {
    for fault in &mut faults {
        CORPS.clone_into(&mut fault.place.fichier);
        for (key, option) in CLES {
            if fault.place.chemin == option {
                key.clone_into(&mut fault.place.chemin);
            }
            if option.starts_with("--") {
                fault.message = fault.message.replace(option, key);
                fault.conseil = fault.conseil.replace(option, key);
            }
        }
        if fault.code == "un-seul-dossier" {
            "donnez un seul dossier, ou deux sans autre clé".clone_into(&mut fault.conseil);
        }
    }
    faults
}
