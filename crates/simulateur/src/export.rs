//! What the page gives and takes as files.

use convention::document::Format;
use convention::dossier::requete::requete_de;
use convention::dossier::{self, Cas, toml_de};
use convention::etude::{Demande, Reponse};
use convention::fault::{Fault, Place};
use convention::tables::Convention;
use views::{Vue, VueCollective, csv, ics, markdown};

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
    /// All of them, by the name of the file that a page asks for.
    pub const TOUS: [(&'static str, Export); 6] = [
        ("dossier.toml", Export::DossierToml),
        ("dossier.json", Export::DossierJson),
        ("etude.json", Export::EtudeJson),
        ("etude.md", Export::EtudeMarkdown),
        ("echeances.ics", Export::Ics),
        ("versements.csv", Export::Csv),
    ];

    /// The file of a name.
    pub fn from_nom(nom: &str) -> Option<Export> {
        Export::TOUS.into_iter().find_map(|(known, export)| (known == nom).then_some(export))
    }

    fn nom(self) -> &'static str {
        Export::TOUS.into_iter().find_map(|(nom, export)| (export == self).then_some(nom)).unwrap_or_default()
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
    let texte = match export {
        Export::EtudeMarkdown => document(convention, &etudie),
        Export::Ics => calendrier(convention, &etudie, instants)?,
        Export::Csv => versements(convention, &etudie)?,
        _ => format!("{:#}\n", etudie.reponse.to_json(convention)),
    };
    Ok(fichier(texte))
}

fn document(convention: &Convention, etudie: &Etudie) -> String {
    match &etudie.reponse {
        Reponse::Individuelle(etude) => markdown(&Vue::new(convention, etude).page_a_envoyer(None, false), 1),
        Reponse::Collective(etude) => markdown(&VueCollective::new(convention, etude).page(false), 1),
    }
}

/// What people call the case: its reference.
fn nom(cas: &Cas) -> &str {
    let reference = match cas {
        Cas::Individuel(dossier) => &dossier.reference,
        Cas::Collectif(dossier) => &dossier.reference,
    };
    reference.as_deref().unwrap_or("dossier")
}

fn calendrier(convention: &Convention, etudie: &Etudie, instants: &Instants) -> Result<String, Vec<Fault>> {
    let nom = nom(&etudie.cas);
    let agenda = match &etudie.reponse {
        Reponse::Individuelle(etude) => Vue::new(convention, etude).agenda(nom, nom),
        Reponse::Collective(etude) => VueCollective::new(convention, etude).agenda(nom, nom),
    };
    ics(&format!("Assistant médical · {nom}"), &[agenda], instants.maintenant).ok_or_else(|| {
        let message = "aucune échéance datée : il n'y a pas de calendrier à écrire";
        let conseil = "la réponse dit pourquoi";
        vec![Fault::new("calendrier-vide", &Place::default(), message, conseil)]
    })
}

fn versements(convention: &Convention, etudie: &Etudie) -> Result<String, Vec<Fault>> {
    let nom = nom(&etudie.cas);
    let rows = match &etudie.reponse {
        Reponse::Individuelle(etude) => Vue::new(convention, etude).lignes_de_versement(nom),
        Reponse::Collective(etude) => VueCollective::new(convention, etude).lignes_de_versement(nom),
    };
    csv(&rows).map_err(|error| {
        let message = format!("le tableau ne peut pas être écrit ({error})");
        vec![Fault::new("ecriture-impossible", &Place::default(), message, "")]
    })
}

/// The state for a dossier read from a file, TOML or JSON. Where a server is to read it, it does not say which of RQTH
/// and ALD a doctor has.
///
/// # Errors
///
/// The faults of the file.
pub fn importer(convention: &Convention, nom: &str, octets: &[u8], instants: &Instants) -> Result<String, Vec<Fault>> {
    let cas = dossier::lire(convention, nom, octets, Format::of_name(nom), instants.aujourd_hui)?;
    let cas = match instants.ancre {
        Ancre::Requete => cas.sans_motif_de_sante(),
        Ancre::Fragment => cas,
    };
    Ok(requete_de(&cas, &Demande::au(instants.aujourd_hui), instants.aujourd_hui).ecrire())
}

/// The state with its day of study, without what it says of health.
pub(crate) fn lien(etudie: &Etudie, saisie: &Saisie) -> String {
    let mut requete = requete_de(&etudie.cas.clone().sans_motif_de_sante(), &etudie.demande, etudie.demande.au);
    requete.poser("au", etudie.demande.au.to_string());
    if !saisie.comparer.is_empty() {
        requete.paires.push((COMPARER.to_owned(), saisie.comparer.join(",")));
    }
    requete.ecrire()
}
