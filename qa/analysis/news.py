"""What is news of a library: what became of its documents, and what the law itself brought.

The first comes from the journal; the second are texts that came into force, were amended or
repealed, and deadlines that passed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256

from graph.dates import CHINA
from graph.errors import InvalidInput, NotFound
from graph.journal import Journal, JournalChange
from graph.journal_diff import Said
from graph.store import DocumentEntry
from qa.analysis.desk import Desk
from qa.analysis.timeline import EventKind, Happening, happenings, last_day

_NEWS = (
    *(EventKind.EFFECTIVE, EventKind.AMENDED, EventKind.PARTLY_REPEALED),
    *(EventKind.REPEALED, EventKind.EXPIRES, EventKind.DEADLINE),
)
"""Events that change what holds. A day of adoption in the past is told when the text is added."""
_SHORTEST_BUILD = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    concepts: frozenset[str]
    regions: frozenset[str]
    policy: str


News = JournalChange | Happening
"""What is told, before its statements and quotes are looked up for the page that shows it."""


def news_since(
    desk: Desk,
    journal: Journal | None,
    *,
    on: date,
    start: datetime | None,
    after: int,
    wanted: Wanted,
) -> list[News]:
    """Newest first. ``start`` and ``after`` as ``start_of`` gives them."""
    news: list[News] = list(_of_documents(desk, journal, start, after, wanted))
    news += _events(desk, start, on, wanted)
    return sorted(news, key=_newest, reverse=True)


def start_of(journal: Journal | None, since: str) -> tuple[datetime | None, int]:
    """The moment, and the number of the last change before it where a build was given."""
    if not since:
        return None, 0
    try:
        return datetime.combine(date.fromisoformat(since), time(), CHINA), 0
    except ValueError:
        pass
    if len(since) < _SHORTEST_BUILD or set(since) - set("0123456789abcdef"):
        raise InvalidInput(f"since {since!r} is neither a day (2026-01-31) nor a build")
    builds = [b for b in (journal.builds() if journal else []) if b.build.startswith(since)]
    if not builds:
        raise NotFound(f"the journal here does not know the build {since!r}; give a day instead")
    return builds[-1].at.astimezone(CHINA), builds[-1].after


def _newest(news: News) -> tuple[datetime, str]:
    return moment_of(news), news_id(news)


def moment_of(news: News) -> datetime:
    if isinstance(news, JournalChange):
        return news.at.astimezone(CHINA)
    return datetime.combine(last_day(news.date), time(), CHINA)


def news_id(news: News) -> str:
    if isinstance(news, JournalChange):
        return _id(news.action.value, news.document_id, news.digest, news.at.isoformat())
    indicator = news.target.name if news.target else ""
    return _id("event", news.kind.value, news.entry.id, news.date, news.by or indicator)


def _of_documents(
    desk: Desk, journal: Journal | None, start: datetime | None, after: int, wanted: Wanted
) -> Iterator[JournalChange]:
    for change in journal.changes(after) if journal else []:
        if start and not after and change.at < start:
            continue
        if wanted.policy and change.policy_id != wanted.policy:
            continue
        if wanted.regions and wanted.regions.isdisjoint(change.regions):
            continue
        if not wanted.concepts or _touches(desk, change, wanted.concepts):
            yield change


def _touches(desk: Desk, change: JournalChange, concepts: frozenset[str]) -> bool:
    found = change.difference
    if found is None:
        return bool(says_now(desk, change, concepts))
    return bool(under(found.added, concepts) or under(found.removed, concepts))


def says_now(desk: Desk, change: JournalChange, concepts: frozenset[str]) -> list[str]:
    """Ids of what a document says that was added, or of which it was not seen how it changed."""
    entry = desk.entries.get(change.document_id)
    if entry is None or entry.fragment_digest != change.digest:
        return []
    return [
        id_
        for id_ in desk.stated_in(change.document_id, 0, entry.characters)
        if not concepts or not concepts.isdisjoint(desk.concepts_of.get(id_, ()))
    ]


def under(statements: Sequence[Said], concepts: frozenset[str]) -> list[Said]:
    return [s for s in statements if not concepts or not concepts.isdisjoint(s.concepts)]


def _events(desk: Desk, start: datetime | None, on: date, wanted: Wanted) -> Iterator[Happening]:
    """What became law, was changed or fell due after the start, up to the day."""
    if start is None:
        return
    for work in sorted(desk.by_policy) if not wanted.policy else [wanted.policy]:
        for entry in desk.by_policy.get(work, ()):
            if not _concerns(desk, entry, wanted):
                continue
            for one in happenings(desk, entry):
                if one.kind in _NEWS and start.date() < last_day(one.date) <= on:
                    yield one


def _concerns(desk: Desk, entry: DocumentEntry, wanted: Wanted) -> bool:
    if wanted.regions and wanted.regions.isdisjoint(entry.head.regions):
        return False
    return not wanted.concepts or any(
        not wanted.concepts.isdisjoint(desk.concepts_of.get(id_, ()))
        for id_ in desk.stated_in(entry.id, 0, entry.characters)
    )


def _id(*parts: str) -> str:
    digest = sha256("\x1f".join(parts).encode()).hexdigest()[:32]
    return f"urn:zhengtu:change:{digest}"
