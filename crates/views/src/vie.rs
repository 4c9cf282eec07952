//! The life of a contract in words: what each event changed, from when, and what it makes of a payment.

use convention::contrat::PeriodeChiffree;
use convention::dossier::evenement::{Decision, Evenement, Fait, Partie, TypeEvenement};
use convention::dossier::{ObjectifSaisi, OptionEtp};
use convention::eligibilite::Etat;
use convention::etude::{AnneeEtudiee, Suivi};
use convention::explication::{Chemin, Origine};
use convention::indicateur::{Indicateur, Paire};
use convention::jour::Jour;
use convention::money::Centimes;
use convention::objectif::Objectif;
use convention::tables::Parametre;
use convention::versement::{Cause, Versement};

use crate::date::date;
use crate::nombre::{entier, euros, gain, pour_cent};
use crate::typographie::{lier, majuscule};
use crate::vue::Vue;

/// The objectives in force, and since when where they are not those of the signature.
#[derive(Debug, Clone, Copy)]
pub struct ObjectifsEnVigueur {
    /// The objectives.
    pub objectifs: Paire<Option<Objectif>>,
    /// First day of the period that they hold in. `None`: those of the signature.
    pub depuis: Option<Jour>,
    /// Year and index of that period.
    pub periode: Option<(u8, u16)>,
}

impl Vue<'_> {
    /// What an event is, what it changes, and from which day: a sentence or two.
    pub fn evenement_raconte(&self, suivi: &Suivi) -> Option<String> {
        let event = self.etude.dossier.evenements.get(usize::from(suivi.evenement))?;
        let name = self.mot(event.nature().id());
        let mut text = format!("{}, {name}", majuscule(&date(event.date)));
        let change = self.change(event);
        if !change.is_empty() {
            // « avenant : nouvel objectif » has its colon already.
            text.push_str(if name.contains(':') { ", " } else { " : " });
            text.push_str(&change);
        }
        text.push('.');
        for sentence in [self.motif_ecrit(event), self.effet_de(suivi), self.droit(suivi)].into_iter().flatten() {
            text.push(' ');
            text.push_str(&sentence);
        }
        Some(lier(&text))
    }

    /// What an event changes, in a few words.
    fn change(&self, event: &Evenement) -> String {
        match &event.fait {
            Fait::AvenantProrogation => {
                format!("le contrat dure {} ans de plus", self.convention.tables.parametre(Parametre::DureeAns).value)
            }
            Fait::AvenantOption(option) => format!("passage à {}", self.option(*option)),
            Fait::Avenant65Ans { depart, .. } => {
                let kept = self.par_indicateur_dit(|i| depart[i].map(|n| entier(i64::from(n))));
                if kept.is_empty() {
                    "chaque objectif devient un maintien".to_owned()
                } else {
                    format!("chaque objectif devient un maintien ; patients à garder : {kept}")
                }
            }
            Fait::AvenantObjectif { objectif, depart } => self.par_indicateur_dit(|i| {
                let start = depart[i].map_or_else(String::new, |n| format!(" en partant de {}", entier(i64::from(n))));
                objectif[i].map(|o| format!("{}{start}", saisi(o)))
            }),
            Fait::Suspension { .. } => "l'aide et les objectifs sont suspendus".to_owned(),
            Fait::Reprise => "l'aide et les objectifs reprennent".to_owned(),
            Fait::NouvelAssistant => "le contrat continue".to_owned(),
            Fait::SecretaireDevenuAssistant => "le secrétariat est à remplacer".to_owned(),
            Fait::SecretaireRemplace { heures_semaine } => heures_semaine
                .map_or_else(String::new, |hours| format!("{}\u{a0}heures par semaine", crate::nombre::rythme(hours))),
            Fait::Certification(nature) => self.mot(nature.id()).to_owned(),
            Fait::ContratDeTravailRemis | Fait::ReunionCaisse => String::new(),
            Fait::DecisionCaisse { annee, decision, .. } => format!("pour l'année\u{a0}{annee}, {}", decide(*decision)),
            Fait::Demenagement | Fait::ChangementSpecialite => Self::fin_dite(None),
            Fait::Resiliation { par, carence, .. } => {
                let whom = match par {
                    Partie::Medecin => "par le médecin",
                    Partie::Caisse => "par la caisse",
                };
                format!("{whom} ; {}", Self::fin_dite(Some(*carence)))
            }
        }
    }

    /// That the contract ends, and what follows.
    fn fin_dite(carence: Option<Option<bool>>) -> String {
        let after = match carence {
            Some(Some(true)) => " ; un délai de carence court avant un nouveau contrat",
            Some(Some(false)) => " ; pas de délai de carence",
            Some(None) => " ; délai de carence à demander à la caisse",
            None => "",
        };
        format!("le contrat prend fin{after}")
    }

    /// `PMT 1 400, PFA 1 600`.
    fn par_indicateur_dit(&self, of: impl Fn(Indicateur) -> Option<String>) -> String {
        let each = Indicateur::ALL.into_iter().filter_map(|i| Some(format!("{} {}", self.sigle(i), of(i)?)));
        each.collect::<Vec<_>>().join(", ")
    }

    /// What the dossier gives as the reason.
    fn motif_ecrit(&self, event: &Evenement) -> Option<String> {
        let motif = match &event.fait {
            Fait::Suspension { motif } | Fait::Resiliation { motif, .. } => motif.as_deref()?,
            Fait::DecisionCaisse { motif, .. } => motif,
            _ => return None,
        };
        Some(format!("Motif : {}.", motif.trim_end_matches('.')))
    }

    /// From which day the figures follow it, where that is not its own date.
    fn effet_de(&self, suivi: &Suivi) -> Option<String> {
        if !suivi.pris_en_compte {
            return Some("Ne compte pas encore : pas en vigueur, ou pas connu, le jour de l'étude.".to_owned());
        }
        let effet = suivi.effet.filter(|effet| *effet != suivi.date)?;
        Some(format!(
            "Compte à partir du {}, l'anniversaire suivant{}.",
            date(effet),
            self.par_lecture(suivi.evenement)
        ))
    }

    /// ` (Q-AVENANT)`: the reading that the day of an effect rests on.
    fn par_lecture(&self, evenement: u16) -> String {
        let node = self.etude.explication.iter().map(|(_, n)| n).find(|n| n.chemin == Chemin::Effet(evenement));
        let question = node.and_then(|n| {
            n.lu.iter().find_map(|lu| match lu.origine {
                Origine::Lecture(question) => Some(question),
                _ => None,
            })
        });
        question.map_or_else(String::new, |q| format!(" ({}, voir « Ce qui est incertain »)", q.id()))
    }

    /// ELI-10, ELI-12: whether 1,5 and 2 ETP were open, and what is missing to say so.
    fn droit(&self, suivi: &Suivi) -> Option<String> {
        let droit = suivi.droit?;
        let objectifs = Self::objectifs_tenus(droit.objectifs)?;
        let missing: Vec<String> = droit.manque().map(|donnee| self.donnee(donnee)).collect();
        if missing.is_empty() {
            return Some(objectifs.to_owned());
        }
        Some(format!(
            "{objectifs} Elle demande aussi une zone d'intervention prioritaire : il manque {}, à voir dans vos papiers \
             (ELI-10, ELI-12).",
            missing.join(" et ")
        ))
    }

    /// Whether the objectives were reached before.
    const fn objectifs_tenus(etat: Etat) -> Option<&'static str> {
        Some(match etat {
            Etat::Respecte => "Tous les objectifs étaient atteints avant, comme cette option le demande (ELI-10).",
            Etat::Echoue => {
                "Attention : cette option demande que tous les objectifs soient atteints avant, et ils ne l'étaient \
                     pas (ELI-10)."
            }
            Etat::Inconnu => {
                "Cette option demande que tous les objectifs soient atteints avant : ce dossier ne le montre pas \
                     (ELI-10). La caisse le vérifie."
            }
            Etat::SansObjet => return None,
        })
    }

    /// The year that a decision of the caisse settled, and what the rules gave for it.
    pub fn decision_et_calcul(&self, annee: u8) -> Option<String> {
        let year = self.etude.chiffrage.annees.iter().map(|y| &y.annee).find(|y| y.annee == annee)?;
        let calcul = year.calcul?;
        let event = self.etude.dossier.evenements.get(usize::from(calcul.evenement))?;
        let Fait::DecisionCaisse { decision, .. } = &event.fait else { return None };
        let computed = match (calcul.part, calcul.aide) {
            (Some(part), Some(aide)) => format!("le calcul donnait {}, soit {}", pour_cent(part), euros(aide)),
            (None, Some(aide)) => format!("le calcul donnait {}", euros(aide)),
            (Some(part), None) => format!("le calcul donnait {}", pour_cent(part)),
            (None, None) => "le calcul ne donnait aucun chiffre connu".to_owned(),
        };
        let day = date(event.date);
        Some(lier(&format!("Année\u{a0}{annee} : décision de la caisse du {day}, {} ; {computed}.", decide(*decision))))
    }

    /// Why a payment is there that no year has by itself: `Reprise de l'aide de l'année 1 : suspension du …`.
    pub fn motif_du_versement(&self, versement: &Versement) -> Option<String> {
        let year = versement.annee;
        let back = versement.montant.is_some_and(|montant| montant < Centimes::ZERO);
        let cause = versement.motif()?;
        let ends = matches!(cause, Cause::Evenement(_, nature) if nature.termine());
        // Of an early end, the solde of the year has a last day; what is taken back has none.
        let late = versement.cause.is_none();
        let nature = majuscule(self.mot(versement.nature.id()));
        let what = match (ends, back) {
            _ if late => format!("{nature} de l'année\u{a0}{year}, montant connu après sa date"),
            (true, _) if versement.date_limite.is_some() => format!("Solde de l'année\u{a0}{year}, interrompue"),
            (true, _) if self.est_sans_un_jour(year) => {
                format!("Reprise de ce qui était dû de l'année\u{a0}{year}, qui n'a pas un jour")
            }
            (true, _) => format!("Aide de l'année\u{a0}{year} déjà versée pour les jours d'après la fin du contrat"),
            (false, true) => format!("Reprise de l'aide de l'année\u{a0}{year}"),
            (false, false) => format!("Complément d'aide de l'année\u{a0}{year}"),
        };
        let why = match cause {
            Cause::Constat(index) => {
                let constat = self.etude.dossier.constats.get(usize::from(index))?;
                let known = constat.connu_le.filter(|known| *known != constat.date);
                let later = known.map_or_else(String::new, |known| format!(", connu le {}", date(known)));
                format!("relevé du {}{later}", date(constat.date))
            }
            Cause::Evenement(index, TypeEvenement::Suspension | TypeEvenement::Reprise) => self.suspension(index)?,
            Cause::Evenement(index, _) => self.nom_de_l_evenement(index),
        };
        Some(lier(&format!("{what} : {why}.")))
    }

    fn est_sans_un_jour(&self, annee: u8) -> bool {
        self.etude.chiffrage.annees.iter().any(|year| year.annee.annee == annee && year.annee.sans_un_jour())
    }

    /// Why a year is listed that has no day. `None`: it has days.
    pub fn sans_un_jour(&self, year: &AnneeEtudiee) -> Option<String> {
        let last = self.etude.fin_du_contrat.filter(|_| year.annee.sans_un_jour())?;
        let n = year.annee.annee;
        Some(lier(&format!(
            "Année {n}, sans un jour : le contrat avait pris fin le {}, ce qui n'a été su qu'une fois cette année \
             commencée, le {}. Ce qui en a été versé est à rendre.",
            date(last),
            date(year.annee.periode.debut)
        )))
    }

    /// `suspension du 15 juillet 2026 au 14 octobre 2026`: the one that an event opens or closes.
    fn suspension(&self, index: u16) -> Option<String> {
        let events = &self.etude.dossier.evenements;
        let nth = usize::from(index);
        let is = |e: &&Evenement, wanted: TypeEvenement| e.nature() == wanted;
        let from = events.iter().take(nth + 1).rev().find(|e| is(e, TypeEvenement::Suspension))?;
        let closed = events.iter().skip(nth).find(|e| is(e, TypeEvenement::Reprise) && e.date >= from.date);
        let closed = closed.filter(|e| e.compte(self.etude.demande.au, self.etude.demande.connu_au));
        Some(match closed {
            Some(reprise) => format!("suspension du {} au {}", date(from.date), date(reprise.date.plus_days(-1))),
            None => format!("suspension depuis le {}", date(from.date)),
        })
    }

    /// The periods that have begun on the day of study, where events made any.
    fn periodes_commencees(&self) -> impl DoubleEndedIterator<Item = &PeriodeChiffree> {
        let au = self.etude.demande.au;
        self.etude.chiffrage.annees.iter().flat_map(|y| &y.periodes).filter(move |p| p.periode.debut <= au)
    }

    /// Where the period that begins on a day stands: its year, and its index there.
    fn place_de_la_periode(&self, debut: Jour) -> Option<(u8, u16)> {
        self.etude.chiffrage.annees.iter().find_map(|year| {
            let index = year.periodes.iter().position(|p| p.periode.debut == debut)?;
            Some((year.annee.annee, u16::try_from(index).ok()?))
        })
    }

    /// The objectives that are measured on the day of study.
    pub fn objectifs_en_vigueur(&self) -> ObjectifsEnVigueur {
        // The first of the periods in a row that have them says since when.
        let mut current = ObjectifsEnVigueur { objectifs: self.etude.chiffrage.objectifs, depuis: None, periode: None };
        for period in self.periodes_commencees() {
            let objectifs = period.objectifs.unwrap_or(self.etude.chiffrage.objectifs);
            if objectifs != current.objectifs || period.objectifs.is_some() != current.depuis.is_some() {
                let depuis = period.objectifs.map(|_| period.periode.debut);
                current = ObjectifsEnVigueur { objectifs, depuis, periode: None };
            }
        }
        current.periode = current.depuis.and_then(|debut| self.place_de_la_periode(debut));
        current
    }

    /// The first day of the suspension that runs on the day of study.
    pub fn suspendu_depuis(&self) -> Option<Jour> {
        let mut since = None;
        for period in self.periodes_commencees().map(|p| p.periode) {
            since = if period.active { None } else { since.or(Some(period.debut)) };
        }
        since
    }

    /// Whether the contract ended early, by the day of study.
    pub fn fini_avant_terme(&self) -> bool {
        self.etude.evenements.iter().any(|s| s.pris_en_compte && s.nature.termine())
    }

    /// The working time financed on the day of study; before and after the contract, its first or last.
    pub fn option_en_vigueur(&self) -> Option<OptionEtp> {
        let current = self.periodes_commencees().next_back().and_then(|p| p.periode.option);
        current.or(self.etude.chiffrage.option)
    }

    /// The options of the contract, in their order: `1 ETP, puis 1,5 ETP à partir du 15 janvier 2028`.
    pub fn options(&self) -> Option<String> {
        let mut periods = self.etude.chiffrage.annees.iter().flat_map(|y| &y.periodes).peekable();
        // An avenant of the day of signature leaves no day to the option that was signed.
        let first = periods.peek().and_then(|p| p.periode.option).or(self.etude.chiffrage.option)?;
        let mut said = self.option(first);
        let mut last: OptionEtp = first;
        for period in periods {
            if let Some(option) = period.periode.option.filter(|o| *o != last) {
                said.push_str(&format!(", puis {} à partir du {}", self.option(option), date(period.periode.debut)));
                last = option;
            }
        }
        Some(said)
    }
}

/// An objective as it is written.
fn saisi(objectif: ObjectifSaisi) -> String {
    match objectif {
        ObjectifSaisi::Cible(n) => format!("{} patients", entier(i64::from(n))),
        ObjectifSaisi::Gain(n) => gain(i64::from(n)),
        ObjectifSaisi::Maintien => "maintien".to_owned(),
    }
}

/// What the caisse decided.
fn decide(decision: Decision) -> String {
    match decision {
        Decision::Part(part) => format!("{} de l'aide", pour_cent(part)),
        Decision::Aide(aide) => format!("une aide de {}", euros(aide)),
        Decision::Retrait => "retour à la part calculée".to_owned(),
    }
}
