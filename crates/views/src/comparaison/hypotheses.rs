//! What a comparison supposes, before any figure.

use convention::comparaison::{Comparee, Hypothese, Suppose};
use convention::explication::Valeur;

use super::VueDeComparaison;
use crate::nombre::{entier, euros};
use crate::page::Page;
use crate::typographie::{lier, minuscule};
use crate::{Vue, date};

pub(super) fn write(vue: &VueDeComparaison<'_>, comparee: &Comparee, page: &mut Page) {
    let sentences = phrases(vue, comparee);
    if sentences.is_empty() {
        return;
    }
    page.titre("hypotheses", "Hypothèses");
    for sentence in sentences {
        page.puce(&sentence);
    }
}

/// A sentence for each hypothesis, once, with the columns that it is of where not all have it.
pub(super) fn phrases(vue: &VueDeComparaison<'_>, comparee: &Comparee) -> Vec<String> {
    let mut said: Vec<(String, Vec<String>)> = Vec::new();
    for suppose in &comparee.hypotheses {
        let sentence = phrase(vue, comparee, suppose);
        let of = suppose.terme.and_then(|index| colonne(vue, comparee, index));
        match said.iter_mut().find(|(known, _)| *known == sentence) {
            Some((_, columns)) => columns.extend(of),
            None => said.push((sentence, of.into_iter().collect())),
        }
    }
    let whole = said.into_iter().map(|(sentence, columns)| {
        let all = columns.len() > 1 && columns.len() == comparee.termes.len();
        if columns.is_empty() || all { sentence } else { format!("{} : {}", columns.join(", "), minuscule(&sentence)) }
    });
    whole.map(|text| lier(&text)).collect()
}

fn colonne(vue: &VueDeComparaison<'_>, comparee: &Comparee, index: u8) -> Option<String> {
    match comparee.termes.get(usize::from(index)) {
        // Of a range, whose options are no columns: in their order.
        _ if !vue.comparaison.plages.is_empty() => {
            let mut options: Vec<_> = vue.comparaison.plages.iter().map(|p| p.option).collect();
            options.dedup();
            Some(vue.mot((*options.get(usize::from(index))?)?.id()).to_owned())
        }
        Some(terme) => Some(vue.nom(&terme.nom)),
        None => None,
    }
}

fn phrase(vue: &VueDeComparaison<'_>, comparee: &Comparee, suppose: &Suppose) -> String {
    let words = vue.mot(suppose.quoi.id());
    let first = comparee.termes.first().and_then(|t| vue.vue(t));
    let indicateur = |vue: &Vue<'_>| suppose.indicateur.map(|i| vue.sigle(i));
    match (suppose.quoi, suppose.valeur) {
        (Hypothese::Signature, Valeur::Jour(day)) => format!("{} ({}).", words.trim_end_matches('.'), date(day)),
        (Hypothese::Resultats | Hypothese::ResultatFixe, Valeur::Entier(n)) => {
            let sigle = first.as_ref().and_then(indicateur).unwrap_or_default();
            format!("{} ({sigle} {}).", words.trim_end_matches('.'), entier(n))
        }
        (Hypothese::Prix, Valeur::Centimes(price)) => {
            let given = vue.comparaison.plages.first().is_some_and(|p| p.valorisation.donnes.0);
            let default = if given { "" } else { " ; donnez le vôtre avec --prix-consultation" };
            format!("{} : {}{default}.", words.trim_end_matches('.'), euros(price))
        }
        (Hypothese::Semaines, Valeur::Entier(weeks)) => {
            let given = vue.comparaison.plages.first().is_some_and(|p| p.valorisation.donnes.1);
            let default = if given { "" } else { " ; donnez les vôtres avec --semaines" };
            format!("{} : {}{default}.", words.trim_end_matches('.'), entier(weeks))
        }
        _ => words.to_owned(),
    }
}
