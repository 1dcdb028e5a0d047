"""HTML of government sites: the document's own words, without the page around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from graph.errors import UnreadableDocument
from ingest.formats.encoding import decode
from ingest.formats.raw import LineKind, RawLine, RawText, row_text

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w\-]+)""", re.IGNORECASE)
_NEVER_TEXT = (
    "script,style,noscript,template,iframe,svg,form,select,button,nav,footer,aside,head,object,"
    "audio,video,canvas,map"
)
_FURNITURE = re.compile(
    r"(?:^|[\s_\-])(?:nav|navbar|menu|footer|foot|breadcrumb|crumbs?|share|sidebar|related|recommend|"
    r"copyright|toolbar|print|qrcode|pager|pagination|location|position|top-?bar|search|login)(?:$|[\s_\-\d])",
    re.IGNORECASE,
)
_LARGEST_FURNITURE = 0.5
"""Of the page's sentences: a larger part is the document, whatever its class is called."""
_MOST_SENTENCES = 0.85
"""The document is the innermost part of the page that holds so much of its sentences."""
_SENTENCE_MARK = re.compile(r"[，。；：、]")
_BLOCKS = frozenset(
    {
        *("address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"),
        *("li", "main", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th"),
        *("thead", "tr", "ul"),
    }
)
_TITLE_TAIL = re.compile(
    r"\s*[_|｜].*$|\s+[-–—]\s+[^-–—]*$|[-–—_][^-–—_]{0,16}(?:网|政府|官网|网站|门户|平台|部|厅|局)$"
)
_LONGEST_FIELDS = 600
"""Characters of a table that holds such labels and nothing of the document."""
_FIELDS = (
    "发文机关",
    "成文日期",
    "发文字号",
    "文号",
    "发布机构",
    "公布日期",
    "有效性",
    "时效性",
    "施行日期",
)
"""Labels of the table that government sites put above a document."""


def read_html(raw: bytes) -> RawText:
    """Raises UnreadableDocument where the page has no words."""
    declared = _CHARSET.search(raw[:4096])
    text = decode(raw, declared=declared[1].decode("ascii") if declared else "")
    tree = LexborHTMLParser(text)
    title = _title(tree)
    fields = _fields(tree)
    body = tree.body
    if body is None:
        raise UnreadableDocument("an HTML page without a body")
    for node in body.css(_NEVER_TEXT):
        node.decompose()
    _without_furniture(body)
    lines = _lines(_document_node(body))
    headings = [h for h in body.css("h1") if h.text().strip()]
    if len(headings) == 1 and not any(line.kind is LineKind.HEADING for line in lines):
        lines = [*_lines(headings[0])[:1], *lines]
    lines = [*lines[:1], *fields, *lines[1:]] if headings else [*fields, *lines]
    if not lines:
        raise UnreadableDocument("an HTML page without words; is its text loaded by a script?")
    return RawText(tuple(lines), "html", title=title)


def _title(tree: LexborHTMLParser) -> str:
    for name in ("ArticleTitle", "articletitle", "og:title"):
        node = tree.css_first(f'meta[name="{name}"],meta[property="{name}"]')
        if node and (words := (node.attributes.get("content") or "").strip()):
            return " ".join(words.split())
    heading = tree.css("h1")
    if len(heading) == 1 and (words := " ".join(heading[0].text().split())):
        return words
    node = tree.css_first("title")
    return _TITLE_TAIL.sub("", " ".join(node.text().split())) if node else ""


def _fields(tree: LexborHTMLParser) -> list[RawLine]:
    """The number and dates that stand in a table of their own above the text."""
    lines = []
    around: list[LexborNode] = []
    for node in tree.css("td,th,dt,li,span,b,strong,label"):
        label = re.sub(r"[\s：:]", "", node.text())
        if label in _FIELDS and (value := _beside(node)):
            lines.append(RawLine(f"{label}：{value}"))
            around += [p for p in _above(node) if p.tag in ("table", "ul", "dl")][:1]
    for node in around:
        if len(node.text()) <= _LONGEST_FIELDS:
            node.decompose()
    return list(dict.fromkeys(lines))


def _above(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _beside(node: LexborNode) -> str:
    following = node.next
    while following is not None:
        words = " ".join(following.text().split()).lstrip("：: ")
        if words:
            return words if len(words) <= 60 else ""
        following = following.next
    return ""


def _without_furniture(body: LexborNode) -> None:
    total = _sentences(body)
    for node in body.css("[class],[id]"):
        name = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        if _FURNITURE.search(name) and _sentences(node) <= _LARGEST_FURNITURE * total:
            node.decompose()


def _document_node(body: LexborNode) -> LexborNode:
    """The innermost node with nearly all sentences of the page; links count for nothing."""
    least = _MOST_SENTENCES * _sentences(body)
    node = body
    while True:
        inner = [child for child in node.iter() if _sentences(child) >= max(least, 1)]
        if len(inner) != 1 or inner[0].tag in ("p", "table", "tbody", "tr"):
            return node
        node = inner[0]


def _sentences(node: LexborNode) -> int:
    linked = sum(len(_SENTENCE_MARK.findall(a.text())) for a in node.css("a"))
    return len(_SENTENCE_MARK.findall(node.text())) - linked


def _lines(node: LexborNode) -> list[RawLine]:
    """The node's lines: a block is a line, a data table's row is one, as is what <br> parts."""
    writer = _Writer()
    writer.walk(node)
    writer.end_line()
    return writer.lines


class _Writer:
    def __init__(self) -> None:
        self.lines: list[RawLine] = []
        self._words: list[str] = []

    def walk(self, node: LexborNode) -> None:
        for child in node.iter(include_text=True):
            self._visit(child)

    def end_line(self, kind: LineKind = LineKind.TEXT) -> None:
        text = re.sub(r"[ \t\r\n\f]+", " ", "".join(self._words))
        self._words = []
        if text.strip():
            indent = text.lstrip(" ")[:1] in ("\u3000", "\u00a0", "\u2003")
            self.lines.append(RawLine(text, kind, indent=indent))

    def _visit(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "-text":
            self._words.append(node.text(deep=False))
        elif tag == "br":
            self.end_line()
        elif tag == "table" and (rows := _data_rows(node)):
            self.end_line()
            self.lines += [RawLine(row, LineKind.ROW) for row in rows]
        elif tag == "ol":
            self._numbered(node)
        elif tag in _BLOCKS:
            self.end_line()
            self.walk(node)
            heading = tag[0] == "h" and tag[1:].isdigit()
            self.end_line(LineKind.HEADING if heading else LineKind.TEXT)
        elif not tag.startswith(("-", "_")):
            self.walk(node)

    def _numbered(self, node: LexborNode) -> None:
        """A list that the browser numbers: its numbers are text to the reader of the page."""
        self.end_line()
        start = node.attributes.get("start") or "1"
        number = int(start) if start.isdigit() else 1
        for child in node.iter():
            if child.tag == "li":
                self._words.append(f"{number}.")
                number += 1
            self.walk(child)
            self.end_line()


def _data_rows(table: LexborNode) -> list[str]:
    """The rows of a table that holds data; empty for one that only lays out the page."""
    if table.css("table table") or len(table.css("tr")) < 2:
        return []
    rows = [[_cell_text(cell) for cell in _cells(row)] for row in table.css("tr")]
    if max(map(len, rows)) < 2:
        return []
    return [text for row in rows if (text := row_text(row))]


def _cell_text(cell: LexborNode) -> str:
    return " ".join(line.text.strip() for line in _lines(cell))


def _cells(row: LexborNode) -> Iterator[LexborNode]:
    return (cell for cell in row.iter() if cell.tag in ("td", "th"))
