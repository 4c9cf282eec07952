//! The summary, for people.

use std::path::Path;
use std::time::Duration;

use columns::{Comptes, Moteur};
use console::nom::nom;
use convention::bande::Bande;
use convention::dossier::OptionEtp;
use convention::money::Centimes;
use views::{Bloc, Colonne, Relief, Tableau, entier, euros, lier};

use super::bilan::{Bilan, DuRegime};
use super::effets::{Budget, Effets, PAR};

/// A count, as people read it.
pub(super) fn nombre(n: u64) -> String {
    entier(i64::try_from(n).unwrap_or(i64::MAX))
}

/// A number of things, by the word for one of them.
fn combien(n: u64, mot: &str) -> String {
    format!("{}\u{a0}{mot}{}", nombre(n), if n > 1 { "s" } else { "" })
}

/// A sum in cents, in euros.
pub(super) fn somme(centimes: i128) -> String {
    i64::try_from(centimes).map_or_else(|_| "trop grand".to_owned(), |centimes| euros(Centimes(centimes)))
}

/// What was done, what it comes to, and what is wrong.
pub(super) fn du_bilan(bilan: &Bilan, moteur: &Moteur, sortie: &Path, duree: Duration) -> Vec<Bloc> {
    let mut page = vec![Bloc::Sujet(format!("{} est écrit.", nom(sortie)).into()), comptes(bilan, moteur)];
    let millis = u64::try_from(duree.as_millis()).unwrap_or(u64::MAX);
    let vitesse = bilan.comptes.lignes.saturating_mul(1000) / millis.max(1);
    let temps = format!("{},{} s, {} lignes par seconde.", nombre(millis / 1000), millis % 1000 / 100, nombre(vitesse));
    page.push(Bloc::Paragraphe(temps.into()));
    if !bilan.regimes.is_empty() {
        page.push(titre("regimes", "Par régime"));
        page.push(Bloc::Tableau(par_regime(bilan, moteur)));
    }
    if !bilan.erreurs.is_empty() {
        page.push(titre("erreurs", "Contrats en erreur"));
        let mut table = Tableau::new(&[
            ("Erreur", Colonne::Gauche),
            ("Contrats", Colonne::Droite),
            ("Première ligne", Colonne::Droite),
        ]);
        for (code, erreur) in &bilan.erreurs {
            table.ligne(vec![code.clone(), nombre(erreur.contrats), nombre(erreur.premiere)]);
        }
        page.push(Bloc::Tableau(table));
        page.push(Bloc::Paragraphe(lier("La colonne « erreur » dit pour chacun ce qu'il faut corriger.").into()));
    }
    if let Some((comptes, effets)) = &bilan.reforme {
        page.push(Bloc::Vide);
        if comptes.en_erreur > 0 {
            let text = format!("Sous les autres règles, {} contrats sont en erreur.", nombre(comptes.en_erreur));
            page.push(Bloc::Paragraphe(text.into()));
        }
        page.extend(des_effets(effets, moteur));
    }
    page
}

/// What a reform changes.
pub(super) fn des_effets(effets: &Effets, moteur: &Moteur) -> Vec<Bloc> {
    let say = |text: String| Bloc::Paragraphe(text.into());
    let mut page = vec![
        Bloc::Sujet("Ce que les autres règles changent, sur les années dont l'aide est connue sous les deux.".into()),
        say(format!(
            "{} contrats y gagnent, {} y perdent, {} ne changent pas, {} n'ont aucune année à comparer. Le droit à l'aide \
             change pour {}.",
            nombre(effets.gagnent),
            nombre(effets.perdent),
            nombre(effets.inchanges),
            nombre(effets.inconnus),
            nombre(effets.autre_verdict)
        )),
    ];
    let cells = |name: String, budget: &Budget| {
        let Budget { annees, avant, apres } = *budget;
        vec![name, nombre(annees), somme(avant), somme(apres), somme(apres - avant)]
    };
    for ((column, heading), budgets) in PAR.iter().zip(&effets.par).filter(|(_, budgets)| !budgets.is_empty()) {
        page.push(titre(column, &format!("Par {heading}")));
        let heads = [
            views::majuscule(heading),
            "Années".to_owned(),
            "Aide".to_owned(),
            "Autre aide".to_owned(),
            "Écart".to_owned(),
        ];
        let [first, figures @ ..] = &heads;
        let heads = std::iter::once((first, Colonne::Gauche)).chain(figures.iter().map(|head| (head, Colonne::Droite)));
        let mut table = Tableau::new(&heads.collect::<Vec<_>>());
        let mut budgets: Vec<_> = budgets.iter().collect();
        budgets.sort_by_key(|(name, _)| rang_de(moteur, column, name));
        for (name, budget) in budgets {
            table.ligne(cells(nom_de(moteur, column, name), budget));
        }
        table.total(cells("Ensemble".to_owned(), &effets.ensemble).into_iter().map(Into::into).collect());
        page.push(Bloc::Tableau(table));
    }
    page
}

/// Where a word of a column stands among the others, as the convention has them: from low to high. What is not known
/// comes last.
fn rang_de(moteur: &Moteur, column: &str, name: &str) -> usize {
    let place = |ids: &[&str]| ids.iter().position(|id| *id == name);
    let found = match column {
        "bande" => place(Bande::IDS),
        "option" => place(OptionEtp::IDS),
        _ => moteur.convention().tables.specialites.iter().position(|specialite| specialite.id == name),
    };
    found.unwrap_or(usize::MAX)
}

/// What a word of a column is called.
fn nom_de(moteur: &Moteur, column: &str, name: &str) -> String {
    let convention = moteur.convention();
    match (column, name) {
        (_, "") => "non connu".to_owned(),
        ("specialite", id) => {
            let known = convention.tables.specialites.iter().find(|specialite| specialite.id == id);
            known.map_or_else(|| id.to_owned(), |specialite| specialite.nom.clone())
        }
        ("option", id) => format!("{} ETP", id.replace('.', ",")),
        (_, id) => views::Mots::new(convention).mot(id).to_owned(),
    }
}

pub(super) fn titre(section: &'static str, texte: &str) -> Bloc {
    Bloc::Titre { section, texte: texte.to_owned(), suite: String::new() }
}

/// Both sums, which were checked.
fn comptes(bilan: &Bilan, moteur: &Moteur) -> Bloc {
    let Comptes { contrats, repondus, en_erreur, lignes } = bilan.comptes;
    let text = format!(
        "{} = {} avec une réponse + {} en erreur. {} = {} × {} + {}.",
        combien(contrats, "contrat"),
        nombre(repondus),
        nombre(en_erreur),
        combien(lignes, "ligne"),
        nombre(repondus),
        moteur.lignes_par_contrat(),
        nombre(en_erreur)
    );
    Bloc::Relief(text.into(), if en_erreur > 0 { Relief::Gras } else { Relief::Vert })
}

fn par_regime(bilan: &Bilan, moteur: &Moteur) -> Tableau {
    let mut table = Tableau::new(&[
        ("Régime", Colonne::Gauche),
        ("Contrats", Colonne::Droite),
        ("Aide connue", Colonne::Droite),
        ("Années connues", Colonne::Droite),
        ("Années sans résultat", Colonne::Droite),
    ]);
    let cells = |name: String, regime: &DuRegime| {
        vec![name, nombre(regime.contrats), somme(regime.aide), nombre(regime.connues), nombre(regime.inconnues)]
    };
    let mut whole = DuRegime::default();
    for (name, regime) in &bilan.regimes {
        whole.contrats += regime.contrats;
        whole.aide += regime.aide;
        whole.connues += regime.connues;
        whole.inconnues += regime.inconnues;
        table.ligne(cells(nom_du_regime(moteur, name), regime));
    }
    if bilan.regimes.len() > 1 {
        table.total(cells("Ensemble".to_owned(), &whole).into_iter().map(Into::into).collect());
    }
    table
}

/// What a regime is called, of its id.
fn nom_du_regime(moteur: &Moteur, id: &str) -> String {
    views::Mots::new(moteur.convention()).mot(id).to_owned()
}
