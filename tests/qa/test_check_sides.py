"""Each place is told with the numbers of its own quotes, and each case with its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.checks.check import failures
from qa.claims.claim import Claim, Quote
from tests.qa.test_check import make_quote


def of_place(region: str, text: str) -> Quote:
    quote = make_quote(f"第三条 {text}")
    head = replace(quote.entry.head, title=f"{region}成果条例", regions=(region,))
    return replace(quote, entry=replace(quote.entry, id=region, head=head))


SIDES = (
    of_place("甘肃省", "提取不低于百分之六十的比例。"),
    of_place("青海省", "提取不低于百分之七十五的比例。"),
)
CASES = make_quote("第五条 逾期未报的，处二千元罚款；拒不改正的，处八千元罚款。")


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        pytest.param("甘肃省不低于百分之六十，青海省不低于百分之七十五。", 0, id="as it is"),
        pytest.param("甘肃省不低于百分之七十五，青海省不低于百分之六十。", 2, id="exchanged"),
        pytest.param("甘肃省、青海省不低于百分之六十。", 1, id="both told as one"),
    ],
)
def test_each_place_has_its_own_number(text: str, faults: int) -> None:
    assert len(failures(Claim(text, SIDES))) == faults


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        pytest.param("同条的另外情形不适用：“拒不改正的”为八千元。", 0, id="its number"),
        pytest.param("同条的另外情形不适用：“拒不改正的”为二千元。", 1, id="another one's"),
        pytest.param("同条的另外情形适用：“拒不改正的”为八千元。", 1, id="two cases hold"),
    ],
)
def test_each_case_has_its_own_number(text: str, faults: int) -> None:
    assert len(failures(Claim(text, (CASES,)))) == faults


def test_a_quote_does_not_begin_behind_the_word_that_denies_it() -> None:
    quote = make_quote("第六条 未经同意不得采集。")

    assert failures(Claim("第七条规定：“经同意不得采集”。", (quote,)))


BODIES = (
    make_quote("第八条 代理机构有前款行为的，由主管该行业的部门处六万元以下的罚款。"),
    make_quote("第九条 代理师有前款行为的，由主管该行业的部门处三万元以下的罚款。"),
)


ROW = "：《甘肃省技术成果推广条例》第七条规定“处六万元以下的罚款”。"


def test_a_number_is_told_of_whom_its_quote_is_about() -> None:
    assert failures(Claim("代理机构六万元以下，代理师三万元以下。", BODIES)) == []
    assert failures(Claim("部门六万元以下，代理师三万元以下。", BODIES))
    assert failures(Claim(f"代理机构{ROW}", BODIES)) == []
    assert failures(Claim(f"部门{ROW}", BODIES))


WITH_NATION = (of_place("全国", "提取不低于百分之三十的比例。"), *SIDES)


@pytest.mark.parametrize(
    ("text", "caught"),
    [
        pytest.param("国家不低于百分之三十，甘肃省不低于百分之六十。", 0, id="each its own"),
        pytest.param("国家不低于百分之六十，青海省不低于百分之七十五。", 1, id="of a province"),
        pytest.param("不一样：国家不低于百分之三十，甘肃省不低于百分之六十。", 0, id="unlike"),
        pytest.param("一样：国家不低于百分之三十，甘肃省不低于百分之六十。", 1, id="not alike"),
        pytest.param("不一样：国家不低于百分之三十。", 1, id="unlike what"),
    ],
)
def test_the_nation_has_its_own_number_too(text: str, caught: int) -> None:
    assert len(failures(Claim(text, WITH_NATION))) == caught
