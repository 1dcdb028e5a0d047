"""Whether a citation holds: does 第X条 of 《…》 exist, is it in force, does it say this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from rapidfuzz import fuzz, process

from graph.errors import InvalidInput, NotFound
from graph.locators import parse_locators
from graph.model import Provision, ProvisionKind
from graph.names import canonical_title, fold
from qa.analysis.desk import Desk
from qa.analysis.findings import InForce
from qa.shelf.text import Text

_ALIKE = 60.0
"""Likeness of words to a stretch of a clause, 0 to 100, from which it is their nearest wording."""
_NAMES = 3
"""Titles that are offered where none is the one asked for."""
_NAMED_ALIKE = 60.0
_CLAUSES = (
    ProvisionKind.ARTICLE,
    ProvisionKind.HEADING_1,
    ProvisionKind.HEADING_2,
    ProvisionKind.HEADING_3,
    ProvisionKind.HEADING_4,
    ProvisionKind.PARAGRAPH,
    ProvisionKind.ITEM,
    ProvisionKind.SUBITEM,
    ProvisionKind.ANNEX,
)


class Says(StrEnum):
    LITERAL = "literal"
    """The words stand in the clause, or in the text where no clause was named."""
    ELSEWHERE = "elsewhere"
    """They stand in the same text under another number."""
    SIMILAR = "similar"
    """Something near them stands there; ``nearest`` has it."""
    NO = "no"
    """Nothing near them stands in the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedClause:
    """A clause as it stands in one text."""

    document_id: str
    title: str
    document_number: str | None
    doc_type: str
    regions: tuple[str, ...]
    provision_id: str
    locator: str
    text: str
    start: int
    """Code points into the document's text."""
    end: int
    validity: InForce


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is true of a citation. ``holds`` is all of it in one word."""

    holds: bool
    """The clause exists, is in force on the day, and says the words where words were given."""
    exists: bool
    """Whether the text is in the library and has such a clause; with no clause named, the text."""
    in_force: bool
    says: Says | None
    """Null where no words were given, or the text is not in the library."""
    likeness: float
    """Of the words to their nearest wording, 0 to 1."""
    nearest: str
    """The wording of the text that is nearest to the words."""
    found_at: str
    """Where that stands: 第十二条."""
    clause: CitedClause | None
    similar_titles: tuple[str, ...]
    """Where the library has no such text: titles that are near."""
    told: str
    """The verdict in a Chinese sentence."""
    as_of: date
    build: str


def read_clause(desk: Desk, title: str, locator: str, on: date) -> CitedClause:
    """The clause of the text that is in use on the day, else of the latest one.

    ``title`` is a title, with or without 《》, or the id of a document. Raises NotFound, which
    names what is near, and InvalidInput for a locator that names no place.
    """
    document_id = _text_named(desk, title, on)
    if document_id is None:
        near = "、".join(f"《{t}》" for t in _similar(desk, title)) or "nothing near it"
        raise NotFound(f"no text {title!r} in the library; it has {near}")
    provision = _provision(desk.edition.text(document_id), locator)
    if provision is None:
        raise NotFound(
            f"{desk.entries[document_id].head.title} ({document_id}) has no {locator}; "
            f"its clauses are {_span_of_clauses(desk.edition.text(document_id))}"
        )
    return _cited(desk, document_id, provision, on)


def verify(desk: Desk, title: str, on: date, *, locator: str = "", quote: str = "") -> Verdict:
    """A citation held against the library as it is, on a day.

    Raises InvalidInput for a locator that names no place.
    """
    document_id = _text_named(desk, title, on)
    if document_id is None:
        return _unknown(desk, title, on)
    text = desk.edition.text(document_id)
    provision = _provision(text, locator) if locator else None
    clause = _cited(desk, document_id, provision, on) if provision else None
    in_force = desk.in_force(document_id, on).status.value in ("in_force", "partly")
    exists = clause is not None or not locator
    says, likeness, nearest, found_at = _said(text, provision, quote)
    verdict = Verdict(
        holds=exists and in_force and says in (None, Says.LITERAL),
        exists=exists,
        in_force=in_force,
        says=says,
        likeness=round(likeness / 100, 3),
        nearest=nearest,
        found_at=found_at,
        clause=clause,
        similar_titles=(),
        told="",
        as_of=on,
        build=desk.build,
    )
    return _with_words(desk, verdict, document_id, locator)


def _unknown(desk: Desk, title: str, on: date) -> Verdict:
    near = _similar(desk, title)
    also = f"；相近的有{'、'.join(f'《{t}》' for t in near)}" if near else ""
    return Verdict(
        holds=False,
        exists=False,
        in_force=False,
        says=None,
        likeness=0.0,
        nearest="",
        found_at="",
        clause=None,
        similar_titles=tuple(near),
        told=f"库中没有《{canonical_title(title)}》{also}。库中没有不等于不存在。",
        as_of=on,
        build=desk.build,
    )


def _text_named(desk: Desk, title: str, on: date) -> str | None:
    if title in desk.entries:
        return title
    if not canonical_title(title):
        raise InvalidInput("the citation names no text; give a title or a document's id")
    try:
        work = desk.policy(title)
    except NotFound:
        return None
    texts = [entry.id for entry in desk.by_policy.get(work, ())]
    in_use = [id_ for id_ in texts if id_ in desk.current(on)]
    found = in_use or texts
    return found[-1] if found else None


def _similar(desk: Desk, title: str) -> list[str]:
    titles = sorted({entry.head.title for entry in desk.entries.values()})
    wanted = canonical_title(title)
    found = process.extract(wanted, titles, scorer=fuzz.ratio, limit=_NAMES)
    return [name for name, score, _ in found if score >= _NAMED_ALIKE]


def _provision(text: Text, locator: str) -> Provision | None:
    """The provision that a locator names: 第十二条第三款, 第12条, 二、（三）."""
    places = parse_locators(locator)
    wanted = fold(locator)
    if not places and not wanted:
        raise InvalidInput(f"{locator!r} names no place; write 第十二条第三款 or 二、（三）")
    for provision in text.provisions.values():
        if places and provision.path[-len(places[0]) :] == places[0]:
            return provision
        if not places and fold(provision.locator).rstrip("、") == wanted.rstrip("、"):
            return provision
    return None


def _span_of_clauses(text: Text) -> str:
    labels = [p.label for p in text.provisions.values() if p.rank in _CLAUSES and p.label]
    return f"{labels[0]} … {labels[-1]}" if labels else "not numbered"


def _cited(desk: Desk, document_id: str, provision: Provision, on: date) -> CitedClause:
    head = desk.entries[document_id].head
    text = desk.edition.text(document_id).document.text
    return CitedClause(
        document_id=document_id,
        title=head.title,
        document_number=head.document_number,
        doc_type=head.doc_type,
        regions=head.regions,
        provision_id=provision.id,
        locator=provision.locator,
        text=text[provision.start : provision.end].strip(),
        start=provision.start,
        end=provision.end,
        validity=desk.in_force(document_id, on),
    )


def _said(
    text: Text, provision: Provision | None, quote: str
) -> tuple[Says | None, float, str, str]:
    """How the words stand in the text, with their likeness, the nearest wording and its place."""
    wanted = fold(quote)
    if not wanted:
        return None, 0.0, "", ""
    own = text.document.text[provision.start : provision.end] if provision else ""
    if own and wanted in fold(own) and provision:
        return Says.LITERAL, 100.0, quote.strip(), provision.locator
    clauses = _clauses(text)
    for clause in clauses:
        if wanted in fold(text.document.text[clause.start : clause.end]):
            says = Says.ELSEWHERE if provision else Says.LITERAL
            return says, 100.0, quote.strip(), clause.locator
    near = [provision] if provision else clauses
    ranked = [(*_nearest(text, clause, quote), clause.locator) for clause in near]
    score, words, where = max(ranked, key=lambda found: found[0], default=(0.0, "", ""))
    if score < _ALIKE:
        return Says.NO, score, words, where
    return Says.SIMILAR, score, words, where


def _clauses(text: Text) -> list[Provision]:
    """Articles, points and paragraphs, the narrowest first: a hit says exactly where."""
    found = [p for p in text.provisions.values() if p.rank in _CLAUSES]
    return sorted(found, key=lambda p: (p.end - p.start, p.start))


def _nearest(text: Text, provision: Provision, quote: str) -> tuple[float, str]:
    """The stretch of a clause that is most like the words, widened to whole sentences."""
    whole = text.document.text[provision.start : provision.end]
    found = fuzz.partial_ratio_alignment(quote, whole)
    if found is None:
        return 0.0, ""
    first, last = found.dest_start, found.dest_end
    begin = max(whole.rfind(mark, 0, first) for mark in "。；\n") + 1
    ends = [n for mark in "。；\n" if (n := whole.find(mark, max(first, last - 1))) >= 0]
    return found.score, whole[begin : min(ends) + 1 if ends else len(whole)].strip()


def _with_words(desk: Desk, verdict: Verdict, document_id: str, locator: str) -> Verdict:
    title = desk.entries[document_id].head.title
    status = desk.in_force(document_id, verdict.as_of)
    parts: Sequence[str] = (
        f"《{title}》{_existence(verdict, locator)}",
        _FORCE[status.status.value],
        _SAID[verdict.says].format(where=verdict.found_at) if verdict.says else "",
    )
    return replace(verdict, told=f"{'；'.join(part for part in parts if part)}。")


def _existence(verdict: Verdict, locator: str) -> str:
    if not locator:
        return "在库中"
    return f"有{locator}" if verdict.clause else f"没有{locator}"


_FORCE = {
    "in_force": "现行有效",
    "partly": "部分失效",
    "not_yet": "当日尚未施行",
    "amended": "此文本已被修改",
    "repealed": "已废止或失效",
    "unknown": "效力未知",
}
_SAID = {
    Says.LITERAL: "原文如此（{where}）",
    Says.ELSEWHERE: "这句话不在所引条款，而在{where}",
    Says.SIMILAR: "原文与此不同，最接近的在{where}",
    Says.NO: "原文没有这样说",
}
