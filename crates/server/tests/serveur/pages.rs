//! The pages, their files, and the headers of every answer.

use std::io::Read;

use server::{Reglages, Ressource};

use crate::client::{Reponse, Serveur};

fn css() -> Ressource {
    let (nom, type_mime) = ("style.css".to_owned(), "text/css; charset=utf-8".to_owned());
    Ressource { nom, type_mime, octets: b"body{}".to_vec() }
}

fn script() -> Ressource {
    Ressource { nom: "page.js".to_owned(), type_mime: "text/javascript".to_owned(), octets: b"//".to_vec() }
}

#[test]
fn the_page_has_its_script_where_the_server_has_it() {
    let alone = Serveur::new();
    let page = alone.get("/?specialite=01");
    assert_eq!((page.statut, page.entete("content-type")), (200, Some("text/html; charset=utf-8")));
    assert!(!page.texte().contains("<script"), "{}", page.texte());
    assert_eq!(page.entete("cache-control"), Some("no-store"));
    let with = Serveur::avec(vec![css(), script()], Reglages::default());
    assert!(with.get("/").texte().contains("src=\"page.js\""));
}

#[test]
fn a_file_is_kept_as_long_as_it_is_the_same() {
    let serveur = Serveur::avec(vec![css()], Reglages::default());
    let first = serveur.get("/style.css");
    assert_eq!((first.statut, first.texte()), (200, "body{}"));
    assert_eq!(first.entete("content-type"), Some("text/css; charset=utf-8"));
    assert_eq!(first.entete("cache-control"), Some("no-cache"));
    let tag = first.entete("etag").unwrap().to_owned();
    for (sent, statut) in [(tag.as_str(), 304), ("*", 304), ("W/\"x\"", 200), ("", 200)] {
        let again = serveur.demander("GET", "/style.css", &[("If-None-Match", sent)], b"");
        assert_eq!(again.statut, statut, "{sent}");
        assert_eq!(again.entete("etag"), Some(tag.as_str()));
    }
    let several = format!("\"autre\", {tag}");
    assert_eq!(serveur.demander("GET", "/style.css", &[("If-None-Match", &several)], b"").statut, 304);
    let other = Ressource { octets: b"body{a}".to_vec(), ..css() };
    let changed = Serveur::avec(vec![other], Reglages::default());
    assert_eq!(changed.demander("GET", "/style.css", &[("If-None-Match", &tag)], b"").statut, 200);
    let head = serveur.demander("HEAD", "/style.css", &[], b"");
    assert_eq!((head.statut, head.entete("content-length")), (200, Some("6")));
    let refused = serveur.demander("DELETE", "/style.css", &[], b"");
    assert_eq!((refused.statut, refused.entete("allow")), (405, Some("GET,HEAD")));
}

/// A file and a document that never change are compressed once, for who takes it so.
#[test]
fn what_never_changes_is_compressed_for_who_takes_it() {
    let long = Ressource { octets: b"body{}".repeat(10_000), ..css() };
    let serveur = Serveur::avec(vec![long], Reglages::default());
    for (path, tagged) in
        [("/style.css", true), ("/api/v1/schema/etude", false), ("/api/v1/regles/convention-2024", false)]
    {
        let ask = |taken: &[(&str, &str)]| serveur.demander("GET", path, taken, b"");
        let plain = ask(&[]);
        let gzip = ask(&[("Accept-Encoding", "br, gzip")]);
        assert_eq!((plain.statut, plain.entete("content-encoding")), (200, None), "{path}");
        assert_eq!((gzip.statut, gzip.entete("content-encoding")), (200, Some("gzip")), "{path}");
        assert_eq!(gzip.entete("content-type"), plain.entete("content-type"));
        let mut decoded = Vec::new();
        flate2::read::GzDecoder::new(gzip.corps.as_slice()).read_to_end(&mut decoded).unwrap();
        assert!(decoded == plain.corps && gzip.corps.len() < plain.corps.len(), "{path}");
        assert_eq!(gzip.entete("content-length"), Some(gzip.corps.len().to_string().as_str()));
        for answer in [&plain, &gzip] {
            let varies = answer.entetes.iter().filter(|(name, _)| name == "vary").count();
            assert_eq!((varies, answer.entete("vary")), (1, Some("accept-encoding")), "{path}");
            assert_eq!(answer.entete("etag").is_some(), tagged, "{path}");
        }
        assert_eq!(plain.entete("etag"), gzip.entete("etag"));
        assert_eq!(ask(&[("Accept-Encoding", "gzip;q=0")]).entete("content-encoding"), None);
        assert_eq!(ask(&[("Accept-Encoding", "gzip;q=0.1, identity")]).entete("content-encoding"), None);
        // Written once, it is the same each time.
        assert_eq!(ask(&[("Accept-Encoding", "*")]).corps, gzip.corps);
    }
}

#[test]
fn no_path_leaves_the_program() {
    let serveur = Serveur::avec(vec![css()], Reglages::default());
    for path in [
        "/../../etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/style.css/../../Cargo.toml",
        "/style.css%00",
        "/.git/config",
        "/api/v1/schema/../../../Cargo.toml",
        "/api/v1/schema/..%2fversion",
        "/api/v1/regles/%2e%2e",
    ] {
        let answer = serveur.get(path);
        assert_eq!(answer.statut, 404, "{path}: {}", answer.texte());
    }
}

#[test]
fn an_error_is_a_page_for_people_and_a_problem_for_programs() {
    let serveur = Serveur::new();
    let page = serveur.get("/rien/du/tout");
    assert_eq!((page.statut, page.entete("content-type")), (404, Some("text/html; charset=utf-8")));
    assert!(page.texte().contains("lang=\"fr\"") && page.texte().contains("href=\"../../\""), "{}", page.texte());
    assert_eq!(serveur.get("/api/v1/rien").probleme(), "page-introuvable");
    assert_eq!(serveur.get("/api/v2").probleme(), "page-introuvable");
    let methode = serveur.get("/api/v1/etudes");
    assert_eq!((methode.probleme().as_str(), methode.entete("allow")), ("methode-refusee", Some("POST")));
    for methode in ["OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "CHERCHE"] {
        let refused = serveur.demander(methode, "/api/v1/version", &[], b"");
        assert_eq!((refused.statut, refused.entete("allow")), (405, Some("GET,HEAD")), "{methode}");
        assert_eq!(serveur.demander(methode, "/", &[], b"").statut, 405, "{methode}");
    }
    let head = serveur.demander("HEAD", "/api/v1/version", &[], b"");
    assert_eq!((head.statut, head.corps.len()), (200, 0));
    assert_eq!(serveur.get("/sante").texte(), "ok\n");
}

#[test]
fn every_answer_has_its_headers() {
    let serveur = Serveur::avec(vec![css()], Reglages::default());
    let long = format!("/?x={}", "a".repeat(40_000));
    let mut all: Vec<Reponse> = [
        "/",
        "/?pmt=&pfa=",
        "/?specialite=99",
        "/style.css",
        "/rien",
        "/sante",
        "/dossier.toml",
        "/dossier.toml?specialite=01",
        "/api/v1/version",
        "/api/v1/rien",
        "/api/v1/etudes",
        &long,
    ]
    .iter()
    .map(|path| serveur.get(path))
    .collect();
    all.push(serveur.demander("HEAD", "/", &[], b""));
    all.push(serveur.demander("PUT", "/", &[], b""));
    all.push(serveur.demander("GET", "/style.css", &[("If-None-Match", "*")], b""));
    all.push(serveur.demander("DELETE", "/style.css", &[], b""));
    all.push(serveur.demander("POST", "/importer", &[("Content-Type", "text/plain")], b"x"));
    all.push(serveur.json("/api/v1/etudes", "{"));
    all.push(serveur.json("/api/v1/etudes", &" ".repeat(256 * 1024 + 1)));
    let mut statuts: Vec<u16> = all.iter().map(|answer| answer.statut).collect();
    statuts.sort_unstable();
    statuts.dedup();
    assert_eq!(statuts, [200, 303, 304, 400, 404, 405, 413, 414, 415, 422]);
    for answer in all {
        let csp = answer.entete("content-security-policy").unwrap();
        for directive in ["default-src 'none'", "frame-ancestors 'none'", "script-src 'self' 'wasm-unsafe-eval';"] {
            assert!(csp.contains(directive), "{csp}");
        }
        // Nothing unsafe but WebAssembly, nobody else's files.
        assert!(!csp.replace("'wasm-unsafe-eval'", "").contains("unsafe") && !csp.contains("http"), "{csp}");
        for (name, value) in [
            ("referrer-policy", "no-referrer"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.entete(name), Some(value), "{name}");
        }
        assert!(answer.entete("permissions-policy").is_some_and(|p| p.contains("camera=()")));
        assert!(answer.entete("cache-control").is_some());
        assert_eq!(answer.entete("set-cookie"), None);
        assert_eq!(answer.entete("server"), None);
    }
}

#[test]
fn a_dossier_that_is_sent_must_be_there() {
    let serveur = Serveur::new();
    let form = |kind: &str, body: &[u8]| serveur.demander("POST", "/importer", &[("Content-Type", kind)], body);
    let multipart = "multipart/form-data; boundary=limite";
    let empty =
        b"--limite\r\nContent-Disposition: form-data; name=\"fichier\"; filename=\"\"\r\n\r\n\r\n--limite--\r\n";
    for (kind, body, statut) in [
        ("application/x-www-form-urlencoded", &b"texte=%20"[..], 422),
        (multipart, empty, 422),
        (multipart, b"--limite\r\nContent-Disp", 400),
        ("multipart/form-data", b"x", 400),
        ("application/json", b"{}", 415),
        (multipart, &vec![b'a'; 1_200_000], 413),
    ] {
        let answer = form(kind, body);
        assert_eq!(answer.statut, statut, "{kind}: {}", answer.texte());
        assert_eq!(answer.entete("content-type"), Some("text/html; charset=utf-8"));
        assert!(answer.texte().contains("<h1>"));
    }
}
