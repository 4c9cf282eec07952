//! Ends that nobody wished for: an interruption, a disk without room.
#![cfg(unix)]

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::outils::{AU, commande, fin, noms, population, repertoire};

#[test]
fn an_interruption_leaves_nothing() {
    for (signal, options) in [("INT", &[][..]), ("TERM", &["--erreurs", "json"])] {
        let folder = repertoire(&format!("interruption-{signal}"));
        let entree = folder.join("e.csv");
        assert!(Command::new("mkfifo").arg(&entree).status().unwrap().success());
        let sortie = folder.join("s.csv");
        let mut args = vec!["calculer", entree.to_str().unwrap(), "--sortie", sortie.to_str().unwrap(), "--au", AU];
        args.extend(options);
        let child = commande(&args).spawn().unwrap();
        let mut pipe = std::fs::OpenOptions::new().write(true).open(&entree).unwrap();
        pipe.write_all(b"medecin_specialite\n01\n").unwrap();
        // It waits for more, its output half written.
        while !noms(&folder).iter().any(|name| name.ends_with(".partiel")) {
            std::thread::sleep(Duration::from_millis(5));
        }
        let kill = Command::new("kill").args([format!("-{signal}"), child.id().to_string()]).status().unwrap();
        assert!(kill.success());
        let fin = fin(child.wait_with_output().unwrap());
        drop(pipe);
        assert_eq!((fin.code, fin.sortie.as_str()), (130, ""), "{}", fin.erreur);
        assert!(fin.erreur.contains("interrompu"), "{}", fin.erreur);
        assert_eq!(noms(&folder), ["e.csv"]);
    }
}

#[test]
fn a_query_that_is_interrupted_leaves_no_temporary_file() {
    let folder = repertoire("interruption-sql");
    let child = commande(&["sql", "SELECT count(*) FROM contrats('population:99999999999')"])
        .env("TMPDIR", &folder)
        .spawn()
        .unwrap();
    while noms(&folder).is_empty() {
        std::thread::sleep(Duration::from_millis(5));
    }
    let kill = Command::new("kill").args(["-INT".to_owned(), child.id().to_string()]).status().unwrap();
    assert!(kill.success());
    let fin = fin(child.wait_with_output().unwrap());
    assert_eq!((fin.code, noms(&folder)), (130, Vec::new()), "{}", fin.erreur);
    let done = commande(&["sql", "SELECT 1"]).env("TMPDIR", &folder).output().unwrap();
    assert_eq!((done.status.code(), noms(&folder)), (Some(0), Vec::new()));
}

#[test]
fn a_disk_without_room_leaves_nothing() {
    let folder = repertoire("disque");
    let entree = population(&folder, "e.parquet", 300);
    for name in ["s.csv", "s.parquet", "s.arrow"] {
        let sortie = folder.join(name);
        // A file past some blocks is refused, as on a full disk.
        let script = "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\"";
        let mut command = Command::new("sh");
        command.args(["-c", script, env!("CARGO_BIN_EXE_epaule-lot"), "calculer", &entree]);
        command.args(["--sortie", sortie.to_str().unwrap(), "--au", AU, "--erreurs", "json"]);
        let fin = fin(command.stdin(Stdio::null()).output().unwrap());
        assert_eq!((fin.code, fin.codes()), (1, vec!["disque-plein".to_owned()]), "{name}");
        assert_eq!(noms(&folder), ["e.parquet"]);
    }
}
