//! A group's étude as a page, in the order of a doctor's.

use convention::collectif::AnneeCollective;
use convention::etude::Remarque;
use convention::explication::Chemin;
use convention::indicateur::Indicateur;

use super::VueCollective;
use crate::page::annees::{pire_et_en_jeu, tableau_des_annees};
use crate::page::entete::{Dire, signe};
use crate::page::explication::Arbre;
use crate::page::{Bloc, Colonne, Page, Tableau, Texte};
use crate::{date_courte, entier, etp, euros, gain, lier, moyenne, plage_euros, plage_pour_cent, pour_cent, rythme};

const INCONNU: &str = "inconnu";

impl VueCollective<'_> {
    /// The étude as a page. With `expliquer`, how every figure came about follows.
    pub fn page(&self, expliquer: bool) -> Vec<Bloc> {
        let mut page = Page::default();
        entete(self, &mut page);
        groupe(self, &mut page);
        if !self.etude.annees.is_empty() {
            annees(self, &mut page);
            objectifs(self, &mut page);
            resultats(self, &mut page);
            calendrier(self, &mut page);
        }
        incertain(self, &mut page);
        pied(self, &mut page);
        if expliquer {
            page.titre("explication", "Explication");
            page.paragraphe("Chaque chiffre, sa règle, et ce qui a été lu pour l'obtenir.");
            let figure = |_: Option<u8>, chemin: Chemin| self.figure(chemin);
            let arbre = Arbre { mots: self, figure: &figure, variante: None, fichiers: true };
            self.etude.explication.iter().for_each(|noeud| arbre.ecrire(noeud, 0, &mut page));
        }
        page.finish()
    }
}

fn entete(vue: &VueCollective<'_>, page: &mut Page) {
    let etude = vue.etude;
    let name = "Aide collective d'un groupe de généralistes";
    let reference = etude.dossier.reference.as_deref();
    page.sujet(&reference.map_or(name.to_owned(), |r| format!("{r} · {name}")));
    let signed = signe(etude.dossier.contrat.signature, etude.signature, etude.demande.au);
    let asked = etude.dossier.contrat.etp.map_or_else(|| "ETP non choisis".to_owned(), etp);
    page.paragraphe(&format!("{signed} · {} · {asked}", vue.mot(convention::collectif::REGIME)));
    let dire = Dire {
        eligibilite: &etude.eligibilite,
        hypothese: vue.hypothese(),
        verdict: vue.verdict(),
        court: vue.court(),
        total: vue.total(),
        raisons: vue.raisons().into_iter().map(Texte::from).collect(),
        verifie: vue.verifie(),
    };
    dire.ecrire(page);
}

/// Mean, cap, and each doctor.
fn groupe(vue: &VueCollective<'_>, page: &mut Page) {
    use Colonne::{Droite, Gauche};
    let etude = vue.etude;
    page.titre("groupe", "Le groupe");
    let mean = etude.groupe.pmt_moyenne.map_or_else(|| INCONNU.to_owned(), moyenne);
    let cap = match (etude.plafond.connu(), etude.plafond) {
        (Some(cap), _) => etp(cap),
        (None, range) => format!("de {} à {}", etp(range.min), etp(range.max)),
    };
    let mut said = Texte::from(lier(&format!("Médecins à la signature : {}. PMT moyenne : ", etude.groupe.medecins)));
    said.ajouter(Texte::de(mean, Chemin::PmtMoyenne));
    said.ajouter(lier(". Plafond : "));
    said.ajouter(Texte::de(cap, Chemin::Plafond));
    said.ajouter(".");
    page.bloc(Bloc::Paragraphe(said));
    let entetes = [("Médecin", Gauche), ("PMT", Droite), ("PFA", Droite), ("Présence", Gauche), ("À suivre", Gauche)];
    let mut table = Tableau::new(&entetes);
    for ((index, membre), given) in (0..).zip(&etude.membres).zip(&etude.dossier.membres) {
        let count = |n: Option<u32>| n.map_or_else(|| INCONNU.to_owned(), |n| entier(i64::from(n)));
        let presence = match membre.sortie {
            _ if !membre.compte => "ne peut pas adhérer".to_owned(),
            None if membre.adhesion == etude.signature => "depuis la signature".to_owned(),
            None => format!("depuis le {}", date_courte(membre.adhesion)),
            Some(sortie) => format!("du {} au {}", date_courte(membre.adhesion), date_courte(sortie.plus_days(-1))),
        };
        let primo = match (membre.primo.primo_installe, membre.primo.date) {
            (Some(true), Some(day)) => {
                Texte::de(format!("P50 à atteindre le {}", date_courte(day)), Chemin::PrimoDate(index))
            }
            (None, _) => Texte::de("primo-installé ? patientèle inconnue".to_owned(), Chemin::Primo(index)),
            _ => Texte::default(),
        };
        let counts = (count(given.effectif.pmt), count(given.effectif.pfa));
        table.ligne(vec![vue.membre(index).into(), counts.0.into(), counts.1.into(), presence.into(), primo]);
    }
    page.tableau(table);
}

fn annees(vue: &VueCollective<'_>, page: &mut Page) {
    let etude = vue.etude;
    page.titre("annees", "Les années");
    let mut table = tableau_des_annees();
    let au = etude.demande.au;
    let running = |y: &AnneeCollective| etude.eligibilite.deja_signe && y.debut <= au && au <= y.fin;
    for (index, year) in etude.annees.iter().enumerate() {
        let (n, bornes) = (year.annee, year.bornes.unwrap_or_default());
        table.ligne(vec![
            format!("{n}{}", if running(year) { " *" } else { "" }).into(),
            date_courte(year.debut).into(),
            date_courte(year.fin).into(),
            Texte::de(known(year.montant.map(euros), bornes.montant.map(plage_euros)), Chemin::Montant(n)),
            Texte::de(known(year.part.map(pour_cent), bornes.part.map(plage_pour_cent)), Chemin::Part(n)),
            Texte::de(known(year.aide.map(euros), bornes.aide.map(plage_euros)), Chemin::Aide(n)),
        ]);
        if index + 1 == usize::from(etude.totaux.annees) {
            let totaux = &etude.totaux;
            table.total(vec![
                "Total".into(),
                format!("{}\u{a0}ans", totaux.annees).into(),
                Texte::default(),
                totaux.maximum.map_or_else(Texte::default, |sum| Texte::de(euros(sum), Chemin::Maximum)),
                Texte::default(),
                Texte::de(known(totaux.aide.map(euros), totaux.bornes.map(plage_euros)), Chemin::Total),
            ]);
        }
    }
    page.tableau(table);
    if etude.annees.iter().any(running) {
        page.paragraphe("* année en cours");
    }
    pire_et_en_jeu(&etude.totaux, page);
}

fn known(value: Option<String>, range: Option<String>) -> String {
    value.or(range).unwrap_or_else(|| INCONNU.to_owned())
}

fn objectifs(vue: &VueCollective<'_>, page: &mut Page) {
    let etude = vue.etude;
    page.titre("objectifs", "Objectif du groupe, en 2 ans");
    page.paragraphe(&lier(
        "PMT : patients qui ont déclaré un médecin du groupe médecin traitant. PFA (file active) : patients vus au \
         moins une fois en 12 mois.",
    ));
    let mut table = Tableau::new(&[("", Colonne::Gauche), ("PMT", Colonne::Gauche), ("PFA", Colonne::Gauche)]);
    let mut row = |label: &str, figure: fn(Indicateur) -> Chemin, value: &dyn Fn(Indicateur) -> Option<String>| {
        let mut cells = vec![Texte::from(label)];
        cells.extend(Indicateur::ALL.map(|i| Texte::de(value(i).unwrap_or_else(|| INCONNU.to_owned()), figure(i))));
        table.ligne(cells);
    };
    let count = |n: Option<u32>| n.map(|n| entier(i64::from(n)));
    row("Patients au départ", Chemin::Depart, &|i| count(etude.objectifs[i].objectif.depart));
    row("Demandés pour ce temps de travail", Chemin::GainDemande, &|i| count(etude.objectifs[i].demande));
    row("Gains déjà faits, à déduire", Chemin::GainDeduit, &|i| count(etude.objectifs[i].deduit));
    row("Cible", Chemin::Cible, &|i| {
        let objectif = etude.objectifs[i].objectif;
        let (cible, depart) = (i64::from(objectif.cible?), i64::from(objectif.depart?));
        Some(format!("{} ({})", entier(cible), gain(cible - depart)))
    });
    row("De plus par semaine", Chemin::ParSemaine, &|i| {
        let weeks = etude.totaux.semaines[i]?;
        Some(format!("{} (sur {} semaines)", rythme(etude.totaux.par_semaine[i]?), entier(weeks)))
    });
    row("Considéré atteint dès", Chemin::SeuilAtteint, &|i| count(etude.objectifs[i].objectif.seuil_atteint));
    page.tableau(table);
}

/// What was counted in each year, and what it was worth.
fn resultats(vue: &VueCollective<'_>, page: &mut Page) {
    let mut lines = Vec::new();
    for year in &vue.etude.annees {
        let n = year.annee;
        let measured: Vec<Texte> = Indicateur::ALL
            .into_iter()
            .filter_map(|i| {
                let atteinte = year.atteintes[i]?;
                let count = entier(i64::from(atteinte.constat?));
                let issue = atteinte.issue.map_or(INCONNU, |issue| vue.mot(issue.id()));
                let mut said = Texte::de(format!("{} {count}", vue.sigle(i)), Chemin::Constat(n, i));
                match atteinte.taux {
                    Some(rate) => {
                        said.ajouter(Texte::de(format!(", {issue} (taux {}", pour_cent(rate)), Chemin::Taux(n, i)));
                        said.ajouter(")");
                    }
                    None => said.ajouter(Texte::de(format!(", {issue}"), Chemin::Issue(n, i))),
                }
                Some(said)
            })
            .collect();
        if !measured.is_empty() {
            let mut line = Texte::from(format!("Année {n}\u{a0}: "));
            line.ajouter(Texte::joindre(measured, "\u{a0}; "));
            line.ajouter(".");
            lines.push(line);
        }
    }
    if !lines.is_empty() {
        page.titre("resultats", "Résultats du groupe");
        lines.into_iter().for_each(|line| page.bloc(Bloc::Suite(line)));
    }
}

fn calendrier(vue: &VueCollective<'_>, page: &mut Page) {
    let etude = vue.etude;
    let au = etude.demande.au;
    page.titre("calendrier", "Ce qui est dû et quand");
    let entetes = [("Date", Colonne::Gauche), ("Quoi", Colonne::Gauche), ("Montant", Colonne::Droite)];
    let mut table = Tableau::new(&entetes);
    let mut to_come = false;
    for (index, echeance) in (0u16..).zip(&etude.echeances) {
        let Some(day) = echeance.date.filter(|day| *day >= au) else { continue };
        to_come = true;
        let sum = echeance.versement.map(|index| {
            let amount = vue.versement(index).and_then(|v| v.montant).map(euros);
            let sum = known(amount, vue.bornes_du_versement(index).map(plage_euros));
            Texte::de(sum, Chemin::Versement(index))
        });
        let day = Texte::de(date_courte(day), Chemin::Echeance(index));
        table.ligne(vec![day, vue.echeance(echeance).into(), sum.unwrap_or_default()]);
    }
    if to_come {
        page.tableau(table);
    } else {
        page.paragraphe("Plus rien à venir.");
    }
}

fn incertain(vue: &VueCollective<'_>, page: &mut Page) {
    let incertitudes = vue.incertitudes();
    if incertitudes.is_empty() {
        return;
    }
    page.titre("incertain", "Ce qui est incertain");
    page.paragraphe("Points que les textes laissent ouverts, et ce qu'une autre lecture changerait.");
    for incertitude in incertitudes {
        incertitude.ecrire(page);
    }
}

fn pied(vue: &VueCollective<'_>, page: &mut Page) {
    let lists = [
        ("a-completer", "À compléter par vous", "", vue.a_retrouver()),
        ("a-demander", "À demander à votre caisse", " (à copier)", vue.a_demander()),
    ];
    for (section, title, suite, sentences) in lists.into_iter().filter(|(.., sentences)| !sentences.is_empty()) {
        page.titre_suivi(section, title, suite);
        sentences.iter().for_each(|sentence| page.puce(sentence));
    }
    page.titre("a-savoir", "À savoir");
    // Said in the heading already.
    let said = [Remarque::SignatureSupposee, Remarque::SousHypothese];
    let remarques = vue.etude.remarques.iter().zip(vue.remarques()).filter(|(r, _)| !said.contains(r));
    let remarques: Vec<String> = remarques.map(|(_, sentence)| sentence).collect();
    if !remarques.is_empty() {
        page.paragraphe(&remarques.join(" "));
    }
    page.paragraphe(&vue.limites());
}
