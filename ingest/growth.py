"""The tree of provisions while it grows: each unit is hung where its label and its place tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.model import ProvisionKind
from ingest.captions import is_credit
from ingest.further_acts import further_acts
from ingest.numbering import Label, Mark
from ingest.units import HEADINGS, Unit

KINDS = {
    Mark.ANNEX: ProvisionKind.ANNEX,
    Mark.PART: ProvisionKind.PART,
    Mark.SUBPART: ProvisionKind.PART,
    Mark.CHAPTER: ProvisionKind.CHAPTER,
    Mark.SECTION: ProvisionKind.SECTION,
    Mark.ARTICLE: ProvisionKind.ARTICLE,
    Mark.COUNT: ProvisionKind.HEADING_1,
    Mark.COUNT_BRACKET: ProvisionKind.HEADING_2,
    Mark.NUMBER: ProvisionKind.HEADING_3,
    Mark.NUMBER_BRACKET: ProvisionKind.HEADING_4,
    Mark.CIRCLE: ProvisionKind.HEADING_4,
    Mark.DOTTED: ProvisionKind.HEADING_3,
    Mark.ROW: ProvisionKind.TABLE,
}
_IN_ARTICLE = {
    Mark.COUNT: (ProvisionKind.ITEM, 20),
    Mark.COUNT_BRACKET: (ProvisionKind.ITEM, 21),
    Mark.NUMBER: (ProvisionKind.SUBITEM, 22),
    Mark.NUMBER_BRACKET: (ProvisionKind.SUBITEM, 23),
    Mark.CIRCLE: (ProvisionKind.SUBITEM, 24),
    Mark.DOTTED: (ProvisionKind.SUBITEM, 22),
}
_PARAGRAPH_DEPTH = 15
_TABLE_DEPTH = 30
_LONGEST_TITLE = 40
_LONGEST_PLACE = 12
"""Characters of the first line of a title, e.g. 某市：."""
_LONGEST_CAPTION = 60
_PHOTO = re.compile(r"[ /／](?:摄影?|供图)[）)]?$")
# 第一条【立法目的】为了…, 第一条（目的和依据）
_ARTICLE_TITLE = re.compile(
    r"^(?:【(?P<a>[^】]{1,30})】|[（(](?P<b>[^（）()。，；]{2,20})[）)](?=$| ))"
)
# （一）指导思想。以…为指导
_RUN_IN = re.compile(r"^(?:——)?(?P<title>[^。：；]{2,40})(?:。(?=.)|：(?=.))")
# 本决定自公布之日起施行。 after a list: it speaks of the whole, not of the list's last item.
_CLOSES_ALL = re.compile(
    r"^(?:本(?:决定|通知|意见|办法|规定|方案|措施|细则|批复|公告|解释|计划|规划|政策|指引)"
    r"(?:自|从|由).{2,30}(?:施行|实施|执行|生效|解释)|特此(?:通知|公告|批复|函复|决定))"
)


@dataclass(slots=True)
class Branch:
    """A provision while it grows: its end is known when the next one opens."""

    kind: ProvisionKind
    label: str
    title: str
    start: int
    end: int
    depth: int
    children: list[Branch] = field(default_factory=list)
    paragraphs: int = 0
    """款 or 段 begun so far."""


class Grower:
    """Reads units in order and hangs each where it belongs."""

    def __init__(self, root: Branch, found: Sequence[Unit], body: int, closing: int) -> None:
        self.stack = [root]
        self.found = found
        self.body = body
        self.closing = closing
        self.acts = further_acts(found, body)
        self.numbered = any(u.label and not u.toc for u in found[body:])

    def grow(self) -> None:
        for n in range(self.body, len(self.found)):
            unit = self.found[n]
            if n in self.acts:
                self._further_act(unit, self.acts[n])
            elif n >= self.closing and unit.mark is not Mark.ANNEX and not self._in_annex():
                self._leftover(unit, "落款")
            elif unit.label and not unit.toc:
                self._labelled(unit, unit.label, n)
            else:
                self._unlabelled(unit, n)

    def _further_act(self, unit: Unit, title: str) -> None:
        """Hung like an annex, so that its articles are cited with its title."""
        self._pop(int(Mark.ANNEX))
        kind, depth = ProvisionKind.ANNEX, int(Mark.ANNEX)
        self._push(Branch(kind, f"《{title}》", title, unit.start, unit.end, depth))

    def _in_annex(self) -> bool:
        return any(b.kind is ProvisionKind.ANNEX for b in self.stack)

    def _article(self) -> Branch | None:
        return next((b for b in self.stack if b.kind is ProvisionKind.ARTICLE), None)

    def _labelled(self, unit: Unit, label: Label, n: int) -> None:
        mark = label.mark
        kind, depth = KINDS[mark], int(mark)
        if self._article() and mark in _IN_ARTICLE:
            kind, depth = _IN_ARTICLE[mark]
            if self.stack[-1].kind is ProvisionKind.ARTICLE and not self.stack[-1].paragraphs:
                self._paragraph(unit.start, unit.start)
        self._pop(depth)
        title = _title(unit) or self._title_below(unit, n)
        self._push(Branch(kind, label.text, title, unit.start, unit.end, depth))
        if kind is ProvisionKind.ARTICLE and unit.words.strip("【】（） ") != title:
            self._paragraph(unit.start + label.end, unit.end)

    def _title_below(self, unit: Unit, n: int) -> str:
        """The title of a label that stands alone on its line, as the cells of a table do."""
        below = self.found[n + 1] if n + 1 < len(self.found) else None
        if unit.words.strip() or unit.mark in (Mark.ROW, Mark.ANNEX, Mark.ARTICLE) or not below:
            return ""
        is_title = not below.label and not below.is_sentence and not below.is_row
        return below.words if is_title and len(below.words) <= _LONGEST_TITLE else ""

    def _unlabelled(self, unit: Unit, n: int) -> None:
        if unit.toc:
            self._leftover(unit, "目录")
        elif self._is_caption(unit, n):
            self._caption(unit)
        elif unit.is_row:
            self._table(unit)
        elif self._article():
            self._pop(_PARAGRAPH_DEPTH)
            self._paragraph(unit.start, unit.end)
        elif self._is_bare_heading(unit, n):
            self._bare_heading(unit)
        else:
            closes = _CLOSES_ALL.match(unit.words) and not self._in_annex()
            self._pop(0 if closes else _PARAGRAPH_DEPTH)
            self._paragraph(unit.start, unit.end, _run_in(unit.words))

    def _is_caption(self, unit: Unit, n: int) -> bool:
        """A credit, or the line that a photographer's credit stands under."""
        following = self.found[n + 1].words if n + 1 < len(self.found) else ""
        captioned = _PHOTO.search(following) and is_credit(following) and not unit.is_sentence
        return is_credit(unit.words) or (bool(captioned) and len(unit.words) <= _LONGEST_CAPTION)

    def _is_bare_heading(self, unit: Unit, n: int) -> bool:
        """A title without a number, in a text that numbers nothing: short, then running text."""
        colon = unit.words.endswith("：") and len(unit.words) <= _LONGEST_PLACE
        stops = unit.is_sentence and not colon
        if self.numbered or stops or len(unit.words) > _LONGEST_TITLE:
            return False
        rest = [
            u for u in self.found[n + 1 : n + 4] if u.is_sentence and len(u.words) > len(unit.words)
        ]
        return bool(rest)

    def _bare_heading(self, unit: Unit) -> None:
        """A title without a number. Right behind another one it is its rest, or its byline."""
        last = self.stack[-1]
        if last.kind is ProvisionKind.HEADING_1 and not last.children and not last.label:
            if last.title.endswith("："):
                last.title += unit.words
            last.end = unit.end
            return
        self._pop(int(Mark.COUNT))
        kind, depth = ProvisionKind.HEADING_1, int(Mark.COUNT)
        self._push(Branch(kind, "", unit.words, unit.start, unit.end, depth))

    def _paragraph(self, start: int, end: int, title: str = "") -> None:
        self.stack[-1].paragraphs += 1
        kind = ProvisionKind.PARAGRAPH
        self._push(Branch(kind, "", title, start, end, _PARAGRAPH_DEPTH))

    def _caption(self, unit: Unit) -> None:
        """A caption stays inside the heading that it stands under, and ends a paragraph."""
        self._pop(_PARAGRAPH_DEPTH)
        caption = Branch(ProvisionKind.LEFTOVER, "图注", "", unit.start, unit.end, _TABLE_DEPTH)
        self.stack[-1].children.append(caption)

    def _table(self, unit: Unit) -> None:
        last = self.stack[-1]
        if last.kind is ProvisionKind.TABLE:
            last.end = unit.end
            return
        self._push(Branch(ProvisionKind.TABLE, "", "", unit.start, unit.end, _TABLE_DEPTH))

    def _leftover(self, unit: Unit, label: str) -> None:
        self._pop(0)
        last = self.stack[0].children[-1] if self.stack[0].children else None
        if last and last.kind is ProvisionKind.LEFTOVER and last.label == label:
            last.end = unit.end
            return
        leftover = Branch(ProvisionKind.LEFTOVER, label, "", unit.start, unit.end, 0)
        self.stack[0].children.append(leftover)

    def _pop(self, depth: int) -> None:
        while len(self.stack) > 1 and self.stack[-1].depth >= depth:
            self.stack.pop()

    def _push(self, branch: Branch) -> None:
        self.stack[-1].children.append(branch)
        self.stack.append(branch)


def _title(unit: Unit) -> str:
    words = unit.words
    if unit.mark in HEADINGS:
        return words
    if unit.mark is Mark.ARTICLE:
        match = _ARTICLE_TITLE.match(words)
        return (match["a"] or match["b"]) if match else ""
    if not unit.is_sentence and len(words) <= _LONGEST_TITLE and "。" not in words:
        return words
    return _run_in(words) or (words[:-1] if len(words) <= 25 and words[-1:] == "。" else "")


def _run_in(words: str) -> str:
    """The heading that opens a paragraph as its first sentence."""
    match = _RUN_IN.match(words)
    return match["title"] if match else ""


def close(branch: Branch) -> int:
    """Let each branch reach to the end of its last child."""
    for child in branch.children:
        branch.end = max(branch.end, close(child))
    return branch.end
