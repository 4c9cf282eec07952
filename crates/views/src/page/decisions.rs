//! The doctor's own decision table: what each result would give.

use convention::etude::{Chiffrage, Decision};
use convention::explication::{Bout, Chemin};
use convention::indicateur::Indicateur;

use super::annees::montant;
use super::{Colonne, Montre, Page, Tableau, Texte};
use crate::{Vue, date, lignes_de_decision, plage_euros, plage_euros_courte, plage_pour_cent};

pub(crate) fn write(vue: &Vue<'_>, page: &mut Page) {
    let columns: Vec<&Chiffrage> = match vue.etude.variantes.as_slice() {
        [] => vec![&vue.etude.chiffrage],
        several => several.iter().collect(),
    };
    let Some((first, others)) = columns.split_first() else { return };
    let Some(decision) = first.decisions.first() else { return };
    // Options side by side share their lines, or the table would say which line is whose.
    if others.iter().any(|c| !same_lines(&first.decisions, &c.decisions)) {
        return;
    }
    let year = first.annees.iter().find(|y| y.annee.annee == decision.annee);
    let when = year.map_or_else(String::new, |y| format!(", à partir du {}", date(y.annee.periode.debut)));
    page.titre_suivi(
        "decisions",
        &format!("Si vos résultats sont… vous touchez (année {}", decision.annee),
        &format!("{when})"),
    );
    let indicateurs: Vec<Indicateur> = vue.indicateurs().into_iter().filter(|i| decision.zones[*i].is_some()).collect();
    // Of a maximum that is not known, only the shares can be said.
    let priced = columns.iter().any(|c| c.decisions.iter().any(|d| d.aide.is_some()));
    let mut entetes: Vec<(String, Colonne)> =
        indicateurs.iter().map(|i| (vue.sigle(*i).to_owned(), Colonne::Gauche)).collect();
    entetes.push(("Part".to_owned(), Colonne::Droite));
    for column in columns.iter().filter(|_| priced) {
        let option = column.option.filter(|_| columns.len() > 1);
        let name = option.map_or_else(|| "Aide".to_owned(), |o| format!("Aide, {}", vue.option(o)));
        entetes.push((name, Colonne::Droite));
    }
    let entetes: Vec<(&str, Colonne)> = entetes.iter().map(|(text, c)| (text.as_str(), *c)).collect();
    let mut table = Tableau::new(&entetes);
    let situation = vue.situation();
    let option = |rank: u8| (columns.len() > 1).then_some(rank);
    for (rank, line) in lignes_de_decision(&first.decisions).into_iter().enumerate() {
        let mut cells: Vec<Texte> =
            indicateurs.iter().filter_map(|i| Some(vue.zone(&line.zones[*i]?).into())).collect();
        let part = first.decisions.get(line.index).and_then(|d| d.part);
        let index = line.index as u8;
        let shown = |variante, chemin| Montre { variante, chemin };
        cells.push(part.map_or_else(unknown, |part| {
            Texte::de(plage_pour_cent(part), shown(option(0), Chemin::DecisionPart(index, Bout::Min)))
        }));
        let range = if columns.len() > 1 { plage_euros_courte } else { plage_euros };
        for (rank, column) in (0u8..).zip(&columns).filter(|_| priced) {
            let aide = column.decisions.get(line.index).and_then(|d| d.aide);
            cells.push(aide.map_or_else(unknown, |aide| {
                Texte::de(range(aide), shown(option(rank), Chemin::DecisionAide(index, Bout::Min)))
            }));
        }
        table.ligne(cells);
        if situation.est_dans(&line.zones) {
            table.ici = Some((rank, situation.dite().to_owned()));
        }
    }
    page.tableau(table);
    if let Some(year) = year.filter(|_| !priced) {
        page.paragraphe(&format!("Part de l'aide maximale de l'année\u{a0}: {}.", montant(year)));
    }
}

fn unknown() -> Texte {
    "inconnu".into()
}

fn same_lines(a: &[Decision], b: &[Decision]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.zones == b.zones && a.part == b.part)
}
