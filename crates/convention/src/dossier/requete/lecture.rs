//! A request, read: the dossier and what is asked of it.

use super::arbre::{Arbre, arbre};
use super::{Requete, chemin_de, mots};
use crate::demande::{self, Hypothese, Saisie};
use crate::document::capped_at;
use crate::dossier::fields::{CHAMPS, CHAMPS_COLLECTIF, Syntaxe};
use crate::dossier::{Cas, parse};
use crate::etude::{Demande, sans_droit};
use crate::fault::Fault;
use crate::jour::Jour;
use crate::tables::Convention;

/// Faults of a request past this number are counted, not told: each is said beside its field, and a page of more
/// would help nobody and cost much.
const FAUTES_MAX: usize = 100;

/// Reads the dossier of a request, and what is asked of it: `au` (else `aujourd_hui`), `connu_au` (else the
/// same day), `si.pmt`, `si.pmt_adultes`, `si.pfa`. Names of `hors_dossier` are someone else's.
///
/// # Errors
///
/// Every fault, in the order of the pairs; each has the path of its value ([`super::nom_de`] gives its field),
/// and neither file nor line. A fault of `au` has the path `au`.
pub fn lire_requete(
    convention: &Convention,
    requete: &Requete,
    hors_dossier: &[&str],
    aujourd_hui: Jour,
) -> Result<(Cas, Demande), Vec<Fault>> {
    lire(convention, requete, hors_dossier, aujourd_hui, Syntaxe::Formulaire)
        .map_err(|fautes| fautes.into_iter().map(mots::pour_un_formulaire).collect())
}

/// Reads the dossier of a row, its cells as the pairs of a form, on the day `au`. Faults name what may be chosen,
/// since nothing beside a row shows it.
///
/// # Errors
///
/// As [`lire_requete`].
pub fn lire_ligne(convention: &Convention, requete: &Requete, au: Jour) -> Result<Cas, Vec<Fault>> {
    lire(convention, requete, &[], au, Syntaxe::Ligne)
        .map(|(cas, _)| cas)
        .map_err(|fautes| fautes.into_iter().map(mots::pour_une_ligne).collect())
}

fn lire(
    convention: &Convention,
    requete: &Requete,
    hors_dossier: &[&str],
    aujourd_hui: Jour,
    syntaxe: Syntaxe,
) -> Result<(Cas, Demande), Vec<Fault>> {
    let Lue { mut arbre, au, a_cote, mut fautes, .. } = Lue::de(convention, requete, hors_dossier, aujourd_hui);
    let lu = parse::arbre(convention, ("", syntaxe), &arbre.racine, std::mem::take(&mut arbre.fautes), au);
    let cas = lu.map_err(|dossier| fautes.extend(dossier.into_iter().map(|faute| arbre.situer(faute)))).ok();
    let si = cas.as_ref().map(|cas| a_cote.si.pour(convention, cas, |nom| Saisie::Champ(champ_de(nom))));
    let si = si.transpose().unwrap_or_else(|si| {
        fautes.extend(si);
        None
    });
    match cas.zip(si) {
        Some((cas, si)) if fautes.is_empty() => Ok((cas, Demande { au, connu_au: a_cote.connu_au.unwrap_or(au), si })),
        _ => Err(capped_at(FAUTES_MAX, "", fautes)),
    }
}

/// What a request says, sound or not, for whoever asks which fields matter.
pub(in crate::dossier) struct Connaissance<'a> {
    pub(in crate::dossier) connu: parse::Connu<'a>,
    pub(in crate::dossier) au: Jour,
    pub(in crate::dossier) groupe: bool,
    pub(in crate::dossier) sans_chiffre: bool,
    pub(in crate::dossier) rangs: Vec<usize>,
}

/// What `requete` says of a dossier.
pub(in crate::dossier) fn connaitre<'a>(
    convention: &'a Convention,
    requete: &Requete,
    hors_dossier: &[&str],
    aujourd_hui: Jour,
) -> Connaissance<'a> {
    let Lue { mut arbre, au, groupe, .. } = Lue::de(convention, requete, hors_dossier, aujourd_hui);
    let connu = parse::connu(&convention.tables, &arbre.racine, groupe, au);
    let lu = parse::arbre(convention, ("", Syntaxe::Formulaire), &arbre.racine, std::mem::take(&mut arbre.fautes), au);
    let sans_chiffre = match &lu {
        Ok(Cas::Individuel(dossier)) => sans_droit(convention, dossier, au),
        _ => false,
    };
    Connaissance { connu, au, groupe, sans_chiffre, rangs: arbre.rangs("evenements") }
}

/// A request whose pairs are sorted: those of the dossier in a tree, those beside it read.
struct Lue {
    arbre: Arbre,
    groupe: bool,
    /// The day of study; today where it is at fault.
    au: Jour,
    a_cote: ACote,
    /// Of what stands beside the dossier.
    fautes: Vec<Fault>,
}

impl Lue {
    fn de(convention: &Convention, requete: &Requete, hors_dossier: &[&str], aujourd_hui: Jour) -> Lue {
        let mut a_cote = ACote::default();
        let mut paires = Vec::new();
        for (rang, (nom, texte)) in (1u32..).zip(&requete.paires) {
            let autre = hors_dossier.contains(&nom.as_str()) || texte.trim().is_empty();
            if !autre && !a_cote.prend(nom, texte) {
                paires.push((rang, nom.as_str(), texte.as_str()));
            }
        }
        let groupe = paires
            .iter()
            .any(|(_, nom, texte)| texte.trim().eq_ignore_ascii_case("collectif") && chemin_de(nom) == "contrat.type");
        let mut fautes = std::mem::take(&mut a_cote.fautes);
        let au = match a_cote.au.take().unwrap_or_else(|| demande::au(Saisie::Champ("au"), aujourd_hui)) {
            Ok(au) => au,
            Err(faute) => {
                fautes.extend(faute);
                aujourd_hui
            }
        };
        let arbre = arbre(&convention.tables, if groupe { CHAMPS_COLLECTIF } else { CHAMPS }, &paires);
        Lue { arbre, groupe, au, a_cote, fautes }
    }
}

/// The field of a count of the hypothesis.
fn champ_de(nom: &'static str) -> &'static str {
    match nom {
        "pmt" => "si.pmt",
        "pmt_adultes" => "si.pmt_adultes",
        _ => "si.pfa",
    }
}

/// What stands beside the dossier.
#[derive(Default)]
struct ACote {
    au: Option<Result<Jour, Vec<Fault>>>,
    connu_au: Option<Jour>,
    si: Hypothese,
    fautes: Vec<Fault>,
}

impl ACote {
    /// Whether the pair is one of its own, which it then takes.
    fn prend(&mut self, nom: &str, texte: &str) -> bool {
        let saisie = Saisie::Champ(nom);
        if let Some(nom) = nom.strip_prefix("si.") {
            let pose = self.si.poser(saisie, nom, texte);
            self.fautes.extend(pose.err().into_iter().flatten());
            return true;
        }
        let deux_fois = match nom {
            "au" => self.au.is_some(),
            "connu_au" => self.connu_au.is_some(),
            _ => return false,
        };
        if deux_fois {
            let message = format!("« {nom} » est donné deux fois");
            let conseil = "gardez une seule des deux valeurs";
            self.fautes.push(Fault::new("cle-en-double", &saisie.place(), message, conseil));
            return true;
        }
        let jour = demande::jour(saisie, texte);
        if nom == "au" {
            self.au = Some(jour.and_then(|jour| demande::au(saisie, jour)));
        } else {
            match jour {
                Ok(jour) => self.connu_au = Some(jour),
                Err(faute) => self.fautes.extend(faute),
            }
        }
        true
    }
}
