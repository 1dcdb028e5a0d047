"""An answer is right where it cites, tells and opens with what the gold answer holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.evaluation.gold import Gold, GoldQuestion
from qa.evaluation.judge import Outcome, Verdict, judge
from qa.told.reply import Answer, Citation, Force, Searched, Sentence, Status

SHARE = "转让所得净收入的百分之四十以上用于奖励完成人"
FINE = "有违法所得的，处违法所得二倍以下最高不超过六万元的罚款"
OTHER_FINE = "隐瞒登记信息的，处一万元以上三万元以下的罚款"
WAITING = "自登记之日起九个月内未转化的，完成人可以自行转化，但涉及国家秘密的除外"


def question(
    asked: str, answer: str, *passages: str, kind: str = "numeric_rule", answerable: bool = True
) -> GoldQuestion:
    evidence = tuple(Gold("gansu", "甘肃省成果条例", "第四条", passage) for passage in passages)
    return GoldQuestion("q1", kind, asked, answer, answerable, evidence)


def told(*sentences: str, quotes: tuple[str, ...]) -> Answer:
    """An answer of these sentences that cites these quotes of one act."""
    force = Force("in_force", None, None, "")
    citations = tuple(
        Citation(
            n=n, document_id="gansu", title="甘肃省成果条例", document_number=None,
            doc_type="地方性法规", region="甘肃省", locator="第四条", quote=quote,
            spans=((0, len(quote)),), page=None, validity=force,
        )
        for n, quote in enumerate(quotes, 1)
    )  # fmt: skip
    return Answer(
        status=Status.ANSWERED if sentences else Status.NOT_FOUND,
        question="？", text="".join(sentences),
        sentences=tuple(Sentence(text, (1,)) for text in sentences), citations=citations,
        table=None, missing=() if sentences else ("未见",), searched=Searched(1, 9, ()),
        method="extractive", confidence=0.5, build="b", elapsed_ms=1.0,
    )  # fmt: skip


def verdict(gold: GoldQuestion, answer: Answer) -> Verdict:
    return outcome(gold, answer).verdict


def outcome(gold: GoldQuestion, answer: Answer) -> Outcome:
    return judge(gold, answer, citations_valid=True)


def test_a_number_that_a_gold_passage_holds_may_stand_in_a_quote() -> None:
    gold = question("奖励多少？", "不低于40%。", SHARE)

    assert verdict(gold, told(f"条例规定：“{SHARE}”。", quotes=(SHARE,))) is Verdict.RIGHT


def test_the_number_of_a_document_is_proved_by_a_citation_of_it() -> None:
    gold = question("甘政发〔2019〕3号提取多少？", "不低于40%。", SHARE, "甘政发〔2019〕3号")
    answer = told(f"条例规定：“{SHARE}”。", quotes=(SHARE,))
    numbered = replace(answer.citations[0], document_number="甘政发〔2019〕3号")

    assert verdict(gold, answer) is Verdict.PARTLY
    assert verdict(gold, replace(answer, citations=(numbered,))) is Verdict.RIGHT


def test_a_worked_out_number_has_to_be_said() -> None:
    gold = question("净收入200万元奖励多少？", "至少80万元。", SHARE)
    chance = "资助总额为80万元"

    said = told("至少80万元：200万元×40%=80万元。", quotes=(SHARE,))
    quoted = told(f"条例规定：“{SHARE}”。", f"又规定：“{chance}”。", quotes=(SHARE, chance))

    assert verdict(gold, said) is Verdict.RIGHT
    assert verdict(gold, quoted) is Verdict.PARTLY
    assert outcome(gold, quoted).lost_numbers == ("80万元",)


def test_what_the_question_gave_need_not_be_said_again() -> None:
    gold = question("赚了20万元，奖多少？", "赚20万元的，不低于40%。", SHARE)

    assert verdict(gold, told(f"条例规定：“{SHARE}”。", quotes=(SHARE,))) is Verdict.RIGHT


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        pytest.param(
            "违法所得5万元，最多罚多少？", "10万元：5万元×2倍=10万元。", id="a cap missed"
        ),
        pytest.param("最多罚多少？", "一万元以上三万元以下。", id="another clause first"),
    ],
)
def test_an_answer_that_opens_with_another_number_is_not_right(asked: str, first: str) -> None:
    gold = question(asked, "最高6万元。", FINE)
    answer = told(first, f"又规定：“{FINE}”。", quotes=(FINE, OTHER_FINE))

    assert verdict(gold, answer) is Verdict.PARTLY
    assert outcome(gold, answer).other_numbers


@pytest.mark.parametrize("amount", ["60万", "60万块", "60万经费", "60万元"])
def test_an_amount_is_known_from_the_question_however_it_is_spoken(amount: str) -> None:
    gold = question(f"净赚{amount}，至少奖多少？", "至少24万元。", SHARE)

    assert verdict(gold, told("24万元：60万元×40%=24万元。", quotes=(SHARE,))) is Verdict.RIGHT


def test_a_day_that_is_not_the_gold_day_is_another_number() -> None:
    start = "本条例自2031年5月1日起施行"
    gold = question("何时施行？", "2031年5月1日。", start, kind="temporal")

    assert verdict(gold, told("自2031年5月1日起施行。", quotes=(start,))) is Verdict.RIGHT
    assert outcome(gold, told("自2031年3月1日起施行。", quotes=(start,))).other_numbers == (
        "2031-03-01",
    )


@pytest.mark.parametrize(
    ("wanted", "given", "expected"),
    [
        pytest.param("可以，九个月后。", "可以：", Verdict.RIGHT, id="yes and yes"),
        pytest.param("不能，涉密的除外。", "可以：", Verdict.WRONG, id="yes for no"),
        pytest.param("能；九个月后。", "不可以：", Verdict.WRONG, id="no for yes"),
        pytest.param("还没有：九个月后。", "不能：", Verdict.RIGHT, id="no and no"),
        pytest.param("不少于九个月。", "可以：", Verdict.RIGHT, id="a bound is no no"),
        pytest.param("不能，涉密的除外。", "条例规定：", Verdict.RIGHT, id="neither said"),
    ],
)
def test_yes_for_no_is_wrong_whatever_is_cited(wanted: str, given: str, expected: Verdict) -> None:
    gold = question("能自行转化吗？", wanted, WAITING, kind="yes_no_condition")

    assert verdict(gold, told(f"{given}“{WAITING}”。", quotes=(WAITING,))) is expected


def test_an_unanswerable_question_is_to_be_refused() -> None:
    gold = question("规模多大？", "（应拒答）", answerable=False)

    assert verdict(gold, told(quotes=(SHARE,))) is Verdict.RIGHTLY_REFUSED
    assert verdict(gold, told("40%。", quotes=(SHARE,))) is Verdict.WRONGLY_ANSWERED


def test_a_refusal_is_wrong_even_with_the_gold_passage_beside_it() -> None:
    gold = question("奖励多少？", "不低于40%。", SHARE)

    assert verdict(gold, told(quotes=(SHARE,))) is Verdict.WRONGLY_REFUSED


def test_people_and_points_are_counted_in_any_of_their_words() -> None:
    gold = question("要几个人？有几种情形？", "至少9人，三种情形。", SHARE)
    answer = told(f"至少9名：45名×20%=9名，规定了3项：“{SHARE}”。", quotes=(SHARE,))

    assert outcome(gold, answer).lost_numbers == ()


def test_the_steps_of_a_sum_and_the_points_of_a_list_claim_nothing_else() -> None:
    gold = question("罚多少？", "80万元。", SHARE)
    answer = told(f"80万元：1%×2个月=2%，40亿元×2%=80万元，规定了2项：“{SHARE}”。", quotes=(SHARE,))

    assert outcome(gold, answer).other_numbers == ()
