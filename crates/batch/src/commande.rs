//! From a command line to an exit code.

use std::ffi::OsString;
use std::process::ExitCode;

use console::commande::executer;
use console::echec::Echec;
use console::sortie::Reponse;

use crate::cli::{Cli, Commande};
use crate::faute::interne;
use crate::{calculer, expliquer, generer, panique, schema, sql};

/// Runs a command line, its first word the name of the program.
pub fn run(args: &[OsString]) -> ExitCode {
    panique::retenir();
    executer(args, |cli: &Cli| panique::attraper(|| repondre(cli)).unwrap_or_else(|dite| Err(interne(dite))))
}

fn repondre(cli: &Cli) -> Result<Reponse, Echec> {
    match &cli.commande {
        Commande::Calculer(args) => calculer::run(args, cli.erreurs),
        Commande::Expliquer(args) => expliquer::run(args),
        Commande::Generer(args) => generer::run(args, cli.erreurs),
        Commande::Schema(args) => Ok(schema::run(args.format)),
        Commande::Sql(args) => sql::run(args, cli.erreurs),
    }
}
