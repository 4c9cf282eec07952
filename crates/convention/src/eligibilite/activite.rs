//! Enough patients at the start, or a reason not to need them (ELI-4 to ELI-7).

use super::{AupresDe, Etat, Examen, Manque, Motifs, Ternary, and, champ, etat, or};
use crate::bande::{Bande, Bandes};
use crate::explication::{Chemin, Donnee, Origine, Quiet, Regle, Trace, lecture};
use crate::faits::{self, Faits};
use crate::indicateur::{Indicateur, Paire};
use crate::question::{Lectures, lecture as q};
use crate::regime::Regime;
use crate::tables::Critere;

impl Examen<'_> {
    /// ELI-4 to ELI-7: enough patients at the start, or a reason not to need them.
    pub(super) fn activite_minimale<T: Trace, M: Manque>(
        &self,
        motifs: &mut Motifs<M, impl FnMut(Regle, Etat, M, AupresDe)>,
        trace: &mut T,
    ) {
        let faits = self.faits;
        let mut primo = None;
        let eli_5 = Origine::Figure(Chemin::Motif(motifs.nombre as u8));
        motifs.ask(trace, Regle::Eli5, AupresDe::Caisse, |t, manque| {
            let (installation, signature) = (self.medecin.installation, faits.signature);
            faits::installation_recente(self.tables, self.lectures, installation, signature, t);
            for &i in faits.indicateurs() {
                faits::lire_bandes(faits.bandes[i], i, t);
            }
            primo = primo_installe(self.lectures, faits, t);
            match primo {
                Some(true) => Etat::Respecte,
                Some(false) => Etat::SansObjet,
                None => {
                    self.manque_bande(manque);
                    Etat::Inconnu
                }
            }
        });
        motifs.ask(trace, Regle::Eli6, AupresDe::Medecin, |t, _| {
            let (rqth, ald) = (self.medecin.rqth, self.medecin.ald);
            if self.medecin.sans_seuil_minimal && !rqth && !ald {
                // Which of the two is not said.
                t.read("sans_seuil_minimal", true, champ("medecin.sans_seuil_minimal"));
            } else {
                t.read("rqth", rqth, champ("medecin.rqth"));
                t.read("ald", ald, champ("medecin.ald"));
            }
            if faits.sans_seuil { Etat::Respecte } else { Etat::SansObjet }
        });
        motifs.ask(trace, Regle::Eli7, AupresDe::Caisse, |t, _| {
            t.read("activite_mixte", faits.activite_mixte, champ("medecin.activite_mixte"));
            if faits.activite_mixte { Etat::Respecte } else { Etat::SansObjet }
        });
        motifs.ask(trace, Regle::Eli4, AupresDe::Caisse, |t, manque| {
            if faits.sans_seuil {
                t.read("sans_seuil", true, champ(faits.champ_sans_seuil));
                return Etat::SansObjet;
            }
            if primo == Some(true) {
                t.read("ELI-5", Etat::Respecte, eli_5);
                return Etat::SansObjet;
            }
            if faits.activite_mixte {
                t.read("activite_mixte", true, champ("medecin.activite_mixte"));
                if self.mixte_sans_seuil(t) {
                    return Etat::SansObjet;
                }
            }
            let atteint = self.seuil_atteint(t, faits.activite_mixte);
            let ternary = match (atteint, primo) {
                (Some(true), _) => Some(true),
                // Below the threshold, but perhaps a primo-installé: nobody can say yet.
                (Some(false), None) => {
                    t.read("ELI-5", Etat::Inconnu, eli_5);
                    None
                }
                (None, _) => None,
                (Some(false), Some(_)) => Some(false),
            };
            if ternary.is_none() && faits.activite_mixte {
                for i in criteres(self.lectures, faits, t) {
                    manque.push(Donnee::ParIndicateur("patientele.reconstituee", *i));
                }
            } else if ternary.is_none() {
                self.manque_bande(manque);
            }
            etat(ternary)
        });
    }

    /// ELI-7, ELI-8: whether a mixed practice is asked for no threshold.
    fn mixte_sans_seuil<T: Trace>(&self, t: &mut T) -> bool {
        t.read("regime", self.faits.regime, Origine::Figure(Chemin::Regime));
        self.faits.regime == Regime::Avenant7 || lecture::<q::MixteSeuil>(self.lectures, t) == q::MixteSeuil::Non
    }

    /// What would tell the band of each indicator.
    fn manque_bande<M: Manque>(&self, manque: &mut M) {
        for i in self.faits.indicateurs() {
            if self.faits.bandes[*i].single().is_none() {
                if self.faits.depart[*i].is_none() {
                    manque.push(Donnee::ParIndicateur("patientele", *i));
                } else {
                    manque.push(Donnee::ParIndicateur("patientele.seuils", *i));
                }
            }
        }
    }

    /// ELI-4, ELI-7: whether the patientèle reaches P30.
    fn seuil_atteint<T: Trace>(&self, t: &mut T, reconstituee: bool) -> Ternary {
        seuil_atteint(self.lectures, self.faits, t, |i, t| self.p30_atteint(i, t, reconstituee))
    }

    /// Whether one indicator reaches P30. avenant-7 asks for more than its threshold (ELI-8).
    fn p30_atteint<T: Trace>(&self, i: Indicateur, t: &mut T, reconstituee: bool) -> Ternary {
        if !reconstituee && let Some(bandes) = self.dossier.patientele.bandes[i] {
            faits::lire_bandes(bandes, i, t);
            return sous_p30(bandes).map(|v| !v);
        }
        let (effectif, origine) = if reconstituee {
            (self.dossier.patientele.reconstituee[i], Donnee::ParIndicateur("patientele.reconstituee", i))
        } else {
            (self.faits.depart[i], Donnee::ParIndicateur("patientele", i))
        };
        t.read(i.id(), effectif, Origine::Dossier(origine));
        let seuils = &self.faits.seuils[i];
        let Some(p30) = seuils.p30 else {
            // SEU-2: P30 is not known, but it is below each of the others.
            let above = [("p50", seuils.p50), ("p70", seuils.p70), ("p90", seuils.p90), ("p95", seuils.p95)];
            let (nom, reached) = above.into_iter().find_map(|(nom, seuil)| {
                seuil
                    .filter(|seuil| effectif.is_some_and(|effectif| effectif >= seuil.valeur))
                    .map(|seuil| (nom, seuil))
            })?;
            t.read(nom, reached.valeur, reached.origine);
            return Some(true);
        };
        t.read("p30", p30.valeur, p30.origine);
        match effectif?.cmp(&p30.valeur) {
            std::cmp::Ordering::Greater => Some(true),
            std::cmp::Ordering::Less => Some(false),
            std::cmp::Ordering::Equal if self.faits.regime == Regime::Avenant7 => {
                t.read("regime", self.faits.regime, Origine::Figure(Chemin::Regime));
                Some(false)
            }
            std::cmp::Ordering::Equal => Some(lecture::<q::P30>(self.lectures, t) == q::P30::Inclus),
        }
    }
}

/// Q-SEUIL: the indicators that must reach P30, one of them or all.
fn criteres<T: Trace>(lectures: &Lectures, faits: &Faits<'_>, t: &mut T) -> &'static [Indicateur] {
    if !faits.specialite.deux_indicateurs {
        return &[Indicateur::Pfa];
    }
    match lecture::<q::Seuil>(lectures, t) {
        q::Seuil::LesDeux | q::Seuil::LUnOuLAutre => &Indicateur::ALL,
        q::Seuil::Usage => match faits.specialite.critere {
            Critere::Pmt => &[Indicateur::Pmt],
            Critere::Pfa => &[Indicateur::Pfa],
            Critere::LUnOuLAutre => &Indicateur::ALL,
        },
    }
}

/// ELI-4: whether enough indicators reach P30, where `atteint` says it of one.
fn seuil_atteint<T: Trace>(
    lectures: &Lectures,
    faits: &Faits<'_>,
    t: &mut T,
    mut atteint: impl FnMut(Indicateur, &mut T) -> Ternary,
) -> Ternary {
    let criteres = criteres(lectures, faits, t);
    let mut states = [None, None];
    for (state, i) in states.iter_mut().zip(criteres) {
        *state = atteint(*i, t);
    }
    if criteres.len() == 1 {
        return states[0];
    }
    match lectures.get::<q::Seuil>() {
        q::Seuil::LesDeux => and(states[0], states[1]),
        q::Seuil::Usage | q::Seuil::LUnOuLAutre => or(states[0], states[1]),
    }
}

/// ELI-4 over bands alone: whether the threshold is missed for certain.
pub(crate) fn sous_le_seuil(lectures: &Lectures, faits: &Faits<'_>, bandes: &Paire<Bandes>) -> bool {
    let reached = |i: Indicateur, _: &mut Quiet| sous_p30(bandes[i]).map(|below| !below);
    seuil_atteint(lectures, faits, &mut Quiet::default(), reached) == Some(false)
}

/// Whether a set of bands is below P30; `None` where it may be or not.
fn sous_p30(bandes: Bandes) -> Ternary {
    match (bandes.contains(Bande::SousP30), bandes.single()) {
        (false, _) => Some(false),
        (true, Some(_)) => Some(true),
        (true, None) => None,
    }
}

/// ELI-5: recently installed, with a patientèle below P50 by the reading of Q-PRIMO-P50.
///
/// `None`: the band that would tell is not known. Not installed recently: `Some(false)` (an absent
/// installation means not primo-installé, ELI-12).
pub fn primo_installe<T: Trace>(lectures: &Lectures, faits: &Faits<'_>, trace: &mut T) -> Ternary {
    if !faits.installation_recente {
        return Some(false);
    }
    let sous_p50 = |i: Indicateur| -> Ternary {
        const SOUS_P50: Bandes = Bandes::only(Bande::SousP30).with(Bande::P30P50);
        let certain = faits.bandes[i].within(SOUS_P50);
        let possible = !faits.bandes[i].and(SOUS_P50).is_empty();
        if certain {
            Some(true)
        } else if possible {
            None
        } else {
            Some(false)
        }
    };
    if !faits.specialite.deux_indicateurs {
        return sous_p50(Indicateur::Pfa);
    }
    let (pmt, pfa) = (sous_p50(Indicateur::Pmt), sous_p50(Indicateur::Pfa));
    if pmt == pfa {
        return pmt;
    }
    match lecture::<q::PrimoP50>(lectures, trace) {
        q::PrimoP50::Pmt => pmt,
        q::PrimoP50::UneSuffit => or(pmt, pfa),
        q::PrimoP50::LesDeux => and(pmt, pfa),
    }
}
