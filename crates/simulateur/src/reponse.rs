//! What the page answers for a state.

use convention::dossier::pertinence::pertinence;
use convention::dossier::requete::Requete;
use convention::etude;
use convention::fault::Fault;
use convention::jour::Jour;
use convention::question::Question;
use convention::tables::Convention;
use maud::{Markup, html};
use views::Instant;

use crate::etat::{Etat, Etudie};
use crate::questions::{AMBIGU, Formulaire};
use crate::resultat::{self, Contexte};
use crate::saisie::{AJOUTER, COMPARER, HORS_DOSSIER, POURQUOI, Saisie};
use crate::{comparer, emporter, export, fautes};

/// Where an address keeps the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ancre {
    /// After `?`: a server reads it.
    Requete,
    /// After `#`: it stays in the browser.
    Fragment,
}

impl Ancre {
    /// `?` or `#`.
    pub(crate) fn signe(self) -> char {
        match self {
            Ancre::Requete => '?',
            Ancre::Fragment => '#',
        }
    }
}

/// The clock of whoever shows the page, and where they keep its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instants {
    /// Today, where the reader is.
    pub aujourd_hui: Jour,
    /// This moment, for what is exported.
    pub maintenant: Instant,
    /// Where links keep the state.
    pub ancre: Ancre,
}

/// The page for a state, in pieces that replace those of the page before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reponse {
    /// The state, written shortest: what the address keeps.
    pub requete: String,
    /// HTML inside `#questions`.
    pub questions: String,
    /// HTML inside `#resultat`.
    pub resultat: String,
    /// One sentence for a screen reader, in `#annonce`: the verdict, or how many fields are wrong.
    pub annonce: String,
    /// How many answers are wrong.
    pub fautes: usize,
}

/// The state written shorter, where it can be: a form without JavaScript sends every field, empty ones too. `None`
/// where it is as short already, or where a button asks for one more item of a list, which nothing else of the state says.
pub fn abreger(requete: &str) -> Option<String> {
    let read = Requete::lire(requete).ok()?;
    if read.paires.iter().any(|(nom, valeur)| nom == AJOUTER && !valeur.is_empty()) {
        return None;
    }
    let saisie = Saisie::lire(&read);
    let mut short = saisie.requete();
    short.paires.extend(saisie.pourquoi.map(|pointeur| (POURQUOI.to_owned(), pointeur)));
    Some(short.ecrire()).filter(|short| short.len() < requete.len())
}

/// Answers a state. Never fails: what is wrong with it is part of the page.
pub fn repondre(convention: &Convention, requete: &str, instants: &Instants) -> Reponse {
    let etat = Etat::lire(convention, requete, instants.aujourd_hui);
    // Nothing typed yet is not a mistake; a day of study that cannot be read is one all the same.
    let vide = etat.saisie.vide();
    let dite = |faute: &&Fault| match faute.code {
        // Nor is a group of which no doctor is told yet.
        "groupe-sans-generaliste" => !etat.saisie.sans_membre(),
        _ => !vide || matches!(faute.place.chemin.as_str(), "au" | "connu_au"),
    };
    let fautes: Vec<Fault> = etat.fautes().iter().filter(dite).cloned().collect();
    let fautes = fautes.as_slice();
    let typed = etat.saisie.requete();
    let annonce = annonce(convention, &etat, fautes);
    Reponse {
        requete: typed.ecrire(),
        questions: questions(convention, &etat, fautes, instants, &annonce).into_string(),
        resultat: resultat(convention, &etat, fautes, instants).into_string(),
        annonce,
        fautes: fautes.len(),
    }
}

fn questions(convention: &Convention, etat: &Etat, fautes: &[Fault], instants: &Instants, annonce: &str) -> Markup {
    let pertinence = pertinence(convention, &etat.saisie.dossier(), HORS_DOSSIER, instants.aujourd_hui);
    let touched: Vec<Question> = etat.lu.as_ref().map_or_else(|_| Vec::new(), ouvertes);
    let elsewhere: Vec<String> = etat.lu.as_ref().map_or_else(|_| Vec::new(), |lu| dans_la_reponse(convention, lu));
    let formulaire = Formulaire {
        convention,
        saisie: &etat.saisie,
        fautes,
        ambigu: fautes.iter().any(|faute| faute.code == AMBIGU),
        pertinence: &pertinence,
        questions: &touched,
        ailleurs: &elsewhere,
    };
    let written = formulaire.ecrire();
    html! {
        @if !fautes.is_empty() { (fautes::resume(convention, &etat.saisie, fautes, &written.0)) }
        (written)
        // Where the answer stands below the questions, a line of it stays in sight: its last sentence, which is the sum
        // where there is one.
        @if let Some(line) = annonce.trim_end_matches('.').rsplit('.').next().filter(|line| !line.is_empty()) {
            @if fautes.is_empty() {
                a.apercu href="#resultat" { span.hors-ecran { "Voir la réponse\u{a0}: " } (line.trim_start()) }
            } @else {
                a.apercu href="#fautes" { (line) }
            }
        }
    }
}

/// Names of the fields that stand in the answer.
fn dans_la_reponse(convention: &Convention, etudie: &Etudie) -> Vec<String> {
    let compared = comparer::ouverte(convention, etudie).then(|| COMPARER.to_owned());
    resultat::essais(convention, &etudie.reponse).into_iter().chain(compared).collect()
}

/// The open questions that change a figure of the answer.
fn ouvertes(etudie: &Etudie) -> Vec<Question> {
    let questions = match &etudie.reponse {
        etude::Reponse::Individuelle(etude) => &etude.questions,
        etude::Reponse::Collective(etude) => &etude.questions,
    };
    questions.iter().filter(|q| q.change_le_resultat()).map(|q| q.question).collect()
}

fn resultat(convention: &Convention, etat: &Etat, fautes: &[Fault], instants: &Instants) -> Markup {
    let essaye = etat.lu.as_ref().map_or_else(|_| Default::default(), |etudie| etudie.tapee.si);
    let contexte = Contexte { pourquoi: etat.saisie.pourquoi.as_deref(), essaye, ..Contexte::default() };
    match &etat.lu {
        Ok(etudie) => html! {
            (resultat::ecrire(convention, &etudie.reponse, &contexte))
            (comparer::ecrire(convention, etudie, &etat.saisie))
            (emporter::ecrire(&etudie.reponse, &export::lien(etudie, &etat.saisie), instants.ancre))
        },
        Err(_) if fautes.is_empty() => html! {
            section.attente {
                h2 { "Votre réponse s'affichera ici" }
                @if etat.saisie.collectif() {
                    p { "Ajoutez un médecin\u{a0}: un groupe en a au moins un, généraliste." }
                } @else {
                    p { "Choisissez votre spécialité\u{a0}: c'est la seule réponse obligatoire. Chaque autre précise le calcul." }
                }
            }
        },
        Err(_) => html! {
            section.attente {
                h2 { "Pas encore de réponse" }
                p { "Corrigez d'abord ce qui est signalé dans les questions\u{a0}: un chiffre calculé sur une réponse fausse \
                     vous tromperait." }
            }
        },
    }
}

fn annonce(convention: &Convention, etat: &Etat, fautes: &[Fault]) -> String {
    match (&etat.lu, fautes.len()) {
        (Ok(etudie), _) => resultat::annonce(convention, &etudie.reponse),
        (Err(_), 0) => String::new(),
        (Err(_), 1) => "Une réponse est à corriger.".to_owned(),
        (Err(_), n) => format!("{n} réponses sont à corriger."),
    }
}

/// The explanation of one figure, as HTML: `pointeur` is its JSON pointer in the étude.
pub fn pourquoi(convention: &Convention, requete: &str, instants: &Instants, pointeur: &str) -> String {
    let etat = Etat::lire(convention, requete, instants.aujourd_hui);
    let found = etat.lu.ok().and_then(|etudie| resultat::pourquoi(convention, &etudie.reponse, pointeur));
    let absent = || html! { p { "Ce chiffre n'est plus dans la réponse." } };
    found.unwrap_or_else(absent).into_string()
}
