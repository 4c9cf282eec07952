//! The document beside the table of fields: unknown keys, missing ones, values of the wrong shape.

use super::leaf::{Leaf, null};
use super::values::{Found, Value, Values};
use crate::document::{Entry, MAX_FAULTS, Node, Value as Raw, join, nearest, place, short};
use crate::dossier::fields::{Field, Shape, Syntaxe};
use crate::fault::{Fault, Place};
use crate::question::{Lectures, Question};
use crate::tables::Tables;

/// The values of a document whose fields are `champs`, and what each is at fault for by itself.
pub(super) fn walk(
    tables: &Tables,
    (file, syntaxe): (&str, Syntaxe),
    root: &Node,
    entries: &[Entry],
    champs: &'static [Field],
) -> Values {
    let values = Values {
        file: file.to_owned(),
        found: Default::default(),
        lectures: Lectures::default(),
        lectures_faulty: false,
        faults: Vec::new(),
        syntaxe,
    };
    let mut walk = Walk { tables, values, racine: champs };
    walk.table(entries, champs, &root.place(file));
    walk.values
}

struct Walk<'a> {
    tables: &'a Tables,
    values: Values,
    /// The fields at the root.
    racine: &'static [Field],
}

impl Walk<'_> {
    fn push(&mut self, code: &'static str, place: &Place, message: impl Into<String>, advice: impl Into<String>) {
        self.values.faults.push(Fault::new(code, place, message, advice));
    }

    /// The entries of a table whose fields are `champs`, and which stands at `at`.
    fn table(&mut self, entries: &[Entry], champs: &'static [Field], at: &Place) {
        let mut meant = Vec::new();
        for entry in entries {
            match champs.iter().find(|c| c.nom == entry.key) {
                Some(field) => self.field(field, entry),
                None => meant.extend(self.unknown_key(entry, champs)),
            }
        }
        let absent = |c: &&Field| !entries.iter().any(|e| e.key == c.nom) && !meant.contains(&c.nom);
        for field in champs.iter().filter(|c| c.requis).filter(absent) {
            self.missing(field, at);
        }
    }

    fn field(&mut self, field: &'static Field, entry: &Entry) {
        let node = &entry.node;
        let found = |value, values: &Values| Found {
            place: node.place(&values.file),
            key: place(&values.file, entry.position, &node.path),
            field,
            value,
        };
        let faults = self.values.faults.len();
        let value = self.value(field, node);
        // A table stays known whatever its fields are at fault for.
        let value = if self.values.faults.len() > faults && !matches!(value, Value::Table | Value::List(_)) {
            Value::Faulty
        } else {
            value
        };
        let found = found(value, &self.values);
        self.values.found.insert(node.path.clone(), found);
    }

    fn value(&mut self, field: &'static Field, node: &Node) -> Value {
        let at = node.place(&self.values.file);
        match (&field.forme, &node.value) {
            (_, Raw::Faulty) => Value::Faulty,
            (_, Raw::Null) => {
                self.values.faults.push(null(&self.values.file, node));
                Value::Faulty
            }
            (Shape::PasEncore | Shape::AutreContrat, Raw::List(items)) if items.is_empty() => Value::Faulty,
            (Shape::AutreContrat, _) => {
                let group = self.racine.iter().any(|c| c.nom == "membres" && c.ecrit());
                let other = if group { "individuel" } else { "collectif" };
                let message = format!("{} ne sert que dans un contrat {other}", field.nom);
                self.push("champ-d-un-autre-contrat", &at, message, field.aide);
                Value::Faulty
            }
            (Shape::PasEncore, _) => {
                let message = format!("{} : cette version ne le calcule pas encore", field.nom);
                self.push("pas-encore", &at, message, "retirez-le : le reste du dossier sera étudié");
                Value::Faulty
            }
            (Shape::Table(champs), Raw::Table(entries)) => {
                self.table(entries, champs, &at);
                Value::Table
            }
            (Shape::UnSeul(champs), Raw::Table(entries)) => {
                let faults = self.values.faults.len();
                self.table(entries, champs, &at);
                let sound = self.values.faults.len() == faults;
                if sound { self.only_one(field, entries, &at) } else { Value::Faulty }
            }
            (Shape::Lectures, Raw::Table(entries)) => {
                self.readings(entries);
                Value::Table
            }
            (Shape::Liste(_, plafond), Raw::List(items)) if items.len() > plafond.max => {
                let message =
                    format!("{} : {} éléments, plus que le maximum de {}", field.nom, items.len(), plafond.max);
                self.push(plafond.code, &at, message, "vérifiez que c'est le bon fichier");
                Value::Faulty
            }
            (Shape::Liste(champs, _), Raw::List(items)) => self.items(field, champs, items),
            (Shape::Table(_) | Shape::Liste(..) | Shape::UnSeul(_) | Shape::Lectures, _) => {
                self.not_a_table(field, node, &at);
                Value::Faulty
            }
            _ => {
                let leaf = Leaf { file: &self.values.file, field, node, syntaxe: self.values.syntaxe };
                match leaf.read(self.tables) {
                    Ok(value) => value,
                    Err(faults) => {
                        self.values.faults.extend(faults);
                        Value::Faulty
                    }
                }
            }
        }
    }

    fn items(&mut self, field: &'static Field, champs: &'static [Field], items: &[Node]) -> Value {
        for item in items {
            let at = item.place(&self.values.file);
            let value = match &item.value {
                Raw::Table(entries) => {
                    self.table(entries, champs, &at);
                    Value::Table
                }
                Raw::Faulty => Value::Faulty,
                Raw::Null => {
                    self.values.faults.push(null(&self.values.file, item));
                    Value::Faulty
                }
                _ => {
                    self.not_a_table(field, item, &at);
                    Value::Faulty
                }
            };
            self.values.found.insert(item.path.clone(), Found { place: at.clone(), key: at, field, value });
        }
        Value::List(items.len())
    }

    /// `{ cible = … }`, `{ gain = … }` or `{ maintien = true }`: one, and not an empty one.
    fn only_one(&mut self, field: &'static Field, entries: &[Entry], at: &Place) -> Value {
        let nom = field.nom;
        let syntaxe = self.values.syntaxe;
        let forms: Vec<String> = field.champs().iter().map(|c| format!("{{ {} }}", c.ligne(syntaxe))).collect();
        let forms = forms.join(", ou ");
        match entries {
            [] => {
                self.push("objectif-vide", at, format!("{nom} : cet objectif est vide"), format!("écrivez {forms}"));
                Value::Faulty
            }
            [only] if only.node.value == Raw::Boolean(false) => {
                let at = only.node.place(&self.values.file);
                let advice = format!("retirez-le, ou écrivez {forms}");
                self.push("maintien-faux", &at, format!("{nom} : maintien ne peut valoir que true"), advice);
                Value::Faulty
            }
            [only] if only.key == "gain" && only.node.value == Raw::Integer(0) => {
                let at = only.node.place(&self.values.file);
                let maintien = self.values.maintien();
                let advice = format!("si le contrat demande de garder la patientèle, écrivez {nom} avec {maintien}");
                self.push("gain-nul", &at, format!("{nom} : un gain de 0 n'est pas un objectif"), advice);
                Value::Faulty
            }
            [_] => Value::Table,
            several => {
                let keys: Vec<&str> = several.iter().map(|e| e.key.as_str()).collect();
                let message = format!("{nom} : {} ne vont pas ensemble", keys.join(" et "));
                self.push("objectif-ambigu", at, message, format!("gardez un seul des trois : {forms}"));
                Value::Faulty
            }
        }
    }

    fn readings(&mut self, entries: &[Entry]) {
        for entry in entries {
            if let Err(faults) = self.reading(entry) {
                self.values.lectures_faulty = true;
                self.values.faults.extend(faults);
            }
        }
    }

    fn reading(&mut self, entry: &Entry) -> Result<(), Vec<Fault>> {
        let at = entry.node.place(&self.values.file);
        let key = place(&self.values.file, entry.position, &entry.node.path);
        let id = entry.key.as_str();
        let Some(question) = Question::from_id(id) else {
            let ids = || Question::ALL.iter().map(|q| q.id());
            let meant = nearest(id, ids()).map(|id| format!("vouliez-vous écrire {id} ? ")).unwrap_or_default();
            let advice = format!("{meant}questions connues : {}", ids().collect::<Vec<_>>().join(", "));
            return Err(vec![Fault::new(
                "question-inconnue",
                &key,
                format!("question « {} » inconnue", short(id)),
                advice,
            )]);
        };
        let readings = question.readings();
        let syntaxe = self.values.syntaxe;
        let assign = |reading: &str| syntaxe.ligne(id, &syntaxe.texte(reading));
        let written = match &entry.node.value {
            Raw::Faulty => return Err(Vec::new()),
            Raw::Null => return Err(vec![null(&self.values.file, &entry.node)]),
            Raw::Text(text) => text,
            other => {
                let number = if let Raw::Integer(number) = other { number.to_string() } else { String::new() };
                let reading = readings.iter().find(|r| **r == number).or(readings.first()).copied().unwrap_or_default();
                let message = format!("{id} doit être un texte entre guillemets, pas {}", entry.node.kind());
                return Err(vec![Fault::new("type-inattendu", &at, message, format!("écrivez {}", assign(reading)))]);
            }
        };
        match readings.iter().position(|r| r == written) {
            Some(index) => {
                self.values.lectures.set(question, index as u8);
                Ok(())
            }
            None => {
                let meant =
                    nearest(written, readings.iter().copied()).map(|r| format!("vouliez-vous écrire {} ? ", assign(r)));
                let advice = format!("{}lectures possibles : {}", meant.unwrap_or_default(), readings.join(", "));
                let message = format!("« {} » n'est pas une lecture de {id}", short(written));
                Err(vec![Fault::new("lecture-inconnue", &at, message, advice)])
            }
        }
    }

    /// Gives the key that was meant, where that is plain: it is not missing then.
    fn unknown_key(&mut self, entry: &Entry, champs: &'static [Field]) -> Option<&'static str> {
        let at = place(&self.values.file, entry.position, &entry.node.path);
        let known = || champs.iter().filter(|c| c.ecrit()).map(|c| c.nom);
        // Past the faults that are told, words are not compared any more.
        let told = self.values.faults.len() <= MAX_FAULTS;
        let near = if told { nearest(&entry.key, known()) } else { None };
        let advice = if !told {
            String::new()
        } else if let Some(table) = table_of(&entry.key, self.racine, "") {
            format!("« {} » se place {table}", entry.key)
        } else if let Some(nom) = near {
            format!("vouliez-vous écrire « {nom} » ?")
        } else {
            format!("clés possibles ici : {}", known().collect::<Vec<_>>().join(", "))
        };
        self.push("cle-inconnue", &at, format!("clé inconnue « {} »", short(&entry.key)), advice);
        near
    }

    /// `field` is required in the table at `at`. Of a missing table, its own required field is told.
    fn missing(&mut self, field: &'static Field, at: &Place) {
        let at = Place { chemin: join(&at.chemin, field.nom), ..at.clone() };
        match field.champs().iter().find(|c| c.requis) {
            Some(inner) => self.missing(inner, &at),
            None => {
                let table = at.chemin.rsplit_once('.').map_or(String::new(), |(table, _)| format!(" dans {table}"));
                let advice = format!("ajoutez {}{table}", field.ligne(self.values.syntaxe));
                self.push("cle-manquante", &at, format!("il manque {}", field.nom), advice);
            }
        }
    }

    fn not_a_table(&mut self, field: &'static Field, node: &Node, at: &Place) {
        let nom = field.nom;
        let syntaxe = self.values.syntaxe;
        let json = syntaxe == Syntaxe::Json;
        let inner = field.champs().iter().find(|c| c.ecrit()).map(|c| c.ligne(syntaxe));
        let inner = inner.unwrap_or_default();
        let (expected, advice) = match field.forme {
            Shape::Liste(..) if json => ("une liste", format!("écrivez \"{nom}\": [{{ {inner}, … }}]")),
            Shape::Liste(..) => ("une liste", format!("écrivez [[{nom}]], avec deux crochets, et dessous {inner}")),
            Shape::UnSeul(_) => {
                ("un objectif entre accolades", format!("écrivez par exemple {}", field.ligne(syntaxe)))
            }
            Shape::Lectures if json => ("une table", format!("écrivez \"{nom}\": {{ \"Q-TAUX\": \"niveau\" }}")),
            Shape::Lectures => ("une table", format!("écrivez [{nom}], et dessous Q-TAUX = \"niveau\"")),
            _ if json => ("une table", format!("écrivez \"{nom}\": {{ {inner}, … }}")),
            _ => ("une table", format!("écrivez [{}], et dessous {inner}", node.path)),
        };
        self.push("type-inattendu", at, format!("{nom} doit être {expected}, pas {}", node.kind()), advice);
    }
}

/// Where a key that is unknown here belongs, in words.
fn table_of(key: &str, champs: &'static [Field], path: &str) -> Option<String> {
    if let Some(field) = champs.iter().find(|c| c.nom == key && c.ecrit()) {
        return Some(match (path, &field.forme) {
            ("", Shape::Liste(..)) => format!("à la racine du dossier, en [[{key}]]"),
            ("", Shape::Texte) => "en tête du dossier, avant toute table".to_owned(),
            ("", _) => format!("à la racine du dossier, en [{key}]"),
            _ => format!("dans {path}"),
        });
    }
    champs.iter().find_map(|c| table_of(key, c.champs(), &join(path, c.nom)))
}
