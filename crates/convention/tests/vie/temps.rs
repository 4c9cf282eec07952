//! What was settled on a day stays settled: by later events, by later days of study, by what was missing.

use crate::balayage::Pas;
use crate::config;
use crate::generateur::{date, plus_jours};
use crate::lecture::{encadrement, etude, etude_au, lendemain, liste, montrer, reguliers, texte};
use crate::situation::{Constat, Evenement, Situation};
use crate::vies::{FINS, admis, vies};
use proptest::prelude::*;
use serde_json::Value;

/// The life without an event, nor what cannot be without it.
fn sans(s: &Situation, i: usize) -> Situation {
    let mut restants = s.evenements.clone();
    restants.remove(i);
    Situation { evenements: admis(s, restants), ..s.clone() }
}

/// The line of an étude for a regular payment of a year.
pub(crate) fn meme(etude: &Value, annee: i64, premier: bool) -> Option<&Value> {
    liste(etude, "versements").iter().find(|v| {
        v["motif"].is_null() && v["annee"] == annee && ["integral", "acompte"].contains(&texte(v, "nature")) == premier
    })
}

/// Whether a suspension is open on a day, as this study knows it.
pub(crate) fn suspendu_au(s: &Situation, au: &str, connu_au: &str) -> bool {
    let comptes = s.evenements.iter().filter(|e| e.en_vigueur_le() <= au && e.su_le() <= connu_au);
    let mut genres = comptes.filter(|e| e.est("suspension") || e.est("reprise")).map(|e| e.genre.as_str());
    genres.next_back() == Some("suspension")
}

proptest! {
    #![proptest_config(config(100))]

    #[test]
    fn un_evenement_ne_change_pas_ce_qui_etait_paye(s in vies(), lequel in any::<prop::sample::Index>()) {
        prop_assume!(!s.evenements.is_empty());
        let i = lequel.index(s.evenements.len());
        let (e, avant) = (&s.evenements[i], sans(&s, i));
        // a suspension goes with its reprise, and what was impossible because of an event comes back
        prop_assume!(avant.evenements.len() + if e.est("suspension") { 2 } else { 1 } >= s.evenements.len());
        // known late, a suspension moves anniversaries at which something was paid
        let deplace = s.lit("Q-SUSP", "decale") && (e.est("suspension") || e.est("reprise"));
        prop_assume!(!deplace || e.su_le() == e.en_vigueur_le());
        let (b, a) = (etude(&avant)?, etude(&s)?);
        for paye in reguliers(&b) {
            let (droit, limite) = (paye.droit.as_str(), paye.limite.as_str());
            if !(droit < e.en_vigueur_le() || limite < e.su_le()) || droit > s.au.as_str() || limite > s.au.as_str() {
                continue;
            }
            // what is paid after an end that is not known yet is in no year of the contract
            if FINS.contains(&e.genre.as_str()) && droit >= e.en_vigueur_le() {
                continue;
            }
            let Some(montant) = paye.montant else { continue };
            let apres = meme(&a, paye.annee, paye.premier).and_then(|v| v["montant_centimes"].as_i64());
            if apres == Some(montant) {
                continue;
            }
            // unknown on its day, it waits for the first state that knows it, and this one may come first
            let ce_jour = etude_au(&avant, droit, limite)?;
            let connu = meme(&ce_jour, paye.annee, paye.premier).and_then(|v| v["montant_centimes"].as_i64());
            prop_assert!(
                connu.is_none(),
                "year {} (first: {}): {montant} without the {} of {}, {apres:?} with it, {connu:?} on {droit} known on {limite}\n{}",
                paye.annee, paye.premier, e.genre, e.date, montrer(&s)
            );
        }
    }

    #[test]
    fn le_passe_n_est_jamais_contredit(s in vies(), quand in any::<prop::sample::Index>(), quand_encore in any::<prop::sample::Index>()) {
        let signature = date(s.signature.as_deref().unwrap_or(&s.au));
        let jours = i64::from(signature.until(date(&s.au)).unwrap().get_days()).max(2);
        let (mut un, mut deux) = (quand.index(jours as usize), quand_encore.index(jours as usize));
        if un > deux {
            std::mem::swap(&mut un, &mut deux);
        }
        let [un, deux] = [un, deux].map(|n| plus_jours(signature, n as i64 + 1).to_string());
        let su = s.au.clone().max(deux.clone());
        let (a, b) = (etude_au(&s, &un, &su)?, etude_au(&s, &deux, &su)?);
        let dit = Pas { un: &un, deux: &deux, a: &a, b: &b }.contradiction();
        prop_assert!(dit.is_none(), "{} between {un} and {deux}\n{}", dit.unwrap_or_default(), montrer(&s));
    }

    #[test]
    fn les_bornes_contiennent_ce_que_dit_le_constat(s in vies(), lequel in any::<prop::sample::Index>(), pmt in 0_i64..4000, pfa in 0_i64..5000) {
        prop_assume!(!s.evenements.iter().any(|e| e.est("avenant-objectif") || e.est("avenant-65-ans")));
        // an open suspension moves no anniversary, one that is over does
        prop_assume!(!s.constats.is_empty() && !s.lit("Q-SUSP", "decale"));
        let mut manque = s.clone();
        let constat = manque.constats.remove(lequel.index(s.constats.len()));
        let avant = etude(&manque)?;
        let mut rempli = manque.clone();
        let pmt = s.deux_indicateurs().then_some(pmt);
        rempli.constats.push(Constat { date: constat.date.clone(), pmt, pfa: Some(pfa), connu_le: None });
        // a later constat of the year is the one that counts
        for (nom, apres) in [("the constat it had", etude(&s)?), ("another", etude(&rempli)?)] {
            for (annee, connue) in liste(&avant, "annees").iter().zip(liste(&apres, "annees")) {
                let sienne = texte(annee, "debut") < constat.date.as_str() && constat.date <= lendemain(texte(annee, "fin"));
                let manquait = liste(annee, "versements").is_empty() && annee["aide_centimes"].is_null();
                if !sienne || !manquait {
                    continue;
                }
                if let (Some((bas, haut)), Some(aide)) = (encadrement(annee, "aide_centimes"), connue["aide_centimes"].as_i64()) {
                    prop_assert!(bas <= aide && aide <= haut, "{nom}: {aide} outside {bas}..{haut}, year {}\n{}", annee["annee"], montrer(&manque));
                }
            }
        }
    }

    #[test]
    fn les_bornes_contiennent_ce_que_dit_la_reprise(s in vies(), attente in 1_i64..500, reprise in any::<bool>(), encore in 0_i64..500) {
        // the life up to a suspension, then nothing, or its reprise
        let Some(i) = s.evenements.iter().rposition(|e| e.est("suspension")) else { return Ok(()) };
        prop_assume!(!s.evenements.iter().any(|e| FINS.contains(&e.genre.as_str())));
        prop_assume!(!s.lit("Q-SUSP", "decale"));
        let mut ouverte = s.clone();
        ouverte.evenements.truncate(i + 1);
        ouverte.constats.retain(|c| c.date < s.evenements[i].date);
        for e in &mut ouverte.evenements {
            (e.signe_le, e.connu_le) = (None, None);
        }
        let depuis = date(&s.evenements[i].date);
        let au = plus_jours(depuis, attente);
        prop_assume!(s.evenements[i].date > *s.signature.as_ref().unwrap());
        let avant = etude_au(&ouverte, &au.to_string(), &au.to_string())?;
        let jour = plus_jours(au, 1 + encore).to_string();
        let plus_tard = plus_jours(date(&jour), 30).to_string();
        if reprise {
            let reprise = Evenement { date: jour, genre: "reprise".to_owned(), ..Evenement::default() };
            ouverte.evenements.push(reprise);
            ouverte.evenements = admis(&ouverte, ouverte.evenements.clone());
        }
        let apres = etude_au(&ouverte, &plus_tard, &plus_tard)?;
        for (annee, connue) in liste(&avant, "annees").iter().zip(liste(&apres, "annees")) {
            for nom in ["montant_centimes", "aide_centimes"] {
                if let (Some((bas, haut)), Some(n)) = (encadrement(annee, nom), connue[nom].as_i64()) {
                    prop_assert!(bas <= n && n <= haut, "{nom}: {n} outside {bas}..{haut} on {au}, year {}\n{}", annee["annee"], montrer(&ouverte));
                }
            }
        }
    }
}
