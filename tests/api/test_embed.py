"""``zhengtu embed`` from the outside."""

from __future__ import annotations

import json
from pathlib import Path

from tests.api.test_command import SHARE, own_store, told, zhengtu

__all__ = ["own_store"]


def test_embedding_is_done_once_and_answers_stand(acts: Path, own_store: str) -> None:
    told("ingest", str(acts), "--store", own_store)
    by_words = told("ask", SHARE, "--store", own_store)

    first = told("embed", "--store", own_store)
    second = told("embed", "--store", own_store)
    fused = told("ask", SHARE, "--store", own_store)

    assert first["embedded"] == first["documents"] > 0
    assert second == {"embedded": 0, "documents": first["documents"]}
    assert fused["status"] == by_words["status"] == "answered"
    assert fused["sentences"][0] == by_words["sentences"][0]


def test_embedding_a_store_that_was_never_made_is_an_error(tmp_path: Path) -> None:
    done = zhengtu("embed", "--store", f"embedded:{tmp_path / 'none'}", "--json")

    assert done.returncode == 4
    assert "holds no store" in json.loads(done.stdout)["detail"]
