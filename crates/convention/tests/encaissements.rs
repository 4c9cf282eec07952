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
    let day = (0..400i32, prop::option::of(0..60i32));
    (1..4u8, prop::option::weighted(0.8, amount()), prop::option::of(bounds), day).prop_map(
        |(annee, montant, bornes, (day, delay))| Du {
            annee,
            montant,
            bornes: bornes.filter(|_| montant.is_none()),
            date_limite: delay.map(|delay| Jour(day + delay)),
            exigible: Jour(day),
        },
    )
}

/// After every sum.
const AU: Jour = Jour(420);

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
        let apports = apparier(&dus, &recus, AU).apports;
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
        for apport in apparier(&dus, &recus, AU).apports {
            let du = dus[usize::from(apport.versement)];
            let recu = recus.iter().find(|r| r.encaissement == apport.encaissement).unwrap();
            prop_assert!(du.exigible <= recu.date || du.montant == Some(recu.montant));
        }
    }

    /// Of one year, nothing is to give back while a line that came before the study is still to be paid.
    #[test]
    fn a_year_takes_back_first_what_it_has_not_paid(
        dus in prop::collection::vec(due(), 0..8), recus in received(), au in 0..420i32,
    ) {
        let au = Jour(au);
        let recus: Vec<Recu> = recus.into_iter().filter(|r| r.date <= au).collect();
        let found = apparier(&dus, &recus, au);
        for c in &found.compensations {
            let (back, paid) = (dus[usize::from(c.a_rendre)], dus[usize::from(c.a_verser)]);
            prop_assert!(c.montant > Centimes::ZERO && back.annee == paid.annee);
            prop_assert!(back.exigible <= au && paid.exigible <= au);
        }
        // What is left of each line; what is set off never goes past it.
        let left = |index: u16| {
            let got: Centimes = found.apports.iter().filter(|a| a.versement == index).map(|a| a.montant).sum();
            let off = found.compensations.iter().filter_map(|c| c.vue_de(index)).map(|(_, m)| m).sum::<Centimes>();
            let manque = dus[usize::from(index)].manque(got);
            (manque, manque.map(|m| m - off), off)
        };
        for (index, du) in (0u16..).zip(&dus) {
            let (before, after, off) = left(index);
            let Some((before, after)) = before.zip(after) else { continue };
            // A sum may still come in excess of what is left: never may the set-off go past the line.
            let montant = du.montant.unwrap_or_default();
            let whole = if montant < Centimes::ZERO { before } else { montant };
            prop_assert!(off == Centimes::ZERO || off.0.signum() == montant.0.signum());
            prop_assert!(off.0.abs() <= whole.0.abs(), "{before:?} {off:?}");
            if du.montant.is_some_and(|m| m < Centimes::ZERO) && after < Centimes::ZERO && du.exigible <= au {
                let same = (0u16..).zip(&dus).filter(|(_, d)| d.annee == du.annee && d.exigible <= au);
                for (other, _) in same {
                    prop_assert!(left(other).1.is_none_or(|m| m <= Centimes::ZERO));
                }
            }
        }
    }

    #[test]
    fn a_payment_is_late_only_after_its_last_day(du in due(), recu in amount(), au in 0..500i32) {
        let etat = du.etat(recu, Centimes::ZERO, Jour(au));
        prop_assert_ne!(etat, EtatVersement::AVenir);
        let nothing = du.etat(Centimes::ZERO, Centimes::ZERO, Jour(au));
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
        prop_assert_eq!(apparier(&dus, &recus, AU), apparier(&dus, &shuffled, AU));
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
