//! The cost of a month beside that of the Urssaf's own model, on a grid of pays and working times.
//!
//! `modele-social/grille.json` is what the model says, written by `modele-social/generer.mjs` (npm,
//! development only; `.ci/run` writes it again where node is there). The model knows nothing of the
//! branch: what the branch adds is left out. Then what always holds of a cost.
#![allow(missing_docs, clippy::panic, clippy::unwrap_used)]

use std::path::Path;

use convention::cout::{Deroulement, Formule, LigneCout, coefficient, couts};
use convention::dossier::Assistant;
use convention::explication::Quiet;
use convention::jour::Jour;
use convention::money::{Centimes, Fraction};
use convention::tables::Convention;
use num_bigint::BigUint;
use proptest::prelude::*;
use serde_json::Value;

/// A point of the grid: pay in cents, share of full time, cost of the model in millionths of a euro.
struct Point {
    brut: i64,
    temps: Fraction,
    modele: i64,
}

fn grille() -> Vec<Point> {
    let points: Vec<Value> = serde_json::from_str(include_str!("modele-social/grille.json")).unwrap();
    points
        .iter()
        .map(|point| Point {
            brut: point["brut_centimes"].as_i64().unwrap(),
            temps: Fraction::new(point["num"].as_i64().unwrap(), point["den"].as_i64().unwrap()),
            modele: point["cout"].as_str().unwrap().replace('.', "").parse().unwrap(),
        })
        .collect()
}

/// What a month of the second half of 2026 costs, without what the branch adds.
fn sans_la_branche(convention: &Convention, point: &Point) -> Centimes {
    let assistant = Assistant {
        brut_mensuel: Some(Centimes(point.brut)),
        heures_semaine: Some(Fraction::new(35 * point.temps.num, point.temps.den)),
        embauche: Jour::new(2026, 7, 1),
        ..Assistant::default()
    };
    let year = (1, Jour::new(2026, 7, 1).unwrap(), Jour::new(2027, 6, 30).unwrap());
    let years = couts(&convention.tables, &assistant, &Deroulement::default(), &[year], &mut Quiet::default());
    let detail = years[0].mensualites[0].detail;
    let lines = [LigneCout::Salaire, LigneCout::Cotisations, LigneCout::Reduction, LigneCout::Mutuelle];
    lines.into_iter().map(|ligne| detail[ligne]).sum()
}

/// Three SMIC to the cent: whether the reduction still counts there, a computer's decimals decide.
fn au_bout_de_la_reduction(point: &Point) -> bool {
    // 3 x 12,31 € x 1820 h / 12 months
    12 * point.brut * point.temps.den == 3 * 1231 * 1820 * point.temps.num
}

/// Largest difference of the grid, in millionths of a euro a month: half a cent is rounding. As CONTRIBUTING.md
/// and README.md say it.
const PLUS_GRAND_ECART: i64 = 4_988;

/// At exactly three SMIC, pay in cents and difference: 24 hours with the reduction's last 2 %, full time without.
const AU_BOUT: [(i64, i64); 2] = [(384_072, 76_818_628), (560_105, 2_168)];

#[test]
fn a_month_costs_what_the_urssaf_says_to_the_cent() {
    let convention = rules();
    let (mut compared, mut largest, mut ends) = (0, 0, Vec::new());
    for point in grille() {
        let ours = sans_la_branche(convention, &point).0 * 10_000;
        let gap = (ours - point.modele).abs();
        if au_bout_de_la_reduction(&point) {
            ends.push((point.brut, gap));
            continue;
        }
        (compared, largest) = (compared + 1, largest.max(gap));
    }
    ends.sort_unstable();
    assert_eq!((compared, largest, ends), (187, PLUS_GRAND_ECART, AU_BOUT.to_vec()));
}

/// The figure that is published is the one that is checked.
#[test]
fn the_largest_difference_is_told() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let told = format!("0,{PLUS_GRAND_ECART:06} €");
    for file in ["CONTRIBUTING.md", "README.md"] {
        assert!(std::fs::read_to_string(root.join(file)).unwrap().contains(&told), "{file}: {told}");
    }
}

/// The points that are published beside the closed form, for a year of twelve such months.
#[test]
fn years_of_the_published_points() {
    let convention = rules();
    let half = Fraction::new(1, 2);
    for (brut, temps, year) in [
        (200_000, Fraction::ONE, 2_650_464),
        (100_000, half, 1_337_232),
        // Of these, euros alone are known.
        (216_000, Fraction::ONE, 3_017_900),
        (230_000, Fraction::ONE, 3_328_700),
        (250_000, Fraction::ONE, 3_759_200),
    ] {
        let found = 12 * sans_la_branche(convention, &Point { brut, temps, modele: 0 }).0;
        let precision = if year % 100 == 0 { 50 } else { 0 };
        assert!((found - year).abs() <= precision, "{brut} cents: {found}, not {year}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    /// A cent more of pay never costs less, save where the coefficient of the reduction moves by a step of
    /// its fourth decimal, and at the end of the reduction; and a month never costs less than its gross pay.
    #[test]
    fn a_cost_grows_with_the_pay(
        brut in 100i64..=800_000,
        more in 1i64..=50_000,
        hours in 1i64..=3_500,
    ) {
        let convention = rules();
        let temps = Fraction::new(hours, 3_500);
        let month = |brut: i64| {
            let assistant = Assistant {
                brut_mensuel: Some(Centimes(brut)),
                heures_semaine: Some(Fraction::new(hours, 100)),
                embauche: Jour::new(2026, 7, 1),
                ..Assistant::default()
            };
            let year = (1, Jour::new(2026, 7, 1).unwrap(), Jour::new(2027, 6, 30).unwrap());
            let years = couts(&convention.tables, &assistant, &Deroulement::default(), &[year], &mut Quiet::default());
            years[0].mensualites[0].detail
        };
        let (low, high) = (month(brut), month(brut + more));
        for detail in [low, high] {
            prop_assert!(detail.total() > detail.brut(), "{detail:?}");
            prop_assert!(detail[LigneCout::Reduction] <= Centimes::ZERO);
            prop_assert!(-detail[LigneCout::Reduction].0 <= detail[LigneCout::Cotisations].0, "{detail:?}");
        }
        // The reduction ends at three SMIC with 2 % of the pay, and rounds its coefficient to 1/10 000: by half
        // a step more at one pay, and less at the other. The rest of the lines only grow.
        let grows = |a: Centimes, b: Centimes| a <= b;
        for ligne in LigneCout::ALL.iter().filter(|l| **l != LigneCout::Reduction) {
            prop_assert!(grows(low[*ligne], high[*ligne]), "{ligne}: {low:?} {high:?}");
        }
        let step = brut / 10_000 + 2;
        prop_assert!(high.total().0 + step >= low.total().0, "{temps:?} {low:?} {high:?}");
    }

    /// The coefficient beside decimals: x^1,75 as the square root of x, its root, and their product.
    #[test]
    fn the_coefficient_is_that_of_a_power_in_decimals(num in 1u64..=1_000_000, den in 1u64..=1_000_000) {
        let formule = Formule { minimum: 200, ecart: 3781, maximum: 3981, exposant: Fraction::new(7, 4) };
        // Thirty decimals by integer roots: x^(7/4) = x * sqrt(x) * sqrt(sqrt(x)).
        let one = BigUint::from(10u32).pow(30);
        let x = BigUint::from(num) * &one / BigUint::from(den);
        let root = (&x * &one).sqrt();
        let fourth = (&root * &one).sqrt();
        let power = &x * &root / &one * &fourth / &one;
        let doubled = (BigUint::from(200u32) * &one + BigUint::from(3781u32) * power) * 2u32 + &one;
        let expected = (doubled / (&one * 2u32)).min(BigUint::from(3981u32));
        prop_assert_eq!(BigUint::from(coefficient(&formule, num.into(), den.into())), expected);
    }
}

fn rules() -> &'static Convention {
    static RULES: std::sync::OnceLock<Convention> = std::sync::OnceLock::new();
    RULES.get_or_init(|| Convention::embarquee().unwrap())
}
