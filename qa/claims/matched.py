"""Which unit answers for each side of a comparison, beside the one that fits the question best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph.model import Norm, Predicate, Span
from graph.names import fold
from graph.taxonomy import find_asked
from qa.asked.pairs import likeness
from qa.asked.question import Question
from qa.claims.claim import Quote
from qa.claims.norms import Place, Threshold, asked_kinds, of_kinds, place_of
from qa.claims.quoting import list_spans, quote_at, quote_of
from qa.claims.telling import states_asked
from qa.search.matter import Matter, points_to, without_frame
from qa.search.rank import Inquiry, Scored
from qa.search.sides import Side
from qa.search.signals import is_report
from qa.shelf.shelf import Edition

_ALIKE = 0.3
"""Likeness from which two rules are taken to be on one matter."""
_SAME_RULE = 0.42
"""Likeness from which the national rule is told of where nobody asked for it."""
_SHARED = 0.15
"""What it counts for the pivot that the other sides have rules like it."""
_LIKE_PIVOT = 0.3
"""What likeness to the pivot counts beside how well a unit answers."""
_NEARLY = 0.1
"""How much worse than its point a lead-in with a number of its own may fit to be taken for it."""
_NEAR_PIVOT = 0.65
"""Share of the pivot's score that a rule on the same matter must reach."""
_AS_GOOD = 0.76
"""The same for a rule that is not known to be on the same matter, and holds the words asked."""
_SAME_WORDS = 0.6
"""Likeness from which two rules are hardly told apart."""
_AGREED = 2
"""Sides with the pivot's very rule, its own among them, beyond which others need be like it."""
_UNLIKE = 0.15
_LESS_NEAR = 0.75
"""Share of a rule's nearness below which one with a number is of another matter beside it."""
_HALF_AS_NEAR = 0.5
_OF_MATTER = 0.3
"""What it counts how far a unit is on the matter that is asked about."""
_MATTER = 0.5
"""How far, beside the pivot, a rule has to be on the matter; of an act that is named:"""
_LITTLE = 0.3
_NEARLY_ALL = 0.75
_AS_MUCH = 0.95
"""How far, beside the pivot, a rule is on the matter that says it in other words."""
_PIVOT_ON_MATTER = 0.25
"""How far the best rule of all has to be on the matter: else no side has such a rule."""
_SHORT_PARAGRAPH = 240


@dataclass(frozen=True, slots=True)
class Match:
    """The unit that answers for one side, with what the graph holds of it."""

    scored: Scored
    stated: tuple[Threshold, ...]
    """Thresholds of the kinds asked for, those of its list's other points included."""
    quote: Quote


@dataclass(frozen=True, slots=True)
class Bench:
    """What the units of all sides are judged by."""

    inquiry: Inquiry
    asked: Mapping[str, tuple[Span, ...]]
    """Where the graph holds measures of the kind that the question asks for."""
    stated: Mapping[Place, tuple[Threshold, ...]]
    """Thresholds of every unit that may answer."""

    @property
    def question(self) -> Question:
        return self.inquiry.question

    @property
    def edition(self) -> Edition:
        return self.inquiry.edition

    def on(self, scored: Scored) -> bool:
        return states_asked(scored, self.asked)

    def of(self, scored: Scored) -> tuple[Threshold, ...]:
        return self.stated.get(place_of(scored), ())

    def on_matter(self, scored: Scored) -> float:
        return Matter.of(self.inquiry).held(self.edition, scored)

    def of_kind(self, scored: Scored) -> tuple[Threshold, ...]:
        return of_kinds(self.of(scored), asked_kinds(self.question))

    def tells_apart(self, one: Scored, other: Scored) -> bool:
        """Whether a word of the question is said by one point of a list only, not by both.

        A word of the act's own title is of all its points.
        """
        title = fold(one.entry.head.title)
        return any(
            any(f in one.read.words for f in term.forms)
            and not any(f in other.read.words + other.read.lead + title for f in term.forms)
            for term, _ in self.inquiry.weighted.terms
        )

    def alike(self, one: Scored, other: Scored) -> float:
        """Likeness of two units, 0 to 1: of what their thresholds bound, when, and of words."""
        words = likeness(without_frame(one.read.words), without_frame(other.read.words))
        pointing = max(points_to(self.edition, *pair) for pair in ((one, other), (other, one)))
        pairs = [
            _alike_norms(a, b)
            for a in self.of(one)
            for b in self.of(other)
            if isinstance(a, Norm) and isinstance(b, Norm) and a.quantity == b.quantity
        ]
        return max(pointing, 0.5 * words + 0.5 * max(pairs) if pairs else words)


def asked_places(question: Question, edition: Edition) -> Mapping[str, tuple[Span, ...]]:
    """Where the graph holds measures of the kind that the question asks for."""
    for mention in find_asked(question.chinese)[:1]:
        return edition.stated_under(mention.concept.notation)
    return {}


def pivot_of(bench: Bench, ranked: Sequence[Sequence[Scored]]) -> Scored | None:
    """The unit beside which the others are laid: good, and with others like it elsewhere."""
    best: tuple[float, Scored] | None = None
    acts = [[s for s in found if not is_report(s.entry)] for found in ranked]
    for found in acts if any(acts) else ranked:
        for scored in found[:4]:
            alike = sum(
                max((bench.alike(scored, other) for other in others[:6]), default=0.0)
                for others in ranked
                if others is not found
            )
            value = scored.score + _SHARED * alike / max(1, len(ranked) - 1)
            value += _OF_MATTER * bench.on_matter(scored)
            if best is None or value > best[0]:
                best = (value, scored)
    return best[1] if best and bench.on_matter(best[1]) >= _PIVOT_ON_MATTER else None


def agreed(bench: Bench, pivot: Scored, ranked: Sequence[Sequence[Scored]]) -> bool:
    """Whether two other sides have the very rule of the pivot: then this is the matter."""
    same = [any(bench.alike(pivot, s) >= _SAME_WORDS for s in found) for found in ranked if found]
    return sum(same) > _AGREED


def like_pivot(
    bench: Bench, pivot: Scored | None, found: Sequence[Scored], side: Side
) -> Scored | None:
    """The unit most like the pivot and itself good; None where none is near the question.

    An act that the question names is shown with its best unit, however unlike the others it is.
    """
    if pivot is None or not found:
        return None
    best = max(
        found,
        key=lambda s: (
            s.score + _LIKE_PIVOT * bench.alike(pivot, s) + _OF_MATTER * bench.on_matter(s)
        ),
    )
    beside = [s for s in found if _side_by_side(s, best) and bench.tells_apart(s, best)]
    best = next((s for s in beside if not bench.tells_apart(best, s)), best)
    leads = [s for s in found if (s.read.unit.start, s.read.unit.end) == best.read.unit.lead]
    best = next((s for s in leads if s.score >= best.score - _NEARLY), best)
    likeness_to_pivot = bench.alike(pivot, best)
    shared = bench.on_matter(best) / (bench.on_matter(pivot) or 1.0)
    if shared < (_LITTLE if side.narrowed else _MATTER) and likeness_to_pivot < _SAME_WORDS:
        return None
    if side.narrowed:
        return best
    on_matter = likeness_to_pivot >= _ALIKE or bench.on(best)
    same = likeness_to_pivot >= _SAME_WORDS
    alike = on_matter and (same or best.score >= _NEAR_PIVOT * pivot.score)
    as_good = best.close >= 0.65 * pivot.close and best.score >= _AS_GOOD * pivot.score
    as_good = as_good and shared >= _NEARLY_ALL
    of_kind = bench.question.wants_number or bench.on(best) or not bench.on(pivot)
    if not of_kind and likeness_to_pivot < _SAME_RULE and shared < _AS_MUCH:
        return None
    return best if alike or as_good else None


def without_number(
    bench: Bench, pivot: Scored | None, telling: Scored | None, others: Sequence[Scored], side: Side
) -> Scored | None:
    """A unit on the matter that gives no number, where none that gives one is as near to it.

    Of a region it has to be much like the pivot; of a named act it is the nearest one.
    """
    if pivot is None or not others or not bench.question.wants_number:
        return None
    best = max(others, key=lambda s: bench.on_matter(s) + _LIKE_PIVOT * bench.alike(pivot, s))
    if bench.on_matter(best) < _MATTER * bench.on_matter(pivot):
        return None
    rest = bench.on_matter(telling) if telling else 0.0
    alike = bench.alike(pivot, best)
    nearer = telling is None or (
        rest < _LESS_NEAR * bench.on_matter(best) and bench.alike(pivot, telling) < alike
    )
    far = side.narrowed and rest < _HALF_AS_NEAR * bench.on_matter(best)
    return best if far or (nearer and alike >= _SAME_RULE) else None


def _side_by_side(one: Scored, other: Scored) -> bool:
    """Whether two units are sentences of one paragraph, or points of one list."""
    first, second = one.read.unit, other.read.unit
    same_rule = one.rule == other.rule and first != second
    return same_rule and (first.paragraph, first.lead) == (second.paragraph, second.lead)


def _alike_norms(one: Norm, other: Norm) -> float:
    """What the value is a share of, and under which condition; 1 where both are the same."""
    parts = [
        likeness(a, b)
        for a, b in ((one.base, other.base), (one.condition, other.condition))
        if a and b
    ]
    return sum(parts) / len(parts) if parts else likeness(one.name, other.name)


def twin_of(
    bench: Bench, pivot: Scored, best: Scored | None, found: Sequence[Scored]
) -> Scored | None:
    """The unit in the pivot's very words, where the best one is of another rule."""
    twin = max(found, key=lambda s: bench.alike(pivot, s), default=None)
    if twin is None or bench.alike(pivot, twin) < _SAME_WORDS:
        return None
    return twin if best is None or bench.alike(pivot, best) < _ALIKE else None


def departs(bench: Bench, pivot: Scored, best: Scored) -> bool:
    """Whether a unit has hardly a word of the rule that several sides share."""
    return bench.alike(pivot, best) < _UNLIKE


def is_upper(bench: Bench, pivot: Scored, national: Scored) -> bool:
    """Whether the national unit is the rule that the local one carries out or departs from."""
    grounds = bench.edition.out_of(pivot.entry.head.policy_id, Predicate.BASED_ON)
    based = any(r.object == national.entry.head.policy_id for r in grounds)
    return bench.alike(pivot, national) >= (_ALIKE if based else _SAME_RULE)


def match_of(bench: Bench, best: Scored, found: Sequence[Scored]) -> Match:
    """The unit with its thresholds, and the points of its list that answer as well."""
    own, lead = bench.of_kind(best), best.read.unit.lead
    siblings = [
        s
        for s in found
        if own
        and lead
        and s.read.unit.lead == lead
        and s.rule == best.rule
        and s.spans != best.spans
        and (bench.tells_apart(s, best) or not bench.tells_apart(best, s))
        and bench.of_kind(s)
    ]
    if not siblings:
        return Match(best, own, _whole(bench.edition, best))
    units = sorted([best, *siblings], key=lambda s: s.read.unit.start)
    values = tuple(n for s in units for n in bench.of_kind(s))
    return Match(best, values, _listed(bench.edition, units))


def _listed(edition: Edition, units: Sequence[Scored]) -> Quote:
    """The lead-in with those of its points that count."""
    spans: list[Span] = []
    for start, end in (span for unit in units for span in unit.spans):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        elif not spans or start > spans[-1][0]:
            spans.append((start, end))
    quote = quote_at(edition, units[0].entry.id, spans, units[0].rule.locator)
    return replace(quote, locator=units[0].rule.locator or quote.locator)


def _whole(edition: Edition, found: Scored) -> Quote:
    """The unit with its list where it leads one, or with its paragraph where that is short."""
    unit = found.read.unit
    listed = list_spans(edition, found) if unit.lead is None else None
    if listed and listed[0][0] <= unit.start:
        return quote_at(edition, found.entry.id, listed, found.rule.locator)
    text = edition.text(found.entry.id)
    beside = [
        r.unit
        for r in text.read_rule(found.rule).units
        if r.unit.paragraph == unit.paragraph and r.unit.lead is None
    ]
    if unit.lead is None and beside and beside[-1].end - beside[0].start <= _SHORT_PARAGRAPH:
        span = (beside[0].start, beside[-1].end)
        return quote_at(edition, found.entry.id, (span,), found.rule.locator)
    return quote_of(edition, found)
