//! `parts.toml`: which share of the aid each outcome gives (ATT-4 to ATT-10).

use super::reader::{Provenance, Row, Sink, all, list, missing, text, word, wrong_type};
use crate::document::{Node, Value};
use crate::money::Fraction;
use crate::question::Question;
use crate::tables::{Cell, Issue, Nature, PalierDeTaux, PartDeux, PartUn, Regle, Sort};

type Line = [Option<Cell<Regle>>; 3];
type Grid = [Line; 3];

const KEYS: &[&str] = &["regle", "natures", "ligne", "source", "confiance"];
const LINE_KEYS: &[&str] = &["issues", "part", "regle", "source", "confiance"];

/// The pairs of natures that a contract may have.
const PAIRS: [(Nature, Nature); 4] = [
    (Nature::Augmentation, Nature::Augmentation),
    (Nature::Maintien, Nature::Maintien),
    (Nature::Maintien, Nature::Augmentation),
    (Nature::PalierP50, Nature::PalierP50),
];

/// Reads the decision tables: every combination of outcomes has one line, and one only.
pub(super) fn read<'a>(sink: &mut Sink<'a>, root: &Row<'a>) -> Option<(PartUn, PartDeux)> {
    let mut un: [Option<Line>; 3] = [None; 3];
    let mut deux: [[Option<Grid>; 3]; 3] = [[None; 3]; 3];
    for row in root.rows(sink, "table", KEYS) {
        let above = row.provenance(sink, None);
        let natures = natures(sink, &row);
        let (Some(above), Some(natures)) = (above, natures) else { continue };
        match natures.as_slice() {
            [nature] => {
                let line = one(sink, &row, above, *nature);
                if un[*nature as usize].replace(line).is_some() {
                    row.twice(sink, format_args!("la table « {nature} »"));
                }
            }
            [first, second] => {
                let (a, b) = (*first as usize, *second as usize);
                let grid = two(sink, &row, above, *first, *second);
                if deux[a][b].is_some() {
                    row.twice(sink, format_args!("la table « {first} » et « {second} »"));
                }
                deux[a][b] = Some(grid);
                if a != b {
                    deux[b][a] = Some(std::array::from_fn(|i| std::array::from_fn(|j| grid[j][i])));
                }
            }
            _ => {}
        }
    }
    if sink.clean(root.file) {
        for nature in Nature::ALL.iter().filter(|nature| un[**nature as usize].is_none()) {
            missing(sink, root.file, format_args!("la table « {nature} »"), "ajoutez une [[table]]");
        }
        for (a, b) in PAIRS.iter().filter(|(a, b)| deux[*a as usize][*b as usize].is_none()) {
            missing(sink, root.file, format_args!("la table « {a} » et « {b} »"), "ajoutez une [[table]]");
        }
    }
    let un = all(un.map(|line| line.and_then(all)))?;
    let deux = deux.map(|row| row.map(|grid| grid.and_then(|grid| all(grid.map(all)))));
    let whole = PAIRS.iter().all(|(a, b)| deux[*a as usize][*b as usize].is_some());
    whole.then_some((un, deux))
}

/// One nature, or the two of a pair that exists.
fn natures<'a>(sink: &mut Sink<'a>, row: &Row<'a>) -> Option<Vec<Nature>> {
    let node = row.require(sink, "natures")?;
    let mut natures = Vec::with_capacity(2);
    for item in list(sink, row.file, node)? {
        natures.push(word(sink, row.file, item, Nature::from_id, Nature::IDS)?);
    }
    let known = match natures.as_slice() {
        [_] => true,
        [a, b] => PAIRS.contains(&(*a, *b)) || PAIRS.contains(&(*b, *a)),
        _ => false,
    };
    if !known {
        let conseil = "écrivez une nature, ou deux : « palier-p50 » ne va qu'avec lui-même";
        sink.fault("natures-impossibles", row.file, node, "aucun contrat n'a ces natures", conseil);
    }
    known.then_some(natures)
}

/// A table with one objective.
fn one<'a>(sink: &mut Sink<'a>, row: &Row<'a>, above: Provenance<'a>, nature: Nature) -> Line {
    let mut line = Line::default();
    let whole = lines(sink, row, above, &[nature], |sink, at, sets, cell| {
        for i in set(sets.first()) {
            fill(sink, at, &mut line[i], cell, || nature.issues()[i].id().to_owned());
        }
    });
    if whole {
        for i in (0..3).filter(|i| line[*i].is_none()) {
            gap(sink, row, nature.issues()[i].id());
        }
    }
    line
}

/// A table with two objectives. Where the natures are the same, a line covers both orders.
fn two<'a>(sink: &mut Sink<'a>, row: &Row<'a>, above: Provenance<'a>, a: Nature, b: Nature) -> Grid {
    let mut grid = Grid::default();
    let pair = |i: usize, j: usize| format!("{} et {}", a.issues()[i], b.issues()[j]);
    let whole = lines(sink, row, above, &[a, b], |sink, at, sets, cell| {
        let mut covered = [[false; 3]; 3];
        for i in set(sets.first()) {
            for j in set(sets.get(1)) {
                covered[i][j] = true;
                covered[j][i] |= a == b;
            }
        }
        // The two orders of a pair are one combination for who wrote the line.
        for (i, j) in cells().filter(|(i, j)| covered[*i][*j]) {
            if a == b && j < i {
                grid[i][j] = grid[j][i];
            } else {
                fill(sink, at, &mut grid[i][j], cell, || pair(i, j));
            }
        }
    });
    if whole {
        for (i, j) in cells().filter(|(i, j)| grid[*i][*j].is_none() && (a != b || i <= j)) {
            gap(sink, row, &pair(i, j));
        }
    }
    grid
}

fn cells() -> impl Iterator<Item = (usize, usize)> {
    (0..3).flat_map(|i| (0..3).map(move |j| (i, j)))
}

/// The indices in a set of outcomes.
fn set(outcomes: Option<&[bool; 3]>) -> impl Iterator<Item = usize> + use<> {
    let outcomes = outcomes.copied().unwrap_or_default();
    (0..3).filter(move |i| outcomes[*i])
}

fn fill(
    sink: &mut Sink<'_>,
    at: (&'static str, &Node),
    slot: &mut Option<Cell<Regle>>,
    cell: Cell<Regle>,
    what: impl FnOnce() -> String,
) {
    if slot.is_some() {
        let message = format!("« {} » a déjà une part plus haut", what());
        sink.fault("combinaison-en-double", at.0, at.1, message, "une combinaison n'a qu'une ligne");
    }
    *slot = Some(cell);
}

fn gap(sink: &mut Sink<'_>, row: &Row<'_>, what: &str) {
    let message = format!("aucune ligne de cette table ne donne la part pour « {what} »");
    sink.fault("combinaison-sans-issue", row.file, row.node, message, "ajoutez une [[table.ligne]]");
}

/// Reads the lines of a table; `false` where one of them could not be read.
fn lines<'a>(
    sink: &mut Sink<'a>,
    row: &Row<'a>,
    above: Provenance<'a>,
    natures: &[Nature],
    mut each: impl FnMut(&mut Sink<'a>, (&'static str, &'a Node), &[[bool; 3]], Cell<Regle>),
) -> bool {
    let mut whole = true;
    for line in row.rows(sink, "ligne", LINE_KEYS) {
        let issues = line.require(sink, "issues");
        let sets = issues.and_then(|node| outcomes(sink, line.file, node, natures));
        let from = line.provenance(sink, Some(above));
        let part = line.require(sink, "part");
        let regle = part.and_then(|node| share(sink, line.file, node));
        if let (Some(issues), Some(sets), Some(from), Some(part), Some(regle)) = (issues, sets, from, part, regle) {
            let cell = sink.cell(line.file, part, &from, regle);
            each(sink, (line.file, issues), &sets, cell);
        } else {
            whole = false;
        }
    }
    whole
}

/// `[["atteint"], "toutes"]`: a set of outcomes for each nature.
fn outcomes(sink: &mut Sink<'_>, file: &'static str, node: &Node, natures: &[Nature]) -> Option<Vec<[bool; 3]>> {
    let items = list(sink, file, node)?;
    if items.len() != natures.len() {
        let message = format!("il faut {} liste(s) d'issues ici, pas {}", natures.len(), items.len());
        sink.fault("issues-incompletes", file, node, message, "écrivez une liste par objectif, ou \"toutes\"");
        return None;
    }
    let mut sets = Vec::with_capacity(2);
    for (item, nature) in items.iter().zip(natures) {
        let issues = nature.issues();
        if matches!(&item.value, Value::Text(text) if text == "toutes") {
            sets.push([true; 3]);
            continue;
        }
        let mut set = [false; 3];
        for word_node in list(sink, file, item)? {
            let position = |id: &str| issues.iter().position(|issue| issue.id() == id);
            set[word(sink, file, word_node, position, &issues.map(Issue::id))?] = true;
        }
        sets.push(set);
    }
    Some(sets)
}

/// `"entiere"`, or one outcome for each reading of a question.
fn share<'a>(sink: &mut Sink<'a>, file: &'static str, node: &'a Node) -> Option<Regle> {
    if let Value::Text(_) = node.value {
        return word(sink, file, node, Sort::from_id, Sort::IDS).map(Regle::Simple);
    }
    let Value::Table(_) = node.value else {
        wrong_type(sink, file, node, "une part", "\"entiere\", ou { question = \"Q-…\", lecture = \"entiere\" }");
        return None;
    };
    let ids: Vec<&str> = Question::ALL.iter().map(|question| question.id()).collect();
    let Some(named) = node.get("question") else {
        let conseil = "ajoutez « question = \"Q-…\" »";
        sink.fault("cle-manquante", file, node, "il manque « question »", conseil);
        return None;
    };
    let question = word(sink, file, named, Question::from_id, &ids)?;
    let keys: Vec<&str> = std::iter::once("question").chain(question.readings().iter().copied()).collect();
    let row = Row::new(sink, file, node, &keys)?;
    let mut sorts = [Sort::Indeterminee; 3];
    for (index, slot) in sorts.iter_mut().enumerate() {
        // A question with two readings is never read at the third.
        let Some(reading) = question.readings().get(index) else { break };
        *slot = row.word(sink, reading, Sort::from_id, Sort::IDS)?;
    }
    Some(Regle::Selon(question, sorts))
}

/// Reads ATT-10's steps of rate, highest first.
pub(super) fn rates<'a>(sink: &mut Sink<'a>, root: &Row<'a>) -> Vec<Cell<PalierDeTaux>> {
    let mut paliers: Vec<Cell<PalierDeTaux>> = Vec::new();
    for row in root.rows(sink, "palier_de_taux", &["taux_pour_cent", "part", "regle", "source", "confiance"]) {
        let taux = row.integer(sink, "taux_pour_cent", 0..=100).and_then(|taux| u32::try_from(taux).ok());
        let part = row.require(sink, "part").and_then(|node| fraction(sink, row.file, node));
        let from = row.provenance(sink, None);
        let (Some(taux_pour_cent), Some(part), Some(from)) = (taux, part, from) else { continue };
        let palier = PalierDeTaux { taux_pour_cent, part };
        if let Some(above) = paliers.last().map(|cell| cell.value)
            && (above.taux_pour_cent <= taux_pour_cent || above.part < part)
        {
            let conseil = "écrivez d'abord le taux le plus haut, avec la part la plus grande";
            sink.fault("paliers-en-desordre", row.file, row.node, "ces paliers ne descendent pas", conseil);
        }
        paliers.push(sink.cell(row.file, row.node, &from, palier));
    }
    paliers
}

/// `"3/4"`, from 0 to 1.
fn fraction(sink: &mut Sink<'_>, file: &str, node: &Node) -> Option<Fraction> {
    let written = text(sink, file, node)?;
    let parsed =
        written.split_once('/').and_then(|(num, den)| Some((num.parse::<u16>().ok()?, den.parse::<u16>().ok()?)));
    match parsed {
        Some((num, den)) if den > 0 && num <= den => Some(Fraction::new(i64::from(num), i64::from(den))),
        _ => {
            let message = format!("« {written} » n'est pas une part de l'aide");
            sink.fault("valeur-hors-bornes", file, node, message, "écrivez par exemple \"3/4\", de \"0/1\" à \"1/1\"");
            None
        }
    }
}
