//! The documents that do not depend on a dossier: example, schemas, completions, man pages.

use convention::document::nearest;
use convention::dossier;
use convention::fault::Fault;
use convention::tables::Convention;

use crate::cli::{Cli, Contrat, Document};
use console::commande::command;
use console::echec::Echec;
use console::sortie::Reponse;
use console::usage;

/// A commented dossier.
pub(crate) fn exemple(contrat: Contrat) -> Reponse {
    match contrat {
        Contrat::Individuel => dossier::exemple().into(),
        Contrat::Collectif => dossier::exemple_collectif().into(),
    }
}

/// A JSON Schema.
pub(crate) fn schema(document: Document) -> Result<Reponse, Echec> {
    let schema = match document {
        Document::Dossier => dossier::schema(&Convention::embarquee().map_err(Echec::interne)?),
        Document::Etude => convention::etude::schema(),
        Document::Comparaison => convention::comparaison::schema(),
    };
    Ok(format!("{schema:#}\n").into())
}

/// The completions of a shell.
pub(crate) fn completions(shell: clap_complete::Shell) -> Reponse {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut command::<Cli>(), "epaule", &mut bytes);
    String::from_utf8_lossy(&bytes).into_owned().into()
}

/// The man page of the command, or of one of its subcommands.
pub(crate) fn man(commande: Option<&str>) -> Result<Reponse, Echec> {
    let mut whole = command::<Cli>();
    whole.build();
    let page = match commande {
        None => whole,
        Some(name) => match whole.find_subcommand(name) {
            Some(sub) => sub.clone(),
            None => return Err(inconnue(&whole, name).into()),
        },
    };
    let many = |arg: &&clap::Arg| matches!(arg.get_action(), clap::ArgAction::Append);
    let names =
        |arg: &clap::Arg| arg.get_value_names().into_iter().flatten().map(ToString::to_string).collect::<Vec<_>>();
    let plusieurs: Vec<String> = page.get_positionals().filter(many).flat_map(names).collect();
    let mut bytes = Vec::new();
    let rendered = clap_mangen::Man::new(page).manual("Manuel d'Épaule").render(&mut bytes);
    let text = String::from_utf8_lossy(&bytes);
    let mut text = TITRES.iter().fold(text.into_owned(), |text, (english, french)| {
        text.replace(&format!(".SH {english}\n"), &format!(".SH {french}\n"))
    });
    for name in plusieurs {
        // Its first place is in the synopsis.
        let written = format!("<\\fI{name}\\fR>");
        text = text.replacen(&written, &format!("{written}…"), 1);
    }
    match rendered {
        Ok(()) => Ok(text.into()),
        Err(error) => {
            let message = format!("la page de manuel ne peut pas être écrite ({error})");
            Err(Echec::autre("ecriture-impossible", "manuel", message, ""))
        }
    }
}

/// The headings that clap_mangen writes in English.
const TITRES: [(&str, &str); 3] = [("NAME", "NOM"), ("SUBCOMMANDS", "COMMANDES"), ("EXTRA", "À SAVOIR")];

fn inconnue(whole: &clap::Command, name: &str) -> Fault {
    let names: Vec<&str> = whole.get_subcommands().map(clap::Command::get_name).collect();
    let conseil = match nearest(name, names.iter().copied()) {
        Some(near) => format!("écrivez « {near} »"),
        None => format!("les commandes : {}", names.join(", ")),
    };
    let message = format!("la commande « {name} » n'existe pas");
    Fault::new("commande-inconnue", &usage::place("COMMANDE"), message, conseil)
}
