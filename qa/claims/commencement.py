"""From which day a text holds, and what the note under its title tells of its making."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from graph.dates import find_dates
from graph.model import Fact, FactSource, ProvisionKind
from graph.names import canonical_title
from graph.store import DocumentEntry
from qa.claims.claim import Claim, Quote
from qa.claims.quoting import ground, quote_at
from qa.shelf.shelf import Edition
from qa.shelf.units import split_units

BEGINS = re.compile(r"(?:起|开始)(?:施行|生效|实施|执行)|公布之日起施行|发布之日起(?:施行|实行)")
_NOTE_LINE = re.compile(r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日.*(?:通过|公布|发布|批准|修订|修正)")

_NOTE_FIELDS = ("written", "published")
_MOST_NOTES = 4


def begins(edition: Edition, entry: DocumentEntry) -> list[Claim]:
    """From which day the text holds, in its note or its clause, and the note of its last change.

    The clause of an amended act tells when its first version began, so its note goes first.
    """
    clauses = [ground(q) for q in clauses_with(edition, entry, BEGINS)][:1]
    notes = notes_of(edition, entry)[-1:]
    own = own_start(edition, entry, clauses)
    if own:
        return [own, *(n for n in notes if n.quotes != own.quotes)]
    amended = fact_of(entry, "first_effective") is not None
    return [*notes, *clauses] if amended else [*clauses, *notes]


def own_start(edition: Edition, entry: DocumentEntry, clauses: Sequence[Claim]) -> Claim | None:
    """The day that the note gives a text without a clause, or with that of its first version."""
    fact = fact_of(entry, "effective")
    day = entry.head.effective
    if not (fact and fact.evidence and day) or "施行" not in fact.evidence.quote:
        return None
    if clauses and fact_of(entry, "first_effective") is None:
        return None
    quote = Quote(entry, edition.text(entry.id).document, fact.basis, fact.evidence.spans)
    return begun_on(edition, entry, quote, day, of_text="的这一文本" if clauses else "")


def begun_on(
    edition: Edition, entry: DocumentEntry, quote: Quote, day: date, *, of_text: str = ""
) -> Claim | None:
    """That the act holds from the day; None where neither the quote nor the note gives the day.

    自公布之日起施行 names none: then the line of the note that does is quoted too.
    """
    given = day.isoformat() in {d.iso for d in find_dates(quote.text)}
    lines = [] if given else lines_of_day(edition, entry, day)
    words = f"《{title_of(entry)}》{of_text}自{spoken(day)}起施行。"
    return Claim(words, (quote, *lines)) if given or lines else None


def lines_of_day(edition: Edition, entry: DocumentEntry, day: date) -> list[Quote]:
    """Where the note gives the day of publication, else of adoption."""
    return [
        Quote(entry, edition.text(entry.id).document, fact.basis, fact.evidence.spans)
        for name in ("published", "written")
        if (fact := fact_of(entry, name)) and fact.evidence and fact.value == day.isoformat()
    ][:1]


def history(edition: Edition, entry: DocumentEntry) -> list[Claim]:
    """The lines of the note under the title, the earliest first."""
    text = edition.text(entry.id)
    heads = [p for p in text.provisions.values() if p.rank is ProvisionKind.HEAD]
    claims = []
    for head in heads:
        for line in re.finditer(r"[^\n]+", text.document.text[head.start : head.end]):
            if _NOTE_LINE.search("".join(line.group().split())):
                span = (head.start + line.start(), head.start + line.end())
                quote = Quote(entry, text.document, "题注", (span,))
                words = "".join(line.group().split())
                claims.append(Claim(f"《{title_of(entry)}》题注：“{words}”。", (quote,)))
    return claims


def notes_of(edition: Edition, entry: DocumentEntry) -> list[Claim]:
    """The lines under the title that say when it was adopted and changed."""
    claims = []
    for fact in entry.head.facts:
        if fact.field in _NOTE_FIELDS and fact.evidence:
            quote = Quote(entry, edition.text(entry.id).document, fact.basis, fact.evidence.spans)
            words = "".join(fact.evidence.quote.split())
            claims.append(Claim(f"《{title_of(entry)}》{fact.basis}：“{words}”。", (quote,)))
    return claims[:_MOST_NOTES]


def clauses_with(
    edition: Edition,
    entry: DocumentEntry,
    wanted: re.Pattern[str],
    *,
    first: int = 0,
    last: int = 6,
) -> Iterator[Quote]:
    """Units of the whole document that hold the pattern, among its first or its last ones."""
    text = edition.text(entry.id)
    whole = text.document.text
    units = split_units(whole, 0, len(whole))
    kept = units[:first] if first else units[-last:]
    for unit in kept:
        if wanted.search("".join(whole[unit.start : unit.end].split())):
            yield quote_at(edition, entry.id, ((_after_label(whole, unit.start), unit.end),))


_LABEL = re.compile(
    r"(?:第[零一二三四五六七八九十百千〇\d]+条|[一二三四五六七八九十]+、|\d+[.、．])[\s　]*"
)


def _after_label(text: str, start: int) -> int:
    label = _LABEL.match(text, start)
    return label.end() if label else start


def fact_of(entry: DocumentEntry, name: str) -> Fact | None:
    """The first fact of a field that was read in the text."""
    return next(
        (f for f in entry.head.facts if f.field == name and f.source is FactSource.TEXT), None
    )


def first_begun(entry: DocumentEntry) -> date | None:
    """From which day the first text of an amended act held, as this text tells it."""
    fact = fact_of(entry, "first_effective")
    return date.fromisoformat(fact.value) if fact else None


def title_of(entry: DocumentEntry) -> str:
    return canonical_title(entry.head.title)


def spoken(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def tells(claim: Claim, day: date) -> bool:
    """Whether the first quote of a claim gives the day, though a line may end inside of it."""
    return spoken(day) in "".join(claim.quotes[0].text.split())
