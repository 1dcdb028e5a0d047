"""Backup and restore: the same library afterwards on either store, and nothing lost by mistake."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.backup import BackupCard, read_card, restore, write_backup
from api.command import app
from api.lessons.shelf import LessonShelf
from graph.amendments import Judgement, correct_node
from graph.archive import fragment_from, fragment_line
from graph.corrections import Verdict
from graph.errors import InvalidInput, StoreCorrupt
from graph.library import Library
from graph.model import Norm
from graph.order import in_order
from graph.search import open_index
from graph.store import GraphStore
from qa.analysis.desk import Desks
from qa.lessons.build import build_lesson
from qa.lessons.lesson import LessonBrief
from tests.conftest import emptied
from tests.graph.fragments import make_fragment, with_findings
from tests.qa.lessons.acts import ACTS
from tests.qa.lessons.conftest import ON, write

SAID = Judgement(
    verdict=Verdict.AMEND,
    author="王审校",
    reason="基数读漏了",
    made_at="2026-03-01T09:00:00.000+08:00",
    changes={"base": "转让净收入"},
    new_quote="",
)


@pytest.fixture
def library(store: GraphStore, tmp_path: Path) -> Iterator[Library]:
    index = open_index(tmp_path / "search")
    yield Library(store, index)
    index.close()


@pytest.fixture
def filled(library: Library, tmp_path: Path) -> Library:
    """Two documents, one of them corrected, and a lesson with an original beside them."""
    for name in ("law", "gansu"):
        write(library, name, ACTS[name])
    library.replace(with_findings(make_fragment()))
    fragment = library.store.fragment("gansu")
    norm = next(n for n in fragment.nodes if isinstance(n, Norm))
    library.correct(add=[correct_node(fragment, norm, SAID)])
    lesson = build_lesson(Desks(library).desk(), LessonBrief(concepts=("C1",), as_of=ON))
    LessonShelf(tmp_path / "files" / "lessons").add(lesson, author="李老师")
    original = tmp_path / "files" / "originals" / "0a1b" / "original.md"
    original.parent.mkdir(parents=True)
    original.write_text("# 原件", "utf-8")
    return library


@pytest.fixture
def backup(filled: Library, tmp_path: Path) -> Path:
    file = tmp_path / "library.tar.gz"
    write_backup(filled, tmp_path / "files", file)
    return file


def test_a_restored_library_has_the_same_build_corrections_lessons_and_uploads(
    filled: Library, backup: Path, tmp_path: Path
) -> None:
    build, corrections = filled.build(), filled.store.corrections()
    before = in_order(filled.store.fragment("gansu"))
    filled.correct(undo=[c.id for c in corrections])
    emptied(filled.store)
    assert filled.build() != build

    card = restore(filled, tmp_path / "other", backup)

    assert filled.build() == card.build == build
    assert (card.documents, card.corrections, card.files) == (3, 1, 2)
    assert filled.store.corrections() == corrections
    assert in_order(filled.store.fragment("gansu")) == before
    assert filled.search("转让净收入")
    (saved,) = LessonShelf(tmp_path / "other" / "lessons").all()
    assert saved.author == "李老师"
    assert (tmp_path / "other/originals/0a1b/original.md").read_text("utf-8") == "# 原件"


def test_a_backup_of_one_store_restores_into_the_other(
    embedded_session: GraphStore, neo4j_session: GraphStore, tmp_path: Path
) -> None:
    builds = []
    file = tmp_path / "library.tar.gz"
    for n, store in enumerate((emptied(embedded_session), emptied(neo4j_session))):
        index = open_index(tmp_path / f"search{n}")
        library = Library(store, index)
        if n == 0:
            write(library, "law", ACTS["law"])
            write_backup(library, tmp_path / "files", file)
        else:
            restore(library, tmp_path / "files", file)
        builds.append(library.build())
        index.close()

    assert builds[0] == builds[1]


def test_a_library_that_holds_something_is_left_alone_unless_told(
    filled: Library, backup: Path, tmp_path: Path
) -> None:
    write(filled, "hainan", ACTS["hainan"])
    build = filled.build()

    with pytest.raises(InvalidInput, match=r"not empty: 4 documents, 1 corrections, 2 files"):
        restore(filled, tmp_path / "files", backup)

    assert filled.build() == build
    card = restore(filled, tmp_path / "files", backup, replace=True)
    assert filled.build() == card.build
    assert {entry.id for entry in filled.documents()} == {"law", "gansu", "yunxi-1"}


def test_lessons_alone_are_something_that_the_library_holds(
    library: Library, tmp_path: Path
) -> None:
    write(library, "law", ACTS["law"])
    file = tmp_path / "b.tar.gz"
    write_backup(library, tmp_path / "files", file)
    emptied(library.store)
    kept = tmp_path / "files" / "lessons" / "0123456789ab" / "1.json"
    kept.parent.mkdir(parents=True)
    kept.write_text("{}", "utf-8")

    with pytest.raises(InvalidInput, match="1 files"):
        restore(library, tmp_path / "files", file)
    assert kept.is_file()


def rewritten(backup: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The same backup with its members changed, its checksums as they were."""
    with tarfile.open(backup, "r:gz") as archive:
        members = {m.name: (archive.extractfile(m) or io.BytesIO()).read() for m in archive}
    change(members)
    other = backup.with_name("changed.tar.gz")
    with tarfile.open(other, "w:gz") as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return other


def test_words_that_were_changed_in_a_backup_are_noticed_before_anything_is_touched(
    filled: Library, backup: Path, tmp_path: Path
) -> None:
    def change(members: dict[str, bytes]) -> None:
        share = "百分之六十五".encode()
        assert share in members["graph.jsonl"]
        members["graph.jsonl"] = members["graph.jsonl"].replace(share, "百分之九十五".encode())

    build = filled.build()
    with pytest.raises(StoreCorrupt, match=r"graph\.jsonl has another checksum"):
        restore(filled, tmp_path / "files", rewritten(backup, change), replace=True)

    assert filled.build() == build


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("files/lessons/../../evil", "is nothing that a backup", id="outside"),
        pytest.param("/etc/evil", "is nothing that a backup", id="absolute"),
        pytest.param("files/keys.json", "is nothing that a backup", id="keys"),
        pytest.param("files/lessons/a/9.json", "is not what SHA256SUMS lists", id="not listed"),
    ],
)
def test_a_file_that_does_not_belong_in_a_backup_is_refused(
    backup: Path, name: str, words: str
) -> None:
    changed = rewritten(backup, lambda members: members.update({name: b"x"}))

    with pytest.raises((InvalidInput, StoreCorrupt), match=words):
        read_card(changed)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"no tar at all", "no backup", id="another file"),
        pytest.param(None, "is not there", id="no file"),
    ],
)
def test_what_is_no_backup_is_told_so(tmp_path: Path, content: bytes | None, words: str) -> None:
    file = tmp_path / "x.tar.gz"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(InvalidInput, match=words):
        read_card(file)


def test_a_backup_that_was_cut_off_is_told_so(backup: Path) -> None:
    whole = backup.read_bytes()
    backup.write_bytes(whole[: len(whole) // 2])

    with pytest.raises((StoreCorrupt, InvalidInput), match=r"cut off|no backup"):
        read_card(backup)


def test_a_later_format_is_refused(backup: Path) -> None:
    card = BackupCard(format=2, build="b", documents=0, corrections=0, files=0)
    with tarfile.open(backup, "r:gz") as archive:
        names = archive.getnames()

    def later(members: dict[str, bytes]) -> None:
        old = members["zhengtu-backup.json"]
        new = old.replace(b'"format": 1', f'"format": {card.format}'.encode())
        sums = members["SHA256SUMS"].decode()
        members["zhengtu-backup.json"] = new
        members["SHA256SUMS"] = sums.replace(
            sha256(old).hexdigest(), sha256(new).hexdigest()
        ).encode()

    assert names[0] == "zhengtu-backup.json"
    with pytest.raises(InvalidInput, match="has the format 2"):
        read_card(rewritten(backup, later))


def test_keys_and_jobs_are_not_in_a_backup(library: Library, tmp_path: Path) -> None:
    write(library, "law", ACTS["law"])
    for name in ("keys.json", "audit.jsonl", "jobs/1/job.json"):
        path = tmp_path / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("secret", "utf-8")
    file = tmp_path / "b.tar.gz"
    write_backup(library, tmp_path / "files", file)

    with tarfile.open(file) as archive:
        assert set(archive.getnames()) == {
            *("zhengtu-backup.json", "graph.jsonl", "corrections.jsonl", "SHA256SUMS")
        }


def test_a_fragment_comes_back_from_its_line_as_it_was() -> None:
    fragment = with_findings(make_fragment())

    assert in_order(fragment_from(fragment_line(fragment))) == in_order(fragment)
    with pytest.raises(StoreCorrupt, match="not a document of a backup"):
        fragment_from("{}")


def test_the_command_line_backs_up_and_restores(
    acts_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHENGTU_FILES", str(tmp_path / "files"))
    file, other = tmp_path / "b.tar.gz", f"embedded:{tmp_path / 'other'}"

    def run(*words: str) -> dict[str, object]:
        result = CliRunner().invoke(app, [*words, "--json"])
        assert result.exit_code == 0, result.output
        told: dict[str, object] = json.loads(result.stdout)
        return told

    made = run("backup", str(file), "--store", acts_url)
    restored = run("restore", str(file), "--store", other)

    assert made == restored
    assert run("stats", "--store", other)["build"] == made["build"]
