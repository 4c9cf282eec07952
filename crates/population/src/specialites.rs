//! Who signs: the specialties, their shares, and how the patientèles of each are spread.

use convention::dossier::Secteur;
use convention::indicateur::{Indicateur, Paire};
use convention::tables::{Specialite, Statut, Tables};

use crate::Erreur;
use crate::formes::{Courbe, Modele};
use crate::tirage::{Place, Serie, Tirage};

/// Shares of the specialties, in ten thousandths: an order of magnitude of our own, generalists first. One that the rules
/// do not know is left out.
const PARTS: [(&str, u32); 29] = [
    ("01", 7000),
    ("02", 250),
    ("04", 360),
    ("06", 230),
    ("10-1", 140),
    ("11", 170),
    ("12", 40),
    ("13-1", 130),
    ("14", 240),
    ("15", 110),
    ("16", 160),
    ("17", 440),
    ("19", 50),
    ("20", 90),
    ("21", 200),
    ("22", 30),
    ("24", 90),
    ("25", 20),
    ("84", 60),
    ("85", 40),
    ("chirurgie", 60),
    ("orl", 30),
    ("gynecologie", 30),
    ("radiologie", 5),
    ("radiotherapie", 5),
    ("stomatologie", 5),
    ("anesthesie", 5),
    ("anatomo-cytopathologie", 5),
    ("medecine-nucleaire", 5),
];

/// A specialty of the population.
#[derive(Debug, Clone)]
pub(crate) struct Tiree {
    pub(crate) id: String,
    pub(crate) nom: String,
    /// Its places in a round: the first, and how many.
    debut: u32,
    part: u32,
    serie: Serie,
    pub(crate) deux_indicateurs: bool,
    pub(crate) selon_honoraires: bool,
    pub(crate) secteurs: &'static [(Secteur, u32)],
    courbes: Paire<[Courbe; 2]>,
}

impl Tiree {
    /// How an indicator is spread, on the scale of 2021 or on that of adults alone.
    pub(crate) fn courbe(&self, adultes: bool, i: Indicateur) -> &Courbe {
        let [tous, seuls] = &self.courbes[i];
        if adultes { seuls } else { tous }
    }
}

/// Secteurs, by kind of specialty: in thousandths, of those who sign. Who is in secteur 2 without OPTAM, in secteur 3 or not
/// conventionné is refused (ELI-3), and seldom asks.
const GENERALISTES: &[(Secteur, u32)] = &[
    (Secteur::Un, 948),
    (Secteur::DeuxOptam, 30),
    (Secteur::Deux, 18),
    (Secteur::Trois, 2),
    (Secteur::NonConventionne, 2),
];
const SPECIALISTES: &[(Secteur, u32)] = &[
    (Secteur::Un, 640),
    (Secteur::DeuxOptam, 300),
    (Secteur::DeuxOptamAco, 5),
    (Secteur::Deux, 50),
    (Secteur::Trois, 3),
    (Secteur::NonConventionne, 2),
];
const OPERATEURS: &[(Secteur, u32)] = &[
    (Secteur::Un, 350),
    (Secteur::DeuxOptam, 200),
    (Secteur::DeuxOptamAco, 380),
    (Secteur::Deux, 65),
    (Secteur::Trois, 5),
];

/// How far the order of a round is turned from one round to the next.
const TOUR: u64 = 6_181;

/// The specialties of a population, and who comes when.
///
/// Rows come in rounds, of as many as the shares add up to. A round has each place once, so that every specialty has
/// its share, and so that a row knows how many doctors of its specialty came before it.
#[derive(Debug, Clone)]
pub(crate) struct Specialites {
    premiere: Tiree,
    suite: Vec<Tiree>,
    ordre: Vec<u32>,
}

impl Specialites {
    /// # Errors
    ///
    /// [`Erreur::SansModele`] where the rules do not have the thresholds of the generalists.
    pub(crate) fn de(tables: &Tables, loi: &mut Tirage) -> Result<Specialites, Erreur> {
        let modele = Modele::de(tables)?;
        let mut total = 0;
        let connues = PARTS.iter().filter_map(|(id, part)| Some((tables.specialite(id)?, *part)));
        let mut tirees = connues.map(|(specialite, part)| {
            let debut = total;
            total += part;
            tirer(specialite, (debut, part), &modele, loi)
        });
        let premiere = tirees.next().ok_or(Erreur::SansModele)??;
        let suite = tirees.collect::<Result<_, _>>()?;
        Ok(Specialites { premiere, suite, ordre: loi.ordre(total) })
    }

    /// The specialty of a row, and the place of its doctor among those of the specialty.
    pub(crate) fn a(&self, ligne: u64) -> (&Tiree, Place) {
        let total = (self.ordre.len() as u64).max(1);
        let (tour, rang) = (ligne / total, ligne % total);
        let rang = (rang + tour % total * TOUR) % total;
        let place = usize::try_from(rang).ok().and_then(|rang| self.ordre.get(rang)).copied().unwrap_or_default();
        let specialite = self.suite.iter().take_while(|s| s.debut <= place).last().unwrap_or(&self.premiere);
        let avant = tour.wrapping_mul(u64::from(specialite.part)).wrapping_add(u64::from(place - specialite.debut));
        (specialite, specialite.serie.place(avant))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Tiree> {
        std::iter::once(&self.premiere).chain(&self.suite)
    }
}

fn tirer(
    specialite: &Specialite,
    (debut, part): (u32, u32),
    modele: &Modele,
    loi: &mut Tirage,
) -> Result<Tiree, Erreur> {
    let courbe = |adultes, i| modele.courbe(specialite, adultes, i);
    let courbes = |i| Ok([courbe(false, i)?, courbe(true, i)?]);
    let selon_honoraires = specialite.statut == Statut::SelonHonoraires;
    let secteurs = match (selon_honoraires, specialite.deux_indicateurs) {
        (true, _) => OPERATEURS,
        (false, true) => GENERALISTES,
        (false, false) => SPECIALISTES,
    };
    Ok(Tiree {
        id: specialite.id.clone(),
        nom: specialite.nom.clone(),
        debut,
        part,
        serie: Serie::new(loi),
        deux_indicateurs: specialite.deux_indicateurs,
        selon_honoraires,
        secteurs,
        courbes: Paire { pmt: courbes(Indicateur::Pmt)?, pfa: courbes(Indicateur::Pfa)? },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tirage::Source;
    use convention::tables::Convention;

    #[test]
    fn shares_are_whole_and_every_specialty_of_the_rules_has_one() {
        let tables = Convention::embarquee().unwrap().tables;
        assert_eq!(PARTS.iter().map(|(_, part)| part).sum::<u32>(), 10_000);
        for specialite in &tables.specialites {
            assert!(PARTS.iter().any(|(id, _)| *id == specialite.id), "{}", specialite.id);
        }
    }

    #[test]
    fn a_round_has_each_specialty_as_often_as_its_share() {
        let tables = Convention::embarquee().unwrap().tables;
        let specialites = Specialites::de(&tables, &mut Source::new(1).1).unwrap();
        for tour in [0, 7, 12_345] {
            for (id, part) in PARTS {
                let lignes = (0..10_000).filter(|k| specialites.a(tour * 10_000 + k).0.id == id).count();
                assert_eq!(lignes, part as usize, "{id}");
            }
        }
        let noms = |tour: u64| (0..100).map(|k| &*specialites.a(tour * 10_000 + k).0.id).collect::<Vec<_>>();
        assert_ne!(noms(0), noms(1));
    }
}
