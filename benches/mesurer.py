"""Runs every measure and prints them beside what is aimed at. Called by mesurer.sh, which builds what it needs."""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

ICI = Path(__file__).parent
AU = "2026-11-28"
ANNEES = 5
# Contracts up to which the output is read back by other tools.
RELUS = 1_000_000


def outil(*commande) -> dict:
    """What a tool says, as JSON."""
    fait = subprocess.run([str(mot) for mot in commande], stdout=subprocess.PIPE, check=True)
    return json.loads(fait.stdout)


def lancer(*commande) -> dict:
    """Time on the wall, processor time and peak memory of a program."""
    debut = time.perf_counter_ns()
    enfant = subprocess.Popen([str(mot) for mot in commande], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    dit = enfant.stderr.read()
    _, statut, usage = os.wait4(enfant.pid, 0)
    mur = time.perf_counter_ns() - debut
    enfant.returncode = os.waitstatus_to_exitcode(statut)
    if enfant.returncode != 0:
        sys.exit(f"{commande[0]}: {dit.decode()}")
    unite = 1 if sys.platform == "darwin" else 1024
    return {
        "mur_ns": mur,
        "processeur_ns": round((usage.ru_utime + usage.ru_stime) * 1e9),
        "memoire": usage.ru_maxrss * unite,
    }


def meilleure(durees: list[dict]) -> dict:
    return {cle: min(duree[cle] for duree in durees) for cle in durees[0]}


def travail(release: Path, dossier: Path, n: int, fois: int) -> dict:
    """A whole job of n contracts and its floor, one after the other."""
    entree, sortie = dossier / "contrats.parquet", dossier / "aides.parquet"
    lot = release / "epaule-lot"
    genere = lancer(lot, "generer", n, "--graine", 1, "--au", AU, "--sortie", entree, "--ecraser")
    calculs, planchers = [], []
    for _ in range(fois):
        calculs.append(lancer(lot, "calculer", entree, "--sortie", sortie, "--au", AU, "--ecraser"))
        ecrit = sortie.stat().st_size
        planchers.append(outil(release / "mesures", "plancher", entree, "--sortie", sortie))
        modele = sortie.stat().st_size
        if planchers[-1]["lignes"] != n * ANNEES:
            sys.exit(f"the floor wrote {planchers[-1]['lignes']} rows, and the job {n * ANNEES}: they are not alike")
    tailles = {"entree": entree.stat().st_size, "sortie": ecrit, "sortie_du_plancher": modele}
    if n <= RELUS:
        controler(lot, entree, sortie, dossier / "aides.arrow")
    for fichier in (entree, sortie):
        fichier.unlink()
    plancher = {
        etape: meilleure([plancher["etapes"][etape] for plancher in planchers]) for etape in planchers[0]["etapes"]
    }
    return {
        "contrats": n,
        "fois": fois,
        "generer": genere,
        "calculer": meilleure(calculs),
        "plancher": plancher,
        "octets": tailles | {"en_memoire": planchers[0]["octets"]},
    }


def controler(lot: Path, entree: Path, sortie: Path, temoin: Path):
    """Stops where a reader finds in the output anything but what the job gave."""
    for fichier in (sortie, temoin):
        lancer(lot, "calculer", entree, "--sortie", fichier, "--au", AU, "--ecraser")
    # Apart: what this program holds in memory would count as that of the next one that it starts.
    relu = subprocess.run([sys.executable, str(ICI / "relire.py"), str(sortie), str(temoin)])
    temoin.unlink()
    if relu.returncode != 0:
        sys.exit(f"{sortie.name} is read otherwise than it was written")


def duree(mesure: dict, horloge: str) -> float:
    return mesure["duree"][horloge]


class Noyau:
    """The measures in memory, by name and number of threads."""

    def __init__(self, brut: dict):
        self.brut = brut
        self.mesures = {(mesure["nom"], mesure["fils"]): mesure for mesure in brut["mesures"]}

    def ns(self, nom: str, fils: int = 1) -> float:
        """Processor time a row."""
        mesure = self.mesures[nom, fils]
        return duree(mesure, "processeur_ns") / mesure["lignes"]

    def debit(self, nom: str, fils: int) -> float:
        """Rows a second, on cores of one's own: processor time is shared between the threads."""
        return fils * 1e9 / self.ns(nom, fils)

    def debit_vu(self, nom: str, fils: int) -> float:
        """Rows a second, as they came on the wall."""
        mesure = self.mesures[nom, fils]
        return mesure["lignes"] * 1e9 / duree(mesure, "mur_ns")


def tableau(titre: str, entetes: list[str], lignes: list[list[str]]):
    colonnes = list(zip(*([entetes] + lignes)))
    largeurs = [max(len(case) for case in colonne) for colonne in colonnes]
    print(f"\n{titre}\n", flush=True)
    for rang, ligne in enumerate([entetes, ["-" * largeur for largeur in largeurs], *lignes]):
        cases = [case.ljust(l) if c == 0 else case.rjust(l) for c, (case, l) in enumerate(zip(ligne, largeurs))]
        if rang == 1:
            cases = [case if c == 0 else case[:-1] + ":" for c, case in enumerate(cases)]
        print("| " + " | ".join(cases) + " |")


NOMS = {
    "regles_d_un_trait": "rules alone, contracts that one run settles",
    "regles_d_un_trait_codes": "  with reason codes",
    "regles": "rules alone, every contract",
    "regles_codes": "  with reason codes",
    "colonnes": "columns in, columns out, reason codes",
    "colonnes_bornes": "  with --bornes",
    "colonnes_questions": "  with --questions",
    "arbres": "rules alone, as trees",
    "etudes": "whole études, every explanation",
}


def dire_le_noyau(noyau: Noyau):
    brut = noyau.brut
    lignes = []
    for nom, texte in NOMS.items():
        lignes.append(
            [
                texte,
                f"{noyau.ns(nom):,.1f}",
                f"{noyau.ns(nom, 2):,.1f}",
                f"{noyau.debit(nom, 2):,.0f}",
                f"{noyau.debit_vu(nom, 2):,.0f}",
            ]
        )
    entetes = ["in memory", "ns a row, 1 thread", "2 threads, each", "rows a second, 2 cores", "seen on the wall"]
    tableau("Kernel", entetes, lignes)
    print(
        f"\nA row is a contract year asked, {ANNEES} a contract; {brut['annees'] / brut['contrats'] / ANNEES:.1%} of them "
        f"have figures. One run of the rules settles {brut['d_un_trait'] / brut['contrats']:.1%} of the contracts."
    )


def dire_le_travail(fait: dict, noyau: Noyau):
    calcul, plancher = fait["calculer"], fait["plancher"]
    contrats = fait["contrats"]
    par_ligne = lambda horloge, quoi: f"{quoi[horloge] / contrats / ANNEES:,.1f}"
    lignes = []
    for texte, quoi in [
        ("job: epaule-lot calculer, Parquet to Parquet", calcul),
        ("floor: read, and encode an output worked out before", plancher["ensemble"]),
        ("  read alone", plancher["lire"]),
        ("the same floor by the crate parquet's own pages", plancher["bibliotheque"]),
        ("copy of the same bytes in memory", plancher["copier"]),
    ]:
        lignes.append(
            [
                texte,
                par_ligne("processeur_ns", quoi),
                par_ligne("mur_ns", quoi),
                f"{quoi['processeur_ns'] / plancher['ensemble']['processeur_ns']:.2f}",
                f"{quoi['mur_ns'] / plancher['ensemble']['mur_ns']:.2f}",
            ]
        )
    entetes = [f"{contrats:,} contracts", "ns a row, processor", "on the wall", "× floor, processor", "× floor, wall"]
    tableau("Whole job", entetes, lignes)
    octets = fait["octets"]
    print(
        f"\nPeak memory {calcul['memoire'] / 1e6:,.0f} MB. Files: {octets['entree'] / 1e6:,.0f} MB in, "
        f"{octets['sortie'] / 1e6:,.0f} MB out ({octets['sortie_du_plancher'] / 1e6:,.0f} of the floor); "
        f"{octets['en_memoire'] / 1e6:,.0f} MB of columns. Best of {fait['fois']}."
    )


def dire_la_tranche(tranche: dict):
    boucle = next(mesure for mesure in tranche["mesures"] if mesure["nom"] == "boucle")
    noms = {"epaule": "Épaule's rules", "boucle": "hand-written loop, Rust"}
    lignes = [
        [
            noms.get(mesure["nom"], mesure["nom"]),
            f"{duree(mesure, 'processeur_ns') / tranche['lignes']:,.1f}",
            f"{duree(mesure, 'processeur_ns') / duree(boucle, 'processeur_ns'):,.2f}",
            f"{mesure['fausses']:,}",
            f"{mesure['fausses'] / tranche['lignes']:.2%}",
        ]
        for mesure in tranche["mesures"]
    ]
    entetes = [f"{tranche['lignes']:,} rows, one thread", "ns a row", "× the loop", "a cent wrong", "of rows"]
    tableau("Slice: amount by option, year and band, then the share", entetes, lignes)


def buts(noyau: Noyau, travaux: list[dict], tranche: dict):
    """What is aimed at beside what was seen; processor time, so that a busy machine counts less."""
    par_nom = {mesure["nom"]: duree(mesure, "processeur_ns") for mesure in tranche["mesures"]}
    lignes = []

    def but(quoi: str, vise: str, vu: float, forme: str, tenu: bool):
        lignes.append([quoi, vise, format(vu, forme), "yes" if tenu else "no"])

    slice_ = par_nom["epaule"] / par_nom["boucle"]
    but("slice / hand-written loop", "1", slice_, ".2f", slice_ <= 1.05)
    for nom, quoi in [("regles_d_un_trait_codes", "one run of the rules"), ("regles_codes", "every contract, reruns too")]:
        ns = noyau.ns(nom)
        but(f"whole rule set, reason codes, ns a row a core: {quoi}", "≤ 40", ns, ".1f", ns <= 40)
    for nom, quoi in [("regles_d_un_trait", "one run of the rules"), ("regles", "every contract")]:
        codes = noyau.ns(f"{nom}_codes") / noyau.ns(nom) - 1
        but(f"reason codes cost: {quoi}", "≤ 5 %", codes, ".1%", codes <= 0.05)
    compact = noyau.debit("colonnes", 2)
    but("explained, compact, rows a second, 2 cores", "≥ 1,000,000", compact, ",.0f", compact >= 1e6)
    for nom, quoi in [("arbres", "trees of the run"), ("etudes", "whole études")]:
        arbres = noyau.debit(nom, 2)
        but(f"explained, as trees, rows a second, 2 cores: {quoi}", "≥ 100,000", arbres, ",.0f", arbres >= 1e5)
    for fait in travaux:
        n = fait["contrats"]
        calcul = fait["calculer"]["processeur_ns"]
        for nom, quoi in [("regles_codes", "rules"), ("colonnes", "rules, and columns in and out")]:
            part = noyau.ns(nom, 2) * n * ANNEES / calcul
            but(f"kernel / job, {n:,} contracts: {quoi}", "≤ 0.25", part, ".2f", part <= 0.25)
        for etape, quoi in [("bibliotheque", "the library's own pages"), ("ensemble", "our pages")]:
            sol = calcul / fait["plancher"][etape]["processeur_ns"]
            but(f"job / floor, {n:,} contracts: {quoi}", "≤ 1.3", sol, ".2f", sol <= 1.3)
    for petit, grand in zip(travaux, travaux[1:]):
        fois = grand["contrats"] / petit["contrats"]
        texte = f"{petit['contrats']:,} to {grand['contrats']:,} contracts"
        temps = grand["calculer"]["processeur_ns"] / petit["calculer"]["processeur_ns"] / fois
        but(f"time a row, {texte}", "1", temps, ".2f", temps <= 1.1)
        memoire = grand["calculer"]["memoire"] / petit["calculer"]["memoire"]
        but(f"peak memory, {texte}", "≤ 1.2", memoire, ".2f", memoire <= 1.2)
    tableau("Goals", ["what", "goal", "seen", "met"], lignes)


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("release", type=Path, help="folder of epaule-lot and mesures")
    args.add_argument("dossier", type=Path, help="folder that files go to")
    args.add_argument("--json", type=Path, required=True, help="file that figures go to")
    args.add_argument("--essai", action="store_true", help="small and once")
    args.add_argument("tailles", type=int, nargs="*", help="contracts of the whole jobs")
    args = args.parse_args()
    tailles = args.tailles or ([20_000] if args.essai else [1_000_000, 10_000_000])
    fois = 1 if args.essai else 7
    contrats, lignes = (4_000, 20_000) if args.essai else (40_000, 1_000_000)
    mesures = args.release / "mesures"
    tranche = outil(mesures, "tranche", "--lignes", lignes, "--fois", fois, "--dossier", args.dossier)
    autres = outil(sys.executable, ICI / "tranche.py", args.dossier, fois)
    tranche["mesures"] += autres["mesures"]
    dire_la_tranche(tranche)
    noyau = Noyau(outil(mesures, "noyau", "--contrats", contrats, "--fois", fois))
    dire_le_noyau(noyau)
    travaux = []
    args.json.parent.mkdir(parents=True, exist_ok=True)
    for n in sorted(tailles):
        # What takes minutes evens out by itself.
        repetitions = 1 if args.essai or n > 2_000_000 else 3
        travaux.append(travail(args.release, args.dossier, n, repetitions))
        dire_le_travail(travaux[-1], noyau)
        # A large job may not end: what came before it is kept.
        tout = {"coeurs": os.cpu_count(), "noyau": noyau.brut, "travaux": travaux, "tranche": tranche}
        args.json.write_text(json.dumps(tout, indent=1))
    buts(noyau, travaux, tranche)
    print(f"\nFigures: {args.json}")


if __name__ == "__main__":
    main()
