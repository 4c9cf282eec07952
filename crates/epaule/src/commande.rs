//! From a command line to an exit code.

use std::ffi::OsString;
use std::process::ExitCode;

use console::commande::executer;
use console::echec::Echec;
use console::sortie::Reponse;

use crate::cli::{Cli, Commande};
use crate::{comparer, documents, etudier, fiche_de_poste, regles, servir, site, verifier};

/// Runs a command line, its first word the name of the program.
pub(crate) fn run(args: &[OsString]) -> ExitCode {
    executer(args, |cli: &Cli| repondre(&cli.commande))
}

fn repondre(commande: &Commande) -> Result<Reponse, Echec> {
    match commande {
        Commande::Etudier(args) => etudier::run(args),
        Commande::Comparer(args) => comparer::run(args),
        Commande::Verifier(args) => verifier::run(args),
        Commande::Exemple(args) => Ok(documents::exemple(args.contrat)),
        Commande::FicheDePoste(args) => fiche_de_poste::run(args),
        Commande::Schema(args) => documents::schema(args.document),
        Commande::Regles(args) => regles::run(args),
        Commande::Site(args) => site::run(args),
        Commande::Servir(args) => servir::run(args),
        Commande::Completions(args) => Ok(documents::completions(args.interpreteur)),
        Commande::Man(args) => documents::man(args.commande.as_deref()),
    }
}
