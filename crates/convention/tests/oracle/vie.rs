//! A life, read day by day: what was in force on each day of a year, and what was known on each day of
//! payment.

use super::objectifs::{self, Objectif};
use super::parts::{self, Frac};
use super::regime::{self, AVENANT_7, CONVENTION_2024, Cadre, jour, plus_ans};
use super::seuils::{self, Scenario};
use super::{Valeur, montants, versements};
use crate::situation::{Evenement, Ind, Situation};
use crate::vies::{FINS, ORDRE, SANS_EFFET};
use jiff::civil::Date;
use serde_json::Value;

/// What the oracle says of a year of a life; `None`: it does not say.
#[derive(Debug)]
pub(crate) struct AnneeVecue {
    pub(crate) annee: i64,
    pub(crate) debut: String,
    pub(crate) fin: String,
    pub(crate) option: String,
    pub(crate) montant: Option<i64>,
    pub(crate) part: Valeur<Frac>,
    /// Whether nothing is known of what is asked, so that anything from nothing to all may be due.
    pub(crate) tout_est_possible: bool,
    pub(crate) aide: Option<i64>,
    /// Share and aid that a decision replaced.
    pub(crate) calcul: Option<(Frac, i64)>,
    /// Nature, amount, last day of the payments that the calendar makes due.
    pub(crate) reguliers: Vec<(Option<&'static str>, Option<i64>, Valeur<String>)>,
    /// What all the others come to.
    pub(crate) autres: Option<i64>,
}

/// The day of study and the day of knowledge of a state.
type Jours = (Date, Date);

struct Vie<'a> {
    s: &'a Situation,
    cadre: Cadre,
    scenario: Scenario,
    au: Date,
}

/// A state of the contract.
struct Etat<'a> {
    evenements: Vec<&'a Evenement>,
    s: Situation,
    su: Date,
}

/// What an indicator is asked on a day.
enum Demande {
    Un(Objectif),
    /// An avenant changed the option, and nobody wrote the objective that it asks for.
    AEcrire,
    NonDit,
}

/// A year in a state.
#[derive(Clone)]
struct Chiffres {
    montant: Valeur<i64>,
    part: Valeur<Frac>,
    aide: Valeur<i64>,
    calcul: Option<(Valeur<Frac>, Valeur<i64>)>,
    /// The aid of the days that were counted, exact.
    exacte: Valeur<Frac>,
}

fn date(e: &Evenement) -> Date {
    jour(&e.date)
}

fn jours(debut: Date, fin: Date) -> i64 {
    i64::from(debut.until(fin).unwrap().get_days())
}

/// So many cents by a fraction, rounded half up; below zero too.
fn arrondi(num: i128, den: i128) -> i64 {
    i64::try_from((2 * num + den).div_euclid(2 * den)).unwrap()
}

/// Every year of a life. `None`: something in it is not said by the rules.
pub(crate) fn vivre(s: &Situation) -> Option<Vec<AnneeVecue>> {
    let cadre = Cadre::de(s);
    let scenarios = seuils::scenarios(s, &cadre);
    let [scenario] = scenarios.as_slice() else { return None };
    if s.rqth || s.ald || s.sans_seuil_minimal || s.activite_mixte || !cadre.deja_signe || s.option.is_none() {
        return None;
    }
    let mut vie = Vie { s, au: cadre.au, cadre, scenario: scenario.clone() };
    let finale = vie.etat((vie.au, vie.au));
    if s.lit("Q-SUSP", "decale") {
        let mouvements = || finale.evenements.iter().filter(|e| e.est("suspension") || e.est("reprise"));
        // how days are counted in a year that is longer, and what an open suspension moves, is not said
        let coupee = s.lit("Q-AVENANT", "prorata_jours") || mouvements().count() % 2 == 1;
        let tard = mouvements().any(|e| e.su_le() > e.en_vigueur_le() || e.en_vigueur_le() < e.date.as_str());
        if mouvements().count() > 0 && (coupee || tard || finale.fin().is_some()) {
            return None;
        }
        let debuts = vie.debuts(&finale);
        // nor what an anniversary was worth that passed before anyone knew that it would move
        let passe = |(de, a): (Date, Option<Date>)| {
            let cloture = debuts.iter().copied().find(|d| *d > de);
            a.zip(cloture).is_none_or(|(a, cloture)| jours(a, cloture) < jours(de, a))
        };
        if finale.suspensions().into_iter().any(passe) {
            return None;
        }
        vie.cadre.debuts = Some(debuts);
    }
    let derniere = vie.derniere(&finale);
    let mut annees: Vec<AnneeVecue> = Vec::new();
    let mut verse = Some(0);
    for n in 1..=derniere {
        let annee = vie.annee(&finale, n, verse)?;
        verse = verse.zip(annee.aide).map(|(a, b)| a + b);
        annees.push(annee);
    }
    Some(annees)
}

impl<'a> Etat<'a> {
    fn fin(&self) -> Option<&'a Evenement> {
        self.evenements.iter().copied().find(|e| FINS.contains(&e.genre.as_str()))
    }

    /// Suspensions: first day, first day active again.
    fn suspensions(&self) -> Vec<(Date, Option<Date>)> {
        let mut suspensions: Vec<(Date, Option<Date>)> = Vec::new();
        for e in &self.evenements {
            match (e.genre.as_str(), suspensions.last_mut()) {
                ("suspension", last) if last.as_ref().is_none_or(|l| l.1.is_some()) => {
                    suspensions.push((date(e), None))
                }
                ("reprise", Some(ouverte)) if ouverte.1.is_none() => ouverte.1 = Some(date(e)),
                _ => {}
            }
        }
        suspensions
    }

    fn prorogation(&self, le: Date) -> bool {
        let signee = |e: &Evenement| e.signe_le.as_deref().map_or_else(|| date(e), jour);
        self.evenements.iter().any(|e| e.est("avenant-prorogation") && signee(e) <= le)
    }

    fn option(&self, le: Date) -> String {
        let derniere = self.evenements.iter().rev().find(|e| e.est("avenant-option") && date(e) <= le);
        let nouvelle = derniere.and_then(|e| e.champs["option"].as_str());
        nouvelle.or(self.s.option.as_deref()).unwrap_or_default().to_owned()
    }
}

impl<'a> Vie<'a> {
    /// What is in force on a day and known on another.
    fn etat(&self, (en_vigueur, su): Jours) -> Etat<'a> {
        let (en_vigueur, su) = (en_vigueur.min(self.au), su.min(self.au));
        let compte = |e: &&Evenement| jour(e.en_vigueur_le()) <= en_vigueur && jour(e.su_le()) <= su;
        let mut evenements: Vec<&Evenement> = self.s.evenements.iter().filter(compte).collect();
        let rang = |e: &Evenement| ORDRE.iter().position(|g| *g == e.genre);
        evenements.sort_by_key(|e| (e.date.clone(), rang(e)));
        let mut s = self.s.clone();
        s.constats.retain(|c| jour(&c.date) <= su && c.connu_le.as_ref().is_none_or(|connu| jour(connu) <= su));
        Etat { evenements, s, su }
    }

    fn debuts(&self, etat: &Etat<'_>) -> Vec<Date> {
        let mut debuts = vec![self.cadre.signature];
        let mut closes: Vec<(Date, Date)> = etat.suspensions().iter().filter_map(|s| Some((s.0, s.1?))).collect();
        let mut decalage = 0;
        for n in 1..25 {
            let mut cloture = regime::plus_jours(plus_ans(self.cadre.signature, n), decalage);
            while closes.first().is_some_and(|c| c.0 < cloture) {
                let (de, a) = closes.remove(0);
                decalage += jours(de, a);
                cloture = regime::plus_jours(plus_ans(self.cadre.signature, n), decalage);
            }
            debuts.push(cloture);
        }
        debuts
    }

    fn derniere(&self, finale: &Etat<'_>) -> i64 {
        let prorogations = finale.evenements.iter().filter(|e| e.est("avenant-prorogation")).count() as i64;
        let terme = if self.cadre.regime == CONVENTION_2024 { 60 } else { 5 + 5 * prorogations };
        let mut derniere = 5;
        while derniere < terme && self.cadre.debut(derniere + 1) <= self.au {
            derniere += 1;
        }
        // past the end, there are only the years that had begun before anyone knew of it
        let vide = |n: i64| finale.fin().is_some_and(|f| self.cadre.debut(n) >= date(f).max(jour(f.su_le())));
        while derniere > 1 && vide(derniere) {
            derniere -= 1;
        }
        derniere
    }

    /// What an indicator is asked on a day.
    fn demande(&self, etat: &Etat<'_>, ind: Ind, le: Date, vu: Option<i64>) -> Demande {
        let mut a_ecrire = false;
        match self.objectif(etat, ind, le, vu, &mut a_ecrire) {
            _ if a_ecrire => Demande::AEcrire,
            Some(objectif) => Demande::Un(objectif),
            None => Demande::NonDit,
        }
    }

    /// Whether a count that an avenant would start from was measured by then, and is not known.
    fn mesure_cachee(&self, etat: &Etat<'_>, e: &Evenement, derniere: Option<&str>) -> bool {
        self.s.constats.iter().any(|c| {
            let su = c.connu_le.as_ref().unwrap_or(&c.date);
            let avant = c.date <= e.date && derniere.is_none_or(|d| d < c.date.as_str());
            avant && jour(&c.date) <= etat.su && jour(su) > etat.su
        })
    }

    /// The objective in force on a day. `None`: it is not said, or `a_ecrire`.
    fn objectif(&self, etat: &Etat<'_>, ind: Ind, le: Date, vu: Option<i64>, a_ecrire: &mut bool) -> Option<Objectif> {
        let mut nouvelle_option = false;
        let mut s = etat.s.clone();
        s.option = Some(etat.option(le));
        let mut ecrit: Option<Objectif> = None;
        let mut maintien_65: Option<Objectif> = None;
        let mut depart = s.compte(ind).depart;
        for e in etat.evenements.iter().filter(|e| date(e) <= le) {
            match e.genre.as_str() {
                // a revision at 65 does not depend on the option
                "avenant-option" if maintien_65.is_some() && ecrit.is_none() => {}
                "avenant-option" if s.lit("Q-OBJ-OPTION", "inchange") => {
                    nouvelle_option = ["1.5", "2"].contains(&e.champs["option"].as_str().unwrap_or_default());
                }
                "avenant-option" => {
                    nouvelle_option = true;
                    if ecrit.is_some() && maintien_65.is_some() {
                        return None;
                    }
                    ecrit = None;
                    for i in Ind::TOUS {
                        s.compte_mut(i).objectif = None;
                    }
                }
                "avenant-65-ans" => {
                    let mesure = e.champs.get("date_mesure").and_then(Value::as_str);
                    let constat = etat.s.constats.iter().find(|c| Some(c.date.as_str()) == mesure);
                    let lu = e.champs.get("depart").and_then(|d| d[ind.nom()].as_i64());
                    let de = lu.or_else(|| constat?.effectif(ind))?;
                    depart = Some(de);
                    ecrit = None;
                    maintien_65 = Some(Objectif::Maintien { depart: de, dix: true });
                }
                "avenant-objectif" => {
                    let saisi = &e.champs["objectif"][ind.nom()];
                    if saisi.is_null() {
                        continue;
                    }
                    let lu = e.champs.get("depart").and_then(|d| d[ind.nom()].as_i64());
                    let mut constats: Vec<_> = etat.s.constats.iter().filter(|c| c.date <= e.date).collect();
                    constats.sort_by_key(|c| c.date.clone());
                    let mesure = constats.iter().rev().find_map(|c| c.effectif(ind));
                    let derniere = constats.iter().rev().find(|c| c.effectif(ind).is_some()).map(|c| c.date.as_str());
                    let du_constat = lu.is_none() && !s.lit("Q-DEPART-AVENANT", "depart_du_contrat");
                    if du_constat && self.mesure_cachee(etat, e, derniere) {
                        return None;
                    }
                    let de_constat = mesure.filter(|_| !s.lit("Q-DEPART-AVENANT", "depart_du_contrat"));
                    let de = lu.or(de_constat).or(depart)?;
                    depart = Some(de);
                    let cible = saisi["cible"].as_i64().or_else(|| Some(de + saisi["gain"].as_i64()?));
                    let dix = plus_ans(jour(s.naissance.as_deref()?), 65) <= date(e);
                    ecrit = Some(match cible {
                        Some(cible) => Objectif::Augmentation { depart: de, cible },
                        None => Objectif::Maintien { depart: de, dix },
                    });
                }
                _ => {}
            }
        }
        if let Some(objectif) = ecrit.or(maintien_65) {
            return Some(objectif);
        }
        let (possibles, libre) = objectifs::possibles(&s, &self.cadre, &self.scenario, ind, vu.as_slice());
        let augmente = possibles.iter().any(|o| o.nature() == "augmentation");
        let saisi = s.compte(ind).objectif.is_some();
        match possibles.as_slice() {
            [un] if !libre => Some(*un),
            // no rule gives it: an avenant has to
            plusieurs if nouvelle_option && augmente && plusieurs.len() > 1 && !saisi => {
                *a_ecrire = self.cadre.regime != AVENANT_7 || !libre;
                None
            }
            _ => None,
        }
    }

    /// Whether every indicator is asked something that nobody wrote.
    fn tout_est_a_ecrire(&self, etat: &Etat<'_>, n: i64, le: Date) -> bool {
        etat.s.indicateurs().iter().all(|&ind| {
            let vu = regime::constat(&etat.s, &self.cadre, n, ind);
            matches!(self.demande(etat, ind, le, vu), Demande::AEcrire)
        })
    }

    /// The share that a day of year `n` has.
    fn part(&self, etat: &Etat<'_>, n: i64, le: Date) -> Valeur<Frac> {
        let mut cadre = self.cadre.clone();
        let proroge = etat.prorogation(le);
        if proroge {
            cadre.rang_minimum = 3;
        }
        if cadre.rang(&etat.s, n) < 3 {
            return Valeur::Sur(Frac::UN);
        }
        cadre.au = self.au;
        if self.tout_est_a_ecrire(etat, n, le) {
            return Valeur::Inconnu;
        }
        let mut choix = Vec::new();
        for &ind in etat.s.indicateurs() {
            let vu = regime::constat(&etat.s, &cadre, n, ind);
            let Demande::Un(objectif) = self.demande(etat, ind, le, vu) else { return Valeur::Libre };
            let Some(vu) = vu else { return self.sans_constat() };
            choix.push((objectif, vu));
        }
        let palier = choix.iter().any(|(o, _)| o.nature() == "palier-p50");
        if palier && (n != 3 || proroge) {
            return Valeur::Libre;
        }
        let mixte = choix.len() == 2 && choix[0].0.nature() != choix[1].0.nature();
        let rang_n = n.max(3);
        let resultats: Vec<_> =
            choix.iter().map(|(o, c)| parts::resultat(&etat.s, &cadre, o, *c, mixte, rang_n)).collect();
        if proroge && etat.s.lit("Q-PROROG", "prorata_pur") {
            if cadre.regime == AVENANT_7 {
                return parts::part(&etat.s, &cadre, &choix, &resultats, 4);
            }
            let taux: Option<Vec<Frac>> = resultats.iter().map(|r| r.taux_montre().sur()).collect();
            let Some(taux) = taux else { return Valeur::Libre };
            let meilleur = taux.into_iter().reduce(|a, b| if a.au_moins(b) { a } else { b });
            return meilleur.map_or(Valeur::Libre, Valeur::Sur);
        }
        parts::part(&etat.s, &cadre, &choix, &resultats, rang_n)
    }

    /// Without a constat a share is not known, or settled anyway: that is the other oracle's.
    fn sans_constat(&self) -> Valeur<Frac> {
        Valeur::Libre
    }

    /// A year in a state.
    fn chiffrer(&self, etat: &Etat<'_>, n: i64) -> Chiffres {
        self.chiffrer_avant(etat, n, self.cadre.debut(n + 1))
    }

    /// The same, day after day, as far as one of them.
    fn chiffrer_avant(&self, etat: &Etat<'_>, n: i64, bout: Date) -> Chiffres {
        let (debut, cloture) = (self.cadre.debut(n), self.cadre.debut(n + 1));
        let s = self.s;
        let quotidien = s.lit("Q-AVENANT", "prorata_jours");
        let decale = s.lit("Q-SUSP", "decale");
        let suspensions = etat.suspensions();
        // each kind of day: its amount, its share, how many
        let mut sortes: Vec<(String, bool, Date, i64)> = Vec::new();
        let mut le = debut;
        let mut actifs = 0;
        while le < bout {
            let suspendu = suspensions.iter().any(|(de, a)| *de <= le && a.is_none_or(|a| le < a));
            let regle = if quotidien { le } else { debut };
            let change = etat.evenements.iter().any(|e| {
                let agit = ["avenant-objectif", "avenant-65-ans"].contains(&e.genre.as_str());
                agit && date(e) == le && quotidien
            });
            let (option, proroge) = (etat.option(regle), etat.prorogation(regle));
            if !suspendu {
                actifs += 1;
            }
            match sortes.last_mut() {
                Some(d) if d.0 == option && d.1 == proroge && !change => d.3 += i64::from(!suspendu),
                _ => sortes.push((option, proroge, regle, i64::from(!suspendu))),
            }
            le = le.tomorrow().unwrap();
        }
        let duree = i128::from(jours(debut, cloture));
        let ouverte = suspensions.last().is_some_and(|(de, a)| a.is_none() && *de < cloture);
        let (mut maximum, mut du) = ((0_i128, duree), Valeur::Sur(Frac { num: 0, den: 1 }));
        let mut montant_connu = !(ouverte && cloture > etat.su && etat.fin().is_none());
        let mut les_parts: Vec<Valeur<Frac>> = Vec::new();
        for (option, proroge, regle, combien) in sortes {
            let mut cadre = self.cadre.clone();
            if proroge {
                cadre.rang_minimum = 3;
            }
            let mut avec = etat.s.clone();
            avec.option = Some(option);
            let part = self.part(etat, n, regle);
            if combien == 0 && actifs > 0 {
                continue;
            }
            let Valeur::Sur(annuel) = montants::montant(&avec, &cadre, &self.scenario, n) else {
                montant_connu = false;
                continue;
            };
            let paye = if decale && !suspensions.is_empty() && actifs > 0 { duree } else { i128::from(combien) };
            maximum.0 += i128::from(annuel) * paye;
            du = match (du, &part) {
                (Valeur::Sur(d), Valeur::Sur(p)) => {
                    let (num, den) = (i128::from(annuel) * paye * p.num, p.den);
                    Valeur::Sur(Frac { num: d.num * den + num * d.den, den: d.den * den })
                }
                _ => Valeur::Libre,
            };
            les_parts.push(part);
        }
        let montant = if montant_connu { Valeur::Sur(arrondi(maximum.0, maximum.1)) } else { Valeur::Inconnu };
        let uniforme = les_parts.windows(2).all(|p| p[0] == p[1]);
        let (part, aide) = match (&montant, uniforme, &du) {
            (Valeur::Sur(m), true, _) => {
                let part = les_parts.first().cloned().unwrap_or(Valeur::Libre);
                let aide = part.map(|p| p.de(*m));
                (part, aide)
            }
            (Valeur::Sur(_), false, Valeur::Sur(d)) if maximum.0 > 0 => {
                (Valeur::Sur(Frac { num: d.num, den: d.den * maximum.0 }), Valeur::Sur(arrondi(d.num, d.den * duree)))
            }
            (Valeur::Sur(_), ..) => (Valeur::Libre, Valeur::Libre),
            _ => (Valeur::Libre, Valeur::Inconnu),
        };
        let exacte = du.map(|d| Frac { num: d.num, den: d.den * duree });
        self.decider(etat, n, Chiffres { montant, part, aide, calcul: None, exacte })
    }

    /// ATT-11.
    fn decider(&self, etat: &Etat<'_>, n: i64, c: Chiffres) -> Chiffres {
        let mut siennes = etat.evenements.iter().filter(|e| e.est("decision-caisse") && e.champs["annee"] == n);
        let Some(derniere) = siennes.next_back() else { return c };
        let calcul = Some((c.part.clone(), c.aide.clone()));
        if let Some(euros) = derniere.champs.get("aide_euros").and_then(Value::as_i64) {
            let part = match c.montant {
                Valeur::Sur(m) if m > 0 => Valeur::Sur(Frac { num: i128::from(euros) * 100, den: i128::from(m) }),
                _ => Valeur::Libre,
            };
            return Chiffres { part, aide: Valeur::Sur(euros * 100), calcul, ..c };
        }
        if let Some(part) = derniere.champs.get("part").and_then(Value::as_str) {
            let (num, den) = part.split_once('/').unwrap_or((part, "1"));
            let part = Frac { num: num.parse().unwrap(), den: den.parse().unwrap() };
            return Chiffres { part: Valeur::Sur(part), aide: c.montant.map(|m| part.de(*m)), calcul, ..c };
        }
        c
    }

    /// The first state that knows a figure, from this one on; whether an event brought it too late; which state it
    /// is, if not this one.
    fn des_que_su(
        &self,
        n: i64,
        (en_vigueur, su): Jours,
        figure: impl Fn(&Chiffres) -> Valeur<i64>,
    ) -> Option<(Chiffres, bool, Option<Jours>)> {
        let finale = self.etat((self.au, self.au));
        let mut suite: Vec<(Date, bool)> = Vec::new();
        let qui_comptent = finale.evenements.iter().filter(|e| !SANS_EFFET.contains(&e.genre.as_str()));
        suite.extend(qui_comptent.map(|e| (jour(e.su_le()).max(jour(e.en_vigueur_le())), true)));
        suite.extend(self.s.constats.iter().map(|c| (jour(c.connu_le.as_ref().unwrap_or(&c.date)), false)));
        suite.sort_by_key(|(j, _)| *j);
        let plus_tard = suite.into_iter().map(|(j, evenement)| ((en_vigueur.max(j), su.max(j)), evenement && j > su));
        // by time alone
        let seul = ((self.au, self.au), false);
        for (quand, tard) in std::iter::once(((en_vigueur, su), false)).chain(plus_tard).chain([seul]) {
            let chiffres = self.chiffrer(&self.etat(quand), n);
            match figure(&chiffres) {
                Valeur::Sur(_) => return Some((chiffres, tard, Some(quand).filter(|q| *q != (en_vigueur, su)))),
                Valeur::Libre => return None,
                Valeur::Inconnu => {}
            }
        }
        None
    }

    /// The option and the rank by which a year is paid: those known when its first payment fell due.
    fn payee_comme(&self, finale: &Etat<'_>, n: i64) -> (Situation, Cadre) {
        let debut = self.cadre.debut(n);
        let comme = |etat: &Etat<'_>| {
            let (mut avec, mut cadre) = (self.s.clone(), self.cadre.clone());
            avec.option = Some(etat.option(debut));
            if etat.prorogation(debut) {
                cadre.rang_minimum = 3;
            }
            (avec, cadre)
        };
        let (avec, cadre) = comme(finale);
        let inconnue = (Valeur::Libre, Valeur::Libre);
        let lignes = versements::versements(&avec, &cadre, n, &Valeur::Libre, &Valeur::Libre, &inconnue).1;
        let limite = lignes.first().and_then(|l| l.date_limite.sur()).map_or(debut, |d| jour(&d));
        comme(&self.etat((debut, limite.max(debut))))
    }

    /// One year, with its payments. `None`: not said.
    fn annee(&self, finale: &Etat<'_>, n: i64, verse: Option<i64>) -> Option<AnneeVecue> {
        let (debut, cloture) = (self.cadre.debut(n), self.cadre.debut(n + 1));
        let fin = finale.fin().filter(|e| date(e) < cloture);
        if fin.is_some() {
            // what a decision and an end of one year do to one another is not said
            let decidee = finale.evenements.iter().any(|e| e.est("decision-caisse") && e.champs["annee"] == n);
            if decidee {
                return None;
            }
        }
        let vide = fin.is_some_and(|fin| date(fin) <= debut);
        let mut chiffres = self.chiffrer(finale, n);
        if vide {
            (chiffres.montant, chiffres.aide) = (Valeur::Sur(0), Valeur::Sur(0));
        }
        let option = finale.option(debut);
        let (avec, cadre) = self.payee_comme(finale, n);
        let s = self.s;
        let inconnue = (Valeur::Libre, Valeur::Libre);
        let lignes = |m: &Valeur<i64>, a: &Valeur<i64>| versements::versements(&avec, &cadre, n, m, a, &inconnue).1;
        let modele = lignes(&chiffres.montant, &chiffres.aide);
        let mut reguliers = Vec::new();
        let mut acompte = None;
        let (mut tardifs, mut paye_quand) = (Vec::new(), None);
        for (k, ligne) in modele.iter().enumerate() {
            let premier = k == 0;
            let droit = if premier { debut } else { cloture };
            let limite = ligne.date_limite.sur().map_or(droit, |d| jour(&d)).max(droit);
            if vide && fin.is_some_and(|fin| jour(fin.su_le()) <= limite) {
                continue;
            }
            let connus = if premier && modele.len() == 2 {
                self.des_que_su(n, (droit, limite), |c| c.montant.clone())
            } else {
                self.des_que_su(n, (droit, limite), |c| c.aide.clone())
            };
            // what is not said here may be known in the program from a decision on, on no day then
            let decidee_tard = |e: &&Evenement| {
                e.est("decision-caisse")
                    && e.champs["annee"] == n
                    && jour(e.su_le()).max(jour(e.en_vigueur_le())) > limite
            };
            if connus.is_none() && finale.evenements.iter().any(decidee_tard) {
                return None;
            }
            let tard = connus.as_ref().is_some_and(|(_, tard, _)| *tard);
            if premier {
                paye_quand = connus.as_ref().and_then(|(.., quand)| *quand);
            }
            let connus = connus.map(|(chiffres, ..)| chiffres);
            let montant = if premier {
                connus.and_then(|c| lignes(&c.montant, &c.aide)[0].montant.sur())
            } else {
                connus.and_then(|c| c.aide.sur()).zip(acompte).map(|(aide, acompte): (i64, i64)| aide - acompte)
            };
            if premier {
                acompte = montant;
            } else if fin.is_some() {
                continue;
            }
            let nature = match montant {
                Some(m) if !premier => Some(if m < 0 { "reversement" } else { "solde" }),
                _ => ligne.nature.sur().filter(|_| premier),
            };
            // prorogued from its first day, a contract has no anniversary to count its acompte from
            let date_limite = if n == 1 && cadre.rang_minimum == 3 { Valeur::Libre } else { ligne.date_limite.clone() };
            // nothing is never late
            if tard && montant != Some(0) {
                // it has no day any more, like what makes up for something
                tardifs.push(montant);
            } else {
                reguliers.push((nature, montant, date_limite));
            }
        }
        let tardifs: Option<i64> = tardifs.into_iter().sum();
        let a_leur_jour: Option<i64> = reguliers.iter().map(|r| r.1).sum();
        let paye = a_leur_jour.zip(tardifs).map(|(a, b)| a + b);
        let (aide, autres) = match fin {
            None => (chiffres.aide.sur(), chiffres.aide.sub(a_leur_jour)),
            Some(_) if vide => (Some(0), a_leur_jour.map(|paye| -paye)),
            Some(fin) => {
                let lignes = (modele.len() == 2, paye_quand, paye, verse);
                let autres = self.rompre(finale, n, (debut, cloture, date(fin)), fin, lignes);
                let aide = paye.zip(autres).map(|(a, b)| a + b);
                (aide, autres.zip(tardifs).map(|(a, b)| a + b))
            }
        };
        let dernier = fin.map_or(cloture, date).max(debut).yesterday().unwrap();
        let calcul = chiffres.calcul.as_ref().and_then(|(p, a)| Some((p.sur()?, a.sur()?)));
        Some(AnneeVecue {
            annee: n,
            debut: debut.to_string(),
            fin: dernier.to_string(),
            option,
            montant: chiffres.montant.sur(),
            tout_est_possible: fin.is_none()
                && chiffres.part == Valeur::Inconnu
                && ![("Q-RA23", "inconnu"), ("Q-MIXTE", "non_determine")].iter().any(|(q, l)| s.lit(q, l))
                && self.tout_est_a_ecrire(finale, n, debut),
            part: if fin.is_none() { chiffres.part } else { Valeur::Libre },
            aide,
            calcul,
            reguliers,
            autres,
        })
    }

    /// VIE-3, VIE-7, VIE-8: recovery, suspensions and solde of the broken year.
    fn rompre(
        &self,
        finale: &Etat<'_>,
        n: i64,
        (debut, cloture, fin): (Date, Date, Date),
        evenement: &Evenement,
        (en_deux, paye_quand, paye, avant): (bool, Option<Jours>, Option<i64>, Option<i64>),
    ) -> Option<i64> {
        let s = self.s;
        let recupere = evenement.est("resiliation") || !s.lit("Q-DEMENAGEMENT", "sans_recuperation");
        let (reste, duree) = (jours(fin, cloture), jours(debut, cloture));
        let par_annee = !s.lit("Q-RECUP", "duree_du_contrat");
        let mut autres = 0;
        if recupere && !par_annee {
            let prorogations = finale.evenements.iter().filter(|e| e.est("avenant-prorogation")).count() as i64;
            let terme = plus_ans(self.cadre.signature, 5 + 5 * prorogations);
            // the term of a contract that renewed itself is not said
            if fin >= terme {
                return None;
            }
            let entier = jours(self.cadre.signature, terme);
            let tout = i128::from(paye? + avant?) * i128::from(jours(fin, terme));
            autres -= arrondi(tout, i128::from(entier));
        } else if recupere {
            autres -= arrondi(i128::from(paye?) * i128::from(reste), i128::from(duree));
        }
        let Frac { num, den } = self.chiffrer_avant(finale, n, fin).exacte.sur()?;
        let suspendue = |le: Date| finale.suspensions().iter().any(|(de, a)| *de <= le && a.is_none_or(|a| le < a));
        let suspensions = finale.suspensions().iter().filter(|(de, _)| *de > debut && *de < fin).count();
        let ensuite = suspensions > 0;
        let informe = paye_quand.is_some_and(|(en_vigueur, su)| {
            jour(evenement.en_vigueur_le()) <= en_vigueur && jour(evenement.su_le()) <= su
        });
        if en_deux && !s.lit("Q-RECUP-SOLDE", "non_du") {
            // what was earned before the end, less the days elapsed of what was paid
            let (duree, courus) = (i128::from(duree), i128::from(duree - reste));
            autres += arrondi(num * duree - i128::from(paye?) * courus * den, den * duree);
        } else if !en_deux && recupere && par_annee && (informe || suspendue(debut)) {
            // paid knowing the end, or once it had resumed: what was earned before the end is kept
            if ensuite && !informe {
                return None;
            }
            autres = arrondi(num, den) - paye?;
        } else if !en_deux && suspendue(debut) {
            return None;
        } else if !en_deux && ensuite && paye_quand.is_some() {
            // paid less the days suspended: there is nothing to take back of one suspension
            if suspensions > 1 {
                return None;
            }
        } else if !en_deux && ensuite {
            // paid whole, then each day suspended was taken back before the end was known
            let jour_de_fin = Frac { num: i128::from(paye?) * i128::from(reste), den: i128::from(duree) };
            let (num, den) = (num * jour_de_fin.den + jour_de_fin.num * den, den * jour_de_fin.den);
            autres += arrondi(num, den) - paye?;
        }
        Some(autres)
    }
}

impl Valeur<i64> {
    fn sub(&self, autre: Option<i64>) -> Option<i64> {
        self.sur().zip(autre).map(|(a, b)| a - b)
    }
}
