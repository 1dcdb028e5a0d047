"""Corrections and keys from the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.keys import Keys, Role
from api.settings import Settings
from graph.library import Library, open_library
from graph.model import Norm
from ingest.pipeline import ingest
from ingest.source import find_sources
from tests.api.test_command import told, zhengtu

SAID = ("--author", "王审校", "--reason", "对照原文")


@pytest.fixture(scope="module")
def library(acts: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Library]]:
    url = f"embedded:{tmp_path_factory.mktemp('curated')}"
    with open_library(url) as opened:
        ingest(find_sources([acts]), opened, workers=1)
        yield url, opened


@pytest.fixture
def url(library: tuple[str, Library]) -> Iterator[str]:
    yield library[0]
    library[1].correct(undo=[c.id for c in library[1].store.corrections()])


@pytest.fixture
def share(library: tuple[str, Library]) -> Norm:
    nodes = library[1].store.fragment("qh-001").nodes
    return next(n for n in nodes if isinstance(n, Norm) and n.unit == "%")


def test_a_statement_is_amended_listed_and_put_back(
    url: str, share: Norm, library: tuple[str, Library]
) -> None:
    before = library[1].build()
    made = told(
        *("corrections", "add", "amend", share.id, "--store", url),
        *("--set", "beneficiary=完成人", "--set", "default_rule=true", *SAID),
    )
    listed = told("corrections", "list", "--store", url)
    amended = library[1].store.node(share.id)
    undone = told("corrections", "undo", made["correction"]["id"], "--store", url)

    assert isinstance(amended, Norm)
    assert (amended.beneficiary, amended.default_rule) == ("完成人", True)
    assert [item["id"] for item in listed["items"]] == [made["correction"]["id"]]
    assert listed["items"][0]["status"] == "applied"
    assert undone["documents"] == ["qh-001"]
    assert undone["build"] == before


def test_a_fact_of_a_head_is_corrected(url: str, library: tuple[str, Library]) -> None:
    number = "青政发〔2020〕77号"
    made = told(
        *("corrections", "head", "amend", "qh-001", "document_number", number),
        *("--store", url, *SAID),
    )
    issued = told(
        *("corrections", "head", "amend", "qh-001", "issuers", "青海省人民政府", "青海省科技厅"),
        *("--store", url, *SAID),
    )
    head = library[1].store.document("qh-001")[1]

    assert made["correction"]["changes"] == {"value": number}
    assert issued["correction"]["status"] == "applied"
    assert head.document_number == number
    assert head.issuers == ("青海省人民政府", "青海省科技厅")


def test_corrections_move_to_another_store(
    url: str, share: Norm, acts: Path, tmp_path: Path, library: tuple[str, Library]
) -> None:
    told("corrections", "add", "reject", share.id, "--store", url, *SAID)
    file = tmp_path / "corrections.jsonl"
    assert zhengtu("corrections", "export", "-o", str(file), "--store", url).returncode == 0
    other = f"embedded:{tmp_path / 'other'}"
    with open_library(other) as opened:
        before = told("corrections", "import", str(file), "--store", other)
        ingest(find_sources([acts]), opened, workers=1)
        after = told("corrections", "import", str(file), "--store", other)

        assert (before["orphaned"], after["applied"]) == (1, 1)
        assert opened.build() == library[1].build()


def test_corrections_are_told_to_people(url: str, share: Norm) -> None:
    none = zhengtu("corrections", "list", "--store", url)
    zhengtu("corrections", "add", "accept", share.id, "--store", url, *SAID)
    some = zhengtu("corrections", "list", "--store", url)

    assert none.stdout == "no corrections\n"
    assert "accept applied qh-001 第三条" in some.stdout
    assert "王审校: 对照原文" in some.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        pytest.param(("add", "reject", "none", *SAID), 3, "none", id="no such statement"),
        pytest.param(
            ("head", "amend", "qh-001", "effective", "soon", *SAID), 2, "no day", id="no day"
        ),
        pytest.param(
            ("head", "accept", "none", "effective", *SAID), 3, "none", id="no such document"
        ),
        pytest.param(("undo", "none"), 3, "none", id="no such correction"),
        pytest.param(("import", "nowhere.jsonl"), 2, "nowhere.jsonl", id="no such file"),
        pytest.param(
            ("add", "amend", "region:青海省", "--set", "name", *SAID),
            2,
            "FIELD=VALUE",
            id="no value",
        ),
    ],
)
def test_a_mistake_is_one_line(
    url: str, arguments: tuple[str, ...], code: int, complaint: str
) -> None:
    done = zhengtu("corrections", *arguments, "--store", url)

    assert done.returncode == code
    assert complaint in done.stderr
    assert "Traceback" not in done.stderr


def test_a_line_that_was_changed_is_refused_with_its_number(
    url: str, share: Norm, tmp_path: Path
) -> None:
    made = told("corrections", "add", "accept", share.id, "--store", url, *SAID)["correction"]
    line = json.loads(zhengtu("corrections", "export", "--store", url).stdout)
    file = tmp_path / "changed.jsonl"
    file.write_text(json.dumps(line | {"author": "另一个人"}), "utf-8")
    done = zhengtu("corrections", "import", str(file), "--store", url)

    assert done.returncode == 2
    assert "line 1" in done.stderr
    assert made["id"] in done.stderr


# --- Keys -------------------------------------------------------------------------------------


def keys_of(store: str) -> Keys:
    return Keys(Settings(store=store).files_folder / "keys.json")


def test_a_key_is_made_listed_and_revoked(tmp_path: Path) -> None:
    store = f"embedded:{tmp_path}"
    made: Any = told(
        "keys", "create", "王审校", "--role", "curator", "--days", "30", "--store", store
    )
    key = keys_of(store).of_token(made["token"])
    listed = told("keys", "list", "--store", store)
    revoked = told("keys", "revoke", made["id"], "--store", store)

    assert key is not None
    assert (key.name, key.role) == ("王审校", Role.CURATOR)
    assert made["expires_at"]
    assert "token" not in json.dumps(listed)
    assert revoked["revoked_at"]
    assert keys_of(store).of_token(made["token"]) is None


def test_only_the_token_is_on_stdout(tmp_path: Path) -> None:
    done = zhengtu("keys", "create", "某人", "--store", f"embedded:{tmp_path}")

    assert keys_of(f"embedded:{tmp_path}").of_token(done.stdout.strip()) is not None
    assert "shown this once" in done.stderr
    assert done.stdout.strip() not in done.stderr


def test_keys_are_told_to_people(tmp_path: Path) -> None:
    store = f"embedded:{tmp_path}"
    zhengtu("keys", "create", "某人", "--store", store)
    listed = zhengtu("keys", "list", "--store", store)

    assert "某人" in listed.stdout
    assert "reader" in listed.stdout
    assert zhengtu("keys", "revoke", "ffffffff", "--store", store).returncode == 3
