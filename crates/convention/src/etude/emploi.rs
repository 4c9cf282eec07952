//! The assistant and the employer in a study: training, papers, points of vigilance.

use crate::echeance::Echeance;
use crate::explication::Trace;
use crate::formation::{self, Formation};
use crate::pieces::{self, Piece};
use crate::regime::Regime;
use crate::vigilance::{self, Cas, Vigilance};

/// What a study says of the assistant and the employer.
#[derive(Debug, Clone, Default)]
pub(super) struct Emploi {
    pub(super) formation: Option<Formation>,
    pub(super) pieces: Vec<Piece>,
    pub(super) vigilance: Vec<Vigilance>,
}

impl Emploi {
    /// VIE-3 to VIE-10: of a contract that is over, only how it ended.
    pub(super) fn of<T: Trace>(cas: &Cas<'_>, regime: Regime, echeances: &[Echeance], trace: &mut T) -> Emploi {
        let mut emploi = Emploi { vigilance: vigilance::vigilance(cas), ..Emploi::default() };
        if !cas.fini {
            let formation = formation::formation(cas.poste, echeances, cas.au, trace);
            emploi.pieces = pieces::pieces(cas.dossier, regime, &formation, echeances, cas.au, trace);
            emploi.formation = Some(formation);
        }
        emploi
    }
}
