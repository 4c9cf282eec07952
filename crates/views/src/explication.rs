//! Where a value that a rule read comes from.

use convention::explication::{Chemin, Lu, Noeud, Origine, Valeur};

use crate::VueCollective;
use crate::mots::Mots;
use crate::page::Bloc;
use crate::page::pourquoi::pourquoi;
use crate::typographie::lier;
use crate::vue::Vue;

impl Vue<'_> {
    /// Why the figure at a JSON pointer is what it is: its rule with who says it, what was read and from where.
    /// `None`: no figure is there.
    pub fn expliquer(&self, pointeur: &str) -> Option<Vec<Bloc>> {
        let nodes: Vec<(&str, &Noeud)> = self.etude.explication.iter().map(|(p, n)| (p.as_str(), n)).collect();
        let figure = |option: Option<u8>, chemin: Chemin| self.figure(option, chemin);
        pourquoi(&nodes, self, &figure, pointeur)
    }
}

impl VueCollective<'_> {
    /// Why the figure at a JSON pointer is what it is. `None`: no figure is there.
    pub fn expliquer(&self, pointeur: &str) -> Option<Vec<Bloc>> {
        let nodes: Vec<(&str, &Noeud)> = self.etude.explication.iter().map(|node| ("", node)).collect();
        let figure = |_: Option<u8>, chemin: Chemin| self.figure(chemin);
        pourquoi(&nodes, self, &figure, pointeur)
    }
}

/// What a dossier says by saying nothing.
const NON_PAR_DEFAUT: [&str; 7] = [
    "activite_mixte",
    "ald",
    "circonstances_exceptionnelles",
    "remplacant",
    "rqth",
    "sans_seuil",
    "sans_seuil_minimal",
];

/// What follows from fields of the dossier, and is in none of them.
const DEDUITS: [&str; 7] = ["debut", "deja_signe", "medecins", "primo_installe", "rang", "senior", "statut"];

impl Mots<'_> {
    /// `seuil P30 : 775 (URPS Occitanie, fiche de janvier 2026, illustration 1)`: what the rule of a figure read, and
    /// from where. `plage`: between what a value is that is not known. `fichiers`: with the name of the file of rules.
    /// `figure` names a figure.
    pub(crate) fn lu(
        &self,
        chemin: Chemin,
        (lu, plage): (&Lu, Option<String>),
        fichiers: bool,
        figure: &dyn Fn(Option<u8>, Chemin) -> String,
    ) -> String {
        let mut value = plage.unwrap_or_else(|| self.valeur(lu.nom, lu.valeur));
        let origin = match lu.origine {
            Origine::Dossier(_) if DEDUITS.contains(&lu.nom) => "calculé d'après votre dossier".to_owned(),
            Origine::Dossier(_) if lu.valeur == Valeur::Inconnu && lu.nom != "bande_donnee" => {
                "absent de votre dossier".to_owned()
            }
            Origine::Dossier(_) if lu.valeur == Valeur::Booleen(false) && NON_PAR_DEFAUT.contains(&lu.nom) => {
                value = format!("compté comme {value}");
                "votre dossier ne dit pas oui".to_owned()
            }
            Origine::Dossier(_) => "votre dossier".to_owned(),
            Origine::Regles(id) => {
                let cell = self.convention.cells.get(usize::from(id.0));
                cell.map_or_else(String::new, |cell| match fichiers {
                    true => format!("{}, {}", cell.fichier, cell.source),
                    false => cell.source.clone(),
                })
            }
            // The rule that gave the figure, among those that might.
            Origine::Figure(own) if own == chemin => "règle appliquée".to_owned(),
            Origine::Figure(chemin) => format!("calculé : {}", figure(None, chemin)),
            Origine::Variante(index, chemin) => format!("calculé : {}", figure(Some(index), chemin)),
            Origine::Suppose(chemin) => format!("supposé : {}", figure(None, chemin)),
            Origine::Lecture(_) => "lecture retenue".to_owned(),
            Origine::Au => "jour de l'étude".to_owned(),
            Origine::ConnuAu => "ce qui est su à cette date".to_owned(),
            Origine::Hypothese(_) => "votre hypothèse".to_owned(),
        };
        lier(&format!("{} : {value} ({origin})", self.nom_lu(lu.nom)))
    }
}
