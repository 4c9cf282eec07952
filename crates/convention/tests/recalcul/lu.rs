//! What a node read, by name, and arithmetic on values.

use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};

/// What a node read.
pub struct Lu<'a> {
    pub chemin: &'a str,
    pub regle: &'a str,
    list: &'a [Value],
}

impl<'a> Lu<'a> {
    pub fn of(node: &'a Value) -> Lu<'a> {
        Lu {
            chemin: node["chemin"].as_str().unwrap(),
            regle: node["regle"].as_str().unwrap(),
            list: node["lu"].as_array().unwrap(),
        }
    }

    /// The first value of a name; null where nothing of that name was read.
    pub fn get(&self, nom: &str) -> &'a Value {
        self.all(nom).first().copied().unwrap_or(&Value::Null)
    }

    pub fn has(&self, nom: &str) -> bool {
        self.list.iter().any(|lu| lu["nom"] == nom)
    }

    pub fn all(&self, nom: &str) -> Vec<&'a Value> {
        self.list.iter().filter(|lu| lu["nom"] == nom).map(|lu| &lu["valeur"]).collect()
    }

    pub fn int(&self, nom: &str) -> Option<i128> {
        self.get(nom).as_i64().map(i128::from)
    }

    pub fn text(&self, nom: &str) -> Option<&'a str> {
        self.get(nom).as_str()
    }

    pub fn flag(&self, nom: &str) -> Option<bool> {
        self.get(nom).as_bool()
    }

    /// The first of several names that has a value.
    pub fn first(&self, noms: &[&str]) -> Value {
        noms.iter().map(|nom| self.get(nom)).find(|v| !v.is_null()).cloned().unwrap_or(Value::Null)
    }

    pub fn values(&self) -> Vec<&'a Value> {
        self.list.iter().map(|lu| &lu["valeur"]).collect()
    }

    pub fn names(&self) -> impl Iterator<Item = (&'a str, &'a Value)> {
        self.list.iter().map(|lu| (lu["nom"].as_str().unwrap(), &lu["valeur"]))
    }

    /// The last value that is known of a name, for each place that it was read from: one for each indicator.
    pub fn by_place(&self, nom: &str) -> Vec<&'a Value> {
        let place = |lu: &'a Value| lu["figure"].as_str().or(lu["suppose"].as_str()).unwrap_or("");
        let mut found: Vec<(&str, &Value)> = Vec::new();
        for lu in self.list.iter().filter(|lu| lu["nom"] == nom) {
            match found.iter_mut().find(|(at, _)| *at == place(lu)) {
                Some(earlier) if !lu["valeur"].is_null() => earlier.1 = &lu["valeur"],
                Some(_) => {}
                None => found.push((place(lu), &lu["valeur"])),
            }
        }
        found.into_iter().map(|(_, value)| value).collect()
    }

    /// The bands that are possible for each indicator that was read, in the order of reading.
    pub fn bands(&self) -> Vec<Vec<&'a str>> {
        let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
        for lu in self.list {
            let nom = lu["nom"].as_str().unwrap();
            if nom != "bande" && nom != "bande_possible" {
                continue;
            }
            let place = lu["figure"].as_str().or(lu["suppose"].as_str()).unwrap();
            let band = lu["valeur"].as_str();
            match found.iter_mut().find(|(at, _)| *at == place) {
                Some((_, bands)) => bands.extend(band),
                None => found.push((place, band.into_iter().collect())),
            }
        }
        found.into_iter().map(|(_, bands)| bands).collect()
    }

    /// Whether everything was read of options side by side, for the whole.
    pub fn options(&self) -> bool {
        let of_option = |lu: &Value| lu["figure"].as_str().is_some_and(|f| f.starts_with("/variantes/"));
        !self.chemin.starts_with("/variantes/") && !self.list.is_empty() && self.list.iter().all(of_option)
    }

    /// Whether the node says between which completions its value lies.
    pub fn settled(&self) -> bool {
        let names: Vec<&str> = self.names().map(|(nom, _)| nom).collect();
        names == ["min", "max"] && self.list.iter().all(|lu| lu["suppose"] == self.chemin)
    }

    /// The contract year of the path.
    pub fn year(&self) -> i16 {
        let after = self.chemin.split("/annees/").nth(1).unwrap();
        after.split('/').next().unwrap().parse::<i16>().unwrap() + 1
    }
}

/// A number or a fraction as numerator and denominator.
pub fn fraction(value: &Value) -> Option<(i128, i128)> {
    match value {
        Value::Number(n) => n.as_i64().map(|n| (i128::from(n), 1)),
        Value::Object(map) => Some((i128::from(map["num"].as_i64()?), i128::from(map["den"].as_i64()?))),
        _ => None,
    }
}

/// A reduced fraction.
pub fn fraction_value(num: i128, den: i128) -> Value {
    let (mut a, mut b) = (num.abs(), den);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    let divisor = a.max(1);
    json!({ "num": (num / divisor) as i64, "den": (den / divisor) as i64 })
}

/// From 0 to 1.
pub fn rate(num: i128, den: i128) -> Value {
    if den <= 0 || num >= den { fraction_value(1, 1) } else { fraction_value(num.max(0), den) }
}

/// A share of an amount, to the nearest cent, half up.
pub fn share(part: &Value, amount: &Value) -> Value {
    match (fraction(part), amount.as_i64()) {
        (Some((num, den)), Some(amount)) => {
            json!((2 * num * i128::from(amount) + den).div_euclid(2 * den) as i64)
        }
        _ => Value::Null,
    }
}

pub fn difference(a: &Value, b: &Value) -> Value {
    match (a.as_i64(), b.as_i64()) {
        (Some(a), Some(b)) => json!(a - b),
        _ => Value::Null,
    }
}

pub fn int(value: Option<i128>) -> Value {
    value.map_or(Value::Null, |n| json!(n as i64))
}

/// Days from a day to another.
pub fn days(from: &Value, to: &Value) -> i64 {
    let day = |value: &Value| value.as_str().unwrap().parse::<Date>().unwrap();
    i64::from(day(from).until(day(to)).unwrap().get_days())
}

/// A day, so many years, months, then days later.
pub fn date(from: &Value, years: i64, months: i64, days: i64) -> Value {
    let Some(text) = from.as_str() else { return Value::Null };
    let from: Date = text.parse().unwrap();
    json!(from.checked_add(years.years().months(months)).unwrap().checked_add(days.days()).unwrap().to_string())
}
