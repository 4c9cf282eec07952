"""Épaule : l'aide conventionnelle à l'emploi d'assistants médicaux.

Sur un dossier, un dict entre et un dict sort :

>>> etude = epaule.etudier({"medecin": {"specialite": "01"}, "patientele": {"pmt": 1300, "pfa": 1600}})

Sur des colonnes, un tableau entre et un tableau sort : pyarrow, polars, pandas (3 ou plus récent), DuckDB, sans copie.

>>> aides = polars.DataFrame(epaule.calculer(polars.read_parquet("contrats.parquet"), au="2026-11-23"))
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from os import PathLike
from typing import Any

from . import _epaule
from ._epaule import (
    Empreinte,
    Moteur,
    Population,
    Resultat,
    Schema,
    generer,
    schema_entree,
    schema_sortie,
    version,
)
from .fautes import Faute, Fautes

__all__ = [
    "Empreinte",
    "Faute",
    "Fautes",
    "Moteur",
    "Population",
    "Resultat",
    "Schema",
    "calculer",
    "empreinte",
    "etudier",
    "generer",
    "schema_entree",
    "schema_sortie",
    "version",
]
__version__ = version


def etudier(
    dossier: dict[str, Any],
    *,
    au: str | date | None = None,
    connu_au: str | date | None = None,
    regles: str | PathLike[str] | None = None,
) -> dict[str, Any]:
    """L'étude d'un dossier, comme la donne « epaule etudier --format json ».

    dossier : les champs d'un dossier ; « epaule schema dossier » les décrit. Une date est un texte ou un date.
    au : jour d'étude, aujourd'hui par défaut (2026-11-23, 23/11/2026 ou un date).
    connu_au : seul ce qui était connu ce jour-là compte ; le jour d'étude par défaut.
    regles : répertoire de règles, celles du programme par défaut.

    Lève Fautes si le dossier ou la demande ne se lit pas : toutes les fautes à la fois.
    """
    try:
        texte = json.dumps(dossier, ensure_ascii=False, allow_nan=False, default=_valeur)
    except ValueError as erreur:
        if "JSON compliant" not in str(erreur):
            raise
        raise ValueError("un dossier ne contient ni NaN ni infini : retirez la clé, absent veut dire inconnu") from None
    return json.loads(_epaule.etudier(texte, au=au, connu_au=connu_au, regles=regles))


def _valeur(valeur: Any) -> Any:
    """Ce que JSON ne connaît pas : une date, un montant exact, un nombre de NumPy."""
    if isinstance(valeur, date):
        return valeur.isoformat()
    if isinstance(valeur, Decimal):
        return int(valeur) if valeur.is_finite() and valeur == valeur.to_integral_value() else float(valeur)
    if hasattr(valeur, "item"):
        return valeur.item()
    raise TypeError(f"un dossier ne contient pas de {type(valeur).__name__}")


def calculer(data: Any, *, premiere_ligne: int = 1, **options: Any) -> Resultat:
    """Les années de chaque contrat d'un tableau : Moteur(**options).calculer(data)."""
    return Moteur(**options).calculer(data, premiere_ligne=premiere_ligne)


def empreinte(data: Any, *, sans: Iterable[str] = ()) -> str:
    """L'empreinte d'un résultat, la même quel que soit l'ordre des lignes et le système qui les tient.

    sans : colonnes laissées de côté.
    """
    somme = Empreinte(list(sans))
    somme.ajouter(data)
    return somme.hex()
