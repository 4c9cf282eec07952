//! `epaule-lot generer`: contracts that nobody signed.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{ArrayRef, RecordBatch, StructArray, UInt32Array};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use console::echec::{Echec, Forme};
use console::sortie::Reponse;
use console::{demande, entree, terminal, texte};
use population::Population;
use views::{Bloc, lier};

use crate::chaine;
use crate::cli::Generer;
use crate::ecriture::{self, Ecrivain};
use crate::faute::interne;
use crate::format::Format;
use crate::interruption;
use crate::progres::Progres;

/// Contracts of a batch: a row group.
const CONTRATS: u64 = 65_536;
/// The list that a line of text has no place for.
const CONSTATS: &str = "constats";

/// Writes a population, and tells what it supposes.
///
/// # Errors
///
/// Everything wrong with what was asked; a file that cannot be written.
pub(crate) fn run(args: &Generer, forme: Forme) -> Result<Reponse, Echec> {
    let au = demande::au(args.au.as_deref())?;
    let format = Format::de(&args.sortie, args.format_sortie, "--format-sortie")?;
    let separateur = ecriture::separateur(args.separateur.as_deref())?.unwrap_or(b';');
    ecriture::verifier(&args.sortie, args.ecraser, &[])?;
    let convention = entree::convention(args.regles.as_deref())?;
    let population = Population::new(&convention.tables, args.graine, au).map_err(|error| {
        let conseil = "choisissez un autre jour, ou d'autres règles";
        convention::fault::Fault::new(
            "population-impossible",
            &console::usage::place("generer"),
            error.to_string(),
            conseil,
        )
    })?;
    let flat = format == Format::Csv;
    let schema = if flat { a_plat_schema(&population.schema()) } else { population.schema() };
    interruption::ecouter(forme)?;
    let (mut ecrivain, encodeur) = Ecrivain::creer(&args.sortie, format, &schema, separateur, args.ecraser)?;
    let mut progres = Progres::new(Some(args.contrats));
    let mut premier = 0;
    let prendre = || {
        let n = CONTRATS.min(args.contrats - premier);
        let tache = (premier, n);
        premier += n;
        Ok((n > 0).then_some(tache))
    };
    let ouvrier = || {
        |(premier, n)| {
            let lot = population.lot(premier, n as usize).map_err(interne)?;
            let lot = if flat { a_plat(&lot, &schema).map_err(interne)? } else { lot };
            let mut encodage = encodeur.commencer()?;
            encodage.ajouter(&lot)?;
            Ok((n, encodage.finir()?))
        }
    };
    let ecrire = |(n, morceau)| {
        progres.ajouter(n);
        ecrivain.ecrire(morceau)
    };
    chaine::executer(chaine::fils(args.fils), prendre, ouvrier, ecrire)?;
    drop(progres);
    ecrivain.finir()?;
    dire(args, &population);
    Ok(String::new().into())
}

/// The hypotheses, on standard error.
fn dire(args: &Generer, population: &Population) {
    let n = views::entier(i64::try_from(args.contrats).unwrap_or(i64::MAX));
    let sujet =
        format!("{} est écrit : {n} contrats inventés, graine {}.", console::nom::nom(&args.sortie), args.graine);
    let mut page = vec![Bloc::Sujet(lier(&sujet).into())];
    let titre = "Ce que cette population suppose".to_owned();
    page.push(Bloc::Titre { section: "hypotheses", texte: titre, suite: String::new() });
    page.extend(
        population.hypotheses().into_iter().map(|h| Bloc::Puce(lier(&format!("{} : {}", h.nom, h.texte)).into())),
    );
    let style = texte::Style { width: terminal::largeur(), color: terminal::couleur(&std::io::stderr()) };
    let page = texte::page(&page, &style);
    let _ = std::io::Write::write_all(&mut std::io::stderr().lock(), page.as_bytes());
}

/// The columns of a line of text: the last constat takes the place of their list.
fn a_plat_schema(schema: &SchemaRef) -> SchemaRef {
    let mut fields: Vec<Field> = Vec::new();
    for field in schema.fields() {
        match item(field.data_type()) {
            Some(inside) => fields.extend(
                inside.iter().map(|f| Field::new(format!("{CONSTATS}_{}", f.name()), f.data_type().clone(), true)),
            ),
            None => fields.push(field.as_ref().clone()),
        }
    }
    Arc::new(Schema::new(fields))
}

/// The fields of the items of a list.
fn item(data_type: &DataType) -> Option<&arrow_schema::Fields> {
    match data_type {
        DataType::List(item) => match item.data_type() {
            DataType::Struct(fields) => Some(fields),
            _ => None,
        },
        _ => None,
    }
}

fn a_plat(lot: &RecordBatch, schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
    let mut columns: Vec<ArrayRef> = Vec::with_capacity(schema.fields().len());
    for array in lot.columns() {
        let items: Option<(&StructArray, UInt32Array)> = array.as_list_opt::<i32>().and_then(|list| {
            let last = list.offsets().windows(2).map(|pair| (pair[1] > pair[0]).then(|| (pair[1] - 1).unsigned_abs()));
            Some((list.values().as_struct_opt()?, last.collect()))
        });
        match items {
            Some((items, last)) => {
                for column in items.columns() {
                    columns.push(arrow_select::take::take(column, &last, None)?);
                }
            }
            None => columns.push(Arc::clone(array)),
        }
    }
    RecordBatch::try_new(SchemaRef::clone(schema), columns)
}
