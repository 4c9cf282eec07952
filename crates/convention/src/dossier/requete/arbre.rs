//! Pairs into the tree that a document gives.

use std::collections::{BTreeMap, BTreeSet};

use super::noms::{Cible, Pas, cible, nom_de, tous};
use super::valeurs::valeur;
use crate::caractere::visible;
use crate::document::{Entry, MAX_FAULTS, Node, Value, item_path, join, nearest, place, short};
use crate::dossier::fields::{Field, Shape};
use crate::fault::Fault;
use crate::tables::Tables;

/// Names past this number are not compared with those that exist.
const DEVINES: usize = 50;

/// The tree of a request, and what it takes to tell its faults.
pub(super) struct Arbre {
    /// The root. The line of a node is the number of its pair, so that faults have the order of the form.
    pub(super) racine: Node,
    /// Faults of the form: unknown names, names given twice, text that is not UTF-8.
    pub(super) fautes: Vec<Fault>,
    /// The numbers that the items of each list have in the form.
    rangs: BTreeMap<&'static str, Vec<usize>>,
}

/// A pair that has a value and a field.
struct Trouvee<'a> {
    rang: u32,
    cible: Cible<'a>,
    texte: String,
    chemin: String,
}

/// The tree of `paires`, which are those of the dossier, each with its number.
pub(super) fn arbre(tables: &Tables, champs: &'static [Field], paires: &[(u32, &str, &str)]) -> Arbre {
    let mut fautes = Vec::new();
    let trouvees = trouver(champs, paires, &mut fautes);
    let mut rangs: BTreeMap<&'static str, BTreeSet<usize>> = BTreeMap::new();
    for trouvee in &trouvees {
        if let [Pas::Cle(liste), Pas::Rang(rang), ..] = trouvee.cible.pas.as_slice()
            && let Some(champ) = champs.iter().find(|c| c.nom == *liste)
        {
            rangs.entry(champ.nom).or_default().insert(*rang);
        }
    }
    let rangs: BTreeMap<&'static str, Vec<usize>> =
        rangs.into_iter().map(|(liste, rangs)| (liste, rangs.into_iter().collect())).collect();
    let racine = Node { position: Some((0, 1)), path: String::new(), value: Value::Table(Vec::new()) };
    let mut arbre = Arbre { racine, fautes, rangs };
    for trouvee in trouvees {
        arbre.poser(tables, trouvee);
    }
    arbre
}

fn trouver<'a>(
    champs: &'static [Field],
    paires: &[(u32, &'a str, &'a str)],
    fautes: &mut Vec<Fault>,
) -> Vec<Trouvee<'a>> {
    let mut trouvees: Vec<Trouvee<'a>> = Vec::new();
    let mut connues: BTreeMap<String, usize> = BTreeMap::new();
    let mut noms = Vec::new();
    let mut inconnues = 0;
    for (rang, nom, texte) in paires.iter().filter(|(_, _, texte)| !texte.trim().is_empty()) {
        let Some(cible) = cible(champs, nom) else {
            inconnues += 1;
            if noms.is_empty() {
                noms = tous(champs);
            }
            let voisin = if inconnues <= DEVINES { nearest(nom, noms.iter().map(String::as_str)) } else { None };
            let conseil = match voisin {
                Some(voisin) => format!("dans l'adresse, écrivez plutôt « {voisin} »"),
                None => "retirez-le de l'adresse, ou repartez de la page".to_owned(),
            };
            // All are told up to what is read; the rest is counted by whoever caps the faults.
            let message = format!("champ inconnu « {} »", short(nom));
            fautes.push(Fault::new("cle-inconnue", &place("", Some((*rang, 1)), &short(nom)), message, conseil));
            continue;
        };
        let chemin = chemin(&cible.pas);
        let at = place("", Some((*rang, 1)), &chemin);
        if texte.contains(char::REPLACEMENT_CHARACTER) {
            let message = format!("« {} » contient des caractères illisibles", visible(&short(texte)));
            fautes.push(Fault::new("caracteres-illisibles", &at, message, "écrivez de nouveau cette valeur"));
        }
        match connues.get(&chemin).and_then(|premier| trouvees.get_mut(*premier)) {
            // Each box that is ticked sends its own.
            Some(premier) if matches!(cible.champ.forme, Shape::Bandes) => {
                premier.texte.push(',');
                premier.texte.push_str(texte);
            }
            Some(_) if fautes.len() <= MAX_FAULTS => {
                let message = format!("« {} » est donné deux fois", nom_de(&chemin));
                fautes.push(Fault::new("cle-en-double", &at, message, "gardez une seule des deux valeurs"));
            }
            Some(_) => {}
            None => {
                connues.insert(chemin.clone(), trouvees.len());
                trouvees.push(Trouvee { rang: *rang, cible, texte: (*texte).to_owned(), chemin });
            }
        }
    }
    trouvees
}

fn chemin(pas: &[Pas<'_>]) -> String {
    pas.iter().fold(String::new(), |chemin, pas| match pas {
        Pas::Cle(cle) => join(&chemin, cle),
        Pas::Rang(rang) => item_path(&chemin, *rang),
    })
}

impl Arbre {
    /// The value at the end of its way; what is not there yet is made.
    fn poser(&mut self, tables: &Tables, trouvee: Trouvee<'_>) {
        let position = Some((trouvee.rang, 1));
        let mut noeud = &mut self.racine;
        let mut liste = "";
        let (dernier, avant) = match trouvee.cible.pas.split_last() {
            Some((Pas::Cle(dernier), avant)) => (*dernier, avant),
            _ => return,
        };
        for (n, pas) in avant.iter().enumerate() {
            let vide = if matches!(avant.get(n + 1), Some(Pas::Rang(_))) {
                Value::List(Vec::new())
            } else {
                Value::Table(Vec::new())
            };
            let suivant = match pas {
                Pas::Cle(cle) => {
                    liste = cle;
                    entree(noeud, cle, position, vide)
                }
                Pas::Rang(rang) => {
                    let rangs = self.rangs.get(liste).map_or(&[][..], Vec::as_slice);
                    element(noeud, rangs.binary_search(rang).unwrap_or(0), position)
                }
            };
            let Some(suivant) = suivant else { return };
            noeud = suivant;
        }
        let path = join(&noeud.path, dernier);
        let mut feuille = Node { position, path, value: Value::Null };
        feuille.value = if trouvee.texte.contains(char::REPLACEMENT_CHARACTER) {
            Value::Faulty
        } else {
            valeur(tables, trouvee.cible.champ, &trouvee.texte, &feuille)
        };
        // That a table is there, or is not, whatever is in it.
        if let Shape::Table(_) = trouvee.cible.champ.forme {
            match feuille.value {
                Value::Boolean(true) => {
                    entree(noeud, dernier, position, Value::Table(Vec::new()));
                }
                Value::Boolean(false) => {}
                _ => {
                    let at = place("", position, &trouvee.chemin);
                    let message = format!("« {} » n'est pas oui ou non", short(&trouvee.texte));
                    self.fautes.push(Fault::new("type-inattendu", &at, message, "écrivez oui, ou videz ce champ"));
                }
            }
            return;
        }
        if let Value::Table(entrees) = &mut noeud.value {
            entrees.push(Entry { key: dernier.to_owned(), position, node: feuille });
        }
    }

    /// The numbers that the items of a list have in the form, in their order.
    pub(super) fn rangs(&self, liste: &str) -> Vec<usize> {
        self.rangs.get(liste).cloned().unwrap_or_default()
    }

    /// A fault as the form has it: its item by the number that it has there, and no line.
    pub(super) fn situer(&self, mut faute: Fault) -> Fault {
        faute.place.ligne = None;
        faute.place.colonne = None;
        let chemin = &faute.place.chemin;
        let debut = chemin.split_once('[').and_then(|(liste, suite)| Some((liste, suite.split_once(']')?)));
        if let Some((liste, (rang, suite))) = debut
            && let Some(rangs) = self.rangs.get(liste)
            && let Some(reel) = rang.parse::<usize>().ok().and_then(|rang| rangs.get(rang))
        {
            faute.place.chemin = format!("{liste}[{reel}]{suite}");
        }
        faute
    }
}

/// The value of `cle` in a table, which it joins where it is not there yet.
fn entree<'a>(noeud: &'a mut Node, cle: &str, position: Option<(u32, u32)>, vide: Value) -> Option<&'a mut Node> {
    let path = join(&noeud.path, cle);
    let Value::Table(entrees) = &mut noeud.value else { return None };
    let rang = entrees.iter().position(|e| e.key == cle).unwrap_or(entrees.len());
    if rang == entrees.len() {
        entrees.push(Entry { key: cle.to_owned(), position, node: Node { position, path, value: vide } });
    }
    entrees.get_mut(rang).map(|entree| &mut entree.node)
}

/// The item at `rang` of a list, with those before it.
fn element(noeud: &mut Node, rang: usize, position: Option<(u32, u32)>) -> Option<&mut Node> {
    let Value::List(elements) = &mut noeud.value else { return None };
    while elements.len() <= rang {
        let path = item_path(&noeud.path, elements.len());
        elements.push(Node { position, path, value: Value::Table(Vec::new()) });
    }
    elements.get_mut(rang)
}
