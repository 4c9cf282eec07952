//! Values as JSON, for documents with many members.
//!
//! `serde_json::json!` writes out, for each member, a conversion that may fail and an insertion: a tenth of the
//! page in WebAssembly. This `json!` reads the same and makes a table of members, which one function inserts.

use serde_json::{Map, Value};

use crate::dossier::Etp;
use crate::explication::Valeur;
use crate::indicateur::{Indicateur, Paire};
use crate::jour::Jour;
use crate::money::{Centimes, Fraction};
use crate::objectif::Tolerance;

/// What is written as one JSON value; never fails.
pub(crate) trait ToJson {
    fn to_json(&self) -> Value;
}

/// An object of known members, a list, or a value.
macro_rules! json {
    ({ $($key:literal: $value:expr),+ $(,)? }) => {
        $crate::json::object(&mut [$(($key, $crate::json::ToJson::to_json(&$value))),+])
    };
    ([$($value:expr),* $(,)?]) => {
        serde_json::Value::Array(vec![$($crate::json::ToJson::to_json(&$value)),*])
    };
    ($value:expr) => { $crate::json::ToJson::to_json(&$value) };
}
pub(crate) use json;

/// An object of these members.
pub(crate) fn object(members: &mut [(&str, Value)]) -> Value {
    let mut object = Map::new();
    for (key, value) in members {
        object.insert((*key).to_owned(), value.take());
    }
    Value::Object(object)
}

macro_rules! to_json {
    ($($type:ty: |$v:ident| $value:expr;)+) => {
        $(impl ToJson for $type { fn to_json(&self) -> Value { let $v = self; $value } })+
    };
}

to_json! {
    Value: |v| v.clone();
    Map<String, Value>: |v| Value::Object(v.clone());
    bool: |v| Value::Bool(*v);
    u8: |v| Value::from(*v);
    u16: |v| Value::from(*v);
    u32: |v| Value::from(*v);
    i32: |v| Value::from(*v);
    i64: |v| Value::from(*v);
    usize: |v| Value::from(*v);
    str: |v| Value::from(v);
    String: |v| Value::from(v.as_str());
    Jour: |v| Value::String(v.to_string());
    Etp: |v| Value::String(v.to_string());
    Indicateur: |v| Value::from(v.id());
    Centimes: |v| Value::from(v.0);
    Fraction: |v| json!({ "num": v.num, "den": v.den });
    Tolerance: |v| json!({ "num": v.num, "den": v.den, "incluse": v.incluse });
}

impl ToJson for Valeur {
    fn to_json(&self) -> Value {
        match self {
            Valeur::Inconnu => Value::Null,
            Valeur::Entier(v) => v.to_json(),
            Valeur::Centimes(v) => v.to_json(),
            Valeur::Fraction(v) => v.to_json(),
            Valeur::Jour(v) => v.to_json(),
            Valeur::Mot(v) => v.to_json(),
            Valeur::Booleen(v) => v.to_json(),
            Valeur::Etp(v) => v.to_json(),
        }
    }
}

impl<T: ToJson + ?Sized> ToJson for &T {
    fn to_json(&self) -> Value {
        (**self).to_json()
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn to_json(&self) -> Value {
        self.as_ref().map_or(Value::Null, ToJson::to_json)
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn to_json(&self) -> Value {
        Value::Array(self.iter().map(ToJson::to_json).collect())
    }
}

impl<T: ToJson> ToJson for Paire<T> {
    fn to_json(&self) -> Value {
        json!({ "pmt": self.pmt, "pfa": self.pfa })
    }
}
