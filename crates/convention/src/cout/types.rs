//! What a cost is made of, as plain data.

use std::ops::{Index, IndexMut};

use crate::etude::Plage;
use crate::id::ids;
use crate::jour::Jour;
use crate::money::{Centimes, Fraction};

ids! {
    /// A line of a cost. The lines of a cost add up to it.
    pub enum LigneCout {
        /// Pay without bonus (COUT-1, or as typed).
        Salaire "salaire",
        /// Seniority bonus (COUT-5).
        Anciennete "anciennete",
        /// Employer's contributions, before the reduction (COUT-2).
        Cotisations "cotisations",
        /// General reduction (COUT-3), zero or below.
        Reduction "reduction",
        /// Prévoyance of the branch (COUT-4).
        Prevoyance "prevoyance",
        /// Training contribution of the branch (COUT-4).
        Formation "formation",
        /// Paritarisme of the branch (COUT-4).
        Paritarisme "paritarisme",
        /// Employer's part of the mutuelle (COUT-4).
        Mutuelle "mutuelle",
    }
}

/// A cost, line by line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Detail([Centimes; LigneCout::ALL.len()]);

impl Detail {
    /// The sum of the lines: the cost.
    pub fn total(&self) -> Centimes {
        self.0.iter().copied().sum()
    }

    /// Gross pay: with the seniority bonus.
    pub fn brut(&self) -> Centimes {
        self[LigneCout::Salaire] + self[LigneCout::Anciennete]
    }
}

impl Index<LigneCout> for Detail {
    type Output = Centimes;
    fn index(&self, ligne: LigneCout) -> &Centimes {
        &self.0[ligne as usize]
    }
}

impl IndexMut<LigneCout> for Detail {
    fn index_mut(&mut self, ligne: LigneCout) -> &mut Centimes {
        &mut self.0[ligne as usize]
    }
}

/// Months of a contract year that follow each other and cost the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mensualite {
    /// First day.
    pub debut: Jour,
    /// Last day, inclusive.
    pub fin: Jour,
    /// How many months, above 0: whole, or a part of one month in days.
    pub mois: Fraction,
    /// Working time, as a share of full time; above 1: several assistants.
    pub temps: Fraction,
    /// Minimum pay of a month for the working time (COUT-1).
    pub minimum: Centimes,
    /// Seniority bonus, as a share of the pay (COUT-5).
    pub taux_anciennete: Fraction,
    /// What one whole month costs.
    pub detail: Detail,
}

/// The cost of a contract year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoutAnnee {
    /// Contract year, from 1.
    pub annee: u8,
    /// Months that are worked, 12 at most; the first may be a part of a month in days.
    pub mois: Fraction,
    /// Working time, as a share of full time; above 1: several assistants. `None`: the cost is typed in,
    /// the options differ, nobody works yet, or it changes inside the year.
    pub temps: Option<Fraction>,
    /// What the year costs the employer. `None`: not known, or not the same for every option.
    pub cout: Option<Centimes>,
    /// The cost, line by line. `None`: typed in, or the options differ.
    pub detail: Option<Detail>,
    /// How it came about. Empty: typed in, options side by side, or nobody is employed yet.
    pub mensualites: Vec<Mensualite>,
    /// Cost less aid: what stays to be paid. Negative: the aid is above the cost. `None`: one is not known.
    pub reste_a_charge: Option<Centimes>,
    /// Between what it lies, where the cost is known and the aid is not.
    pub bornes: Option<Plage<Centimes>>,
    /// What is supposed, in the order of the ids.
    pub hypotheses: Vec<HypotheseCout>,
    /// What to look at.
    pub remarques: Vec<RemarqueCout>,
    /// What the cost leaves out. Empty where it is typed in.
    pub non_compris: &'static [NonCompris],
}

ids! {
    /// Something that a cost supposes.
    pub enum HypotheseCout {
        /// Working time not given: that of the option.
        HeuresDeLOption "heures-de-l-option",
        /// From an avenant that changes the option, the time that it finances, even where the aid waits.
        HeuresDeLAvenant "heures-de-l-avenant",
        /// More than one full time: several assistants, paid alike.
        PlusieursAssistants "plusieurs-assistants",
        /// Hiring not given: the assistant is there all along the contract.
        EmbaucheAuDebut "embauche-au-debut",
        /// Start of the seniority not given: counted from the hiring.
        AncienneteDepuisLEmbauche "anciennete-depuis-l-embauche",
        /// Another assistant begins without seniority.
        NouvelAssistantSansAnciennete "nouvel-assistant-sans-anciennete",
        /// The start of the seniority that is written holds for another assistant too.
        AncienneteDuNouvelAssistant "anciennete-du-nouvel-assistant",
        /// The bonus is worked out on the pay really given.
        AncienneteSurLeSalaire "anciennete-sur-le-salaire",
        /// The assistant stays paid in full while the contract is suspended.
        PayeEnSuspension "paye-en-suspension",
        /// The month is before the first SMIC known here: the minimum of the branch alone.
        GrilleSeule "grille-seule",
        /// The month is before the first minimum of the branch known here.
        PremierMinimumConnu "premier-minimum-connu",
        /// The month is after the last minimum known here.
        DernierMinimumConnu "derniere-grille-connue",
        /// The month is out of the half-year whose contributions are known.
        ParametresDuSecondSemestre2026 "parametres-du-second-semestre-2026",
        /// Accident rate of medical practices not known: a usual one.
        TauxAtMp "taux-at-mp-suppose",
        /// Employer's part of the mutuelle not given: a usual one.
        Mutuelle "mutuelle-supposee",
        /// Not an executive, and an employer of fewer than 11 people.
        PetitCabinet "petit-cabinet-non-cadre",
    }
}

ids! {
    /// Something to look at in a cost.
    pub enum RemarqueCout {
        /// The pay that was typed in is below the minimum.
        SousLeMinimum "sous-le-minimum",
        /// Fewer hours than the branch allows without a written wish of the employee.
        TempsPartielCourt "temps-partiel-court",
        /// Fewer hours than the option finances: the cost is that of these hours.
        MoinsQueLOption "moins-que-l-option",
        /// An avenant changes the option: what is typed of the assistant stays as it is.
        SaisiMalgreLAvenant "saisi-malgre-l-avenant",
        /// Months before the hiring are not counted.
        AvantLEmbauche "avant-l-embauche",
        /// The hiring is after every year: no month is counted.
        EmbaucheApresLaFin "embauche-apres-la-fin",
    }
}

ids! {
    /// Something that a worked out cost leaves out.
    pub enum NonCompris {
        /// Finding the assistant.
        Recrutement "recrutement",
        /// Replacing the assistant during an absence.
        Remplacement "remplacement",
        /// Equipment and premises.
        Equipement "equipement-locaux",
        /// Training paid in advance, and what the OPCO gives back.
        Formation "avance-de-formation",
        /// Occupational health.
        MedecineDuTravail "medecine-du-travail",
        /// A thirteenth month, or any bonus that the branch does not have.
        TreiziemeMois "treizieme-mois",
        /// Taxe sur les salaires.
        TaxeSurLesSalaires "taxe-sur-les-salaires",
        /// Overtime.
        HeuresSupplementaires "heures-supplementaires",
        /// Payroll service.
        GestionDeLaPaie "gestion-de-la-paie",
        /// What the end of the employment may cost.
        FinDeContrat "fin-de-contrat",
    }
}
