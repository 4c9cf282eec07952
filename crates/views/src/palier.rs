//! The next steps, one sentence each.

use convention::etude::{Chiffrage, NaturePalier, Palier, Sens};
use convention::explication::Chemin;

use crate::nombre::{entier, euros, patients, pour_cent};
use crate::page::{Montre, Texte};
use crate::typographie::lier;
use crate::vue::Vue;

/// Steps on one count of one indicator, by index.
type Groupe = Vec<usize>;

impl Vue<'_> {
    /// The steps in sentences; of options side by side that share their steps, the euros of each.
    pub fn paliers(&self) -> Vec<Texte> {
        let columns: Vec<&Chiffrage> = match self.etude.variantes.as_slice() {
            [] => vec![&self.etude.chiffrage],
            several => several.iter().collect(),
        };
        let Some((first, others)) = columns.split_first() else { return Vec::new() };
        if others.iter().any(|c| !same_steps(&first.paliers, &c.paliers)) {
            let each = (0u8..).zip(&columns);
            return each.flat_map(|(option, column)| self.sentences_of(Some(option), &[*column])).collect();
        }
        self.sentences_of((columns.len() > 1).then_some(0), &columns)
    }

    /// `PMT à 1 431`.
    pub(crate) fn atteindre(&self, palier: &Palier) -> String {
        format!("{} à {}", self.sigle(palier.indicateur), entier(i64::from(palier.effectif)))
    }

    /// `variante`: the option whose figures the counts are.
    fn sentences_of(&self, variante: Option<u8>, columns: &[&Chiffrage]) -> Vec<Texte> {
        let Some(first) = columns.first() else { return Vec::new() };
        groups(&first.paliers).iter().filter_map(|g| self.palier(variante, columns, g)).collect()
    }

    fn palier(&self, variante: Option<u8>, columns: &[&Chiffrage], group: &Groupe) -> Option<Texte> {
        let first = columns.first()?;
        let at = group.iter().filter_map(|index| first.paliers.get(*index));
        let palier = at.clone().next()?;
        let way = match palier.sens {
            Sens::Plus => "de plus",
            Sens::Moins => "de moins",
        };
        let reached = self.atteindre(palier);
        let moved = format!("{} {way} ({reached})", patients(palier.ecart));
        let figure = Montre { variante, chemin: Chemin::PalierEffectif(*group.first()? as u8) };
        let said = |sentence: String| Texte::from(lier(&sentence)).montrer(&reached, figure);
        let effects: Vec<String> = columns
            .iter()
            .filter_map(|column| {
                let palier = column.paliers.get(*group.first()?)?;
                let option = column.option.filter(|_| !self.etude.variantes.is_empty());
                Some(option.map_or_else(|| effect(palier), |o| format!("{} en {}", effect(palier), self.option(o))))
            })
            .collect();
        let effects = effects.join(", ");
        if palier.nature == NaturePalier::BandeSuivante {
            let name = self.mot(palier.nature.id());
            return Some(said(format!("{moved} au départ, avant de signer : {name}, aide maximale de {effects}.")));
        }
        let what: Vec<&str> =
            at.filter(|p| p.nature != NaturePalier::ProchainChangement).map(|p| self.mot(p.nature.id())).collect();
        let what = if what.is_empty() { String::new() } else { format!("{}, ", what.join(", ")) };
        Some(said(format!("{moved} : {what}{effects}.")))
    }
}

/// Whether two options have the same steps, euros apart.
fn same_steps(a: &[Palier], b: &[Palier]) -> bool {
    let step = |p: &Palier| (p.indicateur, p.nature, p.sens, p.effectif, p.annee, p.parts);
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| step(a) == step(b))
}

fn groups(paliers: &[Palier]) -> Vec<Groupe> {
    let band = |p: &Palier| p.nature == NaturePalier::BandeSuivante;
    let mut groups: Vec<Groupe> = Vec::new();
    for (index, palier) in paliers.iter().enumerate() {
        let same = |g: &&mut Groupe| {
            let first = g.first().and_then(|i| paliers.get(*i));
            first.is_some_and(|p| {
                p.indicateur == palier.indicateur && p.effectif == palier.effectif && band(p) == band(palier)
            })
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(index),
            None => groups.push(vec![index]),
        }
    }
    groups
}

/// What the step changes, in euros where they are known.
fn effect(palier: &Palier) -> String {
    match (palier.aides, palier.parts) {
        (Some((now, then)), _) if now == then => format!("l'aide reste à {}", euros(now)),
        (Some((now, then)), _) => format!("{} au lieu de {}", euros(then), euros(now)),
        (None, Some((now, then))) if now == then => format!("la part reste à {}", pour_cent(now)),
        (None, Some((now, then))) => format!("{} de l'aide au lieu de {}", pour_cent(then), pour_cent(now)),
        (None, None) => "montant inconnu".to_owned(),
    }
}
