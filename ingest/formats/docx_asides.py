"""What stands beside the running text of a Word file: notes, boxes, running heads and feet.

They are kept as named leftovers behind the text, because no rule may read them into an article,
and nothing that is printed may be lost without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from ingest.formats.raw import RawLine

NOTE, END_NOTE, BOX, HEAD, FOOT = "脚注", "尾注", "文本框", "页眉", "页脚"
_NOTES = (
    (NOTE, RELATIONSHIP_TYPE.FOOTNOTES, "w:footnote"),
    (END_NOTE, RELATIONSHIP_TYPE.ENDNOTES, "w:endnote"),
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# - 3 -, 第3页, 3: what a foot counts is no words.
_NUMBER = re.compile(r"^[-—–·\s]*(?:第?\s*\d*\s*页?(?:[,，/]?\s*共\s*\d*\s*页)?)[-—–·\s]*$")


def asides(document: DocxDocument) -> Iterator[RawLine]:
    """Notes, then boxes, then heads and feet; each head and foot once."""
    for label, kind, tag in _NOTES:
        for part in _related(document, kind):
            for note in part.iter(qn(tag)):
                if note.get(qn("w:type")) in (None, "normal"):
                    yield from _lines(note.iter(qn("w:p")), label)
    for box in document.element.body.iter(qn("w:txbxContent")):
        if not any(above.tag == _FALLBACK for above in box.iterancestors()):
            yield from _lines(box.iter(qn("w:p")), BOX)
    yield from _running(document)


def _related(document: DocxDocument, kind: str) -> Iterator[BaseOxmlElement]:
    for relation in document.part.rels.values():
        if relation.reltype == kind and not relation.is_external:
            yield parse_xml(relation.target_part.blob)


def _running(document: DocxDocument) -> Iterator[RawLine]:
    seen: set[tuple[str, str]] = set()
    for section in document.sections:
        heads = (section.header, section.first_page_header, section.even_page_header)
        feet = (section.footer, section.first_page_footer, section.even_page_footer)
        for label, parts in ((HEAD, heads), (FOOT, feet)):
            for part in parts:
                if part.is_linked_to_previous:
                    continue
                for line in _lines((p._p for p in part.paragraphs), label):  # noqa: SLF001
                    if (label, line.text) not in seen and not _NUMBER.match(line.text):
                        seen.add((label, line.text))
                        yield line


def _lines(paragraphs: Iterable[BaseOxmlElement], label: str) -> Iterator[RawLine]:
    for paragraph in paragraphs:
        words = "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        if words.strip():
            yield RawLine(words, aside=label)
