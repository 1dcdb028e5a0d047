"""The page in a real browser: what a reader sees, clicks and types."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

from tests.api.serving import served

ARGUMENTS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
SHARE = "青海省转让成果，奖励完成成果的人员的比例最低是多少？"
COMPARE = "各地转让成果的奖励比例有什么不同？"
UNKNOWN = "火星基地的电梯票价是多少？"

OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "no Chromium; `make tools` installs it"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def address(acts_url: str) -> Iterator[str]:
    with served(acts_url) as base:
        yield base


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[OpenPage]:
    """Opens the page; afterwards nothing may have gone wrong unseen or gone to another host."""
    faults: list[str] = []
    contexts: list[BrowserContext] = []

    def spoken(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            faults.append(message.text)

    def stray(request: Request) -> None:
        faults.append(f"asked another host: {request.url}")

    def opened(
        path: str = "/", *, base: str = address, width: int = 1366, dark: bool = False
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            locale="zh-CN",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", spoken)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda sent: None if sent.url.startswith(base) else stray(sent))
        page.goto(base + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def asked(page: Page, question: str) -> Page:
    page.get_by_label("您的问题").fill(question)
    page.keyboard.press("Enter")
    page.wait_for_selector(".answer")
    return page


def test_enter_asks_and_the_answer_carries_its_citations(open_page: OpenPage) -> None:
    page = asked(open_page(), SHARE)

    expect(page.locator(".sentences")).to_contain_text("百分之六十五")
    expect(page.locator(".sentences .chip").first).to_have_text("1")
    expect(page.locator(".source").first).to_contain_text("青海省科技成果落地办法")


def test_a_citation_opens_the_article_with_the_quote_marked(open_page: OpenPage) -> None:
    page = asked(open_page(), SHARE)
    quoted = page.locator(".source q").first.inner_text()
    page.locator(".chip").first.click()
    page.wait_for_selector("#clause mark")

    assert "".join(page.locator("#clause mark").all_inner_texts()) == quoted
    expect(page.locator("#clause mark").first).to_be_in_viewport()
    expect(page.locator("#clause p.inside").first).to_contain_text("第三条")
    expect(page.locator("#clause .badge")).to_be_visible()


def test_the_marked_words_are_right_after_a_character_outside_the_first_plane(
    open_page: OpenPage,
) -> None:
    page = asked(open_page(), "《青海省科技成果落地办法》自什么时候起施行？")
    quoted = page.locator(".source q").first.inner_text()
    page.locator(".source").first.click()
    page.wait_for_selector("#clause mark")

    assert "2021年7月1日" in quoted
    assert "".join(page.locator("#clause mark").all_inner_texts()) == quoted


def test_the_outline_leads_through_the_document(open_page: OpenPage) -> None:
    page = asked(open_page(), SHARE)
    page.locator(".chip").first.click()
    page.get_by_text("目录（").click()

    expect(page.locator(".outline-list [aria-current]")).to_contain_text("第三条")
    expect(page.locator(".outline-list [aria-current]")).to_be_in_viewport()
    page.locator(".outline-list button", has_text="第六条").click()
    expect(page.locator("#clause p", has_text="第六条")).to_be_in_viewport()


def test_escape_closes_the_article_and_gives_the_focus_back(open_page: OpenPage) -> None:
    page = asked(open_page(), SHARE)
    page.locator(".chip").first.click()
    page.wait_for_selector("#clause mark")
    page.keyboard.press("Escape")

    expect(page.locator("#clause")).to_be_hidden()
    expect(page.locator(".chip").first).to_be_focused()


def test_a_refusal_says_what_was_searched(open_page: OpenPage) -> None:
    page = asked(open_page(), UNKNOWN)

    expect(page.locator(".answer-head .badge")).to_have_text("库中没有找到")
    expect(page.locator(".refusal")).to_contain_text("查过 3 份文件")


def test_a_comparison_is_a_table_with_a_source_in_each_row(open_page: OpenPage) -> None:
    page = asked(open_page(), COMPARE)
    rows = page.locator(".table tbody tr")

    expect(rows.filter(has_text="青海省").locator(".chip")).to_have_count(1)
    expect(rows.filter(has_text="宁夏").locator(".chip")).to_have_count(1)


def test_an_example_asks_itself(open_page: OpenPage) -> None:
    page = open_page()
    example = page.locator("#examples button").first
    words = example.inner_text()
    example.click()

    expect(page.locator(".answer-head h2")).to_have_text(words)


def test_a_region_that_is_chosen_steers_the_answer(open_page: OpenPage) -> None:
    page = open_page()
    page.locator("#regions-summary").click()
    page.locator("#region-list button", has_text="宁夏回族自治区").click()
    asked(page, "转让成果，奖励完成成果的人员的比例最低是多少？")

    expect(page.locator(".sentences")).to_contain_text("百分之八十")
    expect(page.locator(".sentences")).not_to_contain_text("百分之六十五")


def test_the_address_holds_question_day_and_regions(open_page: OpenPage) -> None:
    page = open_page(f"/?q={quote(SHARE)}&as_of=2022-01-01&region={quote('青海省')}")
    page.wait_for_selector(".answer")

    expect(page.get_by_label("您的问题")).to_have_value(SHARE)
    expect(page.get_by_label("以哪一天为准")).to_have_value("2022-01-01")
    expect(page.locator("#regions-summary")).to_contain_text("青海省")


def test_back_shows_the_question_before(open_page: OpenPage) -> None:
    page = asked(open_page(), SHARE)
    asked(page, UNKNOWN)
    expect(page.locator(".answer-head h2")).to_have_text(UNKNOWN)
    page.go_back()

    expect(page.locator(".answer-head h2")).to_have_text(SHARE)


def test_an_empty_question_is_told_so(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("button", name="提问").click()

    expect(page.get_by_role("alert")).to_contain_text("请先写下问题")


def test_words_of_a_question_never_become_markup(open_page: OpenPage) -> None:
    hostile = "<img src=x onerror=alert(1)>奖励比例是多少？"
    page = asked(open_page(), hostile)

    expect(page.locator(".answer-head h2")).to_have_text(hostile)
    assert page.locator("#result img").count() == 0


@pytest.mark.parametrize("width", [pytest.param(360, id="phone"), pytest.param(768, id="tablet")])
def test_nothing_is_wider_than_a_small_screen(open_page: OpenPage, width: int) -> None:
    page = asked(open_page(width=width), COMPARE)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator(".chip").first.click()
    page.wait_for_selector("#clause mark")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.locator("#clause-close")).to_be_in_viewport()
    expect(page.locator("#clause mark").first).to_be_in_viewport()


def test_dark_mode_follows_the_system(open_page: OpenPage) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"

    assert open_page(dark=True).evaluate(colour) != open_page().evaluate(colour)


def test_an_empty_library_says_how_to_fill_it(open_page: OpenPage, tmp_path: Path) -> None:
    with served(f"embedded:{tmp_path / 'empty'}") as base:
        page = open_page(base=base)

        expect(page.locator("#result")).to_contain_text("zhengtu ingest")


def test_a_store_that_is_down_is_an_error_and_no_refusal(browser: Browser) -> None:
    # Outside open_page: the browser itself reports each 503 on the console.
    with served("bolt://127.0.0.1:1") as base:
        page = browser.new_page()
        page.goto(f"{base}/?q={quote(SHARE)}")

        expect(page.get_by_role("alert")).to_contain_text("图库不可用", timeout=30_000)
        expect(page.get_by_role("button", name="重试")).to_be_visible()
        assert page.locator(".answer").count() == 0
        page.close()
