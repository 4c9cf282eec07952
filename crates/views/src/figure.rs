//! The name of each figure of an étude.

use convention::cout::LigneCout;
use convention::eligibilite::Eligibilite;
use convention::explication::{Bout, Chemin, FigureCout, Grandeur, Poste, RepereObjectif};
use convention::indicateur::Indicateur;

use crate::date::date;
use crate::mots::Mots;
use crate::typographie::minuscule;
use crate::vue::Vue;

impl Mots<'_> {
    /// The name of a figure that the étude of a doctor and that of a group have alike. `ans`: `5 ans`.
    pub(crate) fn figure_commune(&self, chemin: Chemin, eligibilite: &Eligibilite, ans: &str) -> Option<String> {
        use Chemin as C;
        let de = |what: &str, i: Indicateur| self.de(what, i);
        Some(match chemin {
            C::Regime => "règles du contrat".to_owned(),
            C::Verdict => "droit à l'aide".to_owned(),
            C::Motif(index) => {
                let motif = eligibilite.motifs.get(usize::from(index));
                format!("condition «\u{a0}{}\u{a0}»", motif.map_or("", |m| self.regle(m.regle)))
            }
            C::Nature(i) => de("objectif", i),
            C::Depart(i) => de("départ", i),
            C::Cible(i) => de("cible", i),
            C::Plancher(i) => de("plancher", i),
            C::SeuilAtteint(i) => de("nombre qui atteint l'objectif", i),
            C::Gain(i) => de("patients de plus", i),
            C::ParSemaine(i) => de("patients de plus par semaine", i),
            C::Semaines(i) => de("semaines pour les trouver", i),
            C::Tolerance(i) => de("baisse tolérée", i),
            C::Debut(n) => annee("premier jour", n),
            C::Fin(n) => annee("dernier jour", n),
            C::Montant(n) => annee("aide maximale", n),
            C::Constat(n, i) => annee(&de("relevé", i), n),
            C::Issue(n, i) => annee(&de("résultat", i), n),
            C::Taux(n, i) => annee(&de("taux", i), n),
            C::Part(n) => annee("part de l'aide", n),
            C::Aide(n) => annee("aide due", n),
            C::Total => format!("total sur {ans}"),
            C::Maximum => format!("maximum sur {ans}"),
            C::PireCas | C::BorneTotal(Bout::Min) => format!("pire cas sur {ans}"),
            C::BorneTotal(Bout::Max) => format!("meilleur cas sur {ans}"),
            C::EnJeu => "en jeu selon les résultats".to_owned(),
            C::Borne(n, grandeur, bout) => {
                let what = match grandeur {
                    Grandeur::Montant => "aide maximale",
                    Grandeur::Part => "part de l'aide",
                    Grandeur::Aide => "aide due",
                };
                annee(&format!("{what} {}", end(bout)), n)
            }
            _ => return None,
        })
    }

    /// `cible (PMT)`.
    pub(crate) fn de(&self, what: &str, i: Indicateur) -> String {
        format!("{what} ({})", self.sigle(i))
    }
}

impl Vue<'_> {
    /// What a figure is: `aide due, année 3`. Of one option among several, the option too.
    pub fn figure(&self, variante: Option<u8>, chemin: Chemin) -> String {
        self.de_l_option(variante, self.nom(variante, chemin))
    }

    /// The same beside the figure where it is shown: from one end to the other, and told apart from its likes.
    pub fn figure_montree(&self, variante: Option<u8>, chemin: Chemin) -> String {
        let palier = |index: u8| self.chiffrage(variante).paliers.get(usize::from(index));
        let name = match chemin {
            Chemin::PalierEffectif(index) => palier(index).map(|p| format!("prochain palier, {}", self.atteindre(p))),
            _ => self.decision(variante, chemin).map(|(name, _)| name),
        };
        name.map_or_else(|| self.figure(variante, chemin), |name| self.de_l_option(variante, name))
    }

    fn de_l_option(&self, variante: Option<u8>, name: String) -> String {
        let option = variante.and_then(|index| self.etude.variantes.get(usize::from(index))?.option);
        option.map_or(name.clone(), |option| format!("{name} ({})", self.option(option)))
    }

    /// A figure of the decision table, and which end of it.
    fn decision(&self, variante: Option<u8>, chemin: Chemin) -> Option<(String, Bout)> {
        let (what, index, bout) = match chemin {
            Chemin::DecisionPart(index, bout) => ("part", index, bout),
            Chemin::DecisionAide(index, bout) => ("aide", index, bout),
            _ => return None,
        };
        Some((format!("{what} {}", self.si(variante, index)), bout))
    }

    fn nom(&self, variante: Option<u8>, chemin: Chemin) -> String {
        use Chemin as C;
        let de = |what: &str, i: Indicateur| self.de(what, i);
        let lived = self.etude.chiffrage.annees.iter().filter(|year| !year.annee.sans_un_jour()).count() as u8;
        let ans = match self.etude.chiffrage.totaux.annees.min(lived) {
            1 => "1\u{a0}an".to_owned(),
            years => format!("{years}\u{a0}ans"),
        };
        if let Some(name) = self.figure_commune(chemin, &self.etude.eligibilite, &ans) {
            return name;
        }
        match chemin {
            C::BandeDe(i) => de("tranche", i),
            C::Bande => "tranche des montants".to_owned(),
            C::Versement(index) | C::NatureVersement(index) => self.nom_a_l_index(variante, index),
            C::DateLimite(index) => format!("{}, au plus tard", self.nom_a_l_index(variante, index)),
            C::Echeance(index) => format!("{}, date", self.nom_de_l_echeance(index)),
            C::BorneVersement(index, bout) => format!("{} {}", self.nom_a_l_index(variante, index), end(bout)),
            C::DecisionPart(..) | C::DecisionAide(..) => self
                .decision(variante, chemin)
                .map_or_else(String::new, |(name, bout)| format!("{name}, {}", end(bout))),
            C::PalierEffectif(_) => "prochain palier".to_owned(),
            C::ObjectifPeriode(n, _, i, repere) => {
                let what = match repere {
                    RepereObjectif::Nature => "objectif",
                    RepereObjectif::Depart => "départ",
                    RepereObjectif::Cible => "cible",
                    RepereObjectif::Plancher => "plancher",
                    RepereObjectif::SeuilAtteint => "nombre qui atteint l'objectif",
                    RepereObjectif::Tolerance => "baisse tolérée",
                };
                annee(&de(&format!("{what} fixé par avenant"), i), n)
            }
            C::PeriodeDebut(n, k) => annee(&format!("premier jour de la période {}", k + 1), n),
            C::PeriodeFin(n, k) => annee(&format!("dernier jour de la période {}", k + 1), n),
            C::MontantPeriode(n, k) => annee(&format!("montant annuel de la période {}", k + 1), n),
            C::PartPeriode(n, k) => annee(&format!("part de l'aide de la période {}", k + 1), n),
            C::PartCalculee(n) => annee("part calculée avant la décision de la caisse", n),
            C::AideCalculee(n) => annee("aide calculée avant la décision de la caisse", n),
            C::PrisEnCompte(index) => format!("compte dans l'étude : {}", self.nom_de_l_evenement(index)),
            C::Effet(index) => format!("prise d'effet : {}", self.nom_de_l_evenement(index)),
            C::Droit(index) => format!("objectifs atteints avant : {}", self.nom_de_l_evenement(index)),
            C::FinDuContrat => "dernier jour du contrat".to_owned(),
            C::Exigible(index) => format!("{}, à partir du", self.nom_a_l_index(None, index)),
            C::Apport(index, _) => format!("{}, part d'une somme reçue", self.nom_a_l_index(None, index)),
            C::Recu(index) => format!("{}, reçu", self.nom_a_l_index(None, index)),
            C::Manque(index) => format!("{}, ce qui manque", self.nom_a_l_index(None, index)),
            C::EtatVersement(index) => format!("{}, état", self.nom_a_l_index(None, index)),
            C::Retard(index) => format!("{}, jours de retard", self.nom_a_l_index(None, index)),
            C::Inexplique(place) => {
                let rapprochement = self.etude.rapprochement.as_ref();
                let suivi = rapprochement.and_then(|r| r.encaissements.get(usize::from(place)));
                let day = suivi.map_or_else(String::new, |e| format!(" du {}", date(e.recu.date)));
                format!("somme{day}, ce qui reste sans explication")
            }
            C::Rapproche(poste) => match poste {
                Poste::Recu => "total reçu",
                Poste::Du => "total dû à ce jour",
                Poste::Manque => "total qui manque",
                Poste::EnRetard => "total en retard",
                Poste::ARendre => "total à rendre",
                Poste::TropPercu => "total reçu en trop",
                Poste::Inexplique => "total sans explication",
            }
            .to_owned(),
            C::Fait(index) => format!("{}, fait le", self.nom_de_l_echeance(index)),
            C::LimiteDeFormation => "formation de l'assistant, au plus tard".to_owned(),
            C::LimiteDePiece(index) => format!("{}, au plus tard", self.nom_de_la_piece(index)),
            C::RemiseDePiece(index) => format!("{}, fait le", self.nom_de_la_piece(index)),
            C::HypotheseSeuil(_, i) => format!("hypothèse : {}", de("nombre qui atteint l'objectif", i)),
            C::Cout(n, figure) => annee(&self.nom_du_cout(figure), n),
            of_a_group => self.figure_du_groupe(of_a_group).unwrap_or_default(),
        }
    }

    /// A figure of the cost of a year, without the year.
    fn nom_du_cout(&self, figure: FigureCout) -> String {
        use FigureCout as F;
        let ligne = |ligne: LigneCout| minuscule(self.mot(ligne.id()));
        match figure {
            F::Cout => "coût de l'emploi".to_owned(),
            F::Mois => "mois travaillés".to_owned(),
            F::Temps => "temps de travail".to_owned(),
            F::Ligne(l) => ligne(l),
            F::Reste => "reste à charge".to_owned(),
            F::BorneReste(bout) => format!("reste à charge {}", end(bout)),
            F::Debut(p) => format!("premier jour ({})", periode(p)),
            F::Fin(p) => format!("dernier jour ({})", periode(p)),
            F::NombreDeMois(p) => format!("nombre de mois ({})", periode(p)),
            F::TempsDuMois(p) => format!("temps de travail ({})", periode(p)),
            F::Minimum(p) => format!("salaire minimum d'un mois ({})", periode(p)),
            F::TauxAnciennete(p) => format!("taux de la prime d'ancienneté ({})", periode(p)),
            F::Mensuel(p, l) => format!("{} d'un mois ({})", ligne(l), periode(p)),
        }
    }

    /// `si PMT de 1 300 à 1 546 et PFA moins de 1 800`: the line of the decision table at an index.
    fn si(&self, variante: Option<u8>, index: u8) -> String {
        let decision = self.chiffrage(variante).decisions.get(usize::from(index));
        let zone = |i: Indicateur| Some(format!("{} {}", self.sigle(i), self.zone(&decision?.zones[i]?)));
        let zones: Vec<String> = Indicateur::ALL.into_iter().filter_map(zone).collect();
        format!("si {}", zones.join(" et "))
    }

    /// `avenant : changement d'option du 15 janvier 2028`: the event at an index.
    pub fn nom_de_l_evenement(&self, index: u16) -> String {
        let event = self.etude.dossier.evenements.get(usize::from(index));
        event.map_or_else(String::new, |e| format!("{} du {}", self.mot(e.nature().id()), date(e.date)))
    }

    fn nom_de_l_echeance(&self, index: u16) -> String {
        let echeance = self.etude.echeances.get(usize::from(index));
        echeance.map_or(String::new(), |e| match e.versement {
            Some(index) => self.nom_a_l_index(None, index),
            None => minuscule(self.mot(e.nature.id())),
        })
    }

    fn nom_de_la_piece(&self, index: u8) -> String {
        self.etude.pieces.get(usize::from(index)).map_or_else(String::new, |piece| self.piece(piece).to_owned())
    }

    fn nom_a_l_index(&self, variante: Option<u8>, index: u16) -> String {
        self.versement(variante, index).map_or_else(|| "versement".to_owned(), |v| self.nom_du_versement(v))
    }
}

/// A run of months of a year, by its index.
fn periode(index: u8) -> String {
    match index {
        0 => "1re période".to_owned(),
        _ => format!("{}e période", u16::from(index) + 1),
    }
}

/// `aide due, année 3`.
pub(crate) fn annee(what: &str, n: u8) -> String {
    format!("{what}, année\u{a0}{n}")
}

/// Which end of what is possible.
pub(crate) fn end(bout: Bout) -> &'static str {
    match bout {
        Bout::Min => "au moins",
        Bout::Max => "au plus",
    }
}
