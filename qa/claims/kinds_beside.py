"""Two kinds of things or cases side by side: 机构和个人分别罚多少, each with its own rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graph.names import fold
from qa.asked.pairs import likeness, share_held
from qa.asked.question import Question, parse_question
from qa.claims.matched import Bench, Match, asked_places, match_of
from qa.claims.norms import thresholds
from qa.claims.telling import fits
from qa.search.rank import Inquiry, Scored
from qa.search.retrieve import choose_scope
from qa.shelf.shelf import Edition

_LAID_BESIDE = re.compile(
    r"各(?!种|类|级|项|方|地|省|市)|分别|差(?:多少|几|别|异|在)|不同|区别|一样|相同|(?:谁|哪个)更|比较|对比|相比"
)
_AND = re.compile(
    r"和|与|跟|以及|(?<![合协共相不会如等视雷胡])同(?![意时一样等类行级步期比志仁盟])"
)
_BEFORE = re.compile(r"[，,。；;：:？?的]|比较|对比|相比|请问|对|在|按|把|将|由")
_BEHIND = re.compile(
    r"[，,。；;：:？?的]|违反|被|在|对|各|分别|有什么|有何|有啥|之间|应当|可以|最|一样|相同|差|哪个|谁|罚|要"
)
# the last character of what names persons and bodies
_OF_WHO = "者人员户业构位司校院所师商家厂店方"
_WHO = re.compile(rf"[\u3400-\u9fff]{{1,11}}?[{_OF_WHO}](?![{_OF_WHO}])")
_ENDS_IN_WHO = re.compile(rf"[{_OF_WHO}]$")
_SHORTEST, _LONGEST = 2, 14
_LOOKED_AT = 20
_ALIKE = 0.3
"""Likeness from which two rules are taken to say the same of two kinds."""
_AS_GOOD = 0.15
"""How much worse than the best unit a kind's own may fit: else the best speaks of both."""
_OWN = 0.4
"""Share of a kind's character pairs that its rule must hold."""
_TRIED = 6
_ONE_RULE = 0.25
"""Gain of two units of one rule: an article often tells one kind after the other."""
_AHEAD = 0.3
_TELLS_APART = 0.4
"""What it counts that a rule holds the one kind and not the other."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """Two kinds that a question lays side by side, and the question put for each alone."""

    names: tuple[str, str]
    alone: tuple[str, str]


def kinds_of(question: Question) -> Kinds | None:
    """The two kinds; None for regions and acts, which are compared by their own documents."""
    text = question.chinese
    if not _LAID_BESIDE.search(text) or len(question.regions) > 1 or question.every_region:
        return None
    for match in _AND.finditer(text):
        start = max((m.end() for m in _BEFORE.finditer(text, 0, match.start())), default=0)
        stop = _BEHIND.search(text, match.end())
        end = stop.start() if stop else len(text)
        first = text[start : match.start()]
        end = match.end() + len(_body(first, text[match.end() : end]))
        second = text[match.end() : end]
        shared = max(first.find(second[:2]), 0)  # 商标局审查注册申请和审查异议: 商标局 is of both
        names = (first[shared:], second)
        acts = any(p.start < end and start < p.end for p in question.policies)
        several = any("、" in name for name in names)  # 甲、乙和丙各几年: more than two
        if not (acts or several) and all(_SHORTEST <= len(name) <= _LONGEST for name in names):
            before = text[: start + shared]
            alone = (text[: match.start()] + text[end:], before + text[match.end() :])
            return Kinds(names, alone)
    return None


def _body(first: str, second: str) -> str:
    """个体工商户 of 个体工商户迟报统计资料, where the first kind is a person or body too."""
    found = _WHO.match(second) if _ENDS_IN_WHO.search(first) else None
    return found.group() if found else second


def matches_of(question: Question, edition: Edition, on: date) -> list[tuple[str, Match]]:
    """Each kind with the unit that answers for it; empty where one unit is the best for both."""
    kinds = kinds_of(question)
    if kinds is None:
        return []
    scope = choose_scope(question, edition, on)
    sides = []
    for own, other, text in zip(kinds.names, reversed(kinds.names), kinds.alone, strict=True):
        inquiry = Inquiry.of(parse_question(text, edition.names), edition, scope)
        ranked = [s for s in inquiry.rank(inquiry.retrieve())[:_LOOKED_AT] if fits(question, s)]
        sides.append(_own(ranked, own, other))
    pair = _best_pair(*sides) or (_far_ahead(*sides) if question.wants_number else None)
    if pair is None:
        return []
    whole = Inquiry.of(question, edition, scope)
    bench = Bench(whole, asked_places(question, edition), thresholds(edition, pair))
    return [
        (name, match_of(bench, scored, [scored]))
        for name, scored in zip(kinds.names, pair, strict=True)
    ]


_Rated = tuple[float, Scored]


def _own(ranked: Sequence[Scored], own: str, other: str) -> list[_Rated]:
    """Units that answer and hold the one kind rather than the other, with how well they do.

    Empty where a unit that does not speak of the other alone answers better by far.
    """
    rivals = [s for s in ranked if _held(s, own) >= _held(s, other)]
    rated = [
        (s.score + _TELLS_APART * (_held(s, own) - _held(s, other)), s)
        for s in rivals
        if _held(s, own) >= _OWN and _held(s, own) > _held(s, other)
    ]
    near = [pair for pair in rated if pair[1].score >= rivals[0].score - _AS_GOOD]
    return sorted(near, key=lambda pair: -pair[0])[:_TRIED]


def _best_pair(first: Sequence[_Rated], second: Sequence[_Rated]) -> tuple[Scored, Scored] | None:
    """One unit for each kind, alike and rather of one rule; None where none are alike."""
    pairs = [
        (one[0] + other[0] + (_ONE_RULE if one[1].rule == other[1].rule else 0.0), one[1], other[1])
        for one in first
        for other in second
        if one[1].spans != other[1].spans and _alike(one[1], other[1])
    ]
    best = max(pairs, key=lambda p: p[0], default=None)
    return (best[1], best[2]) if best else None


def _far_ahead(first: Sequence[_Rated], second: Sequence[_Rated]) -> tuple[Scored, Scored] | None:
    """The first unit of each kind, unlike each other, where each answers better than any other."""
    clear = all(
        len(rated) == 1 or (len(rated) > 1 and rated[0][0] - rated[1][0] >= _AHEAD)
        for rated in (first, second)
    )
    return (first[0][1], second[0][1]) if clear else None


def _alike(one: Scored, other: Scored) -> bool:
    return one.rule == other.rule or likeness(one.read.words, other.read.words) >= _ALIKE


def speaks_of_both(question: Question, words: str) -> bool:
    """Whether words tell of both kinds that are laid side by side; true where none are."""
    kinds = kinds_of(question)
    return kinds is None or all(share_held(fold(name), fold(words)) >= _OWN for name in kinds.names)


_IN_PARAGRAPH = 0.9
"""How much of it counts that a kind stands in a sentence beside: the fine often follows it."""


def _held(scored: Scored, name: str) -> float:
    kind, own = fold(name), scored.read.lead + scored.read.words
    beside = _IN_PARAGRAPH * share_held(kind, scored.read.paragraph)
    return max(share_held(kind, own), beside)
