//! A folder of files is one file.

use std::path::Path;

use crate::outils::{AU, bilan, cellules, fichier, lire_parquet, lot, parquet, population, repertoire};

const TITRES: &str = "medecin_specialite;patientele_pmt;reference\n";

/// A file cut in parts of so many rows, in a folder; the marks of other programs beside them.
fn en_morceaux(folder: &Path, entree: &str, rows: usize) -> String {
    let parts = folder.join("parts");
    std::fs::create_dir(&parts).unwrap();
    let lots = lire_parquet(entree);
    let [one] = lots.as_slice() else { panic!("{} batches", lots.len()) };
    for (rank, start) in (0..one.num_rows()).step_by(rows).enumerate() {
        parquet(&parts, &format!("part-{rank:03}.parquet"), &one.slice(start, rows.min(one.num_rows() - start)));
    }
    fichier(&parts, "_SUCCESS", "");
    fichier(&parts, ".part-000.parquet.crc", "crc");
    parts.to_str().unwrap().to_owned()
}

#[test]
fn the_files_of_a_folder_are_numbered_as_one() {
    let folder = repertoire("repertoire");
    let entree = population(&folder, "e.parquet", 500);
    let parts = en_morceaux(&folder, &entree, 120);
    let sortie = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let whole = bilan(&entree, &sortie("une.parquet"), &[]);
    for options in [&[][..], &["--fils", "3", "--lot", "7"], &["--format-entree", "parquet"]] {
        let cut = bilan(&parts, &sortie("autre.parquet"), &[options, &["--ecraser"]].concat());
        assert_eq!(cut["empreinte"], whole["empreinte"], "{options:?}");
        assert_eq!((&cut["contrats"], &cut["lignes"]), (&whole["contrats"], &whole["lignes"]));
    }
    let explain = |from: &str| lot(&["expliquer", from, "--ligne", "361", "--au", AU]).reponse();
    assert_eq!(explain(&parts), explain(&entree));
}

#[test]
fn a_bad_row_of_a_folder_stops_nothing() {
    let folder = repertoire("repertoire-csv");
    let parts = folder.join("parts");
    std::fs::create_dir(&parts).unwrap();
    fichier(&parts, "2.csv", format!("{TITRES}01;1300;c\n01;d\n99;1;e\n"));
    fichier(&parts, "1.csv", format!("{}01,1300,a\n01,mille,b\n", TITRES.replace(';', ",")));
    fichier(&parts, "10.csv", TITRES);
    let sortie = folder.join("s.csv").to_str().unwrap().to_owned();
    let options = ["--annees", "1", "--separateur", ";"];
    let told = bilan(parts.to_str().unwrap(), &sortie, &options);
    assert_eq!((&told["contrats"], &told["en_erreur"]), (&5.into(), &3.into()));
    let rows = cellules(&sortie);
    let keys: Vec<(&str, &str)> = rows.iter().map(|row| (row["ligne"].as_str(), row["reference"].as_str())).collect();
    assert_eq!(keys, [("1", "a"), ("2", "b"), ("3", "c"), ("4", ""), ("5", "e")]);
    assert!(rows[3]["erreur"].contains("la ligne 3 du fichier a 2 champs"), "{}", rows[3]["erreur"]);
}

#[test]
fn folders_without_answer() {
    let folder = repertoire("repertoire-faux");
    let sortie = folder.join("s.csv").to_str().unwrap().to_owned();
    let make = |name: &str, files: &[(&str, &str)]| {
        let made = folder.join(name);
        std::fs::create_dir(&made).unwrap();
        files.iter().for_each(|(file, text)| drop(fichier(&made, file, text)));
        made
    };
    let bon = ("a.csv", "medecin_specialite;patientele_pmt;reference\n01;1;a\n");
    let dedans = make("dedans", &[bon]);
    std::fs::create_dir(dedans.join("plus-loin.csv")).unwrap();
    for (entree, code, dit) in [
        (make("vide", &[]), "repertoire-vide", "aucun fichier"),
        (make("marques", &[("_SUCCESS", ""), (".cache", "")]), "repertoire-vide", "aucun fichier"),
        (dedans, "repertoire-dans-un-repertoire", "plus-loin.csv"),
        (make("autre", &[bon, ("notes.docx", "x")]), "format-inconnu", "notes.docx"),
        (make("creux", &[bon, ("b.csv", "")]), "fichier-vide", "b.csv"),
        (
            make("colonnes", &[bon, ("b.csv", "medecin_specialite;reference;patientele_pmt\n01;a;1\n")]),
            "colonnes-differentes",
            "colonne 2, « reference » (Utf8) au lieu de « patientele_pmt » (Utf8)",
        ),
        (
            make("moins", &[bon, ("b.csv", "medecin_specialite;patientele_pmt\n01;1\n")]),
            "colonnes-differentes",
            "2 colonnes au lieu de 3",
        ),
    ] {
        let args = ["calculer", entree.to_str().unwrap(), "--sortie", &sortie, "--au", AU];
        let fin = lot(&args);
        assert_eq!(fin.code, 2, "{code}");
        assert!(fin.erreur.contains(code) && fin.erreur.contains(dit), "{code} {}", fin.erreur);
        assert!(!Path::new(&sortie).exists());
    }
}

#[test]
fn nothing_is_written_among_what_is_read() {
    let folder = repertoire("repertoire-sortie");
    let parts = folder.join("parts");
    std::fs::create_dir(&parts).unwrap();
    let entree = fichier(&parts, "a.csv", format!("{TITRES}01;1;a\n"));
    let parts = parts.to_str().unwrap();
    for sortie in [format!("{parts}/s.csv"), format!("{parts}/../parts/s.csv"), entree.clone()] {
        let fin = lot(&["calculer", parts, "--sortie", &sortie, "--au", AU, "--ecraser", "--erreurs", "json"]);
        assert_eq!((fin.code, fin.codes()), (2, vec!["sortie-dans-l-entree".to_owned()]), "{sortie}");
    }
    assert!(std::fs::read_to_string(entree).unwrap().starts_with(TITRES));
}
