// States of the page that tests and screenshots share, by what they show.

// A généraliste who thinks about it: the two-minute path.
export const ETAT = "specialite=01&secteur=1&naissance=1979-03-12&pmt=1300&pfa=1800&option=1&au=2026-11-23";

export const ETATS = {
  vide: "au=2026-11-23",
  avant: ETAT,
  // No option chosen: every one that is open, side by side.
  comparer: "specialite=01&secteur=1&naissance=1979-03-12&pmt=1300&pfa=1800&comparer=0.5,1&au=2026-11-23",
  // A running contract, with a constat.
  encours:
    "specialite=01&secteur=1&naissance=1979-03-12&pmt=1300&pfa=1800&signature=2024-07-01&option=1&objectif.pmt.cible=1560" +
    "&objectif.pfa.gain=110&constats.0.date=2026-06-15&constats.0.pmt=1430&constats.0.pfa=1850&au=2026-11-23",
  si: `${ETAT}&si.pmt=1430&si.pfa=1900`,
  noneligible: "specialite=01&secteur=non-conventionne&pmt=300&pfa=400&option=1&au=2026-11-23",
  fautes: "specialite=99&pmt=beaucoup&naissance=31/02/1979&au=2026-11-23",
};
