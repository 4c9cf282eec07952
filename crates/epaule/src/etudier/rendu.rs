//! The answers in the form that was asked for.

use convention::fault::Fault;
use convention::jour::Jour;
use convention::tables::Convention;
use serde_json::Value;
use views::{Agenda, Bloc, VueDeReponse, calendrier, csv, markdown, page_de_liste};

use super::lot::{Etudie, Lot};
use crate::cli::Format;
use console::demande;
use console::echec::Echec;
use console::terminal;
use console::texte::{self, Style};
use console::usage;

/// How the answers are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Forme {
    pub(super) format: Format,
    /// Whether several dossiers were asked for.
    pub(super) plusieurs: bool,
    pub(super) expliquer: bool,
    pub(super) au: Jour,
}

impl Forme {
    /// Whether an explanation has a place to stand.
    ///
    /// # Errors
    ///
    /// An explanation was asked where none can be.
    pub(super) fn verifier(&self) -> Result<(), Echec> {
        let place = match (self.format, self.plusieurs) {
            (Format::Json | Format::Markdown, _) | (Format::Texte, false) => return Ok(()),
            (Format::Texte, true) => "une liste de dossiers",
            (Format::Ics, _) => "un calendrier",
            (Format::Csv, _) => "un tableau de versements",
        };
        if !self.expliquer {
            return Ok(());
        }
        let message = format!("{place} ne contient pas d'explication");
        let conseil = "retirez --expliquer, ou étudiez un seul dossier en texte ou en markdown";
        Err(Fault::new("expliquer-sans-objet", &usage::place("--expliquer"), message, conseil).into())
    }

    /// Writes the answers.
    ///
    /// # Errors
    ///
    /// A calendar without any date.
    pub(super) fn rendre(&self, convention: &Convention, lot: &Lot) -> Result<String, Echec> {
        let page = |etudie: &'_ Etudie| self.page(convention, etudie);
        match (self.format, lot.etudes.as_slice()) {
            (Format::Texte, [etudie]) if !self.plusieurs => Ok(texte::page(&page(etudie), &style(terminal::largeur()))),
            (Format::Texte, _) => Ok(texte::page(&self.liste(convention, lot), &style(terminal::largeur_de_liste()))),
            (Format::Json, [etudie]) if !self.plusieurs => Ok(format!("{:#}\n", etudie.reponse.to_json(convention))),
            (Format::Json, several) => {
                Ok(format!("{:#}\n", several.iter().map(|e| e.reponse.to_json(convention)).collect::<Value>()))
            }
            (Format::Markdown, [etudie]) if !self.plusieurs => Ok(markdown(&page(etudie), 1)),
            (Format::Markdown, several) => {
                let mut text = markdown(&self.liste(convention, lot), 1);
                for etudie in several {
                    text.push('\n');
                    text.push_str(&markdown(&page(etudie), 2));
                }
                Ok(text)
            }
            (Format::Ics, several) => {
                let agendas: Vec<Agenda> = several.iter().map(|e| vue(convention, e).agenda(&e.cle, &e.nom)).collect();
                let conseil = "sans --format ics, l'étude dit pourquoi";
                calendrier(&agendas, demande::maintenant(), &usage::place("--format"), conseil)
                    .map_err(|vide| lot.fautes().into_iter().chain(vide).collect::<Vec<_>>().into())
            }
            (Format::Csv, several) => {
                let rows = several.iter().flat_map(|e| vue(convention, e).lignes_de_versement(&e.nom));
                csv(&rows.collect::<Vec<_>>()).map_err(Echec::interne)
            }
        }
    }

    /// One answer as a page.
    fn page(&self, convention: &Convention, etudie: &Etudie) -> Vec<Bloc> {
        match self.format {
            // Of several, a heading has to tell whose it is.
            Format::Markdown => {
                vue(convention, etudie).page_a_envoyer(self.plusieurs.then_some(&etudie.nom), self.expliquer)
            }
            _ => vue(convention, etudie).page(self.expliquer),
        }
    }

    fn liste(&self, convention: &Convention, lot: &Lot) -> Vec<Bloc> {
        let lines = lot.etudes.iter().map(|e| vue(convention, e).ligne_de_liste(&e.nom));
        let errors: Vec<String> = lot.refus.iter().map(|refus| refus.nom.clone()).collect();
        page_de_liste(lines.collect(), &errors, self.au)
    }
}

fn vue<'a>(convention: &'a Convention, etudie: &'a Etudie) -> VueDeReponse<'a> {
    VueDeReponse::new(convention, &etudie.reponse)
}

fn style(width: usize) -> Style {
    Style { width, color: terminal::couleur(&std::io::stdout()) }
}
