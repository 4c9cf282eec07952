//! The questions of the form, for what was typed so far.
//!
//! Only those that can still change the answer are asked; what was typed elsewhere stays, hidden, so that
//! nothing is lost; what is wrong is always shown.

mod champ;
mod libelles;
mod liste;
mod plan;
#[cfg(test)]
mod tests;

use convention::dossier::fields::{CHAMPS, CHAMPS_COLLECTIF, Field, Shape};
use convention::dossier::pertinence::Pertinence;
use convention::dossier::requete::{chemin_de, modele_de, nom_de};
use convention::fault::Fault;
use convention::question::Question;
use convention::tables::Convention;
use maud::{Markup, html};
use views::{lier, minuscule};

use crate::champs::champ_de;
use crate::fautes::{dire, nom_de_la_faute};
use crate::saisie::{COMPARER, Saisie};
use champ::Champ;
pub(crate) use champ::id;
use plan::Groupe;

/// The fault of an objective that is written in two ways.
pub(crate) const AMBIGU: &str = "objectif-ambigu";

/// What the form is written from.
pub(crate) struct Formulaire<'a> {
    pub(crate) convention: &'a Convention,
    pub(crate) saisie: &'a Saisie,
    pub(crate) fautes: &'a [Fault],
    /// Which fields can still change the answer.
    pub(crate) pertinence: &'a Pertinence<'a>,
    /// Whether an objective is written in two ways.
    pub(crate) ambigu: bool,
    /// The open questions that the answer depends on.
    pub(crate) questions: &'a [Question],
    /// Names whose fields stand in the answer: the results to try, the options to compare.
    pub(crate) ailleurs: &'a [String],
}

/// What a name of the state is asked as, with the item of a list that it stands in. `None`: it is no question.
pub(crate) fn question_de(convention: &Convention, saisie: &Saisie, nom: &str) -> Option<String> {
    let modele = modele_de(nom);
    if let Some(question) = modele.strip_prefix("lectures.").and_then(Question::from_id) {
        return convention.textes.question(question).map(|texte| lier(&texte.libelle));
    }
    let words = libelles::libelle(&modele).question.trim_end_matches([' ', '?', '\u{a0}']);
    let (liste, rest) = nom.split_once('.').unwrap_or((nom, ""));
    let index = rest.split('.').next().and_then(|index| index.parse::<usize>().ok());
    let rank = index.and_then(|index| saisie.elements(liste).binary_search(&index).ok());
    match (liste::noms(liste).0, rank) {
        (item, Some(rank)) if !item.is_empty() && words.is_empty() => Some(format!("{item}\u{a0}{}", rank + 1)),
        (item, Some(rank)) if !item.is_empty() => {
            Some(format!("{item}\u{a0}{}, {}", rank + 1, lier(&minuscule(words))))
        }
        // A list alone under its heading is asked by it.
        _ if words.is_empty() => {
            let mut groupes = plan::MEDECIN.iter().chain(plan::COLLECTIF);
            groupes.find(|groupe| groupe.champs == [nom]).map(|groupe| groupe.titre.to_owned())
        }
        _ => Some(lier(words)),
    }
}

/// The question of a field, and its help where that is not the field's own.
pub(crate) fn libelle_de(modele: &str) -> (&'static str, &'static str) {
    let words = libelles::libelle(modele);
    (words.question, words.aide.unwrap_or_default())
}

impl Formulaire<'_> {
    /// HTML inside `#questions`.
    pub(crate) fn ecrire(&self) -> Markup {
        let (plan, champs) =
            if self.saisie.collectif() { (plan::COLLECTIF, CHAMPS_COLLECTIF) } else { (plan::MEDECIN, CHAMPS) };
        let (more, main): (Vec<&Groupe>, Vec<&Groupe>) = plan.iter().partition(|g| self.preciser(g));
        let rest: Vec<Markup> = more.into_iter().filter_map(|g| self.groupe(g, champs)).collect();
        html! {
            @for groupe in main {
                @if let Some(written) = self.groupe(groupe, champs) { (written) }
            }
            @if !rest.is_empty() {
                div.preciser id="preciser" {
                    h2 { "Préciser" }
                    p.aide { "Rien d'obligatoire : chaque réponse rend l'étude plus précise." }
                    @for written in rest { (written) }
                }
            }
            (self.caches(plan, champs))
        }
    }

    /// The faults of the field, list or table with a name.
    fn fautes_de(&self, nom: &str) -> Vec<&Fault> {
        self.fautes.iter().filter(|fault| nom_de_la_faute(fault) == nom).collect()
    }

    fn faux_dessous(&self, nom: &str) -> bool {
        self.fautes.iter().any(|fault| {
            let at = nom_de_la_faute(fault);
            at == nom || at.strip_prefix(nom).is_some_and(|rest| rest.starts_with('.'))
        })
    }

    /// Whether a group stands under « préciser ». The objective decides once the contract is signed: before, it is
    /// a proposal at most.
    fn preciser(&self, groupe: &Groupe) -> bool {
        groupe.preciser || (groupe.id == "objectif" && self.saisie.valeur("signature").is_empty())
    }

    /// A heading and its questions; none where nothing of it is asked.
    fn groupe(&self, groupe: &Groupe, champs: &'static [Field]) -> Option<Markup> {
        let written: Vec<Markup> = groupe.champs.iter().filter_map(|modele| self.entree(champs, modele)).collect();
        if written.is_empty() {
            return None;
        }
        let open = groupe.champs.iter().any(|modele| self.rempli(&nom_de(modele)));
        let help = html! { @if !groupe.aide.is_empty() { p.aide { (lier(groupe.aide)) } } };
        Some(if self.preciser(groupe) {
            html! {
                details.groupe id={ "g-" (groupe.id) } open[open] {
                    summary { (groupe.titre) }
                    (help)
                    @for question in written { (question) }
                }
            }
        } else {
            html! {
                fieldset.groupe id={ "g-" (groupe.id) } {
                    legend { (groupe.titre) }
                    (help)
                    @for question in written { (question) }
                }
            }
        })
    }

    /// Whether something is typed, or wrong, under a name or below.
    fn rempli(&self, nom: &str) -> bool {
        self.saisie.a_dessous(nom) || self.faux_dessous(nom)
    }

    /// Whether a field, a table or a list is asked: it can still change the answer, or something of it is wrong.
    fn demande(&self, nom: &str) -> bool {
        match nom {
            // The health of the doctor is asked as one answer; a dossier that says which keeps it.
            "rqth" | "ald" => self.rempli(nom),
            "au" | "connu_au" => true,
            _ => self.pertinence.champ(&chemin_de(nom)) || self.faux_dessous(nom),
        }
    }

    /// A question, a table of questions, or a list, where it is asked.
    fn entree(&self, champs: &'static [Field], modele: &str) -> Option<Markup> {
        match modele {
            "au" | "connu_au" => return Some(self.jour_de_l_etude(modele)),
            "lectures" => return self.lectures(),
            _ => {}
        }
        let field = champ_de(champs, modele)?;
        let nom = nom_de(modele);
        self.demande(&nom).then(|| self.champ(field, modele, &nom))
    }

    /// What a field is asked by, whatever it takes.
    fn champ(&self, field: &'static Field, modele: &str, nom: &str) -> Markup {
        match field.forme {
            Shape::Liste(..) => self.liste(field, modele),
            Shape::Table(..) | Shape::UnSeul(..) => self.table(field, modele, nom),
            _ => Champ::du_dossier(self, field, modele, nom).ecrire(),
        }
    }

    /// The fields below a name that are asked.
    fn dedans(&self, field: &'static Field, modele: &str, nom: &str) -> Markup {
        html! {
            div.cote-a-cote {
                @for inner in field.champs().iter().filter(|f| f.ecrit()) {
                    @let nom = format!("{nom}.{}", inner.nom);
                    @if self.demande(&nom) { (self.champ(inner, &format!("{modele}.{}", inner.nom), &nom)) }
                }
            }
        }
    }

    /// The fields of a table side by side, under one heading.
    fn table(&self, field: &'static Field, modele: &str, nom: &str) -> Markup {
        let id = id(nom);
        let faults = self.fautes_de(nom);
        let words = libelles::libelle(modele).question;
        html! {
            fieldset.table.fausse[!faults.is_empty()] id={ "q-" (id) } tabindex=[(!faults.is_empty()).then_some("-1")] {
                legend { (lier(words)) }
                @if !faults.is_empty() {
                    div id={ "f-" (id) } { @for fault in &faults { p.faute { (dire(fault)) } } }
                }
                (self.dedans(field, modele, nom))
            }
        }
    }

    /// The day of study stands beside the dossier, and is asked like a field of it.
    fn jour_de_l_etude(&self, nom: &str) -> Markup {
        let forme = Shape::Jour { libre: true };
        Champ { formulaire: self, forme, champ: "", aide: "", autres: &[], modele: nom, nom }.ecrire()
    }

    /// The readings of the questions that this dossier depends on, and of those chosen already.
    fn lectures(&self) -> Option<Markup> {
        let shown: Vec<Question> = Question::ALL
            .iter()
            .copied()
            .filter(|q| self.questions.contains(q) || self.rempli(&format!("lectures.{}", q.id())))
            .collect();
        (!shown.is_empty()).then(|| {
            html! {
                div id="q-lectures" { @for question in shown { (self.question_ouverte(question)) } }
            }
        })
    }

    fn question_ouverte(&self, question: Question) -> Markup {
        let nom = format!("lectures.{}", question.id());
        let id = id(&nom);
        let value = self.saisie.valeur(&nom);
        let faults = self.fautes_de(&nom);
        let text = self.convention.textes.question(question);
        html! {
            div.question.fausse[!faults.is_empty()] id={ "q-" (id) } {
                label for={ "c-" (id) } { (lier(text.map_or(question.id(), |t| t.libelle.as_str()))) }
                @for fault in &faults { p.faute { (dire(fault)) } }
                select id={ "c-" (id) } name=(nom) {
                    option value="" selected[value.is_empty()] { "Lecture par défaut" }
                    @for (index, reading) in question.readings().iter().enumerate() {
                        option value=(reading) selected[*reading == value] {
                            (self.convention.textes.question(question)
                                .and_then(|t| t.lectures.get(index)).map_or(*reading, |words| words.as_str()))
                        }
                    }
                }
            }
        }
    }

    /// What was typed and is not asked any more: kept, so that a change of mind loses nothing. What is wrong is shown,
    /// to be corrected.
    fn caches(&self, plan: &'static [Groupe], champs: &'static [Field]) -> Markup {
        let comparer = self.saisie.comparer.join(",");
        let sides = [(COMPARER, comparer.as_str())].into_iter().filter(|(_, options)| !options.is_empty());
        let rest = self.saisie.paires().filter(|(nom, _)| !self.a_un_controle(plan, champs, nom));
        let elsewhere = |nom: &str| self.ailleurs.iter().any(|known| known == nom);
        html! {
            @for (nom, valeur) in rest.chain(sides).filter(|(nom, _)| !elsewhere(nom)) {
                @if self.fautes_de(nom).is_empty() {
                    input type="hidden" name=(nom) value=(valeur);
                } @else {
                    (Champ { formulaire: self, forme: Shape::Texte, champ: "", aide: "", autres: &[], modele: nom, nom }.ecrire())
                }
            }
        }
    }

    /// Whether a name of the state has a control in the form.
    fn a_un_controle(&self, plan: &'static [Groupe], champs: &'static [Field], nom: &str) -> bool {
        let modele = modele_de(nom);
        let under = |path: &str| modele == path || modele.strip_prefix(path).is_some_and(|r| r.starts_with('.'));
        if !plan.iter().flat_map(|g| g.champs).any(|path| under(path)) {
            return false;
        }
        if let Some(question) = modele.strip_prefix("lectures.") {
            return Question::from_id(question).is_some();
        }
        let leaf = |field: &Field| !matches!(field.forme, Shape::Table(..) | Shape::UnSeul(..) | Shape::Liste(..));
        let known = matches!(nom, "au" | "connu_au") || champ_de(champs, &modele).is_some_and(leaf);
        known && self.demande(nom)
    }
}
