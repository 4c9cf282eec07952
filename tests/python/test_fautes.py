"""Ce qui ne va pas se dit en français, par une exception de Python, jamais autrement."""

from __future__ import annotations

import pickle

import epaule
import pyarrow as pa
import pytest
from conftest import AU, RACINE

UN = {"medecin_specialite": ["01"]}


def codes(refus: pytest.ExceptionInfo[epaule.Fautes]) -> list[str]:
    return [faute["code"] for faute in refus.value.fautes]


@pytest.mark.parametrize(
    ("colonnes", "options", "attendus"),
    [
        ({"patientele_pmmt": [1], "inconnue": [2]}, {}, ["colonne-inconnue", "colonne-inconnue", "colonne-manquante"]),
        (UN | {"patientele_pmt": [[1]]}, {}, ["colonne-illisible"]),
        (UN, {"garder": ["absente"]}, ["colonne-manquante"]),
        (UN | {"aide_centimes": [1]}, {"garder": ["aide_centimes"]}, ["colonne-en-double"]),
        (UN | {"constats": pa.nulls(1), "constats_pfa": [1]}, {}, ["constats-en-double"]),
    ],
)
def test_les_colonnes(colonnes: dict, options: dict, attendus: list[str]) -> None:
    with pytest.raises(epaule.Fautes) as refus:
        epaule.calculer(pa.table(colonnes), au=AU, **options)
    assert codes(refus) == attendus
    assert set(refus.value.fautes[0]) == {"code", "chemin", "message", "conseil"}


def test_une_faute_est_une_valeur_fausse_qui_se_lit() -> None:
    with pytest.raises(ValueError, match="vouliez-vous écrire « patientele_pmt »") as refus:
        epaule.calculer(pa.table({"patientele_pmmt": [1]}), ignorer=["autre"])
    assert "[colonne-inconnue]" in str(refus.value)
    assert pickle.loads(pickle.dumps(refus.value)).fautes == refus.value.fautes


@pytest.mark.parametrize(
    ("options", "attendus"),
    [
        ({"au": "hier"}, ["date-illisible"]),
        ({"au": "2026-02-30"}, ["date-inexistante"]),
        ({"au": "1999-01-01"}, ["date-hors-bornes"]),
        ({"annees": 0}, ["annees-hors-bornes"]),
        ({"annees": (3, 2)}, ["annees-hors-bornes"]),
        ({"annees": (1, 61)}, ["annees-hors-bornes"]),
        ({"annees": (-1, 2**40)}, ["annees-hors-bornes"]),
    ],
)
def test_la_demande(options: dict, attendus: list[str]) -> None:
    with pytest.raises(epaule.Fautes) as refus:
        epaule.Moteur(**options)
    assert codes(refus) == attendus


@pytest.mark.parametrize(
    "appel",
    [
        lambda: epaule.calculer(3),
        lambda: epaule.calculer(pa.array([1])),
        lambda: epaule.calculer(pa.chunked_array([[1]])),
        lambda: epaule.Moteur(au=3),
        lambda: epaule.Moteur(annees="1-5"),
        lambda: epaule.Moteur(garder="region"),
        lambda: epaule.Moteur(inconnue=True),
        lambda: epaule.etudier({"medecin": object()}),
        lambda: epaule.empreinte(None),
    ],
)
def test_ce_qui_n_est_pas_du_bon_type(appel) -> None:
    with pytest.raises(TypeError):
        appel()


def test_les_regles_d_un_repertoire(tmp_path, population: pa.Table) -> None:
    with pytest.raises(FileNotFoundError) as absent:
        epaule.Moteur(regles=tmp_path / "absent")
    assert absent.value.filename == tmp_path / "absent"
    with pytest.raises(epaule.Fautes):
        epaule.Moteur(regles=tmp_path)
    # Les règles du programme, lues d'un répertoire, donnent le même résultat ; changées, un autre.
    for fichier in (RACINE / "crates/convention/rules").glob("*.toml"):
        (tmp_path / fichier.name).write_bytes(fichier.read_bytes())
    petit = population.slice(0, 200)
    embarque = epaule.empreinte(epaule.calculer(petit, au=AU))
    assert epaule.empreinte(epaule.calculer(petit, au=AU, regles=tmp_path)) == embarque
    (tmp_path / "questions.toml").write_text("faux", encoding="utf-8")
    with pytest.raises(epaule.Fautes) as refus:
        epaule.Moteur(regles=str(tmp_path))
    assert refus.value.fautes


def test_une_population_demande_un_nombre_et_un_jour() -> None:
    with pytest.raises(OverflowError):
        epaule.generer(-1)
    with pytest.raises(epaule.Fautes):
        epaule.generer(3, au="2018-01-01")
