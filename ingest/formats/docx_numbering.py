"""Word's automatic numbers as the text that a reader of the page sees: 第一章, （一）, 1."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_CHINESE = frozenset(
    {
        *("chineseCounting", "chineseCountingThousand", "chineseLegalSimplified"),
        *("ideographDigital", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand"),
    }
)
_SLOT = re.compile(r"%(\d)")
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    """Word's numFmt, e.g. decimal."""
    pattern: str
    """Word's lvlText, e.g. 第%1条."""
    start: int
    suffix: str
    restarts_below: int
    """The depth whose next number, and any above it, lets this level count anew; -1 for none: the
    articles of an act are counted through its chapters."""


class Numbering:
    """Counts the numbered paragraphs of one document in reading order."""

    def __init__(self, document: DocxDocument) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._styles = _style_numbers(document)
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        part = document.part.numbering_part if _has_numbering(document) else None
        if part is not None:
            self._read(part.element)

    def label(self, paragraph: BaseOxmlElement) -> str:
        """The number printed before this paragraph; empty where none is. Call once, in order."""
        number, depth = self._number_of(paragraph)
        level = self._levels.get(number, {}).get(depth)
        if level is None:
            return ""
        counts = self._counts[self._abstract.get(number, number)]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            if depth <= self._restart(number, deeper):
                del counts[deeper]
        text = _SLOT.sub(lambda m: self._shown(number, int(m[1]) - 1, counts), level.pattern)
        if level.form == "bullet" or not text.strip():
            return ""
        return text + level.suffix

    def _restart(self, number: str, depth: int) -> int:
        level = self._levels[number].get(depth)
        return depth - 1 if level is None else level.restarts_below

    def _shown(self, number: str, depth: int, counts: dict[int, int]) -> str:
        level = self._levels[number].get(depth)
        if level is None:
            return ""
        return _shown_number(counts.get(depth, level.start), level.form)

    def _number_of(self, paragraph: BaseOxmlElement) -> tuple[str, int]:
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return "", 0
        style = properties.find(qn("w:pStyle"))
        number, depth = self._styles.get(
            style.get(qn("w:val")) if style is not None else "", ("", 0)
        )
        own = properties.find(qn("w:numPr"))
        if own is None:
            return number, depth
        return _value(own, "w:numId", number), int(_value(own, "w:ilvl", str(depth)))

    def _read(self, root: BaseOxmlElement) -> None:
        abstract = {a.get(qn("w:abstractNumId")): a for a in root.iter(qn("w:abstractNum"))}
        for number in root.iter(qn("w:num")):
            identity = number.get(qn("w:numId"))
            kind = _value(number, "w:abstractNumId", "")
            element = abstract.get(kind)
            if element is None:
                continue
            self._abstract[identity] = kind
            self._levels[identity] = {
                int(level.get(qn("w:ilvl"))): _level(level) for level in element.iter(qn("w:lvl"))
            }
            for override in number.iter(qn("w:lvlOverride")):
                self._abstract[identity] = identity  # it counts on its own
                if (level := override.find(qn("w:lvl"))) is not None:
                    self._levels[identity][int(override.get(qn("w:ilvl")))] = _level(level)


def _has_numbering(document: DocxDocument) -> bool:
    return any(r.reltype.endswith("/numbering") for r in document.part.rels.values())


def _style_numbers(document: DocxDocument) -> dict[str, tuple[str, int]]:
    numbers = {}
    for style in document.styles.element.iter(qn("w:style")):
        own = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if own is not None:
            depth = int(_value(own, "w:ilvl", "0"))
            numbers[style.get(qn("w:styleId"))] = (_value(own, "w:numId", ""), depth)
    return numbers


def _level(element: BaseOxmlElement) -> _Level:
    suffix = _value(element, "w:suff", "tab")
    return _Level(
        form=_value(element, "w:numFmt", "decimal"),
        pattern=_value(element, "w:lvlText", ""),
        start=int(_value(element, "w:start", "1")),
        suffix="" if suffix == "nothing" else " ",
        restarts_below=int(_value(element, "w:lvlRestart", element.get(qn("w:ilvl")))) - 1,
    )


def _value(parent: BaseOxmlElement, tag: str, default: str) -> str:
    child = parent.find(qn(tag))
    return default if child is None else child.get(qn("w:val"), default)


def _shown_number(number: int, form: str) -> str:
    if form in _CHINESE:
        return _chinese(number)
    if form == "decimalZero":
        return f"{number:02d}"
    if form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (number - 1) % 26)
        return letter if form == "upperLetter" else letter.lower()
    if form.startswith("decimalEnclosedCircle") and number <= len(_CIRCLES):
        return _CIRCLES[number - 1]
    return str(number)


def _chinese(number: int) -> str:
    """一 to 九千九百九十九 as Word counts articles: 十二, 一百零五."""
    digits = "零一二三四五六七八九"
    text = ""
    for unit, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += digits[digit] + mark
        elif text and not text.endswith("零"):
            text += "零"
    text = text.rstrip("零")
    return text.removeprefix("一") if text.startswith("一十") else text
