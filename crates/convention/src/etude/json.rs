//! The étude as JSON: names that other programs rely on. Labels stand beside ids.

mod emploi;
mod recu;

use serde_json::{Map, Value, json};

use super::{
    AnneeEtudiee, Bornes, Chiffrage, Decision, Demande, Demander, Etude, Hypothese, Objet, Palier, Plage, Precision,
    QuestionTouchee, Remarque, Suivi, Totaux, Zone,
};
use crate::atteinte::Atteinte;
use crate::contrat::{Periode, PeriodeChiffree};
use crate::cout::{CoutAnnee, Detail, LigneCout, Mensualite};
use crate::echeance::Echeance;
use crate::eligibilite::{AupresDe, Eligibilite, Motif};
use crate::empreinte;
use crate::explication::{Chemin, Donnee, Lu, Noeud, Origine};
use crate::indicateur::Indicateur;
use crate::money::Centimes;
use crate::objectif::Objectif;
use crate::tables::Convention;
use crate::versement::{Cause, Versement};

/// The format of the document.
pub const SCHEMA: &str = "etude/1";

impl Etude {
    /// The étude as JSON, with the label of each id from the rule files. Keys are sorted.
    pub fn to_json(&self, convention: &Convention) -> Value {
        let writer = Writer { convention, adultes: convention.tables.regime(self.regime).adultes };
        writer.etude(self)
    }
}

/// Writes the parts of an étude, of a doctor or of a group.
pub(crate) struct Writer<'a> {
    pub(crate) convention: &'a Convention,
    /// Whether the PMT counts adults alone (avenant-7).
    pub(crate) adultes: bool,
}

impl Writer<'_> {
    /// What was asked, of which dossier, under which rules.
    pub(crate) fn entete(&self, demande: &Demande, reference: Option<&str>, dossier: Value) -> Map<String, Value> {
        let mut object = Map::new();
        let mut add = |key: &str, value: Value| object.insert(key.to_owned(), value);
        add("schema", json!(SCHEMA));
        add("reference", json!(reference));
        add("au", json!(demande.au));
        add("connu_au", json!(demande.connu_au));
        add("si", json!(demande.si));
        add("programme", json!({ "version": env!("CARGO_PKG_VERSION") }));
        add("regles", json!({ "empreinte": self.convention.empreinte }));
        add("dossier_empreinte", json!(empreinte::of(&dossier)));
        let asked = json!({ "au": demande.au, "connu_au": demande.connu_au, "si": demande.si, "dossier": dossier });
        add("empreintes", empreinte::leaves(&asked));
        add("dossier", dossier);
        object
    }

    fn etude(&self, etude: &Etude) -> Value {
        let mut object = self.chiffrage(&etude.chiffrage);
        object.extend(self.entete(&etude.demande, etude.dossier.reference.as_deref(), etude.dossier.canonical()));
        let mut add = |key: &str, value: Value| object.insert(key.to_owned(), value);
        add("signature", json!(etude.signature));
        add("regime", json!(etude.regime));
        add("regime_libelle", json!(self.mot(etude.regime.id())));
        add("eligibilite", self.eligibilite(&etude.eligibilite));
        add("bandes", self.by_indicator(|i| json!(etude.bandes[i].single())));
        add("variantes", etude.variantes.iter().map(|v| Value::Object(self.chiffrage(v))).collect());
        add("echeances", etude.echeances.iter().map(|e| self.echeance(e)).collect());
        add("formation", json!(etude.formation.as_ref().map(|f| self.formation(f))));
        add("pieces", etude.pieces.iter().map(|p| self.piece(p)).collect());
        add("vigilance", etude.vigilance.iter().map(|v| self.vigilance(v)).collect());
        add("evenements", etude.evenements.iter().map(|s| self.suivi(s)).collect());
        add("fin_du_contrat", json!(etude.fin_du_contrat));
        add("rapprochement", self.rapprochement(etude));
        add("questions", etude.questions.iter().map(|q| self.question(q)).collect());
        add("a_demander", etude.a_demander.iter().map(|d| self.demander(d)).collect());
        add("precision", self.precision(etude.precision));
        add("remarques", self.remarques(&etude.remarques));
        let nodes = etude.explication.iter().map(|(prefix, node)| self.noeud(prefix, node));
        add("explication", nodes.collect());
        Value::Object(object)
    }

    pub(crate) fn remarques(&self, remarques: &[Remarque]) -> Value {
        remarques.iter().map(|r| json!({ "id": r, "libelle": self.mot(r.id()) })).collect()
    }

    pub(crate) fn mot<'a>(&'a self, id: &'a str) -> &'a str {
        self.convention.textes.mot(id)
    }

    fn regle(&self, id: &str) -> &str {
        self.convention.textes.regle(id).map_or("", |r| r.libelle.as_str())
    }

    /// Indicators without objective are `null`.
    pub(crate) fn by_indicator(&self, f: impl Fn(Indicateur) -> Value) -> Value {
        json!({ "pmt": f(Indicateur::Pmt), "pfa": f(Indicateur::Pfa) })
    }

    fn pointer(&self, donnee: Donnee) -> String {
        donnee.pointer(self.adultes)
    }

    pub(crate) fn eligibilite(&self, eligibilite: &Eligibilite) -> Value {
        json!({
            "verdict": eligibilite.verdict,
            "libelle": self.mot(eligibilite.verdict.id()),
            "deja_signe": eligibilite.deja_signe,
            "motifs": eligibilite.motifs.iter().map(|m| self.motif(m)).collect::<Vec<_>>(),
        })
    }

    pub(crate) fn motif(&self, motif: &Motif) -> Value {
        json!({
            "regle": motif.regle,
            "libelle": self.regle(motif.regle),
            "etat": motif.etat,
            "manque": motif.manque.iter().map(|d| self.pointer(*d)).collect::<Vec<_>>(),
            "aupres_de": motif.aupres_de,
        })
    }

    /// The figures of one option, or of all.
    fn chiffrage(&self, chiffrage: &Chiffrage) -> Map<String, Value> {
        let mut object = Map::new();
        let mut add = |key: &str, value: Value| object.insert(key.to_owned(), value);
        add("option", json!(chiffrage.option));
        add("bande", json!(chiffrage.bandes.single()));
        add("bandes_possibles", json!(chiffrage.bandes.iter().collect::<Vec<_>>()));
        add("objectifs", self.by_indicator(|i| self.objectif(i, chiffrage)));
        add("annees", chiffrage.annees.iter().map(|y| self.annee(y)).collect());
        add("versements", chiffrage.annees.iter().flat_map(|y| self.versements(y)).collect());
        add("decisions", chiffrage.decisions.iter().map(|d| self.decision(d)).collect());
        add("paliers", chiffrage.paliers.iter().map(|p| self.palier(p)).collect());
        add("hypotheses", chiffrage.hypotheses.iter().map(|h| self.hypothese(h)).collect());
        add("totaux", totaux(&chiffrage.totaux));
        add("couts", chiffrage.couts.iter().map(|c| self.cout(c)).collect());
        object
    }

    fn objectif(&self, i: Indicateur, chiffrage: &Chiffrage) -> Value {
        let Some(objectif) = chiffrage.objectifs[i] else { return Value::Null };
        let mut object = self.objectif_seul(&objectif);
        let gain = objectif.cible.zip(objectif.depart).map(|(c, d)| i64::from(c) - i64::from(d));
        object["gain"] = json!(gain);
        object["par_semaine"] = json!(chiffrage.totaux.par_semaine[i]);
        object["semaines"] = json!(chiffrage.totaux.semaines[i]);
        object
    }

    fn annee(&self, studied: &AnneeEtudiee) -> Value {
        let year = &studied.annee;
        let periode = &year.periode;
        json!({
            "annee": year.annee,
            "debut": periode.debut,
            "fin": periode.fin,
            "option": periode.option,
            "montant_centimes": year.montant,
            "atteintes": self.by_indicator(|i| self.atteinte(year.atteintes[i])),
            "part": year.part,
            "aide_centimes": year.aide,
            "periodes": self.periodes(studied),
            "part_calculee": year.calcul.map(|c| c.part),
            "aide_calculee_centimes": year.calcul.map(|c| c.aide),
            "decision": year.calcul.map(|c| json!({ "evenement": c.evenement })),
            "bornes": studied.bornes.map(|b| bornes(&b)),
        })
    }

    /// The parts of a year: one where nothing happened.
    fn periodes(&self, studied: &AnneeEtudiee) -> Value {
        let year = &studied.annee;
        let days = |p: &Periode| {
            let etat = if p.active { "active" } else { "suspendue" };
            let mut object = Map::new();
            object.insert("debut".to_owned(), json!(p.debut));
            object.insert("fin".to_owned(), json!(p.fin));
            object.insert("option".to_owned(), json!(p.option));
            object.insert("etat".to_owned(), json!(etat));
            object
        };
        if year.est_vide() {
            return json!([]);
        }
        if studied.periodes.is_empty() {
            let mut only = days(&year.periode);
            for key in ["montant_annuel_centimes", "part", "objectifs"] {
                only.insert(key.to_owned(), Value::Null);
            }
            return json!([only]);
        }
        let cut = studied.periodes.len() > 1;
        let of = |c: &PeriodeChiffree| {
            let mut object = days(&c.periode);
            object.insert("montant_annuel_centimes".to_owned(), json!(c.montant_annuel));
            object.insert("part".to_owned(), json!(c.part.filter(|_| cut)));
            let own = c.objectifs.map(|o| self.by_indicator(|i| o[i].map_or(Value::Null, |o| self.objectif_seul(&o))));
            object.insert("objectifs".to_owned(), json!(own));
            Value::Object(object)
        };
        studied.periodes.iter().map(of).collect()
    }

    /// An objective, without what it asks a week.
    fn objectif_seul(&self, objectif: &Objectif) -> Value {
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

    fn suivi(&self, suivi: &Suivi) -> Value {
        json!({
            "index": suivi.evenement,
            "date": suivi.date,
            "type": suivi.nature,
            "libelle": self.mot(suivi.nature.id()),
            "regle": suivi.nature.regle(),
            "pris_en_compte": suivi.pris_en_compte,
            "effet": suivi.effet,
            "droit": suivi.droit.map(|d| d.etat),
            "droit_manque": suivi.droit.map_or_else(Vec::new, |d| d.manque().map(|d| self.pointer(d)).collect()),
            "droit_aupres_de": suivi.droit.and_then(|d| d.manque().next()).map(|_| AupresDe::Medecin),
        })
    }

    pub(crate) fn atteinte(&self, atteinte: Option<Atteinte>) -> Value {
        let Some(atteinte) = atteinte else { return Value::Null };
        json!({
            "constat": atteinte.constat,
            "issue": atteinte.issue,
            "libelle": atteinte.issue.map(|i| self.mot(i.id())),
            "taux": atteinte.taux,
        })
    }

    fn versements(&self, studied: &AnneeEtudiee) -> Vec<Value> {
        let bounds = studied.bornes.unwrap_or_default().versements;
        let paid = studied.annee.versements.iter().zip(bounds);
        paid.filter_map(|(v, bounds)| Some(self.versement(v.as_ref()?, bounds))).collect()
    }

    pub(crate) fn versement(&self, versement: &Versement, bornes: Option<Plage<Centimes>>) -> Value {
        json!({
            "annee": versement.annee,
            "nature": versement.nature,
            "libelle": self.mot(versement.nature.id()),
            "montant_centimes": versement.montant,
            "bornes": bornes.filter(|_| versement.montant.is_none()).map(plage),
            "date_limite": versement.date_limite,
            "regle": versement.regle(),
            "motif": versement.motif().map(Cause::id),
            "evenement": versement.motif().and_then(|cause| match cause {
                Cause::Evenement(index, _) => Some(index),
                Cause::Constat(_) => None,
            }),
        })
    }

    fn decision(&self, decision: &Decision) -> Value {
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

    fn palier(&self, palier: &Palier) -> Value {
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

    fn hypothese(&self, hypothese: &Hypothese) -> Value {
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
            "origine": crate::objectif::OrigineObjectif::Hypothese,
        })
    }

    fn cout(&self, cout: &CoutAnnee) -> Value {
        let labelled = |ids: &mut dyn Iterator<Item = &'static str>| -> Vec<Value> {
            ids.map(|id| json!({ "id": id, "libelle": self.mot(id) })).collect()
        };
        json!({
            "annee": cout.annee,
            "mois": cout.mois,
            "temps": cout.temps,
            "cout_centimes": cout.cout,
            "detail": cout.detail.as_ref().map(detail),
            "mensualites": cout.mensualites.iter().map(mensualite).collect::<Vec<_>>(),
            "reste_a_charge_centimes": cout.reste_a_charge,
            "bornes": cout.bornes.map(plage),
            "hypotheses": labelled(&mut cout.hypotheses.iter().map(|h| h.id())),
            "remarques": labelled(&mut cout.remarques.iter().map(|r| r.id())),
            "non_compris": labelled(&mut cout.non_compris.iter().map(|n| n.id())),
        })
    }

    fn echeance(&self, echeance: &Echeance) -> Value {
        json!({
            "date": echeance.date,
            "nature": echeance.nature,
            "libelle": self.mot(echeance.nature.id()),
            "regle": echeance.regle,
            "versement": echeance.versement,
            "fait_le": echeance.fait.map(|f| f.jour),
        })
    }

    pub(crate) fn question(&self, touchee: &QuestionTouchee) -> Value {
        let question = touchee.question;
        let texte = self.convention.textes.question(question);
        let reading = |index: u8| question.readings().get(usize::from(index)).copied();
        let label = |index: u8| texte.and_then(|t| t.lectures.get(usize::from(index)));
        let autres = touchee.autres.iter().map(|autre| {
            let ecarts = autre
                .ecarts
                .iter()
                .map(|e| json!({ "chemin": e.figure.pointer(), "actuel": e.figure.valeur, "valeur": e.valeur }));
            json!({
                "lecture": reading(autre.lecture),
                "libelle": label(autre.lecture),
                "ecarts": ecarts.collect::<Vec<_>>(),
            })
        });
        json!({
            "id": question.id(),
            "libelle": texte.map(|t| &t.libelle),
            "lecture": reading(touchee.lecture),
            "lecture_libelle": label(touchee.lecture),
            "change_le_resultat": touchee.change_le_resultat(),
            "autres": autres.collect::<Vec<_>>(),
        })
    }

    pub(crate) fn demander(&self, demander: &Demander) -> Value {
        let (objet, id, libelle) = match demander.objet {
            Objet::Donnee(donnee) => ("donnee", self.pointer(donnee), None),
            Objet::Objectif(i) => ("objectif", format!("/objectifs/{}", i.id()), None),
            Objet::NouvelObjectif(i, annee, periode) => {
                ("objectif", format!("/annees/{annee}/periodes/{periode}/objectifs/{}", i.id()), None)
            }
            Objet::Seuils(i) => ("seuils", self.pointer(Donnee::ParIndicateur("patientele.seuils", i)), None),
            Objet::Question(question) => {
                let texte = self.convention.textes.question(question);
                ("question", question.id().to_owned(), texte.map(|t| t.a_demander.as_str()))
            }
        };
        json!({ "objet": objet, "id": id, "libelle": libelle, "aupres_de": demander.aupres_de })
    }

    fn precision(&self, precision: Option<Precision>) -> Value {
        precision.map_or(Value::Null, |precision| {
            json!({
                "donnee": self.pointer(precision.donnee),
                "ecart_centimes": precision.ecart,
                "reste_au_plus_centimes": precision.reste_au_plus,
                "reste_au_mieux_centimes": precision.reste_au_mieux,
            })
        })
    }

    pub(crate) fn noeud(&self, prefix: &str, noeud: &Noeud) -> Value {
        let texte = self.convention.textes.regle(noeud.regle);
        json!({
            "chemin": format!("{prefix}{}", noeud.chemin.pointer()),
            "regle": noeud.regle,
            "libelle": self.regle(noeud.regle),
            "confiance": texte.map(|t| t.confiance),
            "valeur": noeud.valeur,
            "lu": noeud.lu.iter().map(|lu| self.lu(prefix, lu)).collect::<Vec<_>>(),
            "enfants": noeud.enfants.iter().map(|n| self.noeud(prefix, n)).collect::<Vec<_>>(),
        })
    }

    fn lu(&self, prefix: &str, lu: &Lu) -> Value {
        let mut object = Map::new();
        object.insert("nom".to_owned(), json!(lu.nom));
        object.insert("valeur".to_owned(), json!(lu.valeur));
        let mut from = |key: &str, value: Value| object.insert(key.to_owned(), value);
        match lu.origine {
            Origine::Dossier(donnee) => from("dossier", json!(self.pointer(donnee))),
            Origine::Figure(chemin) => from("figure", json!(figure(prefix, chemin))),
            Origine::Variante(index, chemin) => {
                from("figure", json!(format!("/variantes/{index}{}", chemin.pointer())))
            }
            Origine::Suppose(chemin) => from("suppose", json!(figure(prefix, chemin))),
            Origine::Lecture(question) => from("question", json!(question.id())),
            Origine::Au => from("demande", json!("/au")),
            Origine::ConnuAu => from("demande", json!("/connu_au")),
            Origine::Hypothese(i) => from("demande", json!(format!("/si/{}", i.id()))),
            Origine::Regles(id) => match self.convention.cells.get(usize::from(id.0)) {
                None => None,
                Some(cell) => {
                    from("regles", json!(format!("{}#{}", cell.fichier, cell.chemin)));
                    from("source", json!(cell.source));
                    from("confiance", json!(cell.confiance))
                }
            },
        };
        Value::Object(object)
    }
}

/// The pointer of a figure that was read under a prefix: what all options share stands at the root.
fn figure(prefix: &str, chemin: Chemin) -> String {
    if chemin.par_option() { format!("{prefix}{}", chemin.pointer()) } else { chemin.pointer() }
}

pub(crate) fn totaux(totaux: &Totaux) -> Value {
    json!({
        "annees": totaux.annees,
        "aide_centimes": totaux.aide,
        "bornes": totaux.bornes.map(plage),
        "maximum_centimes": totaux.maximum,
        "pire_cas_centimes": totaux.pire_cas(),
        "en_jeu_centimes": totaux.en_jeu(),
    })
}

fn mensualite(mensualite: &Mensualite) -> Value {
    json!({
        "debut": mensualite.debut,
        "fin": mensualite.fin,
        "mois": mensualite.mois,
        "temps": mensualite.temps,
        "minimum_centimes": mensualite.minimum,
        "taux_anciennete": mensualite.taux_anciennete,
        "detail": detail(&mensualite.detail),
    })
}

fn detail(detail: &Detail) -> Value {
    Value::Object(LigneCout::ALL.iter().map(|l| (format!("{l}_centimes"), json!(detail[*l]))).collect())
}

pub(crate) fn bornes(bornes: &Bornes) -> Value {
    json!({
        "montant_centimes": bornes.montant.map(plage),
        "part": bornes.part.map(plage),
        "aide_centimes": bornes.aide.map(plage),
    })
}

pub(crate) fn plage<T: serde::Serialize>(plage: Plage<T>) -> Value {
    json!({ "min": plage.min, "max": plage.max })
}
