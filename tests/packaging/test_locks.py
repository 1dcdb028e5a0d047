"""The lock files pin everything by hash and say nothing of where they were made."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "locks").glob("*.txt"))
PINNED = re.compile(r"^(?P<name>[a-z0-9-]+)(?:\[[a-z,-]+\])?==(?P<version>[^ ;]+)", re.MULTILINE)


def needed(*parts: list[str]) -> set[str]:
    """Names of the required packages, as the locks spell them."""
    return {re.split(r"[^A-Za-z0-9._-]", need)[0].lower() for part in parts for need in part}


@pytest.mark.parametrize("lock", LOCKS, ids=[lock.name for lock in LOCKS])
def test_a_lock_names_no_host_and_no_path(lock: Path) -> None:
    text = lock.read_text("utf-8")

    assert "://" not in text
    assert not re.search(r"(?:^|[\s=])/|--(?:index|find|extra-index)", text, re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS, ids=[lock.name for lock in LOCKS])
def test_every_package_of_a_lock_has_its_hashes(lock: Path) -> None:
    entries = re.split(r"\n(?=\S)", lock.read_text("utf-8").strip())

    assert entries
    for entry in entries:
        assert PINNED.match(entry), entry[:80]
        assert "--hash=sha256:" in entry, entry[:80]


def test_the_locks_hold_every_requirement() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    run = {m["name"] for m in PINNED.finditer((ROOT / "locks/run.txt").read_text("utf-8"))}
    dev = {m["name"] for m in PINNED.finditer((ROOT / "locks/dev.txt").read_text("utf-8"))}
    tools = [need for need in project["dependency-groups"]["dev"] if isinstance(need, str)]

    assert needed(project["project"]["dependencies"]) <= run
    assert needed(project["project"]["dependencies"], tools) <= dev


def test_both_locks_agree_on_every_version() -> None:
    run, dev = (
        {m["name"]: m["version"] for m in PINNED.finditer((ROOT / f"locks/{n}.txt").read_text())}
        for n in ("run", "dev")
    )

    assert {n: v for n, v in run.items() if dev.get(n, v) != v} == {}
