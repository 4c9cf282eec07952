//! Writing a folder whole: beside it first, then in its place.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use convention::fault::{Fault, Place};

use super::fichiers::Fichiers;
use console::echec::Echec;
use console::nom::nom;

/// The list of what was written, by which a site of ours is known. Not hidden: a copy keeps it.
pub(super) const LISTE: &str = "epaule-site.txt";
const TITRE: &str = "Fichiers écrits par « epaule site », qui remplace ce dossier en entier :";

/// A version that was replaced, and could not be taken away.
pub(super) struct Reste {
    /// Where it stands: beside the site.
    pub(super) dossier: PathBuf,
    /// Why.
    pub(super) cause: io::Error,
}

/// Writes the files into a folder that is new, empty, or holds what was written here before and nothing else. Gives
/// what is left of the version before, where it could not be taken away: the new one is in its place then.
///
/// # Errors
///
/// A folder that holds anything else, and whatever stops the writing: the folder is then as it was.
pub(super) fn ecrire(dossier: &Path, fichiers: &Fichiers) -> Result<Option<Reste>, Echec> {
    let refus = |error: io::Error| refuser(dossier, &error);
    // By its full name: a link is followed, and `.` has no name to give to what stands beside it.
    let cible = match dossier.canonicalize() {
        Ok(cible) => cible,
        Err(error) if error.kind() == ErrorKind::NotFound => std::path::absolute(dossier).map_err(refus)?,
        Err(error) => return Err(refus(error)),
    };
    libre(dossier, &cible)?;
    let nouveau = a_cote(&cible, "partiel").map_err(refus)?;
    let remplace = |dossier: &Path| std::fs::remove_dir_all(dossier);
    remplir(&nouveau, fichiers).and_then(|()| prendre_la_place(&nouveau, &cible, remplace)).map_err(|error| {
        // What was begun is of no use, and the first error is the one to tell.
        let _ = std::fs::remove_dir_all(&nouveau);
        refus(error)
    })
}

/// Whether the place may be taken.
fn libre(dossier: &Path, cible: &Path) -> Result<(), Echec> {
    let entries = match std::fs::read_dir(cible) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(refuser(dossier, &error)),
    };
    if std::env::current_dir().and_then(|current| current.canonicalize()).is_ok_and(|current| current == cible) {
        let conseil = "donnez le nom d'un autre dossier, par exemple : epaule site mon-site";
        return Err(occupe("dossier-courant", dossier, "c'est le dossier où vous êtes".to_owned(), conseil));
    }
    let names = entries.map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()));
    let mut names = names.collect::<io::Result<Vec<_>>>().map_err(|error| refuser(dossier, &error))?;
    names.sort();
    let conseil = "donnez un dossier nouveau ou vide : rien d'autre qu'un site déjà écrit n'est remplacé";
    let ours = match std::fs::read_to_string(cible.join(LISTE)) {
        Ok(list) if list.lines().next() == Some(TITRE) => list,
        _ if names.is_empty() => return Ok(()),
        _ => return Err(occupe("repertoire-occupe", dossier, "cet endroit n'est pas vide".to_owned(), conseil)),
    };
    match names.iter().find(|name| *name != LISTE && !ours.lines().skip(1).any(|known| known == *name)) {
        None => Ok(()),
        Some(other) => {
            let message = format!("ce site contient aussi « {other} », que cette commande n'a pas écrit");
            let conseil = "déplacez ce fichier, ou donnez un dossier nouveau ou vide";
            Err(occupe("repertoire-occupe", dossier, message, conseil))
        }
    }
}

/// A name beside a folder, that no one else takes.
fn a_cote(cible: &Path, quoi: &str) -> io::Result<PathBuf> {
    let mut name = cible.file_name().ok_or_else(|| io::Error::from(ErrorKind::InvalidInput))?.to_owned();
    name.push(format!(".{quoi}-{}", std::process::id()));
    Ok(cible.with_file_name(name))
}

fn remplir(dossier: &Path, fichiers: &Fichiers) -> io::Result<()> {
    if let Some(parent) = dossier.parent() {
        std::fs::create_dir_all(parent)?;
    }
    std::fs::create_dir(dossier)?;
    let mut liste = format!("{TITRE}\n");
    for (name, bytes) in fichiers {
        std::fs::write(dossier.join(name), bytes)?;
        liste.push_str(name);
        liste.push('\n');
    }
    std::fs::write(dossier.join(LISTE), liste)
}

/// Puts a folder where another one may be, which `effacer` takes away once the new one is there.
fn prendre_la_place(
    nouveau: &Path,
    cible: &Path,
    effacer: impl FnOnce(&Path) -> io::Result<()>,
) -> io::Result<Option<Reste>> {
    if !cible.exists() {
        return std::fs::rename(nouveau, cible).map(|()| None);
    }
    let ancien = a_cote(cible, "ancien")?;
    std::fs::rename(cible, &ancien)?;
    if let Err(error) = std::fs::rename(nouveau, cible) {
        std::fs::rename(&ancien, cible)?;
        return Err(error);
    }
    Ok(effacer(&ancien).err().map(|cause| Reste { dossier: ancien, cause }))
}

fn occupe(code: &'static str, dossier: &Path, message: String, conseil: &str) -> Echec {
    Fault::new(code, &Place { fichier: nom(dossier), ..Place::default() }, message, conseil).into()
}

fn refuser(dossier: &Path, error: &io::Error) -> Echec {
    match error.kind() {
        ErrorKind::NotADirectory => {
            let conseil = "donnez le nom d'un dossier";
            occupe("pas-un-repertoire", dossier, "ce n'est pas un dossier".to_owned(), conseil)
        }
        _ => {
            let message = format!("le site ne peut pas être écrit ({error})");
            Echec::autre("ecriture-impossible", &nom(dossier), message, "choisissez un autre endroit")
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// An empty folder of this test alone.
    fn bac(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("epaule-site-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn fichiers(names: &[&str]) -> Fichiers {
        names.iter().map(|name| ((*name).to_owned(), name.as_bytes().to_vec())).collect()
    }

    fn noms(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_new_folder_at_any_depth_then_its_next_version() {
        let bac = bac("neuf");
        let site = bac.join("a/b/site");
        ecrire(&site, &fichiers(&["index.html", "vieux.js"])).unwrap();
        assert_eq!(noms(&site), [LISTE, "index.html", "vieux.js"]);
        ecrire(&site, &fichiers(&["index.html", "neuf.js"])).unwrap();
        assert_eq!(noms(&site), [LISTE, "index.html", "neuf.js"]);
        // Nothing is left beside it.
        assert_eq!(noms(&bac.join("a/b")), ["site"]);
        std::fs::remove_dir_all(bac).unwrap();
    }

    #[test]
    fn a_version_that_cannot_be_taken_away_does_not_hide_that_the_new_one_is_there() {
        let bac = bac("reste");
        let (site, neuf) = (bac.join("site"), bac.join("neuf"));
        remplir(&site, &fichiers(&["vieux.js"])).unwrap();
        remplir(&neuf, &fichiers(&["neuf.js"])).unwrap();
        let kept = prendre_la_place(&neuf, &site, |_| Err(ErrorKind::PermissionDenied.into())).unwrap().unwrap();
        assert_eq!(kept.cause.kind(), ErrorKind::PermissionDenied);
        assert_eq!(
            (noms(&site), noms(&kept.dossier)),
            (vec![LISTE.to_owned(), "neuf.js".to_owned()], vec![LISTE.to_owned(), "vieux.js".to_owned()],)
        );
        std::fs::remove_dir_all(bac).unwrap();
    }

    #[test]
    fn an_empty_folder_is_taken() {
        let bac = bac("vide");
        ecrire(&bac, &fichiers(&["index.html"])).unwrap();
        assert_eq!(noms(&bac), [LISTE, "index.html"]);
        std::fs::remove_dir_all(bac).unwrap();
    }

    #[test]
    fn what_is_not_ours_is_left_as_it_is() {
        let bac = bac("autre");
        let site = bac.join("site");
        std::fs::create_dir(&site).unwrap();
        std::fs::write(site.join("photo.jpg"), "x").unwrap();
        assert!(ecrire(&site, &fichiers(&["index.html"])).is_err());
        assert_eq!(noms(&site), ["photo.jpg"]);
        // A list of another making is no sign either.
        std::fs::write(site.join(LISTE), "photo.jpg\n").unwrap();
        assert!(ecrire(&site, &fichiers(&["index.html"])).is_err());
        std::fs::remove_dir_all(&site).unwrap();
        // In a site of ours, a file that was put there since.
        ecrire(&site, &fichiers(&["index.html"])).unwrap();
        std::fs::write(site.join("CNAME"), "x").unwrap();
        assert!(ecrire(&site, &fichiers(&["autre.html"])).is_err());
        assert_eq!(noms(&site), ["CNAME", LISTE, "index.html"]);
        // A file is no folder.
        assert!(ecrire(&site.join("CNAME"), &fichiers(&["index.html"])).is_err());
        assert_eq!(noms(&bac), ["site"]);
        std::fs::remove_dir_all(bac).unwrap();
    }
}
