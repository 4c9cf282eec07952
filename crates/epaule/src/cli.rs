//! The arguments: one definition for parsing, help, man page and completions. What people read is French.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use console::commande::Ligne;
use console::echec::Forme;

/// The whole command line.
#[derive(Parser)]
#[command(
    name = "epaule",
    version,
    about = "L'aide conventionnelle à l'emploi d'assistants médicaux : y avez-vous droit, combien et quand, pour \
             combien de patients en plus, et que faire ensuite.",
    after_help = "Pour commencer :\n  epaule exemple > dossier.toml     un dossier commenté, à compléter\n  \
                  epaule etudier dossier.toml       la réponse, année par année\n\n\
                  Codes de sortie : 0 une réponse, 2 une entrée à corriger, 1 tout le reste.",
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
        about = "Étudie un ou plusieurs dossiers : droit à l'aide, montants, versements, objectifs, échéances",
        after_help = "Plusieurs dossiers, ou un répertoire : une ligne chacun ; d'abord ceux dont une date est passée \
                      sans que rien ne soit noté, la plus ancienne en tête, puis par prochaine échéance. D'un \
                      répertoire sont lus ses propres fichiers .toml et .json, dans l'ordre de leurs noms ; un fichier \
                      donné deux fois est lu une fois. Un dossier en erreur n'arrête pas les autres (code de sortie 2 \
                      à la fin).\n\n\
                      Formats :\n  \
                      markdown  l'étude complète, prête à envoyer\n  \
                      ics       le calendrier des échéances et des versements, pour Outlook, Google ou Apple\n  \
                      csv       les versements, pour un tableur en français\n  \
                      json      l'étude pour un programme ; de plusieurs dossiers, un tableau d'études\n\n\
                      Écrivez une reference dans chaque dossier : elle permet d'importer de nouveau le calendrier \
                      sans rien y mettre en double. Sans elle, c'est le nom du fichier qui compte (ou, de l'entrée \
                      standard, le contenu). Une échéance qui n'existe plus reste à effacer à la main."
    )]
    Etudier(Etudier),
    #[command(
        about = "Compare : des options, des régimes, des règles, deux versions d'un dossier, deux dates, des résultats",
        after_help = "Sans option, un dossier est comparé sous chaque temps de travail ouvert, et deux dossiers l'un à \
                      l'autre.\n\n\
                      Exemples :\n  \
                      epaule comparer dossier.toml\n  \
                      epaule comparer dossier.toml --regimes reglement-arbitral-2023,convention-2024\n  \
                      epaule comparer dossiers/ --regles reforme\n  \
                      epaule comparer avant.toml apres.toml\n  \
                      epaule comparer dossier.toml --connu-au 2029-01-31,2029-06-30\n  \
                      epaule comparer dossier.toml --resultats 0..300\n  \
                      epaule comparer dossier.toml --resultats pmt=1300..1600 --si pfa=1900\n  \
                      epaule comparer dossier.toml --resultats 0..400 --cible 100..300 --pas 50\n\n\
                      « --resultats 0..300 » : de 0 à 300 patients de plus que le départ, sur chaque patientèle à la \
                      fois ; « pmt=1300..1600 » : une seule bouge, l'autre reste au départ ou à --si. Toute hypothèse \
                      est nommée dans la réponse."
    )]
    Comparer(Comparer),
    #[command(
        about = "Recalcule une étude enregistrée en JSON, ou un tableau d'études, et montre chaque différence",
        after_help = "Code de sortie : 0 si rien n'a changé, 1 si quelque chose diffère, 2 si ce n'est pas une étude.\n\
                      La vérification détecte un changement ; ce n'est pas une signature."
    )]
    Verifier(Verifier),
    #[command(about = "Écrit un dossier commenté, à compléter")]
    Exemple(Exemple),
    #[command(
        name = "fiche-de-poste",
        about = "Écrit la fiche de poste de l'assistant, à compléter, à partir des missions choisies",
        after_help = "Avec un dossier, l'employeur, le temps de travail et le profil y sont repris ; sans lui, tout est \
                      laissé en blanc.\n\n\
                      epaule fiche-de-poste --liste\n  \
                      les missions possibles\n\
                      epaule fiche-de-poste dossier.toml --missions accueil,constantes,coordination > fiche.md\n  \
                      la fiche de ces missions ; un groupe (administratif, consultation, organisation) les prend toutes"
    )]
    FicheDePoste(FicheDePoste),
    #[command(about = "Écrit le schéma JSON d'un dossier, d'une étude ou d'une comparaison")]
    Schema(Schema),
    #[command(
        about = "Montre les règles : régimes, seuils, montants, objectifs, versements, délais, et leurs sources",
        after_help = "Simuler une réforme :\n  epaule regles --exporter reforme\n  \
                      (modifiez un fichier de « reforme »)\n  \
                      epaule regles --comparer embarquees reforme\n  \
                      epaule etudier dossier.toml --regles reforme"
    )]
    Regles(Regles),
    #[command(
        about = "Écrit le simulateur en fichiers, pour le publier sur un site sans serveur de calcul",
        after_help = "Les fichiers vont tels quels sur n'importe quel hébergement, dans n'importe quel dossier ; le \
                      dossier d'un visiteur ne quitte pas son navigateur. La page marche sans réseau dès la deuxième \
                      visite. Elle ne s'ouvre pas depuis le disque (file://) : il lui faut une adresse http.\n\n\
                      Pour la montrer dans une page d'un autre site (WordPress : un bloc « HTML personnalisé ») :\n  \
                      <iframe src=\"https://exemple.fr/epaule/\" title=\"Simulateur de l'aide\"></iframe>\n  \
                      <script src=\"https://exemple.fr/epaule/cadre.js\" async></script>\n\n\
                      Un site déjà écrit par cette commande est remplacé en entier ; tout autre dossier doit être vide."
    )]
    Site(Site),
    #[command(
        about = "Sert le simulateur et son API sur ce poste, ou sur internet derrière un serveur mandataire",
        after_help = "La page répond à http://127.0.0.1:8080/, l'API à /api/v1/ (docs/api.md). Rien de ce qui est \
                      envoyé n'est gardé ni noté au journal, qui va sur la sortie d'erreur, une ligne JSON par \
                      requête. Ctrl-C ou SIGTERM arrête après les réponses en cours.\n\n\
                      Pour être vu d'autres postes : epaule servir --adresse 0.0.0.0:8080, derrière un serveur \
                      mandataire qui chiffre (HTTPS)."
    )]
    Servir(Servir),
    #[command(about = "Écrit les complétions d'un interpréteur de commandes")]
    Completions(Completions),
    #[command(about = "Écrit la page de manuel, au format roff")]
    Man(Man),
}

#[derive(Args)]
pub(crate) struct Etudier {
    #[arg(
        value_name = "FICHIER",
        required = true,
        help = "Le dossier, en TOML ou en JSON ; plusieurs, ou un répertoire de dossiers ; - pour l'entrée standard"
    )]
    pub(crate) fichiers: Vec<PathBuf>,
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        default_value = "texte",
        hide_default_value = true,
        hide_possible_values = true,
        help = "Forme de la réponse : texte (par défaut), json, markdown, ics ou csv"
    )]
    pub(crate) format: Format,
    #[arg(long, value_name = "DATE", help = "Jour de l'étude, comme 2026-01-15 ; aujourd'hui par défaut")]
    pub(crate) au: Option<String>,
    #[arg(
        long,
        value_name = "DATE",
        help = "Ne tient compte que des constats, événements et sommes reçues connus ce jour-là ; par défaut, le \
                jour de l'étude"
    )]
    pub(crate) connu_au: Option<String>,
    #[arg(
        long,
        value_name = "HYPOTHESE",
        help = "Suppose un résultat, comme pmt=1430,pfa=1650 (avenant 7 : pmt_adultes=…)"
    )]
    pub(crate) si: Option<String>,
    #[arg(
        long,
        value_name = "REPERTOIRE",
        help = "Utilise les règles de ce répertoire au lieu de celles du programme"
    )]
    pub(crate) regles: Option<PathBuf>,
    #[arg(long, help = "Ajoute d'où vient chaque chiffre (le JSON le dit toujours)")]
    pub(crate) expliquer: bool,
}

#[derive(Args)]
pub(crate) struct FicheDePoste {
    #[arg(value_name = "DOSSIER", help = "Le dossier, en TOML ou en JSON ; - pour l'entrée standard")]
    pub(crate) dossier: Option<PathBuf>,
    #[arg(
        long,
        value_name = "MISSIONS",
        value_delimiter = ',',
        help = "Les missions confiées, séparées par des virgules ; sans elles, toutes"
    )]
    pub(crate) missions: Vec<String>,
    #[arg(long, conflicts_with_all = ["dossier", "missions"], help = "Montre les missions possibles")]
    pub(crate) liste: bool,
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        hide_possible_values = true,
        help = "Forme de la réponse : markdown ou texte ; par défaut, la fiche en markdown, la liste en texte"
    )]
    pub(crate) format: Option<FormatDeFiche>,
    #[arg(
        long,
        value_name = "REPERTOIRE",
        help = "Utilise les règles de ce répertoire au lieu de celles du programme"
    )]
    pub(crate) regles: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct Comparer {
    #[arg(
        value_name = "FICHIER",
        required = true,
        help = "Le dossier, en TOML ou en JSON ; deux pour les comparer ; plusieurs, ou un répertoire, avec --regles"
    )]
    pub(crate) fichiers: Vec<PathBuf>,
    #[arg(long, value_name = "LISTE", help = "Temps de travail à comparer, comme 0.5,1")]
    pub(crate) options: Option<String>,
    #[arg(long, value_name = "LISTE", help = "Régimes à comparer, comme reglement-arbitral-2023,convention-2024")]
    pub(crate) regimes: Option<String>,
    #[arg(
        long,
        value_name = "REPERTOIRE",
        help = "Règles à comparer : une fois, avec celles du programme ; deux fois, l'une à l'autre"
    )]
    pub(crate) regles: Vec<PathBuf>,
    #[arg(
        long,
        value_name = "A..B",
        allow_hyphen_values = true,
        help = "Résultats supposés, comme 0..300 ou pmt=1300..1600"
    )]
    pub(crate) resultats: Option<String>,
    #[arg(
        long,
        value_name = "A..B",
        requires = "resultats",
        allow_hyphen_values = true,
        help = "Cibles supposées à la place de celles du contrat, comme 100..300 (patients de plus) ou pmt=1500..1600"
    )]
    pub(crate) cible: Option<String>,
    #[arg(
        long,
        value_name = "N",
        requires = "resultats",
        allow_hyphen_values = true,
        help = "Écart entre deux lignes ; une dizaine de lignes par défaut"
    )]
    pub(crate) pas: Option<String>,
    #[arg(
        long,
        value_name = "EUROS",
        requires = "resultats",
        allow_hyphen_values = true,
        help = "Prix d'une consultation ; 30 euros par défaut"
    )]
    pub(crate) prix_consultation: Option<String>,
    #[arg(
        long,
        value_name = "N",
        requires = "resultats",
        allow_hyphen_values = true,
        help = "Semaines travaillées par an ; 46 par défaut"
    )]
    pub(crate) semaines: Option<String>,
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        default_value = "texte",
        hide_default_value = true,
        hide_possible_values = true,
        help = "Forme de la réponse : texte (par défaut), json, markdown ou csv"
    )]
    pub(crate) format: FormatDeComparaison,
    #[arg(
        long,
        value_name = "DATE",
        help = "Jour de l'étude ; deux jours pour les comparer, comme 2027-01-31,2029-01-31"
    )]
    pub(crate) au: Option<String>,
    #[arg(long, value_name = "DATE", help = "Ce qui était connu ce jour-là ; deux jours pour les comparer")]
    pub(crate) connu_au: Option<String>,
    #[arg(long, value_name = "HYPOTHESE", help = "Suppose un résultat, comme pmt=1430,pfa=1650")]
    pub(crate) si: Option<String>,
}

#[derive(Args)]
pub(crate) struct Verifier {
    #[arg(value_name = "ETUDE", help = "L'étude, ou le tableau d'études, en JSON ; - pour l'entrée standard")]
    pub(crate) etude: PathBuf,
    #[arg(long, value_name = "REPERTOIRE", help = "Recalcule avec les règles de ce répertoire")]
    pub(crate) regles: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct Exemple {
    #[arg(
        long = "type",
        value_enum,
        value_name = "TYPE",
        default_value = "individuel",
        hide_default_value = true,
        hide_possible_values = true,
        help = "Le dossier d'un médecin (individuel, par défaut) ou d'un groupe (collectif)"
    )]
    pub(crate) contrat: Contrat,
}

#[derive(Args)]
pub(crate) struct Schema {
    #[arg(value_enum, value_name = "DOCUMENT", hide_possible_values = true, help = "dossier, etude ou comparaison")]
    pub(crate) document: Document,
}

#[derive(Args)]
pub(crate) struct Regles {
    #[arg(
        value_name = "REGIME",
        help = "Un régime, comme convention-2024 ou aide-collective-2026 ; sans lui, la liste des régimes"
    )]
    pub(crate) regime: Option<String>,
    #[arg(
        long,
        num_args = 2,
        value_names = ["A", "B"],
        help = "Montre ce qui change entre deux régimes, ou entre deux répertoires de règles (« embarquees » pour \
                celles du programme) ; avec REGIME, ce régime dans deux répertoires"
    )]
    pub(crate) comparer: Option<Vec<PathBuf>>,
    #[arg(
        long,
        value_name = "REPERTOIRE",
        conflicts_with_all = ["regime", "comparer", "tracabilite", "regles"],
        help = "Écrit les fichiers de règles du programme dans un nouveau répertoire"
    )]
    pub(crate) exporter: Option<PathBuf>,
    #[arg(
        long,
        conflicts_with_all = ["regime", "comparer"],
        help = "Montre, pour chaque règle, sa source, les fonctions qui l'appliquent et les cas qui l'essaient"
    )]
    pub(crate) tracabilite: bool,
    #[arg(long, value_name = "REPERTOIRE", help = "Montre les règles de ce répertoire au lieu de celles du programme")]
    pub(crate) regles: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct Site {
    #[arg(value_name = "DOSSIER", help = "Le dossier à écrire : nouveau, vide, ou un site écrit par cette commande")]
    pub(crate) dossier: PathBuf,
}

#[derive(Args)]
pub(crate) struct Servir {
    #[arg(
        long,
        value_name = "ADRESSE",
        default_value = "127.0.0.1:8080",
        hide_default_value = true,
        help = "Adresse et port où écouter ; 127.0.0.1:8080 par défaut, qui n'est vue que de ce poste"
    )]
    pub(crate) adresse: String,
}

#[derive(Args)]
pub(crate) struct Completions {
    #[arg(
        value_enum,
        value_name = "INTERPRETEUR",
        hide_possible_values = true,
        help = "bash, zsh, fish, elvish ou powershell"
    )]
    pub(crate) interpreteur: clap_complete::Shell,
}

#[derive(Args)]
pub(crate) struct Man {
    #[arg(value_name = "COMMANDE", help = "La page d'une commande, comme etudier ; sans elle, la page d'epaule")]
    pub(crate) commande: Option<String>,
}

/// What an answer is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Texte,
    Json,
    Markdown,
    Ics,
    Csv,
}

/// What a comparison is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatDeComparaison {
    Texte,
    Json,
    Markdown,
    Csv,
}

/// One doctor, or a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Contrat {
    Individuel,
    Collectif,
}

/// What a job description is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatDeFiche {
    Markdown,
    Texte,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Document {
    Dossier,
    Etude,
    Comparaison,
}
