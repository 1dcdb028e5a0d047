"""Pages of government sites give the document, its number and days, and nothing around it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.model import Validity
from ingest.source import Source
from ingest.structure import Structure, read_structure

TITLE = "临河市人民政府关于印发《临河市技术市场办法》的通知"
BODY = """<p align="center">临政发〔2024〕3号</p><p>各县（区）人民政府，市政府各部门：</p>
<p>　　《临河市技术市场办法》已经市政府同意，现印发给你们，请认真遵照执行。</p>
<p align="right">临河市人民政府</p><p align="right">2024年3月5日</p>
<p align="center"><strong>临河市技术市场办法</strong></p>
<p>　　第一条　为了规范技术市场，促进成果转化，制定本办法。<br/>　　第二条　技术交易适用本办法。</p>
<p>　　第三条　本办法自2024年5月1日起施行，有效期至2029年4月30日。</p>
<p>附件：<a href="/a.docx">1.申请表.docx</a></p><p><a href="/b.pdf">2.材料清单.pdf</a></p>"""
AROUND = f"""<html><head><meta charset="utf-8">
<title>{TITLE}_政策文件_临河市人民政府</title></head><body>
<div class="top"><a>无障碍</a> | <a>长者模式</a> | <a>登录</a></div>
<div class="BreadcrumbNav">您现在的位置：<a>首页</a> &gt; <a>政务公开</a> &gt; 政策文件</div>
<div class="head"><table><tr><th>索 引 号：</th><td>113/2024-00123</td><th>成文日期：</th>
<td>2024年03月05日</td></tr><tr><th>标　　题：</th><td colspan="3">{TITLE}</td></tr>
<tr><th>发文字号：</th><td>临政发〔2024〕3号</td><th>有 效 性：</th><td>失效</td></tr></table></div>
<h1>{TITLE}</h1><div class="info">发布时间：2024-03-08 09:21　来源：市科技局　浏览次数：12</div>
<div class="%s">{BODY}</div>
<div class="xgjd"><h3>相关解读</h3><ul><li><a>《办法》解读，一图读懂，问答</a></li></ul></div>
<div class="ewm">扫一扫在手机打开当前页</div>
<div>主办：临河市人民政府办公室，网站标识码：3700000000，联系电话：123。</div></body></html>"""


def read(page: str, encoding: str = "utf-8") -> Structure:
    return read_structure(Source("page", Path("page.html")), page.encode(encoding))


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(AROUND % "TRS_Editor", id="what the system calls the text"),
        pytest.param(AROUND % "a1", id="a name that says nothing"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_the_words_around_a_document_are_left_out_and_told(page: str, encoding: str) -> None:
    read_page = read(page, encoding)
    text = read_page.document.text

    assert text.startswith(TITLE)
    for around in ("无障碍", "首页", "浏览次数", "相关解读", "扫一扫", "网站标识码", "索引号"):
        assert around not in text
    assert read_page.head.title == TITLE
    assert read_page.head.document_number == "临政发〔2024〕3号"
    last = read_page.provisions[-1]
    assert last.label == "落款"
    assert text[last.start : last.end].startswith("附件：1.申请表")


def test_the_box_of_a_page_tells_the_days_and_the_force() -> None:
    head = read(AROUND % "TRS_Editor").head

    assert head.written == date(2024, 3, 5)
    assert head.effective == date(2024, 5, 1)
    assert head.expires == date(2029, 4, 30)
    assert head.status is Validity.REPEALED
    assert "有效性" in head.status_basis


def test_days_that_only_the_box_tells_are_read() -> None:
    page = (
        "<html><head><meta charset=utf-8><title>临河市中试平台若干措施</title></head><body>"
        "<ul class=box><li>成文日期：2024-04-01</li><li>生效日期：2024-05-01</li>"
        "<li>失效日期：2027-04-30</li></ul><div class=article-title>临河市中试平台若干措施</div>"
        "<div class=article-body><p>为了支持中试平台建设，制定以下措施。</p>"
        "<p>一、支持建设。对新建的平台，给予补助，最高500万元。</p></div></body></html>"
    )
    head = read(page).head

    assert head.title == "临河市中试平台若干措施"
    assert (head.written, head.effective) == (date(2024, 4, 1), date(2024, 5, 1))
    assert head.expires == date(2027, 4, 30)


def test_a_page_of_nested_tables_and_forced_breaks_gives_its_articles() -> None:
    page = (
        "<html><head><title>沙洲市技术经理人规定</title></head><body><table width=960><tr><td>"
        "<table><tr><td><a>首页</a></td><td><a>机构</a></td></tr></table></td></tr><tr><td><table>"
        "<tr><td align=center><b>沙洲市技术经理人规定</b></td></tr>"
        "<tr><td align=center>沙科规〔2023〕2号　　发布日期：2023-06-01　　阅读：88次</td></tr>"
        "<tr><td>&nbsp;&nbsp;第一条&nbsp;为加强管理，制定本规定。<br><br>&nbsp;&nbsp;第二条&nbsp;应当具备："
        "<br>（一）遵纪守法，诚实信用；<br>（二）从业满二年。<br>&nbsp;&nbsp;第三条&nbsp;本规定自"
        "2023年7月1日起施行。<br><div align=right>沙洲市科学技术局<br>2023年5月20日</div></td></tr>"
        "</table></td></tr><tr><td>版权所有：沙洲市科学技术局，地址：某路1号。</td></tr></table>"
        "</body></html>"
    )
    found = read(page, "gb18030")

    assert found.document.text.startswith("沙洲市技术经理人规定\n沙科规〔2023〕2号\n")
    assert "阅读" not in found.document.text
    assert "版权" not in found.document.text
    assert [p.locator for p in found.provisions if p.rank.value == "article"] == [
        "第一条",
        "第二条",
        "第三条",
    ]
    assert found.head.issuers == ("沙洲市科学技术局",)


def test_a_table_of_documents_inside_of_the_text_is_no_box() -> None:
    page = (
        "<html><body><h1>临河市文件清理办法</h1><div class=content>"
        "<p>第一条 下列文件，自2024年5月1日起废止：</p><table><tr><th>标题</th><th>文号</th></tr>"
        "<tr><td>旧办法</td><td>临政发〔2010〕1号</td></tr></table>"
        "<p>第二条 本办法自2024年5月1日起施行。</p></div></body></html>"
    )

    assert "旧办法 | 临政发〔2010〕1号" in read(page).document.text
