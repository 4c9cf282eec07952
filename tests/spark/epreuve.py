"""Le même résultat d'un cluster que d'un seul processus, même si un ouvrier disparaît pendant le calcul.

    python epreuve.py MAITRE DOSSIER N PID…    (PID : les ouvriers, dont le premier sera tué)
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

import calculer
import epaule
import pyarrow as pa
import pyarrow.parquet as pq
from pyspark.sql import SparkSession

AU = "2026-11-23"
GRAINE = 7
#: Fichiers des contrats : autant de tâches, de quoi en perdre au milieu.
FICHIERS = 40


def ecrire(dossier: Path, n: int) -> None:
    """Les contrats, en fichiers d'une taille."""
    dossier.mkdir()
    population = pa.RecordBatchReader.from_stream(epaule.generer(n, graine=GRAINE, au=AU))
    # Un lot de la population ne passe jamais d'un fichier à l'autre qu'en étant coupé.
    taille, reste = -(-n // FICHIERS), None
    for rang in range(FICHIERS):
        with pq.ParquetWriter(dossier / f"{rang:03}.parquet", population.schema) as fichier:
            place = taille
            while place and (lot := reste or next(iter(population), None)) is not None:
                fichier.write_batch(lot.slice(0, place))
                reste = lot.slice(place) if lot.num_rows > place else None
                place -= min(place, lot.num_rows)


def un_seul_processus(n: int) -> epaule.Empreinte:
    somme = epaule.Empreinte(calculer.SANS)
    somme.ajouter(epaule.calculer(epaule.generer(n, graine=GRAINE, au=AU), au=AU))
    return somme


def descendance(pid: int) -> list[int]:
    """Un processus, ceux qu'il a lancés, et ainsi de suite."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            # Le nom, entre parenthèses, peut contenir des espaces.
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        parents.setdefault(parent, []).append(int(stat.parent.name))
    tous = [pid]
    for connu in tous:
        tous.extend(parents.get(connu, []))
    return tous


def tuer_au_milieu(spark: SparkSession, ouvrier: int, fini: threading.Event) -> str | None:
    """Tue un ouvrier, son exécuteur et ses processus Python dès que des tâches sont finies : une machine qui tombe."""
    suivi = spark.sparkContext.statusTracker()
    while not fini.is_set():
        for etape in suivi.getActiveStageIds():
            info = suivi.getStageInfo(etape)
            if info and info.numTasks == FICHIERS and 3 <= info.numCompletedTasks < FICHIERS - 5:
                for pid in descendance(ouvrier):
                    os.kill(pid, signal.SIGKILL)
                return f"{info.numCompletedTasks} tâches finies sur {info.numTasks}"
        time.sleep(0.01)
    return None


def chronometrer(quoi: str, debut: float) -> None:
    print(f"{quoi} : {time.monotonic() - debut:.1f} s", flush=True)


def main() -> None:
    maitre, dossier, n = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    ouvriers = [int(pid) for pid in sys.argv[4:]]
    debut = time.monotonic()
    ecrire(dossier / "contrats", n)
    chronometrer(f"{n} contrats écrits", debut)
    debut = time.monotonic()
    attendue = un_seul_processus(n)
    chronometrer(f"un seul processus, calcul et empreinte : {attendue.lignes} lignes", debut)
    assert attendue.lignes == 5 * n, attendue

    spark = (
        SparkSession.builder.master(maitre)
        .appName("epreuve")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.local.dir", str(dossier / "local"))
        .config("spark.executor.memory", "768m")
        .config("spark.executor.cores", "1")
        # Un fichier, une tâche.
        .config("spark.sql.files.openCostInBytes", str(1 << 30))
        .config("spark.sql.files.maxPartitionBytes", str(1 << 30))
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    spark.sparkContext.addPyFile(calculer.__file__)

    def faire(sortie: str) -> epaule.Empreinte:
        chemin = str(dossier / sortie)
        calculer.calculer(spark.read.parquet(str(dossier / "contrats")), au=AU).write.parquet(chemin)
        chronometrer(f"{sortie}, calcul et écriture", debut)
        return calculer.empreinte(spark.read.parquet(chemin))

    debut = time.monotonic()
    obtenue = faire("deux-ouvriers")
    chronometrer("deux ouvriers, avec l'empreinte relue", debut)
    assert obtenue == attendue, (obtenue, attendue)

    fini, tue = threading.Event(), []
    veille = threading.Thread(target=lambda: tue.append(tuer_au_milieu(spark, ouvriers[0], fini)))
    debut = time.monotonic()
    veille.start()
    try:
        obtenue = faire("un-ouvrier-tue")
        erreur = None
    except Exception as faute:
        erreur = faute
    finally:
        fini.set()
        veille.join()
    assert tue[0], "le calcul a fini avant qu'un ouvrier ne soit tué : donnez plus de contrats"
    chronometrer(f"un ouvrier tué ({tue[0]}), avec l'empreinte relue", debut)
    if erreur is None:
        assert obtenue == attendue, (obtenue, attendue)
        issue = "le même résultat"
    else:
        # Une erreur claire vaut mieux qu'un résultat faux : elle ne laisse pas de fichier qui se dise complet.
        assert not (dossier / "un-ouvrier-tue" / "_SUCCESS").exists(), erreur
        issue = f"une erreur claire, sans résultat : {str(erreur).splitlines()[0]}"
    spark.stop()
    print(f"empreinte {attendue.hex()}\nun ouvrier tué au milieu : {issue}")
    print("3 passed, 0 failed")


if __name__ == "__main__":
    main()
