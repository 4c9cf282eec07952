//! A regime, readable: the grids of everything that it says, with their sources.

use convention::bande::Bande;
use convention::dossier::OptionEtp;
use convention::indicateur::Indicateur;
use convention::question::Question;
use convention::regime::Regime;
use convention::tables::{Cell, Convention, Critere, LigneMontant, Parametre, SerieMontant, Statut};

use super::grille::{ABSENT, Case, Grille, Sources};
use super::page::Page;
use super::{libelles, parts, versements};

/// A regime on a page.
pub(super) fn montrer(convention: &Convention, regime: Regime, largeur: usize) -> String {
    let mut page = Page::new(largeur);
    let mut sources = Sources::default();
    let id = regle(regime);
    page.paragraphe(0, 0, &format!("Régime {regime} : {}", convention.textes.mot(regime.id())));
    if let Some(texte) = convention.textes.regle(id) {
        page.paragraphe(0, 0, &texte.phrase);
    }
    for grille in grilles(convention, regime) {
        grille.montrer(convention, &mut sources, &mut page);
    }
    sources.montrer(convention, &mut page);
    page.fin()
}

/// Everything that a regime says.
pub(super) fn grilles(convention: &Convention, regime: Regime) -> Vec<Grille> {
    let mut grilles = vec![signature(convention, regime), specialites(convention, regime), seuils(convention, regime)];
    grilles.extend(montants(convention, regime));
    grilles.push(objectifs(convention, regime));
    grilles.extend(parts::grilles(convention, regime));
    grilles.extend(versements::grilles(convention, regime));
    grilles.push(nombres(convention, regime));
    grilles
}

const fn regle(regime: Regime) -> &'static str {
    match regime {
        Regime::Avenant7 => "REG-AV7",
        Regime::ReglementArbitral2023 => "REG-RA23",
        Regime::Convention2024 => "REG-CONV24",
    }
}

fn signature(convention: &Convention, regime: Regime) -> Grille {
    let tables = &convention.tables;
    let table = tables.regime(regime);
    let mut grille = Grille::new("Signature et options", regle(regime), &["", "Valeur"]);
    let (first, last) = table.signatures;
    grille.ligne("Premier jour de signature", vec![Case::of(first, views::date_courte)]);
    let possible = tables.signature_possible.1.value;
    let last = Case::of(last, |day| match views::date_courte(day) {
        date if day == possible => format!("pas de fin connue ; refusée après le {date}"),
        date => date,
    });
    grille.ligne("Dernier jour de signature", vec![last]);
    grille.ligne("Options à la signature", vec![Case::dite(libelles::options(convention, &table.options))]);
    if !table.options_ensuite.is_empty() {
        let options = libelles::options(convention, &table.options_ensuite);
        grille.ligne("Options plus tard dans le contrat", vec![Case::dite(options)]);
    }
    let counted = if table.adultes { "les adultes" } else { "adultes et enfants" };
    grille.ligne("Patients médecin traitant comptés", vec![Case::dite(counted)]);
    let revalued = if table.revalorisation { "au premier anniversaire sous la convention 2024" } else { "sans objet" };
    grille.ligne("Revalorisation de l'aide", vec![Case::dite(revalued)]);
    let end = if table.reconduction_tacite { "reconduction tacite" } else { "fin, sauf avenant de prorogation" };
    grille.ligne("Au terme du contrat", vec![Case::dite(end)]);
    if regime != Regime::Avenant7 {
        for (reading, entry) in Question::Entree.readings().iter().zip(tables.entrees) {
            let label = format!("Début de la convention 2024, Q-ENTREE = {reading}");
            grille.ligne(label, vec![Case::of(entry.jour, views::date_courte)]);
        }
    }
    grille
}

fn specialites(convention: &Convention, regime: Regime) -> Grille {
    let adultes = convention.tables.regime(regime).adultes;
    let mut grille = Grille::new("Spécialités", "ELI-1", &["", "Aide", "Objectifs", "Activité minimale"]);
    grille.phrases.push("PMT : patientèle médecin traitant. PFA : file active.".to_owned());
    for specialite in &convention.tables.specialites {
        let statut = if adultes { specialite.statut_avenant_7 } else { specialite.statut };
        let (objectifs, critere) = if statut == Statut::Exclue {
            (ABSENT, ABSENT)
        } else {
            let critere = match specialite.critere {
                Critere::Pmt => "PMT",
                Critere::Pfa => "PFA",
                Critere::LUnOuLAutre => "PMT ou PFA",
            };
            (if specialite.deux_indicateurs { "PMT et PFA" } else { "PFA" }, critere)
        };
        let aide = convention.textes.mot(statut.id());
        let cases = [aide, objectifs, critere].map(Case::dite).to_vec();
        grille.ligne(specialite_nom(&specialite.id, &specialite.nom), cases);
    }
    grille
}

/// A code and a name; a specialty known by its name alone has no code.
fn specialite_nom(id: &str, nom: &str) -> String {
    if id.starts_with(|c: char| c.is_ascii_digit()) { format!("{id} {nom}") } else { nom.to_owned() }
}

fn seuils(convention: &Convention, regime: Regime) -> Grille {
    let adultes = convention.tables.regime(regime).adultes;
    let mut grille = Grille::new("Seuils publiés, en patients", "SEU-1", &["", "P30", "P50"]);
    grille.colonnes.extend(adultes.then(|| "P70".to_owned()));
    grille.colonnes.extend(["P90".to_owned(), "P95".to_owned()]);
    if let Some(texte) = convention.textes.regle("SEU-1") {
        grille.phrases.push(texte.phrase.clone());
    }
    for specialite in &convention.tables.specialites {
        for indicateur in Indicateur::ALL {
            let seuils = specialite.seuils(adultes, indicateur);
            let mut all = vec![seuils.p30, seuils.p50, seuils.p90, seuils.p95];
            if adultes {
                all.insert(2, seuils.p70);
            }
            if all.iter().all(Option::is_none) {
                continue;
            }
            let nom = indicateur.id().to_uppercase();
            let label = format!("{}, {nom}", specialite_nom(&specialite.id, &specialite.nom));
            let write = |n: u32| views::entier(i64::from(n));
            grille.ligne(label, all.into_iter().map(|cell: Option<Cell<u32>>| Case::peut_etre(cell, write)).collect());
        }
    }
    grille
}

fn montants(convention: &Convention, regime: Regime) -> Vec<Grille> {
    let table = convention.tables.regime(regime);
    let mut grilles = vec![serie(convention, regime, table.montants, "Montant maximal par année", "MON-1")];
    if table.revalorisation {
        let titre = "Montant maximal une fois l'aide revalorisée";
        grilles.push(serie(convention, regime, SerieMontant::Depuis, titre, "MON-2"));
    }
    grilles
}

fn serie(convention: &Convention, regime: Regime, serie: SerieMontant, titre: &str, regle: &'static str) -> Grille {
    let table = convention.tables.regime(regime);
    let options: Vec<OptionEtp> = OptionEtp::ALL
        .iter()
        .copied()
        .filter(|o| table.options.contains(o) || table.options_ensuite.contains(o))
        .collect();
    let mut grille = Grille::new(titre, regle, &["Patientèle de départ"]);
    grille.colonnes.extend(options.iter().map(|o| convention.textes.mot(o.id()).to_owned()));
    let rows = convention.tables.montants.get(serie as usize);
    for (ligne, ranks) in LigneMontant::ALL.iter().zip(rows.into_iter().flatten()) {
        for (rank, cells) in ranks.iter().enumerate() {
            let annee = if rank == 2 { "année 3 et suivantes".to_owned() } else { format!("année {}", rank + 1) };
            let label = format!("{}, {annee}", convention.textes.mot(ligne.id()));
            let case = |o: &OptionEtp| Case::peut_etre(cells.get(*o as usize).copied().flatten(), views::euros);
            grille.ligne(label, options.iter().map(case).collect());
        }
    }
    grille
}

fn objectifs(convention: &Convention, regime: Regime) -> Grille {
    let tables = &convention.tables;
    if regime != Regime::Avenant7 {
        let mut grille = Grille::new("Objectifs", "OBJ-5", &[]);
        grille.phrases.extend(convention.textes.regle("OBJ-5").map(|texte| texte.phrase.clone()));
        return grille;
    }
    let mut grille = Grille::new("Objectifs : patients en plus du départ", "OBJ-6", &["Patientèle de départ"]);
    let options: Vec<OptionEtp> = tables.regime(regime).options.clone();
    grille.colonnes.extend(options.iter().map(|o| convention.textes.mot(o.id()).to_owned()));
    for bande in Bande::ALL {
        let cell = |o: &OptionEtp| {
            tables.bareme_avenant_7.get(*o as usize).and_then(|row| row.get(*bande as usize).copied().flatten())
        };
        if options.iter().any(|o| cell(o).is_some()) {
            let cases = options.iter().map(|o| Case::peut_etre(cell(o), libelles::cellule_de_bareme)).collect();
            grille.ligne(convention.textes.mot(bande.id()), cases);
        }
    }
    grille
}

/// The single numbers that a regime uses.
fn nombres(convention: &Convention, regime: Regime) -> Grille {
    let mut grille = Grille::new("Durées, âges et délais", "VIE-1", &["", "Valeur"]);
    for parametre in Parametre::ALL.iter().filter(|p| concerne(convention, **p, regime)) {
        let (label, unit) = libelles::parametre(*parametre);
        let case = Case::of(convention.tables.parametre(*parametre), |n| match unit {
            "" => n.to_string(),
            unit => format!("{n}\u{a0}{unit}"),
        });
        grille.ligne(label, vec![case]);
    }
    grille
}

fn concerne(convention: &Convention, parametre: Parametre, regime: Regime) -> bool {
    match parametre {
        _ if parametre.id().starts_with("collectif-") => false,
        Parametre::InscriptionAvenant7Mois
        | Parametre::CertificationAvenant7Mois
        | Parametre::ContratTravailAvenant7Mois => regime == Regime::Avenant7,
        Parametre::CertificationMois => regime != Regime::Avenant7,
        Parametre::PremiereAnneePlusieursEtp => !convention.tables.regime(regime).options_ensuite.is_empty(),
        other => !other.du_cout(),
    }
}
