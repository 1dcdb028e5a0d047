"""A scan from the command line: read page by page, and told so while it is read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from api.originals import Originals
from api.settings import Settings
from graph.errors import NotFound
from tests.api.test_command import zhengtu
from tests.ingest.test_ocr import font


def _page(words: str, type_: ImageFont.FreeTypeFont) -> Image.Image:
    page = Image.new("L", (420, 80), 255)
    ImageDraw.Draw(page).text((20, 20), words, font=type_, fill=0)
    return page


def test_a_scan_is_read_with_its_pages_told_and_kept_until_it_is_removed(tmp_path: Path) -> None:
    first, second = (
        _page(words, font(25)) for words in ("临河市技术市场办法", "第一条 为了规范市场。")
    )
    first.save(tmp_path / "scan.tif", save_all=True, append_images=[second])
    store = f"embedded:{tmp_path / 'own'}"
    done = zhengtu("ingest", str(tmp_path / "scan.tif"), "--store", store, "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)

    assert told["written"] == ["scan"]
    assert "reading pages of scan 2/2" in done.stderr
    assert {"document_id": "scan", "gap": "page 1–2: read by OCR"} in told["gaps"]

    kept = Originals(Settings(store=store).files_folder / "originals")
    assert kept.source("scan").path.read_bytes() == (tmp_path / "scan.tif").read_bytes()
    assert zhengtu("remove", "scan", "--store", store).returncode == 0
    with pytest.raises(NotFound):
        kept.source("scan")
