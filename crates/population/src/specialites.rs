//! Who signs: the specialties, their shares, and how the patientèles of each are spread.

use convention::dossier::Secteur;
use convention::indicateur::{Indicateur, Paire};
use convention::tables::{Specialite, Statut, Tables};

use crate::Erreur;
use crate::formes::{Courbe, Modele};

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
    /// Its first place, of those of the whole population.
    premiere_place: u32,
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

/// The specialties of a population, in the order of their places.
#[derive(Debug, Clone)]
pub(crate) struct Specialites {
    premiere: Tiree,
    suite: Vec<Tiree>,
}

impl Specialites {
    /// # Errors
    ///
    /// [`Erreur::SansModele`] where the rules do not have the thresholds of the generalists.
    pub(crate) fn de(tables: &Tables) -> Result<Specialites, Erreur> {
        let modele = Modele::de(tables)?;
        let connues: Vec<(&Specialite, u64)> =
            PARTS.iter().filter_map(|(id, part)| Some((tables.specialite(id)?, u64::from(*part)))).collect();
        let total: u64 = connues.iter().map(|(_, part)| part).sum();
        let mut avant = 0;
        let mut tirees = connues.into_iter().map(|(specialite, part)| {
            let premiere_place = u32::try_from((avant << 32) / total.max(1)).unwrap_or(u32::MAX);
            avant += part;
            tirer(specialite, premiere_place, &modele)
        });
        let premiere = tirees.next().ok_or(Erreur::SansModele)??;
        Ok(Specialites { premiere, suite: tirees.collect::<Result<_, _>>()? })
    }

    /// The specialty that has a place.
    pub(crate) fn a(&self, place: u32) -> &Tiree {
        self.suite.iter().take_while(|s| s.premiere_place <= place).last().unwrap_or(&self.premiere)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Tiree> {
        std::iter::once(&self.premiere).chain(&self.suite)
    }
}

fn tirer(specialite: &Specialite, premiere_place: u32, modele: &Modele) -> Result<Tiree, Erreur> {
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
        premiere_place,
        deux_indicateurs: specialite.deux_indicateurs,
        selon_honoraires,
        secteurs,
        courbes: Paire { pmt: courbes(Indicateur::Pmt)?, pfa: courbes(Indicateur::Pfa)? },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use convention::tables::Convention;

    #[test]
    fn shares_are_whole_and_every_specialty_of_the_rules_has_one() {
        let tables = Convention::embarquee().unwrap().tables;
        assert_eq!(PARTS.iter().map(|(_, part)| part).sum::<u32>(), 10_000);
        for specialite in &tables.specialites {
            assert!(PARTS.iter().any(|(id, _)| *id == specialite.id), "{}", specialite.id);
        }
        let specialites = Specialites::de(&tables).unwrap();
        assert_eq!(specialites.a(0).id, "01");
        assert_eq!(specialites.a(u32::MAX).id, "medecine-nucleaire");
        // 70 % of the places.
        let limite = ((7u64 << 32) / 10) as u32;
        assert_eq!(specialites.a(limite - 1).id, "01");
        assert_eq!(specialites.a(limite).id, "02");
    }
}
