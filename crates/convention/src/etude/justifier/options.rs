//! Options side by side: a figure of the whole is what every option agrees on, a bound is the widest.

use std::collections::HashMap;

use super::{BOUTS, extremes};
use crate::cout::{CoutAnnee, LigneCout};
use crate::etude::bornes::Plage;
use crate::etude::chiffrage::Chiffrage;
use crate::explication::{Bout, Chemin, FigureCout, Grandeur, Lu, Noeud, Origine, Regle, Tree, Valeur};
use crate::indicateur::Indicateur;

/// Explains the figures that stand for several options. `nodes` holds the explanation of each option.
pub(in crate::etude) fn cote_a_cote(whole: &Chiffrage, variantes: &[Chiffrage], nodes: &mut Vec<(String, Noeud)>) {
    if variantes.is_empty() {
        return;
    }
    let regles: HashMap<Chemin, &'static str> = nodes
        .iter()
        .filter(|(prefix, _)| prefix == "/variantes/0")
        .map(|(_, node)| (node.chemin, node.regle))
        .collect();
    let figures: Vec<HashMap<Place, (Chemin, Valeur)>> =
        variantes.iter().map(|v| displayed(v).into_iter().map(|(place, c, v)| (place, (c, v))).collect()).collect();
    for (place, chemin, valeur) in displayed(whole) {
        let lu: Vec<Lu> = variantes
            .iter()
            .zip(&figures)
            .zip(0..)
            .filter_map(|((variante, figures), index)| {
                // The bound of a figure that the option knows is the figure.
                let (chemin, valeur) = known(&place)
                    .and_then(|p| figures.get(&p))
                    .filter(|f| f.1 != Valeur::Inconnu)
                    .or_else(|| figures.get(&place))?;
                let nom = variante.option.map_or("option", |o| o.id());
                Some(Lu { nom, valeur: *valeur, origine: Origine::Variante(index, *chemin) })
            })
            .collect();
        let regle = regles.get(&chemin).copied().unwrap_or(Regle::Seu2.id());
        nodes.push((String::new(), Noeud { chemin, regle, valeur, lu, enfants: Vec::new() }));
    }
    let totaux = &whole.totaux;
    let mut tree = Tree::new();
    extremes(totaux.aide, totaux.bornes, (totaux.pire_cas(), totaux.en_jeu()), &mut tree);
    nodes.extend(tree.roots.into_iter().map(|node| (String::new(), node)));
}

/// A figure, whatever the index of a payment is: options may pay in another number of parts.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Place {
    /// As its path says.
    Chemin(Chemin),
    /// Of a payment: its year, its place in the year, and what of it.
    Versement(u8, u8, De),
}

/// What of a payment.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum De {
    Montant,
    Nature,
    DateLimite,
    Borne(Bout),
}

/// The figure that a bound is of.
fn known(place: &Place) -> Option<Place> {
    match *place {
        Place::Chemin(Chemin::Borne(n, Grandeur::Montant, _)) => Some(Place::Chemin(Chemin::Montant(n))),
        Place::Chemin(Chemin::Borne(n, Grandeur::Part, _)) => Some(Place::Chemin(Chemin::Part(n))),
        Place::Chemin(Chemin::Borne(n, Grandeur::Aide, _)) => Some(Place::Chemin(Chemin::Aide(n))),
        Place::Chemin(Chemin::BorneTotal(_)) => Some(Place::Chemin(Chemin::Total)),
        Place::Chemin(Chemin::Cout(n, FigureCout::BorneReste(_))) => {
            Some(Place::Chemin(Chemin::Cout(n, FigureCout::Reste)))
        }
        Place::Versement(n, slot, De::Borne(_)) => Some(Place::Versement(n, slot, De::Montant)),
        _ => None,
    }
}

/// The figures that a document shows of one option, or of all.
fn displayed(chiffrage: &Chiffrage) -> Vec<(Place, Chemin, Valeur)> {
    let mut list = Vec::new();
    let mut push = |chemin: Chemin, valeur: Valeur| list.push((Place::Chemin(chemin), chemin, valeur));
    for i in Indicateur::ALL {
        let Some(objectif) = chiffrage.objectifs[i] else { continue };
        push(Chemin::Nature(i), objectif.nature.into());
        push(Chemin::Depart(i), objectif.depart.into());
        push(Chemin::Cible(i), objectif.cible.into());
        push(Chemin::Plancher(i), objectif.plancher.into());
        push(Chemin::SeuilAtteint(i), objectif.seuil_atteint.into());
        push(Chemin::Gain(i), objectif.cible.zip(objectif.depart).map(|(c, d)| i64::from(c) - i64::from(d)).into());
        push(Chemin::ParSemaine(i), chiffrage.totaux.par_semaine[i].into());
        push(Chemin::Semaines(i), chiffrage.totaux.semaines[i].into());
        push(Chemin::Tolerance(i), objectif.tolerance.map(|t| t.fraction()).into());
    }
    for studied in &chiffrage.annees {
        let (year, n) = (&studied.annee, studied.annee.annee);
        push(Chemin::Debut(n), year.periode.debut.into());
        push(Chemin::Fin(n), year.periode.fin.into());
        push(Chemin::Montant(n), year.montant.into());
        push(Chemin::Part(n), year.part.into());
        push(Chemin::Aide(n), year.aide.into());
        if let Some(calcul) = year.calcul {
            push(Chemin::PartCalculee(n), calcul.part.into());
            push(Chemin::AideCalculee(n), calcul.aide.into());
        }
        for i in Indicateur::ALL {
            if let Some(atteinte) = year.atteintes[i] {
                push(Chemin::Constat(n, i), atteinte.constat.into());
                push(Chemin::Issue(n, i), atteinte.issue.into());
                push(Chemin::Taux(n, i), atteinte.taux.into());
            }
        }
        if let Some(bornes) = studied.bornes {
            for bout in BOUTS {
                push(Chemin::Borne(n, Grandeur::Montant, bout), end(bornes.montant, bout));
                push(Chemin::Borne(n, Grandeur::Part, bout), end(bornes.part, bout));
                push(Chemin::Borne(n, Grandeur::Aide, bout), end(bornes.aide, bout));
            }
        }
    }
    push(Chemin::Total, chiffrage.totaux.aide.into());
    push(Chemin::Maximum, chiffrage.totaux.maximum.into());
    for bout in BOUTS {
        push(Chemin::BorneTotal(bout), end(chiffrage.totaux.bornes, bout));
    }
    for (index, hypothese) in chiffrage.hypotheses.iter().enumerate() {
        for i in Indicateur::ALL {
            push(Chemin::HypotheseSeuil(index as u8, i), hypothese.effets[i].map(|e| e.seuil_atteint).into());
        }
    }
    for cout in &chiffrage.couts {
        costs(cout, &mut list);
    }
    payments(chiffrage, &mut list);
    // A bound, or an effect, that is nowhere has no place in the document.
    list.retain(|(place, chemin, valeur)| {
        *valeur != Valeur::Inconnu || (known(place).is_none() && !matches!(chemin, Chemin::HypotheseSeuil(..)))
    });
    list
}

fn costs(cout: &CoutAnnee, list: &mut Vec<(Place, Chemin, Valeur)>) {
    let mut push = |figure: FigureCout, valeur: Valeur| {
        let chemin = Chemin::Cout(cout.annee, figure);
        list.push((Place::Chemin(chemin), chemin, valeur));
    };
    push(FigureCout::Cout, cout.cout.into());
    push(FigureCout::Mois, cout.mois.into());
    push(FigureCout::Temps, cout.temps.into());
    if let Some(detail) = cout.detail {
        LigneCout::ALL.iter().for_each(|ligne| push(FigureCout::Ligne(*ligne), detail[*ligne].into()));
    }
    push(FigureCout::Reste, cout.reste_a_charge.into());
    for bout in BOUTS {
        push(FigureCout::BorneReste(bout), end(cout.bornes, bout));
    }
}

fn payments(chiffrage: &Chiffrage, list: &mut Vec<(Place, Chemin, Valeur)>) {
    let mut index = 0;
    for studied in &chiffrage.annees {
        let bounds = studied.bornes.unwrap_or_default().versements;
        for ((slot, paid), bounds) in (0..).zip(&studied.annee.versements).zip(bounds) {
            let Some(paid) = paid else { continue };
            let mut push = |de, chemin, valeur| list.push((Place::Versement(paid.annee, slot, de), chemin, valeur));
            push(De::Nature, Chemin::NatureVersement(index), paid.nature.into());
            push(De::Montant, Chemin::Versement(index), paid.montant.into());
            push(De::DateLimite, Chemin::DateLimite(index), paid.date_limite.into());
            for bout in BOUTS.into_iter().filter(|_| paid.montant.is_none()) {
                push(De::Borne(bout), Chemin::BorneVersement(index, bout), end(bounds, bout));
            }
            index += 1;
        }
    }
}

fn end<V: Copy + Into<Valeur>>(plage: Option<Plage<V>>, bout: Bout) -> Valeur {
    plage.map_or(Valeur::Inconnu, |plage| bout.of(plage).into())
}
