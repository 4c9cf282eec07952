//! Who the doctor is. Shares are orders of magnitude of our own: nobody publishes those of the signatories.

use convention::dossier::{Coordination, Zone};
use convention::jour::Jour;
use convention::money::Centimes;

use crate::ligne::Medecin;
use crate::specialites::Tiree;
use crate::tirage::Tirage;

/// Zones, in thousandths.
const ZONES: &[(Zone, u32)] = &[(Zone::Zip, 300), (Zone::Zac, 390), (Zone::Autre, 310)];

/// avenant-7: coordinated practice, in thousandths.
const COORDINATIONS: &[(Coordination, u32)] =
    &[(Coordination::Oui, 760), (Coordination::Engagement, 220), (Coordination::Non, 20)];

/// Ages at signature, in years: of those installed for long, and of those who have just been.
const AGES: (i32, i32) = (31, 73);
const AGES_RECENTS: (i32, i32) = (28, 48);

/// Ages at installation, in years; at least so many days before the signature of who is not newly installed.
const AGES_D_INSTALLATION: (i32, i32) = (27, 42);
const ANCIENNETE: i32 = 400;

/// Fees without dépassement of a year, in euros; of which clinical, in thousandths.
const HONORAIRES: (i32, i32) = (60_000, 320_000);
const PART_CLINIQUE: (i32, i32) = (720, 990);

pub(crate) struct Situation {
    pub(crate) signature: Jour,
    pub(crate) avenant_7: bool,
    /// Installed in the year before the signature.
    pub(crate) recente: bool,
}

/// The doctor of a row.
pub(crate) fn medecin<'a>(specialite: &'a Tiree, situation: &Situation, t: &mut Tirage) -> Medecin<'a> {
    let Situation { signature, avenant_7, recente } = *situation;
    let age = if recente { AGES_RECENTS } else { AGES };
    let naissance = signature.plus_days(-t.autour(jours(age.0), jours(age.1)));
    let installation = if recente {
        signature.plus_days(-t.entre(1, 360))
    } else {
        let choisie = naissance.plus_days(t.autour(jours(AGES_D_INSTALLATION.0), jours(AGES_D_INSTALLATION.1)));
        choisie.min(signature.plus_days(-ANCIENNETE))
    };
    Medecin {
        specialite: &specialite.id,
        secteur: t.choix(specialite.secteurs),
        naissance,
        installation,
        zone: t.choix(ZONES),
        honoraires: specialite.selon_honoraires.then(|| honoraires(t)),
        rqth: t.chance(8),
        ald: t.chance(15),
        dixiemes_liberaux: t.chance(40).then(|| t.entre(3, 9) as u8),
        remplacant: t.chance(3),
        exercice: avenant_7.then(|| (t.chance(920), t.choix(COORDINATIONS))),
    }
}

/// Clinical fees, and fees without dépassement.
fn honoraires(t: &mut Tirage) -> (Centimes, Centimes) {
    let total = i64::from(t.autour(HONORAIRES.0 * 100, HONORAIRES.1 * 100));
    (Centimes(total * i64::from(t.autour(PART_CLINIQUE.0, PART_CLINIQUE.1)) / 1000), Centimes(total))
}

/// Days of so many years.
const fn jours(ans: i32) -> i32 {
    ans * 1461 / 4
}
