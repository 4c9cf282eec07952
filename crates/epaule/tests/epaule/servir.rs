//! `epaule servir`: the real process, asked over a socket, beside the command itself.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command};
use std::time::Duration;

use crate::outils::{commande, epaule};

/// The process, and where it listens.
pub(crate) struct Serveur {
    child: Child,
    sortie: BufReader<ChildStdout>,
    pub(crate) adresse: String,
}

impl Serveur {
    pub(crate) fn new() -> Serveur {
        let mut child = commande(&["servir", "--adresse", "127.0.0.1:0"]).spawn().unwrap();
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        let adresse = line.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
        assert_eq!(line, format!("Épaule écoute sur http://{adresse}/ (Ctrl-C pour arrêter).\n"));
        Serveur { child, sortie: out, adresse }
    }

    /// Status and body.
    fn demander(&self, methode: &str, cible: &str, kind: &str, corps: &[u8]) -> (String, Vec<u8>) {
        let mut stream = TcpStream::connect(&self.adresse).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        let length = corps.len();
        write!(
            stream,
            "{methode} {cible} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: {kind}\r\n\
             Content-Length: {length}\r\n\r\n"
        )
        .unwrap();
        stream.write_all(corps).unwrap();
        let mut all = Vec::new();
        stream.read_to_end(&mut all).unwrap();
        let end = all.windows(4).position(|w| w == b"\r\n\r\n").unwrap();
        let head = String::from_utf8_lossy(&all[..end]).into_owned();
        (head.split(' ').nth(1).unwrap().to_owned(), all[end + 4..].to_vec())
    }

    /// Asks it to stop: exit code, rest of standard output, standard error.
    fn arreter(mut self) -> (Option<i32>, String, String) {
        let killed = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(killed.success());
        let (mut out, mut err) = (String::new(), String::new());
        self.sortie.read_to_string(&mut out).unwrap();
        self.child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        (self.child.wait().unwrap().code(), out, err)
    }
}

impl Drop for Serveur {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The dossiers of `exemples/`, by name.
fn exemples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../exemples");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn kind(path: &Path) -> &'static str {
    if path.extension().is_some_and(|e| e == "json") { "application/json" } else { "application/toml" }
}

#[test]
fn the_api_answers_as_the_command_for_every_example() {
    let serveur = Serveur::new();
    let files: Vec<PathBuf> = exemples();
    assert!(files.len() > 15, "{files:?}");
    for file in files {
        let name = file.to_string_lossy().into_owned();
        let bytes = std::fs::read(&file).unwrap();
        for (options, query) in [
            (&["--au", "2026-11-23"][..], "au=2026-11-23"),
            (&["--au", "2029-03-01", "--connu-au", "2028-06-01"], "au=2029-03-01&connu_au=01/06/2028"),
            (&["--au", "2026-11-23", "--si", "pfa=2650"], "au=2026-11-23&si=pfa=2650"),
        ] {
            let mut args = vec!["etudier", name.as_str(), "--format", "json"];
            args.extend(options);
            let command = epaule(&args);
            let (status, body) = serveur.demander("POST", &format!("/api/v1/etudes?{query}"), kind(&file), &bytes);
            if command.code == 0 {
                assert_eq!(
                    (status.as_str(), String::from_utf8(body).unwrap()),
                    ("200", command.sortie),
                    "{name} {query}"
                );
            } else {
                // What the command refuses, the API refuses with the same codes.
                assert_eq!(status, "422", "{name} {query}");
                args.extend(["--erreurs", "json"]);
                let codes = |text: &str| {
                    let document: serde_json::Value = serde_json::from_str(text).unwrap();
                    let faults = document["fautes"].as_array().unwrap().clone();
                    faults.iter().map(|f| f["code"].to_string()).collect::<Vec<_>>()
                };
                assert_eq!(codes(&String::from_utf8(body).unwrap()), codes(&epaule(&args).erreur), "{name} {query}");
            }
        }
    }
}

/// A TOML file as JSON, for a body that holds dossiers.
fn en_json(path: &Path) -> serde_json::Value {
    let file = path.to_string_lossy();
    let au = ["etudier", &file, "--format", "json", "--au", "2026-11-23"];
    let etude: serde_json::Value = serde_json::from_str(&epaule(&au).sortie).unwrap();
    etude["dossier"].clone()
}

#[test]
fn the_api_compares_as_the_command() {
    let serveur = Serveur::new();
    let all = exemples();
    let named = |name: &str| all.iter().find(|file| file.ends_with(name)).unwrap().clone();
    let (avant, p95, vie) =
        (named("avant-de-signer.toml"), named("generaliste-p95.toml"), named("vie-et-encaissements.toml"));
    for (file, options, asked) in [
        (&avant, &["--au", "2026-11-23"][..], serde_json::json!({ "au": "2026-11-23" })),
        (
            &avant,
            &["--options", "1", "--resultats", "0..300", "--cible", "260", "--au", "2026-11-23"],
            serde_json::json!({ "options": ["1"], "resultats": "0..300", "cible": "260", "au": "2026-11-23" }),
        ),
        (
            &p95,
            &["--regimes", "reglement-arbitral-2023,convention-2024", "--au", "2026-11-23"],
            serde_json::json!({ "regimes": ["reglement-arbitral-2023", "convention-2024"], "au": "2026-11-23" }),
        ),
        (
            &vie,
            &["--au", "2029-11-23", "--connu-au", "2028-09-30,2029-06-30"],
            serde_json::json!({ "au": "2029-11-23", "connu_au": ["2028-09-30", "2029-06-30"] }),
        ),
    ] {
        let name = file.to_string_lossy().into_owned();
        let mut args = vec!["comparer", name.as_str(), "--format", "json"];
        args.extend(options);
        let command = epaule(&args);
        assert_eq!(command.code, 0, "{}", command.erreur);
        let mut body = asked;
        body["dossiers"] = serde_json::json!([en_json(file)]);
        let stem = file.file_stem().unwrap().to_string_lossy();
        body["noms"] = serde_json::json!([stem]);
        // The API knows names, not files.
        let expected = command.sortie.replace(&*name, &stem);
        let (status, answer) =
            serveur.demander("POST", "/api/v1/comparaisons", "application/json", body.to_string().as_bytes());
        assert_eq!((status.as_str(), String::from_utf8(answer).unwrap()), ("200", expected), "{options:?}");
    }
}

#[test]
fn it_stops_when_asked_and_its_log_tells_nothing_of_anybody() {
    let serveur = Serveur::new();
    let secret = b"reference = \"cabinet-secret\"\n[medecin]\nspecialite = \"01\"\n";
    for (methode, cible) in [
        ("POST", "/api/v1/etudes?au=2026-11-23&si=pfa=4321"),
        ("POST", "/api/v1/etudes?secret=1"),
        ("GET", "/?reference=cabinet-secret&pmt=4321"),
        ("GET", "/cabinet-secret?naissance=4321"),
        ("SECRET", "/dossier.toml?reference=cabinet-secret"),
    ] {
        serveur.demander(methode, cible, "application/toml", secret);
    }
    let (code, out, err) = serveur.arreter();
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("sans son script"), "{out}");
    assert!(out.ends_with("Arrêt : toutes les réponses en cours sont données.\n"), "{out}");
    for word in ["secret", "SECRET", "4321", "127.0.0.1", "2026-11-23", "specialite"] {
        // The moment of the line is no day of study.
        let said = err.lines().any(|line| line.split_once("\"level\"").unwrap().1.contains(word));
        assert!(!said, "{word}: {err}");
    }
    let lines: Vec<serde_json::Value> = err.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: Vec<String> =
        lines.iter().map(|line| format!("{} {} {}", line["methode"], line["route"], line["statut"])).collect();
    assert_eq!(
        told,
        [
            "\"POST\" \"/api/v1/etudes\" 200",
            "\"POST\" \"/api/v1/etudes\" 422",
            "\"GET\" \"/\" 422",
            "\"GET\" \"(autre)\" 404",
            "\"AUTRE\" \"/dossier.toml\" 405",
        ]
    );
    assert!(lines.iter().all(|line| line["microsecondes"].is_u64()), "{err}");
}

#[test]
fn an_address_that_cannot_be_listened_on_is_told() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = taken.local_addr().map(|address| (taken, address.to_string())).unwrap();
    for (adresse, code) in [
        (taken.1.as_str(), "adresse-prise"),
        ("ici", "adresse-illisible"),
        ("127.0.0.1", "adresse-illisible"),
        ("127.0.0.1:99999", "adresse-illisible"),
        ("192.0.2.1:8080", "adresse-absente"),
    ] {
        let refused = epaule(&["servir", "--adresse", adresse]);
        assert_eq!(refused.code, 2, "{adresse}: {}", refused.erreur);
        assert!(refused.erreur.contains(&format!("[{code}]")), "{adresse}: {}", refused.erreur);
        assert_eq!(refused.sortie, "");
    }
}
