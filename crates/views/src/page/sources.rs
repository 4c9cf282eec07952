//! Of when the answer is, and the rules that it rests on with who says so.

use std::collections::BTreeSet;

use convention::explication::Noeud;

use super::{Colonne, Page, Tableau};
use crate::{Vue, date, lier};

/// Digits of a digest that people compare.
const EMPREINTE: usize = 12;

pub(crate) fn write(vue: &Vue<'_>, page: &mut Page) {
    page.titre("sources", "Règles et sources");
    let demande = &vue.etude.demande;
    let known = if demande.connu_au == demande.au {
        "ce jour-là".to_owned()
    } else {
        format!("le {}", date(demande.connu_au))
    };
    let digest: String = vue.convention.empreinte.chars().take(EMPREINTE).collect();
    page.paragraphe(&lier(&format!(
        "Étudié le {} avec ce qui était connu {known}, selon les règles d'empreinte {digest} : les voici, avec ce qui \
         les fonde.",
        date(demande.au)
    )));
    let used = regles(vue);
    let entetes = [("Règle", Colonne::Gauche), ("Ce qu'elle règle", Colonne::Gauche), ("Source", Colonne::Gauche)];
    let mut table = Tableau::new(&entetes);
    // In the order of the rule file.
    for texte in vue.convention.textes.regles.iter().filter(|t| used.contains(t.id.as_str())) {
        table.ligne(vec![texte.id.clone(), lier(&texte.libelle), lier(&texte.source)]);
    }
    page.tableau(table);
}

/// Every rule that gave a figure, a date or the verdict.
fn regles<'a>(vue: &Vue<'a>) -> BTreeSet<&'a str> {
    fn walk<'a>(noeud: &'a Noeud, used: &mut BTreeSet<&'a str>) {
        used.insert(noeud.regle);
        noeud.enfants.iter().for_each(|enfant| walk(enfant, used));
    }
    let mut used = BTreeSet::new();
    vue.etude.explication.iter().for_each(|(_, noeud)| walk(noeud, &mut used));
    used.extend(vue.etude.echeances.iter().map(|e| e.regle.id()));
    used.extend(vue.etude.vigilance.iter().filter_map(|v| Some(vue.note_de_vigilance(v)?.regle.as_str())));
    used.extend(vue.etude.eligibilite.motifs.iter().map(|m| m.regle));
    used
}
