//! The assistant and the employer: what was done, and the deadlines that training and papers take over.

use serde_json::Value;

use super::lu::Lu;

/// A day that a fact gives, or the day of the deadline.
pub fn recalculate(kind: &str, lu: &Lu<'_>) -> Result<Value, String> {
    match kind {
        "echeances/*/fait_le" | "pieces/*/fait_le" => Ok(lu.get("fait_le").clone()),
        "formation/date_limite" | "pieces/*/date_limite" => Ok(lu.get("date").clone()),
        other => Err(format!("no recalculation of {other}")),
    }
}
