"""What tells for one side of a comparison: an act before a report, and no heading."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa.answer import Answerer
from tests.qa.conftest import answering

GUIZHOU = """# 贵州省器材共享条例

第一条 为了推动器材共享，制定本条例。

第五条 试验站可以把器材的使用权交给完成人，并约定收益的分法。

第九条 本条例自2019年6月1日起施行。
"""

YUNNAN = """# 云南省器材共享条例

第一条 为了推动器材共享，制定本条例。

第六条 试验站可以把器材的使用权交给完成人，期限由双方约定。

第九条 本条例自2020年6月1日起施行。
"""

REPORT = """# 贵州试验站见闻

——推动试验站器材使用权改革，提升水平。

贵州省推动改革，完成人都来共享器材。
"""

ACTS = {
    "gz": ({"region": "贵州省", "doc_type": "地方性法规"}, GUIZHOU),
    "yn": ({"region": "云南省", "doc_type": "地方性法规"}, YUNNAN),
    "seen": ({"region": "贵州省", "doc_type": "地区案例报道"}, REPORT),
}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with answering(tmp_path_factory.mktemp("telling"), ACTS) as opened:
        yield opened


def test_a_side_is_told_from_its_act_and_not_from_a_report_with_more_of_the_words(
    answerer: Answerer,
) -> None:
    answer = answerer.ask("贵州和云南在试验站器材使用权改革上有什么区别？")

    assert {c.document_id for c in answer.citations} == {"gz", "yn"}
