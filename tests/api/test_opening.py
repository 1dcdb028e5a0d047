"""The library behind a server is made ready before the first question."""

from pathlib import Path

from api.opening import Opening


def test_what_a_first_question_waits_for_is_made_in_the_background(tmp_path: Path) -> None:
    opening = Opening(f"embedded:{tmp_path / 'graph'}")
    opening.warm().join()
    edition = opening.answerer()._shelf.edition()

    assert {"names", "validity", "words"} <= edition.__dict__.keys()
    opening.close()


def test_a_store_that_is_away_is_told_of_by_the_question_and_not_by_warming() -> None:
    opening = Opening("bolt://127.0.0.1:9")

    opening.warm().join()
