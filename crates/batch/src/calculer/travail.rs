//! What is done with a batch, on any thread.

use std::ops::Range;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use columns::{Atelier, Empreinte, Entree, Moteur};
use console::echec::Echec;
use convention::fault::Fault;

use super::bilan::Bilan;
use super::effets::Effets;
use super::reforme::Cote;
use crate::cli::Calculer;
use crate::ecriture::{Encodeur, Morceau};
use crate::faute::{de_la_ligne, interne};
use crate::lecture::Contenu;

/// A batch of contracts, the first of which has this row in the input.
pub(super) struct Tache {
    pub(super) premiere: u64,
    pub(super) contenu: Contenu,
}

/// A part of a batch, the first contract of which has this row in the input.
struct Page {
    premiere: u64,
    lot: RecordBatch,
    /// Its rows that are in error already.
    refusees: Vec<(usize, Fault)>,
}

/// Of rows in error, those of a part, from its first.
fn celles_de(refusees: &[(usize, Fault)], part: Range<usize>) -> Vec<(usize, Fault)> {
    let inside = refusees.iter().filter(|(row, _)| part.contains(row));
    inside.map(|(row, fault)| (row - part.start, fault.clone())).collect()
}

/// What became of a batch.
pub(super) struct Rendu {
    pub(super) morceau: Morceau,
    pub(super) bilan: Bilan,
}

/// What every thread shares.
pub(super) struct Travail<'a> {
    pub(super) args: &'a Calculer,
    pub(super) moteur: &'a Moteur,
    /// The other rules of a reform.
    pub(super) autre: Option<&'a Moteur>,
    pub(super) entree: &'a Entree,
    /// The columns of the output.
    pub(super) colonnes: &'a SchemaRef,
    pub(super) encodeur: &'a Encodeur,
}

impl Travail<'_> {
    /// What a thread works with.
    pub(super) fn ouvrier(&self) -> impl FnMut(Tache) -> Result<Rendu, Echec> {
        let mut atelier = self.moteur.atelier();
        let mut autre = self.autre.map(Moteur::atelier);
        move |tache| self.traiter(&mut atelier, autre.as_mut(), tache)
    }

    fn traiter(
        &self,
        atelier: &mut Atelier<'_>,
        autre: Option<&mut Atelier<'_>>,
        tache: Tache,
    ) -> Result<Rendu, Echec> {
        let Tache { premiere, contenu } = tache;
        let (lot, refusees) = contenu.ouvrir()?;
        let mut encodage = self.encodeur.commencer()?;
        let mut bilan = Bilan::default();
        let mut autre = autre;
        for (first, contrats) in super::pages(lot.num_rows(), self.moteur.lignes_par_contrat()) {
            let page = Page {
                premiere: premiere + first as u64,
                lot: lot.slice(first, contrats),
                refusees: celles_de(&refusees, first..first + contrats),
            };
            let (lignes, sien) = self.page(atelier, autre.as_deref_mut(), &page)?;
            encodage.ajouter(&lignes)?;
            bilan.reunir(sien);
            atelier.reprendre(lignes);
        }
        Ok(Rendu { morceau: encodage.finir()?, bilan })
    }

    /// The rows of a part of a batch.
    fn page(
        &self,
        atelier: &mut Atelier<'_>,
        autre: Option<&mut Atelier<'_>>,
        page: &Page,
    ) -> Result<(RecordBatch, Bilan), Echec> {
        let calculer = |atelier: &mut Atelier<'_>| {
            let done = atelier.calculer_sauf(self.entree, &page.lot, page.premiere, &page.refusees);
            let (lignes, comptes) = done.map_err(interne)?;
            let bilan = Bilan::du_lot(&lignes, comptes)?;
            self.strict(&bilan)?;
            Ok::<_, Echec>((lignes, bilan))
        };
        let (mut lignes, mut bilan) = calculer(atelier)?;
        if let Some(autre) = autre {
            let (autres, sien) = calculer(autre)?;
            let cote = Cote::de(&lignes, &autres).ok_or_else(|| interne("deux résultats sans les mêmes contrats"))?;
            lignes = cote.joindre(&lignes, &autres, self.colonnes).map_err(interne)?;
            bilan.reforme = Some((sien.comptes, Effets::du_lot(&lignes)?));
        }
        if self.args.empreinte {
            let mut empreinte = Empreinte::default();
            empreinte.ajouter(&lignes);
            bilan.empreinte = empreinte;
        }
        Ok((lignes, bilan))
    }

    /// With `--strict`, the first row in error ends everything.
    fn strict(&self, bilan: &Bilan) -> Result<(), Echec> {
        let Some((ligne, erreur)) = bilan.premiere_erreur.clone().filter(|_| self.args.strict) else { return Ok(()) };
        let conseil =
            "corrigez cette ligne ; sans --strict, elle sort avec son erreur et les autres ont leurs chiffres";
        Err(de_la_ligne("ligne-en-erreur", &self.args.entree, ligne, erreur, conseil).into())
    }
}
