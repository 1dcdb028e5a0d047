"""What the three kinds of users come for, from the first click to the file that they take away."""

from __future__ import annotations

import csv
import io
import re

import pytest
from docx import Document
from PIL import Image
from playwright.sync_api import Page, expect

from tests.page.conftest import OpenPage

SHARE = "没有约定的，转让科技成果的净收入至少拿出多大比例奖励完成人？"
DEFINITION = "什么是科技成果转化？"


def ask(page: Page, question: str) -> None:
    page.get_by_label("您的问题").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator(".answer h2")).to_have_text(question)


def words(text: str) -> str:
    return re.sub(r"\s+", "", text)


def clipboard(page: Page) -> str:
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def test_a_technology_manager_asks_opens_the_clause_and_takes_the_citation(
    open_page: OpenPage, starter_address: str
) -> None:
    page = open_page("/", base=starter_address)
    ask(page, SHARE)
    expect(page.locator(".answer header .badge")).to_have_text("已答")
    source = page.locator(".source").first
    title, locator = source.locator(".title").inner_text(), source.locator(".locator").inner_text()
    quote = source.locator("q").inner_text()

    page.locator(".sentences .chip").first.click()
    page.wait_for_selector("mark")
    assert words("".join(page.locator("mark").all_inner_texts())) == words(quote)
    expect(page.locator(".text h1")).to_have_text(title)
    expect(page.locator("mark").first).to_be_in_viewport()

    page.go_back()
    source.get_by_role("button", name="复制引文").click()
    page.get_by_role("menuitem", name="GB/T 7714").click()
    expect(page.get_by_text("已复制")).to_be_visible()
    assert re.fullmatch(
        rf"(\S+\. )?{re.escape(title)}(：\S+)?\[Z/OL\]\.( \d{{4}}\.)? {re.escape(locator)}\. "
        r"\[\d{4}-\d\d-\d\d\]\.",
        clipboard(page),
    )
    page.get_by_role("button", name="复制整个答案").click()
    page.wait_for_function("navigator.clipboard.readText().then(t => t.startsWith('**'))")
    told = clipboard(page)
    assert told.startswith(f"**{SHARE}**")
    assert f"[^1]: 《{title}》{locator}" in told
    assert words(quote) in words(told)


def test_a_trainer_fills_the_basket_arranges_previews_and_takes_a_document(
    open_page: OpenPage, starter_address: str
) -> None:
    page = open_page("/", base=starter_address)
    quotes = []
    for question in (DEFINITION, SHARE):
        ask(page, question)
        quotes.append(page.locator(".source q").first.inner_text())
        page.get_by_role("button", name="放进课程篮").first.click()
    page.get_by_role("link", name="课程", exact=True).click()
    expect(page.get_by_role("heading", name="课程篮（2）")).to_be_visible()
    kept = page.locator(".basket li strong")
    before = kept.all_inner_texts()
    page.locator(".basket li").nth(1).get_by_role("button", name="上移").click()
    assert kept.all_inner_texts() == before[::-1]

    page.get_by_label("课名").fill("收益怎么分")
    page.get_by_role("button", name="预览").click()
    expect(page.locator(".lesson h1")).to_have_text("收益怎么分")
    items = page.locator(".lesson .item h3")
    first, second = items.nth(0).inner_text(), items.nth(1).inner_text()
    page.get_by_role("button", name=f"下移: {first}").click()
    expect(items.nth(0)).to_have_text(second)

    page.get_by_label("您的名字").fill("李老师")
    page.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_url("**/lessons/*")
    with page.expect_download() as file:
        page.get_by_role("button", name="DOCX").click()
    document = Document(str(file.value.path()))
    parts = [paragraph.text for paragraph in document.paragraphs]
    parts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    written = words("".join(parts))

    assert file.value.suggested_filename.endswith(".docx")
    assert words("收益怎么分") in written
    assert all(words(quote)[:24] in written for quote in quotes)
    assert written.index(words(second)) < written.index(words(first))


def test_an_analyst_goes_from_the_matrix_to_the_quote_and_takes_table_and_picture(
    open_page: OpenPage, starter_address: str
) -> None:
    page = open_page("/", base=starter_address)
    page.get_by_role("link", name="矩阵").click()
    cell = page.locator("button.cell").first
    found = int(re.findall(r"\d+", cell.locator("strong").inner_text())[0])
    region = re.sub(r"\s.*", "", page.locator("tbody tr").first.locator("th").inner_text())
    cell.click()
    drawer = page.get_by_role("dialog")
    expect(drawer.locator(".findings li")).to_have_count(min(found, 50))
    quote = drawer.locator("blockquote").first.inner_text()
    drawer.locator(".findings a").first.click()
    page.wait_for_selector("mark")
    marked = "".join(page.locator("mark").all_inner_texts())
    assert words(marked) in words(quote)

    page.go_back()
    page.wait_for_selector("button.cell")
    with page.expect_download() as table:
        page.get_by_text("导出 CSV").click()
    rows = list(csv.DictReader(io.StringIO(table.value.path().read_text("utf-8-sig"))))
    assert {row["region"] for row in rows} >= {region}
    assert found in {int(row["statements"] or 0) for row in rows if row["region"] == region}

    with page.expect_download() as picture:
        page.get_by_text("导出 PNG").click()
    with Image.open(picture.value.path()) as drawn:
        assert drawn.format == "PNG"
        assert min(drawn.size) > 200
        assert len(drawn.convert("RGB").getcolors(1 << 20) or []) > 10


@pytest.mark.parametrize("follow", ["那上海呢？"])
def test_a_question_goes_on_from_the_answer_before(
    open_page: OpenPage, starter_address: str, follow: str
) -> None:
    page = open_page("/", base=starter_address)
    ask(page, SHARE)
    page.get_by_label("接着问").first.fill(follow)
    page.keyboard.press("Enter")

    expect(page.locator(".understood")).to_contain_text("上海")
    expect(page.get_by_role("navigation", name="此前的问题")).to_contain_text(SHARE)
