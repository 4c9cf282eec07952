//! The contract years: maximum, share, aid due; the total; what was measured.

use convention::etude::{AnneeEtudiee, Chiffrage, Plage};
use convention::money::Centimes;

use super::{Colonne, Page, Tableau};
use crate::{Vue, date_courte, euros, plage_euros, plage_pour_cent, pour_cent};

const INCONNU: &str = "inconnu";

pub(crate) fn write(vue: &Vue<'_>, page: &mut Page) {
    let chiffrage = &vue.etude.chiffrage;
    if chiffrage.annees.is_empty() {
        return;
    }
    page.titre("Les années");
    tableau(vue, chiffrage, page);
    let totaux = &chiffrage.totaux;
    if let (Some(pire), Some(en_jeu)) = (totaux.pire_cas(), totaux.en_jeu()) {
        page.paragraphe(&format!(
            "Pire cas\u{a0}: {}. En jeu, selon vos résultats et ce qui manque\u{a0}: {}.",
            euros(pire),
            euros(en_jeu)
        ));
    }
}

fn tableau(vue: &Vue<'_>, chiffrage: &Chiffrage, page: &mut Page) {
    use Colonne::{Droite, Gauche};
    let entetes = [
        ("Année", Gauche),
        ("du", Gauche),
        ("au", Gauche),
        ("Aide maximale", Droite),
        ("Part", Droite),
        ("Aide due", Droite),
    ];
    let mut table = Tableau::new(&entetes);
    let au = vue.etude.demande.au;
    for (index, year) in chiffrage.annees.iter().enumerate() {
        let periode = &year.annee.periode;
        let now = if periode.debut <= au && au <= periode.fin && vue.etude.eligibilite.deja_signe { " *" } else { "" };
        table.ligne(vec![
            format!("{}{now}", year.annee.annee),
            date_courte(periode.debut),
            date_courte(periode.fin),
            montant(year),
            part(year),
            aide(year, plage_euros),
        ]);
        if index + 1 == usize::from(chiffrage.totaux.annees) {
            table.ligne(total(chiffrage));
        }
    }
    let running = chiffrage.annees.iter().any(|y| y.annee.periode.debut <= au && au <= y.annee.periode.fin);
    page.tableau(table);
    if running && vue.etude.eligibilite.deja_signe {
        page.paragraphe("* année en cours");
    }
}

fn total(chiffrage: &Chiffrage) -> Vec<String> {
    let totaux = &chiffrage.totaux;
    let sum = match (totaux.aide, totaux.bornes) {
        (Some(aide), _) => euros(aide),
        (None, Some(bornes)) => plage_euros(bornes),
        (None, None) => INCONNU.to_owned(),
    };
    let maximum = totaux.maximum.map_or_else(String::new, euros);
    vec!["Total".to_owned(), format!("{}\u{a0}ans", totaux.annees), String::new(), maximum, String::new(), sum]
}

/// The maximum of a year, or its bounds.
pub(crate) fn montant(year: &AnneeEtudiee) -> String {
    known(year.annee.montant, euros, year.bornes.and_then(|b| b.montant), plage_euros)
}

/// The aid due of a year, or its bounds.
pub(crate) fn aide(year: &AnneeEtudiee, range: impl Fn(Plage<Centimes>) -> String) -> String {
    known(year.annee.aide, euros, year.bornes.and_then(|b| b.aide), range)
}

fn part(year: &AnneeEtudiee) -> String {
    known(year.annee.part, pour_cent, year.bornes.and_then(|b| b.part), plage_pour_cent)
}

fn known<T: Copy>(
    value: Option<T>,
    one: impl Fn(T) -> String,
    bounds: Option<Plage<T>>,
    range: impl Fn(Plage<T>) -> String,
) -> String {
    value.map(one).or_else(|| bounds.map(range)).unwrap_or_else(|| INCONNU.to_owned())
}
