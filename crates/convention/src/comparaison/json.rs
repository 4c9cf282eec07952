//! The comparison as JSON: names that other programs rely on. Labels stand beside ids.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::mesure::{annees, totaux};
use super::{
    AnneeComparee, Axe, Changement, Comparaison, Comparee, Delta, EcartAnnee, EcartChiffrage, EcartDeFigure,
    EcartTotal, Equilibre, LignePlage, Mesure, NomDeTerme, PlageDeResultats, Point, Regularisation, Rupture, Sujet,
    Suppose, Terme, TotauxCompares,
};
use crate::cout::RemarqueCout;
use crate::empreinte;
use crate::etude::{Chiffrage, Etude, Plage};
use crate::indicateur::{Indicateur, Paire};
use crate::money::Fraction;
use crate::objectif::Objectif;
use crate::tables::Convention;
use crate::versement::{Cause, Versement};

/// The format of the document.
pub const SCHEMA: &str = "comparaison/1";

impl Comparaison {
    /// The comparison as JSON. `conventions`: the sets of rules, in the order of [`Terme::regles`]; words are
    /// those of the first. Keys are sorted.
    pub fn to_json(&self, conventions: &[&Convention]) -> Value {
        let Some(first) = conventions.first() else { return Value::Null };
        let writer = Writer { conventions, mots: first };
        let bilan = (self.sujet == Sujet::Regles).then(|| self.bilan());
        json!({
            "schema": SCHEMA,
            "sujet": self.sujet,
            "programme": { "version": env!("CARGO_PKG_VERSION") },
            "dossiers": self.dossiers.iter().map(|d| writer.dossier(d)).collect::<Vec<_>>(),
            "plages": self.plages.iter().map(|p| writer.plage(p)).collect::<Vec<_>>(),
            "bilan": bilan.map(|b| json!({
                "dossiers": b.dossiers,
                "aide_centimes": b.aide,
                "dossiers_dont_l_aide_est_connue": b.connus,
                "maximum_centimes": b.maximum,
                "dossiers_dont_le_maximum_est_connu": b.maximums_connus,
            })),
        })
    }
}

struct Writer<'a> {
    conventions: &'a [&'a Convention],
    mots: &'a Convention,
}

impl Writer<'_> {
    fn mot<'a>(&'a self, id: &'a str) -> &'a str {
        self.mots.textes.mot(id)
    }

    fn dossier(&self, comparee: &Comparee) -> Value {
        let first = comparee.termes.first();
        let differences = comparee.ecarts.iter().zip(&comparee.chiffrages).zip(1..);
        json!({
            "nom": comparee.nom,
            "reference": first.and_then(|t| t.etude.dossier.reference.as_ref()),
            "hypotheses": comparee.hypotheses.iter().map(|h| self.hypothese(h)).collect::<Vec<_>>(),
            "termes": comparee.termes.iter().map(|t| self.terme(t)).collect::<Vec<_>>(),
            "differences": differences.map(|((figures, chiffrages), terme)| json!({
                "terme": terme,
                "chiffrages": chiffrages.iter().map(ecart_chiffrage).collect::<Vec<_>>(),
                "figures": figures.iter().map(|f| self.figure(f)).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
            "changements": comparee.changements.iter().map(changement).collect::<Vec<_>>(),
            "ecartees": comparee.ecartees.iter().map(|e| json!({
                "option": e.option,
                "motifs": e.fautes.iter().map(|f| json!({ "code": f.code, "message": f.message })).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
            "regularisation": comparee.regularisation.as_ref().map(|r| self.regularisation(r)),
        })
    }

    fn hypothese(&self, suppose: &Suppose) -> Value {
        json!({
            "id": suppose.quoi,
            "libelle": self.mot(suppose.quoi.id()),
            "terme": suppose.terme,
            "indicateur": suppose.indicateur,
            "valeur": suppose.valeur,
        })
    }

    fn terme(&self, terme: &Terme) -> Value {
        let etude = &terme.etude;
        let (nom, libelle) = match &terme.nom {
            NomDeTerme::Option(option) => (json!(option), self.mot(option.id()).to_owned()),
            NomDeTerme::Regime(regime, _) => (json!(regime), self.mot(regime.id()).to_owned()),
            NomDeTerme::Regles(Some(folder)) => (json!(folder), folder.clone()),
            NomDeTerme::Regles(None) => (Value::Null, self.mot("regles-du-programme").to_owned()),
            NomDeTerme::Version(file) => (json!(file), file.clone()),
            NomDeTerme::ConnuAu(day) | NomDeTerme::Au(day) => (json!(day), day.to_string()),
        };
        let rules = self.conventions.get(usize::from(terme.regles)).map(|c| c.empreinte.as_str());
        json!({
            "nom": nom,
            "libelle": libelle,
            "au": etude.demande.au,
            "connu_au": etude.demande.connu_au,
            "si": etude.demande.si,
            "signature": etude.signature,
            "regime": etude.regime,
            "regime_libelle": self.mot(etude.regime.id()),
            "regles": { "empreinte": rules },
            "dossier_empreinte": empreinte::of(&etude.dossier.canonical()),
            "verdict": etude.eligibilite.verdict,
            "verdict_libelle": self.mot(etude.eligibilite.verdict.id()),
            "deja_signe": etude.eligibilite.deja_signe,
            "remarques_du_cout": remarques_du_cout(etude).iter().map(|r| {
                json!({ "id": r, "libelle": self.mot(r.id()) })
            }).collect::<Vec<_>>(),
            "chiffres": self.chiffrage(&etude.chiffrage),
            "variantes": etude.variantes.iter().map(|v| self.chiffrage(v)).collect::<Vec<_>>(),
        })
    }

    fn chiffrage(&self, chiffrage: &Chiffrage) -> Value {
        json!({
            "option": chiffrage.option,
            "objectifs": self.objectifs(&chiffrage.objectifs, &chiffrage.totaux.par_semaine),
            "annees": annees(chiffrage).iter().map(|y| Value::Object(annee(y))).collect::<Vec<_>>(),
            "totaux": totaux_json(&totaux(chiffrage)),
        })
    }

    fn objectifs(&self, objectifs: &Paire<Option<Objectif>>, par_semaine: &Paire<Option<Fraction>>) -> Value {
        let of = |i: Indicateur| {
            objectifs[i].map(|o| {
                let gain = o.cible.zip(o.depart).map(|(c, d)| i64::from(c) - i64::from(d));
                json!({
                    "nature": o.nature,
                    "libelle": o.nature.map(|n| self.mot(n.id())),
                    "depart": o.depart,
                    "cible": o.cible,
                    "gain": gain,
                    "seuil_atteint": o.seuil_atteint,
                    "par_semaine": par_semaine[i],
                    "origine": o.origine,
                })
            })
        };
        json!({ "pmt": of(Indicateur::Pmt), "pfa": of(Indicateur::Pfa) })
    }

    fn figure(&self, ecart: &EcartDeFigure) -> Value {
        let [avant, apres] = &ecart.pointeurs;
        let rule = |regle: Option<&'static str>| {
            regle.map(|id| json!({ "id": id, "libelle": self.mots.textes.regle(id).map(|r| &r.libelle) }))
        };
        let (unite, delta) = match ecart.delta {
            Some(Delta::Centimes(v)) => (Some("centimes"), Some(v.0)),
            Some(Delta::Entier(v)) => (Some("unites"), Some(v)),
            Some(Delta::Jours(v)) => (Some("jours"), Some(i64::from(v))),
            None => (None, None),
        };
        json!({
            "option": ecart.option,
            "chemin_avant": avant,
            "chemin_apres": apres,
            "avant": ecart.valeurs[0],
            "apres": ecart.valeurs[1],
            "ecart": delta,
            "unite": unite,
            "regle_avant": rule(ecart.regles[0]),
            "regle_apres": rule(ecart.regles[1]),
            "changements": ecart.causes,
        })
    }

    fn regularisation(&self, regularisation: &Regularisation) -> Value {
        let years = regularisation.annees.iter().map(|y| {
            json!({
                "annee": y.annee,
                "avant_centimes": y.aides[0],
                "apres_centimes": y.aides[1],
                "ecart_centimes": y.ecart,
                "versements_retires": y.retires.iter().map(|v| self.versement(v)).collect::<Vec<_>>(),
                "versements_ajoutes": y.ajoutes.iter().map(|v| self.versement(v)).collect::<Vec<_>>(),
            })
        });
        json!({ "annees": years.collect::<Vec<_>>(), "total_centimes": regularisation.total })
    }

    fn versement(&self, versement: &Versement) -> Value {
        json!({
            "annee": versement.annee,
            "nature": versement.nature,
            "libelle": self.mot(versement.nature.id()),
            "montant_centimes": versement.montant,
            "date_limite": versement.date_limite,
            "regle": versement.regle(),
            "motif": versement.motif().map(Cause::id),
        })
    }

    fn plage(&self, plage: &PlageDeResultats) -> Value {
        let axe = match plage.resultats.axe {
            Axe::Gain => "gain",
            Axe::Effectif(i) => i.id(),
        };
        json!({
            "option": plage.option,
            "verdict": plage.verdict,
            "axe": axe,
            "de": plage.resultats.de,
            "a": plage.resultats.a,
            "cible": plage.cible,
            "objectifs": plage.objectifs.first().map(|o| self.objectifs(&o.objectifs, &o.par_semaine)),
            "objectifs_ensuite": plage.objectifs.iter().skip(1).map(|o| json!({
                "annee": o.annee,
                "objectifs": self.objectifs(&o.objectifs, &o.par_semaine),
            })).collect::<Vec<_>>(),
            "prix_consultation_centimes": plage.valorisation.prix,
            "semaines": plage.valorisation.semaines,
            "lignes": plage.lignes.iter().map(ligne).collect::<Vec<_>>(),
            "ruptures": plage.ruptures.iter().map(|r| self.rupture(r)).collect::<Vec<_>>(),
            "equilibres": plage.equilibres.iter().map(equilibre).collect::<Vec<_>>(),
        })
    }

    fn rupture(&self, rupture: &Rupture) -> Value {
        let issues = |i: Indicateur| {
            rupture.issues[i].map(|[avant, apres]| {
                json!({
                    "avant": avant, "apres": apres,
                    "libelle_avant": self.mot(avant.id()), "libelle_apres": self.mot(apres.id()),
                })
            })
        };
        json!({
            "valeur": rupture.valeur,
            "effectifs": rupture.effectifs,
            "annee": rupture.annee,
            "issues": { "pmt": issues(Indicateur::Pmt), "pfa": issues(Indicateur::Pfa) },
            "part": { "avant": rupture.parts[0], "apres": rupture.parts[1] },
            "aide_centimes": { "avant": rupture.aides[0], "apres": rupture.aides[1] },
        })
    }
}

/// What to look at in the costs of any year and option, in the order of the ids.
fn remarques_du_cout(etude: &Etude) -> BTreeSet<RemarqueCout> {
    let options = etude.variantes.iter().chain([&etude.chiffrage]);
    options.flat_map(|chiffrage| &chiffrage.couts).flat_map(|cout| cout.remarques.iter().copied()).collect()
}

fn plage<T: serde::Serialize + Copy>(mesure: &Mesure<T>) -> Value {
    mesure.bornes.map_or(Value::Null, |Plage { min, max }| json!({ "min": min, "max": max }))
}

fn annee(year: &AnneeComparee) -> Map<String, Value> {
    let members = [
        ("annee", json!(year.annee)),
        ("debut", json!(year.debut)),
        ("fin", json!(year.fin)),
        ("montant_centimes", json!(year.montant.valeur)),
        ("part", json!(year.part.valeur)),
        ("aide_centimes", json!(year.aide.valeur)),
        ("cout_centimes", json!(year.cout)),
        ("reste_a_charge_centimes", json!(year.reste.valeur)),
        (
            "bornes",
            json!({
                "montant_centimes": plage(&year.montant),
                "part": plage(&year.part),
                "aide_centimes": plage(&year.aide),
                "reste_a_charge_centimes": plage(&year.reste),
            }),
        ),
    ];
    members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn totaux_json(totaux: &TotauxCompares) -> Value {
    json!({
        "annees": totaux.annees,
        "maximum_centimes": totaux.maximum,
        "aide_centimes": totaux.aide.valeur,
        "cout_centimes": totaux.cout,
        "reste_a_charge_centimes": totaux.reste.valeur,
        "bornes": { "aide_centimes": plage(&totaux.aide), "reste_a_charge_centimes": plage(&totaux.reste) },
    })
}

fn ecart_chiffrage(ecart: &EcartChiffrage) -> Value {
    let EcartTotal { aides, maximum, aide, pire } = &ecart.total;
    json!({
        "option": ecart.option,
        "annees": ecart.annees.iter().map(ecart_annee).collect::<Vec<_>>(),
        "total": {
            "avant_centimes": aides[0].valeur,
            "apres_centimes": aides[1].valeur,
            "maximum_centimes": maximum,
            "aide_centimes": aide,
            "pire_cas_centimes": pire,
        },
    })
}

fn ecart_annee(ecart: &EcartAnnee) -> Value {
    let aide = |side: usize| ecart.annees[side].and_then(|y| y.aide.valeur);
    json!({
        "annee": ecart.annee,
        "avant_centimes": aide(0),
        "apres_centimes": aide(1),
        "maximum_centimes": ecart.maximum,
        "aide_centimes": ecart.aide,
        "pire_cas_centimes": ecart.pire,
    })
}

fn changement(changement: &Changement) -> Value {
    json!({
        "champ": changement.champ,
        "avant": changement.valeurs[0],
        "apres": changement.valeurs[1],
        "effet": changement.effet.as_ref().map(|e| json!({
            "figures": e.figures,
            "aide_centimes": e.aide(),
            "maximum_centimes": e.maximum(),
            "pire_cas_centimes": e.pire(),
            "cout_centimes": e.cout(),
            "bornes_avant": plage(&e.aides[0]),
            "bornes_apres": plage(&e.aides[1]),
        })),
    })
}

fn ligne(ligne: &LignePlage) -> Value {
    let point = |point: &Point| {
        let mut year = annee(&point.annee);
        year.insert("consultations_par_semaine".to_owned(), json!(point.consultations));
        Value::Object(year)
    };
    json!({
        "valeur": ligne.valeur,
        "effectifs": ligne.effectifs,
        "annees": ligne.annees.iter().map(point).collect::<Vec<_>>(),
        "total": {
            "aide_centimes": ligne.total.valeur,
            "reste_a_charge_centimes": ligne.reste.valeur,
            "bornes": { "aide_centimes": plage(&ligne.total), "reste_a_charge_centimes": plage(&ligne.reste) },
            "consultations_par_semaine": ligne.consultations,
        },
    })
}

fn equilibre(equilibre: &Equilibre) -> Value {
    json!({
        "annee": equilibre.annee,
        "etat": equilibre.etat,
        "perd_jusqu_a": equilibre.perd_jusqu_a,
        "a_partir_de": equilibre.a_partir_de,
        "reste_au_mieux_centimes": equilibre.reste_au_mieux.valeur,
        "bornes_au_mieux": self::plage(&equilibre.reste_au_mieux),
    })
}
