use std::path::{Path, PathBuf};
use std::process::Command;

use crate::outils::{AU, fichier, fin, lot, population, repertoire};

/// The other command, built as this one was.
fn epaule() -> PathBuf {
    let folder = Path::new(env!("CARGO_BIN_EXE_epaule-lot")).parent().unwrap();
    let mut build = Command::new(env!("CARGO"));
    build.args(["build", "--quiet", "--locked", "--package", "epaule"]);
    if folder.ends_with("release") {
        build.arg("--release");
    }
    assert!(build.status().unwrap().success());
    folder.join("epaule")
}

#[test]
fn a_row_is_explained_as_its_dossier_is() {
    let folder = repertoire("expliquer");
    let epaule = epaule();
    for name in ["e.parquet", "e.csv"] {
        let entree = population(&folder, name, 60);
        for ligne in ["1", "33", "60"] {
            let expliquer =
                |format: &str| lot(&["expliquer", &entree, "--ligne", ligne, "--au", AU, "--format", format]).reponse();
            let dossier = fichier(&folder, "d.toml", expliquer("toml"));
            for format in ["texte", "markdown", "json"] {
                let args = ["etudier", &dossier, "--au", AU, "--expliquer", "--format", format];
                let other = fin(Command::new(&epaule).args(args).output().unwrap()).reponse();
                assert!(expliquer(format) == other, "{name}, {ligne}, {format}");
            }
        }
    }
}

#[test]
fn a_row_without_answer() {
    let folder = repertoire("expliquer-faux");
    let text = "medecin_specialite;patientele_pmt;region\n01;1300;Corse\n99;1000000000;\n01\n";
    let entree = fichier(&folder, "e.csv", text);
    let vide = fichier(&folder, "vide.csv", "medecin_specialite\n");
    // A column that is no field is nobody's business here.
    lot(&["expliquer", &entree, "--ligne", "1", "--au", AU]).reponse();
    for (file, ligne, codes) in [
        (&entree, "0", &["ligne-absente"][..]),
        (&entree, "4", &["ligne-absente"]),
        (&vide, "1", &["ligne-absente"]),
        (&entree, "2", &["specialite-inconnue", "patients-hors-bornes"]),
        (&entree, "3", &["champs-manquants"]),
    ] {
        let fin = lot(&["expliquer", file, "--ligne", ligne, "--au", AU, "--erreurs", "json"]);
        assert_eq!(fin.code, 2);
        let mut told = fin.codes();
        told.sort();
        let mut codes: Vec<&str> = codes.to_vec();
        codes.sort_unstable();
        assert_eq!(told, codes, "{ligne}");
    }
    let told = lot(&["expliquer", &entree, "--ligne", "2", "--au", AU]).erreur;
    assert!(told.contains("e.csv, ligne 2 (patientele_pmt)"), "{told}");
}

#[test]
fn a_column_that_is_left_out_of_a_file_is_left_out_here() {
    let folder = repertoire("expliquer-ignorer");
    let entree = fichier(&folder, "e.csv", "medecin_specialite;evenements\n01;aucun\n");
    let fin = lot(&["expliquer", &entree, "--ligne", "1", "--au", AU]);
    assert!(fin.code == 2 && fin.erreur.contains("--ignorer evenements"), "{}", fin.erreur);
    lot(&["expliquer", &entree, "--ligne", "1", "--au", AU, "--ignorer", "evenements"]).reponse();
}

#[test]
fn the_columns_are_those_that_are_read_and_written() {
    let json = lot(&["schema", "--format", "json"]).json();
    let names = |list: &str| -> Vec<String> {
        json[list].as_array().unwrap().iter().map(|c| c["nom"].as_str().unwrap().to_owned()).collect()
    };
    assert!(names("entree").iter().eq(columns::colonnes().iter().map(|c| &c.nom)));
    let all = columns::Options { questions: true, bornes: true }.colonnes();
    assert!(names("sortie").iter().eq(all.iter().map(|c| c.nom)));
    let text = lot(&["schema"]).reponse();
    assert!(text.contains("medecin_specialite") && text.contains("aide_centimes") && text.contains("Avec --bornes."));
}
