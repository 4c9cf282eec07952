//! What strangers do: too much, too slow, too many, nonsense. The next request is always served.

use std::io::{Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use server::Reglages;

use crate::client::{Reponse, Serveur};
use crate::depense::vie;

pub(crate) const ETUDES: &str = "/api/v1/etudes?au=2026-11-23";
const PAGE: &str = "/?specialite=01&pmt=1300&pfa=1800&au=2026-11-23";
pub(crate) const DOSSIER: &str = r#"{ "medecin": { "specialite": "01" }, "patientele": { "pmt": 1300, "pfa": 1800 } }"#;

/// The server still answers.
pub(crate) fn sert(serveur: &Serveur) {
    assert_eq!(serveur.json(ETUDES, DOSSIER).statut, 200);
}

fn rapide() -> Reglages {
    let short = Duration::from_millis(500);
    Reglages { delai_entetes: short, delai_corps: short, ..Reglages::default() }
}

#[test]
fn a_huge_body() {
    let serveur = Serveur::new();
    for size in [256 * 1024 + 1, 10_000_000] {
        let answer = serveur.json(ETUDES, &"a".repeat(size));
        assert_eq!((answer.statut, answer.probleme().as_str()), (413, "envoi-trop-grand"), "{size}");
    }
    // Announced, and never sent.
    let head = "POST /api/v1/etudes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    assert_eq!(serveur.brut(format!("{head}Content-Length: 99999999999\r\n\r\n").as_bytes()).statut, 413);
    // Not announced, in pieces.
    let mut stream = serveur.connexion();
    write!(stream, "{head}Transfer-Encoding: chunked\r\n\r\n").unwrap();
    let piece = format!("10000\r\n{}\r\n", "a".repeat(0x10000));
    for _ in 0..20 {
        stream.write_all(piece.as_bytes()).unwrap();
    }
    stream.write_all(b"0\r\n\r\n").unwrap();
    assert_eq!(Reponse::lire(&mut stream, false).unwrap().statut, 413);
    // Just what is allowed is read: it is no dossier, nothing more.
    assert_eq!(serveur.json(ETUDES, &" ".repeat(256 * 1024)).statut, 400);
    sert(&serveur);
}

#[test]
fn a_slow_client() {
    let serveur = Serveur::avec(Vec::new(), rapide());
    let start = Instant::now();
    // A head that never ends: the connection is closed.
    let mut head = serveur.connexion();
    head.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nX-Lent: ").unwrap();
    // A connection that says nothing.
    let mut silent = serveur.connexion();
    // A body that never ends is told so.
    let mut body = serveur.connexion();
    write!(
        body,
        "POST /api/v1/etudes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{{"
    )
    .unwrap();
    // A client that asks, then keeps its connection for nothing.
    let mut idle = serveur.connexion();
    idle.write_all(b"GET /sante HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    assert_eq!(Reponse::lire(&mut idle, false).unwrap().statut, 200);

    let late = Reponse::lire(&mut body, false).unwrap();
    assert_eq!(
        (late.statut, late.probleme().as_str(), late.entete("connection")),
        (408, "envoi-trop-lent", Some("close"))
    );
    let mut rest = Vec::new();
    for stream in [&mut head, &mut silent, &mut body, &mut idle] {
        stream.read_to_end(&mut rest).unwrap();
    }
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    sert(&serveur);
}

#[test]
fn a_reader_that_never_reads_is_left() {
    let short = Duration::from_millis(400);
    let bounds = Reglages { duree_connexion: 10 * short, delai_fin: short, connexions: 1, ..rapide() };
    let serveur = Serveur::avec(Vec::new(), bounds);
    let mut stream = serveur.connexion();
    // Far more answers than a socket holds; the only place is taken until the connection is too old.
    let ask = b"GET /api/v1/regles/convention-2024 HTTP/1.1\r\nHost: x\r\n\r\n".repeat(200);
    let start = Instant::now();
    let _ = stream.write_all(&ask);
    sert(&serveur);
    // Its age, then a short while: not its age twice.
    assert!(start.elapsed() > 5 * short && start.elapsed() < 18 * short, "{:?}", start.elapsed());
}

#[test]
fn nonsense() {
    let serveur = Serveur::new();
    for bytes in [
        &b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"[..],
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost x\r\n\r\n",
        b"POST /api/v1/etudes HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"POST /api/v1/etudes HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\n\r\n",
    ] {
        let mut stream = serveur.connexion();
        stream.write_all(bytes).unwrap();
        // An answer, or a closed connection: never a wait.
        match Reponse::lire(&mut stream, false) {
            Ok(answer) => assert!((400..500).contains(&answer.statut), "{bytes:?}: {}", answer.statut),
            Err(error) => assert_ne!(error.kind(), std::io::ErrorKind::WouldBlock, "{bytes:?}"),
        }
    }
    let many: String = (0..200).map(|n| format!("X-{n}: 1\r\n")).collect();
    assert_eq!(serveur.brut(format!("GET / HTTP/1.1\r\nHost: x\r\n{many}\r\n").as_bytes()).statut, 431);
    let long = format!("GET / HTTP/1.1\r\nHost: x\r\nX-Long: {}\r\n\r\n", "a".repeat(60_000));
    assert!([200, 431].contains(&serveur.brut(long.as_bytes()).statut));
    sert(&serveur);
}

/// The text of a page, without its tags.
fn hors_balises(page: &str) -> String {
    page.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text).collect()
}

#[test]
fn what_a_path_leaves_open_may_be_any_bytes() {
    let serveur = Serveur::new();
    for route in ["regles", "problemes", "schema"] {
        for word in ["%ff", "%00", "%c3%28", "a%ffb", "%2f", "%E2%80%AE"] {
            let refused = serveur.get(&format!("/api/v1/{route}/{word}"));
            assert_eq!((refused.statut, refused.probleme().as_str()), (404, "page-introuvable"), "{route}/{word}");
        }
    }
}

#[test]
fn a_body_that_says_it_is_compressed() {
    let serveur = Serveur::new();
    let ask = |coding: &str| {
        let headers = [("Content-Type", "application/json"), ("Content-Encoding", coding)];
        serveur.demander("POST", ETUDES, &headers, DOSSIER.as_bytes())
    };
    for coding in ["gzip", "br", "identity, gzip", "x"] {
        let refused = ask(coding);
        assert_eq!((refused.statut, refused.probleme().as_str()), (415, "format-inconnu"), "{coding}");
        assert_eq!(refused.fautes(), [("envoi-compresse".to_owned(), String::new())]);
    }
    assert_eq!(ask("identity").statut, 200);
}

#[test]
fn hostile_queries() {
    let serveur = Serveur::new();
    let many: String = (0..3000).map(|n| format!("x{n}=1&")).collect();
    // What the page answers once its address is short: an empty page, or what is wrong.
    for (query, statut) in [
        ("%", 200),
        ("%zz", 200),
        ("%ff%fe", 200),
        ("=", 200),
        ("&&&&", 200),
        ("a=b=c", 422),
        ("%00=%00", 422),
        ("pmt=%00", 422),
        ("x=%3Cscript%3Ealert(1)%3C/script%3E", 422),
        ("specialite=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", 422),
        ("specialite=%F0%28%8C%28", 422),
        ("specialite=01&specialite=02", 422),
        ("constats.99999999999999999999.date=1", 422),
        ("constats.4294967295.date=2026-01-01", 422),
        ("specialite=01&constats.999999.pmt=1", 422),
        ("specialite=01&ajouter=constats&ajouter=%00&retirer=constats.999999&pourquoi=/../..", 200),
        ("au=%E2%80%AE2026", 422),
        ("specialite=01&reference=%E2%80%AE%E2%81%A6cabinet%0D%0AX-Injecte:%201", 422),
        (&many, 422),
    ] {
        let mut page = serveur.get(&format!("/?{query}"));
        if page.statut == 303 {
            page = serveur.get(page.entete("location").unwrap().strip_prefix('.').unwrap());
        }
        assert_eq!(page.statut, statut, "{query}");
        assert!(!page.texte().contains("<script"), "{query}");
        // What is said of it shows no hidden character; what was typed stays in its field as it was.
        let said = hors_balises(page.texte());
        assert!(!said.contains(['\u{0}', '\u{202e}', '\u{2066}']), "{query}: {said}");
        assert_eq!(page.entete("x-injecte"), None);
        assert!(page.corps.len() < 1_000_000, "{query}: {}", page.corps.len());
        let file = serveur.get(&format!("/etude.json?{query}"));
        assert!([200, 422].contains(&file.statut), "{query}");
        assert!(!file.texte().contains(['\u{0}', '\u{202e}', '\u{2066}']), "{query}");
        let refused = serveur.json(&format!("/api/v1/etudes?{query}"), DOSSIER);
        assert_eq!(refused.statut, if query == "&&&&" { 200 } else { 422 }, "{query}");
    }
    let long = "a".repeat(40_000);
    let page = serveur.get(&format!("/?reference={long}"));
    assert_eq!((page.statut, page.entete("content-type")), (414, Some("text/html; charset=utf-8")));
    assert_eq!(serveur.get(&format!("/api/v1/version?{long}")).probleme(), "adresse-trop-longue");
    let huge = "a".repeat(1_000_000);
    let mut stream = serveur.connexion();
    let _ = write!(stream, "GET /?{huge} HTTP/1.1\r\nHost: x\r\n\r\n");
    if let Ok(answer) = Reponse::lire(&mut stream, false) {
        assert!([414, 431].contains(&answer.statut), "{}", answer.statut);
    }
    sert(&serveur);
}

#[test]
fn a_thousand_at_once() {
    let serveur = Arc::new(Serveur::new());
    let counts = Arc::new([AtomicUsize::new(0), AtomicUsize::new(0)]);
    let threads: Vec<_> = (0..1000)
        .map(|n| {
            let (serveur, counts) = (Arc::clone(&serveur), Arc::clone(&counts));
            let ask = move || {
                // People and programs, in turn.
                let page = n % 2 == 0;
                let answer = if page { serveur.get(PAGE) } else { serveur.json(ETUDES, DOSSIER) };
                match answer.statut {
                    200 => counts[0].fetch_add(1, Ordering::Relaxed),
                    503 => {
                        assert!(answer.entete("retry-after").is_some());
                        if page {
                            assert!(answer.texte().contains("Le serveur est occupé"), "{}", answer.texte());
                        } else {
                            assert_eq!(answer.probleme(), "serveur-occupe");
                        }
                        counts[1].fetch_add(1, Ordering::Relaxed)
                    }
                    other => panic!("{other}: {}", answer.texte()),
                };
            };
            std::thread::Builder::new().stack_size(128 * 1024).spawn(ask).unwrap()
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    let [served, refused] = [&counts[0], &counts[1]].map(|count| count.load(Ordering::Relaxed));
    assert_eq!(served + refused, 1000);
    assert!(served > 0, "{refused} refused");
    sert(&serveur);
}

#[test]
fn no_room_is_told_at_once() {
    let tight = Reglages { calculs: 1, attente: 0, ..Reglages::default() };
    let serveur = Arc::new(Serveur::avec(Vec::new(), tight));
    let ask = |_| {
        let serveur = Arc::clone(&serveur);
        std::thread::spawn(move || serveur.json(ETUDES, DOSSIER).statut)
    };
    let mut statuts: Vec<u16> = Vec::new();
    for _ in 0..20 {
        let threads: Vec<_> = (0..16).map(ask).collect();
        statuts.extend(threads.into_iter().map(|thread| thread.join().unwrap()));
        if statuts.contains(&503) && statuts.contains(&200) {
            break;
        }
    }
    assert!(statuts.contains(&200) && statuts.contains(&503), "{statuts:?}");
    assert!(statuts.iter().all(|statut| [200, 503].contains(statut)), "{statuts:?}");
    // Documents that are worked out already need no room.
    assert_eq!(serveur.get("/api/v1/version").statut, 200);
    sert(&serveur);
}

#[test]
fn a_stop_lets_answers_end() {
    let serveur = Serveur::new();
    let mut kept = serveur.connexion();
    kept.write_all(b"GET /sante HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    assert_eq!(Reponse::lire(&mut kept, false).unwrap().statut, 200);
    let address = serveur.adresse;
    // A kept connection without request does not hold the stop.
    let start = Instant::now();
    serveur.arreter().unwrap();
    assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
    assert!(std::net::TcpStream::connect(address).is_err());
}

#[test]
fn a_stop_lets_the_studies_under_way_end() {
    let long = Duration::from_secs(60);
    let patient = Reglages { delai_arret: long, delai_calcul: long, ..Reglages::default() };
    let serveur = Serveur::avec(Vec::new(), patient);
    // It listens before it is ready: the requests must be under way.
    sert(&serveur);
    let (query, toml) = vie(10);
    let mut asked: Vec<_> = (0..2).map(|_| serveur.connexion()).collect();
    write!(asked[0], "GET /etude.json{query} HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    let length = toml.len();
    write!(
        asked[1],
        "POST /api/v1/etudes HTTP/1.1\r\nHost: x\r\nContent-Type: application/toml\r\nContent-Length: {length}\r\n\r\n{toml}"
    )
    .unwrap();
    std::thread::sleep(Duration::from_millis(200));
    serveur.arreter().unwrap();
    for mut stream in asked {
        let answer = Reponse::lire(&mut stream, false).unwrap();
        assert_eq!(answer.statut, 200, "{}", answer.texte());
        assert_eq!(answer.document()["schema"], "etude/1");
    }
}

#[test]
fn a_request_that_never_ends_does_not_hold_the_stop() {
    let serveur =
        Serveur::avec(Vec::new(), Reglages { delai_arret: Duration::from_millis(300), ..Reglages::default() });
    // It listens before it is ready: the request must be under way.
    sert(&serveur);
    let mut slow = serveur.connexion();
    slow.write_all(
        b"POST /api/v1/etudes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n",
    )
    .unwrap();
    std::thread::sleep(Duration::from_millis(100));
    let start = Instant::now();
    let ended = serveur.arreter();
    assert!(ended.is_err(), "{ended:?} after {:?}", start.elapsed());
}
