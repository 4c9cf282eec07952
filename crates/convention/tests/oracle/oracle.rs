//! A second reading of the rules, as naive as possible: everything that may still be is enumerated,
//! and a figure is known where every completion gives the same.
//!
//! Nothing of the core is used here. Days are another library's, shares are bare pairs of integers,
//! tables are copied as text.

mod eligibilite;
mod montants;
mod objectifs;
mod parts;
mod regime;
mod seuils;
mod versements;
pub(crate) mod vie;

use crate::situation::{Ind, Situation};
use objectifs::Objectif;
use regime::Cadre;
use seuils::Scenario;

pub(crate) use parts::Frac;

/// What the oracle says of one figure.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Valeur<T> {
    /// This, and nothing else.
    Sur(T),
    /// Nobody can know: the program must say null.
    Inconnu,
    /// The oracle does not know: null, or a value inside the program's own bounds.
    Libre,
}

impl<T: Clone + PartialEq> Valeur<T> {
    /// One value out of those of every completion. `strict`: the completions are exactly those that the
    /// rules leave open, so where they differ the figure is unknown.
    fn replier(valeurs: &[Valeur<T>], strict: bool) -> Valeur<T> {
        match valeurs {
            [] => Valeur::Libre,
            _ if valeurs.contains(&Valeur::Libre) => Valeur::Libre,
            [premiere, autres @ ..] if autres.iter().all(|v| v == premiere) => premiere.clone(),
            _ if strict => Valeur::Inconnu,
            _ => Valeur::Libre,
        }
    }

    pub(crate) fn sur(&self) -> Option<T> {
        match self {
            Valeur::Sur(v) => Some(v.clone()),
            _ => None,
        }
    }

    fn map<U>(&self, f: impl FnOnce(&T) -> U) -> Valeur<U> {
        match self {
            Valeur::Sur(v) => Valeur::Sur(f(v)),
            Valeur::Inconnu => Valeur::Inconnu,
            Valeur::Libre => Valeur::Libre,
        }
    }
}

/// What a study must say.
#[derive(Debug)]
pub(crate) struct Attendu {
    pub(crate) regime: &'static str,
    pub(crate) deja_signe: bool,
    /// `None` where a fact is missing.
    pub(crate) verdict: Option<&'static str>,
    pub(crate) bandes: Vec<(Ind, Valeur<&'static str>)>,
    /// The band of the amounts.
    pub(crate) bande: Valeur<&'static str>,
    pub(crate) objectifs: Vec<(Ind, Attendus)>,
    /// As computed; a study that refuses the doctor lists none. `None`: no option in the dossier.
    pub(crate) annees: Option<Vec<Annee>>,
}

/// What is expected of an objective, where it is settled.
#[derive(Debug)]
pub(crate) struct Attendus {
    pub(crate) nature: Valeur<&'static str>,
    pub(crate) cible: Valeur<i64>,
    pub(crate) plancher: Valeur<i64>,
    pub(crate) seuil_atteint: Valeur<i64>,
}

/// A contract year.
#[derive(Debug)]
pub(crate) struct Annee {
    pub(crate) annee: i64,
    pub(crate) debut: String,
    pub(crate) fin: String,
    pub(crate) option: String,
    /// Whether the aid of this year depends on the outcomes (OBJ-4).
    pub(crate) modulee: bool,
    pub(crate) montant: Valeur<i64>,
    pub(crate) atteintes: Vec<(Ind, Atteinte)>,
    pub(crate) part: Valeur<Frac>,
    pub(crate) aide: Valeur<i64>,
    /// `None` where the year's amount is not settled.
    pub(crate) versements: Option<Vec<Versement>>,
}

/// Outcome of an indicator.
#[derive(Debug)]
pub(crate) struct Atteinte {
    pub(crate) constat: Option<i64>,
    pub(crate) issue: Valeur<&'static str>,
    pub(crate) taux: Valeur<Frac>,
}

/// A payment.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Versement {
    pub(crate) nature: Valeur<&'static str>,
    pub(crate) montant: Valeur<i64>,
    pub(crate) date_limite: Valeur<String>,
}

/// Everything that the rules settle in this situation.
pub(crate) fn calculer(s: &Situation) -> Attendu {
    let cadre = Cadre::de(s);
    let scenarios = seuils::scenarios(s, &cadre);
    // a target bounds a start that is not given: it shows in the amounts, the band itself is not asked
    let donnee = |ind: Ind| s.compte(ind).depart.is_some() || !seuils::bandes_saisies(s, ind).is_empty();
    let bande = |ind: Ind| {
        let possibles: Vec<_> = scenarios.iter().map(|sc| Valeur::Sur(sc.bande(ind))).collect();
        if donnee(ind) { Valeur::replier(&possibles, false) } else { Valeur::Libre }
    };
    let des_montants: Vec<_> = scenarios.iter().map(|sc| Valeur::Sur(montants::bande(s, sc))).collect();
    let donnees = s.indicateurs().iter().all(|&ind| donnee(ind));
    Attendu {
        regime: cadre.regime,
        deja_signe: cadre.deja_signe,
        verdict: eligibilite::verdict(s, &cadre, &scenarios),
        bandes: s.indicateurs().iter().map(|&ind| (ind, bande(ind))).collect(),
        bande: if donnees { Valeur::replier(&des_montants, false) } else { Valeur::Libre },
        objectifs: s.indicateurs().iter().map(|&ind| (ind, attendus(s, &cadre, &scenarios, ind))).collect(),
        annees: s.option.is_some().then(|| annees(s, &cadre, &scenarios)),
    }
}

/// An objective, if every completion agrees on it.
fn attendus(s: &Situation, cadre: &Cadre, scenarios: &[Scenario], ind: Ind) -> Attendus {
    let mut tous: Vec<(Objectif, Option<Objectif>)> = Vec::new();
    // that several cells of a barème agree on the nature is not asked of the program
    let mut libre = scenarios.len() > 1;
    for scenario in scenarios {
        let (siens, l) = objectifs::possibles(s, cadre, scenario, ind, &[]);
        libre |= l;
        let autre = s.indicateurs().iter().copied().find(|&i| i != ind);
        let autres = match autre {
            Some(autre) => {
                let (autres, l) = objectifs::possibles(s, cadre, scenario, autre, &[]);
                libre |= l;
                autres.into_iter().map(Some).collect()
            }
            None => vec![None],
        };
        tous.extend(siens.iter().flat_map(|o| autres.iter().map(|a| (*o, *a))));
    }
    let replier = |f: &dyn Fn(&Objectif, bool) -> Valeur<i64>| {
        let valeurs: Vec<_> = tous.iter().map(|(o, a)| f(o, a.is_some_and(|a| a.nature() != o.nature()))).collect();
        if libre { Valeur::Libre } else { Valeur::replier(&valeurs, false) }
    };
    let un_seul = tous.iter().all(|(o, _)| *o == tous[0].0);
    let natures: Vec<_> = tous.iter().map(|(o, _)| Valeur::Sur(o.nature())).collect();
    Attendus {
        nature: if libre { Valeur::Libre } else { Valeur::replier(&natures, false) },
        cible: replier(&|o, _| o.cible()),
        plancher: replier(&|o, mixte| parts::plancher(s, o, mixte)),
        seuil_atteint: if un_seul {
            replier(&|o, mixte| parts::seuil_atteint(s, cadre, o, mixte))
        } else {
            Valeur::Libre
        },
    }
}

/// One completion of a year.
struct Completion {
    montant: Valeur<i64>,
    resultats: Vec<parts::Resultat>,
    part: Valeur<Frac>,
    modulee: Valeur<i64>,
    aide: Valeur<i64>,
    versements: Vec<Versement>,
}

/// Whether a careful reader may rule some scenarios out: before signature, one below P30 is not eligible
/// and has no aid; a target of the contract is above the start, wherever that is.
fn resserre(s: &Situation, cadre: &Cadre, scenarios: &[Scenario]) -> bool {
    let below = |sc: &Scenario| s.indicateurs().iter().any(|&ind| sc.bande(ind) == "sous-p30");
    let sous_p30 = scenarios.iter().any(below);
    let cible = s.indicateurs().iter().any(|&ind| s.compte(ind).depart.is_none() && s.compte(ind).objectif.is_some());
    (!cadre.deja_signe && sous_p30) || cible
}

fn annees(s: &Situation, cadre: &Cadre, scenarios: &[Scenario]) -> Vec<Annee> {
    let mut annees = Vec::new();
    // the aid of the year before, before and after the floor of Q-INDU
    let mut precedente: (Valeur<i64>, Valeur<i64>) = (Valeur::Libre, Valeur::Libre);
    for n in 1..=cadre.derniere_annee() {
        let (completions, strict) = completions(s, cadre, scenarios, n, &precedente);
        let replier_aide = |f: &dyn Fn(&Completion) -> Valeur<i64>| {
            Valeur::replier(&completions.iter().map(f).collect::<Vec<_>>(), strict)
        };
        let montant = Valeur::replier(
            &completions.iter().map(|c| c.montant.clone()).collect::<Vec<_>>(),
            !seuils::mixte_reconstituee(s) && !resserre(s, cadre, scenarios),
        );
        let atteintes = s.indicateurs().iter().enumerate().map(|(i, &ind)| {
            let issues: Vec<_> = completions.iter().map(|c| c.resultats[i].issue.clone()).collect();
            let taux: Vec<_> = completions.iter().map(|c| c.resultats[i].taux_montre()).collect();
            let constat = regime::constat(s, cadre, n, ind);
            // nor is it asked to see, without P50, on which side of it a count must be
            let palier_flou = scenarios.iter().any(|sc| sc.primo) && seuils::seuils(s, cadre, ind)[1].is_none();
            // and a year that a second objective may already serve has outcomes of its own
            let second_objectif = completions.iter().any(|c| c.part == Valeur::Libre);
            if (s.compte(ind).depart.is_none() || palier_flou || second_objectif) && constat.is_some() {
                return (ind, Atteinte { constat, issue: Valeur::Libre, taux: Valeur::Libre });
            }
            let (issue, taux) = (Valeur::replier(&issues, strict), Valeur::replier(&taux, strict));
            (ind, Atteinte { constat, issue, taux })
        });
        let nombre = completions[0].versements.len();
        let versements = (0..nombre).map(|i| {
            let lignes: Vec<&Versement> = completions.iter().map(|c| &c.versements[i]).collect();
            let montants: Vec<_> = lignes.iter().map(|l| l.montant.clone()).collect();
            let montant = Valeur::replier(&montants, strict);
            let natures: Vec<_> = lignes.iter().map(|l| l.nature.clone()).collect();
            // while the sum is unknown, so is whether it comes or goes back
            let solde = i > 0 && montant.sur().is_none();
            let nature = if solde { Valeur::Libre } else { Valeur::replier(&natures, false) };
            Versement { montant, nature, date_limite: lignes[0].date_limite.clone() }
        });
        let parts: Vec<_> = completions.iter().map(|c| c.part.clone()).collect();
        let mut part = Valeur::replier(&parts, strict);
        // first installation or not, the share may be the same: right, but not demanded
        if part.sur().is_some() && cadre.rang(s, n) >= 3 && scenarios.iter().any(|sc| sc.primo != scenarios[0].primo) {
            part = Valeur::Libre;
        }
        // an aid that is the same although the amount or the share is not known: right, but not demanded
        let (mut modulee, mut aide) = (replier_aide(&|c| c.modulee.clone()), replier_aide(&|c| c.aide.clone()));
        let mut versements: Vec<Versement> = versements.collect();
        if montant.sur().is_none() || part.sur().is_none() {
            for figure in
                [&mut modulee, &mut aide].into_iter().chain(versements.iter_mut().map(|v| &mut v.montant).skip(1))
            {
                if figure.sur().is_some() {
                    *figure = Valeur::Libre;
                }
            }
        }
        precedente = (modulee, aide.clone());
        annees.push(Annee {
            annee: n,
            debut: cadre.debut(n).to_string(),
            fin: cadre.debut(n + 1).yesterday().unwrap().to_string(),
            option: s.option.clone().unwrap_or_default(),
            modulee: cadre.rang(s, n) >= 3,
            // what a late constat changes of a payment already made is told by the oracle of lives
            versements: montant.sur().map(|_| versements).filter(|_| s.constats.iter().all(|c| c.connu_le.is_none())),
            montant,
            atteintes: atteintes.collect(),
            part,
            aide,
        });
    }
    annees
}

/// Every completion of year `n`, and whether they are exactly those that the rules leave open.
fn completions(
    s: &Situation,
    cadre: &Cadre,
    scenarios: &[Scenario],
    n: i64,
    precedente: &(Valeur<i64>, Valeur<i64>),
) -> (Vec<Completion>, bool) {
    let mut completions = Vec::new();
    let mut strict = !seuils::mixte_reconstituee(s) && !resserre(s, cadre, scenarios);
    for scenario in scenarios {
        let montant = montants::montant(s, cadre, scenario, n);
        // for each indicator, each objective with each count
        let mut cotes: Vec<Vec<(Objectif, i64)>> = Vec::new();
        for &ind in s.indicateurs() {
            // without its start, what a count is worth is left aside
            let constat = regime::constat(s, cadre, n, ind).filter(|_| s.compte(ind).depart.is_some());
            let (objectifs, libre) = objectifs::possibles(s, cadre, scenario, ind, constat.as_slice());
            strict &= !libre;
            let mut cote: Vec<(Objectif, i64)> = Vec::new();
            for objectif in objectifs {
                let courants = constat.map_or_else(|| objectif.effectifs_representatifs(), |courant| vec![courant]);
                for courant in courants {
                    let issue =
                        |(o, c): &(Objectif, i64)| [true, false].map(|m| parts::resultat(s, cadre, o, *c, m, n));
                    // one of each outcome is enough; P50 itself is looked at later
                    let palier = objectif.nature() == "palier-p50";
                    if palier || cote.iter().all(|deja| issue(deja) != issue(&(objectif, courant))) {
                        cote.push((objectif, courant));
                    }
                }
            }
            cotes.push(cote);
        }
        for choix in produit(&cotes) {
            let mixte = choix.len() == 2 && choix[0].0.nature() != choix[1].0.nature();
            let resultats: Vec<_> = choix.iter().map(|(o, c)| parts::resultat(s, cadre, o, *c, mixte, n)).collect();
            let part =
                if cadre.rang(s, n) < 3 { Valeur::Sur(Frac::UN) } else { parts::part(s, cadre, &choix, &resultats, n) };
            let modulee = match (&montant, &part) {
                (Valeur::Sur(m), Valeur::Sur(p)) => Valeur::Sur(p.de(*m)),
                (Valeur::Sur(_), inconnue) => inconnue.map(|_| 0),
                (inconnu, _) => inconnu.clone(),
            };
            let (aide, versements) = versements::versements(s, cadre, n, &montant, &modulee, precedente);
            completions.push(Completion { montant: montant.clone(), resultats, part, modulee, aide, versements });
        }
    }
    (completions, strict)
}

/// One of each side, in every way.
fn produit(cotes: &[Vec<(Objectif, i64)>]) -> Vec<Vec<(Objectif, i64)>> {
    match cotes {
        [un] => un.iter().map(|a| vec![*a]).collect(),
        [un, deux] => un.iter().flat_map(|a| deux.iter().map(|b| vec![*a, *b])).collect(),
        _ => Vec::new(),
    }
}
