//! Bounds equal brute force: every completion of small dossiers, typed in and worked out one by one.
//!
//! A dossier names its holes; each hole has the values that it could take. The bounds of the dossier
//! with holes must be the lowest and the highest figure over all the dossiers without.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use convention::contrat::{self, Annee, Donnees};
use convention::document::Format;
use convention::dossier::{Dossier, parse};
use convention::eligibilite::{self, Verdict};
use convention::etude::{Demande, etudier};
use convention::explication::Quiet;
use convention::faits::Faits;
use convention::jour::Jour;
use convention::money::{Centimes, Fraction};
use convention::tables::Convention;

struct Cas {
    nom: &'static str,
    /// The dossier, with `HOLE` words.
    dossier: &'static str,
    /// Each hole, and the lines that may stand there. Nothing stands there in the dossier studied.
    trous: &'static [(&'static str, &'static [&'static str])],
}

/// A small scale: everything that can happen happens below 30 patients.
const ECHELLE: &str = r#"
[patientele.seuils]
pmt = { p30 = 4, p50 = 7, p90 = 12, p95 = 15 }
pfa = { p30 = 5, p50 = 8, p90 = 13, p95 = 16 }
"#;

const PMT: &[&str] = &[
    "pmt = 0",
    "pmt = 3",
    "pmt = 4",
    "pmt = 6",
    "pmt = 7",
    "pmt = 11",
    "pmt = 12",
    "pmt = 14",
    "pmt = 15",
    "pmt = 20",
    "pmt = 99999",
];
const CONSTATS_PMT: &[&str] = &["pmt = 0", "pmt = 5", "pmt = 9", "pmt = 10", "pmt = 11", "pmt = 14", "pmt = 100000"];
const CONSTATS_PFA: &[&str] = &["pfa = 0", "pfa = 9", "pfa = 10", "pfa = 11", "pfa = 13", "pfa = 100000"];
const NAISSANCES: &[&str] = &["naissance = 1955-01-01", "naissance = 1990-01-01"];
const OBJECTIFS_PFA: &[&str] = &[
    "pfa = { maintien = true }",
    "pfa = { gain = 1 }",
    "pfa = { gain = 2 }",
    "pfa = { gain = 5 }",
    "pfa = { cible = 100000 }",
];

const CAS: &[Cas] = &[
    Cas {
        nom: "constats de l'année 3",
        dossier: "[medecin]\nspecialite=\"01\"\nnaissance=1990-01-01\n[patientele]\npmt=10\npfa=10\nECHELLE
            [contrat]\nsignature=2024-07-01\noption=\"1\"\nobjectif={pmt={cible=14},pfa={cible=13}}
            [[constats]]\ndate=2027-06-30\nCONSTAT_PMT\nCONSTAT_PFA\n[[constats]]\ndate=2024-12-31\npmt=10\n",
        trous: &[("CONSTAT_PMT", CONSTATS_PMT), ("CONSTAT_PFA", CONSTATS_PFA)],
    },
    Cas {
        nom: "un constat sur deux, objectif de l'autre inconnu",
        dossier: "[medecin]\nspecialite=\"01\"\nnaissance=1990-01-01\n[patientele]\npmt=10\npfa=10\nECHELLE
            [contrat]\nsignature=2024-07-01\noption=\"1\"\n[contrat.objectif]\npmt={cible=14}\nOBJECTIF_PFA
            [[constats]]\ndate=2027-06-30\npmt=12\nCONSTAT_PFA\n",
        trous: &[("OBJECTIF_PFA", OBJECTIFS_PFA), ("CONSTAT_PFA", CONSTATS_PFA)],
    },
    Cas {
        nom: "âge inconnu, un maintien écrit au contrat",
        dossier: "[medecin]\nspecialite=\"01\"\nNAISSANCE\n[patientele]\npmt=10\npfa=100\nECHELLE
            [contrat]\nsignature=2024-07-01\noption=\"1\"\nobjectif={pmt={cible=14},pfa={maintien=true}}
            [[constats]]\ndate=2027-06-30\nCONSTAT_PMT\npfa=93\n",
        trous: &[("NAISSANCE", NAISSANCES), ("CONSTAT_PMT", CONSTATS_PMT)],
    },
    Cas {
        nom: "patientèle de départ inconnue, contrat en cours",
        dossier: "[medecin]\nspecialite=\"01\"\nnaissance=1990-01-01\n[patientele]\nPMT\npfa=10\nECHELLE
            [contrat]\nsignature=2024-07-01\noption=\"1\"\nobjectif={pmt={cible=100000},pfa={cible=13}}
            [[constats]]\ndate=2027-06-30\npmt=10\npfa=11\n",
        trous: &[("PMT", PMT)],
    },
    Cas {
        nom: "rien que les seuils, à signer",
        dossier: "[medecin]\nspecialite=\"01\"\nsecteur=\"1\"\nNAISSANCE\n[patientele]\nPMT\npfa=10\nECHELLE
            [contrat]\noption=\"1\"\n",
        trous: &[("NAISSANCE", NAISSANCES), ("PMT", PMT)],
    },
    Cas {
        nom: "P50 inconnu d'un primo-installé cardiologue",
        dossier: "[medecin]\nspecialite=\"04\"\nsecteur=\"1\"\nnaissance=1990-01-01\ninstallation=2024-01-15
            [patientele]\npfa=10\n[patientele.seuils.pfa]\np30=5\nP50\np90=13\np95=16
            [contrat]\nsignature=2024-07-01\noption=\"1\"\n[[constats]]\ndate=2027-06-30\nCONSTAT_PFA\n",
        trous: &[("P50", &["p50 = 6", "p50 = 8", "p50 = 10", "p50 = 11", "p50 = 12"]), ("CONSTAT_PFA", CONSTATS_PFA)],
    },
    Cas {
        nom: "objectif à convenir (RQTH), un seul indicateur",
        dossier: "[medecin]\nspecialite=\"04\"\nsecteur=\"1\"\nnaissance=1990-01-01\nrqth=true
            [patientele]\npfa=100\n[patientele.seuils.pfa]\np30=5\np50=8\np90=130\np95=160
            [contrat]\nsignature=2024-07-01\noption=\"0.5\"\n[contrat.objectif]\nOBJECTIF_PFA
            [[constats]]\ndate=2027-06-30\npfa=96\n",
        trous: &[("OBJECTIF_PFA", OBJECTIFS_PFA)],
    },
    Cas {
        nom: "avenant 7, seuils inconnus",
        dossier: "[medecin]\nspecialite=\"01\"\nnaissance=1990-01-01\n[patientele]\npmt_adultes=700\npfa=900
            [patientele.seuils.pmt_adultes]\np30=640\nSEUILS
            [patientele.seuils.pfa]\np30=700\np50=800\np70=1000\np90=1200\np95=1500
            [contrat]\nsignature=2021-03-01\noption=\"1/3\"\njustificatifs=2021-03-10
            [[constats]]\ndate=2024-02-01\npmt_adultes=720\npfa=1000\n",
        trous: &[(
            "SEUILS",
            &[
                "p50=701\np70=800\np90=900\np95=1000",
                "p50=650\np70=701\np90=900\np95=1000",
                "p50=650\np70=660\np90=701\np95=1000",
                "p50=650\np70=660\np90=670\np95=701",
                "p50=650\np70=660\np90=670\np95=680",
            ],
        )],
    },
];

/// What is compared: of each year, the maximum, the share and the aid; and the total of five years.
#[derive(Debug, PartialEq)]
struct Figures {
    years: Vec<Year>,
    total: Option<Range<Centimes>>,
}

type Range<T> = (T, T);

/// Maximum, share, aid.
type Year = (Option<Range<Centimes>>, Option<Range<Fraction>>, Option<Range<Centimes>>);

fn widen<T: Copy + Ord>(range: &mut Option<Option<Range<T>>>, value: Option<T>) {
    *range = Some(match (*range, value) {
        (None, Some(v)) => Some((v, v)),
        (Some(Some((min, max))), Some(v)) => Some((min.min(v), max.max(v))),
        _ => None,
    });
}

fn au() -> Jour {
    Jour::new(2027, 8, 1).unwrap()
}

fn read(convention: &Convention, text: &str) -> Option<Dossier> {
    parse(convention, "cas.toml", text.as_bytes(), Some(Format::Toml), au()).ok()
}

fn by_bounds(convention: &Convention, text: &str) -> Figures {
    let dossier = parse(convention, "cas.toml", text.as_bytes(), Some(Format::Toml), au())
        .unwrap_or_else(|faults| panic!("{faults:#?}\n{text}"));
    let chiffrage = etudier(convention, &dossier, &Demande::au(au())).chiffrage;
    let years = chiffrage.annees.iter().take(5).map(|y| {
        let bounds = y.bornes.unwrap_or_default();
        (
            y.annee.montant.map(|v| (v, v)).or(bounds.montant.map(|p| (p.min, p.max))),
            y.annee.part.map(|v| (v, v)).or(bounds.part.map(|p| (p.min, p.max))),
            y.annee.aide.map(|v| (v, v)).or(bounds.aide.map(|p| (p.min, p.max))),
        )
    });
    let totaux = &chiffrage.totaux;
    Figures { years: years.collect(), total: totaux.aide.map(|v| (v, v)).or(totaux.bornes.map(|p| (p.min, p.max))) }
}

/// Years 4 and 5 have no constat in these dossiers: whatever the objective, nothing to everything.
fn later_results(year: &Annee) -> [Option<(Fraction, Centimes)>; 2] {
    let Some(montant) = year.montant else { return [None, None] };
    [Some((Fraction::ZERO, Centimes::ZERO)), Some((Fraction::ONE, montant))]
}

fn by_force(convention: &Convention, cas: &Cas) -> Figures {
    let mut texts = vec![cas.dossier.replace("ECHELLE", ECHELLE)];
    for (hole, values) in cas.trous {
        texts = texts.iter().flat_map(|t| values.iter().map(|v| t.replacen(hole, v, 1))).collect();
    }
    let mut years = vec![(None, None, None); 5];
    let mut total = None;
    let mut count = 0;
    for dossier in texts.iter().filter_map(|t| read(convention, t)) {
        let tables = &convention.tables;
        let (lectures, quiet) = (&dossier.lectures, &mut Quiet::default());
        let specialite = tables.specialite(&dossier.medecin.specialite).unwrap();
        let signature = dossier.contrat.signature.unwrap_or(au());
        let faits = Faits::of(tables, lectures, &dossier, specialite, dossier.regime, signature, quiet);
        let signed = signature < au();
        let verdict = eligibilite::examiner(tables, lectures, &dossier, &faits, signed, quiet).verdict;
        if !signed && verdict == Verdict::NonEligible {
            continue;
        }
        count += 1;
        let cadre = contrat::cadre(tables, lectures, &faits, quiet);
        let donnees = Donnees {
            tables,
            lectures,
            constats: &dossier.constats,
            annees: 5,
            vie: &Default::default(),
            journal: None,
            attendues: &[],
            versions: None,
        };
        let run = contrat::annees(&donnees, &faits, &cadre, quiet);
        let (mut low, mut high) = (Some(Centimes::ZERO), Some(Centimes::ZERO));
        for (range, year) in years.iter_mut().zip(&run) {
            widen(&mut range.0, year.montant);
            let ends = match (year.part, year.aide) {
                (Some(part), Some(aide)) => [Some((part, aide)); 2],
                _ => later_results(year),
            };
            for end in ends {
                widen(&mut range.1, end.map(|e| e.0));
                widen(&mut range.2, end.map(|e| e.1));
            }
            low = low.zip(ends[0]).map(|(sum, e)| sum + e.1);
            high = high.zip(ends[1]).map(|(sum, e)| sum + e.1);
        }
        widen(&mut total, low);
        widen(&mut total, high);
    }
    assert!(count > 1, "{}: only {count} completions", cas.nom);
    let years = years.into_iter().map(|(a, b, c)| (a.flatten(), b.flatten(), c.flatten()));
    Figures { years: years.collect(), total: total.flatten() }
}

#[test]
fn bounds_equal_brute_force() {
    let convention = Convention::embarquee().unwrap();
    for cas in CAS {
        let mut text = cas.dossier.replace("ECHELLE", ECHELLE);
        for (hole, _) in cas.trous {
            text = text.replace(hole, "");
        }
        // A constat of which nothing is left is no constat.
        let text = text.replace("[[constats]]\ndate=2027-06-30\n\n\n", "");
        let text = if text.ends_with("[[constats]]\ndate=2027-06-30\n\n") {
            text.replace("[[constats]]\ndate=2027-06-30\n\n", "")
        } else {
            text
        };
        assert_eq!(by_bounds(&convention, &text), by_force(&convention, cas), "{}", cas.nom);
    }
}
