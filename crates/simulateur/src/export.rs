//! What the page gives and takes as files.

use convention::collectif::EtudeCollective;
use convention::document::Format;
use convention::dossier::requete::requete_de;
use convention::dossier::{self, toml_de};
use convention::etude::{Demande, Reponse};
use convention::fault::{Fault, Place};
use convention::tables::Convention;
use views::{VueDeReponse, calendrier, csv, markdown};

use crate::etat::{Etat, Etudie, lire};
use crate::reponse::{Ancre, Instants};
use crate::saisie::{COMPARER, Saisie};

/// A file that the page gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Export {
    /// The dossier, as `epaule` reads it.
    DossierToml,
    /// The same in JSON.
    DossierJson,
    /// The étude, as `epaule etudier --format json` writes it.
    EtudeJson,
    /// The étude as a document.
    EtudeMarkdown,
    /// The calendar.
    Ics,
    /// The payments.
    Csv,
}

impl Export {
    /// All of them, in the order of the page.
    pub const TOUS: [Export; 6] =
        [Export::DossierToml, Export::DossierJson, Export::EtudeMarkdown, Export::Ics, Export::Csv, Export::EtudeJson];

    /// The file of a name.
    pub fn from_nom(nom: &str) -> Option<Export> {
        Export::TOUS.into_iter().find(|export| export.nom() == nom)
    }

    /// The name that a page asks for, and that the file is saved under.
    pub fn nom(self) -> &'static str {
        match self {
            Export::DossierToml => "dossier.toml",
            Export::DossierJson => "dossier.json",
            Export::EtudeJson => "etude.json",
            Export::EtudeMarkdown => "etude.md",
            Export::Ics => "echeances.ics",
            Export::Csv => "versements.csv",
        }
    }

    /// What it is good for, in French.
    pub(crate) fn usage(self) -> &'static str {
        match self {
            Export::DossierToml => "Le dossier, pour y revenir (TOML)",
            Export::DossierJson => "Le dossier, pour un programme (JSON)",
            Export::EtudeJson => "L'étude, pour un programme (JSON)",
            Export::EtudeMarkdown => "L'étude, à envoyer (Markdown)",
            Export::Ics => "Les dates, pour votre agenda (ICS)",
            Export::Csv => "Les versements, pour un tableur (CSV)",
        }
    }

    /// Whether it would say something of an answer: a calendar has dates, a table of payments has payments.
    pub(crate) fn dit_de(self, reponse: &Reponse) -> bool {
        match (reponse, self) {
            (Reponse::Individuelle(etude), Export::Ics) => {
                etude.echeances.iter().any(|e| e.date.is_some() && e.fait.is_none())
            }
            (Reponse::Individuelle(etude), Export::Csv) => {
                etude.chiffrage.annees.iter().any(|year| year.annee.versements.iter().any(Option::is_some))
            }
            (Reponse::Collective(etude), _) => self.dit_du_groupe(etude),
            _ => true,
        }
    }

    /// The same of a group, apart: a first answer is a doctor's.
    #[inline(never)]
    fn dit_du_groupe(self, etude: &EtudeCollective) -> bool {
        match self {
            Export::Ics => etude.echeances.iter().any(|e| e.date.is_some()),
            Export::Csv => etude.annees.iter().any(|year| year.versements.iter().any(Option::is_some)),
            _ => true,
        }
    }

    fn type_mime(self) -> &'static str {
        match self {
            Export::DossierToml => "application/toml",
            Export::DossierJson | Export::EtudeJson => "application/json",
            Export::EtudeMarkdown => "text/markdown; charset=utf-8",
            Export::Ics => "text/calendar; charset=utf-8",
            Export::Csv => "text/csv; charset=utf-8",
        }
    }
}

/// A file to save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fichier {
    /// Name to save it under.
    pub nom: String,
    /// Media type.
    pub type_mime: &'static str,
    /// Its bytes.
    pub octets: Vec<u8>,
}

/// Writes a file for a state.
///
/// # Errors
///
/// The faults of the state; a calendar without any date.
pub fn exporter(
    convention: &Convention,
    requete: &str,
    instants: &Instants,
    export: Export,
) -> Result<Fichier, Vec<Fault>> {
    let fichier = |texte: String| Fichier {
        nom: export.nom().to_owned(),
        type_mime: export.type_mime(),
        octets: texte.into_bytes(),
    };
    if matches!(export, Export::DossierToml | Export::DossierJson) {
        // The dossier needs no answer.
        let (cas, _) = lire(convention, requete, instants.aujourd_hui).1?;
        return Ok(fichier(match export {
            Export::DossierToml => toml_de(&cas),
            _ => format!("{:#}\n", cas.canonical()),
        }));
    }
    let etudie = Etat::lire(convention, requete, instants.aujourd_hui).lu?;
    let vue = VueDeReponse::new(convention, &etudie.reponse);
    let nom = etudie.cas.reference().unwrap_or("dossier");
    let texte = match export {
        Export::EtudeMarkdown => markdown(&vue.page_a_envoyer(None, false), 1),
        Export::Ics => {
            calendrier(&[vue.agenda(nom, nom)], instants.maintenant, &Place::default(), "la réponse dit pourquoi")?
        }
        Export::Csv => csv(&vue.lignes_de_versement(nom))?,
        _ => format!("{:#}\n", etudie.reponse.to_json(convention)),
    };
    Ok(fichier(texte))
}

/// The state for a dossier read from a file, TOML or JSON. Where a server is to read it, it does not say which of RQTH
/// and ALD a doctor has.
///
/// # Errors
///
/// The faults of the file.
pub fn importer(convention: &Convention, nom: &str, octets: &[u8], instants: &Instants) -> Result<String, Vec<Fault>> {
    let cas =
        dossier::lire(convention, nom, octets, Format::of_name(nom), instants.aujourd_hui).map_err(sans_commande)?;
    let cas = match instants.ancre {
        Ancre::Requete => cas.sans_motif_de_sante(),
        Ancre::Fragment => cas,
    };
    Ok(requete_de(&cas, &Demande::au(instants.aujourd_hui), instants.aujourd_hui).ecrire())
}

/// The faults for who has a page and no terminal: what a command would do is no advice.
fn sans_commande(mut fautes: Vec<Fault>) -> Vec<Fault> {
    for faute in fautes.iter_mut().filter(|faute| faute.conseil.contains("« epaule ")) {
        faute.conseil = "choisissez un dossier enregistré ici".to_owned();
    }
    fautes
}

/// The state with its day of study, without what it says of health.
pub(crate) fn lien(etudie: &Etudie, saisie: &Saisie) -> String {
    let mut requete = requete_de(&etudie.cas.clone().sans_motif_de_sante(), &etudie.tapee, etudie.demande.au);
    requete.poser("au", etudie.demande.au.to_string());
    if !saisie.comparer.is_empty() {
        requete.paires.push((COMPARER.to_owned(), saisie.comparer.join(",")));
    }
    requete.ecrire()
}
