//! Objectives as JSON, and what results would give: decisions, next steps, hypotheses.

use serde_json::Value;

use super::{Writer, plage};
use crate::etude::{Chiffrage, Decision, Hypothese, Palier, Zone};
use crate::indicateur::Indicateur;
use crate::json::json;
use crate::objectif::{Objectif, OrigineObjectif};

impl Writer<'_> {
    pub(super) fn objectif(&self, i: Indicateur, chiffrage: &Chiffrage) -> Value {
        let Some(objectif) = chiffrage.objectifs[i] else { return Value::Null };
        let mut object = self.objectif_seul(&objectif);
        let gain = objectif.cible.zip(objectif.depart).map(|(c, d)| i64::from(c) - i64::from(d));
        object["gain"] = json!(gain);
        object["par_semaine"] = json!(chiffrage.totaux.par_semaine[i]);
        object["semaines"] = json!(chiffrage.totaux.semaines[i]);
        object
    }

    /// An objective, without what it asks a week.
    pub(super) fn objectif_seul(&self, objectif: &Objectif) -> Value {
        json!({
            "nature": objectif.nature,
            "libelle": objectif.nature.map(|n| self.mot(n.id())),
            "depart": objectif.depart,
            "cible": objectif.cible,
            "tolerance": objectif.tolerance.map(|t| {
                let fall = t.fraction();
                json!({ "num": fall.num, "den": fall.den, "incluse": t.incluse })
            }),
            "plancher": objectif.plancher,
            "seuil_atteint": objectif.seuil_atteint,
            "origine": objectif.origine,
        })
    }

    pub(super) fn decision(&self, decision: &Decision) -> Value {
        json!({
            "annee": decision.annee,
            "pmt": decision.zones.pmt.map(|z| self.zone(&z)),
            "pfa": decision.zones.pfa.map(|z| self.zone(&z)),
            "part": decision.part.map(plage),
            "aide_centimes": decision.aide.map(plage),
        })
    }

    fn zone(&self, zone: &Zone) -> Value {
        json!({ "issue": zone.issue, "libelle": self.mot(zone.issue.id()), "de": zone.de, "a": zone.a })
    }

    pub(super) fn palier(&self, palier: &Palier) -> Value {
        let ends = |pair: Option<(Value, Value)>| pair.map(|(avant, apres)| json!({ "avant": avant, "apres": apres }));
        json!({
            "indicateur": palier.indicateur,
            "nature": palier.nature,
            "libelle": self.mot(palier.nature.id()),
            "sens": palier.sens,
            "ecart": palier.ecart,
            "effectif": palier.effectif,
            "annee": palier.annee,
            "part": ends(palier.parts.map(|(a, b)| (json!(a), json!(b)))),
            "aide_centimes": ends(palier.aides.map(|(a, b)| (json!(a), json!(b)))),
        })
    }

    pub(super) fn hypothese(&self, hypothese: &Hypothese) -> Value {
        let effet = |i: Indicateur| {
            hypothese.effets[i].map(|e| {
                json!({
                    "gain": e.gain, "cible": e.cible, "seuil_atteint": e.seuil_atteint, "par_semaine": e.par_semaine,
                })
            })
        };
        json!({
            "pour_cent": hypothese.pour_cent,
            "pmt": effet(Indicateur::Pmt),
            "pfa": effet(Indicateur::Pfa),
            "origine": OrigineObjectif::Hypothese,
        })
    }
}
