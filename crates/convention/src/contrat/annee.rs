//! A contract year without event: one period, one option, one set of objectives.

use super::mode::{mode, rang, regle_de_la_part, regle_du_montant};
use super::second::second_objectif;
use super::{Annee, Cadre, Donnees, Periode};
use crate::atteinte;
use crate::explication::{Chemin, Donnee, Origine, Regle, Trace, cell};
use crate::faits::Faits;
use crate::indicateur::{Indicateur, Paire};
use crate::jour::{Date, Jour};
use crate::money::{Centimes, Fraction};
use crate::montant;
use crate::tables::{Parametre, Tables};
use crate::versement::{self, Base, Versements};

/// One contract year.
///
/// `second`: a primo-installé's second objective has taken over. It comes by avenant; without one
/// it is not known, and the caisse decides (ATT-9).
#[allow(clippy::too_many_arguments)] // a rule's inputs, each with its name
pub fn annee<T: Trace>(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    cadre: &Cadre,
    n: u8,
    second: bool,
    precedente: Option<Centimes>,
    index: u16,
    trace: &mut T,
) -> Annee {
    let mut year = Annee::VIDE;
    let [debut, cloture] = [i32::from(n) - 1, i32::from(n)].map(|years| faits.signature.date().plus_years(years));
    remplir(&mut year, donnees, faits, cadre, (n, debut, cloture), second, precedente, index, trace);
    year
}

/// The same in place, from its first day and the anniversary that closes it: every field of `year` is written, none
/// moved. How many payments it has.
#[allow(clippy::too_many_arguments)] // a rule's inputs, each with its name
#[inline(always)]
pub(super) fn remplir<T: Trace>(
    year: &mut Annee,
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    cadre: &Cadre,
    (n, depuis, jusque): (u8, Date, Date),
    second: bool,
    precedente: Option<Centimes>,
    index: u16,
    trace: &mut T,
) -> u16 {
    let Donnees { tables, lectures, constats, .. } = *donnees;
    let (debut, cloture) = (depuis.jour(), jusque.jour());
    lire_debut(faits.signature, debut, n, trace);
    let rang = rang(tables, lectures, donnees.vie, n, trace);
    let serie = montant::serie(tables, lectures, faits, debut, trace);
    let maximum = trace.rule(Chemin::Montant(n), regle_du_montant(faits, serie), |t| {
        if t.listens() {
            montant::serie(tables, lectures, faits, debut, t);
        }
        montant::montant(tables, lectures, (serie, cadre.ligne, faits.option), rang, t)
    });
    let modulee = i64::from(rang) >= tables.parametre(Parametre::PremiereAnneeModulee).value;
    year.objectifs = cadre.objectifs;
    if second {
        year.objectifs = second_objectif(faits, cadre);
    }
    let mode = mode(tables, lectures, faits, serie, rang, modulee, trace);
    let measured = atteinte::constats_de_l_annee(lectures, faits, constats, (n, modulee), (debut, cloture), trace);
    year.atteintes = Paire::default();
    for i in Indicateur::ALL {
        if let Some(objectif) = &year.objectifs[i]
            && (modulee || measured[i].is_some())
        {
            year.atteintes[i] = Some(atteinte::atteindre(lectures, objectif, mode, measured[i], (n, i), trace));
        }
    }
    let part = if modulee {
        trace.rule(Chemin::Part(n), regle_de_la_part(&year.objectifs, mode), |t| {
            if t.listens() {
                super::mode::mode(tables, lectures, faits, serie, rang, modulee, t);
            }
            atteinte::part(tables, lectures, faits, &year.objectifs, mode, &year.atteintes, n, t)
        })
    } else {
        part_entiere((n, rang), tables, trace)
    };
    let modulee_seule = part.zip(maximum).map(|(part, maximum)| part.of(maximum));
    let base = Base {
        annee: n,
        rang,
        debut: depuis,
        cloture: jusque,
        serie,
        montant: maximum,
        modulee: modulee_seule,
        precedente,
        index,
    };
    let (aide, count) = versement::verser_dans(&mut year.versements, tables, lectures, faits, &base, trace);
    let aide = noter_l_aide(&base, part, (aide, &year.versements), trace);
    let fin = fin(faits.signature, n, cloture, trace);
    year.periode = Periode { debut, fin, option: faits.option, active: true, regle_au: debut };
    (year.annee, year.rang, year.cloture, year.serie) = (n, rang, cloture, serie);
    (year.propres, year.simple, year.mode) = (false, true, modulee.then_some(mode));
    (year.montant, year.part, year.aide, year.calcul) = (maximum, part, aide, None);
    count
}

/// OBJ-4: the share of a year that no result changes yet.
fn part_entiere<T: Trace>((n, rang): (u8, u8), tables: &Tables, trace: &mut T) -> Option<Fraction> {
    trace.rule(Chemin::Part(n), Regle::Obj4, |t| {
        t.read("rang", rang, Origine::Figure(Chemin::Debut(n)));
        cell("premiere_annee_modulee", tables.parametre(Parametre::PremiereAnneeModulee), t);
        Some(Fraction::ONE)
    })
}

/// PAI-6: the aid of the year, of its amount and share; of its acompte too, where what was paid is kept.
fn noter_l_aide<T: Trace>(
    base: &Base,
    part: Option<Fraction>,
    (aide, versements): (Option<Centimes>, &Versements),
    trace: &mut T,
) -> Option<Centimes> {
    let n = base.annee;
    trace.rule(Chemin::Aide(n), Regle::Pai6, |t| {
        t.read("montant", base.montant, Origine::Figure(Chemin::Montant(n)));
        t.read("part", part, Origine::Figure(Chemin::Part(n)));
        if aide != base.modulee {
            let acompte = versements[0].and_then(|v| v.montant);
            t.read("acompte", acompte, Origine::Figure(Chemin::Versement(base.index)));
        }
        aide
    })
}

/// PAI-7: the first day of a contract year.
fn lire_debut<T: Trace>(signature: Jour, debut: Jour, n: u8, trace: &mut T) {
    trace.rule(Chemin::Debut(n), Regle::Pai7, |t| {
        t.read("signature", signature, Origine::Dossier(Donnee::Champ("contrat.signature")));
        debut
    });
}

/// PAI-7: its last day.
fn fin<T: Trace>(signature: Jour, n: u8, cloture: Jour, trace: &mut T) -> Jour {
    trace.rule(Chemin::Fin(n), Regle::Pai7, |t| {
        t.read("signature", signature, Origine::Dossier(Donnee::Champ("contrat.signature")));
        cloture.plus_days(-1)
    })
}
