//! A file that appears at its end, whole, or not at all.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use console::echec::Echec;

use crate::faute::{d_ecriture, du_fichier};
use crate::interruption::partiel;

/// Characters of the name of a file that stand in that of what is beside it.
const NOM: usize = 40;

/// What is written beside the file until it is whole.
pub(super) struct Partiel {
    chemin: PathBuf,
    provisoire: PathBuf,
    /// `None` once it is in its place.
    fichier: Option<BufWriter<File>>,
}

/// Refuses to write where something is that is not to be replaced. `entrees`: files that are read.
///
/// # Errors
///
/// An output that exists, is one of the inputs, or is no plain file.
pub(crate) fn verifier(chemin: &Path, ecraser: bool, entrees: &[&Path]) -> Result<(), Echec> {
    // A link that leads nowhere is something too.
    if std::fs::symlink_metadata(chemin).is_err() {
        return Ok(());
    }
    let metadata = std::fs::metadata(chemin);
    let same = |entree: &&Path| entree.canonicalize().ok().zip(chemin.canonicalize().ok()).is_some_and(|(a, b)| a == b);
    if entrees.iter().any(same) {
        let message = "la sortie est aussi l'entrée";
        return Err(du_fichier("sortie-est-l-entree", chemin, message, "donnez un autre nom à la sortie").into());
    }
    if metadata.is_ok_and(|metadata| !metadata.is_file()) {
        let message = "ce n'est pas un fichier ordinaire : rien ne peut y être remplacé";
        return Err(du_fichier("sortie-pas-un-fichier", chemin, message, "donnez le nom d'un nouveau fichier").into());
    }
    if !ecraser {
        let conseil = "donnez un autre nom, ou écrivez --ecraser pour le remplacer";
        return Err(du_fichier("sortie-existe", chemin, "ce fichier existe déjà", conseil).into());
    }
    Ok(())
}

impl Partiel {
    /// Starts a hidden file beside the one asked for.
    pub(super) fn creer(chemin: &Path) -> Result<Partiel, Echec> {
        // A whole name with more around it could be longer than names may be.
        let name: String = chemin.file_name().unwrap_or_default().to_string_lossy().chars().take(NOM).collect();
        let provisoire = chemin.with_file_name(format!(".{name}.{}.partiel", std::process::id()));
        // An interruption between the two lines would leave it behind.
        let mut half = partiel();
        let fichier = OpenOptions::new().write(true).create_new(true).open(&provisoire);
        let fichier = fichier.map_err(|error| d_ecriture(chemin, &error))?;
        *half = Some(provisoire.clone());
        let fichier = Some(BufWriter::with_capacity(1 << 20, fichier));
        Ok(Partiel { chemin: chemin.to_owned(), provisoire, fichier })
    }

    /// Puts the file in its place, once the disk has all of it.
    pub(super) fn placer(mut self, ecraser: bool) -> Result<(), Echec> {
        let refuse = |error: io::Error| d_ecriture(&self.chemin, &error);
        let Some(fichier) = self.fichier.as_mut() else { return Ok(()) };
        fichier.flush().and_then(|()| fichier.get_ref().sync_all()).map_err(refuse)?;
        verifier(&self.chemin, ecraser, &[])?;
        let mut half = partiel();
        std::fs::rename(&self.provisoire, &self.chemin).map_err(refuse)?;
        *half = None;
        drop(half);
        self.fichier = None;
        // The name is on the disk too, where a directory can be told to.
        let folder = self.chemin.parent().filter(|folder| !folder.as_os_str().is_empty());
        if let Ok(folder) = File::open(folder.unwrap_or(Path::new("."))) {
            let _ = folder.sync_all();
        }
        Ok(())
    }
}

impl Write for Partiel {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.fichier.as_mut().map_or(Ok(0), |fichier| fichier.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.fichier.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for Partiel {
    fn drop(&mut self) {
        if let Some(fichier) = self.fichier.take() {
            // What is left to write would only fail again.
            drop(fichier.into_parts());
            let mut half = partiel();
            let _ = std::fs::remove_file(&self.provisoire);
            *half = None;
        }
    }
}
