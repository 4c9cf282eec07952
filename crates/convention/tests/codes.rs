//! What the kernel of many contracts listens with and fills says the same as what one étude does: the rules of the
//! codes are those of the nodes of the explanation, verdicts and figures are the same.
#![allow(missing_docs, clippy::panic, clippy::expect_used, clippy::unwrap_used)]

mod harness;

use std::collections::BTreeSet;

use convention::contrat::{self, Annee, Donnees, Journal};
use convention::document::Format;
use convention::dossier::{self, Cas, Dossier, OptionEtp};
use convention::eligibilite::{self, Etat, Verdict};
use convention::explication::{Codes, Noeud, Quiet, Regle, Trace, Tree};
use convention::faits::Faits;
use convention::jour::Jour;
use convention::tables::{REGLES, Tables};

/// What one run of the rules gave.
type Lu = (Vec<(&'static str, Etat)>, Verdict, Vec<Annee>);

/// Every rule of one contract, heard by `trace`; its years in a buffer that held something else.
fn lire<T: Trace>(tables: &Tables, dossier: &Dossier, option: Option<OptionEtp>, au: Jour, trace: &mut T) -> Lu {
    let journal = Journal::ouvrir(dossier, au, au);
    let vie = journal.as_ref().map(|j| j.vie(tables)).unwrap_or_default();
    let lectures = &dossier.lectures;
    let specialite = tables.specialite(&dossier.medecin.specialite).expect("a specialty");
    let signature = dossier.contrat.signature.unwrap_or(au);
    let faits = Faits::of(tables, lectures, dossier, specialite, dossier.regime, signature, trace);
    let faits = Faits { option: option.or(faits.option), ..faits };
    let mut dits = Vec::new();
    let mut chaque = |regle: Regle, etat| dits.push((regle.id(), etat));
    let verdict = eligibilite::juger(tables, lectures, dossier, &faits, signature < au, trace, &mut chaque);
    let cadre = contrat::cadre(tables, lectures, &faits, trace);
    let donnees = Donnees {
        tables,
        lectures,
        constats: &dossier.constats,
        annees: 6,
        vie: &vie,
        journal: journal.as_ref().filter(|j| j.sert(&vie)),
        attendues: &[],
        versions: None,
    };
    let mut years = contrat::annees(&donnees, &faits, &cadre, &mut Quiet::default());
    contrat::annees_dans(&donnees, &faits, &cadre, &mut years, trace, |_| ());
    (dits, verdict, years)
}

/// The rules of a node and of all below it.
fn regles(noeud: &Noeud, found: &mut BTreeSet<&'static str>) {
    found.insert(noeud.regle);
    noeud.enfants.iter().for_each(|enfant| regles(enfant, found));
}

#[test]
fn the_codes_are_the_rules_of_the_explanation() {
    let convention = harness::convention();
    let tables = &convention.tables;
    let rank = |id: &str| Regle::IDS.iter().position(|known| *known == id).expect("a rule");
    let (mut seen, mut runs, mut lived) = (BTreeSet::new(), 0, 0);
    for cas in harness::cas() {
        let read = dossier::lire(&convention, &cas.nom, cas.dossier.as_bytes(), Some(Format::Toml), cas.au);
        let Ok(Cas::Individuel(dossier)) = read else { continue };
        for option in [None, Some(OptionEtp::Demi), Some(OptionEtp::Deux)] {
            let (mut tree, mut codes, mut quiet) = (Tree::new(), Codes::default(), Quiet::default());
            let told = lire(tables, &dossier, option, cas.au, &mut tree);
            assert_eq!(lire(tables, &dossier, option, cas.au, &mut codes), told, "{}", cas.nom);
            assert_eq!(lire(tables, &dossier, option, cas.au, &mut quiet), told, "{}", cas.nom);
            let mut expected = BTreeSet::new();
            tree.roots.iter().for_each(|noeud| regles(noeud, &mut expected));
            let found: Vec<&str> = codes.regles.iter().collect();
            assert!(found.is_sorted_by_key(|id| rank(id)), "{}: {found:?}", cas.nom);
            assert_eq!(found.iter().copied().collect::<BTreeSet<_>>(), expected, "{}", cas.nom);
            assert_eq!((codes.consulted, codes.filled), (quiet.consulted, quiet.filled), "{}", cas.nom);
            seen.extend(found);
            runs += 1;
            lived += usize::from(!dossier.evenements.is_empty());
        }
    }
    assert!(runs > 1000 && lived > 300, "{runs} runs, {lived} with events");
    assert!(seen.len() > 40, "{seen:?}");
}

#[test]
fn a_verdict_without_words_is_that_of_the_examination() {
    let convention = harness::convention();
    let tables = &convention.tables;
    let mut verdicts = BTreeSet::new();
    for cas in harness::cas() {
        let read = dossier::lire(&convention, &cas.nom, cas.dossier.as_bytes(), Some(Format::Toml), cas.au);
        let Ok(Cas::Individuel(dossier)) = read else { continue };
        let specialite = tables.specialite(&dossier.medecin.specialite).expect("a specialty");
        let signature = dossier.contrat.signature.unwrap_or(cas.au);
        let quiet = &mut Quiet::default();
        let faits = Faits::of(tables, &dossier.lectures, &dossier, specialite, dossier.regime, signature, quiet);
        for signed in [false, true] {
            let whole = eligibilite::examiner(tables, &dossier.lectures, &dossier, &faits, signed, quiet);
            let mut dits = Vec::new();
            let mut chaque = |regle: Regle, etat| dits.push((regle.id(), etat));
            let verdict = eligibilite::juger(tables, &dossier.lectures, &dossier, &faits, signed, quiet, &mut chaque);
            assert_eq!(verdict, whole.verdict, "{}", cas.nom);
            assert_eq!(dits, whole.motifs.iter().map(|m| (m.regle, m.etat)).collect::<Vec<_>>(), "{}", cas.nom);
            verdicts.insert(verdict);
        }
    }
    assert_eq!(verdicts.len(), Verdict::ALL.len(), "{verdicts:?}");
}

#[test]
fn a_rule_of_a_way_of_paying_has_its_name() {
    use convention::tables::Modalite;
    for modalite in Modalite::ALL {
        assert_eq!(modalite.regle().id(), modalite.id());
    }
    assert_eq!(REGLES, Regle::IDS);
}
