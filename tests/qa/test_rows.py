"""A row of a flattened table is told whole, its cells apart, and found by its columns' names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa.answer import Answerer
from tests.qa.conftest import answering

NOTICE = """# 甘肃省人民政府关于推广便民举措的通知

各市、州人民政府：

现将有关举措在全省推广，请认真组织实施。

附件：便民举措推广清单

附件

便民举措推广清单

序号

举措

主要内容

指导部门

推广范围

一、登记方面（共2项）

1

技术合同一站式登记

把登记、核验和查询的窗口合在一处，减少来回。

省科技厅、省财政厅

全省

2

技术合同夜间受理

每周两个晚间也收登记的材料，由值班人员接待。

省税务局

三个试点县

3

技术合同上门核验

对偏远乡镇的单位派人上门核验登记的材料。

省农业农村厅

全省
"""


@pytest.fixture(scope="module")
def notice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    about = {"region": "甘肃省", "doc_type": "规范性文件"}
    with answering(tmp_path_factory.mktemp("rows"), {"notice": (about, NOTICE)}) as opened:
        yield opened


def test_a_row_is_told_whole_with_its_cells_apart(notice: Answerer) -> None:
    answer = notice.ask("甘肃推广的技术合同夜间受理由哪个部门指导，推广到哪里？")

    assert "省税务局 三个试点县" in answer.sentences[0].text
    assert "省农业农村厅" not in answer.sentences[0].text
