//! The floor of `epaule-lot calculer` to Parquet: the same file read, an output of the same shape written, by the same
//! threads with the same settings, and no rule in between. Twice: with the pages that a job makes, and with those of the
//! crate `parquet`, which anyone would write.

use std::num::NonZeroUsize;
use std::path::Path;

use arrow_array::{Array, RecordBatch};
use columns::{Choix, Entree, Moteur};
use console::echec::Echec;

use crate::calculer;
use crate::chaine;
use crate::ecriture::{self, Ecrivain, Encodeur, Pages};
use crate::faute::interne;
use crate::format::Format;
use crate::lecture::{self, Contenu, Source};

/// Batches of which the output is worked out beforehand: whichever comes after has the columns of one of them.
const MODELES: usize = 4;

/// The steps of [`parcourir`], in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Etape {
    /// The output of a few batches is worked out: no part of the floor.
    Preparer,
    /// The input is read, and nothing else.
    Lire,
    /// The input is read and the output is written, the crate `parquet` makes every page.
    Bibliotheque,
    /// The same with our pages: the floor.
    Ensemble,
    /// What both hold in memory is copied, on one thread.
    Copier,
}

/// What went through.
#[derive(Debug, Clone, Copy)]
pub struct Parcours {
    /// Contracts read.
    pub contrats: u64,
    /// Rows written.
    pub lignes: u64,
    /// Bytes copied.
    pub octets: u64,
}

/// A batch of the input, and what the rules make of it, a page after the other.
struct Modele {
    contrats: RecordBatch,
    annees: Vec<RecordBatch>,
}

/// Goes through the steps of the floor of a job, and tells each when it ends. The output replaces what is there.
///
/// # Errors
///
/// As `epaule-lot calculer`.
pub fn parcourir(
    moteur: &Moteur,
    entree: &Path,
    sortie: &Path,
    fils: Option<NonZeroUsize>,
    mut finie: impl FnMut(Etape),
) -> Result<Parcours, Echec> {
    ecriture::verifier(sortie, true, &[entree])?;
    let lignes = calculer::contrats_par_lot(moteur.lignes_par_contrat(), Format::Parquet);
    let fils = chaine::fils(fils);
    let mut source = ouvrir(entree)?;
    let schema = source.schema();
    let lue = moteur.lier(&console::nom::nom(entree), &schema, &Choix::default())?;
    let modeles = modeles(moteur, &lue, source.as_mut(), lignes)?;
    let colonnes = moteur.sortie(&lue, &schema);
    finie(Etape::Preparer);

    let mut source = ouvrir(entree)?;
    let mut contrats = 0;
    let ouvrier = || |contenu: Contenu| contenu.ouvrir().map(|(lot, _)| lot.num_rows() as u64);
    let compter = |n| {
        contrats += n;
        Ok(())
    };
    chaine::executer(fils, || source.suivant(lignes), ouvrier, compter)?;
    finie(Etape::Lire);

    let ecrire = |pages| {
        let (ecrivain, encodeur) = Ecrivain::parquet(sortie, &colonnes, pages, true)?;
        ensemble(ouvrir(entree)?, &modeles, (ecrivain, &encodeur), lignes, fils)
    };
    ecrire(Pages::Siennes)?;
    finie(Etape::Bibliotheque);
    let ecrites = ecrire(Pages::Notres)?;
    finie(Etape::Ensemble);

    let octets = copier(&modeles, contrats);
    finie(Etape::Copier);
    Ok(Parcours { contrats, lignes: ecrites, octets })
}

/// Reads everything, and writes as many rows as a job would; gives how many.
fn ensemble(
    mut source: Box<dyn Source>,
    modeles: &[Modele],
    (mut ecrivain, encodeur): (Ecrivain<'_>, &Encodeur),
    lignes: usize,
    fils: usize,
) -> Result<u64, Echec> {
    let mut rang = 0;
    let prendre = || {
        let Some(contenu) = source.suivant(lignes)? else { return Ok(None) };
        rang += 1;
        Ok(Some((rang - 1, contenu)))
    };
    let ouvrier = || |(rang, contenu): (usize, Contenu)| encoder(modeles, encodeur, rang, contenu);
    let mut ecrites = 0;
    let ecrire = |(rows, morceau)| {
        ecrites += rows;
        ecrivain.ecrire(morceau)
    };
    chaine::executer(fils, prendre, ouvrier, ecrire)?;
    ecrivain.finir()?;
    Ok(ecrites)
}

fn ouvrir(entree: &Path) -> Result<Box<dyn Source>, Echec> {
    lecture::ouvrir(entree, None, &Choix::default().ignorer)
}

fn modeles(moteur: &Moteur, entree: &Entree, source: &mut dyn Source, lignes: usize) -> Result<Vec<Modele>, Echec> {
    let mut atelier = moteur.atelier();
    let mut modeles = Vec::new();
    while modeles.len() < MODELES {
        let Some(contenu) = source.suivant(lignes)? else { break };
        let (contrats, _) = contenu.ouvrir()?;
        // No row of a generated population is refused.
        let pages = calculer::pages(contrats.num_rows(), moteur.lignes_par_contrat());
        let annees = pages.map(|(first, n)| atelier.calculer(entree, &contrats.slice(first, n), 1 + first as u64));
        let annees = annees.map(|done| done.map(|(lignes, _)| lignes)).collect::<Result<_, _>>().map_err(interne)?;
        modeles.push(Modele { contrats, annees });
    }
    Ok(modeles)
}

/// Reads a batch, and encodes the output of another as if it were its own.
fn encoder(
    modeles: &[Modele],
    encodeur: &Encodeur,
    rang: usize,
    contenu: Contenu,
) -> Result<(u64, ecriture::Morceau), Echec> {
    let (lot, _) = contenu.ouvrir()?;
    let modele = &modeles[rang % modeles.len()];
    let mut encodage = encodeur.commencer()?;
    // The last batch is shorter.
    let whole: usize = modele.annees.iter().map(RecordBatch::num_rows).sum();
    let rows = whole * lot.num_rows().min(modele.contrats.num_rows()) / modele.contrats.num_rows().max(1);
    let mut rest = rows;
    for page in &modele.annees {
        let part = page.slice(0, page.num_rows().min(rest));
        rest -= part.num_rows();
        encodage.ajouter(&part)?;
    }
    Ok((rows as u64, encodage.finir()?))
}

/// Copies as many bytes as the input and the output of so many contracts hold; gives how many.
fn copier(modeles: &[Modele], contrats: u64) -> u64 {
    let buffers: Vec<(u64, Vec<Vec<u8>>)> = modeles
        .iter()
        .map(|m| {
            (m.contrats.num_rows() as u64, std::iter::once(&m.contrats).chain(&m.annees).flat_map(octets).collect())
        })
        .collect();
    let longest = buffers.iter().flat_map(|(_, buffers)| buffers).map(Vec::len).max().unwrap_or(0);
    let mut scratch = vec![0_u8; longest];
    let (mut copied, mut bytes) = (0, 0);
    for (rows, buffers) in buffers.iter().cycle() {
        if copied >= contrats {
            break;
        }
        for buffer in buffers {
            scratch[..buffer.len()].copy_from_slice(buffer);
            std::hint::black_box(&mut scratch);
            bytes += buffer.len() as u64;
        }
        copied += rows;
    }
    bytes
}

/// What the columns of a batch hold.
fn octets(lot: &RecordBatch) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    let mut rest: Vec<_> = lot.columns().iter().map(Array::to_data).collect();
    while let Some(data) = rest.pop() {
        all.extend(data.buffers().iter().map(|buffer| buffer.as_slice().to_vec()));
        all.extend(data.nulls().map(|nulls| nulls.validity().to_vec()));
        rest.extend(data.child_data().iter().cloned());
    }
    all
}
