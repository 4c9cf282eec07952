"""Le guide : chaque bloc s'exécute, et donne ce qui est écrit dessous."""

from __future__ import annotations

import contextlib
import io
import os
import re
from pathlib import Path

from conftest import RACINE

GUIDE = RACINE / "docs/python.md"
BLOC = re.compile(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.DOTALL | re.MULTILINE)


def test_le_guide_dit_vrai(tmp_path: Path, monkeypatch) -> None:
    """GUIDE_REECRIT=1 écrit dans le guide ce que les blocs donnent : à relire."""
    monkeypatch.chdir(tmp_path)
    texte, espace, ecarts = GUIDE.read_text(encoding="utf-8"), {}, []
    blocs = list(BLOC.finditer(texte))
    assert len(blocs) == texte.count("```python\n") >= 8
    reecrit = []
    for bloc in blocs:
        sortie = io.StringIO()
        ligne = texte.count("\n", 0, bloc.start()) + 1
        # Les lignes vides devant donnent à une erreur sa ligne dans le guide.
        code = compile("\n" * ligne + bloc[1], str(GUIDE), "exec")
        with contextlib.redirect_stdout(sortie):
            exec(code, espace)
        if sortie.getvalue() != (bloc[2] or ""):
            ecarts.append(f"ligne {ligne} : {sortie.getvalue()!r} au lieu de {bloc[2]!r}")
        reecrit.append((bloc, sortie.getvalue()))
    if os.environ.get("GUIDE_REECRIT"):
        for bloc, sortie in reversed(reecrit):
            if bloc[2] is not None:
                texte = texte[: bloc.start(2)] + sortie + texte[bloc.end(2) :]
        GUIDE.write_text(texte, encoding="utf-8")
        return
    assert not ecarts, "\n".join(ecarts)
