//! Agendas as an iCalendar file (RFC 5545) that Outlook, Google and Apple import.
//!
//! Written by hand, on purpose: what is needed is a dozen properties, and the libraries that write them
//! bring a clock and random ids into a pure crate. The tests read the result with one of them.

use std::fmt::Write as _;

use convention::caractere::cache;
use convention::fault::{Fault, Place};
use convention::jour::Jour;
use sha2::{Digest, Sha256};

use crate::agenda::{Agenda, Rendezvous};

/// Octets of a line, its end apart.
const LARGEUR: usize = 75;
/// Octets of the digest that stands for a contract.
const EMPREINTE: usize = 16;
/// One week before, at nine: an entry of a whole day begins at midnight.
const RAPPEL: &str = "-P6DT15H";

/// 2026-01-01T00:00:00Z, from which the versions of an entry count: their seconds fit in 31 bits until 2094.
const ORIGINE: i64 = 1_767_225_600;

/// When a file is written: the seconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(pub i64);

impl Instant {
    /// `20270115T083000Z`.
    fn utc(self) -> String {
        const JOUR: i64 = 86_400;
        let day = i32::try_from(self.0.div_euclid(JOUR)).unwrap_or(0);
        let second = self.0.rem_euclid(JOUR);
        format!("{}T{:02}{:02}{:02}Z", jour(Jour(day)), second / 3600, second / 60 % 60, second % 60)
    }

    /// The version of an entry: what is written later is a later one, whatever day is studied.
    fn sequence(self) -> i64 {
        (self.0 - ORIGINE).clamp(0, i64::from(i32::MAX))
    }
}

/// The calendar of one contract, or of several, to hand out.
///
/// # Errors
///
/// There is no entry. `place`, `conseil`: where it was asked for, and what to do instead.
pub fn calendrier(agendas: &[Agenda], ecrit: Instant, place: &Place, conseil: &str) -> Result<String, Vec<Fault>> {
    let subject = "Assistant médical";
    let titre = match agendas {
        [only] => format!("{subject} · {}", only.nom),
        _ => subject.to_owned(),
    };
    ics(&titre, agendas, ecrit).ok_or_else(|| {
        let message = "aucune échéance datée : il n'y a pas de calendrier à écrire";
        vec![Fault::new("calendrier-vide", place, message, conseil)]
    })
}

/// One calendar for all agendas. `None`: there is no entry, and a calendar without any is not one.
///
/// The same entry has the same UID whenever it is studied, and a SEQUENCE that grows with `ecrit`, the moment
/// of writing: importing again updates and duplicates nothing, were it a correction of the same hour. There is
/// no METHOD: the file is a calendar to import, not a message between calendars.
pub fn ics(titre: &str, agendas: &[Agenda], ecrit: Instant) -> Option<String> {
    let mut file = Fichier::default();
    file.ligne("BEGIN", "VCALENDAR");
    file.ligne("VERSION", "2.0");
    file.ligne("PRODID", "-//Epaule//Aide conventionnelle assistants medicaux//FR");
    file.ligne("CALSCALE", "GREGORIAN");
    file.texte("X-WR-CALNAME", titre);
    let mut any = false;
    for agenda in agendas {
        let contract = empreinte(&agenda.cle);
        for rendezvous in &agenda.rendezvous {
            any = true;
            file.evenement(ecrit, &contract, rendezvous);
        }
    }
    file.ligne("END", "VCALENDAR");
    any.then_some(file.0)
}

/// The file so far.
#[derive(Default)]
struct Fichier(String);

impl Fichier {
    fn evenement(&mut self, ecrit: Instant, contract: &str, rendezvous: &Rendezvous) {
        self.ligne("BEGIN", "VEVENT");
        self.ligne("UID", &format!("{contract}-{}@epaule", rendezvous.cle));
        self.ligne("DTSTAMP", &ecrit.utc());
        self.ligne("SEQUENCE", &ecrit.sequence().to_string());
        self.ligne("DTSTART;VALUE=DATE", &jour(rendezvous.jour));
        self.ligne("DTEND;VALUE=DATE", &jour(rendezvous.jour.plus_days(1)));
        self.texte("SUMMARY", &rendezvous.titre);
        self.texte("DESCRIPTION", &rendezvous.description.join("\n"));
        self.ligne("STATUS", if rendezvous.provisoire { "TENTATIVE" } else { "CONFIRMED" });
        // The doctor works on that day.
        self.ligne("TRANSP", "TRANSPARENT");
        if rendezvous.rappel {
            self.ligne("BEGIN", "VALARM");
            self.ligne("ACTION", "DISPLAY");
            self.ligne("TRIGGER", RAPPEL);
            self.texte("DESCRIPTION", &rendezvous.titre);
            self.ligne("END", "VALARM");
        }
        self.ligne("END", "VEVENT");
    }

    /// A property that holds text.
    fn texte(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len() + 8);
        for c in value.chars() {
            match c {
                '\n' => escaped.push_str("\\n"),
                '\\' | ';' | ',' => escaped.extend(['\\', c]),
                c if cache(c) => escaped.push(' '),
                c => escaped.push(c),
            }
        }
        self.ligne(name, &escaped);
    }

    /// A line, folded between characters.
    fn ligne(&mut self, name: &str, value: &str) {
        let mut octets = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if octets + c.len_utf8() > LARGEUR {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(c);
            octets += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// `20270115`.
fn jour(jour: Jour) -> String {
    let (year, month, day) = jour.civil();
    format!("{year:04}{month:02}{day:02}")
}

/// What stands for a contract in its UIDs: plain characters, of one length, whatever its name.
fn empreinte(cle: &str) -> String {
    let digest = Sha256::digest(cle.as_bytes());
    digest.iter().take(EMPREINTE).fold(String::with_capacity(2 * EMPREINTE), |mut text, octet| {
        let _ = write!(text, "{octet:02x}");
        text
    })
}
