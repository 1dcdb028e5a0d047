"""Asking in a real browser: what a reader sees, clicks and types."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.api.serving import served
from tests.page.conftest import OpenPage

SHARE = "青海省转让成果，奖励完成成果的人员的比例最低是多少？"
COMPARE = "各地转让成果的奖励比例有什么不同？"
UNKNOWN = "火星基地的电梯票价是多少？"


def asked(page: Page, question: str) -> Page:
    page.get_by_label("您的问题").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator(".answer h2").first).to_have_text(question)
    return page


def test_enter_asks_and_the_answer_carries_its_citations(open_page: OpenPage) -> None:
    page = asked(open_page(), SHARE)

    expect(page.locator(".sentences")).to_contain_text("百分之六十五")
    chip = page.locator(".sentences .chip").first
    expect(chip.locator(".n")).to_have_text("1")
    expect(chip).to_contain_text("青海省科技成果落地办法 第三条")
    expect(chip).to_contain_text("现行有效")
    expect(page.locator(".source").first).to_contain_text("青海省科技成果落地办法")


def test_a_chip_shows_its_quote_before_it_is_clicked(open_page: OpenPage) -> None:
    page = asked(open_page(), SHARE)
    page.locator(".sentences .chip").first.hover()

    expect(page.locator("[role=tooltip] blockquote:visible")).to_contain_text("百分之六十五")


def test_a_citation_is_copied_as_a_paper_cites_it(open_page: OpenPage) -> None:
    page = asked(open_page(), SHARE)
    page.locator(".source button", has_text="复制引文").first.click()
    page.get_by_role("menuitem", name="GB/T 7714").click()
    expect(page.get_by_text("已复制")).to_be_visible()

    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("青海省. 青海省科技成果落地办法[Z/OL]. 2021. 第三条")


def test_a_refusal_says_what_was_searched(open_page: OpenPage) -> None:
    page = asked(open_page(), UNKNOWN)

    expect(page.locator(".answer header .badge")).to_have_text("库中没有找到")
    expect(page.locator(".searched")).to_contain_text("查过 3 份文件")


def test_a_comparison_is_a_table_with_a_source_in_each_row(open_page: OpenPage) -> None:
    page = asked(open_page(), COMPARE)
    rows = page.locator(".table tbody tr")

    expect(rows.filter(has_text="青海省").locator(".chip").first).to_be_visible()
    expect(rows.filter(has_text="宁夏").locator(".chip").first).to_be_visible()


def test_an_example_asks_itself(open_page: OpenPage) -> None:
    page = open_page()
    example = page.locator(".example").first
    words = example.inner_text()
    example.click()

    expect(page.locator(".answer h2").first).to_have_text(words)


def test_a_region_that_is_chosen_steers_the_answer(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("combobox", name="地区").fill("宁夏")
    page.get_by_role("option", name="宁夏回族自治区").click()
    page.keyboard.press("Escape")
    asked(page, "转让成果，奖励完成成果的人员的比例最低是多少？")

    expect(page.locator(".sentences")).to_contain_text("百分之八十")
    expect(page.locator(".sentences")).not_to_contain_text("百分之六十五")


def test_the_address_holds_question_day_and_regions(open_page: OpenPage) -> None:
    page = open_page(f"/?q={quote(SHARE)}&as_of=2022-01-01&region={quote('青海省')}")
    page.wait_for_selector(".answer")

    expect(page.get_by_label("您的问题")).to_have_value(SHARE)
    expect(page.get_by_label("以哪一天为准")).to_have_value("2022-01-01")
    expect(page.locator(".limits .regions")).to_contain_text("青海省")


def test_back_shows_the_question_before(open_page: OpenPage) -> None:
    page = asked(open_page(), SHARE)
    asked(page, UNKNOWN)
    page.go_back()

    expect(page.locator(".answer h2").first).to_have_text(SHARE)


def test_an_empty_question_is_told_so(open_page: OpenPage) -> None:
    page = open_page()
    page.locator("form").get_by_role("button", name="提问").click()

    expect(page.get_by_role("alert")).to_contain_text("请先写下问题")


def test_words_of_a_question_never_become_markup(open_page: OpenPage) -> None:
    hostile = "<img src=x onerror=alert(1)>奖励比例是多少？"
    page = asked(open_page(), hostile)

    assert page.locator(".answer img").count() == 0


@pytest.mark.parametrize("width", [pytest.param(360, id="phone"), pytest.param(768, id="tablet")])
def test_nothing_is_wider_than_a_small_screen(open_page: OpenPage, width: int) -> None:
    page = asked(open_page(width=width), COMPARE)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator(".chip").first.click()
    page.wait_for_selector("mark")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.locator("mark").first).to_be_in_viewport()


def test_dark_mode_follows_the_system(open_page: OpenPage) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"

    assert open_page(dark=True).evaluate(colour) != open_page().evaluate(colour)


def test_english_is_one_click_away_and_stays(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("button", name="English").click()
    page.reload()

    expect(page.locator("h1")).to_have_text("Ask for a rule, see its very words")


def test_a_tap_shows_the_quote_and_leads_to_the_clause(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="zh-CN", has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{address}/?q={quote(SHARE)}")
    page.locator(".sentences .chip").first.tap()
    shown = page.locator("[role=tooltip]:visible")

    expect(shown.locator("blockquote")).to_contain_text("百分之六十五")
    shown.get_by_role("link", name="打开原文").tap()
    expect(page.locator("mark").first).to_contain_text("百分之六十五")
    context.close()


def test_a_question_that_was_asked_is_offered_again_until_it_is_forgotten(
    open_page: OpenPage,
) -> None:
    page = asked(open_page(), SHARE)
    page.get_by_role("link", name="提问").click()
    recent = page.get_by_role("navigation", name="最近问过")

    expect(recent.get_by_role("button", name=SHARE)).to_be_visible()
    recent.get_by_role("button", name="清除").click()
    expect(recent).to_be_hidden()


def test_an_answer_goes_to_paper_without_the_form(open_page: OpenPage) -> None:
    page = asked(open_page(), SHARE)
    page.emulate_media(media="print")

    expect(page.locator(".sentences")).to_be_visible()
    expect(page.locator(".source q").first).to_be_visible()
    expect(page.get_by_label("您的问题")).to_be_hidden()
    expect(page.locator(".shell-head")).to_be_hidden()


def test_an_empty_library_says_how_to_fill_it(open_page: OpenPage, tmp_path: Path) -> None:
    with served(f"embedded:{tmp_path / 'empty'}") as base:
        page = open_page(base=base)

        expect(page.locator(".empty-library")).to_contain_text("zhengtu ingest")


def test_a_store_that_is_down_is_an_error_and_no_refusal(browser: Browser) -> None:
    # Outside open_page: the browser itself reports each 503 on the console.
    with served("bolt://127.0.0.1:1") as base:
        page = browser.new_page()
        page.goto(f"{base}/?q={quote(SHARE)}")

        expect(page.get_by_role("alert")).to_contain_text("图库不可用", timeout=30_000)
        expect(page.get_by_role("button", name="重试")).to_be_visible()
        assert page.locator(".answer").count() == 0
        page.close()
