"""What the acts of a lesson say that their words mean: 本条例所称…，是指…."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from graph.gazetteer import NATION
from graph.model import Evidence
from graph.taxonomy import find_asked
from qa.analysis.desk import Desk
from qa.lessons.footnotes import Footnotes
from qa.lessons.lesson import ItemKind, LessonItem
from qa.lessons.wording import titled

_ACT = (
    r"本(?:法|法典|条例|办法|规定|细则|实施细则|意见|通知|决定|规则|方案|规程|规范|指引|措施|"
    r"若干规定)"
)
# 本条例所称科技成果转化，是指…。 | 前款所称的“中试”是指…。 | 职务科技成果，是指…
DEFINED = re.compile(
    rf"(?:{_ACT}|前款|本款|本条|上述)所称(?:的)?"
    r"[“\"]?(?P<term>[^，。；：、“”\"（）\n]{2,24}?)[”\"]?(?:（[^（）]{1,30}）)?，?(?:，?是)?(?:是)?指"
    r"|(?:(?<=。)|(?<=\n))(?:第\S{1,6}条[ \u3000]+)?"
    r"(?P<bare>(?!\S*所称)[^，。；：、“”\"（）\s]{3,16})，是指"
)
_SENTENCE_END = re.compile(r"[。\n]|$")
_WITH_LIST = 500
"""Characters. A definition that is a list is quoted with its list up to here."""


@dataclass(frozen=True, slots=True)
class Definition:
    term: str
    evidence: Evidence
    region: str
    used: int
    """Chosen clauses that use the term."""
    on_concept: bool


def definitions(
    desk: Desk, documents: Sequence[str], quotes: Sequence[str], notations: Collection[str]
) -> list[Definition]:
    """Of terms that the quotes use or the concepts name, the first of each term alone.

    A definition holds inside its own act, so only the acts that the lesson quotes are read.
    """
    found: dict[str, Definition] = {}
    for document_id in sorted(documents, key=lambda d: _authority(desk, d)):
        for term, evidence in _in_document(desk, document_id):
            used = sum(term in quote for quote in quotes if quote != evidence.quote)
            named = {mention.concept.notation for mention in find_asked(term)}
            on_concept = not named.isdisjoint(notations)
            if term not in found and (used or on_concept):
                region = desk.entries[document_id].head.regions[:1]
                one = Definition(term, evidence, "".join(region), used, on_concept)
                found[term] = one
    return sorted(found.values(), key=lambda d: (-d.used - 2 * d.on_concept, d.term))


def definition_item(footnotes: Footnotes, definition: Definition) -> LessonItem:
    head = footnotes.desk.entries[definition.evidence.document_id].head
    return footnotes.item(
        ItemKind.DEFINITION,
        definition.term,
        [definition.evidence],
        points=(f"此定义适用于{titled(head.title)}",),
    )


def _authority(desk: Desk, document_id: str) -> tuple[object, ...]:
    return NATION not in desk.entries[document_id].head.regions, desk.document_order(document_id)


def _in_document(desk: Desk, document_id: str) -> list[tuple[str, Evidence]]:
    text = desk.edition.text(document_id)
    found = []
    for match in DEFINED.finditer(text.document.text):
        term = (match["term"] or match["bare"]).removesuffix("是")
        inner = text.innermost(match.start(), match.end())
        end = _end(text.document.text, match.end(), inner.end if inner else match.end())
        provision = inner.id if inner else ""
        found.append((term, text.document.quote((match.start(), end), provision_id=provision)))
    return found


def _end(text: str, start: int, provision_end: int) -> int:
    """After the full stop; of 是指下列活动： after the list, where it is not too long."""
    match = _SENTENCE_END.search(text, start)
    end = match.end() if match else len(text)
    stop = text[start:end].rstrip()
    if stop.endswith(("：", ":")) and provision_end - start <= _WITH_LIST:
        end = max(end, provision_end)
    return start + len(text[start:end].rstrip())
