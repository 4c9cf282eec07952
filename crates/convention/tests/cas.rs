//! The cases: every cell of the documents' tables and every boundary, worked by hand in `tests/cas/`.
//!
//! `EPAULE_CAS_REGLES=DIR` runs them on the rule files of a directory instead of those in the crate.
#![allow(missing_docs, clippy::expect_used, clippy::panic)]

mod harness;

use std::collections::BTreeSet;

use convention::document::Format;
use convention::dossier;
use convention::explication::Quiet;
use convention::faits::Faits;
use convention::jour::Jour;
use convention::money::Centimes;
use convention::tables::{NatureVersement, SerieMontant};
use convention::versement::{Base, verser};

#[test]
fn every_case_holds() {
    let convention = harness::convention();
    let failures = harness::run_all(&convention);
    let list: Vec<String> = failures.iter().map(ToString::to_string).collect();
    assert!(list.is_empty(), "{} of {} cases:\n{}", broken(&failures), harness::cas().len(), list.join("\n"));
}

/// A case names rules that exist, and each rule that has words has a case.
#[test]
fn rules_and_cases_name_each_other() {
    let convention = harness::convention();
    let rules: BTreeSet<&str> = convention.textes.regles.iter().map(|r| r.id.as_str()).collect();
    let named: BTreeSet<&str> = harness::cas().iter().flat_map(|c| &c.regles).map(String::as_str).collect();
    let unknown: Vec<_> = named.difference(&rules).collect();
    let without_case: Vec<_> = rules.difference(&named).collect();
    assert!(unknown.is_empty(), "cases name rules that do not exist: {unknown:?}");
    assert!(without_case.is_empty(), "rules without a case: {without_case:?}");
}

/// Q-TIERS speaks of a year that no contract reaches under the dates of today: the second of a 1/3 ETP,
/// once revalued. Its payments are asked of the rule itself.
#[test]
fn second_year_of_a_revalued_third() {
    let convention = harness::convention();
    let jour = |text| Jour::parse_iso(text).expect("a day");
    let paid = |lecture: &str| {
        let text = format!(
            "[medecin]\nspecialite = \"01\"\n[contrat]\nsignature = 2023-04-30\noption = \"1/3\"\n[lectures]\n{lecture}"
        );
        let dossier = dossier::parse(&convention, "", text.as_bytes(), Some(Format::Toml), jour("2023-05-15"))
            .unwrap_or_else(|faults| panic!("{faults:#?}"));
        let (tables, lectures, mut quiet) = (&convention.tables, &dossier.lectures, Quiet::default());
        let specialite = tables.specialite("01").expect("a specialty");
        let signature = jour("2023-04-30");
        let faits = Faits::of(tables, lectures, &dossier, specialite, dossier.regime, signature, &mut quiet);
        let aide = Some(Centimes::from_euros(9450));
        let base = Base {
            annee: 2,
            rang: 2,
            debut: jour("2024-04-30").date(),
            cloture: jour("2025-04-30").date(),
            serie: SerieMontant::Depuis,
            montant: aide,
            modulee: aide,
            precedente: None,
            index: 0,
        };
        let (versements, total) = verser(tables, lectures, &faits, &base, &mut quiet);
        assert_eq!(total, aide);
        versements.into_iter().flatten().map(|v| (v.nature, v.montant, v.date_limite)).collect::<Vec<_>>()
    };
    // 70 % of 9450 at the anniversary that opens the year, 30 % at the one that closes it.
    let line = |nature, euros, date| (nature, Some(Centimes::from_euros(euros)), Some(jour(date)));
    let halves = [line(NatureVersement::Acompte, 6615, "2024-04-30"), line(NatureVersement::Solde, 2835, "2025-04-30")];
    assert_eq!(paid(""), halves);
    assert_eq!(paid("Q-TIERS = \"70_30\""), halves);
    // In full, as the sheet prints beside: 2 months after the anniversary, as PAI-1.
    assert_eq!(paid("Q-TIERS = \"integral\""), [line(NatureVersement::Integral, 9450, "2024-06-30")]);
}

/// How many cases the failures belong to.
fn broken(failures: &[harness::Failure]) -> usize {
    failures.iter().map(|f| (&f.fichier, &f.cas)).collect::<BTreeSet<_>>().len()
}
