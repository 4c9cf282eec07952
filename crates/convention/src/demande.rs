//! What is asked beside a dossier, as it is typed: the day of study, what was known, a hypothesis.
//!
//! A command and a form ask the same; what differs is how a fault names what was typed ([`Saisie`]).

use crate::document::{nearest, short};
use crate::dossier::fields::MAX_PATIENTS;
use crate::dossier::{Cas, Dossier};
use crate::fault::{Fault, Place};
use crate::indicateur::{Indicateur, Paire};
use crate::jour::Jour;
use crate::saisie;
use crate::tables::Convention;

/// First and last day of study.
pub const BORNES: [&str; 2] = ["2019-08-21", "2069-12-31"];

/// What was typed, and how it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saisie<'a> {
    /// An option of a command, such as `--au`.
    Option(&'a str),
    /// A field of a form, or a key of a request, such as `au`.
    Champ(&'a str),
}

impl Saisie<'_> {
    /// Where it stands.
    pub fn place(self) -> Place {
        let (fichier, nom) = match self {
            Saisie::Option(nom) => ("ligne de commande", nom),
            Saisie::Champ(nom) => ("", nom),
        };
        Place { fichier: fichier.to_owned(), chemin: nom.to_owned(), ..Place::default() }
    }

    fn faute(self, code: &'static str, message: String, conseil: String) -> Vec<Fault> {
        vec![Fault::new(code, &self.place(), message, conseil)]
    }
}

/// The day that a text says: `2026-01-15`, `15/01/2026`.
///
/// # Errors
///
/// A text that is not a date, or a day that does not exist.
pub fn jour(saisie: Saisie<'_>, texte: &str) -> Result<Jour, Vec<Fault>> {
    let conseil = || match saisie {
        Saisie::Option(nom) => format!("écrivez par exemple {nom} 2026-01-15 (année-mois-jour)"),
        Saisie::Champ(_) => "écrivez par exemple 15/01/2026".to_owned(),
    };
    match saisie::jour(texte) {
        Some(Some(jour)) => Ok(jour),
        Some(None) => Err(saisie.faute("date-inexistante", format!("le « {} » n'existe pas", texte.trim()), conseil())),
        None => {
            Err(saisie.faute("date-illisible", format!("« {} » n'est pas une date", short(texte.trim())), conseil()))
        }
    }
}

/// `jour`, where it can be a day of study.
///
/// # Errors
///
/// A day before any contract, or too far.
pub fn au(saisie: Saisie<'_>, jour: Jour) -> Result<Jour, Vec<Fault>> {
    let [premier, dernier] = BORNES;
    let bornes = Jour::parse_iso(premier).zip(Jour::parse_iso(dernier));
    if bornes.is_some_and(|(premier, dernier)| premier <= jour && jour <= dernier) {
        return Ok(jour);
    }
    Err(hors_bornes(saisie, jour))
}

/// Apart: no study that is possible says it.
#[inline(never)]
fn hors_bornes(saisie: Saisie<'_>, jour: Jour) -> Vec<Fault> {
    let [premier, dernier] = BORNES;
    let conseil = match saisie {
        Saisie::Option(nom) => format!("écrivez {nom} avec une date du {premier} au {dernier}"),
        Saisie::Champ(_) => format!("écrivez une date du {} au {}", francais(premier), francais(dernier)),
    };
    saisie.faute(
        "date-hors-bornes",
        format!("le {} n'est pas un jour d'étude possible", francais(&jour.to_string())),
        conseil,
    )
}

/// `2019-08-21` as `21/08/2019`.
fn francais(iso: &str) -> String {
    iso.rsplit('-').collect::<Vec<_>>().join("/")
}

/// Counts supposed where nothing was measured, by the names they were typed under.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hypothese {
    nombres: [Option<u32>; Hypothese::NOMS.len()],
}

impl Hypothese {
    /// What a hypothesis is about.
    pub const NOMS: [&'static str; 3] = ["pmt", "pmt_adultes", "pfa"];

    /// Reads `pmt=1430,pfa=1650`.
    ///
    /// # Errors
    ///
    /// Every fault of it.
    pub fn lire(saisie: Saisie<'_>, texte: &str) -> Result<Hypothese, Vec<Fault>> {
        let mut lue = Hypothese::default();
        let mut fautes = Vec::new();
        for morceau in texte.split(',') {
            let read = match morceau.split_once('=') {
                Some((nom, nombre)) => lue.poser(saisie, nom.trim(), nombre),
                None => {
                    let exemple = "pmt=1430,pfa=1650";
                    let conseil = match saisie {
                        Saisie::Option(option) => format!("écrivez par exemple {option} {exemple}"),
                        Saisie::Champ(_) => format!("écrivez par exemple {exemple}"),
                    };
                    let message = format!("« {} » n'est pas une hypothèse", short(morceau));
                    Err(saisie.faute("hypothese-illisible", message, conseil))
                }
            };
            fautes.extend(read.err().into_iter().flatten());
        }
        if fautes.is_empty() { Ok(lue) } else { Err(fautes) }
    }

    /// Adds the count of patients that `texte` says.
    ///
    /// # Errors
    ///
    /// A name that is not a count of patients, one that was typed already, a text that is not a count.
    pub fn poser(&mut self, saisie: Saisie<'_>, nom: &str, texte: &str) -> Result<(), Vec<Fault>> {
        let Some(place) = Hypothese::NOMS.iter().position(|n| *n == nom).and_then(|i| self.nombres.get_mut(i)) else {
            let conseil = match (nearest(nom, Hypothese::NOMS), saisie) {
                (Some(proche), Saisie::Option(_)) => format!("écrivez « {proche} »"),
                (Some(proche), Saisie::Champ(_)) => format!("dans l'adresse, écrivez plutôt « si.{proche} »"),
                (None, Saisie::Option(option)) => format!("écrivez par exemple {option} pmt=1430,pfa=1650"),
                (None, Saisie::Champ(_)) => "retirez-le de l'adresse, ou repartez de la page".to_owned(),
            };
            let message = format!("« {} » n'est pas une patientèle", short(nom));
            return Err(saisie.faute("cle-inconnue", message, conseil));
        };
        let titre = match saisie {
            Saisie::Option(_) => format!("{nom} : "),
            Saisie::Champ(_) => String::new(),
        };
        match saisie::entier(texte).and_then(|n| u32::try_from(n).ok()).filter(|n| *n <= MAX_PATIENTS) {
            None => {
                let message = format!("{titre}« {} » n'est pas un nombre de patients", short(texte.trim()));
                let conseil = format!("écrivez un nombre entier de 0 à {MAX_PATIENTS}");
                Err(saisie.faute("patients-hors-bornes", message, conseil))
            }
            Some(_) if place.is_some() => {
                let conseil = "gardez un seul des deux".to_owned();
                Err(saisie.faute("cle-en-double", format!("{nom} est donné deux fois"), conseil))
            }
            nombre => {
                *place = nombre;
                Ok(())
            }
        }
    }

    /// The hypothesis for a dossier. `saisie` says how a count of this name was typed.
    ///
    /// # Errors
    ///
    /// A count that this dossier does not use: it is never ignored.
    pub fn pour(
        self,
        convention: &Convention,
        cas: &Cas,
        saisie: impl Fn(&'static str) -> Saisie<'static>,
    ) -> Result<Paire<Option<u32>>, Vec<Fault>> {
        match cas {
            Cas::Individuel(dossier) => self.pour_un_medecin(convention, dossier, saisie),
            Cas::Collectif(_) => self.pour_un_groupe(saisie),
        }
    }

    /// The hypothesis for an individual contract: its regime says whether the PMT counts adults alone, its
    /// specialty whether the PMT counts at all.
    ///
    /// # Errors
    ///
    /// As [`Hypothese::pour`].
    pub fn pour_un_medecin(
        self,
        convention: &Convention,
        dossier: &Dossier,
        saisie: impl Fn(&'static str) -> Saisie<'static>,
    ) -> Result<Paire<Option<u32>>, Vec<Fault>> {
        let [tous, adultes, pfa] = self.nombres;
        let adultes_seuls = convention.tables.regime(dossier.regime).adultes;
        let (pmt, autre) = if adultes_seuls { (adultes, tous) } else { (tous, adultes) };
        let nom = dossier.regime.nom(Indicateur::Pmt);
        let mut fautes = Vec::new();
        if autre.is_some() {
            let (code, message, nombre, saisie) = if adultes_seuls {
                let message = "l'avenant 7 ne compte que les patients adultes";
                ("pmt-adultes-attendu", message, "le nombre d'adultes", saisie("pmt"))
            } else {
                let message = "seul l'avenant 7 compte les adultes à part ; ce contrat compte tous les patients";
                ("pmt-attendu", message, "le nombre de tous les patients", saisie("pmt_adultes"))
            };
            let conseil = match saisie {
                Saisie::Option(_) => format!("écrivez {nom}=…"),
                Saisie::Champ(_) => format!("donnez {nombre} à la place"),
            };
            fautes.extend(saisie.faute(code, message.to_owned(), conseil));
        }
        let deux = convention.tables.specialite(&dossier.medecin.specialite).is_none_or(|s| s.deux_indicateurs);
        if pmt.is_some() && !deux {
            let saisie = saisie(nom);
            let conseil = match saisie {
                Saisie::Option(_) => "retirez la patientèle médecin traitant, et gardez pfa=…",
                Saisie::Champ(_) => "videz ce champ, et gardez la file active",
            };
            let message = "le contrat de cette spécialité ne regarde que la file active";
            fautes.extend(saisie.faute("pmt-sans-objet", message.to_owned(), conseil.to_owned()));
        }
        if fautes.is_empty() { Ok(Paire { pmt, pfa }) } else { Err(fautes) }
    }

    /// A group counts all its patients.
    fn pour_un_groupe(
        self,
        saisie: impl Fn(&'static str) -> Saisie<'static>,
    ) -> Result<Paire<Option<u32>>, Vec<Fault>> {
        let [pmt, adultes, pfa] = self.nombres;
        if adultes.is_some() {
            let saisie = saisie("pmt_adultes");
            let message = "une aide collective compte tous les patients du groupe, adultes et enfants";
            let conseil = match saisie {
                Saisie::Option(_) => "écrivez pmt=…",
                Saisie::Champ(_) => "donnez le nombre de tous les patients à la place",
            };
            return Err(saisie.faute("pmt-attendu", message.to_owned(), conseil.to_owned()));
        }
        Ok(Paire { pmt, pfa })
    }
}
