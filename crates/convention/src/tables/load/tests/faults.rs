//! Each kind of fault, at its line and column.

use std::borrow::Cow;

use super::*;

/// The embedded file with the first `from` replaced.
fn edited(name: &str, from: &str, to: &str) -> String {
    let text = text_of(name);
    assert!(text.contains(from), "{name} has no {from:?}");
    text.replacen(from, to, 1)
}

/// Loads with `from` replaced by `to`, and checks that the only fault is `code`, at the `§` of `to`.
#[track_caller]
fn check_fault(name: &str, from: &str, to: &str, code: &str) {
    check_faults(name, from, to, &[code]);
}

/// The same with several faults, the first of them at the `§`.
#[track_caller]
fn check_faults(name: &str, from: &str, to: &str, codes: &[&str]) {
    let marked = edited(name, from, to);
    let offset = marked.find('§');
    let text: Cow<'_, str> = if offset.is_some() { marked.replace('§', "").into() } else { marked.as_str().into() };
    let faults = load_with(name, &text).err().unwrap_or_default();
    let found: Vec<&str> = faults.iter().map(|fault| fault.code).collect();
    assert_eq!(found, codes, "{}", told(&faults));
    let before = &marked[..offset.unwrap_or(0)];
    let line = 1 + before.matches('\n').count() as u32;
    let column = 1 + before.rsplit('\n').next().map_or(0, |start| start.chars().count()) as u32;
    for fault in &faults {
        assert_eq!(fault.place.fichier, name);
        assert!(!fault.message.is_empty() && !fault.conseil.is_empty(), "{}", told(&faults));
    }
    let place = &faults[0].place;
    assert_eq!((place.ligne, place.colonne), (Some(line), Some(column)), "{}", told(&faults));
}

/// Loads a chosen list of files.
fn codes(files: &[(&str, &[u8])]) -> Vec<&'static str> {
    Convention::charger(files).err().unwrap_or_default().iter().map(|fault| fault.code).collect()
}

fn all_files() -> Vec<(&'static str, &'static [u8])> {
    FICHIERS.iter().map(|(name, text)| (*name, text.as_bytes())).collect()
}

#[test]
fn set_of_files() {
    let files = all_files();
    assert_eq!(codes(&files[1..]), ["fichier-manquant"]);
    let mut more = files.clone();
    more.push(("seuil.toml", b"x = 1"));
    assert_eq!(codes(&more), ["fichier-inconnu"]);
    more.pop();
    more.push(files[0]);
    assert_eq!(codes(&more), ["fichier-en-double"]);
    assert_eq!(codes(&[]), ["fichier-manquant"; FICHIERS.len()]);
}

#[test]
fn order_of_files_does_not_matter() {
    let mut files = all_files();
    files.reverse();
    let reversed = Convention::charger(&files).map(|convention| convention.empreinte);
    assert_eq!(reversed.ok(), Some(embedded().empreinte));
}

#[test]
fn form_of_a_file() {
    let faults = load_with("delais.toml", "").err().unwrap_or_default();
    assert!(faults[0].code == "fichier-vide" && faults[0].conseil.contains("regles"), "{}", told(&faults));
    let faults = load_with("delais.toml", "x = [").err().unwrap_or_default();
    assert_eq!(faults[0].code, "toml-illisible", "{}", told(&faults));
}

#[test]
fn all_the_faults_of_all_the_files_at_once() {
    let regimes =
        edited("regimes.toml", "adultes = true", "adultes = 1").replace("montants = \"depuis\"", "montants = 2");
    let seuils = edited("seuils.toml", "p30 = 775", "p30 = -775");
    let mut files = all_files();
    files[0].1 = regimes.as_bytes();
    files[1].1 = seuils.as_bytes();
    assert_eq!(codes(&files), ["type-inattendu", "type-inattendu", "valeur-hors-bornes"]);
}

#[test]
fn keys() {
    check_fault("seuils.toml", "p30 = 775", "p30 = 775\n§p94 = 2000", "cle-inconnue");
    check_fault("montants.toml", "\"0.5\" = 18000", "\"0.5\" = 18000\n§\"0.6\" = 1", "cle-inconnue");
    // P70 belongs to avenant-7's scale.
    check_fault("seuils.toml", "p90 = 1858", "§p70 = 1400\np90 = 1858", "cle-inconnue");
    check_fault("delais.toml", "[[parametre]]\nid = \"age-65\"", "[[§parametres]]\nid = \"age-65\"", "cle-inconnue");
}

#[test]
fn nearest_key_is_offered() {
    let faults = load_with("regimes.toml", &edited("regimes.toml", "adultes = true", "adulte = true"));
    let faults = faults.err().unwrap_or_default();
    assert!(told(&faults).contains("écrivez « adultes »"), "{}", told(&faults));
}

#[test]
fn types() {
    check_fault("regimes.toml", "adultes = true", "adultes = §\"oui\"", "type-inattendu");
    check_fault("seuils.toml", "p30 = 775", "p30 = §775.5", "type-inattendu");
    check_fault("regimes.toml", "debut = 2019-08-21", "debut = §2019", "type-inattendu");
    check_fault("regimes.toml", "options = [\"1/3\", \"0.5\", \"1\"]", "options = §\"1\"", "type-inattendu");
    check_fault("seuils.toml", "nom = \"médecine générale\"", "nom = §1", "type-inattendu");
    check_fault("seuils.toml", "nom = \"médecine générale\"", "nom = §\" \"", "texte-vide");
    check_fault("regimes.toml", "{ tiers = \"PAI-2\", autres = \"PAI-1\" }", "§\"PAI-2\"", "type-inattendu");
    check_fault("baremes.toml", "valeur = 200", "valeur = §true", "type-inattendu");
    check_fault("parts.toml", "part = \"entiere\"", "part = §1", "type-inattendu");
}

#[test]
fn provenance() {
    let source = "source = \"Assurance Maladie, page sur le règlement arbitral de 2023\"\n";
    check_fault(
        "regimes.toml",
        &format!("[[regime]]\nid = \"reglement-arbitral-2023\"{}{source}", between_regime()),
        &format!("§[[regime]]\nid = \"reglement-arbitral-2023\"{}", between_regime()),
        "source-manquante",
    );
    check_fault(
        "montants.toml",
        "[[montant]]\nserie = \"avant\"\nligne = \"p30-p90\"\nannee = 1\n\"1/3\" = 12000\n\"0.5\" = 18000\n\"1\" = 36000\n\
         regle = \"MON-1\"\nsource = \"Assurance Maladie, tableau des montants de l'aide\"\nconfiance = \"A\"\n",
        "§[[montant]]\nserie = \"avant\"\nligne = \"p30-p90\"\nannee = 1\n\"1/3\" = 12000\n\"0.5\" = 18000\n\"1\" = 36000\n\
         regle = \"MON-1\"\nsource = \"Assurance Maladie, tableau des montants de l'aide\"\n",
        "confiance-manquante",
    );
    check_fault("montants.toml", "confiance = \"A\"", "confiance = §\"Z\"", "mot-inconnu");
    check_fault("montants.toml", "source = \"", "source = §\"\" # ", "texte-vide");
}

/// What stands between the id of règlement arbitral and its source.
fn between_regime() -> &'static str {
    let text = text_of("regimes.toml");
    let start = text.find("id = \"reglement-arbitral-2023\"").unwrap_or(0) + "id = \"reglement-arbitral-2023\"".len();
    let rest = &text[start..];
    &rest[..rest.find("source = ").unwrap_or(0)]
}

#[test]
fn rules_that_do_not_exist() {
    check_fault("montants.toml", "regle = \"MON-1\"", "regle = §\"MON-11\"", "regle-inconnue");
    check_fault("parts.toml", "regle = \"ATT-4\"", "regle = §\"ATT-44\"", "regle-inconnue");
    check_fault("questions.toml", "regles = [\"ATT-3\", ", "regles = [§\"ATT-33\", ", "regle-inconnue");
}

#[test]
fn missing_entries_are_told_at_the_top_of_their_file() {
    let mention = |name: &str, from: &str, to: &str, what: &str| {
        let faults = load_with(name, &edited(name, from, to)).err().unwrap_or_default();
        assert_eq!(faults.len(), 1, "{}", told(&faults));
        assert_eq!(faults[0].code, "entree-manquante");
        assert_eq!((faults[0].place.ligne, faults[0].place.colonne), (Some(1), Some(1)));
        assert!(faults[0].message.contains(what), "{}", told(&faults));
    };
    mention("montants.toml", "\"0.5\" = 19000\n", "", "0.5 ETP, série « depuis », ligne « p30-p90 », année 1");
    mention("montants.toml", "\"1/3\" = 7350\n", "", "1/3 ETP, série « depuis », ligne « p30-p90 », année 3");
    mention("montants.toml", "\"2\" = 44000\n", "", "2 ETP, série « depuis », ligne « p30-p90 », année 3");
    mention("montants.toml", "\"2\" = 76000\n", "", "2 ETP, série « depuis », ligne « p95 », année 1");
    let cell = "[[cellule]]\noption = \"0.5\"\nbande = \"p50-p70\"\nvaleur = \"inconnu\"\nregle = \"OBJ-6\"\n\
                source = \"Publié nulle part à notre connaissance\"\nconfiance = \"S\"\n";
    mention("baremes.toml", cell, "", "0.5 ETP en « p50-p70 »");
    let age = "[[parametre]]\nid = \"age-66\"\nvaleur = 66\nunite = \"ans\"\nregle = \"OBJ-3\"\n\
               source = \"Notre lecture de « plus de 65 ans » comme 66 ans révolus\"\nconfiance = \"I\"\n";
    mention("delais.toml", age, "", "age-66");
    mention("textes.toml", "[[mot]]\nid = \"scm\"\nlibelle = \"société civile de moyens (SCM)\"\n", "", "« scm »");
}

#[test]
fn second_entries() {
    check_fault("montants.toml", "\"1.5\" = 33000", "\"1.5\" = 33000\n\"1\" = §22000", "entree-en-double");
    let again = |row: &str, code: &str, name: &str| {
        let text = format!("{}\n{row}", text_of(name));
        let faults = load_with(name, &text).err().unwrap_or_default();
        assert_eq!(faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), [code], "{}", told(&faults));
        let line = text_of(name).lines().count() as u32 + 2;
        assert_eq!(faults[0].place.ligne, Some(line), "{}", told(&faults));
    };
    let first = |name: &str, head: &str| {
        let text = text_of(name);
        let start = text.find(head).unwrap_or(0);
        let rest = &text[start..];
        rest[..rest[1..].find(&format!("\n{head}")).map_or(rest.len(), |end| end + 1)].to_owned()
    };
    again(&first("baremes.toml", "[[cellule]]"), "entree-en-double", "baremes.toml");
    again(&first("delais.toml", "[[parametre]]"), "entree-en-double", "delais.toml");
    // A number belongs to one file alone, whichever it is.
    let both = format!("{}\n{}", text_of("versements.toml"), first("delais.toml", "[[parametre]]"));
    let faults = load_with("versements.toml", &both).err().unwrap_or_default();
    assert!(told(&faults).contains("« duree-ans » est déjà écrit dans versements.toml"), "{}", told(&faults));
    again(&first("questions.toml", "[[question]]"), "entree-en-double", "questions.toml");
    again("[[mot]]\nid = \"scm\"\nlibelle = \"SCM\"\n", "entree-en-double", "textes.toml");
    let rule = first("textes.toml", "[[regle]]");
    again(&rule, "entree-en-double", "textes.toml");
    check_fault("regimes.toml", "[\"1/3\", \"0.5\", \"1\"]", "[\"1/3\", \"0.5\", §\"0.5\", \"1\"]", "entree-en-double");
    check_fault(
        "versements.toml",
        "[[modalite.annee]]\nannees = [1, 2]\n",
        "§[[modalite.annee]]\nannees = [1, 2, 1]\n",
        "entree-en-double",
    );
}

#[test]
fn calendar_of_the_regimes() {
    check_fault("regimes.toml", "debut = 2023-05-01", "debut = §2023-05-02", "regimes-trou");
    check_fault("regimes.toml", "debut = 2023-05-01", "debut = §2023-04-30", "regimes-chevauchement");
    check_fault("regimes.toml", "fin = 2049-12-31", "fin = §2049-12-30", "regimes-trou");
    check_fault("regimes.toml", "debut = 2019-08-21", "debut = §2019-08-22", "regimes-trou");
    check_fault("regimes.toml", "debut = 2023-05-01", "debut = §\"2023-02-29\"", "date-inexistante");
    check_fault("regimes.toml", "debut = 2023-05-01", "debut = §2023-05-01T00:00:00", "type-inattendu");
    check_faults("regimes.toml", "fin = 2023-04-30", "fin = §2019-08-20", &["dates-en-desordre", "regimes-trou"]);
    let day = "[[entree]]\nlecture = \"22_inclus\"\njour = 2024-06-2";
    let faults = load_with("regimes.toml", &edited("regimes.toml", &format!("{day}2"), &format!("{day}3")));
    assert!(told(&faults.err().unwrap_or_default()).contains("dates-en-desordre"));
    let known = "[signature.connue]          # au-delà, un avertissement\nvaleur = 20";
    let faults = load_with("regimes.toml", &edited("regimes.toml", &format!("{known}29"), &format!("{known}59")));
    assert!(told(&faults.err().unwrap_or_default()).contains("dates-en-desordre"));
}

#[test]
fn bare_date_that_does_not_exist() {
    let text = edited("regimes.toml", "debut = 2023-05-01", "debut = 2023-02-29");
    let line = text.lines().position(|line| line.contains("2023-02-29")).map(|line| line as u32 + 1);
    let faults = load_with("regimes.toml", &text).err().unwrap_or_default();
    assert_eq!((faults[0].code, faults[0].place.ligne), ("date-inexistante", line), "{}", told(&faults));
}

#[test]
fn regimes_and_what_they_name() {
    check_fault("regimes.toml", "versements = \"PAI-4\"", "versements = §\"PAI-9\"", "mot-inconnu");
    check_fault("regimes.toml", "options = [\"0.5\", \"1\"]", "options = §[]", "liste-vide");
    check_fault(
        "regimes.toml",
        "versements = \"PAI-1\"",
        "versements = \"PAI-1\"\nversements_revalorises = §{ tiers = \"PAI-2\", autres = \"PAI-1\" }",
        "cle-sans-objet",
    );
    // An option may move to another regime; a new one needs its amounts.
    let faults = load_with("regimes.toml", &edited("regimes.toml", "[\"1.5\", \"2\"]", "[\"1.5\", \"2\", \"1/3\"]"));
    assert_eq!(told(&faults.err().unwrap_or_default()), "");
    let faults =
        load_with("regimes.toml", &edited("regimes.toml", "options = [\"0.5\", \"1\"] ", "options = [\"1.5\"] "));
    let faults = faults.err().unwrap_or_default();
    // Three rows and three years of `avant`, two years of `depuis` in the rows below P95.
    assert_eq!(faults.len(), 9 + 2, "{}", told(&faults));
    assert!(faults.iter().all(|fault| fault.code == "entree-manquante" && fault.place.fichier == "montants.toml"));
}

#[test]
fn thresholds() {
    check_fault("seuils.toml", "p50 = 1045", "p50 = §775", "seuils-non-croissants");
    check_fault("seuils.toml", "p95 = 2187", "p95 = §1858", "seuils-non-croissants");
    check_fault("seuils.toml", "p30 = 51\n", "p30 = §0\n", "valeur-hors-bornes");
    check_fault(
        "seuils.toml",
        "[[specialite.seuils]]\nindicateur = \"pmt\"\nechelle = \"2021\"\np30 = 51\n",
        "§[[specialite.seuils]]\nindicateur = \"pmt\"\nechelle = \"2021\"\n",
        "entree-vide",
    );
    check_fault("seuils.toml", "[[specialite]]\nid = \"02\"", "§[[specialite]]\nid = \"01\"", "entree-en-double");
    check_fault("seuils.toml", "statut = \"exclue\"", "statut = §\"exclu\"", "mot-inconnu");
}

#[test]
fn amounts_and_bareme() {
    check_fault("montants.toml", "\"1\" = 38000", "\"1\" = §-38000", "valeur-hors-bornes");
    check_fault("montants.toml", "annee = 3", "annee = §4", "valeur-hors-bornes");
    check_fault("montants.toml", "ligne = \"p95\"", "ligne = §\"p96\"", "mot-inconnu");
    check_fault("baremes.toml", "valeur = 200", "valeur = §0", "valeur-hors-bornes");
    check_fault("baremes.toml", "valeur = \"inconnu\"", "valeur = §\"inconnue\"", "type-inattendu");
    check_fault("baremes.toml", "bande = \"p30-p50\"", "bande = §\"p50-p90\"", "mot-inconnu");
    check_fault("baremes.toml", "\"Q-AV7-P95\"", "§\"Q-AV7-PART\"", "mot-inconnu");
    check_fault(
        "baremes.toml",
        "{ question = \"Q-AV7-P95\", plus_5 = 50,",
        "§{ question = \"Q-AV7-P95\",",
        "cle-manquante",
    );
    check_fault("baremes.toml", "unite = \"semaines\"", "unite = §\"mois\"", "mot-inconnu");
}

#[test]
fn decision_tables() {
    // ATT-4 without its line of 0 %: two combinations are left, each told at the table.
    let line = "[[table.ligne]]\nissues = [[\"non-atteint-avec-baisse\"], \"toutes\"]\npart = \"nulle\"\n";
    let text = edited("parts.toml", line, "");
    let faults = load_with("parts.toml", &text).err().unwrap_or_default();
    assert_eq!(faults.len(), 3, "{}", told(&faults));
    let at = text.find("[[table]]").map(|start| 1 + text[..start].matches('\n').count() as u32);
    for fault in &faults {
        assert_eq!((fault.code, fault.place.ligne), ("combinaison-sans-issue", at), "{}", told(&faults));
    }
    // The same combination in another order is the same one.
    check_fault(
        "parts.toml",
        "issues = [[\"non-atteint-sans-baisse\"], [\"non-atteint-sans-baisse\"]]",
        "issues = §[[\"non-atteint-sans-baisse\"], [\"non-atteint-sans-baisse\", \"atteint\"]]",
        "combinaison-en-double",
    );
    check_fault("parts.toml", "issues = [[\"atteint\"]]", "issues = [[§\"p50-atteint\"]]", "mot-inconnu");
    check_fault(
        "parts.toml",
        "issues = [[\"atteint\"]]",
        "issues = §[[\"atteint\"], \"toutes\"]",
        "issues-incompletes",
    );
    check_fault(
        "parts.toml",
        "natures = [\"palier-p50\", \"palier-p50\"]",
        "natures = §[\"palier-p50\", \"maintien\"]",
        "natures-impossibles",
    );
    check_fault(
        "parts.toml",
        "{ question = \"Q-MIXTE\", analogie = \"entiere\",",
        "§{ question = \"Q-MIXTE\",",
        "cle-manquante",
    );
    check_fault("parts.toml", "\"Q-MIXTE\"", "§\"Q-MIXT\"", "mot-inconnu");
    check_fault("parts.toml", "part = \"prorata\"", "part = §\"prorate\"", "mot-inconnu");
    check_fault("parts.toml", "part = \"3/4\"", "part = §\"5/4\"", "valeur-hors-bornes");
    check_fault(
        "parts.toml",
        "[[palier_de_taux]]\ntaux_pour_cent = 50",
        "§[[palier_de_taux]]\ntaux_pour_cent = 75",
        "paliers-en-desordre",
    );
}

#[test]
fn payments() {
    check_fault("versements.toml", "pour_cent = 100", "pour_cent = §90", "valeur-hors-bornes");
    check_fault("versements.toml", "pour_cent = 50", "pour_cent = §100", "valeur-hors-bornes");
    check_fault(
        "versements.toml",
        "{ nature = \"solde\", depuis",
        "{ nature = \"solde\", pour_cent = §50, depuis",
        "cle-sans-objet",
    );
    check_fault("versements.toml", "nature = \"solde\"", "nature = §\"reversement\"", "mot-inconnu");
    check_fault(
        "versements.toml",
        "versements = [\n  { nature = \"acompte\", pour_cent = 50, depuis = \"debut\", mois = 2, compte_de_la_signature = true },\n",
        "versements = §[\n",
        "versements-incoherents",
    );
    check_fault("versements.toml", "mois = 2", "mois = §-2", "valeur-hors-bornes");
    check_fault("versements.toml", "comme = \"PAI-1\"", "comme = §\"PAI-4\"", "renvoi-sans-fin");
    check_fault(
        "versements.toml",
        "[[modalite.annee]]\nannees = [2]\n",
        "§[[modalite.annee]]\nannees = [1]\n",
        "entree-en-double",
    );
}

#[test]
fn questions_and_readings() {
    check_fault("questions.toml", "id = \"Q-TAUX\"", "id = §\"Q-TAU\"", "mot-inconnu");
    check_fault("questions.toml", "id = \"gain\"", "id = §\"gains\"", "mot-inconnu");
    check_fault(
        "questions.toml",
        "[[question.lecture]]\nid = \"gain\"\nlibelle",
        "[[question.lecture]]\nid = §\"niveau\"\nlibelle",
        "lectures-en-desordre",
    );
    let text = edited("questions.toml", "[[question]]", "§[[question]]");
    let head = &text[..text.find("\n[[question.lecture]]\nid = \"niveau\"").unwrap_or(0)];
    let cut = &text[text.find("§").unwrap_or(0)..head.len()];
    let rest =
        "\n[[question.lecture]]\nid = \"niveau\"\nlibelle = \"patients actuels rapportés au nombre à atteindre\"\n";
    check_fault("questions.toml", &format!("{}{rest}", cut.replace('§', "")), cut, "entree-manquante");
}

#[test]
fn collective_aid() {
    const FILE: &str = "collectif.toml";
    check_fault(FILE, "premiere = 2026-02-25", "premiere = §\"hier\"", "date-inexistante");
    check_fault(FILE, "formes = [\"scp\", ", "formes = [§\"spc\", ", "mot-inconnu");
    check_fault(FILE, "formes = [\"scp\", \"scm\"", "formes = [\"scp\", §\"scp\"", "entree-en-double");
    check_fault(FILE, "secteurs = [\"1\", \"2-optam\", \"2-optam-aco\"]", "secteurs = §[]", "liste-vide");
    check_fault(FILE, "specialites = [\"01\"]", "specialites = §[]", "liste-vide");
    check_fault(FILE, "specialites = [\"01\"]", "specialites = [§\"1\"]", "specialite-inconnue");
    check_fault(FILE, "specialites = [\"01\"]", "specialites = §\"01\"", "type-inattendu");
    check_fault(FILE, "modalite = \"PAI-1\"", "modalite = §\"PAI-9\"", "mot-inconnu");
    check_fault(FILE, "valeur = 775", "valeur = §0", "valeur-hors-bornes");
    let adhesion = "secteurs = [\"1\", \"2-optam\", \"2-optam-aco\"]\nregle = \"COL-1\"";
    check_fault(FILE, adhesion, &adhesion.replace("\"COL-1\"", "§\"COL-11\""), "regle-inconnue");
    // Specialties that cannot be read are not unknown ones.
    check_fault("seuils.toml", "id = \"01\"", "id = §1", "type-inattendu");
}

/// Every number of every file, changed by one, changes the digest; comments, spaces and the order of keys do not.
#[test]
fn digest() {
    let own = embedded().empreinte;
    assert_eq!(own.len(), 64);
    for (name, text) in FICHIERS {
        let spaced: String = text.lines().flat_map(|line| [line, "   # et un commentaire\n\n"]).collect();
        assert_eq!(load_with(name, &spaced).map(|c| c.empreinte).ok(), Some(own.clone()), "{name}");
    }
    let moved =
        edited("regimes.toml", "debut = 2023-05-01\nfin = 2024-06-21\n", "fin = 2024-06-21\ndebut = 2023-05-01\n");
    assert_eq!(load_with("regimes.toml", &moved).map(|c| c.empreinte).ok(), Some(own.clone()));
    let word = edited("textes.toml", "éligible", "Éligible");
    assert_ne!(load_with("textes.toml", &word).map(|c| c.empreinte).ok(), Some(own.clone()));
    let mut seen = std::collections::BTreeSet::from([own]);
    for line in text_of("montants.toml").lines() {
        let Some((key, value)) = line.split_once(" = ").filter(|(key, _)| key.starts_with('"')) else { continue };
        let Ok(value) = value.parse::<i64>() else { continue };
        let start = line.as_ptr() as usize - text_of("montants.toml").as_ptr() as usize;
        let (before, after) = text_of("montants.toml").split_at(start);
        let text = format!("{before}{key} = {}{}", value + 1, &after[line.len()..]);
        assert!(load_with("montants.toml", &text).is_ok_and(|c| seen.insert(c.empreinte)), "{line}");
    }
    assert!(seen.len() > 50);
}

#[test]
fn cost_of_the_employment() {
    let check = |from: &str, to: &str, code: &str| check_fault("cout.toml", from, to, code);
    check("5 = 1815.79", "5 = §1815.791", "valeur-hors-bornes");
    check("5 = 1815.79", "5 = §0", "valeur-hors-bornes");
    check("5 = 1815.79", "5 = §\"1815,79\"", "type-inattendu");
    check("mensuel = 1867.02", "mensuel = §1e3", "valeur-hors-bornes");
    check("taux = 0.016", "taux = §0.0165", "valeur-hors-bornes");
    check("taux = 13", "taux = §100.001", "valeur-hors-bornes");
    check("taux = 0.016", "taux = §-0.016", "valeur-hors-bornes");
    check("5 = 1815.79\n", "§4 = 1782.14\n5 = 1815.79\n", "cle-inconnue");
    check("assiette = \"tranche-1\"", "assiette = §\"tranche-3\"", "mot-inconnu");
    check("apres_ans = 3\n", "apres_ans = §0\n", "valeur-hors-bornes");
    check("[[smic]]\ndepuis = 2026-06-01", "§[[smic]]\ndepuis = 2026-01-01", "lignes-en-desordre");
    check("[[anciennete]]\napres_ans = 9", "§[[anciennete]]\napres_ans = 6", "lignes-en-desordre");
    check(
        "id = \"reduction-exposant\"\nvaleur = 175",
        "id = \"reduction-exposant\"\nvaleur = §0",
        "valeur-hors-bornes",
    );
    check("regle = \"COUT-1\"", "regle = §\"COUT-9\"", "regle-inconnue");
    check("[[cotisation]]\nid = \"fnal\"", "§[[cotisation]]\nid = \"ags\"", "entree-en-double");
}

/// What is missing is told at the beginning of the file.
#[test]
fn missing_parts_of_a_cost() {
    let text = text_of("cout.toml");
    let without = |from: &str, to: &str| {
        let start = text.find(from).unwrap_or(0);
        let end = text[start..].find(to).map_or(text.len(), |length| start + length);
        format!("{}{}", &text[..start], &text[end..])
    };
    for (from, to, code) in [
        ("[connu]", "# Premier", "cle-manquante"),
        ("[[cotisation]]\nid = \"ags\"", "[[cotisation]]\nid = \"formation-professionnelle\"", "entree-manquante"),
        ("[[smic]]", "# Au-delà", "entree-manquante"),
        ("[[parametre]]\nid = \"plafond-mensuel\"", "[[parametre]]\nid = \"tranche-2-plafonds\"", "entree-manquante"),
    ] {
        let faults = load_with("cout.toml", &without(from, to)).err().unwrap_or_default();
        assert_eq!(faults.iter().map(|f| f.code).collect::<Vec<_>>(), [code], "{from}: {}", told(&faults));
    }
}

/// Papers, ways of training, points of vigilance, missions and limits.
#[test]
fn notes() {
    let textes = |from: &str, to: &str, code: &str| check_fault("textes.toml", from, to, code);
    textes("id = \"preavis-court\"", "id = §\"preavis-cour\"", "mot-inconnu");
    textes("[[voie]]\nid = \"fae\"", "[[voie]]\nid = §\"fea\"", "mot-inconnu");
    textes("id = \"demande-dispenses\"", "id = §\"demande\"", "mot-inconnu");
    textes("a_qui = \"cpnefp\"", "a_qui = §\"cpnef\"", "mot-inconnu");
    textes("groupe = \"organisation\"", "groupe = §\"organisations\"", "mot-inconnu");
    let one = "points = [\"mesurer et noter ; lire et conclure revient au médecin\"]";
    textes(one, "points = §\"mesurer\"", "type-inattendu");
    textes("points = [\"mesurer", "points = [§\"\", \"mesurer", "texte-vide");
    textes("id = \"accueil\"\ngroupe", "id = \"accueil\"\n§couleur = 1\ngroupe", "cle-inconnue");
    let twice = "§[[mission]]\nid = \"dossier-patient\"\ngroupe = \"administratif\"\nlibelle = \"l\"\nphrase = \"p\"\n\
                 regle = \"VIE-10\"\nsource = \"s\"\nconfiance = \"I\"\n";
    let first = "[[mission]]\nid = \"donnees-medicales\"";
    textes(first, &format!("{twice}\n{first}"), "entree-en-double");
    let rule = "id = \"habillage\"\ngroupe = \"consultation\"\nlibelle = \"Aider à l'habillage et au déshabillage\"\n\
                phrase = \"Installer le patient, l'aider à se préparer et à se rhabiller.\"\nregle = ";
    textes(&format!("{rule}\"VIE-10\""), &format!("{rule}§\"VIE-11\""), "regle-inconnue");
    // What a closed set lacks is told of the file.
    let text = text_of("textes.toml");
    let start = text.find("[[vigilance]]\nid = \"absence\"").unwrap_or_default();
    let end = start + 1 + text[start + 1..].find("[[vigilance]]").unwrap_or_default();
    let without = format!("{}{}", &text[..start], &text[end..]);
    let faults = load_with("textes.toml", &without).err().unwrap_or_default();
    assert_eq!(faults.iter().map(|f| f.code).collect::<Vec<_>>(), ["entree-manquante"], "{}", told(&faults));
    assert!(faults[0].conseil.contains("« absence »"), "{}", told(&faults));
}

/// The rule that the core gives to a paper is that of its text.
#[test]
fn every_kind_of_note_is_there() {
    let textes = embedded().textes;
    assert_eq!(textes.vigilances.len(), crate::vigilance::Point::ALL.len());
    assert_eq!(textes.pieces.len(), crate::pieces::NaturePiece::ALL.len());
    for piece in crate::pieces::NaturePiece::ALL {
        let texte = textes.piece(piece.id()).map(|t| t.note.regle.as_str());
        assert_eq!(texte, Some(piece.regle().id()), "{piece}");
    }
}
