"""Rules and plans outside of acts: what reports tell, plans set and digests repeat."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.model import Fragment, Measure, Modality, Norm, Observation, Target
from ingest.reading import read_fragment
from ingest.source import Source

PLAN = """临江市高新区2031年科技创新工作要点

一、主要目标

全年技术合同成交额突破90亿元，高新技术企业净增40家。

二、重点工作

1.培育企业。新认定创新型企业25家，对首次认定的奖励8万元。
"""
REPORT = """临江：让成果走出实验室

2029年，市里出台《临江市成果转化奖励办法》，规定高校可从净收入中提取不低于6%，奖励转化人员。截至2029年底，全市有经纪人420人。

下一步，临江将推动技术经纪人服务向乡镇延伸，力争到2032年成交额达到70亿元。
"""
DIGEST = """临江省成果转化条例要点

高校自主决定成果的转让和许可。净收入中提取不低于百分之六十奖励完成人。
"""


def read(text: str, **metadata: str) -> Fragment:
    return read_fragment(Source("told", Path("told.txt"), metadata), text.encode()).fragment


def test_the_values_of_a_plan_for_a_year_are_targets_of_that_year() -> None:
    found = [n for n in read(PLAN).nodes if isinstance(n, Target)]

    assert {(t.value, t.unit, t.deadline) for t in found} == {
        (9e9, "元", "2031"),
        (40.0, "家", "2031"),
        (25.0, "家", "2031"),
    }


def test_what_a_plan_grants_is_a_rule() -> None:
    assert [(n.value, n.unit) for n in read(PLAN).nodes if isinstance(n, Norm)] == [(8e4, "元")]


def test_a_plan_for_a_year_reports_nothing() -> None:
    assert not [n for n in read(PLAN).nodes if isinstance(n, Observation)]


def test_a_report_tells_rules_beside_figures_and_plans() -> None:
    nodes = read(REPORT).nodes

    assert [(n.value, n.base) for n in nodes if isinstance(n, Norm)] == [(6.0, "净收入")]
    assert [n.value for n in nodes if isinstance(n, Observation)] == [420.0]
    assert [(n.value, n.deadline) for n in nodes if isinstance(n, Target)] == [(7e9, "2032")]


def test_the_goal_at_the_end_of_a_plan_is_no_measure() -> None:
    planned = [n for n in read(REPORT).nodes if isinstance(n, Measure) and "将推动" in n.name]

    assert [n.modality for n in planned] == [Modality.PROMOTE]
    assert "70亿元" not in planned[0].evidence.quote


@pytest.mark.parametrize(
    ("digest_of", "norms"),
    [
        pytest.param("《临江省成果转化条例》第三条", [60.0], id="an act"),
        pytest.param("《临江观察》2031年第2期", [], id="a journal"),
    ],
)
def test_a_digest_of_an_act_states_rules_and_no_facts(digest_of: str, norms: list[float]) -> None:
    nodes = read(DIGEST, doc_type="摘要", digest_of=digest_of).nodes
    done = [n for n in nodes if isinstance(n, Measure) and n.modality is Modality.PRACTISED]

    assert not done
    assert [n.value for n in nodes if isinstance(n, Norm)] == norms
