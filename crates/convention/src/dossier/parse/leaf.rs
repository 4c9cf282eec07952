//! One value of a file, by the shape of its field.

use super::values::Value;
use crate::bande::Bande;
use crate::caractere;
use crate::contrat::ANNEES_MAX;
use crate::document::{Node, Value as Raw, nearest, short};
use crate::dossier::Etp;
use crate::dossier::fields::{Field, MAX_EUROS, POSITIONS, Shape};
use crate::fault::Fault;
use crate::jour::Jour;
use crate::money::{Centimes, Fraction};
use crate::tables::{Parametre, Specialite, Tables};

/// Where a value stands, and how its field is written: what every fault of a value says.
pub(super) struct Leaf<'a> {
    pub(super) file: &'a str,
    pub(super) field: &'static Field,
    pub(super) node: &'a Node,
    pub(super) json: bool,
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
                _ => Err(self.wrong_type("true ou false")),
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
        format!("écrivez par exemple {}", self.field.ligne(self.json))
    }

    fn assign(&self, literal: &str) -> String {
        let nom = self.field.nom;
        if self.json { format!("\"{nom}\": {literal}") } else { format!("{nom} = {literal}") }
    }

    /// A value of another type; the advice keeps what was meant where that is plain.
    fn wrong_type(&self, expected: &str) -> Box<Fault> {
        let nom = self.field.nom;
        if self.node.value == Raw::Null {
            return Box::new(null(self.file, self.node));
        }
        let message = format!("{nom} doit être {expected}, pas {}", self.node.kind());
        let written = match &self.node.value {
            Raw::Text(text) => text.trim().to_lowercase(),
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
            format!("{} doit tenir en une ligne de 1 à 200 caractères", self.field.nom)
        } else if let Some(hidden) = text.chars().find(|c| caractere::cache(*c)) {
            let code = u32::from(hidden);
            format!("{} contient un caractère qui ne se voit pas (U+{code:04X})", self.field.nom)
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
            format!("vouliez-vous écrire {} ({}) ? ", self.assign(&format!("\"{}\"", s.id)), s.nom)
        });
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
        let message = format!("« {} » n'est pas une valeur possible pour {}", short(text), self.field.nom);
        Err(self.fault("mot-inconnu", message, self.among(text, &words)))
    }

    /// The nearest word, then all of them.
    fn among(&self, written: &str, words: &[&'static str]) -> String {
        let meant = nearest(written, words.iter().copied())
            .map(|word| format!("vouliez-vous écrire {} ? ", self.assign(&format!("\"{word}\""))));
        format!("{}valeurs possibles : {}", meant.unwrap_or_default(), words.join(", "))
    }

    fn day(&self, free: bool) -> Result<Value, Box<Fault>> {
        let nom = self.field.nom;
        let day = match &self.node.value {
            Raw::Date(day) => *day,
            Raw::Text(text) | Raw::Moment(text) => {
                let text = text.trim();
                match day_of(text) {
                    Some(Some(day)) => day,
                    Some(None) => {
                        let message = format!("{nom} : le « {text} » n'existe pas");
                        return Err(self.fault("date-inexistante", message, self.example()));
                    }
                    None if matches!(text.get(..10).map(day_of), Some(Some(Some(_)))) => {
                        let message = format!("{nom} est une date sans heure");
                        return Err(self.fault("date-avec-heure", message, self.example()));
                    }
                    None => {
                        let message = format!("{nom} : « {} » n'est pas une date", short(text));
                        return Err(self.fault("date-illisible", message, self.example()));
                    }
                }
            }
            _ => return Err(self.wrong_type("une date")),
        };
        if !free && !(1900..=2100).contains(&day.year()) {
            let message = format!("{nom} : l'année {} ne peut pas être la bonne", day.year());
            return Err(self.fault("date-hors-bornes", message, "écrivez une date entre 1900 et 2100"));
        }
        Ok(Value::Day(day))
    }

    fn patients(&self, min: u32, max: u32) -> Result<Value, Box<Fault>> {
        let count = match &self.node.value {
            Raw::Integer(number) => Some(*number),
            Raw::Decimal(text) if is_integer(text) => None, // beyond 64 bits
            _ => return Err(self.wrong_type("un nombre entier de patients")),
        };
        match count.and_then(|n| u32::try_from(n).ok()).filter(|n| (min..=max).contains(n)) {
            Some(count) => Ok(Value::Count(count)),
            None => {
                let max = if max > 100_000 { "10 000 000" } else { "100 000" };
                let message = format!("{} doit être entre {min} et {max} patients", self.field.nom);
                Err(self.fault("patients-hors-bornes", message, self.example()))
            }
        }
    }

    fn etp(&self) -> Result<Value, Box<Fault>> {
        let written = match &self.node.value {
            Raw::Text(text) | Raw::Decimal(text) => text.trim().to_owned(),
            Raw::Integer(number) => number.to_string(),
            _ => return Err(self.wrong_type("un temps de travail entre guillemets")),
        };
        Etp::lire(&written).map(Value::Etp).ok_or_else(|| {
            let message =
                format!("{} : « {} » n'est pas un temps de travail possible", self.field.nom, short(&written));
            let advice = format!("{}, par pas de 0,5, de 0,5 à {}", self.example(), Etp::MAX);
            self.fault("etp-invalide", message, advice)
        })
    }

    fn euros(&self, min: i64) -> Result<Value, Box<Fault>> {
        let nom = self.field.nom;
        let cents = match &self.node.value {
            Raw::Integer(euros) => euros.checked_mul(100),
            Raw::Decimal(text) if is_integer(text) => None,
            Raw::Decimal(text) | Raw::Text(text) => match cents_of(text.trim()) {
                Some(cents) => cents,
                None => {
                    let message = format!("{nom} : « {} » n'est pas un montant en euros", short(text));
                    let advice = format!("{}, avec au plus deux décimales après un point", self.example());
                    return Err(self.fault("euros-illisibles", message, advice));
                }
            },
            _ => return Err(self.wrong_type("un montant en euros")),
        };
        match cents.filter(|c| (min * 100..=MAX_EUROS * 100).contains(c)) {
            Some(cents) => Ok(Value::Money(Centimes(cents))),
            None => {
                let lowest = if min < 0 { "-10 000 000" } else { "0" };
                let message = format!("{nom} doit être entre {lowest} et 10 000 000 euros");
                Err(self.fault("euros-hors-bornes", message, self.example()))
            }
        }
    }

    fn share(&self) -> Result<Value, Box<Fault>> {
        let Raw::Text(text) = &self.node.value else { return Err(self.wrong_type("une fraction entre guillemets")) };
        let part = |part: &str| part.trim().parse::<u16>().ok().filter(|n| (1..=9999).contains(n)).map(i64::from);
        let read = text.split_once('/').and_then(|(num, den)| Some((part(num)?, part(den)?)));
        match read.filter(|(num, den)| num <= den) {
            Some((num, den)) => Ok(Value::Share(Fraction::new(num, den))),
            None => {
                let message =
                    format!("{} : « {} » n'est pas une part d'une activité complète", self.field.nom, short(text));
                let advice = format!("{}, plus que 0 et au plus 1", self.example());
                Err(self.fault("fraction-invalide", message, advice))
            }
        }
    }

    /// A share of the aid: `3/4`, `0` or `1`.
    fn aid_share(&self) -> Result<Value, Box<Fault>> {
        let written = match &self.node.value {
            Raw::Text(text) => text.trim().to_owned(),
            Raw::Integer(number) => number.to_string(),
            _ => return Err(self.wrong_type("une fraction entre guillemets")),
        };
        let number = |part: &str| part.trim().parse::<u16>().ok().filter(|n| *n <= 9999).map(i64::from);
        let read = match written.split_once('/') {
            Some((num, den)) => number(num).zip(number(den).filter(|den| *den > 0)),
            None => number(&written).map(|whole| (whole, 1)),
        };
        match read.filter(|(num, den)| num <= den) {
            Some((num, den)) => Ok(Value::Share(Fraction::new(num, den))),
            None => {
                let message = format!("{} : « {} » n'est pas une part de l'aide", self.field.nom, short(&written));
                Err(self.fault("part-invalide", message, format!("{}, de 0 à 1", self.example())))
            }
        }
    }

    /// A contract year.
    fn year(&self) -> Result<Value, Box<Fault>> {
        let Raw::Integer(number) = &self.node.value else { return Err(self.wrong_type("un nombre entier")) };
        match u32::try_from(*number).ok().filter(|n| (1..=u32::from(ANNEES_MAX)).contains(n)) {
            Some(number) => Ok(Value::Count(number)),
            None => {
                let message = format!("{} doit être une année du contrat, de 1 à {ANNEES_MAX}", self.field.nom);
                Err(self.fault("annee-hors-bornes", message, self.example()))
            }
        }
    }

    fn position(&self) -> Result<Value, Box<Fault>> {
        let Raw::Integer(number) = self.node.value else {
            return Err(self.wrong_type("un nombre entier"));
        };
        match u32::try_from(number).ok().filter(|n| POSITIONS.contains(n)) {
            Some(position) => Ok(Value::Count(position)),
            None => {
                let (first, last) = (POSITIONS.start(), POSITIONS.end());
                let message = format!(
                    "la position {number} n'est pas celle d'un assistant médical : elles vont de {first} à {last}"
                );
                let advice = "recopiez la position du contrat de travail, ou écrivez cout_annuel_euros à la place";
                Err(self.fault("position-hors-bornes", message, advice))
            }
        }
    }

    fn hours(&self, tables: &Tables) -> Result<Value, Box<Fault>> {
        let nom = self.field.nom;
        let hundredths = match &self.node.value {
            Raw::Integer(hours) => hours.checked_mul(100),
            Raw::Decimal(text) if is_integer(text) => None,
            // Two decimals, as euros have.
            Raw::Decimal(text) | Raw::Text(text) => match cents_of(text.trim()) {
                Some(hundredths) => hundredths,
                None => {
                    let message = format!("{nom} : « {} » n'est pas un nombre d'heures", short(text));
                    let advice = format!("{}, avec au plus deux décimales après un point", self.example());
                    return Err(self.fault("heures-illisibles", message, advice));
                }
            },
            _ => return Err(self.wrong_type("un nombre d'heures")),
        };
        // Beyond a full time are overtime hours, which no cost counts.
        let full = tables.parametre(Parametre::HeuresTempsPlein).value;
        match hundredths.filter(|h| (1..=full * 100).contains(h)) {
            Some(hundredths) => Ok(Value::Share(Fraction::new(hundredths, 100))),
            None => {
                let message = format!("{nom} doit être plus que 0 et au plus {full} heures");
                let advice = format!("{} ; les heures supplémentaires ne sont pas comptées", self.example());
                Err(self.fault("heures-hors-bornes", message, advice))
            }
        }
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
                let message = format!("{} : cette liste est vide", self.field.nom);
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

fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Cents of `1664`, `1664.5`, `1664.48` or `1664,48`. `None` where the text is not an amount,
/// `Some(None)` where it is out of any bound.
fn cents_of(text: &str) -> Option<Option<i64>> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (euros, decimals) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    let valid = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !valid(euros) || !valid(decimals) || decimals.len() > 2 {
        return None;
    }
    let cents = decimals.parse::<i64>().ok()? * if decimals.len() == 1 { 10 } else { 1 };
    let total = euros.parse::<i64>().ok().and_then(|e| e.checked_mul(100)).and_then(|e| e.checked_add(cents));
    Some(total.map(|cents| if negative { -cents } else { cents }))
}
