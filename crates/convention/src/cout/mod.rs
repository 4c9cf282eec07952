//! What the employment costs, year by year (COUT-1 to COUT-7).
//!
//! Typed in, or worked out month by month: the pay of the month, the seniority bonus, the employer's
//! contributions less the general reduction, what the branch adds, the mutuelle. A contract year has
//! twelve months, counted from its first day; a month is paid as its first worked day says, and one that
//! the hiring or another option cuts counts for its days. Nothing is known without a pay, a position or a typed cost.
//!
//! Each line of a month is rounded once to the cent, half up; contributions and reduction so that what
//! is left of them together is rounded once, as the Urssaf's own model would round it.

mod annee;
mod calendrier;
mod coefficient;
mod cotisations;
mod deroulement;
mod emploi;
mod salaire;
mod types;

pub use annee::couts;
pub use coefficient::{Formule, coefficient};
pub use deroulement::{Arrivee, Deroulement, OptionDepuis};
pub use types::{CoutAnnee, Detail, HypotheseCout, LigneCout, Mensualite, NonCompris, RemarqueCout};
