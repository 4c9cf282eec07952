//! What files and folders are called, and what they are: names are chosen by whoever made the file.

use std::path::{Path, PathBuf};

use crate::outils::{DOSSIER, epaule, repertoire};

/// A folder's own path, with something after it.
fn sous(folder: &Path, name: &str) -> String {
    folder.join(name).to_str().unwrap().to_owned()
}

/// Neither a sequence for the terminal nor a mark that turns text around.
fn se_lit(text: &str) {
    let hidden = |c: &char| convention::caractere::cache(*c) && !matches!(c, '\n' | '\r' | '\u{feff}');
    assert_eq!(text.chars().find(hidden), None, "{text:?}");
}

#[cfg(unix)]
#[test]
fn no_name_drives_the_terminal() {
    let folder = repertoire("noms-hostiles");
    let unnamed = DOSSIER.replace("reference = \"cabinet-des-lilas\"", "");
    let hostile = [
        sous(&folder, "a\u{1b}]0;titre\u{7}.toml"),
        sous(&folder, "b\u{202e}lmot.toml"),
        sous(&folder, "c\u{9b}31m.toml"),
    ];
    for (file, pmt) in hostile.iter().zip(["1430", "1440", "1450"]) {
        std::fs::write(file, unnamed.replace("1430", pmt)).unwrap();
    }
    let [a, b, c] = &hostile;
    let rules = sous(&folder, "regles\u{1b}[31mX");
    let exported = epaule(&["regles", "--exporter", &rules]).reponse();
    se_lit(&exported);
    assert!(exported.contains("regles\u{fffd}[31mX"), "{exported}");
    // A value is changed, so that the comparison of the two folders has a place to name.
    let amounts = Path::new(&rules).join("montants.toml");
    let text = std::fs::read_to_string(&amounts).unwrap();
    std::fs::write(&amounts, text.replacen("38000", "38001", 1)).unwrap();
    let au = ["--au", "2027-07-10"];
    let answers: [&[&str]; 12] = [
        &["etudier", a],
        &["etudier", a, "--format", "ics"],
        &["etudier", a, b, c],
        &["etudier", a, b, c, "--format", "markdown"],
        &["etudier", a, b, c, "--format", "csv"],
        &["comparer", a, b],
        &["comparer", a, b, "--format", "csv"],
        &["comparer", a, b, "--format", "markdown"],
        &["comparer", a, "--regles", &rules],
        &["comparer", a, b, c, "--regles", &rules],
        &["comparer", a, "--regles", &rules, "--format", "csv"],
        &["regles", "--comparer", "embarquees", &rules],
    ];
    for args in answers {
        let day: &[&str] = if args[0] == "regles" { &[] } else { &au };
        let fin = epaule(&[args, day].concat());
        assert!(!fin.sortie.is_empty(), "{args:?} : {}", fin.erreur);
        se_lit(&fin.sortie);
        se_lit(&fin.erreur);
    }
    std::fs::write(Path::new(&rules).join("faux\u{1b}[2J.toml"), "[").unwrap();
    for args in [
        &["regles", "--exporter", &rules][..],
        &["regles", "--regles", &rules],
        &["etudier", &sous(&folder, "absent\u{1b}[2J.toml")],
        &["comparer", a, &sous(&folder, "absent\u{1b}[2J.toml")],
    ] {
        se_lit(&epaule(args).refus());
    }
}

/// A pipe that nobody writes to.
#[cfg(unix)]
fn tube(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    path
}

#[cfg(unix)]
#[test]
fn a_pipe_in_a_folder_is_not_waited_for() {
    let folder = repertoire("noms-tube");
    std::fs::write(folder.join("a.toml"), DOSSIER).unwrap();
    tube(&folder, "x.toml");
    let fin = epaule(&["etudier", folder.to_str().unwrap(), "--au", "2027-07-10"]);
    assert_eq!(fin.code, 2);
    assert!(fin.sortie.contains("cabinet-des-lilas") && fin.sortie.contains("x.toml"), "{}", fin.sortie);
    assert!(fin.erreur.contains("[pas-un-fichier]"), "{}", fin.erreur);
    let rules = repertoire("noms-tube-regles").join("regles");
    epaule(&["regles", "--exporter", rules.to_str().unwrap()]).reponse();
    tube(&rules, "x.toml");
    let message = epaule(&["regles", "--regles", rules.to_str().unwrap()]).refus();
    assert!(message.contains("x.toml") && message.contains("[pas-un-fichier]"), "{message}");
}

/// `epaule etudier <(…)`: a pipe that the command line names is read.
#[cfg(unix)]
#[test]
fn a_pipe_that_is_named_is_read() {
    let path = tube(&repertoire("noms-tube-nomme"), "dossier.toml");
    let writer = std::thread::spawn({
        let path = path.clone();
        move || std::fs::write(path, DOSSIER).unwrap()
    });
    let text = epaule(&["etudier", path.to_str().unwrap(), "--au", "2027-07-10"]).reponse();
    writer.join().unwrap();
    assert!(text.contains("cabinet-des-lilas"), "{text}");
}
