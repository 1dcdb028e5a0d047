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

from graph.model import Document, Provision, ProvisionKind, provision_id
from ingest.growth import KINDS, Branch, Grower, close
from ingest.opening import closing_start, opening_end
from ingest.units import units

_SHORTEST_PARAGRAPH = 20
"""Characters; the cells of a flattened table are shorter, and stay in their row."""
_MOST_PARAGRAPHS = 0.6
# What flattened tables of indicators tell of each: 计算方法：…, 指标来源：…, 数据来源：…
_FIELD = re.compile(
    r"(?:计算(?:方法|公式|方式)|指标(?:来源|说明|定义|解释|含义|性质|类型|属性|导向)|数据来源|评分标准|"
    r"考核(?:方式|标准|方法)|计分(?:方法|标准)|统计口径|分值|权重|单位)[：:]"
)


def split(document: Document) -> list[Provision]:
    """The document's provisions in the order of its text, outer before inner.

    Children lie inside their parent, siblings do not overlap, and every character that is not
    blank lies in one of them.
    """
    found = units(document)
    body = opening_end(found)
    closing = closing_start(found, body)
    root = Branch(ProvisionKind.HEAD, "", "", 0, 0, -1)
    if body:
        head = Branch(ProvisionKind.HEAD, "", "", found[0].start, found[body - 1].end, 0)
        root.children.append(head)
    Grower(root, found, body, closing).grow()
    close(root)
    return _provisions(document, root)


def _provisions(document: Document, root: Branch) -> list[Provision]:
    provisions: list[Provision] = []

    def visit(branch: Branch, path: tuple[str, ...], parent_id: str | None) -> None:
        own = (*path, branch.label)
        made = _provision(document, branch, own, parent_id)
        provisions.append(made)
        for child in _labelled_children(document, branch):
            visit(child, own, made.id)

    for child in _labelled_children(document, root):
        visit(child, (), None)
    return provisions


def _labelled_children(document: Document, branch: Branch) -> list[Branch]:
    """The children that become provisions, unnumbered paragraphs counted and named."""
    paragraphs = [c for c in branch.children if c.kind is ProvisionKind.PARAGRAPH]
    top = branch.depth < 0
    if not top and not _are_apart(document, branch, paragraphs):
        return [
            g
            for c in branch.children
            for g in (c.children if c.kind is ProvisionKind.PARAGRAPH else [c])
        ]
    for n, paragraph in enumerate(paragraphs, 1):
        paragraph.label = _paragraph_label(branch, n, paragraphs, top=top)
    return branch.children


def _are_apart(document: Document, branch: Branch, paragraphs: Sequence[Branch]) -> bool:
    """Whether unnumbered paragraphs are worth a provision each: 款 always, else running text; the
    cells of a row never, nor what a list tells of one indicator: its kind, formula and source.
    """
    if branch.kind is ProvisionKind.ARTICLE or len(paragraphs) < 2:
        return len(paragraphs) > 1
    if branch.kind is ProvisionKind.TABLE or any(_is_field(document, p) for p in paragraphs):
        return False
    long = sum(p.end - p.start >= _SHORTEST_PARAGRAPH for p in paragraphs)
    return long >= _MOST_PARAGRAPHS * len(paragraphs)


def _is_field(document: Document, paragraph: Branch) -> bool:
    return bool(_FIELD.match(document.text, paragraph.start, paragraph.end))


def _paragraph_label(branch: Branch, n: int, paragraphs: list[Branch], *, top: bool) -> str:
    if branch.kind is ProvisionKind.ARTICLE:
        return f"第{_chinese(n)}款"
    places = [k for k, c in enumerate(branch.children) if c.kind in KINDS.values() and c.label]
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
    document: Document, branch: Branch, path: tuple[str, ...], parent_id: str | None
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
