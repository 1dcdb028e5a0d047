"""Measures that reports tell as facts. All sentences are invented."""

from __future__ import annotations

import pytest

from graph.model import Modality
from tests.ingest.extract.invented import extracted


def told(text: str) -> list[tuple[Modality, str, str]]:
    says = extracted(
        f"临江省：让成果走出书柜\n\n{text}\n",
        title="临江省：让成果走出书柜",
        doc_type="地区案例报道",
    )
    return [(m.modality, m.actor, m.name) for m in says.measures]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        pytest.param(
            "2022年，省科技厅会同省财政厅设立成果转化引导基金，已带动社会投资8亿元。",
            [
                (
                    Modality.PRACTISED,
                    "省科技厅会同省财政厅",
                    "省科技厅会同省财政厅设立成果转化引导基金",
                )
            ],
            id="what was done, without what came of it",
        ),
        pytest.param(
            "下一步，临江市将建设概念验证中心12家。",
            [(Modality.PROMOTE, "临江市", "临江市将建设概念验证中心12家")],
            id="what is planned",
        ),
        pytest.param(
            "《临江省办法》规定，高校应当建立技术经理人全程参与机制。",
            [(Modality.MUST, "高校", "高校应当建立技术经理人全程参与机制")],
            id="a rule that the report tells keeps its force",
        ),
        pytest.param("高校应当建立技术经理人全程参与机制。", [], id="advice is no measure"),
        pytest.param(
            "“我们建立了技术经理人全程参与机制，大家都很高兴。”陈如海说。",
            [],
            id="a person's words",
        ),
        pytest.param("全省技术合同成交额达到776亿元。", [], id="a figure is no measure"),
    ],
)
def test_a_report_tells_measures_as_facts(
    text: str, measures: list[tuple[Modality, str, str]]
) -> None:
    assert told(text) == measures
