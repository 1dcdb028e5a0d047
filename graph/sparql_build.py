"""The process that makes the SPARQL dataset of one build, beside the servers that wait for it.

Run as ``python -m graph.sparql_build`` by ``graph.sparql``; one at a time in a folder. The dataset
takes its name only when it is whole.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph

from graph.errors import ZhengtuError
from graph.iris import Iris
from graph.locks import try_lock
from graph.one_build import of_one_build
from graph.open_store import open_store
from graph.rdf_dataset import FOR_ALL, named_graphs, quads
from graph.sparql import BUILDS_KEPT, dataset_name
from graph.store import GraphReader


def main() -> int:
    plan = json.load(sys.stdin)
    folder = Path(plan["folder"])
    lock = os.open(folder / "build.lock", os.O_RDWR | os.O_CREAT, 0o600)
    if not try_lock(lock, fcntl.LOCK_EX):
        return 0  # another server's process is at it
    try:
        store = open_store(plan["url"], create=False)
    except ZhengtuError as exc:
        sys.stderr.write(str(exc))
        return 1
    try:
        make(store, Iris(plan["base"]), folder)
    except ZhengtuError as exc:
        sys.stderr.write(str(exc))
        return 1
    finally:
        store.close()
    return 0


def make(reader: GraphReader, iris: Iris, folder: Path) -> None:
    """The dataset of the reader's build, in a folder of its own under this one."""
    name = dataset_name(reader.build(), iris)
    for left in folder.glob("*.draft"):
        shutil.rmtree(left)
    draft = folder / f"{name}.draft"
    store = pyoxigraph.Store(str(draft))
    store.bulk_extend(_every_quad(reader, iris, folder / "progress.json"))
    store.flush()
    del store
    draft.rename(folder / name)
    (folder / "progress.json").unlink(missing_ok=True)
    _forget_older(folder)


def _every_quad(reader: GraphReader, iris: Iris, progress: Path) -> Iterator[pyoxigraph.Quad]:
    graphs = of_one_build(reader, named_graphs(reader, iris))
    total = len(reader.documents()) + FOR_ALL
    for n, graph in enumerate(graphs, 1):
        progress.write_text(json.dumps({"done": n, "total": total}))
        yield from quads(graph)


def _forget_older(folder: Path) -> None:
    """The last one is kept too: a query may still be reading it."""
    made = [path for path in folder.iterdir() if path.is_dir()]
    made.sort(key=lambda path: path.stat().st_mtime_ns)
    for old in made[:-BUILDS_KEPT]:
        shutil.rmtree(old)


if __name__ == "__main__":
    sys.exit(main())
