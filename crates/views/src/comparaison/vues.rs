//! One dossier as it stood on two days: the regularisation.

use convention::comparaison::{Comparee, RegularisationAnnee};
use convention::money::Centimes;
use convention::versement::{Cause, Versement};

use super::VueDeComparaison;
use super::differences;
use super::differences::ecart;
use crate::date_courte;
use crate::nombre::euros;
use crate::page::{Colonne, Page, Relief, Tableau};
use crate::typographie::lier;

const INCONNUE: &str = "inconnue";

pub(super) fn write<'a>(vue: &VueDeComparaison<'a>, comparee: &'a Comparee, page: &mut Page) {
    let Some(regularisation) = &comparee.regularisation else {
        page.paragraphe("Aucune option n'est choisie\u{a0}: rien n'est versé, il n'y a rien à régulariser.");
        differences::write(vue, comparee, page);
        return;
    };
    page.titre("regularisation", "Régularisation");
    if regularisation.annees.is_empty() {
        page.paragraphe("Les deux vues donnent les mêmes sommes\u{a0}: rien à régulariser.");
    } else {
        page.relief(&solde(regularisation.total), Relief::Gras);
        let mut heads = vec![("Aide due".to_owned(), Colonne::Gauche)];
        heads.extend(comparee.termes.iter().map(|t| (vue.nom(&t.nom), Colonne::Droite)));
        heads.push(("Régularisation".to_owned(), Colonne::Droite));
        let mut table = Tableau::new(&heads);
        for year in &regularisation.annees {
            let [before, after] = year.aides.map(|aide| aide.map_or_else(|| INCONNUE.to_owned(), euros));
            let gap = match (year.ecart, year.aides) {
                (Some(sum), _) => ecart(Some(sum)),
                (None, [None, Some(_)]) => "connue maintenant".to_owned(),
                (None, _) => INCONNUE.to_owned(),
            };
            table.ligne(vec![format!("Année\u{a0}{}", year.annee), before, after, gap]);
        }
        page.tableau(table);
        versements(vue, &regularisation.annees, page);
    }
    differences::chiffres(vue, comparee, page);
}

fn solde(total: Centimes) -> String {
    lier(&match total {
        Centimes::ZERO => "Aucune somme déjà connue ne change.".to_owned(),
        sum if sum < Centimes::ZERO => format!("À rendre : {}.", euros(Centimes::ZERO - sum)),
        sum => format!("À recevoir : {}.", euros(sum)),
    })
}

/// The payments that one view alone has.
fn versements(vue: &VueDeComparaison<'_>, years: &[RegularisationAnnee], page: &mut Page) {
    let line = |what: &str, v: &Versement| {
        let sum = v.montant.map_or_else(|| INCONNUE.to_owned(), euros);
        let limit = v.date_limite.map_or_else(String::new, |day| format!(", au plus tard le {}", date_courte(day)));
        let why = v.motif().map_or_else(String::new, |cause| match cause {
            Cause::Evenement(_, nature) => format!(" ({})", vue.mot(nature.id())),
            Cause::Constat(_) => " (relevé connu plus tard)".to_owned(),
        });
        let name = vue.mot(v.nature.id());
        lier(&format!("{what} : {name}, année {}, {sum}{why}{limit} — {}.", v.annee, v.regle()))
    };
    for year in years {
        year.retires.iter().for_each(|v| page.puce(&line("Ne vaut plus", v)));
        year.ajoutes.iter().for_each(|v| page.puce(&line("S'y ajoute", v)));
    }
}
