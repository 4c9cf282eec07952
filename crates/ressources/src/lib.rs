//! The static files of the page: style, scripts, icon, and the simulator in WebAssembly where
//! `cargo xtask web` built it before this crate was compiled. Without it the page works all the same, by
//! forms that a server answers.
#![forbid(unsafe_code)]

include!(concat!(env!("OUT_DIR"), "/fichiers.rs"));

/// What `cargo xtask web` writes: what loads the simulator, and its two parts.
pub const SIMULATEUR: [&str; 3] = ["browser.js", "browser_bg.wasm", "browser_suite.wasm"];

/// The script of the service worker: a site writes it with its own version, a server does not have it.
pub const SERVICE: &str = "sw.js";

/// A file that a page loads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ressource {
    /// Its name, beside the page.
    pub nom: &'static str,
    /// Its media type, with the charset of a text.
    pub type_mime: &'static str,
    /// Its bytes.
    pub octets: &'static [u8],
}

/// Every file, by name.
pub fn toutes() -> impl Iterator<Item = Ressource> {
    let mut all: Vec<_> = STATIQUES.iter().chain(GENERES).collect();
    all.sort();
    all.into_iter().map(|&(nom, octets)| Ressource { nom, type_mime: type_mime(nom), octets })
}

/// What a server gives: style and icon, and the scripts only where the simulator is there, without which they do
/// nothing. What makes a site of files is left out: a server answers, and its pages stand in no frame.
pub fn du_serveur() -> impl Iterator<Item = Ressource> {
    const DU_SITE: [&str; 4] = [SERVICE, "site.js", "cadre.js", "manifest.webmanifest"];
    let script = simulateur_present();
    toutes().filter(move |ressource| !DU_SITE.contains(&ressource.nom) && (script || !ressource.nom.ends_with(".js")))
}

/// The file of a name.
pub fn trouver(nom: &str) -> Option<Ressource> {
    toutes().find(|ressource| ressource.nom == nom)
}

/// Whether the simulator in WebAssembly is there.
pub fn simulateur_present() -> bool {
    SIMULATEUR.iter().all(|nom| trouver(nom).is_some())
}

/// The media type that a browser needs: a module or a WebAssembly of another type is not run.
fn type_mime(nom: &str) -> &'static str {
    match nom.rsplit_once('.').map(|(_, extension)| extension) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("wasm") => "application/wasm",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_has_a_type_that_a_browser_takes() {
        for ressource in toutes() {
            assert_ne!(ressource.type_mime, "application/octet-stream", "{}", ressource.nom);
            assert!(!ressource.octets.is_empty(), "{}", ressource.nom);
        }
    }

    #[test]
    fn the_page_has_its_script_and_style() {
        for nom in ["page.js", "style.css", SERVICE] {
            assert_eq!(trouver(nom).map(|ressource| ressource.nom), Some(nom));
        }
        assert_eq!(trouver("../Cargo.toml"), None);
    }

    #[test]
    fn a_server_has_scripts_only_with_the_simulator() {
        let noms: Vec<&str> = du_serveur().map(|ressource| ressource.nom).collect();
        assert!(noms.contains(&"style.css") && noms.contains(&"icone.svg") && !noms.contains(&SERVICE), "{noms:?}");
        assert_eq!(noms.contains(&"page.js"), simulateur_present());
        assert_eq!(noms.contains(&"greffe.js"), simulateur_present());
    }

    #[test]
    fn the_simulator_is_whole_or_absent() {
        let there = SIMULATEUR.iter().filter(|nom| trouver(nom).is_some()).count();
        assert!(there == 0 || there == SIMULATEUR.len());
        assert_eq!(simulateur_present(), there == SIMULATEUR.len());
    }
}
