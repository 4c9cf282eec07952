//! The same contracts in every format: the same figures, and the same digest of them.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use columns::Empreinte;

use crate::outils::{bilan, lire_parquet, parquet, population, repertoire};

/// The lines of a CSV as columns of text.
fn en_texte(path: &str) -> RecordBatch {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_path(path).unwrap();
    let titles: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let lines: Vec<csv::StringRecord> = reader.records().map(|line| line.unwrap()).collect();
    let column = |rank: usize| {
        let cells: StringArray = lines.iter().map(|line| Some(&line[rank]).filter(|cell| !cell.is_empty())).collect();
        Arc::new(cells) as ArrayRef
    };
    RecordBatch::try_from_iter(titles.iter().enumerate().map(|(rank, title)| (title, column(rank)))).unwrap()
}

fn arrow(folder: &Path, name: &str, lot: &RecordBatch, stream: bool) -> String {
    let path = folder.join(name);
    let file = File::create(&path).unwrap();
    // In batches of another size than ours.
    let parts = [lot.slice(0, 7), lot.slice(7, 100), lot.slice(107, lot.num_rows() - 107)];
    if stream {
        let mut writer = arrow_ipc::writer::StreamWriter::try_new(file, &lot.schema()).unwrap();
        parts.iter().for_each(|part| writer.write(part).unwrap());
        writer.finish().unwrap();
    } else {
        let mut writer = arrow_ipc::writer::FileWriter::try_new(file, &lot.schema()).unwrap();
        parts.iter().for_each(|part| writer.write(part).unwrap());
        writer.finish().unwrap();
    }
    path.to_str().unwrap().to_owned()
}

#[test]
fn one_digest_whatever_the_formats() {
    let folder = repertoire("formats");
    let text = population(&folder, "e.csv", 400);
    let lot = en_texte(&text);
    let entrees = [
        parquet(&folder, "e.parquet", &lot),
        arrow(&folder, "e.arrow", &lot, false),
        arrow(&folder, "e.ipc", &lot, true),
        text,
    ];
    let mut digests = Vec::new();
    for (rank, entree) in entrees.iter().enumerate() {
        for format in ["csv", "parquet", "arrow"] {
            let sortie = folder.join(format!("s{rank}.{format}")).to_str().unwrap().to_owned();
            let json = bilan(entree, &sortie, &["--lot", "64", "--annees", "2-4", "--separateur", ";"]);
            assert_eq!(json["repondus"], 400);
            digests.push(json["empreinte"].as_str().unwrap().to_owned());
            // What is in the file is what was answered.
            let mut written = Empreinte::default();
            match format {
                "csv" => written.ajouter(&en_texte(&sortie)),
                "parquet" => lire_parquet(&sortie).iter().for_each(|lot| written.ajouter(lot)),
                _ => {
                    let reader = arrow_ipc::reader::FileReader::try_new(File::open(&sortie).unwrap(), None).unwrap();
                    reader.for_each(|lot| written.ajouter(&lot.unwrap()));
                }
            }
            digests.push(written.to_string());
            assert_eq!(written.lignes(), 1200);
        }
    }
    assert!(digests.iter().all(|digest| digest == &digests[0]), "{digests:?}");
}

#[test]
fn lists_are_the_same_contracts_in_both_formats_that_hold_them() {
    let folder = repertoire("listes");
    let digest = |name: &str| {
        let entree = population(&folder, name, 400);
        let json = bilan(&entree, folder.join(format!("s-{name}")).to_str().unwrap(), &[]);
        json["empreinte"].as_str().unwrap().to_owned()
    };
    assert_eq!(digest("e.parquet"), digest("e.arrow"));
}

#[test]
fn the_format_of_an_option_is_stronger_than_the_name() {
    let folder = repertoire("noms");
    let entree = population(&folder, "e.parquet", 120);
    let other = folder.join("e.donnees").to_str().unwrap().to_owned();
    std::fs::rename(&entree, &other).unwrap();
    let sortie = folder.join("s.donnees").to_str().unwrap().to_owned();
    bilan(&other, &sortie, &["--format-entree", "parquet", "--format-sortie", "parquet"]);
    assert_eq!(lire_parquet(&sortie).iter().map(RecordBatch::num_rows).sum::<usize>(), 600);
}
