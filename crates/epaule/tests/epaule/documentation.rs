//! `docs/api.md`: every example runs as it stands, against a real server.

use std::path::Path;
use std::process::Command;

use crate::servir::Serveur;

/// The commands of the `sh` blocks, each with the line that says its answer: `# 200 key=value`.
fn exemples(text: &str) -> Vec<(String, String)> {
    let blocks = text.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let mut found = Vec::new();
    for block in blocks.filter(|block| block.starts_with("curl")) {
        let mut command = String::new();
        for line in block.lines() {
            match line.strip_prefix("# ") {
                Some(answer) => found.push((std::mem::take(&mut command), answer.to_owned())),
                None => command.push_str(&format!("{line}\n")),
            }
        }
        assert_eq!(command, "", "an example without its answer");
    }
    found
}

#[test]
fn every_example_of_the_api_runs() {
    let there = Command::new("curl").arg("--version").output().is_ok();
    assert!(there, "curl is not here: install it (Debian: apt-get install curl) to try the examples of docs/api.md");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let text = std::fs::read_to_string(root.join("docs/api.md")).unwrap();
    let serveur = Serveur::new();
    let examples = exemples(&text);
    assert!(examples.len() > 12, "{}", examples.len());
    for (command, answer) in examples {
        let (status, value) = answer.split_once(' ').unwrap();
        let (key, value) = value.split_once('=').unwrap();
        let script = command.replacen("curl -s", "curl -s -w '\\n%{http_code}'", 1);
        let run = Command::new("bash")
            .args(["-c", &script])
            .current_dir(&root)
            .env("EPAULE", format!("http://{}", serveur.adresse))
            .env("no_proxy", "*")
            .output()
            .unwrap();
        let said = String::from_utf8(run.stdout).unwrap();
        let (body, code) = said.rsplit_once('\n').unwrap_or_else(|| panic!("{command}: {run:?}", run = run.stderr));
        assert_eq!(code, status, "{command}{body}");
        let document: serde_json::Value = serde_json::from_str(body).unwrap();
        let found = document[key].as_str().map_or_else(|| document[key].to_string(), str::to_owned);
        assert_eq!(found, value, "{command}");
    }
}
