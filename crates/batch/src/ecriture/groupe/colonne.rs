//! A column of a row group: a page for each batch of rows, a dictionary before them.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int32Type, Int64Type};
use arrow_array::{Array, ArrayRef};
use arrow_buffer::BooleanBuffer;
use arrow_schema::DataType;
use bytes::Bytes;
use parquet::basic::{Compression, Encoding, PageType};
use parquet::column::page::{CompressedPage, Page, PageWriteSpec, PageWriter};
use parquet::column::writer::ColumnCloseResult;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::metadata::{ColumnChunkMetaData, PageEncodingStats};
use parquet::file::statistics::Statistics;
use parquet::file::writer::{SerializedPageWriter, TrackedWrite};
use parquet::schema::types::ColumnDescPtr;

use super::dictionnaire::{Nombres, Textes};
use super::hybride;

/// A dictionary of more bytes would not repay its size: the pages that follow have their values as they are.
const DICTIONNAIRE: usize = 1 << 20;
/// A longer text says little about where it stands among others.
const BORNE: usize = 64;

/// Memory that pages are made in, one after the other.
pub(super) struct Brouillon {
    rangs: Vec<u32>,
    page: Vec<u8>,
    reduite: Vec<u8>,
    compression: snap::raw::Encoder,
}

/// The values that pages point at.
enum Valeurs {
    Bits,
    Courts(Nombres),
    Longs(Nombres),
    Textes(Textes),
}

/// A column while it is written.
pub(super) struct Colonne {
    descr: ColumnDescPtr,
    valeurs: Valeurs,
    pages: TrackedWrite<Vec<u8>>,
    /// Pages that point at the dictionary, and pages that do not.
    comptes: [i32; 2],
    /// Bytes before they were compressed.
    octets: usize,
    lignes: usize,
    nuls: usize,
    /// Between what the numbers lie that are not in the dictionary.
    bornes: Option<(i64, i64)>,
}

impl Colonne {
    /// Whether columns of this type are written here.
    pub(super) fn connait(genre: &DataType) -> bool {
        match genre {
            DataType::Dictionary(key, value) => **key == DataType::Int32 && **value == DataType::Utf8,
            genre => matches!(
                genre,
                DataType::Boolean | DataType::Int32 | DataType::Date32 | DataType::Int64 | DataType::Utf8
            ),
        }
    }

    pub(super) fn new(descr: ColumnDescPtr, genre: &DataType) -> Colonne {
        let valeurs = match genre {
            DataType::Boolean => Valeurs::Bits,
            DataType::Int64 => Valeurs::Longs(Nombres::default()),
            DataType::Int32 | DataType::Date32 => Valeurs::Courts(Nombres::default()),
            _ => Valeurs::Textes(Textes::default()),
        };
        let pages = TrackedWrite::new(Vec::new());
        Colonne { descr, valeurs, pages, comptes: [0; 2], octets: 0, lignes: 0, nuls: 0, bornes: None }
    }

    /// Appends rows, as a page.
    ///
    /// # Errors
    ///
    /// None that columns of the announced type give.
    pub(super) fn ajouter(&mut self, array: &ArrayRef, brouillon: &mut Brouillon) -> Result<(), ParquetError> {
        let page = &mut brouillon.page;
        page.clear();
        if self.descr.max_def_level() > 0 {
            page.extend_from_slice(&[0; 4]);
            hybride::presences(page, array.nulls(), array.len());
            let length = page.len() as u32 - 4;
            page[..4].copy_from_slice(&length.to_le_bytes());
        }
        let pleine = match &self.valeurs {
            Valeurs::Bits => true,
            Valeurs::Courts(nombres) => nombres.valeurs.len() * size_of::<i32>() > DICTIONNAIRE,
            Valeurs::Longs(nombres) => nombres.valeurs.len() * size_of::<i64>() > DICTIONNAIRE,
            Valeurs::Textes(textes) => textes.octets.len() > DICTIONNAIRE,
        };
        let nulls = array.nulls().filter(|nulls| nulls.null_count() > 0);
        let encoding = if pleine {
            match nulls {
                Some(nulls) => self.telles_quelles(array, nulls.valid_indices(), page),
                None => self.telles_quelles(array, 0..array.len(), page),
            }
            Encoding::PLAIN
        } else {
            brouillon.rangs.resize(array.len() - array.null_count(), 0);
            let plus_grand = match nulls {
                Some(nulls) => self.ranger(array, nulls.valid_indices(), &mut brouillon.rangs),
                None => self.ranger(array, 0..array.len(), &mut brouillon.rangs),
            };
            let largeur = hybride::largeur(plus_grand as u32);
            page.push(largeur as u8);
            hybride::ecrire(page, largeur, &brouillon.rangs);
            Encoding::RLE_DICTIONARY
        };
        self.comptes[usize::from(pleine)] += 1;
        self.lignes += array.len();
        self.nuls += array.null_count();
        let octets = brouillon.page.len();
        let page = Page::DataPage {
            buf: brouillon.reduire()?,
            num_values: array.len() as u32,
            encoding,
            def_level_encoding: Encoding::RLE,
            rep_level_encoding: Encoding::RLE,
            statistics: None,
        };
        self.octets += ecrire(&mut self.pages, page, octets)?.uncompressed_size;
        Ok(())
    }

    /// The rank of each value that is there; gives the largest that may be.
    fn ranger(&mut self, array: &ArrayRef, rows: impl Iterator<Item = usize>, rangs: &mut [u32]) -> usize {
        let nombre = match (&mut self.valeurs, array.data_type()) {
            (Valeurs::Bits, _) => 0,
            (Valeurs::Longs(nombres), _) => {
                let values = array.as_primitive::<Int64Type>().values();
                nombres.ranger(rows.map(|row| values[row]), rangs);
                nombres.valeurs.len()
            }
            (Valeurs::Courts(nombres), genre) => {
                let values = courts(array, genre);
                nombres.ranger(rows.map(|row| values[row].into()), rangs);
                nombres.valeurs.len()
            }
            (Valeurs::Textes(textes), DataType::Dictionary(..)) => {
                let words = array.as_dictionary::<Int32Type>();
                let keys = words.keys().values();
                textes.ranger_les_cles(rows.map(|row| keys[row] as usize), words.values().as_string::<i32>(), rangs);
                textes.nombre()
            }
            (Valeurs::Textes(textes), _) => {
                let texts = array.as_string::<i32>();
                textes.ranger(rows.map(|row| texts.value(row)), rangs);
                textes.nombre()
            }
        };
        nombre.saturating_sub(1)
    }

    /// Each value that is there, as it is.
    fn telles_quelles(&mut self, array: &ArrayRef, rows: impl Iterator<Item = usize>, page: &mut Vec<u8>) {
        let mut texte = |text: &str| {
            page.extend_from_slice(&(text.len() as u32).to_le_bytes());
            page.extend_from_slice(text.as_bytes());
        };
        match (&self.valeurs, array.data_type()) {
            (Valeurs::Bits, _) => {
                let values = array.as_boolean().values();
                let there: BooleanBuffer = rows.map(|row| values.value(row)).collect();
                page.extend_from_slice(&there.inner().as_slice()[..there.len().div_ceil(8)]);
            }
            (Valeurs::Longs(_), _) => {
                let values = array.as_primitive::<Int64Type>().values();
                for row in rows {
                    self.bornes = Some(elargir(self.bornes, values[row]));
                    page.extend_from_slice(&values[row].to_le_bytes());
                }
            }
            (Valeurs::Courts(_), genre) => {
                let values = courts(array, genre);
                for row in rows {
                    self.bornes = Some(elargir(self.bornes, values[row].into()));
                    page.extend_from_slice(&values[row].to_le_bytes());
                }
            }
            (Valeurs::Textes(_), DataType::Dictionary(..)) => {
                let words = array.as_dictionary::<Int32Type>();
                let (keys, texts) = (words.keys().values(), words.values().as_string::<i32>());
                rows.for_each(|row| texte(texts.value(keys[row] as usize)));
            }
            (Valeurs::Textes(_), _) => {
                let texts = array.as_string::<i32>();
                rows.for_each(|row| texte(texts.value(row)));
            }
        }
    }

    /// The whole column as bytes, and what the end of the file says of it.
    ///
    /// # Errors
    ///
    /// None that pages give.
    pub(super) fn finir(self, brouillon: &mut Brouillon) -> Result<(Bytes, ColumnCloseResult), ParquetError> {
        let statistics = self.statistiques();
        let Colonne { descr, valeurs, pages, comptes: [pointees, pleines], mut octets, lignes, .. } = self;
        let mut chunk = Vec::new();
        let mut stats = Vec::new();
        if pointees > 0 {
            let num_values = valeurs.ecrire(&mut brouillon.page);
            let size = brouillon.page.len();
            let buf = brouillon.reduire()?;
            let page = Page::DictionaryPage { buf, num_values, encoding: Encoding::PLAIN, is_sorted: false };
            let mut before = TrackedWrite::new(Vec::new());
            octets += ecrire(&mut before, page, size)?.uncompressed_size;
            chunk = before.into_inner()?;
            stats.push((PageType::DICTIONARY_PAGE, Encoding::PLAIN, 1));
            stats.push((PageType::DATA_PAGE, Encoding::RLE_DICTIONARY, pointees));
        }
        if pleines > 0 {
            stats.push((PageType::DATA_PAGE, Encoding::PLAIN, pleines));
        }
        let premiere = chunk.len();
        chunk.extend_from_slice(&pages.into_inner()?);
        let encodings = [Encoding::RLE].into_iter().chain(stats.iter().map(|(_, encoding, _)| *encoding)).collect();
        let of_pages = |(page_type, encoding, count)| PageEncodingStats { page_type, encoding, count };
        let metadata = ColumnChunkMetaData::builder(descr)
            .set_compression(Compression::SNAPPY)
            .set_encodings(encodings)
            .set_page_encoding_stats(stats.into_iter().map(of_pages).collect())
            .set_total_compressed_size(chunk.len() as i64)
            .set_total_uncompressed_size(octets as i64)
            .set_num_values(lignes as i64)
            .set_dictionary_page_offset((pointees > 0).then_some(0))
            .set_data_page_offset(premiere as i64)
            .set_statistics(statistics)
            .build()?;
        let close = ColumnCloseResult {
            bytes_written: chunk.len() as u64,
            rows_written: lignes as u64,
            metadata,
            bloom_filter: None,
            column_index: None,
            offset_index: None,
        };
        Ok((chunk.into(), close))
    }

    /// How many values are not there, and between what the others lie.
    fn statistiques(&self) -> Statistics {
        let nuls = Some(self.nuls as u64);
        let bornes =
            |nombres: &Nombres| nombres.valeurs.iter().fold(self.bornes, |bornes, n| Some(elargir(bornes, *n)));
        let court = |n: i64| i32::try_from(n).ok();
        match &self.valeurs {
            Valeurs::Bits => Statistics::boolean(None, None, None, nuls, false),
            Valeurs::Longs(nombres) => {
                let (min, max) = bornes(nombres).unzip();
                Statistics::int64(min, max, None, nuls, false)
            }
            Valeurs::Courts(nombres) => {
                let (min, max) = bornes(nombres).unzip();
                Statistics::int32(min.and_then(court), max.and_then(court), None, nuls, false)
            }
            Valeurs::Textes(textes) => {
                let [_, pleines] = self.comptes;
                let bound = |text: Option<&[u8]>| {
                    text.filter(|text| text.len() <= BORNE && pleines == 0).map(|text| ByteArray::from(text.to_vec()))
                };
                Statistics::byte_array(bound(textes.iter().min()), bound(textes.iter().max()), None, nuls, false)
            }
        }
    }
}

impl Valeurs {
    /// The page of the dictionary; gives how many values it has.
    fn ecrire(&self, page: &mut Vec<u8>) -> u32 {
        page.clear();
        match self {
            Valeurs::Bits => 0,
            Valeurs::Longs(nombres) => {
                nombres.valeurs.iter().for_each(|n| page.extend_from_slice(&n.to_le_bytes()));
                nombres.valeurs.len() as u32
            }
            Valeurs::Courts(nombres) => {
                nombres.valeurs.iter().for_each(|n| page.extend_from_slice(&(*n as i32).to_le_bytes()));
                nombres.valeurs.len() as u32
            }
            Valeurs::Textes(textes) => {
                page.extend_from_slice(&textes.octets);
                textes.nombre() as u32
            }
        }
    }
}

impl Brouillon {
    pub(super) fn new() -> Brouillon {
        let compression = snap::raw::Encoder::new();
        Brouillon { rangs: Vec::new(), page: Vec::new(), reduite: Vec::new(), compression }
    }

    /// The page, compressed.
    fn reduire(&mut self) -> Result<Bytes, ParquetError> {
        let most = snap::raw::max_compress_len(self.page.len());
        if self.reduite.len() < most {
            self.reduite.resize(most, 0);
        }
        let done = self.compression.compress(&self.page, &mut self.reduite);
        let length = done.map_err(|error| ParquetError::External(Box::new(error)))?;
        Ok(Bytes::copy_from_slice(&self.reduite[..length]))
    }
}

fn ecrire(sink: &mut TrackedWrite<Vec<u8>>, page: Page, octets: usize) -> Result<PageWriteSpec, ParquetError> {
    SerializedPageWriter::new(sink).write_page(CompressedPage::new(page, octets))
}

fn courts<'a>(array: &'a ArrayRef, genre: &DataType) -> &'a [i32] {
    match genre {
        DataType::Date32 => array.as_primitive::<Date32Type>().values(),
        _ => array.as_primitive::<Int32Type>().values(),
    }
}

fn elargir(bornes: Option<(i64, i64)>, nombre: i64) -> (i64, i64) {
    bornes.map_or((nombre, nombre), |(min, max)| (min.min(nombre), max.max(nombre)))
}
