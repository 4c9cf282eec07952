use std::path::Path;

use serde_json::Value;

use crate::outils::{AU, bilan, cellules, lot, noms, population, repertoire};

/// The rules of the program, but for one year of one line of the amounts: 1 000 € more for 1 ETP, less for 0,5 ETP.
fn regles(folder: &Path) -> String {
    let path = folder.join("reforme");
    std::fs::create_dir(&path).unwrap();
    for (name, text) in convention::tables::FICHIERS {
        let mut text = text.to_string();
        if *name == "montants.toml" {
            let (before, line) = text.split_once("ligne = \"p30-p90\"\nannee = 1\n").unwrap();
            let changed =
                line.replacen("\"1\" = 36000", "\"1\" = 37000", 1).replacen("\"0.5\" = 18000", "\"0.5\" = 17000", 1);
            assert_ne!(changed, line);
            text = format!("{before}ligne = \"p30-p90\"\nannee = 1\n{changed}");
        }
        std::fs::write(path.join(name), text).unwrap();
    }
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_reform_beside_today_s_rules() {
    let folder = repertoire("reforme");
    let autres = regles(&folder);
    let entree = population(&folder, "e.csv", 300);
    // A contract in error under both.
    let text = std::fs::read_to_string(&entree).unwrap();
    std::fs::write(&entree, format!("{text}X;99;;\n")).unwrap();
    let sortie = folder.join("s.csv").to_str().unwrap().to_owned();
    let rapports: Vec<String> =
        ["r.json", "r.csv", "r.md"].iter().map(|name| folder.join(name).to_str().unwrap().to_owned()).collect();
    let mut json = Value::Null;
    for rapport in &rapports {
        let options = ["--regles", "embarquees", "--regles", &autres, "--rapport", rapport, "--lot", "64"];
        json = bilan(&entree, &sortie, &options);
        std::fs::rename(&sortie, folder.join("copie.csv")).unwrap();
    }
    let sortie = folder.join("copie.csv").to_str().unwrap().to_owned();
    let rows = cellules(&sortie);
    let alone = folder.join("seule.csv").to_str().unwrap().to_owned();
    bilan(&entree, &alone, &[]);
    let seules = cellules(&alone);
    bilan(&entree, folder.join("autre.csv").to_str().unwrap(), &["--regles", &autres]);
    let autres = cellules(folder.join("autre.csv").to_str().unwrap());
    assert_eq!((rows.len(), seules.len(), autres.len()), (1501, 1501, 1501));
    let cents = |text: &str| text.parse::<i64>().ok();
    let (mut gagnent, mut perdent) = (0, 0);
    let mut total = 0;
    for ((row, une), autre) in rows.iter().zip(&seules).zip(&autres) {
        // The figures of each set of rules, as they are alone.
        assert!(une.iter().all(|(name, value)| &row[name] == value));
        for (ours, theirs) in [("autre_verdict", "verdict"), ("autre_montant_centimes", "montant_centimes")] {
            assert_eq!(row[ours], autre[theirs]);
        }
        assert_eq!((&row["autre_aide_centimes"], &row["autre_erreur"]), (&autre["aide_centimes"], &autre["erreur"]));
        let ecart = cents(&row["aide_centimes"]).zip(cents(&row["autre_aide_centimes"])).map(|(a, b)| b - a);
        assert_eq!(cents(&row["ecart_centimes"]), ecart);
        total += ecart.unwrap_or(0);
        // Only one year changes: its sign is that of the contract.
        gagnent += u64::from(ecart.is_some_and(|ecart| ecart > 0));
        perdent += u64::from(ecart.is_some_and(|ecart| ecart < 0));
    }
    assert!(gagnent > 0 && perdent > 0);
    assert!(rows[1500]["erreur"].starts_with("champs-manquants") && rows[1500]["autre_erreur"] == rows[1500]["erreur"]);
    let told = &json["reforme"];
    let count = |name: &str| told[name].as_u64().unwrap();
    assert_eq!((count("gagnent"), count("perdent"), count("en_erreur")), (gagnent, perdent, 1));
    assert_eq!(count("gagnent") + count("perdent") + count("inchanges") + count("inconnus"), 301);
    assert_eq!(told["ensemble"]["ecart_centimes"], total);
    for par in ["par_bande", "par_option", "par_specialite"] {
        let sums = told[par].as_object().unwrap().values().map(|budget| budget["ecart_centimes"].as_i64().unwrap());
        assert_eq!(sums.sum::<i64>(), total, "{par}");
    }
    let report: Value = serde_json::from_str(&std::fs::read_to_string(&rapports[0]).unwrap()).unwrap();
    assert_eq!(report["ensemble"], told["ensemble"]);
    let lines = cellules(&rapports[1]);
    assert_eq!((lines[0]["par"].as_str(), cents(&lines[0]["ecart_centimes"])), ("ensemble", Some(total)));
    assert!(std::fs::read_to_string(&rapports[2]).unwrap().contains("| médecine générale |"));
}

#[test]
fn a_reform_that_changes_nothing() {
    let folder = repertoire("reforme-nulle");
    let entree = population(&folder, "e.parquet", 100);
    for format in ["parquet", "arrow"] {
        let sortie = folder.join(format!("s.{format}")).to_str().unwrap().to_owned();
        let json = bilan(&entree, &sortie, &["--regles", "embarquees", "--regles", "embarquees", "--lot", "30"]);
        let told = &json["reforme"];
        assert_eq!(
            (&told["gagnent"], &told["perdent"], &told["ensemble"]["ecart_centimes"]),
            (&0.into(), &0.into(), &0.into())
        );
    }
}

#[test]
fn reforms_that_are_not_understood() {
    let folder = repertoire("reforme-fausse");
    let entree = population(&folder, "e.csv", 3);
    let sortie = folder.join("s.csv").to_str().unwrap().to_owned();
    let before = noms(&folder);
    let two = ["--regles", "embarquees", "--regles", "embarquees"];
    for (options, code) in [
        (&["--regles", "embarquees"][..], "trop-de-regles"),
        (&["--rapport", "r.txt"], "format-inconnu"),
        (&["--rapport", &entree, "--ecraser"], "sortie-est-l-entree"),
    ] {
        let fixed = ["calculer", &entree, "--sortie", &sortie, "--au", AU, "--erreurs", "json"];
        let fin = lot(&[&fixed[..], &two, options].concat());
        assert_eq!((fin.code, fin.codes()), (2, vec![code.to_owned()]));
        assert_eq!(noms(&folder), before);
    }
}
