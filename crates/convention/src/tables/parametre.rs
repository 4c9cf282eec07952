//! The single numbers of the rules, that stand in no table.

use crate::id::ids;

ids! {
    /// A single number of the rules.
    pub enum Parametre {
        /// Years of a contract (VIE-1).
        DureeAns "duree-ans",
        /// Share of clinical fees to be above, in hundredths (ELI-2).
        HonorairesPourCent "honoraires-pour-cent",
        /// Months before signature within which an installation is a first one (ELI-5).
        PrimoMois "primo-mois",
        /// First contract year whose aid is modulated (OBJ-4).
        PremiereAnneeModulee "premiere-annee-modulee",
        /// First contract year of the 1,5 and 2 ETP (MON-4).
        PremiereAnneePlusieursEtp "premiere-annee-plusieurs-etp",
        /// Tolerated fall at P95 and above, in hundredths, included (OBJ-2).
        TolerancePourCent "tolerance-pour-cent",
        /// Tolerated fall from 65, in hundredths (OBJ-3).
        Tolerance65PourCent "tolerance-65-pour-cent",
        /// Age of the maintien (OBJ-3), reading `jour_des_65_ans` of Q-65-AGE and right to an avenant.
        Age65 "age-65",
        /// The same, reading `66_ans`.
        Age66 "age-66",
        /// Rate that reaches an augmentation, in hundredths (ATT-1), reading `95` of Q-95.
        AtteintePourCent "atteinte-pour-cent",
        /// The same, reading `100`.
        AtteinteStrictePourCent "atteinte-stricte-pour-cent",
        /// Years that a primo-installé has to reach P50 (OBJ-7).
        PalierAns "palier-ans",
        /// Months between two meetings with the caisse (OBJ-4).
        ReunionMois "reunion-mois",
        /// Meetings with the caisse (OBJ-4).
        ReunionNombre "reunion-nombre",
        /// Months to certify the assistant (VIE-4).
        CertificationMois "certification-mois",
        /// avenant-7: months from hiring to enrol (VIE-4).
        InscriptionAvenant7Mois "inscription-avenant-7-mois",
        /// avenant-7: months from hiring to certify (VIE-4).
        CertificationAvenant7Mois "certification-avenant-7-mois",
        /// Months to replace a secretary who becomes assistant (VIE-5).
        SecretaireMois "secretaire-mois",
        /// avenant-7: months from hiring to hand over the contrat de travail (VIE-6).
        ContratTravailAvenant7Mois "contrat-travail-avenant-7-mois",
        /// Years before a new contract, where a délai de carence follows an early end (VIE-3).
        CarenceAns "carence-ans",
        /// Months of notice of a doctor who ends the contract (VIE-3).
        PreavisMois "preavis-mois",
        /// An absence of fewer months has no effect (VIE-7).
        AbsenceSansEffetMois "absence-sans-effet-mois",
        /// An absence of more months suspends the aid (VIE-7).
        AbsenceSuspensionMois "absence-suspension-mois",
        /// First hypothesis of gain, and the step to the next, in hundredths of the start (OBJ-5).
        HypothesePas "hypothese-pas",
        /// How many hypotheses of gain (OBJ-5).
        HypotheseNombre "hypothese-nombre",
        /// Weeks over which additional patients are spread: the two years before the modulation (OBJ-5).
        SemainesObjectif "semaines-objectif",
        /// Hours a week of a full time (COUT-1).
        HeuresTempsPlein "heures-temps-plein",
        /// Fewest hours a week of a part time, unless the employee asks otherwise (COUT-1).
        TempsPartielHeures "temps-partiel-heures",
        /// Ceiling of a month at full time, in euros (COUT-2).
        PlafondMensuel "plafond-mensuel",
        /// How many ceilings the second slice goes up to (COUT-2).
        Tranche2Plafonds "tranche-2-plafonds",
        /// SMIC of an hour, in cents (COUT-3).
        SmicHoraireCentimes "smic-horaire-centimes",
        /// Hours of a year at full time (COUT-3).
        HeuresAnnuelles "heures-annuelles",
        /// Smallest coefficient of the general reduction, in ten-thousandths (COUT-3).
        ReductionMinimum "reduction-minimum",
        /// What its coefficient adds to the smallest one, at the SMIC, in ten-thousandths (COUT-3).
        ReductionEcart "reduction-ecart",
        /// Its largest coefficient, in ten-thousandths (COUT-3).
        ReductionMaximum "reduction-maximum",
        /// Power of its formula, in hundredths (COUT-3).
        ReductionExposant "reduction-exposant",
        /// Factor of its formula, in hundredths (COUT-3).
        ReductionFacteur "reduction-facteur",
        /// How many times the SMIC ends it (COUT-3).
        ReductionSmic "reduction-smic",
        /// Employer's part of the mutuelle, in euros a month (COUT-4).
        MutuelleEuros "mutuelle-euros",
        /// Price of a consultation where none is given, in euros: a hypothesis of comparisons (COUT-7).
        PrixConsultationEuros "prix-consultation-euros",
        /// Weeks worked in a year where none is given: a hypothesis of comparisons (COUT-7).
        SemainesTravaillees "semaines-travaillees",
        /// Group: mean PMT to reach (COL-2).
        CollectifPmtMoyenne "collectif-pmt-moyenne",
        /// Group: half ETP for each adhering doctor (COL-3).
        CollectifPlafondParMedecin "collectif-plafond-par-medecin",
        /// Group: half ETP more for each doctor who hosts a docteur junior (COL-3).
        CollectifPlafondDocteurJunior "collectif-plafond-docteur-junior",
        /// Group: half ETP more for each doctor of an agreed site (COL-3).
        CollectifPlafondSiteAgree "collectif-plafond-site-agree",
        /// Group: euros per ETP, year 1 (MON-6).
        CollectifMontantAnnee1 "collectif-montant-annee-1",
        /// Group: euros per ETP, year 2 (MON-6).
        CollectifMontantAnnee2 "collectif-montant-annee-2",
        /// Group: euros per ETP, year 3 and later (MON-6).
        CollectifMontantAnnee3 "collectif-montant-annee-3",
        /// Group: PMT to gain per ETP (COL-4).
        CollectifGainPmt "collectif-gain-pmt",
        /// Group: PFA to gain per ETP (COL-4).
        CollectifGainPfa "collectif-gain-pfa",
        /// Group: years to reach the objective (COL-4).
        CollectifObjectifAns "collectif-objectif-ans",
        /// Group: years of adhesion after which a primo-installé is at P50 (COL-5).
        CollectifPrimoAns "collectif-primo-ans",
        /// Group: first year whose aid is modulated (COL-6).
        CollectifPremiereAnneeModulee "collectif-premiere-annee-modulee",
        /// Group: years of the contract (COL-8).
        CollectifDureeAns "collectif-duree-ans",
        /// Group: years of carence (COL-9).
        CollectifCarenceAns "collectif-carence-ans",
    }
}

impl Parametre {
    /// Whether it says what an employment costs: then it is of no regime.
    pub const fn du_cout(self) -> bool {
        use Parametre::*;
        matches!(
            self,
            HeuresTempsPlein
                | TempsPartielHeures
                | PlafondMensuel
                | Tranche2Plafonds
                | SmicHoraireCentimes
                | HeuresAnnuelles
                | ReductionMinimum
                | ReductionEcart
                | ReductionMaximum
                | ReductionExposant
                | ReductionFacteur
                | ReductionSmic
                | MutuelleEuros
                | PrixConsultationEuros
                | SemainesTravaillees
        )
    }
}
