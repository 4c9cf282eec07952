//! Values against each other and against the calendar: the regime, the doctor's dates, the option,
//! the constats' dates.

use super::values::{Value, Values};
use crate::dossier::OptionEtp;
use crate::dossier::fields::{Compte, Syntaxe};
use crate::fault::Fault;
use crate::jour::Jour;
use crate::regime::{Regime, regime_de};
use crate::tables::{Convention, Tables};

/// Youngest and oldest age of a doctor at signature, in years.
const AGES: (i32, i32) = (20, 110);

/// The regime of the signature, or of `au` where unsigned; `None` where a fault leaves it unknown.
pub(super) fn regime(tables: &Tables, values: &mut Values, au: Jour) -> Option<Regime> {
    // A faulty reading may hide the regime, never a day that no reading knows.
    let sure = !values.lectures_faulty;
    let path = "contrat.signature";
    let lectures = values.lectures;
    if let Some(signature) = values.day(path) {
        let (first, last) = (tables.signature_possible.0.value, tables.signature_possible.1.value);
        let regime = regime_de(tables, &lectures, signature).filter(|_| first <= signature && signature <= last);
        if regime.is_none() {
            let advice = format!("écrivez une date de signature entre le {} et le {}", french(first), french(last));
            let message = format!("aucune règle connue pour une signature le {}", french(signature));
            values.fault("signature-hors-periode", path, message, advice);
        }
        return regime.filter(|_| sure);
    }
    if !values.absent(path) {
        return None;
    }
    let regime = regime_de(tables, &lectures, au);
    if regime.is_none() {
        let message = format!("aucune règle connue pour un contrat étudié le {}", french(au));
        values.fault("regime-inconnu", path, message, "donnez la date de signature, ou un autre jour d'étude");
    }
    regime.filter(|_| sure)
}

/// Everything but the counts of patients.
pub(super) fn check(convention: &Convention, values: &mut Values, regime: Option<Regime>, au: Jour) {
    if let Some(regime) = regime {
        names(values, regime);
        option(convention, values, regime);
    }
    doctor(values, au);
    fees(values);
    constats(values, "patientele");
    super::journal::check(values);
}

/// `pmt` under a regime that counts adults alone, `pmt_adultes` under another.
fn names(values: &mut Values, regime: Regime) {
    let (wrong, code, message, advice) = if regime == Regime::Avenant7 {
        (
            Compte::AdultesEtEnfants,
            "pmt-adultes-attendu",
            "sous l'avenant 7, seuls les adultes comptent dans la patientèle médecin traitant",
            "donnez le nombre d'adultes sous le nom pmt_adultes",
        )
    } else {
        (
            Compte::Adultes,
            "pmt-attendu",
            "pmt_adultes ne sert que sous l'avenant 7",
            "donnez le nombre de tous les patients, adultes et enfants, sous le nom pmt",
        )
    };
    for found in values.found.values_mut().filter(|f| f.field.compte == wrong) {
        values.faults.push(Fault::new(code, &found.key, message, advice));
        found.value = Value::Faulty;
    }
}

/// An option of later years is known to the regime, but nobody is advised to sign it.
fn option(convention: &Convention, values: &mut Values, regime: Regime) {
    let path = "contrat.option";
    let Some(option) = values.text(path).and_then(|id| OptionEtp::from_id(&id)) else { return };
    let table = convention.tables.regime(regime);
    if !table.options.iter().chain(&table.options_ensuite).any(|o| *o == option) {
        option_inconnue(convention, values, regime, option);
    }
}

/// Apart from the check, which every answer runs.
#[inline(never)]
fn option_inconnue(convention: &Convention, values: &mut Values, regime: Regime, option: OptionEtp) {
    let (table, textes) = (convention.tables.regime(regime), &convention.textes);
    let named: Vec<&str> = table.options.iter().map(|o| textes.mot(o.id())).collect();
    let mut advice = format!("options possibles : {}", named.join(", "));
    // A file writes them in another way than people do.
    if values.syntaxe != Syntaxe::Formulaire {
        let written: Vec<String> = table.options.iter().map(|o| values.syntaxe.texte(o.id())).collect();
        advice.push_str(&format!(" ; écrivez {}", values.ecrire("option", &written.join(" ou "))));
    }
    let (option, regime) = (textes.mot(option.id()), textes.mot(regime.id()));
    let message = format!("l'option {option} n'existe pas pour un contrat signé à cette date ({regime})");
    values.fault("option-inconnue-du-regime", "contrat.option", message, advice);
}

fn doctor(values: &mut Values, au: Jour) {
    let signature_unknown = values.day("contrat.signature").is_none() && !values.absent("contrat.signature");
    let signature = values.day("contrat.signature").unwrap_or(au);
    let path = "medecin.naissance";
    if let Some(birth) = values.day(path) {
        if birth > au {
            let message = format!("une naissance le {} est dans le futur", french(birth));
            values.fault("naissance-future", path, message, "vérifiez l'année de naissance");
        } else if !signature_unknown && signature < birth.plus_years(AGES.0) {
            let message = format!("né le {}, le médecin aurait moins de {} ans à la signature", french(birth), AGES.0);
            values.fault("age-impossible", path, message, "vérifiez l'année de naissance");
        } else if !signature_unknown && signature >= birth.plus_years(AGES.1 + 1) {
            let message = format!("né le {}, le médecin aurait plus de {} ans à la signature", french(birth), AGES.1);
            values.fault("age-impossible", path, message, "vérifiez l'année de naissance");
        }
    }
    let path = "medecin.installation";
    if let Some(installation) = values.day(path) {
        if values.day("medecin.naissance").is_some_and(|birth| installation < birth) {
            values.fault(
                "installation-avant-naissance",
                path,
                "l'installation est avant la naissance",
                "vérifiez les deux dates",
            );
        } else if !signature_unknown && installation > au.max(signature) {
            let message = format!("une installation le {} est dans le futur", french(installation));
            values.fault("installation-future", path, message, "donnez la date de la première installation, passée");
        }
    }
    let path = "medecin.temps_liberal";
    let mixed = "medecin.activite_mixte";
    if values.share(path).is_some() && (values.flag(mixed) == Some(false) || values.absent(mixed)) {
        values.fault(
            "temps-liberal-sans-activite-mixte",
            path,
            "temps_liberal ne sert que pour une activité mixte",
            format!("ajoutez {}, ou retirez cette ligne", values.ecrire("activite_mixte", "true")),
        );
    }
}

fn fees(values: &mut Values) {
    let path = "medecin.honoraires_cliniques_euros";
    let clinical = values.money(path);
    let total = values.money("medecin.honoraires_sans_depassement_euros");
    if clinical.zip(total).is_some_and(|(clinical, total)| clinical > total) {
        values.fault(
            "honoraires-incoherents",
            path,
            "les honoraires cliniques dépassent les honoraires totaux",
            "donnez la part clinique des honoraires sans dépassement, sur les mêmes 12 mois",
        );
    }
}

/// Dates and figures of the constats. `depart`: the table where the figures of the start stand.
pub(super) fn constats(values: &mut Values, depart: &str) {
    let count = values.items("constats");
    if count > 0 && values.absent("contrat.signature") {
        values.fault(
            "constat-sans-signature",
            "constats[0]",
            "un constat suit la signature, et le contrat n'en a pas",
            format!("ajoutez signature dans contrat, ou mettez ces chiffres dans {depart}"),
        );
    }
    let mut dates: std::collections::HashMap<Jour, usize> = std::collections::HashMap::new();
    for i in 0..count {
        let item = format!("constats[{i}]");
        let path = format!("{item}.date");
        let date = values.day(&path);
        if let Some(date) = date {
            if values.day("contrat.signature").is_some_and(|signature| date <= signature) {
                let message = format!("ce constat du {} n'est pas après la signature", french(date));
                let advice = format!("les chiffres du départ se mettent dans {depart}");
                values.fault("constat-avant-signature", &path, message, advice);
            } else if let Some(first) = dates.get(&date) {
                let message = format!("ce constat a la même date que constats[{first}] : {}", french(date));
                values.fault(
                    "constats-meme-date",
                    &path,
                    message,
                    "réunissez les chiffres d'une date en un seul constat",
                );
            } else {
                dates.insert(date, i);
            }
        }
        let known = format!("{item}.connu_le");
        if values.day(&known).zip(date).is_some_and(|(known, date)| known < date) {
            let advice = "donnez le jour où vous avez eu ces chiffres, ou retirez la ligne";
            values.fault("connu-avant-constat", &known, "ces chiffres seraient connus avant d'être mesurés", advice);
        }
        let figures = ["pmt", "pmt_adultes", "pfa"];
        if values.get(&item).is_some() && figures.iter().all(|f| !values.found.contains_key(&format!("{item}.{f}"))) {
            let figure = values.ecrire("pfa", "1650");
            let advice = format!("ajoutez au moins un chiffre, par exemple {figure}");
            values.fault("constat-sans-chiffre", &item, "ce constat n'a aucun chiffre", advice);
        }
    }
}

/// `15/01/2026`.
pub(super) fn french(day: Jour) -> String {
    let (year, month, day) = day.civil();
    format!("{day:02}/{month:02}/{year:04}")
}
