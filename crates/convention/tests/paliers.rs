//! Next steps are exact: at a step the figure changes, and one patient before it does not.
//!
//! Each dossier is worked out again with one patient more or fewer in the constat, as a user would do.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use convention::document::Format;
use convention::dossier::parse;
use convention::etude::{Chiffrage, Demande, NaturePalier, Palier, Sens, etudier};
use convention::indicateur::{Indicateur, Paire};
use convention::jour::Jour;
use convention::money::Fraction;
use convention::tables::{Convention, Issue};
use proptest::prelude::*;
use std::sync::LazyLock;

static CONVENTION: LazyLock<Convention> = LazyLock::new(|| Convention::embarquee().unwrap());

/// A running contract with a constat in year 3 or 4.
#[derive(Debug, Clone)]
struct Contrat {
    specialite: &'static str,
    signature: &'static str,
    naissance: &'static str,
    pmt: u32,
    pfa: u32,
    objectif_pmt: String,
    objectif_pfa: String,
    annee: u8,
    constat: Paire<u32>,
    lectures: &'static str,
}

impl Contrat {
    fn au(&self) -> Jour {
        Jour::parse_iso(self.signature).unwrap().plus_years(i32::from(self.annee)).plus_days(-1)
    }

    fn etude(&self, constat: Paire<u32>) -> Chiffrage {
        let adultes = self.signature < "2023-05-01";
        let pmt = if adultes { "pmt_adultes" } else { "pmt" };
        let both = self.specialite == "01";
        let mut objectifs = String::new();
        if both {
            objectifs += &format!("{pmt} = {}\n", self.objectif_pmt);
        }
        let text = format!(
            "[medecin]\nspecialite = \"{}\"\nnaissance = {}\n[patientele]\n{pmt} = {}\npfa = {}\n\
             [contrat]\nsignature = {}\noption = \"1\"\njustificatifs = {}\n[contrat.objectif]\n{objectifs}pfa = {}\n\
             [[constats]]\ndate = {}\n{pmt} = {}\npfa = {}\n[lectures]\n{}\n",
            self.specialite,
            self.naissance,
            self.pmt,
            self.pfa,
            self.signature,
            self.signature,
            self.objectif_pfa,
            self.au(),
            constat.pmt,
            constat.pfa,
            self.lectures,
        );
        let dossier = parse(&CONVENTION, "contrat.toml", text.as_bytes(), Some(Format::Toml), self.au())
            .unwrap_or_else(|faults| panic!("{faults:#?}\n{text}"));
        etudier(&CONVENTION, &dossier, &Demande::au(self.au())).chiffrage
    }

    /// Share of the year, and outcome of an indicator, for given counts.
    fn result(&self, constat: Paire<u32>, i: Indicateur) -> (Option<Fraction>, Option<Issue>) {
        let year = self.etude(constat).annees[usize::from(self.annee) - 1].annee;
        (year.part, year.atteintes[i].and_then(|a| a.issue))
    }
}

fn objectif(depart: u32) -> impl Strategy<Value = String> {
    prop_oneof![
        2 => (1..60u32).prop_map(|gain| format!("{{ gain = {gain} }}")),
        1 => (1..400u32).prop_map(move |gain| format!("{{ cible = {} }}", depart + gain)),
        2 => Just("{ maintien = true }".to_owned()),
    ]
}

fn contrat() -> impl Strategy<Value = Contrat> {
    let lectures = prop_oneof![
        5 => Just(""),
        1 => Just("Q-TAUX = \"niveau\""),
        1 => Just("Q-95 = \"100\""),
        1 => Just("Q-AV7-DEUX = \"moyenne\""),
        1 => Just("Q-AV7-DEUX = \"meilleur\""),
        1 => Just("Q-AV7-PART = \"convention_2024\""),
    ];
    let shape = (
        prop_oneof![Just("01"), Just("04")],
        prop_oneof![Just("2024-07-01"), Just("2023-09-10"), Just("2021-03-15")],
        prop_oneof![Just("1980-01-01"), Just("1955-01-01")],
        3..4u8,
        lectures,
        40..300u32,
        40..300u32,
    );
    shape.prop_flat_map(|(specialite, signature, naissance, annee, lectures, pmt, pfa)| {
        let near = |depart: u32| depart.saturating_sub(40)..depart + 80;
        (objectif(pmt), objectif(pfa), near(pmt), near(pfa)).prop_map(move |(objectif_pmt, objectif_pfa, a, b)| {
            Contrat {
                specialite,
                signature,
                naissance,
                pmt,
                pfa,
                objectif_pmt,
                objectif_pfa,
                annee,
                constat: Paire { pmt: a, pfa: b },
                lectures,
            }
        })
    })
}

fn check(contrat: &Contrat, palier: &Palier) {
    let i = palier.indicateur;
    let at = |count: u32| {
        let mut constat = contrat.constat;
        constat[i] = count;
        contrat.result(constat, i)
    };
    let now = contrat.constat[i];
    let up = palier.effectif > now;
    assert_eq!(palier.ecart, palier.effectif.abs_diff(now), "{palier:?}");
    let one_before = if up { palier.effectif - 1 } else { palier.effectif + 1 };
    let (here, before) = (at(palier.effectif), at(one_before));
    let (avant, apres) = palier.parts.unwrap();
    assert_eq!(here.0, Some(apres), "the share at the step: {palier:?}\n{contrat:?}");
    assert_eq!(at(now).0, Some(avant), "the share now: {palier:?}\n{contrat:?}");
    match palier.nature {
        NaturePalier::ProchainChangement => {
            assert_ne!(here.0, Some(avant), "{palier:?}\n{contrat:?}");
            assert_eq!(before.0, Some(avant), "one patient before: {palier:?}\n{contrat:?}");
        }
        NaturePalier::AideEntiere => {
            assert_eq!(here.0, Some(Fraction::ONE), "{palier:?}\n{contrat:?}");
            assert_ne!(before.0, Some(Fraction::ONE), "one patient before: {palier:?}\n{contrat:?}");
        }
        NaturePalier::ObjectifAtteint | NaturePalier::Baisse => {
            assert_ne!(here.1, before.1, "the outcome changes here: {palier:?}\n{contrat:?}");
        }
        NaturePalier::BandeSuivante => panic!("a signed contract keeps its band: {palier:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn at_a_step_the_figure_changes_and_one_patient_before_it_does_not(contrat in contrat()) {
        let paliers = contrat.etude(contrat.constat).paliers;
        for palier in &paliers {
            check(&contrat, palier);
        }
        // No step is missing: where more or fewer patients can change the share, the first one is listed.
        for &i in if contrat.specialite == "01" { &Indicateur::ALL[..] } else { &Indicateur::ALL[1..] } {
            let now = contrat.result(contrat.constat, i).0;
            for (end, sens) in [(0, Sens::Moins), (100_000, Sens::Plus)] {
                let mut constat = contrat.constat;
                constat[i] = end;
                let listed = paliers.iter().any(|p| {
                    (p.indicateur, p.nature, p.sens) == (i, NaturePalier::ProchainChangement, sens)
                });
                prop_assert_eq!(contrat.result(constat, i).0 != now, listed, "{:?} {:?} {:?}", i, sens, contrat);
            }
        }
    }
}

/// Before signature: the start of the next row of amounts, and the euros that it changes.
#[test]
fn the_next_band_starts_at_its_threshold() {
    let text = "[medecin]\nspecialite = \"01\"\nsecteur = \"1\"\nnaissance = 1980-01-01\n\
                [patientele]\npmt = 1850\npfa = 1600\n[contrat]\noption = \"1\"\n";
    let au = Jour::new(2026, 11, 23).unwrap();
    let dossier = parse(&CONVENTION, "d.toml", text.as_bytes(), Some(Format::Toml), au).unwrap();
    let paliers = etudier(&CONVENTION, &dossier, &Demande::au(au)).chiffrage.paliers;
    let next = paliers.iter().find(|p| p.nature == NaturePalier::BandeSuivante).unwrap();
    // P90 of the PMT is 1858: 8 patients more, and year 3 goes from 22 000 to 26 000 euros.
    assert_eq!((next.indicateur, next.ecart, next.effectif), (Indicateur::Pmt, 8, 1858));
    let (avant, apres) = next.aides.unwrap();
    assert_eq!((avant.0, apres.0), (2_200_000, 2_600_000));
}
