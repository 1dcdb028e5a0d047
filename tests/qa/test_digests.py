"""A digest answers where its act is not held, and stands back where it is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from qa.told.reply import Answer, Status
from tests.qa.acts import NATIONAL, Act
from tests.qa.conftest import answering

ACT = {"act": ({"region": "全国", "doc_type": "法律"}, NATIONAL)}
DIGEST = {
    "digest": (
        {
            "region": "全国",
            "doc_type": "摘要",
            "digest_of": "《中华人民共和国技术成果推广法》第九条、第二十条",
        },
        """# 技术成果推广法要点（摘要）

一、奖励

（一）转让。按《中华人民共和国技术成果推广法》第九条，没有规定也没有约定奖励的，转让净收入里不低于45%用于奖励。

（二）施行。按《中华人民共和国技术成果推广法》第二十条，从2016年7月1日起施行。
""",
    )
}


def asked(home: Path, question: str, held: Mapping[str, Act]) -> Answer:
    with answering(home, held) as answerer:
        return answerer.ask(question)


@pytest.mark.parametrize(
    "question",
    [
        "没有约定奖励的，转让净收入至少拿多少比例奖励？",
        "转让净收入100万元，没有约定奖励的，至少奖励多少？",
    ],
)
def test_an_act_is_cited_and_not_its_digest(tmp_path: Path, question: str) -> None:
    answer = asked(tmp_path, question, ACT | DIGEST)

    assert answer.status is Status.ANSWERED
    assert {c.document_id for c in answer.citations} == {"act"}


def test_a_digest_answers_where_it_is_all_that_is_held(tmp_path: Path) -> None:
    share = asked(tmp_path, "没有约定奖励的，转让净收入至少拿多少比例奖励？", DIGEST)

    assert share.status is Status.ANSWERED
    assert "45%" in share.text
    assert {c.document_id for c in share.citations} == {"digest"}


def test_a_day_that_only_a_digest_tells_is_told(tmp_path: Path) -> None:
    begun = asked(tmp_path, "技术成果推广法从什么时候开始施行？", DIGEST)

    assert begun.status is Status.ANSWERED
    assert "2016年7月1日" in begun.text
