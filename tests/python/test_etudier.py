"""Un dossier : un dict entre, un dict sort, celui de la commande."""

from __future__ import annotations

import datetime
import decimal
import json
import os
import subprocess
import sys

import epaule
import numpy as np
import pytest
from conftest import AU, RACINE

EXEMPLES = sorted((RACINE / "exemples").glob("*.toml"))


@pytest.mark.skipif(sys.version_info < (3, 11), reason="tomllib")
@pytest.mark.parametrize("exemple", EXEMPLES, ids=lambda exemple: exemple.stem)
def test_la_meme_etude_que_la_commande(exemple) -> None:
    import tomllib

    commande = [os.environ["EPAULE"], "etudier", str(exemple), "--format", "json", "--au", AU]
    attendue = json.loads(subprocess.run(commande, check=True, capture_output=True, text=True).stdout)
    # Les dates du TOML sont ici des objets de Python.
    dossier = tomllib.loads(exemple.read_text(encoding="utf-8"))
    assert epaule.etudier(dossier, au=AU) == attendue


def test_les_valeurs_de_python() -> None:
    dossier = {
        "medecin": {"specialite": "01", "secteur": "1", "naissance": "1978-04-12"},
        "patientele": {"pmt": 1300, "pfa": 1800},
        "contrat": {"signature": "2026-01-15", "option": "0.5"},
        "assistant": {"brut_mensuel_euros": 2000.5, "heures_semaine": 35},
    }
    attendue = epaule.etudier(dossier, au=AU)
    dossier["medecin"]["naissance"] = datetime.date(1978, 4, 12)
    dossier["patientele"] = {"pmt": np.int64(1300), "pfa": np.int32(1800)}
    dossier["assistant"] = {"brut_mensuel_euros": decimal.Decimal("2000.50"), "heures_semaine": decimal.Decimal(35)}
    obtenue = epaule.etudier(dossier, au=datetime.date(2026, 11, 23))
    assert obtenue == attendue


def test_les_fautes_d_un_dossier_viennent_toutes_a_la_fois() -> None:
    dossier = {"medecin": {"specialite": "99", "secteurs": "1"}, "patientele": {"pmt": -1}}
    with pytest.raises(epaule.Fautes) as refus:
        epaule.etudier(dossier, au=AU)
    fautes = {(faute["code"], faute["chemin"]) for faute in refus.value.fautes}
    assert ("specialite-inconnue", "medecin.specialite") in fautes
    assert ("cle-inconnue", "medecin.secteurs") in fautes
    assert len(fautes) >= 3


def test_ce_qui_n_etait_pas_connu_ne_compte_pas() -> None:
    dossier = {
        "medecin": {"specialite": "01", "secteur": "1", "naissance": "1978-04-12"},
        "patientele": {"pmt": 1300, "pfa": 1800},
        "contrat": {"signature": "2023-10-15", "option": "1"},
        "constats": [{"date": "2026-06-30", "pmt": 1600, "pfa": 2100, "connu_le": "2026-11-01"}],
    }
    tot = epaule.etudier(dossier, au=AU, connu_au="2026-10-31")
    assert tot["connu_au"] == "2026-10-31"
    assert tot["annees"] != epaule.etudier(dossier, au=AU)["annees"]
