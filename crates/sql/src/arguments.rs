//! The arguments of a table function, and what `etudier` reads in them.

use std::ops::RangeInclusive;

use columns::ANNEES;
use convention::jour::Jour;
use datafusion::common::ScalarValue;
use datafusion::logical_expr::Expr;

use crate::erreur::Erreur;

/// A text that stands in a query between apostrophes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Texte(pub(crate) String);

/// The arguments of a function, each of which is a text.
pub(crate) fn textes(fonction: &str, exprs: &[Expr]) -> Result<Vec<Texte>, Erreur> {
    let text = |expr: &Expr| match expr {
        Expr::Literal(
            ScalarValue::Utf8(Some(text)) | ScalarValue::LargeUtf8(Some(text)) | ScalarValue::Utf8View(Some(text)),
            _,
        ) => Ok(Texte(text.clone())),
        other => {
            let message = format!("{fonction}(…) : « {other} » n'est pas un texte ; mettez-le entre apostrophes");
            Err(Erreur::new("arguments-de-fonction", message))
        }
    };
    exprs.iter().map(text).collect()
}

/// What a query asks of a file of contracts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Demande {
    pub(crate) fichier: String,
    pub(crate) au: Option<Jour>,
    pub(crate) annees: Option<RangeInclusive<u8>>,
}

impl Demande {
    /// The file, then the day of study and the years in any order, for a day is no range of years.
    pub(crate) fn lire(textes: &[Texte]) -> Result<Demande, Erreur> {
        let Some((Texte(fichier), autres)) = textes.split_first() else {
            let message = "etudier(…) demande un nom de fichier : etudier('medecins.parquet')";
            return Err(Erreur::new("arguments-de-fonction", message));
        };
        let mut demande = Demande { fichier: fichier.clone(), au: None, annees: None };
        for Texte(text) in autres {
            let text = text.trim();
            let once = match (Jour::parse_iso(text), annees(text)) {
                (Some(au), _) => demande.au.replace(au).is_none(),
                (_, Some(annees)) => demande.annees.replace(annees).is_none(),
                _ => {
                    let message = format!(
                        "etudier(…) : « {text} » n'est ni un jour d'étude ('2026-11-28') ni des années de contrat, de {} \
                         à {} ('3', '1-5')",
                        ANNEES.start(),
                        ANNEES.end()
                    );
                    return Err(Erreur::new("arguments-de-fonction", message));
                }
            };
            if !once {
                let message = format!("etudier(…) : « {text} » : un seul jour d'étude et une seule plage d'années");
                return Err(Erreur::new("arguments-de-fonction", message));
            }
        }
        Ok(demande)
    }
}

/// `3`, `1-5`.
fn annees(text: &str) -> Option<RangeInclusive<u8>> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (ANNEES.contains(&first) && ANNEES.contains(&last) && first <= last).then_some(first..=last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_and_years_come_in_any_order_and_once() {
        let lire = |words: &[&str]| {
            let textes: Vec<Texte> = words.iter().map(|w| Texte((*w).to_owned())).collect();
            Demande::lire(&textes).map(|d| (d.au.map(|au| au.to_string()), d.annees))
        };
        let day = Some("2026-11-28".to_owned());
        assert_eq!(lire(&["f"]), Ok((None, None)));
        assert_eq!(lire(&["f", "2026-11-28", "1-5"]), Ok((day.clone(), Some(1..=5))));
        assert_eq!(lire(&["f", " 2 ", "2026-11-28"]), Ok((day, Some(2..=2))));
        for bad in [&[][..], &["f", "5-1"], &["f", "0"], &["f", "2026-02-30"], &["f", "1", "2"], &["f", "demain"]] {
            assert_eq!(lire(bad).map_err(|e| e.code), Err("arguments-de-fonction"), "{bad:?}");
        }
    }
}
