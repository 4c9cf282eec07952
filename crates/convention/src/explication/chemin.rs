//! Which figure of an étude: its path, for programs and for comparison.

mod cout;
mod termes;

pub use cout::FigureCout;
pub use termes::{Bout, Grandeur, Poste, Repere};

use std::hash::{Hash, Hasher};

use crate::indicateur::Indicateur;

/// A figure of the étude. [`Chemin::pointer`] gives its JSON pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Chemin {
    /// Regime of the contract.
    Regime,
    /// Verdict of eligibility.
    Verdict,
    /// State of the rule at this index of the list of reasons.
    Motif(u8),
    /// Band of an indicator.
    BandeDe(Indicateur),
    /// Band of the amounts.
    Bande,
    /// Nature of an objective.
    Nature(Indicateur),
    /// Start of an objective.
    Depart(Indicateur),
    /// Target of an objective.
    Cible(Indicateur),
    /// Smallest count without baisse, or within the tolerance.
    Plancher(Indicateur),
    /// Smallest count that is atteint.
    SeuilAtteint(Indicateur),
    /// Patients that an objective asks more than the start.
    Gain(Indicateur),
    /// The same, a week.
    ParSemaine(Indicateur),
    /// Weeks over which they are spread.
    Semaines(Indicateur),
    /// Fall that a maintien tolerates, as a share of the start.
    Tolerance(Indicateur),
    /// First day of a contract year.
    Debut(u8),
    /// Last day of a contract year.
    Fin(u8),
    /// Maximum amount of a contract year.
    Montant(u8),
    /// Count taken for an indicator in a contract year.
    Constat(u8, Indicateur),
    /// Outcome of an indicator in a contract year.
    Issue(u8, Indicateur),
    /// Rate of an indicator in a contract year.
    Taux(u8, Indicateur),
    /// Share of the aid in a contract year.
    Part(u8),
    /// Aid of a contract year.
    Aide(u8),
    /// Amount of the payment at this index.
    Versement(u16),
    /// Last day of the payment at this index.
    DateLimite(u16),
    /// Date of the deadline at this index.
    Echeance(u16),
    /// Total of the first years.
    Total,
    /// Nature of the payment at this index.
    NatureVersement(u16),
    /// A bound of a contract year.
    Borne(u8, Grandeur, Bout),
    /// A bound of the payment at this index.
    BorneVersement(u16, Bout),
    /// A bound of the total of the first years.
    BorneTotal(Bout),
    /// The worst that the first years can come to.
    PireCas,
    /// What results that are not known yet can change in the first years.
    EnJeu,
    /// Total of the first years if every objective is reached.
    Maximum,
    /// A bound of the share of the decision at this index.
    DecisionPart(u8, Bout),
    /// A bound of the euros of the decision at this index.
    DecisionAide(u8, Bout),
    /// Count of the step at this index.
    PalierEffectif(u8),
    /// Count that reaches 95 % under the hypothesis at this index.
    HypotheseSeuil(u8, Indicateur),
    /// A number of the objective of a period: the year, the index of the period.
    ObjectifPeriode(u8, u16, Indicateur, Repere),
    /// First day of a period: the year, the index of the period.
    PeriodeDebut(u8, u16),
    /// Last day of a period.
    PeriodeFin(u8, u16),
    /// Amount of a whole year under the option of a period.
    MontantPeriode(u8, u16),
    /// Share of the aid in a period.
    PartPeriode(u8, u16),
    /// Share of the aid of a year that the caisse's decision replaces.
    PartCalculee(u8),
    /// Aid of a year that the caisse's decision replaces.
    AideCalculee(u8),
    /// Whether the event at this index counts in the study.
    PrisEnCompte(u16),
    /// First day on which the figures follow the event at this index.
    Effet(u16),
    /// Whether the event at this index was allowed.
    Droit(u16),
    /// Last day of the contract, where it does not renew by itself.
    FinDuContrat,
    /// Of a group: mean PMT of its doctors.
    PmtMoyenne,
    /// Of a group: most working time.
    Plafond,
    /// Of a group: a bound of it.
    BornePlafond(Bout),
    /// Of a group: a bound of the working time that is not known.
    BorneEtp(Bout),
    /// Of the member at the first index: the state of the rule at the second one.
    MotifDeMembre(u8, u8),
    /// Of a member: whether a primo-installé.
    Primo(u8),
    /// Of a primo-installé member: last day to be at P50.
    PrimoDate(u8),
    /// Of a primo-installé member: P50.
    PrimoCible(u8, Indicateur),
    /// Of a group: patients asked before former gains.
    GainDemande(Indicateur),
    /// Of a group: gains that are taken off.
    GainDeduit(Indicateur),
    /// Of a group: doctors present in a contract year.
    Presents(u8),
    /// Of a group: the start that a contract year is measured against.
    DepartDe(u8, Indicateur),
    /// Of a group: the target that a contract year is measured against.
    CibleDe(u8, Indicateur),
    /// Of a group: whether a contract year ends below the start.
    SousDepart(u8),
    /// A figure of the cost of a contract year.
    Cout(u8, FigureCout),
    /// Day on which the right to the payment at this index arises.
    Exigible(u16),
    /// What the payment at this index got of its sum at this place.
    Apport(u16, u16),
    /// What came of the payment at this index.
    Recu(u16),
    /// What is missing of the payment at this index.
    Manque(u16),
    /// Where the payment at this index stands.
    EtatVersement(u16),
    /// Days past the last day of the payment at this index.
    Retard(u16),
    /// What of the sum at this place pays nothing.
    Inexplique(u16),
    /// A total of what was received beside what is due.
    Rapproche(Poste),
    /// When the duty at this index was done.
    Fait(u16),
    /// Last day of the training.
    LimiteDeFormation,
    /// Last day of the paper at this index.
    LimiteDePiece(u8),
    /// When the paper at this index was handed over.
    RemiseDePiece(u8),
}

/// What a figure is and its indices, one after the other in one number.
#[derive(Default)]
struct Cle(u64);

impl Hasher for Cle {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u8(*byte));
    }

    fn write_u8(&mut self, byte: u8) {
        self.0 = self.0 << 8 | u64::from(byte);
    }

    /// Which variant it is: there are less than 256 of each kind.
    fn write_isize(&mut self, variant: isize) {
        self.write_u8(variant as u8);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl Chemin {
    /// A number of its own, which is compared faster than its parts are.
    pub(super) fn cle(self) -> u64 {
        let mut cle = Cle::default();
        self.hash(&mut cle);
        cle.finish()
    }

    /// Whether each option has its own, where several are side by side.
    pub const fn par_option(self) -> bool {
        use Chemin as C;
        !matches!(
            self,
            C::Regime
                | C::Verdict
                | C::Motif(_)
                | C::BandeDe(_)
                | C::Echeance(_)
                | C::PrisEnCompte(_)
                | C::Effet(_)
                | C::Droit(_)
                | C::FinDuContrat
                | C::Exigible(_)
                | C::Apport(..)
                | C::Recu(_)
                | C::Manque(_)
                | C::EtatVersement(_)
                | C::Retard(_)
                | C::Inexplique(_)
                | C::Rapproche(_)
                | C::Fait(_)
                | C::LimiteDeFormation
                | C::LimiteDePiece(_)
                | C::RemiseDePiece(_)
        )
    }

    /// The JSON pointer (RFC 6901) of this figure in the étude.
    pub fn pointer(self) -> String {
        use Chemin as C;
        let annee = |n: u8| format!("/annees/{}", i32::from(n) - 1);
        match self {
            C::Regime => "/regime".to_owned(),
            C::Verdict => "/eligibilite/verdict".to_owned(),
            C::Motif(i) => format!("/eligibilite/motifs/{i}/etat"),
            C::BandeDe(i) => format!("/bandes/{}", i.id()),
            C::Bande => "/bande".to_owned(),
            C::Nature(i) => format!("/objectifs/{}/nature", i.id()),
            C::Depart(i) => format!("/objectifs/{}/depart", i.id()),
            C::Cible(i) => format!("/objectifs/{}/cible", i.id()),
            C::Plancher(i) => format!("/objectifs/{}/plancher", i.id()),
            C::SeuilAtteint(i) => format!("/objectifs/{}/seuil_atteint", i.id()),
            C::Gain(i) => format!("/objectifs/{}/gain", i.id()),
            C::ParSemaine(i) => format!("/objectifs/{}/par_semaine", i.id()),
            C::Semaines(i) => format!("/objectifs/{}/semaines", i.id()),
            C::Tolerance(i) => format!("/objectifs/{}/tolerance", i.id()),
            C::Debut(n) => format!("{}/debut", annee(n)),
            C::Fin(n) => format!("{}/fin", annee(n)),
            C::Montant(n) => format!("{}/montant_centimes", annee(n)),
            C::Constat(n, i) => format!("{}/atteintes/{}/constat", annee(n), i.id()),
            C::Issue(n, i) => format!("{}/atteintes/{}/issue", annee(n), i.id()),
            C::Taux(n, i) => format!("{}/atteintes/{}/taux", annee(n), i.id()),
            C::Part(n) => format!("{}/part", annee(n)),
            C::Aide(n) => format!("{}/aide_centimes", annee(n)),
            C::Versement(i) => format!("/versements/{i}/montant_centimes"),
            C::DateLimite(i) => format!("/versements/{i}/date_limite"),
            C::Echeance(i) => format!("/echeances/{i}/date"),
            C::Total => "/totaux/aide_centimes".to_owned(),
            C::NatureVersement(i) => format!("/versements/{i}/nature"),
            C::Borne(n, grandeur, bout) => format!("{}/bornes/{}/{}", annee(n), grandeur.membre(), bout.id()),
            C::BorneVersement(i, bout) => format!("/versements/{i}/bornes/{}", bout.id()),
            C::PireCas => "/totaux/pire_cas_centimes".to_owned(),
            C::EnJeu => "/totaux/en_jeu_centimes".to_owned(),
            C::BorneTotal(bout) => format!("/totaux/bornes/{}", bout.id()),
            C::Maximum => "/totaux/maximum_centimes".to_owned(),
            C::DecisionPart(i, bout) => format!("/decisions/{i}/part/{}", bout.id()),
            C::DecisionAide(i, bout) => format!("/decisions/{i}/aide_centimes/{}", bout.id()),
            C::PalierEffectif(i) => format!("/paliers/{i}/effectif"),
            C::PmtMoyenne => "/groupe/pmt_moyenne".to_owned(),
            C::Plafond => "/etp/plafond".to_owned(),
            C::BornePlafond(bout) => format!("/etp/bornes_plafond/{}", bout.id()),
            C::BorneEtp(bout) => format!("/etp/bornes/{}", bout.id()),
            C::MotifDeMembre(membre, i) => format!("/membres/{membre}/motifs/{i}/etat"),
            C::Primo(membre) => format!("/membres/{membre}/primo/primo_installe"),
            C::PrimoDate(membre) => format!("/membres/{membre}/primo/date"),
            C::PrimoCible(membre, i) => format!("/membres/{membre}/primo/cible/{}", i.id()),
            C::GainDemande(i) => format!("/objectifs/{}/gain_demande", i.id()),
            C::GainDeduit(i) => format!("/objectifs/{}/gain_deduit", i.id()),
            C::Presents(n) => format!("{}/medecins", annee(n)),
            C::DepartDe(n, i) => format!("{}/departs/{}", annee(n), i.id()),
            C::CibleDe(n, i) => format!("{}/cibles/{}", annee(n), i.id()),
            C::SousDepart(n) => format!("{}/sous_depart", annee(n)),
            C::HypotheseSeuil(i, indicateur) => format!("/hypotheses/{i}/{}/seuil_atteint", indicateur.id()),
            C::ObjectifPeriode(n, k, i, repere) => {
                format!("{}/periodes/{k}/objectifs/{}/{}", annee(n), i.id(), repere.id())
            }
            C::PeriodeDebut(n, k) => format!("{}/periodes/{k}/debut", annee(n)),
            C::PeriodeFin(n, k) => format!("{}/periodes/{k}/fin", annee(n)),
            C::MontantPeriode(n, k) => format!("{}/periodes/{k}/montant_annuel_centimes", annee(n)),
            C::PartPeriode(n, k) => format!("{}/periodes/{k}/part", annee(n)),
            C::PartCalculee(n) => format!("{}/part_calculee", annee(n)),
            C::AideCalculee(n) => format!("{}/aide_calculee_centimes", annee(n)),
            C::PrisEnCompte(i) => format!("/evenements/{i}/pris_en_compte"),
            C::Effet(i) => format!("/evenements/{i}/effet"),
            C::Droit(i) => format!("/evenements/{i}/droit"),
            C::FinDuContrat => "/fin_du_contrat".to_owned(),
            C::Cout(n, figure) => format!("/couts/{}/{}", i32::from(n) - 1, figure.pointer()),
            C::Exigible(i) => format!("/rapprochement/versements/{i}/exigible_le"),
            C::Apport(i, k) => format!("/rapprochement/versements/{i}/encaissements/{k}/montant_centimes"),
            C::Recu(i) => format!("/rapprochement/versements/{i}/recu_centimes"),
            C::Manque(i) => format!("/rapprochement/versements/{i}/manque_centimes"),
            C::EtatVersement(i) => format!("/rapprochement/versements/{i}/etat"),
            C::Retard(i) => format!("/rapprochement/versements/{i}/jours_de_retard"),
            C::Inexplique(i) => format!("/rapprochement/encaissements/{i}/inexplique_centimes"),
            C::Rapproche(poste) => format!("/rapprochement/totaux/{}", poste.membre()),
            C::Fait(i) => format!("/echeances/{i}/fait_le"),
            C::LimiteDeFormation => "/formation/date_limite".to_owned(),
            C::LimiteDePiece(i) => format!("/pieces/{i}/date_limite"),
            C::RemiseDePiece(i) => format!("/pieces/{i}/fait_le"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A number is that of one path: of every width of indices, at their ends, and of parts that could run into one
    /// another.
    #[test]
    fn each_path_has_a_number_of_its_own() {
        use Chemin as C;
        let mut all = vec![C::Regime, C::Bande, C::Total, C::FinDuContrat, C::Plafond];
        for n in [0, 1, 2, 127, 128, 255] {
            all.extend([C::Debut(n), C::Fin(n), C::Montant(n), C::Presents(n), C::RemiseDePiece(n)]);
            all.extend([0, 1, 255].map(|m| C::MotifDeMembre(n, m)));
            all.extend([0, 1, 255, 256, u16::MAX].map(|m| C::PeriodeDebut(n, m)));
            for i in Indicateur::ALL {
                all.extend([C::Issue(n, i), C::Taux(n, i), C::DepartDe(n, i)]);
                let bornes = [Bout::Min, Bout::Max].map(|bout| C::Borne(n, Grandeur::Aide, bout));
                all.extend(bornes.into_iter().filter(|_| i == Indicateur::Pmt));
                all.extend([0, 256].map(|m| C::ObjectifPeriode(n, m, i, Repere::Depart)));
            }
        }
        for n in [0, 1, 255, 256, 257, u16::MAX] {
            all.extend([C::Versement(n), C::DateLimite(n), C::NatureVersement(n)]);
            all.extend([0, 1, 256].map(|m| C::Apport(n, m)));
        }
        let mut numbers: Vec<u64> = all.iter().map(|chemin| chemin.cle()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), all.len());
    }
}
