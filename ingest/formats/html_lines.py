"""The words of a part of an HTML page as lines: blocks, forced breaks, lists that are numbered, the
rows of tables that hold data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from ingest.formats.raw import LineKind, RawLine, row_text

_BLOCKS = frozenset(
    {
        *("address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"),
        *("li", "main", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th"),
        *("thead", "tr", "ul"),
    }
)


def lines_of(node: LexborNode) -> list[RawLine]:
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
    return " ".join(line.text.strip() for line in lines_of(cell))


def _cells(row: LexborNode) -> Iterator[LexborNode]:
    return (cell for cell in row.iter() if cell.tag in ("td", "th"))
