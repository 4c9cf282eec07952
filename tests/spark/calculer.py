"""Les aides de contrats en Parquet, sur un cluster Spark : chaque machine fait tourner la roue « epaule ».

    spark-submit calculer.py contrats.parquet aides.parquet --au 2026-11-23

Chaque tâche prend une part des contrats et donne leurs années. « reference » est la clé : le rang d'un contrat dans
sa part n'est pas celui qu'il a dans le fichier, et la colonne « ligne » est donc laissée de côté.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import epaule
import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

#: Ce qui n'a pas de sens dans une part : le rang de la ligne.
SANS = ["ligne"]


def calculer(contrats: DataFrame, **options: Any) -> DataFrame:
    """Les années de chaque contrat ; options : celles de epaule.Moteur, sans garder."""
    colonnes = {nom: options.get(nom, False) for nom in ("questions", "bornes")}
    sortie = pa.schema(epaule.schema_sortie(dictionnaires=False, **colonnes))
    sortie = pa.schema([champ for champ in sortie if champ.name not in SANS])
    return contrats.mapInArrow(_par_lots(options), from_arrow_schema(sortie))


def _par_lots(options: dict[str, Any]) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    def annees(lots: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        # Spark ne prend pas les dictionnaires d'Arrow : les mots sortent en texte.
        moteur = epaule.Moteur(dictionnaires=False, **options)
        for lot in lots:
            for annees in pa.RecordBatchReader.from_stream(moteur.calculer(lot)):
                yield annees.drop_columns(SANS)

    return annees


def empreinte(aides: DataFrame) -> epaule.Empreinte:
    """L'empreinte d'un résultat : chaque tâche compte sa part, et les parts s'additionnent."""
    somme = epaule.Empreinte(SANS)
    for part in aides.mapInArrow(_sommer, "hexadecimal string, lignes bigint").collect():
        somme.reunir(epaule.Empreinte(SANS, part.hexadecimal, part.lignes))
    return somme


def _sommer(lots: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    part = epaule.Empreinte(SANS)
    for lot in lots:
        part.ajouter(lot)
    yield pa.RecordBatch.from_pydict({"hexadecimal": [part.hex()], "lignes": [part.lignes]})


def main() -> None:
    demande = argparse.ArgumentParser(description="Les aides de contrats en Parquet, sur un cluster Spark.")
    demande.add_argument("contrats", help="Parquet, un contrat par ligne")
    demande.add_argument("aides", help="Parquet à écrire, une année de contrat par ligne")
    demande.add_argument("--au", help="jour d'étude, aujourd'hui par défaut")
    demande.add_argument("--bornes", action="store_true", help="entre quoi se tient une aide qui n'est pas connue")
    lue = demande.parse_args()
    spark = SparkSession.builder.appName("epaule").getOrCreate()
    # Le même jour pour toutes les machines, même si le calcul passe minuit.
    au = epaule.Moteur(au=lue.au).au
    aides = calculer(spark.read.parquet(lue.contrats), au=au, bornes=lue.bornes)
    aides.write.parquet(lue.aides)
    somme = empreinte(spark.read.parquet(lue.aides))
    print(f"{somme.lignes} lignes, empreinte {somme.hex()}")
    spark.stop()


if __name__ == "__main__":
    main()
