"""Vectors beside the text index: found by meaning, made when there is time, never in the way."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from graph.embed import E5, Vectors
from graph.errors import MissingExtra
from graph.fusion import fuse
from graph.library import Library, open_library
from graph.search import open_index
from graph.store import GraphStore, Hit
from graph.vectors import VectorIndex, open_vectors
from tests.graph.test_library import TEXTS, fill, fragment
from tests.graph.test_search import cut

SAYINGS = {
    "money": ["转让所得的七成归研发人员。"],
    "doctor": ["医院每年考核一次住院费用。"],
    "land": ["耕地不得改作他用。", "宅基地一户一处。"],
}


@pytest.fixture
def vectors(tmp_path: Path) -> Iterator[VectorIndex]:
    opened = open_vectors(tmp_path)
    yield opened
    opened.close()


def make(vectors: VectorIndex) -> None:
    for document_id, texts in SAYINGS.items():
        vectors.replace(document_id, f"digest of {document_id}", cut(document_id, texts))


def ids(hits: Sequence[Hit]) -> list[str]:
    return [hit.passage_id for hit in hits]


def hit(passage_id: str, score: float) -> Hit:
    return Hit(passage_id, "d", "p", 0, 1, score)


def test_a_passage_is_found_that_shares_no_word_with_the_question(vectors: VectorIndex) -> None:
    make(vectors)

    assert ids(vectors.search("发明人能分多少钱", limit=1)) == ["money@0"]


def test_scores_are_cosines_in_descending_order(vectors: VectorIndex) -> None:
    make(vectors)

    scores = [h.score for h in vectors.search("土地", limit=10)]

    assert len(scores) == 4
    assert scores == sorted(scores, reverse=True)
    assert 0.5 < scores[-1] < scores[0] < 1


def test_documents_restrict_the_vectors_searched(vectors: VectorIndex) -> None:
    make(vectors)

    assert ids(vectors.search("土地", limit=9, documents=["doctor", "nobody"])) == ["doctor@0"]
    assert vectors.search("土地", limit=9, documents=[]) == []


def test_replacing_and_removing_vectors(vectors: VectorIndex) -> None:
    make(vectors)
    vectors.replace("land", "new", cut("land", ["海域使用权。"]))
    vectors.remove("doctor")

    assert sorted(ids(vectors.search("使用权", limit=9))) == ["land@0", "money@0"]
    assert dict(vectors.digests()) == {"land": "new", "money": "digest of money"}


def test_a_document_without_passages_has_its_digest(vectors: VectorIndex) -> None:
    vectors.replace("bare", "d", [])

    assert dict(vectors.digests()) == {"bare": "d"}
    assert vectors.search("土地", limit=3) == []


def test_another_process_sees_what_was_made(vectors: VectorIndex, tmp_path: Path) -> None:
    reader = open_vectors(tmp_path)
    before = dict(reader.digests())
    make(vectors)

    assert (before, sorted(reader.digests())) == ({}, sorted(SAYINGS))
    assert ids(reader.search("耕地", limit=1)) == ["land@0"]


class OtherModel:
    name = "another model"

    def passages(self, texts: Sequence[str]) -> Vectors:
        return np.ones((len(texts), 2), np.float32)

    def question(self, text: str) -> Vectors:
        return np.full(2, len(text), np.float32)


def test_vectors_of_another_model_are_thrown_away(vectors: VectorIndex, tmp_path: Path) -> None:
    make(vectors)
    vectors.close()

    assert dict(VectorIndex(tmp_path / "vectors.sqlite", OtherModel()).digests()) == {}


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 100])
def test_a_damaged_file_of_vectors_is_thrown_away(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "vectors.sqlite").write_bytes(damage)

    vectors = open_vectors(tmp_path)
    empty = dict(vectors.digests())
    make(vectors)

    assert empty == {}
    assert ids(vectors.search("耕地", limit=1)) == ["land@0"]


def test_many_texts_give_the_vectors_of_each_alone() -> None:
    texts = [f"第{n}家企业申报{'创新券' * (n % 7)}。" for n in range(30)]
    model = E5()

    together = model.passages(texts)

    assert together.shape == (30, 384)
    assert np.allclose(together, [model.passages([t])[0] for t in texts], atol=1e-3)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-3)


def test_fusing_weighs_both_lists_alike() -> None:
    words = [hit("a", 30.0), hit("b", 25.0), hit("c", 20.0)]
    meaning = [hit("b", 0.9), hit("d", 0.88), hit("c", 0.8)]

    fused = fuse(words, meaning)

    assert [(h.passage_id, h.score) for h in fused] == [
        ("b", pytest.approx(0.75)),
        ("a", pytest.approx(0.5)),
        ("d", pytest.approx(0.4)),
        ("c", 0.0),
    ]


@pytest.mark.parametrize(("words", "meaning"), [(["a", "b"], []), ([], ["a", "b"]), ([], [])])
def test_fusing_with_nothing_keeps_the_order(words: list[str], meaning: list[str]) -> None:
    lists = [[hit(i, 9.0 - n) for n, i in enumerate(found)] for found in (words, meaning)]

    assert ids(fuse(*lists)) == words + meaning


def test_the_library_goes_by_words_until_all_vectors_are_made(
    store: GraphStore, tmp_path: Path
) -> None:
    library = Library(store, open_index(tmp_path), open_vectors(tmp_path))
    fill(library)
    question = "谁能评职称、搞技术转移"
    by_words = library.search(question)
    progress: list[tuple[int, int]] = []

    made = library.embed(lambda done, all_: progress.append((done, all_)))
    fused = library.search(question)

    assert made == 3
    assert progress == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert by_words[0].passage_id == fused[0].passage_id
    assert len(by_words) < len(fused) == 5
    assert all(0 <= h.score <= 1 for h in fused)
    assert library.embed() == 0


def test_a_changed_document_waits_for_its_vectors(store: GraphStore, tmp_path: Path) -> None:
    library = Library(store, open_index(tmp_path), open_vectors(tmp_path))
    fill(library)
    library.embed()
    library.replace(fragment("east", "第一条 揭榜挂帅。"))
    library.remove("south")

    words_only = library.search("揭榜")
    others_fused = library.search("揭榜", documents=["north"])
    made = library.embed()

    assert [h.document_id for h in words_only] == ["east"]
    assert len(others_fused) == 2
    assert made == 1
    assert {h.document_id for h in library.search("揭榜")} == {"east", "north"}


def test_a_library_without_the_extra_says_what_to_install(
    store: GraphStore, tmp_path: Path
) -> None:
    library = Library(store, open_index(tmp_path))

    with pytest.raises(MissingExtra, match=r"zhengtu\[vectors\]"):
        library.embed()


EMBED_AND_DIE = """
import os
import signal
import sys
from graph.library import open_library
from tests.graph.test_library import fill

library = open_library(sys.argv[1])
fill(library)
library.embed(lambda done, _all: done == 2 and os.kill(os.getpid(), signal.SIGKILL))
"""


def test_embedding_goes_on_where_a_kill_stopped_it(tmp_path: Path) -> None:
    url = f"embedded:{tmp_path / 'graph'}"
    done = subprocess.run([sys.executable, "-c", EMBED_AND_DIE, url], check=False)

    with open_library(url) as library:
        made = library.embed()

    assert done.returncode == -signal.SIGKILL
    assert made == 1
    assert len(TEXTS) == 3
