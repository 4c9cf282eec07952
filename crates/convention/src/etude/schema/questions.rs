//! What is open: questions, what to ask for.

use serde_json::{Value, json};

use super::forms::{about, libelle, list, object, one_of, pointer, reference, text, text_or_null};
use crate::eligibilite::AupresDe;
use crate::question::Question;

pub(super) fn to_ask() -> Value {
    object(vec![
        ("objet", about("Ce qui manque.", json!({ "enum": ["donnee", "objectif", "seuils", "question"] }))),
        ("id", about("Champ du dossier, objectif ou question.", text())),
        ("libelle", about("La question telle qu'on peut la poser ; null : voir le champ.", text_or_null())),
        ("aupres_de", about("Qui peut répondre.", one_of(AupresDe::IDS))),
    ])
}

pub(super) fn question() -> Value {
    let ids: Vec<&str> = Question::ALL.iter().map(|q| q.id()).collect();
    let reading = || about("Lecture, telle que le dossier l'écrit.", text());
    let gap = object(vec![
        ("chemin", about("Le chiffre qui change.", pointer())),
        ("actuel", about("Sa valeur dans cette étude.", reference("valeur"))),
        ("valeur", about("Sa valeur sous l'autre lecture.", reference("valeur"))),
    ]);
    let autre = object(vec![
        ("lecture", reading()),
        ("libelle", libelle()),
        ("ecarts", about("Chaque chiffre qui changerait ; vide : aucun.", list(gap))),
    ]);
    object(vec![
        ("id", about("Identifiant de la question.", json!({ "enum": ids }))),
        ("libelle", libelle()),
        ("lecture", about("Lecture retenue.", text())),
        ("lecture_libelle", libelle()),
        ("change_le_resultat", about("Une autre lecture change un chiffre.", json!({ "type": "boolean" }))),
        ("autres", about("Les autres lectures, une à la fois.", list(autre))),
    ])
}
