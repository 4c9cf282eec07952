//! What holds of any payments and any sums: nothing is lost, and the order of the file says nothing.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use convention::document::Format;
use convention::dossier;
use convention::etude::{Demande, etudier};
use convention::jour::Jour;
use convention::money::Centimes;
use convention::rapprochement::{Du, EtatVersement, Recu, apparier};
use convention::tables::Convention;
use proptest::prelude::*;
use serde_json::Value;

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

/// Few amounts and few days, so that sums meet payments.
fn amount() -> impl Strategy<Value = Centimes> {
    prop::sample::select(vec![-500, -200, -100, 100, 200, 300, 500, 700, 1_000]).prop_map(Centimes)
}

fn due() -> impl Strategy<Value = Du> {
    let bounds = (-500i64..0, 0i64..1_000).prop_map(|(min, max)| (Centimes(min), Centimes(max)));
    (prop::option::weighted(0.8, amount()), prop::option::of(bounds), 0..400i32, prop::option::of(0..60i32)).prop_map(
        |(montant, bornes, day, delay)| Du {
            montant,
            bornes: bornes.filter(|_| montant.is_none()),
            date_limite: delay.map(|delay| Jour(day + delay)),
            exigible: Jour(day),
        },
    )
}

fn received() -> impl Strategy<Value = Vec<Recu>> {
    prop::collection::vec((0..420i32, amount()), 0..8).prop_map(|list| {
        let numbered = (0u16..).zip(list);
        numbered.map(|(encaissement, (day, montant))| Recu { encaissement, date: Jour(day), montant }).collect()
    })
}

proptest! {
    #![proptest_config(config(2_000))]

    #[test]
    fn no_cent_is_lost_or_made(dus in prop::collection::vec(due(), 0..8), recus in received()) {
        let apports = apparier(&dus, &recus);
        for recu in &recus {
            let own = || apports.iter().filter(|a| a.encaissement == recu.encaissement);
            let paid: Centimes = own().map(|a| a.montant).sum();
            let left = recu.montant.0 - paid.0;
            // What is left is a part of the sum, of its sign. Money kept on a payment is paid besides.
            prop_assert!(left == 0 || left.signum() == recu.montant.0.signum() && left.abs() <= recu.montant.0.abs());
            for apport in own() {
                prop_assert_ne!(apport.montant, Centimes::ZERO);
            }
        }
        for (index, du) in (0u16..).zip(&dus) {
            let parts = apports.iter().filter(|a| a.versement == index);
            let got: Centimes = parts.map(|a| a.montant).sum();
            if let Some(montant) = du.montant.filter(|m| m.0 < 0) {
                prop_assert!(montant <= got && got.0 <= 0, "{montant:?} {got:?}");
            } else if du.montant.is_some() {
                prop_assert!(got.0 >= 0, "{got:?}");
            }
        }
    }

    /// Nothing pays what could not be due yet, save in advance and whole.
    #[test]
    fn only_what_is_due_is_paid(dus in prop::collection::vec(due(), 0..8), recus in received()) {
        for apport in apparier(&dus, &recus) {
            let du = dus[usize::from(apport.versement)];
            let recu = recus.iter().find(|r| r.encaissement == apport.encaissement).unwrap();
            prop_assert!(du.exigible <= recu.date || du.montant == Some(recu.montant));
        }
    }

    #[test]
    fn a_payment_is_late_only_after_its_last_day(du in due(), recu in amount(), au in 0..500i32) {
        let etat = du.etat(recu, Jour(au));
        prop_assert_ne!(etat, EtatVersement::AVenir);
        let nothing = du.etat(Centimes::ZERO, Jour(au));
        if nothing == EtatVersement::EnRetard {
            prop_assert!(du.date_limite.unwrap() < Jour(au));
            prop_assert!(du.jours_de_retard(None, Jour(au)).unwrap() > 0);
        }
        prop_assert_eq!(nothing == EtatVersement::AVenir, du.exigible > Jour(au));
    }

    #[test]
    fn the_order_of_sums_says_nothing(
        dus in prop::collection::vec(due(), 0..8),
        (recus, shuffled) in received().prop_flat_map(|r| (Just(r.clone()), Just(r).prop_shuffle())),
    ) {
        prop_assert_eq!(apparier(&dus, &recus), apparier(&dus, &shuffled));
    }
}

const CONTRAT: &str = "medecin = { specialite = '04', secteur = '1', naissance = 1980-01-01 }\n\
    patientele = { pfa = 1600, bande = 'p50-p90' }\n\
    contrat = { signature = 2026-01-15, option = '1', objectif = { pfa = { gain = 100 } } }\n\
    constats = [{ date = 2028-12-31, pfa = 1649 }]\n";

fn sum() -> impl Strategy<Value = String> {
    let amounts = vec!["38000", "28000", "11000", "10780", "14000", "66000", "-220", "5000", "'9500.50'"];
    (2026..=2029i32, 2..=12u8, prop::sample::select(amounts)).prop_map(|(year, month, amount)| {
        format!("[[encaissements]]\ndate = {year}-{month:02}-10\nmontant_euros = {amount}\n")
    })
}

fn etude(convention: &Convention, sums: &[String]) -> Value {
    let text = format!("{CONTRAT}{}", sums.concat());
    let au = Jour::new(2029, 12, 31).unwrap();
    let dossier = dossier::parse(convention, "", text.as_bytes(), Some(Format::Toml), au).expect("a dossier");
    etudier(convention, &dossier, &Demande::au(au)).to_json(convention)
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn an_etude_accounts_for_every_sum(
        (sums, shuffled) in prop::collection::vec(sum(), 1..6)
            .prop_flat_map(|sums| (Just(sums.clone()), Just(sums).prop_shuffle())),
    ) {
        let convention = Convention::embarquee().unwrap();
        let etude = etude(&convention, &sums);
        prop_assert_eq!(&etude, &self::etude(&convention, &shuffled));
        let rapprochement = &etude["rapprochement"];
        let cents = |value: &Value| value.as_i64().unwrap();
        let of = |list: &str, member: &str| -> i64 {
            rapprochement[list].as_array().unwrap().iter().map(|v| cents(&v[member])).sum()
        };
        let totaux = &rapprochement["totaux"];
        prop_assert_eq!(of("versements", "recu_centimes") + of("encaissements", "inexplique_centimes"), cents(&totaux["recu_centimes"]));
        prop_assert_eq!(of("encaissements", "montant_centimes"), cents(&totaux["recu_centimes"]));
        // The right to year 5 has not arisen; what was paid is what was due, less what is missing, and so on.
        let advance: i64 = rapprochement["versements"].as_array().unwrap().iter()
            .filter(|v| v["exigible_le"].as_str().unwrap() > "2029-12-31").map(|v| cents(&v["recu_centimes"])).sum();
        let expected = cents(&totaux["du_centimes"]) - cents(&totaux["manque_centimes"])
            + cents(&totaux["a_rendre_centimes"]) + cents(&totaux["trop_percu_centimes"]) + advance;
        prop_assert_eq!(of("versements", "recu_centimes"), expected);
        let late = cents(&totaux["en_retard_centimes"]);
        prop_assert!(0 <= late && late <= cents(&totaux["manque_centimes"]));
    }
}
