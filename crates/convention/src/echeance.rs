//! Dated duties and rights that follow from signature, hiring and birth (VIE, OBJ-3, OBJ-4, OBJ-7).

use crate::contrat::Annee;
use crate::dossier::{Dossier, Profil};
use crate::explication::{Chemin, Donnee, Origine, Trace, cell, lecture};
use crate::faits::Faits;
use crate::id::ids;
use crate::jour::Jour;
use crate::question::{Lectures, lecture as q};
use crate::regime::Regime;
use crate::tables::{Cell, Nature, Parametre, SerieMontant, Tables};

ids! {
    /// What falls due.
    pub enum NatureEcheance {
        /// Exchange with the caisse (OBJ-4).
        ReunionCaisse "reunion-caisse",
        /// The assistant is enrolled in a training (VIE-4, avenant-7).
        InscriptionFormation "inscription-formation",
        /// The assistant is certified (VIE-4).
        Certification "certification",
        /// The secretary who became assistant is replaced (VIE-5).
        SecretaireRemplace "secretaire-remplace",
        /// The contrat de travail is handed to the caisse (VIE-6).
        ContratDeTravail "contrat-de-travail",
        /// 65th birthday: right to a revision of the objective by avenant (OBJ-3).
        Ans65 "65-ans",
        /// First year with the amounts of convention-2024 (MON-2).
        Revalorisation "revalorisation",
        /// End of the years given to reach P50; a second objective follows (OBJ-7).
        PalierP50 "palier-p50",
        /// Of a group: last day to reach the objective (COL-4).
        ObjectifCollectif "objectif-collectif",
        /// Of a group: end of a doctor's carence (COL-9).
        FinDeCarence "fin-de-carence",
        /// End of the contract, or its tacit renewal (VIE-1).
        Terme "terme",
        /// Last day of a payment.
        Versement "versement",
    }
}

/// A dated duty or right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Echeance {
    /// `None`: counted from a fact that is missing, or no document gives a delay.
    pub date: Option<Jour>,
    /// What falls due.
    pub nature: NatureEcheance,
    /// The rule.
    pub regle: &'static str,
    /// Index of the payment, for a payment.
    pub versement: Option<u8>,
    calcul: Calcul,
}

/// How a date is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Calcul {
    /// So many times a delay after a day.
    Delai { champ: &'static str, jour: Option<Jour>, delai: Cell<i64>, fois: i32, ans: bool },
    /// Another figure of the étude.
    Figure(Chemin),
    /// No document gives it.
    SansDelai,
}

/// Every deadline, by date; those without date last.
pub fn echeances<T: Trace>(
    tables: &Tables,
    lectures: &Lectures,
    dossier: &Dossier,
    faits: &Faits<'_>,
    annees: &[Annee],
    trace: &mut T,
) -> Vec<Echeance> {
    let mut list = Vec::with_capacity(24);
    let signature = ("contrat.signature", Some(faits.signature));
    let embauche = ("assistant.embauche", dossier.assistant.embauche);
    let mut delai = |nature, regle, (champ, jour), parametre, fois, ans| {
        let delai = tables.parametre(parametre);
        list.push(echeance(nature, regle, Calcul::Delai { champ, jour, delai, fois, ans }));
    };
    let avenant_7 = faits.regime == Regime::Avenant7;
    for fois in 1..=tables.parametre(Parametre::ReunionNombre).value {
        delai(NatureEcheance::ReunionCaisse, "OBJ-4", signature, Parametre::ReunionMois, fois as i32, false);
    }
    if avenant_7 {
        delai(NatureEcheance::InscriptionFormation, "VIE-4", embauche, Parametre::InscriptionAvenant7Mois, 1, false);
        delai(NatureEcheance::Certification, "VIE-4", embauche, Parametre::CertificationAvenant7Mois, 1, false);
        delai(NatureEcheance::ContratDeTravail, "VIE-6", embauche, Parametre::ContratTravailAvenant7Mois, 1, false);
    } else {
        let depuis = match lecture::<q::Formation>(lectures, trace) {
            q::Formation::Signature => signature,
            q::Formation::Embauche => embauche,
        };
        delai(NatureEcheance::Certification, "VIE-4", depuis, Parametre::CertificationMois, 1, false);
    }
    if dossier.assistant.profil == Some(Profil::Secretaire) && !avenant_7 {
        delai(NatureEcheance::SecretaireRemplace, "VIE-5", embauche, Parametre::SecretaireMois, 1, false);
    }
    let palier = annees.first().is_some_and(|year| {
        [year.objectifs.pmt, year.objectifs.pfa].iter().flatten().any(|o| o.nature == Some(Nature::PalierP50))
    });
    if palier {
        delai(NatureEcheance::PalierP50, "OBJ-7", signature, Parametre::PalierAns, 1, true);
    }
    delai(NatureEcheance::Terme, "VIE-1", signature, Parametre::DureeAns, 1, true);
    let fin = annees.last().map_or(faits.signature, |year| year.cloture);
    let anniversaire = dossier.medecin.naissance.map(|n| n.plus_years(tables.parametre(Parametre::Age65).value as i32));
    if anniversaire.is_some_and(|jour| jour > faits.signature && jour < fin) {
        delai(
            NatureEcheance::Ans65,
            "OBJ-3",
            ("medecin.naissance", dossier.medecin.naissance),
            Parametre::Age65,
            1,
            true,
        );
    }
    if avenant_7 && dossier.assistant.profil == Some(Profil::Secretaire) {
        list.push(echeance(NatureEcheance::SecretaireRemplace, "VIE-5", Calcul::SansDelai));
    }
    if !avenant_7 {
        list.push(echeance(NatureEcheance::ContratDeTravail, "VIE-6", Calcul::SansDelai));
    }
    if tables.regime(faits.regime).revalorisation
        && let Some(year) = annees.iter().find(|year| year.serie == SerieMontant::Depuis)
    {
        let chemin = Chemin::Debut(year.annee);
        let entry = echeance(NatureEcheance::Revalorisation, "MON-2", Calcul::Figure(chemin));
        list.push(Echeance { date: Some(year.periode.debut), ..entry });
    }
    for (index, versement) in annees.iter().flat_map(|year| year.versements.iter().flatten()).enumerate() {
        let index = index as u8;
        let entry =
            echeance(NatureEcheance::Versement, versement.modalite.id(), Calcul::Figure(Chemin::DateLimite(index)));
        list.push(Echeance { date: versement.date_limite, versement: Some(index), ..entry });
    }
    list.sort_by_key(|e| (e.date.is_none(), e.date, e.nature));
    for (index, entry) in list.iter().enumerate() {
        trace.rule(Chemin::Echeance(index as u8), entry.regle, |t| explain(entry, t));
    }
    list
}

fn echeance(nature: NatureEcheance, regle: &'static str, calcul: Calcul) -> Echeance {
    let date = match calcul {
        Calcul::Delai { jour, delai, fois, ans, .. } => {
            let delai = delai.value as i32 * fois;
            jour.map(|jour| if ans { jour.plus_years(delai) } else { jour.plus_months(delai) })
        }
        Calcul::Figure(_) | Calcul::SansDelai => None,
    };
    Echeance { date, nature, regle, versement: None, calcul }
}

fn explain<T: Trace>(entry: &Echeance, t: &mut T) -> Option<Jour> {
    match entry.calcul {
        Calcul::Delai { champ, jour, delai, fois, ans } => {
            t.read("depuis", jour, Origine::Dossier(Donnee::Champ(champ)));
            cell(if ans { "ans" } else { "mois" }, delai, t);
            t.read("fois", i64::from(fois), Origine::Regles(delai.id));
        }
        Calcul::Figure(chemin) => t.read("date", entry.date, Origine::Figure(chemin)),
        Calcul::SansDelai => {}
    }
    entry.date
}
