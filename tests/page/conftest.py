"""A real browser before a real server: whatever a screen does wrong unseen fails its test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    sync_playwright,
)

from api.keys import Keys, Role
from api.settings import AccessMode, Settings
from corpus.starter import starter_path
from graph.library import open_library
from ingest.pipeline import ingest
from ingest.source import find_sources
from tests.api.invented import write_acts
from tests.api.serving import served

ARGUMENTS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)

OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Ended with its file: while Playwright runs, no other test of the process may run a loop."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "no Chromium; `make tools` installs it"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over the invented acts, for tests that write nothing."""
    acts = write_acts(tmp_path_factory.mktemp("acts"))
    url = f"embedded:{tmp_path_factory.mktemp('store')}"
    with open_library(url) as library:
        ingest(find_sources([acts]), library, workers=1)
        with served(url) as base:
            yield base


@pytest.fixture
def address_with_keys(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """A server over the invented acts that asks for keys, and a key for reading."""
    url = f"embedded:{tmp_path / 'store'}"
    settings = Settings(store=url, access=AccessMode.KEYS)
    token, _ = Keys(settings.files_folder / "keys.json").create("a reader", Role.READER)
    with open_library(url) as library:
        ingest(find_sources([write_acts(tmp_path / "acts")]), library, workers=1)
        with served(url, access=AccessMode.KEYS) as base:
            yield base, token


@pytest.fixture(scope="session")
def starter_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over the starter corpus: enough for matrix, graph and lessons. Nobody writes."""
    url = f"embedded:{tmp_path_factory.mktemp('starter')}"
    with open_library(url) as library:
        ingest(find_sources([starter_path()]), library, workers=1)
        with served(url) as base:
            yield base


@pytest.fixture
def own_address(tmp_path: Path) -> Iterator[str]:
    """A server over a library of the test's own, with the invented acts, for writing."""
    url = f"embedded:{tmp_path / 'store'}"
    with open_library(url) as library:
        ingest(find_sources([write_acts(tmp_path / "acts")]), library, workers=1)
        with served(url) as base:
            yield base


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[OpenPage]:
    """Opens the page; afterwards nothing may have gone wrong unseen or gone to another host."""
    faults: list[str] = []
    contexts: list[BrowserContext] = []

    def spoken(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            faults.append(message.text)

    def opened(
        path: str = "/", *, base: str = address, width: int = 1366, dark: bool = False
    ) -> Page:
        def stray(request: Request) -> None:
            if not request.url.startswith((base, "blob:", "data:")):
                faults.append(f"asked another host: {request.url}")

        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            locale="zh-CN",
            permissions=["clipboard-read", "clipboard-write"],
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", spoken)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", stray)
        page.goto(base + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []
