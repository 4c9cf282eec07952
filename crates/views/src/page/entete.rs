//! What is studied, then the verdict and its reasons.

use convention::eligibilite::{Eligibilite, Verdict};
use convention::explication::Chemin;
use convention::jour::Jour;

use super::{Bloc, Page, Relief, Texte};
use crate::{Raison, Vue, date};

pub(crate) fn write(vue: &Vue<'_>, nom: Option<&str>, page: &mut Page) {
    let etude = vue.etude;
    let reference = etude.dossier.reference.as_deref().or(nom);
    let name = vue.specialite();
    page.sujet(&reference.map_or(name.clone(), |r| format!("{r} · {name}")));
    page.paragraphe(&contrat(vue));
    let raison =
        |r: Raison| Texte::de(format!("{} ({})\u{a0}: {}", r.libelle, r.regle, r.phrase), Chemin::Motif(r.motif));
    let dire = Dire {
        eligibilite: &etude.eligibilite,
        hypothese: vue.hypothese(),
        verdict: vue.verdict(),
        court: vue.court(),
        total: vue.total(),
        raisons: vue.raisons().into_iter().map(raison).collect(),
        verifie: vue.verifie(),
    };
    dire.ecrire(page);
}

/// What follows the subject, in sentences, of a doctor or of a group.
pub(crate) struct Dire<'a> {
    pub(crate) eligibilite: &'a Eligibilite,
    pub(crate) hypothese: Option<String>,
    pub(crate) verdict: String,
    /// Whether an aid is paid, or can be: nothing is good news of a contract that is over or suspended.
    pub(crate) court: bool,
    pub(crate) total: Option<Texte>,
    pub(crate) raisons: Vec<Texte>,
    pub(crate) verifie: Option<String>,
}

impl Dire<'_> {
    pub(crate) fn ecrire(&self, page: &mut Page) {
        if let Some(hypothese) = &self.hypothese {
            page.vide();
            page.relief(hypothese, Relief::Gras);
        }
        page.titre("verdict", "Verdict");
        let relief = match self.eligibilite.verdict {
            Verdict::Eligible if self.court => Relief::Vert,
            Verdict::NonEligible => Relief::Rouge,
            Verdict::Eligible | Verdict::AConfirmer => Relief::Gras,
        };
        page.bloc(Bloc::Relief(Texte::de(self.verdict.clone(), Chemin::Verdict), relief));
        if let Some(total) = &self.total {
            page.bloc(Bloc::Paragraphe(total.clone()));
        }
        self.raisons.iter().for_each(|raison| page.bloc(Bloc::Puce(raison.clone())));
        if let Some(verifie) = self.verifie.as_ref().filter(|_| !self.eligibilite.deja_signe) {
            page.paragraphe(verifie);
        }
    }
}

/// `Contrat signé le 15 janvier 2026`.
pub(crate) fn signe(signature: Option<Jour>, supposee: Jour, au: Jour) -> String {
    let day = date(supposee);
    match signature {
        Some(signature) if signature < au => format!("Contrat signé le {day}"),
        Some(_) => format!("Contrat à signer le {day}"),
        None => format!("Projet de contrat, étudié comme s'il était signé le {day}"),
    }
}

/// `Contrat signé le 15 janvier 2026 · convention 2024-2029 · 1 ETP`.
fn contrat(vue: &Vue<'_>) -> String {
    let etude = vue.etude;
    let signed = signe(etude.dossier.contrat.signature, etude.signature, etude.demande.au);
    let regime = vue.mot(etude.regime.id());
    match vue.options() {
        Some(options) => format!("{signed} · {regime} · {options}"),
        None => format!("{signed} · {regime}"),
    }
}
