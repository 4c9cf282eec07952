//! The digest of a known population: what the wheel, SQL and a cluster must find again.

use columns::{Choix, Empreinte, Moteur, Options};
use convention::jour::Jour;
use convention::tables::Convention;
use population::Population;

/// Of 10 000 contracts, seed 1, studied on 2026-11-23, years 1 to 5. Whatever changes a figure, a reason or a
/// column changes it: write then what the test found, once the change is what was wanted.
const ATTENDUE: &str = include_str!("empreinte-10000.txt");

#[test]
#[allow(clippy::unwrap_used)]
fn a_known_population_has_the_digest_on_file_however_it_is_cut() {
    let convention = Convention::embarquee().unwrap();
    let au = Jour::new(2026, 11, 23).unwrap();
    let population = Population::new(&convention.tables, 1, au).unwrap();
    let moteur = Moteur::new(convention, au, 1..=5, Options::default());
    let entree = moteur.lier("population", &population.schema(), &Choix::default()).unwrap();
    for taille in [10_000, 999] {
        let mut empreinte = Empreinte::default();
        let mut atelier = moteur.atelier();
        for premier in (0..10_000).step_by(taille) {
            let lot = population.lot(premier, taille.min(10_000 - premier as usize)).unwrap();
            let (annees, _) = atelier.calculer(&entree, &lot, premier + 1).unwrap();
            empreinte.ajouter(&annees);
            // The next batch is written in the memory of this one.
            atelier.reprendre(annees);
        }
        assert_eq!((empreinte.lignes(), empreinte.to_string().as_str()), (50_000, ATTENDUE.trim_end()));
    }
}
