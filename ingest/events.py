"""What happened to an act, from the note under its title (题注) or the order before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

from graph.dates import TextDate, find_dates
from graph.model import Span


class EventKind(StrEnum):
    ADOPTED = "adopted"
    """通过."""
    APPROVED = "approved"
    """批准: by the body above."""
    PUBLISHED = "published"
    """公布、发布、颁布、印发."""
    REVISED = "revised"
    """修订、修正、修改: a new version."""
    EFFECTIVE = "effective"
    """施行."""
    REPEALED = "repealed"
    """废止."""


@dataclass(frozen=True, slots=True)
class Event:
    kind: EventKind
    day: date
    actor: Span
    """Who acted, as printed between the date and the verb; may be empty (start equals end)."""
    span: Span
    """From the date to the verb, code points into the document's text."""


# 2019年11月27日 北京市第十五届人民代表大会常务委员会第十六次会议通过
# 2020年10月17日 …《关于修改〈…〉的决定》第四次修正
# The verb must close its clause, so that 关于修改〈…〉的决定 is not one.
_VERB = re.compile(
    r"(?P<revised>(?:第[一二三四五六七八九十]+次)?(?:修订|修正|修改))(?:通过)?(?=$|[\s，。；、）)\d（(]|并|后|[一二]〇)"
    r"|(?P<adopted>通过)(?=$|[\s，。；、）)\d（(]|并|[一二]〇)"
    r"|(?P<approved>批准)(?=$|[\s，。；、）)\d（(]|[一二]〇)"
    r"|(?P<published>公布|(?<!公开)发布|颁布|印发)(?=$|[\s，。；、）)\d（(]|[一二]〇)"
    r"|(?P<effective>起?(?:施行|实施))(?=$|[\s，。；、）)\d（(]|[一二]〇)"
    r"|(?P<repealed>废止)(?=$|[\s，。；、）)\d（(]|[一二]〇)"
)
# …会议通过，现予公布: published by this order, not on the day of the meeting.
_NOW = re.compile(r"现予|现将|予以$")
_SAME_ADOPTION = 90
"""Days within which two bodies may adopt one text."""
_LONGEST = 220
"""Code points from a date to its verb."""


def read_events(text: str, spans: list[Span]) -> list[Event]:
    """The events in these stretches of the text, in their order.

    Each date takes the verbs behind it, up to the next date that has verbs of its own.
    """
    return _with_revisions([event for start, end in spans for event in _events(text, start, end)])


def _with_revisions(events: list[Event]) -> list[Event]:
    """A second adoption months after the first is a revision, whatever the note calls it.

    So the judicial interpretations: 2009年…审判委员会第1480次会议通过, 2020年…第1823次会议通过.
    """
    adopted = [e.day for e in events if e.kind is EventKind.ADOPTED]
    return [
        replace(e, kind=EventKind.REVISED)
        if e.kind is EventKind.ADOPTED and (e.day - min(adopted)).days > _SAME_ADOPTION
        else e
        for e in events
    ]


def _events(text: str, start: int, end: int) -> list[Event]:
    dates = [(d, d.value) for d in find_dates(text[start:end]) if d.value]
    stops = [*(start + d.start for d, _ in dates), end]
    events: list[Event] = []
    waiting: TextDate | None = None
    for (found, day), (_, stop) in zip(dates, pairwise(stops), strict=True):
        after = start + found.end
        verbs = list(_VERB.finditer(text, after, min(stop, after + _LONGEST)))
        # 2011年10月31日 …会议、2012年2月27日 …会议通过: two bodies, one verb; the later day counts.
        first = waiting if waiting and not verbs else None
        waiting = found if not verbs else None
        if first:
            continue
        for verb in verbs[:2]:
            kind = EventKind(verb.lastgroup or "")
            if kind is EventKind.PUBLISHED and _NOW.search(text, after, verb.start()):
                continue  # the order's own day, which stands under its signature
            actor = _trimmed(text, after, verb.start())
            events.append(Event(kind, day, actor, (start + found.start, verb.end())))
    return events


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " ，、；（(\n自起经由":
        start += 1
    while end > start and text[end - 1] in " ，、\n":
        end -= 1
    return start, end
