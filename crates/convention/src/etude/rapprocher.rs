//! What was received beside the payments of the étude (RAP-1), and how each figure of it came about.

mod causes;

pub use causes::{Base, Cause, NatureCause, Pourquoi};
pub(super) use causes::{Enquete, expliquer};

use crate::dossier::{Dossier, Encaissement};
use crate::etude::chiffrage::{AnneeEtudiee, Chiffrage};
use crate::explication::{Chemin, Donnee, Origine, Poste, Regle, Trace};
use crate::jour::Jour;
use crate::money::Centimes;
use crate::rapprochement::{Appariement, Apport, Compensation, Du, EtatVersement, Recu, apparier};
use crate::tables::NatureVersement;
use crate::versement::{Cause as CauseDuVersement, Versement};

use super::Demande;

/// RAP-1.
const REGLE: Regle = Regle::Rap1;

/// What was received beside what is due.
#[derive(Debug, Clone, PartialEq)]
pub struct Rapprochement {
    /// One for each payment of the étude, at its index.
    pub versements: Vec<VersementSuivi>,
    /// The sums that count, by date.
    pub encaissements: Vec<EncaissementSuivi>,
    /// Totals, in the order of [`Poste::ALL`]. `None`: what is due is not known.
    pub totaux: [Option<Centimes>; Poste::ALL.len()],
}

/// A payment, and what came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct VersementSuivi {
    /// What is due.
    pub du: Du,
    /// Contract year.
    pub annee: u8,
    /// What kind of payment.
    pub nature: NatureVersement,
    /// The sums that paid it, by date.
    pub apports: Vec<Apport>,
    /// What they come to.
    pub recu: Centimes,
    /// The lines of its year that it is set off against, and what of it is: below zero of what is to give back.
    pub compensations: Vec<(u16, Centimes)>,
    /// What is missing; below zero, what the doctor owes. `None`: what is due is not known.
    pub manque: Option<Centimes>,
    /// Where it stands.
    pub etat: EtatVersement,
    /// Days past its last day. `None`: none is known.
    pub jours_de_retard: Option<i64>,
    /// Why, where what came is not what is due.
    pub pourquoi: Option<Pourquoi>,
}

/// A sum received or given back, and what it paid.
#[derive(Debug, Clone, PartialEq)]
pub struct EncaissementSuivi {
    /// The sum.
    pub recu: Recu,
    /// What it paid.
    pub apports: Vec<Apport>,
    /// What of it pays nothing.
    pub inexplique: Centimes,
    /// What would explain that.
    pub causes: Vec<Cause>,
}

impl Rapprochement {
    /// A total.
    pub fn total(&self, poste: Poste) -> Option<Centimes> {
        self.totaux.get(poste as usize).copied().flatten()
    }
}

/// Whether a sum is dated and known on the day of study.
pub(super) fn compte(encaissement: &Encaissement, demande: &Demande) -> bool {
    encaissement.date <= demande.au && encaissement.connu_le.unwrap_or(encaissement.date) <= demande.connu_au
}

/// RAP-1: matches the sums of the dossier with the payments. `None`: the dossier has no sum.
pub(super) fn rapprocher<T: Trace>(
    dossier: &Dossier,
    demande: &Demande,
    chiffrage: &Chiffrage,
    trace: &mut T,
) -> Option<Rapprochement> {
    if dossier.encaissements.is_empty() || chiffrage.annees.is_empty() {
        return None;
    }
    let counted = (0u16..).zip(&dossier.encaissements).filter(|(_, e)| compte(e, demande));
    let recus: Vec<Recu> =
        counted.map(|(index, e)| Recu { encaissement: index, date: e.date, montant: e.montant }).collect();
    let mut dus: Vec<(Du, Versement)> = Vec::new();
    for studied in &chiffrage.annees {
        let bornes = studied.bornes.unwrap_or_default().versements;
        for (versement, bornes) in studied.annee.versements.iter().zip(bornes) {
            let Some(versement) = versement else { continue };
            let index = dus.len() as u16;
            let exigible = exigible(dossier, studied, versement, index, trace);
            let bornes = bornes.filter(|_| versement.montant.is_none()).map(|b| (b.min, b.max));
            let Versement { annee, montant, date_limite, .. } = *versement;
            let du = Du { annee, montant, bornes, date_limite, exigible };
            dus.push((du, *versement));
        }
    }
    let list: Vec<Du> = dus.iter().map(|(du, _)| *du).collect();
    let Appariement { apports, compensations } = apparier(&list, &recus, demande.au);
    let suivi = Suivi { au: demande.au, dus: &list, recus: &recus, apports: &apports, compensations: &compensations };
    let versements: Vec<VersementSuivi> =
        (0u16..).zip(&dus).map(|(index, (du, versement))| suivi.versement(index, du, versement, trace)).collect();
    let encaissements: Vec<EncaissementSuivi> =
        (0u16..).zip(&recus).map(|(place, recu)| suivi.encaissement(place, recu, &versements, trace)).collect();
    let totaux = totaux(demande.au, &versements, &encaissements, trace);
    Some(Rapprochement { versements, encaissements, totaux })
}

/// When the right to a payment arises: with its year, with the anniversary that closes it, or with
/// what it makes up for.
fn exigible<T: Trace>(
    dossier: &Dossier,
    studied: &AnneeEtudiee,
    versement: &Versement,
    index: u16,
    trace: &mut T,
) -> Jour {
    let year = &studied.annee;
    let n = year.annee;
    trace.rule(Chemin::Exigible(index), REGLE, |t| match versement.motif() {
        Some(CauseDuVersement::Evenement(event, _)) => {
            let found = dossier.evenements.get(usize::from(event));
            let date = found.map_or(year.periode.debut, |e| e.date);
            t.read("date", date, Origine::Dossier(Donnee::Evenement(event, "date")));
            match found.and_then(|e| e.connu_le).filter(|known| *known > date) {
                Some(known) => {
                    t.read("connu_le", known, Origine::Dossier(Donnee::Evenement(event, "connu_le")));
                    known
                }
                None => date,
            }
        }
        Some(CauseDuVersement::Constat(constat)) => {
            let found = dossier.constats.get(usize::from(constat));
            let date = found.map_or(year.periode.debut, |c| c.date);
            t.read("date", date, Origine::Dossier(Donnee::DateDuConstat(constat)));
            match found.and_then(|c| c.connu_le) {
                Some(known) => {
                    t.read("connu_le", known, Origine::Dossier(Donnee::ConnuLeDuConstat(constat)));
                    known
                }
                None => date,
            }
        }
        None if matches!(versement.nature, NatureVersement::Integral | NatureVersement::Acompte) => {
            t.read("debut", year.periode.debut, Origine::Figure(Chemin::Debut(n)));
            year.periode.debut
        }
        None => {
            t.read("fin", year.periode.fin, Origine::Figure(Chemin::Fin(n)));
            year.periode.fin.plus_days(1)
        }
    })
}

/// What the matching found, being told.
struct Suivi<'a> {
    au: Jour,
    dus: &'a [Du],
    recus: &'a [Recu],
    apports: &'a [Apport],
    compensations: &'a [Compensation],
}

impl Suivi<'_> {
    fn recu(&self, apport: &Apport) -> Option<&Recu> {
        self.recus.iter().find(|r| r.encaissement == apport.encaissement)
    }

    fn versement<T: Trace>(&self, index: u16, du: &Du, versement: &Versement, trace: &mut T) -> VersementSuivi {
        let apports: Vec<Apport> = self.apports.iter().filter(|a| a.versement == index).copied().collect();
        let compensations: Vec<(u16, Centimes)> = self.compensations.iter().filter_map(|c| c.vue_de(index)).collect();
        let compense: Centimes = compensations.iter().map(|(_, montant)| *montant).sum();
        let lire_compensations = |t: &mut T| {
            for (other, montant) in &compensations {
                t.read("compense", *montant, Origine::Suppose(Chemin::Manque(*other)));
            }
        };
        let mut recu = Centimes::ZERO;
        for (k, apport) in (0u16..).zip(&apports) {
            self.apport(index, k, apport, recu, du, trace);
            recu = recu + apport.montant;
        }
        trace.rule(Chemin::Recu(index), REGLE, |t| {
            for (k, apport) in (0u16..).zip(&apports) {
                t.read("encaisse", apport.montant, Origine::Figure(Chemin::Apport(index, k)));
            }
            recu
        });
        let manque = trace.rule(Chemin::Manque(index), REGLE, |t| {
            t.read("du", du.montant, Origine::Figure(Chemin::Versement(index)));
            t.read("recu", recu, Origine::Figure(Chemin::Recu(index)));
            lire_compensations(t);
            du.manque(recu + compense)
        });
        let etat = trace.rule(Chemin::EtatVersement(index), REGLE, |t| {
            t.read("du", du.montant, Origine::Figure(Chemin::Versement(index)));
            t.read("recu", recu, Origine::Figure(Chemin::Recu(index)));
            t.read("exigible", du.exigible, Origine::Figure(Chemin::Exigible(index)));
            t.read("date_limite", du.date_limite, Origine::Figure(Chemin::DateLimite(index)));
            t.read("au", self.au, Origine::Au);
            lire_compensations(t);
            du.etat(recu, compense, self.au)
        });
        // A payment of nothing never waits.
        let settled = manque.is_some_and(|m| m == Centimes::ZERO || etat == EtatVersement::TropPercu);
        let settled = self.solde_le(index, du, &apports, compense).filter(|_| settled);
        let nothing = du.montant == Some(Centimes::ZERO);
        let jours_de_retard = trace.rule(Chemin::Retard(index), REGLE, |t| {
            t.read("du", du.montant, Origine::Figure(Chemin::Versement(index)));
            t.read("date_limite", du.date_limite, Origine::Figure(Chemin::DateLimite(index)));
            t.read("exigible", du.exigible, Origine::Figure(Chemin::Exigible(index)));
            match settled {
                Some((origine, date)) => t.read("solde_le", date, origine),
                None => t.read("au", self.au, Origine::Au),
            }
            let until = settled.map(|(_, date)| date).or(du.date_limite.filter(|_| nothing));
            du.jours_de_retard(until, self.au)
        });
        VersementSuivi {
            du: *du,
            annee: versement.annee,
            nature: versement.nature,
            apports,
            recu,
            compensations,
            manque,
            etat,
            jours_de_retard,
            pourquoi: None,
        }
    }

    /// The day on which nothing was missing any more, and what says so: the sum that made it so, or the line
    /// that it is set off against, if that arose later.
    fn solde_le(&self, index: u16, du: &Du, apports: &[Apport], compense: Centimes) -> Option<(Origine, Jour)> {
        let montant = du.montant?;
        let covers = |got: Centimes| {
            let settled = got + compense;
            if montant < Centimes::ZERO { settled <= montant } else { settled >= montant }
        };
        let mut got = Centimes::ZERO;
        let mut last = None;
        for apport in apports {
            let before = got;
            got = got + apport.montant;
            if covers(got) && !covers(before) {
                let origine = Origine::Dossier(Donnee::Encaissement(apport.encaissement, "date"));
                last = self.recu(apport).map(|recu| (origine, recu.date));
            }
        }
        let own = self.compensations.iter().filter_map(|c| Some((c.vue_de(index)?.0, c.jour(self.dus)?)));
        let against = own.max_by_key(|(_, jour)| *jour).map(|(other, jour)| {
            let arose = if du.exigible == jour { index } else { other };
            (Origine::Figure(Chemin::Exigible(arose)), jour)
        });
        match (last, against) {
            (Some(sum), Some(line)) => Some(if line.1 > sum.1 { line } else { sum }),
            (last, against) => last.or(against),
        }
    }

    /// A part of a sum: what is left of the sum, or of the payment.
    fn apport<T: Trace>(&self, index: u16, k: u16, apport: &Apport, before: Centimes, du: &Du, trace: &mut T) {
        trace.rule(Chemin::Apport(index, k), REGLE, |t| {
            let montant = self.recu(apport).map(|r| r.montant);
            let sum = apport.encaissement;
            t.read("encaissement", montant, Origine::Dossier(Donnee::Encaissement(sum, "montant_euros")));
            for other in self.apports.iter().filter(|a| a.encaissement == sum && a.versement != index) {
                t.read("employe_ailleurs", other.montant, Origine::Suppose(Chemin::Recu(other.versement)));
            }
            t.read("du", du.montant, Origine::Figure(Chemin::Versement(index)));
            if before != Centimes::ZERO {
                t.read("deja_recu", before, Origine::Suppose(Chemin::Recu(index)));
            }
            apport.montant
        });
    }

    fn encaissement<T: Trace>(
        &self,
        place: u16,
        recu: &Recu,
        versements: &[VersementSuivi],
        trace: &mut T,
    ) -> EncaissementSuivi {
        let apports: Vec<Apport> =
            self.apports.iter().filter(|a| a.encaissement == recu.encaissement).copied().collect();
        let inexplique = trace.rule(Chemin::Inexplique(place), REGLE, |t| {
            let sum = recu.encaissement;
            t.read("encaissement", recu.montant, Origine::Dossier(Donnee::Encaissement(sum, "montant_euros")));
            for apport in &apports {
                let own = versements.get(usize::from(apport.versement));
                let k = own.and_then(|v| v.apports.iter().position(|a| a.encaissement == recu.encaissement));
                let chemin = Chemin::Apport(apport.versement, k.unwrap_or_default() as u16);
                t.read("encaisse", apport.montant, Origine::Figure(chemin));
            }
            recu.montant - apports.iter().map(|a| a.montant).sum()
        });
        EncaissementSuivi { recu: *recu, apports, inexplique, causes: Vec::new() }
    }
}

/// The totals, in the order of [`Poste::ALL`].
fn totaux<T: Trace>(
    au: Jour,
    versements: &[VersementSuivi],
    encaissements: &[EncaissementSuivi],
    trace: &mut T,
) -> [Option<Centimes>; Poste::ALL.len()] {
    let zero = Centimes::ZERO;
    Poste::ALL.map(|poste| {
        trace.rule(Chemin::Rapproche(poste), REGLE, |t| {
            let mut total = Some(zero);
            let mut add = |montant: Option<Centimes>| total = total.zip(montant).map(|(a, b)| a + b);
            match poste {
                Poste::Recu => {
                    for e in encaissements {
                        let origine = Donnee::Encaissement(e.recu.encaissement, "montant_euros");
                        t.read("encaissement", e.recu.montant, Origine::Dossier(origine));
                        add(Some(e.recu.montant));
                    }
                }
                Poste::Inexplique => {
                    for (place, e) in (0u16..).zip(encaissements).filter(|(_, e)| e.inexplique != zero) {
                        t.read("inexplique", e.inexplique, Origine::Figure(Chemin::Inexplique(place)));
                        add(Some(e.inexplique));
                    }
                }
                Poste::Du => {
                    for (index, v) in (0u16..).zip(versements).filter(|(_, v)| v.du.exigible <= au) {
                        t.read("du", v.du.montant, Origine::Figure(Chemin::Versement(index)));
                        add(v.du.montant);
                    }
                }
                _ => {
                    for (index, v) in (0u16..).zip(versements).filter(|(_, v)| compris(poste, v)) {
                        t.read("manque", v.manque, Origine::Figure(Chemin::Manque(index)));
                        add(v.manque.map(|m| if m < zero { zero - m } else { m }));
                    }
                }
            }
            total
        })
    })
}

/// Whether what is missing of a payment counts in a total.
fn compris(poste: Poste, versement: &VersementSuivi) -> bool {
    use EtatVersement as E;
    match poste {
        Poste::Manque => matches!(versement.etat, E::Attendu | E::Partiel | E::EnRetard),
        Poste::EnRetard => {
            matches!(versement.etat, E::Partiel | E::EnRetard) && versement.jours_de_retard.is_some_and(|days| days > 0)
        }
        Poste::ARendre => versement.etat == E::ARendre,
        Poste::TropPercu => versement.etat == E::TropPercu,
        Poste::Recu | Poste::Du | Poste::Inexplique => false,
    }
}
