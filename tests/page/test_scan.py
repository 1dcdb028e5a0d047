"""A scan in a real browser: read by OCR, asked, and shown as it was printed."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import expect

from tests.ingest.test_ocr import A4, one_column, picture, scanned
from tests.ingest.test_printed import two_pages
from tests.page.conftest import OpenPage

OCR_SECONDS = 180


def test_a_quote_of_a_scan_is_marked_where_it_is_printed(
    open_page: OpenPage, own_address: str, tmp_path: Path
) -> None:
    slanted = picture(one_column, A4).rotate(0.6, fillcolor=255)
    file = tmp_path / "lh-001.pdf"
    file.write_bytes(scanned(slanted))
    page = open_page("/library?tab=upload", base=own_address)
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="读入 1 个文件").click()
    expect(page.locator(".job .badge").first).to_have_text("完成", timeout=OCR_SECONDS * 1000)

    question = "《临河市技术市场办法》自什么时候起施行？"
    page.goto(f"{own_address}/?q={quote(question)}")
    page.locator(".source .title", has_text="临河市").first.click()
    page.get_by_text("原页", exact=True).click()
    image = page.get_by_role("img", name="第 1 页原图")
    expect(image).to_be_visible()
    mark = page.locator(".sheet mark").first
    sheet, box = image.bounding_box(), mark.bounding_box()
    assert sheet
    assert box
    # The clause of commencement is the last of seven lines, in the upper third of the page.
    assert "view=page" in page.url
    assert 0.2 < (box["y"] - sheet["y"]) / sheet["height"] < 0.4
    assert sheet["x"] < box["x"] < box["x"] + box["width"] < sheet["x"] + sheet["width"]

    page.reload()
    expect(page.locator(".sheet mark").first).to_be_in_viewport()


def test_a_line_of_a_page_that_is_clicked_shows_its_clause(
    open_page: OpenPage, own_address: str, tmp_path: Path
) -> None:
    file = tmp_path / "act.pdf"
    file.write_bytes(two_pages())
    page = open_page("/library?tab=upload", base=own_address)
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="读入 1 个文件").click()
    expect(page.locator(".job .badge").first).to_have_text("完成", timeout=60_000)
    page.goto(f"{own_address}/read/act?view=page")
    image = page.get_by_role("img", name="第 1 页原图")
    size = image.bounding_box()
    assert size
    image.click(position={"x": size["width"] * 0.2, "y": size["height"] * (842 - 773) / 842})

    expect(page.locator(".sheet mark").first).to_be_visible()
    assert "at=0-" in page.url
    page.get_by_role("button", name="下一页").click()
    expect(page.get_by_text("第 2 / 2 页")).to_be_visible()
