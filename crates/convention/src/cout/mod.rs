//! What the employment costs, year by year (COUT-1 to COUT-6).
//!
//! Typed in, or worked out month by month: the pay of the month, the seniority bonus, the employer's
//! contributions less the general reduction, what the branch adds, the mutuelle. A contract year has
//! twelve months, counted from its first day; a month is paid as its first day says, and one that is
//! cut by the hiring counts for its days. Nothing is known without a pay, a position or a typed cost.

mod types;

pub use types::{CoutAnnee, Detail, HypotheseCout, LigneCout, NonCompris, PeriodeCout, RemarqueCout};
