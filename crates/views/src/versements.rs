//! Payments as rows of a spreadsheet.

use std::io;

use convention::etude::Plage;
use convention::fault::{Fault, Place};
use convention::indicateur::Indicateur;
use convention::jour::Jour;
use convention::money::Centimes;
use convention::versement::Versement;

use crate::date::date_courte;
use crate::nombre::plage_euros;
use crate::typographie::lier;
use crate::vue::Vue;

/// The header, in the words of the other documents.
const ENTETE: [&str; 9] = [
    "reference",
    "annee",
    "nature",
    "montant_euros",
    "minimum_euros",
    "maximum_euros",
    "date_limite",
    "regle",
    "remarque",
];

/// A payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LigneDeVersement {
    /// What names the contract.
    pub reference: String,
    /// Contract year.
    pub annee: u8,
    /// `integral`, `acompte`, `solde` or `reversement`.
    pub nature: &'static str,
    /// Cents, negative to give back. `None`: not known.
    pub montant: Option<Centimes>,
    /// Where it is not known: between which sums it lies, if anything bounds it.
    pub bornes: Option<Plage<Centimes>>,
    /// Last day.
    pub date_limite: Option<Jour>,
    /// The rule.
    pub regle: &'static str,
    /// What to know before relying on it.
    pub remarque: String,
}

impl Vue<'_> {
    /// Every payment of the contract, in order. With no option chosen: what holds for all of them.
    pub fn lignes_de_versement(&self, reference: &str) -> Vec<LigneDeVersement> {
        let rows = self.versements(None).into_iter().zip(0u16..).map(|(versement, index)| LigneDeVersement {
            reference: reference.to_owned(),
            annee: versement.annee,
            nature: versement.nature.id(),
            montant: versement.montant,
            bornes: self.bornes_du_versement(None, index).filter(|_| versement.montant.is_none()),
            date_limite: versement.date_limite,
            regle: versement.regle().id(),
            remarque: self.remarque_du_versement(index, versement),
        });
        rows.collect()
    }

    fn remarque_du_versement(&self, index: u16, versement: &Versement) -> String {
        let Versement { annee, montant, .. } = *versement;
        let mut said: Vec<String> = Vec::new();
        if montant.is_some_and(|m| m < Centimes::ZERO) {
            said.push("À rendre à la caisse.".to_owned());
        }
        if montant.is_none() {
            let options = self.etude.variantes.iter().zip(0u8..).filter_map(|(variante, rank)| {
                Some(format!("{} en {}", self.somme(Some(rank), index, plage_euros), self.option(variante.option?)))
            });
            let options: Vec<String> = options.collect();
            said.push(if options.is_empty() {
                "À confirmer.".to_owned()
            } else {
                format!("À confirmer : {}.", options.join(" ; "))
            });
        }
        said.extend(self.motif_du_versement(versement));
        said.extend(self.suivi_du_versement(index));
        if Indicateur::ALL.into_iter().any(|i| self.suppose(annee, i)) {
            said.extend(self.hypothese());
        }
        said.extend(self.statut());
        lier(&said.join(" "))
    }
}

/// The rows as a file that a French spreadsheet opens by itself: UTF-8 with its mark, `;`, decimal comma,
/// days as 15/01/2026.
///
/// # Errors
///
/// Those of the writer, which memory alone can cause.
pub fn csv(lignes: &[LigneDeVersement]) -> Result<String, Vec<Fault>> {
    let mut rows = vec![ENTETE.map(str::to_owned).to_vec()];
    for ligne in lignes {
        let bound = |end: fn(Plage<Centimes>) -> Centimes| ligne.bornes.map(|b| montant(end(b))).unwrap_or_default();
        rows.push(vec![
            inerte(&ligne.reference),
            ligne.annee.to_string(),
            ligne.nature.to_owned(),
            ligne.montant.map(montant).unwrap_or_default(),
            bound(|b| b.min),
            bound(|b| b.max),
            ligne.date_limite.map(date_courte).unwrap_or_default(),
            ligne.regle.to_owned(),
            inerte(&ligne.remarque),
        ]);
    }
    ecrire("versements", rows)
}

/// Rows, the header first, as such a file. `tableau`: what they are, for who is told that they cannot be written.
pub(crate) fn ecrire(tableau: &str, rows: Vec<Vec<String>>) -> Result<String, Vec<Fault>> {
    ecrites(rows).map_err(|error| {
        let place = Place { fichier: tableau.to_owned(), ..Place::default() };
        vec![Fault::new("ecriture-impossible", &place, format!("le tableau ne peut pas être écrit ({error})"), "")]
    })
}

fn ecrites(rows: Vec<Vec<String>>) -> io::Result<String> {
    let mut writer =
        csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer("\u{feff}".into());
    for row in rows {
        writer.write_record(row)?;
    }
    let bytes: Vec<u8> = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    String::from_utf8(bytes).map_err(io::Error::other)
}

/// `-11000,50`: what a spreadsheet reads as a number.
pub(crate) fn montant(Centimes(centimes): Centimes) -> String {
    let sign = if centimes < 0 { "-" } else { "" };
    let cents = centimes.unsigned_abs();
    format!("{sign}{},{:02}", cents / 100, cents % 100)
}

/// Text that a spreadsheet would run as a formula gets an apostrophe before it.
pub(crate) fn inerte(text: &str) -> String {
    let runs = |c: char| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n');
    let guarded = text.trim_start().starts_with(runs) || text.starts_with(runs);
    if guarded { format!("'{text}") } else { text.to_owned() }
}
