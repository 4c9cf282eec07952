//! The functions on columns: a table of cases, and columns that are those of `etudier`.

use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use sql::{Rendu, Session, fonctions};

use crate::commun::{contrats, nombres, parquet, session, un};

/// The only value of a query, as text; « vide » where it is null.
fn valeur(session: &Session, requete: &str) -> String {
    let (_, lots) = session.requete(requete).unwrap_or_else(|erreur| panic!("{requete} : {erreur}"));
    let options = FormatOptions::default().with_null("vide");
    ArrayFormatter::try_new(lots[0].column(0), &options).unwrap().value(0).to_string()
}

#[test]
fn each_piece_gives_what_the_rules_say() {
    let session = session(2);
    let cas = [
        // REG: the edges of each.
        ("regime('2019-08-20')", "vide"),
        ("regime('2019-08-21')", "avenant-7"),
        ("regime('2023-04-30')", "avenant-7"),
        ("regime(DATE '2023-05-01')", "reglement-arbitral-2023"),
        ("regime(TIMESTAMP '2025-03-01T10:00:00')", "convention-2024"),
        ("regime(' 2025-03-01 ')", "convention-2024"),
        ("regime(NULL)", "vide"),
        // SEU: a generalist, both indicators.
        ("bande('01', '2025-03-01', 'pmt', 0)", "sous-p30"),
        ("bande('01', '2025-03-01', 'pfa', 100000)", "p95"),
        ("bande('01', '2025-03-01', 'pmt', '100000')", "p95"),
        ("bande('01', '1999-03-01', 'pmt', 1300)", "vide"),
        ("bande('01', '2025-03-01', 'pmt', NULL)", "vide"),
        // MON: 38 000 € the first year of 1 ETP, 19 000 € of 0,5; the text or the number of an option.
        ("montant('p50-p90', '1', 1, '2025-03-01')", "3800000"),
        ("montant('p50-p90', 1, '1', DATE '2025-03-01')", "3800000"),
        ("montant('p50-p90', 0.5, 1, '2025-03-01')", "1900000"),
        ("montant('p50-p90', '2', 1, '2025-03-01')", "vide"),
        // MON-2: 36 000 € before, and the new amounts from the first anniversary.
        ("montant('p50-p90', '1', 1, '2023-11-02')", "3600000"),
        ("montant('p50-p90', '1', 2, '2023-11-02')", "2800000"),
        ("montant('p50-p90', '1', 1, '1999-03-01')", "vide"),
        ("montant(NULL, '1', 1, '2025-03-01')", "vide"),
        // PAI-6: half a cent goes up; 2/3 of 10,01 €.
        ("aide(2200000, 130, 260)", "1100000"),
        ("aide(1001, 2, 3)", "667"),
        ("aide(1, 1, 2)", "1"),
        ("aide(9223372036854775807, 1, 1)", "9223372036854775807"),
        ("aide(1001, NULL, 3)", "vide"),
        // PAI-7.
        ("anniversaire('2024-02-29', 1)", "2025-02-28"),
        ("anniversaire('2024-02-29', 4)", "2028-02-29"),
        ("anniversaire(DATE '2025-03-01', 0)", "2025-03-01"),
    ];
    for (expression, expected) in cas {
        assert_eq!(valeur(&session, &format!("SELECT {expression}")), expected, "{expression}");
        // The same on a column, where DataFusion works nothing out before.
        let on_rows = format!("SELECT {expression} FROM (VALUES (1), (2)) AS t(n) WHERE n = 2");
        assert_eq!(valeur(&session, &on_rows), expected, "{expression}");
    }
}

#[test]
fn what_is_no_value_is_refused_in_french() {
    let session = session(2);
    let cas = [
        ("regime('01/03/2025')", "valeur-refusee", "« 01/03/2025 » n'est pas un jour ; écrivez '2026-01-15'"),
        ("regime(1)", "arguments-de-fonction", "argument « signature » : de type Int64 ; attendu un jour"),
        ("regime()", "arguments-de-fonction", "regime(signature) : attendu 1, reçu 0"),
        ("bande('1', '2025-03-01', 'pmt', 5)", "valeur-refusee", "« 1 » n'est pas une spécialité"),
        ("bande('01', '2025-03-01', 'PMT', 5)", "valeur-refusee", "« PMT » n'est pas l'un de pmt, pfa"),
        ("bande('01', '2025-03-01', 'pmt', -1)", "valeur-refusee", "-1 : attendu de 0 à 100000"),
        ("bande('01', '2025-03-01', 'pmt', 'mille')", "valeur-refusee", "« mille » n'est pas un nombre entier"),
        ("bande('01', '2025-03-01', 'pmt', 1.5)", "arguments-de-fonction", "attendu un nombre entier"),
        ("montant('p40', '1', 1, '2025-03-01')", "valeur-refusee", "« p40 » n'est pas l'un de sous-p30, p30-p50"),
        ("montant('p95', '3', 1, '2025-03-01')", "valeur-refusee", "« 3 » n'est pas l'un de 1/3, 0.5, 1, 1.5, 2"),
        ("montant('p95', '1', 0, '2025-03-01')", "valeur-refusee", "argument « annee » : 0 : attendu de 1 à"),
        ("aide(100, 1, 0)", "valeur-refusee", "argument « den » : 0 : attendu 1 ou plus"),
        ("aide(100, 3, 2)", "valeur-refusee", "argument « num » : 3 : attendu de 0 à 2"),
        ("aide(-1, 1, 2)", "valeur-refusee", "argument « montant » : -1 : attendu 0 ou plus"),
        ("anniversaire('9999-01-01', 1)", "valeur-refusee", "trop tard"),
        ("anniversaire('2025-01-01', 101)", "valeur-refusee", "101 : attendu de 0 à 100"),
        ("regime(CAST(arrow_cast(99999999, 'Date32') AS DATE))", "valeur-refusee", "aucun calendrier"),
    ];
    for (expression, code, extrait) in cas {
        let erreur = session.requete(&format!("SELECT {expression}")).unwrap_err();
        assert_eq!(erreur.code, code, "{expression} : {erreur}");
        assert!(erreur.to_string().contains(extrait), "{expression} : {erreur}");
    }
}

#[test]
fn every_function_is_described_and_there() {
    let session = session(2);
    for fonction in fonctions() {
        assert!(
            fonction.aide.ends_with('.') && fonction.arguments.iter().all(|a| a.aide.ends_with('.')),
            "{fonction:?}"
        );
        let from = if fonction.rendu == Rendu::Table { "SELECT * FROM " } else { "SELECT " };
        let erreur = session.requete(&format!("{from}{}()", fonction.nom)).unwrap_err();
        assert_eq!(erreur.code, "arguments-de-fonction", "{} : {erreur}", fonction.nom);
    }
}

#[test]
fn the_pieces_are_those_of_the_whole() {
    let fichier = parquet("pieces.parquet", &contrats(), 2_000);
    let session = session(2);
    // Each column of `etudier` beside the function that gives it, and the rows in which both are known.
    let cas = [
        ("e.regime", "regime(c.contrat_signature)"),
        ("e.debut", "anniversaire(c.contrat_signature, e.annee - 1)"),
        ("e.montant_centimes", "montant(e.bande, e.option, e.annee, c.contrat_signature)"),
        ("e.aide_centimes", "aide(e.montant_centimes, e.part_num, e.part_den)"),
    ];
    for (column, function) in cas {
        let requete = format!(
            "SELECT count(*) FILTER (WHERE {column} <> {function}), count(*) FILTER (WHERE {column} = {function}) \
             FROM etudier('{fichier}') e JOIN '{fichier}' c ON e.reference = c.reference WHERE e.erreur IS NULL"
        );
        let found = un(&session, &requete);
        let (other, same) = (nombres(&found, 0)[0].unwrap(), nombres(&found, 1)[0].unwrap());
        assert!(other == 0 && same > 1_000, "{column} : {same} fois {function}, {other} fois non");
    }
    // A specialty with one objective has the band of its active list.
    let requete = format!(
        "SELECT count(*) FILTER (WHERE e.bande <> f), count(*) FILTER (WHERE e.bande = f) FROM (\
           SELECT e.bande, bande(e.specialite, c.contrat_signature, 'pfa', c.patientele_pfa) AS f \
           FROM etudier('{fichier}', '1') e JOIN '{fichier}' c ON e.reference = c.reference \
           WHERE e.erreur IS NULL AND c.patientele_pmt IS NULL AND c.patientele_pmt_adultes IS NULL) AS e"
    );
    let found = un(&session, &requete);
    let (other, same) = (nombres(&found, 0)[0].unwrap(), nombres(&found, 1)[0].unwrap());
    assert!(other == 0 && same > 100, "{same} fois la même tranche, {other} fois non");
}
