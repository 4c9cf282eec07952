//! Counts of patients against each other and against the published thresholds: bands, thresholds,
//! objectives.

use super::values::Values;
use crate::bande::{Bande, Bandes};
use crate::fault::Fault;
use crate::indicateur::Indicateur;
use crate::regime::Regime;
use crate::tables::{Seuils, Specialite, Tables};

/// Checks bands, thresholds and objectives.
pub(super) fn check(tables: &Tables, values: &mut Values, regime: Option<Regime>) {
    let specialty = values.text("medecin.specialite").and_then(|id| tables.specialite(&id));
    bands(values, regime.map(|r| tables.regime(r).adultes));
    thresholds(tables, values, regime, specialty);
    if let Some(regime) = regime {
        objectives(values, regime, specialty);
    }
}

fn bands(values: &mut Values, adults: Option<bool>) {
    if ["patientele.bande", "patientele.bandes"].iter().all(|path| values.found.contains_key(*path)) {
        values.fault(
            "bande-en-double",
            "patientele.bande",
            "bande et bandes disent la même chose",
            "gardez bande si la tranche est la même pour les deux indicateurs, sinon bandes",
        );
    }
    let Some(adults) = adults else { return };
    let scale = if adults { Bandes::ECHELLE_AVENANT_7 } else { Bandes::ECHELLE_2021 };
    let paths = ["bande", "bandes.pmt", "bandes.pmt_adultes", "bandes.pfa"];
    for path in paths.map(|p| format!("patientele.{p}")) {
        let Some(super::values::Value::Bands(found)) = values.get(&path).cloned() else { continue };
        for (bande, place) in found.into_iter().filter(|(bande, _)| !scale.contains(*bande)) {
            let near: &[Bande] = if adults { &[Bande::P50P70, Bande::P70P90] } else { &[Bande::P50P90] };
            let near: Vec<String> = near.iter().map(|b| format!("\"{b}\"")).collect();
            let all: Vec<&str> = scale.iter().map(Bande::id).collect();
            let advice = if adults {
                format!("écrivez {}, ou les deux dans une liste ; tranches : {}", near.join(" ou "), all.join(", "))
            } else {
                format!("écrivez {} ; tranches : {}", near.join(""), all.join(", "))
            };
            let message = format!("la tranche {bande} n'existe pas sous les règles de ce contrat");
            values.faults.push(Fault::new("bande-hors-echelle", &place, message, advice));
        }
    }
}

/// Thresholds grow from P30 to P95: those typed in, together with the published ones they stand among.
fn thresholds(tables: &Tables, values: &mut Values, regime: Option<Regime>, specialty: Option<&Specialite>) {
    for nom in ["pmt", "pmt_adultes", "pfa"] {
        let table = format!("patientele.seuils.{nom}");
        let indicateur = if nom == "pfa" { Indicateur::Pfa } else { Indicateur::Pmt };
        let published = match (specialty, regime) {
            (Some(specialty), Some(regime)) if regime.nom(indicateur) == nom => {
                specialty.seuils(tables.regime(regime).adultes, indicateur)
            }
            _ => Seuils::default(),
        };
        let published = [
            ("p30", published.p30),
            ("p50", published.p50),
            ("p70", published.p70),
            ("p90", published.p90),
            ("p95", published.p95),
        ];
        let mut below: Option<(&str, u32, bool)> = None;
        for (percentile, cell) in published {
            let path = format!("{table}.{percentile}");
            let typed = values.count(&path);
            // A threshold at fault says nothing, and hides the published one.
            let Some(value) = typed.or(cell.filter(|_| values.absent(&path)).map(|c| c.value)) else { continue };
            if let Some((lower, limit, lower_typed)) =
                below.filter(|(_, limit, typed_below)| value <= *limit && (typed.is_some() || *typed_below))
            {
                let known = |typed: bool| if typed { "" } else { " publié" };
                let message = format!(
                    "{nom} : {percentile}{} ({value}) n'est pas au-dessus de {lower}{} ({limit})",
                    known(typed.is_some()),
                    known(lower_typed)
                );
                let at = if typed.is_some() { path } else { format!("{table}.{lower}") };
                let advice = "les seuils montent de p30 à p95 : vérifiez-les, ou donnez tous ceux de la caisse";
                values.fault("seuils-non-croissants", &at, message, advice);
                break;
            }
            below = Some((percentile, value, typed.is_some()));
        }
    }
}

fn objectives(values: &mut Values, regime: Regime, specialty: Option<&Specialite>) {
    for indicateur in Indicateur::ALL {
        let nom = regime.nom(indicateur);
        let objective = format!("contrat.objectif.{nom}");
        if values.get(&objective).is_none() {
            continue;
        }
        if indicateur == Indicateur::Pmt && specialty.is_some_and(|s| !s.deux_indicateurs) {
            values.fault(
                "objectif-pmt-sans-objet",
                &objective,
                "cette spécialité n'a qu'un objectif, la file active",
                "retirez cet objectif, ou mettez-le sous pfa",
            );
            continue;
        }
        let target_path = format!("{objective}.cible");
        let Some(target) = values.count(&target_path) else { continue };
        let start = values.count(&format!("patientele.{nom}"));
        if target <= start.unwrap_or(0) {
            let message = match start {
                Some(start) => format!("la cible ({target}) n'est pas au-dessus du départ ({start})"),
                None => "une cible de 0 n'est pas un objectif".to_owned(),
            };
            let form = values.maintien();
            let advice =
                format!("donnez le nombre à atteindre, ou {form} si le contrat demande de garder la patientèle");
            values.fault("cible-pas-au-dessus-du-depart", &target_path, message, advice);
        }
    }
}
