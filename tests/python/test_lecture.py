"""Un résultat lu de travers : par plusieurs fils, interrompu, sans numéro qui tienne."""

from __future__ import annotations

import decimal
import subprocess
import sys
import threading

import epaule
import pyarrow as pa
import pytest
from conftest import AU


@pytest.mark.parametrize("calcule", [True, False])
def test_un_lecteur_partage_entre_des_fils(calcule: bool) -> None:
    contrats = epaule.generer(300_000, graine=1, au=AU)
    lecteur = pa.RecordBatchReader.from_stream(epaule.calculer(contrats, au=AU, annees=1) if calcule else contrats)
    lues: list[int] = []

    def lire() -> None:
        while True:
            try:
                lues.append(lecteur.read_next_batch().num_rows)
            except StopIteration:
                return

    fils = [threading.Thread(target=lire) for _ in range(4)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert sum(lues) == 300_000


INTERROMPRE = """
import os, signal, threading, time
import epaule, polars, pyarrow
resultat = epaule.calculer(epaule.generer(50_000_000, au="2026-11-23"), au="2026-11-23")
threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
debut = time.monotonic()
try:
    LIRE(resultat)
except KeyboardInterrupt:
    pass
except Exception as erreur:
    assert "calcul interrompu" in str(erreur), erreur
print(time.monotonic() - debut < 20, resultat.comptes)
"""


@pytest.mark.parametrize("lire", ["pyarrow.table", "polars.DataFrame"])
def test_une_interruption_n_attend_pas_la_fin(lire: str) -> None:
    programme = INTERROMPRE.replace("LIRE", lire)
    fini = subprocess.run([sys.executable, "-c", programme], capture_output=True, text=True, timeout=300, check=False)
    assert (fini.stdout, fini.returncode) == ("True None\n", 0), fini.stderr


@pytest.mark.parametrize("premiere", [0, 2**63, 2**64 - 1])
def test_un_premier_rang_que_rien_ne_suit(premiere: int) -> None:
    with pytest.raises(ValueError, match="premiere_ligne"):
        epaule.calculer(pa.table({"medecin_specialite": ["01"]}), au=AU, premiere_ligne=premiere)


@pytest.mark.parametrize("option", ["garder", "ignorer"])
def test_un_nom_seul_n_est_pas_une_liste(option: str) -> None:
    with pytest.raises(TypeError, match="une liste de noms de colonnes"):
        epaule.Moteur(**{option: "departement"})
    with pytest.raises(TypeError, match="une liste de noms de colonnes"):
        epaule.Empreinte("departement")  # type: ignore[arg-type]


@pytest.mark.parametrize("valeur", [float("nan"), float("inf"), decimal.Decimal("NaN"), decimal.Decimal("Infinity")])
def test_ce_qui_n_est_pas_un_nombre(valeur: float | decimal.Decimal) -> None:
    with pytest.raises(ValueError, match="ni NaN ni infini"):
        epaule.etudier({"medecin": {"specialite": "01"}, "patientele": {"pmt": valeur}}, au=AU)
