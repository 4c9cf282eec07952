//! Why a figure is what it is, for who asks: the figure or its range, what is missing, what decides, what was read.

use convention::etude::Plage;
use convention::explication::{Bout, Chemin, Donnee, FigureCout, Grandeur, Lu, Noeud, Origine, Valeur};

use super::explication::{Arbre, variante};
use super::{Bloc, Montre, Page, Relief, Texte};
use crate::donnee::champ;
use crate::mots::Mots;
use crate::{lier, majuscule, plage_euros, plage_pour_cent};

/// Down to this level, a figure that was read says what it was made from in its turn.
const NIVEAU_SUIVI: usize = 2;
/// Beyond so many, each is to be asked about by itself.
const FIGURES_DITES: usize = 3;
/// The rule of rounding: it decides nothing, so what decides stands before it.
const ARRONDI: &str = "PAI-6";

/// The explanation of the figure at a pointer, and of its bounds where it is not known. `nodes`: every tree, with
/// the prefix of its pointers. `None`: no figure is there.
pub(crate) fn pourquoi<'a>(
    nodes: &'a [(&'a str, &'a Noeud)],
    mots: &'a Mots<'a>,
    figure: &'a dyn Fn(Option<u8>, Chemin) -> String,
    pointeur: &str,
) -> Option<Vec<Bloc>> {
    let find = |wanted: &str| nodes.iter().find_map(|(prefix, node)| Some((*prefix, trouver(prefix, node, wanted)?)));
    let (prefix, node) = find(pointeur)?;
    let variante = variante(prefix);
    let mut told = Pourquoi { mots, figure, nodes, dites: Vec::new(), regles: Vec::new(), page: Page::default() };
    let ends: Vec<&Noeud> = bouts(node.chemin)
        .into_iter()
        .filter_map(|end| Some(find(&format!("{prefix}{}", end.pointer()))?.1))
        .filter(|other| other.chemin != node.chemin && other.valeur != node.valeur)
        .collect();
    told.figure(variante, node, &ends);
    Some(told.page.finish())
}

/// What is said so far.
struct Pourquoi<'a> {
    mots: &'a Mots<'a>,
    figure: &'a dyn Fn(Option<u8>, Chemin) -> String,
    nodes: &'a [(&'a str, &'a Noeud)],
    /// The figures that have said what they were made from: once is enough.
    dites: Vec<Montre>,
    /// The rules that have said what they ask.
    regles: Vec<&'static str>,
    page: Page,
}

impl<'a> Pourquoi<'a> {
    /// The figure, then its bounds where it is not known. The rule of rounding comes last.
    fn figure(&mut self, variante: Option<u8>, noeud: &'a Noeud, ends: &[&'a Noeud]) {
        self.titre(variante, noeud);
        if noeud.valeur == Valeur::Inconnu {
            let mut missing = Manques::default();
            self.chercher(variante, noeud, false, &mut missing);
            if let Some(said) = missing.dire() {
                self.page.paragraphe(&lier(&format!("Ce qui manque : {said}.")));
            }
            missing.regles.into_iter().for_each(|regle| self.regle(regle));
        }
        if noeud.regle != ARRONDI {
            self.regle(noeud.regle);
        }
        self.dites.push(Montre { variante, chemin: noeud.chemin });
        self.dessous(variante, noeud, 0);
        for end in ends {
            self.titre(variante, end);
            self.regle(end.regle);
            self.dessous(variante, end, 0);
        }
        self.regle(noeud.regle);
    }

    /// `Aide due, année 3 = 11 000 €`; of a figure that is not known, from where to where.
    fn titre(&mut self, variante: Option<u8>, noeud: &Noeud) {
        let name = majuscule(&(self.figure)(variante, noeud.chemin));
        let said = match self.plage(variante, noeud.chemin).filter(|_| noeud.valeur == Valeur::Inconnu) {
            Some(range) => format!("{name} : {range}"),
            None => format!("{name} = {}", self.mots.valeur_de(noeud.chemin, noeud.valeur)),
        };
        self.page.relief(&lier(&said), Relief::Gras);
    }

    /// A rule in a sentence and who says it, the first time.
    fn regle(&mut self, id: &'static str) {
        if self.regles.contains(&id) {
            return;
        }
        self.regles.push(id);
        if let Some(texte) = self.mots.convention.textes.regle(id) {
            self.page.paragraphe(&lier(&format!("{} ({}) : {}", texte.libelle, texte.id, texte.phrase)));
            self.page.paragraphe(&lier(&format!("Source : {}.", texte.source.trim_end_matches('.'))));
        }
    }

    /// What was read, then what was worked out on the way, from a level on.
    fn dessous(&mut self, variante: Option<u8>, noeud: &'a Noeud, niveau: usize) {
        let several = noeud.lu.iter().filter(|lu| matches!(lu.origine, Origine::Figure(_))).count();
        for lu in &noeud.lu {
            let said = self.lu(variante, noeud, lu);
            let found = montre(variante, noeud, lu).and_then(|figure| Some((figure, self.noeud(figure)?)));
            let Some((figure, source)) = found else {
                self.page.bloc(Bloc::Niveau(niveau, said.into()));
                continue;
            };
            self.page.bloc(Bloc::Niveau(niveau, Texte::de(said, figure)));
            if several <= FIGURES_DITES && niveau < NIVEAU_SUIVI && !self.dites.contains(&figure) {
                self.dites.push(figure);
                if let Some(texte) = self.mots.convention.textes.regle(source.regle).filter(|r| r.id != ARRONDI) {
                    let rule = format!("{} ({}), source : {}", texte.libelle, texte.id, texte.source);
                    self.page.niveau(niveau + 1, &lier(&rule));
                }
                self.dessous(figure.variante, source, niveau + 1);
            }
        }
        let figure = |option: Option<u8>, chemin| (self.figure)(option, chemin);
        let arbre = Arbre { mots: self.mots, figure: &figure, variante, fichiers: false };
        noeud.enfants.iter().for_each(|enfant| arbre.ecrire(enfant, niveau, &mut self.page));
    }

    /// What was read; of a figure that is not known, from where to where.
    fn lu(&self, variante: Option<u8>, noeud: &Noeud, lu: &Lu) -> String {
        let name = |option: Option<u8>, chemin| (self.figure)(option.or(variante), chemin);
        let figure = montre(variante, noeud, lu).filter(|_| lu.valeur == Valeur::Inconnu);
        let range = figure.and_then(|figure| self.plage(figure.variante, figure.chemin));
        self.mots.lu(noeud.chemin, (lu, range), false, &name)
    }

    /// The node of a figure.
    fn noeud(&self, figure: Montre) -> Option<&'a Noeud> {
        let under = figure.variante.filter(|_| figure.chemin.par_option());
        let of = |(prefix, node): &(&str, &'a Noeud)| {
            (variante(prefix) == under).then(|| contient(node, figure.chemin)).flatten()
        };
        self.nodes.iter().find_map(of)
    }

    /// `de 0 € à 22 000 €`: the bounds of a figure that is not known.
    fn plage(&self, variante: Option<u8>, chemin: Chemin) -> Option<String> {
        let ends = bouts(chemin);
        let mut ends = ends.into_iter().map(|chemin| Some(self.noeud(Montre { variante, chemin })?.valeur));
        Some(match (ends.next()??, ends.next()??) {
            (Valeur::Centimes(min), Valeur::Centimes(max)) => plage_euros(Plage { min, max }),
            (Valeur::Fraction(min), Valeur::Fraction(max)) => plage_pour_cent(Plage { min, max }),
            _ => return None,
        })
    }

    /// What a figure lacks, down to what nothing gives; on the way, the first rule that is more than rounding.
    fn chercher(&mut self, variante: Option<u8>, noeud: &'a Noeud, decide: bool, found: &mut Manques) {
        let rule = !decide && noeud.regle != ARRONDI;
        if rule && !found.regles.contains(&noeud.regle) {
            found.regles.push(noeud.regle);
        }
        let mut lacks = false;
        for lu in noeud.lu.iter().filter(|lu| lu.valeur == Valeur::Inconnu) {
            if let Origine::Dossier(donnee) = lu.origine {
                lacks = true;
                let path = match donnee {
                    Donnee::Champ(path) => champ(path),
                    _ => None,
                };
                found.ajouter(path.map_or_else(|| self.mots.nom_lu(lu.nom), str::to_owned));
            }
            let Some(figure) = montre(variante, noeud, lu) else { continue };
            let Some(source) = self.noeud(figure) else { continue };
            lacks = true;
            if !found.vus.contains(&figure) {
                found.vus.push(figure);
                self.chercher(figure.variante, source, decide || rule, found);
            }
        }
        match noeud.chemin {
            _ if lacks => {}
            Chemin::Constat(n, _) if found.releves.contains(&n) => {}
            Chemin::Constat(n, _) => found.releves.push(n),
            other => found.ajouter((self.figure)(variante, other)),
        }
    }
}

/// What a figure lacks.
#[derive(Default)]
struct Manques {
    /// Figures that were looked at.
    vus: Vec<Montre>,
    /// What nothing gives, in words.
    faits: Vec<String>,
    /// Years that are not measured.
    releves: Vec<u8>,
    /// Rules that decide.
    regles: Vec<&'static str>,
}

impl Manques {
    fn ajouter(&mut self, fait: String) {
        if !self.faits.contains(&fait) {
            self.faits.push(fait);
        }
    }

    /// `cible (PMT), relevés de la caisse des années 3, 4 et 5`.
    fn dire(&self) -> Option<String> {
        let mut said = self.faits.clone();
        if let Some((last, before)) = self.releves.split_last() {
            let before: Vec<String> = before.iter().map(u8::to_string).collect();
            said.push(match before.is_empty() {
                true => format!("relevé de la caisse pour l'année {last}"),
                false => format!("relevés de la caisse pour les années {} et {last}", before.join(", ")),
            });
        }
        (!said.is_empty()).then(|| said.join(", "))
    }
}

/// The figure that was read, if one was; a rule that gives one among several reads its own.
fn montre(variante: Option<u8>, noeud: &Noeud, lu: &Lu) -> Option<Montre> {
    match lu.origine {
        Origine::Figure(chemin) => Some(Montre { variante, chemin }).filter(|_| chemin != noeud.chemin),
        Origine::Variante(index, chemin) => Some(Montre { variante: Some(index), chemin }),
        _ => None,
    }
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
