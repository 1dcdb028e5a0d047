"""No sentence says more than its quotes: swapped numbers, places, dates and force are caught."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from graph.model import Document, Head
from graph.quantities import find_quantities
from graph.store import DocumentEntry
from qa.asked.names import KnownNames
from qa.asked.question import parse_question
from qa.checks.check import failures, stands
from qa.claims.arithmetic import step
from qa.claims.claim import Claim, DayCount, Operator, Quote
from qa.claims.draft import Draft
from qa.claims.quoting import ground
from qa.told.assemble import checked_claims

TEXT = (
    "第七条 甘肃省的单位应当自2024年3月1日起从转让净收入中提取不低于百分之六十五的比例奖励完成人。"
    "推广机构不得收取介绍费。"
)


def make_quote(text: str = TEXT, span: tuple[int, int] | None = None) -> Quote:
    head = Head(
        title="甘肃省技术成果推广条例",
        policy_id="policy:甘肃省技术成果推广条例",
        doc_type="地方性法规",
        regions=("甘肃省",),
    )
    entry = DocumentEntry("gansu", "0" * 64, head, len(text), "", "")
    return Quote(entry, Document("gansu", "0" * 64, text), "第七条", (span or (4, len(text)),))


def make_claim(text: str) -> Claim:
    return Claim(text, (make_quote(),))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "不低于百分之六十五（《甘肃省技术成果推广条例》第七条）。", id="share in words"
        ),
        pytest.param("不低于65%（《甘肃省技术成果推广条例》第七条）。", id="share in digits"),
        pytest.param("甘肃省自2024年3月1日起应当奖励。", id="date, place and force"),
        pytest.param(
            "《甘肃省技术成果推广条例》第七条规定：“推广机构不得收取介绍费”。", id="literal words"
        ),
        pytest.param("不可以：第七条规定“推广机构不得收取介绍费”。", id="a ban told as 不可以"),
    ],
)
def test_a_sentence_that_its_quote_bears_out_stands(text: str) -> None:
    assert failures(make_claim(text)) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("甘肃省的评审中心应当奖励。", "body", id="a body that no quote names"),
        pytest.param("不低于百分之七十五（第七条）。", "number", id="number swapped"),
        pytest.param("不低于75%（第七条）。", "number", id="number swapped, in digits"),
        pytest.param("不超过百分之六十五（第七条）。", "bound", id="bound swapped"),
        pytest.param("青海省的单位应当奖励。", "region", id="region swapped"),
        pytest.param("单位可以奖励完成人。", "force", id="必须 made 可以"),
        pytest.param("推广机构禁止转让，鼓励收取介绍费。", "force", id="ban made encouragement"),
        pytest.param("不低于百分之六十五（第八条）。", "label", id="article swapped"),
        pytest.param("自2025年3月1日起奖励。", "date", id="date swapped"),
        pytest.param("《青海省技术成果推广条例》如此规定。", "title", id="act swapped"),
        pytest.param(
            "第七条规定：“推广机构得收取介绍费”。", "quoted", id="word left out of a quote"
        ),
    ],
)
def test_a_swapped_fact_is_caught(text: str, reason: str) -> None:
    found = failures(make_claim(text))

    assert any(reason in line for line in found)


def test_a_permission_is_not_read_out_of_a_duty() -> None:
    text = "第三条 单位可以奖励完成人。"
    claim = Claim("单位应当奖励完成人。", (make_quote(text, (4, len(text))),))

    assert not stands(claim)


def test_a_quote_past_the_end_of_its_document_is_caught() -> None:
    quote = replace(make_quote(), spans=((4, 4000),))

    assert not stands(Claim("第七条如此规定。", (quote,)))


def make_sum(amount: str = "200万元", result: str = "130万元") -> Claim:
    made = step(find_quantities(amount)[0], Operator.TIMES, find_quantities(TEXT)[-1])
    told = replace(made.result, value=find_quantities(result)[0].value)
    return Claim(
        f"至少{result}：{amount}×65%={result}（《甘肃省技术成果推广条例》第七条）。",
        (make_quote(),),
        premise="净收入200万元奖励多少？",
        steps=(replace(made, result=told),),
    )


def test_a_sum_that_comes_out_stands() -> None:
    assert failures(make_sum()) == []


def test_a_sum_is_computed_anew() -> None:
    assert any("is not" in line for line in failures(make_sum(result="140万元")))


def test_a_sum_starts_from_the_amount_of_the_question() -> None:
    found = failures(replace(make_sum(), premise="净收入300万元奖励多少？"))

    assert any("neither asked, quoted" in line for line in found)


@pytest.mark.parametrize(
    ("share", "reason"),
    [
        pytest.param("不低于百分之七十", "neither asked, quoted", id="another share"),
        pytest.param("不超过百分之六十五", "bound is in no quote", id="the bound turned round"),
    ],
)
def test_a_sum_takes_its_share_and_bound_from_the_quote(share: str, reason: str) -> None:
    other = step(find_quantities("200万元")[0], Operator.TIMES, find_quantities(share)[0])

    assert any(reason in line for line in failures(replace(make_sum(), steps=(other,))))


def test_a_sum_takes_its_cap_from_the_quote() -> None:
    claim = make_sum()
    cap = find_quantities("六万元")[0]
    capped = step(claim.steps[0].result, Operator.CAPPED, cap)

    found = failures(replace(claim, steps=(*claim.steps, capped)))

    assert any("neither asked, quoted" in line for line in found)


def test_a_date_of_the_question_may_be_repeated() -> None:
    claim = replace(make_claim("2025年：不低于百分之六十五。"), premise="2025年是多少？")

    assert stands(claim)


def make_count(start: date, last: date, period: str = "十二个月内") -> Claim:
    text = "第五条 甘肃省的目录应当在本条例施行之日起十二个月内公布。本条例自2022年3月1日起施行。"
    days = DayCount(start, find_quantities(period)[0], last)
    said = f"最晚{last.year}年{last.month}月{last.day}日。"
    return Claim(said, (make_quote(text),), days=days)


def test_a_day_counted_on_from_the_quotes_stands() -> None:
    assert not failures(make_count(date(2022, 3, 1), date(2023, 3, 1)))


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param(make_count(date(2022, 3, 1), date(2023, 4, 1)), id="another last day"),
        pytest.param(make_count(date(2022, 4, 1), date(2023, 4, 1)), id="another first day"),
        pytest.param(make_count(date(2022, 3, 1), date(2022, 9, 1), "六个月内"), id="period"),
    ],
)
def test_a_day_counted_wrongly_is_caught(claim: Claim) -> None:
    assert failures(claim)


def make_term(said: str, period: str = "十二年") -> Claim:
    counted = find_quantities(period)[0]
    last = date(2010 + int(counted.value), 1, 1) if counted.unit == "年" else date(2011, 1, 1)
    quote = make_quote("第五条 甘肃省模具登记的期限为十二年；图样不全的，十二个月内补正。")
    days = DayCount(date(2010, 1, 1), counted, last)
    return Claim(said, (quote,), days=days, premise="2010年1月申请的登记，哪天到期？")


def test_a_term_counted_from_a_month_ends_in_a_month() -> None:
    assert not failures(make_term("到2022年1月。"))


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param(make_term("到2022年3月。"), id="another month"),
        pytest.param(make_term("到2022年1月1日。"), id="more exact than its beginning"),
        pytest.param(make_term("到2011年1月。", "十二个月内"), id="months from a month"),
    ],
)
def test_a_term_counted_wrongly_from_a_month_is_caught(claim: Claim) -> None:
    assert failures(claim)


@pytest.mark.parametrize(("last", "stands_so"), [(2026, True), (2027, False)])
def test_whole_years_are_counted_with_the_first(*, last: int, stands_so: bool) -> None:
    quote = make_quote("第五条 甘肃省的补贴从首次销售的年度起连续六年发放。")
    days = DayCount(
        date(2021, 1, 1), find_quantities("六年")[0], date(last, 12, 31), first_counts=True
    )
    claim = Claim(f"到{last}年：2021年起六年。", (quote,), days=days, premise="2021年首次销售")

    assert stands(claim) is stands_so


def make_excess(result: str, bound: str = "五百万元") -> Claim:
    text = "第六条 甘肃省的技术转让所得超过五百万元的部分，减半征收。"
    premise = "所得800万元怎么算？"
    made = step(find_quantities(premise)[0], Operator.MINUS, find_quantities(bound)[0])
    told = replace(made.result, value=find_quantities(result)[0].value)
    steps = (replace(made, result=told),)
    said = f"超过部分为{result}：800万元－{bound}={result}。"
    return Claim(said, (make_quote(text),), premise=premise, steps=steps)


def test_what_lies_above_a_bound_of_the_quote_stands() -> None:
    assert not failures(make_excess("300万元"))


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param(make_excess("400万元"), id="another result"),
        pytest.param(make_excess("200万元", "600万元"), id="another bound"),
    ],
)
def test_a_wrong_excess_is_caught(claim: Claim) -> None:
    assert failures(claim)


FINE = "第九条 无证开办的，处二万元以上八万元以下的罚款。通过核查的单位不需提交证明。"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("二万元以上八万元以下。", "", id="both ends as they are"),
        pytest.param("八万元以下。", "", id="the upper end alone"),
        pytest.param("二万元以下八万元以下。", "bound", id="the lower end for an upper one"),
        pytest.param("八万元以上。", "bound", id="the upper end for a lower one"),
        pytest.param("需要：“通过核查的单位不需提交证明”。", "force", id="a need that is none"),
    ],
)
def test_the_end_of_a_range_is_told_as_the_end_that_it_is(text: str, reason: str) -> None:
    found = failures(Claim(text, (make_quote(FINE),)))

    assert [f.split(" ")[0] for f in found][:1] == ([reason] if reason else [])


STALLS = "第九条 展位使用人可以转让展位。转让展位的，应当事先备案。"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        pytest.param("可以", "", id="what the sentence says"),
        pytest.param("应当", "force", id="what another sentence of the quote says"),
    ],
)
def test_yes_is_held_against_the_sentence_that_decides_it(said: str, reason: str) -> None:
    whole = make_quote(STALLS)
    decides = make_quote(STALLS, (4, STALLS.index("。") + 1))
    words = "".join(whole.text.split())
    claim = Claim(f"{said}：第七条规定“{words}”。", (whole,), decided_by=decides)

    assert [f.split(" ")[0] for f in failures(claim)] == ([reason] if reason else [])


def test_what_decides_has_to_be_quoted() -> None:
    decides = make_quote(STALLS, (4, STALLS.index("。") + 1))
    behind = make_quote(STALLS, (STALLS.index("。") + 1, len(STALLS)))
    claim = Claim("可以：第七条规定“转让展位的，应当事先备案”。", (behind,), decided_by=decides)

    assert failures(claim) == ["what decides it is in no quote"]


POINTS = "第九条 推广措施：\n（一）培训9项；\n（二）展示3项。"


@pytest.mark.parametrize(("number", "right"), [(2, True), (3, False), (9, False)])
def test_as_many_points_are_told_as_the_list_has(number: int, *, right: bool) -> None:
    quote = make_quote(POINTS)
    words = "".join(quote.text.split())

    assert stands(Claim(f"第七条规定了{number}项：“{words}”。", (quote,))) is right


def test_no_answer_is_told_whose_direct_sentence_fails() -> None:
    wrong = make_claim("不低于百分之七十五（《甘肃省技术成果推广条例》第七条）。")
    right = ground(make_quote())
    question = parse_question("至少多少？", KnownNames(()))

    assert checked_claims(Draft(question, claims=[wrong, right])) == []
    assert checked_claims(Draft(question, claims=[right, wrong])) == [right]


def test_a_sentence_that_two_parts_of_a_question_lead_to_is_told_once() -> None:
    right = ground(make_quote())
    again = replace(right, premise="至少多少？")
    question = parse_question("至少多少？", KnownNames(()))

    assert checked_claims(Draft(question, claims=[right, again])) == [right]
