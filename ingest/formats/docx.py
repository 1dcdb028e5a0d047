"""DOCX: paragraphs and tables in the order of the body, automatic numbers as text."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace

import docx
from docx.document import Document as DocxDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from graph.errors import UnreadableDocument
from ingest.formats.docx_asides import BOX, asides
from ingest.formats.docx_numbering import Numbering
from ingest.formats.raw import LineKind, RawLine, RawText, row_text

_MOST_WORDS = 64 << 20
"""Bytes of XML, of which a regulation has some hundred thousand."""
_MOST_UNPACKED = 1 << 30
"""Bytes with all pictures."""
# What zipfile, zlib, lxml (a SyntaxError) and python-docx raise over damaged files.
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, SyntaxError),
    *(KeyError, ValueError, AttributeError, TypeError, IndexError, OpcError),
)
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_DELETED = frozenset({qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:txbxContent")})


def read_docx(raw: bytes) -> RawText:
    """Raises UnreadableDocument for anything that is not an open Word document with words."""
    if raw.startswith(_OLD_WORD):
        raise UnreadableDocument(
            "an encrypted or old (.doc) Word file; save it as .docx without a password"
        )
    _check_size(raw)
    try:
        document = docx.Document(io.BytesIO(raw))
    except _DAMAGED as exc:
        raise UnreadableDocument(f"not a readable Word document: {_short(exc)}") from exc
    lines = list(_lines(document))
    beside = list(asides(document))
    if not lines:  # all words stand in boxes
        lines = [replace(line, aside="") for line in beside if line.aside == BOX]
        beside = [line for line in beside if line.aside != BOX]
    if not lines:
        raise UnreadableDocument("a Word document without words; are its pages pictures?")
    title = (document.core_properties.title or "").strip()
    return RawText((*lines, *beside), "docx", title=title)


def _check_size(raw: bytes) -> None:
    """Refuse what unpacks to far more than any document, before anything is unpacked."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except zipfile.BadZipFile as exc:
        raise UnreadableDocument(f"not a readable Word document: {_short(exc)}") from exc
    words = sum(i.file_size for i in archive.infolist() if i.filename.endswith((".xml", ".rels")))
    whole = sum(i.file_size for i in archive.infolist())
    if words > _MOST_WORDS or whole > _MOST_UNPACKED:
        raise UnreadableDocument(
            f"a Word file that unpacks to {whole / 2**20:,.0f} MB, {words / 2**20:,.0f} MB of it "
            f"text; at most {_MOST_UNPACKED >> 20:,} and {_MOST_WORDS >> 20} are read; "
            "save its text as .txt or split it"
        )


def _short(error: BaseException) -> str:
    return " ".join(f"{error}".split())[:200] or type(error).__name__


def _lines(document: DocxDocument) -> Iterator[RawLine]:
    numbering = Numbering(document)
    for element in document.element.body.iterchildren():
        yield from _block(element, numbering, document)


def _block(
    element: BaseOxmlElement, numbering: Numbering, document: DocxDocument
) -> Iterator[RawLine]:
    if element.tag == qn("w:p"):
        texts = _texts(element)
        label = "" if _is_deleted(element, texts) else numbering.label(element)
        kind = LineKind.HEADING if _is_heading(element, document) else LineKind.TEXT
        for n, text in enumerate(texts):
            words = label + text if n == 0 else text
            if words.strip():
                yield RawLine(words, kind, indent=words[:1].isspace())
    elif element.tag == qn("w:tbl"):
        yield from _rows(element, numbering, document)
    elif element.tag == qn("w:sdt"):
        content = element.find(qn("w:sdtContent"))
        for child in content.iterchildren() if content is not None else ():
            yield from _block(child, numbering, document)


def _texts(paragraph: BaseOxmlElement) -> list[str]:
    """The paragraph's words, one string for each line that a forced break makes.

    Tracked insertions are taken in, deletions and the boxes beside the text are not.
    """
    lines = [""]

    def visit(element: BaseOxmlElement) -> None:
        for child in element.iterchildren():
            if child.tag in _DELETED:
                continue
            if child.tag == qn("w:t"):
                lines[-1] += child.text or ""
            elif child.tag == qn("w:tab"):
                lines[-1] += "\t" if element.tag == qn("w:r") else ""
            elif child.tag in (qn("w:br"), qn("w:cr")):
                lines.append("")
            elif child.tag == qn("w:noBreakHyphen"):
                lines[-1] += "-"
            else:
                visit(child)

    visit(paragraph)
    return lines


def _is_deleted(paragraph: BaseOxmlElement, texts: list[str]) -> bool:
    """Whether a tracked change took the whole paragraph away, its number with it."""
    mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}")
    return mark is not None and not "".join(texts).strip()


def _is_heading(paragraph: BaseOxmlElement, document: DocxDocument) -> bool:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    if style is None:
        return False
    identity = style.get(qn("w:val"))
    names = {s.style_id: s.name or "" for s in document.styles}
    name = names.get(identity, "").lower()
    return name.startswith(("heading", "title", "标题"))


def _rows(
    table: BaseOxmlElement, numbering: Numbering, document: DocxDocument
) -> Iterator[RawLine]:
    rows = list(table.iterchildren(qn("w:tr")))
    single = all(len(list(row.iterchildren(qn("w:tc")))) == 1 for row in rows)
    for row in rows:
        cells = list(row.iterchildren(qn("w:tc")))
        if single:  # a frame around running text
            for child in cells[0].iterchildren():
                yield from _block(child, numbering, document)
        elif text := row_text([_cell(cell, numbering) for cell in cells]):
            yield RawLine(text, LineKind.ROW)


def _cell(cell: BaseOxmlElement, numbering: Numbering) -> str:
    """All words of a cell; a cell that continues a merged one above is empty."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    if merge is not None and merge.get(qn("w:val")) != "restart":
        return ""
    words = [
        numbering.label(paragraph) + "".join(_texts(paragraph))
        for paragraph in cell.iter(qn("w:p"))
    ]
    return " ".join(word for word in words if word.strip())
