//! The rules that figures come from, and sets of them.

use crate::id::ids;

ids! {
    /// A rule that a study names: its words stand in `rules/textes.toml`, in this order.
    #[allow(missing_docs)]
    pub enum Regle {
        RegAv7 "REG-AV7",
        RegRa23 "REG-RA23",
        RegConv24 "REG-CONV24",
        RegColl26 "REG-COLL26",
        Eli1 "ELI-1",
        Eli2 "ELI-2",
        Eli3 "ELI-3",
        Eli4 "ELI-4",
        Eli5 "ELI-5",
        Eli6 "ELI-6",
        Eli7 "ELI-7",
        Eli8 "ELI-8",
        Eli9 "ELI-9",
        Eli10 "ELI-10",
        Eli11 "ELI-11",
        Eli12 "ELI-12",
        Seu1 "SEU-1",
        Seu2 "SEU-2",
        Seu3 "SEU-3",
        Mon1 "MON-1",
        Mon2 "MON-2",
        Mon3 "MON-3",
        Mon4 "MON-4",
        Mon5 "MON-5",
        Mon6 "MON-6",
        Mon7 "MON-7",
        Mon8 "MON-8",
        Obj1 "OBJ-1",
        Obj2 "OBJ-2",
        Obj3 "OBJ-3",
        Obj4 "OBJ-4",
        Obj5 "OBJ-5",
        Obj6 "OBJ-6",
        Obj7 "OBJ-7",
        Obj8 "OBJ-8",
        Obj9 "OBJ-9",
        Obj10 "OBJ-10",
        Obj11 "OBJ-11",
        Att1 "ATT-1",
        Att2 "ATT-2",
        Att3 "ATT-3",
        Att4 "ATT-4",
        Att5 "ATT-5",
        Att6 "ATT-6",
        Att7 "ATT-7",
        Att8 "ATT-8",
        Att9 "ATT-9",
        Att10 "ATT-10",
        Att11 "ATT-11",
        Att12 "ATT-12",
        Att13 "ATT-13",
        Pai1 "PAI-1",
        Pai2 "PAI-2",
        Pai3 "PAI-3",
        Pai4 "PAI-4",
        Pai5 "PAI-5",
        Pai6 "PAI-6",
        Pai7 "PAI-7",
        Vie1 "VIE-1",
        Vie2 "VIE-2",
        Vie3 "VIE-3",
        Vie4 "VIE-4",
        Vie5 "VIE-5",
        Vie6 "VIE-6",
        Vie7 "VIE-7",
        Vie8 "VIE-8",
        Cout1 "COUT-1",
        Cout2 "COUT-2",
        Cout3 "COUT-3",
        Cout4 "COUT-4",
        Cout5 "COUT-5",
        Cout6 "COUT-6",
        Cout7 "COUT-7",
        Col1 "COL-1",
        Col2 "COL-2",
        Col3 "COL-3",
        Col4 "COL-4",
        Col5 "COL-5",
        Col6 "COL-6",
        Col7 "COL-7",
        Col8 "COL-8",
        Col9 "COL-9",
        Col10 "COL-10",
        Rap1 "RAP-1",
        Vie9 "VIE-9",
        Vie10 "VIE-10",
    }
}

/// A set of rules, one bit each.
///
/// ```
/// use convention::explication::{Regle, Regles};
///
/// let mut regles = Regles::default();
/// assert!(regles.is_empty());
/// regles.insert(Regle::Pai5);
/// regles.insert(Regle::Mon1);
/// assert_eq!(regles.iter().collect::<Vec<_>>(), ["MON-1", "PAI-5"]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Regles {
    // Two fields and no index, so that both stay in registers.
    low: u64,
    high: u64,
}

const _: () = assert!(Regle::ALL.len() <= 128, "a bit for each rule");

impl Regles {
    /// Adds a rule.
    #[inline(always)]
    pub const fn insert(&mut self, regle: Regle) {
        let (low, high) = Regles::bits(regle);
        self.low |= low;
        self.high |= high;
    }

    /// This set and another one.
    #[inline(always)]
    #[must_use]
    pub const fn union(self, other: Regles) -> Regles {
        Regles { low: self.low | other.low, high: self.high | other.high }
    }

    /// Whether a rule is in the set.
    #[inline]
    pub const fn contains(self, regle: Regle) -> bool {
        let (low, high) = Regles::bits(regle);
        self.low & low != 0 || self.high & high != 0
    }

    #[inline(always)]
    const fn bits(regle: Regle) -> (u64, u64) {
        let rank = regle as u8;
        (((rank < 64) as u64) << (rank % 64), ((rank >= 64) as u64) << (rank % 64))
    }

    /// Whether no rule is in the set.
    pub fn is_empty(self) -> bool {
        self == Regles::default()
    }

    /// The ids of the rules, in the order of [`Regle::ALL`].
    pub fn iter(self) -> impl Iterator<Item = &'static str> {
        Regle::ALL.iter().filter(move |regle| self.contains(**regle)).map(|regle| regle.id())
    }
}
