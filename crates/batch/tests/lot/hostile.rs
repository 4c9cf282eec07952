//! Files and command lines that have no answer: a code each, no output, nothing left behind.

use std::path::Path;
use std::sync::Arc;

use arrow_array::{BinaryArray, Int32Array, RecordBatch, StringArray};

use crate::outils::{AU, fichier, lot, noms, parquet, population, repertoire};

const OK: &str = "medecin_specialite;patientele_pmt\n01;1300\n";

type Fichier = (&'static str, &'static [u8], &'static [&'static str], &'static [&'static str]);

/// Name, content, options, codes.
const FICHIERS: [Fichier; 29] = [
    ("vide.csv", b"", &[], &["fichier-vide"]),
    ("vide.parquet", b"", &[], &["fichier-vide"]),
    ("marque.csv", b"\xef\xbb\xbf", &[], &["fichier-vide"]),
    ("sans.csv", b"reference;patientele_pmt\na;1\n", &[], &["colonne-manquante"]),
    ("titres.csv", b"01;1300\n01;1400\n", &[], &["colonne-inconnue", "colonne-inconnue", "colonne-manquante"]),
    ("en-trop.csv", b"medecin_specialite;patientele_pnt\n01;1\n", &[], &["colonne-inconnue"]),
    ("double.csv", b"medecin_specialite;medecin_specialite\n01;01\n", &[], &["colonne-en-double"]),
    ("evenements.csv", b"medecin_specialite;evenements\n01;\n", &[], &["evenements-en-csv"]),
    ("win-titre.csv", b"medecin_specialite;not\xe9\n01;\n", &[], &["pas-utf8"]),
    ("win.csv", b"medecin_specialite;reference\n01;a\n01;Andr\xe9\n", &[], &["pas-utf8"]),
    ("utf16.csv", b"\xff\xfem\0e\0d\0", &[], &["pas-utf8"]),
    ("guillemet.csv", b"medecin_specialite;reference\n01;\"a\n01;b\n", &[], &["guillemet-ouvert"]),
    ("guillemet2.csv", b"medecin_specialite;reference\n01;\"a\"\"\"\"\n", &[], &["guillemet-ouvert"]),
    ("guillemet3.csv", b"medecin_specialite;reference\n01;\"a\n01;b\n01;c;d", &[], &["guillemet-ouvert"]),
    ("texte.parquet", OK.as_bytes(), &[], &["parquet-illisible"]),
    ("faux.parquet", b"PAR1\0\0\0\0\0\0\0\0\xff\xff\xff\x7fPAR1", &[], &["parquet-illisible"]),
    ("texte.arrow", OK.as_bytes(), &[], &["arrow-illisible"]),
    ("faux.arrow", b"ARROW1\0\0\xff\xff\xff\xff\0\0\0\0ARROW1", &[], &["arrow-illisible"]),
    ("medecins.xlsx", OK.as_bytes(), &[], &["format-inconnu"]),
    ("garder.csv", OK.as_bytes(), &["--garder", "region"], &["colonne-manquante"]),
    ("annees.csv", OK.as_bytes(), &["--annees", "5-1"], &["annees-illisibles"]),
    ("deux.csv", OK.as_bytes(), &["--annees", "x", "--au", "hier"], &["date-illisible", "annees-illisibles"]),
    ("separateur.csv", OK.as_bytes(), &["--separateur", "|"], &["separateur-inconnu"]),
    ("regles.csv", OK.as_bytes(), &["--regles", "nulle-part"], &["repertoire-introuvable"]),
    ("rapport.csv", OK.as_bytes(), &["--rapport", "r.md"], &["rapport-sans-objet"]),
    ("fils.csv", OK.as_bytes(), &["--fils", "0"], &["valeur-inconnue"]),
    ("fils-sans-nombre.csv", OK.as_bytes(), &["--fils", "18446744073709551615"], &["valeur-inconnue"]),
    ("sans-titre.csv", b"medecin_specialite;\n01;\n", &[], &["colonne-inconnue"]),
    ("flux.arrow", b"\xff\xff\xff\xff\xff\xff\xff\x7f", &[], &["arrow-illisible"]),
];

fn refuse(folder: &Path, entree: &str, sortie: &str, options: &[&str]) -> (i32, Vec<String>) {
    let before = noms(folder);
    let mut args = vec!["calculer", entree, "--sortie", sortie, "--erreurs", "json"];
    if !options.contains(&"--au") {
        args.extend(["--au", AU]);
    }
    args.extend(options);
    let fin = lot(&args);
    assert_eq!((fin.sortie.as_str(), noms(folder)), ("", before), "{entree}");
    (fin.code, fin.codes())
}

#[test]
fn files_without_answer() {
    let folder = repertoire("hostile");
    let sortie = folder.join("s.csv").to_str().unwrap().to_owned();
    for (name, content, options, codes) in FICHIERS {
        let entree = fichier(&folder, name, content);
        let (code, told) = refuse(&folder, &entree, &sortie, options);
        assert_eq!((code, told), (2, codes.iter().map(|c| (*c).to_owned()).collect()), "{name}");
    }
    let nowhere = folder.join("absent.csv");
    assert_eq!(refuse(&folder, nowhere.to_str().unwrap(), &sortie, &[]), (2, vec!["fichier-introuvable".to_owned()]));
}

#[test]
fn files_cut_short_are_named() {
    let folder = repertoire("tronques");
    let sortie = folder.join("s.csv").to_str().unwrap().to_owned();
    for (name, code) in [("p.parquet", "parquet-illisible"), ("a.arrow", "arrow-illisible")] {
        let entree = population(&folder, name, 300);
        let whole = std::fs::read(&entree).unwrap();
        for length in [1, 4, 8, 100, whole.len() / 2, whole.len() - 5, whole.len() - 1] {
            std::fs::write(&entree, &whole[..length]).unwrap();
            assert_eq!(refuse(&folder, &entree, &sortie, &[]), (2, vec![code.to_owned()]), "{name}, {length} bytes");
        }
        // Damaged in the middle: a failure that names the file, or figures that stand for what is written there.
        let mut damaged = whole.clone();
        let middle = damaged.len() / 3;
        damaged[middle..middle + 64].fill(0xff);
        std::fs::write(&entree, &damaged).unwrap();
        let fin = lot(&["calculer", &entree, "--sortie", &sortie, "--au", AU, "--erreurs", "json", "--ecraser"]);
        assert!(fin.code == 0 || fin.codes() == [code], "{}", fin.erreur);
        let _ = std::fs::remove_file(&sortie);
    }
}

#[test]
fn columns_of_a_type_that_cannot_be_read() {
    let folder = repertoire("types");
    let bytes = BinaryArray::from(vec![b"01".as_slice()]);
    let lot = RecordBatch::try_from_iter([
        ("medecin_specialite", Arc::new(bytes) as _),
        ("patientele_pmt", Arc::new(Int32Array::from(vec![1])) as _),
        ("constats", Arc::new(StringArray::from(vec!["aucun"])) as _),
    ]);
    let entree = parquet(&folder, "e.parquet", &lot.unwrap());
    let sortie = folder.join("s.csv").to_str().unwrap().to_owned();
    let (code, codes) = refuse(&folder, &entree, &sortie, &[]);
    assert_eq!((code, codes), (2, vec!["colonne-illisible".to_owned(); 2]));
    // A list is read, and has no place in a line of text.
    let listes = population(&folder, "listes.parquet", 3);
    let (code, codes) = refuse(&folder, &listes, &sortie, &["--garder", "constats"]);
    assert_eq!((code, codes), (2, vec!["colonne-sans-texte".to_owned()]));
}

#[test]
fn outputs_that_are_not_to_be_replaced() {
    let folder = repertoire("sorties");
    let entree = fichier(&folder, "e.csv", OK);
    let there = fichier(&folder, "s.csv", "garde-moi");
    let sub = folder.join("sous.csv");
    std::fs::create_dir(&sub).unwrap();
    let nowhere = folder.join("absent/s.csv");
    let by_another_way = folder.join("sous.csv/../e.csv");
    for (sortie, options, code, told) in [
        (there.as_str(), &[][..], 2, "sortie-existe"),
        (&entree, &[], 2, "sortie-est-l-entree"),
        (&entree, &["--ecraser"], 2, "sortie-est-l-entree"),
        (by_another_way.to_str().unwrap(), &["--ecraser"], 2, "sortie-est-l-entree"),
        (sub.to_str().unwrap(), &["--ecraser"], 2, "sortie-pas-un-fichier"),
        ("/dev/full", &["--ecraser", "--format-sortie", "csv"], 2, "sortie-pas-un-fichier"),
        (nowhere.to_str().unwrap(), &[], 1, "repertoire-introuvable"),
        (folder.join("s.xlsx").to_str().unwrap(), &[], 2, "format-inconnu"),
    ] {
        assert_eq!(refuse(&folder, &entree, sortie, options), (code, vec![told.to_owned()]), "{sortie}");
    }
    assert_eq!(std::fs::read_to_string(&there).unwrap(), "garde-moi");
    assert_eq!(std::fs::read_to_string(&entree).unwrap(), OK);
    lot(&["calculer", &entree, "--sortie", &there, "--au", AU, "--ecraser"]).reponse();
    assert!(std::fs::read_to_string(&there).unwrap().starts_with("ligne;"));
}

/// As long as names may be, where what is beside it has to have a name too.
#[test]
fn a_name_as_long_as_names_may_be() {
    let folder = repertoire("long-nom");
    let entree = fichier(&folder, "e.csv", OK);
    let sortie = folder.join(format!("{}.csv", "é".repeat(125)));
    lot(&["calculer", &entree, "--sortie", sortie.to_str().unwrap(), "--au", AU]).reponse();
    assert!(sortie.is_file());
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_not_replaced_unasked() {
    let folder = repertoire("lien");
    let entree = fichier(&folder, "e.csv", OK);
    let lien = folder.join("s.csv");
    std::os::unix::fs::symlink(folder.join("absent"), &lien).unwrap();
    let sortie = lien.to_str().unwrap();
    assert_eq!(refuse(&folder, &entree, sortie, &[]), (2, vec!["sortie-existe".to_owned()]));
    lot(&["calculer", &entree, "--sortie", sortie, "--au", AU, "--ecraser"]).reponse();
    assert!(lien.is_file());
}

#[test]
fn a_report_does_not_take_the_place_of_its_output() {
    let folder = repertoire("rapport-sortie");
    let entree = fichier(&folder, "e.csv", OK);
    let sortie = folder.join("s.csv").to_str().unwrap().to_owned();
    let detour = folder.join("../rapport-sortie/s.csv").to_str().unwrap().to_owned();
    for rapport in [&sortie, &detour] {
        for more in [&[][..], &["--ecraser"]] {
            let reform = ["--regles", "embarquees", "--regles", "embarquees", "--rapport", rapport];
            let told = refuse(&folder, &entree, &sortie, &[&reform, more].concat());
            assert_eq!(told, (2, vec!["rapport-est-la-sortie".to_owned()]), "{rapport} {more:?}");
        }
    }
}

#[test]
fn a_file_that_makes_its_decoder_panic_is_a_file_that_is_not_whole() {
    let folder = repertoire("panique");
    let entree = population(&folder, "a.arrow", 30);
    let mut bytes = std::fs::read(&entree).unwrap();
    let footer = bytes.len() / 2;
    // Whole numbers of 33 bits.
    let widths: Vec<usize> = (footer..bytes.len() - 4).filter(|i| bytes[*i..*i + 4] == [32, 0, 0, 0]).collect();
    widths.into_iter().for_each(|i| bytes[i] = 33);
    std::fs::write(&entree, bytes).unwrap();
    let sortie = folder.join("s.csv").to_str().unwrap().to_owned();
    assert_eq!(refuse(&folder, &entree, &sortie, &[]), (2, vec!["arrow-illisible".to_owned()]));
    let fin = lot(&["sql", &format!("SELECT * FROM etudier('{entree}')"), "--erreurs", "json"]);
    assert_eq!((fin.code, fin.codes()), (2, vec!["fichier-illisible".to_owned()]));
}

#[test]
fn a_line_without_end_is_told_from_a_quote_without_end() {
    let folder = repertoire("longue");
    let sortie = folder.join("s.csv").to_str().unwrap().to_owned();
    let long = "x".repeat(20 << 20);
    for (name, content, code) in [
        ("ligne.csv", format!("medecin_specialite;reference\n01;a\n01;{long}\n"), "ligne-trop-longue"),
        ("titres.csv", format!("{long};medecin_specialite\n01;a\n"), "ligne-trop-longue"),
        (
            "guillemet.csv",
            format!("medecin_specialite;reference\n01;a\n01;\"{}\n", "x\n".repeat(10 << 20)),
            "guillemet-ouvert",
        ),
    ] {
        let entree = fichier(&folder, name, content);
        let (exit, codes) = refuse(&folder, &entree, &sortie, &[]);
        assert_eq!((exit, codes), (2, vec![code.to_owned()]), "{name}");
        let fin = lot(&["calculer", &entree, "--sortie", &sortie, "--au", AU]);
        let line = if name == "titres.csv" { "(ligne 1)" } else { "(ligne 3)" };
        assert!(fin.erreur.contains(line), "{name} {}", fin.erreur);
        std::fs::remove_file(entree).unwrap();
    }
}

#[test]
fn a_file_of_another_kind_is_told_in_few_words() {
    let folder = repertoire("autre-chose");
    let sortie = folder.join("s.csv").to_str().unwrap().to_owned();
    let titles: Vec<String> = (0..5_000).map(|n| format!("{n}{}", "x".repeat(1_000))).collect();
    let entree = fichier(&folder, "e.csv", titles.join(";"));
    let fin = lot(&["calculer", &entree, "--sortie", &sortie, "--au", AU]);
    assert_eq!(fin.code, 2);
    assert!(fin.erreur.len() < 10_000 && fin.erreur.contains("et 4980 autres colonnes"), "{}", fin.erreur);
    let entree = fichier(&folder, "f.csv", "medecin_specialite;;patientele_pmt\n01;;5\n");
    let fin = lot(&["calculer", &entree, "--sortie", &sortie, "--au", AU]);
    assert!(fin.erreur.contains("la colonne 2 n'a pas de titre"), "{}", fin.erreur);
    lot(&["calculer", &entree, "--sortie", &sortie, "--au", AU, "--ignorer", ""]).reponse();
}

#[test]
fn what_a_terminal_would_obey_is_not_shown() {
    let folder = repertoire("terminal");
    let entree = fichier(&folder, "e.csv", "medecin_specialite;reference\n01;\u{1b}[31ma\n");
    let table = lot(&["sql", &format!("SELECT reference FROM '{entree}'")]).reponse();
    assert!(table.contains("\u{fffd}[31ma") && !table.contains('\u{1b}'), "{table:?}");
}

#[test]
fn the_place_of_what_is_not_utf8_is_told() {
    let folder = repertoire("utf8");
    let entree = fichier(&folder, "e.csv", b"medecin_specialite;reference\n01;a\n\n01;\"b\nc\"\n01;Andr\xe9\n");
    let sortie = folder.join("s.csv");
    let fin = lot(&["calculer", &entree, "--sortie", sortie.to_str().unwrap(), "--au", AU]);
    assert!(fin.erreur.contains("(ligne 6)") && fin.erreur.contains("CSV UTF-8"), "{}", fin.erreur);
}
