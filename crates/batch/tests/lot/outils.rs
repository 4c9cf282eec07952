//! Running the command, and files to give it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use arrow_array::RecordBatch;
use serde_json::Value;

/// The day of every study here.
pub(crate) const AU: &str = "2026-11-23";

/// What a run gave.
pub(crate) struct Fin {
    pub(crate) code: i32,
    pub(crate) sortie: String,
    pub(crate) erreur: String,
}

impl Fin {
    /// An answer: exit code 0.
    pub(crate) fn reponse(self) -> String {
        assert_eq!(self.code, 0, "{}", self.erreur);
        self.sortie
    }

    pub(crate) fn json(self) -> Value {
        serde_json::from_str(&self.reponse()).unwrap()
    }

    /// The codes of a refusal told with `--erreurs json`.
    pub(crate) fn codes(&self) -> Vec<String> {
        let json: Value = serde_json::from_str(&self.erreur).unwrap_or_else(|_| panic!("{}", self.erreur));
        json["fautes"].as_array().unwrap().iter().map(|f| f["code"].as_str().unwrap().to_owned()).collect()
    }
}

/// Runs the command.
pub(crate) fn lot(args: &[&str]) -> Fin {
    fin(commande(args).output().unwrap())
}

pub(crate) fn fin(output: Output) -> Fin {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Fin { code: output.status.code().unwrap(), sortie: text(output.stdout), erreur: text(output.stderr) }
}

/// The command, its outputs piped, whatever the terminal of the tests.
pub(crate) fn commande(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_epaule-lot"));
    command.args(args).env_remove("COLUMNS").env_remove("NO_COLOR");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A fresh directory for one test.
pub(crate) fn repertoire(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

/// A file of a directory.
pub(crate) fn fichier(folder: &Path, name: &str, content: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    std::fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

/// The names in a directory, hidden ones too.
pub(crate) fn noms(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Invents contracts, and gives the path of their file.
pub(crate) fn population(folder: &Path, name: &str, n: u32) -> String {
    let path = folder.join(name).to_str().unwrap().to_owned();
    lot(&["generer", &n.to_string(), "--graine", "7", "--au", AU, "--sortie", &path]).reponse();
    path
}

/// The summary of an answer for programs.
pub(crate) fn bilan(entree: &str, sortie: &str, options: &[&str]) -> Value {
    let mut args = vec!["calculer", entree, "--sortie", sortie, "--au", AU, "--format", "json", "--empreinte"];
    args.extend(options);
    lot(&args).json()
}

/// The lines of a CSV as cells, by the names of the titles.
pub(crate) fn cellules(path: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_path(path).unwrap();
    reader.deserialize().map(|line| line.unwrap()).collect()
}

/// A batch as a Parquet file.
pub(crate) fn parquet(folder: &Path, name: &str, lot: &RecordBatch) -> String {
    let path = folder.join(name);
    let file = std::fs::File::create(&path).unwrap();
    let mut writer = parquet::arrow::ArrowWriter::try_new(file, lot.schema(), None).unwrap();
    writer.write(lot).unwrap();
    writer.close().unwrap();
    path.to_str().unwrap().to_owned()
}

/// Every batch of a Parquet file.
pub(crate) fn lire_parquet(path: &str) -> Vec<RecordBatch> {
    let file = std::fs::File::open(path).unwrap();
    let builder = parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
    builder.build().unwrap().map(|lot| lot.unwrap()).collect()
}
