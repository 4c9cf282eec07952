//! The clock of the server: the only one below the command.

use convention::jour::Jour;
use jiff::tz::TimeZone;
use simulateur::{Ancre, Instants};
use views::Instant;

/// Where the readers are, whatever the clock of the machine shows: a contract is French.
const FUSEAU: &str = "Europe/Paris";

/// This day and this moment.
pub(crate) fn instants() -> Instants {
    let now = jiff::Timestamp::now();
    let zone = TimeZone::get(FUSEAU).unwrap_or_else(|_| TimeZone::system());
    let date = now.to_zoned(zone).date();
    let small = |n: i8| u8::try_from(n).unwrap_or(1);
    let today = Jour::new(i32::from(date.year()), small(date.month()), small(date.day()));
    Instants { aujourd_hui: today.unwrap_or(Jour(0)), maintenant: Instant(now.as_second()), ancre: Ancre::Requete }
}
