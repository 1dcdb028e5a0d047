"""How fast the graph store loads and reads: ``python tests/bench/bench_store.py [URL…] [-n N]``.

Loads N fragments (real ones, where a folder of documents is given; else invented ones) through
``store.replace``, then the same rows by bare UNWIND statements into the emptied database: one
transaction for all, no digests, nothing removed, nothing shared looked after.
Then reads. Without URLs: an embedded store in a temporary folder, and a Neo4j of its own.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import neo4j

from graph import cypher_rows, neo4j_server
from graph.bolt import BoltStore
from graph.bolt_documents import BATCH
from graph.digest import fragment_digest
from graph.model import Fragment
from graph.open_store import open_store
from ingest.pipeline import read_fragment
from ingest.source import find_sources
from tests.graph.fragments import ARTICLES, make_fragment


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("urls", nargs="*", help="stores to measure; they are emptied")
    options.add_argument("-n", type=int, default=100, help="fragments to load")
    options.add_argument("--documents", type=Path, help="folder to read real documents from")
    given = options.parse_args()
    fragments = read_real(given.documents, given.n) if given.documents else invent(given.n)
    show(
        f"{len(fragments)} fragments, {sum(len(f.provisions) for f in fragments)} provisions, "
        f"{sum(len(f.nodes) for f in fragments)} nodes, "
        f"{sum(len(f.relations) for f in fragments)} relations"
    )
    for url in given.urls:
        measure(url.rpartition("@")[2], url, fragments)
    if not given.urls:
        with embedded() as url:
            measure("embedded", url, fragments)
        with own_neo4j() as url:
            measure("Neo4j", url, fragments)


@contextmanager
def embedded() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield f"embedded:{folder}/graph"


@contextmanager
def own_neo4j() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        server = neo4j_server.up(Path(folder), ends_with_us=True)
        try:
            yield f"bolt://{server.user}:{server.password}@{neo4j_server.HOST}:{server.port}"
        finally:
            neo4j_server.down(Path(folder))


def read_real(folder: Path, count: int) -> list[Fragment]:
    sources = find_sources([folder])[:count]
    return [read_fragment(source, source.path.read_bytes()).fragment for source in sources]


def invent(count: int) -> list[Fragment]:
    """Acts of about the size of a provincial regulation: 60 articles, two statements in six."""
    articles = [f"第{n}条 {words.split(' ', 1)[1]}" for n in range(1, 21) for words in ARTICLES]
    return [
        make_fragment(f"act-{n}", articles=articles, cites=[f"第{n + m}号条例" for m in range(12)])
        for n in range(count)
    ]


def measure(name: str, url: str, fragments: Sequence[Fragment]) -> None:
    store = open_store(url)
    if not isinstance(store, BoltStore):
        raise TypeError(f"{url} is no store over Bolt")
    try:
        empty(store)
        # A server that has just started compiles its queries: that is paid once, not per document.
        load(store, fragments[:10])
        empty(store)
        through_store = load(store, fragments)
        latencies(name, store, fragments)
        empty(store)
        bare = load_bare(store, fragments)
        empty(store)
    finally:
        store.close()
    show(
        f"{name}: replace {through_store:.2f} s ({through_store / len(fragments) * 1000:.1f} ms a "
        f"document), bare UNWIND {bare:.2f} s, ratio {through_store / bare:.2f}"
    )


def empty(store: BoltStore) -> None:
    for entry in store.documents():
        store.remove(entry.id)


def load(store: BoltStore, fragments: Sequence[Fragment]) -> float:
    started = time.perf_counter()
    for fragment in fragments:
        store.replace(fragment)
    return time.perf_counter() - started


def load_bare(store: BoltStore, fragments: Sequence[Fragment]) -> float:
    """The same nodes and relations, all documents together, in as few statements as can be."""
    nodes: dict[str, dict[str, cypher_rows.Row]] = defaultdict(dict)
    relations: dict[str, list[cypher_rows.Row]] = defaultdict(list)
    for fragment in fragments:
        row = cypher_rows.document_row(fragment, fragment_digest(fragment))
        nodes["Document"][str(row["id"])] = row
        for kinds in (cypher_rows.shared_rows(fragment), cypher_rows.owned_rows(fragment)):
            for kind, rows in kinds.items():
                nodes[kind].update((str(row["id"]), row) for row in rows)
        for name, said in cypher_rows.relation_rows(fragment).items():
            relations[name] += said
    started = time.perf_counter()
    # One explicit transaction: ArcadeDB commits, and waits for the disk, at every row otherwise.
    with (
        store.connection._session(store.connection._writer, neo4j.WRITE_ACCESS) as session,
        session.begin_transaction() as tx,
    ):
        for label, by_id in nodes.items():
            text = f"UNWIND $rows AS row CREATE (n:{label}) SET n = row, n:Entity"
            for batch in batches(list(by_id.values())):
                tx.run(text, rows=batch).consume()
        for name, said in relations.items():
            text = (
                "UNWIND $rows AS row MATCH (a:Entity {id: row.subject}) "
                f"MATCH (b:Entity {{id: row.object}}) CREATE (a)-[r:{name}]->(b) SET r = row.record"
            )
            for batch in batches(said):
                tx.run(text, rows=batch).consume()
        tx.commit()
    return time.perf_counter() - started


def batches(rows: list[cypher_rows.Row]) -> Iterator[list[cypher_rows.Row]]:
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


def latencies(name: str, store: BoltStore, fragments: Sequence[Fragment]) -> None:
    chance = random.Random(7)
    provisions = [p.id for f in fragments for p in f.provisions]
    nodes = [n.id for f in fragments for n in f.nodes]
    documents = [f.document.id for f in fragments]
    reads: dict[str, Callable[[], object]] = {
        "node": lambda: store.node(chance.choice(nodes)),
        "provision": lambda: store.provision(chance.choice(provisions)),
        "relations": lambda: store.relations(chance.choice(nodes)),
        "statements_in 10": lambda: store.statements_in(chance.sample(provisions, 10)),
        "build": store.build,
        "provisions": lambda: store.provisions(chance.choice(documents)),
        "document": lambda: store.document(chance.choice(documents)),
        "fragment": lambda: store.fragment(chance.choice(documents)),
    }
    for what, read in reads.items():
        times = sorted(timed(read) for _ in range(300))
        show(f"{name:10} {what:18} p50 {times[150]:7.2f} ms   p99 {times[297]:7.2f} ms")


def timed(read: Callable[[], object]) -> float:
    started = time.perf_counter()
    read()
    return (time.perf_counter() - started) * 1000


def show(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
