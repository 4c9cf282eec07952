//! The objectives, side by side; where a target is not known, hypotheses.

use convention::etude::{Chiffrage, Hypothese};
use convention::indicateur::Indicateur;
use convention::objectif::Objectif;
use convention::tables::Nature;

use super::{Colonne, Page, Tableau};
use crate::{Vue, date, entier, gain, lier, rythme};

const INCONNU: &str = "inconnu";

pub(crate) fn write(vue: &Vue<'_>, page: &mut Page) {
    let chiffrage = &vue.etude.chiffrage;
    let en_vigueur = vue.objectifs_en_vigueur();
    let shown: Vec<(Indicateur, Objectif)> =
        vue.indicateurs().into_iter().filter_map(|i| Some((i, en_vigueur.objectifs[i]?))).collect();
    if shown.is_empty() {
        return;
    }
    page.titre("Objectifs");
    page.paragraphe(&lier(&vue.definitions()));
    if let Some(depuis) = en_vigueur.depuis {
        page.paragraphe(&lier(&format!(
            "Ces objectifs comptent depuis le {} : un avenant a changé ceux de la signature.",
            date(depuis)
        )));
    }
    let rows: Vec<Row> = rows(vue, &shown);
    let nothing = rows.iter().all(|row| !row.known());
    if nothing && en_vigueur.depuis.is_none() {
        let signed = vue.etude.eligibilite.deja_signe;
        let written = if signed { "sont écrits à votre contrat" } else { "seront écrits au contrat" };
        page.paragraphe(&format!("Rien n'est connu ici de ces objectifs\u{a0}: ils {written}."));
    } else {
        if nothing {
            page.paragraphe(&lier("L'avenant qui les écrit n'est pas dans ce dossier : demandez-le à votre caisse."));
        }
        let mut entetes = vec![("", Colonne::Gauche)];
        entetes.extend(shown.iter().map(|(i, _)| (vue.sigle(*i), Colonne::Gauche)));
        let mut table = Tableau::new(&entetes);
        rows.into_iter().filter(|row| row.always || row.known()).for_each(|row| table.ligne(row.cells));
        page.tableau(table);
    }
    hypotheses(vue, chiffrage, page);
}

/// A row of the table of objectives.
struct Row {
    cells: Vec<String>,
    /// It stands even where nothing of it is known.
    always: bool,
}

impl Row {
    /// Whether it says anything.
    fn known(&self) -> bool {
        self.cells.iter().skip(1).any(|cell| cell != INCONNU && !cell.is_empty())
    }
}

fn rows(vue: &Vue<'_>, shown: &[(Indicateur, Objectif)]) -> Vec<Row> {
    let row = |label: &str, value: &dyn Fn(Indicateur, &Objectif) -> String| {
        let mut cells = vec![label.to_owned()];
        cells.extend(shown.iter().map(|(i, objectif)| value(*i, objectif)));
        Row { cells, always: false }
    };
    let always = |row: Row| Row { always: true, ..row };
    vec![
        always(row("Objectif", &|_, o| vue.nature(o))),
        row("Patients au départ", &|_, o| vue.effectif(o.depart)),
        always(row("Cible", &|_, o| vue.cible(o))),
        row("De plus par semaine", &|i, o| par_semaine(vue, i, o)),
        row("Considéré atteint dès", &|_, o| vue.seuil_atteint(o)),
        row("Plancher", &|_, o| vue.effectif(o.plancher)),
        always(row("D'où vient l'objectif", &|_, o| vue.mot(o.origine.id()).to_owned())),
    ]
}

/// Patients more a week, while the years that count are still to come.
fn par_semaine(vue: &Vue<'_>, i: Indicateur, objectif: &Objectif) -> String {
    let chiffrage = &vue.etude.chiffrage;
    let au = vue.etude.demande.au;
    let first = chiffrage.annees.iter().find(|y| y.annee.mode.is_some());
    let to_come = first.is_some_and(|y| y.annee.periode.debut > au);
    let own = chiffrage.objectifs[i] == Some(*objectif);
    let rate = chiffrage.totaux.par_semaine[i]
        .filter(|_| own)
        .filter(|_| to_come && objectif.nature != Some(Nature::Maintien));
    let rate = rate.zip(chiffrage.totaux.semaines[i]);
    rate.map_or_else(String::new, |(rate, weeks)| format!("{} (sur {} semaines)", rythme(rate), entier(weeks)))
}

fn hypotheses(vue: &Vue<'_>, chiffrage: &Chiffrage, page: &mut Page) {
    if chiffrage.hypotheses.is_empty() {
        return;
    }
    page.vide();
    page.paragraphe(&lier(
        "Hypothèses, rien d'officiel : l'objectif n'est pas connu, voici ce que demanderait chaque gain.",
    ));
    for i in vue.indicateurs() {
        let effets: Vec<(&Hypothese, _)> =
            chiffrage.hypotheses.iter().filter_map(|h| Some((h, h.effets[i]?))).collect();
        if effets.is_empty() {
            continue;
        }
        page.vide();
        let first = format!("Gain en {}", vue.sigle(i));
        let entetes = [
            (first.as_str(), Colonne::Gauche),
            ("de plus", Colonne::Droite),
            ("par semaine", Colonne::Droite),
            ("cible", Colonne::Droite),
            ("atteint dès", Colonne::Droite),
        ];
        let mut table = Tableau::new(&entetes);
        for (hypothese, effet) in effets {
            table.ligne(vec![
                format!("{}\u{a0}%", hypothese.pour_cent),
                gain(i64::from(effet.gain)),
                rythme(effet.par_semaine),
                entier(i64::from(effet.cible)),
                entier(i64::from(effet.seuil_atteint)),
            ]);
        }
        page.tableau(table);
    }
}
