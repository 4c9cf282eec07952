//! `POST comparaisons`: what `epaule comparer --format json` writes.

mod envoi;
mod schema;

use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::response::Response;
use convention::comparaison::demande;
use convention::comparaison::{Comparaison, Nomme};
use convention::document::{self, Format};
use convention::dossier;
use convention::fault::Fault;
use convention::jour::Jour;
use convention::tables::Convention;

use super::demande::Parametres;
use super::documents;
use super::etudes::CORPS;
use super::probleme::{Probleme, Refus};
use super::schemas;
use crate::corps;
use crate::erreur::{Erreur, Genre};
use crate::etat::Etat;
use crate::horloge;
use envoi::Envoi;
use schema::DemandeDeComparaison;

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
    let body = corps::lire(request, etat.reglages.delai_corps).await?;
    let shared = etat.clone();
    let today = horloge::instants().aujourd_hui;
    let text = etat.calculs.executer(move || repondre(&shared.convention, &body, today)).await??;
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
    demande::comparer(convention, envoi.dossiers.len(), &read, &asked).map_err(envoi::nommer)
}
