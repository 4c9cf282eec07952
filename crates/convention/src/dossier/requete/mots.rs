//! What a fault says to someone in front of a form, where it would speak of lines, keys and files.

use crate::fault::Fault;

/// Code, message, advice; an empty one stays as it is.
type Mots = (&'static str, &'static str, &'static str);

static MOTS: &[Mots] = &[
    ("anciennete-apres-embauche", "", "videz ce champ si l'ancienneté part de l'embauche"),
    (
        "bande-en-double",
        "la tranche est donnée deux fois : commune, et par patientèle",
        "gardez l'une des deux réponses",
    ),
    ("bande-vide", "aucune tranche n'est écrite", "videz ce champ si la tranche n'est pas connue"),
    ("brut-sans-heures", "", "donnez les heures par semaine, ou l'option du contrat"),
    ("champ-d-evenement-manquant", "cet événement demande ce renseignement", "remplissez ce champ"),
    (
        "champ-d-un-autre-contrat",
        "cela ne va pas avec ce type de contrat",
        "videz ce champ, ou changez le type de contrat",
    ),
    ("champ-d-un-autre-evenement", "cela ne va pas avec ce type d'événement", "videz ce champ"),
    (
        "cible-pas-au-dessus-du-depart",
        "",
        "donnez le nombre à atteindre, ou choisissez le maintien s'il s'agit de garder la patientèle",
    ),
    ("cle-manquante", "ce renseignement manque", "remplissez ce champ"),
    ("connu-avant-constat", "", "donnez le jour où vous avez eu ces chiffres, ou videz ce champ"),
    ("connu-avant-evenement", "", "donnez le jour où vous l'avez su, ou videz ce champ"),
    ("constat-avant-signature", "", "les chiffres d'avant se mettent à la patientèle de départ"),
    ("constat-sans-chiffre", "", "donnez au moins une des patientèles mesurées à cette date"),
    ("constat-sans-signature", "", "donnez la date de signature, ou mettez ces chiffres au départ"),
    ("constats-meme-date", "un autre constat a cette date", ""),
    ("constats-trop-nombreux", "", "retirez-en : la liste est trop longue"),
    (
        "cout-saisi-et-calcule",
        "le coût d'une année est donné, et aussi de quoi le calculer",
        "gardez le coût que vous connaissez, ou videz ce champ pour qu'il soit calculé",
    ),
    ("cout-nul", "", "donnez le coût d'une année pour l'employeur, ou videz ce champ s'il n'est pas connu"),
    ("decision-ambigue", "une part, une somme et un retrait ne vont pas ensemble", "gardez un seul des trois"),
    ("decision-vide", "", "donnez une part, ou une somme, ou le retrait d'une décision d'avant"),
    ("encaissement-sans-signature", "", "donnez la date de signature, ou retirez les sommes reçues"),
    ("encaissements-trop-nombreux", "", "retirez-en : la liste est trop longue"),
    ("evenement-avant-signature", "", "corrigez cette date, ou retirez l'événement"),
    ("evenement-sans-signature", "", "donnez la date de signature, ou retirez les événements"),
    ("evenements-meme-jour", "un autre événement de ce type a cette date", ""),
    ("evenements-trop-nombreux", "", "retirez-en : la liste est trop longue"),
    ("gain-nul", "un gain de 0 n'est pas un objectif", "s'il s'agit de garder la patientèle, choisissez le maintien"),
    ("groupe-sans-generaliste", "", "ajoutez les médecins généralistes du groupe"),
    ("maintien-faux", "le maintien n'a qu'une réponse, oui", "videz ce champ, ou donnez une cible ou un gain"),
    ("membre-en-double", "un autre médecin a cette référence", ""),
    ("membre-sans-signature", "", "donnez la date de signature, ou videz ce champ"),
    ("membres-trop-nombreux", "", "retirez-en : la liste est trop longue"),
    ("mot-inconnu", "", "choisissez dans la liste"),
    ("objectif-ambigu", "une cible, un gain et un maintien ne vont pas ensemble", "gardez un seul des trois"),
    ("objectif-pmt-sans-objet", "", "videz cet objectif, ou donnez-le pour la file active"),
    ("objectif-vide", "", "donnez une cible, un gain ou un maintien"),
    ("pas-encore", "cette version ne le calcule pas encore", "videz ce champ : le reste sera étudié"),
    ("plusieurs-etp-hors-zip", "", "vérifiez la zone du cabinet, ou l'option"),
    ("plusieurs-etp-specialite", "", "vérifiez la spécialité, ou l'option"),
    ("pmt-adultes-attendu", "", "donnez le nombre d'adultes à la place"),
    (
        "pmt-attendu",
        "seul l'avenant 7 compte les adultes à part ; ce contrat compte tous les patients",
        "donnez le nombre de tous les patients à la place",
    ),
    ("position-hors-bornes", "", "recopiez celle du contrat de travail, ou donnez le coût d'une année à la place"),
    (
        "prorogation-apres-le-terme",
        "",
        "corrigez cette date, ou retirez l'avenant : un contrat clos ne se proroge plus",
    ),
    ("question-inconnue", "", "videz ce champ"),
    ("retrait-faux", "le retrait n'a qu'une réponse, oui", "videz ce champ, ou donnez une part ou une somme"),
    (
        "temps-liberal-sans-activite-mixte",
        "ce temps ne sert que pour une activité mixte",
        "cochez l'activité mixte, ou videz ce champ",
    ),
    ("trop-de-fautes", "et d'autres fautes encore", "repartez d'une page vide"),
    ("un-etp-hors-zone", "", "vérifiez la zone du cabinet, ou l'option"),
];

/// What a row has in other words than a form: nobody ticks its cells, and it stands on no page. What a form leaves to
/// its list stays as it is.
static MOTS_DE_LIGNE: &[Mots] = &[
    (
        "cible-pas-au-dessus-du-depart",
        "",
        "donnez le nombre à atteindre, ou à sa place « oui » au maintien s'il s'agit de garder la patientèle",
    ),
    (
        "gain-nul",
        "un gain de 0 n'est pas un objectif",
        "s'il s'agit de garder la patientèle, donnez « oui » au maintien",
    ),
    ("mot-inconnu", "", ""),
    (
        "temps-liberal-sans-activite-mixte",
        "ce temps ne sert que pour une activité mixte",
        "donnez « oui » à l'activité mixte, ou videz ce champ",
    ),
    ("trop-de-fautes", "et d'autres fautes encore", "corrigez d'abord celles-ci"),
];

/// `faute` for a form.
pub(super) fn pour_un_formulaire(faute: Fault) -> Fault {
    dire(faute, &[MOTS])
}

/// `faute` for a row.
pub(super) fn pour_une_ligne(faute: Fault) -> Fault {
    dire(faute, &[MOTS_DE_LIGNE, MOTS])
}

/// `faute` in the words of the first table that has some for it.
fn dire(mut faute: Fault, tables: &[&[Mots]]) -> Fault {
    let mut mots = tables.iter().flat_map(|table| table.iter());
    if let Some((_, message, conseil)) = mots.find(|(code, ..)| *code == faute.code) {
        if !message.is_empty() {
            faute.message = (*message).to_owned();
        }
        if !conseil.is_empty() {
            faute.conseil = (*conseil).to_owned();
        }
    }
    // A form needs no quotes around a word.
    faute.conseil = faute.conseil.replace('"', "");
    faute
}
