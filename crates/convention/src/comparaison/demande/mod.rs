//! What is asked of a comparison, read from the texts of the command's options, with all its faults at once; then
//! the comparison that answers it.
//!
//! Faults name the options as the command writes them (`--options`). Another surface that takes the same texts
//! calls them otherwise, and says so itself.

mod axe;
mod plage;
mod repondre;

pub use axe::Axe;
pub use repondre::comparer;

use super::{Etendue, Sujet};
use crate::demande::{Hypothese, Saisie, au, jour};
use crate::etude::Demande;
use crate::fault::{Fault, Place};
use crate::jour::Jour;
use crate::money::Centimes;

/// What is asked, as it is written. `None`: the option is not given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Textes<'a> {
    /// Working times, between commas.
    pub options: Option<&'a str>,
    /// Regimes, between commas.
    pub regimes: Option<&'a str>,
    /// How many sets of rules are given beside those of the program.
    pub regles: usize,
    /// A range of results: `0..300`, `pmt=1300..1600`.
    pub resultats: Option<&'a str>,
    /// A range of targets.
    pub cible: Option<&'a str>,
    /// Step of the ranges.
    pub pas: Option<&'a str>,
    /// Price of a consultation, in euros.
    pub prix_consultation: Option<&'a str>,
    /// Weeks worked in a year.
    pub semaines: Option<&'a str>,
    /// Day of study, or two of them.
    pub au: Option<&'a str>,
    /// What was known, on one day or two.
    pub connu_au: Option<&'a str>,
    /// A hypothesis.
    pub si: Option<&'a str>,
    /// How many dossiers are given.
    pub dossiers: usize,
}

/// The days of study.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dates {
    /// One day, and what was known on one day.
    Une(Jour, Jour),
    /// One day, and what was known on two.
    ConnuAu(Jour, [Jour; 2]),
    /// Two days; what was known on one, where it is given.
    Au([Jour; 2], Option<Jour>),
}

/// What is asked.
#[derive(Debug, Clone)]
pub struct Demandes {
    /// What is set side by side.
    pub axe: Axe,
    /// The days of study.
    pub dates: Dates,
    /// The hypothesis.
    pub hypothese: Hypothese,
    pub(super) resultats: Option<Etendue>,
    pub(super) cible: Option<Etendue>,
    /// The indicator that each range names: its option of the command line, and its word.
    pub(super) noms: Vec<(&'static str, String)>,
    pub(super) prix: Option<Centimes>,
    pub(super) semaines: Option<u32>,
}

impl Demandes {
    /// What is asked of the first column, or of the second.
    pub fn demande(&self, side: usize) -> Demande {
        let second = side > 0;
        let of = |days: [Jour; 2]| if second { days[1] } else { days[0] };
        match self.dates {
            Dates::Une(au, connu_au) => Demande { connu_au, ..Demande::au(au) },
            Dates::ConnuAu(au, known) => Demande { connu_au: of(known), ..Demande::au(au) },
            Dates::Au(days, known) => {
                let demande = Demande::au(of(days));
                Demande { connu_au: known.unwrap_or(demande.connu_au), ..demande }
            }
        }
    }

    /// How many results are tried, each under each target; 1 where none is supposed.
    pub fn essais(&self) -> u64 {
        [self.resultats, self.cible]
            .into_iter()
            .flatten()
            .fold(1, |product, range| u64::saturating_mul(product, range.nombre()))
    }

    fn sujet_des_dates(&self) -> Sujet {
        match self.dates {
            Dates::Au(..) => Sujet::Jours,
            _ => Sujet::Connaissance,
        }
    }
}

/// Reads everything that is asked. `aujourd_hui`: the day of study where none is given.
///
/// # Errors
///
/// Every fault of it.
pub fn lire(args: &Textes<'_>, aujourd_hui: Jour) -> Result<Demandes, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut keep = |found: Vec<Fault>| faults.extend(found);
    let dates = dates(args, aujourd_hui).map_err(&mut keep).ok();
    let two = [args.au, args.connu_au].into_iter().flatten().any(|text| text.contains(','));
    let axe = axe::lire(args, two).map_err(&mut keep).ok();
    let hypothese = match args.si {
        Some(text) => Hypothese::lire(Saisie::Option("--si"), text).map_err(&mut keep).ok(),
        None => Some(Hypothese::default()),
    };
    let pas = args.pas.map(|text| nombre("--pas", text, u32::MAX)).transpose().map_err(&mut keep).ok();
    let semaines = args.semaines.map(|text| nombre("--semaines", text, 53)).transpose().map_err(&mut keep).ok();
    let prix = args.prix_consultation.map(prix).transpose().map_err(&mut keep).ok();
    let range = |option: &str, text: Option<&str>| match text {
        Some(text) => plage::etendue(option, text, pas.flatten()).map(Some),
        None => Ok(None),
    };
    let resultats = range("--resultats", args.resultats).map_err(&mut keep).ok();
    let cible = range("--cible", args.cible).map_err(&mut keep).ok();
    let named = |option, text: Option<&str>| {
        let (name, _) = text?.split_once('=')?;
        Some((option, name.trim().to_owned()))
    };
    let noms = [named("--resultats", args.resultats), named("--cible", args.cible)].into_iter().flatten().collect();
    match (dates, axe, hypothese, semaines, prix, resultats, cible) {
        (Some(dates), Some(axe), Some(hypothese), Some(semaines), Some(prix), Some(resultats), Some(cible))
            if faults.is_empty() =>
        {
            Ok(Demandes { axe, dates, hypothese, resultats, cible, noms, prix, semaines })
        }
        _ => Err(faults),
    }
}

fn dates(args: &Textes<'_>, aujourd_hui: Jour) -> Result<Dates, Vec<Fault>> {
    let two = |option: &str, text: &str| -> Result<[Jour; 2], Vec<Fault>> {
        let parts: Vec<&str> = text.split(',').collect();
        let [first, second] = parts.as_slice() else {
            let message = format!("{} jours : il en faut deux", parts.len());
            let conseil = format!("écrivez par exemple {option} 2029-01-31,2029-06-30");
            return Err(vec![Fault::new("deux-jours", &place(option), message, conseil)]);
        };
        let days = [jour(Saisie::Option(option), first)?, jour(Saisie::Option(option), second)?];
        if days[0] > days[1] {
            let message = format!("le {} vient après le {}", days[0], days[1]);
            return Err(vec![Fault::new(
                "jours-a-l-envers",
                &place(option),
                message,
                "écrivez le plus ancien d'abord",
            )]);
        }
        Ok(days)
    };
    let several = |text: Option<&str>| text.is_some_and(|t| t.contains(','));
    match (args.au, args.connu_au) {
        (Some(text), _) if several(args.au) => {
            if several(args.connu_au) {
                let message = "--au et --connu-au ont chacun deux jours : une comparaison à la fois";
                let conseil = "ne donnez deux jours qu'à l'un des deux";
                return Err(vec![Fault::new("comparaisons-incompatibles", &place("--connu-au"), message, conseil)]);
            }
            let [first, second] = two("--au", text)?;
            let known = args.connu_au.map(|text| jour(Saisie::Option("--connu-au"), text)).transpose()?;
            let within = |day: Jour| au(Saisie::Option("--au"), day);
            Ok(Dates::Au([within(first)?, within(second)?], known))
        }
        (asked, Some(known)) if several(args.connu_au) => {
            Ok(Dates::ConnuAu(jour_d_etude(asked, aujourd_hui)?, two("--connu-au", known)?))
        }
        (asked, known) => {
            let au = jour_d_etude(asked, aujourd_hui)?;
            let known = known.map(|text| jour(Saisie::Option("--connu-au"), text)).transpose()?;
            Ok(Dates::Une(au, known.unwrap_or(au)))
        }
    }
}

/// The day of study: the one asked for, else today.
fn jour_d_etude(asked: Option<&str>, aujourd_hui: Jour) -> Result<Jour, Vec<Fault>> {
    let saisie = Saisie::Option("--au");
    au(saisie, asked.map_or(Ok(aujourd_hui), |text| jour(saisie, text))?)
}

/// The place of an option.
fn place(option: &str) -> Place {
    Saisie::Option(option).place()
}

/// A whole number from 1.
fn nombre(option: &str, text: &str, most: u32) -> Result<u32, Vec<Fault>> {
    text.trim().parse::<u32>().ok().filter(|n| (1..=most).contains(n)).ok_or_else(|| {
        let message = format!("« {} » n'est pas un nombre possible", crate::document::short(text));
        let conseil = match most {
            u32::MAX => format!("écrivez un nombre entier à partir de 1, comme {option} 10"),
            most => format!("écrivez un nombre entier de 1 à {most}"),
        };
        vec![Fault::new("nombre-illisible", &place(option), message, conseil)]
    })
}

/// Euros, with at most two decimals: `30`, `31.50`, `31,50`.
fn prix(text: &str) -> Result<Centimes, Vec<Fault>> {
    let written = text.trim().replace(',', ".");
    let (euros, cents) = written.split_once('.').unwrap_or((&written, ""));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let sum = (!euros.is_empty() && euros.len() <= 4 && cents.len() <= 2 && digits(euros) && digits(cents))
        .then(|| format!("{euros}{cents:0<2}").parse::<i64>().ok())
        .flatten();
    sum.filter(|sum| (1..=100_000).contains(sum)).map(Centimes).ok_or_else(|| {
        let message = format!("« {} » n'est pas un prix de consultation", crate::document::short(text));
        let conseil = "écrivez des euros, plus que 0 et au plus 1000, comme --prix-consultation 30";
        vec![Fault::new("prix-illisible", &place("--prix-consultation"), message, conseil)]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices() {
        assert_eq!(prix("30").ok(), Some(Centimes(3000)));
        assert_eq!(prix("31.5").ok(), Some(Centimes(3150)));
        assert_eq!(prix("26,50").ok(), Some(Centimes(2650)));
        for bad in ["", "0", "-3", "trente", "1.234", "1001", "."] {
            assert_eq!(prix(bad).map_err(|f| f[0].code), Err("prix-illisible"), "{bad}");
        }
    }
}
