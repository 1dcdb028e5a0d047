"""Figures that a question puts up for choice, 70%还是50%: which of them holds, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import Comparator
from graph.names import fold
from graph.quantities import Quantity, find_quantities
from qa.arithmetic import admits
from qa.cells import worded_subject
from qa.claim import Claim, Quote
from qa.places import NATION, chain
from qa.question import Question
from qa.quoting import quote_of, source_words
from qa.rank import Scored
from qa.shelf import Edition, likeness
from qa.signals import for_others
from qa.told_numbers import clause_of
from qa.worded import lacks

_OR = re.compile(r"还是|抑或")
_STOPS = re.compile(r"[，,。；;：:？?]")
# 情节严重的，可并处…: the condition of a figure, last before it in its sentence
_CASE = re.compile(r"[^，,；;。：:]{2,60}的(?=[，,])")
# a case that holds only where the asker says so
_ONLY_IF_SAID = re.compile(r"严重|逾期|拒不|再次|后果|恶劣|构成犯罪|特别")
_LABEL = re.compile(r"^[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*")
_FLOOR = re.compile(r"底线|下限|至少|最少|最低|起码|不低于|不少于")
_CEILING = re.compile(r"上限|最高|最多|至多|封顶|不超过")
_NO_AGREEMENT = re.compile(r"(?:未|没有)[^，。；]{0,40}约定[^，。；]{0,20}的[，,]")
_LOOKED_AT = 60
_ALIKE = 0.3
"""Likeness from which a rule with the other figure is taken to be on the same matter."""
_ONE_CASE = 0.6
"""Likeness from which two conditions are one and the same, worded by two acts."""
_AS_NEAR = 0.6
"""Share of the best unit's nearness to the question that a rule with the other figure must have."""


@dataclass(frozen=True, slots=True)
class _Printed:
    """One figure of the choice, as a rule prints it."""

    scored: Scored
    quote: Quote
    value: Quantity
    case: str
    """The condition right before it, as printed; empty where it has none of its own."""
    place: int
    """Among the units that answer, then those looked at beside them."""

    @property
    def words(self) -> str:
        return "".join(self.quote.text[slice(*self.value.outer)].split())


def offered(question: Question) -> list[list[Quantity]]:
    """The figures on either side of 还是, of one unit; empty where none are put up for choice.

    A side may name both ends of a range: 2万到5万.
    """
    text = question.chinese
    for match in _OR.finditer(text):
        start = max((m.end() for m in _STOPS.finditer(text, 0, match.start())), default=0)
        stop = _STOPS.search(text, match.end())
        told = [q for q in question.quantities if start <= q.start]
        right = [q for q in told if match.end() <= q.start < (stop.start() if stop else len(text))]
        left = [q for q in told if q.start < match.start() and right and q.unit == right[0].unit]
        if left:
            return [left[-1:], [q for q in right if q.unit == right[0].unit]]
    return []


def settled(
    question: Question, edition: Edition, chosen: Sequence[Scored], ranked: Sequence[Scored]
) -> list[Claim]:
    """The figure that holds with its case, then where the other one stands.

    Empty where nothing is put up for choice, or no rule that answers prints one of the figures.
    """
    choice = offered(question)
    if not choice or not chosen:
        return []
    near = [s for s in ranked[:_LOOKED_AT] if s.close >= _AS_NEAR * chosen[0].close]
    units = list({(s.entry.id, s.spans): s for s in (*chosen, *near)}.values())
    found = [p for side in choice if (p := _printed(question, edition, side, units, len(chosen)))]
    held = [p for p in found if p.place < len(chosen)]
    held += [p for p in found if p not in held and any(_alike(p, other) for other in held)]
    if not held:
        return []
    right = max(held, key=lambda p: (_fitness(question, p), -p.place))
    others = [p for p in held if p.words != right.words]
    return [_holds(right), *(_stands_apart(question, right, p) for p in others)]


def _alike(one: _Printed, other: _Printed) -> bool:
    words = likeness(one.scored.read.words, other.scored.read.words)
    return one.scored.rule == other.scored.rule or words >= _ALIKE


def _printed(
    question: Question,
    edition: Edition,
    side: Sequence[Quantity],
    units: Sequence[Scored],
    answering: int,
) -> _Printed | None:
    """Where a side of the choice is printed most fully and, of equals, fits the question best.

    The first ``answering`` of the units go before the others.
    """
    best: tuple[tuple[bool, int, float, int], _Printed] | None = None
    wrong_way = _opposite_bounds(question)
    for place, scored in enumerate(units):
        quote = quote_of(edition, scored)
        for value in find_quantities(quote.text):
            named = _named(side, value)
            if not named or value.comparator in wrong_way:
                continue
            printed = _Printed(scored, quote, value, _case_of(quote.text, value), place)
            order = (place < answering, named, _fitness(question, printed), -place)
            if best is None or order > best[0]:
                best = (order, printed)
    return best[1] if best else None


def _opposite_bounds(question: Question) -> frozenset[Comparator]:
    """不超过 is no answer where a floor is asked for, and 不低于 none where it is a ceiling."""
    if _FLOOR.search(question.chinese):
        return frozenset({Comparator.AT_MOST, Comparator.LESS_THAN})
    if _CEILING.search(question.chinese):
        return frozenset({Comparator.AT_LEAST, Comparator.MORE_THAN})
    return frozenset()


def _named(side: Sequence[Quantity], value: Quantity) -> int:
    """2 where the side names every end of the value, 1 where it names the upper one, else 0."""
    named = {end for q in side for end in (q.value, q.value_max) if end is not None}
    ends = {end for end in (value.value, value.value_max) if end is not None}
    if side[0].unit != value.unit:
        return 0
    if named == ends:
        return 2
    return 1 if named == {max(ends)} else 0


def _case_of(text: str, value: Quantity) -> str:
    start = max(text.rfind(stop, 0, value.start) for stop in "。；;：:\n") + 1
    cases = [m.group() for m in _CASE.finditer(text, start, value.start)]
    return _LABEL.sub("", cases[-1].strip()) if cases else ""


def _fitness(question: Question, printed: _Printed) -> float:
    """How well the case, the place and the body of a printed figure are those of the question."""
    scored, case = printed.scored, fold(printed.case)
    fit = 0.0
    put_up = {q.start for side in offered(question) for q in side}
    told = [q for q in question.quantities if q.start not in put_up]
    for bound in find_quantities(case):
        own = [q for q in told if q.unit == bound.unit]
        fit += sum(1.5 if admits(bound, q.value) else -1.5 for q in own)
    said = {question.chinese[n : n + 2] for n in range(len(question.chinese) - 1)}
    unsaid = [m.group() for m in _ONLY_IF_SAID.finditer(case) if m.group() not in said]
    fit -= 2.0 if unsaid else 0.0
    fit += 1.0 if any(lacks(case, thing) for thing in question.absent) else 0.0
    pairs = {case[n : n + 2] for n in range(len(case) - 1)}
    fit += len(pairs & said) / len(pairs) if pairs else 0.0
    clause = fold(clause_of(printed.value, printed.quote.text))
    around = {clause[n : n + 2] for n in range(len(clause) - 1)} & said
    fit += len(around) / len(said) if said else 0.0
    asked = {name for region in question.regions for name in chain(region)}
    fit += 1.5 if asked & set(scored.entry.head.regions) - {NATION} else 0.0
    fit -= 2.0 * for_others(question, scored.read)
    fit += 1.0 if question.no_agreement and "未" in scored.read.lead else 0.0
    return fit


def _holds(right: _Printed) -> Claim:
    case = f"：所问属于“{right.case}”的情形" if right.case else ""
    source = source_words(right.quote)
    return Claim(f"{right.words}{case}（{source}{_default(right)}）。", (right.quote,))


def _default(printed: _Printed) -> str:
    lead = "".join(printed.quote.text[: printed.value.start].split())
    return "；未规定、也未约定时适用" if _NO_AGREEMENT.search(lead) else ""


def _stands_apart(question: Question, right: _Printed, other: _Printed) -> Claim:
    """Why the other figure does not hold: another body, another case, the national rule."""
    source = source_words(other.quote)
    subject = worded_subject(other.scored)
    if for_others(question, other.scored.read) and subject:
        text = f"{other.words}是{source}对“{subject}”的标准，不是对所问的单位。"
        return Claim(text, (other.quote,))
    if other.case and likeness(fold(other.case), fold(right.case)) < _ONE_CASE:
        text = f"{other.words}不适用：它属于“{other.case}”的情形（{source}）。"
        return Claim(text, (other.quote,))
    regions = [r for r in right.scored.entry.head.regions if r != NATION]
    if regions and NATION in other.scored.entry.head.regions:
        text = (
            f"{other.words}是国家的标准（{source}{_default(other)}），{regions[0]}另有上面的规定。"
        )
        return Claim(text, (other.quote, right.quote))
    return Claim(f"{other.words}是{source}的数。", (other.quote,))
