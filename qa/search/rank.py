"""Which sentence of the found rules answers best: its signals, weighed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Self

from graph.store import DocumentEntry
from qa.asked.asks import HEAD_ASKS
from qa.asked.question import Question
from qa.search.retrieve import Candidate, Scope, retrieve
from qa.search.signals import Sight, View, held_by, of_other_figures, signals, view_of
from qa.search.weigh import Weighted, weigh
from qa.shelf.shelf import Edition
from qa.shelf.text import ReadUnit, Rule

_SHORTEST = 9
"""Characters of a sentence; what is shorter is a title or a caption."""
NEAREST = 60
"""Best units among which what stands beside the answer is looked for."""


@cache
def weights() -> dict[str, float]:
    """What each signal counts. Fitted by ``tests/bench/fit_ranking.py``; the file says on what."""
    raw = files("qa").joinpath("data", "ranking.toml").read_text("utf-8")
    return {name: float(value) for name, value in tomllib.loads(raw).items()}


@dataclass(frozen=True, slots=True)
class Scored:
    """A unit with how well it answers."""

    rule: Rule
    entry: DocumentEntry
    read: ReadUnit
    score: float
    coverage: float
    """Weighted share of the question's words that the unit and what stands above it hold, 0–1."""
    covered: frozenset[str]
    """Words of the question that it holds, by their own wording."""
    close: float
    """Like ``coverage``, counting only the unit itself and its lead-in."""
    kin: float
    """Share of the words that it does not say and to whose matter it has a word, 0–1."""

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        return self.read.unit.spans


_Found = tuple[Rule, float, tuple[tuple[str, float], ...]]
"""A rule with how it was found, on which its signals depend."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One question put to one edition, in a scope, with its words weighed."""

    question: Question
    edition: Edition
    scope: Scope
    weighted: Weighted
    sight: Sight
    _scored: dict[_Found, tuple[Scored, ...]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    """Units of the rules that were ranked before: the same come again, part by part."""

    @classmethod
    def of(cls, question: Question, edition: Edition, scope: Scope) -> Self:
        weighted = weigh(question, edition)
        return cls(question, edition, scope, weighted, Sight.of(question, weighted))

    def retrieve(
        self, *, documents: Sequence[str] | None = None, extra: str = ""
    ) -> list[Candidate]:
        """Rules that may answer; see ``qa.search.retrieve.retrieve``."""
        return retrieve(self.question, self.edition, self.scope, documents=documents, extra=extra)

    def rank(self, candidates: Sequence[Candidate]) -> list[Scored]:
        """Units of all candidates, best first; equal scores in order of document and place."""
        found = [scored for candidate in candidates for scored in self.units_of(candidate)]
        found.sort(key=lambda s: (-s.score, s.entry.id, s.read.unit.start))
        return found

    def units_of(self, candidate: Candidate) -> Sequence[Scored]:
        """Every unit of a rule, bare titles and captions left out."""
        found = (candidate.rule, candidate.rank_score, tuple(candidate.matches.items()))
        if found not in self._scored:
            self._scored[found] = tuple(self._score(candidate))
        return self._scored[found]

    def _score(self, candidate: Candidate) -> Iterator[Scored]:
        """Units with their scores: what is shared by all of a rule is weighed once."""
        counts, view = weights(), self._view(candidate)
        shared = sum([counts[name] * value for name, value in view.shared.items()])
        for unit in self._fit_units(candidate):
            held = held_by(view, unit)
            own = [counts[name] * value for name, value in signals(view, unit, held)]
            yield Scored(
                rule=candidate.rule,
                entry=candidate.entry,
                read=unit,
                score=sum(own, shared),
                coverage=held.coverage,
                covered=held.covered,
                close=held.close,
                kin=held.kin,
            )

    def signals_of(self, candidate: Candidate) -> Iterator[tuple[ReadUnit, dict[str, float]]]:
        """Every unit of a rule that may answer, with what speaks for it."""
        view = self._view(candidate)
        for unit in self._fit_units(candidate):
            yield unit, {**view.shared, **dict(signals(view, unit, held_by(view, unit)))}

    def _fit_units(self, candidate: Candidate) -> list[ReadUnit]:
        """Units that may answer: no bare titles and captions, and none of other years or places."""
        question, rule, entry = self.question, candidate.rule, candidate.entry
        text = self.edition.text(rule.document_id)
        if text.is_head(rule) and not HEAD_ASKS & set(question.asks):
            return []
        return [
            unit
            for unit in text.read_rule(rule).units
            if (len(unit.words) >= _SHORTEST or unit.lead)
            and not of_other_figures(question, entry, unit)
            and self.speaks_of(unit, entry, question.regions)
        ]

    def speaks_of(self, unit: ReadUnit, entry: DocumentEntry, regions: Sequence[str]) -> bool:
        """Whether a unit is of one of the regions, where its document speaks of several in turn."""
        return self.edition.speaks_of(entry.id, unit.unit.start, regions)

    def _view(self, candidate: Candidate) -> View:
        read = self.edition.text(candidate.rule.document_id).read_rule(candidate.rule)
        return view_of(self.sight, self.scope, candidate, read)
