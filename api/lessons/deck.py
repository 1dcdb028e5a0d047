"""Slides of one look: head, body, foot with sources, notes page. Knows nothing of lessons."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Pt

from api.lessons.measure import LINE_HEIGHT, height

WIDTH, HEIGHT = 960.0, 540.0
"""Points, 16:9."""
LEFT, RIGHT, TOP, FOOT = 48.0, 912.0, 104.0, 486.0
"""Edges of the body in points; the foot stands below FOOT."""
BODY_WIDTH, BODY_HEIGHT = RIGHT - LEFT, FOOT - TOP
INK, NAVY, ACCENT, PALE, GREY = "1B1F24", "17365D", "C55A11", "EEF2F7", "5F6B7A"
LATIN, CHINESE = "Arial", "微软雅黑"
CELL_SIZE = 13.0
CELL_MARGIN = 5.0
_TITLE_ONLY = 5
"""Layout of the library's template that has a title and nothing else."""


@dataclass(frozen=True, slots=True)
class Box:
    """Points from the left upper corner of the slide."""

    left: float
    top: float
    width: float
    height: float


class Deck:
    """A presentation in the making."""

    def __init__(self, title: str, *, with_notes: bool = True) -> None:
        self._with_notes = with_notes
        self._file = Presentation()
        self._file.slide_width, self._file.slide_height = Pt(WIDTH), Pt(HEIGHT)
        self._file.core_properties.title = title
        self._file.core_properties.author = "Zhengtu"
        self._count = 0

    def bytes(self) -> bytes:
        for slide in self._file.slides:
            _set_in_chinese(slide)
        written = io.BytesIO()
        self._file.save(written)
        return written.getvalue()

    def cover(self, title: str, lines: Sequence[str], notes: str = "") -> None:
        slide = self._slide(title, Box(72, 150, WIDTH - 144, 120), size=36, color="FFFFFF")
        self._block(slide, Box(0, 0, WIDTH, HEIGHT), NAVY, behind=True)
        self._block(slide, Box(72, 286, 96, 4), ACCENT)
        text = "\n".join(lines)
        self.text(slide, Box(72, 306, WIDTH - 144, 150), text, size=18, color="FFFFFF")
        self._notes(slide, notes)

    def divider(self, number: int, title: str, line: str, notes: str) -> None:
        slide = self._slide(title, Box(200, 190, WIDTH - 260, 80), size=34, color=NAVY)
        self._block(slide, Box(0, 0, 150, HEIGHT), NAVY, behind=True)
        box = Box(0, 190, 150, 80)
        self.text(slide, box, str(number), size=54, color="FFFFFF", bold=True, centred=True)
        self._block(slide, Box(200, 276, 96, 4), ACCENT)
        self.text(slide, Box(200, 292, WIDTH - 260, 80), line, size=18, color=GREY)
        self._number(slide)
        self._notes(slide, notes)

    def page(self, title: str, *, foot: str = "", notes: str = "") -> Slide:
        """A slide with head and foot; the body is the caller's."""
        slide = self._slide(title, Box(LEFT, 28, BODY_WIDTH, 60), size=_title_size(title))
        self._block(slide, Box(0, 0, 12, HEIGHT), NAVY)
        self._block(slide, Box(LEFT, 92, BODY_WIDTH, 1.5), ACCENT)
        if foot:
            self.text(slide, Box(LEFT, FOOT + 6, BODY_WIDTH - 60, 36), foot, size=11, color=GREY)
        self._number(slide)
        self._notes(slide, notes)
        return slide

    def text(
        self,
        slide: Slide,
        box: Box,
        text: str,
        *,
        size: float,
        color: str = INK,
        bold: bool = False,
        centred: bool = False,
        fill: str = "",
    ) -> None:
        """Lines of text; a line is a paragraph."""
        shape = slide.shapes.add_textbox(Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
        if fill:
            shape.fill.solid()
            shape.fill.fore_color.rgb = RGBColor.from_string(fill)
        frame = shape.text_frame
        frame.word_wrap = True
        margin = Pt(10 if fill else 0)
        frame.margin_left = frame.margin_right = margin
        frame.margin_top = frame.margin_bottom = Pt(6 if fill else 0)
        for n, line in enumerate(text.split("\n")):
            paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
            paragraph.line_spacing = Pt(size * LINE_HEIGHT)  # whatever the typeface
            if centred:
                paragraph.alignment = PP_ALIGN.CENTER
            run = paragraph.add_run()
            run.text = line
            _type(run.font, size, color, bold=bold)

    def table(
        self,
        slide: Slide,
        top: float,
        columns: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
    ) -> None:
        """A head and rows; ``widths`` are points, together no more than the body's."""
        heights = [row_height(row, widths) for row in rows]
        shape = slide.shapes.add_table(
            len(rows) + 1, len(columns), Pt(LEFT), Pt(top), Pt(sum(widths)), Pt(26 + sum(heights))
        )
        table = shape.table
        for n, width in enumerate(widths):
            table.columns[n].width = Pt(width)
        table.rows[0].height = Pt(26)
        for n, name in enumerate(columns):
            _cell(table.cell(0, n), name, fill=NAVY, color="FFFFFF", bold=True)
        for r, row in enumerate(rows, 1):
            table.rows[r].height = Pt(heights[r - 1])
            for n, value in enumerate(row):
                _cell(table.cell(r, n), value, fill=PALE if r % 2 == 0 else "FFFFFF", bold=n == 0)

    def bars(
        self, slide: Slide, box: Box, name: str, categories: Sequence[str], values: Sequence[float]
    ) -> None:
        """A native chart: one bar a category, the value at its end."""
        data = CategoryChartData()
        data.categories = list(categories)
        data.add_series(name, list(values))
        frame = slide.shapes.add_chart(
            XL_CHART_TYPE.COLUMN_CLUSTERED,
            Pt(box.left),
            Pt(box.top),
            Pt(box.width),
            Pt(box.height),
            data,
        )
        style_chart(frame.chart)

    def _slide(self, title: str, box: Box, *, size: float, color: str = NAVY) -> Slide:
        slide = self._file.slides.add_slide(self._file.slide_layouts[_TITLE_ONLY])
        self._count += 1
        shape = slide.shapes.title
        if shape is None:
            raise TypeError("the layout has no title")
        shape.left, shape.top = Pt(box.left), Pt(box.top)
        shape.width, shape.height = Pt(box.width), Pt(box.height)
        frame = shape.text_frame
        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(0)
        frame.text = title
        paragraph = frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.LEFT
        _type(paragraph.runs[0].font, size, color, bold=True)
        return slide

    def _block(self, slide: Slide, box: Box, color: str, *, behind: bool = False) -> None:
        shape = slide.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height)
        )
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor.from_string(color)
        shape.line.fill.background()
        shape.shadow.inherit = False
        if behind:
            tree = slide.shapes.element  # behind its first two children, which are no shapes
            tree.remove(shape.element)
            tree.insert(2, shape.element)

    def _number(self, slide: Slide) -> None:
        box = Box(RIGHT - 50, FOOT + 22, 50, 20)
        self.text(slide, box, str(self._count), size=11, color=GREY)

    def _notes(self, slide: Slide, text: str) -> None:
        frame = slide.notes_slide.notes_text_frame if text and self._with_notes else None
        if frame is not None:
            frame.text = text


def row_height(row: Sequence[str], widths: Sequence[float]) -> float:
    """Points that a row of a table takes."""
    inner = (width - 2 * CELL_MARGIN - 2 for width in widths)
    lines = (height(v, CELL_SIZE, w) for v, w in zip(row, inner, strict=True))
    return max(lines) + 2 * CELL_MARGIN


def _title_size(title: str) -> float:
    """Two lines at most."""
    return next((s for s in (26.0, 22.0, 18.0) if height(title, s, BODY_WIDTH) <= 60), 15.0)


def _cell(cell: Any, text: str, *, fill: str, color: str = INK, bold: bool = False) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string(fill)
    cell.margin_left = cell.margin_right = cell.margin_top = cell.margin_bottom = Pt(CELL_MARGIN)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.text = text
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.line_spacing = Pt(CELL_SIZE * LINE_HEIGHT)
    for run in paragraph.runs:
        _type(run.font, CELL_SIZE, color, bold=bold)


def _type(font: Any, size: float, color: str, *, bold: bool = False) -> None:
    font.size, font.bold, font.name = Pt(size), bold, LATIN
    font.color.rgb = RGBColor.from_string(color)


def _set_in_chinese(slide: Slide) -> None:
    """The language and the East Asian typeface of every run: the library knows neither."""
    for latin in slide.element.iter(qn("a:latin")):
        latin.getparent().set("lang", "zh-CN")
        latin.addnext(latin.makeelement(qn("a:ea"), {"typeface": CHINESE}))


def style_chart(chart: Any) -> None:
    """One colour, values at the bars, no legend, axis from zero."""
    chart.has_legend = False
    chart.has_title = False
    chart.font.size, chart.font.name = Pt(13), LATIN
    plot = chart.plots[0]
    plot.gap_width = 60
    plot.has_data_labels = True
    plot.data_labels.number_format = "General"
    plot.data_labels.number_format_is_linked = False
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    fill = plot.series[0].format.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor.from_string(NAVY)
    chart.value_axis.minimum_scale = 0
    chart.value_axis.major_gridlines.format.line.color.rgb = RGBColor.from_string("D9DEE5")
    chart.value_axis.format.line.fill.background()
