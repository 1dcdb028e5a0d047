"""Lessons in a real browser: from the wish to the file."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.page.conftest import OpenPage


def previewed(page: Page) -> Page:
    page.get_by_role("combobox", name="措施类别").fill("收益分配")
    page.get_by_role("option", name="C 收益分配与薪酬激励").click()
    page.get_by_role("heading", name="新课").click()  # closes the list
    page.get_by_role("button", name="预览").click()
    page.wait_for_selector(".lesson")
    return page


def test_a_lesson_quotes_its_clauses_and_is_saved_and_exported(
    open_page: OpenPage, starter_address: str
) -> None:
    page = previewed(open_page("/lessons", base=starter_address))
    expect(page.locator(".lesson blockquote").first).to_be_visible()
    page.get_by_label("您的名字").fill("李老师")
    page.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_url("**/lessons/*")
    with page.expect_download() as file:
        page.get_by_role("button", name="MD").click()

    assert "收益分配与薪酬激励" in file.value.path().read_text("utf-8")
    expect(page.get_by_text("都没有变化")).to_be_visible()


def test_an_item_that_is_taken_out_is_gone(open_page: OpenPage, starter_address: str) -> None:
    page = previewed(open_page("/lessons", base=starter_address))
    items = page.locator(".lesson .item")
    before = items.count()
    page.locator(".lesson .item button", has_text="×").first.click()

    expect(items).to_have_count(before - 1)


def test_what_was_put_into_the_basket_while_reading_stands_in_the_lesson(
    open_page: OpenPage, starter_address: str
) -> None:
    page = open_page("/?q=什么是科技成果转化？", base=starter_address)
    quoted = page.locator(".source q").first.inner_text()
    page.get_by_role("button", name="放进课程篮").first.click()
    page.get_by_role("link", name="课程").click()
    expect(page.get_by_role("heading", name="课程篮（1）")).to_be_visible()
    page.get_by_role("button", name="预览").click()

    expect(page.locator(".lesson blockquote").first).to_contain_text(quoted[:20])


def test_a_lesson_of_nothing_is_not_built(open_page: OpenPage, starter_address: str) -> None:
    page = open_page("/lessons", base=starter_address)
    page.get_by_role("button", name="预览").click()

    expect(page.get_by_role("alert")).to_contain_text("请至少选一个措施类别")
