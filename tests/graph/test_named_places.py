"""A named place holds a provision, lies in it, or has nothing to do with it."""

from __future__ import annotations

import pytest

from graph.named_places import Reach, reach


@pytest.mark.parametrize(
    ("place", "path", "expected"),
    [
        pytest.param(("第五条",), ("第一章", "第五条"), Reach.WHOLE, id="the article itself"),
        pytest.param(("第五条",), ("第五条", "第二款", "（一）"), Reach.WHOLE, id="an item in it"),
        pytest.param(("第五条", "第二款"), ("第五条",), Reach.PART, id="a paragraph of it"),
        pytest.param(("第五条", "第二款"), ("第五条", "第二款"), Reach.WHOLE, id="the paragraph"),
        pytest.param(("第五条", "第二款"), ("第五条", "第三款"), Reach.NONE, id="another one"),
        pytest.param(("第五条", "第一款", "（一）"), ("第五条", "（一）"), Reach.WHOLE, id="一款"),
        pytest.param(("第五条",), ("第五十条",), Reach.NONE, id="another article"),
        pytest.param(("第二章",), ("第二章", "第九条"), Reach.WHOLE, id="an article of a chapter"),
        pytest.param((), ("第五条",), Reach.NONE, id="no place"),
        pytest.param(("第五条",), (), Reach.NONE, id="no path"),
    ],
)
def test_a_place_reaches_a_provision_by_its_labels(
    place: tuple[str, ...], path: tuple[str, ...], expected: Reach
) -> None:
    assert reach(place, path) is expected
