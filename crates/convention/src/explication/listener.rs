//! What listens to the rules while they run: quietly, or keeping a tree.
//!
//! Every rule is compiled once for each listener, so there are only two of them: what listens in another
//! way (supposed figures, the questions alone, the period of an avenant) is a [`Filter`] on one of the
//! two, not a third type.

use super::avenant::Periode;
use super::{Chemin, Lu, Noeud, Origine, Regle, Valeur};
use crate::explication::Ecoute;
use crate::indicateur::{Indicateur, Paire};
use crate::question::{Consulted, Lecture, Lectures, Question};
use crate::tables::Cell;

/// What listens to the rules while they run.
pub trait Trace: Sized {
    /// Whether anything of it is kept. What only explains, and costs something, is left out where not.
    fn listens(&self) -> bool;

    /// Whether the rules that give figures are kept, if not all that they read: a figure that only explains
    /// counts, then.
    #[inline(always)]
    fn keeps_rules(&self) -> bool {
        self.listens()
    }

    /// A rule that gives a figure begins.
    fn open(&mut self, chemin: Chemin, regle: Regle);

    /// The rule that began last gave its figure.
    fn close(&mut self, valeur: Valeur);

    /// Runs a rule that gives a figure.
    #[inline(always)]
    fn rule<R: Copy + Into<Valeur>>(&mut self, chemin: Chemin, regle: Regle, f: impl FnOnce(&mut Self) -> R) -> R {
        let keeps = self.keeps_rules();
        if keeps {
            self.open(chemin, regle);
        }
        let result = f(self);
        if keeps {
            self.close(result.into());
        }
        result
    }

    /// A value was read.
    fn read(&mut self, nom: &'static str, valeur: impl Into<Valeur>, origine: Origine);

    /// A question was consulted.
    fn consult(&mut self, question: Question, lectures: &Lectures);

    /// A completion filled the nature of an objective that nobody knows.
    fn fill_nature(&mut self, i: Indicateur);

    /// Runs `f`, and hears it through a filter, if one is given.
    fn through<R>(&mut self, filter: Option<Filter>, f: impl FnOnce(&mut Self) -> R) -> R;

    /// A listener that keeps as much, and has heard nothing.
    fn fresh(&self) -> Self;
}

/// The reading chosen for a question, noted by the trace.
pub fn lecture<L: Lecture>(lectures: &Lectures, trace: &mut impl Trace) -> L {
    trace.consult(L::QUESTION, lectures);
    lectures.get()
}

/// The value of a cell, noted by the trace.
pub fn cell<V: Copy + Into<Valeur>>(nom: &'static str, cell: Cell<V>, trace: &mut impl Trace) -> V {
    trace.read(nom, cell.value, Origine::Regles(cell.id));
    cell.value
}

/// How what a rule says is heard.
#[derive(Debug, Clone)]
pub struct Filter(Kind);

#[derive(Debug, Clone)]
enum Kind {
    Supposing,
    Consulting,
    Periode(Periode),
}

impl Filter {
    /// The rule runs on supposed figures: they are noted as such, inside the node that is open, and the
    /// figures that it gives are nobody's.
    pub(crate) const SUPPOSING: Filter = Filter(Kind::Supposing);

    /// The questions of a rule alone: what it reads is told elsewhere.
    pub(crate) const CONSULTING: Filter = Filter(Kind::Consulting);

    /// The objective of a period, at an index of a year, in place of the contract's.
    pub(crate) fn periode(ecoute: Ecoute, periode: (u8, u16), lectures: &Lectures) -> Filter {
        Filter(Kind::Periode(Periode::new(ecoute, periode, *lectures)))
    }
}

/// Listens to questions alone, and compiles to nothing else.
///
/// In WebAssembly, where what counts is the size of the page, it is a [`Tree`] that keeps nothing: each
/// rule is then compiled once.
#[cfg(not(target_family = "wasm"))]
#[derive(Debug, Clone, Copy, Default)]
pub struct Quiet {
    /// The questions consulted so far.
    pub consulted: Consulted,
    /// Indicators whose nature was filled so far.
    pub filled: Paire<bool>,
}

/// Listens to questions alone.
#[cfg(target_family = "wasm")]
pub type Quiet = Tree;

#[cfg(not(target_family = "wasm"))]
impl Trace for Quiet {
    #[inline(always)]
    fn listens(&self) -> bool {
        false
    }

    #[inline(always)]
    fn open(&mut self, _: Chemin, _: Regle) {}

    #[inline(always)]
    fn close(&mut self, _: Valeur) {}

    #[inline(always)]
    fn read(&mut self, _: &'static str, _: impl Into<Valeur>, _: Origine) {}

    #[inline(always)]
    fn consult(&mut self, question: Question, _: &Lectures) {
        self.consulted |= question.bit();
    }

    #[inline(always)]
    fn fill_nature(&mut self, i: Indicateur) {
        self.filled[i] = true;
    }

    #[inline(always)]
    fn through<R>(&mut self, _: Option<Filter>, f: impl FnOnce(&mut Self) -> R) -> R {
        f(self)
    }

    #[inline(always)]
    fn fresh(&self) -> Quiet {
        Quiet::default()
    }
}

/// Listens to questions, and to which rules gave figures: the nodes of a [`Tree`] without what they hold.
///
/// Not in WebAssembly, where a third listener would weigh and nobody asks.
#[cfg(not(target_family = "wasm"))]
#[derive(Debug, Clone, Copy, Default)]
pub struct Codes {
    /// The questions consulted so far.
    pub consulted: Consulted,
    /// Indicators whose nature was filled so far.
    pub filled: Paire<bool>,
    /// The rules whose figures ran so far.
    pub regles: super::Regles,
}

#[cfg(not(target_family = "wasm"))]
impl Trace for Codes {
    #[inline(always)]
    fn listens(&self) -> bool {
        false
    }

    #[inline(always)]
    fn keeps_rules(&self) -> bool {
        true
    }

    #[inline(always)]
    fn open(&mut self, _: Chemin, regle: Regle) {
        self.regles.insert(regle);
    }

    #[inline(always)]
    fn close(&mut self, _: Valeur) {}

    #[inline(always)]
    fn read(&mut self, _: &'static str, _: impl Into<Valeur>, _: Origine) {}

    #[inline(always)]
    fn consult(&mut self, question: Question, _: &Lectures) {
        self.consulted |= question.bit();
    }

    #[inline(always)]
    fn fill_nature(&mut self, i: Indicateur) {
        self.filled[i] = true;
    }

    /// A filter that drops figures drops their rules.
    #[inline(always)]
    fn through<R>(&mut self, filter: Option<Filter>, f: impl FnOnce(&mut Self) -> R) -> R {
        let regles = self.regles;
        let result = f(self);
        if filter.is_some_and(|Filter(kind)| !matches!(kind, Kind::Periode(_))) {
            self.regles = regles;
        }
        result
    }

    #[inline(always)]
    fn fresh(&self) -> Codes {
        Codes::default()
    }
}

/// Keeps everything, or by default the questions alone.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// The questions consulted so far.
    pub consulted: Consulted,
    /// Indicators whose nature was filled so far.
    pub filled: Paire<bool>,
    /// Finished nodes that stand in no other.
    pub roots: Vec<Noeud>,
    open: Vec<Noeud>,
    /// Whether it was made to keep more than questions.
    keeps: bool,
    /// Whether it does so now: no filter on it leaves the questions alone.
    listens: bool,
    /// The last one hears first.
    filters: Vec<Filter>,
}

impl Tree {
    /// Keeps everything.
    pub fn new() -> Tree {
        Tree { keeps: true, listens: true, ..Tree::default() }
    }

    /// Notes a value in the open node, as the filters say it.
    fn note(&mut self, mut lu: Lu) {
        for Filter(kind) in self.filters.iter().rev() {
            match kind {
                Kind::Supposing | Kind::Consulting => {
                    if let Origine::Figure(chemin) = lu.origine {
                        lu.origine = Origine::Suppose(chemin);
                    }
                }
                Kind::Periode(periode) => match periode.read(lu) {
                    Some(heard) => lu = heard,
                    None => return,
                },
            }
        }
        self.keep(lu);
    }

    /// Keeps a value in the open node.
    fn keep(&mut self, lu: Lu) {
        if let Some(noeud) = self.open.last_mut()
            && !noeud.lu.contains(&lu)
        {
            noeud.lu.push(lu);
        }
    }

    /// Whether no filter drops the figures of a rule.
    fn keeps_figures(&self) -> bool {
        self.filters.iter().all(|Filter(kind)| matches!(kind, Kind::Periode(_)))
    }
}

impl Trace for Tree {
    #[inline(always)]
    fn listens(&self) -> bool {
        self.listens
    }

    fn open(&mut self, mut chemin: Chemin, regle: Regle) {
        let mut asked = Vec::new();
        for Filter(kind) in self.filters.iter_mut().rev() {
            let Kind::Periode(periode) = kind else { break };
            asked.extend(periode.open(&mut chemin).map(|question| (question, periode.lectures)));
        }
        if self.keeps_figures() {
            self.open.push(Noeud {
                chemin,
                regle: regle.id(),
                valeur: Valeur::Inconnu,
                lu: Vec::new(),
                enfants: Vec::new(),
            });
        }
        for (question, lectures) in asked.iter().rev() {
            self.consult(*question, lectures);
        }
    }

    fn close(&mut self, valeur: Valeur) {
        if self.keeps_figures()
            && let Some(mut noeud) = self.open.pop()
        {
            noeud.valeur = valeur;
            match self.open.last_mut() {
                Some(parent) => parent.enfants.push(noeud),
                None => self.roots.push(noeud),
            }
        }
    }

    fn read(&mut self, nom: &'static str, valeur: impl Into<Valeur>, origine: Origine) {
        if self.listens {
            self.note(Lu { nom, valeur: valeur.into(), origine });
        }
    }

    /// Every filter lets questions through, and what they read stands in the open node.
    fn consult(&mut self, question: Question, lectures: &Lectures) {
        self.consulted |= question.bit();
        if self.keeps {
            let origine = Origine::Lecture(question);
            self.keep(Lu { nom: question.id(), valeur: lectures.id(question).into(), origine });
        }
    }

    fn fill_nature(&mut self, i: Indicateur) {
        self.filled[i] = true;
    }

    fn through<R>(&mut self, filter: Option<Filter>, f: impl FnOnce(&mut Self) -> R) -> R {
        let (outer, listens) = (self.filters.len(), self.listens);
        if let Some(filter) = filter.filter(|_| self.keeps) {
            self.listens = listens && !matches!(filter.0, Kind::Consulting);
            self.filters.push(filter);
        }
        let result = f(self);
        self.filters.truncate(outer);
        self.listens = listens;
        result
    }

    fn fresh(&self) -> Tree {
        if self.keeps { Tree::new() } else { Tree::default() }
    }
}
