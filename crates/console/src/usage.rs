//! What is wrong with a command line, in French: clap's errors as faults.

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use convention::fault::{Fault, Place};

/// The fault that an error of clap is. `programme`: what the command is called; `commande`: the subcommand asked
/// for, for the advice.
pub fn faute(error: &Error, programme: &str, commande: Option<&str>) -> Fault {
    let said = |kind: ContextKind| strings(error.get(kind));
    let first = |kind: ContextKind| said(kind).into_iter().next().unwrap_or_default();
    let argument = first(ContextKind::InvalidArg);
    let name = argument.split_whitespace().next().unwrap_or_default().to_owned();
    let help = match commande {
        Some(commande) => format!("voyez « {programme} {commande} --help »"),
        None => format!("voyez « {programme} --help »"),
    };
    let make = |code, message: String, conseil: String| Fault::new(code, &place(&name), message, conseil);
    match error.kind() {
        ErrorKind::UnknownArgument if argument.starts_with('-') => {
            let conseil = match said(ContextKind::SuggestedArg).first() {
                Some(near) => format!("vouliez-vous dire « {near} » ? {help}"),
                None => help,
            };
            make("option-inconnue", format!("l'option « {argument} » n'existe pas"), conseil)
        }
        ErrorKind::UnknownArgument => make("argument-en-trop", format!("« {argument} » est de trop"), help),
        ErrorKind::InvalidSubcommand => {
            let written = first(ContextKind::InvalidSubcommand);
            let conseil = match said(ContextKind::SuggestedSubcommand).first() {
                Some(near) => format!("vouliez-vous dire « {programme} {near} » ?"),
                None => format!("les commandes sont listées par « {programme} --help »"),
            };
            Fault::new("commande-inconnue", &place(""), format!("la commande « {written} » n'existe pas"), conseil)
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let conseil = format!("les commandes sont listées par « {programme} --help »");
            make("commande-manquante", "il manque une commande".to_owned(), conseil)
        }
        ErrorKind::MissingRequiredArgument => {
            let missing: Vec<String> = said(ContextKind::InvalidArg).iter().map(|arg| format!("« {arg} »")).collect();
            make("argument-manquant", format!("il manque {}", missing.join(" et ")), help)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let written = first(ContextKind::InvalidValue);
            let possible = said(ContextKind::ValidValue);
            let conseil = if possible.is_empty() { help } else { format!("écrivez {}", possible.join(" ou ")) };
            if written.is_empty() {
                make("valeur-manquante", format!("il manque une valeur après {name}"), conseil)
            } else {
                make("valeur-inconnue", format!("« {written} » n'est pas une valeur de {name}"), conseil)
            }
        }
        ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues | ErrorKind::TooManyValues => {
            make("nombre-de-valeurs", format!("« {argument} » n'a pas le bon nombre de valeurs"), help)
        }
        ErrorKind::ArgumentConflict => {
            let other = first(ContextKind::PriorArg);
            if other.is_empty() || other == argument {
                make("option-en-double", format!("« {argument} » ne s'écrit qu'une fois"), help)
            } else {
                let message = format!("« {argument} » et « {other} » ne vont pas ensemble");
                make("options-incompatibles", message, format!("gardez l'une des deux ; {help}"))
            }
        }
        ErrorKind::InvalidUtf8 => {
            let message = "un argument n'est pas du texte UTF-8".to_owned();
            make("argument-pas-utf8", message, "écrivez-le de nouveau".to_owned())
        }
        _ => make("ligne-de-commande", "cette ligne de commande n'est pas comprise".to_owned(), help),
    }
}

/// The place of an option on the command line.
pub fn place(option: &str) -> Place {
    Place { fichier: "ligne de commande".to_owned(), chemin: option.to_owned(), ..Place::default() }
}

fn strings(value: Option<&ContextValue>) -> Vec<String> {
    match value {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}
