//! What every run of a study shares: the dossier as it is known, its regime and its options.

use crate::contrat::{self, Donnees, Journal};
use crate::dossier::{Constat, Dossier, OptionEtp, Zone};
use crate::etude::Demande;
use crate::explication::{Chemin, Donnee, Origine, Regle, Trace};
use crate::faits::Faits;
use crate::indicateur::Paire;
use crate::jour::Jour;
use crate::poste::Poste;
use crate::question::{Lectures, Question};
use crate::regime::{Regime, regime_de};
use crate::tables::{Cell, Convention, Specialite, Statut, Tables};
use crate::vie::Vie;

/// What every run of a study shares.
pub(super) struct Context<'a> {
    pub(super) convention: &'a Convention,
    pub(super) dossier: &'a Dossier,
    pub(super) demande: &'a Demande,
    pub(super) specialite: &'a Specialite,
    pub(super) constats: Vec<Constat>,
    /// The events that count. `None`: there is none.
    pub(super) journal: Option<Journal<'a>>,
    /// What they say of the figures.
    pub(super) vie: Vie,
    /// What they say of the post of assistant.
    pub(super) poste: Poste,
}

/// Runs `f` with all that the runs of a study share.
pub(super) fn en_contexte<R>(
    convention: &Convention,
    dossier: &Dossier,
    demande: &Demande,
    f: impl FnOnce(&Context<'_>) -> R,
) -> R {
    let unknown = specialite_inconnue(&dossier.medecin.specialite);
    let journal = Journal::ouvrir(dossier, demande.au, demande.connu_au);
    let vie = journal.as_ref().map(|j| j.vie(&convention.tables)).unwrap_or_default();
    let poste = Poste::lire(dossier, journal.as_ref());
    f(&Context {
        convention,
        dossier,
        demande,
        specialite: convention.tables.specialite(&dossier.medecin.specialite).unwrap_or(&unknown),
        constats: constats_connus(&dossier.constats, demande),
        journal,
        vie,
        poste,
    })
}

/// `dossier::parse` refuses a specialty that the rules do not have; a dossier built by hand may have one.
fn specialite_inconnue(id: &str) -> Specialite {
    Specialite {
        id: id.to_owned(),
        nom: id.to_owned(),
        statut: Statut::AConfirmer,
        statut_avenant_7: Statut::AConfirmer,
        deux_indicateurs: false,
        critere: crate::tables::Critere::Pfa,
        plusieurs_etp: false,
        seuils: Paire::default(),
        seuils_avenant_7: Paire::default(),
    }
}

/// Constats dated and known by the day of study. The others keep their place without any figure, so
/// that an index is the dossier's own.
pub(crate) fn constats_connus(constats: &[Constat], demande: &Demande) -> Vec<Constat> {
    let known = |c: &Constat| c.date <= demande.au && c.connu_le.unwrap_or(c.date) <= demande.connu_au;
    let blank = |c: &Constat| Constat { effectif: Paire::default(), ..*c };
    constats.iter().map(|c| if known(c) { *c } else { blank(c) }).collect()
}

/// Every option open at a first signature (ELI-9 for avenant-7), whatever the dossier chooses.
pub(crate) fn options_a_la_signature(tables: &Tables, dossier: &Dossier, regime: Regime) -> Vec<OptionEtp> {
    let hors_zone = regime == Regime::Avenant7 && dossier.medecin.zone == Some(Zone::Autre);
    let open = |o: &OptionEtp| !(hors_zone && *o == OptionEtp::Un);
    tables.regime(regime).options.iter().copied().filter(open).collect()
}

impl Context<'_> {
    pub(super) fn signature(&self) -> Jour {
        self.dossier.contrat.signature.unwrap_or(self.demande.au)
    }

    pub(super) fn deja_signe(&self) -> bool {
        self.dossier.contrat.signature.is_some_and(|signature| signature < self.demande.au)
    }

    pub(super) fn faits<T: Trace>(
        &self,
        lectures: &Lectures,
        regime: Regime,
        option: Option<OptionEtp>,
        trace: &mut T,
    ) -> Faits<'_> {
        let tables = &self.convention.tables;
        let faits = Faits::of(tables, lectures, self.dossier, self.specialite, regime, self.signature(), trace);
        Faits { option: option.or(faits.option), si: self.demande.si, ..faits }
    }

    pub(super) fn donnees<'b>(&'b self, lectures: &'b Lectures, regime: Regime) -> Donnees<'b> {
        let tables = &self.convention.tables;
        let days = (self.signature(), self.demande.au);
        let annees = contrat::annees_listees(tables, lectures, regime, &self.vie, days);
        let journal = self.journal.as_ref().filter(|j| j.sert(&self.vie));
        Donnees {
            tables,
            lectures,
            constats: &self.constats,
            annees,
            vie: &self.vie,
            journal,
            attendues: &[],
            versions: None,
        }
    }

    /// REG: the regime of the signature date.
    pub(super) fn regime<T: Trace>(&self, lectures: &Lectures, trace: &mut T) -> Regime {
        let tables = &self.convention.tables;
        let signature = self.signature();
        let regime = regime_de(tables, lectures, signature).unwrap_or(self.dossier.regime);
        let regle = match regime {
            Regime::Avenant7 => Regle::RegAv7,
            Regime::ReglementArbitral2023 => Regle::RegRa23,
            Regime::Convention2024 => Regle::RegConv24,
        };
        trace.rule(Chemin::Regime, regle, |t| {
            t.read("signature", signature, self.origine_de_la_signature());
            let (debut, fin) = crate::regime::signatures(tables, lectures, regime);
            let (first, last) = tables.regime(regime).signatures;
            let entree = &tables.entrees[usize::from(lectures.index(Question::Entree))];
            let written = |jour: Jour, cell: Cell<Jour>| if jour == cell.value { cell.id } else { entree.jour.id };
            t.read("debut", debut, Origine::Regles(written(debut, first)));
            t.read("fin", fin, Origine::Regles(written(fin, last)));
            // The readings of Q-ENTREE differ on a day or two: asked there alone.
            let days = tables.entrees.map(|e| e.jour.value);
            if days.iter().min() <= Some(&signature) && days.iter().max() >= Some(&signature) {
                t.consult(Question::Entree, lectures);
            }
            regime
        })
    }

    fn origine_de_la_signature(&self) -> Origine {
        match self.dossier.contrat.signature {
            Some(_) => Origine::Dossier(Donnee::Champ("contrat.signature")),
            None => Origine::Au,
        }
    }

    /// The option of the dossier, or every option open at a first signature.
    pub(super) fn options_ouvertes(&self, regime: Regime) -> Vec<OptionEtp> {
        match self.dossier.contrat.option {
            Some(option) => vec![option],
            None => options_a_la_signature(&self.convention.tables, self.dossier, regime),
        }
    }
}
