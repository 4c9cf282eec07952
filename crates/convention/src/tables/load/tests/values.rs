//! What the embedded set says, against the documents' tables written again by hand.

use super::*;
use crate::bande::Bande;
use crate::dossier::OptionEtp;
use crate::indicateur::Indicateur;
use crate::jour::Jour;
use crate::money::{Centimes, Fraction};
use crate::question::Question;
use crate::tables::{
    Cell, CelluleBareme, Confiance, Depuis, LigneMontant, LigneVersement, Modalite, Nature, NatureVersement, Parametre,
    Regle, SerieMontant, Sort,
};

#[test]
fn embedded_rules_load() {
    assert_eq!(told(&Convention::embarquee().err().unwrap_or_default()), "");
}

#[test]
fn every_cell_says_where_it_stands() {
    let convention = embedded();
    for cell in &convention.cells {
        let text = text_of(cell.fichier);
        let line = text.lines().nth(cell.position.0 as usize - 1);
        assert!(line.is_some_and(|line| line.chars().count() >= cell.position.1 as usize), "{cell:?}");
        assert!(!cell.chemin.is_empty() && !cell.source.is_empty(), "{cell:?}");
        assert!(convention.textes.regle(&cell.regle).is_some(), "{cell:?}");
    }
    let p50 = convention.tables.specialite("01").and_then(|s| s.seuils(false, Indicateur::Pmt).p50);
    let info = p50.map(|cell| &convention.cells[cell.id.0 as usize]);
    assert_eq!(info.map(|info| info.chemin.as_str()), Some("specialite[0].seuils[0].p50"));
    assert_eq!(p50.map(|cell| cell.value), Some(1045));
}

/// Code, indicator, P30, P50, P90, P95.
const THRESHOLDS: &str = "
01 pmt 775 1045 1858 2187
01 pfa 1219 1514 2587 3207
14 pmt 51 - - -
14 pfa 949 - - -
02 pfa 1025 - - -
04 pfa 1457 - - -
06 pfa 1916 - - -
10-1 pfa 1519 - - -
11 pfa 1270 - - -
12 pfa 694 - - -
13-1 pfa 2060 - - -
15 pfa 1385 - - -
16 pfa 1215 - - -
17 pfa 3151 - - -
19 pfa 612 - - -
20 pfa 1076 - - -
21 pfa 173 - - -
22 pfa 477 - - -
24 pfa 1033 - - -
25 pfa 393 - - -
84 pfa 1608 - - -
85 pfa 1345 - - -
";

#[test]
fn published_thresholds() {
    let tables = embedded().tables;
    let mut expected = 0;
    for line in THRESHOLDS.trim().lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let indicateur = Indicateur::ALL.into_iter().find(|i| i.id() == words[1]).unwrap_or(Indicateur::Pmt);
        let seuils = tables.specialite(words[0]).map(|s| s.seuils(false, indicateur)).unwrap_or_default();
        for (cell, word) in [seuils.p30, seuils.p50, seuils.p90, seuils.p95].iter().zip(&words[2..]) {
            assert_eq!(cell.map(|cell| cell.value), word.parse().ok(), "{line}");
            expected += u32::from(cell.is_some());
        }
    }
    let adults = tables.specialite("01").and_then(|s| s.seuils(true, Indicateur::Pmt).p30);
    assert_eq!(adults.map(|cell| cell.value), Some(640));
    let mut all = 0;
    for s in &tables.specialites {
        for seuils in [s.seuils.pmt, s.seuils.pfa, s.seuils_avenant_7.pmt, s.seuils_avenant_7.pfa] {
            all += [seuils.p30, seuils.p50, seuils.p70, seuils.p90, seuils.p95].iter().flatten().count() as u32;
        }
    }
    assert_eq!(all, expected + 1);
    assert_eq!(tables.specialites.len(), 20 + 3 + 6);
}

#[test]
fn specialties() {
    let tables = embedded().tables;
    let ids = |keep: &dyn Fn(&crate::tables::Specialite) -> bool| -> Vec<String> {
        tables.specialites.iter().filter(|s| keep(s)).map(|s| s.id.clone()).collect()
    };
    use crate::tables::{Critere, Statut};
    assert_eq!(ids(&|s| s.deux_indicateurs), ["01", "02", "14"]);
    assert_eq!(ids(&|s| s.critere == Critere::Pmt), ["01"]);
    assert_eq!(ids(&|s| s.critere == Critere::LUnOuLAutre), ["14"]);
    assert_eq!(ids(&|s| s.statut == Statut::SelonHonoraires), ["chirurgie", "orl", "gynecologie"]);
    assert_eq!(ids(&|s| s.statut_avenant_7 == Statut::Ouverte), ["01", "84"]);
    let excluded =
        ["radiologie", "radiotherapie", "stomatologie", "anesthesie", "anatomo-cytopathologie", "medecine-nucleaire"];
    assert_eq!(ids(&|s| s.statut == Statut::Exclue), excluded);
    assert_eq!(ids(&|s| s.statut_avenant_7 == Statut::Exclue), excluded);
}

/// Series, row, year, then 1/3, 0,5, 1, 1,5, 2 ETP in euros.
const AMOUNTS: &str = "
avant p30-p90 1 12000 18000 36000 - -
avant p30-p90 2 9000 13500 27000 - -
avant p30-p90 3 7000 10500 21000 - -
avant p90-p95 1 12000 18000 36000 - -
avant p90-p95 2 9000 13500 27000 - -
avant p90-p95 3 8350 12500 25000 - -
avant p95 1 12000 18000 36000 - -
avant p95 2 12000 18000 36000 - -
avant p95 3 12000 18000 36000 - -
depuis p30-p90 1 - 19000 38000 - -
depuis p30-p90 2 9450 14000 28000 - -
depuis p30-p90 3 7350 11000 22000 33000 44000
depuis p90-p95 1 - 19000 38000 - -
depuis p90-p95 2 9450 14000 28000 - -
depuis p90-p95 3 8767 13000 26000 39000 52000
depuis p95 1 12600 19000 38000 57000 76000
depuis p95 2 12600 19000 38000 57000 76000
depuis p95 3 12600 19000 38000 57000 76000
";

/// Every cell of the table of amounts, those that no contract can reach included (MON-3).
#[test]
fn amounts() {
    let convention = embedded();
    let mut lines = AMOUNTS.trim().lines();
    for serie in SerieMontant::ALL {
        for ligne in LigneMontant::ALL {
            for rank in 0..3 {
                let line = lines.next().unwrap_or("");
                let words: Vec<&str> = line.split(' ').collect();
                assert_eq!(words[..3], [serie.id(), ligne.id(), &(rank + 1).to_string()]);
                for (option, word) in OptionEtp::ALL.iter().zip(&words[3..]) {
                    let cell = convention.tables.montants[*serie as usize][*ligne as usize][rank][*option as usize];
                    let euros = word.parse().ok().map(Centimes::from_euros);
                    assert_eq!(cell.map(|cell| cell.value), euros, "{line}");
                    // The row between P90 and P95 is printed from year 3 alone.
                    let read = *ligne == LigneMontant::P90P95 && rank < 2;
                    if let Some(cell) = cell {
                        let info = &convention.cells[cell.id.0 as usize];
                        assert_eq!(info.confiance == Confiance::Interpretation, read, "{line}");
                    }
                }
            }
        }
    }
}

#[test]
fn calendar() {
    let tables = embedded().tables;
    let jour = |y, m, d| Jour::new(y, m, d).unwrap_or(Jour(0));
    let days: Vec<(Jour, Jour)> = tables.regimes.iter().map(|r| (r.signatures.0.value, r.signatures.1.value)).collect();
    assert_eq!(
        days,
        [
            (jour(2019, 8, 21), jour(2023, 4, 30)),
            (jour(2023, 5, 1), jour(2024, 6, 21)),
            (jour(2024, 6, 22), jour(2049, 12, 31)),
        ]
    );
    let entrees: Vec<(Jour, bool)> = tables.entrees.iter().map(|e| (e.jour.value, e.anniversaire_compris)).collect();
    assert_eq!(entrees, [(jour(2024, 6, 22), true), (jour(2024, 6, 21), true), (jour(2024, 6, 22), false)]);
    assert_eq!(tables.signature_possible.0.value, jour(2019, 8, 21));
    assert_eq!(tables.signature_possible.1.value, jour(2049, 12, 31));
    assert_eq!(tables.signature_connue.value, jour(2029, 12, 31));
    let [av7, ra23, conv] = &tables.regimes;
    assert_eq!(av7.options, [OptionEtp::Tiers, OptionEtp::Demi, OptionEtp::Un]);
    assert_eq!(ra23.options, [OptionEtp::Demi, OptionEtp::Un]);
    assert_eq!(conv.options, [OptionEtp::Demi, OptionEtp::Un]);
    assert_eq!(conv.options_ensuite, [OptionEtp::UnEtDemi, OptionEtp::Deux]);
    assert!(av7.options_ensuite.is_empty() && ra23.options_ensuite.is_empty());
    assert_eq!([av7.adultes, ra23.adultes, conv.adultes], [true, false, false]);
    assert_eq!([av7.revalorisation, ra23.revalorisation, conv.revalorisation], [true, true, false]);
    assert_eq!([av7.reconduction_tacite, ra23.reconduction_tacite, conv.reconduction_tacite], [false, false, true]);
    assert_eq!(
        [av7.montants, ra23.montants, conv.montants],
        [SerieMontant::Avant, SerieMontant::Avant, SerieMontant::Depuis]
    );
    assert_eq!([av7.versements, ra23.versements, conv.versements], [Modalite::Pai3, Modalite::Pai4, Modalite::Pai1]);
    assert_eq!(av7.versements_revalorises, (Modalite::Pai2, Modalite::Pai1));
    assert_eq!(conv.versements_revalorises, (Modalite::Pai1, Modalite::Pai1));
}

#[test]
fn bareme() {
    use CelluleBareme::{GainOuMaintien, GainPourMille, Inconnue, Maintien};
    let tables = embedded().tables;
    let bands = [Bande::P30P50, Bande::P50P70, Bande::P70P90, Bande::P90P95, Bande::P95];
    let expected = [
        (OptionEtp::Tiers, [GainPourMille(200), GainPourMille(150), GainPourMille(75), GainPourMille(40), Maintien]),
        (OptionEtp::Demi, [GainPourMille(250), Inconnue, GainPourMille(125), GainPourMille(60), Maintien]),
        (OptionEtp::Un, [GainPourMille(350), Inconnue, Inconnue, GainPourMille(125), GainOuMaintien(50)]),
    ];
    for (option, cells) in expected {
        for (bande, cell) in bands.iter().zip(cells) {
            let found = tables.bareme_avenant_7[option as usize][*bande as usize];
            assert_eq!(found.map(|c| c.value), Some(cell), "{option} {bande}");
        }
    }
    assert_eq!(tables.bareme_avenant_7.iter().flatten().flatten().count(), 15);
}

fn sorts(cells: [[Cell<Regle>; 3]; 3]) -> [[Regle; 3]; 3] {
    cells.map(|row| row.map(|cell| cell.value))
}

/// ATT-4 to ATT-9, the outcomes from best to worst.
#[test]
fn shares() {
    let tables = embedded().tables;
    let (e, n, p) = (Regle::Simple(Sort::Entiere), Regle::Simple(Sort::Nulle), Regle::Simple(Sort::Prorata));
    use Sort::{Entiere, Indeterminee, Nulle, Prorata};
    let mixte = |sort| Regle::Selon(Question::Mixte, [sort, Indeterminee, Indeterminee]);
    let some_below = Regle::Selon(Question::Primo, [Prorata, Prorata, Nulle]);
    let all_below = Regle::Selon(Question::Primo, [Prorata, Nulle, Nulle]);
    let pair = |a: Nature, b: Nature| tables.part_deux[a as usize][b as usize].map(sorts);
    use Nature::{Augmentation, Maintien, PalierP50};
    assert_eq!(pair(Augmentation, Augmentation), Some([[e, e, n], [e, p, n], [n, n, n]]));
    assert_eq!(pair(Maintien, Maintien), Some([[e, e, e], [e, e, e], [e, e, p]]));
    assert_eq!(pair(Maintien, Augmentation), Some([[e, mixte(Entiere), mixte(Nulle)], [e, e, n], [n, n, n]]));
    assert_eq!(pair(Augmentation, Maintien), Some([[e, e, n], [mixte(Entiere), e, n], [mixte(Nulle), n, n]]));
    assert_eq!(
        pair(PalierP50, PalierP50),
        Some([[e, e, some_below], [e, p, some_below], [some_below, some_below, all_below]])
    );
    for other in [Augmentation, Maintien] {
        assert!(pair(PalierP50, other).is_none() && pair(other, PalierP50).is_none());
    }
    let one = tables.part_un.map(|row| row.map(|cell| cell.value));
    assert_eq!(one, [[e, p, n], [e, e, p], [e, p, all_below]]);
    let rates: Vec<(u32, Fraction)> =
        tables.paliers_de_taux.iter().map(|cell| (cell.value.taux_pour_cent, cell.value.part)).collect();
    assert_eq!(rates, [(75, Fraction::ONE), (50, Fraction::new(3, 4))]);
}

/// One payment in a few words.
fn brief(line: &LigneVersement) -> String {
    let share =
        if line.nature == NatureVersement::Solde { String::new() } else { format!(" {}", line.pour_cent.value) };
    let from = if line.compte_de_la_signature { " (signature)" } else { "" };
    let depuis = match line.depuis {
        Depuis::Debut => "debut",
        Depuis::Justificatifs => "justificatifs",
        Depuis::Cloture => "cloture",
    };
    format!("{}{share} {depuis}+{}m{}j{from}", line.nature, line.mois.value, line.jours.value)
}

#[test]
fn payments() {
    let tables = embedded().tables;
    let year = |modalite: Modalite, rank: usize| -> String {
        let lines: Vec<String> = tables.versements[modalite as usize].annees[rank].iter().map(brief).collect();
        lines.join(", ")
    };
    let third = "acompte 50 debut+2m0j (signature), solde cloture+0m0j";
    assert_eq!(year(Modalite::Pai1, 0), "integral 100 debut+2m0j");
    assert_eq!(year(Modalite::Pai1, 1), "integral 100 debut+2m0j (signature)");
    assert_eq!(year(Modalite::Pai1, 2), third);
    assert_eq!(year(Modalite::Pai2, 0), "acompte 70 debut+0m0j, solde cloture+0m0j");
    assert_eq!(year(Modalite::Pai2, 1), "acompte 70 debut+0m0j, solde cloture+0m0j");
    assert_eq!(year(Modalite::Pai2, 2), "acompte 70 debut+2m0j, solde cloture+2m0j");
    assert_eq!(year(Modalite::Pai3, 0), "acompte 70 justificatifs+0m15j, solde cloture+0m0j");
    assert_eq!(year(Modalite::Pai3, 1), "acompte 70 debut+0m15j, solde cloture+0m0j");
    assert_eq!(year(Modalite::Pai3, 2), "acompte 70 debut+0m15j, solde cloture+0m0j");
    assert_eq!(year(Modalite::Pai4, 0), "integral 100 debut+1m0j");
    assert_eq!(year(Modalite::Pai4, 1), "integral 100 debut+0m0j");
    assert_eq!(year(Modalite::Pai4, 2), third);
}

#[test]
fn single_numbers() {
    let tables = embedded().tables;
    let values: Vec<i64> = Parametre::ALL.iter().map(|parametre| tables.parametre(*parametre).value).collect();
    let (of_a_doctor, rest) = values.split_at(26);
    let (of_a_cost, of_a_group) = rest.split_at(15);
    assert_eq!(
        of_a_doctor,
        [5, 80, 12, 3, 3, 5, 10, 65, 66, 95, 100, 3, 6, 4, 24, 24, 36, 6, 1, 2, 2, 2, 3, 5, 6, 104]
    );
    assert_eq!(of_a_cost, [35, 16, 4005, 8, 1231, 1820, 200, 3781, 3981, 175, 50, 3, 20, 30, 46]);
    assert_eq!(of_a_group, [775, 2, 1, 1, 38_000, 28_000, 22_000, 260, 110, 2, 3, 3, 5, 2]);
}

#[test]
fn texts() {
    let textes = embedded().textes;
    assert_eq!(textes.regles.len(), REGLES.len());
    assert_eq!(textes.questions.len(), Question::ALL.len());
    assert_eq!(textes.conflits.len(), 12);
    for question in Question::ALL {
        let texte = textes.question(*question);
        assert!(texte.is_some_and(|t| t.lectures.len() == question.readings().len() && t.a_demander.ends_with('?')));
    }
    assert_eq!(textes.mot("0.5"), "0,5 ETP");
    assert_eq!(textes.mot("mot-sans-texte"), "mot-sans-texte");
}

/// The whole table of minimum pay, in cents, as the branch prints it.
#[test]
fn minimum_pay() {
    let cout = embedded().tables.cout;
    let found: Vec<(String, Vec<i64>)> = cout
        .minimums
        .iter()
        .map(|row| (row.depuis.value.to_string(), row.montants.iter().map(|m| m.value.0).collect()))
        .collect();
    let row = |day: &str, amounts: [i64; 5]| (day.to_owned(), amounts.to_vec());
    let printed = [
        row("2019-07-01", [164_200, 170_800, 177_800, 185_400, 195_300]),
        row("2021-01-01", [167_800, 174_600, 181_700, 189_500, 199_600]),
        row("2022-07-01", [172_834, 179_838, 187_151, 195_185, 205_588]),
        row("2023-07-01", [178_019, 185_233, 192_766, 201_041, 211_756]),
        row("2024-01-01", [181_579, 188_938, 196_621, 205_062, 215_991]),
    ];
    assert_eq!(found, printed);
    let smic: Vec<_> = cout.smic.iter().map(|row| (row.depuis.value.to_string(), row.mensuel.value.0)).collect();
    let row = |day: &str, amount: i64| (day.to_owned(), amount);
    assert_eq!(smic, [row("2025-01-01", 180_184), row("2026-01-01", 182_307), row("2026-06-01", 186_702)]);
}

/// Rates in thousandths of hundredths, and what each is taken of.
#[test]
fn contributions() {
    use crate::tables::cout::{Cotisation, TAUX_DEN};
    let cout = embedded().tables.cout;
    let rate = |taux: crate::money::Fraction| taux.num * (TAUX_DEN / taux.den);
    let of = |c: Cotisation| (rate(cout.cotisation(c).taux.value), cout.cotisation(c).assiette.id());
    let found: Vec<_> = Cotisation::ALL.iter().map(|c| of(*c)).collect();
    let on = |assiette: &'static str| move |taux: i64| (taux, assiette);
    let brut = [13_000, 300, 2_110, 5_250, 4_000, 250, 550, 680, 16, 2_080].map(on("brut"));
    let (one, two) = ([8_550, 100, 4_720, 1_290].map(on("tranche-1")), [12_950, 1_620].map(on("tranche-2")));
    let branch = [1_540, 50, 20].map(on("brut"));
    let expected = [&brut[..], &one, &two, &[(210, "brut-si-tranche-2")], &branch].concat();
    assert_eq!(found, expected);
    let steps: Vec<_> = cout.anciennete.iter().map(|s| (s.apres_ans.value, rate(s.taux.value) / 1000)).collect();
    assert_eq!(steps, [(3, 4), (6, 7), (9, 10), (12, 13), (15, 16), (18, 18), (20, 20)]);
}
