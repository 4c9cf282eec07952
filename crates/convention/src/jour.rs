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

const DAYS_PER_ERA: i32 = 146_097;
const EPOCH_SHIFT: i32 = 719_468;

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
    pub const fn civil(self) -> (i32, u8, u8) {
        let z = self.0 + EPOCH_SHIFT;
        let era = z.div_euclid(DAYS_PER_ERA);
        let day_of_era = z.rem_euclid(DAYS_PER_ERA);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
        (year, month as u8, day as u8)
    }

    /// The calendar year.
    pub const fn year(self) -> i32 {
        self.civil().0
    }

    /// The same day `years` later (or earlier); 29 February becomes the last day of February in
    /// other years (PAI-7).
    pub const fn plus_years(self, years: i32) -> Jour {
        let (year, month, day) = self.civil();
        clamped(year + years, month, day)
    }

    /// The same day of the month `months` later, or the last day of that month where it is shorter.
    pub const fn plus_months(self, months: i32) -> Jour {
        let (year, month, day) = self.civil();
        let total = year * 12 + (month as i32 - 1) + months;
        clamped(total.div_euclid(12), total.rem_euclid(12) as u8 + 1, day)
    }

    /// `days` later, or earlier where negative.
    pub const fn plus_days(self, days: i32) -> Jour {
        Jour(self.0 + days)
    }
}

const fn clamped(year: i32, month: u8, day: u8) -> Jour {
    let last = days_in_month(year, month);
    Jour(days_from_civil(year, month, if day > last { last } else { day }))
}

const fn is_leap(year: i32) -> bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
}

const fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

const fn days_from_civil(year: i32, month: u8, day: u8) -> i32 {
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let year_of_era = y.rem_euclid(400);
    let shifted_month = if month > 2 { month as i32 - 3 } else { month as i32 + 9 };
    let day_of_year = (153 * shifted_month + 2) / 5 + day as i32 - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * DAYS_PER_ERA + day_of_era - EPOCH_SHIFT
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
