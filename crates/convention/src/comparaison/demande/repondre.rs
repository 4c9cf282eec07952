//! The comparison that is asked for.

use super::axe::Axe;
use super::{Dates, Demandes, place, plage};
use crate::comparaison::{
    self, Comparaison, Comparee, Ecartee, NomDeTerme, Nomme, PlageDeResultats, Sujet, options_ouvertes,
    options_possibles,
};
use crate::demande::Saisie;
use crate::dossier::{Cas, OptionEtp};
use crate::etude::Demande;
use crate::fault::{Fault, Place};
use crate::jour::Jour;
use crate::regime::Regime;
use crate::tables::Convention;

/// Gives the dossier of an index (from 0) as it is read on a day: one that is not signed has the regime of the day.
type Lire<'l> = dyn Fn(usize, Jour) -> Result<Nomme, Vec<Fault>> + 'l;

impl Nomme {
    /// A dossier that can be compared, and its names for people and for messages.
    ///
    /// # Errors
    ///
    /// A group has neither option nor regime to choose.
    pub fn individuel(nom: String, fichier: String, cas: Cas) -> Result<Nomme, Vec<Fault>> {
        match cas {
            Cas::Individuel(dossier) => Ok(Nomme { nom, fichier, dossier: *dossier }),
            Cas::Collectif(_) => {
                let place = Place { fichier, chemin: "contrat.type".to_owned(), ..Place::default() };
                let message = "une comparaison porte sur le contrat d'un médecin, pas sur celui d'un groupe";
                let conseil = "« epaule etudier » étudie un groupe, sous d'autres règles aussi (--regles)";
                Err(vec![Fault::new("groupe-non-compare", &place, message, conseil)])
            }
        }
    }
}

impl Demandes {
    /// What is asked of a dossier, on the first day or the second.
    ///
    /// # Errors
    ///
    /// A hypothesis that this dossier does not use. The option is everyone's, the fault is this dossier's.
    pub fn pour(&self, convention: &Convention, nomme: &Nomme, side: usize) -> Result<Demande, Vec<Fault>> {
        let asked = self.hypothese.pour_un_medecin(convention, &nomme.dossier, |_| Saisie::Option("--si"));
        let si = asked.map_err(|mut faults| {
            let fichier = &nomme.fichier;
            faults.iter_mut().for_each(|fault| fault.place.fichier = format!("{fichier} : {}", fault.place.fichier));
            faults
        })?;
        Ok(Demande { si, ..self.demande(side) })
    }
}

/// Compares under one set of rules. `nombre`: how many dossiers there are.
///
/// # Errors
///
/// Every fault of the dossiers; else of what is asked of them.
pub fn comparer(
    convention: &Convention,
    nombre: usize,
    lire: &Lire<'_>,
    asked: &Demandes,
) -> Result<Comparaison, Vec<Fault>> {
    if asked.axe != Axe::Versions && nombre > 1 {
        return Err(vec![trop_de_dossiers(&asked.axe)]);
    }
    let read = |index: usize, side: usize| -> Result<(Nomme, Demande), Vec<Fault>> {
        let nomme = lire(index, asked.demande(side).au)?;
        let demande = asked.pour(convention, &nomme, side)?;
        Ok((nomme, demande))
    };
    let (nomme, demande) = read(0, 0)?;
    let mut plages = Vec::new();
    let (sujet, comparee) = match &asked.axe {
        Axe::Options(named) => {
            let (options, ecartees) = a_comparer(convention, &nomme, &demande, named)?;
            let comparee = comparaison::options(convention, &nomme, &demande, &options)?;
            (Sujet::Options, Comparee { ecartees, ..comparee })
        }
        Axe::Regimes(named) => {
            let regimes = deux_regimes(&nomme, named)?;
            (Sujet::Regimes, comparaison::regimes(convention, &nomme, &demande, &regimes)?)
        }
        Axe::Versions => {
            let (other, other_demande) = read(1, 0)?;
            (Sujet::Versions, comparaison::versions(convention, [&nomme, &other], [demande, other_demande]))
        }
        Axe::Dates => {
            let (second, second_demande) = read(0, 1)?;
            let views = [(&nomme, demande), (&second, second_demande)];
            let views = views.map(|(nomme, demande)| (asked.nom_de_la_vue(&demande), nomme, demande));
            (asked.sujet_des_dates(), comparaison::vues(convention, views))
        }
        Axe::Resultats(options) => {
            let (found, comparee) = resultats(convention, &nomme, &demande, options, asked)?;
            plages = found;
            (Sujet::Resultats, comparee)
        }
        Axe::Regles => {
            let comparee = comparaison::regles(&[(None, convention, nomme)], &[demande]);
            return Ok(Comparaison { sujet: Sujet::Regles, dossiers: comparee.into_iter().collect(), plages });
        }
    };
    Ok(Comparaison { sujet, dossiers: vec![comparee], plages })
}

impl Demandes {
    fn nom_de_la_vue(&self, demande: &Demande) -> NomDeTerme {
        match self.dates {
            Dates::ConnuAu(..) => NomDeTerme::ConnuAu(demande.connu_au),
            _ => NomDeTerme::Au(demande.au),
        }
    }
}

fn trop_de_dossiers(axe: &Axe) -> Fault {
    let message = match axe {
        Axe::Options(None) => "plus de deux dossiers ne se comparent que sous deux jeux de règles".to_owned(),
        _ => "cette comparaison ne prend qu'un dossier".to_owned(),
    };
    let conseil = "donnez un seul dossier, ou plusieurs avec --regles";
    Fault::new("un-seul-dossier", &place("FICHIER"), message, conseil)
}

/// The options to compare: those named, with that of the contract first where one alone is named.
fn a_comparer(
    convention: &Convention,
    nomme: &Nomme,
    demande: &Demande,
    named: &Option<Vec<OptionEtp>>,
) -> Result<(Vec<OptionEtp>, Vec<Ecartee>), Vec<Fault>> {
    let Some(named) = named else { return ouvertes(convention, nomme, demande) };
    let options = match (named.as_slice(), nomme.dossier.contrat.option) {
        ([only], Some(own)) if own != *only => Ok(vec![own, *only]),
        ([only], _) => {
            let message = format!("une seule option, {only} : il n'y a rien à comparer");
            let conseil = "nommez-en au moins deux, comme --options 0.5,1";
            Err(vec![Fault::new("rien-a-comparer", &place("--options"), message, conseil)])
        }
        (several, _) => Ok(several.to_vec()),
    };
    Ok((options?, Vec::new()))
}

/// Every option that is open, but for those that the life of the contract makes impossible: nobody asked for them.
fn ouvertes(
    convention: &Convention,
    nomme: &Nomme,
    demande: &Demande,
) -> Result<(Vec<OptionEtp>, Vec<Ecartee>), Vec<Fault>> {
    let open = options_ouvertes(convention, &nomme.dossier);
    let (possible, ecartees) = options_possibles(convention, nomme, &open, demande.au);
    match ecartees.as_slice() {
        [first, ..] if possible.is_empty() => Err(first.fautes.clone()),
        _ => Ok((possible, ecartees)),
    }
}

/// The regimes to compare: those named, with the dossier's own first where one alone is named.
fn deux_regimes(nomme: &Nomme, named: &[Regime]) -> Result<Vec<Regime>, Vec<Fault>> {
    match named {
        [only] if *only != nomme.dossier.regime => Ok(vec![nomme.dossier.regime, *only]),
        [only] => {
            let message = format!("ce dossier est déjà sous {only} : il n'y a rien à comparer");
            let conseil = "nommez-en un autre, ou deux";
            Err(vec![Fault::new("rien-a-comparer", &place("--regimes"), message, conseil)])
        }
        several => Ok(several.to_vec()),
    }
}

/// A range for each option: those named, else that of the contract, else every one that is open.
fn resultats(
    convention: &Convention,
    nomme: &Nomme,
    demande: &Demande,
    named: &Option<Vec<OptionEtp>>,
    asked: &Demandes,
) -> Result<(Vec<PlageDeResultats>, Comparee), Vec<Fault>> {
    let (options, ecartees) = match (named, nomme.dossier.contrat.option) {
        (Some(named), _) => (named.clone(), Vec::new()),
        (None, Some(own)) => (vec![own], Vec::new()),
        (None, None) => ouvertes(convention, nomme, demande)?,
    };
    let ask = plage::demande(convention, nomme, demande, &options, asked)?;
    let bare = Demande { si: Default::default(), ..*demande };
    let (plages, hypotheses) = comparaison::plages(convention, nomme, &bare, &options, &ask)?;
    let comparee = Comparee::d_une_plage(convention, nomme, &bare, hypotheses);
    Ok((plages, Comparee { ecartees, ..comparee }))
}
