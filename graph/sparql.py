"""SPARQL 1.1 over the RDF of one build: a dataset on disk, and a process for each query.

The dataset is made by a process of its own when it is first asked for, and anew after every change
of the library; until it is there a query is told to come back. It never holds two builds. A query
runs in a process that is killed when its time is over.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from graph.errors import InvalidInput, QueryRefused, StoreUnavailable
from graph.iris import Iris
from graph.locks import is_free
from graph.query_limits import Limits
from graph.sparql_guard import check_sparql, refused_update
from graph.vocabulary import PREFIXES

BUILDS_KEPT = 2
MEMORY = 2_000_000_000
"""Bytes of address space that the process of a query may take."""
RETRY_SECONDS = 5
"""After which a client may ask again whether the dataset is there."""
_WORKER = Path(__file__).with_name("sparql_worker.py")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")


class DatasetNotReady(StoreUnavailable):
    """The dataset of the build is being made; the message says how far it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SparqlQuery:
    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    """IRIs; where neither is given, the default graph is the union of all."""
    results: str = "application/sparql-results+json"
    """Media type for SELECT and ASK; empty where the client takes none of theirs."""
    graph: str = "text/turtle"
    """Media type for CONSTRUCT and DESCRIBE; empty where the client takes none of theirs."""


@dataclass(frozen=True, slots=True)
class SparqlAnswer:
    media_type: str
    """Empty where the client takes nothing in which this kind of query is answered."""
    body: bytes


def dataset_name(build: str, iris: Iris) -> str:
    return sha256(f"{build} {iris.base}".encode()).hexdigest()[:24]


class SparqlDataset:
    """Safe to use from several threads."""

    def __init__(
        self, url: str, iris: Iris, folder: Path, limits: Limits | None = None, *, seats: int = 2
    ) -> None:
        """``url`` of the store; ``folder`` is made where it is not there."""
        self._url = url
        self.iris = iris
        self._folder = folder
        self._limits = limits or Limits()
        self._seats = threading.BoundedSemaphore(seats)
        self._lock = threading.Lock()
        self._making: subprocess.Popen[bytes] | None = None

    def query(self, asked: SparqlQuery, build: str) -> SparqlAnswer:
        """Over the dataset of this build.

        Raises DatasetNotReady, QueryRefused for what is not allowed or takes too much, and
        InvalidInput for what is no SPARQL.
        """
        check_sparql(asked.text)
        store = self.ready(build)
        if not self._seats.acquire(timeout=self._limits.seconds):
            raise StoreUnavailable("too many queries are running; try again in a minute")
        try:
            return self._answer(asked, store)
        finally:
            self._seats.release()

    def ready(self, build: str) -> Path:
        """Where the dataset of this build lies. Raises DatasetNotReady, having it made."""
        store = self._folder / dataset_name(build, self.iris)
        if store.is_dir():
            return store
        with self._lock:
            self._make()
        raise DatasetNotReady(
            f"the RDF of build {build[:12]} is being made{self._progress()}; "
            f"ask again in {RETRY_SECONDS} s"
        )

    def close(self) -> None:
        """Stop what is being made; the next to ask has it made again."""
        with self._lock:
            if self._making:
                self._making.terminate()
                _last_words(self._making)
            self._making = None

    def _make(self) -> None:
        """Start the process that makes the dataset, where none is at it. Tells why one failed."""
        making = self._making
        if making is not None and making.poll() is None:
            return
        self._making = None
        if making is not None and (said := _last_words(making)):
            raise StoreUnavailable(f"the RDF could not be made: {said}")
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if (self._folder / "build.lock").exists() and not is_free(self._folder / "build.lock"):
            return  # another server of the same store is at it
        self._making = subprocess.Popen(
            [sys.executable, "-P", "-m", "graph.sparql_build"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        plan = {"url": self._url, "folder": str(self._folder), "base": self.iris.base}
        _hand_over(self._making, json.dumps(plan).encode())

    def _progress(self) -> str:
        try:
            told = json.loads((self._folder / "progress.json").read_text())
        except (OSError, ValueError):
            return ""
        return f", {told['done']} of {told['total']} graphs"

    def _answer(self, asked: SparqlQuery, store: Path) -> SparqlAnswer:
        plan = {
            "store": str(store),
            "query": asked.text,
            "default_graphs": asked.default_graphs,
            "named_graphs": asked.named_graphs,
            "results": asked.results,
            "graph": asked.graph,
            "prefixes": self._prefixes(),
            "rows": self._limits.rows,
            "bytes": self._limits.bytes,
            "seconds": self._limits.seconds,
            "memory": MEMORY,
        }
        try:
            done = subprocess.run(  # noqa: S603 - our own interpreter and our own file
                [sys.executable, "-P", str(_WORKER)],
                input=json.dumps(plan).encode(),
                capture_output=True,
                timeout=self._limits.seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as exc:
            raise QueryRefused(
                f"query refused: it takes longer than {self._limits.seconds:g} s; narrow it down"
            ) from exc
        head, _, body = done.stdout.partition(b"\n")
        if done.returncode != 0 or not head:
            said = done.stderr.decode(errors="replace").strip().splitlines()
            raise QueryRefused(
                "query refused: its process ended, most likely for want of memory"
                + (f" ({said[-1]})" if said else "")
            )
        return self._told(json.loads(head), body, asked)

    def _told(self, head: dict[str, str], body: bytes, asked: SparqlQuery) -> SparqlAnswer:
        match head.get("error"):
            case None:
                return SparqlAnswer(head["form"], body)
            case "syntax" if _is_update(asked.text):
                raise refused_update()
            case "syntax":
                raise InvalidInput(f"no SPARQL 1.1 query: {head['message']}")
        most = {"rows": self._limits.rows, "bytes": self._limits.bytes, "memory": MEMORY}
        what = head["message"]
        raise QueryRefused(
            f"query refused: its answer has more than {most[what]} {what}; add a LIMIT"
        )

    def _prefixes(self) -> dict[str, str]:
        return {
            **PREFIXES,
            "node": self.iris.of("nodes/"),
            "document": self.iris.of("documents/"),
        }


def _hand_over(process: subprocess.Popen[bytes], plan: bytes) -> None:
    """By a pipe: passwords stay out of the list of processes."""
    if process.stdin is None:
        raise TypeError("the process was started without a pipe to its standard input")
    with process.stdin as pipe:
        pipe.write(plan)
    process.stdin = None


def _last_words(process: subprocess.Popen[bytes]) -> str:
    """Wait for its end; why it failed, empty where it did not."""
    said = process.communicate()[1].decode(errors="replace").strip()
    return (said or f"status {process.returncode}")[-500:] if process.returncode else ""


def _is_update(text: str) -> bool:
    """Of a text that is no query: whether a line of it begins like an update."""
    return any(line.lstrip().upper().startswith(_UPDATES) for line in text.splitlines())
