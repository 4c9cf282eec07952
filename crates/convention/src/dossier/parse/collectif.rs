//! A group's dossier: values against each other and against the calendar, then the typed dossier.

use super::coherence::{constats, french};
use super::values::Values;
use crate::dossier::{
    CollectifPrecedent, Constat, ContratCollectif, ContratIndividuel, DossierCollectif, Forme, Membre, Secteur,
    Structure,
};
use crate::indicateur::Paire;
use crate::jour::Jour;
use crate::sort;
use crate::tables::Tables;

const SIGNATURE: &str = "contrat.signature";

/// Everything that one value does not say by itself.
pub(super) fn check(tables: &Tables, values: &mut Values, au: Jour) {
    signature(tables, values, au);
    members(tables, values, au);
    constats(values, "membres");
}

/// REG-COLL26: the first day of signature, and the last possible one.
fn signature(tables: &Tables, values: &mut Values, au: Jour) {
    let (first, last) = (tables.collectif.premiere_signature.value, tables.signature_possible.1.value);
    let possible = |day: Jour| first <= day && day <= last;
    let between = format!("entre le {} et le {}", french(first), french(last));
    match values.day(SIGNATURE) {
        Some(day) if !possible(day) => {
            let message = format!("une aide collective ne se signe pas le {} (REG-COLL26)", french(day));
            let advice = format!("écrivez une date de signature {between}");
            values.fault("signature-hors-periode", SIGNATURE, message, advice);
        }
        None if values.absent(SIGNATURE) && !possible(au) => {
            let message = format!("aucune aide collective ne peut être étudiée comme signée le {}", french(au));
            let advice = format!("donnez la date de signature, ou un jour d'étude {between}");
            values.fault("regime-inconnu", SIGNATURE, message, advice);
        }
        _ => {}
    }
}

fn members(tables: &Tables, values: &mut Values, au: Jour) {
    let count = values.items("membres");
    let mut names: Vec<(String, usize)> = Vec::new();
    for i in 0..count {
        let at = |key: &str| format!("membres[{i}].{key}");
        if let Some(name) = values.text(&at("reference")) {
            match names.iter().find(|(other, _)| *other == name).map(|(_, first)| *first) {
                Some(first) => {
                    let message = format!("ce médecin a la même référence que membres[{first}]");
                    let advice = "donnez à chaque médecin sa propre référence";
                    values.fault("membre-en-double", &at("reference"), message, advice);
                }
                None => names.push((name, i)),
            }
        }
        presence(values, i, au);
    }
    let general = |values: &Values, i: usize| {
        // One that is missing or at fault has its own fault, and may be that of a généraliste.
        let specialite = values.text(&format!("membres[{i}].specialite"));
        specialite.is_none_or(|id| tables.collectif.specialites.contains(&id))
    };
    let founds = |values: &Values, i: usize| {
        let path = format!("membres[{i}].adhesion");
        let (joined, signed) = (values.day(&path), values.day(SIGNATURE));
        // A date at fault may be that of the signature.
        joined.is_none() || signed.is_none() || joined == signed
    };
    let readable = values.absent("membres") || values.get("membres").is_some();
    if readable && !(0..count).any(|i| general(values, i) && founds(values, i)) {
        let message = "ce groupe n'a aucun généraliste à la signature (COL-1)";
        let advice = "ajoutez ses généralistes, chacun dans une table [[membres]] avec specialite = \"01\"";
        values.fault("groupe-sans-generaliste", "membres", message, advice);
    }
}

/// COL-8: members come and go at an anniversary of the signature.
fn presence(values: &mut Values, i: usize, au: Jour) {
    let at = |key: &str| format!("membres[{i}].{key}");
    let (joined, left) = (at("adhesion"), at("sortie"));
    let adhesion = values.day(&joined);
    if values.absent(SIGNATURE) {
        for path in [&joined, &left] {
            if values.day(path).is_some() {
                let message = "un médecin entre ou sort à une date qui suit la signature, et le contrat n'en a pas";
                let advice = "ajoutez signature dans contrat, ou retirez cette ligne";
                values.fault("membre-sans-signature", path, message, advice);
            }
        }
    }
    if let Some(signature) = values.day(SIGNATURE) {
        if let Some(day) = adhesion.filter(|day| *day != signature && !anniversary(signature, *day)) {
            let rule = "une adhésion se fait à la signature ou à un anniversaire";
            not_anniversary(values, &joined, (signature, 0), day, rule);
        }
        if let Some(day) = values.day(&left) {
            if !anniversary(signature, day) {
                not_anniversary(values, &left, (signature, 1), day, "une sortie se fait à un anniversaire");
            } else if adhesion.is_some_and(|adhesion| day <= adhesion) {
                let message = format!("cette sortie du {} n'est pas après l'adhésion (COL-8)", french(day));
                values.fault("sortie-avant-adhesion", &left, message, "vérifiez les deux dates");
            }
        }
    }
    let installation = at("installation");
    let joins = adhesion.or(values.day(SIGNATURE)).unwrap_or(au);
    if let Some(day) = values.day(&installation).filter(|day| *day > au.max(joins)) {
        let message = format!("une installation le {} est dans le futur", french(day));
        let advice = "donnez la date de la première installation, passée";
        values.fault("installation-future", &installation, message, advice);
    }
}

/// Whether `day` is an anniversary of the signature (PAI-7 for 29 February).
fn anniversary(signature: Jour, day: Jour) -> bool {
    let years = day.year() - signature.year();
    years >= 1 && signature.plus_years(years) == day
}

/// `first`: the first anniversary that the rule takes, 0 for the signature itself.
fn not_anniversary(values: &mut Values, path: &str, (signature, first): (Jour, i32), day: Jour, rule: &str) {
    let years = day.year() - signature.year();
    let nearest = [years - 1, years, years + 1].map(|n| signature.plus_years(n.max(first)));
    let near = nearest.into_iter().min_by_key(|candidate| candidate.0.abs_diff(day.0)).unwrap_or(signature);
    let message = format!("le {} n'est pas un anniversaire de la signature : {rule} (COL-8)", french(day));
    let advice = match near == signature {
        true => format!("le jour le plus proche est celui de la signature, le {}", french(near)),
        false => format!("l'anniversaire le plus proche est le {}", french(near)),
    };
    values.fault("hors-anniversaire", path, message, advice);
}

/// Makes the dossier, out of values without fault.
pub(super) fn build(values: &Values) -> DossierCollectif {
    let mut constats: Vec<Constat> = (0..values.items("constats"))
        .filter_map(|i| {
            let item = format!("constats[{i}]");
            let date = values.day(&format!("{item}.date"))?;
            let connu_le = values.day(&format!("{item}.connu_le"));
            Some(Constat { date, effectif: counts(values, &item, ""), connu_le })
        })
        .collect();
    sort::by_key(&mut constats, |c| c.date);
    DossierCollectif {
        reference: values.text("reference"),
        contrat: ContratCollectif { signature: values.day(SIGNATURE), etp: values.etp("contrat.etp") },
        structure: Structure {
            forme: values.text("structure.forme").and_then(|id| Forme::from_id(&id)),
            site_agree: values.flag("structure.site_agree"),
        },
        membres: (0..values.items("membres")).map(|i| member(values, i)).collect(),
        constats,
        lectures: values.lectures,
    }
}

fn counts(values: &Values, table: &str, prefix: &str) -> Paire<Option<u32>> {
    Paire::from_fn(|indicateur| values.count(&format!("{table}.{prefix}{}", indicateur.id())))
}

fn member(values: &Values, i: usize) -> Membre {
    let item = format!("membres[{i}]");
    let at = |key: &str| format!("{item}.{key}");
    let (individuel, precedent) = (at("contrat_individuel"), at("collectif_precedent"));
    Membre {
        reference: values.text(&at("reference")),
        // Required: a dossier without it has a fault and is not built.
        specialite: values.text(&at("specialite")).unwrap_or_default(),
        secteur: values.text(&at("secteur")).and_then(|id| Secteur::from_id(&id)),
        effectif: counts(values, &item, ""),
        adhesion: values.day(&at("adhesion")),
        sortie: values.day(&at("sortie")),
        installation: values.day(&at("installation")),
        docteur_junior: values.flag(&at("docteur_junior")),
        contrat_individuel: values.get(&individuel).map(|_| ContratIndividuel {
            fin: values.day(&format!("{individuel}.fin")),
            gains: counts(values, &individuel, "gain_"),
        }),
        collectif_precedent: values.get(&precedent).map(|_| CollectifPrecedent {
            fin: values.day(&format!("{precedent}.fin")),
            circonstances_exceptionnelles: values
                .flag(&format!("{precedent}.circonstances_exceptionnelles"))
                .unwrap_or(false),
        }),
    }
}
