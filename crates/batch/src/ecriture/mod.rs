//! Rows into a file: encoded on any thread, written in order by one, in place only once whole.

mod csv;
mod groupe;
mod mots;
mod partiel;

use std::path::Path;

use arrow_array::RecordBatch;
use arrow_ipc::writer::FileWriter;
use arrow_schema::SchemaRef;
use console::echec::Echec;
use convention::fault::Fault;
use parquet::errors::ParquetError;
use parquet::file::writer::SerializedFileWriter;

use crate::faute::{d_ecriture, interne};
use crate::format::Format;

pub(crate) use groupe::Pages;
use groupe::{Groupe, Modele};
use partiel::Partiel;
pub(crate) use partiel::verifier;

/// What parts the fields of a CSV, of `--separateur`.
///
/// # Errors
///
/// What parts no fields.
pub(crate) fn separateur(demande: Option<&str>) -> Result<Option<u8>, Echec> {
    match demande {
        None => Ok(None),
        Some(";") => Ok(Some(b';')),
        Some(",") => Ok(Some(b',')),
        Some("tab" | "\t" | "\\t") => Ok(Some(b'\t')),
        Some(other) => {
            let message = format!("« {other} » ne sépare pas les champs d'un CSV");
            let place = console::usage::place("--separateur");
            Err(Fault::new("separateur-inconnu", &place, message, "écrivez « ; », « , » ou « tab »").into())
        }
    }
}

/// What is written, and how.
pub(crate) struct Ecrivain<'a> {
    chemin: &'a Path,
    ecraser: bool,
    fichier: Fichier,
}

enum Fichier {
    Parquet(SerializedFileWriter<Partiel>),
    Csv(Partiel),
    Arrow(Box<FileWriter<Partiel>>),
}

/// What encodes rows, on any thread.
pub(crate) enum Encodeur {
    Parquet(Box<Modele>),
    Csv(u8),
    Arrow(SchemaRef),
}

/// Rows while they are encoded, batch after batch: of Parquet, a row group.
pub(crate) enum Encodage<'e> {
    Parquet(Box<Groupe>),
    Csv(u8, Vec<u8>),
    Arrow(&'e SchemaRef, Vec<RecordBatch>),
}

/// Rows, encoded.
pub(crate) enum Morceau {
    Parquet(Vec<groupe::Morceau>),
    Csv(Vec<u8>),
    Arrow(Vec<RecordBatch>),
}

/// Writes a whole file at once.
///
/// # Errors
///
/// What the disk refuses.
pub(crate) fn ecrire_un_texte(chemin: &Path, texte: &[u8], ecraser: bool) -> Result<(), Echec> {
    let mut partiel = Partiel::creer(chemin)?;
    std::io::Write::write_all(&mut partiel, texte).map_err(|error| d_ecriture(chemin, &error))?;
    partiel.placer(ecraser)
}

impl<'a> Ecrivain<'a> {
    /// Starts a file of these columns, and gives what encodes rows for it.
    ///
    /// # Errors
    ///
    /// What cannot be written there, or in this format.
    pub(crate) fn creer(
        chemin: &'a Path,
        format: Format,
        schema: &SchemaRef,
        separateur: u8,
        ecraser: bool,
    ) -> Result<(Ecrivain<'a>, Encodeur), Echec> {
        match format {
            Format::Parquet => return Ecrivain::parquet(chemin, schema, Pages::Notres, ecraser),
            Format::Csv => csv::verifier(chemin, schema)?,
            Format::Arrow => (),
        }
        let mut partiel = Partiel::creer(chemin)?;
        let (fichier, encodeur) = if format == Format::Csv {
            std::io::Write::write_all(&mut partiel, &csv::titres(schema, separateur))
                .map_err(|error| d_ecriture(chemin, &error))?;
            (Fichier::Csv(partiel), Encodeur::Csv(separateur))
        } else {
            let schema = mots::schema(schema);
            let writer = FileWriter::try_new(partiel, &schema).map_err(|error| d_ecriture(chemin, &error))?;
            (Fichier::Arrow(Box::new(writer)), Encodeur::Arrow(schema))
        };
        Ok((Ecrivain { chemin, ecraser, fichier }, encodeur))
    }

    /// Starts a Parquet file, whoever makes its pages.
    ///
    /// # Errors
    ///
    /// As [`Ecrivain::creer`].
    pub(crate) fn parquet(
        chemin: &'a Path,
        schema: &SchemaRef,
        pages: Pages,
        ecraser: bool,
    ) -> Result<(Ecrivain<'a>, Encodeur), Echec> {
        let started = groupe::creer(Partiel::creer(chemin)?, schema, pages);
        let (writer, modele) = started.map_err(|error| d_ecriture(chemin, &error))?;
        Ok((Ecrivain { chemin, ecraser, fichier: Fichier::Parquet(writer) }, Encodeur::Parquet(Box::new(modele))))
    }

    /// Writes rows after those before.
    ///
    /// # Errors
    ///
    /// What the disk refuses.
    pub(crate) fn ecrire(&mut self, morceau: Morceau) -> Result<(), Echec> {
        match (&mut self.fichier, morceau) {
            (Fichier::Parquet(_), Morceau::Parquet(chunks)) if chunks.is_empty() => Ok(()),
            (Fichier::Parquet(writer), Morceau::Parquet(chunks)) => {
                let append = || -> Result<(), ParquetError> {
                    let mut group = writer.next_row_group()?;
                    for chunk in chunks {
                        chunk.ecrire(&mut group)?;
                    }
                    group.close().map(|_| ())
                };
                append().map_err(|error| d_ecriture(self.chemin, &error))
            }
            (Fichier::Csv(partiel), Morceau::Csv(bytes)) => {
                std::io::Write::write_all(partiel, &bytes).map_err(|error| d_ecriture(self.chemin, &error))
            }
            (Fichier::Arrow(writer), Morceau::Arrow(lots)) => {
                let mut written = lots.iter().map(|lot| writer.write(lot));
                written.try_for_each(|done| done.map_err(|error| d_ecriture(self.chemin, &error)))
            }
            _ => Err(interne("deux formats dans un fichier")),
        }
    }

    /// Ends the file and puts it in its place, whole.
    ///
    /// # Errors
    ///
    /// What the disk refuses.
    pub(crate) fn finir(self) -> Result<(), Echec> {
        let Ecrivain { chemin, ecraser, fichier } = self;
        let partiel = match fichier {
            Fichier::Parquet(writer) => writer.into_inner().map_err(|error| d_ecriture(chemin, &error))?,
            Fichier::Csv(partiel) => partiel,
            Fichier::Arrow(writer) => writer.into_inner().map_err(|error| d_ecriture(chemin, &error))?,
        };
        partiel.placer(ecraser)
    }
}

impl Encodeur {
    /// Starts what [`Ecrivain::ecrire`] writes at once.
    ///
    /// # Errors
    ///
    /// None that the columns announced give.
    pub(crate) fn commencer(&self) -> Result<Encodage<'_>, Echec> {
        Ok(match self {
            Encodeur::Parquet(modele) => Encodage::Parquet(Box::new(modele.commencer().map_err(interne)?)),
            Encodeur::Csv(separateur) => Encodage::Csv(*separateur, Vec::new()),
            Encodeur::Arrow(schema) => Encodage::Arrow(schema, Vec::new()),
        })
    }
}

impl Encodage<'_> {
    /// Encodes the rows of a batch.
    ///
    /// # Errors
    ///
    /// None that the columns announced give.
    pub(crate) fn ajouter(&mut self, lot: &RecordBatch) -> Result<(), Echec> {
        match self {
            Encodage::Parquet(groupe) => groupe.ajouter(lot).map_err(interne),
            Encodage::Csv(separateur, bytes) => {
                csv::lignes(bytes, lot, *separateur);
                Ok(())
            }
            Encodage::Arrow(schema, lots) => {
                lots.push(mots::colonnes(lot, schema).map_err(interne)?);
                Ok(())
            }
        }
    }

    /// Ends them.
    ///
    /// # Errors
    ///
    /// None that rows give.
    pub(crate) fn finir(self) -> Result<Morceau, Echec> {
        Ok(match self {
            Encodage::Parquet(groupe) => Morceau::Parquet(groupe.finir().map_err(interne)?),
            Encodage::Csv(_, bytes) => Morceau::Csv(bytes),
            Encodage::Arrow(_, lots) => Morceau::Arrow(lots),
        })
    }
}
