//! The regimes with their dates, and what the documents leave open.

use convention::collectif::REGIME;
use convention::question::Question;
use convention::regime::Regime;
use convention::tables::Convention;

use super::cout;
use super::grille::Sources;
use super::page::Page;

/// The list of the regimes, of the open questions and of the conflicts between documents.
pub(super) fn montrer(convention: &Convention, largeur: usize) -> String {
    let mut page = Page::new(largeur);
    page.titre("Régimes : la date de signature décide");
    for regime in Regime::ALL {
        let (first, last) = convention.tables.regime(*regime).signatures;
        let dates = if last.value == convention.tables.signature_possible.1.value {
            format!("contrats signés depuis le {}", views::date_courte(first.value))
        } else {
            format!("contrats signés du {} au {}", views::date_courte(first.value), views::date_courte(last.value))
        };
        page.definition(0, 25, regime.id(), &format!("{}, {dates}", convention.textes.mot(regime.id())));
    }
    let first = views::date_courte(convention.tables.collectif.premiere_signature.value);
    let words = format!("{}, contrats de groupes signés depuis le {first}", convention.textes.mot(REGIME));
    page.definition(0, 25, REGIME, &words);
    page.vide();
    page.paragraphe(0, 0, "Pour tout voir d'un régime : epaule regles convention-2024");
    page.titre("Questions ouvertes : ce que les documents ne tranchent pas");
    page.paragraphe(0, 0, "La première lecture est celle qui sert par défaut ; un dossier peut en choisir une autre.");
    for question in Question::ALL {
        let Some(texte) = convention.textes.question(*question) else { continue };
        page.vide();
        page.definition(0, 16, question.id(), &format!("{} ({})", texte.libelle, texte.regles.join(", ")));
        for (reading, libelle) in question.readings().iter().zip(&texte.lectures) {
            page.paragraphe(16, 18, &format!("{reading} : {libelle}"));
        }
        page.paragraphe(16, 18, &format!("source : {} ({})", texte.source, texte.confiance));
    }
    if !convention.textes.conflits.is_empty() {
        page.titre("Désaccords entre les documents");
        for conflit in &convention.textes.conflits {
            page.paragraphe(0, 2, &format!("- {conflit}"));
        }
    }
    let mut sources = Sources::default();
    for grille in cout::grilles(convention) {
        grille.montrer(convention, &mut sources, &mut page);
    }
    sources.montrer(convention, &mut page);
    page.vide();
    page.paragraphe(0, 0, &format!("Empreinte de ces règles : {}", convention.empreinte));
    page.fin()
}
