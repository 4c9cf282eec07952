//! How long the core takes. Figures are for one machine: compare lines of one run.

#![allow(missing_docs, clippy::unwrap_used)]

use convention::contrat::{self, Donnees};
use convention::document::Format;
use convention::dossier::{Dossier, parse};
use convention::etude::{Demande, etudier};
use convention::explication::Quiet;
use convention::faits::Faits;
use convention::jour::Jour;
use convention::tables::Convention;
use divan::Bencher;

fn main() {
    divan::main();
}

/// A running contract: everything known up to year 3, two objectives, one constat.
const EN_COURS: &str = r#"
[medecin]
specialite = "01"
secteur = "1"
naissance = 1975-03-04
[patientele]
pmt = 1300
pfa = 1600
[contrat]
signature = 2024-07-01
option = "1"
objectif = { pmt = { cible = 1560 }, pfa = { gain = 110 } }
[[constats]]
date = 2027-01-15
pmt = 1430
pfa = 1650
"#;

/// A doctor who asks, and knows the two counts.
const A_SIGNER: &str = r#"
[medecin]
specialite = "01"
secteur = "1"
naissance = 1975-03-04
[patientele]
pmt = 1300
pfa = 1600
[contrat]
option = "1"
"#;

/// The least that answers.
const SPECIALITE_SEULE: &str = "[medecin]\nspecialite = \"01\"\n";

fn au() -> Jour {
    Jour::new(2027, 3, 1).unwrap()
}

fn dossier(convention: &Convention, text: &str) -> Dossier {
    parse(convention, "dossier.toml", text.as_bytes(), Some(Format::Toml), au()).unwrap()
}

#[divan::bench]
fn charger_les_regles(bencher: Bencher<'_, '_>) {
    bencher.bench(Convention::embarquee);
}

#[divan::bench]
fn lire_un_dossier(bencher: Bencher<'_, '_>) {
    let convention = Convention::embarquee().unwrap();
    bencher.bench(|| dossier(&convention, EN_COURS));
}

/// One reading of every rule of a contract, five years, no explanation.
#[divan::bench]
fn une_lecture_sans_explication(bencher: Bencher<'_, '_>) {
    let convention = Convention::embarquee().unwrap();
    let dossier = dossier(&convention, EN_COURS);
    let tables = &convention.tables;
    let specialite = tables.specialite("01").unwrap();
    let signature = dossier.contrat.signature.unwrap();
    let vie = convention::vie::Vie::default();
    bencher.bench(|| {
        let quiet = &mut Quiet::default();
        let dossier = divan::black_box(&dossier);
        let faits = Faits::of(tables, &dossier.lectures, dossier, specialite, dossier.regime, signature, quiet);
        let cadre = contrat::cadre(tables, &dossier.lectures, &faits, quiet);
        let donnees = Donnees {
            tables,
            lectures: &dossier.lectures,
            constats: &dossier.constats,
            annees: 5,
            vie: &vie,
            journal: None,
            attendues: &[],
            versions: None,
        };
        contrat::annees(&donnees, &faits, &cadre, quiet)
    });
}

/// Readings, bounds, next steps, decision table and explanation.
#[divan::bench(args = [("en cours", EN_COURS), ("à signer", A_SIGNER), ("une spécialité", SPECIALITE_SEULE)])]
fn etude_complete(bencher: Bencher<'_, '_>, (_, text): (&str, &str)) {
    let convention = Convention::embarquee().unwrap();
    let dossier = dossier(&convention, text);
    bencher.bench(|| etudier(&convention, divan::black_box(&dossier), &Demande::au(au())));
}
