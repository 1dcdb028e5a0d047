"""What of an act is repealed or amended, and from which day: 《…》第五条自2027年1月1日起废止."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.dates import find_dates
from graph.locators import Locator
from graph.model import Predicate, Relation
from graph.model import locator as printed_locator
from graph.references import ReferenceKind, find_references
from ingest.extract.body import Body, Sentence

Attributes = tuple[tuple[str, str], ...]

# 《…》|中的|第五条
_JOIN = re.compile(r"[\s（(]*(?:中|里)?的?")
# 《…》第五条|自2027年1月1日起废止
_SINCE = re.compile(
    r"[^，。；《》]{0,12}?(?:自|从|于)(?P<when>[\d一二三四五六七八九十〇○零年月日 ]{6,16}?日)"
    r"(?:起|开始)?(?:同时|即行|予以|自行)?(?:废止|失效|停止执行)"
)
# A point of a decision: 将第五条修改为：… | 第六条第二款修改为 | 第七条中的“…”修改为 | 删去第八条
_CHANGED = re.compile(r"(?:修改为|改为|中增加|增加一[款项]|后增加|中的?“|合并)")
_DELETED = re.compile(r"(?:予以)?(?:删去|删除|废止)")
_OPENS = re.compile(r"^(?:将|对|把)?(?:原)?(?=第)")
_DELETES = re.compile(r"^(?:将|对)?(?:删去|删除|废止)(?:原)?(?=第)")


def placed(text: str, title_end: int) -> tuple[tuple[Attributes, ...], int]:
    """Attributes for each place of the act that is named behind its title, or of the whole act;
    and where the words of the places end.
    """
    join = _JOIN.match(text, title_end)
    start = join.end() if join else title_end
    places, end = _places_at(text, start)
    end = end if places else title_end
    since = _SINCE.match(text, end)
    dates = find_dates(since["when"]) if since else []
    day: Attributes = (("since", dates[0].iso),) if dates and dates[0].value else ()
    named = tuple((("locator", printed_locator(p)), *day) for p in places)
    return named or (day,), end


def _places_at(text: str, start: int) -> tuple[tuple[Locator, ...], int]:
    if text[start : start + 1] != "第":
        return (), start
    # What stands in front shows that no line begins here, so that no heading is meant.
    found = find_references("》" + text[start:])
    first = found[0] if found else None
    if first is None or first.start != 1 or first.kind is not ReferenceKind.SELF:
        return (), start
    return first.locators, start + first.end - 1


def points(body: Body, own: str, target: str) -> Iterator[Relation]:
    """The places that the points of a decision change, of the one act that it is about."""
    for sentence in body.sentences:
        found = _point(sentence)
        if found is None:
            continue
        predicate, places, end = found
        evidence = body.quote((sentence.start, sentence.start + end))
        for place in places:
            attributes = (("locator", printed_locator(place)),)
            yield Relation(own, predicate, target, evidence, attributes)


def _point(sentence: Sentence) -> tuple[Predicate, tuple[Locator, ...], int] | None:
    """What a point does, to which places, and where its words end."""
    text = sentence.text
    if deletes := _DELETES.match(text):
        places, end = _places_at(text, deletes.end())
        return (Predicate.REPEALS, places, end) if places and _ends(text, end) else None
    opens = _OPENS.match(text)
    if opens is None:
        return None
    places, end = _places_at(text, opens.end())
    if not places:
        return None
    if (deleted := _DELETED.match(text, end)) and _ends(text, deleted.end()):
        return Predicate.REPEALS, places, deleted.end()
    changed = _CHANGED.match(text, end)
    return (Predicate.AMENDS, places, changed.end()) if changed else None


def _ends(text: str, at: int) -> bool:
    """删去第八条中的“…” amends the article, and does not delete it."""
    return at >= len(text) or text[at] in "。；，"
