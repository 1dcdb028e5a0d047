"""What speaks for a unit as the answer to a question, sign by sign; ``qa.search.rank`` weighs them.

A signal is 0 where it says nothing. Its name is its key in ``data/ranking.toml``, which holds what
each counts.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from graph.names import fold
from graph.regions import find_regions
from graph.store import DocumentEntry
from qa.asked.focus import find_focus
from qa.asked.places import NATION, chain
from qa.asked.question import Question
from qa.asked.terms import Term
from qa.search.retrieve import Candidate, Scope, is_past
from qa.search.weigh import Weighted, share_of_terms, weight_of_pairs
from qa.search.worded import KINDS_OF_UNIT, Sign, signs_of
from qa.shelf.text import ReadRule, ReadUnit

_REPORT = re.compile(r"报道|案例")
_YEAR = re.compile(r"((?:19|20)\d{2})年")
_AUTHORITY = (
    ("法律", 0.5),
    ("行政法规", 0.45),
    ("地方性法规", 0.4),
    ("司法解释", 0.4),
    ("规章", 0.3),
    ("规范性文件", 0.3),
    ("报道", 0.0),
    ("摘要", -1.0),
)
"""By kind of document; a tie is decided by what is nearest to law."""

_OF_ANOTHER = ("副", "非")
"""What stands before a word and makes another of it."""
_OTHER_WORDING = 0.88
_OTHER_AROUND = 0.9
_IN_LEAD = 0.9
_IN_PARAGRAPH = 0.6
_IN_CONTEXT = 0.55
_IN_RULE = 0.45
_IN_PART = 0.6
_HALF = 0.5
_HELD_AT_ALL = 0.4
_USUAL_LENGTH = 110


@dataclass(frozen=True, slots=True)
class Sought:
    """A word of the question that is looked for."""

    term: Term
    weight: float
    others: tuple[str, ...]
    """Beginnings that make another word of it, as far as the question does not ask for that one."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What a question looks for in every rule."""

    question: Question
    weighted: Weighted
    words: tuple[Sought, ...]
    focus: tuple[Term, ...]
    signs: tuple[Sign, ...]

    @classmethod
    def of(cls, question: Question, weighted: Weighted) -> Self:
        words = (
            Sought(
                term,
                weight,
                tuple(o for o in _OF_ANOTHER if f"{o}{term.text}" not in question.chinese),
            )
            for term, weight in weighted.terms
        )
        signs = (*_for_case(question), *signs_of(question, [t for t, _ in weighted.terms]))
        return cls(question, weighted, tuple(words), find_focus(question.chinese), signs)


@dataclass(frozen=True, slots=True)
class Present:
    """A word of the question as far as a rule has it."""

    sought: Sought
    forms: tuple[str, ...]
    """Its wordings that the rule holds."""
    kin: tuple[str, ...]
    """Words near the matter that the rule holds."""
    partly: bool
    """Whether the rule holds at least half of its character pairs."""
    around: float
    """How far the rule says it outside of its units and paragraphs."""


@dataclass(frozen=True, slots=True)
class View:
    """One candidate as a question sees it: all that is the same for each of its units."""

    sight: Sight
    present: tuple[Present, ...]
    shared: dict[str, float]
    """Signals of the rule as a whole."""


@dataclass(frozen=True, slots=True)
class Held:
    """How far a unit says the words of the question."""

    coverage: float
    """By itself, its lead-in and what stands around it; weighted share, 0 to 1."""
    close: float
    """By itself and its lead-in."""
    kin: float
    """Of the words that it does not say: those near whose matter it has a word."""
    covered: frozenset[str]


def view_of(sight: Sight, scope: Scope, candidate: Candidate, read: ReadRule) -> View:
    question, weighted = sight.question, sight.weighted
    entry, rule = candidate.entry, candidate.rule
    context = _context(entry.head.title, rule.heading, entry.head.regions)
    found = (_present(sought, read.words, context) for sought in sight.words)
    outdated = is_past(entry) and not question.old_version and not question.dates
    shared = {
        "found_first": candidate.rank_score,
        **{
            f"match_{name}": candidate.matches[name]
            for name in ("plain", "named", "local", "meaning")
            if name in candidate.matches
        },
        "pairs_in_rule": weight_of_pairs(weighted, read.words) / weighted.pairs_total,
        "pairs_in_title": weight_of_pairs(weighted, context) / weighted.pairs_total,
        "authority": authority_of(entry),
        "digest": float(entry.head.digest_of is not None),
        "of_year": 1.0 if _is_of_year(question, entry) else 0.0,
        "outdated": 1.0 if outdated else 0.0,
        "unplaced": 0.0 if rule.locator or is_report(entry) else 1.0,
        _place(question, entry, scope): 1.0,
    }
    return View(sight, tuple(p for p in found if p), shared)


@lru_cache(maxsize=4096)
def _context(title: str, heading: str, regions: tuple[str, ...]) -> str:
    """What stands above a rule, folded."""
    return fold(f"{title}{heading}{''.join(regions)}")


def _present(sought: Sought, words: str, context: str) -> Present | None:
    """What a rule and the headings above it have of a word; None for nothing."""
    term = sought.term
    forms = tuple([f for f in term.forms if f in words or f in context])
    kin = tuple([k for k in term.kin if k in words])
    partly = _share(term, words) >= _HALF
    if not (forms or kin or partly):
        return None
    around = _IN_CONTEXT if any(f in context for f in forms) else _IN_RULE
    return Present(sought, forms, kin, partly, _as_worded(term, forms) * around)


def _as_worded(term: Term, forms: Sequence[str]) -> float:
    """Less for another wording than the question's own, nothing for none."""
    if not forms:
        return 0.0
    return 1.0 if forms[0] == term.forms[0] else _OTHER_AROUND


def held_by(view: View, unit: ReadUnit) -> Held:
    held = close = kin = 0.0
    covered = []
    for present in view.present:
        weight = present.sought.weight
        near = _near(present, unit)
        value = max(near, _far(present, unit))
        held += weight * value
        close += weight * near
        if near < _HALF and any(k in unit.words or k in unit.lead for k in present.kin):
            kin += weight * (1 - near)
        if value >= _HELD_AT_ALL:
            covered.append(present.sought.term.text)
    total = view.sight.weighted.total
    return Held(held / total, close / total, kin / total, frozenset(covered))


def signals(view: View, unit: ReadUnit, held: Held) -> list[tuple[str, float]]:
    """The signals of one unit beside those that it shares with all of its rule."""
    sight, own = view.sight, unit.lead + unit.words
    return [
        ("words_held", held.coverage),
        ("words_close", held.close),
        ("words_near", held.kin),
        ("opens_rule", float(unit.unit.paragraph == 0)),
        ("pairs", weight_of_pairs(sight.weighted, own) / sight.weighted.pairs_total),
        ("focus", share_of_terms(sight.focus, own)),
        ("long", max(0.0, math.log2(max(len(unit.words), 1) / _USUAL_LENGTH))),
        *[(name, value(unit)) for name, value in sight.signs],
    ]


def is_report(entry: DocumentEntry) -> bool:
    """Whether a document tells what was done and lays nothing down."""
    return _REPORT.search(entry.head.doc_type) is not None


def of_other_figures(question: Question, entry: DocumentEntry, unit: ReadUnit) -> bool:
    """Whether a report's sentence gives figures of another year or place than the one asked for."""
    if not question.wants_number or not is_report(entry):
        return False
    years = {str(d.first.year) for d in question.dates}
    told = set(_YEAR.findall(unit.words))
    if years and told and not told & years:
        return True
    asked = {n for name in question.regions for n in chain(name)}
    regions = find_regions(unit.words) if asked else ()
    named = {n for m in regions for n in chain(m.region.name) if n != NATION}
    return bool(named) and not named & asked


def _far(present: Present, unit: ReadUnit) -> float:
    """How far what stands around the unit says the word."""
    if any(f in unit.paragraph for f in present.forms):
        return _IN_PARAGRAPH * _as_worded(present.sought.term, present.forms)
    return present.around


def _near(present: Present, unit: ReadUnit) -> float:
    """How far the unit itself says the word: 1 literally, less by another wording or in part."""
    sought = present.sought
    for form in present.forms:
        other = 1.0 if form == sought.term.forms[0] else _OTHER_WORDING
        if says(unit.words, form, sought.others):
            return other
        if says(unit.lead, form, sought.others):
            return _IN_LEAD * other
    if not present.partly:
        return 0.0
    share = _share(sought.term, unit.lead + unit.words)
    return _IN_PART * share if share >= _HALF else 0.0


def says(words: str, form: str, others: Sequence[str] = _OF_ANOTHER) -> bool:
    """Whether the words hold the form itself: 副教授 does not say 教授, nor 非职务发明 职务发明."""
    if form not in words:
        return False
    of_another = sum(words.count(f"{other}{form}") for other in others)
    return not of_another or words.count(form) > of_another


def _share(term: Term, words: str) -> float:
    """Share of the word's character pairs that stand in ``words``; 0 for a single pair."""
    pairs = term.pairs
    return sum([pair in words for pair in pairs]) / len(pairs) if len(pairs) > 1 else 0.0


def _place(question: Question, entry: DocumentEntry, scope: Scope) -> str:
    """The signal of where the document is valid, beside what the question names."""
    if scope.named:
        if entry.id in scope.named:
            return "act_named"
        return "place_named" if entry.id in scope.local else "act_not_named"
    for documents, name in (
        (scope.local, "place_named"),
        (scope.above, "place_above"),
        (scope.inside, "place_inside"),
    ):
        if entry.id in documents:
            return name
    if question.regions:
        return "nation_for_place"
    return "nation" if NATION in entry.head.regions else "place_unasked"


def _is_of_year(question: Question, entry: DocumentEntry) -> bool:
    """Whether the title names a year that the question names: 关于2018年度…的决定."""
    return any(f"{d.first.year}年" in entry.head.title for d in question.dates)


def authority_of(entry: DocumentEntry) -> float:
    for kind, value in _AUTHORITY:
        if kind in entry.head.doc_type:
            return value
    return 0.0


def _for_case(question: Question) -> Iterator[Sign]:
    """Whether a unit is for another year or another kind of unit than the one that asks."""
    years = {str(d.first.year) for d in question.dates}
    if years and question.wants_number:

        def elsewhere(unit: ReadUnit) -> float:
            told = set(_YEAR.findall(unit.words))
            return bool(told) and not told & years

        yield "elsewhere", elsewhere
    if question.unit_types:
        yield "for_others", lambda unit: for_others(question, unit)


def for_others(question: Question, unit: ReadUnit) -> float:
    """Whether a rule names whom it binds, and not the kind of unit that asks."""
    asked = set(question.unit_types)
    if not asked or not asked <= {kind for kind, _ in KINDS_OF_UNIT}:
        return 0.0
    named = {kind for kind, pattern in KINDS_OF_UNIT if pattern.search(unit.lead or unit.words)}
    return 1.0 if named and not named & asked else 0.0
