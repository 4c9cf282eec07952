//! One field of a dossier as a question: its label, its help, what is wrong with it, its control.

use convention::bande::Bande;
use convention::document::short;
use convention::dossier::fields::{Field, POSITIONS, Shape};
use convention::tables::Convention;
use maud::{Markup, html};
use views::{lier, majuscule};

use super::libelles::libelle;
use super::{AMBIGU, Formulaire};
use crate::dates;
use crate::fautes::dire;

/// Fields that are yes, no or unknown; the others are no where nothing is said.
const OUI_NON_INCONNU: [&str; 3] = ["exercice_regroupe", "carence", "site_agree"];

/// The controls of one field and what stands around them.
pub(super) struct Champ<'a> {
    pub(super) formulaire: &'a Formulaire<'a>,
    /// What it takes.
    pub(super) forme: Shape,
    /// Its own name.
    pub(super) champ: &'static str,
    /// Its own help.
    pub(super) aide: &'static str,
    /// Words that it takes besides those of its shape.
    pub(super) autres: &'static [&'static str],
    /// Path in a dossier, without indices: `constats.date`.
    pub(super) modele: &'a str,
    /// Name in the state: `constats.0.date`.
    pub(super) nom: &'a str,
}

/// A name as the end of an id. A name of a hostile address may hold anything: an id holds no blank.
pub(crate) fn id(nom: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || c == '_' { c } else { '-' };
    nom.chars().map(plain).collect()
}

impl<'a> Champ<'a> {
    /// The question of a field of a dossier.
    pub(super) fn du_dossier(
        formulaire: &'a Formulaire<'a>,
        field: &Field,
        modele: &'a str,
        nom: &'a str,
    ) -> Champ<'a> {
        let (forme, champ, aide, autres) = (field.forme, field.nom, field.aide, field.autre_contrat);
        Champ { formulaire, forme, champ, aide, autres, modele, nom }
    }
}

impl Champ<'_> {
    pub(super) fn ecrire(&self) -> Markup {
        let id = id(self.nom);
        let words = libelle(self.modele);
        let help = words.aide.unwrap_or(self.aide).trim();
        let faults = self.formulaire.fautes_de(self.nom);
        let mut described = decrit(&id, !help.is_empty(), !faults.is_empty(), !self.unite().is_empty());
        let mut wrong = (!faults.is_empty()).then_some("true");
        if self.formulaire.ambigu {
            self.ambigu(&mut wrong, &mut described);
        }
        let attributes = Attributs { id: &id, nom: self.nom, decrit: described.as_deref(), faux: wrong };
        let question = match words.question {
            "" => format!("«\u{a0}{}\u{a0}»", short(self.nom)),
            question => lier(question),
        };
        let about = html! {
            @if !help.is_empty() { p.aide id={ "a-" (id) } { (lier(help)) } }
            @if !faults.is_empty() {
                p.faute id={ "f-" (id) } {
                    @for (index, fault) in faults.iter().enumerate() { @if index > 0 { " " } (dire(fault)) }
                }
            }
        };
        html! {
            div.question.fausse[wrong.is_some()] id={ "q-" (id) } {
                @match self.forme {
                    Shape::Oui if !OUI_NON_INCONNU.contains(&self.champ) => {
                        div.case { (self.case(&attributes)) label for={ "c-" (id) } { (question) } }
                        (about)
                    }
                    Shape::Bandes => {
                        fieldset aria-describedby=[described.as_deref()] {
                            legend { (question) }
                            (about)
                            (self.bandes(&id))
                        }
                    }
                    _ => {
                        label for={ "c-" (id) } { (question) }
                        (about)
                        (self.controle(&attributes))
                    }
                }
            }
        }
    }

    /// What goes with nothing beside it is said once, above, of all that is typed.
    #[inline(never)]
    fn ambigu(&self, wrong: &mut Option<&'static str>, described: &mut Option<String>) {
        let Some((table, _)) = self.nom.rsplit_once('.').filter(|_| !self.valeur().is_empty()) else { return };
        if self.formulaire.fautes_de(table).iter().any(|fault| fault.code == AMBIGU) {
            *wrong = Some("true");
            *described = Some(format!("f-{} {}", super::id(table), described.take().unwrap_or_default()));
        }
    }

    fn valeur(&self) -> &str {
        self.formulaire.saisie.valeur(self.nom)
    }

    fn case(&self, a: &Attributs<'_>) -> Markup {
        let checked = matches!(self.valeur(), "true" | "on" | "oui" | "1");
        html! {
            input type="checkbox" id={ "c-" (a.id) } name=(a.nom) value="true" checked[checked]
                aria-describedby=[a.decrit] aria-invalid=[a.faux];
        }
    }

    fn bandes(&self, id: &str) -> Markup {
        let convention = self.formulaire.convention;
        let chosen: Vec<&str> = self.valeur().split(',').map(str::trim).collect();
        html! {
            div.cases {
                @for bande in Bande::IDS {
                    span.case {
                        input type="checkbox" id={ "c-" (id) "-" (bande) } name=(self.nom) value=(bande)
                            checked[chosen.contains(bande)];
                        label for={ "c-" (id) "-" (bande) } { (convention.textes.mot(bande)) }
                    }
                }
            }
        }
    }

    fn controle(&self, a: &Attributs<'_>) -> Markup {
        match self.forme {
            Shape::Specialite => self.choix(a, &specialites(self.formulaire.convention)),
            Shape::Mot(words) => {
                let all = [words, self.autres].concat();
                let named: Vec<(String, String)> = all
                    .iter()
                    .filter(|word| self.offert(word))
                    .map(|word| ((*word).to_owned(), mot(self.formulaire.convention, self.champ, word)))
                    .collect();
                self.choix(a, &named)
            }
            Shape::Oui => {
                self.choix(a, &[("true".to_owned(), "oui".to_owned()), ("false".to_owned(), "non".to_owned())])
            }
            Shape::Position => {
                let all: Vec<(String, String)> = POSITIONS.map(|n| (n.to_string(), format!("position {n}"))).collect();
                self.choix(a, &all)
            }
            Shape::Jour { .. } => {
                let shown = dates::en_francais(self.valeur());
                self.texte(a, &shown, "numeric", "jj/mm/aaaa")
            }
            Shape::Patients { .. } | Shape::Annee => self.texte(a, self.valeur(), "numeric", ""),
            Shape::Euros | Shape::EurosSignes | Shape::Heures | Shape::Etp => {
                self.texte(a, self.valeur(), "decimal", "")
            }
            _ => self.texte(a, self.valeur(), "text", ""),
        }
    }

    /// Whether a word can be chosen here. One that is typed already stays, with what is wrong with it.
    fn offert(&self, word: &str) -> bool {
        let offered = || self.formulaire.pertinence.option(word, self.modele != "contrat.option");
        self.champ != "option" || word == self.valeur() || offered()
    }

    /// What is counted.
    fn unite(&self) -> &'static str {
        match self.forme {
            Shape::Patients { .. } => "patients",
            Shape::Euros | Shape::EurosSignes => "euros",
            Shape::Heures => "heures",
            Shape::Etp => "ETP",
            _ => "",
        }
    }

    /// A line of text, with the keyboard of a telephone, an example of its form, and its unit.
    fn texte(&self, a: &Attributs<'_>, value: &str, mode: &str, form: &str) -> Markup {
        let unit = self.unite();
        html! {
            span.saisie {
                input type="text" id={ "c-" (a.id) } name=(a.nom) value=(value) inputmode=(mode)
                    placeholder=[(!form.is_empty()).then_some(form)] autocomplete="off" spellcheck="false"
                    maxlength="200" aria-describedby=[a.decrit] aria-invalid=[a.faux];
                @if !unit.is_empty() { span.unite id={ "u-" (a.id) } aria-hidden="true" { (unit) } }
            }
        }
    }

    /// A choice; a value that is none of them stays, to be corrected.
    fn choix(&self, a: &Attributs<'_>, options: &[(String, String)]) -> Markup {
        let value = self.valeur();
        let known = value.is_empty() || options.iter().any(|(id, _)| id == value);
        // A contract is a doctor's where nothing is said: once is enough.
        let shown = |id: &str| self.modele != "contrat.type" || id != "individuel" || value == id;
        html! {
            select id={ "c-" (a.id) } name=(a.nom) aria-describedby=[a.decrit] aria-invalid=[a.faux] {
                option value="" selected[value.is_empty()] {
                    (match self.modele {
                        "medecin.specialite" | "membres.specialite" | "evenements.type" => "Choisissez",
                        "contrat.type" => "un médecin (contrat individuel)",
                        _ => "Je ne sais pas encore",
                    })
                }
                @if !known { option value=(value) selected { (value) } }
                @for (id, words) in options.iter().filter(|(id, _)| shown(id)) {
                    option value=(id) selected[id == value] { (words) }
                }
            }
        }
    }
}

/// What the control of a field says of itself.
struct Attributs<'a> {
    id: &'a str,
    nom: &'a str,
    decrit: Option<&'a str>,
    faux: Option<&'static str>,
}

/// Ids of what is said of a control: what is wrong, its help, its unit.
fn decrit(id: &str, help: bool, fault: bool, unit: bool) -> Option<String> {
    let mut ids = String::new();
    for (_, prefix) in [(fault, "f-"), (help, "a-"), (unit, "u-")].into_iter().filter(|(there, _)| *there) {
        if !ids.is_empty() {
            ids.push(' ');
        }
        ids.push_str(prefix);
        ids.push_str(id);
    }
    (!ids.is_empty()).then_some(ids)
}

/// Every specialty: those of the table of thresholds by code, then the others by name.
fn specialites(convention: &Convention) -> Vec<(String, String)> {
    let all = convention.tables.specialites.iter();
    let named = |id: &str, nom: &str| match id.starts_with(|c: char| c.is_ascii_digit()) {
        true => format!("{} ({id})", majuscule(nom)),
        false => majuscule(nom),
    };
    all.map(|s| (s.id.clone(), named(&s.id, &s.nom))).collect()
}

/// A word of a closed set, for people.
fn mot(convention: &Convention, champ: &str, word: &str) -> String {
    let textes = &convention.textes;
    match (champ, word) {
        ("secteur" | "zone" | "forme", _) => textes.mot(&format!("{champ}-{word}")).to_owned(),
        ("type", "individuel") => "un médecin (contrat individuel)".to_owned(),
        ("type", "collectif") => "un groupe (aide collective)".to_owned(),
        ("nature", "autre") => "autre certificat".to_owned(),
        _ => textes.mot(word).to_owned(),
    }
}
