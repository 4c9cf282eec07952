//! What is known of a group that signs the collective aid of 2026, typed. Absent = unknown.

use super::{Constat, Secteur};
use crate::id::ids;
use crate::indicateur::Paire;
use crate::jour::Jour;
use crate::money::{Centimes, Fraction};
use crate::question::Lectures;

/// A group: a structure, the doctors who adhere, a contract signed or to be signed.
#[derive(Debug, Clone, PartialEq)]
pub struct DossierCollectif {
    /// The caller's own key.
    pub reference: Option<String>,
    /// The contract.
    pub contrat: ContratCollectif,
    /// The structure that signs.
    pub structure: Structure,
    /// The doctors who adhere or have adhered, 1 to [`MEMBRES_MAX`], in the order of the file.
    pub membres: Vec<Membre>,
    /// Totals of the group measured since, by date, no two of one date.
    pub constats: Vec<Constat>,
    /// The readings of the open questions.
    pub lectures: Lectures,
}

/// Doctors of a group, at most.
pub const MEMBRES_MAX: usize = 100;

/// The contract of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ContratCollectif {
    /// Day of signature. `None`: studied as if signed on the day of study.
    pub signature: Option<Jour>,
    /// Working time asked for.
    pub etp: Option<Etp>,
}

/// The structure that signs (COL-1, COL-3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Structure {
    /// Its legal form.
    pub forme: Option<Forme>,
    /// Whether it is an agreed site.
    pub site_agree: Option<bool>,
}

ids! {
    /// Legal form of a structure.
    pub enum Forme {
        /// Société civile professionnelle.
        Scp "scp",
        /// Société civile de moyens.
        Scm "scm",
        /// Société interprofessionnelle de soins ambulatoires.
        Sisa "sisa",
        /// Société d'exercice libéral.
        Sel "sel",
        /// Any other.
        Autre "autre",
    }
}

/// A doctor of the group.
#[derive(Debug, Clone, PartialEq)]
pub struct Membre {
    /// The caller's own key of this doctor.
    pub reference: Option<String>,
    /// An id of the rule files.
    pub specialite: String,
    /// Secteur conventionnel.
    pub secteur: Option<Secteur>,
    /// Patients at the adhesion, 0 to 100 000.
    pub effectif: Paire<Option<u32>>,
    /// First day in the group: the signature, or one of its anniversaries. `None`: the signature.
    pub adhesion: Option<Jour>,
    /// First day out of the group: an anniversary of the signature. `None`: still in.
    pub sortie: Option<Jour>,
    /// First installation in the département.
    pub installation: Option<Jour>,
    /// Whether this doctor (PAMSU) hosts a docteur junior (COL-3).
    pub docteur_junior: Option<bool>,
    /// An individual contract before the group's. `None`: there was none.
    pub contrat_individuel: Option<ContratIndividuel>,
    /// A collective aid before this one. `None`: there was none.
    pub collectif_precedent: Option<CollectifPrecedent>,
}

/// The individual contract that a member had (COL-4, COL-7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ContratIndividuel {
    /// Its last day, as `fin_du_contrat` of an étude says it.
    pub fin: Option<Jour>,
    /// Patients gained under it.
    pub gains: Paire<Option<u32>>,
}

/// The collective aid that a member had before, in this group or another (COL-9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CollectifPrecedent {
    /// Its end for this doctor.
    pub fin: Option<Jour>,
    /// Exceptional circumstances that waive the carence.
    pub circonstances_exceptionnelles: bool,
}

/// Working time of assistants, a whole number of half full-times.
///
/// ```
/// use convention::dossier::Etp;
/// let etp = Etp::demis(5);
/// assert_eq!(etp.to_string(), "2.5");
/// assert_eq!(Etp::lire("2,5"), Some(etp));
/// assert_eq!(Etp::lire("2.4"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Etp(u16);

impl Etp {
    /// The largest working time of a dossier: 100 ETP.
    pub const MAX: Etp = Etp(200);

    /// So many half full-times.
    pub const fn demis(demis: u16) -> Etp {
        Etp(demis)
    }

    /// How many half full-times.
    pub const fn en_demis(self) -> u16 {
        self.0
    }

    /// `2`, `2.5`, `2,5`: above 0 and at most [`Etp::MAX`]. `None` for anything else.
    pub fn lire(text: &str) -> Option<Etp> {
        let (whole, rest) = text.split_once(['.', ',']).unwrap_or((text, "0"));
        let digits = !whole.is_empty() && whole.len() <= 3 && whole.bytes().all(|b| b.is_ascii_digit());
        let half = match rest {
            "0" => 0,
            "5" => 1,
            _ => return None,
        };
        let demis = 2 * whole.parse::<u16>().ok().filter(|_| digits)? + half;
        (1..=Etp::MAX.0).contains(&demis).then_some(Etp(demis))
    }

    /// An amount per ETP, for this working time; rounded once to the cent, half up.
    pub const fn fois(self, par_etp: Centimes) -> Centimes {
        Fraction::new(self.0 as i64, 2).of(par_etp)
    }
}

impl std::fmt::Display for Etp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.0 / 2, if self.0 % 2 == 1 { ".5" } else { "" })
    }
}

impl serde::Serialize for Etp {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
