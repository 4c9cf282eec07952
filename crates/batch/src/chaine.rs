//! Work on many threads, in order: one takes tasks at a time, all work, one writes what comes out in the order of the
//! tasks. No more than a few tasks are between the two, so memory does not grow with the file.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::mpsc::sync_channel;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use console::echec::Echec;

use crate::faute::interne;
use crate::panique::attraper;

/// Tasks between taking and writing, beside one a thread.
const D_AVANCE: usize = 2;

/// How many tasks may still be taken.
struct Jetons {
    libres: Mutex<Option<usize>>,
    rendu: Condvar,
}

impl Jetons {
    /// Waits for one; `false` once nothing is to be taken any more.
    fn prendre(&self) -> bool {
        let mut libres = verrou(&self.libres);
        loop {
            match &mut *libres {
                None => return false,
                Some(0) => libres = self.rendu.wait(libres).unwrap_or_else(PoisonError::into_inner),
                Some(n) => {
                    *n -= 1;
                    return true;
                }
            }
        }
    }

    fn rendre(&self) {
        if let Some(n) = &mut *verrou(&self.libres) {
            *n += 1;
        }
        self.rendu.notify_one();
    }

    fn fermer(&self) {
        *verrou(&self.libres) = None;
        self.rendu.notify_all();
    }
}

fn verrou<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What gives the tasks, and how many it has given; without it once it has ended.
struct Suite<F> {
    prendre: Option<F>,
    rang: u64,
}

/// How many threads: as many as asked for, else one a core.
pub(crate) fn fils(demandes: Option<NonZeroUsize>) -> usize {
    demandes.or_else(|| std::thread::available_parallelism().ok()).map_or(1, usize::from)
}

/// Makes the allocator of the GNU C library keep what is freed: until it has seen a block as large as this one freed, it
/// gives what each batch needed back to the system, and asks for it anew, page by page, for the next one. The block is
/// never written, so it takes no memory; to another allocator it is one block more.
fn garder_la_memoire() {
    const BLOC: usize = 31 << 20;
    drop(std::hint::black_box(Vec::<u8>::with_capacity(BLOC)));
}

/// Runs every task that `prendre` gives on `fils` threads, each with a worker of its own, and hands what they make to
/// `ecrire`, in the order of the tasks.
///
/// # Errors
///
/// The first in the order of the tasks, whichever thread met it.
pub(crate) fn executer<T: Send, R: Send, W: FnMut(T) -> Result<R, Echec>>(
    fils: usize,
    prendre: impl FnMut() -> Result<Option<T>, Echec> + Send,
    ouvrier: impl Fn() -> W + Sync,
    mut ecrire: impl FnMut(R) -> Result<(), Echec>,
) -> Result<(), Echec> {
    garder_la_memoire();
    let en_vol = fils + D_AVANCE;
    let jetons = Jetons { libres: Mutex::new(Some(en_vol)), rendu: Condvar::new() };
    let suite = Mutex::new(Suite { prendre: Some(prendre), rang: 0 });
    let (sender, receiver) = sync_channel(en_vol);
    std::thread::scope(|scope| {
        for _ in 0..fils {
            let (sender, jetons, suite, ouvrier) = (sender.clone(), &jetons, &suite, &ouvrier);
            scope.spawn(move || {
                let mut work = ouvrier();
                while jetons.prendre() {
                    let Some((rang, tache)) = suivante(suite) else { break };
                    let done = tache.and_then(|tache| {
                        let panicked = |dite| Err(interne(format!("un calcul s'est arrêté : {dite}")));
                        attraper(|| work(tache)).unwrap_or_else(panicked)
                    });
                    if sender.send((rang, done)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for (rang, done) in receiver {
            waiting.insert(rang, done);
            while let Some(done) = waiting.remove(&next) {
                if let Err(echec) = done.and_then(&mut ecrire) {
                    jetons.fermer();
                    return Err(echec);
                }
                jetons.rendre();
                next += 1;
            }
        }
        Ok(())
    })
}

/// The next task and its rank; a failure to take one is the last.
fn suivante<T, F: FnMut() -> Result<Option<T>, Echec>>(suite: &Mutex<Suite<F>>) -> Option<(u64, Result<T, Echec>)> {
    let mut suite = verrou(suite);
    let prendre = suite.prendre.as_mut()?;
    let panicked = |dite| Err(interne(format!("une lecture s'est arrêtée : {dite}")));
    let taken = attraper(prendre).unwrap_or_else(panicked).transpose();
    if !matches!(taken, Some(Ok(_))) {
        suite.prendre = None;
    }
    let rang = suite.rang;
    suite.rang += 1;
    taken.map(|taken| (rang, taken))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn somme(fils: usize, n: u64, fault: Option<u64>) -> Result<Vec<u64>, Echec> {
        let mut tasks = 0..n;
        let mut written = Vec::new();
        let work = || {
            move |task: u64| match fault {
                Some(bad) if task >= bad => Err(interne(task)),
                _ => {
                    std::thread::sleep(std::time::Duration::from_micros((task * 7919) % 500));
                    Ok(task)
                }
            }
        };
        executer(
            fils,
            || Ok(tasks.next()),
            work,
            |task| {
                written.push(task);
                Ok(())
            },
        )?;
        Ok(written)
    }

    #[test]
    fn what_comes_out_is_in_order_whatever_the_threads() {
        for fils in [1, 2, 7] {
            assert_eq!(somme(fils, 200, None).ok(), Some((0..200).collect()));
            assert_eq!(somme(fils, 0, None).ok(), Some(Vec::new()));
        }
    }

    #[test]
    fn the_first_failure_in_order_is_told() {
        for fils in [1, 4] {
            let echec = somme(fils, 200, Some(50)).err().map(|echec| format!("{echec:?}"));
            assert!(echec.is_some_and(|text| text.contains("trompé : 50")));
        }
    }

    #[test]
    fn a_worker_that_panics_ends_the_work() {
        let mut tasks = 0..100u64;
        let work = || |task: u64| if task == 30 { std::panic::resume_unwind(Box::new(())) } else { Ok(task) };
        assert!(executer(3, || Ok(tasks.next()), work, |_| Ok(())).is_err());
    }
}
