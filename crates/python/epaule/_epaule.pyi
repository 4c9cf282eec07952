"""Ce que le programme offre à Python."""

from collections.abc import Sequence
from datetime import date
from os import PathLike
from typing import Any, Protocol, TypedDict, final, type_check_only

__all__ = [
    "Empreinte",
    "Moteur",
    "Population",
    "Resultat",
    "Schema",
    "etudier",
    "generer",
    "schema_entree",
    "schema_sortie",
    "version",
]

@type_check_only
class _Flux(Protocol):
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

@type_check_only
class _Lot(Protocol):
    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...

@type_check_only
class Comptes(TypedDict):
    """Ce que les contrats sont devenus : contrats = repondus + en_erreur."""

    contrats: int
    repondus: int
    en_erreur: int
    lignes: int

version: str

def etudier(
    dossier: str,
    *,
    au: str | date | None = None,
    connu_au: str | date | None = None,
    regles: str | PathLike[str] | None = None,
) -> str:
    """L'étude d'un dossier, l'un et l'autre en JSON."""

@final
class Schema:
    """Noms et types des colonnes, pour tout lecteur d'Arrow : pyarrow.schema(…)."""

    @property
    def noms(self) -> list[str]:
        """Noms des colonnes, dans l'ordre."""

    def __arrow_c_schema__(self) -> object: ...

@final
class Resultat:
    """Résultat d'un calcul, qui avance à mesure qu'on le lit : pyarrow.table(…), polars.DataFrame(…)."""

    @property
    def comptes(self) -> Comptes | None:
        """Ce que les contrats sont devenus ; None tant que tout n'est pas lu."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __arrow_c_schema__(self) -> object: ...

@final
class Population:
    """Population synthétique, la même à chaque lecture."""

    @property
    def hypotheses(self) -> dict[str, str]:
        """Ce que la population suppose, faute de chiffre publié : une phrase par nom."""

    def __len__(self) -> int: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __arrow_c_schema__(self) -> object: ...

@final
class Moteur:
    """Les règles, un jour d'étude et des années, pour autant de tableaux qu'on veut.

    au : jour d'étude, aujourd'hui par défaut.
    annees : la première et la dernière année de contrat, de 1 à 60, ou une seule ; (1, 5) par défaut.
    regles : répertoire de règles, celles du programme par défaut.
    questions : une colonne de plus, les points ouverts dont une autre lecture change la ligne.
    bornes : deux colonnes de plus, entre lesquelles se tient une aide qui n'est pas connue.
    dictionnaires : les mots en dictionnaires ; False : en texte, pour un lecteur qui n'en prend pas (Spark).
    ignorer : colonnes laissées de côté. garder : colonnes reprises telles quelles dans le résultat.
    ignorer_les_autres : toute colonne qui n'est pas un champ d'un dossier est laissée de côté.
    """

    def __new__(
        cls,
        *,
        au: str | date | None = None,
        annees: int | tuple[int, int] | None = None,
        regles: str | PathLike[str] | None = None,
        questions: bool = False,
        bornes: bool = False,
        dictionnaires: bool = True,
        ignorer: Sequence[str] = (),
        garder: Sequence[str] = (),
        ignorer_les_autres: bool = False,
    ) -> Moteur: ...
    def calculer(self, data: _Flux | _Lot, *, premiere_ligne: int = 1) -> Resultat:
        """Les années de chaque contrat d'un tableau ; premiere_ligne : le rang de son premier contrat.

        Lève Fautes si une colonne n'est pas connue ou ne se lit pas.
        """

    @property
    def au(self) -> str:
        """Jour d'étude, comme 2026-11-23."""

@final
class Empreinte:
    """Empreinte d'un résultat, la même quel que soit l'ordre des lignes et le système qui les tient.

    Elle grandit tableau par tableau, s'additionne, et passe d'une machine à l'autre (pickle, ou hex et lignes).
    sans : colonnes laissées de côté.
    """

    def __new__(cls, sans: Sequence[str] = (), hexadecimal: str | None = None, lignes: int = 0) -> Empreinte: ...
    def ajouter(self, data: _Flux | _Lot) -> None:
        """Ajoute les lignes d'un tableau."""

    def reunir(self, autre: Empreinte) -> None:
        """Ajoute ce qu'une autre empreinte contient."""

    def hex(self) -> str:
        """64 chiffres hexadécimaux."""

    @property
    def lignes(self) -> int:
        """Nombre de lignes."""

    @property
    def sans(self) -> list[str]:
        """Colonnes laissées de côté."""

    def __eq__(self, autre: object, /) -> bool: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

def schema_entree() -> Schema:
    """Les colonnes qu'un tableau peut avoir, avec leur type le plus naturel."""

def schema_sortie(*, questions: bool = False, bornes: bool = False, dictionnaires: bool = True) -> Schema:
    """Les colonnes d'un résultat, avant celles qu'on garde."""

def generer(n: int, graine: int = 0, au: str | date | None = None) -> Population:
    """Une population synthétique de n contrats, au jour d'étude ; la même graine donne la même population."""
