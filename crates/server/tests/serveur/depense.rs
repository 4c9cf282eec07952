//! What one request may cost: what would take a core or the memory is refused before it begins.

use std::io::Write;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use server::Reglages;

use crate::client::{Reponse, Serveur};
use crate::hostile::{DOSSIER, ETUDES, sert};

/// A page for many items costs what a page for a few costs, many times: never the square of it.
#[test]
fn many_items_are_a_page_of_bounded_size() {
    let serveur = Serveur::new();
    let base = "specialite=01&secteur=1&pmt_adultes=1300&pfa=1800&signature=2021-01-15&option=0.5";
    let many = |one: &dyn Fn(usize) -> String| {
        let all: Vec<String> = (0..2000)
            .map(one)
            .scan(base.len(), |length, text| {
                *length += text.len() + 1;
                (*length < 32_000).then_some(text)
            })
            .collect();
        format!("/?{base}&{}", all.join("&"))
    };
    for target in [
        many(&|_| "ajouter=constats".to_owned()),
        many(&|_| "ajouter=encaissements".to_owned()),
        format!("{}&type=collectif", many(&|_| "ajouter=membres".to_owned())),
        many(&|n| format!("constats.{n}.pmt=1")),
        many(&|n| format!("constats.{}.pmt=1", 999_999 - n)),
        many(&|n| format!("evenements.{n}.type=avenant&evenements.{n}.date=2022-01-0{}", n % 10)),
        format!("{}&type=collectif", many(&|n| format!("membres.{n}.pmt=1"))),
        many(&|n| format!("x{n}=1")),
        many(&|_| "specialite=01".to_owned()),
    ] {
        let start = Instant::now();
        let page = serveur.get(&target);
        let (length, took) = (page.corps.len(), start.elapsed());
        assert!([200, 422].contains(&page.statut), "{}: {}", &target[..200], page.statut);
        // A slow machine without optimisation has several times what it takes; the square has not.
        assert!(length < 2_000_000 && took < Duration::from_secs(8), "{}: {length} bytes, {took:?}", &target[..140]);
    }
    sert(&serveur);
}

/// A contract whose option changes every week, so many times.
pub(crate) fn vie(avenants: usize) -> (String, String) {
    vie_de(avenants, ("&pmt=1300&pfa=1800", "[patientele]\npmt = 1300\npfa = 1800\n"))
}

/// The same, with what is said of the patients in a query and in TOML.
fn vie_de(avenants: usize, (pairs, table): (&str, &str)) -> (String, String) {
    let mut query = format!("specialite=01&secteur=1{pairs}&signature=2024-07-15&option=0.5&zone=zip");
    let mut toml = format!(
        "[medecin]\nspecialite = \"01\"\nsecteur = \"1\"\nzone = \"zip\"\n{table}\
         [contrat]\nsignature = 2024-07-15\noption = \"0.5\"\n"
    );
    let mut day = convention::jour::Jour::new(2025, 1, 1).unwrap();
    for n in 0..avenants {
        let option = ["1", "0.5"][n % 2];
        query.push_str(&format!(
            "&evenements.{n}.date={day}&evenements.{n}.type=avenant-option&evenements.{n}.option={option}"
        ));
        toml.push_str(&format!("[[evenements]]\ndate = {day}\ntype = \"avenant-option\"\noption = \"{option}\"\n"));
        day = day.plus_days(7);
    }
    (format!("?{query}&au=2030-01-01"), toml)
}

#[test]
fn a_contract_of_too_many_events_takes_no_core() {
    let serveur = Serveur::avec(Vec::new(), Reglages { delai_calcul: Duration::from_secs(60), ..Reglages::default() });
    let (query, toml) = vie(200);
    let start = Instant::now();
    let refused = [
        serveur.get(&format!("/{query}")),
        serveur.get(&format!("/etude.json{}", query.replace("evenements", "%65venements"))),
        serveur.get(&format!("/etude.json{query}")),
        serveur.get(&format!("/echeances.ics{query}")),
    ];
    for page in refused {
        assert_eq!(page.statut, 422, "{}", page.texte());
        assert!(page.texte().contains("200 événements"), "{}", page.texte());
    }
    let api = serveur.toml("/api/v1/etudes?au=2030-01-01", &toml);
    assert_eq!(api.fautes(), [("evenements-trop-nombreux".to_owned(), "evenements".to_owned())]);
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    // Its dossier can be taken away.
    let saved = serveur.get(&format!("/dossier.toml{query}"));
    assert_eq!((saved.statut, saved.texte().matches("[[evenements]]").count()), (200, 200));
    // As many as are studied, are.
    let (query, toml) = vie(40);
    assert_eq!(serveur.toml("/api/v1/etudes?au=2030-01-01", &toml).statut, 200);
    assert_eq!(serveur.get(&format!("/etude.json{query}")).statut, 200);
}

/// What is not known multiplies what each event costs: bounds are tried over every way of filling it.
#[test]
fn a_life_whose_start_nobody_knows_takes_no_core() {
    let patient = Reglages { delai_calcul: Duration::from_secs(60), ..Reglages::default() };
    let serveur = Serveur::avec(Vec::new(), patient);
    let (query, toml) = vie_de(40, ("", ""));
    let start = Instant::now();
    let api = serveur.toml("/api/v1/etudes?au=2030-01-01", &toml);
    assert_eq!(api.fautes(), [("trop-d-inconnues".to_owned(), "evenements".to_owned())]);
    // The words of a button are no way around, nor a day that is written otherwise.
    for target in [
        format!("/{query}"),
        format!("/{query}&comparer=0.5,1"),
        format!("/{query}&pourquoi=/annees/0"),
        format!("/{}", query.replace("2030-01-01", "01/01/2030")),
        format!("/etude.json{query}"),
        format!("/versements.csv{query}"),
    ] {
        let page = serveur.get(&target);
        assert_eq!(page.statut, 422, "{}", page.texte());
        assert!(page.texte().contains("40 événements, et trop d'inconnues"), "{}", page.texte());
    }
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    assert_eq!(serveur.get(&format!("/dossier.json{query}")).statut, 200);
    // A few events are studied, whatever is known.
    let (query, toml) = vie_de(3, ("", ""));
    assert_eq!(serveur.toml("/api/v1/etudes?au=2030-01-01", &toml).statut, 200);
    assert_eq!(serveur.get(&format!("/{query}")).statut, 200);
}

#[test]
fn each_change_between_two_versions_is_a_study() {
    let patient = Reglages { delai_calcul: Duration::from_secs(60), ..Reglages::default() };
    let serveur = Serveur::avec(Vec::new(), patient);
    let event = |n: usize| {
        let day = convention::jour::Jour::new(2025, 1, 1).unwrap().plus_days(7 * n as i32);
        let option = ["1", "0.5"][n % 2];
        json!({ "date": day.to_string(), "type": "avenant-option", "option": option })
    };
    let version = |events: usize, medecin: Value, patientele: Value| {
        let events: Vec<Value> = (0..events).map(event).collect();
        json!({
            "medecin": medecin, "patientele": patientele,
            "contrat": { "signature": "2024-07-15", "option": "0.5" }, "evenements": events,
        })
    };
    let bare = json!({ "specialite": "01", "secteur": "1" });
    let full = json!({
        "specialite": "01", "secteur": "2", "zone": "zip", "naissance": "1978-04-12", "installation": "2010-09-01",
        "rqth": true,
    });
    let known = json!({ "pmt": 1300, "pfa": 1800 });
    let start = Instant::now();
    let ask = |first: &Value, second: &Value| {
        let body = json!({ "dossiers": [first, second], "au": "2030-01-01" });
        serveur.json("/api/v1/comparaisons", &body.to_string())
    };
    let refused = ask(&version(39, bare.clone(), json!({})), &version(1, full.clone(), json!({})));
    assert_eq!(refused.fautes(), [("comparaison-trop-longue".to_owned(), "dossiers".to_owned())]);
    assert!(refused.texte().contains("changements"), "{}", refused.texte());
    // The dear one may be either.
    let refused = ask(&version(1, full.clone(), json!({})), &version(39, bare.clone(), json!({})));
    assert_eq!(refused.statut, 422, "{}", refused.texte());
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    // What a doctor compares is compared.
    let answer = ask(&version(2, full.clone(), known.clone()), &version(6, full, known));
    assert_eq!(answer.statut, 200, "{}", answer.texte());
    assert_eq!(answer.document()["dossiers"][0]["changements"].as_array().unwrap().len(), 4);
}

/// What is wrong with a body weighs no more for being wrong a hundred thousand times.
#[test]
fn faults_are_counted_not_piled() {
    let serveur = Serveur::new();
    let many = |item: &str, count: usize| vec![item; count].join(",");
    let dossiers = r#""dossiers": [{ "medecin": { "specialite": "01" } }]"#;
    for (body, statut) in [
        (format!("{{ {dossiers}, \"options\": [{}] }}", many("\"1\"", 60_000)), 422),
        (format!("{{ {dossiers}, \"options\": [{}] }}", many("\"x\"", 60_000)), 422),
        (format!("{{ {dossiers}, \"regimes\": [{}] }}", many("\"convention-2024\"", 13_000)), 422),
        (format!("{{ {dossiers}, \"au\": [{}] }}", many("\"2026-11-23\"", 19_000)), 422),
        (format!("{{ {dossiers}, \"si\": \"{}\" }}", many("pmt=1", 40_000)), 422),
        (format!("{{ {dossiers}, \"resultats\": \"{}\" }}", many("pmt=1", 40_000)), 422),
        (format!("{{ {} }}", (0..20_000).map(|n| format!("\"x{n}\": 1")).collect::<Vec<_>>().join(",")), 422),
        (format!("{{ {} }}", many("\"si\": 1", 30_000)), 422),
        ("{".to_owned(), 400),
    ] {
        let refused = serveur.json("/api/v1/comparaisons", &body);
        assert_eq!(refused.statut, statut, "{}", &body[..80]);
        assert!((1..=501).contains(&refused.fautes().len()), "{}: {}", &body[..80], refused.fautes().len());
        assert!(refused.corps.len() < 500_000, "{}: {}", &body[..80], refused.corps.len());
    }
    for (body, statut) in [
        ("=\n".repeat(130_000), 400),
        ("a=1\n".repeat(65_000), 400),
        ("a=2026-13-01\n".repeat(20_000), 400),
        ((0..20_000).map(|n| format!("x{n} = 1\n")).collect(), 422),
    ] {
        let refused = serveur.toml(ETUDES, &body);
        assert_eq!(refused.statut, statut, "{}", &body[..80]);
        assert_eq!(refused.fautes().len(), 501, "{}", &body[..80]);
        let last =
            refused.document()["fautes"].as_array().unwrap().iter().filter(|f| f["code"] == "trop-de-fautes").count();
        assert_eq!(last, 1);
        assert!(refused.corps.len() < 500_000, "{}: {}", &body[..80], refused.corps.len());
    }
    sert(&serveur);
}

#[test]
fn bodies_that_never_end_hold_no_more_than_their_share() {
    let tight = Reglages { octets: 300_000, delai_corps: Duration::from_secs(30), ..Reglages::default() };
    let serveur = Serveur::avec(Vec::new(), tight);
    let begin = |bytes: usize| {
        let mut stream = serveur.connexion();
        let head = "POST /api/v1/etudes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 262144\r\n\r\n";
        write!(stream, "{head}{}", " ".repeat(bytes)).unwrap();
        stream
    };
    // What is announced takes no room: only what has come.
    let idle: Vec<_> = (0..50).map(|_| begin(10)).collect();
    sert(&serveur);
    let first = begin(200_000);
    std::thread::sleep(Duration::from_millis(500));
    let mut second = begin(200_000);
    let refused = Reponse::lire(&mut second, false).unwrap();
    assert_eq!((refused.statut, refused.probleme().as_str()), (503, "serveur-occupe"));
    assert!(refused.entete("retry-after").is_some());
    // Room is given back.
    drop((first, second, idle));
    std::thread::sleep(Duration::from_millis(500));
    for _ in 0..5 {
        assert_eq!(serveur.json(ETUDES, &format!("{DOSSIER}{}", " ".repeat(200_000))).statut, 200);
    }
}
