"""Units become provisions: a tree of 编章节条款项目 or 一、（一）1.（1）, with nothing left out.

How the tree is cut, where policy texts leave a choice:

- An article with one 款 has no child for it; its items are its own children, so that they are
  cited 第三条第（一）项. With two or more 款 each is a child 第N款 and holds the items after it.
- Inside a numbered heading two or more unnumbered paragraphs are children 第N段.
- Paragraphs between the head and the first numbered provision are 引言; a text without any
  numbers is cut into 第N段.
- Signature, date and notes of release at the end are a LEFTOVER named 落款; captions and credits
  one named 图注; a list of annexes one named 附件说明.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.model import Document, Provision, ProvisionKind, provision_id
from ingest.numbering import Mark
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

# 第一条【立法目的】为了…, 第一条（目的和依据）
_ARTICLE_TITLE = re.compile(
    r"^(?:【(?P<a>[^】]{1,30})】|[（(](?P<b>[^（）()。，；]{2,20})[）)](?=$| ))"
)
# （一）指导思想。以…为指导
_RUN_IN = re.compile(r"^(?P<title>[^。：；]{2,40})(?:。(?=.)|：(?=.))")
_CAPTION = re.compile(
    r"(?:记者|通讯员|作者|供图|图片|图源|来源)?[^。；]{0,16}[ /／](?:摄影?|供图|制图|绘制?|报道)[）)]?$"
    r"|^[（(]?(?:作者单位|作者系|责任编辑|责编|图片来源|编辑|图[一二三四五六七八九十\d]+)[：: ][^。]*[）)]?$|^——编者$"
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
                self._labelled(unit)
            else:
                self._unlabelled(unit, n)

    def _in_annex(self) -> bool:
        return any(b.kind is ProvisionKind.ANNEX for b in self.stack)

    def _article(self) -> _Branch | None:
        return next((b for b in self.stack if b.kind is ProvisionKind.ARTICLE), None)

    def _labelled(self, unit: Unit) -> None:
        assert unit.label is not None
        mark = unit.mark
        kind, depth = _KIND[mark], int(mark)
        if self._article() and mark in _IN_ARTICLE:
            kind, depth = _IN_ARTICLE[mark]
            if self.stack[-1].kind is ProvisionKind.ARTICLE and not self.stack[-1].paragraphs:
                self._paragraph(unit.start, unit.start, ProvisionKind.PARAGRAPH)
        self._pop(depth)
        branch = _Branch(kind, unit.label.text, _title(unit), unit.start, unit.end, depth)
        self._push(branch)
        if kind is ProvisionKind.ARTICLE:
            self._paragraph(unit.start, unit.end, ProvisionKind.PARAGRAPH)

    def _unlabelled(self, unit: Unit, n: int) -> None:
        if unit.toc:
            self._leftover(unit, "目录")
        elif _CAPTION.search(unit.words) and len(unit.words) <= _LONGEST_TITLE:
            self._leftover(unit, "图注")
        elif unit.is_row:
            self._table(unit)
        elif self._article():
            self._pop(_PARAGRAPH_DEPTH)
            self._paragraph(unit.start, unit.end, ProvisionKind.PARAGRAPH)
        elif self._is_bare_heading(unit, n):
            self._pop(int(Mark.COUNT))
            words = unit.words.rstrip("：:")
            self._push(_Branch(ProvisionKind.HEADING_1, "", words, unit.start, unit.end, 6))
        else:
            self._pop(_PARAGRAPH_DEPTH)
            self._paragraph(unit.start, unit.end, ProvisionKind.PARAGRAPH)

    def _is_bare_heading(self, unit: Unit, n: int) -> bool:
        """A title without a number, in a text that numbers nothing: short, then running text."""
        if self.numbered or unit.is_sentence or len(unit.words) > _LONGEST_TITLE:
            return False
        rest = [
            u for u in self.found[n + 1 : n + 4] if u.is_sentence and len(u.words) > len(unit.words)
        ]
        return bool(rest) and "，" not in unit.words[:4]

    def _paragraph(self, start: int, end: int, kind: ProvisionKind) -> None:
        parent = self.stack[-1]
        parent.paragraphs += 1
        self._push(_Branch(kind, "", "", start, end, _PARAGRAPH_DEPTH))

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
    if not unit.is_sentence and len(words) <= _LONGEST_TITLE:
        return words
    run_in = _RUN_IN.match(words)
    if run_in:
        return run_in["title"]
    return words.rstrip("。") if len(words) <= 25 and words.endswith("。") else ""


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
    if len(paragraphs) == 1 and not top:
        only = paragraphs[0]
        return [g for c in branch.children for g in (c.children if c is only else [c])]
    for n, paragraph in enumerate(paragraphs, 1):
        paragraph.label = _paragraph_label(branch, n, paragraphs, top=top)
    return branch.children


def _paragraph_label(branch: _Branch, n: int, paragraphs: list[_Branch], *, top: bool) -> str:
    if branch.kind is ProvisionKind.ARTICLE:
        return f"第{_chinese(n)}款"
    numbered = any(c.kind in (*_KIND.values(),) and c.label for c in branch.children)
    if top and numbered:
        return "引言" if len(paragraphs) == 1 else f"引言第{_chinese(n)}段"
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
