//! What the caisse measured since: one constat for each year that a result changes, and that is over.

use convention::contrat::ANNEES_MAX;
use convention::dossier::fields::MAX_PATIENTS;
use convention::indicateur::{Indicateur, Paire};
use convention::jour::Jour;
use convention::tables::{Parametre, Tables};

use crate::ligne::Constat;
use crate::tirage::Tirage;

/// What a doctor makes of the gain that is asked by the end of year 3, in thousandths: some lose patients, most stop on
/// the way, some go past it.
const ELAN: (i32, i32) = (-400, 2000);
/// How far each indicator stands from that, and each year.
const ECART_D_INDICATEUR: i32 = 300;
const ECART_D_ANNEE: i32 = 100;

/// Share of the way that is done by the end of a year, in hundredths.
const fn chemin(annee: i32) -> i64 {
    match annee {
        ..=3 => 100,
        4 => 115,
        _ => 125,
    }
}

/// Which years a result changes, as the rules have them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Annees {
    premiere: i32,
    duree: i32,
}

impl Annees {
    pub(crate) fn de(tables: &Tables) -> Annees {
        let lire = |parametre| tables.parametre(parametre).value as i32;
        Annees { premiere: lire(Parametre::PremiereAnneeModulee), duree: lire(Parametre::DureeAns) }
    }

    /// The years that are over at `au`, each with its last day's morrow.
    fn closes(self, suivi: &Suivi) -> impl Iterator<Item = (i32, Jour)> {
        let derniere = if suivi.reconduction { i32::from(ANNEES_MAX) } else { self.duree };
        let (signature, au) = (suivi.signature, suivi.au);
        (self.premiere..=derniere)
            .map(move |annee| (annee, signature.plus_years(annee)))
            .take_while(move |(_, cloture)| *cloture <= au)
    }
}

/// What is followed.
pub(crate) struct Suivi {
    pub(crate) signature: Jour,
    pub(crate) au: Jour,
    /// The contract goes on past its term by itself.
    pub(crate) reconduction: bool,
    pub(crate) avenant_7: bool,
    pub(crate) depart: Paire<Option<u32>>,
    /// Patients more that are asked; none: keep the start.
    pub(crate) vises: Paire<Option<u32>>,
}

/// Adds the constats of a contract.
pub(crate) fn constater(annees: Annees, suivi: &Suivi, t: &mut Tirage, constats: &mut Vec<Constat>) {
    let elan = t.autour(ELAN.0, ELAN.1);
    let elans = Paire::from_fn(|_| elan + t.autour(-ECART_D_INDICATEUR, ECART_D_INDICATEUR));
    for (annee, cloture) in annees.closes(suivi) {
        let effectif = Paire::from_fn(|i| suivi.depart[i].map(|depart| mesurer(suivi, i, depart, elans[i], annee, t)));
        constats.push(Constat { date: derniere_mesure(cloture), avenant_7: suivi.avenant_7, effectif });
    }
}

fn mesurer(suivi: &Suivi, i: Indicateur, depart: u32, elan: i32, annee: i32, t: &mut Tirage) -> u32 {
    let ecart = i64::from(t.autour(-ECART_D_ANNEE, ECART_D_ANNEE));
    let (depart, elan) = (i64::from(depart), i64::from(elan));
    let gain = match suivi.vises[i] {
        Some(vise) => i64::from(vise) * (elan * chemin(annee) + ecart * 100) / 100_000,
        // Of a start that is kept, as many as are lost: some more than the tolerated fall.
        None => depart * ((elan - i64::from(ELAN.0 + ELAN.1) / 2) / 25 + ecart * 2 / 3) / 1000,
    };
    u32::try_from((depart + gain).clamp(0, i64::from(MAX_PATIENTS))).unwrap_or(0)
}

/// The last day of measure up to an anniversary: the caisse's figures are of 30 June and 31 December.
fn derniere_mesure(cloture: Jour) -> Jour {
    let (annee, mois, jour) = cloture.civil();
    let mesure = match (mois, jour) {
        (12, 31) => Some(cloture),
        (mois, jour) if (mois, jour) >= (6, 30) => Jour::new(annee, 6, 30),
        _ => Jour::new(annee - 1, 12, 31),
    };
    mesure.unwrap_or(cloture)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_measured_on_the_last_30_june_or_31_december() {
        for (cloture, mesure) in [
            ("2027-06-29", "2026-12-31"),
            ("2027-06-30", "2027-06-30"),
            ("2027-12-30", "2027-06-30"),
            ("2027-12-31", "2027-12-31"),
            ("2028-02-29", "2027-12-31"),
        ] {
            let cloture = Jour::parse_iso(cloture).unwrap();
            assert_eq!(derniere_mesure(cloture).to_string(), mesure, "{cloture}");
        }
    }

    #[test]
    fn years_that_are_over_have_a_constat_and_no_other() {
        let annees = Annees { premiere: 3, duree: 5 };
        let jour = |texte| Jour::parse_iso(texte).unwrap();
        let closes = |au, reconduction| {
            let suivi = Suivi {
                signature: jour("2020-02-29"),
                au: jour(au),
                reconduction,
                avenant_7: false,
                depart: Paire::default(),
                vises: Paire::default(),
            };
            annees.closes(&suivi).map(|(annee, _)| annee).collect::<Vec<_>>()
        };
        assert_eq!(closes("2023-02-27", false), [0; 0]);
        assert_eq!(closes("2023-02-28", false), [3]);
        assert_eq!(closes("2027-03-01", false), [3, 4, 5]);
        assert_eq!(closes("2027-03-01", true), [3, 4, 5, 6, 7]);
    }
}
