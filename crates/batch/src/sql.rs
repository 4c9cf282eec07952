//! `epaule-lot sql`: a question in SQL, and its answer as a table, CSV or JSON.

mod rendu;

use std::io::{self, ErrorKind, Write};
use std::sync::Arc;
use std::thread::available_parallelism;

use arrow_array::RecordBatch;
use arrow_schema::Schema;
use columns::{Choix, Moteur, Options};
use console::echec::{Echec, Forme};
use console::sortie::Reponse;
use console::{demande, entree, terminal, texte, usage};
use convention::caractere::visible;
use convention::fault::Fault;
use sql::{Erreur, Ressources, Session, fonctions};
use views::{Bloc, Colonne, Tableau, lier};

use crate::calculer::annees;
use crate::cli::{FormatDeReponse, Sql};
use crate::faute::interne;
use crate::interruption::{self, Provisoires};
use rendu::{Cellules, Csv, Json};

/// Rows of a table in the terminal: who wants more writes a file.
const LIGNES: usize = 1_000;

/// Answers a query.
///
/// # Errors
///
/// Everything wrong with what was asked.
pub(crate) fn run(args: &Sql, forme: Forme) -> Result<Reponse, Echec> {
    let Some(requete) = &args.requete else { return Ok(catalogue()) };
    let au = demande::au(args.au.as_deref())?;
    let annees = annees::lire(args.annees.as_deref())?;
    let options = Options { questions: args.questions, bornes: args.bornes };
    let moteur = Moteur::new(entree::convention(args.regles.as_deref())?, au, annees, options);
    let choix = Choix {
        ignorer: args.ignorer.iter().cloned().collect(),
        garder: args.garder.clone(),
        ignorer_les_autres: false,
    };
    let fils = args.fils.or(available_parallelism().ok()).map_or(1, std::num::NonZeroUsize::get);
    interruption::ecouter(forme)?;
    let provisoires = Provisoires::creer();
    let ressources = Ressources {
        fils,
        memoire: Some(usize::from(args.memoire) << 30),
        provisoires: provisoires.as_ref().map(|folder| folder.chemin().to_owned()),
    };
    let session = Session::new(Arc::new(moteur), choix, ressources).map_err(echec)?;
    match args.format {
        FormatDeReponse::Table => table(&session, requete),
        FormatDeReponse::Csv => {
            let mut csv = Csv::default();
            couler(&session, requete, &mut csv, Csv::ecrire, |csv, schema, out| csv.fin(schema, out))
        }
        FormatDeReponse::Json => {
            let mut json = Json::default();
            couler(&session, requete, &mut json, Json::ecrire, |json, _, out| json.fin(out))
        }
    }
}

/// Why the answer stops.
enum Arret {
    Erreur(Erreur),
    Ecriture(io::Error),
}

impl From<Erreur> for Arret {
    fn from(erreur: Erreur) -> Arret {
        Arret::Erreur(erreur)
    }
}

/// Writes each batch as it comes, then what ends the answer. A reader that went away (`| head`) is a success.
fn couler<F: Default>(
    session: &Session,
    requete: &str,
    forme: &mut F,
    mut ecrire: impl FnMut(&mut F, &RecordBatch, &mut dyn Write) -> io::Result<()>,
    finir: impl FnOnce(F, &Schema, &mut dyn Write) -> io::Result<()>,
) -> Result<Reponse, Echec> {
    let mut out = io::BufWriter::new(io::stdout());
    let ran = session
        .parcourir(requete, |lot| ecrire(forme, &lot, &mut out).map_err(Arret::Ecriture))
        .and_then(|schema| finir(std::mem::take(forme), &schema, &mut out).map_err(Arret::Ecriture))
        .and_then(|()| out.flush().map_err(Arret::Ecriture));
    match ran {
        Ok(()) => Ok(String::new().into()),
        Err(Arret::Erreur(erreur)) => Err(echec(erreur)),
        Err(Arret::Ecriture(error)) if error.kind() == ErrorKind::BrokenPipe => Ok(String::new().into()),
        Err(Arret::Ecriture(error)) => {
            let message = format!("la réponse ne peut pas être écrite ({error})");
            Err(Echec::autre("ecriture-impossible", "sortie standard", message, "vérifiez la place sur le disque"))
        }
    }
}

/// The answer as a table of the terminal.
fn table(session: &Session, requete: &str) -> Result<Reponse, Echec> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut all = 0;
    let schema = session
        .parcourir(requete, |lot| {
            let cellules = Cellules::de(&lot).map_err(|error| Arret::Ecriture(io::Error::other(error)))?;
            for row in 0..lot.num_rows().min(LIGNES.saturating_sub(rows.len())) {
                rows.push((0..lot.num_columns()).map(|column| visible(&cellules.texte(column, row))).collect());
            }
            all += lot.num_rows();
            Ok::<(), Arret>(())
        })
        .map_err(|arret| match arret {
            Arret::Erreur(erreur) => echec(erreur),
            Arret::Ecriture(error) => interne(error),
        })?;
    let titres: Vec<(&str, Colonne)> = schema
        .fields()
        .iter()
        .map(|field| {
            let colonne = if field.data_type().is_numeric() { Colonne::Droite } else { Colonne::Gauche };
            (field.name().as_str(), colonne)
        })
        .collect();
    let mut tableau = Tableau::new(&titres);
    let shown = rows.len();
    rows.into_iter().for_each(|row| tableau.ligne(row));
    let mut page = vec![Bloc::Tableau(tableau)];
    if shown < all {
        let suite = format!("{shown} lignes sur {all} : --format csv les donne toutes.");
        page.push(Bloc::Paragraphe(lier(&suite).into()));
    }
    Ok(texte::page(&page, &style()).into())
}

/// The tables and functions of a query, beside those of SQL.
fn catalogue() -> Reponse {
    let titre = |section, texte: &str| Bloc::Titre { section, texte: texte.to_owned(), suite: String::new() };
    let mut tables = Tableau::new(&[("Table", Colonne::Gauche), ("Sens", Colonne::Gauche)]);
    for (nom, sens) in [
        ("etudier('f.parquet')", "Une ligne par contrat et par année : les colonnes de « epaule-lot schema »."),
        ("etudier('f.csv', '2026-11-28', '1-3')", "Un autre jour d'étude, d'autres années."),
        ("etudier('population:1000000:7')", "Un million de contrats inventés, graine 7, sans aucun fichier."),
        ("contrats('f.parquet')", "Les contrats tels qu'ils sont ; 'f.parquet' tout court aussi."),
    ] {
        tables.ligne(vec![nom.to_owned(), sens.to_owned()]);
    }
    let mut liste = Tableau::new(&[("Fonction", Colonne::Gauche), ("Sens", Colonne::Gauche)]);
    let tables_aussi = ["etudier", "contrats"];
    for fonction in fonctions().filter(|fonction| !tables_aussi.contains(&fonction.nom)) {
        let arguments: Vec<&str> = fonction.arguments.iter().map(|argument| argument.nom).collect();
        liste.ligne(vec![format!("{}({})", fonction.nom, arguments.join(", ")), fonction.aide.to_owned()]);
    }
    let page = vec![
        Bloc::Sujet("Ce qu'une requête peut nommer, en plus du SQL de DataFusion.".into()),
        titre("tables", "Tables"),
        Bloc::Tableau(tables),
        titre("fonctions", "Fonctions"),
        Bloc::Tableau(liste),
    ];
    texte::page(&page, &style()).into()
}

fn style() -> texte::Style {
    texte::Style { width: terminal::largeur_de_liste(), color: terminal::couleur(&std::io::stdout()) }
}

fn sur_une_ligne(erreur: &Erreur) -> String {
    erreur.detail.replace(['\n', '\r'], " ")
}

/// What is wrong with a query, as every other fault.
fn echec(erreur: Erreur) -> Echec {
    let conseil = match erreur.detail.is_empty() {
        true => "« epaule-lot sql » sans requête dit les tables et les fonctions".to_owned(),
        false if erreur.code == "memoire-insuffisante" => {
            format!("donnez-lui-en plus par --memoire, ou demandez moins ; DataFusion dit : {}", sur_une_ligne(&erreur))
        }
        false => format!("DataFusion dit : {}", sur_une_ligne(&erreur)),
    };
    Fault::new(erreur.code, &usage::place("requête"), erreur.message, conseil).into()
}
