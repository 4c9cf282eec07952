//! Lists longer than a byte counts: more than 255 periods of a year, payments of a contract, parts of a payment.
#![allow(missing_docs, clippy::expect_used, clippy::panic)]

mod harness;

use convention::document::Format;
use convention::dossier::{self, Dossier};
use convention::etude::{Demande, Etude, etudier};
use convention::indicateur::Paire;
use convention::jour::Jour;

const CONTRAT: &str = r#"
[medecin]
specialite = "01"
secteur = "1"
naissance = 1979-03-08
[patientele]
pmt = 1250
pfa = 1700
[contrat]
signature = 2024-07-01
option = "1"
[contrat.objectif]
pmt = { gain = 150 }
pfa = { gain = 100 }
"#;

fn lu(more: &str, au: Jour) -> Dossier {
    let text = format!("{CONTRAT}{more}");
    dossier::parse(&harness::convention(), "", text.as_bytes(), Some(Format::Toml), au)
        .unwrap_or_else(|faults| panic!("{faults:#?}"))
}

fn etude(dossier: &Dossier, au: Jour) -> Etude {
    etudier(&harness::convention(), dossier, &Demande { au, connu_au: au, si: Paire::default() })
}

/// 150 days suspended, one out of two: 301 periods, 215 days paid.
#[test]
fn a_year_cut_in_more_periods_than_a_byte_counts() {
    let au = Jour::new(2025, 7, 1).expect("a day");
    let debut = Jour::new(2024, 7, 2).expect("a day");
    let pair = format!(
        "[[evenements]]\ndate = {debut}\ntype = \"suspension\"\n[[evenements]]\ndate = {}\ntype = \"reprise\"\n",
        debut.plus_days(1)
    );
    let mut dossier = lu(&pair, au);
    let model = dossier.evenements.clone();
    for k in 1..150 {
        for event in &model {
            let mut event = event.clone();
            event.date = event.date.plus_days(2 * k);
            dossier.evenements.push(event);
        }
    }
    let found = etude(&dossier, au);
    let year = &found.chiffrage.annees[0];
    assert_eq!(year.periodes.len(), 301);
    // 38 000 × 215 / 365 = 22 383,56
    assert_eq!(year.annee.montant.map(|m| m.0), Some(2_238_356));
}

/// 45 years of two payments, each year decided four times: every payment has its own explanation.
#[test]
fn more_payments_than_a_byte_counts() {
    let au = Jour::new(2071, 6, 30).expect("a day");
    let mut decisions = String::new();
    for n in 1..=45 {
        decisions.push_str(&format!("[[constats]]\ndate = {}-06-15\npmt = 1410\npfa = 1815\n", 2024 + n));
        for (month, euros) in [(1, 1000), (2, 2000), (3, 3000), (4, 4000)] {
            decisions.push_str(&format!(
                "[[evenements]]\ndate = {}-0{month}-01\ntype = \"decision-caisse\"\nannee = {n}\naide_euros = {euros}\nmotif = \"m\"\n",
                2025 + n
            ));
        }
    }
    let found = etude(&lu(&decisions, au), au);
    let payments: usize = found.chiffrage.annees.iter().map(|y| y.annee.versements.iter().flatten().count()).sum();
    assert!(payments > 255, "{payments} payments");
    let told = |n: &convention::explication::Noeud| matches!(n.chemin, convention::explication::Chemin::Versement(_));
    assert_eq!(found.explication.iter().filter(|(_, n)| told(n)).count(), payments);
}

/// 300 euros one by one: 300 parts of one payment.
#[test]
fn more_parts_of_a_payment_than_a_byte_counts() {
    let au = Jour::new(2025, 7, 1).expect("a day");
    let sums = "[[encaissements]]\ndate = 2024-08-15\nmontant_euros = 1\n".repeat(300);
    let found = etude(&lu(&sums, au), au);
    let first = &found.rapprochement.as_ref().expect("sums").versements[0];
    assert_eq!((first.apports.len(), first.recu.0), (300, 30_000));
}
