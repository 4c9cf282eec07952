//! The job description of the assistant, from chosen missions (VIE-10): a page with blanks to fill in.

use convention::dossier::Dossier;
use convention::formation::ouvre_la_fae;
use convention::tables::{Convention, GroupeDeMissions, Mission};

use crate::date::date;
use crate::nombre::nombre;
use crate::page::{Bloc, Colonne, Page, Tableau};
use crate::typographie::{lier, majuscule};

/// What is filled in by hand.
const BLANC: &str = "………………………………";

/// What a job description is made from.
#[derive(Debug, Clone)]
pub struct FicheDePoste<'a> {
    /// The rules.
    pub convention: &'a Convention,
    /// The case, where there is one: else everything is a blank.
    pub dossier: Option<&'a Dossier>,
    /// The missions, in the order of the rules.
    pub missions: Vec<&'a Mission>,
    /// Whether somebody chose them; else they are all those that there are.
    pub choisies: bool,
}

impl FicheDePoste<'_> {
    /// The job description as a page.
    pub fn page(&self) -> Vec<Bloc> {
        let mut page = Page::default();
        page.sujet("Fiche de poste · assistant médical");
        if let Some(reference) = self.dossier.and_then(|d| d.reference.as_deref()) {
            // The reference is the caller's: not a character of it changes.
            page.paragraphe(&format!("Dossier\u{a0}: {reference}"));
        }
        self.poste(&mut page);
        self.missions(&mut page);
        page.titre("limites", "Limites du poste");
        for note in &self.convention.textes.limites {
            page.puce(&lier(&format!("{}. {}", note.libelle, note.phrase)));
        }
        page.titre("accord", "Accord");
        let mut table = Tableau::new(&[("Employeur", Colonne::Gauche), ("Assistant", Colonne::Gauche)]);
        table.ligne(vec![lier(&format!("Date : {BLANC}")), lier(&format!("Date : {BLANC}"))]);
        table.ligne(vec![lier(&format!("Signature : {BLANC}")), lier(&format!("Signature : {BLANC}"))]);
        page.tableau(table);
        page.paragraphe("Modèle à relire et à adapter\u{a0}: il ne remplace ni le contrat de travail, ni un conseil.");
        page.finish()
    }

    fn poste(&self, page: &mut Page) {
        let mot = |id: &str| self.convention.textes.mot(id).to_owned();
        let assistant = self.dossier.map(|d| &d.assistant);
        let specialite = self.dossier.map(|d| d.medecin.specialite.as_str());
        let specialite = specialite.map(|id| self.convention.tables.specialite(id).map_or(id, |s| s.nom.as_str()));
        let employeur = match assistant.and_then(|a| a.employeur) {
            Some(employeur) => format!("{}, nom : {BLANC}", mot(employeur.id())),
            None => BLANC.to_owned(),
        };
        let option = self.dossier.and_then(|d| d.contrat.option);
        let heures = assistant.and_then(|a| a.heures_semaine).map_or_else(|| BLANC.to_owned(), nombre);
        let temps = match option {
            Some(option) => format!("{heures} heures par semaine (l'aide finance {})", mot(option.id())),
            None => format!("{heures} heures par semaine"),
        };
        let position = assistant.and_then(|a| a.position).map_or_else(|| BLANC.to_owned(), |p| p.to_string());
        let closed = assistant.and_then(|a| a.profil).is_some_and(|profil| !ouvre_la_fae(profil));
        let certificat = if closed { "CQP" } else { "CQP ou FAE" };
        let or_blank = |value: Option<String>| value.unwrap_or_else(|| BLANC.to_owned());
        let lines = [
            ("Employeur", employeur),
            ("Médecin", format!("{BLANC}{}", specialite.map_or_else(String::new, |s| format!(" ({s})")))),
            ("Assistant", BLANC.to_owned()),
            ("Métier d'origine", or_blank(assistant.and_then(|a| a.profil).map(|p| mot(p.id())))),
            ("Date d'embauche", or_blank(assistant.and_then(|a| a.embauche).map(date))),
            ("Temps de travail", temps),
            ("Lieu de travail", BLANC.to_owned()),
            ("Convention collective", format!("personnel des cabinets médicaux (IDCC 1147), position : {position}")),
            ("Certificat", format!("{certificat} obtenu le {BLANC}, ou inscription le {BLANC}")),
        ];
        page.titre("poste", "Le poste");
        for (name, value) in lines {
            page.puce(&lier(&format!("{name} : {value}")));
        }
    }

    fn missions(&self, page: &mut Page) {
        page.titre("missions", "Missions confiées");
        if !self.choisies {
            page.paragraphe("Toutes les missions possibles sont listées\u{a0}: gardez celles que vous confiez.");
        }
        for groupe in GroupeDeMissions::ALL {
            let own: Vec<&&Mission> = self.missions.iter().filter(|m| m.groupe == *groupe).collect();
            if own.is_empty() {
                continue;
            }
            page.relief(self.convention.textes.mot(groupe.id()), crate::Relief::Gras);
            for mission in own {
                page.puce(&lier(&format!("{}. {}", mission.note.libelle, mission.note.phrase)));
                for point in &mission.note.points {
                    page.niveau(1, &lier(&format!("Limite : {point}.")));
                }
            }
        }
    }
}

/// Every mission that there is, by family, with the id to choose it by.
pub fn liste_des_missions(convention: &Convention) -> Vec<Bloc> {
    let mut page = Page::default();
    page.sujet("Missions d'un assistant médical");
    for groupe in GroupeDeMissions::ALL {
        page.titre_suivi("missions", &majuscule(convention.textes.mot(groupe.id())), &format!(" ({})", groupe.id()));
        let mut table = Tableau::new(&[("Mission", Colonne::Gauche), ("Ce que c'est", Colonne::Gauche)]);
        for mission in convention.textes.missions.iter().filter(|m| m.groupe == *groupe) {
            table.ligne(vec![mission.note.id.clone(), lier(&mission.note.libelle)]);
        }
        page.tableau(table);
    }
    page.finish()
}
