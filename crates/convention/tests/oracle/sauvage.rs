//! Dossiers that the program may refuse, and must not stumble on.

use crate::generateur::{Des, construire, des};
use crate::situation::{Constat, Ind, Saisi, Situation};
use proptest::prelude::*;

/// Dossiers where something may be wrong: the program may refuse them, never panic.
pub(crate) fn situations_sauvages() -> impl Strategy<Value = Situation> {
    des().prop_map(|mut des| {
        let mut s = construire(&mut des);
        for _ in 0..des.entre(1, 4) {
            abimer(&mut s, &mut des);
        }
        s
    })
}

/// Puts something wrong, or merely odd, into a dossier.
fn abimer(s: &mut Situation, des: &mut Des) {
    let nombre = des.parmi(&[0, -1, 100_000, 100_001, i64::MAX, i64::MIN, 1]);
    let jour =
        des.parmi(&["2018-01-01", "2050-01-01", "2026-02-30", "0001-01-01", "9999-12-31", "2024-02-29", "2029-01-01"]);
    let ind = des.parmi(&Ind::TOUS);
    match des.entre(0, 17) {
        0 => s.signature = Some(jour.to_owned()),
        1 => s.naissance = Some(jour.to_owned()),
        2 => s.installation = Some(jour.to_owned()),
        3 => s.justificatifs = Some(jour.to_owned()),
        4 => s.patientele_date = Some(jour.to_owned()),
        5 => s.option = Some(des.parmi(&["1/3", "1.5", "2", "3", ""]).to_owned()),
        6 => s.compte_mut(ind).depart = Some(nombre),
        7 => s.compte_mut(ind).objectif = Some(Saisi::Cible(nombre)),
        8 => s.compte_mut(ind).objectif = Some(Saisi::Gain(nombre)),
        9 => s.compte_mut(ind).seuils[des.entre(0, 4) as usize] = Some(nombre),
        10 => s.compte_mut(ind).reconstituee = Some(nombre),
        11 => s.compte_mut(ind).bandes = vec!["p50-p70".to_owned(), "p50-p90".to_owned()],
        12 => s.constats.push(Constat { date: jour.to_owned(), pmt: Some(nombre), pfa: None, connu_le: None }),
        13 => s.constats.push(Constat { date: jour.to_owned(), ..Constat::default() }),
        14 => s.specialite = des.parmi(&["", "99", "1", "Radiologie"]).to_owned(),
        15 => {
            s.temps_liberal = Some(des.parmi(&["0/1", "3/2", "1/0", "-1/2", "6", "9999999999999999999/1"]).to_owned())
        }
        16 => s.lectures.push(("Q-TAUX".to_owned(), "inconnue".to_owned())),
        _ => s.honoraires_sans_depassement = Some(nombre),
    }
}
