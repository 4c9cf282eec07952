//! `POST etudes`: the étude of a dossier, byte for byte as `epaule etudier --format json` writes it.

use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::response::Response;
use convention::demande::{self, Hypothese, Saisie};
use convention::document::{self, Format};
use convention::dossier;
use convention::etude::{self, Demande};
use convention::fault::Fault;
use convention::jour::Jour;
use convention::tables::Convention;
use utoipa::IntoParams;
use utoipa::openapi::Required;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};

use super::demande::{Parametres, dans_l_adresse};
use super::documents;
use super::notation::{JOUR, SI};
use super::probleme::{Probleme, Refus};
use super::schemas::{Dossier, Etude};
use crate::bornes;
use crate::corps;
use crate::erreur::{Erreur, Genre};
use crate::etat::Etat;
use crate::horloge;

/// What messages call the body.
pub(super) const CORPS: &str = "corps";

/// The étude of a dossier.
#[utoipa::path(
    post,
    path = "/etudes",
    operation_id = "etudier",
    tag = "etudes",
    summary = "Étudie un dossier : droit à l'aide, montants, versements, objectifs, échéances",
    description = "Le même document que « epaule etudier --format json ». Un dossier qui n'a pas droit à l'aide a une \
                   réponse (200) ; un dossier impossible a toutes ses fautes (422).",
    params(Question),
    request_body(
        description = "Le dossier, en JSON ou en TOML.",
        content(
            (Dossier = "application/json", example = json!({
                "reference": "cabinet-des-tilleuls",
                "medecin": { "specialite": "01", "secteur": "1", "naissance": "1978-04-12",
                             "installation": "2010-09-01", "zone": "zip" },
                "patientele": { "pmt": 1300, "pfa": 1800, "date": "2025-12-31" },
                "contrat": { "signature": "2026-01-15", "option": "0.5" },
            })),
            (Dossier = "application/toml", example = json!(
                "[medecin]\nspecialite = \"01\"\n\n[patientele]\npmt = 1300\npfa = 1800\n"
            )),
        ),
    ),
    responses(
        (status = 200, description = "L'étude.", body = Etude),
        Refus,
    )
)]
pub(super) async fn etudier(State(etat): State<Etat>, request: Request) -> Result<Response, Probleme> {
    let question = Question::lire(request.uri().query())?;
    let format = format(corps::type_mime(request.headers()).as_deref())?;
    let body = etat.corps.lire(request).await?;
    let shared = etat.clone();
    let text = etat.calculs.executer(move || question.repondre(&shared.convention, &body.octets, format)).await??;
    Ok(documents::json(text))
}

/// The format that a body announces.
fn format(kind: Option<&str>) -> Result<Format, Genre> {
    match kind {
        Some("application/json") => Ok(Format::Json),
        Some("application/toml") => Ok(Format::Toml),
        _ => Err(Genre::FormatInconnu),
    }
}

/// What the query asks.
struct Question {
    au: Jour,
    connu_au: Jour,
    si: Hypothese,
}

impl IntoParams for Question {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let parametre = |nom: &str, pattern: &str, words: &str, exemple: &str| {
            ParameterBuilder::new()
                .name(nom)
                .parameter_in(ParameterIn::Query)
                .required(Required::False)
                .description(Some(words))
                .schema(Some(ObjectBuilder::new().schema_type(Type::String).pattern(Some(pattern))))
                .example(Some(exemple.into()))
                .build()
        };
        let connu = "Ne tient compte que de ce qui était connu ce jour-là ; le jour de l'étude par défaut.";
        vec![
            parametre("au", JOUR, "Jour de l'étude ; aujourd'hui, à Paris, par défaut.", "2026-11-23"),
            parametre("connu_au", JOUR, connu, "2026-11-23"),
            parametre("si", SI, "Suppose un résultat (avenant 7 : pmt_adultes=…).", "pmt=1430,pfa=1650"),
        ]
    }
}

impl Question {
    fn lire(query: Option<&str>) -> Result<Question, Erreur> {
        let parametres = Parametres::lire(query, ["au", "connu_au", "si"])?;
        let [au, connu_au, si] = parametres.valeurs();
        let mut fautes = Vec::new();
        let mut keep = |found: Vec<Fault>| fautes.extend(found);
        let (champ, champ_connu) = (Saisie::Champ("au"), Saisie::Champ("connu_au"));
        let au = au.map_or(Ok(horloge::instants().aujourd_hui), |text| demande::jour(champ, text));
        let au = au.and_then(|day| demande::au(champ, day)).map_err(&mut keep).ok();
        let connu_au = connu_au.map(|text| demande::jour(champ_connu, text)).transpose().map_err(&mut keep).ok();
        let si = si.map(|text| Hypothese::lire(Saisie::Champ("si"), text)).transpose().map_err(&mut keep).ok();
        match (au, connu_au, si) {
            (Some(au), Some(connu_au), Some(si)) => {
                Ok(Question { au, connu_au: connu_au.unwrap_or(au), si: si.unwrap_or_default() })
            }
            _ => Err(Erreur::impossible(dans_l_adresse(fautes))),
        }
    }

    /// The étude of a body, as it is sent.
    fn repondre(&self, convention: &Convention, body: &Bytes, format: Format) -> Result<String, Erreur> {
        // What has no tree at all is no dossier; of the rest, every fault is told at once.
        let (root, form) = document::read(CORPS, body, Some(format)).map_err(Erreur::illisible)?;
        let cas = dossier::lire_lu(convention, (CORPS, format), &root, form, self.au).map_err(Erreur::impossible)?;
        let si = self.si.pour(convention, &cas, |_| Saisie::Champ("si"));
        let si = si.map_err(|fautes| Erreur::impossible(dans_l_adresse(fautes)))?;
        let demande = Demande { si, connu_au: self.connu_au, ..Demande::au(self.au) };
        bornes::du_dossier(convention, CORPS, &cas, &demande).map_err(Erreur::impossible)?;
        Ok(documents::texte(&etude::repondre(convention, &cas, &demande).to_json(convention)))
    }
}
