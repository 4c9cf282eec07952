//! `seuils.toml`: specialties and their published thresholds (ELI-1, ELI-2, SEU-1).

use super::reader::{Row, Sink, integer, missing};
use crate::indicateur::{Indicateur, Paire};
use crate::tables::{Critere, Seuils, Specialite, Statut};

const KEYS: &[&str] = &[
    "id",
    "nom",
    "statut",
    "statut_avenant_7",
    "deux_indicateurs",
    "critere",
    "plusieurs_etp",
    "seuils",
    "regle",
    "source",
    "confiance",
];
const KEYS_2021: &[&str] = &["indicateur", "echelle", "p30", "p50", "p90", "p95", "regle", "source", "confiance"];
const KEYS_AVENANT_7: &[&str] =
    &["indicateur", "echelle", "p30", "p50", "p70", "p90", "p95", "regle", "source", "confiance"];

/// Most patients that a threshold may be, as a dossier's figures.
const MAX_PATIENTS: i64 = 100_000;

/// Reads the specialties, in the order of the file.
pub(super) fn read<'a>(sink: &mut Sink<'a>, root: &Row<'a>) -> Vec<Specialite> {
    let mut specialites: Vec<Specialite> = Vec::new();
    let rows = root.rows(sink, "specialite", KEYS);
    if rows.is_empty() && sink.clean(root.file) {
        missing(sink, root.file, "les spécialités", "ajoutez au moins une [[specialite]]");
    }
    for row in rows {
        let Some(specialite) = one(sink, &row) else { continue };
        if specialites.iter().any(|s| s.id == specialite.id) {
            row.twice(sink, format_args!("la spécialité « {} »", specialite.id));
        } else {
            specialites.push(specialite);
        }
    }
    specialites
}

fn one<'a>(sink: &mut Sink<'a>, row: &Row<'a>) -> Option<Specialite> {
    let id = row.text(sink, "id");
    let nom = row.text(sink, "nom");
    let statut = row.word(sink, "statut", Statut::from_id, Statut::IDS);
    let statut_avenant_7 = row.word(sink, "statut_avenant_7", Statut::from_id, Statut::IDS);
    let deux_indicateurs = row.boolean(sink, "deux_indicateurs");
    let critere = row.word(sink, "critere", Critere::from_id, Critere::IDS);
    // Written for those who may alone.
    let plusieurs_etp = row.find("plusieurs_etp").is_some() && row.boolean(sink, "plusieurs_etp")?;
    row.provenance(sink, None);
    let (seuils, seuils_avenant_7) = scales(sink, row);
    Some(Specialite {
        id: id?.to_owned(),
        nom: nom?.to_owned(),
        statut: statut?,
        statut_avenant_7: statut_avenant_7?,
        deux_indicateurs: deux_indicateurs?,
        critere: critere?,
        plusieurs_etp,
        seuils,
        seuils_avenant_7,
    })
}

/// Its `[[specialite.seuils]]`: the scale of 2021, and avenant-7's.
fn scales<'a>(sink: &mut Sink<'a>, row: &Row<'a>) -> (Paire<Seuils>, Paire<Seuils>) {
    let mut scales = [Paire::<Option<Seuils>>::default(); 2];
    for line in row.rows(sink, "seuils", KEYS_AVENANT_7) {
        let indicateur = line.word(
            sink,
            "indicateur",
            |id| Indicateur::ALL.into_iter().find(|indicateur| indicateur.id() == id),
            &Indicateur::ALL.map(Indicateur::id),
        );
        let scale = line.word(sink, "echelle", |id| SCALES.iter().position(|scale| *scale == id), SCALES);
        if scale == Some(0) {
            // P70 belongs to avenant-7's scale alone.
            line.refuse(sink, "p70", KEYS_2021);
        }
        let seuils = thresholds(sink, &line);
        let (Some(indicateur), Some(scale)) = (indicateur, scale) else { continue };
        let slot = &mut scales[scale][indicateur];
        if slot.is_some() {
            line.twice(sink, format_args!("l'échelle « {} » de cet indicateur", SCALES[scale]));
        } else {
            *slot = Some(seuils);
        }
    }
    let [published, adults] = scales.map(|pair| Paire::from_fn(|i| pair[i].unwrap_or_default()));
    (published, adults)
}

/// The scales, in the order of [`scales`].
const SCALES: &[&str] = &["2021", "avenant-7"];

/// The thresholds of a line, strictly increasing among those that are written.
fn thresholds<'a>(sink: &mut Sink<'a>, line: &Row<'a>) -> Seuils {
    let mut seuils = Seuils::default();
    let Some(from) = line.provenance(sink, None) else { return seuils };
    let mut written = false;
    let mut below: Option<(&str, u32)> = None;
    let slots = [
        ("p30", &mut seuils.p30),
        ("p50", &mut seuils.p50),
        ("p70", &mut seuils.p70),
        ("p90", &mut seuils.p90),
        ("p95", &mut seuils.p95),
    ];
    for (key, slot) in slots {
        let Some(node) = line.find(key) else { continue };
        written = true;
        let value = integer(sink, line.file, node, 1..=MAX_PATIENTS).and_then(|value| u32::try_from(value).ok());
        let Some(value) = value else { continue };
        if let Some((lower, least)) = below
            && value <= least
        {
            let message = format!("{key} = {value} n'est pas au-dessus de {lower} = {least}");
            let conseil = "les seuils montent : P30 < P50 < P70 < P90 < P95";
            sink.fault("seuils-non-croissants", line.file, node, message, conseil);
        }
        below = Some((key, value));
        *slot = Some(sink.cell(line.file, node, &from, value));
    }
    if !written {
        let conseil = "écrivez au moins un seuil, ou retirez ces lignes";
        sink.fault("entree-vide", line.file, line.node, "cette entrée ne donne aucun seuil", conseil);
    }
    seuils
}
