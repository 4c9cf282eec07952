//! How each figure came about: the tree, indented.

use convention::explication::{Bout, Chemin, FigureCout, Grandeur, Noeud, Origine};

use super::{Bloc, Montre, Page, Relief, Texte};
use crate::mots::Mots;
use crate::{Vue, lier};

/// Down to this level, a figure that was read says what it was made from in its turn.
const NIVEAU_SUIVI: usize = 2;
/// Beyond so many, each is to be asked about by itself.
const FIGURES_DITES: usize = 3;
/// Levels past this one are set in no further.
const NIVEAU_MAX: usize = 8;

pub(crate) fn write(vue: &Vue<'_>, page: &mut Page) {
    page.titre("explication", "Explication");
    page.paragraphe("Chaque chiffre, sa règle, et ce qui a été lu pour l'obtenir.");
    let mut section: Option<&str> = None;
    // Training and papers take over the day of a deadline, which has its own line.
    let taken_over =
        |c: Chemin| matches!(c, Chemin::LimiteDeFormation | Chemin::LimiteDePiece(_) | Chemin::RemiseDePiece(_));
    for (prefix, noeud) in vue.etude.explication.iter().filter(|(_, noeud)| !taken_over(noeud.chemin)) {
        if section != Some(prefix) || matches!(noeud.chemin, Chemin::Debut(_) | Chemin::Total | Chemin::Verdict) {
            page.vide();
            section = Some(prefix);
        }
        write_node(vue, variante(prefix), noeud, 0, page);
    }
}

/// The index of the option that a prefix of pointers names.
fn variante(prefix: &str) -> Option<u8> {
    prefix.rsplit('/').next().and_then(|index| index.parse().ok())
}

fn write_node(vue: &Vue<'_>, variante: Option<u8>, noeud: &Noeud, niveau: usize, page: &mut Page) {
    let figure = |option: Option<u8>, chemin: Chemin| vue.figure(option, chemin);
    Arbre { mots: vue, figure: &figure, variante, puce: "· ", suivre: &|_| None }.ecrire(noeud, niveau, page);
}

/// Writes how a figure came about, whoever the étude is of.
pub(crate) struct Arbre<'a> {
    pub(crate) mots: &'a Mots<'a>,
    /// The name of a figure.
    pub(crate) figure: &'a dyn Fn(Option<u8>, Chemin) -> String,
    /// The option whose figures these are.
    pub(crate) variante: Option<u8>,
    /// What stands before a value that was read.
    pub(crate) puce: &'a str,
    /// The node of a figure that was read, where it can be asked about in its turn.
    pub(crate) suivre: &'a dyn Fn(Montre) -> Option<&'a Noeud>,
}

impl Arbre<'_> {
    pub(crate) fn ecrire(&self, noeud: &Noeud, niveau: usize, page: &mut Page) {
        let level = niveau.min(NIVEAU_MAX);
        let rule = format!("{}, {}", noeud.regle, self.mots.regle(noeud.regle));
        page.niveau(level, &lier(&format!("{} ({rule})", self.egal(noeud))));
        self.dessous(noeud, niveau + 1, page);
    }

    /// `aide due, année 3 = 11 000 €`.
    fn egal(&self, noeud: &Noeud) -> String {
        let value = self.mots.valeur_de(noeud.chemin, noeud.valeur);
        lier(&format!("{} = {value}", (self.figure)(self.variante, noeud.chemin)))
    }

    /// What was read, then what was worked out on the way, from a level on.
    fn dessous(&self, noeud: &Noeud, niveau: usize, page: &mut Page) {
        let level = niveau.min(NIVEAU_MAX);
        let several = noeud.lu.iter().filter(|lu| matches!(lu.origine, Origine::Figure(_))).count();
        for lu in &noeud.lu {
            let name = |option: Option<u8>, chemin| (self.figure)(option.or(self.variante), chemin);
            let mut said = Texte::from(self.puce);
            said.ajouter(self.mots.lu_avec(lu, &name));
            let figure = match lu.origine {
                Origine::Figure(chemin) => Some(Montre { variante: self.variante, chemin }),
                Origine::Variante(index, chemin) => Some(Montre { variante: Some(index), chemin }),
                _ => None,
            };
            let found = figure.and_then(|figure| Some((figure, (self.suivre)(figure)?)));
            let Some((figure, source)) = found else {
                page.bloc(Bloc::Niveau(level, said));
                continue;
            };
            page.bloc(Bloc::Niveau(level, said.montrer("", figure)));
            if several <= FIGURES_DITES && niveau < NIVEAU_SUIVI {
                self.regle(source, level + 1, page);
                let under = Arbre { variante: figure.variante.or(self.variante), ..*self };
                under.dessous(source, niveau + 1, page);
            }
        }
        for enfant in &noeud.enfants {
            self.ecrire(enfant, niveau, page);
        }
    }

    /// `Prorata (ATT-5), selon URPS Occitanie, fiche de janvier 2026`.
    fn regle(&self, noeud: &Noeud, niveau: usize, page: &mut Page) {
        if let Some(texte) = self.mots.convention.textes.regle(noeud.regle) {
            page.niveau(niveau, &lier(&format!("{} ({}), source : {}", texte.libelle, texte.id, texte.source)));
        }
    }

    /// A figure alone, for who asks why: its value, its rule with who says it, what it was made from.
    fn pourquoi(&self, noeud: &Noeud, page: &mut Page) {
        page.relief(&self.egal(noeud), Relief::Gras);
        if let Some(texte) = self.mots.convention.textes.regle(noeud.regle) {
            page.paragraphe(&lier(&format!("{} ({}) : {}", texte.libelle, texte.id, texte.phrase)));
            page.paragraphe(&lier(&format!("Source : {}.", texte.source.trim_end_matches('.'))));
        }
        self.dessous(noeud, 0, page);
    }
}

/// The explanation of the figure at a pointer, and of its bounds where it is not known. `nodes`: every tree, with
/// the prefix of its pointers. `None`: no figure is there.
pub(crate) fn pourquoi<'a>(
    nodes: &[(&'a str, &'a Noeud)],
    mots: &Mots<'_>,
    figure: &dyn Fn(Option<u8>, Chemin) -> String,
    pointeur: &str,
) -> Option<Vec<Bloc>> {
    let find = |wanted: &str| nodes.iter().find_map(|(prefix, node)| Some((*prefix, trouver(prefix, node, wanted)?)));
    let (prefix, node) = find(pointeur)?;
    let suivre = |figure: Montre| {
        let under = figure.variante.filter(|_| figure.chemin.par_option());
        nodes
            .iter()
            .find_map(|(prefix, node)| (variante(prefix) == under).then(|| contient(node, figure.chemin)).flatten())
    };
    let arbre = Arbre { mots, figure, variante: variante(prefix), puce: "", suivre: &suivre };
    let mut page = Page::default();
    arbre.pourquoi(node, &mut page);
    let ends = bouts(node.chemin).into_iter().filter_map(|end| find(&format!("{prefix}{}", end.pointer())));
    for (_, other) in ends.filter(|(_, other)| other.chemin != node.chemin && other.valeur != node.valeur) {
        arbre.pourquoi(other, &mut page);
    }
    Some(page.finish())
}

/// The node of a figure, in a tree.
fn contient(noeud: &Noeud, chemin: Chemin) -> Option<&Noeud> {
    if noeud.chemin == chemin { Some(noeud) } else { noeud.enfants.iter().find_map(|enfant| contient(enfant, chemin)) }
}

/// The node of a pointer, in a tree.
fn trouver<'a>(prefix: &str, noeud: &'a Noeud, pointeur: &str) -> Option<&'a Noeud> {
    let own = pointeur.strip_prefix(prefix).is_some_and(|rest| rest == noeud.chemin.pointer());
    if own { Some(noeud) } else { noeud.enfants.iter().find_map(|enfant| trouver(prefix, enfant, pointeur)) }
}

/// The bounds that stand for a figure that is not known.
fn bouts(chemin: Chemin) -> Vec<Chemin> {
    use Chemin as C;
    let both = |of: &dyn Fn(Bout) -> Chemin| vec![of(Bout::Min), of(Bout::Max)];
    match chemin {
        C::Montant(n) => both(&|bout| C::Borne(n, Grandeur::Montant, bout)),
        C::Part(n) => both(&|bout| C::Borne(n, Grandeur::Part, bout)),
        C::Aide(n) => both(&|bout| C::Borne(n, Grandeur::Aide, bout)),
        C::Versement(i) => both(&|bout| C::BorneVersement(i, bout)),
        C::Total => both(&C::BorneTotal),
        C::Plafond => both(&C::BornePlafond),
        C::DecisionPart(i, _) => both(&|bout| C::DecisionPart(i, bout)),
        C::DecisionAide(i, _) => both(&|bout| C::DecisionAide(i, bout)),
        C::Cout(n, FigureCout::Reste) => both(&|bout| C::Cout(n, FigureCout::BorneReste(bout))),
        _ => Vec::new(),
    }
}
