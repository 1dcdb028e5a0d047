"""Lessons over HTTP: built, saved in versions that stay, refused where a quote is false."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api.command import app
from api.http import create_app
from api.lessons.shelf import LessonShelf
from api.settings import Settings
from graph.errors import StoreCorrupt

WISH = {"concepts": ["C1"], "level": "intermediate", "minutes": 60, "as_of": "2024-06-01"}


@pytest.fixture
def client(acts_url: str, tmp_path: Path) -> Iterator[TestClient]:
    """With a shelf of its own, so that each test starts without lessons."""
    with TestClient(create_app(Settings(store=acts_url, files=tmp_path / "files"))) as opened:
        yield opened


@pytest.fixture
def built(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.post("/v1/lessons/preview", json=WISH).json()
    return found


@pytest.fixture
def saved(client: TestClient, built: dict[str, Any]) -> dict[str, Any]:
    answer = client.post("/v1/lessons", json={"lesson": built, "author": "李老师"})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_preview_is_a_whole_lesson_and_saves_nothing(
    client: TestClient, built: dict[str, Any]
) -> None:
    assert [section["kind"] for section in built["sections"]] == [
        "rules",
        "comparison",
        "exercises",
    ]
    assert sum(section["minutes"] for section in built["sections"]) == 60
    assert built["citations"][0]["validity"]["from"]
    assert client.get("/v1/lessons").json()["items"] == []


def test_a_saved_lesson_is_given_back_as_it_was_built(
    client: TestClient, built: dict[str, Any], saved: dict[str, Any]
) -> None:
    assert saved["lesson"] == built
    assert client.get(f"/v1/lessons/{saved['id']}").json() == saved
    (line,) = client.get("/v1/lessons").json()["items"]
    assert (line["id"], line["version"], line["author"]) == (saved["id"], 1, "李老师")


def test_saving_the_same_lesson_twice_is_saving_it_once(
    client: TestClient, built: dict[str, Any], saved: dict[str, Any]
) -> None:
    again = client.post("/v1/lessons", json={"lesson": built, "author": "王老师"}).json()

    assert again == saved
    assert client.get("/v1/lessons").json()["total"] == 1


def test_a_new_version_leaves_the_old_one_as_it_was(
    client: TestClient, saved: dict[str, Any]
) -> None:
    lesson = saved["lesson"] | {"sections": saved["lesson"]["sections"][1:], "title": "只讲比较"}
    body = {"lesson": lesson, "over": 1, "comment": "去掉第一节"}
    revised = client.put(f"/v1/lessons/{saved['id']}", json=body).json()

    assert (revised["version"], revised["lesson"]["title"]) == (2, "只讲比较")
    assert [c["n"] for c in revised["lesson"]["citations"]][:2] == [1, 2]
    assert client.get(f"/v1/lessons/{saved['id']}?version=1").json() == saved
    versions = client.get(f"/v1/lessons/{saved['id']}/versions").json()["items"]
    assert [(v["version"], v["comment"]) for v in versions] == [(1, ""), (2, "去掉第一节")]


def test_a_version_made_from_an_older_one_is_refused(
    client: TestClient, saved: dict[str, Any]
) -> None:
    address = f"/v1/lessons/{saved['id']}"
    first = {"lesson": saved["lesson"] | {"title": "甲"}, "over": 1, "author": "王老师"}
    client.put(address, json=first)
    refused = client.put(address, json=first | {"lesson": saved["lesson"] | {"title": "乙"}})

    assert refused.status_code == 422
    assert "王老师 has saved version 2" in refused.json()["detail"]
    assert client.get(address).json()["lesson"]["title"] == "甲"


def test_a_quote_that_is_not_in_the_library_is_refused(
    client: TestClient, built: dict[str, Any]
) -> None:
    built["citations"][0]["quote"] = "单位应当提取全部收入。"
    refused = client.post("/v1/lessons", json={"lesson": built})

    assert refused.status_code == 422
    assert "citation 1 of" in refused.json()["detail"]


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param({"title": " "}, id="no title"),
        pytest.param({"citations": []}, id="cites what is not there"),
        pytest.param({"sections": []}, id="no items"),
    ],
)
def test_a_lesson_that_breaks_its_own_rules_is_refused(
    client: TestClient, built: dict[str, Any], broken: dict[str, Any]
) -> None:
    answer = client.post("/v1/lessons", json={"lesson": built | broken})

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


def test_changes_are_told_with_the_items_that_they_touch(
    client: TestClient, saved: dict[str, Any]
) -> None:
    address = f"/v1/lessons/{saved['id']}/changes"

    assert client.get(address, params={"as_of": "2024-06-01"}).json()["items"] == []
    before = client.get(address, params={"as_of": "2021-08-01"}).json()
    assert {change["state"] for change in before["items"]} == {"not_yet"}
    assert {change["document_id"] for change in before["items"]} == {"nx-001"}
    assert all(change["affected"] for change in before["items"])
    (line,) = client.get("/v1/lessons/changes", params={"as_of": "2021-08-01"}).json()["items"]
    assert line["affected"] == len(before["items"])


def test_a_removed_lesson_is_gone_with_its_versions(
    client: TestClient, saved: dict[str, Any]
) -> None:
    assert client.delete(f"/v1/lessons/{saved['id']}").status_code == 204
    assert client.get(f"/v1/lessons/{saved['id']}").status_code == 404
    assert client.get("/v1/lessons").json()["total"] == 0


def test_markdown_has_the_questions_before_and_the_key_behind(
    client: TestClient, saved: dict[str, Any]
) -> None:
    answer = client.get(f"/v1/lessons/{saved['id']}/export", params={"format": "md"})

    assert answer.headers["content-type"] == "text/markdown; charset=utf-8"
    assert "filename*=UTF-8''" in answer.headers["content-disposition"]
    text = answer.text
    assert 0 < text.index("**1．（") < text.index("## 答案与评分要点") < text.index("## 出处与效力")
    for citation in saved["lesson"]["citations"]:
        assert " ".join(citation["quote"].split()) in text


def test_a_damaged_file_of_a_lesson_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "0123456789ab"
    folder.mkdir()
    (folder / "1.json").write_text('{"id": 1}', "utf-8")

    with pytest.raises(StoreCorrupt, match=r"1\.json"):
        LessonShelf(tmp_path).get("0123456789ab")


def run(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, ["lessons", *words])
    assert result.exit_code == code, result.output
    return result.output


def test_the_command_line_builds_lists_exports_checks_and_removes(
    acts_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHENGTU_STORE", acts_url)
    monkeypatch.setenv("ZHENGTU_FILES", str(tmp_path / "files"))
    built = json.loads(
        run("build", "--concept", "C1", "--minutes", "45", "--as-of", "2024-06-01", "--json")
    )
    target = tmp_path / "lesson.md"

    assert built["id"] in run("list")
    run("export", built["id"], "--format", "md", "-o", str(target))
    assert target.read_text("utf-8") == run("show", built["id"]).removesuffix("\n")
    assert "有变化0处" in run("check", "--as-of", "2024-06-01")
    assert "尚未施行" in run("check", built["id"], "--as-of", "2021-08-01", code=1)
    run("remove", built["id"])
    assert json.loads(run("list", "--json")) == {"items": []}


def test_a_preview_on_the_command_line_saves_nothing(
    acts_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHENGTU_STORE", acts_url)
    monkeypatch.setenv("ZHENGTU_FILES", str(tmp_path / "files"))

    assert run("build", "--concept", "C1", "--preview").startswith("# 转化收益奖励比例（初级）")
    assert json.loads(run("list", "--json")) == {"items": []}
