"""The stage of an answer that lost a failure: understood, retrieved, chosen, checked or said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qa.asked.question import parse_question
from qa.claims.claim import Claim
from qa.evaluation.gold import Gold
from qa.evaluation.judge import GOOD, Outcome, Verdict, holds_passage, same_document
from qa.search.rank import Inquiry
from qa.search.retrieve import choose_scope
from qa.shelf.shelf import Edition
from qa.told.assemble import checked_claims
from qa.ways.drafting import draft_answer


class Stage(StrEnum):
    UNDERSTOOD = "understood"
    """The gold document is outside of what was searched: another place, act or version."""
    RETRIEVED = "retrieved"
    """The search did not find the rule of a gold passage."""
    CHOSEN = "chosen"
    """The rule was found and another sentence quoted, or none."""
    CHECKED = "checked"
    """It was quoted, and its sentence fell in the check."""
    SAID = "said"
    """It is cited, and a number, a date or yes and no are not as in the gold answer."""
    REFUSED = "refused"
    """What cannot be answered was not refused."""


@dataclass(frozen=True, slots=True)
class _Place:
    document_id: str
    title: str
    words: str


def lost_at(outcome: Outcome, edition: Edition, today: date) -> Stage | None:
    """None for a good outcome. The question is gone through again, stage by stage.

    Of several gold passages the one that was lost first decides.
    """
    if outcome.verdict in GOOD:
        return None
    if outcome.verdict is Verdict.WRONGLY_ANSWERED:
        return Stage.REFUSED
    lost = [e for e in outcome.gold.evidence if f"{e.doc_id} {e.locator}" in outcome.lost_evidence]
    if not lost:
        return Stage.SAID
    question = parse_question(outcome.gold.question, edition.names, today=today)
    scope = choose_scope(question, edition, question.dates[0].last if question.dates else today)
    draft = draft_answer(question, edition, today)
    quoted = _quoted(draft.claims)
    kept = _quoted(checked_claims(draft))
    lost = [e for e in lost if not _held(e, quoted)]
    if not lost:
        return Stage.SAID if all(_held(e, kept) for e in outcome.gold.evidence) else Stage.CHECKED
    entries = [edition.entries[i] for i in scope.documents]
    if any(not any(same_document(e, d.id, d.head.title) for d in entries) for e in lost):
        return Stage.UNDERSTOOD
    found = list(_found(Inquiry.of(question, edition, scope)))
    return Stage.CHOSEN if all(_held(e, found) for e in lost) else Stage.RETRIEVED


def _found(inquiry: Inquiry) -> Iterable[_Place]:
    for candidate in inquiry.retrieve():
        rule, entry = candidate.rule, candidate.entry
        text = inquiry.edition.text(rule.document_id).document.text
        yield _Place(entry.id, entry.head.title, text[rule.start : rule.end])


def _quoted(claims: Iterable[Claim]) -> list[_Place]:
    return [_Place(q.entry.id, q.entry.head.title, q.text) for c in claims for q in c.quotes]


def _held(gold: Gold, places: Sequence[_Place]) -> bool:
    return any(
        same_document(gold, p.document_id, p.title) and holds_passage(gold, p.words) for p in places
    )
