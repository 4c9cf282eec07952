//! Which fields can still change the answer, for what is known so far: those that a form asks.
//!
//! A field that is not is read by no rule of this case: whatever stands there, or nothing, no figure, no
//! verdict and no question is another. What depends on the name of a count, on the regime, on the specialty
//! and on the type of an event comes from the tables; what the rules alone know is a row of `REGLES`.

use super::OptionEtp;
use super::fields::{CHAMPS, CHAMPS_COLLECTIF, CHAMPS_PROPRES, Compte, Field, Shape};
use super::parse::Connu;
use super::requete::{Requete, connaitre};
use crate::jour::Jour;
use crate::regime::Regime;
use crate::tables::{Convention, Statut, Tables};

/// Which fields matter to a dossier that is being typed.
#[derive(Debug)]
pub struct Pertinence<'a> {
    tables: &'a Tables,
    connu: Connu<'a>,
    au: Jour,
    groupe: bool,
    /// No aid under any reading, and no contract: what is only read to work out figures has no object.
    sans_chiffre: bool,
    /// The number of each event in the form.
    rangs: Vec<usize>,
}

/// What the rules read a field for, by the path of the field or of a table that holds it. A field that has no
/// row, and whose tables have none, is always read.
type Regle = (&'static str, fn(&Pertinence<'_>) -> bool);

static REGLES: &[Regle] = &[
    ("medecin.zone", |p| p.avenant_7() || p.connu.plusieurs_etp),
    ("medecin.honoraires_cliniques_euros", |p| p.selon_honoraires()),
    ("medecin.honoraires_sans_depassement_euros", |p| p.selon_honoraires()),
    ("medecin.temps_liberal", |p| p.connu.activite_mixte && !p.sans_chiffre),
    ("medecin.exercice_regroupe", |p| p.avenant_7()),
    ("medecin.exercice_coordonne", |p| p.avenant_7()),
    // Of a start that was kept at 65.
    ("patientele.date", |p| !p.sans_chiffre && p.connu.naissance.is_some_and(|n| n.plus_years(64) <= p.signature())),
    // avenant-7 asks nothing of a mixed practice.
    ("patientele.reconstituee", |p| p.connu.activite_mixte && !p.avenant_7()),
    ("contrat.justificatifs", |p| !p.sans_chiffre),
    ("contrat.objectif", |p| !p.sans_chiffre),
    ("assistant", |p| !p.sans_chiffre),
    ("assistant.position", |p| !p.connu.cout_saisi),
    ("assistant.brut_mensuel_euros", |p| !p.connu.cout_saisi),
    ("assistant.heures_semaine", |p| !p.connu.cout_saisi && p.connu.salaire),
    ("assistant.anciennete_depuis", |p| !p.connu.cout_saisi && p.connu.salaire),
    ("constats", |p| p.connu.signature.is_some_and(|signature| signature < p.au)),
    ("evenements", |p| !p.sans_chiffre && p.connu.signature.is_some()),
    ("membres.adhesion", |p| p.connu.signature.is_some()),
    ("membres.sortie", |p| p.connu.signature.is_some()),
    ("encaissements", |p| !p.sans_chiffre && p.connu.signature.is_some()),
];

/// Which fields matter for the pairs that are there, some of them absent or at fault. `aujourd_hui` is the day of
/// study where no pair says another; names of `hors_dossier` are someone else's.
///
/// ```
/// use convention::{dossier::{pertinence::pertinence, requete::Requete}, jour::Jour, tables::Convention};
///
/// let convention = Convention::embarquee().expect("the embedded rules load");
/// let today = Jour::new(2026, 11, 23).expect("a day that exists");
/// let requete = Requete::lire("specialite=04&signature=2022-03-01").expect("not too long");
/// let asked = pertinence(&convention, &requete, &[], today);
/// // A cardiologist's contract looks at the file active alone; avenant-7 asks how one practises.
/// assert!(asked.champ("patientele.pfa") && !asked.champ("patientele.pmt_adultes"));
/// assert!(asked.champ("medecin.exercice_coordonne") && !asked.champ("medecin.temps_liberal"));
/// ```
pub fn pertinence<'a>(
    convention: &'a Convention,
    requete: &Requete,
    hors_dossier: &[&str],
    aujourd_hui: Jour,
) -> Pertinence<'a> {
    let connaissance = connaitre(convention, requete, hors_dossier, aujourd_hui);
    Pertinence {
        tables: &convention.tables,
        connu: connaissance.connu,
        au: connaissance.au,
        groupe: connaissance.groupe,
        sans_chiffre: connaissance.sans_chiffre,
        rangs: connaissance.rangs,
    }
}

impl Pertinence<'_> {
    /// Whether the field at a path (`contrat.objectif.pmt.cible`, `evenements[1].option`) can change the answer.
    /// Of a path that is no field's, `false`; of a table, whether one of its fields can.
    pub fn champ(&self, chemin: &str) -> bool {
        let mots: Vec<&str> = chemin.split(['.', '[', ']']).filter(|mot| !mot.is_empty()).collect();
        self.sous(if self.groupe { CHAMPS_COLLECTIF } else { CHAMPS }, "", &mots, None)
    }

    /// `mots`: what is left of the path; `evenement`: the number of the event that it is in.
    fn sous(&self, champs: &'static [Field], table: &str, mots: &[&str], evenement: Option<usize>) -> bool {
        let [nom, suite @ ..] = mots else {
            return champs.iter().any(|c| self.sous(champs, table, &[c.nom], evenement));
        };
        let Some(champ) = champs.iter().find(|c| c.nom == *nom && c.ecrit()) else { return false };
        let chemin = if table.is_empty() { champ.nom.to_owned() } else { format!("{table}.{nom}") };
        let lu = REGLES.iter().filter(|(of, _)| *of == chemin).all(|(_, regle)| regle(self));
        if !lu || !self.compte(champ) || !self.propre(&chemin, champ, evenement) {
            return false;
        }
        match champ.forme {
            Shape::Liste(dedans, _) => {
                let [rang, suite @ ..] = suite else { return true };
                self.sous(dedans, &chemin, suite, rang.parse().ok())
            }
            Shape::Lectures => true,
            _ if champ.champs().is_empty() => suite.is_empty(),
            _ => self.sous(champ.champs(), &chemin, suite, evenement),
        }
    }

    /// A count goes by its name under the regime, and the PMT only where the contract looks at it.
    fn compte(&self, champ: &Field) -> bool {
        let deux = self.connu.specialite.is_none_or(|s| s.deux_indicateurs);
        match champ.compte {
            _ if self.groupe => true,
            Compte::Tous => true,
            Compte::Adultes => deux && self.avenant_7(),
            Compte::AdultesEtEnfants => deux && !self.avenant_7(),
        }
    }

    /// An event has the fields of its type.
    fn propre(&self, chemin: &str, champ: &Field, evenement: Option<usize>) -> bool {
        let Some(nom) = chemin.strip_prefix("evenements.").filter(|nom| *nom == champ.nom) else { return true };
        let Some((_, types)) = CHAMPS_PROPRES.iter().find(|(propre, _)| *propre == nom) else { return true };
        let rang = evenement.and_then(|rang| self.rangs.binary_search(&rang).ok());
        let nature = rang.and_then(|rang| self.connu.evenements.get(rang).copied().flatten());
        nature.is_some_and(|nature| types.contains(&nature))
    }

    /// Whether there is a working time to choose under the rules of the signature, or of the day of study: at the
    /// signature, or in an avenant. Of a word that is none, `false`; where no rule is known, all are.
    pub fn option(&self, id: &str, avenant: bool) -> bool {
        let Some(regime) = self.connu.regime else { return true };
        let table = self.tables.regime(regime);
        let is = |option: &OptionEtp| option.id() == id;
        table.options.iter().any(is) || (avenant && table.options_ensuite.iter().any(is))
    }

    fn avenant_7(&self) -> bool {
        self.connu.regime.is_some_and(|regime| self.tables.regime(regime).adultes && regime == Regime::Avenant7)
    }

    fn selon_honoraires(&self) -> bool {
        self.connu.specialite.is_none_or(|s| s.statut == Statut::SelonHonoraires)
    }

    fn signature(&self) -> Jour {
        self.connu.signature.unwrap_or(self.au)
    }
}
