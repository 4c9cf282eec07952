//! A range of results: what is asked, where something changes at once, what pays for the employment, line
//! by line.

use convention::comparaison::{
    AnneeComparee, Axe, Equilibre, EtatEquilibre, LignePlage, Mesure, ObjectifsEnVigueur, PlageDeResultats, Rupture,
};
use convention::indicateur::Indicateur;
use convention::money::{Centimes, Fraction};
use convention::tables::Nature;

use super::VueDeComparaison;
use super::colonnes::{mesure, rangs};
use crate::Vue;
use crate::nombre::{entier, euros, gain, par_semaine, plage_euros_courte, pour_cent, rythme};
use crate::page::{Colonne, Page, Tableau};
use crate::typographie::{lier, majuscule};

const INCONNU: &str = "inconnu";

pub(super) fn write(vue: &VueDeComparaison<'_>, words: &Vue<'_>, page: &mut Page) {
    let plages = &vue.comparaison.plages;
    if let Some(verdict) = plages.iter().map(|p| p.verdict).find(|_| plages.iter().all(sans_annee)) {
        page.titre("droit", "Droit à l'aide");
        page.paragraphe(&lier(&format!("{} : aucun résultat ne paie rien.", majuscule(words.mot(verdict.id())))));
        return;
    }
    if plages.len() > 1 {
        resume(words, plages, page);
        // Beyond a few, each one in full would hide the table that compares them.
        if plages.len() > 3 {
            return;
        }
    }
    for plage in plages {
        une(words, plage, plages.len() > 1, page);
    }
}

/// One line for each option and each target.
fn resume(words: &Vue<'_>, plages: &[PlageDeResultats], page: &mut Page) {
    page.titre("options", "Selon l'option et la cible");
    let priced = plages.iter().any(|p| !p.equilibres.is_empty());
    let mut heads = vec![
        ("Option", Colonne::Gauche),
        ("Cible", Colonne::Droite),
        ("Par semaine", Colonne::Droite),
        ("Aide entière dès", Colonne::Droite),
        ("Aide au pire", Colonne::Droite),
        ("Aide au mieux", Colonne::Droite),
    ];
    heads.extend(priced.then_some(("Emploi payé dès", Colonne::Droite)));
    let mut table = Tableau::new(&heads);
    for plage in plages {
        let weekly: Vec<String> = Indicateur::ALL
            .into_iter()
            .filter_map(|i| {
                let rate = plage.objectifs.first()?.par_semaine[i]?;
                Some(format!("{}\u{a0}{}", words.sigle(i), rythme(rate)))
            })
            .collect();
        let total =
            |l: Option<&LignePlage>| l.and_then(|l| mesure(&l.total, plage_euros_courte)).unwrap_or_else(inconnu);
        let mut cells = vec![
            plage.option.map_or_else(inconnu, |o| words.option(o)),
            plage.cible.map_or_else(|| "du dossier".to_owned(), |c| cible(plage, c)),
            if weekly.is_empty() { inconnu() } else { weekly.join(", ") },
            entiere_des(plage),
            total(plage.lignes.first()),
            total(plage.lignes.last()),
        ];
        if priced {
            let even = plage.equilibres.iter().find(|e| e.annee.is_none());
            cells.push(even.map_or_else(inconnu, |e| etat(plage, e)));
        }
        table.ligne(cells);
    }
    page.tableau(table);
}

fn une(words: &Vue<'_>, plage: &PlageDeResultats, several: bool, page: &mut Page) {
    let name = match (several, plage.option, plage.cible) {
        (false, ..) => String::new(),
        (true, option, target) => {
            let option = option.map(|o| words.option(o));
            let target = target.map(|c| format!("cible {}", cible(plage, c)));
            let parts: Vec<String> = option.into_iter().chain(target).collect();
            format!(" ({})", parts.join(", "))
        }
    };
    objectifs(words, plage, &name, page);
    ruptures(words, plage, &name, page);
    equilibre(plage, &name, page);
    lignes(words, plage, &name, page);
}

/// What the contract, or the supposed target, asks.
fn objectifs(words: &Vue<'_>, plage: &PlageDeResultats, name: &str, page: &mut Page) {
    page.titre_suivi("demande", "Ce qui est demandé", name);
    // Of objectives that others replace, from which year each holds.
    let several = plage.objectifs.len() > 1;
    for of in &plage.objectifs {
        let from = of.annee.filter(|_| several).map_or_else(String::new, |n| format!(" (dès l'année {n})"));
        objectifs_de(words, plage, of, &from, page);
    }
}

fn objectifs_de(words: &Vue<'_>, plage: &PlageDeResultats, of: &ObjectifsEnVigueur, from: &str, page: &mut Page) {
    for i in Indicateur::ALL {
        let Some(objectif) = of.objectifs[i] else { continue };
        let sigle = format!("{}{from}", words.sigle(i));
        let supposed = if plage.cible.is_some() { ", cible supposée" } else { "" };
        let sentence = match (objectif.nature, objectif.cible, objectif.seuil_atteint) {
            (Some(Nature::Augmentation), Some(_), Some(enough)) => {
                let weekly =
                    of.par_semaine[i].map_or_else(String::new, |rate| format!(", {}", self::par_semaine(rate)));
                let (target, enough) = (words.cible(&objectif), entier(i64::from(enough)));
                format!("{sigle} : {target}{weekly} ; considéré atteint dès {enough}{supposed}.")
            }
            (None, ..) | (Some(Nature::Augmentation), ..) => {
                format!("{sigle} : objectif inconnu ; supposez-le avec --cible, ou écrivez-le dans le dossier.")
            }
            _ => format!("{sigle} : {}.", words.nature(&objectif)),
        };
        page.puce(&lier(&sentence));
    }
}

/// The exact results at which something changes at once.
fn ruptures(words: &Vue<'_>, plage: &PlageDeResultats, name: &str, page: &mut Page) {
    page.titre_suivi("ruptures", "Où l'aide change, au patient près", name);
    if plage.ruptures.is_empty() {
        page.paragraphe("Nulle part entre ces résultats.");
        return;
    }
    for rupture in &plage.ruptures {
        page.puce(&phrase(words, plage, rupture));
    }
}

fn phrase(words: &Vue<'_>, plage: &PlageDeResultats, rupture: &Rupture) -> String {
    let counts = effectifs(words, plage, &rupture.effectifs);
    let outcomes: Vec<String> = Indicateur::ALL
        .into_iter()
        .filter_map(|i| {
            let [before, after] = rupture.issues[i]?;
            Some(format!("{} {} (avant : {})", words.sigle(i), words.mot(after.id()), words.mot(before.id())))
        })
        .collect();
    let what = if outcomes.is_empty() { String::new() } else { format!("{} ; ", outcomes.join(", ")) };
    let [before, after] = rupture.aides;
    let year = format!("année {}", rupture.annee);
    let effect = match (before, after) {
        (None, None) => format!("{year} : l'aide reste inconnue"),
        (before, Some(after)) if before == Some(after) => format!("{year} : l'aide reste à {}", euros(after)),
        (Some(before), None) => format!("{year} : aide inconnue au lieu de {}", euros(before)),
        (before, Some(after)) => {
            let share = rupture.parts[1].map_or_else(String::new, |part| format!(" ({} de l'aide)", pour_cent(part)));
            let before =
                before.map_or_else(|| ", inconnue avant".to_owned(), |sum| format!(" au lieu de {}", euros(sum)));
            format!("{year} : {}{before}{share}", euros(after))
        }
    };
    lier(&format!("Dès {}{counts} : {what}{effect}.", nombre(plage, rupture.valeur)))
}

/// Where the aid pays for the employment, and how much work pays the rest.
fn equilibre(plage: &PlageDeResultats, name: &str, page: &mut Page) {
    page.titre_suivi("equilibre", "L'aide paie-t-elle l'emploi ?", name);
    if plage.equilibres.is_empty() {
        page.paragraphe(&lier(
            "Le coût de l'emploi n'est pas connu : écrivez au moins la position de l'assistant dans le dossier.",
        ));
        return;
    }
    let mut at = 0;
    while let Some(first) = plage.equilibres.get(at) {
        let same = |e: &&Equilibre| {
            let of = |e: &Equilibre| (e.etat, e.perd_jusqu_a, e.a_partir_de);
            e.annee.is_some() && of(e) == of(first)
        };
        let run = if first.annee.is_none() { 1 } else { plage.equilibres[at..].iter().take_while(same).count() };
        let last = plage.equilibres.get(at + run - 1).unwrap_or(first);
        page.puce(&lier(&equilibre_de(plage, first, last)));
        at += run.max(1);
    }
    let best = plage.lignes.last().and_then(|l| l.consultations);
    let worst = plage.lignes.first().and_then(|l| l.consultations);
    if let (Some(best), Some(worst)) = (best, worst) {
        let (price, weeks) = (euros(plage.valorisation.prix), plage.valorisation.semaines);
        let years = plage.lignes.first().map_or(0, |l| l.annees.len());
        page.paragraphe(&lier(&format!(
            "Ce qui reste, payé par du travail en plus, à {price} la consultation et {weeks} semaines par an, en moyenne \
             sur {years} ans : {} au meilleur résultat, {} au plus mauvais.",
            consultations(best),
            consultations(worst)
        )));
    }
}

fn equilibre_de(plage: &PlageDeResultats, first: &Equilibre, last: &Equilibre) -> String {
    let subject = match (first.annee, last.annee) {
        (Some(from), Some(to)) => majuscule(&rangs(usize::from(from), usize::from(to))),
        _ => "Sur tout le contrat".to_owned(),
    };
    let each = if first.annee == last.annee { "" } else { " par an" };
    let answer = match (first.etat, first.perd_jusqu_a, first.a_partir_de) {
        (EtatEquilibre::Toujours, ..) => "oui, à tous ces résultats".to_owned(),
        (EtatEquilibre::APartirDe, loses, Some(from)) if loses == Some(from - 1) => {
            format!("oui dès {} ; en dessous, l'emploi coûte plus que l'aide", nombre(plage, from))
        }
        (EtatEquilibre::APartirDe, loses, Some(from)) => {
            format!("oui, pour sûr, dès {} ; {}", nombre(plage, from), en_dessous(plage, loses))
        }
        (EtatEquilibre::Jamais, ..) => {
            let known = [first, last].into_iter().filter_map(|e| e.reste_au_mieux.valeur).max();
            let least = [first, last].into_iter().filter_map(|e| e.reste_au_mieux.min()).min();
            match (known, least) {
                (Some(left), _) => format!("non, même au meilleur résultat il reste jusqu'à {}{each}", euros(left)),
                (None, Some(left)) => {
                    format!("non, même au meilleur résultat il reste au moins {}{each}", euros(left))
                }
                (None, None) => "non".to_owned(),
            }
        }
        (EtatEquilibre::Indetermine, Some(last), _) => {
            let last = nombre(plage, last);
            format!("jusqu'à {last}, l'emploi coûte plus que l'aide ; au-delà, cela dépend de ce qui n'est pas connu")
        }
        (EtatEquilibre::Indetermine, None, _) => "cela dépend de ce qui n'est pas connu".to_owned(),
        _ => INCONNU.to_owned(),
    };
    format!("{subject} : {answer}.")
}

/// What is said of the results at which the aid does not pay for certain.
fn en_dessous(plage: &PlageDeResultats, perd_jusqu_a: Option<i64>) -> String {
    let depends = "cela dépend de ce qui n'est pas connu";
    match perd_jusqu_a {
        Some(last) => {
            format!("jusqu'à {}, l'emploi coûte plus que l'aide ; entre les deux, {depends}", nombre(plage, last))
        }
        None => format!("en dessous, {depends}"),
    }
}

fn etat(plage: &PlageDeResultats, equilibre: &Equilibre) -> String {
    match (equilibre.etat, equilibre.a_partir_de) {
        (EtatEquilibre::Toujours, _) => "toujours".to_owned(),
        (EtatEquilibre::APartirDe, Some(from)) => court(plage, from),
        (EtatEquilibre::Jamais, _) => "jamais ici".to_owned(),
        (EtatEquilibre::Indetermine, _) => "selon l'objectif".to_owned(),
        _ => INCONNU.to_owned(),
    }
}

/// `4,2 consultations par semaine`, `aucune consultation`.
fn consultations(rate: Fraction) -> String {
    if rate == Fraction::ZERO {
        return "aucune consultation".to_owned();
    }
    let number = rythme(rate);
    let plural = if rate >= Fraction::new(2, 1) { "s" } else { "" };
    format!("{number} consultation{plural} de plus par semaine")
}

/// Every line. Years that a result does not move are left to the total.
fn lignes(words: &Vue<'_>, plage: &PlageDeResultats, name: &str, page: &mut Page) {
    page.titre_suivi("resultats", "Résultat par résultat", name);
    let groups = groupes(plage);
    let counts: Vec<Indicateur> =
        Indicateur::ALL.into_iter().filter(|i| plage.lignes.iter().any(|l| l.effectifs[*i].is_some())).collect();
    let is_gain = plage.resultats.axe == Axe::Gain;
    let mut heads: Vec<(String, Colonne)> = Vec::new();
    if is_gain {
        heads.push(("Patients".to_owned(), Colonne::Droite));
    }
    heads.extend(counts.iter().map(|i| (words.sigle(*i).to_owned(), Colonne::Droite)));
    heads.extend(groups.iter().map(|(from, to)| (format!("Aide, {}", rangs(*from, *to)), Colonne::Droite)));
    let years = plage.lignes.first().map_or(0, |l| l.annees.len());
    heads.push((format!("Aide, {years} ans"), Colonne::Droite));
    let priced = plage.lignes.iter().any(|l| l.reste.min().is_some());
    if priced {
        heads.push((format!("Reste, {years} ans"), Colonne::Droite));
        heads.push(("Consultations par semaine".to_owned(), Colonne::Droite));
    }
    let mut table = Tableau::new(&heads);
    for ligne in &plage.lignes {
        let mut cells: Vec<String> = Vec::with_capacity(heads.len());
        if is_gain {
            cells.push(gain(ligne.valeur));
        }
        cells.extend(counts.iter().map(|i| words.effectif(ligne.effectifs[*i])));
        let aid = |at: usize| ligne.annees.get(at - 1).and_then(|p| mesure(&p.annee.aide, plage_euros_courte));
        cells.extend(groups.iter().map(|(from, _)| aid(*from).unwrap_or_else(inconnu)));
        let sum = |m: &Mesure<Centimes>| mesure(m, plage_euros_courte).unwrap_or_else(inconnu);
        cells.push(sum(&ligne.total));
        if priced {
            cells.push(sum(&ligne.reste));
            cells.push(ligne.consultations.map_or_else(inconnu, rythme));
        }
        table.ligne(cells);
    }
    page.tableau(table);
    page.paragraphe(&lier(
        "Chaque ligne suppose le même résultat toutes les années qu'aucun relevé ne juge encore ; une somme pour \
         plusieurs années est celle de chacune.",
    ));
}

/// The years whose aid the results move, alike in every line: first and last of each run.
fn groupes(plage: &PlageDeResultats) -> Vec<(usize, usize)> {
    let aid = |line: &LignePlage, n: usize| line.annees.get(n).map(|p| p.annee.aide);
    let moves = |n: usize| plage.lignes.iter().any(|l| aid(l, n) != plage.lignes.first().and_then(|f| aid(f, n)));
    let alike = |a: usize, b: usize| plage.lignes.iter().all(|l| aid(l, a) == aid(l, b));
    let years = plage.lignes.first().map_or(0, |l| l.annees.len());
    let mut groups: Vec<(usize, usize)> = Vec::new();
    for n in (0..years).filter(|n| moves(*n)) {
        match groups.last_mut() {
            Some((from, to)) if *to == n && alike(*from - 1, n) => *to = n + 1,
            _ => groups.push((n + 1, n + 1)),
        }
    }
    groups
}

/// `+ 247 patients`, or the count of the indicator that moves.
fn nombre(plage: &PlageDeResultats, valeur: i64) -> String {
    match plage.resultats.axe {
        Axe::Gain => {
            let plural = if valeur.abs() < 2 { "" } else { "s" };
            let sign = if valeur == 0 { "0".to_owned() } else { gain(valeur) };
            format!("{sign}\u{a0}patient{plural}")
        }
        Axe::Effectif(_) => entier(valeur),
    }
}

/// `+ 247`, or the count of the indicator that moves.
fn court(plage: &PlageDeResultats, valeur: i64) -> String {
    match plage.resultats.axe {
        Axe::Gain => gain(valeur),
        Axe::Effectif(_) => entier(valeur),
    }
}

/// A target, as its range counts it.
fn cible(plage: &PlageDeResultats, valeur: i64) -> String {
    let absolute = Indicateur::ALL.into_iter().any(|i| {
        let first = plage.objectifs.first().and_then(|o| o.objectifs[i]);
        first.and_then(|o| o.cible).is_some_and(|c| i64::from(c) == valeur)
    });
    if absolute { entier(valeur) } else { gain(valeur) }
}

/// ` (PMT 1 547, PFA 2 047)`.
fn effectifs(words: &Vue<'_>, plage: &PlageDeResultats, of: &convention::indicateur::Paire<Option<u32>>) -> String {
    let moved = |i: &Indicateur| !matches!(plage.resultats.axe, Axe::Effectif(axe) if axe != *i);
    let counts: Vec<String> = Indicateur::ALL
        .into_iter()
        .filter(moved)
        .filter_map(|i| Some(format!("{} {}", words.sigle(i), entier(i64::from(of[i]?)))))
        .collect();
    match plage.resultats.axe {
        Axe::Gain => format!(" ({})", counts.join(", ")),
        Axe::Effectif(i) => format!(" ({})", words.sigle(i)),
    }
}

fn inconnu() -> String {
    INCONNU.to_owned()
}

/// Whether no line has any year: there is no aid.
fn sans_annee(plage: &PlageDeResultats) -> bool {
    plage.lignes.iter().all(|l| l.annees.is_empty())
}

/// From which result every year pays its maximum: a result, none of these, or not known.
fn entiere_des(plage: &PlageDeResultats) -> String {
    let sure = |y: &AnneeComparee| y.montant.valeur.is_some() && y.montant.valeur == y.aide.valeur;
    let possible = |y: &AnneeComparee| y.montant.max().is_none() || y.montant.max() <= y.aide.max();
    let first = |holds: &dyn Fn(&AnneeComparee) -> bool| {
        let all = |l: &&LignePlage| !l.annees.is_empty() && l.annees.iter().all(|p| holds(&p.annee));
        plage.lignes.iter().find(all).map(|l| l.valeur)
    };
    match (first(&possible), first(&sure)) {
        (None, _) => "jamais ici".to_owned(),
        (Some(possible), Some(sure)) if possible == sure => court(plage, sure),
        (_, Some(sure)) => format!("au plus tard {}", court(plage, sure)),
        (_, None) => inconnu(),
    }
}
