"""When single provisions begin and end, where the act's own words set them apart.

第五条自2027年1月1日起施行; 第八条有效期至2028年12月31日; 第九条自2026年1月1日起停止执行.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from graph.dates import find_dates
from graph.locators import Locator
from graph.model import Document, Head, Predicate, Provision, ProvisionKind, Relation, Span
from graph.model import locator as printed_locator
from graph.named_places import Reach, reach
from graph.references import Reference, ReferenceKind, find_references

_DATE = r"[\d一二三四五六七八九十〇○零年月日号 ]{6,16}?日"
_PUBLICATION = r"(?:公布|发布|颁布|印发)(?:之日|日)"
_OPENS = r"(?:的?规定|的内容|所列[^，。；]{0,8})?[，,]?(?:的)?"
# Behind the places: 第五条、第六条|自2027年1月1日起施行
_BEGINS = re.compile(
    rf"{_OPENS}(?:自|从|于|在)(?P<when>{_DATE}|{_PUBLICATION})(?:起|开始)?(?:正式)?"
    r"(?:施行|实施|执行|生效|试行)"
)
# 第五条|有效期至2028年12月31日 | 第五条|执行至2028年12月31日
_LASTS = re.compile(
    rf"{_OPENS}(?:有效期(?:限)?|施行期(?:限)?|试行期(?:限)?|执行期(?:限)?)?(?:截止|截至|延长|执行|实施|施行|延续)?"
    rf"(?:至|到)(?P<when>{_DATE})(?:止|为止|终止|届满)?"
)
# 第五条|自2026年1月1日起停止执行
_ENDS = re.compile(
    rf"{_OPENS}(?:自|从|于|在)(?P<when>{_DATE})(?:起|开始)?(?:同时|即行|自行)?"
    r"(?:废止|失效|停止执行|停止施行|停止实施|终止执行|不再执行|不再施行)"
)
_SENTENCE = re.compile(r"[^。；\n]+[。；]?")
_MAY_SAY = re.compile(r"第[^。；\n]{1,80}(?:施行|实施|执行|生效|试行|有效期|施行期|废止|失效|至)")


def provision_dates(
    document: Document, provisions: Sequence[Provision], head: Head
) -> list[Relation]:
    """DATES from the clause that says it to each provision that it names.

    What the clause names but the document does not hold is left out: a citation of it is a gap.
    """
    found: list[Relation] = []
    for start, end in _sentences(document, provisions):
        text = document.text[start:end]
        if not _MAY_SAY.search(text):
            continue
        saying = _narrowest(provisions, start)
        for reference in find_references(text):
            if reference.kind not in (ReferenceKind.SELF, ReferenceKind.PRECEDING):
                continue
            for key, day, stop in _said(text, reference.end, head):
                span = (start + reference.start, start + stop)
                evidence = document.quote(span, provision_id=saying.id)
                found += [
                    Relation(
                        saying.id,
                        Predicate.DATES,
                        place.id,
                        evidence,
                        tuple(sorted(((key, day.isoformat()), ("locator", place.locator)))),
                    )
                    for place in _named(reference, saying, provisions)
                ]
    return list(dict.fromkeys(found))


def _said(text: str, at: int, head: Head) -> Iterator[tuple[str, date, int]]:
    """``since`` or ``until`` with its day, and where the words end."""
    if ends := _ENDS.match(text, at):
        if day := _day(ends["when"]):
            yield "until", day - timedelta(days=1), ends.end()
        return
    after = at
    if begins := _BEGINS.match(text, at):
        published = head.published or head.written
        day = published if begins["when"].startswith(("公", "发", "颁", "印")) else None
        if day := day or _day(begins["when"]):
            yield "since", day, begins.end()
        after = begins.end()
        after += len(text[after:]) - len(text[after:].lstrip("，, "))
    if (lasts := _LASTS.match(text, after)) and (day := _day(lasts["when"])):
        yield "until", day, lasts.end()


def _day(words: str) -> date | None:
    dates = find_dates(words)
    return dates[0].value if dates else None


def _sentences(document: Document, provisions: Sequence[Provision]) -> Iterator[Span]:
    """Of every article; an article's own label is passed over by ``find_references``."""
    for article in provisions:
        if article.rank is ProvisionKind.ARTICLE:
            first = article.start + len(article.label)
            for match in _SENTENCE.finditer(document.text, first, article.end):
                yield match.span()


def _narrowest(provisions: Sequence[Provision], offset: int) -> Provision:
    holding = [p for p in provisions if p.start <= offset < p.end]
    return min(holding, key=lambda p: p.end - p.start)


def _named(
    reference: Reference, saying: Provision, provisions: Sequence[Provision]
) -> list[Provision]:
    named: list[Provision | None] = []
    if reference.kind is ReferenceKind.SELF:
        named = [_at(place, saying, provisions) for place in reference.locators]
    elif reference.name == "本条" and not reference.locators:
        named = [_article(saying, provisions)]
    elif reference.name == "本款" and saying.label.endswith("款"):
        named = [saying]
    return [place for place in named if place is not None]


def _article(saying: Provision, provisions: Sequence[Provision]) -> Provision | None:
    articles = (p for p in provisions if p.rank is ProvisionKind.ARTICLE)
    return next((p for p in articles if p.start <= saying.start < p.end), None)


def _at(place: Locator, saying: Provision, provisions: Sequence[Provision]) -> Provision | None:
    """The outermost provision that is wholly in the named place, but the clause's own article."""
    own = _article(saying, provisions)
    inside = (p for p in provisions if reach(place, p.path) is Reach.WHOLE)
    found = next(inside, None)
    exact = found is not None and printed_locator(place).replace("第一款", "") == (
        found.locator.replace("第一款", "")
    )
    return found if found is not None and exact and found is not own else None
