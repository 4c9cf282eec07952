//! What the page answers: the pieces that `views` composes, as HTML.
//!
//! One writer serves every section, of a doctor or of a group; only the chart and the fields to try a
//! result are drawn here. No figure is worked out, and no sentence is written twice.

mod blocs;
mod comparaison;
mod essai;
mod feuille;
mod graphique;
mod sections;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use convention::etude::{Demande, Etude, Reponse, rendre_les_decisions};
use convention::indicateur::Paire;
use convention::tables::Convention;
use maud::{Markup, PreEscaped};
use views::{Bloc, Curseur, Graphique, Montre, Texte, Vue, VueCollective};

pub(crate) use comparaison::comparaison;
use feuille::Feuille;

/// What the page around the result decides.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Contexte<'a> {
    /// Id of the form that the buttons and the fields belong to.
    pub formulaire: &'a str,
    /// JSON pointer of the figure whose explanation is open.
    pub pourquoi: Option<&'a str>,
    /// The counts that the reader tries, of those that the étude supposes.
    pub essaye: Paire<Option<u32>>,
}

impl Default for Contexte<'_> {
    fn default() -> Self {
        Contexte { formulaire: "dossier", pourquoi: None, essaye: Paire::default() }
    }
}

/// What the page shows of an étude, whoever it is of.
trait Sujet {
    /// The étude in pieces.
    fn page(&self) -> Vec<Bloc>;
    /// The name of a figure.
    fn nom(&self, figure: Montre) -> String;
    /// How a figure came about. `None`: the étude has no such figure.
    fn expliquer(&self, pointeur: &str) -> Option<Vec<Bloc>>;
    /// The years at a glance.
    fn graphiques(&self) -> Vec<Graphique>;
    /// The results worth trying.
    fn curseurs(&self) -> Vec<Curseur>;
    /// What the result that is tried pays.
    fn paye(&self) -> Option<Texte>;
    /// What is asked, as a doctor counts.
    fn en_clair(&self) -> Vec<Texte>;
}

impl Sujet for Vue<'_> {
    fn page(&self) -> Vec<Bloc> {
        self.page(false)
    }
    fn nom(&self, figure: Montre) -> String {
        self.figure_montree(figure.variante, figure.chemin)
    }
    fn expliquer(&self, pointeur: &str) -> Option<Vec<Bloc>> {
        Vue::expliquer(self, pointeur).or_else(|| {
            // The decision table holds whatever is supposed: its figures are those of the étude without.
            let demande = Demande { si: Default::default(), ..self.etude.demande };
            if demande == self.etude.demande || !pointeur.contains("/decisions/") {
                return None;
            }
            let bare = convention::etude::etudier(self.convention, &self.etude.dossier, &demande);
            Vue::new(self.convention, &bare).expliquer(pointeur)
        })
    }
    fn graphiques(&self) -> Vec<Graphique> {
        Vue::graphiques(self)
    }
    fn curseurs(&self) -> Vec<Curseur> {
        Vue::curseurs(self)
    }
    fn paye(&self) -> Option<Texte> {
        Vue::paye(self)
    }
    fn en_clair(&self) -> Vec<Texte> {
        self.objectifs_en_clair()
    }
}

impl Sujet for VueCollective<'_> {
    fn page(&self) -> Vec<Bloc> {
        self.page(false)
    }
    fn nom(&self, figure: Montre) -> String {
        self.figure(figure.chemin)
    }
    fn expliquer(&self, pointeur: &str) -> Option<Vec<Bloc>> {
        VueCollective::expliquer(self, pointeur)
    }
    fn graphiques(&self) -> Vec<Graphique> {
        VueCollective::graphiques(self)
    }
    fn curseurs(&self) -> Vec<Curseur> {
        VueCollective::curseurs(self)
    }
    fn paye(&self) -> Option<Texte> {
        VueCollective::paye(self)
    }
    fn en_clair(&self) -> Vec<Texte> {
        self.objectifs_en_clair()
    }
}

/// Runs `f` on the view of an answer, as the page shows it.
fn avec<R>(convention: &Convention, reponse: &Reponse, f: impl FnOnce(&dyn Sujet) -> R) -> R {
    match reponse {
        Reponse::Individuelle(etude) => f(&Vue::new(convention, &montree(convention, etude))),
        Reponse::Collective(etude) => f(&VueCollective::new(convention, etude)),
    }
}

/// The étude with its decision table, which a hypothesis takes away.
fn montree<'a>(convention: &Convention, etude: &'a Etude) -> Cow<'a, Etude> {
    let si = etude.demande.si;
    if si.pmt.is_none() && si.pfa.is_none() {
        return Cow::Borrowed(etude);
    }
    let mut own = etude.clone();
    rendre_les_decisions(convention, &mut own);
    Cow::Owned(own)
}

/// The answer, as what stands inside `#resultat`.
pub(crate) fn ecrire(convention: &Convention, reponse: &Reponse, contexte: &Contexte<'_>) -> Markup {
    PreEscaped(avec(convention, reponse, |sujet| {
        let mut feuille = Feuille::new(Some(sujet), contexte, "");
        sections::ecrire(&mut feuille, sujet);
        feuille.fin()
    }))
}

/// A hypothesis that says one count alone, with the other where its cursor stands.
pub(crate) fn completer(convention: &Convention, reponse: &Reponse, si: Paire<Option<u32>>) -> Paire<Option<u32>> {
    let mut whole = si;
    if si.pmt.is_some() == si.pfa.is_some() {
        return whole;
    }
    let curseurs = match reponse {
        Reponse::Individuelle(etude) => Vue::new(convention, etude).curseurs(),
        Reponse::Collective(etude) => VueCollective::new(convention, etude).curseurs(),
    };
    for curseur in curseurs.iter().filter(|curseur| !curseur.inconnue) {
        whole[curseur.indicateur] = Some(curseur.place);
    }
    whole
}

/// Names of the fields where a result is tried.
pub(crate) fn essais(convention: &Convention, reponse: &Reponse) -> Vec<String> {
    avec(convention, reponse, |sujet| sujet.curseurs().into_iter().map(|curseur| curseur.champ).collect())
}

/// Why the figure at a JSON pointer of the étude is what it is. `None`: no figure is there.
pub(crate) fn pourquoi(convention: &Convention, reponse: &Reponse, pointeur: &str) -> Option<Markup> {
    avec(convention, reponse, |sujet| {
        let contexte = Contexte { pourquoi: None, ..Contexte::default() };
        let mut feuille = Feuille::new(Some(sujet), &contexte, "pourquoi-");
        feuille.blocs(&sujet.expliquer(pointeur)?);
        Some(PreEscaped(feuille.fin()))
    })
}

/// The answer in one or two sentences, to be spoken: the verdict, then what the contract brings.
pub(crate) fn annonce(convention: &Convention, reponse: &Reponse) -> String {
    let (verdict, total, paye) = match reponse {
        Reponse::Individuelle(etude) => {
            let vue = Vue::new(convention, etude);
            (vue.verdict(), vue.total(), vue.paye())
        }
        Reponse::Collective(etude) => {
            let vue = VueCollective::new(convention, etude);
            (vue.verdict(), vue.total(), vue.paye())
        }
    };
    let mut said = verdict;
    for sentence in [paye, total].into_iter().flatten() {
        said.push(' ');
        said.push_str(&sentence);
    }
    said
}
