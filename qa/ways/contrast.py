"""What the rows of a comparison say together: who has which value, and local against national."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import Comparator, Norm
from graph.names import fold
from graph.quantities import Quantity
from qa.asked.asks import NUMERIC_ASKS
from qa.asked.kinds import asked_quantities
from qa.asked.pairs import likeness
from qa.asked.places import NATION
from qa.asked.question import Question
from qa.claims.arithmetic import plain, step
from qa.claims.cases import of_asked_case
from qa.claims.claim import Claim, Operator, Quote
from qa.claims.norms import Threshold, printed
from qa.claims.quoting import source_words
from qa.numbers.bases import is_of_kind, mismatch, own_amounts
from qa.numbers.cells import MAY, mode_of
from qa.numbers.differences import Figure, difference
from qa.numbers.direct import nearest
from qa.numbers.sums import Sum, told
from qa.numbers.told_numbers import clause_of
from qa.search.rank import Scored

_ONE_CASE = 0.4
"""Likeness from which the conditions of two acts are one case."""
_ALIKE_ASKED = re.compile(
    r"一样|相同|一致|(?:有(?:没有|无|何|什么)?|是否有?)(?:不同|区别|差别|差异)"
)
_PAIR = 2
_MOST_ASKED = re.compile(r"(?:哪|谁)[^，。？]{0,12}(?:最?[高多大长](?!少|久)|给得多)")
_LEAST_ASKED = re.compile(r"(?:哪|谁)[^，。？]{0,12}(?:最?[低少短]|最快)")


@dataclass(frozen=True, slots=True)
class Beside:
    """One row of a comparison that has a rule."""

    name: str
    scored: Scored
    stated: tuple[Threshold, ...]
    quote: Quote
    asked: bool = True
    """Whether the question lays it beside the others; the national rule may only stand behind."""


@dataclass(frozen=True, slots=True)
class _Value:
    name: str
    norm: Threshold
    words: str
    """With the words that bound it: 不低于百分之七十."""
    mode: str
    """The word of force before it."""
    case: str
    """Of several cases the one it is for, in the text's words; empty where there is one."""
    quote: Quote
    printed: Quantity

    @property
    def amount(self) -> tuple[float, float | None, str, Comparator]:
        norm = self.norm
        return (norm.value, norm.value_max, norm.unit, norm.comparator)


def together(question: Question, found: Sequence[Beside]) -> list[Claim]:
    """A first sentence that sums up the values, and how the local rules stand to the national."""
    if not any(ask in NUMERIC_ASKS for ask in question.asks):
        return []
    read = [(row, v) for row in found if (v := _value(row, question))]
    values = [v for _, v in read]
    if len(values) < _PAIR:
        return []
    asked = [v for row, v in read if row.asked or row.name != NATION]
    shown = asked if len(asked) >= _PAIR else values
    national = next((v for v in values if v.name == NATION), None)
    local = [v for v in values if v.name != NATION]
    silent = [row for row in found if not asked_quantities(question.asks, row.quote.text)]
    apart = difference(question, [Figure(v.printed, v.quote) for v in shown])
    return [
        *([apart] if apart else []),
        _summed_up(question, shown, silent),
        *(_against(national, local) if national else []),
    ]


def sums(question: Question, found: Sequence[Beside]) -> list[Claim]:
    """What the asker's one amount comes to by the share of each row: 甲市至少100万元：…"""
    amounts = own_amounts(question)
    if len(amounts) != 1:
        return []
    claims = []
    for value in (v for row in found if row.asked and (v := _value(row, question))):
        share = value.printed
        of_one_base = not mismatch(question, amounts[0], value.quote, share)
        if (
            share.unit in ("%", "倍")
            and of_one_base
            and is_of_kind(question, amounts[0], clause_of(share, value.quote.text))
        ):
            made = Sum((step(plain(amounts[0]), Operator.TIMES, share),), (value.quote,))
            claims.append(told(question, made, before=_spoken(value.name)))
    return claims


def against(question: Question, national: Beside, local: Beside) -> Claim | None:
    """How one local rule stands to the national one; None where there is nothing to tell."""
    upper, lower = _value(national, question), _value(local, question)
    found = _against(upper, [lower]) if upper and lower else []
    return found[0] if found else None


def _value(row: Beside, question: Question) -> _Value | None:
    """The one threshold that is asked for; of a list of cases that of the first case."""
    stated = {(q.start, q.end): (n, q) for n in row.stated if (q := printed(n, row.quote))}
    asked = of_asked_case(question, [stated[p][1] for p in sorted(stated)], row.quote.text)
    places = sorted((q.start, q.end) for q in asked)
    if len({stated[p][0].evidence.spans[-1] for p in places}) > 1:
        places = places[:1]
    near = nearest(question, [stated[p][1] for p in places], row.quote.text)
    if len(near) > 1:
        near = nearest(question, near, row.quote.text, of_one=True)
    if len(near) != 1:
        return None
    norm, quantity = stated[near[0].start, near[0].end]
    mode = mode_of(row.scored, row.quote, quantity)
    case = norm.condition.rpartition("，")[2] if isinstance(norm, Norm) and len(stated) > 1 else ""
    return _Value(row.name, norm, row.quote.words_of(quantity), mode, case, row.quote, quantity)


def _summed_up(question: Question, values: Sequence[_Value], silent: Sequence[Beside]) -> Claim:
    """甲省、乙省不低于百分之七十，丙省不低于百分之八十；丁省的条文没有写数值."""
    groups: dict[tuple[float, float | None, str, Comparator], list[_Value]] = {}
    for value in values:
        groups.setdefault(value.amount, []).append(value)
    parts = [
        f"{'、'.join(_spoken(v.name) for v in group)}{group[0].words}" for group in groups.values()
    ]
    prefix = ""
    if _ALIKE_ASKED.search(question.chinese):
        prefix = "一样：" if len(groups) == 1 and not silent else "不一样："
    elif _comparable(values):
        prefix = _extreme(question, values)
    cases = [v.case for v in values if v.case]
    one = bool(cases) and all(likeness(fold(cases[0]), fold(c)) >= _ONE_CASE for c in cases)
    about = (
        f"“{cases[0].removeprefix('或者')}”，" if one and not cases[0].startswith("违反本") else ""
    )
    behind = "；其他情形见表" if cases else ""
    if silent:
        behind += f"；{'、'.join(_spoken(row.name) for row in silent)}的条文没有写数值"
    text = f"{about}{prefix}{'，'.join(parts)}{behind}。"
    quotes = [*(v.quote for v in values), *(row.quote for row in silent)]
    return Claim(text, tuple(dict.fromkeys(quotes)), premise=question.chinese)


def _comparable(values: Sequence[_Value]) -> bool:
    return len({(v.norm.unit, v.norm.comparator) for v in values}) == 1


def _extreme(question: Question, values: Sequence[_Value]) -> str:
    """最高的是丙省：, where the question asks which is."""
    for pattern, pick, word in ((_MOST_ASKED, max, "最高"), (_LEAST_ASKED, min, "最低")):
        said = pattern.search(question.chinese)
        if said:
            bound = pick(v.norm.value for v in values)
            names = "、".join(_spoken(v.name) for v in values if v.norm.value == bound)
            spoken = next((w for w in ("最长", "最短", "最多", "最少") if w in said.group()), word)
            return f"{spoken}的是{names}；"
    return ""


def _against(national: _Value, local: Sequence[_Value]) -> list[Claim]:
    """Whether the local rules hold in the same case as the national one, or are of another kind."""
    upper = national.norm
    if not isinstance(upper, Norm):
        return []
    alike = [v for v in local if _is_default(v)]
    may = [v for v in local if v not in alike and v.mode == MAY]
    direct = [v for v in local if v not in alike and v not in may]
    parts = []
    if upper.default_rule:
        parts.append(f"国家的标准只在未规定、也未约定时适用（{source_words(national.quote)}）")
        parts += [f"{_names(alike)}同此"] if alike else []
        parts += [f"{_names(may)}写的是单位可以采用，不以未约定为前提"] if may else []
        parts += [f"{_names(direct)}直接定了标准，不以未约定为前提"] if direct else []
    higher = [v for v in local if _above(v.norm, upper)]
    if higher:
        parts.append(f"{_names(higher)}的数值高于国家的标准（{national.words}）")
    if not parts:
        return []
    used = [national, *(alike + may + direct if upper.default_rule else higher)]
    return [Claim(f"{'；'.join(parts)}。", tuple(dict.fromkeys(v.quote for v in used)))]


def _is_default(value: _Value) -> bool:
    return isinstance(value.norm, Norm) and value.norm.default_rule


def _above(one: Threshold, other: Norm) -> bool:
    same = (one.unit, one.comparator) == (other.unit, other.comparator)
    return same and one.comparator is Comparator.AT_LEAST and one.value > other.value


def _names(values: Sequence[_Value]) -> str:
    return "、".join(_spoken(v.name) for v in values)


def _spoken(name: str) -> str:
    return "国家" if name == NATION else name
