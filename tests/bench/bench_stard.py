"""Retrieval on STARD: lay questions against statute articles, as ``graph.search`` finds them.

Run ``python -m tests.bench.bench_stard``; the set lies beside the checkout in
``../shared/bench/stard``. Decision 0002 holds the figures of the engines that were compared, and
decision 0009 those with vectors: ``--vectors FOLDER`` makes them first, for more than an hour of
one core, one act at a time, keeps them there, and goes on from there when it is run again.
``--made`` measures on the acts whose vectors are made already, those of the gold articles first.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import resource
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.fusion import fuse
from graph.search import open_index
from graph.store import Hit, Passage, SearchIndex
from graph.vectors import VectorIndex, open_vectors

STARD = Path(__file__).resolve().parents[3] / "shared" / "bench" / "stard"
CUTS = (1, 5, 10)
FUSED = 200
"""Hits of each list that are fused, as in ``graph.library``."""

Search = Callable[[str], list[Hit]]

# 刑法第一百二十条之一: the act's title, then the article's label.
_ARTICLE = re.compile(r"第[零一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?$")


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    gold: frozenset[str]


def read_articles(folder: Path) -> dict[str, str]:
    """Id, which is title and label, → words of the article."""
    with lzma.open(folder / "articles.jsonl.xz", "rt", encoding="utf-8") as lines:
        return {row["id"]: row["text"] for row in map(json.loads, lines)}


def read_questions(folder: Path) -> list[Question]:
    lines = (folder / "queries.dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [Question(row["question"], frozenset(row["gold"])) for row in map(json.loads, lines)]


def by_act(articles: Mapping[str, str]) -> dict[str, list[Passage]]:
    """Passages as ``graph.passages`` makes them of an act: title above, label in the words."""
    acts: dict[str, list[Passage]] = defaultdict(list)
    for article, words in articles.items():
        title = _ARTICLE.sub("", article)
        text = f"{article.removeprefix(title)} {words}"
        acts[title].append(Passage(article, title, article, 0, len(text), text, title))
    return acts


def figures(found: Iterable[Sequence[str]], questions: Sequence[Question]) -> dict[str, float]:
    """Mean share of a question's gold articles among the first k, and MRR@10."""
    shares = defaultdict(list)
    for ids, question in zip(found, questions, strict=True):
        for k in CUTS:
            shares[f"R@{k}"].append(len(question.gold.intersection(ids[:k])) / len(question.gold))
        first = next((n for n, id_ in enumerate(ids[:10], 1) if id_ in question.gold), None)
        shares["MRR@10"].append(1 / first if first else 0.0)
    return {name: round(statistics.fmean(values), 4) for name, values in shares.items()}


def index_acts(index: SearchIndex, acts: Mapping[str, Sequence[Passage]]) -> float:
    """Seconds to index all of them in one commit."""
    start = time.perf_counter()
    for title, passages in acts.items():
        index.replace(title, "0", passages)
    index.commit()
    return time.perf_counter() - start


def replace_one(index: SearchIndex, title: str, passages: Sequence[Passage]) -> float:
    """Seconds to replace one act and commit."""
    start = time.perf_counter()
    index.replace(title, "1", passages)
    index.commit()
    return time.perf_counter() - start


def make_vectors(vectors: VectorIndex, acts: Mapping[str, Sequence[Passage]]) -> float:
    """Seconds to make the vectors that are missing."""
    start = time.perf_counter()
    missing = [title for title in acts if title not in vectors.digests()]
    for title in missing:
        vectors.replace(title, "0", acts[title])
    return time.perf_counter() - start


def asked(search: Search, questions: Sequence[Question]) -> dict[str, float]:
    """Figures of one way to search, and the time of its questions."""
    found, seconds = [], []
    for question in questions:
        start = time.perf_counter()
        hits = search(question.text)
        seconds.append(time.perf_counter() - start)
        found.append([hit.passage_id for hit in hits])
    seconds.sort()
    return figures(found, questions) | {
        "p50 ms": round(1000 * statistics.median(seconds), 2),
        "p99 ms": round(1000 * seconds[int(len(seconds) * 0.99)], 2),
    }


def ways(index: SearchIndex, vectors: VectorIndex | None) -> dict[str, Search]:
    """By words; and with vectors by meaning, and by both."""
    by_words: dict[str, Search] = {"words": lambda text: index.search(text, limit=50)}
    if vectors is None:
        return by_words
    vectors.search("权利", limit=1)  # loads the model and the rows
    return by_words | {
        "vectors": lambda text: vectors.search(text, limit=50),
        "both": lambda text: fuse(
            index.search(text, limit=FUSED), vectors.search(text, limit=FUSED)
        ),
    }


def gold_first(
    acts: Mapping[str, Sequence[Passage]], questions: Sequence[Question]
) -> dict[str, Sequence[Passage]]:
    """Acts with gold articles before the others, each time the shortest first."""
    gold = {article for question in questions for article in question.gold}
    order = sorted(acts, key=lambda a: (not any(p.id in gold for p in acts[a]), len(acts[a]), a))
    return {act: acts[act] for act in order}


def measure(folder: Path, home: Path, kept: Path | None, *, made: bool) -> dict[str, object]:
    questions = read_questions(folder)
    acts = gold_first(by_act(read_articles(folder)), questions)
    vectors = open_vectors(kept) if kept else None
    if vectors and made:
        acts = {act: found for act, found in acts.items() if act in vectors.digests()}
    embedding = make_vectors(vectors, acts) if vectors else 0.0
    index = open_index(home)
    indexing = index_acts(index, acts)
    size = sum(f.stat().st_size for f in home.rglob("*") if f.is_file())
    told = {name: asked(search, questions) for name, search in ways(index, vectors).items()}
    title = max(acts, key=lambda name: len(acts[name]))
    replacing = replace_one(index, title, acts[title])
    index.close()
    return {
        "articles": sum(map(len, acts.values())),
        "questions": len(questions),
        **told,
        "index s": round(indexing, 1),
        "vectors s": round(embedding, 1),
        "index MB": round(size / 1e6, 1),
        "replace one act s": round(replacing, 3),
        "peak memory MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stard", type=Path, default=STARD, help="folder with the set")
    parser.add_argument("--vectors", type=Path, help="folder in which vectors are kept")
    parser.add_argument("--made", action="store_true", help="only acts that have vectors")
    given = parser.parse_args()
    folder: Path = given.stard
    if not (folder / "articles.jsonl.xz").is_file():
        print(f"STARD is not at {folder}; say where with --stard", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as home:
        print(json.dumps(measure(folder, Path(home), given.vectors, made=given.made), indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
