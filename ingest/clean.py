"""Raw lines become the frozen text: one paragraph a line, cleaned before any offset exists."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from graph.model import PrintedLine
from ingest.formats.raw import RawLine, RawText
from ingest.furniture import without_furniture
from ingest.interleaved import in_columns
from ingest.printed_shape import is_wrapped
from ingest.private_use import private_notes, without_private
from ingest.unwrap import joined

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002fa1f〇"
_MARK = r"。，、；：！？“”‘’（）《》〈〉〔〕【】「」『』—…·"

_BLANKS = re.compile(r"[\s\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
# Zero-width characters, soft hyphens, byte order marks.
_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufff9-\ufffc\ufffe\uffff]"
)
_HALF_WIDTH = {full: full - 0xFEE0 for full in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B))}
_HALF_WIDTH |= {full: full - 0xFEE0 for full in range(0xFF41, 0xFF5B)}

# 总 则, 附　　则, 目 录: characters set apart to fill a line. 总理 李克强 keeps its blank.
_SPACED = re.compile(rf"(?<![^ ])[{_HAN}](?: [{_HAN}])+(?![^ ])")
# 第 一 条, 第 12 条
_SPACED_LABEL = re.compile(
    r"^第 ?(?P<number>[一二三四五六七八九十百千零〇\d](?: ?[一二三四五六七八九十百千零〇\d])*)"
    r" ?(?P<rank>分编|[编章节条])(?=[ 之]|$)"
)
# （ 一 ）and 一 、 at the start of a line
_SPACED_MARK = re.compile(
    r"^(?P<open>[（(]?) ?(?P<number>[一二三四五六七八九十]+|\d{1,2}) (?P<close>[）)、])"
)
# 2021 年 11 月 3 日
_SPACED_DATE = re.compile(r"(?<=\d) (?=[年月日])|(?<=[年月]) (?=\d{1,2} ?[月日])")
# A blank beside Chinese punctuation was put there by the typesetter.
_BESIDE_MARK = re.compile(
    rf"(?<=[{_HAN}\d]) (?=[{_MARK}％])|(?<=[。，、；：！？）》〉〕】”’]) (?=[{_HAN}{_MARK}\d])"
)
# In a text whose lines are those of a printed page also: between Han and Latin or digits.
_BESIDE_DIGIT = re.compile(rf"(?<=[{_HAN}]) (?=[A-Za-z\d])|(?<=[A-Za-z\d%]) (?=[{_HAN}])")
_BETWEEN_HAN = re.compile(rf"(?<=[{_HAN}]) (?=[{_HAN}])")
# 中共中央 国务院: names of bodies that stand side by side keep their blank.
_BODIES = re.compile(rf"(?:中央|国务院|委员会|办公厅|办公室|人民政府|[部局厅院委署会]) [{_HAN}]")
_LABEL_BLANK = re.compile(
    r"^(?:第[一二三四五六七八九十百千零〇\d]+(?:分编|[编章节条])(?:之[一二三四五六七八九十]+)?"
    r"|附[件录表][一二三四五六七八九十\d]*|\d+(?:\.\d+)*) "
)
_RUNNING_WORDS = 15
"""Characters from which on a line is running text and not a title or a signature."""


@dataclass(frozen=True, slots=True)
class Aside:
    """Lines of one kind that stood beside the running text."""

    label: str
    """脚注, 尾注, 文本框, 页眉 or 页脚."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CleanText:
    """What ``Document`` is made of."""

    text: str
    """Paragraphs, one a line."""
    page_starts: tuple[int, ...]
    """Offset of each page's first character, code points into ``text``; empty without pages."""
    joints: tuple[int, ...]
    """Offsets at which a paragraph goes on from another place of the source, ascending."""
    printed: tuple[PrintedLine, ...]
    """Where each line of the source that knows its place stands in ``text``, ascending."""
    asides: tuple[Aside, ...]
    """What stood beside the running text, at the end of ``text`` and in its order."""
    notes: tuple[str, ...]
    """What was taken out or could not be read, for the report."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, with the places at which their words begin."""

    text: str
    pages: tuple[tuple[int, int], ...] = ()
    """(offset into ``text``, page number) of each line's first character; empty without pages."""
    joints: tuple[int, ...] = ()
    """Offsets into ``text`` of lines that do not follow the one before them in the source."""
    printed: tuple[PrintedLine, ...] = ()
    """The same, into ``text``, of lines whose places are known."""


def clean(raw: RawText) -> CleanText:
    """A pure function of the raw lines. The text is empty where they hold no words."""
    private = private_notes(raw.lines)
    lines = [replace(line, text=clean_line(line.text)) for line in raw.lines]
    lines = [line for line in lines if line.text]
    beside = [line for line in lines if line.aside]
    lines = [line for line in lines if not line.aside]
    order = {id(line): n for n, line in enumerate(lines)}
    lines, notes = without_furniture(lines)
    visual = raw.visual or is_wrapped(lines)
    if visual:
        lines, mended = in_columns(lines)
        notes += [f"{mended} pages put back into columns"] if mended else []
    groups, torn = joined(lines) if visual else ([[line] for line in lines], [])
    paragraphs = [_paragraph(group, order, visual=visual) for group in groups]
    frozen = _frozen([p for p in paragraphs if p.text])
    text, asides = _with_asides(frozen.text, beside)
    first = {page: offset for offset, page in reversed(frozen.pages)}
    starts = _page_starts(first, len(frozen.text))
    told = (*raw.notes, *private, *notes, *torn)
    return CleanText(text, starts, frozen.joints, frozen.printed, asides, told)


def clean_line(text: str) -> str:
    """NFC, no control characters, half-width letters and digits, single blanks.

    >>> clean_line("第一章　总　　则")
    '第一章 总则'
    >>> clean_line("自２０２０年 １ 月１日起施行 。")
    '自2020年1月1日起施行。'
    """
    text = without_private(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)))
    text = text.translate(_HALF_WIDTH)
    if not text.isprintable():
        text = "".join(c for c in text if c.isprintable() or c.isspace())
    text = _BLANKS.sub(" ", text).strip()
    if " " not in text:
        return text
    text = _SPACED_LABEL.sub(lambda m: f"第{m['number'].replace(' ', '')}{m['rank']}", text)
    text = _SPACED_MARK.sub(lambda m: m["open"] + m["number"] + m["close"], text)
    text = _SPACED.sub(lambda m: m[0].replace(" ", ""), text)
    return _BESIDE_MARK.sub("", _SPACED_DATE.sub("", text))


def _paragraph(group: list[RawLine], order: Mapping[int, int], *, visual: bool) -> Paragraph:
    """``order``: identity of a line → its place in the source."""
    words = ""
    place = order[id(group[0])] - 1
    joints: list[int] = []
    pages: list[tuple[int, int]] = []
    printed: list[PrintedLine] = []
    for line in group:
        text = _without_printed_blanks(line.text) if visual else line.text
        words += _between(words, text)
        if order[id(line)] != place + 1 and text:
            joints.append(len(words))
        place = order[id(line)]
        if line.page is not None:
            pages.append((len(words), line.page))
            if line.box and text:
                end = len(words) + len(text)
                printed.append(PrintedLine(len(words), end, line.page, line.box))
        words += text
    return Paragraph(words, tuple(pages), tuple(joints), tuple(printed))


def _between(before: str, after: str) -> str:
    """A blank only between Latin words that the end of a line parted."""
    apart = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii()
    return " " if apart and after[:1].isalpha() else ""


def _without_printed_blanks(text: str) -> str:
    label = _LABEL_BLANK.match(text)
    head, rest = (label[0], text[label.end() :]) if label else ("", text)
    rest = _BESIDE_DIGIT.sub("", rest) if head or not rest[:1].isdigit() else rest
    if len(rest) < _RUNNING_WORDS or _BODIES.search(rest):
        return head + rest
    return head + _BETWEEN_HAN.sub("", rest)


def _frozen(paragraphs: list[Paragraph]) -> Paragraph:
    """All paragraphs as one, each on a line of its own; offsets are into the whole."""
    pages: list[tuple[int, int]] = []
    joints: list[int] = []
    printed: list[PrintedLine] = []
    offset = 0
    for paragraph in paragraphs:
        pages += [(offset + inside, page) for inside, page in paragraph.pages]
        joints += [offset + joint for joint in paragraph.joints]
        printed += [
            replace(line, start=offset + line.start, end=offset + line.end)
            for line in paragraph.printed
        ]
        offset += len(paragraph.text) + 1
    text = "\n".join(p.text for p in paragraphs)
    return Paragraph(text, tuple(pages), tuple(joints), tuple(printed))


def _with_asides(text: str, lines: list[RawLine]) -> tuple[str, tuple[Aside, ...]]:
    """The text with the lines behind it, and where those of each kind stand."""
    asides: list[Aside] = []
    for label, group in groupby(lines, key=lambda line: line.aside):
        text += "\n" if text else ""
        start = len(text)
        text += "\n".join(line.text for line in group)
        asides.append(Aside(label, start, len(text)))
    return text, tuple(asides)


def _page_starts(first: dict[int, int], length: int) -> tuple[int, ...]:
    """Ascending starts for every page from 1, also for pages without text.

    A page without text starts one character before the next one, so that the numbers of the
    pages after it stay right.
    """
    if not first:
        return ()
    starts = [0] * max(first)
    following = length
    for page in range(max(first), 0, -1):
        starts[page - 1] = following = min(first.get(page, following - 1), following - 1)
    shift = max(0, -starts[0])
    starts = [max(start, n) for n, start in enumerate(starts)] if shift else starts
    starts[0] = 0
    return tuple(sorted(set(starts)))
