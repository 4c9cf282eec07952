//! `versements.toml`: how the aid is paid (PAI-1 to PAI-4).

use super::reader::{Provenance, Row, Sink, all, cite, integer, list, missing};
use crate::tables::{Cell, Depuis, LigneVersement, Modalite, ModaliteTable, NatureVersement};

const YEAR_KEYS: &[&str] = &["annees", "versements", "comme", "source", "confiance"];
const LINE_KEYS: &[&str] = &["nature", "pour_cent", "depuis", "mois", "jours", "compte_de_la_signature"];

/// What a contract may be paid by; a `reversement` is computed, never written.
const NATURES: [NatureVersement; 3] = [NatureVersement::Integral, NatureVersement::Acompte, NatureVersement::Solde];

/// The payments of a year as they are written.
enum Year<'a> {
    Lines(Vec<LigneVersement>),
    /// As the same year of another one.
    Like(Modalite, Row<'a>),
    /// Its fault is told.
    Faulty,
}

type Years<'a> = [Option<Year<'a>>; 3];

/// Reads the payments: three years for each way of paying.
pub(super) fn read<'a>(sink: &mut Sink<'a>, root: &Row<'a>) -> Option<[ModaliteTable; Modalite::ALL.len()]> {
    let mut modalites: [Option<Years<'a>>; Modalite::ALL.len()] = [const { None }; Modalite::ALL.len()];
    for row in root.rows(sink, "modalite", &["id", "annee"]) {
        let Some(modalite) = row.word(sink, "id", Modalite::from_id, Modalite::IDS) else { continue };
        if modalites[modalite as usize].is_some() {
            row.twice(sink, format_args!("« {modalite} »"));
        } else {
            modalites[modalite as usize] = Some(years(sink, &row));
        }
    }
    let clean = sink.clean(root.file);
    for modalite in Modalite::ALL.iter().filter(|modalite| clean && modalites[**modalite as usize].is_none()) {
        missing(sink, root.file, format_args!("« {modalite} »"), "ajoutez une [[modalite]]");
    }
    let modalites = all(modalites)?;
    let resolved: Vec<Option<ModaliteTable>> = modalites
        .iter()
        .map(|years| {
            let annees = all(std::array::from_fn(|rank| resolve(sink, &modalites, years[rank].as_ref(), rank)))?;
            Some(ModaliteTable { annees })
        })
        .collect();
    resolved.into_iter().collect::<Option<Vec<_>>>()?.try_into().ok()
}

/// The lines of a year, or those of the year that it is like.
fn resolve(
    sink: &mut Sink<'_>,
    modalites: &[Years<'_>; Modalite::ALL.len()],
    year: Option<&Year<'_>>,
    rank: usize,
) -> Option<Vec<LigneVersement>> {
    match year? {
        Year::Lines(lines) => Some(lines.clone()),
        Year::Faulty => None,
        Year::Like(other, row) => match &modalites[*other as usize][rank] {
            Some(Year::Lines(lines)) => Some(lines.clone()),
            Some(Year::Like(..)) => {
                let node = row.find("comme").unwrap_or(row.node);
                let message = format!("« {other} » renvoie déjà ailleurs pour cette année");
                sink.fault("renvoi-sans-fin", row.file, node, message, "écrivez les versements eux-mêmes");
                None
            }
            _ => None,
        },
    }
}

/// The `[[modalite.annee]]`: 1, 2, and 3 for the third and later.
fn years<'a>(sink: &mut Sink<'a>, modalite: &Row<'a>) -> Years<'a> {
    let mut years: Years<'a> = [const { None }; 3];
    let regle = modalite.find("id").and_then(|node| cite(sink, modalite.file, node));
    for row in modalite.rows(sink, "annee", YEAR_KEYS) {
        let said_by = row.said_by(sink, None);
        let ranks = ranks(sink, &row);
        let from = regle.zip(said_by).map(|(regle, (source, confiance))| Provenance { regle, source, confiance });
        let mut year = match (row.find("comme"), from) {
            (_, None) => Year::Faulty,
            (Some(_), Some(_)) => like(sink, &row),
            (None, Some(from)) => lines(sink, &row, &from).map_or(Year::Faulty, Year::Lines),
        };
        let mut ranks = ranks.unwrap_or_default().into_iter().peekable();
        while let Some(rank) = ranks.next() {
            if years[rank].is_some() {
                row.twice(sink, format_args!("l'année {}", rank + 1));
                continue;
            }
            let copy = match &year {
                Year::Lines(lines) if ranks.peek().is_some() => Year::Lines(lines.clone()),
                Year::Like(other, row) => Year::Like(*other, *row),
                _ => std::mem::replace(&mut year, Year::Faulty),
            };
            years[rank] = Some(copy);
        }
    }
    if sink.clean(modalite.file) {
        for rank in (0..3).filter(|rank| years[*rank].is_none()) {
            let message = format!("il manque l'année {} de cette modalité", rank + 1);
            sink.fault("entree-manquante", modalite.file, modalite.node, message, "ajoutez une [[modalite.annee]]");
        }
    }
    years
}

/// `comme = "PAI-1"`.
fn like<'a>(sink: &mut Sink<'a>, row: &Row<'a>) -> Year<'a> {
    if let Some(node) = row.find("versements") {
        let conseil = "gardez « comme » ou « versements », pas les deux";
        sink.fault("cle-sans-objet", row.file, node, "cette année est déjà dite comme une autre", conseil);
    }
    row.word(sink, "comme", Modalite::from_id, Modalite::IDS).map_or(Year::Faulty, |other| Year::Like(other, *row))
}

/// `annees = [1, 2]`, as ranks from 0.
fn ranks<'a>(sink: &mut Sink<'a>, row: &Row<'a>) -> Option<Vec<usize>> {
    let mut ranks = Vec::with_capacity(3);
    for item in row.list(sink, "annees")? {
        let annee = integer(sink, row.file, item, 1..=3)?;
        ranks.push(usize::try_from(annee - 1).ok()?);
    }
    Some(ranks)
}

/// One `integral` of 100 %, or an `acompte` then a `solde`.
fn lines<'a>(sink: &mut Sink<'a>, row: &Row<'a>, from: &Provenance<'a>) -> Option<Vec<LigneVersement>> {
    let node = row.require(sink, "versements")?;
    let items = list(sink, row.file, node)?;
    let mut lines = Vec::with_capacity(items.len());
    let mut whole = true;
    for item in items {
        match Row::new(sink, row.file, item, LINE_KEYS).and_then(|line| one(sink, &line, from)) {
            Some(line) => lines.push(line),
            None => whole = false,
        }
    }
    if !whole {
        return None;
    }
    let natures: Vec<NatureVersement> = lines.iter().map(|line| line.nature).collect();
    if !matches!(natures.as_slice(), [NatureVersement::Integral] | [NatureVersement::Acompte, NatureVersement::Solde]) {
        let conseil = "écrivez un « integral », ou un « acompte » puis un « solde »";
        sink.fault("versements-incoherents", row.file, node, "ces versements ne font pas une année", conseil);
        return None;
    }
    Some(lines)
}

fn one<'a>(sink: &mut Sink<'a>, line: &Row<'a>, from: &Provenance<'a>) -> Option<LigneVersement> {
    let named = |id: &str| NATURES.into_iter().find(|nature| nature.id() == id);
    let nature = line.word(sink, "nature", named, &NATURES.map(NatureVersement::id));
    let depuis = line.word(sink, "depuis", Depuis::from_id, Depuis::IDS);
    let mois = delay(sink, line, from, "mois", 120);
    let jours = delay(sink, line, from, "jours", 3660);
    let compte_de_la_signature = match line.find("compte_de_la_signature") {
        Some(_) => line.boolean(sink, "compte_de_la_signature"),
        None => Some(false),
    };
    let nature = nature?;
    let pour_cent = share(sink, line, from, nature);
    Some(LigneVersement {
        nature,
        pour_cent: pour_cent?,
        depuis: depuis?,
        mois: mois?,
        jours: jours?,
        compte_de_la_signature: compte_de_la_signature?,
    })
}

/// An `integral` is 100, an `acompte` 1 to 99, a `solde` what is left.
fn share<'a>(sink: &mut Sink<'a>, line: &Row<'a>, from: &Provenance<'a>, nature: NatureVersement) -> Option<Cell<i64>> {
    let range = match nature {
        NatureVersement::Integral => 100..=100,
        NatureVersement::Acompte => 1..=99,
        NatureVersement::Solde | NatureVersement::Reversement => {
            if let Some(node) = line.find("pour_cent") {
                let conseil = "retirez « pour_cent » : le solde est ce qui reste de l'aide";
                sink.fault("cle-sans-objet", line.file, node, "un solde n'a pas de pourcentage", conseil);
            }
            return Some(sink.cell(line.file, line.node, from, 0));
        }
    };
    let node = line.require(sink, "pour_cent")?;
    let value = integer(sink, line.file, node, range)?;
    Some(sink.cell(line.file, node, from, value))
}

/// A delay; none written is none.
fn delay<'a>(sink: &mut Sink<'a>, line: &Row<'a>, from: &Provenance<'a>, key: &str, most: i64) -> Option<Cell<i64>> {
    let (node, value) = match line.find(key) {
        Some(node) => (node, integer(sink, line.file, node, 0..=most)?),
        None => (line.node, 0),
    };
    Some(sink.cell(line.file, node, from, value))
}
