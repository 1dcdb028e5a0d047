"""A draft as an answer: checked sentences with numbered citations, or a refusal that says why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from graph.locators import parse_locator
from graph.model import Span
from qa.asked.question import Question
from qa.checks.check import stands
from qa.claims.claim import Claim, Quote
from qa.claims.draft import Draft
from qa.shelf.shelf import Edition
from qa.told.english import in_english, reason_in_english, table_words
from qa.told.reply import Answer, Citation, Force, Searched, Sentence, Status, Table
from qa.told.steps import Told


def checked_claims(draft: Draft) -> list[Claim]:
    """The claims that say no more than their quotes, each once; none where the direct one fails."""
    first = {claim.text: claim for claim in reversed(draft.claims)}
    kept = [claim for claim in draft.claims if first[claim.text] is claim and stands(claim)]
    return kept if kept[:1] == draft.claims[:1] else []


def citations_of(claims: Sequence[Claim], edition: Edition, today: date) -> tuple[Citation, ...]:
    """What the claims quote, each once, in the order of its use."""
    wider = _wider(claims)
    quotes = dict.fromkeys(wider[_key(q)] for claim in claims for q in claim.quotes)
    return tuple(_citation(n, q, edition, today) for n, q in enumerate(quotes, 1))


_LONGEST_SHARED = 400
"""Characters up to which a quote serves also the sentence that tells a part of it."""


def _wider(claims: Sequence[Claim]) -> dict[_Key, Quote]:
    """Each quote by its key, or the longest of the others that holds it: one citation for both."""
    quotes = {_key(q): q for claim in claims for q in claim.quotes}
    shared = [q for q in quotes.values() if len(q.text) <= _LONGEST_SHARED]
    return {
        key: max((quote, *(w for w in shared if w.holds(quote))), key=lambda q: len(q.text))
        for key, quote in quotes.items()
    }


_Key = tuple[str, tuple[Span, ...]]


def _key(quote: Quote) -> _Key:
    return (quote.entry.id, quote.spans)


class Telling:
    """Sentences of one answer as they are told, with citations numbered by their first use.

    ``claims`` are those of which the sentences are made.
    """

    def __init__(
        self, question: Question, edition: Edition, today: date, claims: Sequence[Claim] = ()
    ) -> None:
        self._question = question
        self._edition = edition
        self._today = today
        self._wider = _wider(claims)
        self._numbers: dict[_Key, int] = {}
        self.citations: list[Citation] = []
        self.told: list[Told] = []

    def tell(self, claim: Claim) -> Told:
        """The next sentence."""
        numbers = self.cite(claim.quotes)
        text = in_english(claim.text) if self._question.english else claim.text
        told = Told(Sentence(text, numbers), tuple(self.citations[n - 1] for n in numbers))
        self.told.append(told)
        return told

    def cite(self, quotes: Sequence[Quote]) -> tuple[int, ...]:
        """The numbers of the quotes, each once."""
        return tuple(dict.fromkeys(self._number(quote) for quote in quotes))

    def _number(self, quote: Quote) -> int:
        quote = self._wider.get(_key(quote), quote)
        key = _key(quote)
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self.citations.append(_citation(self._numbers[key], quote, self._edition, self._today))
        return self._numbers[key]


def reply(draft: Draft, telling: Telling, edition: Edition, method: str) -> Answer:
    """What was told as a whole answer; a refusal where nothing stood."""
    sentences = tuple(told.sentence for told in telling.told)
    if draft.claims and not sentences:
        draft.missing.append("找到的条文与所拟答案不符，未予采用")
    table = None
    if draft.table and sentences:
        words = table_words if draft.question.english else str
        table = Table(
            tuple(map(words, draft.columns)),
            tuple(tuple(map(words, cells)) for cells, _ in draft.table),
            tuple(telling.cite(claim.quotes) if claim else () for _, claim in draft.table),
        )
    missing = tuple(dict.fromkeys(draft.missing))
    if not sentences:
        missing = missing or ("库中文件没有回答这个问题的条文",)
        telling.cite(draft.near[:3])
    if draft.question.english:
        missing = tuple(reason_in_english(reason, draft.question.text) for reason in missing)
    status = Status.NOT_FOUND if not sentences else Status.PARTIAL if missing else Status.ANSWERED
    joint = " " if draft.question.english else ""
    text = joint.join(s.text for s in sentences) or _refusal_text(missing, draft)
    return Answer(
        status=status,
        question=draft.question.text,
        text=text,
        sentences=sentences,
        citations=tuple(telling.citations),
        table=table,
        missing=missing,
        searched=searched(draft, edition),
        method=method,
        confidence=round(draft.confidence if sentences else min(draft.confidence, 0.3), 3),
        build=edition.build,
        elapsed_ms=0.0,
    )


def _refusal_text(missing: Sequence[str], draft: Draft) -> str:
    near = "；最接近的条文附后，但不足以回答" if draft.near else ""
    if draft.question.english:
        near = "; the nearest rules are cited, but do not suffice" if draft.near else ""
        return f"The library does not answer this: {'; '.join(missing)}{near}."
    return f"现有资料无法回答：{'；'.join(missing)}{near}。"


def searched(draft: Draft, edition: Edition) -> Searched:
    of_regions = edition.names.regions.items()
    regions = sorted(r for r, ids in of_regions if not draft.documents.isdisjoint(ids))
    return Searched(len(draft.documents), draft.rules, tuple(regions))


def _citation(n: int, quote: Quote, edition: Edition, today: date) -> Citation:
    head = quote.entry.head
    return Citation(
        n=n,
        document_id=quote.entry.id,
        title=head.title,
        document_number=head.document_number,
        doc_type=head.doc_type,
        region="、".join(head.regions),
        locator=quote.locator,
        quote=quote.text,
        spans=quote.document.parted(quote.spans),
        page=quote.document.page_at(quote.spans[0][0]),
        validity=_force(quote, edition, today),
    )


def _force(quote: Quote, edition: Edition, today: date) -> Force:
    path = parse_locator(quote.locator)
    record = edition.validity.provision_on(quote.entry.id, path, today)
    words = record.as_json()
    return Force(record.status.value, words["from"], words["to"], record.basis)
