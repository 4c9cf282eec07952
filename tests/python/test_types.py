"""Des colonnes de tous les types d'Arrow : chaque contrat a sa réponse ou son erreur, ou la colonne est refusée."""

from __future__ import annotations

import datetime
import decimal

import epaule
import pyarrow as pa
import pytest
from conftest import AU

TYPES = [
    pa.null(), pa.bool_(), pa.int8(), pa.uint64(), pa.float16(), pa.float64(), pa.string(), pa.large_string(),
    pa.string_view(), pa.binary(), pa.binary_view(), pa.binary(3), pa.date32(), pa.date64(), pa.time64("us"),
    pa.timestamp("s"), pa.timestamp("ns"), pa.timestamp("us", "Europe/Paris"), pa.duration("ms"),
    pa.month_day_nano_interval(), pa.decimal32(9, 2), pa.decimal64(18, 2), pa.decimal128(38, 2), pa.decimal128(38, -3),
    pa.decimal128(38, 38), pa.decimal256(76, 2), pa.dictionary(pa.int8(), pa.string()),
    pa.dictionary(pa.int32(), pa.large_string()), pa.dictionary(pa.int32(), pa.int64()), pa.list_(pa.int32()),
    pa.large_list(pa.int32()), pa.list_view(pa.int32()), pa.list_(pa.int32(), 2), pa.struct({"pmt": pa.int32()}),
    pa.list_(pa.struct({"pmt": pa.int32(), "date": pa.string()})),
    pa.large_list(pa.struct({"pmt": pa.dictionary(pa.int8(), pa.string())})), pa.map_(pa.string(), pa.int32()),
    pa.run_end_encoded(pa.int32(), pa.string()),
]  # fmt: skip
COLONNES = [
    "reference", "medecin_specialite", "medecin_naissance", "medecin_rqth", "medecin_honoraires_cliniques_euros",
    "patientele_pmt", "contrat_option", "constats", "evenements", "constats_pfa", "lectures_Q-TAUX",
]  # fmt: skip
EXTREMES = [
    True, 127, -1, 1300, 2**63, 1.5, float("nan"), float("inf"), -1e300, "", "1 300", "0.5", "\x00", "é" * 5000,
    b"\xff\xfe\x00", datetime.date(9999, 12, 31), datetime.date(1, 1, 1), datetime.datetime(2026, 1, 15, 12, 30),
    datetime.timedelta(days=-1), decimal.Decimal("99999999999.99"), decimal.Decimal("1E+3"), [1, None], [],
    [{"pmt": None, "date": "2026-02-30"}, None], {"pmt": 3},
]  # fmt: skip


def valeurs(genre: pa.DataType) -> list[pa.Array]:
    """Ce que ce type peut tenir des valeurs extrêmes, et du vide."""
    trouvees = []
    for valeur in [None, *EXTREMES]:
        try:
            trouvees.append(pa.array([valeur, None], type=genre))
        except (pa.ArrowException, OverflowError, TypeError, ValueError):
            continue
    return trouvees


@pytest.mark.parametrize("genre", TYPES, ids=str)
def test_rien_ne_se_perd_quel_que_soit_le_type(genre: pa.DataType) -> None:
    tableaux = valeurs(genre) or [pa.array([], type=genre)]
    repondues = refusees = 0
    for nom in COLONNES:
        for tableau in tableaux:
            colonnes = {"medecin_specialite": pa.array(["01"] * len(tableau))} | {nom: tableau}
            try:
                resultat = epaule.calculer(pa.table(colonnes), au=AU, annees=1, bornes=True)
                annees = pa.table(resultat)
            except epaule.Fautes as refus:
                assert refus.fautes and refus.fautes[0]["code"] == "colonne-illisible", refus
                refusees += 1
                continue
            except TypeError as refus:
                # Un type que ce lecteur d'Arrow ne connaît pas du tout.
                assert "n'est pas celui d'un tableau" in str(refus)
                refusees += 1
                continue
            assert annees.num_rows == len(tableau) == resultat.comptes["contrats"]
            repondues += len(tableau)
    assert repondues or refusees == len(COLONNES) * len(tableaux)
