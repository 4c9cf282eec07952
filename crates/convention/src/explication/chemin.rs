//! Which figure of an étude: its path, for programs and for comparison.

use crate::indicateur::Indicateur;

/// A figure of the étude. [`Chemin::pointer`] gives its JSON pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    Versement(u8),
    /// Last day of the payment at this index.
    DateLimite(u8),
    /// Date of the deadline at this index.
    Echeance(u8),
    /// Total of the first years.
    Total,
    /// Nature of the payment at this index.
    NatureVersement(u8),
    /// A bound of a contract year.
    Borne(u8, Grandeur, Bout),
    /// A bound of the payment at this index.
    BorneVersement(u8, Bout),
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
}

/// What a bound bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grandeur {
    /// The maximum aid.
    Montant,
    /// The share.
    Part,
    /// The aid due.
    Aide,
}

/// Which end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bout {
    /// The lowest.
    Min,
    /// The highest.
    Max,
}

impl Bout {
    /// `min` or `max`.
    pub const fn id(self) -> &'static str {
        match self {
            Bout::Min => "min",
            Bout::Max => "max",
        }
    }
}

impl Chemin {
    /// Whether each option has its own, where several are side by side.
    pub const fn par_option(self) -> bool {
        use Chemin as C;
        !matches!(self, C::Regime | C::Verdict | C::Motif(_) | C::BandeDe(_) | C::Echeance(_))
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
            C::Borne(n, grandeur, bout) => {
                let field = match grandeur {
                    Grandeur::Montant => "montant_centimes",
                    Grandeur::Part => "part",
                    Grandeur::Aide => "aide_centimes",
                };
                format!("{}/bornes/{field}/{}", annee(n), bout.id())
            }
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
        }
    }
}
