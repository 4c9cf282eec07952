//! The arguments. What people read is French.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use console::commande::Ligne;
use console::echec::Forme;

use crate::format::Format;

/// The whole command line.
#[derive(Parser)]
#[command(
    name = "epaule-lot",
    version,
    about = "L'aide conventionnelle à l'emploi d'assistants médicaux, pour tout un fichier de contrats : les règles \
             d'Épaule, une ligne par contrat et par année.",
    after_help = "Pour commencer :\n  epaule-lot generer 1000 --graine 1 --sortie medecins.parquet   des contrats inventés\n  \
                  epaule-lot calculer medecins.parquet --sortie aides.parquet     leurs aides\n  \
                  epaule-lot schema                                               les colonnes de l'un et de l'autre\n\n\
                  Codes de sortie : 0 une réponse, même si des lignes sont en erreur ; 2 une entrée à corriger ; 130 \
                  une interruption ; 1 tout le reste.",
    arg_required_else_help = true,
    subcommand_required = true,
    subcommand_value_name = "COMMANDE",
    max_term_width = 100
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) commande: Commande,
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "FORME",
        default_value = "texte",
        hide_default_value = true,
        hide_possible_values = true,
        help = "Forme des messages d'erreur : texte (par défaut) ou json"
    )]
    pub(crate) erreurs: Forme,
}

impl Ligne for Cli {
    fn erreurs(&self) -> Forme {
        self.erreurs
    }
}

#[derive(Subcommand)]
pub(crate) enum Commande {
    #[command(
        about = "Calcule les aides d'un fichier de contrats : une ligne par contrat et par année, une par contrat en \
                 erreur",
        after_help = "Le format d'un fichier est celui de son nom : .parquet, .csv, .arrow (ou .ipc, .feather). Un CSV \
                      est en UTF-8, avec une ligne de titres ; le point-virgule, la virgule ou la tabulation y est \
                      reconnu, la virgule décimale aussi. Il n'a de place que pour un constat (constats_date, \
                      constats_pmt…), et pour aucun événement.\n\n\
                      Un répertoire compte pour un fichier : ceux qu'il contient se suivent dans l'ordre de leurs noms, \
                      et ont les mêmes colonnes.\n\n\
                      Une ligne qui ne se lit pas n'arrête rien et n'est jamais perdue : elle sort avec sa colonne \
                      « erreur ». Le fichier de sortie n'apparaît qu'à la fin, entier.\n\n\
                      Simuler une réforme : donnez --regles deux fois. La sortie a les chiffres des premières règles, \
                      et à côté ceux des secondes (autre_aide_centimes, ecart_centimes…)."
    )]
    Calculer(Calculer),
    #[command(
        about = "Explique les chiffres d'une ligne : toute l'étude de ce contrat, comme « epaule etudier --expliquer »"
    )]
    Expliquer(Expliquer),
    #[command(
        about = "Invente des contrats : une population de médecins conforme aux seuils publiés, toujours la même pour \
                 une graine",
        after_help = "Les hypothèses de cette population sont dites à la fin : ce ne sont pas de vrais contrats. Un CSV \
                      n'a de place que pour le dernier constat de chacun."
    )]
    Generer(Generer),
    #[command(about = "Montre les colonnes de l'entrée et de la sortie : nom, type, sens")]
    Schema(Schema),
    #[command(
        about = "Répond à une question en SQL sur les aides d'un fichier de contrats",
        after_help = "Un budget par spécialité, d'un million de contrats inventés, sans aucun fichier :\n  \
                      epaule-lot sql \"SELECT specialite, sum(aide_centimes) / 100 AS euros FROM \
                      etudier('population:1000000') GROUP BY 1 ORDER BY 2 DESC\"\n\n\
                      Sans requête, la commande dit les tables et les fonctions. Une requête ne peut que lire."
    )]
    Sql(Sql),
}

#[derive(Args)]
pub(crate) struct Generer {
    #[arg(value_name = "N", help = "Nombre de contrats")]
    pub(crate) contrats: u64,
    #[arg(long, value_name = "G", help = "Graine : un nombre ; le même donne les mêmes contrats")]
    pub(crate) graine: u64,
    #[arg(long, value_name = "SORTIE", help = "Le fichier à écrire : .parquet, .csv ou .arrow")]
    pub(crate) sortie: PathBuf,
    #[arg(
        long,
        value_name = "DATE",
        help = "Jour dont c'est la population, comme 2026-01-15 ; aujourd'hui par défaut"
    )]
    pub(crate) au: Option<String>,
    #[arg(long, value_name = "REPERTOIRE", help = "Seuils des règles de ce répertoire au lieu de celles du programme")]
    pub(crate) regles: Option<PathBuf>,
    #[arg(long, help = "Remplace le fichier de sortie s'il existe")]
    pub(crate) ecraser: bool,
    #[arg(
        long,
        value_name = "N",
        value_parser = fils,
        help = FILS
    )]
    pub(crate) fils: Option<NonZeroUsize>,
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        hide_possible_values = true,
        help = "parquet, csv ou arrow, quel que soit le nom de la sortie"
    )]
    pub(crate) format_sortie: Option<Format>,
    #[arg(long, value_name = "CARACTERE", help = "Séparateur d'un CSV : « ; » (par défaut), « , » ou « tab »")]
    pub(crate) separateur: Option<String>,
}

#[derive(Args)]
pub(crate) struct Calculer {
    #[arg(value_name = "ENTREE", help = "Le fichier des contrats : Parquet, CSV ou Arrow ; ou leur répertoire")]
    pub(crate) entree: PathBuf,
    #[arg(long, value_name = "SORTIE", help = "Le fichier à écrire")]
    pub(crate) sortie: PathBuf,
    #[arg(long, value_name = "DATE", help = "Jour de l'étude, comme 2026-01-15 ; aujourd'hui par défaut")]
    pub(crate) au: Option<String>,
    #[arg(long, value_name = "ANNEES", help = "Années des contrats, comme 1-5 (par défaut 1 à 5) ou 3")]
    pub(crate) annees: Option<String>,
    #[arg(
        long,
        value_name = "REPERTOIRE",
        help = "Règles de ce répertoire au lieu de celles du programme ; deux fois pour une réforme : celles \
                d'aujourd'hui (« embarquees » pour celles du programme), puis les autres"
    )]
    pub(crate) regles: Vec<PathBuf>,
    #[arg(
        long,
        help = "Ajoute les points laissés ouverts par les textes dont une autre lecture change la ligne (plus lent)"
    )]
    pub(crate) questions: bool,
    #[arg(long, help = "Ajoute entre quoi se trouve une aide qui n'est pas connue (plus lent)")]
    pub(crate) bornes: bool,
    #[arg(long, help = "S'arrête à la première ligne en erreur, sans rien écrire")]
    pub(crate) strict: bool,
    #[arg(long, help = "Remplace le fichier de sortie s'il existe")]
    pub(crate) ecraser: bool,
    #[arg(long, value_name = "COLONNE", help = "Ne lit pas cette colonne ; à répéter")]
    pub(crate) ignorer: Vec<String>,
    #[arg(long, value_name = "COLONNE", help = "Recopie cette colonne de l'entrée dans la sortie ; à répéter")]
    pub(crate) garder: Vec<String>,
    #[arg(
        long,
        value_name = "N",
        value_parser = fils,
        help = FILS
    )]
    pub(crate) fils: Option<NonZeroUsize>,
    #[arg(
        long,
        value_name = "N",
        help = "Contrats calculés à la fois par un fil, de 1 à 65536 ; moins il y en a, moins il faut de mémoire"
    )]
    pub(crate) lot: Option<NonZeroUsize>,
    #[arg(long, help = "Écrit l'empreinte du résultat, la même quel que soit l'ordre des lignes ou le format")]
    pub(crate) empreinte: bool,
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        default_value = "texte",
        hide_default_value = true,
        hide_possible_values = true,
        help = "Forme du bilan : texte (par défaut, sur la sortie d'erreur) ou json (sur la sortie standard)"
    )]
    pub(crate) format: FormatDeBilan,
    #[arg(
        long,
        value_name = "FICHIER",
        help = "Avec deux jeux de règles, écrit aussi les différences dans ce fichier : .csv, .json ou .md"
    )]
    pub(crate) rapport: Option<PathBuf>,
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        hide_possible_values = true,
        help = "parquet, csv ou arrow, quel que soit le nom de l'entrée"
    )]
    pub(crate) format_entree: Option<Format>,
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        hide_possible_values = true,
        help = "parquet, csv ou arrow, quel que soit le nom de la sortie"
    )]
    pub(crate) format_sortie: Option<Format>,
    #[arg(
        long,
        value_name = "CARACTERE",
        help = "Séparateur d'une sortie CSV : « ; », « , » ou « tab » ; par défaut, celui de l'entrée, sinon « ; »"
    )]
    pub(crate) separateur: Option<String>,
}

#[derive(Args)]
pub(crate) struct Expliquer {
    #[arg(value_name = "FICHIER", help = "Le fichier des contrats : Parquet, CSV ou Arrow ; ou leur répertoire")]
    pub(crate) fichier: PathBuf,
    #[arg(
        long,
        value_name = "N",
        help = "Rang du contrat dans le fichier, à partir de 1 : la colonne « ligne » du résultat"
    )]
    pub(crate) ligne: u64,
    #[arg(long, value_name = "COLONNE", help = "Ne lit pas cette colonne ; à répéter")]
    pub(crate) ignorer: Vec<String>,
    #[arg(long, value_name = "DATE", help = "Jour de l'étude, comme 2026-01-15 ; aujourd'hui par défaut")]
    pub(crate) au: Option<String>,
    #[arg(
        long,
        value_name = "REPERTOIRE",
        help = "Utilise les règles de ce répertoire au lieu de celles du programme"
    )]
    pub(crate) regles: Option<PathBuf>,
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        default_value = "texte",
        hide_default_value = true,
        hide_possible_values = true,
        help = "Forme de la réponse : texte (par défaut), json, markdown, ou toml : le dossier, pour « epaule »"
    )]
    pub(crate) format: FormatDEtude,
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        hide_possible_values = true,
        help = "parquet, csv ou arrow, quel que soit le nom du fichier"
    )]
    pub(crate) format_entree: Option<Format>,
}

#[derive(Args)]
pub(crate) struct Schema {
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        default_value = "texte",
        hide_default_value = true,
        hide_possible_values = true,
        help = "Forme de la réponse : texte (par défaut) ou json"
    )]
    pub(crate) format: FormatDeBilan,
}

#[derive(Args)]
pub(crate) struct Sql {
    #[arg(value_name = "REQUETE", help = "La requête, entre guillemets ; absente : les tables et les fonctions")]
    pub(crate) requete: Option<String>,
    #[arg(long, value_name = "DATE", help = "Jour de l'étude, comme 2026-01-15 ; aujourd'hui par défaut")]
    pub(crate) au: Option<String>,
    #[arg(long, value_name = "ANNEES", help = "Années des contrats, comme 1-5 (par défaut 1 à 5) ou 3")]
    pub(crate) annees: Option<String>,
    #[arg(
        long,
        value_name = "REPERTOIRE",
        help = "Utilise les règles de ce répertoire au lieu de celles du programme"
    )]
    pub(crate) regles: Option<PathBuf>,
    #[arg(long, help = "Ajoute la colonne « questions » de etudier(…) (plus lent)")]
    pub(crate) questions: bool,
    #[arg(long, help = "Ajoute les colonnes aide_min_centimes et aide_max_centimes de etudier(…) (plus lent)")]
    pub(crate) bornes: bool,
    #[arg(long, value_name = "COLONNE", help = "Ne lit pas cette colonne des fichiers ; à répéter")]
    pub(crate) ignorer: Vec<String>,
    #[arg(long, value_name = "COLONNE", help = "Donne aussi cette colonne des fichiers dans etudier(…) ; à répéter")]
    pub(crate) garder: Vec<String>,
    #[arg(
        long,
        value_name = "N",
        value_parser = fils,
        help = FILS
    )]
    pub(crate) fils: Option<NonZeroUsize>,
    #[arg(
        long,
        value_name = "GIO",
        default_value_t = 4,
        hide_default_value = true,
        value_parser = clap::value_parser!(u16).range(1..=1024),
        help = "Mémoire des tris, des regroupements et des jointures, en gibioctets : 4 par défaut ; au-delà, des fichiers \
                provisoires"
    )]
    pub(crate) memoire: u16,
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        default_value = "table",
        hide_default_value = true,
        hide_possible_values = true,
        help = "Forme de la réponse : table (par défaut), csv ou json"
    )]
    pub(crate) format: FormatDeReponse,
}

const FILS: &str = "Nombre de fils de calcul, de 1 à 1024 ; par défaut, tous les cœurs";

/// A number of threads that a machine may have: each takes memory, and the system refuses a hundred thousand.
fn fils(text: &str) -> Result<NonZeroUsize, String> {
    const PLUS: usize = 1024;
    text.parse().ok().filter(|n: &NonZeroUsize| n.get() <= PLUS).ok_or_else(|| format!("de 1 à {PLUS}"))
}

/// What an answer in SQL is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatDeReponse {
    Table,
    Csv,
    Json,
}

/// What the étude of a contract is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatDEtude {
    Texte,
    Json,
    Markdown,
    Toml,
}

/// What the summary is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatDeBilan {
    Texte,
    Json,
}
