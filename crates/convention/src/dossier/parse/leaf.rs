//! One value of a file, by the shape of its field.

mod nombres;

use super::values::Value;
use crate::bande::Bande;
use crate::caractere::{self, minuscules};
use crate::document::{Node, Value as Raw, nearest, short};
use crate::dossier::fields::{Field, MAX_EUROS, POSITIONS, Shape, Syntaxe};
use crate::fault::Fault;
use crate::jour::Jour;
use crate::tables::{Specialite, Tables};

/// Where a value stands, and how its field is written: what every fault of a value says.
pub(super) struct Leaf<'a> {
    pub(super) file: &'a str,
    pub(super) field: &'static Field,
    pub(super) node: &'a Node,
    pub(super) syntaxe: Syntaxe,
}

impl Leaf<'_> {
    /// Reads the value. A list has a fault for each of its items that is wrong.
    pub(super) fn read(&self, tables: &Tables) -> Result<Value, Vec<Fault>> {
        let read = match self.field.forme {
            Shape::Texte => self.text(),
            Shape::Specialite => self.specialty(tables),
            Shape::Mot(words) => self.word(words).map(Value::Text),
            Shape::Jour { libre } => self.day(libre),
            Shape::Oui => match self.node.value {
                Raw::Boolean(flag) => Ok(Value::Flag(flag)),
                _ => Err(self.wrong_type(if self.formulaire() { "oui ou non" } else { "true ou false" })),
            },
            Shape::Euros => self.euros(0),
            Shape::EurosSignes => self.euros(-MAX_EUROS),
            Shape::Patients { min, max } => self.patients(min, max),
            Shape::Etp => self.etp(),
            Shape::Quotite => self.share(),
            Shape::Part => self.aid_share(),
            Shape::Annee => self.year(),
            Shape::Position => self.position(),
            Shape::Heures => self.hours(tables),
            Shape::Bandes => return self.bands(),
            // The walk takes these itself.
            Shape::Table(_) | Shape::UnSeul(_) | Shape::Liste(..) | Shape::Lectures => Ok(Value::Faulty),
            Shape::PasEncore | Shape::AutreContrat => Ok(Value::Faulty),
        };
        read.map_err(|fault| vec![*fault])
    }

    fn fault(&self, code: &'static str, message: impl Into<String>, advice: impl Into<String>) -> Box<Fault> {
        Box::new(Fault::new(code, &self.node.place(self.file), message, advice))
    }

    fn example(&self) -> String {
        format!("écrivez par exemple {}", self.field.ligne(self.syntaxe))
    }

    fn formulaire(&self) -> bool {
        self.syntaxe.seule()
    }

    /// The field at the head of a message; a form shows the message beside it.
    fn titre(&self) -> String {
        if self.formulaire() { String::new() } else { format!("{} : ", self.field.nom) }
    }

    /// The field as what a message is about.
    fn sujet(&self) -> &'static str {
        if self.formulaire() { "ce champ" } else { self.field.nom }
    }

    fn assign(&self, literal: &str) -> String {
        self.syntaxe.ligne(self.field.nom, literal)
    }

    /// A value of another type; the advice keeps what was meant where that is plain.
    fn wrong_type(&self, expected: &str) -> Box<Fault> {
        let nom = self.field.nom;
        if self.node.value == Raw::Null {
            return Box::new(null(self.file, self.node));
        }
        let message = match &self.node.value {
            Raw::Text(text) if self.formulaire() => format!("« {} » n'est pas {expected}", short(text)),
            _ => format!("{nom} doit être {expected}, pas {}", self.node.kind()),
        };
        let written = match &self.node.value {
            Raw::Text(text) => minuscules(text.trim()),
            Raw::Integer(number) => number.to_string(),
            Raw::Decimal(text) => text.clone(),
            _ => String::new(),
        };
        let meant = match self.field.forme {
            Shape::Oui => match written.as_str() {
                "true" | "oui" | "1" => Some("true".to_owned()),
                "false" | "non" | "0" => Some("false".to_owned()),
                _ => None,
            },
            Shape::Patients { .. } => written.parse::<u32>().ok().map(|n| n.to_string()),
            Shape::Position => written.parse::<u32>().ok().filter(|n| POSITIONS.contains(n)).map(|n| n.to_string()),
            Shape::Mot(words) => words.contains(&written.as_str()).then(|| format!("\"{written}\"")),
            _ => None,
        };
        let advice = meant.map_or_else(|| self.example(), |literal| format!("écrivez {}", self.assign(&literal)));
        self.fault("type-inattendu", message, advice)
    }

    fn text(&self) -> Result<Value, Box<Fault>> {
        let Raw::Text(text) = &self.node.value else { return Err(self.wrong_type("un texte entre guillemets")) };
        let message = if text.trim().is_empty() || text.chars().count() > 200 || text.contains(['\n', '\r']) {
            format!("{} doit tenir en une ligne de 1 à 200 caractères", self.sujet())
        } else if let Some(hidden) = text.chars().find(|c| caractere::cache(*c)) {
            let code = u32::from(hidden);
            format!("{} contient un caractère qui ne se voit pas (U+{code:04X})", self.sujet())
        } else {
            return Ok(Value::Text(text.clone()));
        };
        Err(self.fault("reference-invalide", message, self.example()))
    }

    fn specialty(&self, tables: &Tables) -> Result<Value, Box<Fault>> {
        let written = match &self.node.value {
            Raw::Text(text) => text,
            Raw::Integer(code) => {
                let code = format!("{code:02}");
                let mut fault = self.wrong_type("un texte entre guillemets");
                if tables.specialite(&code).is_some() {
                    fault.conseil = format!("écrivez {}", self.assign(&format!("\"{code}\"")));
                }
                return Err(fault);
            }
            _ => return Err(self.wrong_type("un texte entre guillemets")),
        };
        if tables.specialite(written).is_some() {
            return Ok(Value::Text(written.clone()));
        }
        let all = || tables.specialites.iter();
        let padded = written.parse::<u8>().ok().and_then(|code| tables.specialite(&format!("{code:02}")));
        let near = nearest(written, all().flat_map(|s| [s.id.as_str(), s.nom.as_str()]));
        let meant = padded.or_else(|| near.and_then(|near| all().find(|s| s.id == near || s.nom == near)));
        let meant = meant.map_or_else(String::new, |s| {
            format!("vouliez-vous écrire {} ({}) ? ", self.assign(&self.syntaxe.texte(&s.id)), s.nom)
        });
        if self.syntaxe == Syntaxe::Formulaire {
            let advice = format!("{meant}choisissez une spécialité de la liste");
            let message = format!("spécialité « {} » inconnue", short(written));
            return Err(self.fault("specialite-inconnue", message, advice));
        }
        let coded = |s: &Specialite| s.id.starts_with(|c: char| c.is_ascii_digit());
        let known: Vec<String> =
            all().map(|s| if coded(s) { format!("{} {}", s.id, s.nom) } else { s.id.clone() }).collect();
        let advice = format!("{meant}spécialités connues : {}", known.join(", "));
        Err(self.fault("specialite-inconnue", format!("spécialité « {} » inconnue", short(written)), advice))
    }

    fn word(&self, words: &[&'static str]) -> Result<String, Box<Fault>> {
        let Raw::Text(text) = &self.node.value else { return Err(self.wrong_type("un texte entre guillemets")) };
        if words.contains(&text.as_str()) {
            return Ok(text.clone());
        }
        let words = [words, self.field.autre_contrat].concat();
        let message = match self.formulaire() {
            true => format!("« {} » n'est pas un des choix possibles", short(text)),
            false => format!("« {} » n'est pas une valeur possible pour {}", short(text), self.field.nom),
        };
        Err(self.fault("mot-inconnu", message, self.among(text, &words)))
    }

    /// The nearest word, then all of them.
    fn among(&self, written: &str, words: &[&'static str]) -> String {
        let meant = nearest(written, words.iter().copied())
            .map(|word| format!("vouliez-vous écrire {} ? ", self.assign(&self.syntaxe.texte(word))));
        format!("{}valeurs possibles : {}", meant.unwrap_or_default(), words.join(", "))
    }

    fn day(&self, free: bool) -> Result<Value, Box<Fault>> {
        let titre = self.titre();
        let day = match &self.node.value {
            Raw::Date(day) => *day,
            Raw::Text(text) | Raw::Moment(text) => {
                let text = text.trim();
                match day_of(text) {
                    Some(Some(day)) => day,
                    Some(None) => {
                        let message = format!("{titre}le « {text} » n'existe pas");
                        return Err(self.fault("date-inexistante", message, self.example()));
                    }
                    None if matches!(text.get(..10).map(day_of), Some(Some(Some(_)))) => {
                        let message = format!("{} est une date sans heure", self.sujet());
                        return Err(self.fault("date-avec-heure", message, self.example()));
                    }
                    None => {
                        let message = format!("{titre}« {} » n'est pas une date", short(text));
                        return Err(self.fault("date-illisible", message, self.example()));
                    }
                }
            }
            _ => return Err(self.wrong_type("une date")),
        };
        if !free && !(1900..=2100).contains(&day.year()) {
            let message = format!("{titre}l'année {} ne peut pas être la bonne", day.year());
            return Err(self.fault("date-hors-bornes", message, "écrivez une date entre 1900 et 2100"));
        }
        Ok(Value::Day(day))
    }

    fn bands(&self) -> Result<Value, Vec<Fault>> {
        let one = |node| {
            let leaf = Leaf { node, ..*self };
            let word = leaf.word(Bande::IDS)?;
            Bande::from_id(&word)
                .map(|bande| (bande, node.place(self.file)))
                .ok_or_else(|| leaf.wrong_type("une bande"))
        };
        let items = match &self.node.value {
            Raw::List(items) if items.is_empty() => {
                let message = format!("{}cette liste est vide", self.titre());
                let advice = format!("retirez-la si la tranche n'est pas connue, ou {}", self.example());
                return Err(vec![*self.fault("bande-vide", message, advice)]);
            }
            Raw::List(items) => items.as_slice(),
            _ => std::slice::from_ref(self.node),
        };
        let mut bands = Vec::new();
        let mut faults = Vec::new();
        for read in items.iter().filter(|item| item.value != Raw::Faulty).map(one) {
            match read {
                Ok(band) => bands.push(band),
                Err(fault) => faults.push(*fault),
            }
        }
        if faults.is_empty() { Ok(Value::Bands(bands)) } else { Err(faults) }
    }
}

/// JSON `null`: what is not known is not written.
pub(super) fn null(file: &str, node: &Node) -> Fault {
    Fault::new(
        "null-interdit",
        &node.place(file),
        "null n'est pas une valeur",
        "retirez la ligne : absent veut dire inconnu",
    )
}

/// `2026-01-15` or `15/01/2026`: `None` where the text has neither form, `Some(None)` where it has
/// but no such day exists.
fn day_of(text: &str) -> Option<Option<Jour>> {
    let bytes = text.as_bytes();
    let form = |pattern: &[u8; 10]| {
        bytes.len() == 10
            && bytes.iter().zip(pattern).all(|(b, p)| if *p == b'0' { b.is_ascii_digit() } else { b == p })
    };
    if form(b"0000-00-00") {
        return Some(Jour::parse_iso(text));
    }
    if form(b"00/00/0000") {
        let mut parts = text.split('/');
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        return Some(Jour::parse_iso(&format!("{year}-{month}-{day}")));
    }
    None
}
