//! The open questions of the convention, and the reading chosen for each (rules, section 10).
//!
//! What a question asks and what a reading means in French stand in `rules/questions.toml`; here is
//! which questions exist, which readings each has, and that the first is the default.

/// One reading of a question, as an enum of its own.
pub trait Lecture: Copy {
    /// The question that this is a reading of.
    const QUESTION: Question;
    /// The reading at an index of [`Question::readings`]; the default past its end.
    fn from_index(index: u8) -> Self;
}

macro_rules! questions {
    ($( $(#[$doc:meta])* $name:ident $id:literal { $($reading:ident $text:literal),+ } )+) => {
        /// An open question: the documents are silent or disagree.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Question { $( $(#[$doc])* $name, )+ }

        impl Question {
            /// Every question, in the order of the rules.
            pub const ALL: &'static [Question] = &[ $( Question::$name, )+ ];

            /// The stable id, such as `Q-TAUX`.
            pub const fn id(self) -> &'static str {
                match self { $( Question::$name => $id, )+ }
            }

            /// Ids of the readings, default first.
            pub const fn readings(self) -> &'static [&'static str] {
                match self { $( Question::$name => &[$($text),+], )+ }
            }
        }

        /// The readings of each question.
        pub mod lecture {
            $(
                $(#[$doc])*
                #[derive(Debug, Clone, Copy, PartialEq, Eq)]
                pub enum $name { $( #[doc = concat!("`", $text, "`")] $reading, )+ }

                impl super::Lecture for $name {
                    const QUESTION: super::Question = super::Question::$name;
                    #[inline]
                    fn from_index(index: u8) -> Self {
                        const READINGS: &[$name] = &[ $( $name::$reading, )+ ];
                        READINGS.get(index as usize).copied().unwrap_or(READINGS[0])
                    }
                }
            )+
        }
    };
}

questions! {
    /// Rate of an augmentation (ATT-3).
    Taux "Q-TAUX" { Gain "gain", Niveau "niveau" }
    /// Whether 95 % is enough on an augmentation (ATT-1).
    Seuil95 "Q-95" { PourCent95 "95", PourCent100 "100" }
    /// PMT and PFA in different bands, for the amount (MON-1).
    Bande "Q-BANDE" { PlusFavorable "plus_favorable", Pmt "pmt" }
    /// Indicator that must reach P30 (ELI-4).
    Seuil "Q-SEUIL" { Usage "usage", LUnOuLAutre "l_un_ou_l_autre", LesDeux "les_deux" }
    /// Exactly P30 (ELI-4).
    P30 "Q-P30" { Inclus "inclus", Strict "strict" }
    /// Between P94 and P95 (MON-1).
    P94 "Q-P94" { MoinsDeP95 "moins_de_p95", Inconnu "inconnu" }
    /// Exactly 80 % of clinical fees (ELI-2).
    Chir "Q-CHIR" { Strict "strict", Inclus "inclus" }
    /// Installed exactly 12 months before signature (ELI-5).
    DouzeMois "Q-12-MOIS" { Inclus "inclus", Strict "strict" }
    /// Below P50 with two indicators (ELI-5).
    PrimoP50 "Q-PRIMO-P50" { Pmt "pmt", UneSuffit "une_suffit", LesDeux "les_deux" }
    /// P30 on the rebuilt patientèle of a mixed practice (ELI-7).
    MixteSeuil "Q-MIXTE-SEUIL" { Oui "oui", Non "non" }
    /// Amount of a doctor admitted below P30 (MON-8).
    SousP30 "Q-SOUS-P30" { LigneP30 "ligne_p30", Inconnu "inconnu" }
    /// First day of convention-2024, and an anniversary on it (MON-2).
    Entree "Q-ENTREE" { VingtDeuxInclus "22_inclus", VingtEtUn "21", StrictementApres "strictement_apres" }
    /// 1,5 and 2 ETP at P95, printed "year 1 on" (MON-4).
    Etp95 "Q-ETP95" { Annee3 "annee_3", Annee1 "annee_1" }
    /// A fall of exactly 10 % from 65 (OBJ-3).
    Baisse65 "Q-65" { Strict "strict", Inclus "inclus" }
    /// "Over 65" at signature (OBJ-3).
    Age65 "Q-65-AGE" { JourDes65Ans "jour_des_65_ans", Ans66 "66_ans" }
    /// Reference of the maintien from 65 (OBJ-3).
    Reference65 "Q-65-REF" { LePlusRecentAvant "le_plus_recent_avant", Juin30 "30_juin", Decembre31 "31_decembre" }
    /// 65 and P95 together (ATT-2).
    P95A65 "Q-65-P95" { Dix "10", Cinq "5" }
    /// Tolerance of the maintien in ATT-7 from 65.
    Mixte65 "Q-65-MIXTE" { Dix "10", Cinq "5" }
    /// ATT-7's unprinted cells.
    Mixte "Q-MIXTE" { Analogie "analogie", NonDetermine "non_determine" }
    /// Primo-installé below P30 (ATT-9).
    Primo "Q-PRIMO" { Prorata "prorata", ZeroSiTous "zero_si_tous", Zero "zero" }
    /// ATT-1 to ATT-9 for the règlement arbitral.
    Ra23 "Q-RA23" { Convention2024 "convention_2024", Inconnu "inconnu" }
    /// After the tacit renewal (VIE-1).
    Recond "Q-RECOND" { Annee6Suite "annee_6_suite", RepartAnnee1 "repart_annee_1" }
    /// Base of the acompte from year 4 (PAI-1).
    Acompte "Q-ACOMPTE" { MontantMaximal "montant_maximal", AidePrecedente "aide_precedente" }
    /// "2 months from the signature" in years 2 on (PAI-1).
    Dates "Q-DATES" { Anniversaire "anniversaire", Signature "signature" }
    /// 1/3 ETP, year 2 (PAI-2).
    Tiers "Q-TIERS" { SoixanteDixTrente "70_30", Integral "integral" }
    /// Modulated aid below the acompte (PAI-5).
    Indu "Q-INDU" { Reversement "reversement", PlancherZero "plancher_zero" }
    /// Several constats in a year (ATT-12).
    Constat "Q-CONSTAT" { DernierParIndicateur "dernier_par_indicateur", PlusProche "le_plus_proche_de_l_anniversaire" }
    /// Two years of training counted from (VIE-4).
    Formation "Q-FORMATION" { Signature "signature", Embauche "embauche" }
    /// Two years of training of another assistant than the first, counted from the signature (VIE-4, VIE-7).
    FormationNouvel "Q-FORMATION-NOUVEL" { Arrivee "arrivee", Contrat "contrat" }
    /// Rounding of a computed objective (OBJ-6).
    Arrondi "Q-ARRONDI" { Inferieur "inferieur", PlusProche "plus_proche" }
    /// Share of avenant-7 contracts after their revalorisation (ATT-10).
    Av7Part "Q-AV7-PART" { RegimeDOrigine "regime_d_origine", Convention2024 "convention_2024" }
    /// Payment dates of avenant-7 contracts after their revalorisation (PAI-3).
    Av7Dates "Q-AV7-DATES" { Convention2024 "convention_2024", RegimeDOrigine "regime_d_origine" }
    /// Two rates in ATT-10.
    Av7Deux "Q-AV7-DEUX" { PlusFaible "plus_faible", Meilleur "meilleur", Moyenne "moyenne" }
    /// avenant-7, 1 ETP at P95 (OBJ-6).
    Av7P95 "Q-AV7-P95" { Plus5 "plus_5", Maintien "maintien" }
    /// avenant-7, one indicator at P95 (OBJ-6).
    Av7Bareme "Q-AV7-BAREME" { ChacunSaBande "chacun_sa_bande", P95CouvreLesDeux "p95_couvre_les_deux" }
    /// Proof that every objective was reached, for 1,5 and 2 ETP (ELI-10).
    Eli10 "Q-ELI10" { DernierConstat "dernier_constat", ConstatDeLAnnee3 "constat_de_l_annee_3" }
    /// Share after a prorogation (MON-5).
    Prorog "Q-PROROG" { TableDuRegime "table_du_regime", ProrataPur "prorata_pur" }
    /// Change of option or of objectives inside a year (VIE-2).
    Avenant "Q-AVENANT" { AuProchainAnniversaire "au_prochain_anniversaire", ProrataJours "prorata_jours" }
    /// Start of the objective that an avenant writes (OBJ-7).
    DepartAvenant "Q-DEPART-AVENANT" { DernierConstat "dernier_constat", DepartDuContrat "depart_du_contrat" }
    /// Objectives after a change of option (OBJ-2).
    ObjectifOption "Q-OBJ-OPTION" { Inconnu "inconnu", Inchange "inchange" }
    /// Suspension (VIE-7).
    Susp "Q-SUSP" { TermeFixe "terme_fixe", Decale "decale" }
    /// Recovery at an early end (VIE-3).
    Recup "Q-RECUP" { AnneeEnCours "annee_en_cours", DureeDuContrat "duree_du_contrat" }
    /// Solde of the year that an early end breaks (VIE-3).
    RecupSolde "Q-RECUP-SOLDE" { Prorata "prorata", NonDu "non_du" }
    /// Recovery when the doctor moves away or changes specialty (VIE-8).
    Demenagement "Q-DEMENAGEMENT" { CommeResiliation "comme_resiliation", SansRecuperation "sans_recuperation" }
    /// PMT and PFA prorata of the group (COL-6).
    Col "Q-COL" { Meilleur "meilleur", PlusFaible "plus_faible" }
    /// Whether 95 % reaches the objective of a group (COL-6).
    Col95 "Q-COL-95" { PourCent100 "100", PourCent95 "95" }
    /// An objective that former gains already cover (COL-4).
    ColObjectifNul "Q-COL-OBJECTIF-NUL" { Maintien "maintien", Rien "rien" }
    /// Start of the group when its members change (COL-8).
    ColMembres "Q-COL-MEMBRES" { DepartInchange "depart_inchange", SuitLesMembres "suit_les_membres" }
    /// Day on which the cap of ETP is judged (COL-3).
    ColPlafond "Q-COL-PLAFOND" { Signature "signature", ChaqueAnniversaire "chaque_anniversaire" }
    /// A primo-installé member who misses P50 (COL-5).
    ColPrimo "Q-COL-PRIMO" { SansEffet "sans_effet", Inconnu "inconnu" }
    /// How the collective aid is paid.
    ColVersements "Q-COL-VERSEMENTS" { CommeConvention2024 "comme_convention_2024", Inconnu "inconnu" }
    /// Renewal of the collective aid at its term (COL-8).
    ColRenouvellement "Q-COL-RENOUVELLEMENT" { ParAccord "par_accord", Tacite "tacite" }
    /// Which total of the group falls below its start (COL-10).
    ColBaisse "Q-COL-BAISSE" { UneSuffit "une_suffit", LesDeux "les_deux" }
}

impl Question {
    /// The question with this id.
    pub fn from_id(id: &str) -> Option<Question> {
        Question::ALL.iter().copied().find(|q| q.id() == id)
    }

    /// The bit of this question in a [`Consulted`] set.
    pub const fn bit(self) -> u64 {
        1 << self as u8
    }
}

/// The set of questions that a run consulted, one bit each.
pub type Consulted = u64;

/// The reading of every question: an index into [`Question::readings`].
///
/// ```
/// use convention::question::{Lectures, Question, lecture};
/// let mut lectures = Lectures::default();
/// assert_eq!(lectures.id(Question::Taux), "gain");
/// lectures.set(Question::Taux, 1);
/// assert_eq!(lectures.get::<lecture::Taux>(), lecture::Taux::Niveau);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lectures([u8; Question::ALL.len()]);

impl Default for Lectures {
    fn default() -> Self {
        Lectures([0; Question::ALL.len()])
    }
}

impl Lectures {
    /// The reading of one question, unrecorded. Rules ask through a trace, which records it.
    #[inline]
    pub fn get<L: Lecture>(&self) -> L {
        L::from_index(self.0[L::QUESTION as usize])
    }

    /// The index of the reading chosen for `question`.
    #[inline]
    pub fn index(&self, question: Question) -> u8 {
        self.0[question as usize]
    }

    /// The id of the reading chosen for `question`.
    pub fn id(&self, question: Question) -> &'static str {
        question.readings()[self.index(question) as usize]
    }

    /// Chooses a reading by its index. An index past the readings of the question is ignored.
    pub fn set(&mut self, question: Question, index: u8) {
        if (index as usize) < question.readings().len() {
            self.0[question as usize] = index;
        }
    }
}
