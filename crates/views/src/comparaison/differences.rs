//! Euros gained or lost by year, then the figures that differ, each with its rule.

use convention::comparaison::{Comparee, Delta, EcartChiffrage, EcartDeFigure};
use convention::etude::Etude;
use convention::explication::{Bout, Chemin, FigureCout, Grandeur, Valeur};
use convention::money::Centimes;

use super::VueDeComparaison;
use super::colonnes::mesure;
use crate::Vue;
use crate::nombre::{euros, plage_euros_courte};
use crate::page::{Colonne, Page, Tableau};
use crate::typographie::{lier, majuscule};

const INCONNU: &str = "inconnu";
const RIEN: &str = "–";

pub(super) fn write<'a>(vue: &VueDeComparaison<'a>, comparee: &'a Comparee, page: &mut Page) {
    for (chiffrages, terme) in comparee.chiffrages.iter().zip(comparee.termes.iter().skip(1)) {
        let Some(first) = comparee.termes.first() else { return };
        let names = [vue.nom(&first.nom), vue.nom(&terme.nom)];
        for chiffrage in chiffrages {
            tableau(vue, chiffrage, &names, page);
        }
    }
}

/// One option, year by year.
fn tableau(vue: &VueDeComparaison<'_>, chiffrage: &EcartChiffrage, names: &[String; 2], page: &mut Page) {
    let option = chiffrage.option.map_or_else(String::new, |o| format!(", {}", vue.mot(o.id())));
    page.titre_suivi("ecarts", "Gagné ou perdu", &option);
    if chiffrage.annees.is_empty() {
        page.paragraphe("Aucune aide, ni d'un côté ni de l'autre.");
        return;
    }
    let heads = [
        ("Aide due", Colonne::Gauche),
        (&names[0], Colonne::Droite),
        (&names[1], Colonne::Droite),
        ("Écart", Colonne::Droite),
        ("Si tout est atteint", Colonne::Droite),
    ];
    let mut table = Tableau::new(&heads.map(|(head, side)| (head.to_owned(), side)));
    for year in &chiffrage.annees {
        let side = |s: usize| match &year.annees[s] {
            Some(of) => mesure(&of.aide, plage_euros_courte).unwrap_or_else(|| INCONNU.to_owned()),
            None => RIEN.to_owned(),
        };
        table.ligne(vec![
            format!("Année\u{a0}{}", year.annee),
            side(0),
            side(1),
            ecart(year.aide),
            ecart(year.maximum),
        ]);
    }
    let total = &chiffrage.total;
    let sum = |s: usize| mesure(&total.aides[s], plage_euros_courte).unwrap_or_else(|| INCONNU.to_owned());
    table.ligne(vec!["Total".to_owned(), sum(0), sum(1), ecart(total.aide), ecart(total.maximum)]);
    page.tableau(table);
    if total.aide.is_none() {
        page.paragraphe(&lier(
            "Écart inconnu : l'aide dépend de résultats à venir. Supposez-les avec --si, ou lisez la dernière colonne.",
        ));
    }
}

/// `+ 3 000 €`, `− 11 000 €`, `0 €`.
pub(super) fn ecart(sum: Option<Centimes>) -> String {
    match sum {
        None => INCONNU.to_owned(),
        Some(sum) if sum > Centimes::ZERO => format!("+\u{a0}{}", euros(sum)),
        Some(sum) => euros(sum),
    }
}

/// Whether a doctor asks for a figure: the others are counted.
fn compte(chemin: Chemin) -> bool {
    use Chemin as C;
    matches!(
        chemin,
        C::Regime
            | C::Verdict
            | C::Bande
            | C::Nature(_)
            | C::Depart(_)
            | C::Cible(_)
            | C::SeuilAtteint(_)
            | C::Montant(_)
            | C::Constat(..)
            | C::Issue(..)
            | C::Part(_)
            | C::Aide(_)
            | C::Borne(_, Grandeur::Aide, Bout::Min | Bout::Max)
            | C::Total
            | C::FinDuContrat
            | C::Cout(_, FigureCout::Cout | FigureCout::Reste)
    )
}

/// The figures that differ, with the rule of each, and the changes of the dossier behind it.
pub(super) fn chiffres<'a>(vue: &VueDeComparaison<'a>, comparee: &'a Comparee, page: &mut Page) {
    for (ecarts, terme) in comparee.ecarts.iter().zip(comparee.termes.iter().skip(1)) {
        let Some((first, after)) = comparee.termes.first().and_then(|t| vue.vue(t)).zip(vue.vue(terme)) else { return };
        page.titre("changements", "Ce qui change, et par quelle règle");
        if ecarts.is_empty() {
            page.paragraphe("Aucun chiffre ne change.");
            return;
        }
        // Of a dossier without option, each option has its own figures.
        let told = |e: &&EcartDeFigure| compte(e.chemin) && !(borne(e.chemin) && e.valeurs[1] == Valeur::Inconnu);
        let own = |e: &&EcartDeFigure| told(e) && (e.option.is_some() || !par_option(&first, e.chemin));
        let shown: Vec<&EcartDeFigure> = ecarts.iter().filter(own).collect();
        for ecart in &shown {
            page.puce(&phrase(&first, &after, comparee, ecart));
        }
        if ecarts.len() > shown.len() {
            let others = if shown.is_empty() { "Des chiffres changent" } else { "D'autres chiffres changent aussi" };
            page.paragraphe(&lier(&format!(
                "{others} (versements, dates, paliers, bornes) : --format json les donne tous."
            )));
        }
    }
}

/// Whether a figure is a bound: once what it bounds is known, there is none.
fn borne(chemin: Chemin) -> bool {
    matches!(chemin, Chemin::Borne(..))
}

fn par_option(vue: &Vue<'_>, chemin: Chemin) -> bool {
    !vue.etude.variantes.is_empty() && chemin.par_option()
}

fn phrase(first: &Vue<'_>, after: &Vue<'_>, comparee: &Comparee, ecart: &EcartDeFigure) -> String {
    let index = |etude: &Etude| {
        let at = etude.variantes.iter().position(|v| ecart.option.is_some() && v.option == ecart.option);
        at.and_then(|at| u8::try_from(at).ok())
    };
    let name = first.figure(index(first.etude), ecart.chemin);
    let [was, is] = ecart.valeurs;
    let gap = match ecart.delta {
        Some(Delta::Centimes(sum)) => format!(" ({})", self::ecart(Some(sum))),
        _ => String::new(),
    };
    let rule = ecart.regles[1].or(ecart.regles[0]).map_or_else(String::new, |id| format!(" — {id}"));
    let changes = ecart.causes.iter().filter_map(|c| comparee.changements.get(usize::from(*c)));
    let changes: Vec<&str> = changes.map(|c| c.champ.as_str()).collect();
    let why = match (changes.as_slice(), comparee.changements.is_empty()) {
        (_, true) => String::new(),
        ([], false) => ", par plusieurs changements à la fois".to_owned(),
        (some, false) => format!(", à cause de {}", some.join(", ")),
    };
    let now = after.valeur_de(ecart.chemin, is);
    let before = first.valeur_de(ecart.chemin, was);
    let moved = match was {
        Valeur::Inconnu => format!("{now}, {before} avant"),
        _ => format!("{now} au lieu de {before}"),
    };
    majuscule(&lier(&format!("{name} : {moved}{gap}{rule}{why}.")))
}
