//! How far the work is, on a terminal alone.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use views::entier;

/// A line that says how many contracts are done.
pub(crate) struct Progres {
    ligne: ProgressBar,
    faits: u64,
    total: Option<u64>,
}

impl Progres {
    /// Of as many contracts as the input says, where it says it.
    pub(crate) fn new(total: Option<u64>) -> Progres {
        let ligne = match total {
            Some(total) => ProgressBar::new(total),
            None => ProgressBar::new_spinner(),
        };
        let template = match total {
            Some(_) => "{bar:24} {percent} % {wide_msg}",
            None => "{spinner} {wide_msg}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            ligne.set_style(style.progress_chars("━╸ "));
        }
        ligne.enable_steady_tick(Duration::from_millis(200));
        Progres { ligne, faits: 0, total }
    }

    /// As many contracts more.
    pub(crate) fn ajouter(&mut self, contrats: u64) {
        self.faits += contrats;
        self.ligne.set_position(self.faits);
        let nombre = |n: u64| entier(i64::try_from(n).unwrap_or(i64::MAX));
        let faits = nombre(self.faits);
        self.ligne.set_message(match self.total {
            Some(total) => format!("{faits} contrats sur {}", nombre(total)),
            None => format!("{faits} contrats"),
        });
    }
}

impl Drop for Progres {
    fn drop(&mut self) {
        self.ligne.finish_and_clear();
    }
}
