"""The four dates of a version: 成文, 公布, 施行, 失效; from note, clauses, signature, manifest."""

from __future__ import annotations

import re
from datetime import date, timedelta

from graph.dates import parse_date
from graph.model import Span
from ingest.commencement import Clause, commencement, expiry
from ingest.events import EventKind
from ingest.facts import Facts

# What the box of a government page tells beside the text: 施行日期：2024-05-01
_BOX_DATE = re.compile(
    r"^(?P<label>施行日期|失效日期)：(?P<day>\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{1,2}-\d{1,2})",
    re.MULTILINE,
)
# A date on a line of its own, in the signature or under the title: （2020年3月30日）
_LINE_DATE = re.compile(
    r"^[（(]?(?:(?:成文|发布|印发|公布)日期：)?"
    r"(?P<day>[\d一二〇○零三四五六七八九十年月日 ]{8,14}日|\d{4}-\d\d-\d\d)[）)]?$",
    re.MULTILINE,
)


def read_dates(facts: Facts) -> None:
    """Add the facts ``written``, ``published``, ``effective`` and ``expires``.

    ``first_effective`` is added for an amended act that keeps the first act's clause, and
    ``version_date`` as the manifest gives it.
    """
    signed = _signed_day(facts)
    made = [e for e in facts.events if e.kind in (EventKind.ADOPTED, EventKind.REVISED)]
    since = max((e.day for e in made), default=date.min)
    written = [e for e in made if e.day == since]
    written = written or [e for e in facts.events if e.kind is EventKind.APPROVED]
    for event in written[-1:]:
        facts.text("written", event.day.isoformat(), event.span, "题注")
    if not written and signed:
        facts.text("written", *signed)
    published = [e for e in facts.events if e.kind is EventKind.PUBLISHED and e.day >= since]
    for event in published[-1:]:
        facts.text("published", event.day.isoformat(), event.span, "题注")
    if not published and signed and signed[0] >= since.isoformat():
        facts.text("published", *signed)
    keys = {"adopted": "written", "published": "published", "version_date": "version_date"}
    for key, name in keys.items():
        _from_metadata(facts, key, name)
    _read_effective(facts)
    _read_end(facts)


def _from_metadata(facts: Facts, key: str, name: str) -> None:
    if day := parse_date(facts.given.get(key, "")):
        facts.metadata(name, day.isoformat())


def _signed_day(facts: Facts) -> tuple[str, Span, str] | None:
    """The date on a line of its own in the closing, or in the head: ISO form, place, basis."""
    for span, basis in ((facts.closing, "落款"), (facts.head, "标题下日期")):
        for match in _LINE_DATE.finditer(facts.document.text, *(span or (0, 0))):
            day = parse_date(match["day"])
            noted = any(e.span[0] <= match.start("day") < e.span[1] for e in facts.events)
            if day and not noted:
                return day.isoformat(), match.span("day"), basis
    return None


def _read_effective(facts: Facts) -> None:
    """施行 of this version.

    An amended act keeps the first act's clause. Where the clause's day lies before the last
    revision, it is kept as ``first_effective``, and this version's day is the manifest's, or
    the day of the revision where the manifest knows none: it can't have begun earlier. A text
    without any 题注 cannot tell that it was revised; there the manifest's ``version_date`` does.
    """
    revisions = [e for e in facts.events if e.kind is EventKind.REVISED]
    last = max(revisions, key=lambda e: e.day, default=None)
    said = [(e.day, e.span, "题注") for e in facts.events if e.kind is EventKind.EFFECTIVE][-1:]
    clause = commencement(facts.document, facts.provisions, facts.head)
    said += _in_box(facts, "施行日期") if not clause else []
    if clause and (day := clause.day or _after_publication(facts, clause)):
        said.append((day, clause.span, clause.basis))
    since = last.day if last else _version_by_metadata(facts)
    for day, span, basis in said:
        own = since is None or day >= since
        facts.text("effective" if own else "first_effective", day.isoformat(), span, basis)
    given = parse_date(facts.given.get("effective", ""))
    if since and said and not facts.first("effective") and not (given and given >= since):
        first = f"（{said[0][2]}所载为首次施行日期）"
        if last:
            facts.text("effective", since.isoformat(), last.span, f"题注所载修订日期{first}")
        else:
            facts.metadata("effective", since.isoformat(), f"manifest 所载版本日期{first}")
    _from_metadata(facts, "effective", "effective")


def _in_box(facts: Facts, label: str) -> list[tuple[date, Span, str]]:
    found = _BOX_DATE.finditer(facts.document.text, *(facts.head or (0, 0)))
    days = [(m, parse_date(m["day"])) for m in found if m["label"] == label]
    return [(day, match.span(), "网页栏目") for match, day in days if day][:1]


def _version_by_metadata(facts: Facts) -> date | None:
    """The manifest's day of this version, where the text says of no version when it was made."""
    silent = not facts.events and not facts.place("written", "published")
    return parse_date(facts.given.get("version_date", "")) if silent else None


def _after_publication(facts: Facts, clause: Clause) -> date | None:
    published = _publication(facts, clause)
    return published + timedelta(days=clause.days_after) if published else None


def _publication(facts: Facts, clause: Clause) -> date | None:
    """What 自公布之日起 means: the day on which the first version that says so was published."""
    if facts.head and facts.head[0] <= clause.span[0] < facts.head[1]:
        return facts.day("published") or facts.day("written")
    published = [e.day for e in facts.events if e.kind is EventKind.PUBLISHED]
    made = [e.day for e in facts.events if e.kind is EventKind.ADOPTED]
    if published and not any(e.kind is EventKind.REVISED for e in facts.events):
        return published[-1]
    if published or made:
        return (published or made)[0]
    # 批准 alone does not tell when it was published.
    approved = any(e.kind is EventKind.APPROVED for e in facts.events)
    return None if approved else facts.day("published") or facts.day("written")


def _read_end(facts: Facts) -> None:
    clause = expiry(facts.document, facts.provisions, facts.day("effective"))
    if clause and clause.day:
        facts.text("expires", clause.day.isoformat(), clause.span, clause.basis)
    for day, span, basis in [] if clause else _in_box(facts, "失效日期"):
        facts.text("expires", day.isoformat(), span, basis)
    _from_metadata(facts, "expires", "expires")
