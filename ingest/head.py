"""What a document says of itself: title, number, issuers, dates, kind, regions, each with its
words. Text wins over metadata; where they disagree both stay, as facts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from graph.dates import find_dates, parse_date
from graph.model import (
    Document,
    Fact,
    FactSource,
    Head,
    Provision,
    ProvisionKind,
    Region,
    Span,
    Validity,
)
from graph.names import canonical_title, policy_id
from graph.regions import NATION, find_regions, region_by_name
from ingest.commencement import Clause, commencement, expiry
from ingest.doc_type import doc_type_of
from ingest.events import Event, EventKind, read_events
from ingest.issuers import issuer_of_event, issuers_of_title, signature
from ingest.numbering import read_label
from ingest.title import Named, order_number, read_number, read_title

_CENTRAL = re.compile(
    r"^(?:中共中央|国务院|全国人民代表大会|最高人民|中央|国家|中国|科学技术部|科技部|财政部|教育部|"
    r"[\u4e00-\u9fff]{2,12}(?:部|总局|署|总署)(?:[\u4e00-\u9fff]{2,6}(?:中心|司|局))?$)"
)
_DIGEST = "摘要"
_UNTITLED = "无题"
_LINE_DATE = re.compile(
    r"^[（(]?(?P<day>[\d一二〇○零三四五六七八九十年月日 ]{8,14}日)[）)]?$", re.MULTILINE
)

# What a manifest's status says, by its first words.
_STATUSES = (
    (re.compile(r"^(?:in_force|现行有效|有效|施行中)"), Validity.IN_FORCE),
    (re.compile(r"^(?:not_yet|promulgated, not yet|尚未施行|尚未生效)"), Validity.NOT_YET),
    (re.compile(r"^(?:superseded|amended|已被?修改|已修订)"), Validity.AMENDED),
    (re.compile(r"^(?:partly|部分)"), Validity.PARTLY),
    (re.compile(r"^(?:expired|repealed|abolished|失效|已?废止|已失效)"), Validity.REPEALED),
)


@dataclass(slots=True)
class _Facts:
    """Facts as they are found, and the value of each field: the first of the text, or else of the
    metadata."""

    document: Document
    provisions: Sequence[Provision]
    facts: list[Fact] = field(default_factory=list)

    def text(self, name: str, value: str, span: Span, basis: str) -> None:
        place = self._narrowest(span)
        evidence = self.document.quote(span, provision_id=place)
        self.facts.append(Fact(name, value, FactSource.TEXT, basis, evidence))

    def metadata(self, name: str, value: str, basis: str = "manifest") -> None:
        self.facts.append(Fact(name, value, FactSource.METADATA, basis))

    def first(self, name: str) -> str:
        found = sorted(
            (f for f in self.facts if f.field == name),
            key=lambda f: f.source is FactSource.METADATA,
        )
        return found[0].value if found else ""

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of the better source."""
        found = [f for f in self.facts if f.field == name]
        texts = [f.value for f in found if f.source is FactSource.TEXT]
        return tuple(dict.fromkeys(texts or [f.value for f in found]))

    def _narrowest(self, span: Span) -> str:
        holding = [p for p in self.provisions if p.start <= span[0] and span[1] <= p.end]
        return min(holding, key=lambda p: p.end - p.start).id if holding else ""


def read_head(
    document: Document,
    provisions: Sequence[Provision],
    metadata: Mapping[str, str],
    *,
    source_format: str = "",
    outer_title: str = "",
) -> Head:
    """The head of the document. ``outer_title`` stands outside the text, e.g. an HTML page's."""
    head = next(((p.start, p.end) for p in provisions if p.rank is ProvisionKind.HEAD), None)
    closing = next(
        ((p.start, p.end) for p in reversed(provisions) if p.label == "落款"),
        None,
    )
    facts = _Facts(document, provisions)
    events = read_events(document.text, _note_spans(document, head))
    _read_title(facts, document, head, metadata, outer_title)
    title = facts.first("title") or _UNTITLED
    _read_issuers(facts, document, events, closing, metadata, title)
    order = order_number(document.text, head) if head else None
    _read_numbers(facts, document, head, events, order, metadata)
    _read_dates(facts, document, provisions, events, head, closing, metadata)
    _read_type(facts, document, provisions, metadata, title, order)
    _read_regions(facts, metadata, title)
    status, basis = _status(facts, events, metadata)
    return Head(
        title=title,
        policy_id=policy_id(_work_title(facts, title)),
        doc_type=facts.first("doc_type") or "其他",
        document_number=facts.first("document_number") or None,
        issuers=facts.all("issuers"),
        regions=facts.all("regions"),
        written=_day(facts.first("written")),
        published=_day(facts.first("published")),
        effective=_day(facts.first("effective")),
        expires=_day(facts.first("expires")),
        status=status,
        status_basis=basis,
        source_format=source_format,
        source_url=metadata.get("source_url") or metadata.get("url"),
        rights=metadata.get("rights") or metadata.get("licence_note"),
        digest_of=metadata.get("digest_of"),
        facts=tuple(facts.facts),
    )


def _read_title(
    facts: _Facts,
    document: Document,
    head: Span | None,
    metadata: Mapping[str, str],
    outer_title: str,
) -> None:
    """The text's title; the metadata's where it only says more of the same (民法典·合同编)."""
    printed = read_title(document, head)
    given = metadata.get("title", "")
    if printed and given and _is_fuller(given, printed, document, head):
        facts.metadata("title", given)
        facts.text("work_title", printed.value, printed.span, "标题")
        return
    if printed:
        facts.text("title", _shown(printed.value), printed.span, "标题")
    if given:
        facts.metadata("title", given)
    if outer_title:
        facts.metadata("title", outer_title, "网页标题")
    if not printed and not given and not outer_title:
        words = document.text.split("\n", 1)[0][:30]
        facts.text("title", words, (0, len(words)), "首行")


def _note_spans(document: Document, head: Span | None) -> list[Span]:
    """The lines of the head in runs between the lines that are headings of a table of contents."""
    spans: list[Span] = []
    if head is None:
        return spans
    offset = head[0]
    for line in document.text[slice(*head)].split("\n"):
        end = offset + len(line)
        if line and not read_label(line):
            joins = bool(spans) and spans[-1][1] == offset - 1
            spans[-1:] = [(spans[-1][0], end)] if joins else [*spans[-1:], (offset, end)]
        offset = end + 1
    return spans


def _shown(title: str) -> str:
    """A title as it is shown: without 《》 around it and without the note of its version."""
    bare = canonical_title(title)
    return title if bare == title.replace(" ", "") else bare


def _is_fuller(given: str, printed: Named, document: Document, head: Span | None) -> bool:
    rest = canonical_title(given).removeprefix(canonical_title(printed.value)).strip("·：: ")
    beside = document.text[slice(*head)] if head else ""
    whole = canonical_title(given) != rest
    return whole and bool(rest) and rest in beside.replace(" ", "")


def _work_title(facts: _Facts, title: str) -> str:
    return facts.first("work_title") or title


def _read_issuers(
    facts: _Facts,
    document: Document,
    events: Sequence[Event],
    closing: Span | None,
    metadata: Mapping[str, str],
    title: str,
) -> None:
    """From the title; else who adopted or published it; else the signature; else the manifest."""
    by_title = _official(issuers_of_title(title), _actors(document, events))
    place = next(
        (f.evidence.spans[0] for f in facts.facts if f.field == "title" and f.evidence), None
    )
    if by_title and place:
        for name in by_title:
            facts.text("issuers", name, place, "标题")
    elif acted := _actors(document, events):
        for name, span in acted:
            facts.text("issuers", _with_region(name, title), span, "题注")
    else:
        for name, span in signature(document, closing):
            facts.text("issuers", name, span, "落款")
    for name in re.split(r"[、；;，]", metadata.get("issuing_body", "")):
        if name.strip():
            facts.metadata("issuers", name.strip())


def _official(short: list[str], acted: list[tuple[str, Span]]) -> list[str]:
    """The names that the note prints in full for those of the title: 科技部, 科学技术部."""
    full = [name for name, _ in acted]
    same = len(short) == len(full) and all(
        len(b) > len(a) and _is_subsequence(a, b) for a, b in zip(short, full, strict=True)
    )
    return full if same else short


def _is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


def _actors(document: Document, events: Sequence[Event]) -> list[tuple[str, Span]]:
    """Who adopted the act; else who published it; else who approved it. The first of the kind."""
    for kinds in (
        (EventKind.ADOPTED,),
        (EventKind.PUBLISHED,),
        (EventKind.REVISED,),
        (EventKind.APPROVED,),
    ):
        for event in events:
            if event.kind in kinds:
                names = issuer_of_event(document.text[slice(*event.actor)])
                if names:
                    return [(name, event.span) for name in names]
    return []


def _with_region(name: str, title: str) -> str:
    """市人民代表大会常务委员会 in the note of an act whose title names the city."""
    mentions = find_regions(title)
    if name[:1] in "省市县区州" and mentions and mentions[0].start == 0:
        return mentions[0].region.name + name[1:]
    return name


def _read_numbers(
    facts: _Facts,
    document: Document,
    head: Span | None,
    events: Sequence[Event],
    order: Named | None,
    metadata: Mapping[str, str],
) -> None:
    """The 发文字号 of this version: an older version's order in the 题注 is not its number."""
    printed = read_number(document, head)
    revisions = [e for e in events if e.kind is EventKind.REVISED]
    if printed:
        facts.text("document_number", printed.value, printed.span, "文号")
    elif order and _is_own(order, events, revisions):
        facts.text("document_number", order.value, order.span, "公布令")
    if number := metadata.get("document_number"):
        facts.metadata("document_number", number)


def _is_own(order: Named, events: Sequence[Event], revisions: Sequence[Event]) -> bool:
    inside = [e for e in events if e.span[0] <= order.span[0] and order.span[1] <= e.span[1]]
    if not inside:
        return True
    return not revisions or inside[-1].day >= max(r.day for r in revisions)


def _read_dates(
    facts: _Facts,
    document: Document,
    provisions: Sequence[Provision],
    events: Sequence[Event],
    head: Span | None,
    closing: Span | None,
    metadata: Mapping[str, str],
) -> None:
    signed = _signed_day(document, head, closing, events)
    made = [e for e in events if e.kind in (EventKind.ADOPTED, EventKind.REVISED)]
    revision = max((e.day for e in events if e.kind is EventKind.REVISED), default=None)
    later = [e for e in made if e.day == max(m.day for m in made)]
    approved = [e for e in events if e.kind is EventKind.APPROVED]
    for event in later[-1:] or approved[-1:]:
        facts.text("written", event.day.isoformat(), event.span, "题注")
    if not later and not approved and signed:
        facts.text("written", *signed)
    since = max((e.day for e in made), default=date.min)
    published = [e for e in events if e.kind is EventKind.PUBLISHED and e.day >= since]
    for event in published[-1:]:
        facts.text("published", event.day.isoformat(), event.span, "题注")
    if not published and signed and (not made or signed[0] >= since.isoformat()):
        facts.text("published", *signed)
    for name in ("adopted", "published", "version_date"):
        if day := parse_date(metadata.get(name, "")):
            facts.metadata("written" if name == "adopted" else name, day.isoformat())
    _read_effective(facts, document, provisions, events, head, revision, metadata)


def _signed_day(
    document: Document, head: Span | None, closing: Span | None, events: Sequence[Event]
) -> tuple[str, Span, str] | None:
    """The date on a line of its own in the closing, or in the head: ISO form, place, basis."""
    for span, basis in ((closing, "落款"), (head, "标题下日期")):
        for match in _LINE_DATE.finditer(document.text, *(span or (0, 0))):
            day = parse_date(match["day"])
            if day and not any(e.span[0] <= match.start("day") < e.span[1] for e in events):
                return day.isoformat(), match.span("day"), basis
    return None


def _read_effective(
    facts: _Facts,
    document: Document,
    provisions: Sequence[Provision],
    events: Sequence[Event],
    head: Span | None,
    revision: date | None,
    metadata: Mapping[str, str],
) -> None:
    """施行 of this version.

    An amended act keeps the first act's clause. Where the clause's day lies before the last
    revision, it is kept as ``first_effective``, and this version's day is the manifest's, or
    the day of the revision where the manifest knows none.
    """
    given = parse_date(metadata.get("effective", ""))
    noted = [e for e in events if e.kind is EventKind.EFFECTIVE]
    clause = commencement(document, provisions, head)
    said = [(e.day, e.span, "题注") for e in noted[-1:]]
    if clause and (day := clause.day or _publication(facts, events, clause, head)):
        said.append((day, clause.span, clause.basis))
    for day, span, basis in said:
        own = revision is None or day >= revision
        facts.text("effective" if own else "first_effective", day.isoformat(), span, basis)
    if said and not facts.first("effective"):
        _read_revised_day(facts, events, revision, given, said[0][2])
    if given:
        facts.metadata("effective", given.isoformat())
    start = _day(facts.first("effective"))
    if end := expiry(document, provisions, start):
        assert end.day is not None
        facts.text("expires", end.day.isoformat(), end.span, end.basis)
    if day := parse_date(metadata.get("expires", "")):
        facts.metadata("expires", day.isoformat())


def _read_revised_day(
    facts: _Facts,
    events: Sequence[Event],
    revision: date | None,
    given: date | None,
    basis: str,
) -> None:
    if revision is None or (given and given >= revision):
        return
    event = next(e for e in events if e.kind is EventKind.REVISED and e.day == revision)
    note = f"题注所载修订日期（{basis}所载为首次施行日期）"
    facts.text("effective", revision.isoformat(), event.span, note)


def _publication(
    facts: _Facts, events: Sequence[Event], clause: Clause, head: Span | None
) -> date | None:
    """What 自公布之日起 means: the day of publication of the first version that says so."""
    if head and head[0] <= clause.span[0] < head[1]:
        return _day(facts.first("published") or facts.first("written"))
    published = [e.day for e in events if e.kind is EventKind.PUBLISHED]
    made = [e.day for e in events if e.kind is EventKind.ADOPTED]
    revised = [e.day for e in events if e.kind is EventKind.REVISED]
    if published and not revised:
        return published[-1]
    first = published[:1] or made[:1]
    if first:
        return first[0]
    # 批准 alone does not tell when it was published.
    approved = any(e.kind is EventKind.APPROVED for e in events)
    return None if approved else _day(facts.first("published") or facts.first("written"))


def _read_type(
    facts: _Facts,
    document: Document,
    provisions: Sequence[Provision],
    metadata: Mapping[str, str],
    title: str,
    order: Named | None,
) -> None:
    given = metadata.get("doc_type", "")
    articles = any(p.rank is ProvisionKind.ARTICLE for p in provisions)
    mentions = find_regions(title)
    local = bool(mentions) and mentions[0].start == 0
    issuers = facts.all("issuers")
    read = doc_type_of(title, issuers, local=local, order=order is not None, articles=articles)
    place = next(
        (
            f.evidence.spans[0]
            for f in facts.facts
            if f.field in ("title", "work_title") and f.evidence
        ),
        None,
    )
    own_kind = given in (_DIGEST, "地区案例报道") or (given.startswith(read) and given != read)
    if read and place and not own_kind:
        facts.text("doc_type", read, place, "标题和发文机关")
    if given:
        facts.metadata("doc_type", given)


def _read_regions(facts: _Facts, metadata: Mapping[str, str], title: str) -> None:
    """Where it is valid: the issuer's region; else the title's; else the manifest's."""
    national = facts.first("doc_type") in ("法律", "行政法规", "司法解释")
    for fact in [f for f in facts.facts if f.field == "issuers" and f.evidence]:
        assert fact.evidence is not None
        if region := _region_of_body(fact.value):
            facts.text("regions", region, fact.evidence.spans[0], "发文机关")
    place = next((f.evidence for f in facts.facts if f.field == "title" and f.evidence), None)
    if not facts.all("regions") and place:
        mentions = find_regions(title)
        if national:
            facts.text("regions", NATION, place.spans[0], "文件类型")
        elif mentions and mentions[0].start == 0 and (region := _coded(mentions[0].region)):
            facts.text("regions", region, place.spans[0], "标题")
    for part in re.split(r"[;；、,，]", metadata.get("region", "")):
        name = part.strip().rsplit("/", 1)[-1]
        if name:
            known = region_by_name(name)
            facts.metadata("regions", known.name if known else name)


def _region_of_body(name: str) -> str:
    """全国 for a central body, the region that a local body's name starts with; else empty."""
    mentions = find_regions(name)
    if mentions and mentions[0].start == 0:
        return _coded(mentions[0].region)
    return NATION if _CENTRAL.match(name) else ""


def _coded(region: Region) -> str:
    """The region, or for a functional zone without a code the region that holds it."""
    return region.name if region.code else region.parent or ""


def _status(
    facts: _Facts, events: Sequence[Event], metadata: Mapping[str, str]
) -> tuple[Validity, str]:
    """The manifest's word on its force, unless its dates are those of another version.

    What the text's own dates say is weighed in ``graph.validity``.
    """
    word = metadata.get("status", "")
    status = next((v for pattern, v in _STATUSES if pattern.match(word)), Validity.UNKNOWN)
    if status is Validity.UNKNOWN:
        return status, ""
    own = {f.value for f in facts.facts if f.source is FactSource.TEXT} | {
        e.day.isoformat() for e in events
    }
    keys = ("effective", "adopted", "version_date", "published")
    given = {d.isoformat() for k in keys if (d := parse_date(metadata.get(k, "")))}
    dated = {v for v in own if find_dates(v)}
    if given and dated and not _near(given, dated):
        return Validity.UNKNOWN, f"manifest的日期与正文不符，未采用其“{word}”"
    return status, f"manifest：{word}"


def _near(given: set[str], dated: set[str]) -> bool:
    """Whether one of the manifest's days lies within half a year of one that the text names."""
    days = [date.fromisoformat(v) for v in dated if parse_date(v)]
    return any(abs((date.fromisoformat(g) - d).days) <= 183 for g in given for d in days)


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None
