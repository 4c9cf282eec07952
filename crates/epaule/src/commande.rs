//! From a command line to an exit code.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use crate::cli::{Cli, Commande, Forme};
use crate::echec::{self, ENTREE, Echec};
use crate::francais::franciser;
use crate::sortie::{self, Reponse};
use crate::{comparer, documents, etudier, fiche_de_poste, regles, servir, site, terminal, usage, verifier};

/// Runs a command line, its first word the name of the program.
pub(crate) fn run(args: Vec<OsString>) -> ExitCode {
    let matches = match command().try_get_matches_from(&args) {
        Ok(matches) => matches,
        Err(error) => return ExitCode::from(refuser(&error, &args)),
    };
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => return ExitCode::from(refuser(&error, &args)),
    };
    let code = repondre(&cli.commande).and_then(|reponse| {
        let code = sortie::ecrire(&reponse)?;
        if !(reponse.refus.is_empty() && reponse.avis.is_empty()) {
            echec::dire(&reponse.refus, &reponse.avis, cli.erreurs);
        }
        Ok(if reponse.refus.is_empty() { code } else { ENTREE })
    });
    ExitCode::from(code.unwrap_or_else(|echec| echec.dire(cli.erreurs)))
}

/// The command as clap knows it, in French.
pub(crate) fn command() -> clap::Command {
    franciser(Cli::command())
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

/// Help and version are answers; the rest is a fault of the command line.
fn refuser(error: &clap::Error, args: &[OsString]) -> u8 {
    let forme = if veut_json(args) { Forme::Json } else { Forme::Texte };
    if !error.use_stderr() {
        let page = error.render();
        let text = if terminal::couleur(&std::io::stdout()) { page.ansi().to_string() } else { page.to_string() };
        return sortie::ecrire(&text.into()).unwrap_or_else(|echec| echec.dire(forme));
    }
    if args.len() <= 1 {
        let _ = error.print();
        return ENTREE;
    }
    Echec::from(usage::faute(error, subcommand(args).as_deref())).dire(forme)
}

/// `--erreurs json` in a command line that could not be read.
fn veut_json(args: &[OsString]) -> bool {
    let words: Vec<_> = args.iter().map(|arg| arg.to_string_lossy()).collect();
    words.iter().any(|word| word == "--erreurs=json")
        || words.windows(2).any(|pair| matches!(pair, [a, b] if a == "--erreurs" && b == "json"))
}

/// The subcommand that a command line names.
fn subcommand(args: &[OsString]) -> Option<String> {
    let command = Cli::command();
    let named =
        |arg: &OsString| command.get_subcommands().find(|c| arg == c.get_name()).map(|c| c.get_name().to_owned());
    args.iter().skip(1).find_map(named)
}
