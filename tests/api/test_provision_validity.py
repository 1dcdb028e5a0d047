"""A provision that its act sets apart shows its own validity over HTTP and in citations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from api.http import create_app
from api.settings import load_settings
from graph.library import open_library
from ingest.pipeline import read_fragment
from ingest.source import Source
from qa.answer import Answerer

ACT = """# 沙洲市成果奖励条例

2026年3月1日 沙洲市第三届人民代表大会常务委员会第二次会议通过

第一条 为了规范成果奖励，制定本条例。

第二条 单位转让职务成果的，应当从转让净收入中提取不低于百分之六十的比例奖励完成人。

第三条 完成人应当向单位报告成果。

第九条 除第二条自2027年1月1日起施行外，本条例自2026年7月1日起施行。
"""


@pytest.fixture
def store(tmp_path: Path) -> str:
    url = f"embedded:{tmp_path / 'library'}"
    with open_library(url) as library:
        library.replace(read_fragment(Source("act", Path("act.md")), ACT.encode()).fragment)
    return url


@pytest.fixture
def client(store: str) -> Iterator[TestClient]:
    with TestClient(create_app(load_settings(store=store))) as opened:
        yield opened


def force(client: TestClient, label: str, on: str) -> dict[str, str | None]:
    outline = client.get("/v1/documents/act").json()["outline"]
    place = next(p for p in outline if p["label"] == label)
    reply = client.get(f"/v1/provisions/{quote(place['id'], safe='')}", params={"on": on})
    told: dict[str, str | None] = reply.json()["validity"]
    return told


def test_the_route_of_a_provision_tells_its_own_validity(client: TestClient) -> None:
    assert force(client, "第二条", "2026-10-01") == {
        "status": "not_yet",
        "from": "2027-01-01",
        "to": None,
        "basis": "本文件“第二条自2027年1月1日起施行”",
        "on": "2026-10-01",
    }
    assert force(client, "第二条", "2027-01-01")["status"] == "in_force"
    assert force(client, "第三条", "2026-10-01")["status"] == "in_force"


def test_a_citation_tells_the_validity_of_what_it_cites(store: str) -> None:
    with open_library(store) as library:
        answer = Answerer(library).ask(
            "沙洲市单位转让职务成果，奖励完成人的比例最低是多少？", as_of=date(2026, 10, 1)
        )
    cited = {c.locator: c.validity.as_json() for c in answer.citations}

    assert cited["第二条"]["status"] == "not_yet"
    assert cited["第二条"]["from"] == "2027-01-01"
