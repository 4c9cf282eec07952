//! What one étude, or two of one life written otherwise, must say.

use crate::config;
use crate::lecture::{chiffres, etude, jours, lendemain, liste, montrer, texte};
use crate::situation::Evenement;
use crate::vies::{SANS_EFFET, admis, vies};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn l_ordre_du_fichier_ne_change_rien(s in vies(), graine in any::<u64>()) {
        let mut melangee = s.clone();
        let (n, m) = (melangee.evenements.len().max(1), melangee.constats.len().max(1));
        melangee.evenements.rotate_left(graine as usize % n);
        melangee.constats.rotate_left((graine >> 8) as usize % m);
        if graine & 1 == 1 {
            melangee.evenements.reverse();
            melangee.constats.reverse();
        }
        prop_assert_eq!(etude(&s)?, etude(&melangee)?, "{}", montrer(&s));
    }

    #[test]
    fn versements_et_reprises_font_l_aide(s in vies()) {
        let etude = etude(&s)?;
        let mut total = Some(0);
        for annee in liste(&etude, "annees") {
            let siens = liste(&etude, "versements").iter().filter(|v| v["annee"] == annee["annee"]);
            let somme: Option<i64> = siens.map(|v| v["montant_centimes"].as_i64()).sum();
            // a share of 0 makes an aid that is known of payments that are not
            if somme.is_some() || annee["aide_centimes"].is_null() {
                prop_assert_eq!(somme, annee["aide_centimes"].as_i64(), "year {}\n{}", annee["annee"], montrer(&s));
            }
            if annee["annee"].as_i64() <= etude["totaux"]["annees"].as_i64() {
                total = total.zip(annee["aide_centimes"].as_i64()).map(|(a, b)| a + b);
            }
        }
        if !liste(&etude, "annees").is_empty() {
            prop_assert_eq!(etude["totaux"]["aide_centimes"].as_i64(), total, "{}", montrer(&s));
        }
    }

    #[test]
    fn les_periodes_couvrent_l_annee(s in vies()) {
        let etude = etude(&s)?;
        let mut attendu = s.signature.clone();
        // a year that had begun when an earlier end was known has no day
        for annee in liste(&etude, "annees").iter().filter(|a| a["annee"] == 1 || texte(a, "fin") >= texte(a, "debut")) {
            prop_assert_eq!(annee["debut"].as_str(), attendu.as_deref(), "years follow one another\n{}", montrer(&s));
            let mut jour = texte(annee, "debut").to_owned();
            for periode in liste(annee, "periodes") {
                prop_assert_eq!(texte(periode, "debut"), jour.as_str(), "{}\n{}", annee["periodes"], montrer(&s));
                prop_assert!(texte(periode, "fin") >= texte(periode, "debut"), "{periode}\n{}", montrer(&s));
                jour = lendemain(texte(periode, "fin"));
            }
            attendu = Some(lendemain(texte(annee, "fin")));
            prop_assert_eq!(Some(jour), attendu.clone(), "{}\n{}", annee["periodes"], montrer(&s));
        }
        if let Some(fin) = etude["fin_du_contrat"].as_str()
            && let Some(dernier) = attendu
        {
            prop_assert!(dernier <= lendemain(fin), "years past the end\n{}", montrer(&s));
        }
    }

    #[test]
    fn un_jour_suspendu_ne_paie_pas(s in vies()) {
        let etude = etude(&s)?;
        let fin = s.evenements.iter().find(|e| crate::vies::FINS.contains(&e.genre.as_str()));
        for annee in liste(&etude, "annees") {
            let rompue = fin.is_some_and(|f| lendemain(texte(annee, "fin")) == f.date);
            // one that nobody has closed pays nothing, and has moved no anniversary yet
            let decale = s.lit("Q-SUSP", "decale");
            if rompue || (decale && crate::temps::suspendu_au(&s, &s.au, &s.au)) {
                continue;
            }
            let Some(montant) = annee["montant_centimes"].as_i64() else { continue };
            let duree = jours(texte(annee, "debut"), texte(annee, "fin"));
            if duree == 0 {
                prop_assert_eq!(montant, 0, "a year without a day\n{}", montrer(&s));
                continue;
            }
            let mut somme = Some(0);
            for periode in liste(annee, "periodes") {
                let suspendue = periode["etat"] == "suspendue" && !decale;
                let paye = if suspendue { 0 } else { jours(texte(periode, "debut"), texte(periode, "fin")) };
                let annuel = periode["montant_annuel_centimes"].as_i64().or((paye == 0).then_some(0));
                somme = somme.zip(annuel).map(|(somme, annuel)| somme + annuel * paye);
            }
            if let Some(somme) = somme {
                prop_assert_eq!(montant, (2 * somme + duree) / (2 * duree), "{}\n{}", annee, montrer(&s));
            }
        }
    }

    #[test]
    fn un_evenement_sans_effet_ne_change_aucun_chiffre(
        s in vies(),
        lequel in 0..SANS_EFFET.len(),
        quand in any::<prop::sample::Index>(),
    ) {
        let debut = crate::lecture::jour(s.signature.as_deref().unwrap_or(&s.au));
        let jour = crate::generateur::plus_jours(debut, quand.index(3000) as i64);
        let mut champs = Map::new();
        if SANS_EFFET[lequel] == "certification" {
            champs.insert("nature".to_owned(), json!("cqp"));
        }
        let mut avec = s.clone();
        avec.evenements.push(Evenement {
            date: jour.to_string(),
            genre: SANS_EFFET[lequel].to_owned(),
            champs,
            ..Evenement::default()
        });
        avec.evenements = admis(&avec, avec.evenements.clone());
        prop_assume!(avec.evenements.len() == s.evenements.len() + 1);
        prop_assert_eq!(chiffres(&etude(&s)?), chiffres(&etude(&avec)?), "{}", montrer(&avec));
    }

    #[test]
    fn un_chiffre_est_dans_ses_bornes(s in vies()) {
        let etude = etude(&s)?;
        for annee in liste(&etude, "annees") {
            for nom in ["montant_centimes", "aide_centimes"] {
                let (connu, bornes) = (annee[nom].as_i64(), &annee["bornes"][nom]);
                let (bas, haut) = (bornes["min"].as_i64(), bornes["max"].as_i64());
                if let (Some(bas), Some(haut)) = (bas, haut) {
                    prop_assert!(bas <= haut && connu.is_none_or(|n| bas <= n && n <= haut), "{annee}\n{}", montrer(&s));
                }
            }
        }
        for versement in liste(&etude, "versements") {
            let bornes = &versement["bornes"];
            if let (Some(bas), Some(haut)) = (bornes["min"].as_i64(), bornes["max"].as_i64()) {
                prop_assert!(bas <= haut, "{versement}\n{}", montrer(&s));
            }
        }
        let negative = |v: &&Value| v["montant_centimes"].as_i64().is_some_and(|n| n < 0);
        for versement in liste(&etude, "versements").iter().filter(negative) {
            prop_assert_eq!(&versement["nature"], "reversement", "{}\n{}", versement, montrer(&s));
        }
    }
}
