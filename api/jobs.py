"""Ingestion as jobs: one at a time in a thread, watched while they run, stopped between documents.

A job is a folder: ``job.json``, and the files that it reads. What waits when the server stops goes
on when it starts again; what ran is told as failed, and the documents that it had written stay,
each of them whole.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import secrets
import shutil
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from api.ingestion import Cancelled, Ingestion
from api.job import Job, JobKind, JobState, job_from, unborn
from api.problems import framework_problem, kind_of, problem
from graph.errors import InvalidInput, NotFound, ZhengtuError
from graph.locks import is_free, try_lock, write_private

LOG = logging.getLogger("zhengtu.jobs")
KEPT = 200
"""Ended jobs that are still told of."""
_CARD = "job.json"
_LOCK = "lock"
FILES = "files"


@dataclass(slots=True)
class _Held:
    """A job of this process."""

    job: Job
    lock: int | None
    """Open file whose lock says that this process has the job; None once it has ended."""
    cancelled: threading.Event = field(default_factory=threading.Event)
    future: Future[None] | None = None


class Jobs:
    """The jobs of one server. Safe to use from several threads."""

    def __init__(self, home: Path, ingestion: Callable[[], Ingestion]) -> None:
        """``ingestion`` opens the library; it is called when a job runs."""
        self._home = home
        self._ingestion = ingestion
        self._held: dict[str, _Held] = {}
        self._lock = threading.Lock()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="zhengtu-job")
        self._settling: Future[None] | None = None
        self._stopping = threading.Event()

    @property
    def stopping(self) -> bool:
        """Whether the server is going down; who listens should stop."""
        return self._stopping.is_set()

    def announce_stop(self) -> None:
        """The server is going down: who listens is to stop, nothing else happens yet."""
        self._stopping.set()

    def start(self) -> None:
        """Take up what an earlier server left waiting, and tell as failed what it left running."""
        if not self._home.is_dir():
            return
        for folder in sorted(self._home.iterdir()):
            card = folder / _CARD
            if not card.is_file():
                if (folder / _LOCK).is_file() and is_free(folder / _LOCK):
                    shutil.rmtree(folder, ignore_errors=True)  # its upload was never complete
                continue
            self._take_up(job_from(card))
        self._forget_oldest()

    def folder(self) -> tuple[str, Path]:
        """The id of a job to be, and an empty folder for its files."""
        id_ = secrets.token_hex(8)
        files = self._home / id_ / FILES
        files.mkdir(parents=True)
        with self._lock:
            self._held[id_] = _Held(unborn(id_), self._own(id_))
        return id_, files

    def drop(self, id_: str) -> None:
        """Give up a job to be: its upload was refused."""
        with self._lock:
            held = self._held.pop(id_)
        _release(held)
        shutil.rmtree(self._home / id_, ignore_errors=True)

    def submit(
        self,
        id_: str,
        kind: JobKind,
        *,
        author: str,
        documents: tuple[str, ...],
        passed_over: tuple[str, ...] = (),
    ) -> Job:
        """Queue the job whose files lie ready in its folder."""
        job = Job(
            id=id_,
            kind=kind,
            state=JobState.QUEUED,
            author=author,
            documents=documents,
            passed_over=passed_over,
            created_at=_now(),
        )
        with self._lock:
            held = self._held[id_]
            held.job = job
        self._write(job)
        self._queue(held)
        self._forget_oldest()
        return job

    def get(self, id_: str) -> Job:
        """Raises NotFound."""
        with self._lock:
            held = self._held.get(id_)
        if held is None or not held.job.created_at:
            raise NotFound(f"no job {id_!r}; the last {KEPT} of this server are told of")
        return held.job

    def list(self) -> list[Job]:
        """The newest first."""
        with self._lock:
            jobs = [held.job for held in self._held.values() if held.job.created_at]
        return sorted(jobs, key=lambda job: (job.created_at, job.id), reverse=True)

    def cancel(self, id_: str) -> Job:
        """Stop before the next document; what was written stays. Raises NotFound, and InvalidInput
        for a job that has ended.
        """
        job = self.get(id_)
        if job.ended:
            raise InvalidInput(f"job {id_} has ended: {job.state.value}")
        held = self._held[id_]
        held.cancelled.set()
        if held.future and held.future.cancel():
            self._end(held, JobState.CANCELLED)
        return held.job

    def settle(self) -> None:
        """Have the index freed of what was replaced or removed (``Library.settle``), once for all
        that waits by now, and behind it.
        """
        with self._lock:
            if self._settling:
                self._settling.cancel()  # where it has not begun
            if not self._stopping.is_set():
                self._settling = self._worker.submit(self._settle)

    def close(self, seconds: float) -> None:
        """Let the running job end, for so long; then it stops before its next document. What waits
        stays for the next start.
        """
        self._stopping.set()
        self.settle()  # no more
        with self._lock:
            held = list(self._held.values())
        for one in held:
            if one.future:
                one.future.cancel()
        running = [one for one in held if one.job.state is JobState.RUNNING]
        patience = threading.Timer(seconds, _cancel, (running,))
        patience.daemon = True
        patience.start()
        self._worker.shutdown(wait=True)
        patience.cancel()
        for one in held:
            _release(one)

    # --- The worker ---------------------------------------------------------------------------

    def _queue(self, held: _Held) -> None:
        held.future = self._worker.submit(self._run, held)
        held.future.add_done_callback(lambda future: self._check(held, future))
        held.future.add_done_callback(lambda _: self.settle())

    def _run(self, held: _Held) -> None:
        self._change(held, state=JobState.RUNNING, started_at=_now())
        ingestion = self._ingestion()
        files = self._home / held.job.id / FILES

        def on_step(done: int, current: str) -> None:
            self._change(held, done=done, current=current)

        try:
            if held.job.kind is JobKind.UPLOAD:
                report = ingestion.read_folder(files, on_step, held.cancelled.is_set)
            else:
                report = ingestion.read_again(held.job.documents, on_step, held.cancelled.is_set)
        except Cancelled as cancelled:
            self._end(held, JobState.CANCELLED, report=cancelled.report)
            return
        if nothing := _nothing_read(report):
            self._end(held, JobState.FAILED, report=report, problem=nothing)
        else:
            self._end(held, JobState.DONE, report=report, done=len(held.job.documents))

    def _settle(self) -> None:
        try:
            self._ingestion().library.settle(stopped=self._stopping.is_set)
        except ZhengtuError as exc:
            LOG.warning("the index is settled after the next ingestion: %s", exc)

    def _check(self, held: _Held, future: Future[None]) -> None:
        """An error ends its job, never the worker."""
        if future.cancelled() or (error := future.exception()) is None:
            return
        if isinstance(error, ZhengtuError):
            told = problem(kind_of(error), str(error))
        else:
            told = framework_problem(500, f"{type(error).__name__}: a fault of the server")
        self._end(held, JobState.FAILED, problem=told)
        if not isinstance(error, ZhengtuError):
            LOG.error("job %s failed", held.job.id, exc_info=error)

    # --- What is kept -------------------------------------------------------------------------

    def _change(self, held: _Held, **fields: Any) -> None:
        before = held.job.state
        with self._lock:
            held.job = replace(held.job, **fields)
        if held.job.state is not before:
            self._write(held.job)

    def _end(self, held: _Held, state: JobState, **fields: Any) -> None:
        ended = replace(held.job, state=state, ended_at=_now(), current="", **fields)
        self._write(ended)
        shutil.rmtree(self._home / ended.id / FILES, ignore_errors=True)
        with self._lock:
            held.job = ended  # only now, so that whoever sees the end finds nothing left over
        _release(held)

    def _write(self, job: Job) -> None:
        line = json.dumps(job.as_json(), ensure_ascii=False)
        write_private(self._home / job.id / _CARD, line)

    def _own(self, id_: str) -> int | None:
        """The lock of the job's folder, or None where another process has it."""
        descriptor = os.open(self._home / id_ / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        if try_lock(descriptor, fcntl.LOCK_EX):
            return descriptor
        os.close(descriptor)
        return None

    def _take_up(self, job: Job) -> None:
        lock = None if job.ended else self._own(job.id)
        if lock is None and not job.ended:
            return  # another server has it
        held = self._held[job.id] = _Held(job, lock)
        if job.state is JobState.QUEUED:
            self._queue(held)
        elif job.state is JobState.RUNNING:
            told = framework_problem(
                503,
                "the server stopped while the job ran; what it had written is whole; send the rest "
                "again",
            )
            self._end(held, JobState.FAILED, problem=told)

    def _forget_oldest(self) -> None:
        for job in [job for job in self.list() if job.ended][KEPT:]:
            with self._lock:
                self._held.pop(job.id, None)
            shutil.rmtree(self._home / job.id, ignore_errors=True)


def _nothing_read(report: dict[str, Any]) -> dict[str, Any] | None:
    if report["written"] or report["unchanged"] or not report["unreadable"]:
        return None
    return framework_problem(422, f"none of the files could be read: {report['unreadable'][0]}")


def _cancel(running: Sequence[_Held]) -> None:
    for one in running:
        one.cancelled.set()


def _release(held: _Held) -> None:
    if held.lock is not None:
        os.close(held.lock)
        held.lock = None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
