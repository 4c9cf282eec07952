//! What the employment costs: the fields against each other.

use super::coherence::french;
use super::values::Values;
use crate::money::Centimes;

/// What a cost is worked out from, and that a typed cost replaces.
const POUR_CALCULER: [&str; 4] = ["position", "brut_mensuel_euros", "heures_semaine", "anciennete_depuis"];

/// Typed in or worked out, not both; a pay is that of a working time; the seniority has begun by the hiring.
pub(super) fn check(values: &mut Values) {
    let cost = "assistant.cout_annuel_euros";
    let pay = "assistant.brut_mensuel_euros";
    let beside: Vec<&str> =
        POUR_CALCULER.into_iter().filter(|field| values.get(&format!("assistant.{field}")).is_some()).collect();
    if values.money(cost).is_some() && !beside.is_empty() {
        let message = format!("cout_annuel_euros et {} ne vont pas ensemble", beside.join(", "));
        let advice = "gardez le coût que vous connaissez, ou retirez-le pour qu'il soit calculé";
        values.fault("cout-saisi-et-calcule", cost, message, advice);
    }
    if values.money(pay) == Some(Centimes::ZERO) {
        values.fault("brut-nul", pay, "un salaire de 0 € n'en est pas un", "écrivez le salaire brut d'un mois");
    }
    if values.money(cost) == Some(Centimes::ZERO) {
        let advice = "écrivez le coût d'une année pour l'employeur, ou retirez la ligne s'il n'est pas connu";
        values.fault("cout-nul", cost, "un emploi à 0 € n'en est pas un", advice);
    }
    let no_time = values.absent("assistant.heures_semaine") && values.absent("contrat.option");
    if values.money(pay).is_some() && no_time {
        let hours = values.ecrire("heures_semaine", "35");
        let advice = format!("ajoutez {hours} (un temps plein) dans assistant, ou option dans contrat");
        values.fault("brut-sans-heures", pay, "un salaire sans temps de travail ne dit pas ce qu'il paie", advice);
    }
    let since = "assistant.anciennete_depuis";
    if let Some((begun, hired)) = values.day(since).zip(values.day("assistant.embauche"))
        && begun > hired
    {
        let message = format!("l'ancienneté commencerait après l'embauche du {}", french(hired));
        values.fault("anciennete-apres-embauche", since, message, "retirez la ligne si elle part de l'embauche");
    }
}
