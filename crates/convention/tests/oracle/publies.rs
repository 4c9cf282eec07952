//! Thresholds at 31 December 2021 as the sheet prints them (SEU), copied as text.

/// code · indicator · P30 P50 P90 P95; `-`: not published.
const PUBLIES: &str = "
01   pmt   775 1045 1858 2187
01   pfa  1219 1514 2587 3207
14   pmt    51    -    -    -
14   pfa   949    -    -    -
02   pfa  1025    -    -    -
04   pfa  1457    -    -    -
06   pfa  1916    -    -    -
10-1 pfa  1519    -    -    -
11   pfa  1270    -    -    -
12   pfa   694    -    -    -
13-1 pfa  2060    -    -    -
15   pfa  1385    -    -    -
16   pfa  1215    -    -    -
17   pfa  3151    -    -    -
19   pfa   612    -    -    -
20   pfa  1076    -    -    -
21   pfa   173    -    -    -
22   pfa   477    -    -    -
24   pfa  1033    -    -    -
25   pfa   393    -    -    -
84   pfa  1608    -    -    -
85   pfa  1345    -    -    -
";

/// The published P30, P50, P70, P90 and P95. avenant-7's adult scale has one published number (SEU-1).
pub(crate) fn publies(avenant_7: bool, specialite: &str, indicateur: &str) -> [Option<i64>; 5] {
    if avenant_7 {
        let p30 = (specialite == "01" && indicateur == "pmt").then_some(640);
        return [p30, None, None, None, None];
    }
    for ligne in PUBLIES.lines() {
        let mots: Vec<&str> = ligne.split_whitespace().collect();
        if mots.len() == 6 && mots[0] == specialite && mots[1] == indicateur {
            let nombre = |i: usize| mots[i].parse().ok();
            return [nombre(2), nombre(3), None, nombre(4), nombre(5)];
        }
    }
    [None; 5]
}
