"""What only the places on a PDF page tell: tables, columns written across, notes, print."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from itertools import zip_longest

import pytest
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table, TableStyle

from ingest.clean import CleanText, clean
from ingest.formats.read import read_raw
from ingest.formats.ruled import tables
from tests.ingest.test_formats import COLUMN_LINES, COLUMNS, FONT, pdf

CELLS = [
    ["对象", "条件", "标准"],
    ["服务机构", "促成技术合同登记，\n成交额在一百万元以上", "成交额的百分之一，\n最高五十万元"],
    ["技术经理人", "全职在岗满一年", "每年两万元"],
]
Style = tuple[str, tuple[int, int], tuple[int, int], float, str]


def read(draw: Callable[[Canvas], None]) -> CleanText:
    return clean(read_raw("a.pdf", pdf(draw)))


def write(canvas: Canvas, lines: Sequence[str], x: float, y: float, size: float = 12) -> None:
    canvas.setFont(FONT, size)
    for n, line in enumerate(lines):
        canvas.drawString(x, y - 1.7 * size * n, line)


def set_table(canvas: Canvas, rows: list[list[str]], *lines: Style, y: float = 560) -> None:
    table = Table(rows, colWidths=[90, 170, 150][: len(rows[0])])
    table.setStyle(TableStyle([("FONT", (0, 0), (-1, -1), FONT, 11), *lines]))
    table.wrap(0, 0)
    table.drawOn(canvas, 72, y)


GRID: Style = ("GRID", (0, 0), (-1, -1), 0.5, "black")


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([GRID], id="ruled all around"),
        pytest.param(
            [
                ("INNERGRID", (0, 0), (-1, -1), 0.5, "black"),
                ("LINEABOVE", (0, 0), (-1, 0), 1.0, "black"),
                ("LINEBELOW", (0, -1), (-1, -1), 1.0, "black"),
            ],
            id="open at its sides",
        ),
    ],
)
def test_a_ruled_table_gives_its_rows_where_it_stands(lines: list[Style]) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, ["第一条 补助的对象和标准如下："], 72, 720)
        set_table(canvas, CELLS, *lines)
        write(canvas, ["第二条 本办法自2024年5月1日起施行。"], 72, 500)

    assert read(draw).text.split("\n") == [
        "第一条 补助的对象和标准如下：",
        "对象 | 条件 | 标准",
        "服务机构 | 促成技术合同登记，成交额在一百万元以上 | 成交额的百分之一，最高五十万元",
        "技术经理人 | 全职在岗满一年 | 每年两万元",
        "第二条 本办法自2024年5月1日起施行。",
    ]


def test_a_cell_over_several_rows_stands_in_the_first_of_them() -> None:
    rows = [["类别", "项目", "比例"], ["转让", "发明", "70%"], ["", "其他", "60%"]]

    def draw(canvas: Canvas) -> None:
        table = Table(rows, colWidths=[90, 170, 150])
        span = ("SPAN", (0, 1), (0, 2))
        table.setStyle(TableStyle([("FONT", (0, 0), (-1, -1), FONT, 11), span, GRID]))
        table.wrap(0, 0)
        table.drawOn(canvas, 72, 560)

    assert read(draw).text.split("\n") == [
        "类别 | 项目 | 比例",
        "转让 | 发明 | 70%",
        "| 其他 | 60%",
    ]


def test_a_row_that_a_page_parts_is_whole() -> None:
    first = [["对象", "条件"], ["服务机构", "实际成交额在一百"]]

    def draw(canvas: Canvas) -> None:
        set_table(canvas, first, GRID, y=60)
        canvas.showPage()
        set_table(canvas, [["", "万元以上"]], GRID, y=760)
        write(canvas, ["第二条 本办法自2024年5月1日起施行。"], 72, 700)

    assert read(draw).text.split("\n")[1:] == [
        "服务机构 | 实际成交额在一百万元以上",
        "第二条 本办法自2024年5月1日起施行。",
    ]


def test_a_frame_around_text_and_an_underline_are_no_table() -> None:
    frame = [(50.0, 50.0, 550.0, 50.5), (50.0, 800.0, 550.0, 800.5)]
    sides = [(50.0, 50.0, 50.5, 800.0), (549.5, 50.0, 550.0, 800.0)]

    assert tables([*frame, *sides, (100.0, 300.0, 200.0, 300.4)]) == []


def test_columns_that_were_written_line_by_line_are_read_one_after_the_other() -> None:
    half = (len(COLUMN_LINES) + 1) // 2

    def draw(canvas: Canvas) -> None:
        write(canvas, ["临河：培育专业队伍服务转化"], 200, 800, 16)
        canvas.setFont(FONT, 10.5)
        for row, pair in enumerate(
            zip_longest(COLUMN_LINES[:half], COLUMN_LINES[half:], fillvalue="")
        ):
            for column, line in enumerate(pair):
                indent = 21 if line.startswith("　") else 0
                canvas.drawString(60 + 245 * column + indent, 760 - 16 * row, line.strip("　"))

    assert read(draw).text.split("\n") == ["临河：培育专业队伍服务转化", *COLUMNS]


def test_notes_at_the_foot_of_a_page_stand_beside_the_text() -> None:
    body = [
        "第一条 为了规范技术市场秩序，促进科技成果转化①，保护交易当",
        "事人的合法权益，制定本办法。",
        "第二条 本办法适用于本市行政区域内的技术开发、技术转让和技术",
    ]

    def draw(canvas: Canvas) -> None:
        write(canvas, body, 72, 780)
        write(canvas, ["①包括职务成果和非职务成果。"], 72, 90, 9)
        canvas.showPage()
        write(canvas, ["服务活动。", "第三条 本办法自2024年5月1日起施行。"], 72, 780)

    found = read(draw)
    running = found.text[: found.asides[0].start]

    assert [found.text[a.start : a.end] for a in found.asides] == ["①包括职务成果和非职务成果。"]
    assert found.asides[0].label == "脚注"
    assert "技术转让和技术服务活动。" in running


def test_a_title_is_not_joined_to_print_of_another_size() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, ["临河市科技成果转化工作情况"], 100, 800, 20)
        write(canvas, ["某研究中心课题组"], 100, 770, 11)
        lines = [f"　　{COLUMNS[0]}{COLUMNS[1]}"[n : n + 34] for n in range(0, 170, 34)]
        write(canvas, lines, 72, 740)

    assert read(draw).text.split("\n")[:2] == ["临河市科技成果转化工作情况", "某研究中心课题组"]


def test_a_byline_of_another_size_does_not_part_a_sentence() -> None:
    words = COLUMNS[1]
    lines = [words[n : n + 30] for n in range(0, len(words), 30)]

    def draw(canvas: Canvas) -> None:
        write(canvas, lines[:1], 72, 740)
        write(canvas, ["本刊编辑部整理"], 72, 720, 8)
        write(canvas, lines[1:], 72, 700)

    found = read(draw).text.split("\n")

    assert found == [words, "本刊编辑部整理"]


def test_a_drawing_of_many_strokes_is_no_table() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    for n in range(1_600):  # a drawing
        canvas.line(10 + n % 500, 10 + n % 700, 40 + n % 500, 10 + n % 700)
    write(canvas, ["第一条 图示如上。"], 72, 780)
    canvas.save()

    assert clean(read_raw("a.pdf", buffer.getvalue())).text == "第一条 图示如上。"
