//! Dated duties and rights that follow from signature, hiring and birth (VIE, OBJ-3, OBJ-4, OBJ-7).

use crate::contrat::Annee;
use crate::dossier::Dossier;
use crate::explication::{Chemin, Donnee, Origine, Quiet, Regle, Trace, cell, lecture};
use crate::faits::Faits;
use crate::id::ids;
use crate::jour::Jour;
use crate::poste::{Depuis, Jalon, Poste};
use crate::question::{Lectures, lecture as q};
use crate::regime::Regime;
use crate::sort;
use crate::tables::{Cell, Nature, Parametre, SerieMontant, Tables};
use crate::vie::Vie;
use crate::vie::calendrier::bornage;

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
        /// Last day of the term, before which an avenant may prorogue it (VIE-1).
        Prorogation "prorogation-a-demander",
        /// End of the contract, or its tacit renewal (VIE-1).
        Terme "terme",
        /// End of the délai de carence after an early end (VIE-3), or after a group's aid (COL-9).
        FinDeCarence "fin-de-carence",
        /// The same, where it is not known whether one runs.
        FinDeCarencePossible "fin-de-carence-possible",
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
    pub regle: Regle,
    /// Index of the payment, for a payment.
    pub versement: Option<u16>,
    /// When it was done, by an event of the dossier; of an enrolment, at the latest.
    pub fait: Option<Jalon>,
    calcul: Calcul,
}

/// How a date is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Calcul {
    /// So many times a delay after a day.
    Delai { depuis: Depuis, delai: Cell<i64>, fois: i32, ans: bool },
    /// Another figure of the étude.
    Figure(Chemin),
    /// The day after another figure of the étude.
    Lendemain(Chemin, Jour),
    /// So many years after the end that an event put to the contract.
    ApresFin { evenement: u16, jour: Jour, delai: Cell<i64> },
    /// No document gives it.
    SansDelai,
}

/// Every deadline, by date; those without date last.
pub fn echeances<'a, T: Trace>(
    tables: &Tables,
    lectures: &Lectures,
    dossier: &Dossier,
    faits: &Faits<'_>,
    annees: impl Iterator<Item = &'a Annee> + Clone,
    (vie, poste): (&Vie, &Poste),
    trace: &mut T,
) -> Vec<Echeance> {
    let mut list = Vec::with_capacity(24);
    let signature = (Donnee::Champ("contrat.signature"), Some(faits.signature));
    let embauche = poste.arrivee();
    let mut delai = |nature, regle, depuis, parametre, fois, ans| {
        let delai = tables.parametre(parametre);
        list.push(echeance(nature, regle, Calcul::Delai { depuis, delai, fois, ans }));
    };
    let avenant_7 = faits.regime == Regime::Avenant7;
    for fois in 1..=tables.parametre(Parametre::ReunionNombre).value {
        delai(NatureEcheance::ReunionCaisse, Regle::Obj4, signature, Parametre::ReunionMois, fois as i32, false);
    }
    if avenant_7 {
        delai(
            NatureEcheance::InscriptionFormation,
            Regle::Vie4,
            embauche,
            Parametre::InscriptionAvenant7Mois,
            1,
            false,
        );
        delai(NatureEcheance::Certification, Regle::Vie4, embauche, Parametre::CertificationAvenant7Mois, 1, false);
        delai(NatureEcheance::ContratDeTravail, Regle::Vie6, embauche, Parametre::ContratTravailAvenant7Mois, 1, false);
    } else {
        let depuis = match lecture::<q::Formation>(lectures, trace) {
            q::Formation::Embauche => embauche,
            q::Formation::Signature if poste.nouvel_assistant.is_none() => signature,
            q::Formation::Signature => match lecture::<q::FormationNouvel>(lectures, trace) {
                q::FormationNouvel::Arrivee => embauche,
                q::FormationNouvel::Contrat => signature,
            },
        };
        delai(NatureEcheance::Certification, Regle::Vie4, depuis, Parametre::CertificationMois, 1, false);
    }
    for depuis in poste.secretaires.iter().filter(|_| !avenant_7) {
        delai(NatureEcheance::SecretaireRemplace, Regle::Vie5, *depuis, Parametre::SecretaireMois, 1, false);
    }
    let palier = annees.clone().next().is_some_and(|year| {
        [year.objectifs.pmt, year.objectifs.pfa].iter().flatten().any(|o| o.nature == Some(Nature::PalierP50))
    });
    if palier {
        delai(NatureEcheance::PalierP50, Regle::Obj7, signature, Parametre::PalierAns, 1, true);
    }
    if vie.est_calme() {
        delai(NatureEcheance::Terme, Regle::Vie1, signature, Parametre::DureeAns, 1, true);
    }
    let fin = annees.clone().last().map_or(faits.signature, |year| year.cloture);
    let anniversaire = dossier.medecin.naissance.map(|n| n.plus_years(tables.parametre(Parametre::Age65).value as i32));
    if anniversaire.is_some_and(|jour| jour > faits.signature && jour < fin) {
        delai(
            NatureEcheance::Ans65,
            Regle::Obj3,
            (Donnee::Champ("medecin.naissance"), dossier.medecin.naissance),
            Parametre::Age65,
            1,
            true,
        );
    }
    if !vie.est_calme() {
        list.extend(terme(tables, lectures, faits, vie));
    }
    list.extend(prorogation(tables, lectures, faits, vie));
    for _ in poste.secretaires.iter().filter(|_| avenant_7) {
        list.push(echeance(NatureEcheance::SecretaireRemplace, Regle::Vie5, Calcul::SansDelai));
    }
    if !avenant_7 {
        list.push(echeance(NatureEcheance::ContratDeTravail, Regle::Vie6, Calcul::SansDelai));
    }
    if tables.regime(faits.regime).revalorisation
        && let Some(year) = annees.clone().find(|year| year.serie == SerieMontant::Depuis)
    {
        let chemin = Chemin::Debut(year.annee);
        let entry = echeance(NatureEcheance::Revalorisation, Regle::Mon2, Calcul::Figure(chemin));
        list.push(Echeance { date: Some(year.periode.debut), ..entry });
    }
    for (index, versement) in annees.flat_map(|year| year.versements.iter().flatten()).enumerate() {
        let index = index as u16;
        let entry = echeance(NatureEcheance::Versement, versement.regle(), Calcul::Figure(Chemin::DateLimite(index)));
        list.push(Echeance { date: versement.date_limite, versement: Some(index), ..entry });
    }
    if let Some(fin) = vie.fin {
        // What falls due after an early end has no object; what is paid or waited for has.
        let kept = |e: &Echeance| {
            let after = [NatureEcheance::Versement, NatureEcheance::FinDeCarence, NatureEcheance::FinDeCarencePossible];
            after.contains(&e.nature) || e.date.is_none_or(|date| date < fin.date)
        };
        list.retain(kept);
    }
    sort::by_key(&mut list, |e| (e.date.is_none(), e.date, e.nature));
    accomplir(&mut list, poste);
    for (index, entry) in list.iter().enumerate() {
        trace.rule(Chemin::Echeance(index as u16), entry.regle, |t| explain(entry, t));
        if let Some(fait) = entry.fait {
            trace.rule(Chemin::Fait(index as u16), entry.regle, |t| {
                t.read("fait_le", fait.jour, Origine::Dossier(fait.donnee));
                fait.jour
            });
        }
    }
    list
}

/// OBJ-3, OBJ-4, VIE-4 to VIE-6: what events have done. Meetings and replacements of secretaries are
/// taken in order: the first one held is the first one due.
fn accomplir(list: &mut [Echeance], poste: &Poste) {
    let (mut meetings, mut replaced) = (poste.reunions.iter().copied(), poste.remplacements.iter().copied());
    for entry in list {
        entry.fait = match entry.nature {
            NatureEcheance::ReunionCaisse => meetings.next(),
            NatureEcheance::SecretaireRemplace => replaced.next(),
            // Who is certified was enrolled.
            NatureEcheance::Certification | NatureEcheance::InscriptionFormation => poste.certifie(),
            NatureEcheance::ContratDeTravail => poste.contrat_remis,
            NatureEcheance::Ans65 => poste.revision_65,
            _ => None,
        };
    }
}

/// VIE-1, VIE-3: the term of a contract that events changed, or what follows its early end.
fn terme(tables: &Tables, lectures: &Lectures, faits: &Faits<'_>, vie: &Vie) -> Option<Echeance> {
    let Some(fin) = vie.fin else {
        // The first term, moved or prorogued; of a contract that renews by itself, its first renewal.
        let duree = tables.parametre(Parametre::DureeAns).value as u8;
        let renews = tables.regime(faits.regime).reconduction_tacite;
        let last = if renews { duree } else { vie.duree(tables) };
        // Of a prorogued contract, the last years are not listed yet.
        let closing = bornage(lectures, vie, faits.signature, last, &mut Quiet::default()).cloture;
        let chemin = if renews { Chemin::Fin(duree) } else { Chemin::FinDuContrat };
        let entry = echeance(NatureEcheance::Terme, Regle::Vie1, Calcul::Lendemain(chemin, closing.plus_days(-1)));
        return Some(entry);
    };
    let nature = match fin.carence {
        Some(true) => NatureEcheance::FinDeCarence,
        None => NatureEcheance::FinDeCarencePossible,
        Some(false) => return None,
    };
    let delai = tables.parametre(Parametre::CarenceAns);
    Some(echeance(nature, Regle::Vie3, Calcul::ApresFin { evenement: fin.evenement, jour: fin.date, delai }))
}

/// VIE-1: a contract that does not renew by itself may be prorogued before its term.
fn prorogation(tables: &Tables, lectures: &Lectures, faits: &Faits<'_>, vie: &Vie) -> Option<Echeance> {
    if vie.fin.is_some() || tables.regime(faits.regime).reconduction_tacite {
        return None;
    }
    let term = bornage(lectures, vie, faits.signature, vie.duree(tables), &mut Quiet::default());
    let entry = echeance(NatureEcheance::Prorogation, Regle::Vie1, Calcul::Figure(Chemin::FinDuContrat));
    Some(Echeance { date: Some(term.cloture.plus_days(-1)), ..entry })
}

fn echeance(nature: NatureEcheance, regle: Regle, calcul: Calcul) -> Echeance {
    let date = match calcul {
        Calcul::Delai { depuis: (_, jour), delai, fois, ans } => {
            let delai = delai.value as i32 * fois;
            jour.map(|jour| if ans { jour.plus_years(delai) } else { jour.plus_months(delai) })
        }
        Calcul::Lendemain(_, jour) => Some(jour.plus_days(1)),
        Calcul::ApresFin { jour, delai, .. } => Some(jour.plus_years(delai.value as i32)),
        Calcul::Figure(_) | Calcul::SansDelai => None,
    };
    Echeance { date, nature, regle, versement: None, fait: None, calcul }
}

fn explain<T: Trace>(entry: &Echeance, t: &mut T) -> Option<Jour> {
    match entry.calcul {
        Calcul::Delai { depuis: (donnee, jour), delai, fois, ans } => {
            t.read("depuis", jour, Origine::Dossier(donnee));
            cell(if ans { "ans" } else { "mois" }, delai, t);
            t.read("fois", i64::from(fois), Origine::Regles(delai.id));
        }
        Calcul::Figure(chemin) => t.read("date", entry.date, Origine::Figure(chemin)),
        Calcul::Lendemain(chemin, jour) => t.read("dernier_jour", jour, Origine::Figure(chemin)),
        Calcul::ApresFin { evenement, jour, delai } => {
            t.read("depuis", jour, Origine::Dossier(Donnee::Evenement(evenement, "date")));
            cell("ans", delai, t);
        }
        Calcul::SansDelai => {}
    }
    entry.date
}
