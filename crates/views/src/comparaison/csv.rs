//! A comparison as rows of a spreadsheet: one line for each dossier, column and year; of a range, for each
//! result and year.

use convention::comparaison::{AnneeComparee, Axe, Comparaison, Comparee, PlageDeResultats, annees};
use convention::etude::Chiffrage;
use convention::fault::Fault;
use convention::money::Centimes;
use convention::tables::Convention;

use super::VueDeComparaison;
use super::hypotheses::phrases;
use crate::date_courte;
use crate::nombre::nombre;
use crate::versements::{ecrire, inerte, montant};

/// The columns that every comparison has.
const COLONNES: [&str; 17] = [
    "dossier",
    "terme",
    "option",
    "cible",
    "resultat",
    "pmt",
    "pfa",
    "annee",
    "debut",
    "fin",
    "montant_euros",
    "aide_euros",
    "aide_minimum_euros",
    "aide_maximum_euros",
    "cout_euros",
    "reste_a_charge_euros",
    "consultations_par_semaine",
];

/// The comparison as a file that a French spreadsheet opens by itself. Hypotheses stand on every line.
///
/// # Errors
///
/// Those of the writer, which memory alone can cause.
pub fn csv_de_comparaison(conventions: &[&Convention], comparaison: &Comparaison) -> Result<String, Vec<Fault>> {
    let vue = VueDeComparaison { conventions, comparaison };
    let mut head: Vec<String> = COLONNES.map(str::to_owned).to_vec();
    head.push("hypotheses".to_owned());
    let mut rows = vec![head];
    for dossier in &comparaison.dossiers {
        let supposed = inerte(&phrases(&vue, dossier).join(" "));
        if comparaison.plages.is_empty() {
            termes(&vue, dossier, &supposed, &mut rows);
        } else {
            comparaison.plages.iter().for_each(|plage| resultats(dossier, plage, &supposed, &mut rows));
        }
    }
    ecrire("comparaison", rows)
}

fn termes(vue: &VueDeComparaison<'_>, dossier: &Comparee, supposed: &str, rows: &mut Vec<Vec<String>>) {
    for terme in &dossier.termes {
        let several = terme.etude.variantes.as_slice();
        let chiffrages: Vec<&Chiffrage> =
            if several.is_empty() { vec![&terme.etude.chiffrage] } else { several.iter().collect() };
        for chiffrage in chiffrages {
            let option = chiffrage.option.map_or_else(String::new, |o| o.id().to_owned());
            for year in annees(chiffrage) {
                let mut row = vec![inerte(&dossier.nom), inerte(&vue.nom(&terme.nom)), option.clone()];
                row.extend([const { String::new() }; 4]);
                row.extend(annee(&year));
                row.extend([String::new(), supposed.to_owned()]);
                rows.push(row);
            }
        }
    }
}

fn resultats(dossier: &Comparee, plage: &PlageDeResultats, supposed: &str, rows: &mut Vec<Vec<String>>) {
    let option = plage.option.map_or_else(String::new, |o| o.id().to_owned());
    let count = |n: Option<u32>| n.map_or_else(String::new, |n| n.to_string());
    let axe = match plage.resultats.axe {
        Axe::Gain => "gain",
        Axe::Effectif(i) => i.id(),
    };
    for ligne in &plage.lignes {
        for point in &ligne.annees {
            let mut row = vec![
                inerte(&dossier.nom),
                axe.to_owned(),
                option.clone(),
                plage.cible.map_or_else(String::new, |c| c.to_string()),
                ligne.valeur.to_string(),
                count(ligne.effectifs.pmt),
                count(ligne.effectifs.pfa),
            ];
            row.extend(annee(&point.annee));
            row.push(point.consultations.map(nombre).unwrap_or_default());
            row.push(supposed.to_owned());
            rows.push(row);
        }
    }
}

fn annee(year: &AnneeComparee) -> Vec<String> {
    let sum = |sum: Option<Centimes>| sum.map(montant).unwrap_or_default();
    // A year without a day has no dates.
    let day = |jour| if year.sans_un_jour() { String::new() } else { date_courte(jour) };
    vec![
        year.annee.to_string(),
        day(year.debut),
        day(year.fin),
        sum(year.montant.valeur),
        sum(year.aide.valeur),
        sum(year.aide.bornes.map(|b| b.min)),
        sum(year.aide.bornes.map(|b| b.max)),
        sum(year.cout),
        sum(year.reste.valeur),
    ]
}
