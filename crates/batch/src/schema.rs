//! `epaule-lot schema`: the columns of the input and of the output.

use arrow_schema::DataType;
use columns::{COLONNE_DES_QUESTIONS, COLONNES_DES_BORNES, Options, colonnes};
use console::sortie::Reponse;
use console::{terminal, texte};
use serde_json::{Value, json};
use views::{Bloc, Colonne, Tableau, lier};

use crate::cli::FormatDeBilan;

/// A column, for people and for programs.
struct Ligne {
    nom: String,
    genre: DataType,
    aide: &'static str,
    /// The option that asks for it.
    option: Option<&'static str>,
}

/// Both lists.
pub(crate) fn run(format: FormatDeBilan) -> Reponse {
    let (entree, sortie) = (de_l_entree(), de_la_sortie());
    match format {
        FormatDeBilan::Json => {
            let list = |lines: &[Ligne]| lines.iter().map(Ligne::json).collect::<Value>();
            format!("{:#}\n", json!({ "entree": list(&entree), "sortie": list(&sortie) })).into()
        }
        FormatDeBilan::Texte => {
            let style = texte::Style { width: terminal::largeur(), color: terminal::couleur(&std::io::stdout()) };
            texte::page(&page(&entree, &sortie), &style).into()
        }
    }
}

fn de_l_entree() -> Vec<Ligne> {
    let line = |colonne: &columns::Colonne| Ligne {
        nom: colonne.nom.clone(),
        genre: colonne.arrow().data_type().clone(),
        aide: colonne.aide(),
        option: None,
    };
    colonnes().iter().map(line).collect()
}

fn de_la_sortie() -> Vec<Ligne> {
    let all = Options { questions: true, bornes: true }.colonnes();
    let line = |colonne: columns::ColonneDeSortie| {
        let bound = COLONNES_DES_BORNES.iter().any(|other| other.nom == colonne.nom);
        let question = colonne.nom == COLONNE_DES_QUESTIONS.nom;
        let option = if bound { Some("--bornes") } else { question.then_some("--questions") };
        Ligne { nom: colonne.nom.to_owned(), genre: colonne.genre.arrow(), aide: colonne.aide, option }
    };
    all.into_iter().map(line).collect()
}

impl Ligne {
    fn json(&self) -> Value {
        let Ligne { nom, genre, aide, option } = self;
        json!({ "nom": nom, "type": mot(genre), "arrow": genre.to_string(), "sens": aide, "option": option })
    }
}

fn page(entree: &[Ligne], sortie: &[Ligne]) -> Vec<Bloc> {
    let titre = |section, texte: &str| Bloc::Titre { section, texte: texte.to_owned(), suite: String::new() };
    let say = |text: &str| Bloc::Paragraphe(lier(text).into());
    vec![
        Bloc::Sujet("Les colonnes d'un fichier de contrats, et de son résultat.".into()),
        titre("entree", "Entrée : une ligne par contrat"),
        say(
            "Seule medecin_specialite est obligatoire ; une case vide est un renseignement qui manque. Partout, du texte \
             se lit aussi : « 01/03/2025 », « 1 300 », « oui ».",
        ),
        say("Les colonnes constats_… décrivent le seul constat d'un contrat, ce qu'un CSV peut dire ; la liste \
             « constats » en décrit autant qu'il y en a, comme « evenements », en Parquet et en Arrow."),
        Bloc::Tableau(tableau(entree)),
        titre("sortie", "Sortie : une ligne par contrat et par année, une par contrat en erreur"),
        say(
            "Ce qui n'est pas connu est vide. Les sommes sont en centimes, les parts et les taux en fractions exactes.",
        ),
        Bloc::Tableau(tableau(sortie)),
    ]
}

fn tableau(lines: &[Ligne]) -> Tableau {
    let mut table = Tableau::new(&[("Colonne", Colonne::Gauche), ("Type", Colonne::Gauche), ("Sens", Colonne::Gauche)]);
    for Ligne { nom, genre, aide, option } in lines {
        let asked = option.map_or_else(String::new, |option| format!(" Avec {option}."));
        table.ligne(vec![nom.clone(), mot(genre).to_owned(), format!("{aide}{asked}")]);
    }
    table
}

/// What people call a type.
fn mot(genre: &DataType) -> &'static str {
    match genre {
        DataType::Boolean => "oui ou non",
        DataType::Date32 => "date",
        DataType::Decimal128(..) => "nombre à virgule",
        DataType::List(_) => "liste",
        DataType::Dictionary(..) => "mot",
        other if other.is_integer() => "nombre",
        _ => "texte",
    }
}
