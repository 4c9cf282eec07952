//! From a command line to an exit code, whatever the command.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Command, CommandFactory, FromArgMatches};

use crate::echec::{self, ENTREE, Echec, Forme};
use crate::francais::franciser;
use crate::sortie::{self, Reponse};
use crate::{terminal, usage};

/// A command line that says how its faults are told.
pub trait Ligne: CommandFactory + FromArgMatches {
    /// For people or for programs.
    fn erreurs(&self) -> Forme;
}

/// The command as clap knows it, in French.
pub fn command<C: Ligne>() -> Command {
    franciser(C::command())
}

/// Runs a command line, its first word the name of the program: reads it, and writes what `repondre` answers.
pub fn executer<C: Ligne>(args: &[OsString], repondre: impl FnOnce(&C) -> Result<Reponse, Echec>) -> ExitCode {
    let read = command::<C>().try_get_matches_from(args).and_then(|matches| C::from_arg_matches(&matches));
    let cli = match read {
        Ok(cli) => cli,
        Err(error) => return ExitCode::from(refuser(&C::command(), &error, args)),
    };
    let code = repondre(&cli).and_then(|reponse| {
        let code = sortie::ecrire(&reponse)?;
        if !(reponse.refus.is_empty() && reponse.avis.is_empty()) {
            echec::dire(&reponse.refus, &reponse.avis, cli.erreurs());
        }
        Ok(if reponse.refus.is_empty() { code } else { ENTREE })
    });
    ExitCode::from(code.unwrap_or_else(|echec| echec.dire(cli.erreurs())))
}

/// Help and version are answers; the rest is a fault of the command line.
fn refuser(command: &Command, error: &clap::Error, args: &[OsString]) -> u8 {
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
    let named =
        |arg: &OsString| command.get_subcommands().find(|c| arg == c.get_name()).map(|c| c.get_name().to_owned());
    let subcommand = args.iter().skip(1).find_map(named);
    Echec::from(usage::faute(error, command.get_name(), subcommand.as_deref())).dire(forme)
}

/// `--erreurs json` in a command line that could not be read.
fn veut_json(args: &[OsString]) -> bool {
    let words: Vec<_> = args.iter().map(|arg| arg.to_string_lossy()).collect();
    words.iter().any(|word| word == "--erreurs=json")
        || words.windows(2).any(|pair| matches!(pair, [a, b] if a == "--erreurs" && b == "json"))
}
