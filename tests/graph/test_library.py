"""One library over store and index: written together, repaired after a crash, never mixed."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph.beside import index_folder
from graph.digest import fragment_digest
from graph.errors import NotFound
from graph.library import Library, open_library
from graph.model import Document, Fragment, Head, Provision, ProvisionKind, provision_id
from graph.names import policy
from graph.passages import passages
from graph.search import open_index
from graph.store import GraphStore, Hit, SearchIndex

TEXTS = {
    "east": "第一条 创新券由市科技局发放。\n第二条 创新券可以兑付检测费。",
    "north": "第一条 设立中试基地。\n第二条 技术经理人可以申报职称。",
    "south": "第一条 科研设施向企业开放。",
}


def fragment(document_id: str, text: str = "") -> Fragment:
    document = Document(document_id, "0" * 64, text or TEXTS[document_id])
    work = policy(f"{document_id}办法")
    head = Head(title=f"{document_id}办法", policy_id=work.id, doc_type="规范性文件")
    provisions, start = [], 0
    for line in document.text.splitlines(keepends=True):
        end = start + len(line.rstrip())
        label = line.split(" ")[0]
        provisions.append(
            Provision(
                id=provision_id(document_id, start, end, ProvisionKind.ARTICLE),
                name=label,
                document_id=document_id,
                rank=ProvisionKind.ARTICLE,
                label=label,
                path=(label,),
                start=start,
                end=end,
            )
        )
        start += len(line)
    return Fragment(document, head, tuple(provisions), (work,), (), "reader 1")


@pytest.fixture
def library(store: GraphStore, tmp_path: Path) -> Iterator[Library]:
    index = open_index(tmp_path / "search")
    yield Library(store, index)
    index.close()


def fill(library: Library) -> None:
    for document_id in TEXTS:
        library.replace(fragment(document_id))


def quotes(library: Library, hits: list[Hit]) -> list[str]:
    return [library.store.document(h.document_id)[0].text[h.start : h.end] for h in hits]


def test_what_was_written_is_found_at_once(library: Library) -> None:
    fill(library)

    hits = library.search("技术经理人职称")

    assert quotes(library, hits)[0] == "第二条 技术经理人可以申报职称。"
    assert library.store.provision(hits[0].provision_id).label == "第二条"


def test_search_can_be_restricted_to_documents(library: Library) -> None:
    fill(library)

    found = {hit.document_id for hit in library.search("第一条", documents=["south", "north"])}

    assert found == {"north", "south"}


def test_a_replaced_document_is_found_by_its_new_words_only(library: Library) -> None:
    fill(library)
    library.replace(fragment("east", "第一条 揭榜挂帅。"))

    assert library.search("创新券") == []
    assert quotes(library, library.search("揭榜")) == ["第一条 揭榜挂帅。"]


def test_settled_an_index_scores_as_one_that_never_held_anything_else(
    library: Library, tmp_path: Path
) -> None:
    fill(library)
    for words in ("第一条 创新券、创新券、创新券。", "第一条 中试。", TEXTS["east"]):
        library.replace(fragment("east", words))
        library.commit()
    library.replace(fragment("gone", "第一条 创新券与中试基地。"))
    library.commit()
    library.remove("gone")
    fresh = open_index(tmp_path / "fresh")
    for document_id, text in TEXTS.items():
        held = fragment(document_id, text)
        cut = passages(held.document, held.head, held.provisions)
        fresh.replace(document_id, fragment_digest(held), cut)
    fresh.commit()
    asked = ("创新券可以兑付什么", "技术经理人申报职称", "科研设施")

    def scores(index: SearchIndex) -> list[list[Hit]]:
        return [index.search(query) for query in asked]

    library.commit()
    assert [library.search(query) for query in asked] != scores(fresh)
    assert library.settle() > 0
    assert [library.search(query) for query in asked] == scores(fresh)
    assert library.settle() == 0
    fresh.close()


def test_a_removed_document_is_gone_from_store_and_index(library: Library) -> None:
    fill(library)
    before = library.build()
    library.remove("east")

    assert library.search("创新券") == []
    assert [entry.id for entry in library.documents()] == ["north", "south"]
    assert library.build() != before


def test_removing_what_is_not_there_is_told(library: Library) -> None:
    with pytest.raises(NotFound):
        library.remove("west")


def test_replacing_twice_is_replacing_once(library: Library) -> None:
    fill(library)
    build, hits = library.build(), library.search("创新券")
    fill(library)

    assert library.build() == build
    assert [h.passage_id for h in library.search("创新券")] == [h.passage_id for h in hits]


def test_sync_repairs_what_was_written_past_the_library(library: Library) -> None:
    fill(library)
    library.commit()
    library.store.remove("south")
    library.store.replace(fragment("north", "第一条 知识产权质押。"))
    progress: list[tuple[int, int]] = []
    behind = library.behind()

    repaired = library.sync(lambda done, all_: progress.append((done, all_)))

    assert (behind, repaired) == (1, 2)
    assert progress == [(0, 1), (1, 1)]
    assert library.behind() == 0
    assert library.search("企业") == []
    assert quotes(library, library.search("质押")) == ["第一条 知识产权质押。"]


def test_sync_of_what_is_in_step_does_nothing(library: Library) -> None:
    fill(library)

    assert library.sync(lambda _done, _all: pytest.fail("there was nothing to do")) == 0


def test_search_repairs_an_index_that_is_behind(store: GraphStore, tmp_path: Path) -> None:
    with_index = Library(store, open_index(tmp_path / "one"))
    fill(with_index)

    anew = Library(store, open_index(tmp_path / "another"))

    assert [h.passage_id for h in anew.search("创新券")] == [
        h.passage_id for h in with_index.search("创新券")
    ]


def test_while_another_writes_only_documents_in_step_are_found(
    store: GraphStore, tmp_path: Path
) -> None:
    writer = Library(store, open_index(tmp_path))
    fill(writer)
    writer.commit()
    reader = Library(store, open_index(tmp_path))
    writer.replace(fragment("east", "第一条 创新券已停发。"))

    during = [h.document_id for h in reader.search("创新券 中试")], reader.behind()
    writer.commit()
    after = [h.document_id for h in reader.search("创新券 中试")], reader.behind()

    assert during == (["north"], 1)
    assert sorted(after[0]) == ["east", "north"]
    assert after[1] == 0


def test_a_library_opens_again_with_all_it_held(tmp_path: Path) -> None:
    url = f"embedded:{tmp_path / 'graph'}"
    with open_library(url) as first:
        fill(first)
        build = first.build()

    with open_library(url, create=False) as second:
        assert (second.build(), second.behind()) == (build, 0)
        assert len(second.search("第一条")) == 3


def test_searching_while_another_thread_writes(library: Library) -> None:
    fill(library)
    found: list[set[str]] = []

    def search() -> None:
        searches = (library.search("创新券 中试基地") for _ in range(20))
        found.extend({hit.document_id for hit in hits} for hits in searches)

    with ThreadPoolExecutor(2) as pool:
        searching = [pool.submit(search) for _ in range(2)]
        for n in range(10):
            library.replace(fragment("south", f"第一条 第{n}次修改。"))
        for done in searching:
            done.result()

    assert all({"east", "north"} <= ids for ids in found)
    assert library.behind() == 0


WRITE_AND_DIE = """
import os
import signal
import sys
from graph.library import open_library
from tests.graph.test_library import fill, fragment

library = open_library(sys.argv[1])
fill(library)
library.commit()
library.replace(fragment("east", "第一条 停发创新券。"))
library.remove("south")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_after_a_kill_between_the_commits_search_agrees_with_the_store(tmp_path: Path) -> None:
    url = f"embedded:{tmp_path / 'graph'}"
    done = subprocess.run([sys.executable, "-c", WRITE_AND_DIE, url], check=False)

    with open_library(url) as library:
        behind = library.behind()
        found = quotes(library, library.search("创新券 企业"))

    assert done.returncode == -signal.SIGKILL
    assert behind == 1
    assert found == ["第一条 停发创新券。"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("bolt://a:7687/x", "bolt://a:7687/y", id="two databases"),
        pytest.param("bolt://a:7687", "bolt://b:7687", id="two hosts"),
        pytest.param("bolt://a:7687", "bolt://a:7688", id="two ports"),
    ],
)
def test_each_database_of_a_server_has_its_own_index(one: str, other: str) -> None:
    assert index_folder(one) != index_folder(other)


def test_the_password_of_a_server_does_not_move_its_index() -> None:
    assert index_folder("bolt://me:secret@a:7687") == index_folder("bolt://a:7687")


def test_the_index_of_an_embedded_store_lies_in_its_folder(tmp_path: Path) -> None:
    assert index_folder(f"embedded:{tmp_path}") == tmp_path / "search"
    assert index_folder(f"embedded://{tmp_path}") == tmp_path / "search"


@pytest.mark.parametrize("url", ["embedded:graph", "bolt://a:7687"])
def test_a_setting_says_under_which_folder_the_indexes_lie(url: str, tmp_path: Path) -> None:
    assert index_folder(url, tmp_path).parent == tmp_path
