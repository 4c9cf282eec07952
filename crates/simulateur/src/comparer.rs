//! Two working times or more, side by side.

use convention::comparaison::options_ouvertes;
use convention::dossier::{Cas, Dossier, OptionEtp};
use convention::tables::Convention;
use maud::{Markup, html};

use crate::etat::Etudie;
use crate::fautes::dire;
use crate::resultat;
use crate::saisie::Saisie;

/// Whether there are options to choose from.
pub(crate) fn ouverte(convention: &Convention, etudie: &Etudie) -> bool {
    matches!(&etudie.cas, Cas::Individuel(dossier) if options_ouvertes(convention, dossier).len() > 1)
}

/// The options to choose from, and those chosen beside each other. Nothing of a group, nor where one alone is open.
pub(crate) fn ecrire(convention: &Convention, etudie: &Etudie, saisie: &Saisie) -> Markup {
    let Cas::Individuel(dossier) = &etudie.cas else { return html! {} };
    let open = options_ouvertes(convention, dossier);
    if open.len() < 2 {
        return html! {};
    }
    let chosen = choisies(saisie, dossier);
    html! {
        section.comparer id="comparer" aria-labelledby="comparer-titre" {
            h2 id="comparer-titre" { "Comparer" }
            fieldset {
                legend { "Quels temps de travail mettre côte à côte\u{a0}?" }
                div.cases {
                    @for option in &open {
                        span.case {
                            input type="checkbox" id={ "c-comparer-" (option.id()) } name="comparer" value=(option.id())
                                form="dossier" checked[chosen.contains(option)];
                            label for={ "c-comparer-" (option.id()) } { (convention.textes.mot(option.id())) }
                        }
                    }
                }
            }
            p.actions { button type="submit" form="dossier" { "Comparer" } }
            @if chosen.len() > 1 {
                @match resultat::comparaison(convention, dossier, &etudie.demande, &chosen) {
                    Ok(written) => (written),
                    Err(faults) => @for fault in &faults { p.faute { (dire(fault)) } },
                }
            } @else if !saisie.comparer.is_empty() {
                p.aide { "Cochez-en deux." }
            }
        }
    }
}

/// The options asked for, in the order of their length, once each; with that of the contract where one alone is
/// named. A word that is none is left out: only an address written by hand has one.
fn choisies(saisie: &Saisie, dossier: &Dossier) -> Vec<OptionEtp> {
    let asked = |option: &OptionEtp| saisie.comparer.iter().any(|word| word == option.id());
    let mut chosen: Vec<OptionEtp> = OptionEtp::ALL.iter().copied().filter(asked).collect();
    if let ([only], Some(own)) = (chosen.as_slice(), dossier.contrat.option)
        && *only != own
    {
        chosen.insert(0, own);
    }
    chosen
}
