//! clap's own headings in French.

use clap::{Arg, ArgAction, Command};

/// The command with French headings, help and version flags, on it and on every subcommand.
pub fn franciser(command: Command) -> Command {
    let version = command.get_version().is_some();
    let mut command = command
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .arg(flag("help", 'h', ArgAction::Help, "Affiche cette aide").visible_alias("aide"));
    if version {
        command = command.arg(flag("version", 'V', ArgAction::Version, "Affiche la version"));
    }
    let template = template(&command);
    command.help_template(template).mut_subcommands(franciser)
}

fn flag(name: &'static str, short: char, action: ArgAction, help: &'static str) -> Arg {
    Arg::new(name).long(name).short(short).action(action).help(help)
}

fn template(command: &Command) -> String {
    let mut template = String::from("{about-with-newline}\nUtilisation : {usage}\n");
    if command.has_subcommands() {
        template.push_str("\nCommandes :\n{subcommands}\n");
    }
    if command.get_positionals().next().is_some() {
        template.push_str("\nArguments :\n{positionals}\n");
    }
    template.push_str("\nOptions :\n{options}{after-help}");
    template
}
