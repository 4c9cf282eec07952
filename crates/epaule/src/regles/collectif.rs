//! The collective aid on a page: who may sign, amounts, objective, delays, and each rule.

use convention::collectif::REGIME;
use convention::tables::{Cell, CellId, Convention, Modalite, Parametre};

use super::grille::{Case, Grille, Sources};
use super::page::Page;
use super::{libelles, versements};

/// The rules of a group, in order.
const REGLES: &[&str] =
    &["COL-1", "COL-2", "COL-3", "MON-6", "COL-4", "COL-5", "COL-6", "COL-7", "COL-8", "COL-9", "COL-10"];

/// The regime on a page.
pub(super) fn montrer(convention: &Convention, largeur: usize) -> String {
    let mut page = Page::new(largeur);
    let mut sources = Sources::default();
    page.paragraphe(0, 0, &format!("Régime {REGIME} : {}", convention.textes.mot(REGIME)));
    if let Some(texte) = convention.textes.regle("REG-COLL26") {
        page.paragraphe(0, 0, &texte.phrase);
    }
    page.titre("Règles");
    for id in REGLES {
        let Some(texte) = convention.textes.regle(id) else { continue };
        page.definition(0, 8, id, &format!("{}. {}", texte.libelle, texte.phrase));
    }
    signature(convention).montrer(convention, &mut sources, &mut page);
    nombres(convention).montrer(convention, &mut sources, &mut page);
    let modalite: Cell<Modalite> = convention.tables.collectif.versements;
    let mut paid = versements::grille(convention, "Versements, par analogie (Q-COL-VERSEMENTS)", modalite.value);
    paid.phrases.push("Aucun document ne dit comment l'aide collective est versée.".to_owned());
    paid.montrer(convention, &mut sources, &mut page);
    sources.montrer(convention, &mut page);
    page.fin()
}

fn signature(convention: &Convention) -> Grille {
    let table = &convention.tables.collectif;
    let mut grille = Grille::new("Signature et adhésion", "REG-COLL26", &["", "Valeur"]);
    grille.ligne("Premier jour de signature", vec![Case::of(table.premiere_signature, views::date_courte)]);
    let several = |words: Vec<String>, cellules: Vec<CellId>| vec![Case { texte: words.join(", "), cellules }];
    let forms = table.formes.iter().map(|c| c.value.id().to_uppercase()).collect();
    grille.ligne("Structures qui signent", several(forms, table.formes.iter().map(|c| c.id).collect()));
    let names = table.specialites.iter().map(|id| {
        let name = convention.tables.specialite(id).map_or(id.as_str(), |s| s.nom.as_str());
        format!("{id} {name}")
    });
    grille.ligne("Spécialités qui adhèrent", several(names.collect(), vec![table.specialites_id]));
    let words = table.secteurs.iter().map(|c| {
        let id = format!("secteur-{}", c.value.id());
        convention.textes.mot(&id).to_owned()
    });
    grille.ligne("Secteurs qui adhèrent", several(words.collect(), table.secteurs.iter().map(|c| c.id).collect()));
    grille.ligne("Plafond d'ETP majoré à partir du", vec![Case::of(table.majoration, views::date_courte)]);
    grille
}

fn nombres(convention: &Convention) -> Grille {
    let mut grille = Grille::new("Plafond, montants, objectif et délais", "MON-6", &["", "Valeur"]);
    for parametre in Parametre::ALL.iter().filter(|p| p.id().starts_with("collectif-")) {
        let (label, unit) = libelles::parametre(*parametre);
        let cell = convention.tables.parametre(*parametre);
        let case = Case::of(cell, |n| match unit {
            "" => n.to_string(),
            "demi-ETP" => {
                u16::try_from(n).map_or_else(|_| n.to_string(), |n| views::etp(convention::dossier::Etp::demis(n)))
            }
            unit => format!("{}\u{a0}{unit}", views::entier(n)),
        });
        grille.ligne(label, vec![case]);
    }
    grille
}
