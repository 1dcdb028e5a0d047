"""Sentences of an extractive answer: a direct one, then its grounds, in literal words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.dates import find_dates
from qa.asked.asks import Ask
from qa.asked.question import Question
from qa.claims.leaning import leant_on
from qa.search.rank import Inquiry, Scored
from qa.search.retrieve import Candidate
from qa.search.rivals import ALONE, Rivals
from qa.search.signals import authority_of
from qa.search.weigh import Weighted
from qa.shelf.shelf import Edition

_MOST_RULES = 1
"""Rules shown besides the best one."""
_LONGEST_RULE = 520
"""Characters shown of the best rule."""
NEW_WORDS = 0.12
"""Share of the question's words that a further rule must add to be worth showing."""
_FLOOR = 0.3
"""Behind the best in score, another rule is not shown beside it where several things are asked."""
_CLOSE_BY = 0.15
"""The same where one thing is asked: so near it, one rule in seven is the one that is meant."""
_AS_GOOD = 0.05
_NEAR_BEST = 0.12


@dataclass(frozen=True, slots=True)
class Part:
    """One interrogative clause, as a question of its own, with the unit that answers it."""

    inquiry: Inquiry
    unit: Scored
    beside: tuple[Scored, ...] = ()
    """Units of other rules that answer it about as likely."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Units that make an answer."""

    units: tuple[Scored, ...]
    """The best first, then what completes it and what other rules add."""
    parts: tuple[Scored, ...] = ()
    """The best unit for each further part of the question."""
    hops: tuple[Scored, ...] = ()
    """Units of what the others refer to."""
    closest: float = 0.0
    """Share of the question's words in the unit that holds most of them, chosen or not."""
    rivals: Rivals = ALONE
    """What else could answer."""
    asked: tuple[Part, ...] = ()
    """The parts of a question of several, each with its unit, chosen before or not."""

    @property
    def all(self) -> tuple[Scored, ...]:
        return (*self.units, *self.parts, *self.hops)


def choose(
    ranked: Sequence[Scored], weighted: Weighted, question: Question, edition: Edition
) -> list[Scored]:
    """The best unit, what belongs to it in its rule, then rules that say what these do not."""
    if not ranked:
        return []
    best = ranked[0]
    chosen = [best, *_companions(best, ranked, weighted, question, edition)]
    worth = {term.text: weight for term, weight in weighted.terms}
    told = {word for scored in chosen for word in said(scored, weighted)}
    rules = {scored.rule for scored in chosen}
    floor = _FLOOR if len(question.parts) > 1 else _CLOSE_BY
    as_good = _AS_GOOD if len(question.parts) > 1 else _CLOSE_BY
    several_acts = bool(_SEVERAL_ACTS.search(question.chinese))
    for scored in ranked[1:40]:
        if len(rules) > _MOST_RULES or scored.score < best.score - _FLOOR:
            break
        if scored.rule in rules or _repeats(scored, chosen):
            continue
        behind = best.score - scored.score
        gain = sum(worth[t] for t in said(scored, weighted) - told) / weighted.total
        other = several_acts and scored.entry.head.policy_id not in {
            c.entry.head.policy_id for c in chosen
        }
        adds = gain >= NEW_WORDS and behind <= floor
        if adds or behind <= (_FLOOR if other else as_good):
            chosen.append(scored)
            rules.add(scored.rule)
            told |= said(scored, weighted)
    return chosen


def completed(own: Inquiry, unit: Scored) -> list[Scored]:
    """The unit and what completes it in its rule, for the part of a question that it answers."""
    near = own.rank([Candidate(unit.rule, unit.entry, 1.0, {"plain": 1.0})])
    first = next((s for s in near if s.spans == unit.spans), unit)
    return choose(
        [first, *(s for s in near if s is not first)], own.weighted, own.question, own.edition
    )


# 进口申请、合同真实性审查分别要在几个工作日内决定
_APART = re.compile(r"分别|还是|各(?!种|类|级|项|方|地|省|市)")
_NEXT_TO = 0.06
"""Farther behind the best one, one unit of another rule in twenty is what was meant."""


def worth_telling(question: Question, units: Sequence[Scored]) -> list[Scored]:
    """The units to be quoted: where one thing is asked, of another rule only what is next to it.

    What says more of the question stays too, and what is of higher authority: the law itself.
    """
    best = units[0]
    several = _APART.search(question.chinese) or _SEVERAL_ACTS.search(question.chinese)
    if len(question.parts) > 1 or several:
        return list(units)
    return [
        s
        for s in units
        if s.rule == best.rule
        or s.score >= best.score - _NEXT_TO
        or s.close > best.close
        or authority_of(s.entry) > authority_of(best.entry)
    ]


_SEVERAL_ACTS = re.compile(r"哪(?:两|三|几|些)[部个份]?(?:规定|条例|办法|文件|法|政策|法规)")


def _companions(
    best: Scored, ranked: Sequence[Scored], weighted: Weighted, question: Question, edition: Edition
) -> list[Scored]:
    """Units of the best one's rule that complete it, in the order of the text.

    What it leans on, what it only names, a day that is asked for, what answers as well as it does,
    and what holds further words asked. What stands around each is quoted with it where that is
    short.
    """
    own = [s for s in ranked if s.rule == best.rule and s.spans != best.spans]
    units = [r.unit for r in edition.text(best.entry.id).read_rule(best.rule).units]
    place = units.index(best.read.unit)
    beside = {u.start for u in units[max(0, place - 1) : place + 2]}
    wide = Ask.LIST in question.asks[:2] or len(question.parts) > 1
    worth = {term.text: weight / weighted.total for term, weight in weighted.terms}
    told = said(best, weighted)
    by_when = Ask.WHEN in question.asks
    room = _LONGEST_RULE - (best.read.unit.end - best.read.unit.start)
    kept: list[Scored] = []
    under = _under_name(best, edition)
    whole = sorted([best, *own], key=lambda s: s.read.unit.start)
    leant = leant_on(best, whole, edition.text(best.entry.id).document.text)
    own.sort(key=lambda s: s not in leant and s.read.unit.start not in under)
    for scored in own:
        unit = scored.read.unit
        if _is_lead(scored, (best, *kept)):
            continue
        gain = sum(worth[t] for t in said(scored, weighted) - told)
        same = unit.lead == best.read.unit.lead and unit.paragraph == best.read.unit.paragraph
        of_list = unit.lead is not None and unit.lead == best.read.unit.lead
        apart = of_list or unit.paragraph != best.read.unit.paragraph
        as_good = scored.score >= best.score - _AS_GOOD
        completes = (
            (unit.start > best.read.unit.start and _YIELDS.search(scored.read.words))
            or (same and by_when and _near(scored, best, 4) and find_dates(scored.read.words))
            or unit.start in under
            or scored in leant
            or (same and not of_list and unit.start in beside and _near(scored, best, 3))
            or (_near(scored, best, 1.2) if wide or not apart else as_good)
            or (gain >= NEW_WORDS and _near(scored, best, 3))
        )
        room -= unit.end - unit.start if completes else 0
        if room < 0:
            break
        if completes:
            kept.append(scored)
            told |= said(scored, weighted)
    return sorted(kept, key=lambda s: s.read.unit.start)


def _under_name(best: Scored, edition: Edition) -> range:
    """Where what is said stands that the best unit only names: 计算方法 below 14.死亡率▲."""
    unit = best.read.unit
    item = edition.text(best.entry.id).innermost(unit.start, unit.end)
    return range(0) if item is None or _SAYS.search(best.read.words) else range(unit.end, item.end)


_SAYS = re.compile(r"[。；;，,：:]")
# 单位与完成人另有约定的，从其约定: the rules before it hold only where nothing else is agreed.
_YIELDS = re.compile(r"另有约定[^。；;]{0,6}从其约定|约定优先")


def _near(scored: Scored, best: Scored, times: float = 1) -> bool:
    return scored.score >= best.score - times * _NEAR_BEST


def _is_lead(scored: Scored, others: Sequence[Scored]) -> bool:
    """Whether the unit is quoted already as what leads another one in."""
    own = (scored.read.unit.start, scored.read.unit.end)
    return any(other.read.unit.lead == own for other in others)


def said(scored: Scored, weighted: Weighted) -> set[str]:
    """Words of the question that a unit or its lead-in says, in whatever wording."""
    words = scored.read.words + scored.read.lead
    return {term.text for term, _ in weighted.terms if any(f in words for f in term.forms)}


def _repeats(scored: Scored, chosen: Sequence[Scored]) -> bool:
    return any(scored.read.words == other.read.words for other in chosen)
