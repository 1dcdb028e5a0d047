"""Every format gives the document's own words in reading order, or one clear line why not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from graph.errors import UnreadableDocument
from ingest.clean import clean
from ingest.formats.read import read_raw

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def text_of(name: str, raw: bytes) -> list[str]:
    return clean(read_raw(name, raw)).text.split("\n")


def pdf(draw: Callable[[Canvas], None]) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    canvas.setFont(FONT, 12)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def printed(pages: list[list[str]]) -> bytes:
    """A PDF with a running head and page numbers; lines that start with 　　 are indented."""

    def draw(canvas: Canvas) -> None:
        for number, lines in enumerate(pages, 1):
            canvas.setFont(FONT, 12)
            canvas.drawString(250, 810, "临河市人民政府公报")
            for n, line in enumerate(lines):
                indent = 24 if line.startswith("　") else 0
                canvas.drawString(72 + indent, 780 - 20 * n, line.strip("　"))
            canvas.drawString(290, 40, f"- {number} -")
            canvas.showPage()

    return pdf(draw)


def word(*fill: Callable[[docx.document.Document], None]) -> bytes:
    document = docx.Document()
    for step in fill:
        step(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_of_a_text_is_found(encoding: str) -> None:
    raw = "临河市技术市场办法\n\n第一条 为规范技术市场，制定本办法。".encode(encoding)

    assert text_of("a.txt", raw) == [
        "临河市技术市场办法",
        "第一条 为规范技术市场，制定本办法。",
    ]


def test_markdown_marks_are_taken_off_and_words_kept() -> None:
    raw = (
        "---\ntitle: 无关\n---\n# 临河市**若干**措施\n<!-- 注 -->\n\n"
        "> 一、加强[技术市场](https://example.invalid/a)建设*试点*\n\n---\n\n"
        "| 项目 | 比例 |\n|---|:--:|\n| 转让 | 70% |\n"
    ).encode()

    assert text_of("a.md", raw) == [
        "临河市若干措施",
        "一、加强技术市场建设试点",
        "项目 | 比例",
        "转让 | 70%",
    ]


PAGE = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>临河市办法_临河市人民政府网</title></head><body>
<div class="header"><ul><li><a href="/">首页</a></li><li><a href="/a">公开，服务</a></li></ul></div>
<div class="crumbs">当前位置：<a>首页</a>、正文</div>
<table><tr><td>发文字号：</td><td>临政发〔2024〕3号</td></tr></table>
<div class="main"><h1>临河市技术市场办法</h1><div id="zoom">
<p>　　<b>第一条</b>　为了规范技术市场，促进转化，制定本办法。</p>
<table><tr><th>方式</th><th>比例</th></tr><tr><td>转让</td><td>不低于<b>70%</b></td></tr></table>
<p>　　第二条　本办法自公布之日起施行；<br>有效期五年。</p>
<ol><li>技术转让，</li><li>技术许可。</li></ol></div></div>
<div class="share">分享到：微信、微博</div><script>var a = "，，，。";</script>
<div class="footer">主办：临河市人民政府办公室，地址：某路1号。</div></body></html>"""


def test_a_government_page_gives_the_document_without_the_page_around_it() -> None:
    assert text_of("a.html", PAGE.encode("gb18030")) == [
        "临河市技术市场办法",
        "发文字号：临政发〔2024〕3号",
        "第一条 为了规范技术市场，促进转化，制定本办法。",
        "方式 | 比例",
        "转让 | 不低于70%",
        "第二条 本办法自公布之日起施行；",
        "有效期五年。",
        "1.技术转让，",
        "2.技术许可。",
    ]
    assert read_raw("a.htm", PAGE.encode("gb18030")).title == "临河市技术市场办法"


def test_a_word_file_gives_paragraphs_and_tables_in_the_order_of_its_body() -> None:
    def fill(document: docx.document.Document) -> None:
        document.add_heading("临河市技术市场办法", 0)
        document.add_paragraph("第一条 甲。")
        table = document.add_table(rows=2, cols=2)
        for n, words in enumerate(["方式", "比例", "转让", "70%"]):
            table.cell(n // 2, n % 2).text = words
        document.add_paragraph("第二条 乙。")

    assert text_of("a.docx", word(fill)) == [
        "临河市技术市场办法",
        "第一条 甲。",
        "方式 | 比例",
        "转让 | 70%",
        "第二条 乙。",
    ]


def _numbered(
    document: docx.document.Document,
    forms: list[tuple[str, str]],
    *,
    counts_through: bool = False,
) -> str:
    """Add a multilevel list definition; gives its numId."""
    root = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    for depth, (form, pattern) in enumerate(forms):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(depth))
        for tag, value in (
            ("w:start", "1"),
            *((("w:lvlRestart", "0"),) if counts_through and depth else ()),
            ("w:numFmt", form),
            ("w:suff", "nothing"),
            ("w:lvlText", pattern),
        ):
            child = OxmlElement(tag)
            child.set(qn("w:val"), value)
            level.append(child)
        abstract.append(level)
    root.insert(0, abstract)
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "77")
    reference = OxmlElement("w:abstractNumId")
    reference.set(qn("w:val"), "77")
    number.append(reference)
    root.append(number)
    return "77"


def test_automatic_numbers_of_a_word_file_are_text() -> None:
    def fill(document: docx.document.Document) -> None:
        identity = _numbered(
            document,
            [
                ("chineseCountingThousand", "第%1条"),
                ("chineseCounting", "（%2）"),
                ("decimal", "%3."),
            ],
        )
        for depth, words in [
            (0, "　甲："),
            (1, "乙；"),
            (1, "丙："),
            (2, "丁。"),
            (0, "　戊："),
            (1, "己。"),
        ]:
            paragraph = document.add_paragraph(words)
            numbers = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            numbers.get_or_add_ilvl().val = depth
            numbers.get_or_add_numId().val = int(identity)

    assert text_of("a.docx", word(fill)) == [
        "第一条 甲：",
        "（一）乙；",
        "（二）丙：",
        "1.丁。",
        "第二条 戊：",
        "（一）己。",
    ]


def _set_number(paragraph: Paragraph, identity: str, depth: int) -> None:
    numbers = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    numbers.get_or_add_ilvl().val = depth
    numbers.get_or_add_numId().val = int(identity)


@pytest.mark.parametrize(
    ("counts_through", "article"),
    [
        pytest.param(True, "第二条 乙。", id="articles counted through the chapters"),
        pytest.param(False, "第一条 乙。", id="counted anew in each"),
    ],
)
def test_articles_are_counted_as_the_file_says(*, counts_through: bool, article: str) -> None:
    def fill(document: docx.document.Document) -> None:
        forms = [("chineseCounting", "第%1章"), ("chineseCounting", "第%2条")]
        identity = _numbered(document, forms, counts_through=counts_through)
        for depth, words in [(0, "　总则"), (1, "　甲。"), (0, "　附则"), (1, "　乙。")]:
            _set_number(document.add_paragraph(words), identity, depth)

    assert text_of("a.docx", word(fill))[-2:] == ["第二章 附则", article]


def test_a_paragraph_that_was_deleted_takes_its_number_with_it() -> None:
    def fill(document: docx.document.Document) -> None:
        identity = _numbered(document, [("chineseCounting", "第%1条")])
        for words in ("　甲。", "", "　乙。"):
            paragraph = document.add_paragraph(words)
            _set_number(paragraph, identity, 0)
            if not words:
                mark = OxmlElement("w:rPr")
                mark.append(OxmlElement("w:del"))
                paragraph._p.get_or_add_pPr().append(mark)

    assert text_of("a.docx", word(fill)) == ["第一条 甲。", "第二条 乙。"]


def test_tracked_changes_of_a_word_file_read_as_accepted() -> None:
    def fill(document: docx.document.Document) -> None:
        paragraph = document.add_paragraph("第一条 奖励比例")
        for tag, inner, words in (("w:del", "w:delText", "50%"), ("w:ins", "w:t", "70%")):
            change = OxmlElement(tag)
            run = OxmlElement("w:r")
            text = OxmlElement(inner)
            text.text = words
            run.append(text)
            change.append(run)
            paragraph._p.append(change)

    assert text_of("a.docx", word(fill)) == ["第一条 奖励比例70%"]


def test_a_pdf_gives_paragraphs_without_running_heads_and_keeps_its_pages() -> None:
    raw = printed(
        [
            [
                "临河市技术市场办法",
                "　　第一条 为了规范技术市场秩序，促进科技成果转化为现实生产力，保护",
                "技术交易当事人的合法权益，根据有关法律、行政法规，结合本市的实际情况，",
                "制定本办法。",
                "　　第二条 本市行政区域内的技术开发、技术转让、技术许可、技术咨询和",
            ],
            [
                "技术服务活动，适用本办法。",
                "　　第三条 市科学技术主管部门负责本市技术市场的管理和监督工作。",
            ],
            ["　　第四条 本办法自2024年5月1日起施行。"],
        ]
    )
    cleaned = clean(read_raw("a.pdf", raw))

    assert cleaned.text.split("\n") == [
        "临河市技术市场办法",
        (
            "第一条 为了规范技术市场秩序，促进科技成果转化为现实生产力，保护技术交易当事人的"
            "合法权益，"
            "根据有关法律、行政法规，结合本市的实际情况，制定本办法。"
        ),
        "第二条 本市行政区域内的技术开发、技术转让、技术许可、技术咨询和技术服务活动，适用本办法。",
        "第三条 市科学技术主管部门负责本市技术市场的管理和监督工作。",
        "第四条 本办法自2024年5月1日起施行。",
    ]
    places = [cleaned.text.index(words) for words in ("临河市", "技术服务活动", "第四条")]
    assert list(cleaned.page_starts) == places


COLUMNS = [
    (
        "近年来，临河市围绕产业发展的需要，着力培育技术经理人队伍，出台了一批政策措施，形成了"
        "覆盖成果转化全链条的服务体系，全市技术合同成交额连续五年保持增长。"
    ),
    (
        "全市设立了二十个专职岗位，引进了一批紧缺急需的专业人才，高校院所普遍建立了技术转移机构，"
        "服务能力明显提高，企业对服务质量的评价普遍良好，人才队伍的结构得到了优化。"
    ),
    (
        "下一步，全市将继续完善政策体系，健全培养机制，加强平台建设，推动技术经理人全流程参与"
        "科技成果转化，努力打造具有影响力的技术转移服务品牌。"
    ),
]
COLUMN_LINES = [
    line
    for paragraph in COLUMNS
    for start in range(0, len(paragraph) + 2, 20)
    if (line := f"　　{paragraph}"[start : start + 20])
]


def test_a_pdf_of_two_columns_gives_each_paragraph_whole() -> None:
    half = (len(COLUMN_LINES) + 1) // 2

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 10.5)
        canvas.drawString(200, 800, "临河：培育专业队伍服务转化")
        for n, line in enumerate(COLUMN_LINES):
            column, row = divmod(n, half)
            indent = 21 if line.startswith("　") else 0
            canvas.drawString(60 + 245 * column + indent, 770 - 16 * row, line.strip("　"))

    assert text_of("a.pdf", pdf(draw)) == ["临河：培育专业队伍服务转化", *COLUMNS]


def _encrypted() -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt="secret")
    canvas.drawString(100, 100, "a")
    canvas.save()
    return buffer.getvalue()


def _archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "甲")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "raw", "message"),
    [
        pytest.param("a.pdf", b"%PDF-1.4 broken", "not a readable PDF", id="damaged pdf"),
        pytest.param("a.pdf", _encrypted(), "encrypted", id="encrypted pdf"),
        pytest.param("a.pdf", b"plain words", "not a PDF", id="no pdf at all"),
        pytest.param("a.docx", b"PK\x03\x04broken", "not a readable Word", id="damaged docx"),
        pytest.param("a.docx", _archive(), "not a readable Word", id="another archive"),
        pytest.param("a.docx", b"\xd0\xcf\x11\xe0old", "encrypted or old", id="old Word"),
        pytest.param("a.docx", word(), "without words", id="empty docx"),
        pytest.param("a.md", b"%PDF-1.4", "a PDF under the extension .md", id="wrong extension"),
        pytest.param("a.txt", b"ab\x00\x01cd", "binary data", id="binary"),
        pytest.param("a.txt", b"\xff\xff\xff\xff", "not a text", id="no encoding fits"),
        pytest.param("a.md", b" \n \n", "empty", id="blank"),
        pytest.param("a.md", b"<!-- x -->", "without words", id="only a comment"),
        pytest.param("a.html", b"<html><body></body></html>", "without words", id="empty page"),
        pytest.param("a.xls", b"x", "not one of", id="unknown format"),
    ],
)
def test_what_cannot_be_read_says_why_in_one_line(name: str, raw: bytes, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=message) as caught:
        clean(read_raw(name, raw))

    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_told_without_its_mark(encoding: str) -> None:
    raw = "临河市技术市场办法\n第一条 为规范技术市场，制定本办法。".encode(encoding)

    assert text_of("a.txt", raw)[0] == "临河市技术市场办法"


def test_big5_is_not_read_as_another_encoding() -> None:
    raw = "臨河市技術市場管理辦法\n第一條 為規範技術市場，制定本辦法。".encode("big5")

    assert text_of("a.txt", raw)[0] == "臨河市技術市場管理辦法"
