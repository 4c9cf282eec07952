//! Where the rules come from, how sure each is, and what the answer does not know.

use convention::question::Question;
use convention::tables::{Confiance, Convention};
use maud::{Markup, html};
use views::lier;

pub(super) fn ecrire(convention: &Convention) -> Markup {
    let textes = &convention.textes;
    html! {
        p {
            "Les règles de l'aide sont réparties entre des textes, des pages de l'Assurance Maladie et des fiches\u{a0}; \
             une partie n'est pas publiée. Voici ce que cette page applique, et qui le dit."
        }
        h2 { "Ce que la réponse ne sait pas" }
        ul {
            li { (lier("Les objectifs chiffrés de 2023 et 2024 ont été publiés en images : ils ne sont pas connus ici. Votre \
                        objectif est celui de votre contrat ; sans lui, la page montre des hypothèses, et le dit.")) }
            li { (lier("La plupart des seuils des spécialités autres que généraliste ne sont pas publiés : votre caisse les \
                        connaît, et vous pouvez les écrire.")) }
            li { (lier("Le coût de l'emploi repose sur les taux de la seconde moitié de 2026 ; chaque réponse nomme ses \
                        hypothèses.")) }
            li { (lier("L'aide est imposable et supporte des cotisations : la page le dit, sans les calculer.")) }
            li { (lier("Le calcul n'engage pas votre caisse. En cas de désaccord, c'est sa décision qui compte ; la page \
                        vous donne la règle à lui opposer.")) }
        }
        h2 { "Les règles, et qui les dit" }
        p { (lier("La colonne « sûreté » va du texte légal à notre propre lecture.")) }
        table.empilee {
            caption { "Règles appliquées" }
            thead { tr { th scope="col" { "Règle" } th scope="col" { "Ce qu'elle dit" } th scope="col" { "Source" }
                         th scope="col" { "Sûreté" } } }
            tbody {
                @for regle in &textes.regles {
                    tr id=(regle.id) {
                        th scope="row" { (lier(&regle.libelle)) " (" (regle.id) ")" }
                        td data-label="Ce qu'elle dit" { (lier(&regle.phrase)) }
                        td data-label="Source" { (lier(&regle.source)) }
                        td data-label="Sûreté" { (surete(regle.confiance)) }
                    }
                }
            }
        }
        h2 { "Les points que les textes laissent ouverts" }
        p {
            (lier("Chacun a une lecture par défaut, la première. La réponse montre les chiffres qu'une autre lecture \
                   changerait, et vous pouvez en choisir une autre sous « Préciser ».") )
        }
        @for question in Question::ALL {
            @if let Some(texte) = textes.question(*question) {
                details id=(question.id()) {
                    summary { (lier(&texte.libelle)) " (" (question.id()) ")" }
                    ol { @for lecture in &texte.lectures { li { (lier(lecture)) } } }
                    p.aide { (lier(&texte.source)) " · " (surete(texte.confiance)) }
                    p { (lier("À demander : ")) (lier(&texte.a_demander)) }
                }
            }
        }
        h2 { "Là où les documents se contredisent" }
        ul { @for conflit in &textes.conflits { li { (lier(conflit)) } } }
        p.aide { "Règles d'empreinte " code { (convention.empreinte) } ", programme " (env!("CARGO_PKG_VERSION")) "." }
    }
}

fn surete(confiance: Confiance) -> &'static str {
    match confiance {
        Confiance::Texte => "texte légal",
        Confiance::AssuranceMaladie => "page de l'Assurance Maladie",
        Confiance::Urps => "fiche d'une URPS",
        Confiance::Secondaire => "autre source",
        Confiance::Interpretation => "notre lecture",
    }
}
