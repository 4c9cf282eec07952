//! Whether a group may have the aid (COL-1, COL-2, COL-3, COL-7, COL-9), each rule answered.

use super::Groupe;
use super::faits::Faits;
use super::membres::champ;
use super::plafond::{self, Plafond};
use crate::dossier::Forme;
use crate::eligibilite::{AupresDe, Bilan, Eligibilite, Etat, Motif};
use crate::explication::{Chemin, Donnee, Origine, Regle, Trace, cell};
use crate::money::Fraction;
use crate::tables::Parametre;

/// What is answered before any figure.
pub(super) struct Examen {
    pub(super) eligibilite: Eligibilite,
    pub(super) groupe: Groupe,
    pub(super) plafond: Plafond,
}

/// Every rule, then the verdict (ELI-12): each of the doctors whom the dossier names at the signature, mean and cap
/// of those who may adhere. What a doctor who joined later fails is that doctor's alone.
pub(super) fn examiner<T: Trace>(faits: &Faits<'_>, trace: &mut T) -> Examen {
    let founders: Vec<u8> = faits.annonces(faits.signature).map(|(index, _)| index).collect();
    let pmt_moyenne = trace.rule(Chemin::PmtMoyenne, Regle::Col2, |t| moyenne(faits, t));
    let groupe = Groupe { medecins: faits.presents(faits.signature).count() as u8, pmt_moyenne };
    let cap = plafond::plafond(faits, trace);
    let (mut motifs, mut bilan): (Vec<Motif>, Bilan) = (Vec::with_capacity(5), Bilan::default());
    let mut ask = |regle, whom, trace: &mut T, rule: &dyn Fn(&mut T, &mut Vec<Donnee>) -> Etat| {
        let mut manque = Vec::new();
        let etat = trace.rule(Chemin::Motif(motifs.len() as u8), regle, |t| rule(t, &mut manque));
        let inconnu = etat == Etat::Inconnu;
        if !inconnu {
            manque.clear();
        }
        bilan.ajouter(regle, etat);
        motifs.push(Motif { regle: regle.id(), etat, manque, aupres_de: inconnu.then_some(whom) });
    };
    let of_members = |slot: usize, t: &mut T, manque: &mut Vec<Donnee>| {
        let mut etats = Vec::new();
        for &index in &founders {
            let Some(motif) = faits.membres.get(usize::from(index)).and_then(|m| m.motifs.get(slot)) else { continue };
            t.read(motif.regle, motif.etat, Origine::Figure(Chemin::MotifDeMembre(index, slot as u8)));
            manque.extend(&motif.manque);
            etats.push(motif.etat);
        }
        ensemble(&etats)
    };
    ask(Regle::Col1, AupresDe::Medecin, trace, &|t, manque| {
        let forme = forme(faits, t, manque);
        ensemble(&[forme, of_members(0, t, manque)])
    });
    ask(Regle::Col2, AupresDe::Caisse, trace, &|t, manque| assez_de_patients(faits, pmt_moyenne, t, manque));
    ask(Regle::Col3, AupresDe::Medecin, trace, &|t, manque| plafond::respecte(faits, cap, t, manque));
    ask(Regle::Col7, AupresDe::Medecin, trace, &|t, manque| of_members(1, t, manque));
    ask(Regle::Col9, AupresDe::Medecin, trace, &|t, manque| of_members(2, t, manque));
    let deja_signe = faits.deja_signe;
    let verdict = trace.rule(Chemin::Verdict, Regle::Eli12, |t| {
        for (index, motif) in motifs.iter().enumerate() {
            t.read(motif.regle, motif.etat, Origine::Figure(Chemin::Motif(index as u8)));
        }
        t.read("deja_signe", deja_signe, Origine::Dossier(Donnee::Champ("contrat.signature")));
        bilan.verdict(deja_signe)
    });
    Examen { eligibilite: Eligibilite { verdict, deja_signe, motifs }, groupe, plafond: cap }
}

/// The worst of several states.
fn ensemble(etats: &[Etat]) -> Etat {
    [Etat::Echoue, Etat::Inconnu, Etat::Respecte].into_iter().find(|e| etats.contains(e)).unwrap_or(Etat::SansObjet)
}

/// COL-1: the legal form of the structure.
fn forme<T: Trace>(faits: &Faits<'_>, t: &mut T, manque: &mut Vec<Donnee>) -> Etat {
    const FORME: Donnee = Donnee::Champ("structure.forme");
    let forme = faits.dossier.structure.forme;
    t.read("forme", forme.map(Forme::id), Origine::Dossier(FORME));
    let Some(forme) = forme else {
        manque.push(FORME);
        return Etat::Inconnu;
    };
    match faits.tables.collectif.formes.iter().find(|cell| cell.value == forme) {
        Some(cell) => {
            t.read("forme", cell.value.id(), Origine::Regles(cell.id));
            Etat::Respecte
        }
        None => Etat::Echoue,
    }
}

/// COL-2: the mean PMT of the doctors who adhere at the signature.
fn moyenne<T: Trace>(faits: &Faits<'_>, t: &mut T) -> Option<Fraction> {
    faits.lire_ecartes(faits.signature, t);
    let mut counts = Vec::new();
    for (index, membre) in faits.presents(faits.signature) {
        t.read("pmt", membre.effectif.pmt, champ(index, "pmt"));
        counts.push(membre.effectif.pmt.map(i64::from));
    }
    let doctors = counts.len() as i64;
    let total: Option<i64> = counts.into_iter().sum();
    total.filter(|_| doctors > 0).map(|total| Fraction::new(total, doctors))
}

/// COL-2: the mean at least; where counts are missing, those that are known may already be enough.
fn assez_de_patients<T: Trace>(
    faits: &Faits<'_>,
    moyenne: Option<Fraction>,
    t: &mut T,
    manque: &mut Vec<Donnee>,
) -> Etat {
    t.read("pmt_moyenne", moyenne, Origine::Figure(Chemin::PmtMoyenne));
    let seuil = cell("pmt_moyenne_minimale", faits.tables.parametre(Parametre::CollectifPmtMoyenne), t);
    let (mut known, mut doctors) = (0, 0);
    for (index, membre) in faits.presents(faits.signature) {
        doctors += 1;
        match membre.effectif.pmt {
            Some(pmt) => known += i64::from(pmt),
            None => manque.push(Donnee::Membre(index, "pmt")),
        }
    }
    if doctors == 0 {
        // No doctor, no patients.
        Etat::Echoue
    } else if known >= seuil * doctors {
        Etat::Respecte
    } else if manque.is_empty() {
        Etat::Echoue
    } else {
        Etat::Inconnu
    }
}
