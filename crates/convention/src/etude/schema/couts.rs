//! What the employment costs.

use serde_json::Value;

use super::forms::{
    about, centimes, jour, libelle, list, nullable, nullable_of, object, one_of, positive, range, reference,
};
use crate::cout::{HypotheseCout, NonCompris, RemarqueCout};

pub(super) fn cost() -> Value {
    let detail = || {
        let lines = [
            ("salaire_centimes", "Salaire, sans prime."),
            ("anciennete_centimes", "Prime d'ancienneté."),
            ("cotisations_centimes", "Cotisations de l'employeur, avant la réduction."),
            ("reduction_centimes", "Réduction générale, négative ou nulle."),
            ("prevoyance_centimes", "Prévoyance de la branche."),
            ("formation_centimes", "Contribution de la branche à la formation."),
            ("paritarisme_centimes", "Contribution de la branche au paritarisme."),
            ("mutuelle_centimes", "Mutuelle, part de l'employeur."),
        ];
        object(lines.map(|(line, words)| (line, about(words, centimes()))).to_vec())
    };
    let run = object(vec![
        ("debut", about("Premier jour.", jour())),
        ("fin", about("Dernier jour, compris.", jour())),
        ("mois", about("Nombre de mois, ou part d'un mois en jours.", reference("fraction"))),
        ("temps", about("Temps de travail, en part d'un temps plein.", reference("fraction"))),
        ("minimum_centimes", about("Salaire minimum d'un mois pour ce temps de travail.", centimes())),
        ("taux_anciennete", about("Prime d'ancienneté, en part du salaire.", reference("fraction"))),
        ("detail", about("Ce que coûte un mois entier, ligne par ligne.", detail())),
    ]);
    let words = |ids: &[&str]| list(object(vec![("id", about("Identifiant.", one_of(ids))), ("libelle", libelle())]));
    object(vec![
        ("annee", about("Année du contrat.", positive())),
        ("mois", about("Mois travaillés, 12 au plus.", reference("fraction"))),
        ("temps", about("Temps de travail de toute l'année ; null : inconnu, ou il change.", nullable_of("fraction"))),
        ("cout_centimes", about("Coût pour l'employeur ; null : il dépend de l'option.", nullable(centimes()))),
        ("detail", about("Le coût, ligne par ligne ; null : saisi, ou il dépend de l'option.", nullable(detail()))),
        ("mensualites", about("Mois qui coûtent autant, du premier au dernier.", list(run))),
        ("reste_a_charge_centimes", about("Coût moins aide due ; null : l'un est inconnu.", nullable(centimes()))),
        ("bornes", about("Entre quoi se trouve un reste à charge inconnu.", nullable(range("centimes")))),
        ("hypotheses", about("Ce que ce coût suppose.", words(HypotheseCout::IDS))),
        ("remarques", about("Ce qu'il faut regarder.", words(RemarqueCout::IDS))),
        ("non_compris", about("Ce que ce coût ne compte pas ; vide : coût saisi.", words(NonCompris::IDS))),
    ])
}
