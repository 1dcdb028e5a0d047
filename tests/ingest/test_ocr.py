"""Scanned pages give their words; without the extra one line says what to install."""

from __future__ import annotations

import io
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from graph.errors import MissingExtra, UnreadableDocument
from graph.library import open_library
from ingest.clean import clean
from ingest.formats.ocr import find_words
from ingest.formats.read import read_raw
from ingest.pipeline import ingest
from ingest.source import find_sources

A4 = (1240, 1754)
"""Pixels at 150 dots an inch."""


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """The system's font for Chinese; ``make tools`` installs one where none is."""
    command = ["fc-match", "--format", "%{file}\n%{index}", ":lang=zh-cn"]
    found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    file, index = found.splitlines()
    return ImageFont.truetype(file, size, index=int(index))


def picture(draw: Callable[[ImageDraw.ImageDraw], None], size: tuple[int, int]) -> Image.Image:
    page = Image.new("L", size, 255)
    draw(ImageDraw.Draw(page))
    return page


def saved(page: Image.Image, form: str) -> bytes:
    buffer = io.BytesIO()
    page.save(buffer, form)
    return buffer.getvalue()


def scanned(*pages: Image.Image | str) -> bytes:
    """A PDF whose pages are pictures; a string is a page with that text layer instead."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    for page in pages:
        if isinstance(page, str):
            canvas.drawString(72, 770, page)
        else:
            canvas.drawImage(ImageReader(page), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def stamped(page: Image.Image) -> bytes:
    """A scan as an app on a telephone makes it, with the app's name as the only text."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    canvas.drawImage(ImageReader(page), 0, 0, 595, 842)
    canvas.drawString(450, 20, "Scanned by an app")
    canvas.save()
    return buffer.getvalue()


def wrapped(paragraphs: Sequence[str], characters: int) -> list[str]:
    """Printed lines: first lines set in by two characters."""
    lines = []
    for paragraph in paragraphs:
        printed = f"　　{paragraph}"
        lines += [printed[n : n + characters] for n in range(0, len(printed), characters)]
    return lines


def likeness(one: str, other: str) -> float:
    """Share of characters that both have in the same order."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


ACT = [
    (
        "第一条 为了规范临河市技术市场秩序，促进科技成果转化，根据有关法律、行政法规，"
        "结合本市实际，制定本办法。"
    ),
    "第二条 转让职务科技成果的，单位应当从转让净收入中提取不低于百分之七十的比例，奖励完成人员。",
    "第三条 市科学技术主管部门每年安排专项经费3500万元，支持不少于20家技术转移机构。",
    "第四条 本办法自2024年5月1日起施行，有效期5年。",
]
REPORT = [
    (
        "近年来，临河市围绕产业发展的需要，着力培育技术经理人队伍，出台了一批政策措施，形成了"
        "覆盖成果转化全链条的服务体系，全市技术合同成交额连续五年保持增长。"
    ),
    (
        "全市设立了二十个专职岗位，引进了一批紧缺急需的专业人才，高校院所普遍建立了技术转移机构，"
        "服务能力明显提高，企业对服务质量的评价普遍良好。"
    ),
    "下一步，全市将健全培养机制，加强平台建设，推动技术经理人全流程参与科技成果转化。",
]


def one_column(draw: ImageDraw.ImageDraw) -> None:
    draw.text((400, 120), "临河市技术市场办法", font=font(48), fill=0)
    for n, line in enumerate(wrapped(ACT, 38)):
        draw.text((145, 230 + 44 * n), line, font=font(25), fill=0)


def two_columns(draw: ImageDraw.ImageDraw) -> None:
    """Baselines of the columns are off by half a line, as where a picture was set above one."""
    draw.text((250, 120), "临河市培育专业队伍服务成果转化", font=font(48), fill=0)
    lines = wrapped(REPORT, 19)
    half = (len(lines) + 1) // 2
    for n, line in enumerate(lines):
        column, row = divmod(n, half)
        draw.text((125 + 520 * column, 240 + 42 * row + 21 * column), line, font=font(25), fill=0)


BLANK = Image.new("L", (60, 80), 255)
"""A picture on a page; too small for words, so that the tests that need none stay quick."""


@pytest.fixture(scope="module")
def act() -> bytes:
    return scanned(picture(one_column, A4), "Page two has a text layer of its own, long enough.")


def test_a_scanned_pdf_gives_its_paragraphs_and_pages(
    act: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def offline(*_: object) -> None:
        raise AssertionError("something is fetched")

    monkeypatch.setattr(socket.socket, "connect", offline)
    told: list[tuple[int, int]] = []
    raw = read_raw("act.pdf", act, lambda done, total: told.append((done, total)))
    cleaned = clean(raw)
    paragraphs = cleaned.text.split("\n")

    assert paragraphs[-1] == "Page two has a text layer of its own, long enough."
    assert len(paragraphs) == 6
    assert likeness("\n".join(paragraphs[:-1]), "\n".join(["临河市技术市场办法", *ACT])) >= 0.98
    assert cleaned.page_starts == (0, cleaned.text.index("Page two"))
    assert told == [(1, 1)]
    assert "page 1: read by OCR" in raw.notes


def test_columns_of_a_picture_are_read_one_after_the_other() -> None:
    # laid a little askew, as on the glass of a scanner
    page = picture(two_columns, A4).rotate(0.7, fillcolor=255, resample=Image.Resampling.BICUBIC)
    once = read_raw("report.png", saved(page, "PNG"))
    paragraphs = clean(once).text.split("\n")

    assert len(paragraphs) == 4
    assert likeness("\n".join(paragraphs[1:]), "\n".join(REPORT)) >= 0.98
    assert once.source_format == "png"


def test_the_same_picture_gives_the_same_words_and_says_how_sure_it_is() -> None:
    page = picture(
        lambda d: d.text((20, 20), "技术转让,净收入50%", font=font(25), fill=0), (340, 80)
    )
    pixels = np.asarray(page.convert("RGB"))
    once, again = find_words(pixels), find_words(pixels)

    assert once == again
    assert [word.text for word in once.words] == ["技术转让，净收入50%"]
    assert 0.9 < once.certainty <= 1


@pytest.mark.parametrize(
    ("name", "raw", "message"),
    [
        pytest.param(
            "a.pdf", scanned(BLANK, BLANK), "a PDF of 2 pages without a text layer", id="scan"
        ),
        pytest.param("a.pdf", stamped(BLANK), "without a text layer", id="scan with a stamp"),
        pytest.param("a.png", saved(BLANK, "PNG"), "a picture", id="picture"),
    ],
)
def test_without_the_extra_a_scan_names_it(
    name: str, raw: bytes, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)

    with pytest.raises(MissingExtra, match=message + r".*pip install 'zhengtu\[ocr\]'$"):
        read_raw(name, raw)


def test_without_the_extra_the_pages_that_have_words_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    raw = read_raw("a.pdf", scanned(BLANK, "Only this page has words that a program can read."))

    assert [line.page for line in raw.lines] == [2]
    assert raw.notes == ("page 1: no text layer; the extra ocr would read it",)


def test_a_scan_that_nothing_here_can_read_does_not_stop_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "scan.pdf").write_bytes(scanned(BLANK))
    (folder / "act.md").write_text(
        "# 临河市技术市场办法\n\n第一条 为了规范，制定本办法。\n", "utf-8"
    )
    with open_library(f"embedded:{tmp_path / 'library'}") as library:
        report = ingest(find_sources([folder]), library, workers=1)

    assert report.written == ("act",)
    (line,) = report.unreadable
    assert line.startswith(str(folder / "scan.pdf"))
    assert "zhengtu[ocr]" in line


@pytest.mark.parametrize(
    ("name", "raw", "message"),
    [
        pytest.param("a.png", b"\x89PNG\r\n\x1a\nbroken", "not a readable picture", id="damaged"),
        pytest.param("a.tif", b"plain words", "not a readable picture", id="no picture"),
        pytest.param(
            "a.jpg",
            saved(Image.new("L", (900, 900), 99), "JPEG")[:-900],
            "damaged on page 1",
            id="cut short",
        ),
        pytest.param(
            "a.pdf", saved(BLANK, "PNG"), "a picture under the extension .pdf", id="renamed"
        ),
    ],
)
def test_a_picture_that_cannot_be_opened_says_why(name: str, raw: bytes, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=message) as caught:
        read_raw(name, raw)

    assert "\n" not in str(caught.value)
