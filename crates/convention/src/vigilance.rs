//! The points of vigilance that concern a case: which, and the facts that raise each (VIE-3 to VIE-5,
//! VIE-7, VIE-9, VIE-10, MON-3, MON-7).
//!
//! The rule of a point and what it says in French stand in `rules/textes.toml`.

use crate::dossier::evenement::{Certificat, Partie};
use crate::dossier::{Dossier, Employeur, Fait, OptionEtp, Profil};
use crate::explication::{Chemin, Donnee, Lu, Origine, Valeur};
use crate::formation::est_soignant;
use crate::id::ids;
use crate::indicateur::{Indicateur, Paire};
use crate::jour::Jour;
use crate::objectif::Objectif;
use crate::poste::Poste;
use crate::sort;
use crate::tables::{Nature, Parametre, Tables};
use crate::vie::Vie;

ids! {
    /// Something to watch.
    pub enum Point {
        /// The notice of the doctor who ends the contract is too short (VIE-3).
        PreavisCourt "preavis-court",
        /// The doctor ends the contract; the day of the letter is not known (VIE-3).
        PreavisInconnu "preavis-inconnu",
        /// The aid is suspended (VIE-7).
        SuspensionEnCours "suspension-en-cours",
        /// A suspension shorter than the absence that asks for one (VIE-7).
        SuspensionCourte "suspension-courte",
        /// What to do when the assistant is absent (VIE-7).
        Absence "absence",
        /// Another assistant than the first (VIE-7).
        NouvelAssistant "nouvel-assistant-en-poste",
        /// Check the certificate before hiring, or enrol (VIE-4).
        CertificatAvantEmbauche "certificat-avant-embauche",
        /// The FAE is not for this profile (VIE-4).
        FaeReservee "fae-reservee",
        /// A health diploma does not exempt (VIE-4).
        DiplomeDeSante "diplome-de-sante",
        /// A midwife goes through the CQP (VIE-4).
        SageFemme "sage-femme-cqp",
        /// The post does not replace that of the secretary (VIE-5).
        PosteNonSubstitutif "poste-non-substitutif",
        /// Tasks of the former profession (VIE-10).
        GlissementDeTaches "glissement-de-taches",
        /// Wages above the aid stay with the employer (MON-7).
        AideForfaitaire "aide-forfaitaire",
        /// The SCM employs: what its statutes or règlement intérieur must say (VIE-9).
        Scm "clauses-de-la-scm",
        /// A group employs: the doctor stays bound alone (VIE-9).
        EngagementPersonnel "engagement-personnel",
        /// A groupement d'employeurs lends its employee (VIE-9).
        Groupement "mise-a-disposition",
        /// Two doctors may share one full-time assistant (VIE-9).
        TempsPartage "temps-partage",
        /// A third of a full time is below the branch's minimum (MON-3).
        TempsPartiel "temps-partiel-minimum",
        /// The contract asks for patients, not for hours (VIE-10).
        PatientsPasHeures "patients-pas-heures",
    }
}

/// A point that concerns a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Vigilance {
    /// Which.
    pub point: Point,
    /// The facts that raise it, and the numbers of the rules that they were compared with.
    pub faits: Vec<Lu>,
}

/// What the points are looked for in.
#[derive(Debug, Clone, Copy)]
pub struct Cas<'a> {
    /// The rules.
    pub tables: &'a Tables,
    /// The dossier.
    pub dossier: &'a Dossier,
    /// What the events that count say of the figures.
    pub vie: &'a Vie,
    /// What they say of the post.
    pub poste: &'a Poste,
    /// The objectives of the contract.
    pub objectifs: Paire<Option<Objectif>>,
    /// Day of study.
    pub au: Jour,
    /// Whether the contract is over on that day.
    pub fini: bool,
}

/// Every point that concerns a case, in the order of [`Point`].
pub fn vigilance(cas: &Cas<'_>) -> Vec<Vigilance> {
    let mut points = Vec::new();
    cas.preavis(&mut points);
    if !cas.fini {
        cas.absence(&mut points);
        cas.formation(&mut points);
        cas.employeur(&mut points);
        cas.temps(&mut points);
    }
    sort::by_key(&mut points, |v: &Vigilance| v.point);
    points
}

fn lu(nom: &'static str, valeur: impl Into<Valeur>, origine: Origine) -> Lu {
    Lu { nom, valeur: valeur.into(), origine }
}

fn champ(nom: &'static str, valeur: impl Into<Valeur>, path: &'static str) -> Lu {
    lu(nom, valeur, Origine::Dossier(Donnee::Champ(path)))
}

fn add(points: &mut Vec<Vigilance>, point: Point, faits: Vec<Lu>) {
    points.push(Vigilance { point, faits });
}

impl Cas<'_> {
    /// A number of months of the rules, as it is read under a name.
    fn mois(&self, nom: &'static str, parametre: Parametre) -> (i32, Lu) {
        let cell = self.tables.parametre(parametre);
        (cell.value as i32, lu(nom, cell.value, Origine::Regles(cell.id)))
    }

    /// VIE-3: the notice of a doctor who ends the contract.
    fn preavis(&self, points: &mut Vec<Vigilance>) {
        let Some(fin) = self.vie.fin else { return };
        let Some(event) = self.dossier.evenements.get(usize::from(fin.evenement)) else { return };
        let Fait::Resiliation { par: Partie::Medecin, .. } = event.fait else { return };
        let written = |nom, jour: Option<Jour>| lu(nom, jour, Origine::Dossier(Donnee::Evenement(fin.evenement, nom)));
        let (mois, delai) = self.mois("preavis_mois", Parametre::PreavisMois);
        let faits = vec![written("signe_le", event.signe_le), written("date", Some(event.date)), delai];
        match event.signe_le {
            None => add(points, Point::PreavisInconnu, faits),
            Some(signe) if event.date < signe.plus_months(mois) => add(points, Point::PreavisCourt, faits),
            Some(_) => {}
        }
    }

    /// VIE-7: absences, suspensions, another assistant.
    fn absence(&self, points: &mut Vec<Vigilance>) {
        let (fewest, none) = self.mois("sans_effet_mois", Parametre::AbsenceSansEffetMois);
        let (_, suspends) = self.mois("suspension_mois", Parametre::AbsenceSuspensionMois);
        let written =
            |nom, evenement, jour: Jour| lu(nom, jour, Origine::Dossier(Donnee::Evenement(evenement, "date")));
        let suspended = self.vie.suspension_ouverte().filter(|s| s.debut <= self.au);
        if let Some(open) = suspended {
            add(points, Point::SuspensionEnCours, vec![written("suspension", open.evenement, open.debut)]);
        } else if self.poste.en_poste(self.au) {
            let (donnee, jour) = self.poste.arrivee();
            add(points, Point::Absence, vec![lu("arrivee", jour, Origine::Dossier(donnee)), none, suspends]);
        }
        for closed in &self.vie.suspensions {
            let (Some(fin), Some(reprise)) = (closed.fin, closed.reprise) else { continue };
            if fin < closed.debut.plus_months(fewest) {
                let faits =
                    vec![written("suspension", closed.evenement, closed.debut), written("reprise", reprise, fin), none];
                add(points, Point::SuspensionCourte, faits);
            }
        }
        if let Some(arrived) = self.poste.nouvel_assistant {
            let fait = lu("arrivee", arrived.jour, Origine::Dossier(arrived.donnee));
            add(points, Point::NouvelAssistant, vec![fait]);
        }
    }

    /// VIE-4, VIE-5, VIE-10, MON-7: what the assistant was before.
    fn formation(&self, points: &mut Vec<Vigilance>) {
        let poste = self.poste;
        if poste.certification.is_none() && !poste.en_poste(self.au) {
            let fait = champ("embauche", poste.embauche, "assistant.embauche");
            add(points, Point::CertificatAvantEmbauche, vec![fait]);
        }
        let profil = |id: Profil| champ("profil", id.id(), "assistant.profil");
        if let (Some(obtained), Some(known)) = (poste.certification.filter(|c| !c.convient), poste.profil) {
            let nature = Origine::Dossier(Donnee::Evenement(obtained.evenement, "nature"));
            add(points, Point::FaeReservee, vec![profil(known), lu("certificat", Certificat::Fae.id(), nature)]);
        }
        let became = self.poste.secretaires.iter().filter(|(donnee, _)| matches!(donnee, Donnee::Evenement(..)));
        let mut secretary: Vec<Lu> = became
            .map(|(donnee, jour)| lu("secretaire_devenue_assistante", *jour, Origine::Dossier(*donnee)))
            .collect();
        if poste.profil == Some(Profil::Secretaire) {
            secretary.push(profil(Profil::Secretaire));
        }
        if poste.remplacements.len() < poste.secretaires.len() {
            add(points, Point::PosteNonSubstitutif, secretary);
        }
        let Some(known) = poste.profil.filter(|known| est_soignant(*known)) else { return };
        add(points, Point::GlissementDeTaches, vec![profil(known)]);
        add(points, Point::AideForfaitaire, vec![profil(known)]);
        if poste.certifie().is_none() {
            let point = if known == Profil::SageFemme { Point::SageFemme } else { Point::DiplomeDeSante };
            add(points, point, vec![profil(known)]);
        }
    }

    /// VIE-9: who employs.
    fn employeur(&self, points: &mut Vec<Vigilance>) {
        let Some(employeur) = self.dossier.assistant.employeur else { return };
        let fait = champ("employeur", employeur.id(), "assistant.employeur");
        if employeur != Employeur::Direct {
            add(points, Point::EngagementPersonnel, vec![fait]);
        }
        match employeur {
            Employeur::Scm => add(points, Point::Scm, vec![fait]),
            Employeur::Groupement => add(points, Point::Groupement, vec![fait]),
            Employeur::Sel | Employeur::Direct => {}
        }
    }

    /// VIE-9, VIE-10, MON-3: the working time, and what is asked in return.
    fn temps(&self, points: &mut Vec<Vigilance>) {
        let initial = self.dossier.contrat.option.map(|option| (option, Donnee::Champ("contrat.option")));
        let changed = self.vie.evenement_de_l_option(self.au).and_then(|index| {
            let option = self.vie.option_au(None, self.au)?;
            Some((option, Donnee::Evenement(index, "option")))
        });
        if let Some((option, donnee)) = changed.or(initial) {
            let fait = vec![lu("option", option, Origine::Dossier(donnee))];
            match option {
                OptionEtp::Demi => add(points, Point::TempsPartage, fait),
                OptionEtp::Tiers => add(points, Point::TempsPartiel, fait),
                _ => {}
            }
        }
        let more: Vec<Lu> = Indicateur::ALL
            .into_iter()
            .filter_map(|i| {
                let nature = self.objectifs[i]?.nature.filter(|n| *n != Nature::Maintien)?;
                Some(lu("nature", nature, Origine::Figure(Chemin::Nature(i))))
            })
            .collect();
        if !more.is_empty() {
            add(points, Point::PatientsPasHeures, more);
        }
    }
}
