//! A life studied day after day with one knowledge: what was settled stays as it was.

use crate::boite;
use crate::config;
use crate::generateur::{date, plus_jours};
use crate::harness;
use crate::lecture::{lendemain, liste, montrer, reguliers, texte};
use crate::temps::meme;
use crate::vies::{FINS, vies};
use convention::document::Format;
use proptest::prelude::*;
use serde_json::Value;

/// Two days of study of one life, in order, and what is said on each.
pub(crate) struct Pas<'a> {
    pub(crate) un: &'a str,
    pub(crate) deux: &'a str,
    pub(crate) a: &'a Value,
    pub(crate) b: &'a Value,
}

/// Day from which an event of the dossier binds: signed, or in effect.
fn engage_le(evenement: &Value) -> &str {
    let jour = texte(evenement, "date");
    evenement["signe_le"].as_str().map_or(jour, |signe| signe.min(jour))
}

impl Pas<'_> {
    fn evenements(&self) -> &[Value] {
        liste(&self.b["dossier"], "evenements")
    }

    /// The events that bind between the two days.
    fn nouveaux(&self) -> impl Iterator<Item = &Value> {
        self.evenements().iter().filter(|e| engage_le(e) > self.un && engage_le(e) <= self.deux)
    }

    /// Whether a suspension is open on the first day, under the reading where it moves anniversaries: it has
    /// moved none yet.
    fn mouvant(&self) -> bool {
        let decale = self.b["dossier"]["lectures"]["Q-SUSP"] == "decale";
        let comptes = self.evenements().iter().filter(|e| engage_le(e) <= self.un);
        let mut genres = comptes.map(|e| texte(e, "type")).filter(|genre| ["suspension", "reprise"].contains(genre));
        decale && genres.next_back() == Some("suspension")
    }

    /// What the second day says otherwise of the past than the first one.
    pub(crate) fn contradiction(&self) -> Option<String> {
        if self.mouvant() {
            return None;
        }
        self.paiement_change().or_else(|| {
            let closes =
                liste(self.a, "annees").iter().filter(|annee| lendemain(texte(annee, "fin")).as_str() <= self.un);
            closes.filter_map(|annee| self.annee_changee(annee)).next()
        })
    }

    /// A payment whose right arose before the first day, and is another one on the second.
    fn paiement_change(&self) -> Option<String> {
        reguliers(self.a).into_iter().filter(|paye| paye.droit.as_str() <= self.un).find_map(|paye| {
            let montant = paye.montant?;
            let apres = meme(self.b, paye.annee, paye.premier).and_then(|v| v["montant_centimes"].as_i64());
            (apres != Some(montant)).then(|| format!("payment of year {}: {montant}, then {apres:?}", paye.annee))
        })
    }

    /// A figure of a closed year that is another one on the second day, and no event says why.
    fn annee_changee(&self, annee: &Value) -> Option<String> {
        let numero = &annee["annee"];
        let Some(apres) = liste(self.b, "annees").iter().find(|b| b["annee"] == *numero) else {
            return Some(format!("year {numero} is gone"));
        };
        // a contract that ended has constats until the anniversary that would have closed its year
        let fin = lendemain(texte(annee, "fin"));
        let rompue = self.evenements().iter().any(|e| e["date"] == fin.as_str() && FINS.contains(&texte(e, "type")));
        let decidee = self.nouveaux().any(|e| texte(e, "type") == "decision-caisse" && e["annee"] == *numero);
        let figures = ["debut", "fin", "option", "montant_centimes", "atteintes", "part", "aide_centimes"];
        for nom in figures {
            let excuse = match nom {
                "atteintes" => rompue,
                "part" | "aide_centimes" => rompue || decidee,
                _ => false,
            };
            if !annee[nom].is_null() && !excuse && annee[nom] != apres[nom] {
                return Some(format!("{nom} of year {numero}: {}, then {}", annee[nom], apres[nom]));
            }
        }
        self.ligne_changee(annee)
    }

    /// A payment of a closed year that is gone, or that comes without an event.
    fn ligne_changee(&self, annee: &Value) -> Option<String> {
        let siens = |etude| liste(etude, "versements").iter().filter(|v| v["annee"] == annee["annee"]);
        let mut reste: Vec<&Value> = siens(self.b).collect();
        for ligne in siens(self.a) {
            // what was not known yet may be now
            let inconnu = ligne["montant_centimes"].is_null();
            let memes: &[&str] =
                if inconnu { &["motif", "evenement"] } else { &["nature", "montant_centimes", "motif", "date_limite"] };
            let place = reste.iter().position(|r| memes.iter().all(|nom| r[*nom] == ligne[*nom]));
            match place {
                Some(place) => drop(reste.remove(place)),
                None if inconnu => {}
                None => return Some(format!("{ligne} is gone: {reste:#?}")),
            }
        }
        let tout_connu = annee["aide_centimes"].is_i64();
        reste.into_iter().filter(|_| tout_connu).find_map(|ligne| {
            let explique = self.nouveaux().any(|e| texte(e, "type") == texte(ligne, "motif"));
            (!explique).then(|| format!("{ligne} appears"))
        })
    }
}

/// Studies a life every so many days up to its last day of study, and compares each day with the one before.
fn balayer(
    (signature, au): (&str, &str),
    pas: usize,
    etude: impl Fn(&str) -> Value,
    montrer: impl Fn() -> String,
) -> Result<(), TestCaseError> {
    let (mut jour, au) = (date(signature).tomorrow().unwrap(), date(au));
    let mut avant: Option<(String, Value)> = None;
    while jour <= au {
        let (deux, b) = (jour.to_string(), etude(&jour.to_string()));
        if let Some((un, a)) = &avant
            && let Some(quoi) = (Pas { un, deux: &deux, a, b: &b }).contradiction()
        {
            return Err(TestCaseError::fail(format!("{quoi}, between {un} and {deux}\n{}", montrer())));
        }
        avant = Some((deux, b));
        jour = plus_jours(jour, pas as i64);
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(8))]

    #[test]
    fn le_passe_reste_mois_apres_mois(s in vies()) {
        let signature = s.signature.clone().unwrap_or_else(|| s.au.clone());
        let connu_au = s.connu_au.clone().unwrap_or_else(|| s.au.clone());
        let etude = |au: &str| {
            boite::etude("f.toml", &s.toml(), Format::Toml, au, &connu_au).expect("a sound life")
        };
        balayer((&signature, &s.au), 30, etude, || montrer(&s))?;
    }
}

/// The lives worked by hand, day after day.
#[test]
fn le_passe_reste_jour_apres_jour() {
    let noms = [
        "1 ETP de 2024, 2 ETP en ZIP à l'année 3",
        "Une suspension à cheval sur un anniversaire",
        "Une fin au milieu de l'année 4, après un acompte",
        "De 0,5 à 1 ETP en année 2, puis 65 ans en année 4",
        "Une suspension et une décision sur la même année, puis son retrait",
    ];
    for nom in noms {
        let cas = harness::cas().iter().find(|c| c.fichier == "vie-combinee.toml" && c.nom.starts_with(nom));
        let cas = cas.unwrap_or_else(|| panic!("no case is named {nom}"));
        let (au, connu_au) = (cas.au.to_string(), cas.connu_au.to_string());
        let etude = |au: &str| boite::etude("f.toml", &cas.dossier, Format::Toml, au, &connu_au).expect("a sound life");
        let signature = texte(&etude(&au)["dossier"]["contrat"], "signature").to_owned();
        balayer((&signature, &au), 1, etude, || nom.to_owned()).unwrap_or_else(|faute| panic!("{faute}"));
    }
}
