//! The objectives, side by side; where a target is not known, hypotheses.

use convention::etude::{Chiffrage, Hypothese};
use convention::explication::{Chemin, RepereObjectif};
use convention::indicateur::Indicateur;
use convention::money::Fraction;
use convention::objectif::Objectif;
use convention::tables::Nature;

use super::{Colonne, Page, Tableau, Texte};
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
    page.titre("objectifs", "Objectifs");
    page.paragraphe(&lier(&vue.definitions()));
    if let Some(depuis) = en_vigueur.depuis {
        page.paragraphe(&lier(&format!(
            "Ces objectifs comptent depuis le {} : un avenant a changé ceux de la signature.",
            date(depuis)
        )));
    }
    let rows: Vec<Row> = rows(vue, &shown, en_vigueur.periode);
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
    cells: Vec<Texte>,
    /// It stands even where nothing of it is known.
    always: bool,
}

impl Row {
    /// Whether it says anything.
    fn known(&self) -> bool {
        self.cells.iter().skip(1).any(|cell| **cell != *INCONNU && !cell.is_empty())
    }
}

/// `periode`: where the objectives stand that an avenant wrote.
fn rows(vue: &Vue<'_>, shown: &[(Indicateur, Objectif)], periode: Option<(u8, u16)>) -> Vec<Row> {
    let row = |label: &str, value: &dyn Fn(Indicateur, &Objectif) -> Texte| {
        let mut cells: Vec<Texte> = vec![label.into()];
        cells.extend(shown.iter().map(|(i, objectif)| value(*i, objectif)));
        Row { cells, always: false }
    };
    let always = |row: Row| Row { always: true, ..row };
    let number = |i: Indicateur, signed: Chemin, repere: RepereObjectif| match periode {
        Some((n, k)) => Chemin::ObjectifPeriode(n, k, i, repere),
        None => signed,
    };
    let cible = |i: Indicateur, o: &Objectif| {
        let said = Texte::from(vue.cible(o));
        let Some(cible) = o.cible else {
            return Texte::de(vue.cible(o), number(i, Chemin::Cible(i), RepereObjectif::Cible));
        };
        let target = said.montrer(&entier(i64::from(cible)), number(i, Chemin::Cible(i), RepereObjectif::Cible));
        let gain = o.depart.filter(|_| o.nature != Some(Nature::Maintien) && periode.is_none());
        match gain.map(|depart| gain_dit(cible, depart)) {
            Some(gain) => target.montrer(&gain, Chemin::Gain(i)),
            None => target,
        }
    };
    vec![
        always(row("Objectif", &|i, o| Texte::de(vue.nature(o), number(i, Chemin::Nature(i), RepereObjectif::Nature)))),
        row("Patients au départ", &|i, o| {
            Texte::de(vue.effectif(o.depart), number(i, Chemin::Depart(i), RepereObjectif::Depart))
        }),
        always(row("Cible", &cible)),
        row("De plus par semaine", &|i, o| par_semaine(vue, i, o)),
        row("Considéré atteint dès", &|i, o| {
            Texte::de(vue.seuil_atteint(o), number(i, Chemin::SeuilAtteint(i), RepereObjectif::SeuilAtteint))
        }),
        row("Plancher", &|i, o| {
            Texte::de(vue.effectif(o.plancher), number(i, Chemin::Plancher(i), RepereObjectif::Plancher))
        }),
        always(row("D'où vient l'objectif", &|_, o| vue.mot(o.origine.id()).into())),
    ]
}

/// `+ 260`.
fn gain_dit(cible: u32, depart: u32) -> String {
    gain(i64::from(cible) - i64::from(depart))
}

/// Patients more a week and over how many, while the years that count are still to come.
pub(crate) fn rythme_a_venir(vue: &Vue<'_>, i: Indicateur, objectif: &Objectif) -> Option<(Fraction, i64)> {
    let chiffrage = &vue.etude.chiffrage;
    let first = chiffrage.annees.iter().find(|y| y.annee.mode.is_some())?;
    let to_come = first.annee.periode.debut > vue.etude.demande.au;
    let own = chiffrage.objectifs[i] == Some(*objectif);
    let rate = chiffrage.totaux.par_semaine[i].filter(|_| own && to_come && objectif.nature != Some(Nature::Maintien));
    rate.zip(chiffrage.totaux.semaines[i])
}

fn par_semaine(vue: &Vue<'_>, i: Indicateur, objectif: &Objectif) -> Texte {
    rythme_a_venir(vue, i, objectif).map_or_else(Texte::default, |(rate, weeks)| {
        let mut said = Texte::de(rythme(rate), Chemin::ParSemaine(i));
        said.ajouter(Texte::de(format!(" (sur {} semaines", entier(weeks)), Chemin::Semaines(i)));
        said.ajouter(")");
        said
    })
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
        let effets: Vec<(u8, &Hypothese, _)> =
            (0u8..).zip(&chiffrage.hypotheses).filter_map(|(k, h)| Some((k, h, h.effets[i]?))).collect();
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
        table.legende = Some(lier(&format!("Ce que demanderait chaque gain : {}", vue.indicateur(i))));
        for (k, hypothese, effet) in effets {
            table.ligne(vec![
                format!("{}\u{a0}%", hypothese.pour_cent).into(),
                gain(i64::from(effet.gain)).into(),
                rythme(effet.par_semaine).into(),
                entier(i64::from(effet.cible)).into(),
                Texte::de(entier(i64::from(effet.seuil_atteint)), Chemin::HypotheseSeuil(k, i)),
            ]);
        }
        page.tableau(table);
    }
}
