"""Which regions a title opens with, each as narrow as it is named. All titles are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.reading import read_fragment
from ingest.source import Source


@pytest.mark.parametrize(
    ("title", "regions"),
    [
        pytest.param("关于洛阳市创新工作情况的报告", ("洛阳市",), id="behind 关于"),
        pytest.param("青岛市崂山区创新工作要点", ("崂山区",), id="a district of a city"),
        pytest.param("江苏：甲乙丙丁／四川：戊己庚辛", ("江苏省", "四川省"), id="two parts"),
        pytest.param("江苏与四川的转化队伍", ("江苏省", "四川省"), id="a row"),
        pytest.param("转化队伍建设的江苏经验", (), id="a region further behind"),
    ],
)
def test_a_title_tells_the_regions_that_it_opens_with(title: str, regions: tuple[str, ...]) -> None:
    text = f"{title}\n\n各地推进成果转化，取得了一些经验。\n"
    fragment = read_fragment(Source("t", Path("t.txt")), text.encode()).fragment

    assert fragment.head.regions == regions
