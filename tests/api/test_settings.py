"""Settings come from the environment, are checked there, and are documented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from api.settings import Settings, load_settings
from graph.errors import InvalidInput

DOCS = Path(__file__).parents[2] / "docs" / "settings.md"
ROW = re.compile(r"^\| `(ZHENGTU_\w+)` \| (.+?) \| (.+?) \|$", re.MULTILINE)


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"ZHENGTU_{name.upper()}", raising=False)


def test_every_setting_is_documented_with_its_own_words() -> None:
    documented = {name: meaning for name, _, meaning in ROW.findall(DOCS.read_text("utf-8"))}

    assert documented == {
        f"ZHENGTU_{name.upper()}": field.description
        for name, field in Settings.model_fields.items()
    }


def test_documented_defaults_are_the_defaults() -> None:
    documented = {name: default for name, default, _ in ROW.findall(DOCS.read_text("utf-8"))}
    plain = {
        f"ZHENGTU_{name.upper()}": "unset" if field.default is None else f"`{field.default}`"
        for name, field in Settings.model_fields.items()
        if field.default_factory is None
    }

    assert {name: documented[name] for name in plain} == plain


def test_the_command_line_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENGTU_STORE", "embedded:from-environment")

    assert load_settings(store=None).store == "embedded:from-environment"
    assert load_settings(store="embedded:given").store == "embedded:given"


def test_a_setting_that_is_wrong_is_named_with_its_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENGTU_PORT", "eighty")

    with pytest.raises(InvalidInput, match=r"ZHENGTU_PORT='eighty'.*docs/settings.md"):
        load_settings()


def test_the_default_store_lies_in_the_users_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/somewhere/data")

    assert load_settings().store == "embedded:/somewhere/data/zhengtu/store"
