//! One number of a file: counts, working time, euros, shares, hours.

use super::Leaf;
use crate::contrat::ANNEES_MAX;
use crate::document::{Value as Raw, short};
use crate::dossier::Etp;
use crate::dossier::fields::{MAX_EUROS, POSITIONS};
use crate::dossier::parse::values::Value;
use crate::fault::Fault;
use crate::money::{Centimes, Fraction};
use crate::saisie::centimes;
use crate::tables::{Parametre, Tables};

impl Leaf<'_> {
    fn decimales(&self) -> String {
        let separator = if self.formulaire() { "une virgule" } else { "un point" };
        format!("{}, avec au plus deux décimales après {separator}", self.example())
    }

    pub(super) fn patients(&self, min: u32, max: u32) -> Result<Value, Box<Fault>> {
        let count = match &self.node.value {
            Raw::Integer(number) => Some(*number),
            Raw::Decimal(text) if is_integer(text) => None, // beyond 64 bits
            _ => return Err(self.wrong_type("un nombre entier de patients")),
        };
        match count.and_then(|n| u32::try_from(n).ok()).filter(|n| (min..=max).contains(n)) {
            Some(count) => Ok(Value::Count(count)),
            None => {
                let max = if max > 100_000 { "10 000 000" } else { "100 000" };
                let message = format!("{} doit être entre {min} et {max} patients", self.sujet());
                Err(self.fault("patients-hors-bornes", message, self.example()))
            }
        }
    }

    pub(super) fn etp(&self) -> Result<Value, Box<Fault>> {
        let written = match &self.node.value {
            Raw::Text(text) | Raw::Decimal(text) => text.trim().to_owned(),
            Raw::Integer(number) => number.to_string(),
            _ => return Err(self.wrong_type("un temps de travail entre guillemets")),
        };
        Etp::lire(&written).map(Value::Etp).ok_or_else(|| {
            let message = format!("{}« {} » n'est pas un temps de travail possible", self.titre(), short(&written));
            let advice = format!("{}, par pas de 0,5, de 0,5 à {}", self.example(), Etp::MAX);
            self.fault("etp-invalide", message, advice)
        })
    }

    pub(super) fn euros(&self, min: i64) -> Result<Value, Box<Fault>> {
        let cents = match &self.node.value {
            Raw::Integer(euros) => euros.checked_mul(100),
            Raw::Decimal(text) if is_integer(text) => None,
            Raw::Decimal(text) | Raw::Text(text) => match centimes(text.trim()) {
                Some(cents) => cents,
                None => {
                    let message = format!("{}« {} » n'est pas un montant en euros", self.titre(), short(text));
                    let advice = self.decimales();
                    return Err(self.fault("euros-illisibles", message, advice));
                }
            },
            _ => return Err(self.wrong_type("un montant en euros")),
        };
        match cents.filter(|c| (min * 100..=MAX_EUROS * 100).contains(c)) {
            Some(cents) => Ok(Value::Money(Centimes(cents))),
            None => {
                let lowest = if min < 0 { "-10 000 000" } else { "0" };
                let message = format!("{} doit être entre {lowest} et 10 000 000 euros", self.sujet());
                Err(self.fault("euros-hors-bornes", message, self.example()))
            }
        }
    }

    pub(super) fn share(&self) -> Result<Value, Box<Fault>> {
        let Raw::Text(text) = &self.node.value else { return Err(self.wrong_type("une fraction entre guillemets")) };
        let part = |part: &str| part.trim().parse::<u16>().ok().filter(|n| (1..=9999).contains(n)).map(i64::from);
        let read = text.split_once('/').and_then(|(num, den)| Some((part(num)?, part(den)?)));
        match read.filter(|(num, den)| num <= den) {
            Some((num, den)) => Ok(Value::Share(Fraction::new(num, den))),
            None => {
                let message = format!("{}« {} » n'est pas une part d'une activité complète", self.titre(), short(text));
                let advice = format!("{}, plus que 0 et au plus 1", self.example());
                Err(self.fault("fraction-invalide", message, advice))
            }
        }
    }

    /// A share of the aid: `3/4`, `0` or `1`.
    pub(super) fn aid_share(&self) -> Result<Value, Box<Fault>> {
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
                let message = format!("{}« {} » n'est pas une part de l'aide", self.titre(), short(&written));
                Err(self.fault("part-invalide", message, format!("{}, de 0 à 1", self.example())))
            }
        }
    }

    /// A contract year.
    pub(super) fn year(&self) -> Result<Value, Box<Fault>> {
        let Raw::Integer(number) = &self.node.value else { return Err(self.wrong_type("un nombre entier")) };
        match u32::try_from(*number).ok().filter(|n| (1..=u32::from(ANNEES_MAX)).contains(n)) {
            Some(number) => Ok(Value::Count(number)),
            None => {
                let message = format!("{} doit être une année du contrat, de 1 à {ANNEES_MAX}", self.sujet());
                Err(self.fault("annee-hors-bornes", message, self.example()))
            }
        }
    }

    pub(super) fn position(&self) -> Result<Value, Box<Fault>> {
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

    pub(super) fn hours(&self, tables: &Tables) -> Result<Value, Box<Fault>> {
        let hundredths = match &self.node.value {
            Raw::Integer(hours) => hours.checked_mul(100),
            Raw::Decimal(text) if is_integer(text) => None,
            // Two decimals, as euros have.
            Raw::Decimal(text) | Raw::Text(text) => match centimes(text.trim()) {
                Some(hundredths) => hundredths,
                None => {
                    let message = format!("{}« {} » n'est pas un nombre d'heures", self.titre(), short(text));
                    let advice = self.decimales();
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
                let message = format!("{} doit être plus que 0 et au plus {full} heures", self.sujet());
                let advice = format!("{} ; les heures supplémentaires ne sont pas comptées", self.example());
                Err(self.fault("heures-hors-bornes", message, advice))
            }
        }
    }
}

fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}
