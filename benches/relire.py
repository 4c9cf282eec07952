"""Whether every reader finds in a Parquet output what the same job writes in Arrow.

    python benches/relire.py AIDES.parquet AIDES.arrow

The pages of the Parquet file are made by epaule-lot itself; those of the Arrow file by its library. Exits with 1 where a
reader finds anything else."""

import sys
from collections.abc import Callable

import duckdb
import polars
import pyarrow
import pyarrow.ipc
import pyarrow.parquet

LECTEURS: dict[str, Callable[[str], polars.DataFrame]] = {
    "pyarrow": lambda fichier: polars.from_arrow(pyarrow.parquet.read_table(fichier)),
    "Polars": polars.read_parquet,
    "DuckDB": lambda fichier: duckdb.sql(f"FROM '{fichier}'").pl(),
}


def mots_en_texte(table: polars.DataFrame) -> polars.DataFrame:
    """Words are dictionaries for one reader and text for another."""
    mots = [nom for nom, genre in table.schema.items() if genre in (polars.Categorical, polars.Enum)]
    return table.with_columns(polars.col(mots).cast(polars.String)) if mots else table


def differences(lue: polars.DataFrame, attendue: polars.DataFrame) -> list[str]:
    if lue.columns != attendue.columns or lue.height != attendue.height:
        return [f"{lue.height} rows of {lue.columns}"]
    return [nom for nom in attendue.columns if not lue[nom].equals(attendue[nom], null_equal=True)]


def relire(parquet: str, arrow: str) -> list[str]:
    """What readers find that is not so; nothing, where all is."""
    with pyarrow.OSFile(arrow) as fichier:
        attendue = mots_en_texte(polars.from_arrow(pyarrow.ipc.open_file(fichier).read_all()))
    trouvees = {nom: differences(mots_en_texte(lire(parquet)), attendue) for nom, lire in LECTEURS.items()}
    return [f"{nom}: {', '.join(colonnes)}" for nom, colonnes in trouvees.items() if colonnes]


if __name__ == "__main__":
    fautes = relire(*sys.argv[1:3])
    for faute in fautes:
        print(faute, file=sys.stderr)
    sys.exit(1 if fautes else 0)
