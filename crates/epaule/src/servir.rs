//! `epaule servir`: the simulator and its API, until it is asked to stop.

use std::io::{self, ErrorKind, Write};
use std::net::{SocketAddr, ToSocketAddrs};

use convention::document::short;
use convention::fault::Fault;
use convention::tables::Convention;
use server::{Etat, Reglages, Ressource};
use simulateur::Habillage;

use crate::cli::Servir;
use console::echec::Echec;
use console::sortie::Reponse;
use console::usage::place;

/// The files of the page that this program holds.
fn ressources() -> Result<Vec<Ressource>, Vec<Fault>> {
    let convention = Convention::embarquee()?;
    let file = |nom: &str, type_mime: &str, octets: Vec<u8>| Ressource {
        nom: nom.to_owned(),
        type_mime: type_mime.to_owned(),
        octets,
    };
    let files = ressources::du_serveur().map(|r| file(r.nom, r.type_mime, r.octets.to_vec()));
    let habillage = Habillage::Serveur { script: ressources::simulateur_present() };
    let pages = simulateur::pages(&convention, habillage);
    let pages = pages.into_iter().map(|page| file(page.nom, "text/html; charset=utf-8", page.html.into_bytes()));
    Ok(files.chain(pages).collect())
}

/// Serves, and answers once it is asked to stop.
///
/// # Errors
///
/// An address that cannot be read or listened on.
pub(crate) fn run(args: &Servir) -> Result<Reponse, Echec> {
    let address = adresse(&args.adresse)?;
    let reglages = Reglages::default();
    let etat = Etat::new(ressources().map_err(Echec::interne)?, reglages).map_err(Echec::interne)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(reglages.calculs + 1)
        .build()
        .map_err(|error| interne(&error))?;
    runtime.block_on(async {
        let listener = server::ecouter(address).map_err(|error| refus(&args.adresse, &error))?;
        let address = listener.local_addr().map_err(|error| interne(&error))?;
        annoncer(address, etat.script());
        tracing_subscriber::fmt().json().flatten_event(true).with_target(false).with_writer(io::stderr).init();
        server::noter_les_paniques();
        let served = server::servir(listener, server::router(etat), &reglages, server::signal_d_arret()).await;
        Ok(String::from(match served {
            Ok(()) => "Arrêt : toutes les réponses en cours sont données.\n",
            Err(_) => "Arrêt : des requêtes trop longues ont été coupées.\n",
        })
        .into())
    })
}

/// Says where it listens, on standard output. Nobody may read it: that is no reason to stop.
fn annoncer(address: SocketAddr, script: bool) {
    let mut text = format!("Épaule écoute sur http://{address}/ (Ctrl-C pour arrêter).\n");
    if !script {
        text.push_str(
            "La page est servie seule, sans son script : « cargo xtask web » le construit, puis recompilez.\n",
        );
    }
    let mut out = io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// The first address that a text names.
fn adresse(text: &str) -> Result<SocketAddr, Vec<Fault>> {
    let found = text.parse().ok().or_else(|| text.to_socket_addrs().ok()?.next());
    found.ok_or_else(|| {
        let message = format!("« {} » n'est pas une adresse où écouter", short(text));
        let conseil = "écrivez une adresse et un port, comme --adresse 127.0.0.1:8080";
        vec![Fault::new("adresse-illisible", &place("--adresse"), message, conseil)]
    })
}

fn refus(text: &str, error: &io::Error) -> Fault {
    let text = short(text);
    let (code, message, conseil) = match error.kind() {
        ErrorKind::AddrInUse => (
            "adresse-prise",
            format!("un autre programme écoute déjà sur {text}"),
            "arrêtez-le, ou choisissez un autre port, comme --adresse 127.0.0.1:8081",
        ),
        ErrorKind::PermissionDenied => (
            "adresse-interdite",
            format!("vous n'avez pas le droit d'écouter sur {text}"),
            "choisissez un port à partir de 1024, comme --adresse 127.0.0.1:8080",
        ),
        ErrorKind::AddrNotAvailable => (
            "adresse-absente",
            format!("ce poste n'a pas l'adresse {text}"),
            "écrivez 127.0.0.1 pour ce poste seul, 0.0.0.0 pour tous les réseaux",
        ),
        _ => (
            "adresse-refusee",
            format!("écouter sur {text} est impossible ({error})"),
            "choisissez une autre adresse, comme --adresse 127.0.0.1:8080",
        ),
    };
    Fault::new(code, &place("--adresse"), message, conseil)
}

fn interne(error: &io::Error) -> Echec {
    let message = format!("le serveur ne peut pas démarrer ({error})");
    Echec::autre("demarrage-impossible", "serveur", message, "vérifiez la mémoire et les fichiers ouverts")
}
