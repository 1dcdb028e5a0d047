"""From a question to a checked, cited answer or an honest refusal; with a model only on demand."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Literal, get_args

from graph.errors import InvalidInput
from graph.library import Library
from graph.model_choice import ModelChoice
from qa.asked.question import parse_question
from qa.claims.claim import Claim
from qa.claims.draft import Draft
from qa.claims.follow_up import FollowUp, follow_up
from qa.claims.quoting import grounds
from qa.model_answer import Composer
from qa.shelf.shelf import Edition, Shelf
from qa.told.assemble import Telling, checked_claims, citations_of, reply, searched
from qa.told.reply import Answer, Understood
from qa.told.steps import Evidence, Step
from qa.ways.drafting import draft_answer

Method = Literal["extractive", "model"]
_LONGEST_QUESTION = 2000
_FIRST_QUESTION = "高校转让科技成果，应当给完成人多少奖励？由哪个部门负责？"
"""Of words, bodies and kinds of ask that most questions have; its answer is nobody's."""


class Answerer:
    """Answers questions over one library. Safe to use again and again; keeps what a build fixes."""

    def __init__(
        self,
        library: Library,
        *,
        today: Callable[[], date] = date.today,
        model: ModelChoice | None = None,
        shelf: Shelf | None = None,
    ) -> None:
        self._shelf = shelf or Shelf(library)
        self._today = today
        self._model = model
        self._composer: Composer | None = None

    def ask(
        self,
        question: str,
        *,
        as_of: date | None = None,
        regions: Sequence[str] = (),
        method: str = "extractive",
        after: Sequence[str] = (),
    ) -> Answer:
        """The answer by the law as it stands on ``as_of``, by default today.

        ``regions`` are names of regions to answer for besides those in the question. ``after`` are
        the questions that came before it, oldest first: 那上海呢？ goes on from the last of them.
        ``method`` model lets a model word what the rules found; it raises MissingExtra and
        ModelUnavailable, and never falls back on the rules' own words. Raises InvalidInput for an
        empty or overlong question, an unknown method and a model that is not set, and
        StoreUnavailable where the library cannot be read.
        """
        steps = self.steps(question, as_of=as_of, regions=regions, method=method, after=after)
        return next(step for step in steps if isinstance(step, Answer))

    def steps(
        self,
        question: str,
        *,
        as_of: date | None = None,
        regions: Sequence[str] = (),
        method: str = "extractive",
        after: Sequence[str] = (),
    ) -> Generator[Step]:
        """The answer as it comes: what was searched, the evidence, each sentence, the whole.

        Takes and raises what ``ask`` does, the latter before the first step but for a model that
        does not answer. No sentence comes before it is checked, a model's as soon as it is; and
        the last step holds the same sentences as came before it.
        """
        begun = time.perf_counter()
        for text in (question, *after):
            _refuse_unfit(text)
        if method not in get_args(Method):
            raise InvalidInput(f"method {method!r} is not known; write extractive or model")
        composer = self._asked_composer() if method == "model" else None
        edition = self.edition()
        today = as_of or self.today()
        whole = self._whole(question, after, edition)
        parsed = parse_question(whole.question, edition.names, regions=regions, today=today)
        draft = draft_answer(parsed, edition, today)
        if whole.wants_grounds:
            draft.claims = grounds(draft.claims)
        yield searched(draft, edition)
        checked = checked_claims(draft)
        yield Evidence(citations_of(checked, edition, today))
        draft.table = tuple(
            (row, claim if claim in checked else None) for row, claim in draft.table
        )
        telling = Telling(parsed, edition, today, checked)
        for claim in _worded(draft, composer, checked):
            yield telling.tell(claim)
        answer = reply(draft, telling, edition, method)
        understood = Understood(whole.question, whole.inherited) if whole.inherited else None
        elapsed = (time.perf_counter() - begun) * 1000
        yield replace(answer, question=question, follow_up=understood, elapsed_ms=elapsed)

    def _whole(self, question: str, after: Sequence[str], edition: Edition) -> FollowUp:
        """The question with what it takes over from those before it."""
        whole = FollowUp(after[0] if after else question)
        for text in (*after[1:], question) if after else ():
            before = whole.question
            whole = follow_up(text, before, edition.names, partial(self._cited, before))
        return whole

    def _cited(self, question: str) -> str | None:
        """Title of the act on which the answer to a question stands first."""
        answer = self.ask(question)
        return answer.citations[0].title if answer.sentences else None

    def _asked_composer(self) -> Composer:
        """Made when a model is first asked for: without one, nothing of it is imported."""
        if self._composer is None:
            self._composer = Composer(self._model)
        return self._composer

    def warm(self) -> None:
        """Make ready what the first questions of a build would wait for, by asking one.

        What is held then is taken out of every later search for unreachable cycles: one through
        all texts takes as long as ten answers. Raises StoreUnavailable.
        """
        self.edition().warm()
        self.ask(_FIRST_QUESTION)
        gc.unfreeze()  # what is left of an earlier build
        gc.collect()
        gc.freeze()

    def edition(self) -> Edition:
        """The library as it is now. Raises StoreUnavailable."""
        return self._shelf.edition()

    def today(self) -> date:
        """The day by whose law it answers where no other is asked for."""
        return self._today()


def _refuse_unfit(question: str) -> None:
    if not question.strip():
        raise InvalidInput("the question is empty; write what you want to know")
    if len(question) > _LONGEST_QUESTION:
        raise InvalidInput(f"the question has more than {_LONGEST_QUESTION} characters")


def _worded(draft: Draft, composer: Composer | None, checked: Sequence[Claim]) -> Iterator[Claim]:
    """What is told: the checked claims, or what a model makes of them as their evidence."""
    if composer is None or not checked:
        yield from checked
        return
    draft.claims = []
    draft.near = draft.near or [quote for claim in checked for quote in claim.quotes]
    missing = yield from composer.compose(draft.question, checked)
    draft.missing += [missing] if missing else []
