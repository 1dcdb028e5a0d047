"""What holds of every screen: usable by all, on every width, in both languages and themes."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Response

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


def test_the_first_view_is_small(open_page: OpenPage) -> None:
    taken: list[int] = []

    def weigh(response: Response) -> None:
        if response.ok:
            taken.append(len(gzip.compress(response.body())))

    page = open_page("/graph")
    page.on("response", weigh)
    page.goto(page.url.replace("/graph", "/"))
    settled(page)

    assert 0 < sum(taken) <= FIRST_VIEW


def test_the_keyboard_reaches_the_content_past_the_head(open_page: OpenPage) -> None:
    page = settled(open_page("/policies"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"
