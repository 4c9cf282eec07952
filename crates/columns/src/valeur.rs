//! One value of a column, whatever its type: as text, as someone would type it in a form.

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowDictionaryKeyType, Date32Type, Date64Type, Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type,
    Int32Type, Int64Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, TimeUnit};
use convention::jour::Jour;

/// Whether the values of a type can be read at all.
pub fn lisible(data_type: &DataType) -> bool {
    match data_type {
        DataType::Dictionary(_, values) => texte_pur(values),
        DataType::Timestamp(_, zone) => zone.is_none(),
        DataType::Null | DataType::Boolean | DataType::Float32 | DataType::Float64 => true,
        DataType::Date32 | DataType::Date64 => true,
        DataType::Decimal128(_, scale) => (0..=18).contains(scale),
        other => other.is_integer() || texte_pur(other),
    }
}

fn texte_pur(data_type: &DataType) -> bool {
    matches!(data_type, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
}

/// The value as text; `None` where there is none. An empty text is none too.
pub fn texte(array: &ArrayRef, row: usize) -> Option<Cow<'_, str>> {
    let text = ecrit(array, row)?;
    if text.trim().is_empty() { None } else { Some(text) }
}

fn ecrit(array: &ArrayRef, row: usize) -> Option<Cow<'_, str>> {
    if array.is_null(row) {
        return None;
    }
    let text = |text: &'_ str| Some(Cow::Owned(text.to_owned()));
    let number = |number: i128| Some(Cow::Owned(number.to_string()));
    match array.data_type() {
        DataType::Utf8 => Some(Cow::Borrowed(array.as_string::<i32>().value(row))),
        DataType::LargeUtf8 => Some(Cow::Borrowed(array.as_string::<i64>().value(row))),
        DataType::Utf8View => Some(Cow::Borrowed(array.as_string_view().value(row))),
        DataType::Boolean => text(if array.as_boolean().value(row) { "true" } else { "false" }),
        DataType::Int8 => number(array.as_primitive::<Int8Type>().value(row).into()),
        DataType::Int16 => number(array.as_primitive::<Int16Type>().value(row).into()),
        DataType::Int32 => number(array.as_primitive::<Int32Type>().value(row).into()),
        DataType::Int64 => number(array.as_primitive::<Int64Type>().value(row).into()),
        DataType::UInt8 => number(array.as_primitive::<UInt8Type>().value(row).into()),
        DataType::UInt16 => number(array.as_primitive::<UInt16Type>().value(row).into()),
        DataType::UInt32 => number(array.as_primitive::<UInt32Type>().value(row).into()),
        DataType::UInt64 => number(array.as_primitive::<UInt64Type>().value(row).into()),
        // The shortest text that reads back as the same number: 1300, 0.6.
        DataType::Float32 => Some(Cow::Owned(array.as_primitive::<Float32Type>().value(row).to_string())),
        DataType::Float64 => Some(Cow::Owned(array.as_primitive::<Float64Type>().value(row).to_string())),
        DataType::Date32 => Some(Cow::Owned(jour(array.as_primitive::<Date32Type>().value(row).into(), 0))),
        DataType::Date64 => {
            let millis = array.as_primitive::<Date64Type>().value(row);
            Some(Cow::Owned(jour(millis.div_euclid(86_400_000), millis.rem_euclid(86_400_000))))
        }
        DataType::Timestamp(unit, _) => {
            let (value, a_day) = moment(array, row, *unit);
            Some(Cow::Owned(jour(value.div_euclid(a_day), value.rem_euclid(a_day))))
        }
        DataType::Decimal128(_, scale) => {
            Some(Cow::Owned(decimal(array.as_primitive::<Decimal128Type>().value(row), *scale)))
        }
        DataType::Dictionary(key, _) => match key.as_ref() {
            DataType::Int8 => mot::<Int8Type>(array, row),
            DataType::Int16 => mot::<Int16Type>(array, row),
            DataType::Int32 => mot::<Int32Type>(array, row),
            DataType::Int64 => mot::<Int64Type>(array, row),
            DataType::UInt8 => mot::<UInt8Type>(array, row),
            DataType::UInt16 => mot::<UInt16Type>(array, row),
            DataType::UInt32 => mot::<UInt32Type>(array, row),
            _ => mot::<UInt64Type>(array, row),
        },
        _ => None,
    }
}

/// The value and how many of its units make a day.
pub(crate) fn moment(array: &ArrayRef, row: usize, unit: TimeUnit) -> (i64, i64) {
    match unit {
        TimeUnit::Second => (array.as_primitive::<TimestampSecondType>().value(row), 86_400),
        TimeUnit::Millisecond => (array.as_primitive::<TimestampMillisecondType>().value(row), 86_400_000),
        TimeUnit::Microsecond => (array.as_primitive::<TimestampMicrosecondType>().value(row), 86_400_000_000),
        TimeUnit::Nanosecond => (array.as_primitive::<TimestampNanosecondType>().value(row), 86_400_000_000_000),
    }
}

/// A day that lies where a form would take it; with a time, or out of every calendar, what says so.
fn jour(day: i64, rest: i64) -> String {
    let calendar = Jour::new(1, 1, 1).zip(Jour::new(9999, 12, 31));
    let within = calendar.is_some_and(|(first, last)| (i64::from(first.0)..=i64::from(last.0)).contains(&day));
    match i32::try_from(day).ok().filter(|_| within) {
        Some(day) if rest == 0 => Jour(day).to_string(),
        Some(day) => format!("{} avec une heure", Jour(day)),
        None => format!("jour {day} après le 01/01/1970"),
    }
}

fn decimal(value: i128, scale: i8) -> String {
    let scale = usize::from(scale.unsigned_abs());
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = scale + 1);
    let (whole, decimals) = digits.split_at(digits.len() - scale);
    let decimals = decimals.trim_end_matches('0');
    let sign = if value < 0 { "-" } else { "" };
    if decimals.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{decimals}") }
}

fn mot<K: ArrowDictionaryKeyType>(array: &ArrayRef, row: usize) -> Option<Cow<'_, str>> {
    let dictionary = array.as_dictionary_opt::<K>()?;
    ecrit(dictionary.values(), dictionary.key(row)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::{
        Date32Array, Decimal128Array, DictionaryArray, Float64Array, StringArray, TimestampMillisecondArray,
    };
    use std::sync::Arc;

    fn lu(array: impl Array + 'static) -> Vec<Option<String>> {
        let array: ArrayRef = Arc::new(array);
        assert!(lisible(array.data_type()));
        (0..array.len()).map(|row| texte(&array, row).map(Cow::into_owned)).collect()
    }

    #[test]
    #[allow(clippy::unwrap_used)]
    fn values_of_every_kind_as_someone_types_them() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(lu(Float64Array::from(vec![1300.0, 0.5, f64::NAN])), [some("1300"), some("0.5"), some("NaN")]);
        assert_eq!(lu(Date32Array::from(vec![Some(20_468), None])), [some("2026-01-15"), None]);
        assert_eq!(lu(Date32Array::from(vec![i32::MAX])), [some("jour 2147483647 après le 01/01/1970")]);
        let euros = Decimal128Array::from(vec![8_100_050, -5, 100]).with_precision_and_scale(12, 2).unwrap();
        assert_eq!(lu(euros), [some("81000.5"), some("-0.05"), some("1")]);
        let words: DictionaryArray<Int8Type> = [Some("zip"), None, Some("zip")].into_iter().collect();
        assert_eq!(lu(words), [some("zip"), None, some("zip")]);
        assert_eq!(lu(StringArray::from(vec!["", " ", "1 300"])), [None, None, some("1 300")]);
        let noon = TimestampMillisecondArray::from(vec![20_468 * 86_400_000, 20_468 * 86_400_000 + 1]);
        assert_eq!(lu(noon), [some("2026-01-15"), some("2026-01-15 avec une heure")]);
    }
}
