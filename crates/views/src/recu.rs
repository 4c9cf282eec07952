//! What was received beside what is due, and why they differ, in sentences.

use convention::etude::{Base, Cause, EncaissementSuivi, Plage, Pourquoi, VersementSuivi};
use convention::money::{Centimes, Fraction};
use convention::rapprochement::EtatVersement;
use convention::tables::{NatureVersement, SerieMontant};

use crate::date::date;
use crate::nombre::{euros, plage_euros, pour_cent};
use crate::typographie::{lier, majuscule};
use crate::vue::Vue;

impl Vue<'_> {
    /// Where a payment stands: `reçu, 12 jours de retard`.
    pub fn etat_du_versement(&self, suivi: &VersementSuivi) -> String {
        let state = match suivi.etat {
            EtatVersement::Rendu if self.garde_par_la_caisse(suivi) => "gardé par la caisse",
            EtatVersement::Recu if suivi.du.montant == Some(Centimes::ZERO) => "rien à verser",
            EtatVersement::Inconnu => "montant dû inconnu",
            etat => self.mot(etat.id()),
        };
        let mut said = vec![state.to_owned()];
        let set_off = compense(suivi).filter(|_| suivi.etat != EtatVersement::Compense);
        said.extend(set_off.map(|montant| format!("{} compensés", euros(montant))));
        let waits = suivi.etat != EtatVersement::Compense;
        said.extend(suivi.jours_de_retard.filter(|days| waits && *days > 0).map(retard));
        said.join(", ")
    }

    /// Whether a payment is known to have come whole, or to be given back.
    pub fn est_solde(&self, index: u16) -> bool {
        let suivi = self.etude.rapprochement.as_ref().and_then(|r| r.versements.get(usize::from(index)));
        suivi.is_some_and(|v| matches!(v.etat, EtatVersement::Recu | EtatVersement::Rendu | EtatVersement::Compense))
    }

    /// Whether what was to give back was taken off a sum that came.
    fn garde_par_la_caisse(&self, suivi: &VersementSuivi) -> bool {
        let sums = self.etude.rapprochement.as_ref().map_or(&[][..], |r| r.encaissements.as_slice());
        suivi.apports.iter().any(|apport| {
            let sum = sums.iter().find(|e| e.recu.encaissement == apport.encaissement);
            sum.is_some_and(|sum| sum.recu.montant > Centimes::ZERO)
        })
    }

    /// `Reçu : 9 500 € (reçu en partie).`; `None`: payments are not followed, or this one is to come.
    pub fn suivi_du_versement(&self, index: u16) -> Option<String> {
        let suivi = self.etude.rapprochement.as_ref()?.versements.get(usize::from(index))?;
        let nothing = suivi.du.montant == Some(Centimes::ZERO) && suivi.recu == Centimes::ZERO;
        let said = suivi.etat != EtatVersement::AVenir && !nothing;
        said.then(|| lier(&format!("Reçu : {} ({}).", euros(suivi.recu), self.etat_du_versement(suivi))))
    }

    /// The sum due of a payment, or its bounds.
    pub fn du(&self, suivi: &VersementSuivi) -> String {
        let bounds = || suivi.du.bornes.map(|(min, max)| plage_euros(Plage { min, max }));
        suivi.du.montant.map(euros).or_else(bounds).unwrap_or_else(|| "inconnu".to_owned())
    }

    /// `9 500 € reçus et non 11 000 €, parce que …`: what came, what is due and why, what would give what
    /// came. `None`: it came as it is due.
    pub fn pourquoi(&self, index: u16) -> Option<String> {
        let suivi = self.etude.rapprochement.as_ref()?.versements.get(usize::from(index))?;
        let pourquoi = suivi.pourquoi.as_ref()?;
        let mut said = vec![format!("{}.", self.constat_du_versement(index, suivi))];
        said.extend(self.fondement(index, suivi, &pourquoi.base));
        said.extend(self.causes(index, suivi, pourquoi));
        Some(lier(&said.join(" ")))
    }

    fn constat_du_versement(&self, index: u16, suivi: &VersementSuivi) -> String {
        let said = self.ce_qui_est_venu(index, suivi);
        match compense(suivi) {
            Some(montant) => {
                format!("{said}, une fois {} compensés avec un autre versement de l'année", euros(montant))
            }
            None => said,
        }
    }

    fn ce_qui_est_venu(&self, index: u16, suivi: &VersementSuivi) -> String {
        let name = self.versement(None, index).map_or_else(String::new, |v| majuscule(&self.nom_du_versement(v)));
        let (got, due) = (euros(suivi.recu), self.du(suivi));
        let owed = suivi.manque.map(|m| euros(Centimes(m.0.abs()))).unwrap_or_default();
        let last = match (suivi.du.date_limite, suivi.jours_de_retard) {
            (Some(day), Some(days)) if days > 0 => format!(" au plus tard le {} ({})", date(day), retard(days)),
            (Some(day), _) => format!(" au plus tard le {}", date(day)),
            (None, _) => String::new(),
        };
        match suivi.etat {
            EtatVersement::EnRetard => format!("{name} : rien reçu ; {due} étaient dus{last}"),
            EtatVersement::ARendre if suivi.recu == Centimes::ZERO => format!("{name} : {owed} à rendre{last}"),
            EtatVersement::ARendre => {
                let given = euros(Centimes::ZERO - suivi.recu);
                format!("{name} : {given} rendus, encore {owed} à rendre{last}")
            }
            EtatVersement::Inconnu => format!("{name} : {got} reçus, mais ce qui est dû n'est pas connu ({due})"),
            EtatVersement::TropPercu => format!("{name} : {got} reçus et non {due}, soit {owed} de trop"),
            _ => format!("{name} : {got} reçus et non {due}, il manque {owed}"),
        }
    }

    /// What the amount due rests on.
    fn fondement(&self, index: u16, suivi: &VersementSuivi, base: &Base) -> Option<String> {
        if let Some(motif) = self.versement(None, index).and_then(|v| self.motif_du_versement(v)) {
            return Some(motif);
        }
        let n = suivi.annee;
        let of_the_year = |part: Fraction, montant: Centimes| {
            if part == Fraction::ONE {
                format!("l'aide entière de l'année\u{a0}{n}, {}", euros(montant))
            } else {
                format!("{} de l'aide maximale de l'année\u{a0}{n}, {}", pour_cent(part), euros(montant))
            }
        };
        // What came to be known later changed the aid of the year, not what was due of it then.
        let then = |aide: &str, montant: Centimes| {
            format!("{aide} de l'année\u{a0}{n} telle qu'elle était connue alors, {}", euros(montant))
        };
        let words = match suivi.nature {
            NatureVersement::Acompte => {
                let rate = Fraction::new(base.pour_cent?, 100);
                match base.assiette {
                    Some(montant) if base.sur_l_aide_precedente => {
                        format!("{} de l'aide de l'année précédente, {}", pour_cent(rate), euros(montant))
                    }
                    Some(montant) if base.montant == Some(montant) => of_the_year(rate, montant),
                    Some(montant) => format!("{} de {}", pour_cent(rate), then("l'aide maximale", montant)),
                    None => return None,
                }
            }
            NatureVersement::Integral => match (base.part, base.montant, base.assiette) {
                (Some(part), Some(montant), Some(aide)) if part.of(montant) == aide => of_the_year(part, montant),
                (_, _, Some(aide)) => then("l'aide", aide),
                _ => return None,
            },
            NatureVersement::Solde | NatureVersement::Reversement => {
                let aide = match (base.part, base.montant, base.assiette.or(base.aide)) {
                    (Some(part), Some(montant), Some(aide)) if part.of(montant) == aide && part == Fraction::ONE => {
                        of_the_year(part, montant)
                    }
                    (Some(part), Some(montant), Some(aide)) if part.of(montant) == aide => {
                        format!("{}, soit {}", of_the_year(part, montant), euros(aide))
                    }
                    (_, _, Some(aide)) if base.aide == Some(aide) => {
                        format!("l'aide de l'année\u{a0}{n}, {}", euros(aide))
                    }
                    (_, _, Some(aide)) => then("l'aide", aide),
                    (_, Some(montant), None) => {
                        format!("une part encore inconnue de l'aide maximale de l'année\u{a0}{n}, {}", euros(montant))
                    }
                    (_, None, None) => return None,
                };
                match base.acompte {
                    Some(acompte) => format!("{aide}, moins l'acompte de {}", euros(acompte)),
                    None => aide,
                }
            }
        };
        Some(format!("Ce qui est dû : {words} ({}).", base.regle))
    }

    /// What would give what came.
    fn causes(&self, index: u16, suivi: &VersementSuivi, pourquoi: &Pourquoi) -> Vec<String> {
        let mut said: Vec<String> = pourquoi.causes.iter().map(|c| self.cause(*c, Some(index), suivi.recu)).collect();
        let asked = matches!(suivi.etat, EtatVersement::Partiel | EtatVersement::TropPercu);
        if said.is_empty() && asked {
            said.push(
                "Aucune autre option, année ou lecture des textes ne donne ce montant : demandez le détail à votre \
                 caisse."
                    .to_owned(),
            );
        }
        said
    }

    fn cause(&self, cause: Cause, index: Option<u16>, montant: Centimes) -> String {
        let name = |i: u16| self.versement(None, i).map_or_else(String::new, |v| self.nom_du_versement(v));
        let same =
            if montant == Centimes::ZERO { "Rien, c'est".to_owned() } else { format!("{}, c'est", euros(montant)) };
        match cause {
            Cause::AutreLecture(question, lecture, i) => {
                let reading = self.lecture(question, lecture);
                if Some(i) == index {
                    format!("{same} ce qui serait dû si « {reading} » ({}).", question.id())
                } else {
                    format!("Une somme reçue correspond à « {} » si « {reading} » ({}).", name(i), question.id())
                }
            }
            Cause::AutreOption(option) => format!("{same} le montant pour {}.", self.option(option)),
            Cause::AutreAnnee(1) => format!("{same} le montant d'une première année."),
            Cause::AutreAnnee(2) => format!("{same} le montant d'une deuxième année."),
            Cause::AutreAnnee(_) => format!("{same} le montant d'une troisième année ou d'une suivante."),
            Cause::AutreSerie(SerieMontant::Depuis) => format!("{same} le montant d'après la revalorisation."),
            Cause::AutreSerie(_) => format!("{same} le montant d'avant la revalorisation."),
            Cause::SansEvenement(event) => {
                format!("{same} ce qui serait dû sans « {} ».", self.nom_de_l_evenement(event))
            }
            Cause::SansModulation => format!("{same} le montant de l'aide entière, sans tenir compte des résultats."),
            Cause::AutreTaux(rate) => {
                format!("{same} {} de l'aide maximale de l'année.", pour_cent(Fraction::new(rate, 100)))
            }
            Cause::Compensation(i) => {
                format!("Ce qui manque est égal à ce qui est à rendre sur « {} ».", name(i))
            }
            Cause::Arrondi => format!("{same} le montant dû, à moins d'un euro près."),
            Cause::DejaRecu(i) => format!("{same} le montant de « {} », déjà reçu.", name(i)),
            Cause::PasEncoreDu(i) => format!("{same} le montant de « {} », qui n'est pas encore dû.", name(i)),
        }
    }

    /// A sum that pays nothing, and what it could be. `None`: all of it pays something.
    pub fn inexplique(&self, suivi: &EncaissementSuivi) -> Option<String> {
        let left = suivi.inexplique;
        if left == Centimes::ZERO {
            return None;
        }
        let (verb, sum) = if left < Centimes::ZERO { ("rendus", Centimes::ZERO - left) } else { ("reçus", left) };
        let mut said =
            vec![format!("{} {verb} le {} sans rien de dû qui leur corresponde.", euros(sum), date(suivi.recu.date))];
        said.extend(suivi.causes.iter().map(|c| self.cause(*c, None, left)));
        if suivi.causes.is_empty() {
            said.push("Demandez à votre caisse ce que paie cette somme.".to_owned());
        }
        Some(lier(&said.join(" ")))
    }
}

/// What of a payment is set off against others of its year.
fn compense(suivi: &VersementSuivi) -> Option<Centimes> {
    let total: Centimes = suivi.compensations.iter().map(|(_, montant)| *montant).sum();
    (total != Centimes::ZERO).then_some(Centimes(total.0.abs()))
}

/// `12 jours de retard`.
fn retard(days: i64) -> String {
    let plural = if days > 1 { "s" } else { "" };
    format!("{}\u{a0}jour{plural} de retard", crate::nombre::entier(days))
}
