"""Cursors come back as what they stood for, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.paging import cursor_for, place_of, skip_of
from graph.errors import InvalidInput


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_a_cursor_gives_its_place_back(place: str) -> None:
    assert place_of(cursor_for(place)) == place


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60))
def test_a_cursor_can_stand_in_an_address(place: str) -> None:
    assert set(cursor_for(place)) <= set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    )


@pytest.mark.parametrize(
    "cursor",
    [
        pytest.param("a", id="too short"),
        pytest.param("____", id="not text"),
        pytest.param("第十二条", id="not of the alphabet"),
        pytest.param("QQ" * 600, id="too long"),
    ],
)
def test_what_is_no_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(InvalidInput, match="next_cursor"):
        place_of(cursor)


def test_a_list_paged_by_number_takes_only_numbers() -> None:
    assert skip_of(None) == 0
    assert skip_of(cursor_for("150")) == 150
    with pytest.raises(InvalidInput, match="another list"):
        skip_of(cursor_for("bj-005"))
