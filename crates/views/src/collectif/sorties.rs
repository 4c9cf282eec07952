//! A group's étude out of the terminal: a line of a list, a calendar, rows of payments.

use convention::eligibilite::{Etat, Verdict};
use convention::money::Centimes;

use super::VueCollective;
use crate::agenda::{Agenda, Rendezvous};
use crate::liste::LigneDeListe;
use crate::nombre::{euros, plage_euros, plage_euros_courte};
use crate::typographie::{lier, majuscule};
use crate::versements::LigneDeVersement;
use crate::{date, etp};

impl VueCollective<'_> {
    /// The line of this étude among others.
    pub fn ligne_de_liste(&self, nom: &str) -> LigneDeListe {
        let etude = self.etude;
        let au = etude.demande.au;
        let running = etude.annees.iter().find(|y| y.debut <= au && au <= y.fin);
        let next = etude.echeances.iter().filter_map(|e| Some((e.date.filter(|day| *day >= au)?, e)));
        let regime = self.mot(convention::collectif::REGIME);
        let verdict = match (etude.eligibilite.deja_signe, running) {
            (true, Some(year)) => format!("en cours, année\u{a0}{}", year.annee),
            (true, None) => "terminé".to_owned(),
            (false, _) => self.mot(etude.eligibilite.verdict.id()).to_owned(),
        };
        let mut watch = Vec::new();
        let unknown = etude.eligibilite.motifs.iter().filter(|m| m.etat == Etat::Inconnu).count();
        if etude.eligibilite.verdict == Verdict::AConfirmer && !etude.eligibilite.deja_signe && unknown > 0 {
            let plural = if unknown > 1 { "s" } else { "" };
            watch.push(lier(&format!("{unknown} condition{plural} à vérifier")));
        }
        if etude.a_rendre > Centimes::ZERO {
            watch.insert(0, lier(&format!("{} à rendre", euros(etude.a_rendre))));
        }
        if let Some(stake) = etude.totaux.en_jeu().filter(|stake| *stake > Centimes::ZERO) {
            watch.push(lier(&format!("{} en jeu", euros(stake))));
        }
        let aide = running.map(|year| {
            let bounds = || year.bornes.and_then(|b| b.aide).map(plage_euros_courte);
            year.aide.map(euros).or_else(bounds).unwrap_or_else(|| "inconnue".to_owned())
        });
        LigneDeListe {
            nom: nom.to_owned(),
            verdict,
            contrat: etude.dossier.contrat.etp.map_or(regime.to_owned(), |t| format!("{regime}, {}", etp(t))),
            echeance: next.min_by_key(|(day, _)| *day).map(|(day, e)| (day, self.echeance(e))),
            aide,
            passee: None,
            a_surveiller: watch,
        }
    }

    /// Every dated duty, right and payment of the group.
    pub fn agenda(&self, cle: &str, nom: &str) -> Agenda {
        let etude = self.etude;
        let provisoire = !etude.eligibilite.deja_signe;
        let mut seen = Vec::new();
        let mut rendezvous = Vec::new();
        for echeance in &etude.echeances {
            seen.push(echeance.nature);
            let rank = seen.iter().filter(|nature| **nature == echeance.nature).count();
            let Some(jour) = echeance.date else { continue };
            let what = self.echeance(echeance);
            let paid = echeance.versement.and_then(|index| Some((index, self.versement(index)?)));
            let (key, title, rappel) = match paid {
                None => (format!("{}-{rank}", echeance.nature.id()), what.clone(), true),
                Some((index, versement)) => {
                    let all = etude.annees.iter().flat_map(|y| y.versements.iter().flatten());
                    let before = all.take(usize::from(index)).filter(|v| v.annee == versement.annee).count();
                    let sum = self.somme(index);
                    let back = versement.montant.is_some_and(|m| m < Centimes::ZERO);
                    (format!("versement-{}-{}", versement.annee, before + 1), format!("{what} : {sum}"), back)
                }
            };
            let project = if provisoire { " (projet)" } else { "" };
            let rule = format!("Règle {}, {}.", echeance.regle, self.regle(echeance.regle.id()));
            let said = format!("Calculé au {}. La caisse décide.", date(etude.demande.au));
            rendezvous.push(Rendezvous {
                cle: key,
                jour,
                titre: format!("{nom} · {}", lier(&format!("{title}{project}"))),
                description: [format!("{}.", majuscule(&title)), rule, said].map(|sentence| lier(&sentence)).to_vec(),
                rappel: rappel && jour >= etude.demande.au,
                provisoire,
            });
        }
        Agenda { cle: cle.to_owned(), nom: nom.to_owned(), rendezvous }
    }

    /// Every payment of the group.
    pub fn lignes_de_versement(&self, reference: &str) -> Vec<LigneDeVersement> {
        let payments = self.etude.annees.iter().flat_map(|y| y.versements.iter().flatten());
        let row = |(index, versement): (u16, &convention::versement::Versement)| {
            let back = versement.montant.is_some_and(|m| m < Centimes::ZERO);
            let remarque = match versement.montant {
                None => "À confirmer.",
                Some(_) if back => "À rendre à la caisse.",
                Some(_) => "",
            };
            LigneDeVersement {
                reference: reference.to_owned(),
                annee: versement.annee,
                nature: versement.nature.id(),
                montant: versement.montant,
                bornes: self.bornes_du_versement(index).filter(|_| versement.montant.is_none()),
                date_limite: versement.date_limite,
                regle: versement.regle().id(),
                remarque: remarque.to_owned(),
            }
        };
        (0u16..).zip(payments).map(row).collect()
    }

    /// The sum of a payment, or between which it lies.
    fn somme(&self, index: u16) -> String {
        let known = self.versement(index).and_then(|v| v.montant).map(euros);
        let bounds = || self.bornes_du_versement(index).map(plage_euros);
        known.or_else(bounds).unwrap_or_else(|| "montant à confirmer".to_owned())
    }
}
