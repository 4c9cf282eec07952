//! What the listeners of a run heard: that of the study, and one for each option.

use crate::explication::{Noeud, Tree, un_par_figure};

/// Each listener, after the prefix of what it heard.
pub(super) struct Heard<T>(Vec<(String, T)>);

impl<T> Default for Heard<T> {
    fn default() -> Self {
        Heard(Vec::new())
    }
}

impl<T> Heard<T> {
    pub(super) fn keep(&mut self, prefix: String, listener: T) {
        self.0.push((prefix, listener));
    }
}

impl Heard<Tree> {
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
