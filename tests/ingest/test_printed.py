"""Every line of a source with pages keeps the place at which it is printed."""

from __future__ import annotations

import io
import math
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from graph.library import open_library
from graph.model import Document, PrintedLine
from ingest.clean import clean
from ingest.formats.raw import box_of
from ingest.formats.read import read_raw
from ingest.reading import read_fragment
from ingest.source import Source
from tests.ingest.test_ocr import font, saved

PAGE = (595, 842)
"""Points."""
INCHES_DOWN = [(770, "Article 1. Results are transferred by"), (750, "contract."), (400, "Signed.")]


def two_pages(cropbox: tuple[int, int, int, int] | None = None) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=PAGE)
    for words in (INCHES_DOWN, [(700, "Annex.")]):
        if cropbox:
            canvas.setCropBox(cropbox)
        for height, line in words:
            canvas.drawString(72, height, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_lines_of_a_text_layer_keep_their_places() -> None:
    read = clean(read_raw("act.pdf", two_pages()))
    told = [(read.text[line.start : line.end], line.page) for line in read.printed]
    left, top, right, bottom = read.printed[0].box

    assert told == [*((line, 1) for _, line in INCHES_DOWN), ("Annex.", 2)]
    assert left == round(10_000 * 72 / 595)
    assert top < round(10_000 * (842 - 770) / 842) < bottom
    assert right > 2 * left


def test_places_are_told_on_the_part_of_the_page_that_is_shown() -> None:
    whole = clean(read_raw("act.pdf", two_pages())).printed[0]
    part = clean(read_raw("act.pdf", two_pages((0, 421, 595, 842)))).printed[0]

    assert part.box[0] == whole.box[0]
    assert part.box[1] == pytest.approx(2 * whole.box[1], abs=2)


def test_a_line_of_a_slanted_scan_lies_where_its_ink_is() -> None:
    degrees, size = 1.5, (1240, 700)
    page = Image.new("L", size, 255)
    draw = ImageDraw.Draw(page)
    words = "第二条 转让职务科技成果的，应当从净收入中提取不低于百分之七十的比例，奖励完成人。"
    draw.text((140, 520), words, font=font(25), fill=0)
    draw.text(
        (140, 120),
        "第一条 为了规范临河市的技术市场，根据有关法律、行政法规，制定本办法。",
        font=font(25),
        fill=0,
    )
    ink = draw.textbbox((140, 520), words, font=font(25))
    slanted = page.rotate(degrees, fillcolor=255, resample=Image.Resampling.BICUBIC)
    read = clean(read_raw("page.png", saved(slanted, "PNG")))
    line = next(p for p in read.printed if "百分之七十" in read.text[p.start : p.end])
    left, top, right, bottom = line.box

    # Pillow turns counter-clockwise about the middle of the picture.
    turn = math.radians(-degrees)
    x, y = (ink[0] + ink[2]) / 2 - size[0] / 2, (ink[1] + ink[3]) / 2 - size[1] / 2
    middle = (
        10_000 * (0.5 + (x * math.cos(turn) - y * math.sin(turn)) / size[0]),
        10_000 * (0.5 + (x * math.sin(turn) + y * math.cos(turn)) / size[1]),
    )
    assert (left + right) / 2 == pytest.approx(middle[0], abs=100)
    assert (top + bottom) / 2 == pytest.approx(middle[1], abs=100)
    assert bottom - top < 10_000 * (ink[3] - ink[1] + 60) / size[1]


def test_the_store_keeps_the_places(tmp_path: Path) -> None:
    path = tmp_path / "act.pdf"
    path.write_bytes(two_pages())
    read = read_fragment(Source("act", path), path.read_bytes())
    with open_library(f"embedded:{tmp_path / 'library'}") as library:
        library.replace(read.fragment)
        kept = library.store.fragment("act")
        (text,) = library.store.texts(["act"])

    assert kept.document.printed == text[0].printed == read.fragment.document.printed != ()
    assert kept == read.fragment


def test_a_line_beside_its_page_has_no_place() -> None:
    assert box_of(700, 10, 900, 20, width=595, height=842) is None
    assert box_of(500, 10, 900, 20, width=595, height=842) == (8403, 119, 10_000, 238)


@pytest.mark.parametrize(
    "printed",
    [
        pytest.param((PrintedLine(0, 5, 1, (0, 0, 9, 9)),), id="behind the text"),
        pytest.param(
            (PrintedLine(2, 3, 1, (0, 0, 9, 9)), PrintedLine(0, 1, 1, (0, 0, 9, 9))),
            id="out of order",
        ),
    ],
)
def test_printed_lines_lie_inside_of_the_text_in_order(printed: tuple[PrintedLine, ...]) -> None:
    with pytest.raises(ValueError, match="printed lines"):
        Document("d", "0" * 64, "甲乙丙", printed=printed)


def test_a_printed_line_lies_on_its_page() -> None:
    with pytest.raises(ValueError, match="outside"):
        PrintedLine(0, 1, 1, (0, 0, 10_001, 9))
