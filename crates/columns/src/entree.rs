//! The input as it is: which of its columns are read, and what each is.

use std::collections::BTreeSet;

use arrow_schema::{DataType, Schema};
use convention::document::{nearest, short};
use convention::fault::{Fault, Place};

use crate::colonnes::{Colonne, Contenu, LISTE_A_PLAT, colonnes, elements};
use crate::valeur::lisible;

/// What to do with columns that are no field of a dossier.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choix {
    /// Columns that are left out.
    pub ignorer: BTreeSet<String>,
    /// Columns that stand in the output as they are, to group by them.
    pub garder: Vec<String>,
    /// Whether every column that is no field is left out.
    pub ignorer_les_autres: bool,
}

/// A column of the input that is read.
#[derive(Debug, Clone)]
pub(crate) struct Lue {
    /// Its place in the input.
    pub(crate) rang: usize,
    pub(crate) colonne: &'static Colonne,
}

/// The columns of an input, beside those that are read.
#[derive(Debug, Clone)]
pub struct Entree {
    lues: Vec<Lue>,
    gardees: Vec<usize>,
    reference: Option<usize>,
}

impl Entree {
    /// Compares the columns of an input with the fields of a dossier. `nom`: what messages call the input.
    ///
    /// # Errors
    ///
    /// All at once: a column that is no field and is not left out, one that stands twice or cannot be read, the
    /// specialty missing, constats both in a list and flat.
    pub fn lier(nom: &str, schema: &Schema, choix: &Choix) -> Result<Entree, Vec<Fault>> {
        let mut faults = Vec::new();
        let place = |colonne: &str| Place { fichier: nom.to_owned(), chemin: colonne.to_owned(), ..Place::default() };
        let mut entree = Entree { lues: Vec::new(), gardees: Vec::new(), reference: None };
        let mut seen = BTreeSet::new();
        let mut unknown = 0;
        for (rang, field) in schema.fields().iter().enumerate() {
            let name = field.name().as_str();
            if choix.garder.iter().any(|g| g == name) {
                entree.gardees.push(rang);
            }
            if choix.ignorer.contains(name) {
                continue;
            }
            let Some(colonne) = colonnes().iter().find(|c| c.nom == name) else {
                if !choix.ignorer_les_autres && !entree.gardees.contains(&rang) {
                    unknown += 1;
                    if unknown <= INCONNUES {
                        faults.push(inconnue(&place(&short(name)), rang, name));
                    }
                }
                continue;
            };
            if !seen.insert(name) {
                let message = format!("la colonne « {name} » est donnée deux fois");
                faults.push(Fault::new("colonne-en-double", &place(name), message, "gardez une seule des deux"));
            }
            if let Err(attendu) = convient(colonne, field.data_type()) {
                let message = format!("la colonne « {name} » est de type {} : elle ne se lit pas", field.data_type());
                let conseil = format!("donnez {attendu} ; {SCHEMA} dit le type de chaque colonne");
                faults.push(Fault::new("colonne-illisible", &place(name), message, conseil));
            }
            if colonne.nom == "reference" {
                entree.reference = Some(rang);
            }
            entree.lues.push(Lue { rang, colonne });
        }
        if unknown > INCONNUES {
            let message = format!("et {} autres colonnes inconnues", unknown - INCONNUES);
            faults.push(Fault::new("trop-de-fautes", &place(""), message, "vérifiez que c'est le bon fichier"));
        }
        for manquante in choix.garder.iter().filter(|g| schema.column_with_name(g).is_none()) {
            let message = format!("il n'y a pas de colonne « {manquante} » à garder");
            faults.push(Fault::new("colonne-manquante", &place(manquante), message, "vérifiez son nom"));
        }
        if !seen.contains("medecin_specialite") {
            let message = "il manque la colonne « medecin_specialite »";
            let conseil = "c'est la seule obligatoire : le code de la spécialité, 01 pour un généraliste";
            faults.push(Fault::new("colonne-manquante", &place("medecin_specialite"), message, conseil));
        }
        if entree.a_un_constat_a_plat() && seen.contains(LISTE_A_PLAT) {
            let message = "les constats sont donnés à la fois en liste et en colonnes";
            let conseil = "gardez la liste « constats », ou les colonnes « constats_date », « constats_pmt »…";
            faults.push(Fault::new("constats-en-double", &place(LISTE_A_PLAT), message, conseil));
        }
        if faults.is_empty() { Ok(entree) } else { Err(faults) }
    }

    /// The columns that are read.
    pub(crate) fn lues(&self) -> &[Lue] {
        &self.lues
    }

    /// Places of the columns that stand in the output as they are, in the order of the input.
    pub fn gardees(&self) -> &[usize] {
        &self.gardees
    }

    /// Place of the caller's own key.
    pub(crate) fn reference(&self) -> Option<usize> {
        self.reference
    }

    /// Whether flat columns hold the only constat.
    pub(crate) fn a_un_constat_a_plat(&self) -> bool {
        self.lues.iter().any(|lue| matches!(lue.colonne.contenu, Contenu::Element(_)))
    }
}

/// Where the columns and their types are told, for who types and for who programs.
const SCHEMA: &str = "« epaule-lot schema » (en Python : epaule.schema_entree())";

/// Unknown columns past so many are counted, not told.
const INCONNUES: usize = 20;

fn inconnue(place: &Place, rang: usize, name: &str) -> Fault {
    if name.is_empty() {
        let message = format!("la colonne {} n'a pas de titre", rang + 1);
        let conseil = "donnez-lui un titre, ou écrivez --ignorer \"\" (en Python : ignorer=[\"\"]) ; un séparateur au bout \
                       de chaque ligne fait une colonne de plus";
        return Fault::new("colonne-inconnue", place, message, conseil);
    }
    let message = format!("la colonne « {} » n'est pas un champ d'un dossier", short(name));
    let autrement = "retirez-la, ou écrivez --ignorer ou --garder avec son nom (en Python : ignorer=[…] ou garder=[…])";
    let conseil = match name {
        "encaissements" => format!("les sommes reçues ne changent aucun chiffre d'un contrat : {autrement}"),
        _ => match nearest(name, colonnes().iter().map(|c| c.nom.as_str())) {
            Some(voisine) => format!("vouliez-vous écrire « {voisine} » ? Sinon, {autrement}"),
            None => format!("{autrement} ; {SCHEMA} donne toutes les colonnes"),
        },
    };
    Fault::new("colonne-inconnue", place, message, conseil)
}

/// Whether a type can hold what a column holds; else what can.
fn convient(colonne: &Colonne, data_type: &DataType) -> Result<(), &'static str> {
    let Contenu::Liste(champ) = colonne.contenu else {
        return match data_type {
            known if lisible(known) => Ok(()),
            DataType::Timestamp(..) => Err("une date, ou un instant sans fuseau horaire"),
            _ => Err("du texte, des nombres ou des dates"),
        };
    };
    let attendu = "une liste de structures";
    let item = match data_type {
        DataType::Null => return Ok(()),
        DataType::List(item) | DataType::LargeList(item) => item,
        _ => return Err(attendu),
    };
    let DataType::Struct(fields) = item.data_type() else { return Err(attendu) };
    let known = elements(champ.champs());
    let sound = fields
        .iter()
        .all(|field| known.iter().any(|(colonne, _)| &colonne.nom == field.name()) && lisible(field.data_type()));
    if sound { Ok(()) } else { Err("une liste de structures, de ces champs et d'aucun autre") }
}
