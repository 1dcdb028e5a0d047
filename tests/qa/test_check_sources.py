"""What is told of a clause stands in that clause, behind the case that it is for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.checks.check import failures
from qa.claims.claim import Claim, Quote
from tests.qa.test_check import make_quote


def of_act(title: str, locator: str, text: str) -> Quote:
    quote = make_quote(f"{locator} {text}")
    entry = replace(quote.entry, id=title, head=replace(quote.entry.head, title=title))
    document = replace(quote.document, id=title)
    spans = ((len(locator) + 1, len(document.text)),)
    return replace(quote, entry=entry, document=document, locator=locator, spans=spans)


FEES = of_act("云溪省展会条例", "第六条", "摊位费不得高于成本的两倍。")
DAYS = of_act(
    "云溪省集市办法", "第九条", "自2016年5月1日起施行。与本条不一致的，按照本条规定执行。"
)


LATER = of_act("云溪省展会条例", "第三十条", "本条例第八条自2028年1月1日起施行。")


def test_a_clause_may_be_told_by_another_one_of_its_act() -> None:
    told = "《云溪省展会条例》第八条自2028年1月1日起施行。"

    assert failures(Claim(told, (LATER, DAYS))) == []
    assert failures(Claim(told.replace("展会条例", "集市办法"), (LATER, DAYS)))


@pytest.mark.parametrize(
    ("text", "caught"),
    [
        pytest.param("《云溪省展会条例》第六条规定：“摊位费不得高于成本的两倍”。", 0, id="its own"),
        pytest.param("《云溪省集市办法》第九条规定：“摊位费不得高于成本的两倍”。", 1, id="words"),
        pytest.param("不得高于成本的两倍（《云溪省展会条例》第九条）。", 1, id="an article"),
        pytest.param("不得高于成本的两倍（《云溪省展会条例》第六条）。", 0, id="its article"),
    ],
)
def test_a_clause_is_told_with_its_own_words(text: str, caught: int) -> None:
    assert len(failures(Claim(text, (FEES, DAYS)))) == caught


OLDER = of_act("云溪市集市规定", "第三条", "本规定自2012年7月1日起施行。")
YIELDS = (
    "不一致的，按《云溪省集市办法》第九条执行，不按《云溪市集市规定》第三条："
    "《云溪省集市办法》规定“与本条不一致的，按照本条规定执行”，"
    "《云溪市集市规定》自2012年7月1日起施行，早于自2016年5月1日起施行的《云溪省集市办法》。"
)


def test_which_of_two_acts_holds_stands_with_its_days() -> None:
    assert failures(Claim(YIELDS, (OLDER, DAYS))) == []


@pytest.mark.parametrize(
    ("words", "other"),
    [
        pytest.param(
            "按《云溪省集市办法》第九条", "按《云溪市集市规定》第三条", id="the other act"
        ),
        pytest.param("自2012年7月1日起", "自2016年5月1日起", id="the day of the other act"),
        pytest.param("早于", "晚于", id="later for older"),
    ],
)
def test_which_of_two_acts_holds_is_caught_when_it_is_falsified(words: str, other: str) -> None:
    assert words in YIELDS
    assert failures(Claim(YIELDS.replace(words, other, 1), (OLDER, DAYS)))


def test_an_act_that_has_begun_is_not_said_to_be_yet_to_come() -> None:
    told = Claim("《云溪省集市办法》自2016年5月1日起施行，{day}还没有施行。", (DAYS,))
    later = replace(told, text=told.text.format(day="2017年6月"), premise="2017年6月")
    sooner = replace(told, text=told.text.format(day="2015年6月"), premise="2015年6月")

    assert failures(sooner) == []
    assert failures(later)
    assert failures(replace(sooner, text=sooner.text.replace("没有", "已经")))


FINES = make_quote(
    "第八条 转租摊位的，由管理站责令改正，处六千元以下的罚款；多次转租的，取消其参展资格。"
    "验收合格后，主办单位应当在五日内退还押金。"
)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "第七条规定：“转租摊位的，由管理站责令改正，处六千元以下的罚款”。", id="quoted"
        ),
        pytest.param("转租摊位的，处六千元以下的罚款（第七条）。", id="retold"),
        pytest.param(
            "转租摊位：第七条规定“由管理站责令改正，处六千元以下的罚款”。", id="told before"
        ),
        pytest.param("处六千元以下的罚款（第七条）。", id="a number alone"),
    ],
)
def test_a_rule_quoted_with_its_case_stands(text: str) -> None:
    assert failures(Claim(text, (FINES,), premise="转租摊位")) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("第七条规定：“由管理站责令改正，处六千元以下的罚款”。", id="its own clause"),
        pytest.param("第七条规定：“主办单位应当在五日内退还押金”。", id="after what"),
    ],
)
def test_a_rule_quoted_without_its_case_is_caught(text: str) -> None:
    assert failures(Claim(text, (FINES,)))
