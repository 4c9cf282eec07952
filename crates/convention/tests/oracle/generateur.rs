//! Dossiers at random, most of them near a boundary of the rules.
//!
//! A dossier is drawn from a row of dice. Every choice puts its simplest case first, so that proptest,
//! which shrinks dice towards zero, ends on a plain dossier.

use crate::publies::publies;
use crate::situation::{Constat, Ind, Saisi, Situation};
use jiff::ToSpan;
use jiff::civil::Date;
use proptest::prelude::*;

/// The open questions and their readings, default first.
const QUESTIONS: &str = "
Q-TAUX gain niveau
Q-95 95 100
Q-BANDE plus_favorable pmt
Q-SEUIL usage l_un_ou_l_autre les_deux
Q-P30 inclus strict
Q-P94 moins_de_p95 inconnu
Q-CHIR strict inclus
Q-12-MOIS inclus strict
Q-PRIMO-P50 pmt une_suffit les_deux
Q-MIXTE-SEUIL oui non
Q-SOUS-P30 ligne_p30 inconnu
Q-ENTREE 22_inclus 21 strictement_apres
Q-ETP95 annee_3 annee_1
Q-65 strict inclus
Q-65-AGE jour_des_65_ans 66_ans
Q-65-REF le_plus_recent_avant 30_juin 31_decembre
Q-65-P95 10 5
Q-65-MIXTE 10 5
Q-MIXTE analogie non_determine
Q-PRIMO prorata zero_si_tous zero
Q-RA23 convention_2024 inconnu
Q-RECOND annee_6_suite repart_annee_1
Q-ACOMPTE montant_maximal aide_precedente
Q-DATES anniversaire signature
Q-TIERS 70_30 integral
Q-INDU reversement plancher_zero
Q-CONSTAT dernier_par_indicateur le_plus_proche_de_l_anniversaire
Q-FORMATION signature embauche
Q-ARRONDI inferieur plus_proche
Q-AV7-PART regime_d_origine convention_2024
Q-AV7-DATES convention_2024 regime_d_origine
Q-AV7-DEUX plus_faible meilleur moyenne
Q-AV7-P95 plus_5 maintien
Q-AV7-BAREME chacun_sa_bande p95_couvre_les_deux
";

/// Signatures on which something starts, ends, or falls on 29 February.
const FRONTIERES: [&str; 20] = [
    "2024-06-22",
    "2024-06-21",
    "2024-06-20",
    "2024-06-23",
    "2023-05-01",
    "2023-04-30",
    "2019-08-21",
    "2019-08-22",
    "2020-02-29",
    "2024-02-29",
    "2028-02-29",
    "2023-06-21",
    "2023-06-22",
    "2023-06-23",
    "2022-06-22",
    "2022-06-21",
    "2021-06-22",
    "2020-06-22",
    "2029-12-31",
    "2024-12-31",
];

/// Specialties, generalists first and most often.
const SPECIALITES: [&str; 34] = [
    "01",
    "01",
    "01",
    "01",
    "01",
    "01",
    "01",
    "01",
    "01",
    "14",
    "14",
    "02",
    "04",
    "06",
    "10-1",
    "11",
    "12",
    "13-1",
    "15",
    "16",
    "17",
    "19",
    "20",
    "21",
    "22",
    "24",
    "25",
    "84",
    "84",
    "85",
    "radiologie",
    "chirurgie",
    "orl",
    "gynecologie",
];

const TIRAGES: usize = 220;

/// Whole dossiers that the program must accept.
pub(crate) fn situations() -> impl Strategy<Value = Situation> {
    des().prop_map(|mut des| construire(&mut des))
}

/// The dice of one dossier.
pub(crate) fn des() -> impl Strategy<Value = Des> {
    des_de(TIRAGES)
}

/// A row of dice.
#[derive(Debug, Clone)]
pub(crate) struct Des(std::vec::IntoIter<u32>);

impl Des {
    fn un(&mut self) -> u32 {
        self.0.next().unwrap_or(0)
    }

    pub(crate) fn parmi<T: Clone>(&mut self, choix: &[T]) -> T {
        choix[self.un() as usize % choix.len()].clone()
    }

    pub(crate) fn entre(&mut self, bas: i64, haut: i64) -> i64 {
        bas + i64::from(self.un()) % (haut - bas + 1)
    }

    /// `num` times out of `den`; a zero says no.
    pub(crate) fn chance(&mut self, num: u32, den: u32) -> bool {
        self.un() % den >= den - num
    }

    pub(crate) fn date(&mut self, bas: &str, haut: &str) -> Date {
        let (bas, haut) = (date(bas), date(haut));
        let jours = bas.until(haut).unwrap().get_days();
        bas.checked_add(self.entre(0, i64::from(jours)).days()).unwrap()
    }
}

pub(crate) fn date(texte: &str) -> Date {
    texte.parse().unwrap()
}

pub(crate) fn plus_jours(jour: Date, jours: i64) -> Date {
    jour.checked_add(jours.days()).unwrap()
}

pub(crate) fn plus_ans(jour: Date, ans: i64) -> Date {
    jour.checked_add(ans.years()).unwrap()
}

/// A row of dice of this length.
pub(crate) fn des_de(tirages: usize) -> impl Strategy<Value = Des> {
    proptest::collection::vec(any::<u32>(), tirages).prop_map(|tirages| Des(tirages.into_iter()))
}

/// A dossier that the program must accept.
pub(crate) fn construire(des: &mut Des) -> Situation {
    let signature = match des.entre(0, 7) {
        0 | 1 => des.date("2024-06-22", "2027-12-31"),
        2 => des.date("2024-06-22", "2029-12-31"),
        3 => des.date("2023-05-01", "2024-06-21"),
        4 | 5 => des.date("2019-08-21", "2023-04-30"),
        _ => date(des.parmi(&FRONTIERES)),
    };
    let ecart = match des.entre(0, 9) {
        0..=5 => des.entre(1000, 8 * 365 + 2),
        6 => des.entre(-400, 0),
        7 => des.entre(0, 700),
        8 => 1 - des.entre(0, 2),
        _ => {
            let anniversaire = plus_ans(signature, des.entre(1, 7));
            i64::from(signature.until(anniversaire).unwrap().get_days()) + des.entre(-1, 1)
        }
    };
    let au = plus_jours(signature, ecart).clamp(date("2019-09-01"), date("2035-12-31"));

    let mut s = Situation { au: au.to_string(), signature: Some(signature.to_string()), ..Situation::default() };
    s.specialite = des.parmi(&SPECIALITES).to_owned();
    medecin(&mut s, signature, au, des);
    patientele(&mut s, signature.min(au), des);
    contrat(&mut s, signature, des);
    objectifs(&mut s, des);
    constats(&mut s, signature, des);
    if des.chance(2, 5) {
        trouer(&mut s, des);
    }
    for ligne in QUESTIONS.lines() {
        let mots: Vec<&str> = ligne.split_whitespace().collect();
        if let [question, lectures @ ..] = mots.as_slice()
            && des.chance(6, 100)
        {
            s.lectures.push((question.to_string(), des.parmi(lectures).to_owned()));
        }
    }
    s.sans_seuil_minimal = !s.rqth && !s.ald && des.chance(2, 100);
    s
}

fn medecin(s: &mut Situation, signature: Date, au: Date, des: &mut Des) {
    let secteurs = [
        "1",
        "1",
        "1",
        "1",
        "2-optam",
        "2-optam",
        "2-optam",
        "2-optam-aco",
        "2-optam-aco",
        "2",
        "3",
        "non-conventionne",
    ];
    s.secteur = Some(des.parmi(&secteurs).to_owned());
    s.zone = Some(des.parmi(&["zip", "zac", "autre"]).to_owned());
    let naissance = match des.entre(0, 5) {
        0..=2 => plus_jours(plus_ans(signature, -45), des.entre(-5000, 5000)),
        3 => plus_jours(plus_ans(signature, -65), des.entre(-1, 1)),
        4 => plus_jours(plus_ans(signature, -66), des.entre(-1, 1)),
        _ => plus_jours(plus_ans(signature, -67), des.entre(-1200, 1200)),
    };
    s.naissance = Some(naissance.to_string());
    if des.chance(1, 2) {
        let un_an_avant = signature.checked_sub(12.months()).unwrap();
        let installation = match des.entre(0, 4) {
            0 | 4 => plus_jours(un_an_avant, des.entre(1, 300)),
            1 => plus_jours(un_an_avant, des.entre(-1, 1)),
            2 => plus_jours(un_an_avant, des.entre(-40, 40)),
            _ => plus_jours(un_an_avant, -des.entre(1, 4000)),
        };
        // an installation in the future of the study is not a fact
        s.installation = (installation <= au).then(|| installation.to_string());
    }
    s.rqth = des.chance(2, 100);
    s.ald = des.chance(2, 100);
    s.activite_mixte = des.chance(6, 100);
    if s.activite_mixte && des.chance(4, 5) {
        s.temps_liberal = Some(des.parmi(&["6/10", "1/2", "3/4", "1/3", "9/10"]).to_owned());
    }
    s.remplacant = des.chance(2, 100);
    if ["chirurgie", "orl", "gynecologie"].contains(&s.specialite.as_str()) {
        s.honoraires_sans_depassement = Some(100_000);
        s.honoraires_cliniques = Some(des.parmi(&[81_000, 80_001, 80_000, 79_999, 100_000, 12_345]));
    }
    if s.avenant_7() {
        s.exercice_regroupe = Some(!des.chance(1, 4));
        s.exercice_coordonne = Some(des.parmi(&["oui", "engagement", "oui", "engagement", "non"]).to_owned());
    }
}

/// Thresholds that look like a distribution, P30 published or not.
fn echelle(s: &Situation, ind: Ind) -> [i64; 5] {
    let publies = publies(s.avenant_7(), &s.specialite, ind.nom());
    let p30 = publies[0].unwrap_or(700);
    [
        p30,
        publies[1].unwrap_or(p30 * 5 / 4),
        p30 * 3 / 2,
        publies[3].unwrap_or(p30 * 11 / 5),
        publies[4].unwrap_or(p30 * 13 / 5),
    ]
}

fn patientele(s: &mut Situation, avant: Date, des: &mut Des) {
    s.patientele_date = des.chance(1, 3).then(|| plus_jours(avant, -des.entre(1, 200)).to_string());
    let recent = s.installation.is_some();
    for &ind in s.indicateurs() {
        let publies = publies(s.avenant_7(), &s.specialite, ind.nom());
        let echelle = echelle(s, ind);
        let (typed, shift) = match (publies[1].is_some(), s.avenant_7()) {
            (true, _) => (des.chance(1, 10), des.entre(-20, 20)),
            (_, true) => (des.chance(4, 5), 0),
            _ => (des.chance(3, 5), 0),
        };
        let tous = des.chance(7, 10);
        let mut seuils = [None; 5];
        for (i, seuil) in seuils.iter_mut().enumerate() {
            let existe = i != 2 || s.avenant_7();
            *seuil = (typed && existe && (tous || des.chance(1, 2))).then_some(echelle[i] + shift);
        }
        let t = echelle.map(|n| n + shift);
        let compte = match des.entre(0, 5) {
            0..=2 if recent => des.parmi(&[t[1] - 1, t[0] + 3, t[0], t[0] - 1, t[1] / 2, t[0] - 40]),
            0 => des.entre(20, 150) * 20,
            1 => des.parmi(&t) + des.entre(-1, 1),
            2 => des.entre(t[0], t[4]),
            3 => des.entre(t[3] - 5, t[4] + 200),
            4 => des.entre(1, 4000),
            _ => des.parmi(&[1300, 2000, 2059, 2333, 1, 10, 640, 0]),
        };
        let reconstituee = (s.activite_mixte && des.chance(1, 2)).then(|| compte.max(0) * des.entre(100, 180) / 100);
        let bandes = if des.chance(3, 100) { bandes(s.avenant_7(), des) } else { Vec::new() };
        let c = s.compte_mut(ind);
        c.seuils = seuils;
        c.depart = Some(compte.max(0));
        c.reconstituee = reconstituee;
        c.bandes = bandes;
    }
    if s.pmt.bandes.is_empty() && s.pfa.bandes.is_empty() && des.chance(7, 100) {
        s.bandes = bandes(s.avenant_7(), des);
    }
}

fn bandes(avenant_7: bool, des: &mut Des) -> Vec<String> {
    let echelle: &[&str] = if avenant_7 {
        &["p30-p50", "p50-p70", "p70-p90", "p90-p95", "p95", "sous-p30"]
    } else {
        &["p50-p90", "p90-p95", "p95", "p30-p50", "sous-p30"]
    };
    let une = des.parmi(echelle);
    let autre = des.parmi(echelle);
    if des.chance(1, 3) && une != autre {
        return vec![une.to_owned(), autre.to_owned()];
    }
    vec![une.to_owned()]
}

fn contrat(s: &mut Situation, signature: Date, des: &mut Des) {
    let options: &[&str] = if s.avenant_7() {
        &["1", "0.5", "1/3", "1/3"]
    } else if signature > date("2024-06-22") {
        &["1", "1", "1", "1", "0.5", "0.5", "0.5", "1", "1.5", "2"]
    } else {
        &["1", "0.5"]
    };
    s.option = Some(des.parmi(options).to_owned());
    s.justificatifs = des.chance(3, 5).then(|| plus_jours(signature, des.entre(0, 60)).to_string());
}

fn objectifs(s: &mut Situation, des: &mut Des) {
    if des.chance(1, 3) || (s.installation.is_some() && des.chance(2, 3)) {
        return;
    }
    for &ind in s.indicateurs() {
        let depart = s.compte(ind).depart.unwrap_or(1300);
        let gain = match des.entre(0, 3) {
            0 => des.parmi(&[260, 100, 20, 200, 40]),
            1 => (depart / 5).max(1),
            2 => (depart / 20).max(1),
            _ => des.entre(1, 700),
        };
        let saisi = match des.entre(0, 4) {
            0 | 1 => Saisi::Cible(depart + gain),
            2 => Saisi::Gain(gain),
            _ => Saisi::Maintien,
        };
        s.compte_mut(ind).objectif = (!des.chance(1, 10)).then_some(saisi);
    }
}

fn constats(s: &mut Situation, signature: Date, des: &mut Des) {
    // most often one a year, from the third year on
    let suivis = des.chance(3, 5);
    for i in 0..des.parmi(&[3, 0, 1, 2, 4, 5, 6]) {
        let annee = if suivis { i + 3 } else { des.parmi(&[3, 3, 4, 5, 2, 1, 6, 7, 8]) };
        let anniversaire = plus_ans(signature, annee);
        let jour = match des.entre(0, 3) {
            0 | 1 => plus_jours(anniversaire, -des.entre(0, 250)),
            2 => plus_jours(anniversaire, des.entre(-1, 1)),
            _ => plus_jours(anniversaire, des.entre(-364, 30)),
        };
        let mut constat = Constat { date: jour.to_string(), ..Constat::default() };
        constat.pmt = (s.deux_indicateurs() && !des.chance(1, 12)).then(|| compte_mesure(s, Ind::Pmt, des));
        constat.pfa = Some(compte_mesure(s, Ind::Pfa, des));
        if constat.pmt.is_some() && des.chance(1, 12) {
            constat.pfa = None;
        }
        constat.connu_le = des.chance(5, 100).then(|| plus_jours(jour, des.entre(0, 400)).to_string());
        let pris = s.constats.iter().any(|c| c.date == constat.date);
        if jour > signature && !pris {
            s.constats.push(constat);
        }
    }
}

/// A count near one where an outcome changes.
fn compte_mesure(s: &Situation, ind: Ind, des: &mut Des) -> i64 {
    let compte = s.compte(ind);
    let depart = compte.depart.unwrap_or(1300);
    let cible = match compte.objectif {
        Some(Saisi::Cible(n)) => n,
        Some(Saisi::Gain(n)) => depart + n,
        _ => depart + depart / 10 + 1,
    };
    let gain = cible - depart;
    let echelle = echelle(s, ind);
    let palier = s.installation.is_some() && compte.objectif.is_none();
    let repere = match des.entre(0, 9) {
        0..=3 if palier => des.parmi(&[echelle[1], echelle[0], (echelle[0] + echelle[1]) / 2]),
        0 => cible,
        1 => depart,
        2 => (depart * 95 + 99) / 100,
        3 => (depart * 9 + 9) / 10,
        4 => depart + (gain * 95 + 99) / 100,
        5 => depart + gain * des.parmi(&[50, 75, 30, 10]) / 100,
        6 => (cible * 95 + 99) / 100,
        7 => compte.seuils[1].unwrap_or(echelle[1]),
        8 => compte.seuils[0].unwrap_or(echelle[0]),
        _ => return des.entre(depart * 8 / 10, depart + 2 * gain).max(0),
    };
    (repere + des.parmi(&[0, -1, 1])).clamp(0, 100_000)
}

/// Takes facts away.
fn trouer(s: &mut Situation, des: &mut Des) {
    let mut trou = || des.chance(12, 100);
    if trou() {
        s.secteur = None;
    }
    if trou() {
        s.naissance = None;
    }
    if trou() {
        s.zone = None;
    }
    if trou() {
        s.honoraires_cliniques = None;
    }
    if trou() {
        s.exercice_regroupe = None;
    }
    if trou() {
        s.exercice_coordonne = None;
    }
    if trou() {
        s.pmt.depart = None;
    }
    if trou() {
        s.pfa.depart = None;
    }
    if trou() {
        s.option = None;
    }
    if trou() {
        // studied as if signed on the day of study: nothing can have been measured since
        s.au = s.signature.take().unwrap_or_default().max("2019-09-01".to_owned());
        s.constats.clear();
        s.justificatifs = None;
    }
}
