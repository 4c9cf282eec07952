//! CSV files, French or English: every column is text, which `columns` reads as someone typed it.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader, ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions, StringArray};
use arrow_buffer::{Buffer, NullBuffer, OffsetBuffer};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use console::echec::Echec;
use convention::fault::{Fault, Place};
use csv::{ByteRecord, Reader, ReaderBuilder};

use super::{Contenu, Source};
use crate::faute::{de_la_ligne, de_lecture, du_fichier, interne};

/// What may part fields, the first wins where as many of each are in the titles.
const SEPARATEURS: [u8; 3] = [b';', b',', b'\t'];
/// A column that a line of text has no place for.
const EVENEMENTS: &str = "evenements";
/// Longest line, or field between quotes.
const LIGNE_MAX: u64 = 16 << 20;

/// An open file.
pub(super) struct Csv {
    chemin: Arc<Path>,
    schema: SchemaRef,
    separateur: u8,
    /// Which columns are fields of a dossier: none of them holds an end of line.
    champs: Vec<bool>,
    lecteur: Reader<Borne>,
    ligne: ByteRecord,
    /// Where the last line read starts, if its last field goes on to another line.
    a_cheval: Option<u64>,
}

/// The file, of which no record may take without end: a quote that nothing closes would.
struct Borne {
    fichier: BufReader<File>,
    reste: u64,
    /// How many quotes end what was read so far, ends of lines aside.
    guillemets: usize,
    /// Whether what was read of the record holds an end of line.
    fin_de_ligne: bool,
}

impl Borne {
    /// Another record.
    fn commencer(&mut self) {
        self.reste = LIGNE_MAX;
        self.fin_de_ligne = false;
    }
}

impl Read for Borne {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.fichier.read(buffer)?;
        self.fin_de_ligne |= buffer[..n].contains(&b'\n');
        self.reste = self.reste.checked_sub(n as u64).ok_or(ErrorKind::InvalidData)?;
        let kept = buffer[..n].iter().rposition(|b| !matches!(b, b'\r' | b'\n')).map_or(0, |last| last + 1);
        let quotes = buffer[..kept].iter().rev().take_while(|b| **b == b'"').count();
        match kept {
            0 => {}
            _ if quotes == kept => self.guillemets += quotes,
            _ => self.guillemets = quotes,
        }
        Ok(n)
    }
}

/// Lines as they stand in the file, their fields one behind the other.
pub(crate) struct Bloc {
    chemin: Arc<Path>,
    schema: SchemaRef,
    octets: Vec<u8>,
    /// Where each field of `colonnes` a line ends.
    fins: Vec<usize>,
    colonnes: usize,
    /// Line of the file that each record starts on.
    places: Vec<u64>,
    /// Rows that have another number of fields.
    refusees: Vec<(usize, Fault)>,
}

impl Csv {
    /// Reads the titles.
    ///
    /// # Errors
    ///
    /// No titles, or text that is not UTF-8; a column of events.
    pub(super) fn ouvrir(path: &Path, file: File, ignorer: &BTreeSet<String>) -> Result<Csv, Echec> {
        let mut fichier = BufReader::with_capacity(1 << 20, file);
        let start = io::BufRead::fill_buf(&mut fichier).map_err(|error| de_lecture(path, &error))?;
        if start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]) {
            return Err(pas_utf8(path, 1).into());
        }
        let separateur = separateur(start);
        let mut lecteur = ReaderBuilder::new()
            .delimiter(separateur)
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(1 << 20)
            .from_reader(Borne { fichier, reste: LIGNE_MAX, guillemets: 0, fin_de_ligne: false });
        let mut ligne = ByteRecord::new();
        let read = lecteur.read_byte_record(&mut ligne);
        if !read.map_err(|error| illisible(path, 1, lecteur.get_ref(), &error))? {
            return Err(du_fichier("fichier-vide", path, "ce fichier n'a pas de ligne de titres", "ajoutez-la").into());
        }
        let mut fields = Vec::with_capacity(ligne.len());
        for name in &ligne {
            let name = std::str::from_utf8(name).map_err(|_| pas_utf8(path, 1))?.trim();
            if name == EVENEMENTS && !ignorer.contains(name) {
                let place = Place { fichier: console::nom::nom(path), chemin: name.to_owned(), ..Place::default() };
                let message = "un CSV n'a pas de place pour les événements d'un contrat";
                let conseil = "donnez ces contrats en Parquet ou en Arrow, ou écrivez --ignorer evenements";
                return Err(Fault::new("evenements-en-csv", &place, message, conseil).into());
            }
            fields.push(Field::new(name, DataType::Utf8, true));
        }
        let known = |name: &str| columns::colonnes().iter().any(|colonne| colonne.nom == name);
        let champs = fields.iter().map(|field| known(field.name()) && !ignorer.contains(field.name())).collect();
        Ok(Csv {
            chemin: path.into(),
            schema: Arc::new(Schema::new(fields)),
            separateur,
            champs,
            lecteur,
            ligne,
            a_cheval: None,
        })
    }
}

/// The one that the titles have most of, outside of quotes.
fn separateur(start: &[u8]) -> u8 {
    let mut quoted = false;
    let mut found = [0usize; SEPARATEURS.len()];
    for byte in start {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            byte if !quoted => {
                if let Some(index) = SEPARATEURS.iter().position(|s| s == byte) {
                    found[index] += 1;
                }
            }
            _ => {}
        }
    }
    let most = found.iter().copied().max().unwrap_or(0);
    let first = found.iter().position(|n| *n == most).unwrap_or(0);
    SEPARATEURS[first]
}

impl Source for Csv {
    fn schema(&self) -> SchemaRef {
        SchemaRef::clone(&self.schema)
    }

    fn total(&self) -> Option<u64> {
        None
    }

    fn separateur(&self) -> Option<u8> {
        Some(self.separateur)
    }

    fn suivant(&mut self, lignes: usize) -> Result<Option<Contenu>, Echec> {
        let mut bloc = Bloc::new(&self.chemin, &self.schema);
        while bloc.lignes() < lignes {
            self.lecteur.get_mut().commencer();
            let place = self.lecteur.position().line();
            let read = self.lecteur.read_byte_record(&mut self.ligne);
            if !read.map_err(|error| illisible(&self.chemin, place, self.lecteur.get_ref(), &error))? {
                self.verifier_la_fin()?;
                break;
            }
            let swallows = self.ligne.iter().next_back().is_some_and(|field| field.contains(&b'\n'));
            self.a_cheval = swallows.then_some(place);
            bloc.ajouter(&self.ligne, &self.champs);
        }
        Ok((bloc.lignes() > 0).then_some(Contenu::Texte(bloc)))
    }
}

impl Csv {
    /// Refuses a last line that a quote opened and nothing closed: it may have swallowed others. A field that holds
    /// an end of line ends with its quote, and quotes of its own are doubled.
    fn verifier_la_fin(&self) -> Result<(), Echec> {
        match self.a_cheval {
            Some(place) if self.lecteur.get_ref().guillemets.is_multiple_of(2) => {
                Err(guillemet(&self.chemin, place).into())
            }
            _ => Ok(()),
        }
    }
}

impl Bloc {
    fn new(chemin: &Arc<Path>, schema: &SchemaRef) -> Bloc {
        Bloc {
            chemin: Arc::clone(chemin),
            schema: SchemaRef::clone(schema),
            octets: Vec::new(),
            fins: Vec::new(),
            colonnes: schema.fields().len(),
            places: Vec::new(),
            refusees: Vec::new(),
        }
    }

    /// How many lines it holds.
    pub(super) fn lignes(&self) -> usize {
        self.places.len()
    }

    /// Adds a line; one of another number of fields, or whose quotes swallowed other lines, is kept with its fault.
    fn ajouter(&mut self, ligne: &ByteRecord, champs: &[bool]) {
        let place = ligne.position().map_or(0, csv::Position::line);
        let swallows = |(field, known): (&[u8], &bool)| *known && field.contains(&b'\n');
        if ligne.len() != self.colonnes {
            self.refusees.push((self.lignes(), mal_formee(place, ligne.len(), self.colonnes)));
        } else if ligne.iter().zip(champs).any(swallows) {
            self.refusees.push((self.lignes(), a_cheval(place)));
        }
        let start = self.octets.len();
        let kept = ligne.len().min(self.colonnes);
        let ends = (0..kept).filter_map(|field| ligne.range(field)).map(|range| start + range.end);
        self.fins.extend(ends);
        let end = self.fins.last().copied().filter(|_| kept > 0).unwrap_or(start);
        self.octets.extend_from_slice(&ligne.as_slice()[..end - start]);
        self.fins.extend(std::iter::repeat_n(end, self.colonnes - kept));
        self.places.push(place);
    }

    /// Its columns, and the rows that are in error already. An empty field is no value.
    pub(super) fn colonnes(self) -> Result<(RecordBatch, Vec<(usize, Fault)>), Echec> {
        let rows = self.lignes();
        let mut columns: Vec<ArrayRef> = Vec::with_capacity(self.colonnes);
        for column in 0..self.colonnes {
            let mut bytes = Vec::new();
            let mut lengths = Vec::with_capacity(rows);
            for row in 0..rows {
                let index = row * self.colonnes + column;
                let start = if index == 0 { 0 } else { self.fins[index - 1] };
                let field = &self.octets[start..self.fins[index]];
                bytes.extend_from_slice(field);
                lengths.push(field.len());
            }
            let valid: NullBuffer = lengths.iter().map(|length| *length > 0).collect();
            let offsets = OffsetBuffer::from_lengths(lengths.iter().copied());
            let array = StringArray::try_new(offsets, Buffer::from(bytes), Some(valid));
            columns.push(Arc::new(array.map_err(|_| pas_utf8(&self.chemin, self.ligne_pas_utf8()))?));
        }
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        let lot = RecordBatch::try_new_with_options(self.schema, columns, &options).map_err(interne)?;
        Ok((lot, self.refusees))
    }

    /// The first line with bytes that are no UTF-8.
    fn ligne_pas_utf8(&self) -> u64 {
        let fields = self.fins.iter().scan(0, |start, end| {
            let field = &self.octets[*start..*end];
            *start = *end;
            Some(field)
        });
        let bad = fields.map(std::str::from_utf8).position(|text| text.is_err()).unwrap_or(0);
        self.places.get(bad / self.colonnes.max(1)).copied().unwrap_or(0)
    }
}

fn mal_formee(place: u64, lus: usize, attendus: usize) -> Fault {
    let (code, conseil) = match lus < attendus {
        true => ("champs-manquants", "complétez-la : un champ vide garde son séparateur"),
        false => ("champs-en-trop", "mettez entre guillemets un champ qui contient le séparateur"),
    };
    let message = format!("la ligne {place} du fichier a {lus} champ{}, et les titres {attendus}", pluriel(lus));
    Fault::new(code, &Place::default(), message, conseil)
}

fn pluriel(n: usize) -> &'static str {
    if n > 1 { "s" } else { "" }
}

fn a_cheval(place: u64) -> Fault {
    let message =
        format!("à la ligne {place} du fichier, un guillemet ouvre un champ qui va jusque sur une autre ligne");
    let conseil = "retirez ce guillemet : les lignes qui suivent sont sans doute d'autres contrats";
    Fault::new("champ-sur-plusieurs-lignes", &Place::default(), message, conseil)
}

fn guillemet(path: &Path, ligne: u64) -> Fault {
    let message = "un guillemet s'ouvre ici, que rien ne ferme".to_owned();
    de_la_ligne("guillemet-ouvert", path, ligne, message, "fermez-le, ou doublez-le s'il fait partie du texte")
}

fn pas_utf8(path: &Path, ligne: u64) -> Fault {
    let message = "ce fichier n'est pas en UTF-8 (il est sans doute en Windows-1252)".to_owned();
    let conseil = "dans Excel : Enregistrer sous, type « CSV UTF-8 » ; dans LibreOffice : Enregistrer sous, « Éditer les \
                   paramètres du filtre », jeu de caractères « Unicode (UTF-8) »";
    de_la_ligne("pas-utf8", path, ligne, message, conseil)
}

/// Why a record that starts on a line cannot be read.
fn illisible(path: &Path, ligne: u64, lu: &Borne, error: &csv::Error) -> Fault {
    match error.kind() {
        csv::ErrorKind::Io(io) if io.kind() == ErrorKind::InvalidData && lu.fin_de_ligne => guillemet(path, ligne),
        csv::ErrorKind::Io(io) if io.kind() == ErrorKind::InvalidData => {
            let message = format!("cette ligne fait plus de {} Mio : ce n'est pas celle d'un contrat", LIGNE_MAX >> 20);
            de_la_ligne("ligne-trop-longue", path, ligne, message, "vérifiez que c'est le bon fichier")
        }
        csv::ErrorKind::Io(io) => de_lecture(path, io),
        _ => du_fichier("csv-illisible", path, format!("ce CSV ne peut pas être lu ({error})"), "vérifiez-le"),
    }
}
