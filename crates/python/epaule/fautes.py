"""Ce qui ne va pas dans une demande : toutes les fautes à la fois, en français."""

from __future__ import annotations

from typing import TypedDict


class Faute(TypedDict):
    """Une faute : un code stable, où, quoi, et qu'écrire à la place."""

    code: str
    chemin: str
    message: str
    conseil: str


class Fautes(ValueError):
    """Les fautes d'un dossier, d'une demande ou des colonnes d'un tableau.

    >>> try:
    ...     epaule.etudier({"medecin": {"specialite": "99"}})
    ... except epaule.Fautes as refus:
    ...     for faute in refus.fautes:
    ...         print(faute["code"], faute["chemin"])
    """

    #: Chaque faute, dans l'ordre du document.
    fautes: list[Faute]

    def __init__(self, fautes: list[Faute]) -> None:
        super().__init__(fautes)
        self.fautes = fautes

    def __str__(self) -> str:
        return "\n".join(_phrase(faute) for faute in self.fautes)


def _phrase(faute: Faute) -> str:
    lieu = f"{faute['chemin']} : " if faute["chemin"] else ""
    conseil = f" ; {faute['conseil']}" if faute["conseil"] else ""
    return f"{lieu}{faute['message']}{conseil} [{faute['code']}]"
