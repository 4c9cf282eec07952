//! What is wrong with a query, in French, with a stable code.

use std::fmt;

use convention::fault::Fault;
use datafusion::arrow::error::ArrowError;
use datafusion::common::SchemaError;
use datafusion::error::DataFusionError;

/// Why a query has no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erreur {
    /// Stable code that programs may rely on, such as `fichier-introuvable`.
    pub code: &'static str,
    /// What is wrong and what to write instead, in French.
    pub message: String,
    /// What DataFusion says of it, in its own words; empty where the fault is one of ours.
    pub detail: String,
}

impl Erreur {
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Erreur {
        Erreur { code, message: message.into(), detail: String::new() }
    }

    /// Faults of an input, under the code of the first.
    pub(crate) fn des_fautes(fautes: &[Fault]) -> Erreur {
        let une = |faute: &Fault| {
            let conseil = if faute.conseil.is_empty() { String::new() } else { format!(" ; {}", faute.conseil) };
            format!("{} : {}{conseil}", faute.place, faute.message)
        };
        let message = fautes.iter().map(une).collect::<Vec<_>>().join("\n");
        Erreur::new(fautes.first().map_or("entree-illisible", |faute| faute.code), message)
    }
}

/// `code : message`, then DataFusion's words between parentheses.
impl fmt::Display for Erreur {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} : {}", self.code, self.message)?;
        if self.detail.is_empty() { Ok(()) } else { write!(f, " ({})", self.detail) }
    }
}

impl std::error::Error for Erreur {}

/// An error of ours on its way through DataFusion.
impl From<Erreur> for DataFusionError {
    fn from(erreur: Erreur) -> DataFusionError {
        DataFusionError::External(Box::new(erreur))
    }
}

/// Ours comes back as it went; any other gets a code by its kind, and keeps its words.
impl From<DataFusionError> for Erreur {
    fn from(faute: DataFusionError) -> Erreur {
        let root = faute.find_root();
        if let DataFusionError::External(source) = root
            && let Some(own) = source.downcast_ref::<Erreur>()
        {
            return own.clone();
        }
        let (code, message) = match root {
            DataFusionError::SQL(..) => ("requete-illisible", "cette requête n'est pas du SQL"),
            DataFusionError::SchemaError(source, _) => match source.as_ref() {
                SchemaError::FieldNotFound { .. } => {
                    ("colonne-introuvable", "la requête nomme une colonne qui n'existe pas")
                }
                _ => ("requete-impossible", "cette requête n'a pas de sens"),
            },
            DataFusionError::Plan(_) => ("requete-impossible", "cette requête n'a pas de sens"),
            DataFusionError::NotImplemented(_) => ("requete-hors-de-portee", "cette requête n'est pas prévue"),
            DataFusionError::ResourcesExhausted(_) => {
                ("memoire-insuffisante", "cette requête demande plus de mémoire que permis")
            }
            DataFusionError::ArrowError(source, _) if matches!(source.as_ref(), ArrowError::CsvError(_)) => (
                "csv-illisible",
                "une ligne d'un CSV ne se lit pas ; corrigez-la, ou lisez-le par « epaule-lot calculer », qui met la ligne \
                 en erreur et garde les autres",
            ),
            DataFusionError::ArrowError(source, _)
                if matches!(source.as_ref(), ArrowError::DivideByZero | ArrowError::ArithmeticOverflow(_)) =>
            {
                ("calcul-impossible", "un calcul de cette requête n'a pas de résultat")
            }
            DataFusionError::IoError(_)
            | DataFusionError::ObjectStore(_)
            | DataFusionError::ParquetError(_)
            | DataFusionError::ArrowError(..) => ("lecture-impossible", "une valeur ou un fichier ne se lit pas"),
            _ => ("requete-impossible", "cette requête n'a pas de réponse"),
        };
        Erreur { code, message: message.to_owned(), detail: root.strip_backtrace() }
    }
}
