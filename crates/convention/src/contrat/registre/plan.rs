//! How a year is paid: in which parts, by when (PAI-1 to PAI-4).

use super::Registre;
use crate::contrat::Annee;
use crate::dossier::OptionEtp;
use crate::explication::{Quiet, Trace};
use crate::faits::Faits;
use crate::jour::Jour;
use crate::question::Lectures;
use crate::tables::{LigneVersement, Modalite, Tables};
use crate::versement::{self, Base, Reperes};

/// How a year is paid: by its option and its rank as they were known when its first payment fell due. An
/// avenant that is known later changes the parts of no payment that was made.
pub(super) struct Plan<'a> {
    tables: &'a Tables,
    lectures: &'a Lectures,
    /// The facts, with the option of the year then.
    pub(super) faits: Faits<'a>,
    /// What payments are worked out from, with the rank of the year then.
    pub(super) base: Base,
}

impl<'a> Registre<'a> {
    /// The plan of a year.
    pub(super) fn plan(&mut self, year: &Annee) -> Plan<'a> {
        let now = self.plan_de(year, year.rang, year.periode.option);
        let debut = year.periode.debut;
        let limite =
            now.lignes(&mut Quiet::default()).1.first().and_then(|line| now.limite(line, &mut Quiet::default()));
        let then = self.etat(year.annee, debut, limite.unwrap_or(debut).max(debut));
        match then.tables {
            Some((rang, option)) => self.plan_de(year, rang, option),
            None => now,
        }
    }

    fn plan_de(&self, year: &Annee, rang: u8, option: Option<OptionEtp>) -> Plan<'a> {
        Plan {
            tables: self.donnees.tables,
            lectures: self.donnees.lectures,
            faits: Faits { option, ..*self.faits },
            base: Base { rang, ..self.base(year) },
        }
    }
}

impl<'a> Plan<'a> {
    /// Its way of paying, and its parts.
    pub(super) fn lignes<T: Trace>(&self, trace: &mut T) -> (Modalite, &'a [LigneVersement]) {
        versement::lignes(self.tables, self.lectures, &self.faits, &self.base, trace)
    }

    /// The last day of a part.
    pub(super) fn limite<T: Trace>(&self, line: &LigneVersement, trace: &mut T) -> Option<Jour> {
        versement::date_limite(self.lectures, &Reperes::du_contrat(&self.faits), line, &self.base, trace)
    }
}
