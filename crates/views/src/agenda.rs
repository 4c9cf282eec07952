//! The dates of a contract as entries of a calendar, whatever the format that carries them.

use convention::echeance::{Echeance, NatureEcheance};
use convention::eligibilite::Verdict;
use convention::jour::Jour;
use convention::money::Centimes;
use convention::versement::{Cause, Versement};

use crate::date::date;
use crate::nombre::plage_euros;
use crate::typographie::{lier, majuscule};
use crate::vue::Vue;

/// The dates of one contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agenda {
    /// Names the contract among all others, and stays the same from one study to the next.
    pub cle: String,
    /// What people call it: the first words of every title.
    pub nom: String,
    /// Its entries, by date.
    pub rendezvous: Vec<Rendezvous>,
}

/// An entry that takes a whole day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendezvous {
    /// Names the entry within its contract, whatever its date and its amount become: `versement-3-1`.
    pub cle: String,
    /// The day.
    pub jour: Jour,
    /// What it is, in one line.
    pub titre: String,
    /// Sentences: what is to be paid or done, by which rule, what is not sure.
    pub description: Vec<String>,
    /// Whether the doctor has something to do before that day, which is not past.
    pub rappel: bool,
    /// Whether the contract is a project only: every date may still move.
    pub provisoire: bool,
}

impl Vue<'_> {
    /// Every dated duty, right and payment that is not done, past ones too: an import updates what an earlier
    /// one brought.
    ///
    /// `cle` names the contract, `nom` is what people call it.
    pub fn agenda(&self, cle: &str, nom: &str) -> Agenda {
        let mut seen: Vec<NatureEcheance> = Vec::new();
        let mut rendezvous = Vec::with_capacity(self.etude.echeances.len());
        for echeance in &self.etude.echeances {
            seen.push(echeance.nature);
            let rank = seen.iter().filter(|nature| **nature == echeance.nature).count();
            if let Some(jour) = echeance.date.filter(|_| echeance.fait.is_none()) {
                rendezvous.push(self.rendezvous(echeance, rank, jour, nom));
            }
        }
        Agenda { cle: cle.to_owned(), nom: nom.to_owned(), rendezvous }
    }

    fn rendezvous(&self, echeance: &Echeance, rank: usize, jour: Jour, nom: &str) -> Rendezvous {
        let what = self.echeance(echeance);
        let paid = echeance.versement.and_then(|index| Some((index, self.versement(None, index)?)));
        let (cle, titre, first) = match paid {
            None => (format!("{}-{rank}", echeance.nature.id()), what.clone(), format!("{}.", majuscule(&what))),
            Some((index, versement)) => {
                let place = self.place(index, versement);
                let sum = match versement.montant {
                    Some(_) => self.somme(None, index, plage_euros),
                    None => "montant à confirmer".to_owned(),
                };
                (
                    format!("versement-{}-{place}", versement.annee),
                    format!("{what} : {sum}"),
                    self.paiement(index, &what, versement.montant),
                )
            }
        };
        let provisoire = self.provisoire();
        let mut description = vec![first];
        if let Some((index, versement)) = paid {
            description.extend(self.motif_du_versement(versement));
            description.extend(self.suivi_du_versement(index));
        }
        description.extend(self.regle_citee(echeance.regle.id()));
        description.extend(self.statut());
        description.extend(self.hypothese());
        description.push(format!("Calculé au {}. La caisse décide.", date(self.etude.demande.au)));
        let to_give_back = paid.is_some_and(|(_, v)| v.montant.is_some_and(|m| m < Centimes::ZERO));
        let done_by_others = matches!(echeance.nature, NatureEcheance::Versement | NatureEcheance::Revalorisation);
        let project = if provisoire { " (projet)" } else { "" };
        Rendezvous {
            cle,
            jour,
            // The name is the caller's: not a character of it changes.
            titre: format!("{nom} · {}", lier(&format!("{titre}{project}"))),
            description: description.iter().map(|sentence| lier(sentence)).collect(),
            rappel: jour >= self.etude.demande.au && (to_give_back || !done_by_others),
            provisoire,
        }
    }

    /// The place of a payment in its year, from 1: those that every year has first, so that an event
    /// moves none of them. The solde that an early end leaves keeps its own.
    fn place(&self, index: u16, versement: &Versement) -> usize {
        let added = |v: &Versement| match v.cause {
            None => false,
            Some(Cause::Evenement(_, nature)) => !nature.termine() || v.date_limite.is_none(),
            Some(Cause::Constat(_)) => true,
        };
        let own = (added(versement), index);
        let all = (0u16..).zip(self.versements(None)).filter(|(_, v)| v.annee == versement.annee);
        1 + all.filter(|(i, v)| (added(v), *i) < own).count()
    }

    /// What is paid, and how far it is known.
    fn paiement(&self, index: u16, what: &str, montant: Option<Centimes>) -> String {
        let what = majuscule(what);
        if montant.is_some() {
            return format!("{what} : {}, au plus tard ce jour.", self.somme(None, index, plage_euros));
        }
        let options = self.etude.variantes.iter().zip(0u8..).filter_map(|(variante, rank)| {
            Some(format!("{} en {}", self.somme(Some(rank), index, plage_euros), self.option(variante.option?)))
        });
        let mut sums: Vec<String> = options.collect();
        if sums.is_empty() {
            sums.push(self.somme(None, index, plage_euros));
        }
        format!("{what}, au plus tard ce jour. Montant à confirmer : {}.", sums.join(" ; "))
    }

    /// `Règle VIE-4, formation : … (source).`
    fn regle_citee(&self, id: &str) -> Option<String> {
        let texte = self.convention.textes.regle(id)?;
        Some(format!("Règle {id}, {} : {} Source : {}.", texte.libelle, texte.phrase, texte.source))
    }

    /// Whether the contract is not signed, or not yet.
    pub(crate) fn provisoire(&self) -> bool {
        !self.etude.eligibilite.deja_signe
    }

    /// What a date or a sum of a contract that is not signed rests on.
    pub(crate) fn statut(&self) -> Option<String> {
        let etude = self.etude;
        if !self.provisoire() {
            return None;
        }
        let day = date(etude.signature);
        let signed = match etude.dossier.contrat.signature {
            Some(_) => format!("Contrat à signer le {day}"),
            None => format!("Projet de contrat, comme s'il était signé le {day}"),
        };
        let right =
            if etude.eligibilite.verdict == Verdict::AConfirmer { " ; droit à l'aide à confirmer" } else { "" };
        Some(lier(&format!("{signed}{right}.")))
    }
}
