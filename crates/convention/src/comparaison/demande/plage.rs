//! `--resultats` and `--cible`: ranges, and what they cannot be.

use super::{Demandes, place};
use crate::comparaison::{Axe, DemandePlage, Etendue, Nomme, PAS_MAX, Valorisation};
use crate::document::{nearest, short};
use crate::dossier::OptionEtp;
use crate::dossier::fields::MAX_PATIENTS;
use crate::etude::Demande;
use crate::fault::Fault;
use crate::indicateur::Indicateur;
use crate::money::Centimes;
use crate::tables::{Convention, Parametre};

/// What a range may be of.
const NOMS: [&str; 3] = ["pmt", "pmt_adultes", "pfa"];

/// Reads `0..300`, or `pmt=1300..1600`; one number is a range of one.
///
/// # Errors
///
/// A range that cannot be read, is written from the largest to the smallest, or counts what nobody has.
pub(super) fn etendue(option: &str, text: &str, pas: Option<u32>) -> Result<Etendue, Vec<Fault>> {
    let fault = |code, message: String, conseil: String| Err(vec![Fault::new(code, &place(option), message, conseil)]);
    let exemple = format!("écrivez par exemple {option} 0..300, ou {option} pmt=1300..1600");
    let (axe, ends) = match text.split_once('=') {
        None => (Axe::Gain, text),
        Some((name, ends)) => {
            let name = name.trim();
            let axe = match name {
                "pmt" | "pmt_adultes" => Axe::Effectif(Indicateur::Pmt),
                "pfa" => Axe::Effectif(Indicateur::Pfa),
                _ => {
                    let conseil = nearest(name, NOMS).map_or(exemple, |near| format!("écrivez « {near} »"));
                    return fault("cle-inconnue", format!("« {} » n'est pas une patientèle", short(name)), conseil);
                }
            };
            (axe, ends)
        }
    };
    let number = |part: &str| part.trim().trim_start_matches('+').parse::<i64>().ok();
    let read = match ends.split_once("..") {
        Some((from, to)) => number(from).zip(number(to)),
        None => number(ends).map(|n| (n, n)),
    };
    let Some((de, a)) = read else {
        return fault("plage-illisible", format!("« {} » n'est pas une plage", short(text)), exemple);
    };
    if de > a {
        return fault(
            "plage-a-l-envers",
            format!("{de} est plus grand que {a}"),
            format!("écrivez {option} {a}..{de}"),
        );
    }
    let most = i64::from(MAX_PATIENTS);
    let least = if axe == Axe::Gain { -most } else { 0 };
    if de < least || a > most {
        let message = format!("« {} » compte des patients que personne n'a", short(text));
        return fault("patients-hors-bornes", message, format!("écrivez des nombres de {least} à {most}"));
    }
    if option == "--cible" && axe == Axe::Gain && de < 1 {
        let message = format!("une cible de {de} patient ne demande rien de plus que le départ");
        return fault("gain-nul", message, "écrivez des nombres à partir de 1, comme --cible 100..300".to_owned());
    }
    Ok(Etendue { axe, de, a, pas })
}

/// The range for a dossier.
///
/// # Errors
///
/// A hypothesis that the range contradicts, or a range too long.
pub(super) fn demande(
    convention: &Convention,
    nomme: &Nomme,
    demande: &Demande,
    options: &[OptionEtp],
    asked: &Demandes,
) -> Result<DemandePlage, Vec<Fault>> {
    let fault = |option: &str, code, message: &str, conseil: &str| {
        Err(vec![Fault::new(code, &place(option), message, conseil)])
    };
    let Some(resultats) = asked.resultats else {
        return fault(
            "--resultats",
            "argument-manquant",
            "il manque une plage de résultats",
            "écrivez --resultats 0..300",
        );
    };
    let two = convention.tables.specialite(&nomme.dossier.medecin.specialite).is_none_or(|s| s.deux_indicateurs);
    for range in [Some(resultats), asked.cible].into_iter().flatten() {
        if !two && range.axe == Axe::Effectif(Indicateur::Pmt) {
            let message = "le contrat de cette spécialité ne regarde que la file active";
            return fault("--resultats", "pmt-sans-objet", message, "écrivez pfa=…, ou une plage sans nom");
        }
    }
    let adultes = convention.tables.regime(nomme.dossier.regime).adultes;
    for (option, name) in &asked.noms {
        let (code, message, right) = match (adultes, name.as_str()) {
            (true, "pmt") => ("pmt-adultes-attendu", "l'avenant 7 ne compte que les patients adultes", "pmt_adultes=…"),
            (false, "pmt_adultes") => ("pmt-attendu", "ce contrat compte tous les patients, pas les adultes", "pmt=…"),
            _ => continue,
        };
        return fault(option, code, message, &format!("écrivez {right}"));
    }
    let si = demande.si;
    let fixe = match resultats.axe {
        Axe::Gain => {
            if si.pmt.is_some() || si.pfa.is_some() {
                let message = "la plage suppose déjà tous les résultats";
                let conseil =
                    "retirez --si, ou ne faites bouger qu'une patientèle : --resultats pmt=1300..1600 --si pfa=1900";
                return fault("--si", "hypothese-en-trop", message, conseil);
            }
            None
        }
        Axe::Effectif(moved) => {
            if si[moved].is_some() {
                let message = "la plage suppose déjà ce résultat";
                return fault("--si", "hypothese-en-trop", message, "ne gardez dans --si que l'autre patientèle");
            }
            si[moved.autre()]
        }
    };
    let targets = asked.cible.map_or(1, |c| c.nombre());
    let steps = resultats.nombre().saturating_mul(targets).saturating_mul(options.len() as u64);
    if steps > PAS_MAX {
        let message = format!("{steps} résultats à calculer : au plus {PAS_MAX}");
        return fault(
            "--resultats",
            "plage-trop-longue",
            &message,
            "écrivez un --pas plus grand, ou une plage plus courte",
        );
    }
    let parametre = |p: Parametre| convention.tables.parametre(p).value;
    let weeks = u32::try_from(parametre(Parametre::SemainesTravaillees)).unwrap_or(1);
    let price = Centimes::from_euros(parametre(Parametre::PrixConsultationEuros));
    let valorisation = Valorisation {
        prix: asked.prix.unwrap_or(price),
        semaines: asked.semaines.unwrap_or(weeks),
        donnes: (asked.prix.is_some(), asked.semaines.is_some()),
    };
    Ok(DemandePlage { resultats, cibles: asked.cible, fixe, valorisation })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        let read = |text: &str| etendue("--resultats", text, None).map(|e| (e.axe, e.de, e.a)).map_err(|f| f[0].code);
        assert_eq!(read("0..300"), Ok((Axe::Gain, 0, 300)));
        assert_eq!(read("-50..+20"), Ok((Axe::Gain, -50, 20)));
        assert_eq!(read("pmt=1300..1600"), Ok((Axe::Effectif(Indicateur::Pmt), 1300, 1600)));
        assert_eq!(read("260"), Ok((Axe::Gain, 260, 260)));
        for (text, code) in [
            ("", "plage-illisible"),
            ("0..", "plage-illisible"),
            ("a..b", "plage-illisible"),
            ("300..0", "plage-a-l-envers"),
            ("pfb=1..2", "cle-inconnue"),
            ("pmt=-1..2", "patients-hors-bornes"),
            ("0..100001", "patients-hors-bornes"),
        ] {
            assert_eq!(read(text), Err(code), "{text}");
        }
        // A target asks for something.
        for text in ["-10", "0", "0..10"] {
            assert_eq!(etendue("--cible", text, None).map_err(|f| f[0].code), Err("gain-nul"), "{text}");
        }
        assert!(etendue("--cible", "1..10", None).is_ok());
    }
}
