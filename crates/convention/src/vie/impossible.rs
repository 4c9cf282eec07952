//! Events that a contract cannot have known: each names the rule that it breaks.

use super::Vie;
use crate::dossier::{Dossier, Evenement, Fait, ObjectifSaisi, OptionEtp, TypeEvenement, Zone};
use crate::indicateur::Indicateur;
use crate::jour::Jour;
use crate::question::lecture as q;
use crate::regime::Regime;
use crate::tables::{Parametre, Tables};

/// An event that cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refus {
    /// Its index in the dossier.
    pub evenement: u16,
    /// Why.
    pub motif: Motif,
}

/// Why an event cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motif {
    /// Before the signature (VIE-2).
    AvantSignature {
        /// The signature.
        signature: Jour,
    },
    /// After the end of the contract (VIE-1, VIE-3).
    ApresFin {
        /// First day without contract.
        fin: Jour,
    },
    /// Suspended already (VIE-7).
    DejaSuspendu {
        /// Since this day.
        depuis: Jour,
    },
    /// Not suspended (VIE-7).
    RepriseSansSuspension,
    /// The contract renews by itself (VIE-1).
    Reconduction,
    /// Prorogued already (VIE-1).
    DejaProroge {
        /// First day past the new term.
        terme: Jour,
    },
    /// The option is in force already (VIE-2).
    MemeOption,
    /// 1/3 ETP cannot be subscribed any more (MON-3).
    TiersFerme {
        /// Since this day.
        depuis: Jour,
    },
    /// An option of another regime (REG).
    OptionHorsRegime,
    /// 1,5 and 2 ETP before year 3 (ELI-10).
    TropTot {
        /// First day of that year.
        premier: Jour,
    },
    /// 1,5 and 2 ETP outside a ZIP (ELI-10).
    HorsZip,
    /// 1,5 and 2 ETP for another specialty (ELI-10).
    PasGeneraliste,
    /// 1,5 and 2 ETP from less than 1 ETP (ELI-10).
    SansUnEtp,
    /// avenant-7: 1 ETP outside an under-dense zone (ELI-9).
    UnEtpHorsZone,
    /// Before the 65th birthday (OBJ-3).
    AvantAge {
        /// The birthday.
        anniversaire: Jour,
    },
    /// A decision on a year that has not begun, or that the contract does not have (ATT-11).
    AnneeInconnue,
    /// A target not above its start (ATT).
    CiblePasAuDessus {
        /// Of which indicator.
        indicateur: Indicateur,
        /// The target.
        cible: u32,
        /// The start.
        depart: u32,
    },
    /// A PMT objective for a specialty that has PFA alone (OBJ-1).
    PmtSansObjet,
}

impl Motif {
    /// The rule that the event breaks.
    pub const fn regle(self) -> &'static str {
        match self {
            Motif::AvantSignature { .. } | Motif::MemeOption => "VIE-2",
            Motif::ApresFin { .. } => "VIE-3",
            Motif::DejaSuspendu { .. } | Motif::RepriseSansSuspension => "VIE-7",
            Motif::Reconduction | Motif::DejaProroge { .. } => "VIE-1",
            Motif::TiersFerme { .. } => "MON-3",
            Motif::OptionHorsRegime => "MON-4",
            Motif::TropTot { .. } | Motif::HorsZip | Motif::PasGeneraliste | Motif::SansUnEtp => "ELI-10",
            Motif::UnEtpHorsZone => "ELI-9",
            Motif::AvantAge { .. } => "OBJ-3",
            Motif::AnneeInconnue => "ATT-11",
            Motif::CiblePasAuDessus { .. } => "OBJ-5",
            Motif::PmtSansObjet => "OBJ-1",
        }
    }
}

/// Every event of a dossier that cannot be. What follows a bad one is judged as if it were not there.
pub fn impossibles(tables: &Tables, dossier: &Dossier) -> Vec<Refus> {
    let Some(signature) = dossier.contrat.signature else { return Vec::new() };
    let examen = Examen { tables, dossier, signature };
    let mut vie = Vie::default();
    let mut refused = Vec::new();
    // The reprise of a suspension that was refused has nothing to close, and says nothing new.
    let mut orphans = 0;
    for (index, evenement) in (0u16..).zip(&dossier.evenements) {
        match examen.motif(&vie, evenement) {
            Some(Motif::RepriseSansSuspension) if orphans > 0 => orphans -= 1,
            Some(motif) => {
                orphans += u32::from(matches!(motif, Motif::DejaSuspendu { .. }));
                refused.push(Refus { evenement: index, motif });
            }
            None => vie.ajouter(tables, dossier, index, evenement),
        }
    }
    refused
}

struct Examen<'a> {
    tables: &'a Tables,
    dossier: &'a Dossier,
    signature: Jour,
}

impl Examen<'_> {
    fn motif(&self, vie: &Vie, evenement: &Evenement) -> Option<Motif> {
        let (date, nature) = (evenement.date, evenement.nature());
        if date < self.signature && !nature.precede() {
            return Some(Motif::AvantSignature { signature: self.signature });
        }
        if let Some(fin) = vie.fin {
            return Some(Motif::ApresFin { fin: fin.date });
        }
        let after_term = [TypeEvenement::DecisionCaisse, TypeEvenement::ReunionCaisse];
        if let Some(terme) = self.terme(vie)
            && date >= terme
            && !after_term.contains(&nature)
            && !(nature == TypeEvenement::AvenantProrogation && date == terme)
        {
            return Some(Motif::ApresFin { fin: terme });
        }
        match &evenement.fait {
            Fait::Suspension { .. } => vie.suspension_ouverte().map(|s| Motif::DejaSuspendu { depuis: s.debut }),
            Fait::Reprise => vie.suspension_ouverte().is_none().then_some(Motif::RepriseSansSuspension),
            Fait::AvenantProrogation => self.prorogation(vie, date),
            Fait::AvenantOption(option) => self.option(vie, *option, date),
            Fait::Avenant65Ans { .. } => {
                let age = self.tables.parametre(Parametre::Age65).value as i32;
                let anniversaire = self.dossier.medecin.naissance?.plus_years(age);
                (date < anniversaire).then_some(Motif::AvantAge { anniversaire })
            }
            Fait::AvenantObjectif { objectif, depart } => {
                let deux = self.tables.specialite(&self.dossier.medecin.specialite).is_none_or(|s| s.deux_indicateurs);
                if objectif.pmt.is_some() && !deux {
                    return Some(Motif::PmtSansObjet);
                }
                Indicateur::ALL.into_iter().find_map(|i| {
                    match (objectif[i], depart[i].or_else(|| self.mesure(date, i))) {
                        (Some(ObjectifSaisi::Cible(cible)), Some(depart)) if cible <= depart => {
                            Some(Motif::CiblePasAuDessus { indicateur: i, cible, depart })
                        }
                        _ => None,
                    }
                })
            }
            Fait::DecisionCaisse { annee, .. } => {
                let begins = self.signature.plus_years(i32::from(*annee) - 1);
                let unknown = begins > date || self.terme(vie).is_some_and(|terme| begins >= terme);
                unknown.then_some(Motif::AnneeInconnue)
            }
            _ => None,
        }
    }

    /// Q-DEPART-AVENANT: the count from which an avenant of this day starts, where it does not say.
    fn mesure(&self, date: Jour, i: Indicateur) -> Option<u32> {
        if self.dossier.lectures.get::<q::DepartAvenant>() == q::DepartAvenant::DepartDuContrat {
            return None;
        }
        self.dossier.constats.iter().rev().filter(|c| c.date <= date).find_map(|c| c.effectif[i])
    }

    /// First day past the term. `None`: the contract renews by itself.
    fn terme(&self, vie: &Vie) -> Option<Jour> {
        let renews = self.tables.regime(self.dossier.regime).reconduction_tacite;
        (!renews).then(|| self.signature.plus_years(i32::from(vie.duree(self.tables))))
    }

    fn prorogation(&self, vie: &Vie, date: Jour) -> Option<Motif> {
        let Some(terme) = self.terme(vie) else { return Some(Motif::Reconduction) };
        let duree = self.tables.parametre(Parametre::DureeAns).value as i32;
        // A term is prorogued once: the next avenant belongs to the next term.
        let current = self.signature.plus_years(i32::from(vie.duree(self.tables)) - duree);
        (!vie.prorogations.is_empty() && date <= current).then_some(Motif::DejaProroge { terme })
    }

    fn option(&self, vie: &Vie, option: OptionEtp, date: Jour) -> Option<Motif> {
        let dossier = self.dossier;
        let regime = self.tables.regime(dossier.regime);
        let changed = vie.changements.iter().rev().find_map(|c| match c.quoi {
            super::Quoi::Option(option) => Some(option),
            _ => None,
        });
        let current = changed.or(dossier.contrat.option);
        if current == Some(option) {
            return Some(Motif::MemeOption);
        }
        if option == OptionEtp::Tiers {
            let depuis = self.tables.regime(Regime::ReglementArbitral2023).signatures.0.value;
            if date >= depuis {
                return Some(Motif::TiersFerme { depuis });
            }
        }
        if !regime.options.iter().chain(&regime.options_ensuite).any(|o| *o == option) {
            return Some(Motif::OptionHorsRegime);
        }
        match option {
            OptionEtp::Un if dossier.regime == Regime::Avenant7 && dossier.medecin.zone == Some(Zone::Autre) => {
                Some(Motif::UnEtpHorsZone)
            }
            OptionEtp::UnEtDemi | OptionEtp::Deux => self.plusieurs_etp(current, date),
            _ => None,
        }
    }

    /// ELI-10. Whether the objectives were reached is judged by the étude: it depends on a reading.
    fn plusieurs_etp(&self, current: Option<OptionEtp>, date: Jour) -> Option<Motif> {
        let medecin = &self.dossier.medecin;
        let annee = self.tables.parametre(Parametre::PremiereAnneePlusieursEtp).value as i32;
        let premier = self.signature.plus_years(annee - 1);
        let generaliste = self.tables.specialite(&medecin.specialite).is_none_or(|s| s.plusieurs_etp);
        if date < premier {
            Some(Motif::TropTot { premier })
        } else if medecin.zone.is_some_and(|zone| zone != Zone::Zip) {
            Some(Motif::HorsZip)
        } else if !generaliste {
            Some(Motif::PasGeneraliste)
        } else if matches!(current, Some(OptionEtp::Tiers | OptionEtp::Demi)) {
            Some(Motif::SansUnEtp)
        } else {
            None
        }
    }
}
