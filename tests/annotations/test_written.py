"""Reading finds in the texts that we wrote what they state, kind by kind."""

from __future__ import annotations

from functools import cache

import pytest

from tests.annotations.score_written import KINDS, Score, read_texts, scores

LEAST = dict.fromkeys(KINDS, 0.95) | {"concepts": 0.6}
"""F1 over the texts that rules were written by; below it a rule was broken."""


@cache
def told(pattern: str) -> dict[str, Score]:
    return scores(read_texts(pattern))


@pytest.mark.parametrize("pattern", ["first-*.toml", "wording_*.toml"], ids=["texts", "wordings"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_texts_that_rules_were_written_by_are_read_as_annotated(
    pattern: str, kind: str
) -> None:
    score = told(pattern)[kind]

    assert score.f1 >= LEAST[kind], (score.missed, score.wrong)
