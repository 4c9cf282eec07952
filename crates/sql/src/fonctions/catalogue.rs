//! Every function: its name, its arguments, what it gives, and how.

use columns::dossier_vierge;
use convention::bande::{Bande, Bandes};
use convention::dossier::{Dossier, OptionEtp};
use convention::explication::Quiet;
use convention::faits::{Faits, PATIENTS_MAX};
use convention::indicateur::Indicateur;
use convention::jour::Jour;
use convention::money::{Centimes, Fraction};
use convention::montant;
use convention::question::Lectures;
use convention::regime::{Regime, regime_de};
use convention::tables::{Specialite, Tables};

use super::ligne::{Ligne, Valeur};
use crate::erreur::Erreur;

/// What an argument holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Genre {
    /// A word; a number stands for it as it is written.
    Texte,
    /// A day: a date, or text as `2026-01-15`.
    Jour,
    /// A whole number, or text that is one.
    Entier,
}

/// What a function gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rendu {
    /// A word out of few.
    Mot,
    /// A day.
    Jour,
    /// A whole number: cents.
    Nombre,
    /// A table.
    Table,
}

/// An argument of a function.
#[derive(Debug, Clone, Copy)]
pub struct Argument {
    /// Its name.
    pub nom: &'static str,
    /// What it holds.
    pub genre: Genre,
    /// Whether it may be left out.
    pub facultatif: bool,
    /// What it says, in French.
    pub aide: &'static str,
}

/// A function of a query, in French for who writes one.
#[derive(Debug, Clone, Copy)]
pub struct Fonction {
    /// Its name.
    pub nom: &'static str,
    /// What it takes, in order.
    pub arguments: &'static [Argument],
    /// What it gives.
    pub rendu: Rendu,
    /// What it says, in French.
    pub aide: &'static str,
    pub(super) calcul: Option<Calcul>,
}

/// How a function answers a row; `None`: not known.
pub(super) type Calcul = fn(&Tables, &Ligne<'_>) -> Result<Option<Valeur>, Erreur>;

const fn a(nom: &'static str, genre: Genre, aide: &'static str) -> Argument {
    Argument { nom, genre, facultatif: false, aide }
}

const FICHIER: Argument = a("fichier", Genre::Texte, "Nom d'un fichier .parquet, .csv ou .arrow, entre apostrophes.");
const SIGNATURE: Argument = a("signature", Genre::Jour, "Jour de signature du contrat.");

/// The functions that give a table: `FROM etudier('medecins.parquet')`.
const FONCTIONS_DE_TABLE: &[Fonction] = &[
    Fonction {
        nom: "etudier",
        arguments: &[
            FICHIER,
            Argument {
                facultatif: true,
                ..a("jour", Genre::Jour, "Jour d'étude, '2026-11-28' ; sinon, celui de la commande.")
            },
            Argument {
                facultatif: true,
                ..a("annees", Genre::Texte, "Années de contrat, '3' ou '1-5' ; sinon, celles de la commande.")
            },
        ],
        rendu: Rendu::Table,
        aide: "Les contrats d'un fichier sous les règles : une ligne par contrat et par année, une par contrat en \
               erreur.",
        calcul: None,
    },
    Fonction {
        nom: "contrats",
        arguments: &[FICHIER],
        rendu: Rendu::Table,
        aide: "Les contrats d'un fichier, tels qu'ils sont. FROM 'medecins.parquet' dit la même chose.",
        calcul: None,
    },
];

const FONCTIONS_DE_COLONNES: &[Fonction] = &[
    Fonction {
        nom: "regime",
        arguments: &[SIGNATURE],
        rendu: Rendu::Mot,
        aide: "Règles d'un contrat signé ce jour-là ; vide si aucune n'est connue pour ce jour.",
        calcul: Some(regime),
    },
    Fonction {
        nom: "bande",
        arguments: &[
            a("specialite", Genre::Texte, "Code de la spécialité, '01' pour un généraliste."),
            SIGNATURE,
            a("indicateur", Genre::Texte, "'pmt' ou 'pfa'. Sous l'avenant 7, 'pmt' compte les adultes seuls."),
            a("effectif", Genre::Entier, "Patients au départ."),
        ],
        rendu: Rendu::Mot,
        aide: "Tranche de patientèle, d'après les seuils publiés ; vide si plusieurs restent possibles.",
        calcul: Some(bande),
    },
    Fonction {
        nom: "montant",
        arguments: &[
            a("bande", Genre::Texte, "Tranche de patientèle, comme bande(…) la donne."),
            a("option", Genre::Texte, "Temps de travail aidé : '1/3', '0.5', '1', '1.5' ou '2'."),
            a("annee", Genre::Entier, "Année du contrat, à partir de 1."),
            SIGNATURE,
        ],
        rendu: Rendu::Nombre,
        aide: "Aide la plus haute de cette année, en centimes ; vide si aucun texte ne la fixe.",
        calcul: Some(maximum),
    },
    Fonction {
        nom: "aide",
        arguments: &[
            a("montant", Genre::Entier, "Aide la plus haute, en centimes."),
            a("num", Genre::Entier, "Numérateur de la part due, de 0 à den."),
            a("den", Genre::Entier, "Dénominateur de la part due, à partir de 1."),
        ],
        rendu: Rendu::Nombre,
        aide: "Cette part du montant, en centimes, arrondie une fois au centime le plus proche.",
        calcul: Some(part),
    },
    Fonction {
        nom: "anniversaire",
        arguments: &[SIGNATURE, a("n", Genre::Entier, "Nombre d'années, de 0 à 100.")],
        rendu: Rendu::Jour,
        aide: "Le même jour, n années plus tard ; le 29 février devient le 28 les autres années.",
        calcul: Some(anniversaire),
    },
];

/// Every function that a query may call beside those of SQL, those that give a table first.
///
/// ```
/// let noms: Vec<&str> = sql::fonctions().map(|f| f.nom).collect();
/// assert_eq!(noms, ["etudier", "contrats", "regime", "bande", "montant", "aide", "anniversaire"]);
/// ```
pub fn fonctions() -> impl Iterator<Item = &'static Fonction> {
    FONCTIONS_DE_TABLE.iter().chain(FONCTIONS_DE_COLONNES)
}

fn regime(tables: &Tables, ligne: &Ligne<'_>) -> Result<Option<Valeur>, Erreur> {
    let regime = regime_de(tables, &Lectures::default(), ligne.jour(0)?);
    Ok(regime.map(|regime| Valeur::Mot(regime.id())))
}

fn bande(tables: &Tables, ligne: &Ligne<'_>) -> Result<Option<Valeur>, Erreur> {
    let id = ligne.texte(0);
    let unknown = || ligne.faute(0, format!("« {id} » n'est pas une spécialité ; le généraliste est '01'"));
    let specialite = tables.specialite(id).ok_or_else(unknown)?;
    let signature = ligne.jour(1)?;
    let named = |text: &str| Indicateur::ALL.into_iter().find(|indicateur| indicateur.id() == text);
    let indicateur = ligne.mot(2, named, &Indicateur::ALL.map(Indicateur::id))?;
    let effectif = u32::try_from(ligne.entier(3, 0..=PATIENTS_MAX.into())?).ok();
    let Some(regime) = regime_de(tables, &Lectures::default(), signature) else { return Ok(None) };
    let mut dossier = dossier_vierge();
    match indicateur {
        Indicateur::Pmt => dossier.patientele.effectif.pmt = effectif,
        Indicateur::Pfa => dossier.patientele.effectif.pfa = effectif,
    }
    let faits = faits(tables, &dossier, specialite, regime, signature);
    Ok(faits.bandes[indicateur].single().map(|bande| Valeur::Mot(bande.id())))
}

fn maximum(tables: &Tables, ligne: &Ligne<'_>) -> Result<Option<Valeur>, Erreur> {
    let bande = ligne.mot(0, Bande::from_id, Bande::IDS)?;
    let option = ligne.mot(1, OptionEtp::from_id, OptionEtp::IDS)?;
    let first = i64::from(*columns::ANNEES.start());
    let annee = ligne.entier(2, first..=i64::from(*columns::ANNEES.end()))?;
    let signature = ligne.jour(3)?;
    let lectures = &Lectures::default();
    let (Some(regime), Some(specialite)) = (regime_de(tables, lectures, signature), tables.specialites.first()) else {
        return Ok(None);
    };
    // Amounts are by band: that the facts have a specialty changes none.
    let faits = faits(tables, &dossier_vierge(), specialite, regime, signature);
    let quiet = &mut Quiet::default();
    let debut = signature.plus_years((annee - first) as i32);
    let serie = montant::serie(tables, lectures, &faits, debut, quiet);
    let row = montant::ligne(lectures, &faits, Bandes::only(bande), quiet);
    let found = montant::montant(tables, lectures, (serie, row, Some(option)), annee as u8, quiet);
    Ok(found.map(|Centimes(cents)| Valeur::Nombre(cents)))
}

fn part(_: &Tables, ligne: &Ligne<'_>) -> Result<Option<Valeur>, Erreur> {
    let montant = ligne.entier(0, 0..=i64::MAX)?;
    let den = ligne.entier(2, 1..=i64::MAX)?;
    let num = ligne.entier(1, 0..=den)?;
    Ok(Some(Valeur::Nombre(Fraction::new(num, den).of(Centimes(montant)).0)))
}

fn anniversaire(_: &Tables, ligne: &Ligne<'_>) -> Result<Option<Valeur>, Erreur> {
    let years = ligne.entier(1, 0..=100)?;
    let day = ligne.jour(0)?.plus_years(years as i32);
    let last = Jour::new(9999, 12, 31);
    if last.is_none_or(|last| day > last) {
        return Err(ligne.faute(0, "ce jour est trop tard pour un anniversaire"));
    }
    Ok(Some(Valeur::Jour(day)))
}

fn faits<'a>(
    tables: &Tables,
    dossier: &Dossier,
    specialite: &'a Specialite,
    regime: Regime,
    signature: Jour,
) -> Faits<'a> {
    Faits::of(tables, &Lectures::default(), dossier, specialite, regime, signature, &mut Quiet::default())
}
