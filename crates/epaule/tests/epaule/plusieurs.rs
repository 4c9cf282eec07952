//! Several dossiers at once, and the formats that leave the terminal.

use std::io::Read;
use std::path::Path;

use serde_json::Value;

use crate::outils::{DOSSIER, Fin, avec, commande, epaule, repertoire};

const AU: [&str; 2] = ["--au", "2027-07-10"];

/// A study on a fixed day.
fn etudier(args: &[&str]) -> Fin {
    epaule(&[&["etudier"], args, &AU].concat())
}

/// A folder of dossiers: name of the file, its content.
fn dossiers(test: &str, files: &[(&str, &str)]) -> String {
    let folder = repertoire(test);
    for (name, content) in files {
        std::fs::write(folder.join(name), content).unwrap();
    }
    folder.to_str().unwrap().to_owned()
}

fn nomme(reference: &str, signature: &str) -> String {
    DOSSIER.replace("cabinet-des-lilas", reference).replace("2024-07-01", signature)
}

const SANS_REFERENCE: &str = "medecin = { specialite = \"radiologie\" }";

/// An answer with faults beside it: both are there, and the exit code tells.
fn partiel(fin: Fin) -> (String, String) {
    assert_eq!(fin.code, 2, "{}", fin.erreur);
    assert!(!fin.sortie.is_empty() && !fin.erreur.is_empty());
    (fin.sortie, fin.erreur)
}

fn codes(fin: &Fin) -> Vec<(String, String)> {
    let json: Value = serde_json::from_str(&fin.erreur).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let name = |path: String| Path::new(&path).file_name().unwrap().to_str().unwrap().to_owned();
    json["fautes"].as_array().unwrap().iter().map(|f| (text(&f["code"]), name(text(&f["fichier"])))).collect()
}

/// The first words of the lines below the header.
fn noms(list: &str) -> Vec<&str> {
    let rows = list.lines().skip_while(|line| !line.starts_with('─')).skip(1);
    rows.take_while(|line| !line.is_empty()).filter_map(|line| line.split_whitespace().next()).collect()
}

#[test]
fn a_folder_is_one_line_each_late_first_then_next_due() {
    let folder = dossiers(
        "plusieurs-liste",
        &[
            ("b.toml", &nomme("premier", "2026-06-01")),
            ("a.toml", &nomme("zero", "2024-07-01")),
            ("c.JSON", crate::outils::DOSSIER_JSON),
            ("d.toml", SANS_REFERENCE),
            ("notes.txt", "rien"),
            (".cache.toml", "rien"),
        ],
    );
    std::fs::create_dir(Path::new(&folder).join("sous.toml")).unwrap();
    let list = etudier(&[&folder]).reponse();
    assert_eq!(noms(&list), ["cabinet-des-lilas", "zero", "premier", "d"], "{list}");
    assert!(list.starts_with("4 dossiers au 10\u{a0}juillet\u{a0}2027"));
    assert!(list.contains("non éligible") && list.contains("01/09/2027 acompte, année\u{a0}4"), "{list}");
    // The order of the files is that of their names, whatever the table does.
    let json = etudier(&[&folder, "--format", "json"]).json();
    let references: Vec<&Value> = json.as_array().unwrap().iter().map(|etude| &etude["reference"]).collect();
    assert_eq!(
        references,
        ["zero", "premier", "cabinet-des-lilas"].map(Value::from).iter().chain([&Value::Null]).collect::<Vec<_>>()
    );
}

#[test]
fn a_list_follows_the_terminal() {
    let folder = dossiers("plusieurs-largeur", &[("a.toml", DOSSIER), ("b.toml", SANS_REFERENCE)]);
    let wide = |columns: &str| {
        let output = commande(&["etudier", &folder]).args(AU).env("COLUMNS", columns).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines().map(|line| line.chars().count()).max().unwrap()
    };
    for columns in 40..140 {
        let width = wide(&columns.to_string());
        assert!(width <= columns, "{columns}: {width}");
    }
    // Whatever the width, no number and no date is cut.
    let whole = |columns: &str| {
        let output = commande(&["etudier", &folder]).args(AU).env("COLUMNS", columns).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        ["cabinet-des-lilas", "01/09/2027", "01/07/2026", "22\u{202f}000\u{a0}€"].map(|word| text.contains(word))
    };
    for columns in [40, 47, 55, 60, 62, 70, 80, 81, 90, 100] {
        assert_eq!(whole(&columns.to_string()), [true; 4], "{columns}");
    }
    assert!(wide("300") > 100);
}

#[test]
fn a_bad_file_stops_no_other() {
    let folder = dossiers(
        "plusieurs-mauvais",
        &[("a.toml", DOSSIER), ("b.toml", "medecin = { specialite = \"zut\" }"), ("c.toml", "[")],
    );
    let (list, errors) = partiel(etudier(&[&folder]));
    let names = noms(&list);
    assert_eq!(names.first(), Some(&"cabinet-des-lilas"));
    assert_eq!(list.matches(".toml  erreur\n").count(), 2, "{list}");
    assert!(list.ends_with("\n2 à corriger, sans réponse\u{a0}: les messages disent quoi.\n"), "{list}");
    assert!(errors.contains("b.toml:1:26 (medecin.specialite) : "), "{errors}");
    assert!(errors.contains("c.toml"));
    assert!(errors.ends_with("2 fautes à corriger.\n"));
    for (format, start) in
        [("json", "["), ("csv", "\u{feff}reference;"), ("ics", "BEGIN:VCALENDAR"), ("markdown", "# 1 dossier")]
    {
        let fin = etudier(&[&folder, "--format", format, "--erreurs", "json"]);
        let faults = codes(&fin);
        let (text, _) = partiel(fin);
        assert!(text.starts_with(start), "{format}: {text}");
        assert!(!text.contains("zut"));
        assert_eq!(faults.iter().map(|(_, file)| file.as_str()).collect::<Vec<_>>(), ["b.toml", "c.toml"]);
    }
    let json: Value = serde_json::from_str(&etudier(&[&folder, "--format", "json"]).sortie).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 1);
}

#[test]
fn nothing_is_written_where_nothing_can_be() {
    let folder = dossiers("plusieurs-aucun", &[("a.toml", "["), ("b.toml", "]")]);
    for format in ["texte", "json", "csv", "ics", "markdown"] {
        let message = etudier(&[&folder, "--format", format]).refus();
        assert!(message.contains("a.toml") && message.contains("b.toml"));
    }
}

#[test]
fn two_dossiers_of_one_name_are_both_refused() {
    let folder = dossiers(
        "plusieurs-double",
        &[("a.toml", DOSSIER), ("b.toml", DOSSIER), ("c.toml", &nomme("autre", "2024-07-01"))],
    );
    let (list, errors) = partiel(etudier(&[&folder]));
    assert_eq!(noms(&list)[0], "autre");
    let lines: Vec<&str> = errors.lines().filter(|line| line.contains("[reference-en-double]")).collect();
    assert_eq!(lines.len(), 2, "{errors}");
    assert!(lines.iter().all(|line| line.contains("a.toml") && line.contains("b.toml")), "{errors}");
    // Without a reference, the name of the file stands for it: of another folder, or of another format.
    let other = dossiers("plusieurs-double-b", &[("d.toml", SANS_REFERENCE), ("e.toml", SANS_REFERENCE)]);
    let same = dossiers("plusieurs-double-c", &[("d.json", "{\"medecin\": {\"specialite\": \"radiologie\"}}")]);
    let fin = etudier(&[&other, &same, "--format", "json", "--erreurs", "json"]);
    let double = |name: &str| ("reference-en-double".to_owned(), name.to_owned());
    assert_eq!(codes(&fin), [double("d.toml"), double("d.json")]);
    let json: Value = serde_json::from_str(&fin.sortie).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 1);
}

#[test]
fn a_file_given_twice_is_one_dossier() {
    let folder = dossiers("plusieurs-deux-fois", &[("a.toml", DOSSIER)]);
    let file = format!("{folder}/a.toml");
    let again = format!("{folder}/../plusieurs-deux-fois/a.toml");
    let list = etudier(&[&file, &folder, &again]).reponse();
    assert_eq!(noms(&list), ["cabinet-des-lilas"]);
    // A folder is several dossiers, were there one.
    assert_eq!(etudier(&[&folder, "--format", "json"]).json().as_array().unwrap().len(), 1);
    assert!(etudier(&[&file, "--format", "json"]).json().is_object());
    let twice = avec(&[&["etudier", "-", "-"], &AU[..]].concat(), DOSSIER.as_bytes()).reponse();
    assert_eq!(noms(&twice), ["cabinet-des-lilas"]);
    let unnamed = avec(&[&["etudier", "-", &file], &AU[..]].concat(), SANS_REFERENCE.as_bytes()).reponse();
    assert!(unnamed.contains("entrée standard"), "{unnamed}");
}

#[test]
fn folders_that_give_nothing() {
    let empty = dossiers("plusieurs-vide", &[("notes.txt", "rien")]);
    let fin = etudier(&[&empty, "--erreurs", "json"]);
    assert_eq!(codes(&fin), [("repertoire-vide".to_owned(), "plusieurs-vide".to_owned())]);
    fin.refus();
    let full = dossiers("plusieurs-plein", &[("a.toml", DOSSIER)]);
    let (list, errors) = partiel(etudier(&[&empty, &full, "absent.toml"]));
    assert!(errors.contains("[repertoire-vide]") && errors.contains("[fichier-introuvable]"));
    assert!(list.contains("\nabsent.toml ") && list.matches("  erreur\n").count() == 2, "{list}");
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_stops_no_other() {
    use std::os::unix::fs::PermissionsExt;
    let folder = dossiers("plusieurs-interdit", &[("a.toml", DOSSIER), ("b.toml", SANS_REFERENCE)]);
    let closed = repertoire("plusieurs-ferme");
    let forbid = |path: &Path, mode| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    forbid(&Path::new(&folder).join("b.toml"), 0o000);
    forbid(&closed, 0o000);
    if std::fs::read_dir(&closed).is_ok() {
        return; // the superuser reads everything
    }
    let fin = etudier(&[&folder, closed.to_str().unwrap(), "--erreurs", "json"]);
    forbid(&closed, 0o700);
    let found: Vec<String> = codes(&fin).into_iter().map(|(code, _)| code).collect();
    assert_eq!(found, ["repertoire-interdit", "fichier-interdit"]);
    assert_eq!(noms(&fin.sortie)[0], "cabinet-des-lilas");
}

/// A link to nothing is told, not passed over.
#[cfg(unix)]
#[test]
fn a_broken_link_is_an_error() {
    let folder = dossiers("plusieurs-lien", &[("a.toml", DOSSIER)]);
    std::os::unix::fs::symlink("nulle-part", Path::new(&folder).join("b.toml")).unwrap();
    let (_, errors) = partiel(etudier(&[&folder]));
    assert!(errors.contains("[fichier-introuvable]"), "{errors}");
}

/// Names of files are bytes: shown as well as they can be, never run by the terminal.
#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_text() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = repertoire("plusieurs-octets");
    for (name, content) in
        [(&b"\xff.toml"[..], SANS_REFERENCE), (b"\x1b[31m.toml", SANS_REFERENCE), (b"\xfe\x1b.json", "[")]
    {
        std::fs::write(folder.join(OsStr::from_bytes(name)), content).unwrap();
    }
    let (list, errors) = partiel(etudier(&[folder.to_str().unwrap()]));
    assert_eq!(list.matches("non éligible").count(), 2, "{list}");
    assert!(!list.contains('\u{1b}') && !errors.contains('\u{1b}'));
    // Two names that look the same are one name.
    std::fs::write(folder.join(OsStr::from_bytes(b"\xfd.toml")), SANS_REFERENCE).unwrap();
    let (_, errors) = partiel(etudier(&[folder.to_str().unwrap()]));
    assert_eq!(errors.matches("[reference-en-double]").count(), 2, "{errors}");
}

#[test]
fn a_hypothesis_is_for_each_and_its_fault_names_the_dossier() {
    let folder = dossiers("plusieurs-si", &[("a.toml", DOSSIER), ("b.toml", "medecin = { specialite = \"04\" }")]);
    let (_, errors) = partiel(etudier(&[&folder, "--si", "pmt=1430,pfa=1650"]));
    assert!(errors.contains("b.toml") && errors.contains("[pmt-sans-objet]"), "{errors}");
}

#[test]
fn an_explanation_needs_a_place() {
    let folder = dossiers("plusieurs-expliquer", &[("a.toml", DOSSIER)]);
    let file = format!("{folder}/a.toml");
    for args in [&[folder.as_str()][..], &[&file, "--format", "ics"], &[&file, "--format", "csv"]] {
        let message = etudier(&[args, &["--expliquer"]].concat()).refus();
        assert!(message.contains("[expliquer-sans-objet]"), "{message}");
    }
    let explained = etudier(&[&folder, "--format", "markdown", "--expliquer"]).reponse();
    assert!(explained.contains("\n### Explication\n"), "{explained}");
}

#[test]
fn one_calendar_for_all() {
    let folder = dossiers("plusieurs-ics", &[("a.toml", DOSSIER), ("b.toml", &nomme("autre", "2025-03-01"))]);
    let text = etudier(&[&folder, "--format", "ics"]).reponse();
    assert_eq!(text.matches("BEGIN:VCALENDAR\r\n").count(), 1);
    let of = |name: &str| text.matches(&format!("SUMMARY:{name} · ")).count();
    assert!(of("cabinet-des-lilas") >= 10 && of("autre") >= 10);
    assert_eq!(of("cabinet-des-lilas") + of("autre"), text.matches("BEGIN:VEVENT\r\n").count());
    // But for the moment of writing, the same.
    let versioned = |line: &&str| line.starts_with("DTSTAMP:") || line.starts_with("SEQUENCE:");
    let lines = |text: &str| text.lines().filter(|l| !versioned(l)).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(lines(&etudier(&[&folder, "--format", "ics"]).reponse()), lines(&text));
    // The version is of the clock, not of the day that is asked.
    let version = |args: &[&str]| -> i64 {
        let text = epaule(&[&["etudier", &folder, "--format", "ics"], args].concat()).reponse();
        text.lines().find_map(|line| line.strip_prefix("SEQUENCE:")).unwrap().parse().unwrap()
    };
    assert!(version(&["--au", "2027-07-10"]) <= version(&["--au", "2025-07-10"]));
}

/// A UID is of the reference, or of the name of the file: neither of its folder nor of its content.
#[test]
fn a_calendar_entry_keeps_its_name() {
    let uids = |file: &str| -> Vec<String> {
        let Fin { code: 0, sortie: text, .. } = etudier(&[file, "--format", "ics"]) else { panic!("{file}") };
        text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect()
    };
    let unnamed = DOSSIER.replace("reference = \"cabinet-des-lilas\"", "");
    let changed = unnamed.replace("pmt = 1430", "pmt = 1200");
    let a = dossiers("plusieurs-uid-a", &[("cabinet-des-lilas.toml", DOSSIER), ("b.toml", &unnamed)]);
    let b = dossiers("plusieurs-uid-b", &[("cabinet-des-lilas.toml", &unnamed), ("b.toml", &changed)]);
    assert_eq!(uids(&format!("{a}/cabinet-des-lilas.toml")), uids(&format!("{b}/cabinet-des-lilas.toml")));
    assert_eq!(uids(&format!("{a}/b.toml")), uids(&format!("{b}/b.toml")));
    assert_ne!(uids(&format!("{a}/b.toml")), uids(&format!("{a}/cabinet-des-lilas.toml")));
    // So a dossier without reference is told of, beside a calendar that is written all the same.
    let fin = etudier(&[&a, "--format", "ics"]);
    assert_eq!((fin.code, fin.erreur.matches("[sans-reference]").count()), (0, 1), "{}", fin.erreur);
    assert!(fin.erreur.contains("/b.toml (reference) : à savoir, "), "{}", fin.erreur);
    let fin = etudier(&[&a, "--format", "ics", "--erreurs", "json"]);
    let json: Value = serde_json::from_str(&fin.erreur).unwrap();
    assert_eq!((&json["fautes"], &json["avis"][0]["code"]), (&Value::Array(Vec::new()), &"sans-reference".into()));
    etudier(&[&a, "--format", "csv"]).reponse();
}

#[test]
fn a_calendar_without_any_date_is_refused() {
    let message = avec(&["etudier", "-", "--format", "ics"], SANS_REFERENCE.as_bytes()).refus();
    assert!(message.contains("[calendrier-vide]"), "{message}");
    let folder = dossiers("plusieurs-sans-date", &[("a.toml", SANS_REFERENCE), ("b.toml", "[")]);
    let message = etudier(&[&folder, "--format", "ics"]).refus();
    assert!(message.contains("[calendrier-vide]") && message.contains("b.toml"), "{message}");
}

#[test]
fn one_table_of_payments_for_all() {
    let folder = dossiers("plusieurs-csv", &[("a.toml", DOSSIER), ("b.toml", &nomme("=autre", "2025-03-01"))]);
    let text = etudier(&[&folder, "--format", "csv"]).reponse();
    assert_eq!(text.lines().count(), 1 + 8 + 8);
    assert!(text.contains("\r\ncabinet-des-lilas;3;acompte;11000,00;;;01/09/2026;PAI-1;\r\n"), "{text}");
    assert_eq!(text.matches("\r\n'=autre;").count(), 8);
}

#[test]
fn one_document_for_all() {
    let folder = dossiers("plusieurs-markdown", &[("a.toml", DOSSIER), ("sans-nom.toml", SANS_REFERENCE)]);
    let text = etudier(&[&folder, "--format", "markdown"]).reponse();
    let headings: Vec<&str> = text.lines().filter(|line| line.starts_with("# ") || line.starts_with("## ")).collect();
    assert_eq!(headings.len(), 3, "{headings:?}");
    assert!(headings[0].starts_with("# 2 dossiers au 10"));
    assert!(headings[1].starts_with("## cabinet-des-lilas · Médecine générale"));
    assert!(headings[2].starts_with("## sans-nom · "));
    assert_eq!(text.matches("\n### Verdict\n").count(), 2);
    let one = etudier(&[&format!("{folder}/a.toml"), "--format", "markdown"]).reponse();
    assert!(one.starts_with("# cabinet-des-lilas · Médecine générale\n"));
}

/// `epaule … | head -1`, with a bad file: what is bad is still told.
#[test]
fn a_reader_that_goes_away_loses_no_error() {
    let mut files: Vec<(String, String)> =
        (0..40).map(|n| (format!("{n}.toml"), nomme(&format!("d{n}"), "2024-07-01"))).collect();
    files.push(("z.toml".to_owned(), "[".to_owned()));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let folder = dossiers("plusieurs-tuyau", &files);
    let mut child = commande(&["etudier", &folder, "--format", "markdown"]).args(AU).spawn().unwrap();
    let mut first = [0; 1];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("z.toml"));
}
