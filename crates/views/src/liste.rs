//! Many dossiers, one line each: what is late first, then what is due next.

use convention::eligibilite::{Etat, Verdict};
use convention::etude::{AnneeEtudiee, Remarque};
use convention::explication::Poste;
use convention::jour::Jour;
use convention::money::Centimes;
use convention::pieces::{EtatPiece, NaturePiece};
use convention::sort;
use convention::tables::Issue;

use crate::date::{date, date_courte};
use crate::nombre::{euros, plage_euros_courte};
use crate::page::{Bloc, Colonne, Page, Tableau};
use crate::typographie::lier;
use crate::vue::Vue;

/// Where there is nothing to say.
const RIEN: &str = "–";

/// What one line says of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LigneDeListe {
    /// What people call it.
    pub nom: String,
    /// Where it stands.
    pub verdict: String,
    /// Regime and option.
    pub contrat: String,
    /// The next date and what falls due.
    pub echeance: Option<(Jour, String)>,
    /// The aid of the year that runs. `None`: no year runs.
    pub aide: Option<String>,
    /// The oldest date that has passed without a word of it in the dossier.
    pub passee: Option<Jour>,
    /// What is late, and what could go wrong, in a few words.
    pub a_surveiller: Vec<String>,
}

impl Vue<'_> {
    /// The line of this étude.
    pub fn ligne_de_liste(&self, nom: &str) -> LigneDeListe {
        let etude = self.etude;
        let regime = self.mot(etude.regime.id());
        let au = etude.demande.au;
        let due = etude.echeances.iter().filter(|e| e.fait.is_none());
        let next = due.filter_map(|e| Some((e.date.filter(|jour| *jour >= au)?, e)));
        LigneDeListe {
            nom: nom.to_owned(),
            verdict: self.ou_en_est(),
            contrat: match self.option_en_vigueur() {
                Some(option) => format!("{regime}, {}", self.option(option)),
                None => regime.to_owned(),
            },
            echeance: next.min_by_key(|(jour, _)| *jour).map(|(jour, e)| (jour, self.echeance(e))),
            aide: self.annee_en_cours().map(aide),
            passee: self.dates_passees().first().map(|(jour, _)| *jour),
            a_surveiller: self.a_surveiller().iter().map(|words| lier(words)).collect(),
        }
    }

    fn annee_en_cours(&self) -> Option<&AnneeEtudiee> {
        let au = self.etude.demande.au;
        let years = &self.etude.chiffrage.annees;
        years.iter().find(|y| y.annee.periode.debut <= au && au <= y.annee.periode.fin)
    }

    fn ou_en_est(&self) -> String {
        let eligibilite = &self.etude.eligibilite;
        match (eligibilite.deja_signe, self.annee_en_cours()) {
            (true, Some(year)) => format!("en cours, année\u{a0}{}", year.annee.annee),
            (true, None) => "terminé".to_owned(),
            (false, _) => self.mot(eligibilite.verdict.id()).to_owned(),
        }
    }

    fn a_surveiller(&self) -> Vec<String> {
        let etude = self.etude;
        let mut words = Vec::new();
        let past = self.dates_passees();
        if !past.is_empty() {
            let said = past.iter().map(|(jour, what)| format!("{what} ({})", date_courte(*jour)));
            words.push(format!("rien de noté : {}", said.collect::<Vec<_>>().join(", ")));
        }
        if etude.a_rendre > Centimes::ZERO {
            words.push(format!("{} à rendre", euros(etude.a_rendre)));
        }
        let late = etude.rapprochement.as_ref().and_then(|r| r.total(Poste::EnRetard));
        if let Some(late) = late.filter(|late| *late > Centimes::ZERO) {
            words.push(format!("{} en retard", euros(late)));
        }
        let said = |remarque| etude.remarques.contains(&remarque);
        if said(Remarque::ContratMalgreRegle) {
            words.push("une condition n'est pas remplie".to_owned());
        }
        if said(Remarque::SecondObjectif) {
            words.push(self.mot("nouvel-objectif").to_owned());
        }
        words.extend(self.objectifs_manques());
        let unknown = etude.eligibilite.motifs.iter().filter(|m| m.etat == Etat::Inconnu).count();
        if etude.eligibilite.verdict == Verdict::AConfirmer && !etude.eligibilite.deja_signe {
            let plural = if unknown > 1 { "s" } else { "" };
            words.push(format!("{unknown} condition{plural} à vérifier"));
        }
        if let Some(stake) = etude.chiffrage.totaux.en_jeu().filter(|stake| *stake > Centimes::ZERO) {
            words.push(format!("{} en jeu", euros(stake)));
        }
        words
    }

    /// The duties whose last day has passed and of which the dossier says nothing, the oldest first. A meeting is
    /// not made up for: the next one is the next due.
    fn dates_passees(&self) -> Vec<(Jour, String)> {
        let past = self.etude.pieces.iter().filter(|piece| piece.etat == EtatPiece::DatePassee);
        let mut said: Vec<(Jour, String)> = past
            .filter(|piece| piece.nature != NaturePiece::PointCaisse)
            .filter_map(|piece| {
                let due = piece.echeance.and_then(|index| self.etude.echeances.get(usize::from(index)));
                let what = due.map_or_else(|| self.piece(piece).to_owned(), |echeance| self.echeance(echeance));
                Some((piece.date_limite?, what))
            })
            .collect();
        sort::by(&mut said, Ord::cmp);
        said
    }

    /// Where the last results that are known fall short.
    fn objectifs_manques(&self) -> Vec<String> {
        let measured = self
            .etude
            .chiffrage
            .annees
            .iter()
            .rev()
            .map(|y| &y.annee.atteintes)
            .find(|atteintes| [atteintes.pmt, atteintes.pfa].into_iter().flatten().any(|a| a.constat.is_some()));
        let Some(atteintes) = measured else { return Vec::new() };
        let said = |issue: Issue| match issue {
            Issue::AvecBaisse => Some("en baisse"),
            Issue::SansBaisse | Issue::NonMaintenu | Issue::EntreP30EtP50 | Issue::SousP30 => Some("sous l'objectif"),
            Issue::Atteint | Issue::EnHausse | Issue::Maintenu | Issue::P50 => None,
        };
        let of = |i| Some(format!("{} {}", self.sigle(i), said(atteintes[i]?.issue?)?));
        self.indicateurs().into_iter().filter_map(of).collect()
    }
}

/// The aid of a year, or its bounds.
fn aide(year: &AnneeEtudiee) -> String {
    let bounds = || year.bornes.and_then(|b| b.aide).map(plage_euros_courte);
    year.annee.aide.map(euros).or_else(bounds).unwrap_or_else(|| "inconnue".to_owned())
}

/// The lines as a page, with the day of study.
pub fn page_de_liste(lignes: Vec<LigneDeListe>, erreurs: &[String], au: Jour) -> Vec<Bloc> {
    let many = |n: usize| if n > 1 { format!("{n} dossiers") } else { format!("{n} dossier") };
    let mut page = Page::default();
    let order = "les dates passées sans rien de noté d'abord, puis la prochaine échéance";
    page.sujet(&format!("{} au {}, {order}", many(lignes.len()), date(au)));
    page.vide();
    page.tableau(liste(lignes, erreurs));
    if !erreurs.is_empty() {
        page.vide();
        page.paragraphe(&lier(&format!("{} à corriger, sans réponse : les messages disent quoi.", erreurs.len())));
    }
    page.finish()
}

/// The lines as a table, by the date to act on: those that have passed, then the next due; those without any
/// after, and `erreurs` (names) last.
fn liste(mut lignes: Vec<LigneDeListe>, erreurs: &[String]) -> Tableau {
    use Colonne::{Droite, Gauche};
    sort::by(&mut lignes, |a, b| {
        let next = |l: &LigneDeListe| l.echeance.as_ref().map(|(jour, _)| *jour);
        let key = |l: &LigneDeListe| (l.passee.is_none(), l.passee, next(l).is_none(), next(l));
        key(a).cmp(&key(b)).then_with(|| a.nom.cmp(&b.nom))
    });
    let mut table = Tableau::new(&[
        ("Dossier", Gauche),
        ("Verdict", Gauche),
        ("Contrat", Gauche),
        ("Prochaine échéance", Gauche),
        ("Aide de l'année", Droite),
        ("À surveiller", Gauche),
    ]);
    for ligne in lignes {
        let next = ligne.echeance.map(|(jour, what)| format!("{} {what}", date_courte(jour)));
        let or_nothing = |text: Option<String>| text.filter(|t| !t.is_empty()).unwrap_or_else(|| RIEN.to_owned());
        table.ligne(vec![
            ligne.nom,
            ligne.verdict,
            ligne.contrat,
            or_nothing(next),
            or_nothing(ligne.aide),
            or_nothing(Some(ligne.a_surveiller.join("\u{a0}; "))),
        ]);
    }
    for nom in erreurs {
        let mut cells = vec![nom.clone(), "erreur".to_owned()];
        cells.resize(table.entetes.len(), String::new());
        table.ligne(cells);
    }
    table
}
