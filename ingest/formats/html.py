"""HTML of government sites: the document's own words, without the page around them."""

from __future__ import annotations

import re
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from graph.errors import UnreadableDocument
from ingest.formats.encoding import decode
from ingest.formats.html_around import document_node, without_furniture, without_tools
from ingest.formats.html_fields import taken_fields
from ingest.formats.html_lines import lines_of
from ingest.formats.raw import LineKind, RawLine, RawText

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w\-]+)""", re.IGNORECASE)
_TITLE_TAIL = re.compile(
    r"\s*[_|｜].*$|\s+[-–—]\s+[^-–—]*$|[-–—_][^-–—_]{0,16}(?:网|政府|官网|网站|门户|平台|部|厅|局)$"
)
_SHORTEST_TITLE = 6
"""Characters of what stands in the head of a page, to be taken for the document's title."""


def read_html(raw: bytes) -> RawText:
    """Raises UnreadableDocument where the page has no words."""
    declared = _CHARSET.search(raw[:4096])
    text = decode(raw, declared=declared[1].decode("ascii") if declared else "")
    tree = LexborHTMLParser(text)
    title = _title(tree)
    fields = taken_fields(tree)
    body = tree.body
    if body is None:
        raise UnreadableDocument("an HTML page without a body")
    without_furniture(body)
    shown = _bare(body.text())
    lines, left_out = without_tools(lines_of(document_node(body)), title)
    lines = _titled(lines, title, fields, shown)
    if not lines:
        raise UnreadableDocument("an HTML page without words; is its text loaded by a script?")
    notes = (f"{left_out} lines of the page around the document left out",) if left_out else ()
    return RawText(tuple(lines), "html", title=title, notes=notes)


def _titled(lines: list[RawLine], title: str, fields: list[RawLine], shown: str) -> list[RawLine]:
    """With the title first, where the page shows it beside its document, and the fields behind it.

    A notice prints its title itself, maybe over several lines.
    """
    bare = _bare(title)
    start = _bare("".join(line.text for line in lines[:4]))
    if len(bare) >= _SHORTEST_TITLE and bare in shown and not start.startswith(bare):
        lines = [RawLine(title, LineKind.HEADING), *lines]
    elif lines and _bare(lines[0].text) == bare:
        lines = [replace(lines[0], kind=LineKind.HEADING), *lines[1:]]
    else:
        return [*fields, *lines]
    return [*lines[:1], *fields, *lines[1:]]


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


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
