//! What to know before reading the figures, and the one fact that would make them sharper.

use convention::etude::Remarque;

use crate::date::date;
use crate::nombre::{entier, euros};
use crate::typographie::{lier, majuscule};
use crate::vue::Vue;

impl Vue<'_> {
    /// A sentence for each remark, in the words of the rule files.
    pub fn remarques(&self) -> Vec<(Remarque, String)> {
        self.etude.remarques.iter().map(|r| (*r, lier(self.mot(r.id())))).collect()
    }

    /// The sentence of one remark, where the étude makes it.
    pub(crate) fn remarque(&self, remarque: Remarque) -> Option<String> {
        self.remarques().into_iter().find_map(|(said, sentence)| (said == remarque).then_some(sentence))
    }

    /// Where the étude rests on supposed results: which.
    pub fn hypothese(&self) -> Option<String> {
        let si = self.etude.demande.si;
        let supposed: Vec<String> = self
            .indicateurs()
            .into_iter()
            .filter_map(|i| Some(format!("{} {}", self.indicateur(i), entier(i64::from(si[i]?)))))
            .collect();
        let used = self.etude.remarques.contains(&Remarque::SousHypothese) && !supposed.is_empty();
        used.then(|| lier(&format!("Calcul sous hypothèse, pas un résultat : {}.", supposed.join(", "))))
    }

    /// The one missing fact that would narrow the total most.
    pub fn precision(&self) -> Option<String> {
        let precision = self.etude.precision?;
        let what = self.donnee(precision.donnee);
        let left = if precision.reste_au_plus < precision.ecart {
            let left = euros(precision.reste_au_plus);
            format!("l'incertitude sur le total passerait de {} à {left} au plus", euros(precision.ecart))
        } else {
            let left = euros(precision.reste_au_mieux);
            format!("l'incertitude sur le total, de {}, pourrait tomber à {left}", euros(precision.ecart))
        };
        Some(lier(&format!("Le plus utile à connaître : {what} ; {left}.")))
    }

    /// Whose rules these are, and how far the answer binds.
    pub fn limites(&self) -> String {
        self.limites_au(&date(self.etude.demande.au))
    }

    /// The same, of more days than one.
    pub(crate) fn limites_au(&self, jours: &str) -> String {
        let regle = self.etude.explication.iter().map(|(_, n)| n.regle).find(|r| r.starts_with("REG-"));
        let source = regle.and_then(|r| self.convention.textes.regle(r)).map_or("", |t| t.source.as_str());
        let montants = self.convention.textes.regle("MON-1").map_or("", |t| t.source.as_str());
        lier(&format!(
            "Calculé au {jours}. Sources : {source} ; {montants}. Ce calcul n'engage pas la caisse : votre contrat et \
             ses décisions font foi."
        ))
    }

    /// `médecine générale`, with a capital.
    pub fn specialite(&self) -> String {
        let id = &self.etude.dossier.medecin.specialite;
        majuscule(self.convention.tables.specialite(id).map_or(id.as_str(), |s| s.nom.as_str()))
    }
}
