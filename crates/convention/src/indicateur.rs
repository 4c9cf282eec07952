//! The two counts of patients: patientèle médecin traitant and file active.

use serde::Serialize;

/// A count of patients that the convention looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Indicateur {
    /// Patientèle médecin traitant (adults only under avenant-7: `pmt_adultes`).
    Pmt,
    /// File active: distinct patients seen at least once in the last 12 months.
    Pfa,
}

impl Indicateur {
    /// Both, in the order of every output.
    pub const ALL: [Indicateur; 2] = [Indicateur::Pmt, Indicateur::Pfa];

    /// `pmt` or `pfa`.
    pub const fn id(self) -> &'static str {
        match self {
            Indicateur::Pmt => "pmt",
            Indicateur::Pfa => "pfa",
        }
    }

    /// The other one.
    pub const fn autre(self) -> Indicateur {
        match self {
            Indicateur::Pmt => Indicateur::Pfa,
            Indicateur::Pfa => Indicateur::Pmt,
        }
    }
}

/// One value for each indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Paire<T> {
    /// Of the patientèle médecin traitant.
    pub pmt: T,
    /// Of the file active.
    pub pfa: T,
}

impl<T> Paire<T> {
    /// A pair made from a function of the indicator.
    pub fn from_fn(mut f: impl FnMut(Indicateur) -> T) -> Paire<T> {
        Paire { pmt: f(Indicateur::Pmt), pfa: f(Indicateur::Pfa) }
    }
}

impl<T> std::ops::Index<Indicateur> for Paire<T> {
    type Output = T;
    fn index(&self, indicateur: Indicateur) -> &T {
        match indicateur {
            Indicateur::Pmt => &self.pmt,
            Indicateur::Pfa => &self.pfa,
        }
    }
}

impl<T> std::ops::IndexMut<Indicateur> for Paire<T> {
    fn index_mut(&mut self, indicateur: Indicateur) -> &mut T {
        match indicateur {
            Indicateur::Pmt => &mut self.pmt,
            Indicateur::Pfa => &mut self.pfa,
        }
    }
}
