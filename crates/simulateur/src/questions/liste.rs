//! A list of a dossier as blocks of questions, with buttons that add one and take one away.

use convention::dossier::fields::Field;
use maud::{Markup, html};

use super::{Formulaire, id};
use crate::fautes::dire;

/// What one item of a list is called, and how one more is asked for.
pub(super) fn noms(liste: &str) -> (&'static str, &'static str) {
    match liste {
        "constats" => ("Relevé", "Ajouter un relevé"),
        "evenements" => ("Événement", "Ajouter un événement"),
        "encaissements" => ("Virement", "Ajouter un virement"),
        "membres" => ("Médecin", "Ajouter un médecin"),
        _ => ("", ""),
    }
}

impl Formulaire<'_> {
    pub(super) fn liste(&self, field: &'static Field, modele: &str) -> Markup {
        let (one, more) = noms(modele);
        html! {
            div.liste id={ "q-" (modele) } {
                @for fault in self.fautes_de(modele) {
                    p.faute { (dire(fault)) }
                }
                @for (rank, index) in self.saisie.elements(modele).into_iter().enumerate() {
                    @let nom = format!("{modele}.{index}");
                    fieldset.element id={ "q-" (id(&nom)) } {
                        legend { (one) " " (rank + 1) }
                        // One that is still empty is there all the same for whoever asks for another.
                        @if !self.saisie.a_dessous(&nom) {
                            input type="hidden" name="ajouter" value=(nom);
                        }
                        @for fault in self.fautes_de(&nom) {
                            p.faute { (dire(fault)) }
                        }
                        (self.dedans(field, modele, &nom))
                        button.retirer type="submit" name="retirer" value=(nom) formnovalidate {
                            "Retirer" span.hors-ecran { " : " (one) " " (rank + 1) }
                        }
                    }
                }
                button.ajouter type="submit" name="ajouter" value=(modele) formnovalidate { (more) }
            }
        }
    }
}
