//! Running the command, and files to give it.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// A contract that runs, with a constat, in TOML.
pub(crate) const DOSSIER: &str = r#"
reference = "cabinet-des-lilas"
[medecin]
specialite = "01"
secteur = "1"
naissance = 1980-01-01
[patientele]
pmt = 1300
pfa = 1600
[contrat]
signature = 2024-07-01
option = "1"
[contrat.objectif]
pmt = { cible = 1560 }
pfa = { gain = 110 }
[[constats]]
date = 2027-06-15
pmt = 1430
pfa = 1650
"#;

/// The same in JSON.
pub(crate) const DOSSIER_JSON: &str = r#"{
  "reference": "cabinet-des-lilas",
  "medecin": { "specialite": "01", "secteur": "1", "naissance": "1980-01-01" },
  "patientele": { "pmt": 1300, "pfa": 1600 },
  "contrat": {
    "signature": "2024-07-01", "option": "1",
    "objectif": { "pmt": { "cible": 1560 }, "pfa": { "gain": 110 } }
  },
  "constats": [{ "date": "2027-06-15", "pmt": 1430, "pfa": 1650 }]
}"#;

/// What a run gave.
pub(crate) struct Fin {
    pub(crate) code: i32,
    pub(crate) sortie: String,
    pub(crate) erreur: String,
}

impl Fin {
    /// The answer: exit code 0, nothing on standard error.
    pub(crate) fn reponse(self) -> String {
        assert_eq!((self.code, self.erreur.as_str()), (0, ""), "{}", self.sortie);
        self.sortie
    }

    pub(crate) fn json(self) -> serde_json::Value {
        serde_json::from_str(&self.reponse()).unwrap()
    }

    /// The message of a refusal: exit code 2, nothing on standard output.
    pub(crate) fn refus(self) -> String {
        assert_eq!((self.code, self.sortie.as_str()), (2, ""), "{}", self.erreur);
        assert!(!self.erreur.is_empty());
        self.erreur
    }
}

/// Runs the command.
pub(crate) fn epaule(args: &[&str]) -> Fin {
    avec(args, b"")
}

/// Runs the command with something on its standard input.
pub(crate) fn avec(args: &[&str], input: &[u8]) -> Fin {
    let mut child = commande(args).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let bytes = input.to_vec();
    // The command stops reading past its limit: what is left to write is nobody's.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&bytes)));
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Fin { code: status.code().unwrap(), sortie: text(stdout), erreur: text(stderr) }
}

/// The command, its outputs piped, whatever the terminal of the tests.
pub(crate) fn commande(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_epaule"));
    command.args(args).env_remove("COLUMNS").env_remove("NO_COLOR");
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A fresh directory for one test.
pub(crate) fn repertoire(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

/// A file in a fresh directory for one test.
pub(crate) fn fichier(test: &str, name: &str, content: impl AsRef<[u8]>) -> String {
    let path = repertoire(test).join(name);
    std::fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}
