"""Le même résultat, d'où que viennent les colonnes et où qu'elles aillent."""

from __future__ import annotations

import pickle
import threading
import time

import duckdb
import epaule
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import AU

# Par chaque outil, ce qui entre et ce qui sort.
ENTREES = {
    "pyarrow, un lot": lambda t: t.combine_chunks(),
    "pyarrow, un RecordBatch": lambda t: t.combine_chunks().to_batches()[0],
    "pyarrow, des lots": lambda t: pa.Table.from_batches(t.to_batches(max_chunksize=777)),
    "pyarrow, des lots décalés": lambda t: pa.concat_tables([t.slice(0, 5), t.slice(5).combine_chunks()]),
    "pyarrow, un lecteur": lambda t: t.to_reader(),
    "polars": pl.DataFrame,
    "pandas": pd.DataFrame.from_arrow,
    "DuckDB": lambda t: duckdb.from_arrow(t),
    "une population": lambda t: epaule.generer(t.num_rows, graine=1, au=AU),
}
SORTIES = {
    "pyarrow": pa.table,
    "pyarrow, un lecteur": pa.RecordBatchReader.from_stream,
    "polars": pl.DataFrame,
    "pandas": pd.DataFrame.from_arrow,
    "DuckDB": lambda resultat: duckdb.connect().sql("SELECT * FROM resultat").to_arrow_table(),
}


@pytest.mark.parametrize("entree", ENTREES)
def test_ce_qui_entre(population: pa.Table, attendue: str, entree: str) -> None:
    resultat = epaule.calculer(ENTREES[entree](population), au=AU)
    assert epaule.empreinte(resultat) == attendue
    assert resultat.comptes == {"contrats": 10_000, "repondus": 10_000, "en_erreur": 0, "lignes": 50_000}


@pytest.mark.parametrize("sortie", SORTIES)
@pytest.mark.parametrize("dictionnaires", [True, False])
def test_ce_qui_sort(population: pa.Table, attendue: str, sortie: str, dictionnaires: bool) -> None:
    moteur = epaule.Moteur(au=AU, dictionnaires=dictionnaires)
    assert epaule.empreinte(SORTIES[sortie](moteur.calculer(population))) == attendue


def test_le_schema_est_celui_du_resultat(population: pa.Table) -> None:
    for options in ({}, {"questions": True}, {"bornes": True, "dictionnaires": False}):
        annonce = pa.schema(epaule.schema_sortie(**options))
        resultat = epaule.calculer(population.slice(0, 20), au=AU, **options)
        assert pa.schema(resultat) == annonce == pa.table(resultat).schema
        assert annonce.names == epaule.schema_sortie(**options).noms
    entree = pa.schema(epaule.schema_entree())
    assert set(population.schema.names) <= set(entree.names)
    # Tout vide, chaque colonne avec son type : il manque la spécialité, et c'est la ligne qui le dit.
    vide = pa.table({champ.name: pa.nulls(1, champ.type) for champ in entree})
    lignes = pa.table(epaule.calculer(vide, au=AU)).to_pylist()
    assert [ligne["erreur"].split(" ")[:2] for ligne in lignes] == [["cle-manquante", "medecin_specialite"]]


def test_rien_n_est_calcule_avant_d_etre_lu(population: pa.Table) -> None:
    lots = population.to_batches(max_chunksize=1_000)
    lus = 0

    def un_par_un():
        nonlocal lus
        for lot in lots:
            lus += 1
            yield lot

    resultat = epaule.calculer(pa.RecordBatchReader.from_batches(population.schema, un_par_un()), au=AU)
    lecteur = pa.RecordBatchReader.from_stream(resultat)
    assert lus == 0 and resultat.comptes is None
    assert lecteur.read_next_batch().num_rows == 5_000 and lus == 1
    assert lecteur.read_next_batch()["ligne"][0].as_py() == 1_001 and lus == 2
    assert resultat.comptes is None
    lecteur.read_all()
    assert lus == len(lots) and resultat.comptes["contrats"] == 10_000


def test_un_grand_lot_est_coupe(population: pa.Table) -> None:
    grand = pa.concat_tables([population] * 4).combine_chunks()
    assert grand.column(0).num_chunks == 1
    lots = list(pa.RecordBatchReader.from_stream(epaule.calculer(grand, au=AU, annees=1)))
    assert [lot.num_rows for lot in lots] == [16_384, 16_384, 7_232]


def test_un_tableau_se_relit_et_un_lecteur_le_refuse(population: pa.Table) -> None:
    petit = population.slice(0, 100)
    resultat = epaule.calculer(petit, au=AU)
    assert pa.table(resultat) == pa.table(resultat)
    resultat = epaule.calculer(petit.to_reader(), au=AU)
    assert pa.table(resultat).num_rows == 500
    with pytest.raises(ValueError, match="qu'une fois"):
        pa.table(resultat)


def test_une_faute_de_l_entree_arrive_au_lecteur(population: pa.Table) -> None:
    def lots():
        yield population.slice(0, 100).to_batches()[0]
        raise RuntimeError("le disque a lâché")

    resultat = epaule.calculer(pa.RecordBatchReader.from_batches(population.schema, lots()), au=AU)
    with pytest.raises(Exception, match="le disque a lâché"):
        pa.table(resultat)
    assert resultat.comptes is None


def test_les_lignes_se_suivent_et_les_colonnes_gardees_aussi(population: pa.Table) -> None:
    deux = population.slice(10, 2).append_column("region", pa.array(["Bretagne", None]))
    deux = deux.append_column("note", pa.array([1, 2]))
    options = {"au": AU, "annees": (2, 3), "garder": ["region"], "ignorer": ["note"]}
    sortie = pa.table(epaule.calculer(deux, premiere_ligne=11, **options))
    assert sortie["ligne"].to_pylist() == [11, 11, 12, 12]
    assert sortie["reference"].to_pylist() == ["M0000011"] * 2 + ["M0000012"] * 2
    assert sortie["annee"].to_pylist() == [2, 3, 2, 3]
    assert sortie["region"].to_pylist() == ["Bretagne"] * 2 + [None] * 2
    assert "note" not in sortie.schema.names
    sans = deux.drop(["region"])
    assert pa.table(epaule.calculer(sans, au=AU, ignorer_les_autres=True)).num_rows == 10


def test_une_ligne_fausse_le_dit_et_n_arrete_rien() -> None:
    contrats = pa.table({"medecin_specialite": ["01", "99", "01"], "patientele_pmt": [1300, 1300, 10**9]})
    resultat = epaule.calculer(contrats, au=AU)
    lignes = pa.table(resultat)
    assert resultat.comptes == {"contrats": 3, "repondus": 1, "en_erreur": 2, "lignes": 7}
    erreurs = lignes.filter(pa.compute.is_valid(lignes["erreur"]))["erreur"].to_pylist()
    assert [erreur.split(" ")[0] for erreur in erreurs] == ["specialite-inconnue", "patients-hors-bornes"]


def test_l_empreinte_s_additionne(population: pa.Table, attendue: str) -> None:
    annees = pa.table(epaule.calculer(population, au=AU))
    parts = [epaule.Empreinte() for _ in range(3)]
    for rang, lot in enumerate(annees.to_batches(max_chunksize=1_234)):
        parts[rang % 3].ajouter(lot)
    somme = epaule.Empreinte()
    for part in parts:
        somme.reunir(pickle.loads(pickle.dumps(part)))
    assert (somme.hex(), somme.lignes) == (attendue, 50_000)
    assert somme == epaule.Empreinte(hexadecimal=attendue, lignes=50_000)
    somme.reunir(somme)
    assert somme.lignes == 100_000 and somme.hex() != attendue


def test_l_empreinte_voit_une_ligne_changee(population: pa.Table, attendue: str) -> None:
    annees = pa.table(epaule.calculer(population, au=AU))
    melange = annees.take(list(reversed(range(annees.num_rows)))).select(list(reversed(annees.schema.names)))
    assert epaule.empreinte(melange) == attendue
    assert epaule.empreinte(annees.slice(1)) != attendue
    assert epaule.empreinte(annees, sans=["ligne"]) == epaule.empreinte(annees.drop(["ligne"])) != attendue
    with pytest.raises(TypeError, match="constats"):
        epaule.empreinte(population)
    with pytest.raises(ValueError, match="mêmes colonnes"):
        epaule.Empreinte().reunir(epaule.Empreinte(["ligne"]))
    with pytest.raises(ValueError, match="64 chiffres"):
        epaule.Empreinte(hexadecimal="abc")


def test_une_population_se_relit_et_depend_de_sa_graine() -> None:
    une = epaule.generer(70_000, graine=3, au=AU)
    assert len(une) == 70_000 and "sans-minimum" in une.hypotheses
    assert pa.table(une) == pa.table(une)
    assert pa.table(une).slice(0, 10) == pa.table(epaule.generer(10, graine=3, au=AU))
    assert pa.table(epaule.generer(10, graine=4, au=AU)) != pa.table(epaule.generer(10, graine=3, au=AU))
    assert pa.table(epaule.generer(0, au=AU)).num_rows == 0


@pytest.mark.parametrize("lire", [pa.table, pl.DataFrame])
def test_les_autres_fils_avancent_pendant_le_calcul(lire) -> None:
    arret, tours = threading.Event(), []

    def tourner() -> None:
        while not arret.is_set():
            tours.append(time.monotonic())
            time.sleep(0.001)

    population = pa.table(epaule.generer(60_000, au=AU))
    fil = threading.Thread(target=tourner)
    fil.start()
    try:
        debut = time.monotonic()
        lire(epaule.calculer(population, au=AU))
        fin = time.monotonic()
    finally:
        arret.set()
        fil.join()
    # Tenu pendant le calcul, le verrou de l'interpréteur ne laisserait passer l'autre fil qu'entre deux lots.
    assert sum(debut < tour < fin for tour in tours) > 20
