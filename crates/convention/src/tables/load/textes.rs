//! `textes.toml`: what the rules and the words of the files say in French.

use std::collections::BTreeSet;

use super::notes;
use super::reader::{Row, Sink, missing};
use crate::bande::Bande;
use crate::comparaison::Hypothese;
use crate::cout::{HypotheseCout, LigneCout, NonCompris, RemarqueCout};
use crate::document::nearest;
use crate::dossier::evenement::Certificat;
use crate::dossier::{Coordination, Employeur, OptionEtp, Profil, TypeEvenement};
use crate::etude::NatureCause;
use crate::explication::Regle;
use crate::formation::EtatFormation;
use crate::pieces::EtatPiece;
use crate::rapprochement::EtatVersement;
use crate::regime::Regime;
use crate::tables::cout::{Assiette, Cotisation};
use crate::tables::{
    Confiance, Critere, Depuis, Destinataire, GroupeDeMissions, Issue, LigneMontant, Nature, NatureVersement,
    SerieMontant, Sort, Statut, TexteRegle, Textes,
};

/// Every rule that a study names.
pub const REGLES: &[&str] = Regle::IDS;

/// The closed sets of words that people read.
const WORDS: &[&[&str]] = &[
    Regime::IDS,
    OptionEtp::IDS,
    Bande::IDS,
    SerieMontant::IDS,
    LigneMontant::IDS,
    Statut::IDS,
    Critere::IDS,
    Nature::IDS,
    Issue::IDS,
    Sort::IDS,
    NatureVersement::IDS,
    Depuis::IDS,
    Confiance::IDS,
    Coordination::IDS,
    Profil::IDS,
    Employeur::IDS,
    Cotisation::IDS,
    Assiette::IDS,
    LigneCout::IDS,
    HypotheseCout::IDS,
    RemarqueCout::IDS,
    NonCompris::IDS,
    // Secteur and Zone with a prefix: `1` and `2` are options too, `autre` is a profile too.
    &["secteur-1", "secteur-2", "secteur-2-optam", "secteur-2-optam-aco", "secteur-3", "secteur-non-conventionne"],
    &["zone-zip", "zone-zac", "zone-autre"],
    &["forme-scp", "forme-scm", "forme-sisa", "forme-sel", "forme-autre"],
    &["aide-collective-2026", "objectif-collectif", "fin-de-carence"],
    &["pmt", "pfa", "pmt_adultes"],
    TypeEvenement::IDS,
    Certificat::IDS,
    // Words of the étude.
    &["active", "suspendue", "evenements-ecartes", "encaissements-ecartes"],
    EtatVersement::IDS,
    NatureCause::IDS,
    &["eligible", "non_eligible", "a_confirmer"],
    &["respecte", "echoue", "inconnu", "sans_objet"],
    &["contrat", "bareme", "regle", "hypothese"],
    &["reunion-caisse", "certification", "inscription-formation", "secretaire-remplace", "contrat-de-travail"],
    &[
        "65-ans",
        "revalorisation",
        "palier-p50",
        "nouvel-objectif",
        "prorogation-a-demander",
        "terme",
        "reconduction",
        "versement",
    ],
    &["fin-de-carence", "fin-de-carence-possible"],
    EtatFormation::IDS,
    EtatPiece::IDS,
    Destinataire::IDS,
    GroupeDeMissions::IDS,
    Hypothese::IDS,
    &["regles-du-programme"],
];

/// Reads the texts; the questions are added by the caller.
pub(super) fn read<'a>(sink: &mut Sink<'a>, root: &Row<'a>) -> Textes {
    let mut textes = Textes::default();
    for row in root.rows(sink, "regle", &["id", "libelle", "phrase", "source", "confiance"]) {
        if let Some(regle) = regle(sink, &row) {
            if textes.regle(&regle.id).is_some() {
                row.twice(sink, format_args!("la règle « {} »", regle.id));
            } else {
                textes.regles.push(regle);
            }
        }
    }
    let mut mots = BTreeSet::new();
    for row in root.rows(sink, "mot", &["id", "libelle"]) {
        if let (Some(id), Some(libelle)) = (row.text(sink, "id"), row.text(sink, "libelle")) {
            if mots.insert(id) {
                textes.mots.push((id.to_owned(), libelle.to_owned()));
            } else {
                row.twice(sink, format_args!("le mot « {id} »"));
            }
        }
    }
    for row in root.rows(sink, "conflit", &["phrase"]) {
        textes.conflits.extend(row.text(sink, "phrase").map(str::to_owned));
    }
    notes::read(sink, root, &mut textes);
    if sink.clean(root.file) {
        for id in REGLES.iter().filter(|id| textes.regle(id).is_none()) {
            let conseil = format!("ajoutez une [[regle]] dont l'id est « {id} »");
            missing(sink, root.file, format_args!("la règle « {id} »"), conseil);
        }
        for mot in WORDS.iter().copied().flatten().filter(|mot| !mots.contains(*mot)) {
            let conseil = format!("ajoutez un [[mot]] dont l'id est « {mot} »");
            missing(sink, root.file, format_args!("le mot « {mot} »"), conseil);
        }
    }
    textes
}

fn regle<'a>(sink: &mut Sink<'a>, row: &Row<'a>) -> Option<TexteRegle> {
    let id = row.text(sink, "id");
    let libelle = row.text(sink, "libelle");
    let phrase = row.text(sink, "phrase");
    let (source, confiance) = row.said_by(sink, None)?;
    Some(TexteRegle {
        id: id?.to_owned(),
        libelle: libelle?.to_owned(),
        phrase: phrase?.to_owned(),
        source: source.to_owned(),
        confiance,
    })
}

/// Every rule that a value names has its text.
pub(super) fn check(sink: &mut Sink<'_>, textes: &Textes) {
    let mut known = BTreeSet::new();
    known.extend(textes.regles.iter().map(|regle| regle.id.as_str()));
    for (id, file, node) in std::mem::take(&mut sink.cited) {
        if !known.contains(id) {
            let conseil = match nearest(id, known.iter().copied()) {
                Some(near) => format!("écrivez « {near} », ou ajoutez cette règle à textes.toml"),
                None => "écrivez l'id d'une règle de textes.toml".to_owned(),
            };
            sink.fault("regle-inconnue", file, node, format!("la règle « {id} » n'existe pas"), conseil);
        }
    }
}
