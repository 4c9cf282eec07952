//! The payments, read back by the library `csv` as a spreadsheet would.

use convention::money::Centimes;
use views::{csv, date_courte};

use crate::outils::{CONSTAT, DOSSIER, etude, exemples, vue};

type Row = Vec<String>;

/// The header, then the rows.
fn read(text: &str) -> (Row, Vec<Row>) {
    let bare = text.strip_prefix('\u{feff}').expect("the mark that tells UTF-8");
    assert!(!bare.contains('\u{feff}') && !bare.replace("\r\n", "").contains(['\r', '\n']), "CRLF");
    let mut reader = ::csv::ReaderBuilder::new().delimiter(b';').from_reader(bare.as_bytes());
    let row = |record: &::csv::StringRecord| record.iter().map(str::to_owned).collect();
    let header = row(reader.headers().unwrap());
    (header, reader.records().map(|record| row(&record.unwrap())).collect())
}

/// `-11000,50`, as French spreadsheets read it.
fn centimes(cell: &str) -> Option<Centimes> {
    if cell.is_empty() {
        return None;
    }
    let (euros, cents) = cell.split_once(',').unwrap();
    assert_eq!(cents.len(), 2);
    Some(Centimes(format!("{euros}{cents}").parse().unwrap()))
}

#[test]
fn payments_are_those_of_the_study() {
    let mut unknown = 0;
    for (name, etude) in exemples() {
        let vue = vue(&etude);
        let (header, rows) = read(&csv(&vue.lignes_de_versement(&name)).unwrap());
        assert_eq!(
            header.join(" "),
            "reference annee nature montant_euros minimum_euros maximum_euros date_limite regle remarque"
        );
        let paid = vue.versements(None);
        assert_eq!(rows.len(), paid.len());
        for (row, versement) in rows.iter().zip(paid) {
            assert_eq!((row[0].as_str(), row[1].as_str()), (name.as_str(), versement.annee.to_string().as_str()));
            assert_eq!(row[2], versement.nature.id());
            assert_eq!(centimes(&row[3]), versement.montant);
            assert_eq!(row[6], versement.date_limite.map(date_courte).unwrap_or_default());
            match (centimes(&row[4]), centimes(&row[5])) {
                (Some(min), Some(max)) => assert!(min < max && versement.montant.is_none()),
                (None, None) => {}
                other => panic!("{name}: {other:?}"),
            }
            assert_eq!(row[8].starts_with("À confirmer"), versement.montant.is_none());
            unknown += usize::from(!row[4].is_empty());
        }
        for year in &etude.chiffrage.annees {
            let of_year = rows.iter().filter(|row| row[1] == year.annee.annee.to_string());
            let sum: Option<Centimes> = of_year.map(|row| centimes(&row[3])).sum::<Option<Centimes>>();
            if let Some(aide) = year.annee.aide {
                assert_eq!(sum, Some(aide), "{name}, year {}", year.annee.annee);
            }
        }
    }
    assert!(unknown > 10);
}

#[test]
fn a_name_is_never_a_formula() {
    let etude = etude(DOSSIER, "2026-11-23");
    for (name, cell) in [
        ("=1+1", "'=1+1"),
        ("+33 6", "'+33 6"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        ("a;\"b\"", "a;\"b\""),
    ] {
        let (_, rows) = read(&csv(&vue(&etude).lignes_de_versement(name)).unwrap());
        assert!(!rows.is_empty() && rows.iter().all(|row| row[0] == cell), "{name}");
    }
}

#[test]
fn remarks_say_what_a_row_rests_on() {
    let remark = |text: &str, au: &str, row: usize| {
        let etude = etude(text, au);
        vue(&etude).lignes_de_versement("a")[row].remarque.clone()
    };
    assert_eq!(remark(DOSSIER, "2026-11-23", 0), "");
    assert_eq!(remark(DOSSIER, "2026-11-23", 3), "À confirmer.");
    assert_eq!(remark(&format!("{DOSSIER}{CONSTAT}"), "2027-06-20", 3), "À rendre à la caisse.");
    // What an event adds says why, and what came says so.
    let events = "[[evenements]]\ndate = 2025-03-01\ntype = \"suspension\"\n\
                  [[evenements]]\ndate = 2025-05-01\ntype = \"reprise\"\n\
                  [[encaissements]]\ndate = 2024-08-20\nmontant_euros = 38000\n\
                  [[encaissements]]\ndate = 2025-09-20\nmontant_euros = 20000\n";
    let lived = format!("{DOSSIER}{events}");
    assert_eq!(remark(&lived, "2026-11-23", 0), "Reçu\u{a0}: 38\u{202f}000\u{a0}€ (reçu).");
    assert_eq!(
        remark(&lived, "2026-11-23", 1),
        "À rendre à la caisse. Reprise de l'aide de l'année\u{a0}1\u{a0}: suspension du 1er\u{a0}mars\u{a0}2025 au \
         30\u{a0}avril\u{a0}2025. Reçu\u{a0}: 0\u{a0}€ (à rendre, 448\u{a0}jours de retard)."
    );
    assert_eq!(
        remark(&lived, "2026-11-23", 2),
        "Reçu\u{a0}: 20\u{202f}000\u{a0}€ (reçu en partie, 448\u{a0}jours de retard)."
    );
    let project = DOSSIER.replace("signature = 2024-07-01, ", "").replace("embauche = 2024-08-01, ", "");
    let said = "Projet de contrat, comme s'il était signé le 23\u{a0}novembre\u{a0}2026.";
    assert_eq!(remark(&project, "2026-11-23", 0), said);
    let no_option = project.replace("option = \"1\", ", "").replace("secteur = \"1\", ", "");
    assert_eq!(
        remark(&no_option, "2026-11-23", 0),
        "À confirmer\u{a0}: 19\u{202f}000\u{a0}€ en 0,5\u{a0}ETP\u{a0}; 38\u{202f}000\u{a0}€ en 1\u{a0}ETP. \
         Projet de contrat, comme s'il était signé le 23\u{a0}novembre\u{a0}2026\u{a0}; droit à l'aide à confirmer."
    );
}
