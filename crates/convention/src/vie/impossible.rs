//! Events that a contract cannot have known: each names the rule that it breaks.

use super::Vie;
use super::calendrier::{Bornage, bornage_au};
use super::depart::{Depart, Ecrit};
use crate::dossier::evenement::Decision;
use crate::dossier::{Dossier, Evenement, Fait, ObjectifSaisi, OptionEtp, TypeEvenement, Zone};
use crate::explication::{Quiet, Regle};
use crate::indicateur::{Indicateur, Paire};
use crate::jour::Jour;
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
    /// Signed before the contract (VIE-2).
    SigneAvantSignature {
        /// The signature.
        signature: Jour,
    },
    /// Past the term, which nothing prorogued (VIE-1).
    ApresTerme {
        /// Last day of the contract.
        dernier: Jour,
        /// Whether it was prorogued already.
        proroge: bool,
    },
    /// A prorogation signed once the contract was closed (VIE-1).
    SigneApresTerme {
        /// Last day of the contract.
        dernier: Jour,
    },
    /// An end on the day of the signature: no day would have a contract (VIE-3, VIE-8).
    FinSansContrat {
        /// The rule of the end.
        regle: Regle,
    },
    /// On the day of the early end of the contract, or after it (VIE-3).
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
    /// A measure older than those that a maintien from 65 may start from (OBJ-3).
    MesureTropAncienne {
        /// The oldest.
        premiere: Jour,
    },
    /// Takes back a decision that nobody took (ATT-11).
    RetraitSansDecision,
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
    pub const fn regle(self) -> Regle {
        match self {
            Motif::AvantSignature { .. } | Motif::SigneAvantSignature { .. } | Motif::MemeOption => Regle::Vie2,
            Motif::FinSansContrat { regle } => regle,
            Motif::ApresFin { .. } => Regle::Vie3,
            Motif::DejaSuspendu { .. } | Motif::RepriseSansSuspension => Regle::Vie7,
            Motif::ApresTerme { .. }
            | Motif::SigneApresTerme { .. }
            | Motif::Reconduction
            | Motif::DejaProroge { .. } => Regle::Vie1,
            Motif::TiersFerme { .. } => Regle::Mon3,
            Motif::OptionHorsRegime => Regle::Mon4,
            Motif::TropTot { .. } | Motif::HorsZip | Motif::PasGeneraliste | Motif::SansUnEtp => Regle::Eli10,
            Motif::UnEtpHorsZone => Regle::Eli9,
            Motif::AvantAge { .. } | Motif::MesureTropAncienne { .. } => Regle::Obj3,
            Motif::AnneeInconnue | Motif::RetraitSansDecision => Regle::Att11,
            Motif::CiblePasAuDessus { .. } => Regle::Obj5,
            Motif::PmtSansObjet => Regle::Obj1,
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
        self.hors_du_contrat(vie, evenement).or_else(|| self.contraire_a_la_vie(vie, evenement))
    }

    /// Outside the days of the contract.
    fn hors_du_contrat(&self, vie: &Vie, evenement: &Evenement) -> Option<Motif> {
        let Examen { signature, .. } = *self;
        let (date, nature) = (evenement.date, evenement.nature());
        if !nature.precede() {
            if date < signature {
                return Some(Motif::AvantSignature { signature });
            }
            if evenement.signe_le.is_some_and(|signed| signed < signature) {
                return Some(Motif::SigneAvantSignature { signature });
            }
        }
        if nature.termine() && date <= signature {
            return Some(Motif::FinSansContrat { regle: nature.regle() });
        }
        if let Some(fin) = vie.fin {
            return Some(Motif::ApresFin { fin: fin.date });
        }
        let terme = self.terme(vie, date)?;
        let dernier = terme.plus_days(-1);
        let prorogation = nature == TypeEvenement::AvenantProrogation;
        let after_term = [TypeEvenement::DecisionCaisse, TypeEvenement::ReunionCaisse];
        if date >= terme && !after_term.contains(&nature) && !(prorogation && date == terme) {
            return Some(Motif::ApresTerme { dernier, proroge: !vie.prorogations.is_empty() });
        }
        let late = prorogation && evenement.signe_le.is_some_and(|signed| signed > terme);
        late.then_some(Motif::SigneApresTerme { dernier })
    }

    /// Contrary to what the events before it made of the contract.
    fn contraire_a_la_vie(&self, vie: &Vie, evenement: &Evenement) -> Option<Motif> {
        let date = evenement.date;
        match &evenement.fait {
            Fait::Suspension { .. } => vie.suspension_ouverte().map(|s| Motif::DejaSuspendu { depuis: s.debut }),
            Fait::Reprise => vie.suspension_ouverte().is_none().then_some(Motif::RepriseSansSuspension),
            Fait::AvenantProrogation => self.prorogation(vie, date),
            Fait::AvenantOption(option) => self.option(vie, *option, date),
            Fait::Avenant65Ans { date_mesure, .. } => self.a_65_ans(evenement, *date_mesure),
            Fait::AvenantObjectif { objectif, depart } => self.objectif(vie, date, objectif, depart),
            Fait::DecisionCaisse { annee, decision, .. } => {
                let begins = self.bornage(vie, *annee, date).debut;
                // The first day of a year belongs to it.
                let unknown = begins > date || self.terme(vie, date).is_some_and(|terme| begins >= terme);
                let nothing = *decision == Decision::Retrait && vie.decision(*annee).is_none();
                unknown.then_some(Motif::AnneeInconnue).or(nothing.then_some(Motif::RetraitSansDecision))
            }
            _ => None,
        }
    }

    /// OBJ-3: not before 65, nor of a measure older than 31 December of the year before.
    fn a_65_ans(&self, evenement: &Evenement, date_mesure: Option<Jour>) -> Option<Motif> {
        let age = self.tables.parametre(Parametre::Age65).value as i32;
        let anniversaire = self.dossier.medecin.naissance.map(|naissance| naissance.plus_years(age));
        if let Some(anniversaire) = anniversaire.filter(|day| evenement.date < *day) {
            return Some(Motif::AvantAge { anniversaire });
        }
        let premiere = Jour::new(evenement.engage_le().year() - 1, 12, 31)?;
        (date_mesure? < premiere).then_some(Motif::MesureTropAncienne { premiere })
    }

    /// OBJ-1, OBJ-5: an objective of the specialty, above its start where it is an augmentation.
    fn objectif(
        &self,
        vie: &Vie,
        date: Jour,
        objectif: &Paire<Option<ObjectifSaisi>>,
        depart: &Paire<Option<u32>>,
    ) -> Option<Motif> {
        let deux = self.tables.specialite(&self.dossier.medecin.specialite).is_none_or(|s| s.deux_indicateurs);
        if objectif.pmt.is_some() && !deux {
            return Some(Motif::PmtSansObjet);
        }
        let Dossier { lectures, constats, patientele, .. } = self.dossier;
        Indicateur::ALL.into_iter().find_map(|i| {
            let Some(ObjectifSaisi::Cible(cible)) = objectif[i] else { return None };
            let mut quiet = Quiet::default();
            let initial = Depart::du_contrat(patientele.effectif[i], i);
            let before = Depart::suivre(lectures, (constats, vie.au), initial, &vie.changements, i, &mut quiet);
            // The index only says where the start comes from.
            let written = Ecrit { date, evenement: 0, depart: depart[i] };
            let start = before.d_un_avenant(lectures, (constats, vie.au), written, i, &mut quiet);
            let depart = start.patients.filter(|depart| cible <= *depart)?;
            Some(Motif::CiblePasAuDessus { indicateur: i, cible, depart })
        })
    }

    /// The days of year `n` as they stand on a day, under the dossier's readings.
    fn bornage(&self, vie: &Vie, n: u8, le: Jour) -> Bornage {
        bornage_au(&self.dossier.lectures, vie, self.signature, n, le)
    }

    /// First day past the term, as it stands on a day. `None`: the contract renews by itself.
    fn terme(&self, vie: &Vie, le: Jour) -> Option<Jour> {
        let renews = self.tables.regime(self.dossier.regime).reconduction_tacite;
        (!renews).then(|| self.bornage(vie, vie.duree(self.tables), le).cloture)
    }

    fn prorogation(&self, vie: &Vie, date: Jour) -> Option<Motif> {
        let Some(terme) = self.terme(vie, date) else { return Some(Motif::Reconduction) };
        let duree = self.tables.parametre(Parametre::DureeAns).value as u8;
        // A term is prorogued once: the next avenant belongs to the next term.
        let current = self.bornage(vie, vie.duree(self.tables).saturating_sub(duree).max(1), date).cloture;
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
            OptionEtp::UnEtDemi | OptionEtp::Deux => self.plusieurs_etp(vie, current, date),
            _ => None,
        }
    }

    /// ELI-10. Whether the objectives were reached is judged by the étude: it depends on a reading.
    fn plusieurs_etp(&self, vie: &Vie, current: Option<OptionEtp>, date: Jour) -> Option<Motif> {
        let medecin = &self.dossier.medecin;
        let annee = self.tables.parametre(Parametre::PremiereAnneePlusieursEtp).value as u8;
        let premier = self.bornage(vie, annee, date).debut;
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
