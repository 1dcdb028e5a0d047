"""Units become provisions: a tree of 编章节条款项目 or 一、（一）1.（1）, with nothing left out.

How the tree is cut, where policy texts leave a choice:

- An article with one 款 has no child for it; its items are its own children, so that they are
  cited 第三条第（一）项. With two or more 款 each is a child 第N款 and holds the items after it.
- Inside a numbered heading two or more unnumbered paragraphs are children 第N段.
- Paragraphs between the head and the first numbered provision are 引言; a text without any
  numbers is cut into 第N段.
- Signature, date and notes of release at the end are a LEFTOVER named 落款; captions and credits
  one named 图注; a table of contents one named 目录.
- A flattened table in an annex is cut at its serial numbers: 附件一、序号3.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.model import Document, Provision, ProvisionKind, provision_id
from ingest.captions import is_credit
from ingest.numbering import Label, Mark
from ingest.opening import closing_start, opening_end
from ingest.units import HEADINGS, Unit, units

_KIND = {
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
_SHORTEST_PARAGRAPH = 20
"""Characters; the cells of a flattened table are shorter, and stay in their row."""
_MOST_PARAGRAPHS = 0.6

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
class _Branch:
    """A provision while it grows: its end is known when the next one opens."""

    kind: ProvisionKind
    label: str
    title: str
    start: int
    end: int
    depth: int
    children: list[_Branch] = field(default_factory=list)
    paragraphs: int = 0
    """款 or 段 begun so far."""


def split(document: Document) -> list[Provision]:
    """The document's provisions in the order of its text, outer before inner.

    Children lie inside their parent, siblings do not overlap, and every character that is not
    blank lies in one of them.
    """
    found = units(document)
    body = opening_end(found)
    closing = closing_start(found, body)
    root = _Branch(ProvisionKind.HEAD, "", "", 0, 0, -1)
    if body:
        head = _Branch(ProvisionKind.HEAD, "", "", found[0].start, found[body - 1].end, 0)
        root.children.append(head)
    _Grower(root, found, body, closing).grow()
    _close(root)
    return _provisions(document, root)


class _Grower:
    """Reads units in order and hangs each where it belongs."""

    def __init__(self, root: _Branch, found: Sequence[Unit], body: int, closing: int) -> None:
        self.stack = [root]
        self.found = found
        self.body = body
        self.closing = closing
        self.numbered = any(u.label and not u.toc for u in found[body:])

    def grow(self) -> None:
        for n in range(self.body, len(self.found)):
            unit = self.found[n]
            if n >= self.closing and unit.mark is not Mark.ANNEX and not self._in_annex():
                self._leftover(unit, "落款")
            elif unit.label and not unit.toc:
                self._labelled(unit, unit.label)
            else:
                self._unlabelled(unit, n)

    def _in_annex(self) -> bool:
        return any(b.kind is ProvisionKind.ANNEX for b in self.stack)

    def _article(self) -> _Branch | None:
        return next((b for b in self.stack if b.kind is ProvisionKind.ARTICLE), None)

    def _labelled(self, unit: Unit, label: Label) -> None:
        mark = label.mark
        kind, depth = _KIND[mark], int(mark)
        if self._article() and mark in _IN_ARTICLE:
            kind, depth = _IN_ARTICLE[mark]
            if self.stack[-1].kind is ProvisionKind.ARTICLE and not self.stack[-1].paragraphs:
                self._paragraph(unit.start, unit.start)
        self._pop(depth)
        title = _title(unit)
        self._push(_Branch(kind, label.text, title, unit.start, unit.end, depth))
        if kind is ProvisionKind.ARTICLE and unit.words.strip("【】（） ") != title:
            self._paragraph(unit.start + label.end, unit.end)

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
        self._push(_Branch(kind, "", unit.words, unit.start, unit.end, depth))

    def _paragraph(self, start: int, end: int, title: str = "") -> None:
        self.stack[-1].paragraphs += 1
        kind = ProvisionKind.PARAGRAPH
        self._push(_Branch(kind, "", title, start, end, _PARAGRAPH_DEPTH))

    def _caption(self, unit: Unit) -> None:
        """A caption stays inside the heading that it stands under, and ends a paragraph."""
        self._pop(_PARAGRAPH_DEPTH)
        caption = _Branch(ProvisionKind.LEFTOVER, "图注", "", unit.start, unit.end, _TABLE_DEPTH)
        self.stack[-1].children.append(caption)

    def _table(self, unit: Unit) -> None:
        last = self.stack[-1]
        if last.kind is ProvisionKind.TABLE:
            last.end = unit.end
            return
        self._push(_Branch(ProvisionKind.TABLE, "", "", unit.start, unit.end, _TABLE_DEPTH))

    def _leftover(self, unit: Unit, label: str) -> None:
        while len(self.stack) > 1:
            self.stack.pop()
        last = self.stack[0].children[-1] if self.stack[0].children else None
        if last and last.kind is ProvisionKind.LEFTOVER and last.label == label:
            last.end = unit.end
            return
        leftover = _Branch(ProvisionKind.LEFTOVER, label, "", unit.start, unit.end, 0)
        self.stack[0].children.append(leftover)

    def _pop(self, depth: int) -> None:
        while len(self.stack) > 1 and self.stack[-1].depth >= depth:
            self.stack.pop()

    def _push(self, branch: _Branch) -> None:
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


def _close(branch: _Branch) -> int:
    """Let each branch reach to the end of its last child."""
    for child in branch.children:
        branch.end = max(branch.end, _close(child))
    return branch.end


def _provisions(document: Document, root: _Branch) -> list[Provision]:
    provisions: list[Provision] = []

    def visit(branch: _Branch, path: tuple[str, ...], parent_id: str | None) -> None:
        own = (*path, branch.label)
        made = _provision(document, branch, own, parent_id)
        provisions.append(made)
        for child in _labelled_children(branch):
            visit(child, own, made.id)

    for child in _labelled_children(root):
        visit(child, (), None)
    return provisions


def _labelled_children(branch: _Branch) -> list[_Branch]:
    """The children that become provisions, unnumbered paragraphs counted and named."""
    paragraphs = [c for c in branch.children if c.kind is ProvisionKind.PARAGRAPH]
    top = branch.depth < 0
    if not top and not _are_apart(branch, paragraphs):
        return [
            g
            for c in branch.children
            for g in (c.children if c.kind is ProvisionKind.PARAGRAPH else [c])
        ]
    for n, paragraph in enumerate(paragraphs, 1):
        paragraph.label = _paragraph_label(branch, n, paragraphs, top=top)
    return branch.children


def _are_apart(branch: _Branch, paragraphs: Sequence[_Branch]) -> bool:
    """Whether unnumbered paragraphs are worth a provision each: 款 always, else running text."""
    if branch.kind is ProvisionKind.ARTICLE or len(paragraphs) < 2:
        return len(paragraphs) > 1
    long = sum(p.end - p.start >= _SHORTEST_PARAGRAPH for p in paragraphs)
    return long >= _MOST_PARAGRAPHS * len(paragraphs)


def _paragraph_label(branch: _Branch, n: int, paragraphs: list[_Branch], *, top: bool) -> str:
    if branch.kind is ProvisionKind.ARTICLE:
        return f"第{_chinese(n)}款"
    places = [k for k, c in enumerate(branch.children) if c.kind in _KIND.values() and c.label]
    if top and places:
        before = [p for p in paragraphs if branch.children.index(p) < places[0]]
        if n > len(before):
            return "结尾"
        return "引言" if len(before) == 1 else f"引言第{_chinese(n)}段"
    return f"第{_chinese(n)}段"


def _chinese(number: int) -> str:
    """一, 十, 十二, 二十 … 九十九; digits from 100 on."""
    digits = "零一二三四五六七八九"
    if number >= 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{digits[tens]}十"
    return head + (digits[ones] if ones or not tens else "")


def _provision(
    document: Document, branch: _Branch, path: tuple[str, ...], parent_id: str | None
) -> Provision:
    name = branch.label or branch.title or _NAMES.get(branch.kind, "段")
    return Provision(
        id=provision_id(document.id, branch.start, branch.end, branch.kind),
        name=name,
        document_id=document.id,
        rank=branch.kind,
        label=branch.label,
        title=branch.title,
        path=tuple(label for label in path if label),
        parent_id=parent_id,
        start=branch.start,
        end=branch.end,
    )


_NAMES = {ProvisionKind.HEAD: "文件头", ProvisionKind.TABLE: "表"}


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a text its provisions hold. Characters that are not blank."""

    characters: int
    placed: int
    """In the head or a provision, leftovers aside."""
    leftover: int
    """In a named leftover: 落款, 图注, 目录."""

    @property
    def share(self) -> float:
        """Of the characters that a provision, the head or a named leftover holds; 0 to 1."""
        return (self.placed + self.leftover) / self.characters if self.characters else 1.0


def coverage(document: Document, provisions: Sequence[Provision]) -> Coverage:
    """Counted from the provisions themselves, so that a hole in the tree shows."""
    kinds = [0] * len(document.text)
    for provision in provisions:
        mark = 1 if provision.rank is ProvisionKind.LEFTOVER else 2
        kinds[provision.start : provision.end] = [mark] * (provision.end - provision.start)
    counts = [0, 0, 0]
    for mark, character in zip(kinds, document.text, strict=True):
        if not character.isspace():
            counts[mark] += 1
    return Coverage(sum(counts), counts[2], counts[1])
