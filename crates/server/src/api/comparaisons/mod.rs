//! `POST comparaisons`: what `epaule comparer --format json` writes.

mod envoi;
mod schema;

use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::response::Response;
use convention::comparaison::demande::{self, Axe, Demandes};
use convention::comparaison::{Comparaison, Nomme, changements};
use convention::document::{self, Format};
use convention::dossier::{self, Dossier, OptionEtp};
use convention::fault::Fault;
use convention::jour::Jour;
use convention::tables::Convention;

use super::demande::Parametres;
use super::documents;
use super::etudes::CORPS;
use super::probleme::{Probleme, Refus};
use super::schemas;
use crate::bornes::{self, TRAVAIL_MAX};
use crate::corps;
use crate::erreur::{Erreur, Genre};
use crate::etat::Etat;
use crate::horloge;
use envoi::Envoi;
use schema::DemandeDeComparaison;

/// Two dossiers that are each studied alone may be compared.
const ETUDES_A_COMPARER: u64 = 2;
/// Results that cost what one study does: nothing of them is explained, and no other reading is tried.
const RESULTATS_PAR_ETUDE: u64 = 16;

/// Études side by side.
#[utoipa::path(
    post,
    path = "/comparaisons",
    operation_id = "comparer",
    tag = "comparaisons",
    summary = "Compare : des options, des régimes, deux versions d'un dossier, deux jours, des résultats",
    description = "Le même document que « epaule comparer --format json ». Sans autre clé, un dossier est comparé sous \
                   chaque temps de travail ouvert, et deux dossiers l'un à l'autre. Une comparaison à la fois : options, \
                   regimes, resultats, deux jours ou deux dossiers (options va avec resultats).",
    request_body(
        description = "Les dossiers, et ce qui est comparé.",
        content((DemandeDeComparaison = "application/json", examples(
            ("options" = (summary = "Un mi-temps ou un temps plein ?", value = json!({
                "dossiers": [{
                    "medecin": { "specialite": "01", "secteur": "1", "naissance": "1978-04-12" },
                    "patientele": { "pmt": 1300, "pfa": 1800, "date": "2025-12-31" },
                }],
                "options": ["0.5", "1"],
                "au": "2026-11-23",
            }))),
            ("resultats" = (summary = "Ce que paie chaque résultat", value = json!({
                "dossiers": [{
                    "medecin": { "specialite": "01", "secteur": "1", "naissance": "1978-04-12" },
                    "patientele": { "pmt": 1300, "pfa": 1800, "date": "2025-12-31" },
                    "contrat": { "signature": "2026-01-15", "option": "1" },
                }],
                "resultats": "0..300",
                "pas": 50,
                "au": "2026-11-23",
            }))),
        ))),
    ),
    responses(
        (status = 200, description = "La comparaison.", body = schemas::Comparaison),
        Refus,
    )
)]
pub(super) async fn comparer(State(etat): State<Etat>, request: Request) -> Result<Response, Probleme> {
    Parametres::lire(request.uri().query(), [])?;
    if corps::type_mime(request.headers()).as_deref() != Some("application/json") {
        return Err(Genre::FormatInconnu.into());
    }
    let body = etat.corps.lire(request).await?;
    let shared = etat.clone();
    let today = horloge::instants().aujourd_hui;
    let text = etat.calculs.executer(move || repondre(&shared.convention, &body.octets, today)).await??;
    Ok(documents::json(text))
}

fn repondre(convention: &Convention, body: &Bytes, today: Jour) -> Result<String, Erreur> {
    let (root, form) = document::read(CORPS, body, Some(Format::Json)).map_err(Erreur::illisible)?;
    let found = if form.is_empty() { Envoi::lire(&root) } else { Err(document::capped(CORPS, form)) };
    let compared = found.and_then(|envoi| comparer_envoi(convention, &envoi, today));
    let comparaison = compared.map_err(Erreur::impossible)?;
    Ok(documents::texte(&comparaison.to_json(&[convention])))
}

fn comparer_envoi(convention: &Convention, envoi: &Envoi<'_>, today: Jour) -> Result<Comparaison, Vec<Fault>> {
    let textes = envoi.textes();
    let asked = demande::lire(&textes, today).map_err(envoi::nommer)?;
    envoi.borner(asked.essais())?;
    let read = |index: usize, au: Jour| {
        let Some(node) = envoi.dossiers.get(index) else { return Err(Vec::new()) };
        let cas = dossier::lire_dans(convention, CORPS, node, au);
        let cas =
            cas.map_err(|faults| faults.into_iter().map(|fault| envoi::sous(fault, index)).collect::<Vec<_>>())?;
        let fichier = envoi.nom(index);
        let nom = cas.reference().unwrap_or(&fichier).to_owned();
        Nomme::individuel(nom, fichier, cas)
    };
    // What cannot be read, or not be asked, has its faults told by the comparison itself.
    let second = usize::from(asked.axe == Axe::Versions);
    if let (Ok(first), Ok(other)) = (read(0, asked.demande(0).au), read(second, asked.demande(0).au)) {
        borner(convention, [&first.dossier, &other.dossier], &asked)?;
    }
    demande::comparer(convention, envoi.dossiers.len(), &read, &asked).map_err(envoi::nommer)
}

/// Refuses what runs too many studies for how dear one of these dossiers is.
fn borner(convention: &Convention, dossiers: [&Dossier; 2], asked: &Demandes) -> Result<(), Vec<Fault>> {
    let demande = asked.demande(0);
    let poids = dossiers.map(|dossier| bornes::travail(convention, dossier, &demande));
    let poids = poids[0].max(poids[1]);
    let named = |options: &Option<Vec<OptionEtp>>| options.as_ref().map_or(OptionEtp::IDS.len(), Vec::len) as u64;
    let (key, etudes) = match &asked.axe {
        Axe::Options(options) => ("options", named(options).max(2)),
        Axe::Regimes(regimes) => ("regimes", (regimes.len() as u64).max(2)),
        // Each change is a study of its own, beside the two versions.
        Axe::Versions => ("dossiers", changements(dossiers[0], dossiers[1]) as u64 + 2),
        Axe::Dates | Axe::Regles => ("dossiers", 2),
        Axe::Resultats(_) => ("resultats", 2 + asked.essais() / RESULTATS_PAR_ETUDE),
    };
    if etudes.saturating_mul(poids) <= ETUDES_A_COMPARER * TRAVAIL_MAX {
        return Ok(());
    }
    let message = match &asked.axe {
        Axe::Versions => format!(
            "{} changements entre deux dossiers, chacun à étudier seul : c'est trop pour ce qui arrive dans ces dossiers et \
             ce qui y est inconnu",
            etudes - 2
        ),
        _ => "trop d'événements et d'inconnues dans ce dossier pour tout ce qui est à comparer".to_owned(),
    };
    Err(envoi::trop_long(key, message))
}
