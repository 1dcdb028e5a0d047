"""The search index: what is found, what a crash leaves, what a second process sees."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.errors import StoreUnavailable
from graph.search import open_index
from graph.store import Passage, SearchIndex

TEXTS = {
    "river-1": ["创新券由市科技局发行，面向中小企业。", "创新券不得转让、买卖。"],
    "harbour-2": ["技术经理人可以申报职称。", "转让净收入的百分之五十奖励发明人。"],
    "valley-3": ["PCT 国际申请每件资助2.5万元。"],
}


def cut(document_id: str, texts: list[str]) -> list[Passage]:
    return [
        Passage(
            id=f"{document_id}@{n}",
            document_id=document_id,
            provision_id=f"{document_id}@p{n}",
            start=n * 100,
            end=n * 100 + len(text),
            text=text,
            context="临江市促进办法",
        )
        for n, text in enumerate(texts)
    ]


def fill(index: SearchIndex) -> None:
    for document_id, texts in TEXTS.items():
        index.replace(document_id, f"digest of {document_id}", cut(document_id, texts))
    index.commit()


def found(index: SearchIndex, query: str, documents: list[str] | None = None) -> list[str]:
    return [hit.passage_id for hit in index.search(query, documents=documents)]


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SearchIndex]:
    opened = open_index(tmp_path / "search")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("query", "first"),
    [
        pytest.param("谁发行创新券？", "river-1@0", id="a pair of characters"),
        pytest.param("券能买卖吗", "river-1@1", id="single characters"),
        pytest.param("pct 申请", "valley-3@0", id="a Latin word in another case"),
        pytest.param("２.５万", "valley-3@0", id="a number in full width"),
    ],
)
def test_the_passage_that_shares_most_words_comes_first(
    index: SearchIndex, query: str, first: str
) -> None:
    fill(index)

    assert found(index, query)[0] == first


def test_a_hit_tells_its_place(index: SearchIndex) -> None:
    fill(index)

    (hit,) = index.search("发明人", limit=1)

    assert (hit.document_id, hit.provision_id) == ("harbour-2", "harbour-2@p1")
    assert (hit.start, hit.end) == (100, 117)


def test_hits_are_ordered_by_score_and_cut_at_the_limit(index: SearchIndex) -> None:
    fill(index)

    hits = index.search("创新券转让", limit=2)

    assert [hit.passage_id for hit in hits] == ["river-1@1", "river-1@0"]
    assert hits[0].score > hits[1].score > 0


def test_equal_passages_come_in_the_order_of_their_ids(index: SearchIndex) -> None:
    for document_id in ("pine", "oak", "elm"):
        index.replace(document_id, "d", cut(document_id, ["共享中试平台。"]))
    index.commit()

    assert found(index, "中试平台") == ["elm@0", "oak@0", "pine@0"]


def test_the_title_is_searched_with_the_words(index: SearchIndex) -> None:
    fill(index)

    assert len(found(index, "临江市")) == 5


@pytest.mark.parametrize("query", ["", "  ", "？！", "鱼" * 5000])
def test_a_query_without_known_words_finds_nothing(index: SearchIndex, query: str) -> None:
    fill(index)

    assert index.search(query) == []


def test_documents_restrict_the_search(index: SearchIndex) -> None:
    fill(index)

    assert found(index, "转让", documents=["harbour-2"]) == ["harbour-2@1"]
    assert found(index, "转让", documents=["nobody"]) == []
    assert found(index, "转让", documents=[]) == []


def test_a_passage_counts_more_where_its_document_treats_the_matter(index: SearchIndex) -> None:
    index.replace("apart", "d", cut("apart", ["首台套保险补偿。", "海域使用论证。"]))
    index.replace("matter", "d", cut("matter", ["首台套保险补偿。", "首台套认定程序。"]))
    index.commit()

    assert found(index, "首台套保险") == ["matter@0", "apart@0", "matter@1"]


def test_restricting_does_not_change_scores(index: SearchIndex) -> None:
    fill(index)
    free = {hit.passage_id: hit.score for hit in index.search("转让")}

    (hit,) = index.search("转让", documents=["harbour-2"])

    assert hit.score == pytest.approx(free["harbour-2@1"])


def test_nothing_is_seen_before_the_commit(index: SearchIndex) -> None:
    index.replace("river-1", "one", cut("river-1", TEXTS["river-1"]))

    assert (index.search("创新券"), dict(index.digests())) == ([], {})


def test_replacing_forgets_what_the_document_said_before(index: SearchIndex) -> None:
    fill(index)
    index.replace("river-1", "new", cut("river-1", ["揭榜挂帅。"]))
    index.commit()

    assert found(index, "创新券") == []
    assert found(index, "揭榜") == ["river-1@0"]
    assert index.digests()["river-1"] == "new"


def test_words_that_many_replaced_passages_held_are_still_found(index: SearchIndex) -> None:
    index.replace("river-1", "first", cut("river-1", [f"创新券第{n}条。" for n in range(20)]))
    index.replace("valley-3", "first", cut("valley-3", ["创新券每年发行一次。"]))
    index.commit()
    index.replace("river-1", "second", cut("river-1", ["创新券不得转让。"]))
    index.commit()

    assert set(found(index, "创新券")) == {"river-1@0", "valley-3@0"}


def test_removing_forgets_the_document_and_its_digest(index: SearchIndex) -> None:
    fill(index)
    index.remove("river-1")
    index.remove("never there")
    index.commit()

    assert found(index, "创新券") == []
    assert sorted(index.digests()) == ["harbour-2", "valley-3"]


def test_a_document_without_passages_still_has_its_digest(index: SearchIndex) -> None:
    index.replace("bare", "d", [])
    index.commit()

    assert dict(index.digests()) == {"bare": "d"}


def test_a_passage_of_another_document_is_refused(index: SearchIndex) -> None:
    with pytest.raises(ValueError, match="is not of document river-1"):
        index.replace("river-1", "d", cut("harbour-2", ["一。"]))


def test_what_was_committed_is_there_after_opening_again(tmp_path: Path) -> None:
    first = open_index(tmp_path)
    fill(first)
    first.remove("valley-3")
    first.close()

    second = open_index(tmp_path)

    assert sorted(second.digests()) == sorted(TEXTS)
    assert found(second, "PCT") == ["valley-3@0"]


def test_a_reader_sees_the_next_commit_of_a_writer(tmp_path: Path) -> None:
    writer, reader = open_index(tmp_path), open_index(tmp_path)
    before = reader.digests()
    fill(writer)

    assert dict(before) == {}
    assert sorted(reader.digests()) == sorted(TEXTS)
    assert found(reader, "PCT") == ["valley-3@0"]
    assert reader.digests() is reader.digests()


def test_two_writers_take_turns(tmp_path: Path) -> None:
    one, two = open_index(tmp_path), open_index(tmp_path)
    one.replace("a", "1", cut("a", ["甲。"]))
    busy = two.busy(), one.busy()
    one.commit()
    two.replace("b", "2", cut("b", ["乙。"]))
    two.commit()

    assert busy == (True, False)
    assert not one.busy()
    assert dict(one.digests()) == {"a": "1", "b": "2"}


WRITE_AND_DIE = """
import os
import signal
import sys
from graph.search import open_index
from tests.graph.test_search import cut, fill

index = open_index(sys.argv[1])
fill(index)
index.replace("river-1", "half", cut("river-1", ["半途。"] * 2000))
index.remove("valley-3")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_after_a_kill_the_digests_tell_what_is_searched(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", WRITE_AND_DIE, str(tmp_path)], check=False)

    index = open_index(tmp_path)

    assert done.returncode == -signal.SIGKILL
    assert index.digests()["river-1"] == "digest of river-1"
    assert found(index, "半途") == []
    assert found(index, "PCT") == ["valley-3@0"]
    assert not index.busy()


KEEP_COMMITTING = """
import sys
from graph.search import open_index
from tests.graph.test_search import cut

index = open_index(sys.argv[1])
for n in range(10**6):
    index.replace("a", str(n), cut("a", [f"第 {n} 次。"]))
    index.replace("b", str(n), cut("b", [f"第 {n} 次。"]))
    index.commit()
    print(n, flush=True)
"""


@pytest.mark.parametrize("commits", [3, 11, 24])
def test_a_kill_at_any_moment_leaves_one_whole_commit(tmp_path: Path, commits: int) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", KEEP_COMMITTING, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout
    for _ in range(commits):
        seen = int(writer.stdout.readline())
    writer.kill()
    writer.communicate()

    index = open_index(tmp_path)
    digests = index.digests()

    assert int(digests["a"]) >= seen
    assert digests["a"] == digests["b"]
    assert found(index, digests["a"]) == ["a@0", "b@0"]


@pytest.mark.parametrize("part", ["idx", "term", "store", "fieldnorm"])
def test_a_damaged_file_is_noticed_and_the_index_starts_anew(tmp_path: Path, part: str) -> None:
    first = open_index(tmp_path)
    fill(first)
    first.close()
    (file,) = (tmp_path / "tantivy").glob(f"*.{part}")
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 3] ^= 0xFF
    file.write_bytes(raw)

    index = open_index(tmp_path)
    empty = dict(index.digests())
    fill(index)

    assert empty == {}
    assert found(index, "PCT") == ["valley-3@0"]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda p: (p / "tantivy" / "meta.json").write_text("{"), id="meta cut short"),
        pytest.param(lambda p: (p / "format").write_text("zhengtu search 0\n"), id="old format"),
        pytest.param(lambda p: (p / "format").unlink(), id="never finished"),
        pytest.param(
            lambda p: next((p / "tantivy").glob("*.term")).unlink(), id="a file is missing"
        ),
        pytest.param(lambda p: next((p / "tantivy").glob("*.idx")).write_bytes(b""), id="empty"),
    ],
)
def test_what_cannot_be_trusted_is_thrown_away(
    tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    first = open_index(tmp_path)
    fill(first)
    first.close()
    damage(tmp_path)

    assert dict(open_index(tmp_path).digests()) == {}


def test_a_place_where_no_folder_can_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(StoreUnavailable, match="no folder for the search index"):
        open_index(tmp_path / "file" / "search")


def test_an_index_that_was_taken_away_is_told(index: SearchIndex, tmp_path: Path) -> None:
    fill(index)
    shutil.rmtree(tmp_path / "search" / "tantivy")

    with pytest.raises(StoreUnavailable, match="open the library again"):
        index.search("创新券")
