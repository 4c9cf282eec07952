//! The columns of a comparison: options, regimes, sets of rules.

use serde_json::Value;

use super::rejouer::{choisir, decaler, deplacer, relire, table};
use super::{Comparee, Ecartee, Hypothese, NomDeTerme, Nomme, Suppose, Terme};
use crate::dossier::{Assistant, Dossier, OptionEtp};
use crate::eligibilite::Verdict;
use crate::etude::{Demande, Etude, etudier, options_a_la_signature};
use crate::fault::{Fault, Place};
use crate::indicateur::Indicateur;
use crate::jour::Jour;
use crate::question::lecture as q;
use crate::regime::{Regime, signatures};
use crate::sort;
use crate::tables::Convention;

/// Every option open at a first signature, and that of the contract.
pub fn options_ouvertes(convention: &Convention, dossier: &Dossier) -> Vec<OptionEtp> {
    let mut options = options_a_la_signature(&convention.tables, dossier, dossier.regime);
    options.extend(dossier.contrat.option.filter(|own| !options.contains(own)));
    sort::by(&mut options, Ord::cmp);
    options
}

/// The dossier under each option. One that has an option is studied under another as a hypothesis: by
/// Q-OBJ-OPTION the objectives written for its own do not hold; the assistant stays as the dossier says.
///
/// # Errors
///
/// Why an option is not open to this dossier.
pub fn options(
    convention: &Convention,
    nomme: &Nomme,
    demande: &Demande,
    options: &[OptionEtp],
) -> Result<Comparee, Vec<Fault>> {
    let dossier = &nomme.dossier;
    let mut termes = Vec::with_capacity(options.len());
    let mut hypotheses = Vec::new();
    let mut faults = Vec::new();
    for (index, option) in options.iter().enumerate() {
        let own = dossier.contrat.option == Some(*option);
        let etude = if own {
            Ok(etudier(convention, dossier, demande))
        } else {
            hypotheses.push(Suppose::du_terme(Hypothese::Option, index, *option));
            if perd_ses_objectifs(dossier, *option) {
                hypotheses.push(Suppose::du_terme(Hypothese::ObjectifsDeLAutreOption, index, *option));
            }
            avec_option(convention, nomme, *option, demande.au).map(|d| etudier(convention, &d, demande))
        };
        match etude {
            Ok(etude) => termes.push(Terme::new(NomDeTerme::Option(*option), (0, convention), etude)),
            Err(found) => faults.extend(found),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    hypotheses.extend(cout_inchange(dossier, options));
    Ok(comparee(nomme, termes, hypotheses))
}

/// The options that the life of the contract leaves possible, and the others with what makes each impossible.
pub fn options_possibles(
    convention: &Convention,
    nomme: &Nomme,
    options: &[OptionEtp],
    au: Jour,
) -> (Vec<OptionEtp>, Vec<Ecartee>) {
    let (mut possibles, mut ecartees) = (Vec::new(), Vec::new());
    for option in options.iter().copied() {
        let own = nomme.dossier.contrat.option == Some(option);
        match avec_option(convention, nomme, option, au).map(|_| ()) {
            Err(fautes) if !own => ecartees.push(Ecartee { option, fautes }),
            _ => possibles.push(option),
        }
    }
    (possibles, ecartees)
}

/// What the dossier says of its assistant holds for every option: their costs do not tell them apart.
pub(super) fn cout_inchange(dossier: &Dossier, options: &[OptionEtp]) -> Option<Suppose> {
    let several = assistant_chiffre(&dossier.assistant) && options.len() > 1;
    several.then(|| Suppose::partout(Hypothese::AssistantInchange, None::<i64>))
}

/// Whether another option leaves the objectives of the contract without object (OBJ-2).
pub(super) fn perd_ses_objectifs(dossier: &Dossier, option: OptionEtp) -> bool {
    let typed = Indicateur::ALL.iter().any(|i| dossier.contrat.objectif[*i].is_some());
    let other = dossier.contrat.option.is_some_and(|own| own != option);
    typed && other && dossier.lectures.get::<q::ObjectifOption>() == q::ObjectifOption::Inconnu
}

/// The dossier under an option.
pub(super) fn avec_option(
    convention: &Convention,
    nomme: &Nomme,
    option: OptionEtp,
    au: Jour,
) -> Result<Dossier, Vec<Fault>> {
    let tables = &convention.tables;
    let open = options_a_la_signature(tables, &nomme.dossier, nomme.dossier.regime);
    let table = tables.regime(nomme.dossier.regime);
    // One that the regime does not have at all is told when the dossier is read again.
    let known = table.options.iter().chain(&table.options_ensuite).any(|o| *o == option);
    if known && !open.contains(&option) {
        let place = Place { fichier: nomme.fichier.clone(), chemin: "contrat.option".to_owned(), ..Place::default() };
        let message = format!("l'option {option} n'est pas ouverte à ce dossier à la signature (ELI-9, ELI-10)");
        let conseil = "elle ne se prend que par avenant, ou ailleurs : écrivez l'avenant dans une copie du dossier, et \
                       comparez les deux fichiers";
        return Err(vec![Fault::new("option-fermee", &place, message, conseil)]);
    }
    let mut value = nomme.dossier.canonical();
    choisir(&mut value, option, !perd_ses_objectifs(&nomme.dossier, option));
    relire(convention, &format!("{}, avec l'option {option}", nomme.fichier), &value, au)
}

/// Whether the dossier says what its own assistant works or costs, beyond a position.
fn assistant_chiffre(assistant: &Assistant) -> bool {
    assistant.brut_mensuel.is_some() || assistant.heures_semaine.is_some() || assistant.cout_annuel.is_some()
}

/// The dossier as if signed under each regime: on its own day where that lies in the regime, else on the
/// nearest day of it. Every other date, and the day of study, keep their place in the contract, the
/// doctor's age too: the rules alone differ.
///
/// # Errors
///
/// A regime under which this dossier cannot be: its option, an event, a count of patients of the other kind.
pub fn regimes(
    convention: &Convention,
    nomme: &Nomme,
    demande: &Demande,
    regimes: &[Regime],
) -> Result<Comparee, Vec<Fault>> {
    let dossier = &nomme.dossier;
    let signature = dossier.contrat.signature.unwrap_or(demande.au);
    let mut termes = Vec::with_capacity(regimes.len());
    let mut hypotheses = Vec::new();
    let mut faults = Vec::new();
    for (index, regime) in regimes.iter().enumerate() {
        let (first, last) = signatures(&convention.tables, &dossier.lectures, *regime);
        let day = signature.clamp(first, last);
        let of = |other: Jour| deplacer(other, signature, day);
        let moved = Demande { au: of(demande.au), connu_au: of(demande.connu_au), ..*demande };
        if day != signature {
            hypotheses.push(Suppose::du_terme(Hypothese::Signature, index, day));
            hypotheses.push(Suppose::du_terme(Hypothese::DatesDecalees, index, None::<i64>));
        }
        match sous_regime(convention, nomme, *regime, (signature, day), moved.au) {
            Ok(dossier) => {
                let mut etude = etudier(convention, &dossier, &moved);
                if day != signature && etude.eligibilite.verdict == Verdict::NonEligible {
                    // A signature that is supposed binds nobody: asked on its own day, without right, it pays nothing.
                    etude = etudier(convention, &dossier, &Demande { au: day, ..moved });
                }
                termes.push(Terme::new(NomDeTerme::Regime(*regime, day), (0, convention), etude));
            }
            Err(found) => faults.extend(found),
        }
    }
    if faults.is_empty() { Ok(comparee(nomme, termes, hypotheses)) } else { Err(faults) }
}

fn sous_regime(
    convention: &Convention,
    nomme: &Nomme,
    regime: Regime,
    (signature, day): (Jour, Jour),
    au: Jour,
) -> Result<Dossier, Vec<Fault>> {
    let dossier = &nomme.dossier;
    let file = format!("{}, sous {regime}", nomme.fichier);
    if dossier.regime == regime {
        return Ok(dossier.clone());
    }
    let mut value = dossier.canonical();
    let adults = |regime: Regime| convention.tables.regime(regime).adultes;
    if adults(dossier.regime) != adults(regime) && compte(&value, dossier.regime.nom(Indicateur::Pmt)) {
        let place = Place { fichier: file, ..Place::default() };
        let message = "l'avenant 7 compte les patients adultes, les autres règles tous les patients : ce dossier n'a \
                       pas l'autre nombre";
        let conseil = "comparez des règles qui comptent les mêmes patients, ou faites un second dossier avec l'autre \
                       nombre et comparez les deux fichiers";
        return Err(vec![Fault::new("pmt-et-pmt-adultes", &place, message, conseil)]);
    }
    let known: Vec<OptionEtp> = {
        let table = convention.tables.regime(regime);
        table.options.iter().chain(&table.options_ensuite).copied().collect()
    };
    if let Some(option) = dossier.contrat.option.filter(|option| !known.contains(option)) {
        let ids: Vec<&str> = known.iter().map(|o| o.id()).collect();
        let place = Place { fichier: file, chemin: "contrat.option".to_owned(), ..Place::default() };
        let message = format!("l'option {option} n'existe pas sous {regime}");
        let conseil = format!("options possibles sous ces règles : {}", ids.join(", "));
        return Err(vec![Fault::new("option-hors-regime", &place, message, conseil)]);
    }
    decaler(&mut value, signature, day);
    if dossier.contrat.signature.is_some()
        && let Some(contrat) = table(&mut value, "contrat")
    {
        contrat.insert("signature".to_owned(), serde_json::json!(day));
    }
    relire(convention, &file, &value, au)
}

/// Whether a count of this name stands anywhere in a dossier.
fn compte(value: &Value, name: &str) -> bool {
    match value {
        Value::Object(map) => map.iter().any(|(key, member)| key == name || compte(member, name)),
        Value::Array(items) => items.iter().any(|item| compte(item, name)),
        _ => false,
    }
}

/// The dossier under several sets of rules: each with the name of its folder, `None` for those of the program.
pub fn regles(sets: &[(Option<String>, &Convention, Nomme)], demande: &[Demande]) -> Option<Comparee> {
    let (_, _, first) = sets.first()?;
    let mut termes = Vec::with_capacity(sets.len());
    let mut hypotheses = Vec::new();
    for (index, ((folder, convention, nomme), demande)) in (0u8..).zip(sets.iter().zip(demande)) {
        if folder.is_some() {
            hypotheses.push(Suppose::du_terme(Hypothese::AutresRegles, usize::from(index), None::<i64>));
        }
        let etude = etudier(convention, &nomme.dossier, demande);
        termes.push(Terme::new(NomDeTerme::Regles(folder.clone()), (index, convention), etude));
    }
    Some(comparee(first, termes, hypotheses))
}

/// The comparison of columns, with what their études suppose themselves.
pub(super) fn comparee(nomme: &Nomme, termes: Vec<Terme>, mut hypotheses: Vec<Suppose>) -> Comparee {
    hypotheses.extend(des_etudes(termes.iter().map(|t| &t.etude)));
    Comparee::new(&nomme.nom, termes, hypotheses)
}

/// What études suppose: counts of `--si`, and a cost that is worked out.
pub(super) fn des_etudes<'a>(etudes: impl Iterator<Item = &'a Etude> + Clone) -> Vec<Suppose> {
    let mut found = Vec::new();
    for i in Indicateur::ALL {
        let si = etudes.clone().find_map(|e| e.demande.si[i]);
        found.extend(si.map(|n| Suppose { indicateur: Some(i), ..Suppose::partout(Hypothese::Resultats, n) }));
    }
    // What is typed in is no estimate.
    if etudes.clone().any(|e| e.chiffrage.couts.iter().any(|c| !c.non_compris.is_empty())) {
        found.push(Suppose::partout(Hypothese::Cout, None::<i64>));
    }
    found
}
