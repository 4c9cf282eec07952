//! How patientèles are spread: a count of patients for each rank, growing, through the thresholds that are known.

use convention::dossier::fields::MAX_PATIENTS;

use crate::tirage::{Rang, rang};

/// A count of patients in 2⁻⁸, so that a threshold worked out of another one keeps its fraction.
type Fin = u64;

const FIN: u32 = 8;

/// Ranks of the thresholds, in hundredths: P30, P50, P70, P90, P95.
pub(crate) const PERCENTILES: [u64; 5] = [30, 50, 70, 90, 95];

/// Nobody knows the spread below P30: from a fifth of P30, a tenth of the doctors are below three fifths of it. Rank and
/// share of P30, in hundredths.
const QUEUE_BASSE: [(u64, u64); 2] = [(0, 20), (10, 60)];

/// Nor above P95: one doctor in a hundred has more than 1,4 times as much, none more than 2,2 times. Rank and share of
/// P95, in hundredths.
const QUEUE_HAUTE: [(u64, u64); 2] = [(99, 140), (100, 220)];

/// The thresholds of a spread, those that are known.
pub(crate) type Seuils = [Option<u32>; 5];

/// A growing function from ranks to counts, straight between its points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quantiles {
    points: Vec<(u64, Fin)>,
}

impl Quantiles {
    /// The spread through `seuils`. One that is missing is that of `modele`, times `echelle`, kept between its
    /// neighbours; where `modele` has none either, the line goes on.
    ///
    /// `None`: without P30 or P95 in one of the two, there is nothing to hang the tails on.
    pub(crate) fn par(seuils: Seuils, modele: Seuils, echelle: (u32, u32)) -> Option<Quantiles> {
        let (num, den) = (u64::from(echelle.0), u64::from(echelle.1.max(1)));
        let mut milieu: Vec<(u64, Fin)> = Vec::new();
        for (k, pour_cent) in PERCENTILES.into_iter().enumerate() {
            let dessous = milieu.last().map_or(0, |(_, valeur)| *valeur);
            let dessus = seuils.iter().skip(k).flatten().next().map_or(Fin::MAX, |seuil| fin(*seuil));
            let repris = modele[k].map(|seuil| (fin(seuil) * num / den).clamp(dessous, dessus.max(dessous)));
            if let Some(valeur) = seuils[k].map(fin).or(repris) {
                milieu.push((rang(pour_cent), valeur));
            }
        }
        let (premier, dernier) = (*milieu.first()?, *milieu.last()?);
        if (premier.0, dernier.0) != (rang(30), rang(95)) {
            return None;
        }
        let queue = |bout: Fin| move |(pour_cent, part): (u64, u64)| (rang(pour_cent), bout * part / 100);
        let bas = QUEUE_BASSE.into_iter().map(queue(premier.1));
        let haut = QUEUE_HAUTE.into_iter().map(queue(dernier.1));
        Some(Quantiles { points: bas.chain(milieu).chain(haut).collect() })
    }

    /// The same spread, every count `num / den` times as large.
    pub(crate) fn a_l_echelle(&self, (num, den): (u32, u32)) -> Quantiles {
        let fois = |valeur: Fin| valeur * u64::from(num) / u64::from(den.max(1));
        Quantiles { points: self.points.iter().map(|(rang, valeur)| (*rang, fois(*valeur))).collect() }
    }

    /// Patients of the doctor of this rank, to the nearest; no more than a dossier may have.
    pub(crate) fn effectif(&self, rang: Rang) -> u32 {
        let rang = u64::from(rang);
        let dessus = self.points.iter().position(|(haut, _)| *haut > rang).unwrap_or(self.points.len() - 1).max(1);
        let ((bas, de), (haut, a)) = (self.points[dessus - 1], self.points[dessus]);
        let valeur = de + a.saturating_sub(de) * (rang - bas) / (haut - bas).max(1);
        ((valeur + (1 << (FIN - 1))) >> FIN).min(u64::from(MAX_PATIENTS)) as u32
    }

    /// Patients at a percentile.
    pub(crate) fn percentile(&self, pour_cent: u64) -> u32 {
        self.effectif(Rang::try_from(rang(pour_cent)).unwrap_or(Rang::MAX))
    }
}

fn fin(seuil: u32) -> Fin {
    u64::from(seuil) << FIN
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODELE: Seuils = [Some(775), Some(1045), None, Some(1858), Some(2187)];

    #[test]
    fn the_curve_goes_through_what_is_known_and_never_falls() {
        let courbe = Quantiles::par(MODELE, MODELE, (1, 1)).unwrap();
        let lus = [30, 50, 90, 95].map(|p| courbe.percentile(p));
        assert_eq!(lus, [775, 1045, 1858, 2187]);
        // The tails, by their shares of P30 and P95; the top rank is just below the end.
        assert_eq!([0, 10, 99, 100].map(|p| courbe.percentile(p)), [155, 465, 3062, 4811]);
        let effectifs: Vec<u32> =
            (0..=1000).map(|k| courbe.effectif((u64::from(Rang::MAX) * k / 1000) as u32)).collect();
        assert!(effectifs.is_sorted());
        assert_eq!(effectifs[1000], 4811);
    }

    #[test]
    fn what_is_missing_is_the_models_at_scale() {
        // 173 / 1219 of 1514 is 214,9; of 2587, 367,1; of 3207, 455,1.
        let modele = [Some(1219), Some(1514), None, Some(2587), Some(3207)];
        let courbe = Quantiles::par([Some(173), None, None, None, None], modele, (173, 1219)).unwrap();
        assert_eq!([30, 50, 90, 95].map(|p| courbe.percentile(p)), [173, 215, 367, 455]);
    }

    #[test]
    fn what_is_known_wins_over_the_model() {
        let courbe = Quantiles::par([Some(100), None, None, Some(110), None], MODELE, (100, 775)).unwrap();
        // The model's P50 would be 135, above P90: the curve stays level, then goes on.
        assert_eq!([30, 50, 90].map(|p| courbe.percentile(p)), [100, 110, 110]);
        assert!(Quantiles::par([Some(100), None, None, None, None], [None; 5], (1, 1)).is_none());
    }
}
