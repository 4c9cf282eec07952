//! The columns of the input: the paths of a dossier, joined by `_`. They come from the core's table of fields,
//! so that a field is a column as soon as a dossier has it.

use std::sync::{Arc, LazyLock};

use arrow_schema::{DataType, Field as ArrowField, Fields, Schema, SchemaRef};
use convention::dossier::fields::{CHAMPS, Field, Shape};
use convention::question::Question;

/// What a column holds.
#[derive(Debug, Clone, Copy)]
pub enum Contenu {
    /// A value of a field of the dossier.
    Valeur(&'static Field),
    /// The reading of an open question.
    Lecture(Question),
    /// A list of tables; flat columns of the same prefix hold its only item.
    Liste(&'static Field),
    /// A value of the only item of a list.
    Element(&'static Field),
}

/// A column of the input.
#[derive(Debug, Clone)]
pub struct Colonne {
    /// Its name: `patientele_pmt`.
    pub nom: String,
    /// The path that it stands for: `patientele.pmt`, `constats.0.pmt`.
    pub chemin: String,
    /// What it holds.
    pub contenu: Contenu,
}

/// The lists that a column may hold; sums received change no figure of a contract.
const LISTES: [&str; 2] = ["constats", "evenements"];

/// The list whose only item flat columns may hold: what a CSV file has room for.
pub(crate) const LISTE_A_PLAT: &str = "constats";

/// Every column that is read, in the order of a dossier.
///
/// ```
/// let noms: Vec<&str> = columns::colonnes().iter().map(|c| c.nom.as_str()).collect();
/// assert!(noms.contains(&"medecin_specialite") && noms.contains(&"contrat_objectif_pmt_cible"));
/// assert!(noms.contains(&"lectures_Q-TAUX") && noms.contains(&"constats") && noms.contains(&"constats_pfa"));
/// ```
pub fn colonnes() -> &'static [Colonne] {
    static COLONNES: LazyLock<Vec<Colonne>> = LazyLock::new(|| {
        let mut found = Vec::new();
        valeurs(CHAMPS, "", "", &mut found);
        found
    });
    &COLONNES
}

/// The values below `champs`, names joined by `_` and paths by a point.
fn valeurs(champs: &'static [Field], nom: &str, chemin: &str, found: &mut Vec<Colonne>) {
    let join = |before: &str, link: char, word: &str| {
        if before.is_empty() { word.to_owned() } else { format!("{before}{link}{word}") }
    };
    for champ in champs.iter().filter(|c| c.ecrit()) {
        let (nom, chemin) = (join(nom, '_', champ.nom), join(chemin, '.', champ.nom));
        match champ.forme {
            Shape::Table(dedans) | Shape::UnSeul(dedans) => valeurs(dedans, &nom, &chemin, found),
            Shape::Liste(dedans, _) if LISTES.contains(&champ.nom) => {
                if champ.nom == LISTE_A_PLAT {
                    for (colonne, champ) in elements(dedans) {
                        let (nom, chemin) =
                            (format!("{nom}_{}", colonne.nom), format!("{chemin}.0.{}", colonne.chemin));
                        found.push(Colonne { nom, chemin, contenu: Contenu::Element(champ) });
                    }
                }
                found.push(Colonne { nom, chemin, contenu: Contenu::Liste(champ) });
            }
            Shape::Liste(..) => {}
            Shape::Lectures => found.extend(Question::ALL.iter().map(|question| Colonne {
                nom: format!("{nom}_{}", question.id()),
                chemin: format!("{chemin}.{}", question.id()),
                contenu: Contenu::Lecture(*question),
            })),
            _ => found.push(Colonne { nom, chemin, contenu: Contenu::Valeur(champ) }),
        }
    }
}

/// The values of an item of a list, each with its field.
pub(crate) fn elements(champs: &'static [Field]) -> Vec<(Colonne, &'static Field)> {
    let mut found = Vec::new();
    valeurs(champs, "", "", &mut found);
    let with_field = |colonne: Colonne| match colonne.contenu {
        Contenu::Valeur(champ) => Some((colonne, champ)),
        _ => None,
    };
    found.into_iter().filter_map(with_field).collect()
}

/// The natural type of a value; text is read everywhere too, as someone would type it.
pub fn type_naturel(champ: &Field) -> DataType {
    match champ.forme {
        Shape::Jour { .. } => DataType::Date32,
        Shape::Oui => DataType::Boolean,
        Shape::Patients { .. } | Shape::Annee | Shape::Position => DataType::Int32,
        Shape::Euros | Shape::EurosSignes => DataType::Decimal128(12, 2),
        Shape::Heures => DataType::Decimal128(4, 2),
        _ => DataType::Utf8,
    }
}

impl Colonne {
    /// The column with its natural type.
    pub fn arrow(&self) -> ArrowField {
        let data_type = match self.contenu {
            Contenu::Valeur(champ) | Contenu::Element(champ) => type_naturel(champ),
            Contenu::Lecture(_) => DataType::Utf8,
            Contenu::Liste(champ) => {
                let item = |(colonne, champ): (Colonne, &'static Field)| {
                    ArrowField::new(colonne.nom, type_naturel(champ), true)
                };
                let fields: Fields = elements(champ.champs()).into_iter().map(item).collect();
                DataType::List(Arc::new(ArrowField::new("item", DataType::Struct(fields), true)))
            }
        };
        ArrowField::new(&self.nom, data_type, true)
    }

    /// What it holds, in French.
    pub fn aide(&self) -> &'static str {
        match self.contenu {
            Contenu::Valeur(champ) | Contenu::Element(champ) | Contenu::Liste(champ) => champ.aide,
            Contenu::Lecture(_) => "La lecture choisie pour ce point que les textes laissent ouvert.",
        }
    }
}

/// The widest input: every column with its natural type; the only constat of flat columns is left out.
pub fn schema_d_entree() -> SchemaRef {
    let wide = colonnes().iter().filter(|c| !matches!(c.contenu, Contenu::Element(_)));
    Arc::new(Schema::new(wide.map(Colonne::arrow).collect::<Vec<_>>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_paths_are_read_as_fields() {
        let mut names: Vec<&str> = colonnes().iter().map(|c| c.nom.as_str()).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
        let requis = colonnes().iter().find(|c| c.nom == "medecin_specialite").map(|c| c.chemin.as_str());
        assert_eq!(requis, Some("medecin.specialite"));
        let seuil = colonnes().iter().find(|c| c.nom == "patientele_seuils_pmt_adultes_p70").map(|c| c.chemin.as_str());
        assert_eq!(seuil, Some("patientele.seuils.pmt_adultes.p70"));
    }
}
