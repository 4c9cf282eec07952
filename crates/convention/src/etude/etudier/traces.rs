//! Where the explanations of the options go: a tree each, or nowhere.

use crate::explication::{Noeud, Quiet, Trace, Tree, un_par_figure};

/// Where the explanations of the options go.
pub(super) trait Explanations {
    type Listener: Trace + Default;
    fn keep(&mut self, prefix: String, listener: Self::Listener);
}

/// Keeps every tree.
#[derive(Default)]
pub(super) struct Trees(Vec<(String, Tree)>);

impl Explanations for Trees {
    type Listener = Tree;
    fn keep(&mut self, prefix: String, tree: Tree) {
        self.0.push((prefix, tree));
    }
}

/// Keeps none.
pub(super) struct NoTrees;

impl Explanations for NoTrees {
    type Listener = Quiet;
    fn keep(&mut self, _: String, _: Quiet) {}
}

impl Trees {
    /// The questions that the trees consulted.
    pub(super) fn consulted(&self) -> u64 {
        self.0.iter().fold(0, |bits, (_, tree)| bits | tree.consulted)
    }

    /// One node a figure.
    pub(super) fn finish(self) -> Vec<(String, Noeud)> {
        let mut nodes = Vec::new();
        for (prefix, tree) in self.0 {
            nodes.extend(un_par_figure(tree.roots).into_iter().map(|node| (prefix.clone(), node)));
        }
        nodes
    }
}
