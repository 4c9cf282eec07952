use crate::outils::{AU, bilan, cellules, commande, fichier, fin, lot, noms, population, repertoire};

const TITRES: &str = "reference;medecin_specialite;patientele_pmt;patientele_pfa;contrat_signature;contrat_option";

/// What each line of a file becomes: its titles, the line, and the start of its error; none where it is answered.
const LIGNES: [(&str, &str, &str); 20] = [
    (TITRES, "a;01;1300;1600;2025-03-01;1", ""),
    (TITRES, "a;01;1300;1600;01/03/2025;1", ""),
    (TITRES, "a;01;1300;1600;1/3/2025;1", ""),
    (TITRES, "a;01;\"1 300\";1600;2025-03-01;1", ""),
    (TITRES, "a;01;1300;1600;2025-03-01;0,5", ""),
    (TITRES, ";01;;;;", ""),
    (TITRES, "\"a;b\";01;1300;1600;2025-03-01;1", ""),
    (TITRES, "a;;1300;1600;2025-03-01;1", "cle-manquante medecin_specialite"),
    (TITRES, "a;99;1300;1600;2025-03-01;1", "specialite-inconnue medecin_specialite"),
    (TITRES, "a;01;1000000000;1600;2025-03-01;1", "patients-hors-bornes patientele_pmt"),
    (TITRES, "a;01;-1;1600;2025-03-01;1", "patients-hors-bornes patientele_pmt"),
    (TITRES, "a;01;beaucoup;1600;2025-03-01;1", "type-inattendu patientele_pmt"),
    (TITRES, "a;01;1300;1600;2025-02-30;1", "date-inexistante contrat_signature"),
    (TITRES, "a;01;1300;1600;demain;1", "date-illisible contrat_signature"),
    (TITRES, "a;01;1300;1600;2025-03-01;3", "mot-inconnu contrat_option"),
    (TITRES, "a;01;1300", "champs-manquants"),
    (TITRES, "a;01;1300;1600;2025-03-01;1;;;", "champs-en-trop"),
    (TITRES, "\"a;01;1300;1600;2025-03-01;1\nc\";01;1300;1600;2025-03-01;1", "champ-sur-plusieurs-lignes"),
    (TITRES, "a;01;\"13\n00\"", "champs-manquants"),
    ("medecin_specialite;constats_date;constats_pmt", "01;2026-01-01;1400", "constat"),
];

#[test]
fn a_bad_line_stops_nothing_and_is_never_lost() {
    let folder = repertoire("lignes");
    for (rank, (titres, ligne, erreur)) in LIGNES.iter().enumerate() {
        // Between two sound lines, a blank one after it.
        let entree = fichier(
            &folder,
            "e.csv",
            format!("{TITRES}\n").replace(TITRES, titres) + &format!("{ligne}\n\n{}\n", sain(titres)),
        );
        let sortie = folder.join(format!("s{rank}.csv")).to_str().unwrap().to_owned();
        let json = bilan(&entree, &sortie, &["--annees", "1-2"]);
        let bad = u64::from(!erreur.is_empty());
        let counts = |name: &str| json[name].as_u64().unwrap();
        assert_eq!((counts("contrats"), counts("en_erreur")), (2, bad), "{ligne}: {json:#}");
        assert_eq!(counts("lignes"), (2 - bad) * 2 + bad, "{ligne}");
        let rows = cellules(&sortie);
        assert_eq!(rows.len() as u64, counts("lignes"));
        assert!(rows[0]["erreur"].starts_with(erreur), "{ligne}: {}", rows[0]["erreur"]);
        assert_eq!((rows[0]["ligne"].as_str(), rows.last().unwrap()["ligne"].as_str()), ("1", "2"));
        if bad == 1 {
            let code = rows[0]["erreur"].split([' ', '\u{a0}']).next().unwrap();
            assert_eq!(json["erreurs"][code]["premiere_ligne"], 1, "{json:#}");
            let strict = folder.join("strict.csv");
            let args = [
                "calculer",
                &entree,
                "--sortie",
                strict.to_str().unwrap(),
                "--au",
                AU,
                "--strict",
                "--erreurs",
                "json",
            ];
            let fin = lot(&args);
            assert_eq!((fin.code, fin.codes()), (2, vec!["ligne-en-erreur".to_owned()]), "{ligne}");
            assert!(!strict.exists());
        }
    }
}

fn sain(titres: &str) -> &'static str {
    if titres == TITRES { "b;01;1300;1600;2025-03-01;1" } else { "01;;" }
}

/// The same contract in every dialect.
const DIALECTES: [&[u8]; 6] = [
    b"medecin_specialite;medecin_honoraires_sans_depassement_euros;contrat_signature\n01;2100,50;01/03/2025\n",
    b"medecin_specialite,medecin_honoraires_sans_depassement_euros,contrat_signature\n01,2100.50,2025-03-01\n",
    b"medecin_specialite\tmedecin_honoraires_sans_depassement_euros\tcontrat_signature\n01\t2100,5\t2025-03-01\n",
    b"\xef\xbb\xbfmedecin_specialite;medecin_honoraires_sans_depassement_euros;contrat_signature\r\n01;2100,50;01/03/2025\r\n",
    b"\"medecin_specialite\",\"medecin_honoraires_sans_depassement_euros\",\"contrat_signature\"\n\"01\",\"2100,50\",\"01/03/2025\"",
    b" medecin_specialite ;medecin_honoraires_sans_depassement_euros;contrat_signature\n\n01;2 100,50;1/3/2025\n\n\n",
];

#[test]
fn every_dialect_is_the_same_contract() {
    let folder = repertoire("dialectes");
    let digests: Vec<String> = DIALECTES
        .iter()
        .enumerate()
        .map(|(rank, text)| {
            let entree = fichier(&folder, &format!("e{rank}.csv"), text);
            let sortie = folder.join(format!("s{rank}.csv"));
            let json = bilan(&entree, sortie.to_str().unwrap(), &[]);
            assert_eq!((json["repondus"].as_u64(), json["lignes"].as_u64()), (Some(1), Some(5)), "{rank}: {json:#}");
            // Written as it was read, unless another way is asked for.
            let titles = std::fs::read_to_string(&sortie).unwrap();
            let part = [';', ',', '\t', ';', ',', ';'][rank];
            assert!(titles.starts_with(&format!("ligne{part}reference{part}annee{part}")), "{rank}: {titles}");
            json["empreinte"].as_str().unwrap().to_owned()
        })
        .collect();
    assert!(digests.iter().all(|digest| digest == &digests[0]), "{digests:?}");
}

#[test]
fn a_bad_line_keeps_its_place_however_far_it_stands() {
    let folder = repertoire("loin");
    // Past the contracts that are worked out at once, and at the end of them.
    let bad = [4_096, 4_097, 8_999];
    let line = |row| if bad.contains(&row) { format!("r{row};01;de trop\n") } else { format!("r{row};01\n") };
    let text: String = (1..=9_000).map(line).collect();
    let entree = fichier(&folder, "e.csv", format!("reference;medecin_specialite\n{text}"));
    let sortie = folder.join("s.csv");
    let json = bilan(&entree, sortie.to_str().unwrap(), &[]);
    let wanted = (Some(9_000), Some(3), Some((9_000 - 3) * 5 + 3));
    assert_eq!((json["contrats"].as_u64(), json["en_erreur"].as_u64(), json["lignes"].as_u64()), wanted);
    let cells = cellules(sortie.to_str().unwrap());
    let found = cells.iter().filter(|cells| !cells["erreur"].is_empty()).map(|cells| cells["ligne"].parse().unwrap());
    assert_eq!(found.collect::<Vec<i32>>(), bad);
    assert!(cells.is_sorted_by_key(|cells| cells["ligne"].parse::<u32>().unwrap()));
}

#[test]
fn titles_without_lines_are_an_answer() {
    let folder = repertoire("titres");
    let entree = fichier(&folder, "e.csv", "medecin_specialite\n");
    for name in ["s.csv", "s.parquet", "s.arrow"] {
        let sortie = folder.join(name);
        let json = bilan(&entree, sortie.to_str().unwrap(), &[]);
        assert_eq!((json["contrats"].as_u64(), json["lignes"].as_u64()), (Some(0), Some(0)));
        assert!(std::fs::metadata(&sortie).unwrap().len() > 0, "{name}");
    }
}

#[test]
fn the_bytes_are_the_same_whatever_the_threads() {
    let folder = repertoire("fils");
    let entree = population(&folder, "e.parquet", 600);
    for format in ["parquet", "csv", "arrow"] {
        let run = |fils: &str| {
            let sortie = folder.join(format!("s{fils}.{format}"));
            bilan(&entree, sortie.to_str().unwrap(), &["--fils", fils, "--lot", "50", "--annees", "1-3"]);
            std::fs::read(sortie).unwrap()
        };
        assert!(run("1") == run("4"), "{format}");
    }
}

#[test]
fn kept_columns_come_out_and_left_out_ones_do_not_matter() {
    let folder = repertoire("colonnes");
    let text = "medecin_specialite;region;note;note2\n01;Bretagne;\"a;\"\"b\"\"\";x\nxx;Corse;;y\n";
    let entree = fichier(&folder, "e.csv", text);
    let sortie = folder.join("s.csv").to_str().unwrap().to_owned();
    bilan(&entree, &sortie, &["--garder", "region", "--garder", "note", "--ignorer", "note2", "--annees", "3"]);
    let rows = cellules(&sortie);
    let kept: Vec<_> =
        rows.iter().map(|row| (row["annee"].as_str(), row["region"].as_str(), row["note"].as_str())).collect();
    assert_eq!(kept, [("3", "Bretagne", "a;\"b\""), ("", "Corse", "")]);
    assert!(!rows[0].contains_key("note2"));
}

#[test]
fn options_add_columns() {
    let folder = repertoire("options");
    let entree = population(&folder, "e.parquet", 20);
    let sortie = folder.join("s.csv").to_str().unwrap().to_owned();
    bilan(&entree, &sortie, &["--bornes", "--questions", "--annees", "5"]);
    let rows = cellules(&sortie);
    assert!(rows[0].contains_key("questions") && rows.iter().any(|row| !row["aide_max_centimes"].is_empty()));
}

#[test]
fn the_summary_is_readable_in_a_narrow_terminal() {
    let folder = repertoire("etroit");
    let entree = fichier(&folder, "e.csv", format!("{TITRES}\n{}\nb;xx;;;;\nc;01;-1;;;\nd;xx;;;;\n", sain(TITRES)));
    let mut command = commande(&["calculer", &entree, "--sortie", "s.csv", "--au", AU, "--empreinte"]);
    let fin = fin(command.env("COLUMNS", "40").current_dir(&folder).output().unwrap());
    assert_eq!((fin.code, fin.sortie.trim().len()), (0, 64), "{}", fin.erreur);
    let text = fin.erreur;
    assert!(text.lines().all(|line| line.chars().count() <= 40), "{text}");
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("4 contrats = 1 avec une réponse + 3 en erreur. 8 lignes = 1 × 5 + 3."), "{flat}");
    assert!(flat.contains("specialite-inconnue 2 2") && flat.contains("patients-hors-bornes 1 3"), "{flat}");
    // No bar and no style outside of a terminal.
    assert!(!text.contains(['\r', '\u{1b}']), "{text}");
    assert_eq!(noms(&folder), ["e.csv", "s.csv"]);
}
