"""The units that answer the parts of a question: of all choices the one that fits together best."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graph.model import Span
from qa.asked.pairs import likeness
from qa.asked.question import Question
from qa.asked.terms import Term, find_terms
from qa.refusals.refusal import MIN_CLOSE
from qa.refusals.supplied import lacks_number
from qa.search.asked_parts import asked_parts, asks_again, asks_what_follows, goes_on, is_bound
from qa.search.rank import NEAREST, Inquiry, Scored
from qa.search.retrieve import Candidate
from qa.search.trail import leading_on
from qa.search.weigh import share_of_terms
from qa.search.worded import ASKS_OUTCOME, ASKS_SCOPE, PENAL, SETTLES
from qa.shelf.text import Rule

_WAYS = 4
"""Choices that are followed at a time, and units offered for a part in each."""
_MOST_CANDIDATES = 30
_LEADING = 4
"""Units known before a part from which it may be led on."""


@dataclass(frozen=True, slots=True)
class Part:
    """One interrogative clause, as a question of its own, with the unit that answers it."""

    inquiry: Inquiry
    unit: Scored


def parts_of(
    inquiry: Inquiry, candidates: Sequence[Candidate], chosen: Sequence[Scored]
) -> list[Part]:
    """A unit for each part of a question of several; none for a part that nothing answers.

    Each is looked for among what was found for the whole, what is found for the part, and what
    the units of the parts before lead to.
    """
    question = inquiry.question
    if len(question.parts) < 2 and len(question.policies) < 2:
        return []
    ways: list[tuple[float, tuple[Part, ...]]] = [(0.0, ())]
    for own in asked_parts(inquiry):
        of_part, of_whole = own.retrieve()[:_MOST_CANDIDATES], candidates[:_MOST_CANDIDATES]
        told = asks_what_follows(own.question)  # then the story finds the rule
        pool = [*of_part, *of_whole]
        pool = sorted(pool, key=lambda c: -c.rank_score) if told else pool
        numberless = _Numberless(own.question)
        longer: list[tuple[float, tuple[Part, ...]]] = []
        for worth, before in ways:
            offers = _offers(own, pool, [p.unit for p in before], chosen, numberless)
            longer += [(worth + w, (*before, Part(own, unit))) for w, unit in offers]
            longer += [] if offers else [(worth - _UNANSWERED, before)]
        ways = sorted(longer, key=lambda way: -way[0])[:_WAYS]
    return list(ways[0][1])


_UNANSWERED = 0.5


@dataclass(frozen=True, slots=True)
class _Numberless:
    """The units that lack the number a part asks for; each is judged once for all ways."""

    part: Question
    _judged: dict[tuple[Rule, tuple[Span, ...]], bool] = field(default_factory=dict, init=False)

    def __contains__(self, scored: Scored) -> bool:
        key = (scored.rule, scored.spans)
        if key not in self._judged:
            self._judged[key] = bool(lacks_number(self.part, [scored]))
        return self._judged[key]


@dataclass(frozen=True, slots=True)
class _Context:
    """What is known before a part is answered."""

    rules: frozenset[Rule]
    acts: frozenset[str]
    led_to: frozenset[Rule]
    """Rules that the known ones name or that name them."""
    told: frozenset[tuple[str, tuple[Span, ...]]]
    """Units that answer a part before."""
    shown: frozenset[tuple[str, tuple[Span, ...]]]
    """Units that answer the whole."""
    of_breach: frozenset[Rule]
    """Rules that the units before name or that name them: 违反本条例第五条规定的."""
    model: Scored | None
    """The answer to the part before, where this one asks the same of another act."""
    numberless: _Numberless

    def like_model(self, scored: Scored) -> float:
        """Likeness to the model of what another act says, 0 to 1."""
        if self.model is None or scored.entry.id == self.model.entry.id:
            return 0.0
        return likeness(self.model.read.words, scored.read.words)


def _offers(
    own: Inquiry,
    pool: Sequence[Candidate],
    before: Sequence[Scored],
    chosen: Sequence[Scored],
    numberless: _Numberless,
) -> list[tuple[float, Scored]]:
    """Units that may answer a part after those before it, with what each is worth beside its best.

    A part that goes on stays with the acts that are known, where they answer it.
    """
    part = own.question
    known = [*before, *chosen][:_LEADING]
    led = leading_on(own, known)
    follows = ASKS_OUTCOME.search(part.chinese)
    model = before[-1] if before and asks_again(part) else None
    again = own.retrieve(extra=model.read.words)[:_MOST_CANDIDATES] if model else []
    pool = _each_once([*pool, *led, *again])
    if own.scope.named and is_bound(part):
        pool = [c for c in pool if c.entry.id in own.scope.named] or pool
    context = _Context(
        frozenset(s.rule for s in known),
        frozenset(s.entry.id for s in known),
        frozenset(c.rule for c in led),
        frozenset((s.entry.id, s.spans) for s in before),
        frozenset((s.entry.id, s.spans) for s in chosen),
        frozenset(c.rule for c in (leading_on(own, before) if follows else ())),
        model,
        numberless,
    )
    on = bool(known) and goes_on(part)
    worth = _worths(part, own.rank(pool), context, find_terms(part.chinese) if on else ())
    inside = [(w, s) for w, s in worth if s.entry.id in context.acts] if on else []
    top = max((s.score for _, s in inside or worth), default=0.0)
    for among in (inside, worth):
        fit = [(w - top, s) for w, s in among[:NEAREST] if _may_answer(s, context)]
        if fit:
            return fit[:_WAYS]
    return []


def _worths(
    part: Question, units: Sequence[Scored], context: _Context, own_words: Sequence[Term]
) -> list[tuple[float, Scored]]:
    """Units with how well each answers a part in its context, the best first."""
    follows = ASKS_OUTCOME.search(part.chinese)
    deciding = None if follows else _deciding(part.chinese)  # 由谁处理: 责令改正 is that too
    bearer = next((t.forms for t in part.terms), ())
    settles = ASKS_SCOPE.search(part.chinese)
    found = []
    for scored in units:
        read = scored.read
        key = (scored.entry.id, scored.spans)
        led_to = _LED_TO if scored.rule in context.led_to else 0.0
        beside = _SAME_RULE if scored.rule in context.rules else led_to
        worth = (
            scored.score
            + (-_TOLD if key in context.told else beside)
            + (_SAME_ACT if scored.entry.id in context.acts else 0.0)
            + (_SHOWN if key in context.shown else 0.0)
            - (_NO_NUMBER if scored in context.numberless else 0.0)
            + _OWN_WORD * share_of_terms(own_words, read.lead + read.words)
            + (_BEARER if any(form in read.paragraph[:_OPENING] for form in bearer) else 0.0)
            + (_DECIDES if deciding and deciding.search(read.words) else 0.0)
            + (_FOLLOWS if follows and PENAL.search(read.words) else 0.0)
            + (_OF_BREACH if follows and scored.rule in context.of_breach else 0.0)
            + (_SETTLES if settles and SETTLES.search(read.words) else 0.0)
            + context.like_model(scored)
        )
        found.append((worth, scored))
    return sorted(found, key=lambda w: -w[0])


_SAME_RULE = 0.08
_SAME_ACT = 0.12
_LED_TO = 0.15
_SHOWN = 0.02
_TOLD = 0.1
_NO_NUMBER = 0.4
_BEARER = 0.12
_OPENING = 24
"""First characters of a paragraph, in which stands whom it binds."""
_DECIDES = 0.5
_FOLLOWS = 0.3
"""What it counts that a unit punishes, where a part asks what follows from a deed."""
_OF_BREACH = 0.3
"""That its rule names the clause found before: what follows is that of its breach."""
_SETTLES = 0.3
"""That it tells of what the act holds, where a part asks whether something is of that."""
_OWN_WORD = 0.8
"""What the few words of a part that goes on count, where a unit says all of them."""


def _may_answer(scored: Scored, context: _Context) -> bool:
    if context.like_model(scored) >= _ALIKE:
        return True
    near = scored.close >= MIN_CLOSE or scored.coverage >= _COVERED or scored.rule in context.rules
    return near and (scored.close >= _ON_THE_MATTER or scored not in context.numberless)


_ALIKE = 0.4
_COVERED = 0.45
"""Share of a part's words in a unit and what stands around it from which it may answer."""
_ON_THE_MATTER = 0.45
"""Share of them in the unit from which it may answer without the number that is asked for."""
# 由谁裁决, 归哪个部门审批: the text says 由…裁决
_BY_WHOM = re.compile(
    r"(?:由|归|该)(?:谁|哪[个家级些]?[^，。？]{0,6}?|什么(?:部门|机构|人)?)(?:来|去)?(?P<verb>[\u3400-\u9fff]{1,2})"
)


def _deciding(words: str) -> re.Pattern[str] | None:
    """由…裁决 for a part that asks 由谁裁决, 依照《 for 依哪部法; None where neither is asked."""
    asked = _BY_WHOM.search(words)
    if asked:
        return re.compile(rf"(?:由|向|经)[^,。;]{{2,30}}{asked['verb']}")
    return _BY_ACT if _BY_WHICH_ACT.search(words) else None


# 依哪部法处罚, 叫按哪份文件给: the text says 依照《…》
_BY_WHICH_ACT = re.compile(
    r"(?:依|按|照|据|用|适用)(?:什么法|哪一?[部份个些][^，。？]{0,6}?(?:法|条例|办法|规定|文件|细则))"
)
_BY_ACT = re.compile(r"(?:依照|按照|根据|适用|参照)[^,。;]{0,6}《")


def _each_once(candidates: Iterable[Candidate]) -> list[Candidate]:
    found: dict[tuple[str, int], Candidate] = {}
    for candidate in candidates:
        found.setdefault((candidate.rule.document_id, candidate.rule.start), candidate)
    return list(found.values())
