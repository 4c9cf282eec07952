//! What the command line asks of a comparison, with all its faults at once.

use convention::comparaison::{Etendue, Sujet};
use convention::etude::Demande;
use convention::fault::Fault;
use convention::jour::Jour;
use convention::money::Centimes;

use super::axe::{self, Axe};
use super::plage;
use crate::cli::Comparer;
use crate::demande::{self, Hypothese};
use crate::usage::place;

/// The days of study.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dates {
    /// One day, and what was known on one day.
    Une(Jour, Jour),
    /// One day, and what was known on two.
    ConnuAu(Jour, [Jour; 2]),
    /// Two days; what was known on one, where it is given.
    Au([Jour; 2], Option<Jour>),
}

/// What is asked.
#[derive(Debug, Clone)]
pub(super) struct Demandes {
    pub(super) axe: Axe,
    pub(super) dates: Dates,
    pub(super) hypothese: Hypothese,
    pub(super) resultats: Option<Etendue>,
    pub(super) cible: Option<Etendue>,
    /// The indicator that each range names: its option of the command line, and its word.
    pub(super) noms: Vec<(&'static str, String)>,
    pub(super) prix: Option<Centimes>,
    pub(super) semaines: Option<u32>,
}

impl Demandes {
    /// What is asked of the first column, or of the second.
    pub(super) fn demande(&self, side: usize) -> Demande {
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

    pub(super) fn sujet_des_dates(&self) -> Sujet {
        match self.dates {
            Dates::Au(..) => Sujet::Jours,
            _ => Sujet::Connaissance,
        }
    }
}

/// Reads the whole command line.
///
/// # Errors
///
/// Every fault of it.
pub(super) fn lire(args: &Comparer) -> Result<Demandes, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut keep = |found: Vec<Fault>| faults.extend(found);
    let dates = dates(args).map_err(&mut keep).ok();
    let two = [&args.au, &args.connu_au].into_iter().flatten().any(|text| text.contains(','));
    let axe = axe::lire(args, two).map_err(&mut keep).ok();
    let hypothese = match &args.si {
        Some(text) => demande::hypothese(text).map_err(&mut keep).ok(),
        None => Some(Hypothese::default()),
    };
    let pas = args.pas.as_deref().map(|text| nombre("--pas", text, u32::MAX)).transpose().map_err(&mut keep).ok();
    let semaines =
        args.semaines.as_deref().map(|text| nombre("--semaines", text, 53)).transpose().map_err(&mut keep).ok();
    let prix = args.prix_consultation.as_deref().map(prix).transpose().map_err(&mut keep).ok();
    let range = |option: &str, text: &Option<String>| match text {
        Some(text) => plage::etendue(option, text, pas.flatten()).map(Some),
        None => Ok(None),
    };
    let resultats = range("--resultats", &args.resultats).map_err(&mut keep).ok();
    let cible = range("--cible", &args.cible).map_err(&mut keep).ok();
    let named = |option, text: &Option<String>| {
        let (name, _) = text.as_deref()?.split_once('=')?;
        Some((option, name.trim().to_owned()))
    };
    let noms = [named("--resultats", &args.resultats), named("--cible", &args.cible)].into_iter().flatten().collect();
    match (dates, axe, hypothese, semaines, prix, resultats, cible) {
        (Some(dates), Some(axe), Some(hypothese), Some(semaines), Some(prix), Some(resultats), Some(cible))
            if faults.is_empty() =>
        {
            Ok(Demandes { axe, dates, hypothese, resultats, cible, noms, prix, semaines })
        }
        _ => Err(faults),
    }
}

fn dates(args: &Comparer) -> Result<Dates, Vec<Fault>> {
    let two = |option: &str, text: &str| -> Result<[Jour; 2], Vec<Fault>> {
        let parts: Vec<&str> = text.split(',').collect();
        let [first, second] = parts.as_slice() else {
            let message = format!("{} jours : il en faut deux", parts.len());
            let conseil = format!("écrivez par exemple {option} 2029-01-31,2029-06-30");
            return Err(vec![Fault::new("deux-jours", &place(option), message, conseil)]);
        };
        let days = [demande::jour(option, first)?, demande::jour(option, second)?];
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
    let several = |text: &Option<String>| text.as_deref().is_some_and(|t| t.contains(','));
    match (&args.au, &args.connu_au) {
        (Some(au), _) if several(&args.au) => {
            if several(&args.connu_au) {
                let message = "--au et --connu-au ont chacun deux jours : une comparaison à la fois";
                let conseil = "ne donnez deux jours qu'à l'un des deux";
                return Err(vec![Fault::new("comparaisons-incompatibles", &place("--connu-au"), message, conseil)]);
            }
            let [first, second] = two("--au", au)?;
            let known = args.connu_au.as_deref().map(|text| demande::jour("--connu-au", text)).transpose()?;
            let within = |day: Jour| demande::au(Some(&day.to_string()));
            Ok(Dates::Au([within(first)?, within(second)?], known))
        }
        (au, Some(known)) if several(&args.connu_au) => {
            Ok(Dates::ConnuAu(demande::au(au.as_deref())?, two("--connu-au", known)?))
        }
        (au, known) => {
            let au = demande::au(au.as_deref())?;
            let known = known.as_deref().map(|text| demande::jour("--connu-au", text)).transpose()?;
            Ok(Dates::Une(au, known.unwrap_or(au)))
        }
    }
}

/// A whole number from 1.
fn nombre(option: &str, text: &str, most: u32) -> Result<u32, Vec<Fault>> {
    text.trim().parse::<u32>().ok().filter(|n| (1..=most).contains(n)).ok_or_else(|| {
        let message = format!("« {} » n'est pas un nombre possible", convention::document::short(text));
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
        let message = format!("« {} » n'est pas un prix de consultation", convention::document::short(text));
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
