//! JSON pointers with selectors, and when a found value agrees with an expected one.

use serde_json::Value;

/// The value at `pointer`: keys, indexes, and selectors `[k=v,k=v]`, which take the first element of
/// a list whose fields have these values. A selector may hold slashes.
pub fn find<'a>(value: &'a Value, pointer: &str) -> Option<&'a Value> {
    segments(pointer).into_iter().try_fold(value, |value, segment| {
        match segment.strip_prefix('[').and_then(|s| s.strip_suffix(']')) {
            Some(selector) => value.as_array()?.iter().find(|item| selected(item, selector)),
            None => match value {
                Value::Object(map) => map.get(segment),
                Value::Array(list) => list.get(segment.parse::<usize>().ok()?),
                _ => None,
            },
        }
    })
}

fn segments(pointer: &str) -> Vec<&str> {
    let mut segments = Vec::new();
    let mut rest = pointer.strip_prefix('/').unwrap_or_else(|| panic!("{pointer}: a pointer starts with /"));
    loop {
        let from = if rest.starts_with('[') { rest.find(']').expect("a closing bracket") } else { 0 };
        match rest[from..].find('/') {
            Some(at) => {
                segments.push(&rest[..from + at]);
                rest = &rest[from + at + 1..];
            }
            None => {
                segments.push(rest);
                return segments;
            }
        }
    }
}

fn selected(item: &Value, selector: &str) -> bool {
    selector.split(',').all(|condition| {
        let (key, wanted) = condition.split_once('=').expect("a selector is [key=value]");
        match item.get(key) {
            Some(Value::String(text)) => text == wanted,
            Some(other) => {
                let text = other.to_string();
                text == wanted
            }
            None => false,
        }
    })
}

/// Whether `found` is what a case expects. `"null"` stands for JSON null, `"absent"` for a pointer that
/// leads nowhere, `"1/2"` for a fraction; a table agrees when each of its own fields does.
pub fn agrees(expected: &Value, found: Option<&Value>) -> bool {
    match (expected, found) {
        (Value::String(text), None) => text == "absent",
        (_, None) => false,
        (Value::String(text), Some(Value::Null)) => text == "null",
        (Value::String(text), Some(found @ Value::Object(_))) => fraction(text).is_some_and(|(num, den)| {
            found.get("num").and_then(Value::as_i64) == Some(num)
                && found.get("den").and_then(Value::as_i64) == Some(den)
        }),
        (Value::Object(fields), Some(found)) => {
            fields.iter().all(|(key, expected)| agrees(expected, found.get(key.as_str())))
        }
        (Value::Array(expected), Some(Value::Array(found))) => {
            expected.len() == found.len() && expected.iter().zip(found).all(|(e, f)| agrees(e, Some(f)))
        }
        (expected, Some(found)) => expected == found,
    }
}

fn fraction(text: &str) -> Option<(i64, i64)> {
    let (num, den) = text.split_once('/')?;
    Some((num.parse().ok()?, den.parse().ok()?))
}

/// A value in one line, short.
pub fn show(value: Option<&Value>) -> String {
    match value {
        None => "absent".to_owned(),
        Some(value) => {
            let text = value.to_string();
            if text.chars().count() > 300 { text.chars().take(300).chain("…".chars()).collect() } else { text }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{agrees, find};
    use serde_json::json;

    #[test]
    fn selectors_take_the_first_match() {
        let value = json!({"q": [{"id": "A", "n": 1}, {"id": "A", "n": 2, "chemin": "/a/b", "v": 3}]});
        assert_eq!(find(&value, "/q/[id=A]/n"), Some(&json!(1)));
        assert_eq!(find(&value, "/q/[id=A,n=2]/n"), Some(&json!(2)));
        assert_eq!(find(&value, "/q/[chemin=/a/b]/v"), Some(&json!(3)));
        assert_eq!(find(&value, "/q/[id=B]/n"), None);
        assert_eq!(find(&value, "/q/7"), None);
    }

    #[test]
    fn words_for_null_absent_and_fractions() {
        assert!(agrees(&json!("null"), Some(&json!(null))));
        assert!(!agrees(&json!("null"), None));
        assert!(agrees(&json!("absent"), None));
        assert!(!agrees(&json!("absent"), Some(&json!(null))));
        assert!(agrees(&json!("1/2"), Some(&json!({"num": 1, "den": 2}))));
        assert!(!agrees(&json!("1/2"), Some(&json!({"num": 2, "den": 4}))));
        assert!(agrees(&json!("1/3"), Some(&json!("1/3"))));
        assert!(agrees(&json!({"num": 1}), Some(&json!({"num": 1, "den": 2}))));
        assert!(!agrees(&json!(1), Some(&json!("1"))));
    }
}
