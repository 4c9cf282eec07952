use crate::outils::{AU, lire_parquet, lot, repertoire};

#[test]
fn a_seed_is_a_population_whatever_the_threads() {
    let folder = repertoire("generer");
    let run = |graine: &str, fils: &str, name: &str| {
        let path = folder.join(name);
        let args =
            ["generer", "70000", "--graine", graine, "--sortie", path.to_str().unwrap(), "--au", AU, "--fils", fils];
        let fin = lot(&[&args[..], &["--ecraser"]].concat());
        assert_eq!((fin.code, fin.sortie.as_str()), (0, ""));
        assert!(fin.erreur.contains("comme-les-generalistes") && fin.erreur.contains("sans-minimum"), "{}", fin.erreur);
        std::fs::read(path).unwrap()
    };
    for format in ["parquet", "csv", "arrow"] {
        let one = run("1", "1", &format!("a.{format}"));
        assert!(one == run("1", "3", &format!("b.{format}")), "{format}");
        assert!(one != run("2", "3", &format!("c.{format}")), "{format}");
    }
    let rows: usize = lire_parquet(folder.join("a.parquet").to_str().unwrap()).iter().map(|lot| lot.num_rows()).sum();
    assert_eq!(rows, 70_000);
    let csv = std::fs::read_to_string(folder.join("a.csv")).unwrap();
    assert_eq!(csv.lines().count(), 70_001);
    assert!(csv.lines().next().unwrap().ends_with(";constats_date;constats_pmt;constats_pmt_adultes;constats_pfa"));
}

#[test]
fn what_cannot_be_invented() {
    let folder = repertoire("generer-faux");
    let sortie = folder.join("s.csv").to_str().unwrap().to_owned();
    for (options, code) in [
        (&["--au", "2016-01-01"][..], "date-hors-bornes"),
        (&["--au", "2016-13-01"], "date-inexistante"),
        (&["--graine", "x"], "valeur-inconnue"),
        (&["--sortie", "s.ods"], "option-en-double"),
    ] {
        let mut args = vec!["generer", "10", "--sortie", &sortie, "--erreurs", "json"];
        if !options.contains(&"--graine") {
            args.extend(["--graine", "1"]);
        }
        args.extend(options);
        let fin = lot(&args);
        assert_eq!((fin.code, fin.codes()), (2, vec![code.to_owned()]), "{options:?}");
    }
    assert!(!folder.join("s.csv").exists());
}
