//! What is written reads back equal.

use convention::document::Format;
use convention::dossier::requete::{Requete, lire_requete, requete_de};
use convention::dossier::{self, Cas};
use convention::etude::Demande;
use convention::indicateur::Paire;
use convention::jour::Jour;
use proptest::prelude::*;

use super::generateur::situations;
use super::vies::vies;
use super::{CONVENTION, config, day, dossiers};

/// Through a link, from another day and from its own.
fn by_link(name: &str, cas: &Cas, demande: &Demande) {
    for today in [demande.au, day("2027-03-05")] {
        let requete = requete_de(cas, demande, today);
        let link = requete.ecrire();
        assert!(link.bytes().all(|b| b.is_ascii_graphic()), "{name}: {link}");
        let read = Requete::lire(&link).unwrap();
        assert_eq!(read, requete, "{name}: {link}");
        match lire_requete(&CONVENTION, &read, &[], today) {
            Ok((read, asked)) => {
                assert_eq!(&read, cas, "{name}: {link}");
                assert_eq!(&asked, demande, "{name}: {link}");
                assert_eq!(requete_de(&read, &asked, today), requete);
            }
            Err(faults) => panic!("{name}: {link}\n{faults:#?}"),
        }
    }
}

fn by_toml(name: &str, cas: &Cas, au: Jour) {
    let text = dossier::toml_de(cas);
    let read = dossier::lire(&CONVENTION, name, text.as_bytes(), Some(Format::Toml), au);
    assert_eq!(read.as_ref(), Ok(cas), "{name}\n{text}");
}

#[test]
fn every_dossier_at_hand_reads_back() {
    let all = dossiers();
    assert!(all.len() > 500, "{}", all.len());
    for (name, cas, demande) in all {
        by_link(&name, &cas, &demande);
        by_toml(&name, &cas, demande.au);
    }
}

fn read_back(texte: &str, au: &str, connu_au: Option<&str>) -> Result<(), TestCaseError> {
    let au = day(au);
    let Ok(cas) = dossier::lire(&CONVENTION, "d", texte.as_bytes(), Some(Format::Toml), au) else { return Ok(()) };
    let demande = Demande { au, connu_au: connu_au.map_or(au, day), si: Paire::default() };
    by_link("generated", &cas, &demande);
    by_toml("generated", &cas, au);
    Ok(())
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn any_dossier_reads_back(s in situations()) {
        read_back(&s.toml(), &s.au, s.connu_au.as_deref())?;
    }

    #[test]
    fn any_life_reads_back(s in vies()) {
        read_back(&s.toml(), &s.au, s.connu_au.as_deref())?;
    }

    /// Whatever is in the pairs, a link gives them back.
    #[test]
    fn any_pairs_read_back(paires in proptest::collection::vec(("\\PC{1,8}", "\\PC{0,12}"), 0..6)) {
        let requete = Requete { paires };
        prop_assert_eq!(Requete::lire(&requete.ecrire()).unwrap(), requete);
    }
}
