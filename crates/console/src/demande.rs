//! What is asked beside the dossier, as options: `--au`, `--connu-au`, `--si`. What it means is the core's
//! (`convention::demande`).

use convention::demande::{self, Saisie};
use convention::dossier::Cas;
use convention::fault::Fault;
use convention::indicateur::Paire;
use convention::jour::Jour;
use convention::tables::Convention;
use views::Instant;

/// The day of study: the one asked for, else today.
///
/// # Errors
///
/// A date that cannot be read, does not exist, or lies where no contract can.
pub fn au(asked: Option<&str>) -> Result<Jour, Vec<Fault>> {
    match asked {
        Some(text) => demande::au(Saisie::Option("--au"), jour("--au", text)?),
        None => demande::au(Saisie::Option("--au"), aujourd_hui()).map_err(|mut faults| {
            let day = aujourd_hui();
            for fault in &mut faults {
                fault.message =
                    format!("l'horloge de cet ordinateur dit {day}, qui n'est pas un jour d'étude possible");
            }
            faults
        }),
    }
}

/// Today, in this computer's time zone.
pub fn aujourd_hui() -> Jour {
    let today = jiff::Zoned::now().date();
    let day = |n: i8| u8::try_from(n).unwrap_or(1);
    Jour::new(i32::from(today.year()), day(today.month()), day(today.day())).unwrap_or(Jour(0))
}

/// This moment, by this computer's clock.
pub fn maintenant() -> Instant {
    Instant(jiff::Timestamp::now().as_second())
}

/// A date of an option: `2026-01-15`, or `15/01/2026`.
///
/// # Errors
///
/// A date that cannot be read or does not exist.
pub fn jour(option: &str, text: &str) -> Result<Jour, Vec<Fault>> {
    demande::jour(Saisie::Option(option), text)
}

/// The counts of `--si`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hypothese(demande::Hypothese);

/// Reads `pmt=1430,pfa=1650`.
///
/// # Errors
///
/// Every fault of the hypothesis.
pub fn hypothese(text: &str) -> Result<Hypothese, Vec<Fault>> {
    demande::Hypothese::lire(Saisie::Option("--si"), text).map(Hypothese)
}

impl Hypothese {
    /// The hypothesis for a dossier.
    ///
    /// # Errors
    ///
    /// A count that this dossier does not use: it is never ignored.
    pub fn pour(self, convention: &Convention, cas: &Cas) -> Result<Paire<Option<u32>>, Vec<Fault>> {
        self.0.pour(convention, cas, |_| Saisie::Option("--si"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_both_forms() {
        assert_eq!(jour("--au", "2026-01-15").ok(), Jour::new(2026, 1, 15));
        assert_eq!(jour("--au", "15/01/2026").ok(), Jour::new(2026, 1, 15));
        assert_eq!(jour("--au", "2026-1-5").ok(), Jour::new(2026, 1, 5));
        for (text, code) in [
            ("2026-02-30", "date-inexistante"),
            ("2026-001-5", "date-illisible"),
            ("hier", "date-illisible"),
            ("", "date-illisible"),
            ("2026-01/15", "date-illisible"),
            ("-026-01-15", "date-illisible"),
        ] {
            assert_eq!(jour("--au", text).map_err(|f| f[0].code), Err(code), "{text}");
        }
    }

    #[test]
    fn hypotheses() {
        assert!(hypothese("pmt=1430, pfa=0").is_ok());
        let codes = |text: &str| hypothese(text).map_err(|f| f.iter().map(|f| f.code).collect::<Vec<_>>()).err();
        assert_eq!(
            codes("pmt=100001,pfb=2,x"),
            Some(vec!["patients-hors-bornes", "cle-inconnue", "hypothese-illisible"])
        );
        assert_eq!(codes("pmt=1,pmt=2"), Some(vec!["cle-en-double"]));
        assert_eq!(codes("pmt=-1"), Some(vec!["patients-hors-bornes"]));
        assert_eq!(codes(""), Some(vec!["hypothese-illisible"]));
    }
}
