//! The core has no file, no environment, no clock, no thread and no float: by its sources, beside the
//! lints of `clippy.toml`.
#![allow(missing_docs, clippy::panic, clippy::expect_used, clippy::unwrap_used)]

use std::path::{Path, PathBuf};

/// What a source of the core never says.
const BANNED: &[&str] = &[
    "std::fs",
    "std::env::",
    "std::time",
    "std::net",
    "std::io",
    "std::process",
    "std::thread",
    "thread::",
    "thread_local!",
    "SystemTime",
    "Instant",
    "f32",
    "f64",
    "print!",
    "println!",
    "dbg!",
    "unsafe ",
    "static mut",
    "extern \"",
];

/// Lines that may: a number with decimals of a JSON document passes through here, as text.
const ALLOWED: &[(&str, &str)] = &[("document/json.rs", "    fn visit_f64<E>(self, v: f64) -> Result<Node, E> {")];

fn sources(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// Whether `word` stands in `line` as a word of its own.
fn says(line: &str, word: &str) -> bool {
    let part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back().is_some_and(part);
        let after = word.ends_with(part) && line[at + word.len()..].chars().next().is_some_and(part);
        !before && !after
    })
}

/// The words of `line` that the core may not say.
fn banned(file: &str, line: &str) -> Vec<&'static str> {
    if line.trim_start().starts_with("//") || ALLOWED.contains(&(file, line)) {
        return Vec::new();
    }
    BANNED.iter().copied().filter(|word| says(line, word)).collect()
}

#[test]
fn the_core_has_no_outside_world() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    assert!(files.len() > 40, "{} sources", files.len());
    let mut found = Vec::new();
    let mut allowed = 0;
    for path in files {
        let file = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        for (number, line) in std::fs::read_to_string(&path).unwrap().lines().enumerate() {
            allowed += usize::from(ALLOWED.contains(&(file.as_str(), line)));
            found.extend(banned(&file, line).iter().map(|word| format!("{file}:{}: {word}", number + 1)));
        }
    }
    assert!(found.is_empty(), "the core says:\n{}", found.join("\n"));
    assert_eq!(allowed, ALLOWED.len(), "an exception that no line needs");
}

#[test]
fn the_scan_sees_what_it_looks_for() {
    assert_eq!(banned("a.rs", "    let t = std::time::Instant::now();"), ["std::time", "Instant"]);
    assert_eq!(banned("a.rs", "    let rate = v as f32;"), ["f32"]);
    assert_eq!(banned("a.rs", "fn rate(v: f64) {}"), ["f64"]);
    assert_eq!(banned("a.rs", "use std::fs;"), ["std::fs"]);
    assert_eq!(banned("a.rs", "    // std::fs is for the command"), [""; 0]);
    assert_eq!(banned("a.rs", "    let instantane = Instantane;"), [""; 0]);
    assert_eq!(banned("document/json.rs", "    fn visit_f64<E>(self, v: f64) -> Result<Node, E> {"), [""; 0]);
}

/// The lints are on: where they are denied, and what they list.
#[test]
fn the_lints_guard_it_too() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let lib = std::fs::read_to_string(root.join("src/lib.rs")).unwrap();
    assert!(lib.contains("#![forbid(unsafe_code)]"));
    assert!(lib.contains("#![deny(clippy::float_arithmetic, clippy::disallowed_methods, clippy::disallowed_types)]"));
    let list = std::fs::read_to_string(root.join("clippy.toml")).unwrap();
    for name in ["std::fs::read", "std::env::var", "std::time::SystemTime", "std::time::Instant", "std::net::TcpStream"]
    {
        assert!(list.contains(&format!("\"{name}\"")), "{name}");
    }
}
