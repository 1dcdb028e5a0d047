"""The look of a printed lesson: styles, boxes, tables, a table of contents, native charts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Emu, Pt, RGBColor

NAVY, ACCENT, PALE, GREY = "17365D", "C55A11", "EEF2F7", "5F6B7A"
LATIN, CHINESE = "Arial", "微软雅黑"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_DRAWING_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_INLINE = """<w:drawing {namespaces} xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>
<wp:docPr id="{number}" name="chart {number}" descr="{title}"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="{uri}"><c:chart xmlns:c="{uri}" r:id="{relation}"/>
</a:graphicData></a:graphic></wp:inline></w:drawing>"""


class _ChartPart(Part):
    """A chart that names the workbook with its figures."""

    def __init__(self, name: PackURI, xml: bytes, book: Part) -> None:
        super().__init__(name, _CHART, xml, book.package)
        self._book = self.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)

    @property
    def blob(self) -> bytes:
        end = b"</c:chartSpace>"
        external = f'<c:externalData r:id="{self._book}"><c:autoUpdate val="0"/></c:externalData>'
        return super().blob.replace(end, external.encode() + end)


class Page:
    """A text document in the making."""

    def __init__(self, title: str) -> None:
        self._file: Any = Document()
        self._file.core_properties.title = title
        self._file.core_properties.author = "Zhengtu"
        self._charts = 0
        self._set_styles()
        section = self._file.sections[0]
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.4)
        section.top_margin = section.bottom_margin = Cm(2.2)

    @property
    def file(self) -> Any:
        return self._file

    def cover(self, title: str, lines: Sequence[str]) -> None:
        """A first page without head and foot."""
        for _ in range(6):
            self._file.add_paragraph()
        self._file.add_paragraph(title, style="Title")
        for line in lines:
            self.line(line, size=12, color=GREY)
        body = self._file.add_section(WD_SECTION.NEW_PAGE)
        body.header.is_linked_to_previous = body.footer.is_linked_to_previous = False
        self._running(body.header.paragraphs[0], title)
        self._page_number(body.footer.paragraphs[0])

    def contents(self, entries: Sequence[str]) -> None:
        """A field that Word fills with page numbers; until then it shows the entries."""
        self._file.add_paragraph("目录", style="Contents Head")
        paragraphs = [self._file.add_paragraph() for _ in entries]
        _open_field(paragraphs[0], r'TOC \o "1-2" \h \z \u')
        for paragraph, entry in zip(paragraphs, entries, strict=True):
            paragraph.add_run(entry)
        _mark(paragraphs[-1], "end")
        self._file.add_page_break()

    def heading(self, text: str, level: int, *, new_page: bool = False) -> None:
        paragraph = self._file.add_heading(text, level)
        paragraph.paragraph_format.page_break_before = new_page

    def line(self, text: str, *, size: float = 10.5, color: str = "", bold: bool = False) -> None:
        run = self._file.add_paragraph().add_run(text)
        run.font.size, run.font.bold = Pt(size), bold
        if color:
            run.font.color.rgb = RGBColor.from_string(color)

    def bullets(self, lines: Sequence[str]) -> None:
        for line in lines:
            self._file.add_paragraph(line, style="List Bullet")

    def quote(self, text: str, source: str) -> None:
        """Words of a text in a shaded box, their source below them."""
        for line in text.splitlines():
            if line.strip():
                self._file.add_paragraph(line.strip(), style="Quoted")
        self._file.add_paragraph(source, style="Source")

    def box(self, title: str, lines: Sequence[str]) -> None:
        """Hints for who teaches."""
        table = self._file.add_table(rows=1, cols=1)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        cell = table.cell(0, 0)
        _shade(cell, "FDF3EC")
        run = cell.paragraphs[0].add_run(title)
        run.font.bold = True
        run.font.color.rgb = RGBColor.from_string(ACCENT)
        for line in lines:
            cell.add_paragraph(line, style="List Bullet")
        self._file.add_paragraph()

    def table(
        self, columns: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]
    ) -> None:
        """``widths`` are shares of the line; the head is repeated on each page."""
        table = self._file.add_table(rows=1, cols=len(columns), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        head = table.rows[0]
        _mark_row(head, "w:tblHeader")
        for cell, name in zip(head.cells, columns, strict=True):
            _shade(cell, NAVY)
            _cell(cell, name, color="FFFFFF", bold=True)
        for n, row in enumerate(rows):
            cells = table.add_row().cells
            for cell, value in zip(cells, row, strict=True):
                _cell(cell, value)
                if n % 2:
                    _shade(cell, PALE)
        line = Cm(16.2)
        for column, share in zip(table.columns, widths, strict=True):
            column.width = Emu(int(line * share / sum(widths)))
        for row in table.rows:
            _mark_row(row, "w:cantSplit")
            for cell, share in zip(row.cells, widths, strict=True):
                cell.width = Emu(int(line * share / sum(widths)))
        self._file.add_paragraph()

    def chart(self, title: str, xml: bytes, workbook: bytes) -> None:
        """A native chart with its figures in a workbook, as DrawingML has it."""
        self._charts += 1
        package = self._file.part.package
        name = PackURI(f"/word/charts/chart{self._charts}.xml")
        book = PackURI(f"/word/embeddings/figures{self._charts}.xlsx")
        part = _ChartPart(name, xml, Part(book, _XLSX, workbook, package))
        drawn = _INLINE.format(
            namespaces=nsdecls("w", "wp", "r"),
            width=Cm(15.5),
            height=Cm(7.2),
            number=self._charts,
            title=title.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;"),
            uri=_DRAWING_CHART,
            relation=self._file.part.relate_to(part, RELATIONSHIP_TYPE.CHART),
        )
        paragraph = self._file.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _append(paragraph, parse_xml(drawn))
        self._file.add_paragraph(title, style="Source").alignment = WD_ALIGN_PARAGRAPH.CENTER

    def _set_styles(self) -> None:
        styles = self._file.styles
        for name in ("Normal", "Title", "Heading 1", "Heading 2", "List Bullet", "Header"):
            _typeface(styles[name])
        normal = styles["Normal"]
        normal.font.size = Pt(10.5)
        normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(4), 1.25
        for name, size, color in (
            ("Title", 28, NAVY),
            ("Heading 1", 17, NAVY),
            ("Heading 2", 12.5, NAVY),
        ):
            styles[name].font.size, styles[name].font.bold = Pt(size), True
            styles[name].font.color.rgb = RGBColor.from_string(color)
            styles[name].paragraph_format.keep_with_next = True
        _added(styles, "Contents Head", size=17, color=NAVY, bold=True)
        quoted = _added(styles, "Quoted", size=10.5)
        quoted.paragraph_format.left_indent = Cm(0.5)
        _boxed(quoted)
        source = _added(styles, "Source", size=9, color=GREY)
        source.paragraph_format.left_indent, source.paragraph_format.space_after = Cm(0.5), Pt(8)

    @staticmethod
    def _running(paragraph: Any, title: str) -> None:
        run = paragraph.add_run(title)
        run.font.size = Pt(9)
        run.font.color.rgb = RGBColor.from_string(GREY)

    @staticmethod
    def _page_number(paragraph: Any) -> None:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _open_field(paragraph, "PAGE")
        paragraph.add_run("1")
        _mark(paragraph, "end")


def _added(styles: Any, name: str, *, size: float, color: str = "", bold: bool = False) -> Any:
    style = styles.add_style(name, 1)
    style.base_style = styles["Normal"]
    _typeface(style)
    style.font.size, style.font.bold = Pt(size), bold
    if color:
        style.font.color.rgb = RGBColor.from_string(color)
    return style


def _typeface(style: Any) -> None:
    style.font.name = LATIN
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for old in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(old), None)
    fonts.set(qn("w:ascii"), LATIN)
    fonts.set(qn("w:hAnsi"), LATIN)
    fonts.set(qn("w:eastAsia"), CHINESE)
    language = OxmlElement("w:lang")  # else 。and ， take the shapes of another script
    language.set(qn("w:eastAsia"), "zh-CN")
    properties = style.element.rPr
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(language)


def _boxed(style: Any) -> None:
    """Shaded, with a bar at its left."""
    bar = f'<w:left w:val="single" w:sz="18" w:space="8" w:color="{NAVY}"/>'
    border = f"<w:pBdr {nsdecls('w')}>{bar}</w:pBdr>"
    shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{PALE}"/>'
    properties = style.element.get_or_add_pPr()
    # The order of children is laid down: borders, shading, then spacing and indents.
    for n, xml in enumerate((border, shade)):
        properties.insert(n, parse_xml(xml))


def _shade(cell: Any, color: str) -> None:
    fill = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{color}"/>'
    _element_of(cell).get_or_add_tcPr().append(parse_xml(fill))


def _mark_row(row: Any, name: str) -> None:
    properties = _element_of(row.cells[0]).getparent().get_or_add_trPr()
    properties.append(OxmlElement(name))


def _element_of(cell: Any) -> Any:
    """Its XML: what a cell holds starts with a paragraph."""
    return cell.paragraphs[0].paragraph_format.element.getparent()


def _append(paragraph: Any, element: Any) -> None:
    """In a run of its own."""
    paragraph.add_run().font.element.append(element)


def _cell(cell: Any, text: str, *, color: str = "", bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.font.size, run.font.bold = Pt(9), bold
    if color:
        run.font.color.rgb = RGBColor.from_string(color)


def _open_field(paragraph: Any, instruction: str) -> None:
    """What follows up to the mark ``end`` is what the field shows until it is filled."""
    _mark(paragraph, "begin")
    code = OxmlElement("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = instruction
    _append(paragraph, code)
    _mark(paragraph, "separate")


def _mark(paragraph: Any, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    _append(paragraph, mark)
