//! Queries over files give what the columns give, however the file is cut.

use std::collections::BTreeMap;
use std::fs::File;
use std::sync::Arc;

use columns::Choix;
use convention::jour::Jour;
use datafusion::arrow::array::cast::AsArray;
use datafusion::arrow::array::types::Int64Type;
use datafusion::arrow::array::{Array, ArrayRef, Int32Array, RecordBatch, StringArray};
use sql::{Ressources, Session};

use crate::commun::{
    EN_ERREUR, LIGNES, attendu, contrats, empreinte, moteur, mots, nombres, parquet, place, session, un,
};

#[test]
fn the_digest_is_that_of_the_columns_however_the_file_is_cut() {
    let lot = contrats();
    let (annees, comptes) = attendu(&moteur(), &lot);
    let expected = empreinte(&[annees]);
    assert_eq!(expected.1, comptes.lignes);
    assert!(comptes.en_erreur > 0 && comptes.repondus > 0);
    for (par_groupe, fils) in [(LIGNES, 1), (LIGNES, 2), (1_000, 2), (401, 1), (401, 5)] {
        let fichier = parquet(&format!("coupe-{par_groupe}.parquet"), &lot, par_groupe);
        let (_, lots) = session(fils).requete(&format!("SELECT * FROM etudier('{fichier}')")).unwrap();
        assert_eq!(empreinte(&lots), expected, "groups of {par_groupe}, {fils} threads");
    }
}

#[test]
fn a_budget_by_specialty_is_the_sum_over_the_columns() {
    let lot = contrats();
    let fichier = parquet("budget.parquet", &lot, 1_000);
    let (annees, _) = attendu(&moteur(), &lot);
    let aides = annees.column_by_name("aide_centimes").unwrap().as_primitive::<Int64Type>();
    let mut expected: BTreeMap<Option<String>, Option<i64>> = BTreeMap::new();
    for (row, specialite) in mots(annees.column_by_name("specialite").unwrap()).into_iter().enumerate() {
        let sum = expected.entry(specialite).or_default();
        if aides.is_valid(row) {
            *sum = Some(sum.unwrap_or(0) + aides.value(row));
        }
    }
    let requete = format!("SELECT specialite, sum(aide_centimes) FROM etudier('{fichier}') GROUP BY 1");
    let found = un(&session(2), &requete);
    assert_eq!(mots(found.column(0)).into_iter().zip(nombres(&found, 1)).collect::<BTreeMap<_, _>>(), expected);
    assert!(expected.len() > 10 && expected.values().flatten().any(|cents| *cents > 0));
}

#[test]
fn errors_are_rows_that_a_query_counts() {
    let lot = contrats();
    let fichier = parquet("erreurs.parquet", &lot, 2_000);
    let session = session(2);
    let wrong: Vec<Option<i64>> = (0..LIGNES).step_by(EN_ERREUR).map(|row| Some(row as i64 + 1)).collect();
    let requete = format!("SELECT LIGNE FROM ETUDIER('{fichier}') WHERE erreur IS NOT NULL ORDER BY ligne");
    assert_eq!(nombres(&un(&session, &requete), 0), wrong);
    let requete = format!("SELECT count(*), count(erreur), count(DISTINCT ligne) FROM etudier('{fichier}')");
    let found = un(&session, &requete);
    let (wrong, lignes) = (wrong.len() as i64, LIGNES as i64);
    let counts: Vec<i64> = (0..3).map(|rang| found.column(rang).as_primitive::<Int64Type>().value(0)).collect();
    assert_eq!(counts, [(lignes - wrong) * 5 + wrong, wrong, lignes]);
}

#[test]
fn only_what_is_asked_for_goes_out() {
    let lot = contrats();
    let fichier = parquet("projection.parquet", &lot, 2_000);
    let session = session(2);
    let asked = format!("SELECT annee, ligne FROM etudier('{fichier}')");
    let plan = un(&session, &format!("EXPLAIN {asked}"));
    let plan = mots(plan.column(1)).into_iter().flatten().collect::<String>();
    assert!(plan.contains("Etude: au=2026-11-23, parts=2, colonnes=[ligne, annee]"), "{plan}");
    assert_eq!(un(&session, &asked).schema().fields().len(), 2);
    // The first rows of each part, where a query stops early.
    assert_eq!(un(&session, &format!("SELECT ligne FROM etudier('{fichier}') LIMIT 3")).num_rows(), 3);
}

#[test]
fn a_day_and_years_of_a_query_go_before_the_sessions() {
    let lot = contrats();
    let fichier = parquet("autrement.parquet", &lot, 2_000);
    let earlier = moteur().autrement(Jour::new(2024, 7, 1), Some(2..=3));
    let (annees, comptes) = attendu(&earlier, &lot);
    let (_, lots) = session(2).requete(&format!("SELECT * FROM etudier('{fichier}', '2024-07-01', '2-3')")).unwrap();
    assert_eq!(empreinte(&lots), empreinte(std::slice::from_ref(&annees)));
    assert!(comptes.en_erreur > lot.num_rows() as u64 / EN_ERREUR as u64, "constats of later days are refused");
}

#[test]
fn contracts_as_they_are_join_their_years() {
    let lot = contrats();
    let fichier = parquet("contrats.parquet", &lot, 2_000);
    let session = session(2);
    for source in [format!("'{fichier}'"), format!("contrats('{fichier}')")] {
        let (_, lots) = session.requete(&format!("SELECT * FROM {source}")).unwrap();
        assert_eq!(empreinte(&lots), empreinte(std::slice::from_ref(&lot)), "{source}");
        let requete = format!(
            "SELECT count(*), count(c.reference) FROM etudier('{fichier}', '1') e JOIN {source} c \
             ON e.reference = c.reference AND c.medecin_specialite = coalesce(e.specialite, c.medecin_specialite)"
        );
        let found = un(&session, &requete);
        assert_eq!((nombres(&found, 0), nombres(&found, 1)), (vec![Some(LIGNES as i64)], vec![Some(LIGNES as i64)]));
    }
}

#[test]
fn a_csv_and_an_arrow_file_give_the_same() {
    // Plain columns alone: a CSV file has no lists.
    let lot = contrats();
    let simples: Vec<usize> =
        (0..lot.num_columns()).filter(|rang| !lot.column(*rang).data_type().is_nested()).collect();
    let lot = lot.project(&simples).unwrap();
    let (annees, _) = attendu(&moteur(), &lot);
    let expected = empreinte(&[annees]);
    let mut files = Vec::new();
    for (nom, separateur, debut) in [("virgule.csv", b',', ""), ("point-virgule.csv", b';', "\u{feff}")] {
        let (chemin, texte) = place(nom);
        let mut bytes = debut.as_bytes().to_vec();
        let mut writer = datafusion::arrow::csv::WriterBuilder::new().with_delimiter(separateur).build(&mut bytes);
        writer.write(&lot).unwrap();
        drop(writer);
        std::fs::write(chemin, bytes).unwrap();
        files.push(texte);
    }
    let (chemin, texte) = place("index.arrow");
    let mut writer = arrow_ipc::writer::FileWriter::try_new(File::create(chemin).unwrap(), &lot.schema()).unwrap();
    [0, 4_000].iter().for_each(|from| writer.write(&lot.slice(*from, 4_000.min(LIGNES - from))).unwrap());
    writer.write(&lot.slice(8_000, LIGNES - 8_000)).unwrap();
    writer.finish().unwrap();
    files.push(texte);
    let (chemin, texte) = place("suite.arrow");
    let mut writer = arrow_ipc::writer::StreamWriter::try_new(File::create(chemin).unwrap(), &lot.schema()).unwrap();
    writer.write(&lot).unwrap();
    writer.finish().unwrap();
    files.push(texte);
    for fichier in files {
        let (_, lots) = session(2).requete(&format!("SELECT * FROM etudier('{fichier}')")).unwrap();
        assert_eq!(empreinte(&lots), expected, "{fichier}");
    }
}

#[test]
fn a_file_is_found_by_any_way_to_it_and_read_by_any_of_its_names() {
    let (chemin, texte) = place("contrats.tsv");
    std::fs::write(&chemin, "medecin_specialite\tpatientele_pmt\n01\t1300\n").unwrap();
    let nom = chemin.file_name().unwrap().to_str().unwrap();
    let detour = chemin.parent().unwrap().join("..").join(chemin.parent().unwrap().file_name().unwrap()).join(nom);
    for fichier in [texte.as_str(), detour.to_str().unwrap()] {
        let found = un(&session(2), &format!("SELECT count(*) FROM etudier('{fichier}', '1')"));
        assert_eq!(nombres(&found, 0), [Some(1)], "{fichier}");
    }
}

#[test]
fn what_memory_cannot_hold_goes_through_the_disk() {
    let (folder, _) = place("provisoires");
    // One thread: how far two sorts are when memory is short would be another thing each time.
    let ressources = Ressources { fils: 1, memoire: Some(96 << 20), provisoires: Some(folder.clone()) };
    let session = Session::new(moteur(), Choix::default(), ressources).unwrap();
    let requete = "SELECT * FROM etudier('population:80000:7') ORDER BY reference DESC, annee";
    let (_, lots) = session.requete(requete).unwrap();
    let rows: usize = lots.iter().map(RecordBatch::num_rows).sum();
    let bytes: usize = lots.iter().map(RecordBatch::get_array_memory_size).sum();
    assert_eq!(rows, 400_000);
    assert!(bytes > 96 << 20, "{bytes} bytes");
    assert!(folder.is_dir(), "nothing was written there");
}

#[test]
fn a_memory_that_is_too_small_is_said() {
    let lot = contrats();
    let fichier = parquet("memoire.parquet", &lot, 2_000);
    let ressources = Ressources { fils: 2, memoire: Some(1 << 12), provisoires: None };
    let session = Session::new(moteur(), Choix::default(), ressources).unwrap();
    let requete = format!("SELECT ligne, count(*) FROM etudier('{fichier}') GROUP BY ligne ORDER BY ligne");
    assert_eq!(session.requete(&requete).unwrap_err().code, "memoire-insuffisante");
    let requete = format!("SELECT count(*) FROM etudier('{fichier}')");
    assert!(session.requete(&requete).is_ok(), "what streams through needs no room");
}

#[test]
fn what_cannot_be_asked_has_a_code_and_says_why() {
    let lot = contrats();
    let fichier = parquet("fautes.parquet", &lot, 2_000);
    let ailleurs = RecordBatch::try_from_iter([
        ("medecin_specialite", Arc::new(StringArray::from(vec!["01"])) as ArrayRef),
        ("couleur", Arc::new(StringArray::from(vec!["bleu"])) as ArrayRef),
    ]);
    let ailleurs = parquet("couleur.parquet", &ailleurs.unwrap(), 10);
    let (chemin, tronque) = place("tronque.parquet");
    std::fs::write(&chemin, &std::fs::read(&fichier).unwrap()[..1_000]).unwrap();
    let (chemin, texte) = place("notes.doc");
    std::fs::write(chemin, "rien").unwrap();
    let (chemin, faux) = place("faux.arrow");
    std::fs::write(chemin, "medecin_specialite\n01\n").unwrap();
    let (chemin, inegal) = place("inegal.csv");
    std::fs::write(chemin, "medecin_specialite;patientele_pmt\n01;1300\n01\n").unwrap();
    let (sortie, nouveau) = place("nouveau.parquet");
    let session = session(2);
    let cas = [
        ("SELECT * FROM etudier('nulle-part.parquet')".to_owned(), "fichier-introuvable", "nulle-part.parquet"),
        ("SELECT * FROM 'nulle-part.parquet'".to_owned(), "fichier-introuvable", "nulle-part.parquet"),
        (format!("SELECT * FROM etudier('{tronque}')"), "fichier-illisible", "tronque.parquet"),
        (format!("SELECT * FROM etudier('{texte}')"), "fichier-d-un-autre-format", ".parquet, .csv ou .arrow"),
        (format!("SELECT * FROM etudier('{faux}')"), "fichier-illisible", "n'est pas un fichier Arrow"),
        (format!("SELECT * FROM etudier('{inegal}')"), "csv-illisible", "line 3"),
        ("SELECT 1 / 0".to_owned(), "calcul-impossible", "n'a pas de résultat"),
        ("SELECT * FROM etudier('.')".to_owned(), "fichier-illisible", "n'est pas un fichier"),
        (format!("SELECT * FROM etudier('{ailleurs}')"), "colonne-inconnue", "« couleur » n'est pas un champ"),
        (format!("SELECT * FROM etudier('{fichier}', 'demain')"), "arguments-de-fonction", "« demain »"),
        ("SELECT * FROM etudier()".to_owned(), "arguments-de-fonction", "un nom de fichier"),
        ("SELECT * FROM etudier(medecins)".to_owned(), "arguments-de-fonction", "« medecins » n'est pas un texte"),
        (format!("SELECT * FROM contrats('{fichier}', '1')"), "arguments-de-fonction", "et rien d'autre"),
        (format!("SELECT aide FROM etudier('{fichier}')"), "colonne-introuvable", "aide"),
        ("SELEC 1".to_owned(), "requete-illisible", "SELEC"),
        ("SELECT 1 + ".to_owned(), "requete-illisible", "n'est pas du SQL"),
        ("SELECT * FROM medecins".to_owned(), "requete-impossible", "medecins"),
        (format!("CREATE VIEW v AS SELECT * FROM '{fichier}'"), "requete-qui-ecrit", "DDL"),
        (format!("COPY (SELECT 1) TO '{nouveau}'"), "requete-qui-ecrit", "COPY"),
        ("SET datafusion.execution.batch_size = 1".to_owned(), "requete-qui-ecrit", "Set"),
        ("SELECT * FROM 'https://exemple.fr/f.parquet'".to_owned(), "fichier-introuvable", "exemple.fr"),
        (format!("SELECT regime(reference) FROM '{fichier}'"), "valeur-refusee", "» n'est pas un jour"),
        ("SELECT regime('demain')".to_owned(), "valeur-refusee", "« demain » n'est pas un jour"),
    ];
    for (requete, code, extrait) in cas {
        let erreur = session.requete(&requete).unwrap_err();
        assert_eq!(erreur.code, code, "{requete} : {erreur}");
        assert!(erreur.to_string().contains(extrait), "{requete} : {erreur}");
    }
    assert!(!sortie.exists());
}

#[test]
fn columns_that_are_no_field_are_kept_or_left_out_as_chosen() {
    let lot = RecordBatch::try_from_iter([
        ("couleur", Arc::new(StringArray::from(vec!["bleu", "vert"])) as ArrayRef),
        ("medecin_specialite", Arc::new(StringArray::from(vec!["01", "01"])) as ArrayRef),
        ("taille", Arc::new(Int32Array::from(vec![1, 2])) as ArrayRef),
    ]);
    let fichier = parquet("gardees.parquet", &lot.unwrap(), 10);
    let choix = Choix { garder: vec!["couleur".to_owned()], ignorer: ["taille".to_owned()].into(), ..Choix::default() };
    let session = Session::new(moteur(), choix, Ressources { fils: 2, memoire: None, provisoires: None }).unwrap();
    let found =
        un(&session, &format!("SELECT couleur, count(*) FROM etudier('{fichier}', '1-3') GROUP BY 1 ORDER BY 1"));
    assert_eq!(mots(found.column(0)), [Some("bleu".to_owned()), Some("vert".to_owned())]);
    assert_eq!(nombres(&found, 1), [Some(3), Some(3)]);
}

#[test]
fn a_runtime_of_the_callers_streams_the_answer() {
    let fichier = parquet("flux.parquet", &contrats(), 2_000);
    let session = session(2);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let rows = runtime.block_on(async {
        use futures::StreamExt;
        let mut lots = session.executer(&format!("SELECT ligne FROM etudier('{fichier}', '1')")).await.unwrap();
        let mut rows = 0;
        while let Some(lot) = lots.next().await {
            rows += lot.unwrap().num_rows();
        }
        rows
    });
    assert_eq!(rows, LIGNES);
}

#[test]
fn a_population_stands_in_for_a_file() {
    let moteur = moteur();
    let population = population::Population::new(&moteur.convention().tables, 7, moteur.au()).unwrap();
    let lot = population.lot(0, 9_000).unwrap();
    let (annees, _) = attendu(&moteur, &lot);
    for fils in [1, 2] {
        let (_, lots) = session(fils).requete("SELECT * FROM etudier('population:9000:7')").unwrap();
        assert_eq!(empreinte(&lots), empreinte(std::slice::from_ref(&annees)), "{fils} threads");
        let (_, lots) = session(fils).requete("SELECT * FROM 'population:9000:7'").unwrap();
        assert_eq!(empreinte(&lots), empreinte(std::slice::from_ref(&lot)), "{fils} threads");
    }
    let nothing = un(&session(2), "SELECT count(*) FROM etudier('population:0')");
    assert_eq!(nombres(&nothing, 0), [Some(0)]);
    for bad in ["population:", "population:mille", "population:10:x", "population:-1"] {
        let erreur = session(1).requete(&format!("SELECT 1 FROM etudier('{bad}')")).unwrap_err();
        assert_eq!(erreur.code, "arguments-de-fonction", "{bad}");
    }
}
