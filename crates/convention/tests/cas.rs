//! The cases: every cell of the documents' tables and every boundary, worked by hand in `tests/cas/`.
//!
//! `EPAULE_CAS_REGLES=DIR` runs them on the rule files of a directory instead of those in the crate.
#![allow(missing_docs, clippy::panic)]

mod harness;

use std::collections::BTreeSet;

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

/// How many cases the failures belong to.
fn broken(failures: &[harness::Failure]) -> usize {
    failures.iter().map(|f| (&f.fichier, &f.cas)).collect::<BTreeSet<_>>().len()
}
