//! What was typed: the state of the page, apart from what its buttons asked.

use convention::dossier::fields::{CHAMPS, CHAMPS_COLLECTIF, Shape};
use convention::dossier::requete::Requete;

use crate::champs::{de_l_autre_contrat, nom_du_formulaire};

/// Names of the state that are not the dossier's.
pub(crate) const HORS_DOSSIER: &[&str] = &[COMPARER, AJOUTER, RETIRER, POURQUOI];

pub(crate) const COMPARER: &str = "comparer";
pub(crate) const AJOUTER: &str = "ajouter";
pub(crate) const RETIRER: &str = "retirer";
pub(crate) const POURQUOI: &str = "pourquoi";

/// Below this name stand the counts that are tried: taken away, the answer is that of the dossier again.
pub(crate) const SI: &str = "si";

/// The lists that a button may add to.
const LISTES: [&str; 4] = ["constats", "evenements", "encaissements", "membres"];

/// Numbers of items past this one are nobody's.
const ELEMENTS_MAX: usize = 1000;

/// The most items that a list takes.
fn plafond(liste: &str) -> usize {
    let mut champs = CHAMPS.iter().chain(CHAMPS_COLLECTIF).filter(|champ| champ.nom == liste);
    let plafond = champs.find_map(|champ| match &champ.forme {
        Shape::Liste(_, plafond) => Some(plafond.max),
        _ => None,
    });
    plafond.unwrap_or_default()
}

/// What was typed, once what a button asked is done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Saisie {
    /// The dossier's pairs, in the order of the form, those of the lists even where they are empty.
    paires: Vec<(String, String)>,
    /// The options to set side by side.
    pub(crate) comparer: Vec<String>,
    /// The figure to explain: its JSON pointer.
    pub(crate) pourquoi: Option<String>,
    /// Items that were asked for and have no value yet.
    ajoutes: Vec<(String, usize)>,
}

impl Saisie {
    /// The state of a query string, its button done.
    pub(crate) fn lire(requete: &Requete) -> Saisie {
        let mut saisie = Saisie::default();
        let mut added = Vec::new();
        let mut removed = Vec::new();
        for (nom, valeur) in &requete.paires {
            match nom.as_str() {
                COMPARER => saisie.comparer.extend(valeur.split(',').filter(|o| !o.is_empty()).map(str::to_owned)),
                AJOUTER => added.push(valeur.clone()),
                RETIRER => removed.push(valeur.clone()),
                POURQUOI => saisie.pourquoi = Some(valeur.clone()).filter(|pointer| !pointer.is_empty()),
                _ => saisie.ajouter_paire(&nom_du_formulaire(nom), valeur),
            }
        }
        if !added.is_empty() || !removed.is_empty() {
            saisie.agir(&added, &removed);
        }
        saisie
    }

    /// Does what buttons asked. Apart from the reading: a first answer has pressed none.
    #[inline(never)]
    fn agir(&mut self, added: &[String], removed: &[String]) {
        // An item of its own number is one that is there and still empty; a list asks for one more.
        for (liste, index) in added.iter().filter_map(|asked| asked.split_once('.')) {
            if let Ok(index) = index.parse() {
                self.ajouter(liste, index);
            }
        }
        removed.iter().for_each(|item| self.retirer(item));
        for liste in added {
            let next = self.elements(liste).last().map_or(0, |last| last + 1);
            self.ajouter(liste, next);
        }
    }

    fn ajouter(&mut self, liste: &str, index: usize) {
        let item = (liste.to_owned(), index);
        if LISTES.contains(&liste) && index < ELEMENTS_MAX && !self.ajoutes.contains(&item) {
            self.ajoutes.push(item);
        }
    }

    /// The boxes of one question send its name several times: one value, in the order of the form.
    fn ajouter_paire(&mut self, nom: &str, valeur: &str) {
        if valeur.trim().is_empty() && !est_d_une_liste(nom) {
            return;
        }
        let boxes = nom == "bande" || nom.starts_with("bandes.");
        match self.paires.iter_mut().find(|(known, _)| boxes && known == nom) {
            Some((_, value)) => {
                value.push(',');
                value.push_str(valeur);
            }
            None => self.paires.push((nom.to_owned(), valeur.to_owned())),
        }
    }

    fn retirer(&mut self, item: &str) {
        let under = |nom: &str| nom.strip_prefix(item).is_some_and(|rest| rest.starts_with('.'));
        if item == SI || est_d_une_liste(&format!("{item}.")) {
            self.paires.retain(|(nom, _)| !under(nom));
            self.ajoutes.retain(|(liste, index)| format!("{liste}.{index}") != item);
        }
    }

    /// What was typed under a name; empty where nothing was.
    pub(crate) fn valeur(&self, nom: &str) -> &str {
        self.paires.iter().find(|(known, _)| known == nom).map_or("", |(_, value)| value.as_str())
    }

    /// Whether something is typed under a name, or below it.
    pub(crate) fn a_dessous(&self, nom: &str) -> bool {
        self.paires.iter().any(|(known, value)| {
            let here = known == nom || known.strip_prefix(nom).is_some_and(|rest| rest.starts_with('.'));
            here && !value.trim().is_empty()
        }) || self.ajoutes.iter().any(|(liste, _)| liste == nom)
    }

    /// Whether nothing of a dossier is typed.
    pub(crate) fn vide(&self) -> bool {
        self.paires.iter().all(|(nom, value)| value.trim().is_empty() || matches!(nom.as_str(), "au" | "connu_au"))
    }

    /// Whether a group has no doctor yet.
    #[inline(never)]
    pub(crate) fn sans_membre(&self) -> bool {
        !self.paires().any(|(nom, _)| nom.starts_with("membres."))
    }

    /// Whether it is a group's.
    pub(crate) fn collectif(&self) -> bool {
        self.valeur("type").trim().eq_ignore_ascii_case("collectif")
    }

    /// Every pair that is typed.
    pub(crate) fn paires(&self) -> impl Iterator<Item = (&str, &str)> {
        self.paires.iter().filter(|(_, v)| !v.trim().is_empty()).map(|(n, v)| (n.as_str(), v.as_str()))
    }

    /// The indices of the items of a list: those of its names, and those that a button added. No more than the list
    /// takes, the first ones: an address of a few kilobytes would else ask for a page of many megabytes.
    pub(crate) fn elements(&self, liste: &str) -> Vec<usize> {
        let of = |nom: &str| nom.strip_prefix(liste)?.strip_prefix('.')?.split('.').next()?.parse::<usize>().ok();
        let named = self.paires.iter().filter_map(|(nom, _)| of(nom));
        let added = self.ajoutes.iter().filter(|(known, _)| known == liste).map(|(_, index)| *index);
        let mut all: Vec<usize> = Vec::new();
        for index in named.chain(added) {
            if let Err(at) = all.binary_search(&index) {
                all.insert(at, index);
            }
        }
        all.truncate(plafond(liste));
        all
    }

    /// The dossier's pairs alone, as a query string. Answers about the other type of contract are no part of it: they
    /// wait in the state for whoever changes back.
    pub(crate) fn dossier(&self) -> Requete {
        let collectif = self.collectif();
        self.requete_de(|nom| !de_l_autre_contrat(nom, collectif))
    }

    fn requete_de(&self, garder: impl Fn(&str) -> bool) -> Requete {
        let kept = self.paires().filter(|(nom, _)| garder(nom));
        Requete { paires: kept.map(|(n, v)| (n.to_owned(), v.to_owned())).collect() }
    }

    /// The state written shortest.
    pub(crate) fn requete(&self) -> Requete {
        let mut requete = self.requete_de(|_| true);
        if !self.comparer.is_empty() {
            requete.paires.push((COMPARER.to_owned(), self.comparer.join(",")));
        }
        requete
    }
}

fn est_d_une_liste(nom: &str) -> bool {
    LISTES.iter().any(|liste| nom.strip_prefix(liste).is_some_and(|rest| rest.starts_with('.')))
}
