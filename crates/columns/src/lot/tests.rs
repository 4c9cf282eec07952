//! The dossier of a row is the same at a glance and by the long way, and the glance is what nearly all rows take.
#![allow(clippy::unwrap_used)]

use super::Lot;
use crate::calcul::dossier_vierge;
use crate::{Choix, Entree, ligne};
use convention::jour::Jour;
use convention::tables::Convention;
use population::Population;

#[test]
fn a_row_at_a_glance_is_the_row_by_the_long_way() {
    let convention = Convention::embarquee().unwrap();
    let au = Jour::new(2026, 11, 28).unwrap();
    let contrats = Population::new(&convention.tables, 5, au).unwrap().lot(0, 4_000).unwrap();
    let entree = Entree::lier("contrats", &contrats.schema(), &Choix::default()).unwrap();
    let lot = Lot::ouvrir(&convention.tables, &entree, contrats.columns(), contrats.num_rows());
    let mut dossier = dossier_vierge();
    let mut seen = 0;
    for row in 0..contrats.num_rows() {
        if lot.dossier(row, au, &mut dossier).is_some() {
            let requete = ligne::paires(&entree, contrats.columns(), row);
            let mut long = ligne::lire(&convention, &requete, au).unwrap();
            long.reference = None;
            assert_eq!(dossier, long, "row {row}");
            seen += 1;
        }
    }
    assert_eq!(seen, contrats.num_rows(), "rows that take the long way");
}
