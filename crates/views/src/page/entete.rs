//! What is studied, then the verdict and its reasons.

use convention::eligibilite::Verdict;

use super::{Page, Relief};
use crate::{Vue, date};

pub(crate) fn write(vue: &Vue<'_>, nom: Option<&str>, page: &mut Page) {
    let etude = vue.etude;
    let reference = etude.dossier.reference.as_deref().or(nom);
    let name = vue.specialite();
    page.sujet(&reference.map_or(name.clone(), |r| format!("{r} · {name}")));
    page.paragraphe(&contrat(vue));
    if let Some(hypothese) = vue.hypothese() {
        page.vide();
        page.relief(&hypothese, Relief::Gras);
    }
    page.titre("Verdict");
    let relief = match etude.eligibilite.verdict {
        Verdict::Eligible => Relief::Vert,
        Verdict::NonEligible => Relief::Rouge,
        Verdict::AConfirmer => Relief::Gras,
    };
    page.relief(&vue.verdict(), relief);
    if let Some(total) = vue.total() {
        page.paragraphe(&total);
    }
    for raison in vue.raisons() {
        page.puce(&format!("{} ({})\u{a0}: {}", raison.libelle, raison.regle, raison.phrase));
    }
    if let Some(verifie) = vue.verifie().filter(|_| !etude.eligibilite.deja_signe) {
        page.paragraphe(&verifie);
    }
}

/// `Contrat signé le 15 janvier 2026 · convention 2024-2029 · 1 ETP`.
fn contrat(vue: &Vue<'_>) -> String {
    let etude = vue.etude;
    let day = date(etude.signature);
    let signed = match etude.dossier.contrat.signature {
        Some(signature) if signature < etude.demande.au => format!("Contrat signé le {day}"),
        Some(_) => format!("Contrat à signer le {day}"),
        None => format!("Projet de contrat, étudié comme s'il était signé le {day}"),
    };
    let regime = vue.mot(etude.regime.id());
    match vue.options() {
        Some(options) => format!("{signed} · {regime} · {options}"),
        None => format!("{signed} · {regime}"),
    }
}
