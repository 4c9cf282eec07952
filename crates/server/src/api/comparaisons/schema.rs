//! The body of a comparison, for the OpenAPI document.

use convention::dossier::OptionEtp;
use convention::regime::Regime;
use utoipa::openapi::schema::{AnyOfBuilder, ArrayBuilder, ObjectBuilder, Type};
use utoipa::openapi::{Ref, RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::super::notation::{JOUR, PLAGE, SI};
use super::super::schemas::Dossier;
use super::envoi::DOSSIERS_MAX;

/// What is compared.
pub(super) struct DemandeDeComparaison;

impl PartialSchema for DemandeDeComparaison {
    fn schema() -> RefOr<Schema> {
        let whole = || ObjectBuilder::new().schema_type(Type::Integer);
        let dossiers = ArrayBuilder::new()
            .items(Ref::from_schema_name(Dossier::name()))
            .min_items(Some(1))
            .max_items(Some(DOSSIERS_MAX))
            .description(Some("Un dossier, ou deux versions à comparer : les premiers d'abord."));
        let nom = ObjectBuilder::new().schema_type(Type::String).min_length(Some(1)).max_length(Some(200));
        let noms = ArrayBuilder::new()
            .items(nom)
            .max_items(Some(DOSSIERS_MAX))
            .description(Some("Le nom de chaque dossier qui n'a pas de reference."));
        let prix = ObjectBuilder::new()
            .schema_type(Type::Number)
            .minimum(Some(0.01))
            .maximum(Some(1000.0))
            .description(Some("Prix d'une consultation en euros, avec resultats."));
        ObjectBuilder::new()
            .description(Some("Des dossiers, et ce qui est comparé."))
            .property("dossiers", dossiers)
            .property("noms", noms)
            .property("options", mots(OptionEtp::IDS, "Temps de travail à comparer."))
            .property("regimes", mots(Regime::IDS, "Régimes à comparer."))
            .property("resultats", texte(PLAGE, "Résultats supposés : « 0..300 », « pmt=1300..1600 »."))
            .property("cible", texte(PLAGE, "Cibles supposées, avec resultats."))
            .property("pas", whole().minimum(Some(1)).description(Some("Écart entre deux lignes, avec resultats.")))
            .property("prix_consultation", prix)
            .property(
                "semaines",
                whole()
                    .minimum(Some(1))
                    .maximum(Some(53))
                    .description(Some("Semaines travaillées par an, avec resultats.")),
            )
            .property("au", jours("Jour de l'étude, ou deux jours à comparer."))
            .property("connu_au", jours("Ce qui était connu ce jour-là, ou deux jours à comparer."))
            .property("si", texte(SI, "Suppose un résultat."))
            .required("dossiers")
            .additional_properties(Some(utoipa::openapi::schema::AdditionalProperties::<Schema>::FreeForm(false)))
            .build()
            .into()
    }
}

impl ToSchema for DemandeDeComparaison {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((Dossier::name().into_owned(), Dossier::schema()));
    }
}

fn texte(pattern: &str, description: &str) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String).pattern(Some(pattern)).description(Some(description))
}

fn mots(ids: &[&str], description: &str) -> ArrayBuilder {
    let word = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(ids.iter().copied()));
    ArrayBuilder::new()
        .items(word)
        .min_items(Some(1))
        .max_items(Some(ids.len()))
        .unique_items(true)
        .description(Some(description))
}

fn jours(description: &str) -> AnyOfBuilder {
    let day = || ObjectBuilder::new().schema_type(Type::String).pattern(Some(JOUR));
    let two = ArrayBuilder::new().items(day()).min_items(Some(2)).max_items(Some(2));
    AnyOfBuilder::new().item(day()).item(two).description(Some(description))
}
