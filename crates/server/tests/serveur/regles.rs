//! The documents that do not depend on a dossier.

use convention::regles::Regles;
use convention::tables::Convention;
use convention::{comparaison, dossier, etude};

use crate::client::Serveur;

#[test]
fn the_rules_are_those_of_the_core() {
    let serveur = Serveur::new();
    let rules = Regles::embarquees().unwrap();
    assert_eq!(serveur.get("/api/v1/regles").document(), rules.liste());
    for id in Regles::ids() {
        assert_eq!(serveur.get(&format!("/api/v1/regles/{id}")).document(), rules.regime(id).unwrap(), "{id}");
    }
    let unknown = serveur.get("/api/v1/regles/convention-2025");
    assert_eq!((unknown.statut, unknown.fautes()[0].0.as_str()), (404, "regime-inconnu"));
    assert!(unknown.texte().contains("écrivez « convention-2024 »"), "{}", unknown.texte());
}

#[test]
fn the_schemas_are_those_of_the_command() {
    let serveur = Serveur::new();
    let convention = Convention::embarquee().unwrap();
    for (name, schema) in
        [("dossier", dossier::schema(&convention)), ("etude", etude::schema()), ("comparaison", comparaison::schema())]
    {
        assert_eq!(serveur.get(&format!("/api/v1/schema/{name}")).texte(), format!("{schema:#}\n"), "{name}");
    }
    assert_eq!(serveur.get("/api/v1/schema/regles").statut, 404);
}

#[test]
fn the_service_says_who_it_is() {
    let serveur = Serveur::new();
    let version = serveur.get("/api/v1/version").document();
    assert_eq!(version["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(version["regles"]["empreinte"], Convention::embarquee().unwrap().empreinte);
    assert_eq!(serveur.get("/api/v1/sante").document()["etat"], "ok");
    assert_eq!(serveur.get("/api/v1/sante?x=1").fautes()[0].0, "cle-inconnue");
}
