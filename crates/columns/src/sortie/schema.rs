//! Which columns the output has.

use std::sync::Arc;

use arrow_schema::{DataType, Field, Schema, SchemaRef};

/// What is written beside the figures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// The open questions of which another reading changes the row.
    pub questions: bool,
    /// Between what an aid lies that is not known.
    pub bornes: bool,
}

/// A column of the output, in French for who reads it.
#[derive(Debug, Clone, Copy)]
pub struct ColonneDeSortie {
    /// Its name.
    pub nom: &'static str,
    /// Its type.
    pub genre: Genre,
    /// What it holds.
    pub aide: &'static str,
}

/// The types of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Genre {
    /// Text, each row its own.
    Texte,
    /// A word out of few.
    Mot,
    /// A whole number.
    Nombre,
    /// Cents, or the terms of a fraction.
    Grand,
    /// A day.
    Jour,
    /// Yes or no.
    Oui,
}

impl Genre {
    /// Its Arrow type.
    pub fn arrow(self) -> DataType {
        match self {
            Genre::Texte => DataType::Utf8,
            Genre::Mot => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
            Genre::Nombre => DataType::Int32,
            Genre::Grand => DataType::Int64,
            Genre::Jour => DataType::Date32,
            Genre::Oui => DataType::Boolean,
        }
    }
}

impl ColonneDeSortie {
    /// Whether its words are lists that come up on the way: each bench has them in an order of its own. Other words
    /// are a closed set.
    pub fn est_une_liste(&self) -> bool {
        matches!(self.nom, "motifs_echoues" | "motifs_inconnus" | "regles" | "questions")
    }
}

const fn c(nom: &'static str, genre: Genre, aide: &'static str) -> ColonneDeSortie {
    ColonneDeSortie { nom, genre, aide }
}

/// Every column, in order. What is not known is null.
pub const COLONNES: &[ColonneDeSortie] = &[
    c("ligne", Genre::Grand, "Rang du contrat dans l'entrée, à partir de 1."),
    c("reference", Genre::Texte, "Repère du contrat, tel que l'entrée le donne."),
    c("annee", Genre::Nombre, "Année du contrat, à partir de 1 ; vide pour un contrat en erreur."),
    c("specialite", Genre::Mot, "Code de la spécialité."),
    c("regime", Genre::Mot, "Règles du contrat, selon sa signature."),
    c("option", Genre::Mot, "Temps de travail aidé, en équivalents temps plein ; celui de la fin de l'année."),
    c("verdict", Genre::Mot, "Droit à l'aide : eligible, non_eligible ou a_confirmer."),
    c("deja_signe", Genre::Oui, "Signé avant le jour d'étude : le contrat court, quel que soit le verdict."),
    c("motifs_echoues", Genre::Mot, "Règles d'éligibilité qui ne sont pas respectées."),
    c("motifs_inconnus", Genre::Mot, "Règles d'éligibilité auxquelles il manque un renseignement."),
    c("bande", Genre::Mot, "Tranche de patientèle des montants ; vide si plusieurs restent possibles."),
    c("debut", Genre::Jour, "Premier jour de l'année ; vide si le contrat n'a pas cette année."),
    c("fin", Genre::Jour, "Dernier jour de l'année."),
    c("pmt_nature", Genre::Mot, "Objectif de patientèle médecin traitant (adultes seuls sous l'avenant 7)."),
    c("pmt_depart", Genre::Nombre, "Patients au départ."),
    c("pmt_cible", Genre::Nombre, "Patients à atteindre."),
    c("pmt_plancher", Genre::Nombre, "Plus petit nombre sans baisse, ou dans la tolérance."),
    c("pmt_seuil_atteint", Genre::Nombre, "Plus petit nombre qui atteint l'objectif."),
    c("pmt_origine", Genre::Mot, "D'où vient l'objectif."),
    c("pmt_constat", Genre::Nombre, "Patients comptés pour cette année."),
    c("pmt_issue", Genre::Mot, "Résultat."),
    c("pmt_taux_num", Genre::Grand, "Taux d'atteinte, de 0 à 1 : numérateur."),
    c("pmt_taux_den", Genre::Grand, "Taux d'atteinte : dénominateur."),
    c("pfa_nature", Genre::Mot, "Objectif de file active."),
    c("pfa_depart", Genre::Nombre, "Patients au départ."),
    c("pfa_cible", Genre::Nombre, "Patients à atteindre."),
    c("pfa_plancher", Genre::Nombre, "Plus petit nombre sans baisse, ou dans la tolérance."),
    c("pfa_seuil_atteint", Genre::Nombre, "Plus petit nombre qui atteint l'objectif."),
    c("pfa_origine", Genre::Mot, "D'où vient l'objectif."),
    c("pfa_constat", Genre::Nombre, "Patients comptés pour cette année."),
    c("pfa_issue", Genre::Mot, "Résultat."),
    c("pfa_taux_num", Genre::Grand, "Taux d'atteinte, de 0 à 1 : numérateur."),
    c("pfa_taux_den", Genre::Grand, "Taux d'atteinte : dénominateur."),
    c("part_num", Genre::Grand, "Part de l'aide qui est due : numérateur."),
    c("part_den", Genre::Grand, "Part de l'aide qui est due : dénominateur."),
    c("montant_centimes", Genre::Grand, "Aide la plus haute de l'année, en centimes."),
    c("aide_centimes", Genre::Grand, "Aide due, en centimes ; vide tant qu'un résultat manque."),
    c("integral_centimes", Genre::Grand, "Versement de toute l'année en une fois."),
    c("acompte_centimes", Genre::Grand, "Acompte."),
    c("solde_centimes", Genre::Grand, "Solde."),
    c("reversement_centimes", Genre::Grand, "À rendre, en négatif."),
    c(
        "regles",
        Genre::Mot,
        "Règles qui ont donné les chiffres de la ligne ; de tout le contrat, s'il a des événements ou plusieurs options.",
    ),
    c("erreur", Genre::Texte, "Ce qui empêche de répondre : code, colonne, message, conseil."),
];

/// Columns of [`Options::bornes`], after the aid.
pub const COLONNES_DES_BORNES: &[ColonneDeSortie] = &[
    c("aide_min_centimes", Genre::Grand, "Aide la plus basse possible ; l'aide où elle est connue."),
    c("aide_max_centimes", Genre::Grand, "Aide la plus haute possible ; l'aide où elle est connue."),
];

/// The column of [`Options::questions`].
pub const COLONNE_DES_QUESTIONS: ColonneDeSortie =
    c("questions", Genre::Mot, "Points laissés ouverts par les textes dont une autre lecture change la ligne.");

impl Options {
    /// The columns that are written, in order.
    pub fn colonnes(self) -> Vec<ColonneDeSortie> {
        let mut all = COLONNES.to_vec();
        let at = |all: &[ColonneDeSortie], nom: &str| all.iter().position(|c| c.nom == nom).unwrap_or(all.len());
        if self.bornes {
            let after = at(&all, "integral_centimes");
            all.splice(after..after, COLONNES_DES_BORNES.iter().copied());
        }
        if self.questions {
            let before = at(&all, "erreur");
            all.insert(before, COLONNE_DES_QUESTIONS);
        }
        all
    }

    /// The schema of the output, after which come the columns of the input that are kept.
    pub fn schema(self, gardees: &[Field]) -> SchemaRef {
        let own = self.colonnes().into_iter().map(|c| Field::new(c.nom, c.genre.arrow(), true));
        Arc::new(Schema::new(own.chain(gardees.iter().cloned()).collect::<Vec<_>>()))
    }
}
