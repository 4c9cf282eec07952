//! The typed dossier, out of values without fault.

use super::journal;
use super::values::{Value, Values};
use crate::bande::Bandes;
use crate::dossier::{
    Assistant, Constat, Contrat, Coordination, Dossier, Employeur, Medecin, ObjectifSaisi, OptionEtp, Patientele,
    Percentiles, Profil, Secteur, Zone,
};
use crate::indicateur::Paire;
use crate::regime::Regime;
use crate::sort;

/// Makes the dossier.
pub(super) fn build(values: &Values, regime: Regime) -> Dossier {
    let build = Build { values, regime };
    Dossier {
        reference: values.text("reference"),
        medecin: build.doctor(),
        patientele: build.start(),
        contrat: build.contract(),
        assistant: Assistant {
            profil: build.word("assistant.profil", Profil::from_id),
            embauche: values.day("assistant.embauche"),
            employeur: build.word("assistant.employeur", Employeur::from_id),
            position: values.count("assistant.position").and_then(|n| u8::try_from(n).ok()),
            brut_mensuel: values.money("assistant.brut_mensuel_euros"),
            heures_semaine: values.share("assistant.heures_semaine"),
            anciennete_depuis: values.day("assistant.anciennete_depuis"),
            cout_annuel: values.money("assistant.cout_annuel_euros"),
        },
        constats: build.constats(),
        evenements: journal::evenements(values, regime),
        encaissements: journal::encaissements(values),
        lectures: values.lectures,
        regime,
    }
}

struct Build<'a> {
    values: &'a Values,
    regime: Regime,
}

impl Build<'_> {
    fn word<T>(&self, path: &str, from_id: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.values.text(path).and_then(|id| from_id(&id))
    }

    fn flag(&self, path: &str) -> bool {
        self.values.flag(path).unwrap_or(false)
    }

    /// One value for each count, by its name under the regime.
    fn pair<T>(&self, table: &str, read: impl Fn(&str) -> Option<T>) -> Paire<Option<T>> {
        Paire::from_fn(|indicateur| read(&format!("{table}.{}", self.regime.nom(indicateur))))
    }

    fn counts(&self, table: &str) -> Paire<Option<u32>> {
        self.pair(table, |path| self.values.count(path))
    }

    fn doctor(&self) -> Medecin {
        let values = self.values;
        Medecin {
            // Required: a dossier without it has a fault and is not built.
            specialite: values.text("medecin.specialite").unwrap_or_default(),
            secteur: self.word("medecin.secteur", Secteur::from_id),
            naissance: values.day("medecin.naissance"),
            installation: values.day("medecin.installation"),
            zone: self.word("medecin.zone", Zone::from_id),
            honoraires_cliniques: values.money("medecin.honoraires_cliniques_euros"),
            honoraires_sans_depassement: values.money("medecin.honoraires_sans_depassement_euros"),
            rqth: self.flag("medecin.rqth"),
            ald: self.flag("medecin.ald"),
            sans_seuil_minimal: self.flag("medecin.sans_seuil_minimal"),
            activite_mixte: self.flag("medecin.activite_mixte"),
            temps_liberal: values.share("medecin.temps_liberal"),
            remplacant: self.flag("medecin.remplacant"),
            exercice_regroupe: values.flag("medecin.exercice_regroupe"),
            exercice_coordonne: self.word("medecin.exercice_coordonne", Coordination::from_id),
        }
    }

    fn bands(&self, path: &str) -> Option<Bandes> {
        match self.values.get(path) {
            Some(Value::Bands(bands)) => Some(bands.iter().map(|(bande, _)| *bande).collect()),
            _ => None,
        }
    }

    fn start(&self) -> Patientele {
        let both = self.bands("patientele.bande");
        let percentiles = |table: &str| {
            let count = |percentile: &str| self.values.count(&format!("{table}.{percentile}"));
            let (p30, p50, p70, p90, p95) = (count("p30"), count("p50"), count("p70"), count("p90"), count("p95"));
            Percentiles { p30, p50, p70, p90, p95 }
        };
        Patientele {
            date: self.values.day("patientele.date"),
            effectif: self.counts("patientele"),
            bandes: self.pair("patientele.bandes", |path| both.or_else(|| self.bands(path))),
            seuils: Paire::from_fn(|i| percentiles(&format!("patientele.seuils.{}", self.regime.nom(i)))),
            reconstituee: self.counts("patientele.reconstituee"),
        }
    }

    fn contract(&self) -> Contrat {
        Contrat {
            signature: self.values.day("contrat.signature"),
            option: self.word("contrat.option", OptionEtp::from_id),
            justificatifs: self.values.day("contrat.justificatifs"),
            objectif: self.pair("contrat.objectif", |path| objective(self.values, path)),
        }
    }

    fn constats(&self) -> Vec<Constat> {
        let one = |i: usize| {
            let item = format!("constats[{i}]");
            let date = self.values.day(&format!("{item}.date"))?;
            let connu_le = self.values.day(&format!("{item}.connu_le"));
            Some(Constat { date, effectif: self.counts(&item), connu_le })
        };
        let mut constats: Vec<Constat> = (0..self.values.items("constats")).filter_map(one).collect();
        sort::by_key(&mut constats, |c| c.date);
        constats
    }
}

/// The objective written at `path`.
pub(super) fn objective(values: &Values, path: &str) -> Option<ObjectifSaisi> {
    let count = |key: &str| values.count(&format!("{path}.{key}"));
    let kept = values.flag(&format!("{path}.maintien")).map(|_| ObjectifSaisi::Maintien);
    count("cible").map(ObjectifSaisi::Cible).or(count("gain").map(ObjectifSaisi::Gain)).or(kept)
}
