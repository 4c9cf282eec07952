//! How days, hypotheses and ranges are written, for the OpenAPI document: no text that is read is outside of these.

/// A space of any kind: what the reader takes, ECMA's `\s` does not quite say.
macro_rules! blanc {
    () => {
        r"[\s\u0085]"
    };
}

/// A day, with one sign between its parts.
macro_rules! jour {
    ($signe:expr) => {
        concat!(
            "[0-9]{4}",
            $signe,
            "[0-9]{1,2}",
            $signe,
            "[0-9]{1,2}|[0-9]{1,2}",
            $signe,
            "[0-9]{1,2}",
            $signe,
            "[0-9]{4}"
        )
    };
}

/// `2026-11-23`, `23/11/2026`, `5/1/2026`; a point or a space between the parts too.
pub(super) const JOUR: &str = concat!(
    "^",
    blanc!(),
    "*(",
    jour!("-"),
    "|",
    jour!("/"),
    "|",
    jour!(r"\."),
    "|",
    jour!(blanc!()),
    ")",
    blanc!(),
    "*$"
);

/// A count of patients with its name: spaces between the digits, as people write them.
macro_rules! suppose {
    () => {
        concat!(blanc!(), "*(pmt|pmt_adultes|pfa)", blanc!(), r"*=[-\u2212\s\u0085]*[0-9][0-9\s\u0085]*")
    };
}

/// `pmt=1430,pfa=1650`.
pub(super) const SI: &str = concat!("^", suppose!(), "(,", suppose!(), ")*$");

/// One end of a range.
macro_rules! bout {
    () => {
        concat!(blanc!(), r"*\+*-?[0-9]+", blanc!(), "*")
    };
}

/// `0..300`, `pmt=1300..1600`, `260`.
pub(super) const PLAGE: &str =
    concat!("^(", blanc!(), "*(pmt|pmt_adultes|pfa)", blanc!(), "*=)?", bout!(), r"(\.\.", bout!(), ")?$");

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use convention::comparaison::demande::{self as comparaison, Textes};
    use convention::demande::{self, Hypothese, Saisie};
    use convention::jour::Jour;
    use serde_json::json;

    use super::*;

    /// Texts that are read are in the pattern, nonsense is in neither.
    fn accorder(pattern: &str, lit: impl Fn(&str) -> bool, lus: &[&str], refuses: &[&str]) {
        let schema = jsonschema::validator_for(&json!({ "type": "string", "pattern": pattern })).unwrap();
        for texte in lus {
            assert!(lit(texte), "{texte:?} is not read");
            assert!(schema.is_valid(&json!(texte)), "{texte:?} is outside of {pattern}");
        }
        for texte in refuses {
            assert!(!lit(texte), "{texte:?} is read");
            assert!(!schema.is_valid(&json!(texte)), "{texte:?} is in {pattern}");
        }
    }

    #[test]
    fn days() {
        let lus = [
            "2026-01-15",
            "2026-1-5",
            "15/01/2026",
            "15/1/2026",
            "5.1.2026",
            " 5 1 2026 ",
            "5\u{a0}1\u{a0}2026",
            "\u{85}2026/1/5",
        ];
        let refuses =
            ["", "2026", "15/1/26", "15-1/2026", "15/01/20266", "demain", "15//2026", "\u{feff}x", "1/1/2026T00"];
        accorder(JOUR, |texte| demande::jour(Saisie::Champ("au"), texte).is_ok(), &lus, &refuses);
    }

    #[test]
    fn hypotheses() {
        let lus = ["pmt=1430", "pmt=1430,pfa=1650", " pmt_adultes = 1 430 , pfa=0001", "pfa=1\u{202f}650", "pmt=-0"];
        let refuses =
            ["", "pmt", "pmt=", "pmt=a", "pmt=1.5", "pmt=1430,", "pmt=1430;pfa=1", "Pmt=1", "pmt==1", "pmt=-"];
        accorder(SI, |texte| Hypothese::lire(Saisie::Champ("si"), texte).is_ok(), &lus, &refuses);
    }

    #[test]
    fn ranges() {
        let lit = |texte: &str| {
            let textes = Textes { resultats: Some(texte), ..Textes::default() };
            comparaison::lire(&textes, Jour::new(2026, 11, 23).unwrap()).is_ok()
        };
        let lus = ["0..300", "260", "-20..+20", "pmt=1300..1600", " pfa = 1 .. 0000000020 ", "pmt_adultes=7"];
        let refuses = ["", "..", "0..", "0...3", "1 300", "pmt=", "x=1", "1..2..3", "1,5"];
        accorder(PLAGE, lit, &lus, &refuses);
    }
}
