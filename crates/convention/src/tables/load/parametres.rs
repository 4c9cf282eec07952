//! Single numbers, `[[parametre]]`, wherever a series has some.

use std::ops::RangeInclusive;

use super::reader::{Row, Sink, all, missing};
use crate::tables::{Cell, Parametre};

/// The keys of a `[[parametre]]`.
const KEYS: &[&str] = &["id", "valeur", "unite", "regle", "source", "confiance"];

/// The single numbers found so far.
pub(super) struct Parametres {
    found: [Option<Cell<i64>>; Parametre::ALL.len()],
    /// File of the row that names it, faulty or not.
    named: [Option<&'static str>; Parametre::ALL.len()],
}

impl Default for Parametres {
    fn default() -> Self {
        Parametres { found: [None; Parametre::ALL.len()], named: [None; Parametre::ALL.len()] }
    }
}

impl Parametres {
    /// Reads the `[[parametre]]` of a file.
    pub(super) fn read<'a>(&mut self, sink: &mut Sink<'a>, root: &Row<'a>) {
        for row in root.rows(sink, "parametre", KEYS) {
            self.one(sink, &row);
        }
    }

    fn one<'a>(&mut self, sink: &mut Sink<'a>, row: &Row<'a>) {
        let parametre = row.word(sink, "id", Parametre::from_id, Parametre::IDS);
        let from = row.provenance(sink, None);
        let Some(parametre) = parametre else { return };
        let (unit, range) = shape(parametre);
        row.word(sink, "unite", |id| (id == unit).then_some(()), &[unit]);
        let value = row.integer(sink, "valeur", range);
        if let Some(file) = self.named[parametre as usize].replace(row.file) {
            let message = format!("« {parametre} » est déjà écrit dans {file}");
            sink.fault("entree-en-double", row.file, row.node, message, "gardez une seule des deux entrées");
        } else if let (Some(value), Some(from), Some(node)) = (value, from, row.find("valeur")) {
            self.found[parametre as usize] = Some(sink.cell(row.file, node, &from, value));
        }
    }

    /// Every number, or a fault for each that no file has.
    pub(super) fn finish(self, sink: &mut Sink<'_>) -> Option<[Cell<i64>; Parametre::ALL.len()]> {
        // In a file with faults, the row may be there and misread.
        let absent = |parametre: &Parametre| self.named[*parametre as usize].is_none() && sink.clean(home(*parametre));
        let absent: Vec<Parametre> = Parametre::ALL.iter().copied().filter(absent).collect();
        for parametre in absent {
            let conseil = format!("ajoutez un [[parametre]] dont l'id est « {parametre} »");
            missing(sink, home(parametre), format_args!("le nombre « {parametre} »"), conseil);
        }
        all(self.found)
    }
}

/// The file where a number belongs, for messages: any series may hold it.
const fn home(parametre: Parametre) -> &'static str {
    use Parametre::*;
    match parametre {
        PremiereAnneePlusieursEtp => "montants.toml",
        HypothesePas | HypotheseNombre | SemainesObjectif => "baremes.toml",
        HonorairesPourCent
        | PremiereAnneeModulee
        | TolerancePourCent
        | Tolerance65PourCent
        | AtteintePourCent
        | AtteinteStrictePourCent => "parts.toml",
        cost if cost.du_cout() => "cout.toml",
        CollectifPmtMoyenne
        | CollectifPlafondParMedecin
        | CollectifPlafondDocteurJunior
        | CollectifPlafondSiteAgree
        | CollectifMontantAnnee1
        | CollectifMontantAnnee2
        | CollectifMontantAnnee3
        | CollectifGainPmt
        | CollectifGainPfa
        | CollectifObjectifAns
        | CollectifPrimoAns
        | CollectifPremiereAnneeModulee
        | CollectifDureeAns
        | CollectifCarenceAns => "collectif.toml",
        _ => "delais.toml",
    }
}

/// The unit of a number, and what it may be: wide enough for any reform, narrow enough for exact
/// arithmetic and short loops.
const fn shape(parametre: Parametre) -> (&'static str, RangeInclusive<i64>) {
    use Parametre::*;
    match parametre {
        DureeAns | PalierAns | CarenceAns | CollectifDureeAns | CollectifObjectifAns | CollectifPrimoAns => {
            ("ans", 1..=20)
        }
        CollectifCarenceAns => ("ans", 0..=20),
        Age65 | Age66 => ("ans", 18..=120),
        PremiereAnneeModulee | PremiereAnneePlusieursEtp | CollectifPremiereAnneeModulee => ("annee", 1..=20),
        PrimoMois
        | ReunionMois
        | CertificationMois
        | InscriptionAvenant7Mois
        | CertificationAvenant7Mois
        | SecretaireMois
        | ContratTravailAvenant7Mois
        | PreavisMois
        | AbsenceSansEffetMois
        | AbsenceSuspensionMois => ("mois", 0..=240),
        HonorairesPourCent | TolerancePourCent | Tolerance65PourCent | AtteintePourCent | AtteinteStrictePourCent => {
            ("pour-cent", 0..=100)
        }
        HypothesePas => ("pour-cent", 1..=100),
        HypotheseNombre | ReunionNombre => ("nombre", 0..=20),
        SemainesObjectif => ("semaines", 1..=1040),
        HeuresTempsPlein | TempsPartielHeures => ("heures", 1..=60),
        HeuresAnnuelles => ("heures", 1..=4000),
        PlafondMensuel => ("euros", 1..=100_000),
        MutuelleEuros => ("euros", 0..=1000),
        PrixConsultationEuros => ("euros", 1..=1000),
        SemainesTravaillees => ("semaines", 1..=53),
        SmicHoraireCentimes => ("centimes", 1..=100_000),
        Tranche2Plafonds | ReductionSmic => ("nombre", 1..=20),
        ReductionMinimum | ReductionEcart | ReductionMaximum => ("dix-milliemes", 0..=10_000),
        ReductionExposant => ("pour-cent", 1..=400),
        ReductionFacteur => ("pour-cent", 1..=1000),
        CollectifPmtMoyenne | CollectifGainPmt | CollectifGainPfa => ("patients", 1..=10_000),
        CollectifPlafondParMedecin | CollectifPlafondDocteurJunior | CollectifPlafondSiteAgree => ("demi-etp", 0..=20),
        CollectifMontantAnnee1 | CollectifMontantAnnee2 | CollectifMontantAnnee3 => ("euros", 0..=1_000_000),
    }
}
