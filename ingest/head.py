"""What a document says of itself: title, number, issuers, dates, kind and regions.

Each comes with its words. Text wins over metadata; where they disagree both stay, as facts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from graph.dates import parse_date
from graph.model import Document, FactSource, Head, Provision, ProvisionKind, Span, Validity
from graph.names import canonical_title, policy_id
from graph.regions import find_regions
from ingest.doc_type import doc_type_of
from ingest.events import EventKind
from ingest.facts import Facts
from ingest.head_dates import read_dates
from ingest.head_regions import BETWEEN_TITLES, PARTS, read_regions
from ingest.issuers import issuer_of_event, issuers_of_title, signature
from ingest.title import Named, order_number, read_number, read_title

# 某市人民政府关于印发《某市科技成果转化办法》的通知: the work is the 办法, and is cited so.
_ISSUES = re.compile(
    r"关于(?:印发|公布|发布|颁布)《(?P<work>[^《》]{4,60})》的(?:通知|公告|决定|令)$"
)
_RULES = re.compile(r"(?:办法|规定|细则|规则|规程|决定|决议)(?:（.{1,12}）)?$")
_KEPT_KINDS = ("摘要", "地区案例报道")
"""Kinds that the metadata knows and no title tells."""
_NOTED = re.compile(r"（[^（）]{1,12}）$")
_UNTITLED = "无题"
_UNTOLD = "其他"
_NEAR_DAYS = 183
"""Days within which a manifest's date speaks of the version that the text is."""

# What a manifest's status says, by its first words.
_STATUSES = (
    (re.compile(r"^(?:in_force|现行有效|有效|施行中)"), Validity.IN_FORCE),
    (re.compile(r"^(?:not_yet|promulgated, not yet|尚未施行|尚未生效)"), Validity.NOT_YET),
    (re.compile(r"^(?:superseded|amended|已被?修改|已修订)"), Validity.AMENDED),
    (re.compile(r"^(?:partly|部分)"), Validity.PARTLY),
    (re.compile(r"^(?:expired|repealed|abolished|失效|无效|已?废止|已失效)"), Validity.REPEALED),
)
# What the box of a government page tells beside the text.
_BOX_STATUS = re.compile(r"^有效性：(.{1,20})$", re.MULTILINE)


def read_head(
    document: Document,
    provisions: Sequence[Provision],
    metadata: Mapping[str, str],
    *,
    source_format: str = "",
    outer_title: str = "",
) -> Head:
    """The head of the document. ``outer_title`` stands outside the text, e.g. an HTML page's.

    ``metadata`` has the keys of ``ingest.source``; an empty mapping where there is no manifest.
    """
    facts = Facts.of(document, provisions, metadata)
    _read_title(facts, outer_title)
    title = facts.first("title") or _UNTITLED
    _read_issuers(facts, title)
    order = order_number(document.text, facts.head) if facts.head else None
    _read_numbers(facts, order)
    read_dates(facts)
    _read_type(facts, title, order)
    read_regions(facts, title)
    status, basis = _status(facts)
    return Head(
        title=title,
        policy_id=policy_id(facts.first("work_title") or title),
        doc_type=facts.first("doc_type") or _UNTOLD,
        document_number=facts.first("document_number") or None,
        issuers=facts.all("issuers"),
        regions=facts.all("regions"),
        written=facts.day("written"),
        published=facts.day("published"),
        effective=facts.day("effective"),
        expires=facts.day("expires"),
        status=status,
        status_basis=basis,
        source_format=source_format,
        source_url=metadata.get("source_url") or metadata.get("url"),
        rights=metadata.get("rights") or metadata.get("licence_note"),
        digest_of=metadata.get("digest_of"),
        facts=tuple(facts.facts),
    )


def _read_title(facts: Facts, outer_title: str) -> None:
    """The text's title; the metadata's where it only says more of the same (民法典·合同编)."""
    printed = read_title(facts.document, facts.head)
    given = facts.given.get("title", "")
    if printed and given and _is_fuller(given, printed, facts):
        facts.metadata("title", given)
        if not any(mark in given for mark in BETWEEN_TITLES):
            facts.text("work_title", printed.value, printed.span, "标题")
        return
    if printed:
        facts.text("title", _shown(printed.value), printed.span, "标题")
        if issued := _ISSUES.search(printed.value):
            facts.text("work_title", issued["work"], printed.span, "标题")
    if given:
        facts.metadata("title", given)
    if outer_title:
        facts.metadata("title", outer_title, "网页标题")
    if not printed and not given and not outer_title:
        words = facts.document.text.split("\n", 1)[0][:30]
        facts.text("title", words, (0, len(words)), "首行")


def _shown(title: str) -> str:
    """A title as it is shown: without 《》 around it and without the note of its version."""
    bare = canonical_title(title)
    return title if bare == title.replace(" ", "") else bare


def _is_fuller(given: str, printed: Named, facts: Facts) -> bool:
    """Whether the metadata's title goes on after the text's, in words that the head prints too, or
    with the titles of further reports that stand in the text.
    """
    whole, start = canonical_title(given), canonical_title(printed.value)
    rest = whole.removeprefix(start).strip("·：: ")
    if not whole.startswith(start) or not rest:
        return False
    beside = facts.document.text[slice(*facts.head)] if facts.head else ""
    if rest in beside.replace(" ", ""):
        return True
    further = [_NOTED.sub("", part) for part in PARTS.split(rest) if part]
    text = re.sub(r"\s", "", facts.document.text)
    return rest[0] in BETWEEN_TITLES and all(part and part in text for part in further)


def _read_issuers(facts: Facts, title: str) -> None:
    """From the title; else who adopted or published it; else the signature; else the manifest."""
    acted = _actors(facts)
    by_title = _official(issuers_of_title(title), acted)
    place = facts.place("title")
    if by_title and place:
        for name in by_title:
            facts.text("issuers", name, place, "标题")
    elif acted:
        for name, span in acted:
            facts.text("issuers", _with_region(name, title), span, "题注")
    else:
        for name, span in signature(facts.document, facts.closing):
            facts.text("issuers", name, span, "落款")
    for name in re.split(r"[、；;，]", facts.given.get("issuing_body", "")):
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


def _actors(facts: Facts) -> list[tuple[str, Span]]:
    """Who adopted the act; else who published, revised or approved it. The first of the kind."""
    kinds = (EventKind.ADOPTED, EventKind.PUBLISHED, EventKind.REVISED, EventKind.APPROVED)
    for kind in kinds:
        for event in facts.events:
            names = issuer_of_event(facts.document.text[slice(*event.actor)])
            if event.kind is kind and names:
                return [(name, event.span) for name in names]
    return []


def _with_region(name: str, title: str) -> str:
    """市人民代表大会常务委员会 in the note of an act whose title names the city."""
    mentions = find_regions(title)
    if name[:1] in "省市县区州" and mentions and mentions[0].start == 0:
        return mentions[0].region.name + name[1:]
    return name


def _read_numbers(facts: Facts, order: Named | None) -> None:
    """The 发文字号 of this version: an older version's order in the 题注 is not its number."""
    printed = read_number(facts.document, facts.head)
    if printed:
        facts.text("document_number", printed.value, printed.span, "文号")
    elif order and _is_own(order, facts):
        facts.text("document_number", order.value, order.span, "公布令")
    if number := facts.given.get("document_number"):
        facts.metadata("document_number", number)


def _is_own(order: Named, facts: Facts) -> bool:
    """Whether no later version was made as a whole: a decision that amends an act (《关于修改…的
    决定》) has a number of its own and leaves the act's.
    """
    start, end = order.span
    inside = [e.day for e in facts.events if e.span[0] <= start and end <= e.span[1]]
    made_whole = [
        e.day
        for e in facts.events
        if e.kind is EventKind.REVISED and "决定》" not in facts.document.text[slice(*e.span)]
    ]
    return not inside or not made_whole or inside[-1] >= max(made_whole)


def _read_type(facts: Facts, title: str, order: Named | None) -> None:
    given = facts.given.get("doc_type", "")
    mentions = find_regions(title)
    read = doc_type_of(
        title,
        facts.all("issuers"),
        local=bool(mentions) and mentions[0].start == 0,
        order=order is not None,
        articles=any(p.rank is ProvisionKind.ARTICLE for p in facts.provisions),
        approved=any(
            e.kind is EventKind.APPROVED and "国务院" in facts.document.text[slice(*e.actor)]
            for e in facts.events
        ),
    )
    place = facts.place("title", "work_title")
    finer = given in _KEPT_KINDS or (given.startswith(read) and given != read)
    if read and place and not finer:
        facts.text("doc_type", read, place, "标题和发文机关")
    if given:
        facts.metadata("doc_type", given)
    elif place and not read and _RULES.search(title):
        # Rules of somebody whom the text does not name: 规定, 办法, 决定.
        facts.text("doc_type", "规范性文件", place, "标题")


def _status(facts: Facts) -> tuple[Validity, str]:
    """The manifest's word on its force, unless its dates are those of another version; without one
    that of the box beside the text.

    What the text's own dates say is weighed in ``graph.force``.
    """
    word = facts.given.get("status", "")
    box = None if word else _BOX_STATUS.search(facts.document.text, *(facts.head or (0, 0)))
    told = box[1] if box else word
    status = next((v for pattern, v in _STATUSES if pattern.match(told)), Validity.UNKNOWN)
    if status is Validity.UNKNOWN:
        return status, ""
    if box:
        return status, f"网页栏目“{box[0]}”"
    texts = [parse_date(f.value) for f in facts.facts if f.source is FactSource.TEXT]
    own = [d for d in texts if d] + [e.day for e in facts.events]
    keys = ("effective", "adopted", "version_date", "published")
    given = [d for key in keys if (d := parse_date(facts.given.get(key, "")))]
    if given and own and not _near(given, own):
        return Validity.UNKNOWN, f"manifest的日期与正文不符，未采用其“{word}”"
    return status, f"manifest：{word}"


def _near(given: Sequence[date], own: Sequence[date]) -> bool:
    return any(abs((g - d).days) <= _NEAR_DAYS for g in given for d in own)
