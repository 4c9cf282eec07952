//! The calendar, read by the library `icalendar`, which did not write it.

use std::collections::{BTreeMap, BTreeSet};

use icalendar::{Calendar, CalendarComponent, Component, DatePerhapsTime, Event, EventStatus};
use proptest::prelude::*;
use views::{Agenda, Instant};

use crate::outils::{CONSTAT, DOSSIER, etude, exemples, vue};

/// 23 November 2026 at 15:04:05, by the clock of who writes.
const ECRIT: Instant = Instant(1_795_446_245);

fn ics(titre: &str, agendas: &[Agenda]) -> Option<String> {
    views::ics(titre, agendas, ECRIT)
}

fn agenda(text: &str, au: &str) -> Agenda {
    vue(&etude(text, au)).agenda("cabinet-des-lilas", "cabinet-des-lilas")
}

/// Every example in one file.
fn merged() -> (String, usize) {
    let agendas: Vec<Agenda> = exemples().iter().map(|(name, etude)| vue(etude).agenda(name, name)).collect();
    let entries = agendas.iter().map(|a| a.rendezvous.len()).sum();
    (ics("Assistant médical", &agendas).unwrap(), entries)
}

fn read(text: &str) -> Vec<Event> {
    let calendar: Calendar = text.parse().unwrap();
    let components = calendar.components.into_iter();
    components
        .map(|component| match component {
            CalendarComponent::Event(event) => event,
            other => panic!("{other:?} is no event"),
        })
        .collect()
}

fn date(event: &Event) -> (String, String) {
    let day = |when: Option<DatePerhapsTime>| match when {
        Some(DatePerhapsTime::Date(date)) => date.to_string(),
        other => panic!("{other:?} is no day"),
    };
    (day(event.get_start()), day(event.get_end()))
}

fn uid(event: &Event) -> String {
    event.get_uid().unwrap().to_owned()
}

#[test]
fn lines_end_and_fold_as_the_standard_asks() {
    let (text, _) = merged();
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    let mut folded = 0;
    for line in text.as_bytes().split_inclusive(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r\n").expect("CRLF");
        assert!(line.len() <= 75 && !line.is_empty(), "{} octets", line.len());
        assert!(!line.contains(&b'\r'));
        let line = std::str::from_utf8(line).expect("no character is cut");
        folded += usize::from(line.starts_with(' '));
    }
    assert!(folded > 100);
}

#[test]
fn every_entry_is_a_day_of_the_study() {
    let (text, entries) = merged();
    let events = read(&text);
    assert_eq!(events.len(), entries);
    let mut expected = Vec::new();
    for (name, etude) in exemples() {
        expected.extend(
            etude
                .echeances
                .iter()
                .filter(|e| e.fait.is_none())
                .filter_map(|e| Some((name.clone(), e.date?.to_string()))),
        );
    }
    let found: Vec<(String, String)> = events
        .iter()
        .map(|event| {
            let (start, end) = date(event);
            assert!(start < end, "the day after ends it");
            (event.get_summary().unwrap().split(" · ").next().unwrap().to_owned(), start)
        })
        .collect();
    assert_eq!(found, expected);
    let uids: BTreeSet<String> = events.iter().map(uid).collect();
    assert_eq!(uids.len(), events.len(), "a UID is one entry");
    for event in &events {
        assert_eq!(event.property_value("DTSTAMP"), Some("20261123T150405Z"));
        assert!(uid(event).bytes().all(|b| b.is_ascii_alphanumeric() || b"-@".contains(&b)), "{}", uid(event));
        assert!(event.get_description().unwrap().contains("Règle "));
    }
}

/// What the standard requires of a file, and what would make it a message that needs an organizer.
#[test]
fn the_file_is_a_calendar_to_import() {
    let calendar: Calendar = ics("Assistant médical", &[agenda(DOSSIER, "2026-11-23")]).unwrap().parse().unwrap();
    assert_eq!(calendar.property_value("VERSION"), Some("2.0"));
    assert!(calendar.property_value("PRODID").is_some());
    assert_eq!(calendar.property_value("METHOD"), None);
    assert_eq!(calendar.get_name(), Some("Assistant médical"));
}

/// A calendar that imports files, as its users do: of one entry, the highest SEQUENCE stays; of the same, the
/// first, as a client may.
#[derive(Default)]
struct Importe(BTreeMap<String, (u32, Event)>);

impl Importe {
    /// UID and title of every entry once the file is imported.
    fn importer(&mut self, agenda: &Agenda, ecrit: i64) -> Vec<(String, String)> {
        for event in read(&views::ics("", std::slice::from_ref(agenda), Instant(ecrit)).unwrap()) {
            let sequence: u32 = event.property_value("SEQUENCE").unwrap().parse().unwrap();
            let kept = self.0.entry(uid(&event)).or_insert_with(|| (sequence, event.clone()));
            if sequence > kept.0 {
                *kept = (sequence, event);
            }
        }
        self.0.values().map(|(_, event)| (uid(event), event.get_summary().unwrap().to_owned())).collect()
    }
}

#[test]
fn importing_again_updates_and_duplicates_nothing() {
    let mut calendar = Importe::default();
    let (monday, june) = (ECRIT.0, ECRIT.0 + 210 * 86_400);
    let before = calendar.importer(&agenda(DOSSIER, "2026-11-23"), monday);
    let solde = |titles: &[(String, String)]| {
        let found: Vec<&String> = titles.iter().map(|(_, t)| t).filter(|t| t.contains("année\u{a0}3")).collect();
        assert_eq!(found.len(), 2, "an acompte and a solde: {found:?}");
        found.last().unwrap().to_string()
    };
    assert!(solde(&before).contains("montant à confirmer"));
    // A result, some months later: the solde becomes money to give back, under the same UID.
    let known = format!("{DOSSIER}{CONSTAT}");
    let after = calendar.importer(&agenda(&known, "2027-06-20"), june);
    assert!(solde(&after).contains("somme à rendre"), "{}", solde(&after));
    assert!(solde(&after).contains("−11\u{202f}000\u{a0}€"));
    let uids = |titles: &[(String, String)]| titles.iter().map(|(uid, _)| uid.clone()).collect::<Vec<_>>();
    assert_eq!(uids(&before), uids(&after));
    // An old file does not win over a newer one.
    assert_eq!(calendar.importer(&agenda(DOSSIER, "2026-11-23"), monday), after);
    // A typing error put right within the minute, and studied as of an earlier day.
    let right = known.replace("pmt = 1200", "pmt = 1450");
    let corrected = calendar.importer(&agenda(&right, "2027-06-16"), june + 30);
    assert_eq!(uids(&corrected), uids(&after));
    assert!(!solde(&corrected).contains("somme à rendre"), "{}", solde(&corrected));
}

/// Clocks that are wrong still give numbers that every client reads.
#[test]
fn a_version_is_a_count_that_fits() {
    let agenda = agenda(DOSSIER, "2026-11-23");
    for (seconds, stamp, sequence) in [
        (0, "19700101T000000Z", "0"),
        (1_767_225_600, "20260101T000000Z", "0"),
        (1_767_225_661, "20260101T000101Z", "61"),
        (1_767_225_600 + i64::from(i32::MAX) + 1, "20940119T031408Z", "2147483647"),
    ] {
        for event in read(&views::ics("", std::slice::from_ref(&agenda), Instant(seconds)).unwrap()) {
            assert_eq!(event.property_value("DTSTAMP"), Some(stamp));
            assert_eq!(event.property_value("SEQUENCE"), Some(sequence));
        }
    }
}

#[test]
fn a_date_that_moves_keeps_its_entry() {
    let moved = DOSSIER.replace("embauche = 2024-08-01", "embauche = 2024-10-15");
    let days = |text: &str| -> BTreeMap<String, String> {
        let events = read(&ics("", &[agenda(text, "2026-11-23")]).unwrap());
        events.iter().map(|event| (uid(event), date(event).0)).collect()
    };
    let (before, after) = (days(DOSSIER), days(&moved));
    assert!(before.keys().eq(after.keys()));
    let changed: Vec<&String> = before.iter().filter(|(uid, day)| after[*uid] != **day).map(|(uid, _)| uid).collect();
    assert!(matches!(changed.as_slice(), [one] if one.contains("-secretaire-remplace-1@")), "{changed:?}");
}

/// What an event adds comes after the payments that the year has: none of these changes its name.
#[test]
fn events_leave_the_other_entries_their_names() {
    let named = |text: &str, au: &str| -> BTreeMap<String, String> {
        let events = read(&ics("", &[agenda(text, au)]).unwrap());
        let own =
            |e: &Event| uid(e).split("-versement-").nth(1).map(|place| place.split('@').next().unwrap().to_owned());
        events.iter().filter_map(|e| Some((own(e)?, e.get_summary().unwrap().to_owned()))).collect()
    };
    let before = named(DOSSIER, "2024-12-01");
    assert!(before["1-1"].contains("versement intégral, année\u{a0}1"), "{before:?}");
    let suspended = "[[evenements]]\ndate = 2025-03-01\ntype = \"suspension\"\n\
                     [[evenements]]\ndate = 2025-05-01\ntype = \"reprise\"\n";
    let after = named(&format!("{DOSSIER}{suspended}"), "2025-06-01");
    assert!(
        after["1-2"].contains("somme à rendre, année\u{a0}1 (suspension)\u{a0}: −6\u{202f}350,68\u{a0}€"),
        "{after:?}"
    );
    let kept: Vec<&String> = after.keys().filter(|place| *place != "1-2").collect();
    assert_eq!(kept, before.keys().collect::<Vec<_>>());
    let ended = "[[evenements]]\ndate = 2027-10-01\ntype = \"resiliation\"\npar = \"medecin\"\n";
    let after = named(&format!("{DOSSIER}{ended}"), "2027-10-05");
    assert!(after["4-2"].contains("solde, année\u{a0}4 (résiliation)"), "{after:?}");
    assert!(before["4-2"].contains("solde, année\u{a0}4"), "{before:?}");
}

/// What the doctor has to do is announced; what comes by itself is not.
#[test]
fn duties_have_a_reminder() {
    let text = ics("", &[agenda(&format!("{DOSSIER}{CONSTAT}"), "2027-06-20")]).unwrap();
    let mut past = 0;
    for event in text.split("BEGIN:VEVENT").skip(1) {
        let unfolded = event.replace("\r\n ", "");
        let start = unfolded.split("DTSTART;VALUE=DATE:").nth(1).unwrap();
        // What is past would ring at once.
        let to_come = &start[..8] >= "20270620";
        past += usize::from(!to_come);
        let duty = to_come && (!unfolded.contains("-versement-") || unfolded.contains("somme à rendre"));
        assert_eq!(unfolded.contains("BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-P6DT15H\r\n"), duty, "{unfolded}");
    }
    assert!(past > 5);
}

#[test]
fn a_project_is_tentative_and_says_so() {
    let project = "medecin = { specialite = \"01\", secteur = \"1\" }\npatientele = { pmt = 1300, pfa = 1600 }\n";
    let events = read(&ics("", &[agenda(project, "2026-11-23")]).unwrap());
    for event in &events {
        assert_eq!(event.get_status(), Some(EventStatus::Tentative));
        assert!(event.get_summary().unwrap().ends_with("(projet)"));
        assert!(event.get_description().unwrap().contains("comme s'il était signé le 23\u{a0}novembre\u{a0}2026"));
    }
    // No option chosen: the sum of each.
    let first = events.iter().find(|e| uid(e).contains("-versement-1-1@")).unwrap();
    let said = first.get_description().unwrap();
    assert!(
        said.contains("19\u{202f}000\u{a0}€ en 0,5\u{a0}ETP") && said.contains("38\u{202f}000\u{a0}€ en 1\u{a0}ETP")
    );
    let signed = read(&ics("", &[agenda(DOSSIER, "2026-11-23")]).unwrap());
    assert!(signed.iter().all(|event| event.get_status() == Some(EventStatus::Confirmed)));
}

/// A calendar without any component is not one.
#[test]
fn nothing_to_write_is_no_file() {
    let refused = "medecin = { specialite = \"radiologie\" }";
    assert_eq!(ics("", &[agenda(refused, "2026-11-23")]), None);
    assert_eq!(ics("", &[]), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// A reference holds any character of one line.
    #[test]
    fn any_name_is_read_back(name in prop::collection::vec(any::<char>(), 1..200)) {
        let name: String = name.into_iter().filter(|c| !convention::caractere::cache(*c)).collect();
        let mut agenda = agenda(DOSSIER, "2026-11-23");
        agenda.rendezvous.truncate(2);
        for rendezvous in &mut agenda.rendezvous {
            rendezvous.titre = format!("·{name}·");
            rendezvous.description = vec![name.clone(), format!("{name}.")];
        }
        let text = ics(&name, &[agenda]).unwrap();
        prop_assert!(text.split("\r\n").all(|line| line.len() <= 75));
        for event in read(&text) {
            prop_assert_eq!(event.get_summary().unwrap(), format!("·{name}·"));
            prop_assert_eq!(event.get_description().unwrap(), format!("{name}\n{name}."));
        }
    }
}

/// What is done leaves the calendar and the line of the list; what is left keeps its name.
#[test]
fn duties_that_are_done_are_not_shown() {
    let done = "[[evenements]]\ndate = 2024-12-20\ntype = \"reunion-caisse\"\n\
                [[evenements]]\ndate = 2024-12-15\ntype = \"secretaire-remplace\"\n";
    let keys = |agenda: Agenda| agenda.rendezvous.into_iter().map(|r| r.cle).collect::<BTreeSet<_>>();
    let before = keys(agenda(DOSSIER, "2024-12-31"));
    let after = keys(agenda(&format!("{DOSSIER}{done}"), "2024-12-31"));
    let gone: Vec<&String> = before.difference(&after).collect();
    assert_eq!(gone, ["reunion-caisse-1", "secretaire-remplace-1"]);
    assert!(after.is_subset(&before) && after.contains("reunion-caisse-2"));
    let next =
        |text: &str| vue(&etude(text, "2024-12-31")).ligne_de_liste("x").echeance.map(|(jour, _)| jour.to_string());
    assert_eq!(next(DOSSIER).as_deref(), Some("2025-01-01"));
    assert_eq!(next(&format!("{DOSSIER}{done}")).as_deref(), Some("2025-07-01"));
}
