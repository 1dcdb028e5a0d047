"""What holds of every screen: usable by all, on every width, in both languages and themes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, expect

import api
from tests.page.conftest import OpenPage

WEB = Path(api.__file__).parent / "web"
SCREENS = {
    "ask": "/",
    "answer": "/?q=各地转让成果的奖励比例有什么不同？",
    "refusal": "/?q=火星基地的电梯票价是多少？",
    "read": "/read/qh-001?at=100-160",
    "policies": "/policies",
    "compare": "/policies/compare?left=qh-001&right=nx-001",
    "matrix": "/matrix",
    "map": "/matrix?view=map",
    "graph": "/graph?node=policy:青海省科技成果落地办法",
    "indicators": "/indicators",
    "lessons": "/lessons",
    "library": "/library",
    "upload": "/library?tab=upload",
    "corrections": "/library?tab=corrections",
    "lost": "/read",
}
SERIOUS = {"serious", "critical"}
FIRST_VIEW = 300_000
"""Bytes, compressed, that the first view may take."""

each_screen = pytest.mark.parametrize("path", SCREENS.values(), ids=SCREENS.keys())


def settled(page: Page) -> Page:
    page.wait_for_load_state("networkidle")
    return page


def violations(page: Page) -> list[str]:
    """What axe-core finds that keeps people out, with where it is."""
    page.evaluate((WEB / "node_modules/axe-core/axe.min.js").read_text("utf-8"))
    found: list[dict[str, Any]] = page.evaluate("axe.run().then(r => r.violations)")
    return [
        f"{v['id']}: {v['help']} at {[node['target'] for node in v['nodes'][:3]]}"
        for v in found
        if v["impact"] in SERIOUS
    ]


@each_screen
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_nobody_is_kept_out(open_page: OpenPage, path: str, *, dark: bool) -> None:
    assert violations(settled(open_page(path, dark=dark))) == []


@each_screen
def test_a_phone_shows_all_of_it(open_page: OpenPage, path: str) -> None:
    page = settled(open_page(path, width=360))

    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@each_screen
def test_no_word_of_it_is_missing_in_english(open_page: OpenPage, path: str) -> None:
    page = open_page("/")
    page.evaluate("localStorage.setItem('zhengtu-language', 'en')")
    settled(page).goto(page.url.rstrip("/") + path)
    settled(page)

    # A word that is missing shows its key, and says so on the console, which open_page watches.
    assert page.locator("html").get_attribute("lang") == "en"


READY = """
new MutationObserver((_, seen) => {
  if (!document.querySelector('#question')) return;
  seen.disconnect();
  requestAnimationFrame(() => performance.mark('ready'));
}).observe(document, {childList: true, subtree: true});
"""
"""When a question can be typed."""


def test_the_first_view_is_small(
    browser: Browser, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.add_init_script(READY)
    taken: list[int] = []

    def weigh(request: Request) -> None:
        sizes = request.sizes()
        taken.append(sizes["responseBodySize"] + sizes["responseHeadersSize"])

    page.on("requestfinished", weigh)
    page.goto(address)
    page.get_by_label("您的问题").fill("什么是成果落地？")
    page.wait_for_load_state("networkidle")
    ready = page.evaluate("performance.getEntriesByName('ready')[0].startTime")
    context.close()
    with capsys.disabled():
        print(f"\nfirst view: {sum(taken):,} bytes over the wire, ready after {ready:.0f} ms")

    assert 0 < sum(taken) <= FIRST_VIEW


@each_screen
def test_an_address_brings_back_what_was_seen(open_page: OpenPage, path: str) -> None:
    page = settled(open_page(path))
    before = told(page)
    page.reload()

    assert told(settled(page)) == before != ""


def told(page: Page) -> str:
    """The words of the screen, but for how long an answer took."""
    page.locator("#main > *").first.wait_for()
    return re.sub(r"\d+ 毫秒", "", page.locator("#main").inner_text())


def test_a_server_that_is_gone_is_told_and_tried_again(browser: Browser, address: str) -> None:
    # Outside open_page: the browser itself reports each failure on the console.
    page = browser.new_page(locale="zh-CN")
    page.route("**/v1/**", lambda route: route.abort())
    for path in ("/?q=什么是成果落地？", "/policies", "/matrix", "/indicators", "/library"):
        page.goto(address + path)
        expect(page.get_by_role("alert").first).to_contain_text("连不上服务")
    page.unroute("**/v1/**")
    page.get_by_role("button", name="重试").first.click()

    expect(page.get_by_role("link", name="青海省科技成果落地办法")).to_be_visible()
    page.close()


def test_a_server_that_asks_for_keys_is_used_with_one(
    browser: Browser, address_with_keys: tuple[str, str]
) -> None:
    base, token = address_with_keys
    page = browser.new_page(locale="zh-CN")
    page.goto(f"{base}/policies")
    page.get_by_label("API 密钥").fill(token)
    page.get_by_role("button", name="进入").click()

    expect(page.get_by_role("link", name="青海省科技成果落地办法")).to_be_visible()
    page.goto(f"{base}/matrix")
    page.wait_for_selector("table")
    with page.expect_download() as table:
        page.get_by_text("导出 CSV").click()
    assert table.value.path().read_text("utf-8-sig").startswith("region,")
    page.close()


def test_the_keyboard_reaches_the_content_past_the_head(open_page: OpenPage) -> None:
    page = settled(open_page("/policies"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"
