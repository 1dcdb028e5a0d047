"""Members of a list are had as soon as the JSON that is still being written completes them."""

from __future__ import annotations

import json

import pytest

from graph.json_parts import ListReader

WHOLE = {
    "said": [{"text": "甲}，{乙", "n": [1]}, {"text": 'c"d\\', "n": []}, {"text": "", "n": [2]}]
}


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
@pytest.mark.parametrize("escaped", [True, False], ids=["escaped", "plain"])
def test_every_member_is_given_once_however_the_text_is_cut(*, size: int, escaped: bool) -> None:
    text = json.dumps(WHOLE, ensure_ascii=escaped)
    reader = ListReader("said")
    given = [m for at in range(0, len(text), size) for m in reader.read(text[at : at + size])]

    assert given == WHOLE["said"]
    assert reader.text == text


def test_a_member_is_given_with_the_piece_that_closes_it() -> None:
    reader = ListReader("said")

    assert reader.read('{"said": [{"a": 1') == []
    assert reader.read("}") == [{"a": 1}]
    assert reader.read(', {"a": {"b": 2}') == []
    assert reader.read("}") == [{"a": {"b": 2}}]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"other": 1, "said": [{"a": 1}]}', id="another key first"),
        pytest.param('[{"a": 1}]', id="a bare list"),
        pytest.param('{"said": {"a": 1}}', id="no list"),
        pytest.param('{"said": [7, {"a": 1}]}', id="a member that is no object"),
        pytest.param('{"said": [[{"a": 1}]]}', id="a list in the list"),
        pytest.param('said: [{"a": 1}]', id="no JSON"),
    ],
)
def test_another_shape_gives_nothing(text: str) -> None:
    assert ListReader("said").read(text) == []
