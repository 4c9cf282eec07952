//! Questions in SQL: what `calculer` says, in the form that is asked for.

use std::io::Read;

use serde_json::Value;

use crate::outils::{AU, bilan, commande, lot, population, repertoire};

fn json(requete: &str) -> Vec<Value> {
    let Value::Array(rows) = lot(&["sql", requete, "--au", AU, "--format", "json"]).json() else { panic!("{requete}") };
    rows
}

#[test]
fn a_budget_is_that_of_the_file_that_calculer_writes() {
    let folder = repertoire("sql-budget");
    let entree = population(&folder, "contrats.parquet", 900);
    let sortie = folder.join("aides.parquet").to_str().unwrap().to_owned();
    bilan(&entree, &sortie, &[]);
    let budget =
        |table: &str| json(&format!("SELECT specialite, sum(aide_centimes) AS c FROM {table} GROUP BY 1 ORDER BY 1"));
    let studied = budget(&format!("etudier('{entree}')"));
    assert!(studied.len() > 10 && studied[0]["c"].as_i64() > Some(0), "{studied:?}");
    assert_eq!(studied, budget(&format!("'{sortie}'")));
    // The same contracts, without a file.
    assert_eq!(studied, budget("etudier('population:900:7')"));
}

#[test]
fn an_answer_in_each_form() {
    let requete = "SELECT annee, debut, option, part_num / 2.0 AS demi, aide_centimes, erreur IS NULL AS sans_erreur \
                   FROM etudier('population:1:7') ORDER BY annee LIMIT 1";
    let ask = |format: &str| lot(&["sql", requete, "--au", AU, "--format", format]).reponse();
    let csv = ask("csv");
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines[0], "annee;debut;option;demi;aide_centimes;sans_erreur");
    let cells: Vec<&str> = lines[1].split(';').collect();
    let row: Value = serde_json::from_str::<Value>(&ask("json")).unwrap()[0].clone();
    assert_eq!(cells[0], row["annee"].to_string());
    assert_eq!([cells[1], cells[2]], [row["debut"].as_str().unwrap(), row["option"].as_str().unwrap()]);
    assert_eq!(
        (cells[3], &row["demi"], cells[5], &row["sans_erreur"]),
        ("0.5", &Value::from(0.5), "true", &Value::from(true))
    );
    let table = ask("table");
    assert!(table.starts_with("annee  debut"), "{table}");
    assert!(table.contains(cells[1]), "{table}");
    // Nothing found: the names of the columns, an empty array.
    let none = "SELECT annee FROM etudier('population:1') WHERE annee > 99";
    assert_eq!(lot(&["sql", none, "--format", "csv"]).reponse(), "annee\n");
    assert_eq!(lot(&["sql", none, "--format", "json"]).reponse(), "[]\n");
}

#[test]
fn without_a_query_it_says_what_a_query_may_name() {
    let text = lot(&["sql"]).reponse();
    for name in ["etudier('f.parquet')", "'population:1000000:7'", "regime(signature)", "aide(montant, num, den)"] {
        assert!(text.contains(name), "{name}\n{text}");
    }
}

#[test]
fn a_query_that_has_no_answer_is_a_fault() {
    let folder = repertoire("sql-fautes");
    let inconnue = crate::outils::fichier(&folder, "inconnue.csv", "medecin_specialite;departement\n01;75\n");
    let garder = format!("SELECT departement FROM etudier('{inconnue}') WHERE annee = 1");
    let studied = format!("SELECT * FROM etudier('{inconnue}')");
    for (requete, code) in [
        ("SELEC 1", "requete-illisible"),
        ("SELECT truc FROM etudier('population:1')", "colonne-introuvable"),
        ("SELECT * FROM etudier('nulle-part.parquet')", "fichier-introuvable"),
        ("SELECT * FROM etudier('population:mille')", "arguments-de-fonction"),
        ("COPY (SELECT 1) TO 'x.csv'", "requete-qui-ecrit"),
        (&studied, "colonne-inconnue"),
    ] {
        let refused = lot(&["sql", requete, "--erreurs", "json"]);
        assert_eq!((refused.code, refused.codes().as_slice()), (2, [code.to_owned()].as_slice()), "{requete}");
        assert_eq!(refused.sortie, "", "{requete}");
    }
    let kept = lot(&["sql", &garder, "--garder", "departement", "--format", "csv"]).reponse();
    assert_eq!(kept, "departement\n75\n");
    assert_eq!(lot(&["sql", "SELECT 1", "--annees", "9-1"]).code, 2);
}

/// `| head`: whoever read the answer went away, and that is a success.
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let mut child = commande(&["sql", "SELECT * FROM etudier('population:3000')", "--format", "csv"]).spawn().unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}
