"""The cells of a comparison's row, each in the words of the row's own quote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.model import Norm
from graph.names import fold
from graph.quantities import Quantity
from qa.asked.asks import NUMERIC_ASKS, Ask
from qa.asked.kinds import asked_quantities
from qa.asked.question import Question
from qa.claims.cases import of_asked_case
from qa.claims.claim import Quote
from qa.claims.norms import Threshold, printed
from qa.claims.quoting import shown, source_words
from qa.numbers.direct import nearest
from qa.search.rank import Scored

# The words of force that a cell may say, as the text prints them.
_FORCE = re.compile(
    r"不得|不予|不承担|(?<!属于)禁止|应当|必须|可以|有权|允许|鼓励|支持|推动|引导|(?<=[，、])可(?=[并处以])"
)
_SAID_AS = {"不予": "不予", "必须": "应当", "允许": "可以", "有权": "可以", "可": "可以"}
MAY = "可以"
_NO_NUMBER = "未写数值"
"""For a rule on the matter that gives no number of the kind asked for."""
_DIRECT = "直接规定"
"""For a rule that prints no word of force: it orders."""
# 没有约定的，…; 当事人另有约定的除外
_CONDITION = re.compile(
    r"(?:^|[，：；。])((?:[^，。；：]{0,24}，)?[^，。；：]{2,60}的)[，,]|([^，。；：]{2,30}(?:除外|从其约定|从其规定))"
)
_SUBJECT = re.compile(r"^([^，。；：]{2,40}?)(?:应当|必须|可以|不得|有权|按照下列|依法对|鼓励)")
_NOT_A_SUBJECT = re.compile(r"的[,，]?$|[未,，]|^(?:对|在|从|按照|违反|鼓励|支持|允许|自|经)")
# Whom a rule binds: no 保护期 and no 比例
_BODY = re.compile(
    r"(?:机构|单位|部门|人|人员|[院学高]校|企业|政府|法院|者|委员会|组织|公司|[局厅部会院所团户方员]|团队|中心|主体|机关|业主|当事人|个人)$"
)
_RAISED = re.compile(r"^(?:允许|鼓励|支持|引导)")
_LONGEST_VALUE = 90

_TITLES = {
    Ask.RATIO: "比例",
    Ask.AMOUNT: "金额",
    Ask.PERIOD: "期限",
    Ask.COUNT: "数量",
    Ask.QUANTITY: "数值",
    Ask.WHO: "主体与规定",
}


@dataclass(frozen=True, slots=True)
class Cells:
    """One row. Empty where its text does not say."""

    name: str
    value: str
    """The values asked for, or the words of the rule; 未见 or 未入库 for a row without one."""
    mode: str = ""
    base: str = ""
    condition: str = ""
    subject: str = ""
    source: str = ""


def columns_of(question: Question, found: Sequence[Cells], *, first: str) -> list[tuple[str, str]]:
    """``(title, field of Cells)``: what is asked for, and what the rows have to say beside it."""
    numeric = [a for a in question.asks if a in NUMERIC_ASKS]
    wanted = Ask.RATIO if Ask.RATIO in numeric else next(iter(numeric), question.ask)
    columns = [(first, "name"), (_TITLES.get(wanted, "规定"), "value"), ("情态", "mode")]
    if any(cells.base for cells in found):
        columns.append(("基数", "base"))
    if any(cells.condition for cells in found):
        columns.append(("条件", "condition"))
    if numeric and any(cells.subject for cells in found):
        columns.append(("主体", "subject"))
    return [*columns, ("依据", "source")]


def cells_of(
    question: Question, name: str, scored: Scored, stated: Sequence[Threshold], quote: Quote
) -> Cells:
    """The cells of one side, from the graph's thresholds; by the wording where it has none."""
    values = _values(question, scored, stated, quote)
    asked = any(ask in NUMERIC_ASKS for ask in question.asks)
    literal = fold(quote.text)
    norms = [n for n in stated if isinstance(n, Norm)]
    bases = dict.fromkeys(n.base for n in norms if n.base)
    conditions = _without_repeats(
        dict.fromkeys(n.condition for n in norms if _stands_before(n, quote))
    )
    subjects = dict.fromkeys(_RAISED.sub("", n.subject) for n in norms if _BODY.search(n.subject))
    return Cells(
        name=name,
        value=_told(values, quote) or (_NO_NUMBER if asked else _shortened(scored, quote)),
        mode="、".join(dict.fromkeys(mode_of(scored, quote, v) for v in (values or (None,)))),
        base="；".join(b for b in bases if fold(b) in literal),
        condition="；".join(_literal_pieces(conditions, literal)) or _worded_condition(scored),
        subject="、".join(s for s in subjects if fold(s) in literal) or worded_subject(scored),
        source=source_words(quote),
    )


def _values(
    question: Question, scored: Scored, stated: Sequence[Threshold], quote: Quote
) -> list[Quantity]:
    """The quantities that answer: those of the thresholds nearest to what is asked."""
    found = [q for n in stated if (q := printed(n, quote))]
    apart = {(q.start, q.end): q for q in found}
    if found:
        order = sorted(apart.values(), key=lambda q: q.start)
        order = of_asked_case(question, order, quote.text)
        several = len({n.evidence.spans[-1] for n in stated}) > 1
        return order if several else nearest(question, order, quote.text)
    asks = [a for a in question.asks if a in NUMERIC_ASKS]
    asks = [Ask.RATIO] if Ask.RATIO in asks else asks
    own = quote.text.rfind(_text_of(scored, quote))
    values = [q for q in asked_quantities(asks, quote.text) if q.start >= max(own, 0)]
    values = of_asked_case(question, values, quote.text)
    return nearest(question, values, quote.text)


def _text_of(scored: Scored, quote: Quote) -> str:
    unit = scored.read.unit
    return quote.document.text[unit.start : unit.end]


def _told(values: Sequence[Quantity], quote: Quote) -> str:
    return "；".join(quote.words_of(q) for q in values[:4])


def _shortened(scored: Scored, quote: Quote) -> str:
    """The rule's own words; of a long one the unit without its lead-in, cut at a stop."""
    words = shown(quote)
    if len(words) <= _LONGEST_VALUE:
        return words
    own = "".join(_text_of(scored, quote).split()).strip("。；;")
    stops = [m.end() for m in re.finditer(r"[，；。]", own[:_LONGEST_VALUE])]
    return own if len(own) <= _LONGEST_VALUE or not stops else f"{own[: stops[-1] - 1]}……"


def mode_of(scored: Scored, quote: Quote, value: Quantity | None) -> str:
    """The word of force nearest before the value in its sentence, else after it, else before all.

    Without a value the first one of the unit.
    """
    text = quote.text
    if value is None:
        said = _FORCE.search(_text_of(scored, quote)) or _FORCE.search(text)
        return _spoken(said.group()) if said else ""
    start = max(text.rfind(stop, 0, value.start) for stop in "。；：:") + 1
    stops = [text.find(stop, value.end) for stop in "。；"]
    end = min((s for s in stops if s >= 0), default=len(text))
    before = _FORCE.findall(text, start, value.start)
    after = _FORCE.findall(text, value.end, end)
    above = _FORCE.findall(text, 0, start)
    word = next((w for w in (before[-1:], after[:1], above[-1:]) if w), [""])[0]
    return _spoken(word) or _DIRECT


def _spoken(word: str) -> str:
    return _SAID_AS.get(word, word)


def _stands_before(norm: Norm, quote: Quote) -> bool:
    """Whether the condition stands before the value: what follows with 但 is of another case."""
    value = printed(norm, quote)
    last = fold(norm.condition.rpartition("，")[2])
    before = quote.text[: value.start] if value else quote.text
    return bool(last) and (last in fold(before) or "除外" in last)


def _without_repeats(conditions: Iterable[str]) -> list[str]:
    """单位未约定的，转让的；作价投资的: what several begin with is said once."""
    told = list(conditions)
    shared = told[0][: told[0].rfind("，") + 1] if told else ""
    return [*told[:1], *(c.removeprefix(shared) for c in told[1:])]


def _literal_pieces(conditions: Sequence[str], literal: str) -> list[str]:
    """Conditions each of whose clauses stands in the quote."""
    return [c for c in conditions if all(fold(p) in literal for p in re.split(r"[，；]", c) if p)]


def _worded_condition(scored: Scored) -> str:
    words = "".join(scored.read.lead.split()) + "".join(scored.read.words.split())
    found = _CONDITION.search(words)
    return (found[1] or found[2]) if found else ""


def worded_subject(scored: Scored) -> str:
    """Whom the unit or its lead-in binds, in its own words; empty where it names nobody so."""
    for words in (scored.read.words, scored.read.lead):
        found = _SUBJECT.match("".join(words.split()))
        if found and _BODY.search(found[1]) and not _NOT_A_SUBJECT.search(found[1]):
            return found[1]
    return ""
