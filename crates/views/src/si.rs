//! « Et si » : where the doctor stands, and the results that it is worth trying.

use convention::etude::{Chiffrage, Zone};
use convention::explication::{Chemin, Noeud, Origine};
use convention::indicateur::{Indicateur, Paire};
use convention::money::Fraction;
use convention::objectif::Objectif;
use convention::tables::{Issue, Nature};

use crate::VueCollective;
use crate::nombre::{entier, euros, patients, plage_euros, plage_pour_cent, pour_cent, rythme};
use crate::page::annees;
use crate::page::objectifs::rythme_a_venir;
use crate::page::{Montre, Texte};
use crate::typographie::{lier, majuscule};
use crate::vue::Vue;

/// Bounds of a field are whole numbers of so many patients.
const ROND: u32 = 10;
/// Least room on each side of what matters.
const MARGE: u32 = 20;

/// What the trial of a result is called.
pub const ET_SI: &str = "Et si vos résultats étaient…";

/// The counts that a decision table is read with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Situation {
    /// Patients of each indicator.
    pub effectifs: Paire<Option<u32>>,
    dite: &'static str,
}

impl Situation {
    /// What these counts are: `votre hypothèse`.
    pub fn dite(&self) -> &'static str {
        self.dite
    }

    /// Whether they are within some zones, as far as these are known.
    pub fn est_dans(&self, zones: &Paire<Option<Zone>>) -> bool {
        let within = |i: Indicateur| {
            let (Some(zone), Some(n)) = (zones[i], self.effectifs[i]) else { return zones[i].is_none() };
            // Nothing limits the best zone; of another one, the breakpoint above is not known.
            let best = matches!(zone.issue, Issue::Atteint | Issue::EnHausse | Issue::P50);
            zone.de.is_some_and(|de| de <= n) && zone.a.map_or(best, |a| n <= a)
        };
        Indicateur::ALL.into_iter().all(within)
    }
}

/// A count to try: a field, and between what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Curseur {
    /// Which count it is.
    pub indicateur: Indicateur,
    /// Name of the field: `si.pmt`.
    pub champ: String,
    /// What it is: `Patientèle médecin traitant (PMT)`.
    pub libelle: String,
    /// Least and most that is worth trying: below the floor, above the target.
    pub bornes: (u32, u32),
    /// Step: one patient can change everything.
    pub pas: u32,
    /// What is tried. `None`: nothing is.
    pub valeur: Option<u32>,
    /// Where the cursor stands.
    pub place: u32,
    /// Whether nobody knows where it should stand: no result is known, nor the start.
    pub inconnue: bool,
    /// Counts where something changes, with what.
    pub reperes: Vec<(u32, String)>,
}

impl Curseur {
    /// A field around the counts that matter. `None`: none is known.
    pub(crate) fn autour(
        indicateur: Indicateur,
        (champ, libelle): (String, String),
        (objectif, ici): (&Objectif, Option<u32>),
        (valeur, supposee): (Option<u32>, Option<u32>),
    ) -> Option<Curseur> {
        let mut reperes: Vec<(u32, String)> = Vec::new();
        let known = [
            (objectif.depart, "départ"),
            (objectif.plancher, "plancher"),
            (objectif.seuil_atteint, "considéré atteint"),
            (objectif.cible, "cible"),
        ];
        for (n, what) in known {
            let Some(n) = n else { continue };
            match reperes.iter_mut().find(|(other, _)| *other == n) {
                Some((_, words)) => words.push_str(&format!(" et {what}")),
                None => {
                    let place = reperes.partition_point(|(other, _)| *other < n);
                    reperes.insert(place, (n, what.to_owned()));
                }
            }
        }
        let all = || reperes.iter().map(|(n, _)| *n).chain(ici).chain(valeur).chain(supposee);
        let (least, most) = (all().min()?, all().max()?);
        let room = ((most - least) / 2).max(MARGE);
        let bornes =
            (least.saturating_sub(room) / ROND * ROND, most.saturating_add(room).div_ceil(ROND).saturating_mul(ROND));
        let place = valeur.or(ici).or(objectif.depart);
        let inconnue = place.is_none();
        let place = place.unwrap_or(least);
        Some(Curseur { indicateur, champ, libelle, bornes, pas: 1, valeur, place, inconnue, reperes })
    }
}

impl Vue<'_> {
    /// Where the doctor stands: on what is supposed, else on the last figures that are known, else at the start.
    pub fn situation(&self) -> Situation {
        let demande = &self.etude.demande;
        let known = |i: Indicateur| {
            let constats = self.etude.dossier.constats.iter();
            let counted = constats
                .filter(|c| c.date <= demande.au && c.connu_le.unwrap_or(c.date) <= demande.connu_au)
                .filter_map(|c| Some((c.date, c.effectif[i]?)));
            counted.max_by_key(|(day, _)| *day).map(|(_, n)| n)
        };
        let start = |i: Indicateur| self.objectifs_en_vigueur().objectifs[i].and_then(|o| o.depart);
        let measured = Paire { pmt: known(Indicateur::Pmt), pfa: known(Indicateur::Pfa) };
        let mut effectifs = Paire::default();
        for i in self.indicateurs() {
            effectifs[i] = demande.si[i].or(measured[i]).or_else(|| start(i));
        }
        let any = |counts: &Paire<Option<u32>>| counts.pmt.is_some() || counts.pfa.is_some();
        let dite = match (any(&demande.si), any(&measured)) {
            (true, _) => "votre hypothèse",
            (false, true) => "votre dernier relevé",
            (false, false) => "votre patientèle de départ",
        };
        Situation { effectifs, dite }
    }

    /// A field for each indicator of which a result to come counts.
    pub fn curseurs(&self) -> Vec<Curseur> {
        let chiffrage = &self.etude.chiffrage;
        if !chiffrage.annees.iter().any(|year| year.annee.mode.is_some()) {
            return Vec::new();
        }
        let (objectifs, situation) = (self.objectifs_en_vigueur().objectifs, self.situation());
        let field = |i: Indicateur| {
            let objectif = objectifs[i]?;
            let supposed = chiffrage.hypotheses.iter().filter_map(|h| Some(h.effets[i]?.cible)).max();
            Curseur::autour(
                i,
                (
                    format!("si.{}", self.etude.regime.nom(i)),
                    format!("{} ({})", majuscule(self.indicateur(i)), self.sigle(i)),
                ),
                (&objectif, situation.effectifs[i]),
                (self.etude.demande.si[i], supposed),
            )
        };
        self.indicateurs().into_iter().filter_map(field).collect()
    }

    /// What the supposed result pays in the first year that it stands in for. `None`: nothing is supposed.
    pub fn paye(&self) -> Option<Texte> {
        let chiffrage = &self.etude.chiffrage;
        let n = chiffrage
            .annees
            .iter()
            .filter(|year| year.annee.mode.is_some())
            .map(|year| year.annee.annee)
            .find(|n| self.indicateurs().into_iter().any(|i| self.suppose(*n, i)))?;
        self.paye_l_annee(n)
    }

    /// What the supposed result pays in a year. Apart, since a page whose reader has tried nothing does without.
    #[inline(never)]
    fn paye_l_annee(&self, n: u8) -> Option<Texte> {
        let chiffrage = &self.etude.chiffrage;
        let columns: Vec<(Option<u8>, &Chiffrage)> = match self.etude.variantes.as_slice() {
            [] => vec![(None, chiffrage)],
            several => (0u8..).map(Some).zip(several).collect(),
        };
        let mut sums = Vec::with_capacity(columns.len());
        let mut unknown = false;
        for (variante, column) in columns {
            let year = column.annees.iter().find(|year| year.annee.annee == n)?;
            let bounds = year.bornes.unwrap_or_default();
            year.annee.aide.or(bounds.aide.map(|aide| aide.max))?;
            let target =
                |i: Indicateur| year.annee.objectifs[i].as_ref().is_some_and(|objectif| objectif.cible.is_some());
            unknown |= year.annee.aide.is_none() && !self.indicateurs().into_iter().all(target);
            let part = year.annee.part.is_some() || bounds.part.is_some();
            let option = variante.and(column.option).map_or_else(String::new, |o| format!(" en {}", self.option(o)));
            sums.push(somme(variante, n, annees::aide(year, plage_euros), option, part.then(|| annees::part(year))));
        }
        let mut said = paye(n, sums);
        if unknown {
            said.ajouter(" Tant qu'un objectif est inconnu, ce résultat ne donne pas encore de somme.");
        }
        Some(said)
    }

    /// What each objective asks, as a doctor counts: patients more, and a week.
    pub fn objectifs_en_clair(&self) -> Vec<Texte> {
        let en_vigueur = self.objectifs_en_vigueur();
        let signed = en_vigueur.periode.is_none();
        let said = |i: Indicateur| {
            let objectif = en_vigueur.objectifs[i]?;
            let name = format!("{} ({})", majuscule(self.indicateur(i)), self.sigle(i));
            let rate = rythme_a_venir(self, i, &objectif).map(|(rate, _)| rate);
            en_clair(&name, (i, &objectif), rate, signed)
        };
        self.indicateurs().into_iter().filter_map(said).collect()
    }
}

impl VueCollective<'_> {
    /// A field for each indicator of the group's objective.
    pub fn curseurs(&self) -> Vec<Curseur> {
        if !self.etude.annees.iter().any(|year| year.modulee) {
            return Vec::new();
        }
        let field = |i: Indicateur| {
            let measured = self.etude.annees.iter().rev().find_map(|year| year.atteintes[i]?.constat);
            Curseur::autour(
                i,
                (format!("si.{}", i.id()), format!("{} ({})", majuscule(self.mot(i.id())), self.sigle(i))),
                (&self.etude.objectifs[i].objectif, measured),
                (self.etude.demande.si[i], None),
            )
        };
        Indicateur::ALL.into_iter().filter_map(field).collect()
    }

    /// What each objective asks, as a doctor counts.
    pub fn objectifs_en_clair(&self) -> Vec<Texte> {
        let said = |i: Indicateur| {
            let name = format!("{} ({})", majuscule(self.mot(i.id())), self.sigle(i));
            en_clair(&name, (i, &self.etude.objectifs[i].objectif), self.etude.totaux.par_semaine[i], true)
        };
        Indicateur::ALL.into_iter().filter_map(said).collect()
    }

    /// What the supposed result pays in the first year that it stands in for. `None`: nothing is supposed.
    pub fn paye(&self) -> Option<Texte> {
        let supposed = |n: u8, node: &Noeud| {
            let constat = matches!(node.chemin, Chemin::Constat(of, _) if of == n);
            constat && node.lu.iter().any(|lu| matches!(lu.origine, Origine::Hypothese(_)))
        };
        let of_a_result = |n: u8| self.etude.explication.iter().any(|node| supposed(n, node));
        let year = self.etude.annees.iter().find(|year| year.modulee && of_a_result(year.annee))?;
        let bounds = year.bornes.unwrap_or_default();
        let sum = year.aide.map(euros).or_else(|| bounds.aide.map(plage_euros))?;
        let part = year.part.map(pour_cent).or_else(|| bounds.part.map(plage_pour_cent));
        Some(paye(year.annee, vec![somme(None, year.annee, sum, String::new(), part)]))
    }
}

/// `11 000 € en 1 ETP (50 % de l'aide maximale)`.
fn somme(variante: Option<u8>, n: u8, sum: String, option: String, part: Option<String>) -> Texte {
    let mut said = Texte::de(sum, Montre { variante, chemin: Chemin::Aide(n) });
    said.ajouter(option);
    if let Some(part) = part {
        said.ajouter(" (");
        said.ajouter(Texte::de(part, Montre { variante, chemin: Chemin::Part(n) }));
        said.ajouter(" de l'aide maximale)");
    }
    said
}

/// `Avec ce résultat, vous toucheriez pour l'année 3 : …`.
fn paye(n: u8, sums: Vec<Texte>) -> Texte {
    let mut said = Texte::from(lier(&format!("Avec ce résultat, vous toucheriez pour l'année\u{a0}{n} : ")));
    said.ajouter(Texte::joindre(sums, ", "));
    said.ajouter(".");
    said
}

/// `Patientèle médecin traitant (PMT) : 260 patients de plus, soit 2,5 par semaine.` `signed`: the objective is that
/// of the signature. `None`: not even its nature is known.
fn en_clair(name: &str, (i, objectif): (Indicateur, &Objectif), rate: Option<Fraction>, signed: bool) -> Option<Texte> {
    let shown = |chemin: Chemin| signed.then_some(chemin);
    Some(match (objectif.nature?, objectif.cible, objectif.depart) {
        (Nature::Maintien, Some(cible), _) => {
            let count = patients(cible);
            let least = objectif.plancher.filter(|least| *least < cible);
            let least = least.map_or_else(String::new, |n| format!(", sans descendre sous {}", entier(i64::from(n))));
            let text = Texte::from(lier(&format!("{name} : garder vos {count}{least}.")));
            montrer(text, &count, shown(Chemin::Cible(i)))
        }
        (_, Some(cible), Some(depart)) if cible > depart => {
            let more = format!("{} de plus", patients(cible - depart));
            let mut text = montrer(lier(&format!("{name} : {more}")).into(), &more, shown(Chemin::Gain(i)));
            if let Some(rate) = rate {
                text.ajouter(Texte::de(format!(", soit {} par semaine", rythme(rate)), Chemin::ParSemaine(i)));
            }
            text.ajouter(".");
            text
        }
        (_, Some(_), Some(_)) => lier(&format!("{name} : rien de plus que votre départ.")).into(),
        _ => lier(&format!("{name} : le nombre de patients de plus est inconnu.")).into(),
    })
}

fn montrer(texte: Texte, dit: &str, chemin: Option<Chemin>) -> Texte {
    match chemin {
        Some(chemin) => texte.montrer(dit, chemin),
        None => texte,
    }
}
