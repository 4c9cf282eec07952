//! Functions of the catalogue as DataFusion calls them: batch by batch, null where an argument is null.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use columns::Moteur;
use datafusion::arrow::array::{Array, ArrayRef, Date32Array, Int64Array, StringArray};
use datafusion::arrow::datatypes::DataType;
use datafusion::error::Result;
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility};

use super::catalogue::{Argument, Calcul, Fonction, Genre, Rendu, fonctions};
use super::ligne::{Ligne, Valeur};
use crate::erreur::Erreur;

/// A function under the rules of a session.
#[derive(Debug)]
struct Udf {
    fonction: &'static Fonction,
    calcul: Calcul,
    moteur: Arc<Moteur>,
    signature: Signature,
    noms: Vec<&'static str>,
}

/// Every function on columns, under the rules of `moteur`.
pub(crate) fn udfs(moteur: &Arc<Moteur>) -> impl Iterator<Item = ScalarUDF> {
    fonctions().filter_map(move |fonction| {
        Some(ScalarUDF::new_from_impl(Udf {
            fonction,
            calcul: fonction.calcul?,
            moteur: Arc::clone(moteur),
            signature: Signature::user_defined(Volatility::Immutable),
            noms: fonction.arguments.iter().map(|argument| argument.nom).collect(),
        }))
    })
}

impl Udf {
    /// Refuses arguments that are too many, too few or of another type.
    fn verifier(&self, types: &[DataType]) -> Result<(), Erreur> {
        let Fonction { nom, arguments, .. } = self.fonction;
        let refus = |message: String| Err(Erreur::new("arguments-de-fonction", message));
        if types.len() != arguments.len() {
            let attendus = self.noms.join(", ");
            return refus(format!("{nom}({attendus}) : attendu {}, reçu {}", arguments.len(), types.len()));
        }
        for (argument, given) in arguments.iter().zip(types) {
            if lu_comme(argument.genre, given).is_none() {
                let attendu = match argument.genre {
                    Genre::Texte => "un texte",
                    Genre::Jour => "un jour",
                    Genre::Entier => "un nombre entier",
                };
                return refus(format!("{nom}(…), argument « {} » : de type {given} ; attendu {attendu}", argument.nom));
            }
        }
        Ok(())
    }
}

/// A session has one set of rules: in it a name is one function.
impl PartialEq for Udf {
    fn eq(&self, other: &Udf) -> bool {
        self.fonction.nom == other.fonction.nom && Arc::ptr_eq(&self.moteur, &other.moteur)
    }
}

impl Eq for Udf {}

impl Hash for Udf {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fonction.nom.hash(state);
    }
}

impl ScalarUDFImpl for Udf {
    fn name(&self) -> &str {
        self.fonction.nom
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, types: &[DataType]) -> Result<DataType> {
        self.verifier(types)?;
        Ok(match self.fonction.rendu {
            Rendu::Jour => DataType::Date32,
            Rendu::Nombre => DataType::Int64,
            Rendu::Mot | Rendu::Table => DataType::Utf8,
        })
    }

    fn coerce_types(&self, types: &[DataType]) -> Result<Vec<DataType>> {
        // An error here would lose its code in words of DataFusion's: what does not fit is refused with the type of
        // the answer.
        if types.len() != self.fonction.arguments.len() {
            return Ok(types.to_vec());
        }
        let read = |(argument, given): (&Argument, &DataType)| {
            lu_comme(argument.genre, given).unwrap_or_else(|| given.clone())
        };
        Ok(self.fonction.arguments.iter().zip(types).map(read).collect())
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let constant = args.args.iter().all(|arg| matches!(arg, ColumnarValue::Scalar(_)));
        let rows = if constant { 1 } else { args.number_rows };
        let columns: Vec<ArrayRef> =
            args.args.iter().map(|arg| arg.to_array(rows)).collect::<Result<Vec<ArrayRef>>>()?;
        let answer = |row: usize| {
            if columns.iter().any(|column| column.is_null(row)) {
                return Ok(None);
            }
            let ligne = Ligne { fonction: self.fonction.nom, noms: &self.noms, colonnes: &columns, row };
            (self.calcul)(&self.moteur.convention().tables, &ligne)
        };
        let answers = (0..rows).map(answer).collect::<Result<Vec<_>, Erreur>>()?;
        let column = ecrire(self.fonction.rendu, &answers);
        if constant {
            return Ok(ColumnarValue::Scalar(datafusion::common::ScalarValue::try_from_array(&column, 0)?));
        }
        Ok(ColumnarValue::Array(column))
    }
}

/// As what an argument of this type is read; `None`: it is none.
fn lu_comme(genre: Genre, given: &DataType) -> Option<DataType> {
    let text = |given: &DataType| matches!(given, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View);
    let is_text = text(given) || matches!(given, DataType::Dictionary(_, values) if text(values));
    match genre {
        _ if given.is_null() || is_text => Some(DataType::Utf8),
        Genre::Texte if given.is_numeric() => Some(DataType::Utf8),
        Genre::Jour if matches!(given, DataType::Date32 | DataType::Date64 | DataType::Timestamp(..)) => {
            Some(DataType::Date32)
        }
        Genre::Entier if given.is_integer() => Some(DataType::Int64),
        _ => None,
    }
}

/// The answers as a column.
fn ecrire(rendu: Rendu, answers: &[Option<Valeur>]) -> ArrayRef {
    let known = answers.iter().copied();
    match rendu {
        Rendu::Jour => Arc::new(known.map(|v| v.and_then(Valeur::jour)).collect::<Date32Array>()),
        Rendu::Nombre => Arc::new(known.map(|v| v.and_then(Valeur::nombre)).collect::<Int64Array>()),
        Rendu::Mot | Rendu::Table => Arc::new(known.map(|v| v.and_then(Valeur::mot)).collect::<StringArray>()),
    }
}
