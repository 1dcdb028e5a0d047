"""Figures put up for choice, fines with a cap, and the case that an amount falls under."""
# ruff: noqa: E501 - a line of an act is a paragraph

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa.answer import Answerer
from tests.qa.conftest import answering

LOCAL = """# 青海省滑雪场安全条例

2021年5月8日 青海省第十三届人民代表大会常务委员会第二十次会议通过

第一条 为了滑雪场的安全，制定本条例。

第七条 倒卖雪票的，可以并处违法所得四倍最高不超过六万元的罚款。

第八条 出售不合格雪具，违法经营额八万元以上的，处违法经营额三倍以下的罚款，没有违法经营额或者违法经营额不足八万元的，处十万元以下的罚款。

第九条 雪场的救护员不得少于在岗员工的百分之十五。

第十条 雪场不公示票价的，责令改正，处三千元以下的罚款；逾期不改正的，处三千元以上九千元以下的罚款；情节特别严重的，处九千元以上三万元以下的罚款。

第十一条 雪场有违法所得的，没收违法所得，处违法所得二倍以上六倍以下的罚款；没有违法所得或者违法所得不足四万元的，处七万元以上九万元以下的罚款。

第十五条 本条例自2021年7月1日起施行。
"""

ACTS = {
    "local": ({"region": "青海省", "doc_type": "地方性法规"}, LOCAL),
}


@pytest.fixture(scope="module")
def slopes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with answering(tmp_path_factory.mktemp("slopes"), ACTS) as opened:
        yield opened


def sentences(answerer: Answerer, question: str) -> list[str]:
    return [s.text for s in answerer.ask(question).sentences]


def test_figures_up_for_choice_are_not_multiplied(slopes: Answerer) -> None:
    told = sentences(slopes, "青海倒卖雪票，罚6万还是4万？")

    assert not any("×" in text for text in told)


@pytest.mark.parametrize(
    ("question", "first", "steps"),
    [
        pytest.param(
            "青海有人倒卖雪票，违法所得2万元，最多罚多少？",
            "至多6万元：2万元×4倍=8万元，最高不超过6万元（",
            "2万元×4倍=8万元",
            id="a product above its cap",
        ),
        pytest.param(
            "青海有人倒卖雪票，违法所得1万元，最多罚多少？",
            "4万元：1万元×4倍=4万元",
            "1万元×4倍=4万元",
            id="a product below its cap",
        ),
        pytest.param(
            "青海有商家卖了3万元的不合格雪具，最多罚多少？",
            "3万元属于“没有违法经营额或者违法经营额不足八万元的”的情形：十万元以下",
            "十万元以下",
            id="a lay amount in the second case of a sentence",
        ),
        pytest.param(
            "青海有商家出售不合格雪具，违法经营额10万元，最多罚多少？",
            "10万元属于“违法经营额八万元以上的”的情形：至多30万元：10万元×3倍=30万元",
            "10万元×3倍=30万元",
            id="the first case of a sentence",
        ),
    ],
)
def test_a_fine_goes_by_its_case_and_its_cap(
    slopes: Answerer, question: str, first: str, steps: str
) -> None:
    told = sentences(slopes, question)

    assert told[0].startswith(first)
    assert any(steps in text for text in told)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        pytest.param("青海雪场不公示票价，罚多少？", "三千元以下", id="no case is named"),
        pytest.param(
            "青海雪场不公示票价，责令改了还不改，罚多少？",
            "三千元以上九千元以下",
            id="a case in lay words",
        ),
        pytest.param(
            "青海雪场不公示票价，情节特别严重，罚多少？",
            "九千元以上三万元以下",
            id="the gravest case",
        ),
        pytest.param(
            "青海的雪场违法所得3万元，罚款幅度是多少？",
            "3万元属于“没有违法所得或者违法所得不足四万元的”的情形：七万元以上九万元以下",
            id="the only case with a bound",
        ),
        pytest.param(
            "青海的雪场违法所得5万元，罚款幅度是多少？",
            "10万元以上30万元以下",
            id="a share where the case with a bound does not hold",
        ),
    ],
)
def test_a_graded_fine_goes_by_the_case_that_is_named(
    slopes: Answerer, question: str, first: str
) -> None:
    assert first in sentences(slopes, question)[0]


def test_a_share_of_people_comes_to_whole_ones(slopes: Answerer) -> None:
    told = sentences(slopes, "青海一家雪场有在岗员工30名，救护员至少几名？")

    assert told[0].startswith("至少5名：30名×15%=4.5名")
