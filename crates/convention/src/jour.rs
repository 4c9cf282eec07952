//! Civil days as plain integers.
//!
//! The core never asks what day it is: days come in as arguments. Conversions follow the proleptic
//! Gregorian calendar; the tests compare them with another library's.

use std::fmt;

/// A civil day, counted from 1970-01-01 (day 0). Ordered, cheap to copy.
///
/// ```
/// use convention::jour::Jour;
/// let signature = Jour::new(2024, 2, 29).unwrap();
/// assert_eq!(signature.plus_years(1).to_string(), "2025-02-28"); // PAI-7
/// assert_eq!(signature.plus_months(6).to_string(), "2024-08-29");
/// assert!(Jour::new(2029, 2, 30).is_none());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Jour(pub i32);

/// Years and days that are added so that no day is below zero: a whole number of cycles of 400 years, and the days
/// from 1 March of year 0 to 1970-01-01.
const SHIFT_YEARS: i32 = 400 * 82;
const SHIFT_DAYS: i32 = 146_097 * 82 + 719_468;

impl Jour {
    /// The day `year`-`month`-`day`, or `None` where no such day exists. Years 1 to 9999.
    pub const fn new(year: i32, month: u8, day: u8) -> Option<Jour> {
        if year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month) {
            return None;
        }
        Some(Jour(days_from_civil(year, month, day)))
    }

    /// Reads `2026-01-15`. `None` for any other form and for days that do not exist.
    pub fn parse_iso(text: &str) -> Option<Jour> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let number = |range: std::ops::Range<usize>| -> Option<i32> {
            bytes[range].iter().try_fold(0, |sum, b| b.is_ascii_digit().then(|| sum * 10 + i32::from(b - b'0')))
        };
        Jour::new(number(0..4)?, number(5..7)? as u8, number(8..10)? as u8)
    }

    /// Year, month (1 to 12) and day of the month.
    #[inline]
    pub const fn civil(self) -> (i32, u8, u8) {
        // Neri and Schneider, « Euclidean affine functions and their application to calendar algorithms » (2022):
        // years begin in March, and no quotient is divided for that a product does not give.
        let shifted = self.0.wrapping_add(SHIFT_DAYS) as u32;
        let quarters = shifted.wrapping_mul(4) | 3;
        let (century, of_century) = (quarters / 146_097, (quarters % 146_097) | 3);
        let product = 2_939_745 * of_century as u64;
        let (year_of_century, day_of_year) = ((product >> 32) as u32, product as u32 / 2_939_745 / 4);
        let month_and_day = 2141 * day_of_year + 197_913;
        let (month, day) = (month_and_day >> 16, (month_and_day & 0xffff) / 2141 + 1);
        let next = day_of_year >= 306;
        let year = (100 * century + year_of_century) as i32 - SHIFT_YEARS + next as i32;
        (year, (if next { month - 12 } else { month }) as u8, day as u8)
    }

    /// The calendar year.
    pub const fn year(self) -> i32 {
        self.civil().0
    }

    /// The same day with its year, month and day, to count years and months from it.
    #[inline]
    pub const fn date(self) -> Date {
        let (year, month, day) = self.civil();
        Date { jour: self, year, month, day }
    }

    /// The same day `years` later (or earlier); 29 February becomes the last day of February in
    /// other years (PAI-7).
    #[inline]
    pub const fn plus_years(self, years: i32) -> Jour {
        self.date().plus_years(years).jour
    }

    /// The same day of the month `months` later, or the last day of that month where it is shorter.
    #[inline]
    pub const fn plus_months(self, months: i32) -> Jour {
        self.date().plus_months(months)
    }

    /// `days` later, or earlier where negative.
    #[inline]
    pub const fn plus_days(self, days: i32) -> Jour {
        Jour(self.0 + days)
    }
}

/// A day as the calendar writes it: who counts several anniversaries or delays from one day reads it once.
#[derive(Debug, Clone, Copy)]
pub struct Date {
    jour: Jour,
    year: i32,
    month: u8,
    day: u8,
}

impl Date {
    /// The day.
    #[inline]
    pub const fn jour(self) -> Jour {
        self.jour
    }

    /// As [`Jour::plus_years`].
    #[inline]
    pub const fn plus_years(self, years: i32) -> Date {
        clamped(self.year + years, self.month, self.day)
    }

    /// As [`Jour::plus_months`].
    #[inline]
    pub const fn plus_months(self, months: i32) -> Jour {
        let total = (self.year + SHIFT_YEARS) * 12 + (self.month as i32 - 1) + months;
        let (years, month) = (total as u32 / 12, total as u32 % 12);
        clamped(years as i32 - SHIFT_YEARS, month as u8 + 1, self.day).jour
    }
}

#[inline]
const fn clamped(year: i32, month: u8, day: u8) -> Date {
    let last = if day <= 28 { day } else { days_in_month(year, month) };
    let day = if day > last { last } else { day };
    Date { jour: Jour(days_from_civil(year, month, day)), year, month, day }
}

const fn is_leap(year: i32) -> bool {
    year & (if year % 100 == 0 { 15 } else { 3 }) == 0
}

const fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

/// The inverse of [`Jour::civil`], by the same authors.
#[inline]
const fn days_from_civil(year: i32, month: u8, day: u8) -> i32 {
    let early = month <= 2;
    let year = (year.wrapping_add(SHIFT_YEARS) as u32).wrapping_sub(early as u32);
    let month = month as u32 + if early { 12 } else { 0 };
    let century = year / 100;
    let of_years = (year.wrapping_mul(1461) / 4).wrapping_sub(century).wrapping_add(century / 4);
    let of_months = (979 * month - 2919) / 32;
    of_years.wrapping_add(of_months + day as u32 - 1).wrapping_sub(SHIFT_DAYS as u32) as i32
}

/// ISO 8601, the form of files and of JSON.
impl fmt::Display for Jour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl serde::Serialize for Jour {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::{Jour, days_in_month};

    #[test]
    fn every_day_follows_the_one_before() {
        let (mut year, mut month, mut day) = (1, 1, 1);
        let mut jour = Jour::new(1, 1, 1).map_or(0, |jour| jour.0);
        assert_eq!(Jour::new(1970, 1, 1), Some(Jour(0)));
        while year <= 9999 {
            assert_eq!((Jour(jour).civil(), Jour::new(year, month, day)), ((year, month, day), Some(Jour(jour))));
            jour += 1;
            day += 1;
            if day > days_in_month(year, month) {
                (month, day) = (month + 1, 1);
            }
            if month > 12 {
                (year, month) = (year + 1, 1);
            }
        }
        // An anniversary is a day of its own: what is counted from it does not go back to 29 February (PAI-7).
        let leap = Jour::new(2024, 2, 29).map(Jour::date);
        let months = |months| leap.map(|leap| leap.plus_years(1).plus_months(months).to_string());
        assert_eq!([months(6), months(36)], ["2025-08-28", "2028-02-28"].map(|day| Some(day.to_owned())));
        assert_eq!(days_in_month(2000, 2) + days_in_month(1900, 2) + days_in_month(2024, 2), 29 + 28 + 29);
    }
}
