"""DOCX: paragraphs and tables in the order of the body, automatic numbers as text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from graph.errors import UnreadableDocument
from ingest.formats.docx_numbering import Numbering
from ingest.formats.raw import LineKind, RawLine, RawText, row_text

_OLD_WORD = b"\xd0\xcf\x11\xe0"
_DELETED = frozenset({qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:txbxContent")})


def read_docx(raw: bytes) -> RawText:
    """Raises UnreadableDocument for anything that is not an open Word document with words."""
    if raw.startswith(_OLD_WORD):
        raise UnreadableDocument(
            "an encrypted or old (.doc) Word file; save it as .docx without a password"
        )
    try:
        document = docx.Document(io.BytesIO(raw))
    except (zipfile.BadZipFile, KeyError, ValueError) as exc:
        raise UnreadableDocument(f"not a readable Word document: {exc}") from exc
    lines = tuple(_lines(document))
    if not lines:
        raise UnreadableDocument("a Word document without words; are its pages pictures?")
    return RawText(lines, "docx", title=(document.core_properties.title or "").strip())


def _lines(document: DocxDocument) -> Iterator[RawLine]:
    numbering = Numbering(document)
    for element in document.element.body.iterchildren():
        yield from _block(element, numbering, document)


def _block(
    element: BaseOxmlElement, numbering: Numbering, document: DocxDocument
) -> Iterator[RawLine]:
    if element.tag == qn("w:p"):
        label = numbering.label(element)
        texts = _texts(element)
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
