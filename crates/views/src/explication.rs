//! Where a value that a rule read comes from.

use convention::explication::{Chemin, Lu, Noeud, Origine, Valeur};

use crate::VueCollective;
use crate::mots::Mots;
use crate::page::Bloc;
use crate::page::explication::pourquoi;
use crate::typographie::lier;
use crate::vue::Vue;

impl Vue<'_> {
    /// `seuil P30 : 775 (seuils.toml, URPS Occitanie, fiche de janvier 2026, illustration 1)`.
    pub fn lu(&self, variante: Option<u8>, lu: &Lu) -> String {
        self.lu_avec(lu, &|option, chemin| self.figure(option.or(variante), chemin))
    }
}

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

impl Mots<'_> {
    /// The same, whoever the étude is of: `figure` names a figure.
    pub(crate) fn lu_avec(&self, lu: &Lu, figure: &dyn Fn(Option<u8>, Chemin) -> String) -> String {
        let value = self.valeur(lu.nom, lu.valeur);
        let origin = match lu.origine {
            Origine::Dossier(_) if lu.valeur == Valeur::Inconnu && lu.nom != "bande_donnee" => {
                "absent de votre dossier".to_owned()
            }
            Origine::Dossier(_) => "votre dossier".to_owned(),
            Origine::Regles(id) => self
                .convention
                .cells
                .get(usize::from(id.0))
                .map_or_else(String::new, |cell| format!("{}, {}", cell.fichier, cell.source)),
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
