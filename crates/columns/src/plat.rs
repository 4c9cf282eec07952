//! A column as plain integers: words by their index, days by their number, amounts in cents. One pass a column,
//! so that the row loop reads integers alone.
//!
//! What is not at once what its field takes is [`AUTRE`]: the row is then read the long way, which knows all that
//! people type, and says what is wrong.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowDictionaryKeyType, ArrowPrimitiveType, Date32Type, Date64Type, Decimal128Type, Float32Type, Float64Type,
    Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use convention::bande::Bande;
use convention::dossier::fields::{Field, MAX_EUROS, Shape};
use convention::jour::Jour;
use convention::money::Fraction;
use convention::tables::Tables;

use crate::valeur::moment;

/// Nothing is written there.
pub(crate) const VIDE: i32 = i32::MIN;
/// Something is, that takes the long way.
pub(crate) const AUTRE: i32 = i32::MIN + 1;

/// What a plain value is an index or a number of.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Forme<'a> {
    /// Index of a specialty of the rules.
    Specialite(&'a Tables),
    /// Index of a word.
    Mot(&'a [&'static str]),
    /// Days since 1970.
    Jour,
    /// 0 or 1.
    Oui,
    /// A number between two others.
    Nombre(i64, i64),
    /// Cents.
    Euros,
    /// A fraction: [`quotite`] reads it back.
    Quotite,
}

/// Denominators are below this.
const TERME: i32 = 10_000;

/// The fraction that a plain value of [`Forme::Quotite`] is.
pub(crate) fn quotite(value: i32) -> Fraction {
    Fraction::new((value / TERME).into(), (value % TERME).into())
}

impl<'a> Forme<'a> {
    /// The form of a field; `None` where its values always take the long way.
    pub(crate) fn du_champ(champ: &Field, tables: &'a Tables) -> Option<Forme<'a>> {
        Some(match champ.forme {
            Shape::Specialite => Forme::Specialite(tables),
            Shape::Mot(words) => Forme::Mot(words),
            Shape::Jour { .. } => Forme::Jour,
            Shape::Oui => Forme::Oui,
            Shape::Patients { min, max } => Forme::Nombre(min.into(), max.into()),
            Shape::Euros => Forme::Euros,
            Shape::Bandes => Forme::Mot(Bande::IDS),
            Shape::Quotite => Forme::Quotite,
            _ => return None,
        })
    }

    fn texte(self, text: &str) -> i32 {
        let index = |found: Option<usize>| found.and_then(|i| i32::try_from(i).ok()).unwrap_or(AUTRE);
        match self {
            _ if text.is_empty() => VIDE,
            Forme::Specialite(tables) => index(tables.specialites.iter().position(|s| s.id == text)),
            Forme::Mot(words) => index(words.iter().position(|word| *word == text)),
            Forme::Jour => jour_ecrit(text).map_or(AUTRE, |jour| self.jour(jour.0.into(), 0)),
            Forme::Oui => match text {
                "true" | "1" => 1,
                "false" | "0" => 0,
                _ => AUTRE,
            },
            Forme::Nombre(..) => chiffres(text).map_or(AUTRE, |n| self.entier(n)),
            // Decimals take the long way: their comma, their unit.
            Forme::Euros => chiffres(text).map_or(AUTRE, |n| self.entier(n)),
            Forme::Quotite => fraction(text).unwrap_or(AUTRE),
        }
    }

    fn entier(self, number: i64) -> i32 {
        match self {
            Forme::Oui if (0..=1).contains(&number) => number as i32,
            Forme::Nombre(min, max) if (min..=max).contains(&number) => number as i32,
            Forme::Euros if (0..=MAX_EUROS).contains(&number) => (number * 100) as i32,
            _ => AUTRE,
        }
    }

    /// Days since 1970, and what is left of the day.
    fn jour(self, day: i64, rest: i64) -> i32 {
        const PREMIER: i64 = -25_567; // 1900-01-01
        const DERNIER: i64 = 47_846; // 2100-12-31
        match self {
            Forme::Jour if rest == 0 && (PREMIER..=DERNIER).contains(&day) => day as i32,
            _ => AUTRE,
        }
    }
}

/// `2026-01-15` or `15/01/2026`.
fn jour_ecrit(text: &str) -> Option<Jour> {
    let bytes = text.as_bytes();
    if bytes.len() == 10 && bytes[2] == b'/' && bytes[5] == b'/' {
        let number = |digits: &[u8]| {
            digits.iter().try_fold(0i32, |n, d| d.is_ascii_digit().then(|| n * 10 + i32::from(d - b'0')))
        };
        let (day, month) = (number(&bytes[0..2])?, number(&bytes[3..5])?);
        return Jour::new(number(&bytes[6..10])?, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    }
    Jour::parse_iso(text)
}

/// `6/10`: above 0, at most 1.
fn fraction(text: &str) -> Option<i32> {
    let (num, den) = text.split_once('/')?;
    let terme = |text: &str| chiffres(text).filter(|n| (1..i64::from(TERME)).contains(n));
    let (num, den) = (terme(num)?, terme(den)?);
    (num <= den).then_some(num as i32 * TERME + den as i32)
}

/// Digits alone, of a number that fits.
fn chiffres(text: &str) -> Option<i64> {
    let digits = (1..=10).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

/// The values of a column.
pub(crate) fn aplatir(array: &ArrayRef, forme: Forme<'_>) -> Vec<i32> {
    match array.data_type() {
        DataType::Null => vec![VIDE; array.len()],
        DataType::Utf8 => mots(array.as_string::<i32>().iter(), forme),
        DataType::LargeUtf8 => mots(array.as_string::<i64>().iter(), forme),
        DataType::Utf8View => mots(array.as_string_view().iter(), forme),
        DataType::Boolean => chaque(array.as_boolean().iter(), |b| match forme {
            Forme::Oui => i32::from(b),
            _ => AUTRE,
        }),
        DataType::Int8 => entiers::<Int8Type>(array, forme),
        DataType::Int16 => entiers::<Int16Type>(array, forme),
        DataType::Int32 => entiers::<Int32Type>(array, forme),
        DataType::Int64 => entiers::<Int64Type>(array, forme),
        DataType::UInt8 => entiers::<UInt8Type>(array, forme),
        DataType::UInt16 => entiers::<UInt16Type>(array, forme),
        DataType::UInt32 => entiers::<UInt32Type>(array, forme),
        DataType::UInt64 => primitifs::<UInt64Type>(array, |n| i64::try_from(n).map_or(AUTRE, |n| forme.entier(n))),
        DataType::Float32 => primitifs::<Float32Type>(array, |n| decimal(n.into(), forme)),
        DataType::Float64 => primitifs::<Float64Type>(array, |n| decimal(n, forme)),
        DataType::Date32 => primitifs::<Date32Type>(array, |day| forme.jour(day.into(), 0)),
        DataType::Date64 => primitifs::<Date64Type>(array, |millis| {
            forme.jour(millis.div_euclid(86_400_000), millis.rem_euclid(86_400_000))
        }),
        DataType::Timestamp(unit, _) => (0..array.len())
            .map(|row| {
                if array.is_null(row) {
                    return VIDE;
                }
                let (value, a_day) = moment(array, row, *unit);
                forme.jour(value.div_euclid(a_day), value.rem_euclid(a_day))
            })
            .collect(),
        DataType::Decimal128(_, scale) => {
            let unit = 10i128.pow(u32::from(scale.unsigned_abs()));
            primitifs::<Decimal128Type>(array, |n| exact(n, unit, forme))
        }
        DataType::Dictionary(key, _) => match key.as_ref() {
            DataType::Int8 => dictionnaire::<Int8Type>(array, forme),
            DataType::Int16 => dictionnaire::<Int16Type>(array, forme),
            DataType::Int32 => dictionnaire::<Int32Type>(array, forme),
            DataType::Int64 => dictionnaire::<Int64Type>(array, forme),
            DataType::UInt8 => dictionnaire::<UInt8Type>(array, forme),
            DataType::UInt16 => dictionnaire::<UInt16Type>(array, forme),
            DataType::UInt32 => dictionnaire::<UInt32Type>(array, forme),
            _ => dictionnaire::<UInt64Type>(array, forme),
        },
        _ => vec![AUTRE; array.len()],
    }
}

fn chaque<V>(values: impl Iterator<Item = Option<V>>, f: impl Fn(V) -> i32) -> Vec<i32> {
    values.map(|value| value.map_or(VIDE, &f)).collect()
}

/// Texts. Words come out of few: those met last are not looked for again.
fn mots<'a>(values: impl Iterator<Item = Option<&'a str>>, forme: Forme<'_>) -> Vec<i32> {
    if !matches!(forme, Forme::Mot(_) | Forme::Specialite(_)) {
        return values.map(|text| forme.texte(text.unwrap_or_default())).collect();
    }
    let mut met = [(u128::MAX, VIDE); MEMOIRE];
    values
        .map(|text| {
            let text = text.unwrap_or_default();
            let Some(number) = en_nombre(text) else { return forme.texte(text) };
            let place = melange(number);
            if met[place].0 != number {
                met[place] = (number, forme.texte(text));
            }
            met[place].1
        })
        .collect()
}

/// A short text as a number, below the largest, that no other text has: compared at once, where a text is by a call.
fn en_nombre(text: &str) -> Option<u128> {
    let bytes = text.as_bytes();
    let eight = |bytes: &[u8]| bytes.iter().rev().fold(0, |number, byte| (number << 8) | u64::from(*byte));
    let whole = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
    let (low, high) = match bytes.split_first_chunk::<8>() {
        None => (eight(bytes), 0),
        Some((first, rest)) if rest.len() < 8 => (whole(first), eight(rest)),
        Some(_) => return None,
    };
    // Fifteen bytes at most, then their number.
    Some((bytes.len() as u128) << 120 | u128::from(high) << 64 | u128::from(low))
}

/// Where a text is kept in mind.
fn melange(number: u128) -> usize {
    const MELANGE: u64 = 0x9E37_79B9_7F4A_7C15;
    let folded = (number >> 64) as u64 ^ number as u64;
    (folded.wrapping_mul(MELANGE) >> (u64::BITS - MEMOIRE.trailing_zeros())) as usize
}

/// How many words are kept in mind: a power of 2.
const MEMOIRE: usize = 64;

fn primitifs<P: ArrowPrimitiveType>(array: &ArrayRef, f: impl Fn(P::Native) -> i32) -> Vec<i32> {
    let array = array.as_primitive::<P>();
    let mut values: Vec<i32> = array.values().iter().map(|n| f(*n)).collect();
    if let Some(nulls) = array.nulls().filter(|nulls| nulls.null_count() > 0) {
        values.iter_mut().zip(nulls.iter()).filter(|(_, valid)| !valid).for_each(|(value, _)| *value = VIDE);
    }
    values
}

fn entiers<P: ArrowPrimitiveType>(array: &ArrayRef, forme: Forme<'_>) -> Vec<i32>
where
    P::Native: Into<i64>,
{
    primitifs::<P>(array, |n| forme.entier(n.into()))
}

/// A number with decimals: only a whole one is plain.
fn decimal(number: f64, forme: Forme<'_>) -> i32 {
    let whole = number.trunc() == number && number.abs() < 1e15;
    if whole { forme.entier(number as i64) } else { AUTRE }
}

/// `value` hundredths, thousandths… of which cents are plain.
fn exact(value: i128, unit: i128, forme: Forme<'_>) -> i32 {
    match forme {
        Forme::Euros => match value.checked_mul(100) {
            Some(cents) if cents % unit == 0 && (0..=i128::from(MAX_EUROS) * 100 * unit).contains(&cents) => {
                (cents / unit) as i32
            }
            _ => AUTRE,
        },
        _ if value % unit == 0 => i64::try_from(value / unit).map_or(AUTRE, |n| forme.entier(n)),
        _ => AUTRE,
    }
}

/// Each word of the dictionary once.
fn dictionnaire<K: ArrowDictionaryKeyType>(array: &ArrayRef, forme: Forme<'_>) -> Vec<i32> {
    let Some(dictionary) = array.as_dictionary_opt::<K>() else { return vec![AUTRE; array.len()] };
    let words = aplatir(dictionary.values(), forme);
    (0..dictionary.len())
        .map(|row| dictionary.key(row).map_or(VIDE, |key| words.get(key).copied().unwrap_or(AUTRE)))
        .collect()
}
