//! The months of a contract year, and those that are worked.

use crate::jour::Jour;
use crate::money::Fraction;

/// A month of a contract year, or the part of it that is worked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mois {
    /// First worked day.
    pub(super) debut: Jour,
    /// Last worked day, inclusive.
    pub(super) fin: Jour,
    /// Days that are worked, out of those of the month.
    pub(super) part: Fraction,
}

/// The months that are worked between two days, counted from the first of them.
pub(super) fn mois_travailles(debut: Jour, fin: Jour, embauche: Option<Jour>) -> Vec<Mois> {
    let mut months = Vec::with_capacity(12);
    for rank in 0.. {
        let first = debut.plus_months(rank);
        if first > fin {
            break;
        }
        let last = debut.plus_months(rank + 1).plus_days(-1);
        let (from, to) = (embauche.map_or(first, |hired| hired.max(first)), last.min(fin));
        if from <= to {
            let part = Fraction::new(i64::from(to.0 - from.0) + 1, i64::from(last.0 - first.0) + 1);
            months.push(Mois { debut: from, fin: to, part });
        }
    }
    months
}

/// The same months, each cut where another option begins.
pub(super) fn couper(months: Vec<Mois>, days: impl Iterator<Item = Jour> + Clone) -> Vec<Mois> {
    let pieces = months.into_iter().flat_map(|month| {
        let inside = days.clone().filter(move |day| *day > month.debut && *day <= month.fin);
        let firsts: Vec<Jour> = std::iter::once(month.debut).chain(inside).collect();
        let lasts: Vec<Jour> = firsts.iter().skip(1).map(|day| day.plus_days(-1)).chain([month.fin]).collect();
        let worked = i64::from(month.fin.0 - month.debut.0) + 1;
        firsts.into_iter().zip(lasts).map(move |(debut, fin)| {
            let days = i64::from(fin.0 - debut.0) + 1;
            let part = Fraction::new(month.part.num * days, month.part.den * worked);
            Mois { debut, fin, part }
        })
    });
    pieces.collect()
}

/// The sum of parts of months.
pub(super) fn somme(parts: impl IntoIterator<Item = Fraction>) -> Fraction {
    parts.into_iter().fold(Fraction::ZERO, |a, b| Fraction::new(a.num * b.den + b.num * a.den, a.den * b.den))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jour(year: i32, month: u8, day: u8) -> Jour {
        Jour::new(year, month, day).unwrap_or(Jour(0))
    }

    #[test]
    fn a_year_has_twelve_months_whatever_its_first_day() {
        for first in [jour(2026, 1, 15), jour(2027, 3, 31), jour(2024, 2, 29), jour(2028, 2, 1)] {
            let last = first.plus_years(1).plus_days(-1);
            let months = mois_travailles(first, last, None);
            assert_eq!(months.len(), 12, "{first}");
            assert_eq!(somme(months.iter().map(|m| m.part)), Fraction::new(12, 1), "{first}");
            assert_eq!((months[0].debut, months[11].fin), (first, last));
            assert!(months.windows(2).all(|pair| pair[0].fin.plus_days(1) == pair[1].debut), "{first}");
        }
    }

    #[test]
    fn a_month_that_another_option_cuts_counts_for_its_days_on_both_sides() {
        let (first, last) = (jour(2027, 9, 10), jour(2028, 9, 9));
        let whole = mois_travailles(first, last, None);
        // 10 November to 9 December has 30 days, 15 of them before 25 November; 10 May begins a month.
        let months = couper(whole.clone(), [jour(2027, 11, 25), jour(2028, 5, 10)].into_iter());
        assert_eq!(months.len(), 13);
        assert_eq!((months[2].fin, months[2].part), (jour(2027, 11, 24), Fraction::new(1, 2)));
        assert_eq!((months[3].debut, months[3].fin), (jour(2027, 11, 25), jour(2027, 12, 9)));
        assert_eq!(somme(months.iter().map(|m| m.part)), somme(whole.iter().map(|m| m.part)));
    }

    #[test]
    fn a_month_that_the_hiring_cuts_counts_for_its_days() {
        let (first, last) = (jour(2026, 1, 15), jour(2027, 1, 14));
        // 15 January to 14 February has 31 days, 14 of them from 1 February.
        let months = mois_travailles(first, last, Some(jour(2026, 2, 1)));
        assert_eq!((months[0].debut, months[0].part), (jour(2026, 2, 1), Fraction::new(14, 31)));
        assert_eq!(somme(months.iter().map(|m| m.part)), Fraction::new(355, 31));
        assert_eq!(mois_travailles(first, last, Some(jour(2027, 1, 15))), []);
    }
}
