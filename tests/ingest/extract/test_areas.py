"""Institutions and figures of a report on several regions belong to the part they stand in."""

from __future__ import annotations

import pytest

from graph.model import Predicate
from tests.ingest.extract.invented import extracted

HEADED = """江苏与四川的转化队伍

江苏：把队伍建起来

省科技厅设立技术经纪专业。2024年，全省登记合同1200份。

四川：把机制建起来

省科技厅成果转化处处长刘明远表示，2024年，全省登记合同800份。省财政厅参与其中。
"""
RUNNING = """两省经验

江苏省推进单列管理，省科技厅组建了专班。四川省推进确权，省科技厅组建了专班。
"""


def bodies(text: str, regions: tuple[str, ...]) -> list[str]:
    says = extracted(
        text, title=text.split("\n", maxsplit=1)[0], doc_type="地区案例报道", regions=regions
    )
    named = (r.object for r in says.related(Predicate.MENTIONS) if "institution" in r.object)
    return [name.removeprefix("institution:") for name in named]


@pytest.mark.parametrize("regions", [("江苏省", "四川省"), ("江苏省",), ()])
def test_a_heading_that_names_a_province_says_whose_the_bodies_under_it_are(
    regions: tuple[str, ...],
) -> None:
    assert bodies(HEADED, regions) == ["江苏省科学技术厅", "四川省科学技术厅", "四川省财政厅"]


def test_the_figures_and_people_of_a_part_are_those_of_its_province() -> None:
    says = extracted(HEADED, title="江苏与四川的转化队伍", doc_type="地区案例报道")

    assert [(o.value, o.subject) for o in says.observations] == [
        (1200.0, "江苏省"),
        (800.0, "四川省"),
    ]
    assert says.objects(Predicate.AFFILIATED_WITH) == ["institution:四川省科学技术厅成果转化处"]


def test_without_headings_the_province_named_last_counts() -> None:
    assert bodies(RUNNING, ("江苏省", "四川省")) == ["江苏省科学技术厅", "四川省科学技术厅"]


def test_a_text_of_no_known_region_that_names_two_alike_resolves_nothing() -> None:
    assert bodies(RUNNING, ()) == []


CITIES = """两城的转化队伍

合肥：把岗位设起来

市科技局增设专员岗位。2031年，全市登记合同310份。

大连：把服务办起来

市科技局开办实训课程。2031年，全市登记合同270份。
"""


def test_a_heading_that_names_one_city_speaks_of_that_city() -> None:
    says = extracted(CITIES, title="两城的转化队伍", doc_type="地区案例报道")

    assert bodies(CITIES, ()) == ["合肥市科学技术局", "大连市科学技术局"]
    assert [(o.value, o.subject) for o in says.observations] == [
        (310.0, "合肥市"),
        (270.0, "大连市"),
    ]
