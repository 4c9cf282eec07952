//! What was typed in a field, as a value of a document: forgiving where one thing alone can be meant.

use crate::bande::Bande;
use crate::caractere::minuscules;
use crate::document::{Node, Value};
use crate::dossier::fields::{Field, Shape};
use crate::saisie;
use crate::tables::Tables;

/// The value of a text that is not empty. A text that is not what the field takes stays a text: the
/// reading says what is wrong with it.
pub(super) fn valeur(tables: &Tables, champ: &Field, texte: &str, noeud: &Node) -> Value {
    let tel_quel = || Value::Text(texte.trim().to_owned());
    match champ.forme {
        Shape::Specialite => Value::Text(specialite(tables, texte.trim())),
        Shape::Mot(mots) => Value::Text(mot(mots, texte)),
        Shape::Jour { .. } => match saisie::jour(texte) {
            Some(Some(jour)) => Value::Date(jour),
            _ => tel_quel(),
        },
        Shape::Oui | Shape::Table(_) => saisie::oui(texte).map_or_else(tel_quel, Value::Boolean),
        Shape::Patients { .. } | Shape::Annee | Shape::Position => {
            let nombre = |chiffres: String| chiffres.parse().map_or(Value::Decimal(chiffres), Value::Integer);
            saisie::chiffres(texte).map_or_else(tel_quel, nombre)
        }
        // What is no amount is quoted as it was typed.
        Shape::Euros | Shape::EurosSignes => {
            let nu = saisie::nombre(texte, &["euros", "euro", "€"]);
            if saisie::centimes(&nu).is_some() { Value::Text(nu) } else { tel_quel() }
        }
        Shape::Heures => Value::Text(saisie::nombre(texte, &["heures", "heure", "h"])),
        Shape::Etp => Value::Text(saisie::nombre(texte, &["etp"])),
        Shape::Quotite | Shape::Part => Value::Text(saisie::fraction(texte)),
        Shape::Bandes => {
            let une = |bande: &str| Node { value: Value::Text(mot(Bande::IDS, bande)), ..noeud.clone() };
            let bandes: Vec<Node> = texte.split(',').filter(|bande| !bande.trim().is_empty()).map(une).collect();
            Value::List(bandes)
        }
        _ => Value::Text(texte.to_owned()),
    }
}

/// The word that is meant but for its case and what joins its parts; else the text.
fn mot(mots: &[&str], texte: &str) -> String {
    let plat = minuscules(texte.trim()).replace([' ', '_', '\u{a0}'], "-").replace(',', ".");
    mots.iter().find(|mot| **mot == plat).map_or_else(|| texte.trim().to_owned(), |mot| (*mot).to_owned())
}

/// The id of a specialty: as it is written, without its 0, or by its name.
fn specialite(tables: &Tables, texte: &str) -> String {
    let sans_casse = minuscules(texte);
    let code = texte.parse::<u8>().map(|code| format!("{code:02}")).unwrap_or_default();
    let connue =
        tables.specialites.iter().find(|s| s.id == sans_casse || s.id == code || minuscules(&s.nom) == sans_casse);
    connue.map_or_else(|| texte.to_owned(), |s| s.id.clone())
}
