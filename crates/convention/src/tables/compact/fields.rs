//! What each part of the rules is made of, in the order in which it is written.

use super::{Compact, Reader, Writer};
use crate::dossier::{Forme, OptionEtp, Secteur};
use crate::indicateur::Paire;
use crate::jour::Jour;
use crate::money::{Centimes, Fraction};
use crate::question::Question;
use crate::tables::cout::{Assiette, CoutTable, Minimum, PalierAnciennete, Smic, TauxCotisation};
use crate::tables::load::NOMS;
use crate::tables::{
    Cell, CellId, CellInfo, CelluleBareme, CollectifTable, Confiance, Convention, Critere, Depuis, Destinataire,
    Entree, GroupeDeMissions, LigneVersement, Mission, Modalite, ModaliteTable, NatureVersement, Note, PalierDeTaux,
    RegimeTable, Regle, SerieMontant, Seuils, Sort, Specialite, Statut, Tables, TextePiece, TexteQuestion, TexteRegle,
    Textes,
};

macro_rules! fields {
    ($($name:ident { $($field:ident),+ })+) => {
        $(impl Compact for $name {
            fn write(&self, out: &mut Writer) {
                let $name { $($field),+ } = self;
                $($field.write(out);)+
            }

            fn read(from: &mut Reader<'_>) -> $name {
                // Fields are read in the order in which they stand here.
                $name { $($field: Compact::read(from)),+ }
            }
        })+
    };
}

fields! {
    Convention { tables, cells, textes, empreinte }
    Tables {
        regimes, entrees, signature_possible, signature_connue, specialites, montants, bareme_avenant_7, part_un,
        part_deux, paliers_de_taux, versements, collectif, parametres, cout
    }
    RegimeTable {
        signatures, options, options_ensuite, adultes, montants, revalorisation, reconduction_tacite, versements,
        versements_revalorises
    }
    CollectifTable { premiere_signature, formes, specialites, specialites_id, secteurs, majoration, versements }
    Entree { jour, anniversaire_compris }
    Specialite {
        id, nom, statut, statut_avenant_7, deux_indicateurs, critere, plusieurs_etp, seuils, seuils_avenant_7
    }
    Seuils { p30, p50, p70, p90, p95 }
    PalierDeTaux { taux_pour_cent, part }
    ModaliteTable { annees }
    LigneVersement { nature, pour_cent, depuis, mois, jours, compte_de_la_signature }
    CoutTable { minimums, smic, minimums_connus, parametres, anciennete, cotisations }
    Minimum { depuis, montants }
    Smic { depuis, mensuel }
    PalierAnciennete { apres_ans, taux }
    TauxCotisation { assiette, taux }
    Textes { regles, questions, mots, conflits, vigilances, voies, pieces, missions, limites }
    TexteRegle { id, libelle, phrase, source, confiance }
    TexteQuestion { libelle, a_demander, regles, lectures, source, confiance }
    Note { id, libelle, phrase, points, regle, source, confiance }
    TextePiece { note, a_qui }
    Mission { note, groupe }
    Fraction { num, den }
}

macro_rules! words {
    ($($name:ident)+) => {
        $(impl Compact for $name {
            fn write(&self, out: &mut Writer) {
                out.number(*self as u64);
            }

            fn read(from: &mut Reader<'_>) -> $name {
                const FIRST: $name = $name::ALL[0];
                from.one_of(&$name::ALL[..], FIRST)
            }
        })+
    };
}

words! {
    Assiette
    Confiance
    Critere
    Depuis
    Destinataire
    Forme
    GroupeDeMissions
    Modalite
    NatureVersement
    OptionEtp
    Question
    Secteur
    SerieMontant
    Sort
    Statut
}

macro_rules! numbers {
    ($($type:ty)+) => {
        $(impl Compact for $type {
            fn write(&self, out: &mut Writer) {
                out.number(u64::from(*self));
            }

            fn read(from: &mut Reader<'_>) -> $type {
                from.within()
            }
        })+
    };
}

numbers! { u16 u32 }

impl Compact for bool {
    fn write(&self, out: &mut Writer) {
        out.number(u64::from(*self));
    }

    fn read(from: &mut Reader<'_>) -> bool {
        from.one_of(&[false, true], false)
    }
}

/// The sign last, so that small numbers are short.
impl Compact for i64 {
    fn write(&self, out: &mut Writer) {
        out.number(((self << 1) ^ (self >> 63)) as u64);
    }

    fn read(from: &mut Reader<'_>) -> i64 {
        let number = from.number();
        (number >> 1) as i64 ^ -((number & 1) as i64)
    }
}

impl Compact for Jour {
    fn write(&self, out: &mut Writer) {
        i64::from(self.0).write(out);
    }

    fn read(from: &mut Reader<'_>) -> Jour {
        let day = i32::try_from(i64::read(from));
        from.broken |= day.is_err();
        Jour(day.unwrap_or_default())
    }
}

impl Compact for Centimes {
    fn write(&self, out: &mut Writer) {
        self.0.write(out);
    }

    fn read(from: &mut Reader<'_>) -> Centimes {
        Centimes(i64::read(from))
    }
}

impl Compact for CellId {
    fn write(&self, out: &mut Writer) {
        self.0.write(out);
    }

    fn read(from: &mut Reader<'_>) -> CellId {
        CellId(u16::read(from))
    }
}

impl Compact for String {
    fn write(&self, out: &mut Writer) {
        out.text(self);
    }

    fn read(from: &mut Reader<'_>) -> String {
        from.text().to_owned()
    }
}

impl<T: Compact> Compact for Cell<T> {
    fn write(&self, out: &mut Writer) {
        self.value.write(out);
        self.id.write(out);
    }

    fn read(from: &mut Reader<'_>) -> Cell<T> {
        Cell { value: T::read(from), id: CellId::read(from) }
    }
}

impl Compact for CellInfo {
    fn write(&self, out: &mut Writer) {
        out.number(NOMS.iter().position(|name| *name == self.fichier).unwrap_or_default() as u64);
        self.chemin.write(out);
        self.position.write(out);
        self.regle.write(out);
        self.source.write(out);
        self.confiance.write(out);
    }

    fn read(from: &mut Reader<'_>) -> CellInfo {
        CellInfo {
            fichier: from.one_of(&NOMS, NOMS[0]),
            chemin: Compact::read(from),
            position: Compact::read(from),
            regle: Compact::read(from),
            source: Compact::read(from),
            confiance: Compact::read(from),
        }
    }
}

impl Compact for CelluleBareme {
    fn write(&self, out: &mut Writer) {
        let (kind, number) = match *self {
            CelluleBareme::GainPourMille(gain) => (0_u32, gain),
            CelluleBareme::Maintien => (1, 0),
            CelluleBareme::GainOuMaintien(gain) => (2, gain),
            CelluleBareme::Inconnue => (3, 0),
        };
        (kind, number).write(out);
    }

    fn read(from: &mut Reader<'_>) -> CelluleBareme {
        let (kind, gain) = <(u32, u32)>::read(from);
        match kind {
            0 => CelluleBareme::GainPourMille(gain),
            1 => CelluleBareme::Maintien,
            2 => CelluleBareme::GainOuMaintien(gain),
            _ => CelluleBareme::Inconnue,
        }
    }
}

impl Compact for Regle {
    fn write(&self, out: &mut Writer) {
        match self {
            Regle::Simple(sort) => (false, *sort).write(out),
            Regle::Selon(question, sorts) => ((true, *question), *sorts).write(out),
        }
    }

    fn read(from: &mut Reader<'_>) -> Regle {
        if bool::read(from) {
            Regle::Selon(Question::read(from), Compact::read(from))
        } else {
            Regle::Simple(Sort::read(from))
        }
    }
}

impl<T: Compact> Compact for Paire<T> {
    fn write(&self, out: &mut Writer) {
        self.pmt.write(out);
        self.pfa.write(out);
    }

    fn read(from: &mut Reader<'_>) -> Paire<T> {
        Paire { pmt: T::read(from), pfa: T::read(from) }
    }
}

impl<A: Compact, B: Compact> Compact for (A, B) {
    fn write(&self, out: &mut Writer) {
        self.0.write(out);
        self.1.write(out);
    }

    fn read(from: &mut Reader<'_>) -> (A, B) {
        (A::read(from), B::read(from))
    }
}

impl<T: Compact> Compact for Option<T> {
    fn write(&self, out: &mut Writer) {
        self.is_some().write(out);
        if let Some(value) = self {
            value.write(out);
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<T> {
        bool::read(from).then(|| T::read(from))
    }
}

impl<T: Compact, const N: usize> Compact for [T; N] {
    fn write(&self, out: &mut Writer) {
        self.iter().for_each(|item| item.write(out));
    }

    fn read(from: &mut Reader<'_>) -> [T; N] {
        std::array::from_fn(|_| T::read(from))
    }
}

impl<T: Compact> Compact for Vec<T> {
    fn write(&self, out: &mut Writer) {
        out.number(self.len() as u64);
        self.iter().for_each(|item| item.write(out));
    }

    fn read(from: &mut Reader<'_>) -> Vec<T> {
        let mut list = Vec::new();
        for _ in 0..from.number() {
            if from.broken {
                break;
            }
            list.push(T::read(from));
        }
        list
    }
}
