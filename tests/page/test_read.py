"""Reading a document in a real browser."""

from __future__ import annotations

from urllib.parse import quote

from playwright.sync_api import Browser, Page, expect

from tests.page.conftest import OpenPage

SHARE = "青海省转让成果，奖励完成成果的人员的比例最低是多少？"


def answered(open_page: OpenPage, question: str = SHARE) -> Page:
    page = open_page(f"/?q={quote(question)}")
    page.wait_for_selector(".answer")
    return page


def test_a_citation_opens_the_article_with_the_quote_marked(open_page: OpenPage) -> None:
    page = answered(open_page)
    quoted = page.locator(".source q").first.inner_text()
    page.locator(".chip").first.click()
    page.wait_for_selector("mark")

    marked = "".join(page.locator("mark").all_inner_texts())
    assert marked == quoted.replace("\n", "")
    expect(page.locator("mark").first).to_be_in_viewport()


def test_the_marked_words_are_right_after_a_character_outside_the_first_plane(
    open_page: OpenPage,
) -> None:
    page = answered(open_page, "《青海省科技成果落地办法》自什么时候起施行？")
    quoted = page.locator(".source q").first.inner_text()
    page.locator(".source .title").first.click()
    page.wait_for_selector("mark")

    assert "2021年7月1日" in quoted
    assert "".join(page.locator("mark").all_inner_texts()) == quoted


def test_the_outline_leads_through_the_document(open_page: OpenPage) -> None:
    page = answered(open_page)
    page.locator(".chip").first.click()

    expect(page.locator(".outline [aria-current]")).to_contain_text("第三条")
    page.locator(".outline button", has_text="第六条").click()
    expect(page.locator(".text p", has_text="第六条")).to_be_in_viewport()


def test_statements_are_marked_by_kind_where_that_is_wished(open_page: OpenPage) -> None:
    page = open_page("/read/qh-001")
    page.get_by_role("checkbox", name="规则").check()

    expect(page.locator(".text p[data-start] .mark-Norm").first).to_contain_text("百分之六十五")
    assert "mark=Norm" in page.url


def test_a_line_that_is_clicked_tells_what_is_known_of_its_clause(open_page: OpenPage) -> None:
    page = open_page("/read/qh-001")
    page.locator(".text p", has_text="第三条").click()

    expect(page.locator(".clause h2")).to_contain_text("第三条")
    expect(page.locator(".statement").first).to_be_visible()


def test_what_was_not_understood_is_told(open_page: OpenPage) -> None:
    page = open_page("/read/qh-001")
    page.get_by_role("tab", name="没读懂").click()

    expect(page.get_by_role("tabpanel", name="没读懂")).to_contain_text("个字归入条款")


def test_a_document_that_is_not_held_is_told_so(browser: Browser, address: str) -> None:
    # Outside open_page: the browser itself reports the 404 on the console.
    page = browser.new_page(locale="zh-CN")
    page.goto(f"{address}/read/none")

    expect(page.get_by_role("alert")).to_contain_text("库中没有")
    page.close()
