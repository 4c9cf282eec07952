"""The slice of the rules in other tools, each as its users write it, on one thread; figures as JSON.

    python benches/tranche.py FOLDER ROUNDS     after `mesures tranche --dossier FOLDER`

Every function gives the aid of each row, in euros or in cents. Reading the rows is not counted, nor is making the
tool's own table of them; the result is a column of the tool."""

import json
import os
import sys
import time
from pathlib import Path

# Before the tools are loaded, which read it once.
for nom in ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[nom] = "1"

import duckdb
import numpy
import polars
import pyarrow
import pyarrow.ipc

OPTIONS = ["1/3", "0.5", "1", "1.5", "2"]
BANDES = ["p30-p90", "p90-p95", "p95"]
COLONNES = ["option", "annee", "bande", "num", "den"]
# (option, year up to the third, band) -> cents
Montants = list[list[list[int | None]]]


def avec_numpy(lignes: pyarrow.Table, montants: Montants):
    table = numpy.array([[[c or 0 for c in bandes] for bandes in annees] for annees in montants], dtype=numpy.int64)
    option, annee, bande, num, den = (lignes[nom].to_numpy() for nom in COLONNES)
    euros = table / 100

    def en_euros():
        return numpy.round(euros[option, numpy.minimum(annee, 3) - 1, bande] * (num / den), 2)

    def en_centimes():
        montant = table[option, numpy.minimum(annee, 3) - 1, bande]
        return (2 * montant * num + den) // (2 * den.astype(numpy.int64))

    yield "NumPy, euros", en_euros, lambda aides: aides
    yield "NumPy, cents", en_centimes, lambda aides: aides / 100


def avec_polars(lignes: pyarrow.Table, montants: Montants):
    table = polars.DataFrame(
        [
            {"option": option, "rang": rang, "bande": bande, "centimes": centimes, "euros": centimes / 100}
            for option, annees in enumerate(montants)
            for rang, bandes in enumerate(annees, 1)
            for bande, centimes in enumerate(bandes)
            if centimes is not None
        ],
        schema={"option": polars.Int8, "rang": polars.Int8, "bande": polars.Int8, "centimes": polars.Int64, "euros": polars.Float64},
    )
    cadre = polars.from_arrow(lignes)
    num, den = polars.col("num"), polars.col("den").cast(polars.Int64)

    def aides(aide: polars.Expr):
        rang = polars.min_horizontal("annee", polars.lit(3, dtype=polars.Int8)).alias("rang")
        jointes = cadre.lazy().with_columns(rang).join(
            table.lazy(), on=["option", "rang", "bande"], how="left", maintain_order="left"
        )
        return jointes.select(aide.alias("aide")).collect()

    euros = (polars.col("euros") * num / den).round(2)
    centimes = (2 * polars.col("centimes") * num + den) // (2 * den)
    yield "Polars, euros", lambda: aides(euros), lambda cadre: cadre["aide"].to_numpy()
    yield "Polars, cents", lambda: aides(centimes), lambda cadre: cadre["aide"].to_numpy() / 100


def avec_duckdb(lignes: pyarrow.Table, montants: Montants):
    base = duckdb.connect()
    base.execute("SET threads = 1")
    base.execute("CREATE TABLE montants (option TINYINT, rang TINYINT, bande TINYINT, centimes BIGINT, euros DOUBLE)")
    base.executemany(
        "INSERT INTO montants VALUES (?, ?, ?, ?, ?)",
        [
            (option, rang, bande, centimes, centimes / 100)
            for option, annees in enumerate(montants)
            for rang, bandes in enumerate(annees, 1)
            for bande, centimes in enumerate(bandes)
            if centimes is not None
        ],
    )
    base.register("entree", lignes)
    base.execute("CREATE TABLE lignes AS SELECT * FROM entree")

    def aides(aide: str):
        requete = f"""CREATE OR REPLACE TEMP TABLE aides AS
            SELECT {aide} AS aide FROM lignes
            JOIN montants ON montants.option = lignes.option AND montants.bande = lignes.bande
             AND montants.rang = least(lignes.annee, 3)"""
        base.execute(requete)

    def lire(_):
        return base.execute("SELECT aide FROM aides").fetchnumpy()["aide"]

    yield "DuckDB, euros", lambda: aides("round(euros * num / den, 2)"), lire
    yield "DuckDB, cents", lambda: aides("(2 * centimes * num + den) // (2 * den)"), lambda fait: lire(fait) / 100


def avec_openfisca(lignes: pyarrow.Table, montants: Montants):
    from openfisca_core import entities, periods, simulation_builder, taxbenefitsystems, variables
    from openfisca_core.indexed_enums import Enum
    from openfisca_core.parameters import ParameterNode

    contrat = entities.build_entity("contrat", "contrats", "Un contrat", is_person=True)
    systeme = taxbenefitsystems.TaxBenefitSystem([contrat])

    class Option(Enum):
        tiers = "1/3"
        demi = "0.5"
        un = "1"
        un_et_demi = "1.5"
        deux = "2"

    class Rang(Enum):
        premiere = "1"
        deuxieme = "2"
        suivantes = "3"

    class Bande(Enum):
        p30_p90 = "p30-p90"
        p90_p95 = "p90-p95"
        p95 = "p95"

    donnees = {
        option.name: {
            rang.name: {
                bande.name: {"values": {"2024-01-01": {"value": (montants[o][r][b] or 0) / 100}}}
                for b, bande in enumerate(Bande)
            }
            for r, rang in enumerate(Rang)
        }
        for o, option in enumerate(Option)
    }
    systeme.parameters = ParameterNode("", data={"montant": donnees})

    def entree(nom, **quoi):
        quoi = {"entity": contrat, "definition_period": periods.DateUnit.YEAR, "label": nom} | quoi
        systeme.add_variable(type(nom, (variables.Variable,), quoi))

    entree("option", value_type=Enum, possible_values=Option, default_value=Option.un)
    entree("rang", value_type=Enum, possible_values=Rang, default_value=Rang.premiere)
    entree("bande", value_type=Enum, possible_values=Bande, default_value=Bande.p30_p90)
    entree("gagnes", value_type=int)
    entree("a_gagner", value_type=int)

    def montant(contrats, period, parameters):
        montants = parameters(period).montant
        return montants[contrats("option", period)][contrats("rang", period)][contrats("bande", period)]

    def montant_de_la_table(contrats, period):
        return euros[contrats("option", period), contrats("rang", period), contrats("bande", period)]

    def part(contrats, period):
        return contrats("gagnes", period) / contrats("a_gagner", period)

    def aide(montant):
        return lambda contrats, period: numpy.round(contrats(montant, period) * contrats("part", period), 2)

    entree("part", value_type=float, formula=part)
    entree("montant", value_type=float, formula=montant)
    entree("aide", value_type=float, formula=aide("montant"))
    # Some leave the tool's own tables for one of NumPy.
    euros = numpy.array([[[(c or 0) / 100 for c in bandes] for bandes in annees] for annees in montants])
    entree("montant_de_la_table", value_type=float, formula=montant_de_la_table)
    entree("aide_de_la_table", value_type=float, formula=aide("montant_de_la_table"))
    option, annee, bande, num, den = (lignes[nom].to_numpy() for nom in COLONNES)
    periode = periods.period("2025")
    simulation = simulation_builder.SimulationBuilder().build_default_simulation(systeme, len(lignes))
    rangs = numpy.minimum(annee, 3) - 1
    for nom, ordres, mots in [("option", option, Option), ("rang", rangs, Rang), ("bande", bande, Bande)]:
        simulation.set_input(nom, periode, numpy.array([mot.name for mot in mots])[ordres])
    simulation.set_input("gagnes", periode, num)
    simulation.set_input("a_gagner", periode, den)

    def calculer(montant, aide):
        for nom in ("part", montant, aide):
            simulation.delete_arrays(nom)
        return simulation.calculate(aide, periode)

    yield "OpenFisca-Core, its parameters", lambda: calculer("montant", "aide"), lambda aides: aides
    yield "OpenFisca-Core, a NumPy table", lambda: calculer("montant_de_la_table", "aide_de_la_table"), lambda aides: aides


def exactes(lignes: pyarrow.Table, montants: Montants) -> list[int]:
    """The aid of each row in cents, half a cent up, in whole numbers of any size."""
    colonnes = zip(*(lignes[nom].to_pylist() for nom in COLONNES))
    return [
        (2 * montants[option][min(annee, 3) - 1][bande] * num + den) // (2 * den)
        for option, annee, bande, num, den in colonnes
    ]


def mesurer(dossier: Path, fois: int):
    montants = json.loads((dossier / "montants.json").read_text())
    with pyarrow.memory_map(str(dossier / "tranche.arrow")) as fichier:
        lignes = pyarrow.ipc.open_file(fichier).read_all()
    vrai = numpy.array(exactes(lignes, montants))
    outils = [
        outil
        for avec in (avec_duckdb, avec_polars, avec_numpy, avec_openfisca)
        for outil in avec(lignes, montants)
    ]
    durees = {nom: [] for nom, _, _ in outils}
    fausses = {}
    for tour in range(fois):
        for nom, calculer, lire in outils:
            mur, processeur = time.perf_counter_ns(), time.process_time_ns()
            fait = calculer()
            durees[nom].append((time.perf_counter_ns() - mur, time.process_time_ns() - processeur))
            if tour == 0:
                centimes = numpy.round(numpy.asarray(lire(fait), dtype=numpy.float64) * 100).astype(numpy.int64)
                fausses[nom] = int((centimes != vrai).sum())
    return {
        "lignes": len(lignes),
        "mesures": [
            {
                "nom": nom,
                "duree": {"mur_ns": min(mur for mur, _ in tours), "processeur_ns": min(p for _, p in tours)},
                "fausses": fausses[nom],
            }
            for nom, tours in durees.items()
        ],
    }


if __name__ == "__main__":
    print(json.dumps(mesurer(Path(sys.argv[1]), int(sys.argv[2]))))
