//! Time, on the wall and on the processor: what else runs on the machine lengthens the first alone.

use std::time::{Duration, Instant};

use cpu_time::{ProcessTime, ThreadTime};
use serde_json::{Value, json};

use crate::Erreur;

/// What a piece of work took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Duree {
    /// From its start to its end.
    pub(crate) mur: Duration,
    /// Processor time, of all its threads.
    pub(crate) processeur: Duration,
}

impl Duree {
    /// The shortest of each, which need not be of one run.
    fn min(self, other: Duree) -> Duree {
        Duree { mur: self.mur.min(other.mur), processeur: self.processeur.min(other.processeur) }
    }

    pub(crate) fn json(self) -> Value {
        json!({ "mur_ns": nanos(self.mur), "processeur_ns": nanos(self.processeur) })
    }
}

fn nanos(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

/// Both clocks of the process.
pub(crate) struct Horloge {
    mur: Instant,
    processeur: ProcessTime,
}

impl Horloge {
    pub(crate) fn lancer() -> Result<Horloge, Erreur> {
        Ok(Horloge { mur: Instant::now(), processeur: ProcessTime::try_now()? })
    }

    /// What has gone by; starts again.
    pub(crate) fn tour(&mut self) -> Result<Duree, Erreur> {
        let next = Horloge::lancer()?;
        let before = std::mem::replace(self, next);
        Ok(Duree {
            mur: self.mur.duration_since(before.mur),
            processeur: self.processeur.duration_since(before.processeur),
        })
    }
}

/// A part of a work: it is given its rank, and among how many threads.
pub(crate) type Passe<'a> = Box<dyn Fn(usize, usize) + Sync + 'a>;

/// Runs works one after the other, each on so many threads, `fois` times over, and gives the best time of each: what
/// disturbs the machine for a while then disturbs all of them.
pub(crate) fn meilleurs(works: &[(usize, &Passe<'_>)], fois: usize) -> Result<Vec<Duree>, Erreur> {
    let mut best: Vec<Option<Duree>> = vec![None; works.len()];
    for _ in 0..fois.max(1) {
        for (best, (threads, work)) in best.iter_mut().zip(works) {
            let took = une_fois(*threads, work)?;
            *best = Some(best.map_or(took, |best| best.min(took)));
        }
    }
    best.into_iter().map(|best| best.ok_or_else(|| "nothing was measured".into())).collect()
}

fn une_fois(threads: usize, work: &Passe<'_>) -> Result<Duree, Erreur> {
    let start = Instant::now();
    let parts = std::thread::scope(|scope| {
        let spawn = |rank| {
            scope.spawn(move || -> std::io::Result<Duration> {
                let start = ThreadTime::try_now()?;
                work(rank, threads);
                Ok(ThreadTime::try_now()?.duration_since(start))
            })
        };
        let handles: Vec<_> = (0..threads).map(spawn).collect();
        handles.into_iter().map(|handle| handle.join().map_err(|_| "a measure stopped")).collect::<Vec<_>>()
    });
    let mut processeur = Duration::ZERO;
    for part in parts {
        processeur += part??;
    }
    Ok(Duree { mur: start.elapsed(), processeur })
}
