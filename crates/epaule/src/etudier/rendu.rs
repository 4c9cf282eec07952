//! The answers in the form that was asked for.

use convention::etude::Reponse;
use convention::fault::Fault;
use convention::jour::Jour;
use convention::tables::Convention;
use serde_json::Value;
use views::{Agenda, Bloc, LigneDeListe, LigneDeVersement, Vue, VueCollective, csv, ics, markdown, page_de_liste};

use super::lot::{Etudie, Lot};
use crate::cli::Format;
use crate::demande;
use crate::echec::Echec;
use crate::terminal;
use crate::texte::{self, Style};
use crate::usage;

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
        let vue = |etudie: &'_ Etudie| self.page(convention, etudie);
        match (self.format, lot.etudes.as_slice()) {
            (Format::Texte, [etudie]) if !self.plusieurs => Ok(texte::page(&vue(etudie), &style(terminal::largeur()))),
            (Format::Texte, _) => Ok(texte::page(&self.liste(convention, lot), &style(terminal::largeur_de_liste()))),
            (Format::Json, [etudie]) if !self.plusieurs => Ok(format!("{:#}\n", etudie.reponse.to_json(convention))),
            (Format::Json, several) => {
                Ok(format!("{:#}\n", several.iter().map(|e| e.reponse.to_json(convention)).collect::<Value>()))
            }
            (Format::Markdown, [etudie]) if !self.plusieurs => Ok(markdown(&vue(etudie), 1)),
            (Format::Markdown, several) => {
                let mut text = markdown(&self.liste(convention, lot), 1);
                for etudie in several {
                    text.push('\n');
                    text.push_str(&markdown(&vue(etudie), 2));
                }
                Ok(text)
            }
            (Format::Ics, several) => calendrier(convention, several).ok_or_else(|| {
                let mut faults = lot.fautes();
                let message = "aucune échéance datée : il n'y a pas de calendrier à écrire";
                let conseil = "sans --format ics, l'étude dit pourquoi";
                faults.push(Fault::new("calendrier-vide", &usage::place("--format"), message, conseil));
                faults.into()
            }),
            (Format::Csv, several) => {
                let rows = several.iter().flat_map(|e| versements(convention, e));
                csv(&rows.collect::<Vec<_>>()).map_err(|error| {
                    let message = format!("le tableau ne peut pas être écrit ({error})");
                    Echec::autre("ecriture-impossible", "versements", message, "")
                })
            }
        }
    }

    /// One answer as a page.
    fn page(&self, convention: &Convention, etudie: &Etudie) -> Vec<Bloc> {
        match &etudie.reponse {
            Reponse::Individuelle(etude) => {
                let vue = Vue::new(convention, etude);
                match self.format {
                    // Of several, a heading has to tell whose it is.
                    Format::Markdown => vue.page_a_envoyer(self.plusieurs.then_some(&etudie.nom), self.expliquer),
                    _ => vue.page(self.expliquer),
                }
            }
            Reponse::Collective(etude) => VueCollective::new(convention, etude).page(self.expliquer),
        }
    }

    fn liste(&self, convention: &Convention, lot: &Lot) -> Vec<Bloc> {
        let lines = lot.etudes.iter().map(|e| ligne(convention, e));
        let errors: Vec<String> = lot.refus.iter().map(|refus| refus.nom.clone()).collect();
        page_de_liste(lines.collect(), &errors, self.au)
    }
}

fn calendrier(convention: &Convention, etudes: &[Etudie]) -> Option<String> {
    let agendas: Vec<_> = etudes.iter().map(|e| agenda(convention, e)).collect();
    let subject = "Assistant médical";
    let titre = match etudes {
        [only] => format!("{subject} · {}", only.nom),
        _ => subject.to_owned(),
    };
    ics(&titre, &agendas, demande::maintenant())
}

fn style(width: usize) -> Style {
    Style { width, color: terminal::couleur(&std::io::stdout()) }
}

fn agenda(convention: &Convention, etudie: &Etudie) -> Agenda {
    match &etudie.reponse {
        Reponse::Individuelle(etude) => Vue::new(convention, etude).agenda(&etudie.cle, &etudie.nom),
        Reponse::Collective(etude) => VueCollective::new(convention, etude).agenda(&etudie.cle, &etudie.nom),
    }
}

fn versements(convention: &Convention, etudie: &Etudie) -> Vec<LigneDeVersement> {
    match &etudie.reponse {
        Reponse::Individuelle(etude) => Vue::new(convention, etude).lignes_de_versement(&etudie.nom),
        Reponse::Collective(etude) => VueCollective::new(convention, etude).lignes_de_versement(&etudie.nom),
    }
}

fn ligne(convention: &Convention, etudie: &Etudie) -> LigneDeListe {
    match &etudie.reponse {
        Reponse::Individuelle(etude) => Vue::new(convention, etude).ligne_de_liste(&etudie.nom),
        Reponse::Collective(etude) => VueCollective::new(convention, etude).ligne_de_liste(&etudie.nom),
    }
}
