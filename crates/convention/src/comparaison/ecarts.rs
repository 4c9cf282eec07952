//! What differs between two études: figure by figure, and in euros by year.

use crate::dossier::OptionEtp;
use crate::etude::{Chiffrage, Etude, Figure, Repere, same};
use crate::explication::{Bout, Chemin, FigureCout, Noeud, Valeur};
use crate::money::Centimes;

use super::mesure::{AnneeComparee, Mesure, aide_totale, annees, sans_aide, totaux};

/// How far two values of one kind lie apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delta {
    /// Euros more, or fewer.
    Centimes(Centimes),
    /// Units more, or fewer.
    Entier(i64),
    /// Days later, or earlier.
    Jours(i32),
}

impl Delta {
    fn between(avant: Valeur, apres: Valeur) -> Option<Delta> {
        match (avant, apres) {
            (Valeur::Centimes(a), Valeur::Centimes(b)) => Some(Delta::Centimes(b - a)),
            (Valeur::Entier(a), Valeur::Entier(b)) => Some(Delta::Entier(b - a)),
            (Valeur::Jour(a), Valeur::Jour(b)) => Some(Delta::Jours(b.0 - a.0)),
            _ => None,
        }
    }
}

/// A figure that two études do not share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EcartDeFigure {
    /// The option that it belongs to, where an étude has several side by side.
    pub option: Option<OptionEtp>,
    /// Which figure, as the first étude numbers it; as the second one does where the first has none.
    pub chemin: Chemin,
    /// Its JSON pointer in each étude. `None`: it is not there.
    pub pointeurs: [Option<String>; 2],
    /// Its value in each. Not there is not known.
    pub valeurs: [Valeur; 2],
    /// The rule that gave it in each. `None`: no rule is told.
    pub regles: [Option<&'static str>; 2],
    /// How far they lie apart. `None`: one is not known, or they are no quantities.
    pub delta: Option<Delta>,
    /// Two versions of a dossier: which changes alone make this figure differ, by index.
    pub causes: Vec<u16>,
}

/// A figure, comparable with those of another étude, and as its own étude names it.
struct Comparable {
    /// As the first étude would number it.
    figure: Figure,
    propre: Figure,
}

/// Every figure of an étude, and those of the cost.
fn toutes(etude: &Etude) -> Vec<Figure> {
    let mut list = etude.figures();
    let own = |variante, chemin, valeur| Figure { variante, chemin, valeur, repere: Repere::Chemin };
    let options = etude.variantes.iter().zip(0u8..).map(|(chiffrage, index)| (Some(index), chiffrage));
    for (variante, chiffrage) in std::iter::once((None, &etude.chiffrage)).chain(options) {
        for cout in &chiffrage.couts {
            let at = |figure| Chemin::Cout(cout.annee, figure);
            list.push(own(variante, at(FigureCout::Cout), cout.cout.into()));
            list.push(own(variante, at(FigureCout::Reste), cout.reste_a_charge.into()));
            if let Some(bornes) = cout.bornes {
                list.push(own(variante, at(FigureCout::BorneReste(Bout::Min)), bornes.min.into()));
                list.push(own(variante, at(FigureCout::BorneReste(Bout::Max)), bornes.max.into()));
            }
        }
    }
    list
}

/// A place in a list of `of`, as `against` numbers what stands there; past its end where it has no such thing.
fn place<T: PartialEq>(index: usize, of: &[T], against: &[T]) -> usize {
    let Some(thing) = of.get(index) else { return index };
    let turn = of.iter().take(index).filter(|t| *t == thing).count();
    let same = against.iter().enumerate().filter(|(_, t)| *t == thing).nth(turn);
    same.map_or(against.len() + index, |(at, _)| at)
}

/// The figures of `etude`, numbered as `against` would.
fn numeroter(etude: &Etude, against: &Etude) -> Vec<Comparable> {
    let options = |e: &Etude| e.variantes.iter().map(|v| v.option).collect::<Vec<_>>();
    let motifs = |e: &Etude| e.eligibilite.motifs.iter().map(|m| m.regle).collect::<Vec<_>>();
    let events = |e: &Etude| e.dossier.evenements.iter().map(|v| (v.date, v.nature())).collect::<Vec<_>>();
    let (own_options, options) = (options(etude), options(against));
    let (own_motifs, motifs) = (motifs(etude), motifs(against));
    let (own_events, events) = (events(etude), events(against));
    let event = |index: u16| place(usize::from(index), &own_events, &events) as u16;
    let as_there = |figure: Figure| Figure {
        variante: figure.variante.map(|v| place(usize::from(v), &own_options, &options) as u8),
        chemin: match figure.chemin {
            Chemin::Motif(index) => Chemin::Motif(place(usize::from(index), &own_motifs, &motifs) as u8),
            Chemin::Effet(index) => Chemin::Effet(event(index)),
            Chemin::Droit(index) => Chemin::Droit(event(index)),
            other => other,
        },
        ..figure
    };
    toutes(etude).into_iter().map(|propre| Comparable { figure: as_there(propre), propre }).collect()
}

/// The figures that differ, in the order of the first étude, then those that the second one alone has.
pub(super) fn figures(a: &Etude, b: &Etude) -> Vec<EcartDeFigure> {
    let mut left = numeroter(b, a);
    let mut found = Vec::new();
    for figure in toutes(a) {
        let matched = left.iter().position(|o| same(&o.figure, &figure)).map(|at| left.remove(at).propre);
        found.extend(ecart((a, Some(figure)), (b, matched)));
    }
    found.extend(left.into_iter().filter_map(|o| ecart((a, None), (b, Some(o.propre)))));
    found
}

fn ecart(avant: (&Etude, Option<Figure>), apres: (&Etude, Option<Figure>)) -> Option<EcartDeFigure> {
    let sides = [avant, apres];
    let valeurs = sides.map(|(_, figure)| figure.map_or(Valeur::Inconnu, |f| f.valeur));
    if valeurs[0] == valeurs[1] {
        return None;
    }
    let (etude, figure) = sides.into_iter().find_map(|(etude, figure)| Some((etude, figure?)))?;
    let option = figure.variante.and_then(|v| etude.variantes.get(usize::from(v))?.option);
    Some(EcartDeFigure {
        option,
        chemin: figure.chemin,
        pointeurs: sides.map(|(_, figure)| figure.map(|f| f.pointer())),
        valeurs,
        regles: sides.map(|(etude, figure)| regle(etude, figure?)),
        delta: Delta::between(valeurs[0], valeurs[1]),
        causes: Vec::new(),
    })
}

/// The rule that gave a figure.
fn regle(etude: &Etude, figure: Figure) -> Option<&'static str> {
    let prefix = match figure.variante {
        Some(index) if figure.chemin.par_option() => format!("/variantes/{index}"),
        _ => String::new(),
    };
    let mut roots = etude.explication.iter().filter(|(p, _)| *p == prefix).map(|(_, noeud)| noeud);
    roots.find_map(|noeud| chercher(noeud, figure.chemin))
}

fn chercher(noeud: &Noeud, chemin: Chemin) -> Option<&'static str> {
    if noeud.chemin == chemin {
        return Some(noeud.regle);
    }
    noeud.enfants.iter().find_map(|enfant| chercher(enfant, chemin))
}

/// Euros gained or lost in a contract year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EcartAnnee {
    /// From 1.
    pub annee: u8,
    /// The year in each étude. `None`: it has no such year.
    pub annees: [Option<AnneeComparee>; 2],
    /// Maximum aid, more or less. `None`: one is not known.
    pub maximum: Option<Centimes>,
    /// Aid due, more or less.
    pub aide: Option<Centimes>,
    /// Worst that can come, more or less.
    pub pire: Option<Centimes>,
}

/// Euros gained or lost over the first years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EcartTotal {
    /// Aid due in each étude.
    pub aides: [Mesure<Centimes>; 2],
    /// Maximum aid, more or less. `None`: one is not known.
    pub maximum: Option<Centimes>,
    /// Aid due, more or less.
    pub aide: Option<Centimes>,
    /// Worst that can come, more or less.
    pub pire: Option<Centimes>,
}

/// Euros gained or lost under one option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EcartChiffrage {
    /// The option, where an étude has several side by side.
    pub option: Option<OptionEtp>,
    /// Year by year.
    pub annees: Vec<EcartAnnee>,
    /// Over the first years.
    pub total: EcartTotal,
}

impl EcartChiffrage {
    /// No difference at all.
    fn nul(mut self) -> EcartChiffrage {
        let zero = Some(Centimes::ZERO);
        for year in &mut self.annees {
            (year.maximum, year.aide, year.pire) = (zero, zero, zero);
        }
        (self.total.maximum, self.total.aide, self.total.pire) = (zero, zero, zero);
        self
    }
}

/// Euros gained or lost; option by option where both études have several, and only for those of both.
///
/// `same`: both answer the same question, so that what is not known does not differ either.
pub(super) fn chiffrages(a: &Etude, b: &Etude, same: bool) -> Vec<EcartChiffrage> {
    let found = selon_l_option(a, b);
    if same { found.into_iter().map(EcartChiffrage::nul).collect() } else { found }
}

fn selon_l_option(a: &Etude, b: &Etude) -> Vec<EcartChiffrage> {
    if a.variantes.is_empty() || b.variantes.is_empty() {
        return vec![chiffrage((a, &a.chiffrage), (b, &b.chiffrage), None)];
    }
    let of = |v: &Chiffrage| {
        let other = b.variantes.iter().find(|o| o.option == v.option)?;
        Some(chiffrage((a, v), (b, other), v.option))
    };
    a.variantes.iter().filter_map(of).collect()
}

fn chiffrage(a: (&Etude, &Chiffrage), b: (&Etude, &Chiffrage), option: Option<OptionEtp>) -> EcartChiffrage {
    let sides = [a, b];
    let years = sides.map(|(_, chiffrage)| annees(chiffrage));
    let last = years.iter().flatten().map(|y| y.annee).max().unwrap_or(0);
    let term = sides.iter().map(|(_, c)| c.totaux.annees).max().unwrap_or(0);
    // A year of the term that a contract does not have brings nothing: it ended before, or there is no right to it.
    let nothing = |n: u8, side: usize| n <= term && (sans_aide(sides[side].0) || !years[side].is_empty());
    let annees = (1..=last).map(|n| {
        let of: [Option<AnneeComparee>; 2] =
            [0, 1].map(|side: usize| years[side].iter().find(|y| y.annee == n).copied());
        let difference = |value: &dyn Fn(&AnneeComparee) -> Option<Centimes>| {
            let side = |s: usize| match &of[s] {
                Some(year) => value(year),
                None => nothing(n, s).then_some(Centimes::ZERO),
            };
            Some(side(1)? - side(0)?)
        };
        EcartAnnee {
            annee: n,
            annees: of,
            maximum: difference(&|y| y.montant.valeur),
            aide: difference(&|y| y.aide.valeur),
            pire: difference(&|y| y.aide.min()),
        }
    });
    let annees = annees.collect();
    let aides = sides.map(|(etude, chiffrage)| aide_totale(etude, chiffrage));
    let maximums = sides.map(|(e, c)| if sans_aide(e) { Some(Centimes::ZERO) } else { totaux(c).maximum });
    let less = |[a, b]: [Option<Centimes>; 2]| Some(b? - a?);
    let total = EcartTotal {
        aides,
        maximum: less(maximums),
        aide: less(aides.map(|m| m.valeur)),
        pire: less(aides.map(|m| m.min())),
    };
    EcartChiffrage { option, annees, total }
}
