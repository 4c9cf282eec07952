//! What the employment costs, year by year beside the aid.

use super::annees::aide;
use super::{Colonne, Montre, Page, Tableau, Texte};
use crate::{Vue, euros, plage_euros, plage_euros_courte};
use convention::cout::CoutAnnee;
use convention::etude::{Chiffrage, Plage};
use convention::explication::{Chemin, FigureCout};
use convention::money::Centimes;

pub(crate) fn write(vue: &Vue<'_>, page: &mut Page) {
    if !vue.a_un_cout() {
        return;
    }
    page.titre("couts", "Ce que coûte l'emploi");
    // Before the table, beside which a page folds the rest.
    if negatif(&vue.etude.chiffrage) || vue.etude.variantes.iter().any(negatif) {
        page.paragraphe(
            "Un reste négatif\u{a0}: l'aide dépasse le coût de l'année. Les documents ne disent pas si la caisse verse \
             alors moins.",
        );
    }
    if vue.etude.variantes.is_empty() {
        une_option(vue, page);
    } else {
        par_option(vue, page);
    }
    for remarque in vue.remarques_du_cout() {
        page.puce(&remarque);
    }
    let detailed = vue.etude.variantes.iter().chain([&vue.etude.chiffrage]);
    for month in detailed.filter_map(|c| c.couts.iter().find_map(|cout| vue.mois_du_cout(cout))) {
        page.paragraphe(&month);
    }
    let hypotheses = vue.hypotheses_du_cout();
    if !hypotheses.is_empty() {
        page.paragraphe("Ce calcul suppose\u{a0}:");
    }
    for hypothese in hypotheses {
        page.puce(&hypothese);
    }
    if let Some(left) = vue.non_compris() {
        page.paragraphe(&left);
    }
}

fn une_option(vue: &Vue<'_>, page: &mut Page) {
    use Colonne::{Droite, Gauche};
    let entetes = [("Année", Gauche), ("Coût", Droite), ("Aide due", Droite), ("Reste à charge", Droite)];
    let mut table = Tableau::new(&entetes);
    let chiffrage = &vue.etude.chiffrage;
    for year in &chiffrage.annees {
        let Some(cout) = vue.cout_de_l_annee(chiffrage, year.annee.annee) else { continue };
        let n = year.annee.annee;
        table.ligne(vec![
            n.to_string().into(),
            Texte::de(cout.cout.map_or_else(inconnu, euros), Chemin::Cout(n, FigureCout::Cout)),
            Texte::de(aide(year, plage_euros), Chemin::Aide(n)),
            Texte::de(reste(cout, plage_euros), Chemin::Cout(n, FigureCout::Reste)),
        ]);
    }
    page.tableau(table);
}

fn par_option(vue: &Vue<'_>, page: &mut Page) {
    let variantes = &vue.etude.variantes;
    let Some(first) = variantes.first() else { return };
    let range = if variantes.len() > 2 { plage_euros_courte } else { plage_euros };
    let names: Vec<String> = variantes.iter().filter_map(|v| Some(vue.option(v.option?))).collect();
    let mut entetes = vec![("", Colonne::Gauche)];
    entetes.extend(names.iter().map(|name| (name.as_str(), Colonne::Droite)));
    let mut table = Tableau::new(&entetes);
    for n in first.couts.iter().map(|cout| cout.annee) {
        let mut row = |label: String, figure: FigureCout, write: &dyn Fn(&CoutAnnee) -> String| {
            let mut cells: Vec<Texte> = vec![label.into()];
            cells.extend((0u8..).zip(variantes).map(|(option, v)| {
                let figure = Montre { variante: Some(option), chemin: Chemin::Cout(n, figure) };
                vue.cout_de_l_annee(v, n).map_or_else(|| inconnu().into(), |cout| Texte::de(write(cout), figure))
            }));
            table.ligne(cells);
        };
        row(format!("Année {n}, coût"), FigureCout::Cout, &|cout| cout.cout.map_or_else(inconnu, euros));
        row(format!("Année {n}, reste à charge"), FigureCout::Reste, &|cout| reste(cout, range));
    }
    page.tableau(table);
}

/// What stays to be paid, or its bounds.
fn reste(cout: &CoutAnnee, range: impl Fn(Plage<Centimes>) -> String) -> String {
    cout.reste_a_charge.map(euros).or_else(|| cout.bornes.map(range)).unwrap_or_else(inconnu)
}

fn inconnu() -> String {
    "inconnu".to_owned()
}

fn negatif(chiffrage: &Chiffrage) -> bool {
    let least = |c: &CoutAnnee| c.reste_a_charge.or(c.bornes.map(|b| b.min));
    chiffrage.couts.iter().filter_map(least).any(|reste| reste < Centimes::ZERO)
}
