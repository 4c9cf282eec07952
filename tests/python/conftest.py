"""Ce que les essais partagent : une petite population, et ce que Rust en dit."""

from __future__ import annotations

import os
from pathlib import Path

import epaule
import pyarrow as pa
import pytest

RACINE = Path(os.environ.get("RACINE", Path(__file__).resolve().parents[2]))
AU = "2026-11-23"


@pytest.fixture(scope="session")
def population() -> pa.Table:
    return pa.table(epaule.generer(10_000, graine=1, au=AU))


@pytest.fixture(scope="session")
def attendue() -> str:
    """L'empreinte qu'un essai de Rust vérifie aussi (crates/columns/tests/empreinte.rs)."""
    return (RACINE / "crates/columns/tests/empreinte-10000.txt").read_text().strip()
