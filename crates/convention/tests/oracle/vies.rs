//! Lives at random: a sound contract, then events that can have happened to it, often near an anniversary.

use crate::generateur::{Des, construire, date, des_de, plus_ans, plus_jours};
use crate::situation::{Evenement, Ind, Situation};
use jiff::civil::Date;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Types of events, in the order in which those of one day fold.
pub(crate) const ORDRE: [&str; 16] = [
    "avenant-prorogation",
    "avenant-option",
    "avenant-65-ans",
    "avenant-objectif",
    "reprise",
    "suspension",
    "nouvel-assistant",
    "secretaire-devenu-assistant",
    "secretaire-remplace",
    "certification",
    "contrat-de-travail-remis",
    "reunion-caisse",
    "decision-caisse",
    "demenagement",
    "changement-specialite",
    "resiliation",
];

/// Those that end the contract.
pub(crate) const FINS: [&str; 3] = ["demenagement", "changement-specialite", "resiliation"];

/// Those that bear on no figure.
pub(crate) const SANS_EFFET: [&str; 6] = [
    "nouvel-assistant",
    "secretaire-devenu-assistant",
    "secretaire-remplace",
    "certification",
    "contrat-de-travail-remis",
    "reunion-caisse",
];

/// The questions that a life raises, default first.
const QUESTIONS: &str = "
Q-AVENANT au_prochain_anniversaire prorata_jours
Q-DEPART-AVENANT dernier_constat depart_du_contrat
Q-OBJ-OPTION inconnu inchange
Q-SUSP terme_fixe decale
Q-RECUP annee_en_cours duree_du_contrat
Q-RECUP-SOLDE prorata non_du
Q-DEMENAGEMENT comme_resiliation sans_recuperation
Q-PROROG table_du_regime prorata_pur
";

/// Lives that the program must accept, most of their facts known.
pub(crate) fn vies() -> impl Strategy<Value = Situation> {
    des_de(480).prop_map(|mut des| vie(&mut des))
}

/// Lives where the open questions that are read otherwise are those of a life.
pub(crate) fn vies_simples() -> impl Strategy<Value = Situation> {
    vies().prop_map(|mut s| {
        s.lectures.retain(|(q, _)| q == "Q-TAUX" || QUESTIONS.lines().any(|l| l.split(' ').next() == Some(q.as_str())));
        if s.activite_mixte {
            (s.activite_mixte, s.temps_liberal) = (false, None);
            (s.pmt.reconstituee, s.pfa.reconstituee) = (None, None);
        }
        (s.rqth, s.ald, s.sans_seuil_minimal) = (false, false, false);
        s
    })
}

/// A life that the program must accept.
pub(crate) fn vie(des: &mut Des) -> Situation {
    // the facts that make a life come first: the rest of the row may run dry
    let au_dans = match des.entre(0, 4) {
        0..=2 => des.entre(700, 7 * 365),
        3 => des.entre(0, 700),
        _ => des.entre(2000, 11 * 365),
    };
    let combien = des.parmi(&[2, 1, 3, 4, 5, 6, 8, 10]);
    let bruts: Vec<Tirage> = (0..combien).map(|_| Tirage::jeter(des)).collect();
    let lectures: Vec<(String, String)> = QUESTIONS.lines().filter_map(|ligne| lecture(ligne, des)).collect();

    let mut s = construire(des);
    let signature = date(s.signature.get_or_insert_with(|| s.au.clone()));
    s.option.get_or_insert_with(|| "1".to_owned());
    s.au = plus_jours(signature, au_dans).min(date("2036-12-31")).to_string();
    s.installation = s.installation.filter(|i| *i <= s.au);
    let sans_autre = des.chance(3, 5);
    s.lectures.retain(|(q, _)| !sans_autre || q == "Q-TAUX");
    s.lectures.extend(lectures);
    for constat in &mut s.constats {
        if des.chance(1, 6) {
            constat.connu_le = Some(plus_jours(date(&constat.date), des.entre(0, 500)).to_string());
        }
    }
    let mut candidats: Vec<Evenement> = Vec::new();
    for brut in bruts {
        let jour = brut.jour(signature, date(&s.au), &candidats);
        brut.poser(&s, jour, &mut candidats);
    }
    s.evenements = admis(&s, candidats);
    s
}

fn lecture(ligne: &str, des: &mut Des) -> Option<(String, String)> {
    let mots: Vec<&str> = ligne.split_whitespace().collect();
    let [question, lectures @ ..] = mots.as_slice() else { return None };
    des.chance(1, 4).then(|| (question.to_string(), lectures[1].to_owned()))
}

/// The dice of one event.
struct Tirage([u32; 12]);

/// What happens, the likeliest first.
const SORTES: [&str; 24] = [
    "suspension",
    "avenant-option",
    "avenant-objectif",
    "suspension",
    "decision-caisse",
    "suspension",
    "avenant-option",
    "avenant-65-ans",
    "avenant-objectif",
    "avenant-prorogation",
    "avenant-prorogation",
    "avenant-prorogation",
    "resiliation",
    "decision-caisse",
    "reprise",
    "demenagement",
    "changement-specialite",
    "nouvel-assistant",
    "secretaire-devenu-assistant",
    "secretaire-remplace",
    "certification",
    "contrat-de-travail-remis",
    "reunion-caisse",
    "avenant-option",
];

impl Tirage {
    fn jeter(des: &mut Des) -> Tirage {
        Tirage(std::array::from_fn(|_| des.entre(0, i64::from(u32::MAX) - 1) as u32))
    }

    fn de(&self, i: usize, modulo: i64) -> i64 {
        i64::from(self.0[i]) % modulo
    }

    fn genre(&self) -> &'static str {
        SORTES[self.de(0, 24) as usize]
    }

    /// Its day: anywhere in the life, near an anniversary, on 29 February, or with another event.
    fn jour(&self, signature: Date, au: Date, deja: &[Evenement]) -> Date {
        let duree = i64::from(signature.until(au).unwrap().get_days()).max(1);
        let au_hasard = plus_jours(signature, self.de(2, duree + 60));
        match self.de(1, 8) {
            0..=3 => au_hasard,
            4 => plus_ans(signature, 1 + self.de(2, duree / 365 + 1)),
            5 => plus_jours(plus_ans(signature, 1 + self.de(2, duree / 365 + 1)), self.de(3, 3) - 1),
            6 => {
                let bissextile = date(["2024-02-29", "2028-02-29", "2032-02-29"][self.de(2, 3) as usize]);
                if bissextile > signature { bissextile } else { au_hasard }
            }
            _ => deja.get(self.de(2, deja.len().max(1) as i64) as usize).map_or(au_hasard, |e| date(&e.date)),
        }
    }

    /// Adds this event, and often the reprise of a suspension.
    fn poser(&self, s: &Situation, jour: Date, candidats: &mut Vec<Evenement>) {
        let genre = self.genre();
        let mut evenement = self.date_de(genre, jour, s);
        evenement.champs = self.champs(genre, s, jour);
        candidats.push(evenement);
        if genre == "suspension" && self.de(8, 5) > 0 {
            let duree = [30, 10, 1, 90, 200, 365, 400, 800][self.de(9, 8) as usize];
            let mut reprise = Evenement {
                date: plus_jours(jour, duree + self.de(10, 7)).to_string(),
                genre: "reprise".to_owned(),
                ..Evenement::default()
            };
            if self.de(11, 5) == 0 {
                reprise.connu_le = Some(plus_jours(date(&reprise.date), 1 + self.de(10, 90)).to_string());
            }
            candidats.push(reprise);
        }
    }

    fn date_de(&self, genre: &str, jour: Date, s: &Situation) -> Evenement {
        let mut e = Evenement { date: jour.to_string(), genre: genre.to_owned(), ..Evenement::default() };
        let signature = s.signature.as_deref().unwrap_or_default();
        match self.de(4, 8) {
            0 => {
                let signe = plus_jours(jour, -self.de(5, 120)).to_string();
                e.signe_le = Some(signe.max(signature.to_owned()));
            }
            1 => e.signe_le = Some(plus_jours(jour, self.de(5, 60)).to_string()),
            2 => e.signe_le = Some(plus_jours(jour, self.de(5, 600)).to_string()),
            _ => {}
        }
        if self.de(6, 4) == 0 {
            e.connu_le = Some(plus_jours(date(e.su_le()), self.de(7, 500)).to_string());
        }
        e
    }

    fn champs(&self, genre: &str, s: &Situation, jour: Date) -> Map<String, Value> {
        let mut champs = Map::new();
        let mut put = |nom: &str, valeur: Value| champs.insert(nom.to_owned(), valeur);
        match genre {
            "avenant-option" => {
                put("option", json!(["1", "0.5", "1.5", "2", "1.5", "2", "1/3"][self.de(8, 7) as usize]));
            }
            "avenant-65-ans" => {
                match self.de(8, 3) {
                    0 => {}
                    1 => {
                        let premiere = format!("{}-12-31", jour.year() - 1);
                        let connues: Vec<&str> = s
                            .constats
                            .iter()
                            .map(|c| c.date.as_str())
                            .filter(|d| *d <= jour.to_string().as_str() && *d >= premiere.as_str())
                            .collect();
                        if let Some(mesure) = connues.get(self.de(9, connues.len().max(1) as i64) as usize) {
                            put("date_mesure", json!(mesure));
                        }
                    }
                    _ => {
                        put("depart", self.par_indicateur(s, |k| Some(json!(900 + self.de(9 + k, 1200)))));
                    }
                };
            }
            "avenant-objectif" => {
                let haut = s.constats.iter().flat_map(|c| [c.pmt, c.pfa]).chain([s.pmt.depart, s.pfa.depart]).flatten();
                let haut = haut.max().unwrap_or(2000).max(2200);
                let lesquels = self.de(8, 4);
                put(
                    "objectif",
                    self.par_indicateur(s, |k| {
                        // one indicator alone, one time out of two
                        if s.deux_indicateurs() && (lesquels == 2 && k == 0 || lesquels == 3 && k == 1) {
                            return None;
                        }
                        Some(match self.de(9 + k, 4) {
                            0 | 1 => json!({ "gain": 5 + self.de(9 + k, 400) }),
                            2 => json!({ "cible": haut + 1 + self.de(9 + k, 300) }),
                            _ => json!({ "maintien": true }),
                        })
                    }),
                );
                if self.de(11, 3) == 0 {
                    put("depart", self.par_indicateur(s, |k| Some(json!(700 + self.de(9 + k, 1300)))));
                }
            }
            "decision-caisse" => {
                put("annee", json!(1 + self.de(8, 7)));
                put("motif", json!("circonstances exceptionnelles"));
                match self.de(9, 4) {
                    0 | 1 => put("part", json!(["3/4", "1", "0", "1/3", "2/7"][self.de(10, 5) as usize])),
                    2 => put("aide_euros", json!(1 + self.de(10, 20_000))),
                    _ => put("retrait", json!(true)),
                };
            }
            "certification" => {
                put("nature", json!(["cqp", "fae", "vae"][self.de(8, 3) as usize]));
            }
            "secretaire-remplace" => {
                put("heures_semaine", json!(20 + self.de(8, 15)));
            }
            "suspension" if self.de(10, 2) == 0 => {
                put("motif", json!("absence non remplacée"));
            }
            "resiliation" => {
                put("par", json!(["medecin", "caisse"][self.de(8, 2) as usize]));
                if self.de(9, 2) == 0 {
                    put("carence", json!(self.de(10, 2) == 0));
                }
            }
            _ => {}
        }
        champs
    }

    fn par_indicateur(&self, s: &Situation, f: impl Fn(usize) -> Option<Value>) -> Value {
        let tous = s.indicateurs().iter().enumerate();
        Value::Object(tous.filter_map(|(k, ind): (usize, &Ind)| Some((ind.nom().to_owned(), f(k)?))).collect())
    }
}

/// Where the walk through a life stands.
struct Etat {
    option: String,
    /// Suspensions: first day, first day active again.
    suspensions: Vec<(Date, Option<Date>)>,
    /// Whether the contract renews by itself.
    reconduit: bool,
    annees: i64,
    /// Years that a decision of the caisse holds for.
    decidees: Vec<i64>,
}

impl Etat {
    fn suspendu(&self) -> bool {
        self.suspensions.last().is_some_and(|s| s.1.is_none())
    }

    /// The anniversary that closes year `n`, as things stand on a day (Q-SUSP).
    fn anniversaire(&self, s: &Situation, signature: Date, n: i64, le: Date) -> Date {
        let mut pousse = 0;
        if s.lit("Q-SUSP", "decale") {
            let mut reste = self.suspensions.as_slice();
            for annee in 1..=n {
                while let [(de, a), autres @ ..] = reste
                    && *de < plus_jours(plus_ans(signature, annee), pousse)
                {
                    pousse += i64::from(de.until(a.unwrap_or(le)).unwrap().get_days());
                    reste = autres;
                }
            }
        }
        plus_jours(plus_ans(signature, n), pousse)
    }

    /// First day past the term, as things stand on a day.
    fn terme(&self, s: &Situation, signature: Date, le: Date) -> Option<Date> {
        (!self.reconduit).then(|| self.anniversaire(s, signature, self.annees, le))
    }
}

/// The events that can have happened, in their order: what cannot is left out.
pub(crate) fn admis(s: &Situation, mut candidats: Vec<Evenement>) -> Vec<Evenement> {
    let rang = |e: &Evenement| ORDRE.iter().position(|g| *g == e.genre).unwrap_or(99);
    candidats.sort_by_key(|e| (e.date.clone(), rang(e)));
    let signature = date(s.signature.as_deref().unwrap_or(&s.au));
    let reconduit = s.signature_ou_au() >= entree(s);
    let mut etat = Etat {
        option: s.option.clone().unwrap_or_default(),
        suspensions: Vec::new(),
        reconduit,
        decidees: Vec::new(),
        annees: if reconduit { 60 } else { 5 },
    };
    let mut admis: Vec<Evenement> = Vec::new();
    for e in candidats {
        let meme = admis.iter().any(|a| {
            a.date == e.date
                && a.genre == e.genre
                && (!e.est("decision-caisse") || a.champs["annee"] == e.champs["annee"])
        });
        if meme || !possible(s, &etat, signature, &e) {
            continue;
        }
        match e.genre.as_str() {
            "avenant-option" => etat.option = e.champs["option"].as_str().unwrap_or_default().to_owned(),
            "suspension" => etat.suspensions.push((date(&e.date), None)),
            "reprise" => etat.suspensions.last_mut().unwrap().1 = Some(date(&e.date)),
            "avenant-prorogation" => etat.annees += 5,
            "decision-caisse" => {
                let annee = e.champs["annee"].as_i64().unwrap_or(0);
                etat.decidees.retain(|a| *a != annee);
                etat.decidees.extend((!e.champs.contains_key("retrait")).then_some(annee));
            }
            _ => {}
        }
        let fin = FINS.contains(&e.genre.as_str());
        admis.push(e);
        if fin {
            break;
        }
    }
    admis
}

/// First day of convention-2024 under the dossier's reading.
pub(crate) fn entree(s: &Situation) -> &'static str {
    if s.lit("Q-ENTREE", "21") { "2024-06-21" } else { "2024-06-22" }
}

fn possible(s: &Situation, etat: &Etat, signature: Date, e: &Evenement) -> bool {
    let jour = date(&e.date);
    let precede = ["certification", "secretaire-devenu-assistant", "contrat-de-travail-remis"];
    if jour < signature && !precede.contains(&e.genre.as_str()) {
        return false;
    }
    let apres_terme = ["decision-caisse", "reunion-caisse"];
    let terme = etat.terme(s, signature, jour);
    if terme.is_some_and(|terme| jour >= terme) && !apres_terme.contains(&e.genre.as_str()) {
        return false;
    }
    if FINS.contains(&e.genre.as_str()) && jour <= signature {
        return false;
    }
    match e.genre.as_str() {
        "suspension" => !etat.suspendu(),
        "reprise" => etat.suspendu(),
        // a term is prorogued once
        "avenant-prorogation" => {
            let une_par_terme = etat.annees == 5 || jour > etat.anniversaire(s, signature, etat.annees - 5, jour);
            let a_temps = e.signe_le.as_deref().is_none_or(|signe| terme.is_some_and(|terme| date(signe) <= terme));
            terme.is_some() && une_par_terme && a_temps
        }
        "avenant-option" => option_possible(s, etat, signature, jour, e.champs["option"].as_str().unwrap_or_default()),
        "avenant-65-ans" => s.naissance.as_deref().is_none_or(|n| plus_ans(date(n), 65) <= jour),
        "decision-caisse" => {
            let annee = e.champs["annee"].as_i64().unwrap_or(1);
            let retire = e.champs.contains_key("retrait") && !etat.decidees.contains(&annee);
            annee <= etat.annees && etat.anniversaire(s, signature, annee - 1, jour) <= jour && !retire
        }
        _ => true,
    }
}

fn option_possible(s: &Situation, etat: &Etat, signature: Date, jour: Date, option: &str) -> bool {
    let du_regime = match option {
        "1/3" => s.avenant_7() && jour < date("2023-05-01"),
        "1.5" | "2" => s.signature_ou_au() >= entree(s),
        _ => true,
    };
    let un_etp = !(option == "1" && s.avenant_7() && s.zone.as_deref() == Some("autre"));
    let plusieurs = !["1.5", "2"].contains(&option)
        || (jour >= etat.anniversaire(s, signature, 2, jour)
            && s.zone.as_deref().is_none_or(|z| z == "zip")
            && s.specialite == "01"
            && !["1/3", "0.5"].contains(&etat.option.as_str()));
    option != etat.option && du_regime && un_etp && plusieurs
}
