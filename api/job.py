"""What is told of a job: its kind, its state, how far it came and what came of it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any


class JobKind(StrEnum):
    UPLOAD = "upload"
    REINGEST = "reingest"


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED = frozenset({JobState.DONE, JobState.FAILED, JobState.CANCELLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One moment of a job."""

    id: str
    """Sixteen hexadecimal digits, made up."""
    kind: JobKind
    state: JobState
    author: str
    """Who asked for it; empty where nobody has to say who they are."""
    documents: tuple[str, ...]
    """Ids of the documents that it reads."""
    passed_over: tuple[str, ...] = ()
    """Names in archives of files that are no documents."""
    done: int = 0
    """Of ``documents``."""
    current: str = ""
    """What is being read: an id, with the page where pages are read by OCR."""
    report: dict[str, Any] | None = None
    """As ``zhengtu ingest --json`` gives it; of a cancelled job, as far as it came."""
    problem: dict[str, Any] | None = None
    """Why it failed, as an RFC 9457 problem."""
    created_at: str
    started_at: str | None = None
    ended_at: str | None = None

    @property
    def ended(self) -> bool:
        return self.state in ENDED

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {
            "kind": self.kind.value,
            "state": self.state.value,
            "documents": list(self.documents),
            "passed_over": list(self.passed_over),
        }


def unborn(id_: str) -> Job:
    """A job whose files are still coming in."""
    return Job(
        id=id_, kind=JobKind.UPLOAD, state=JobState.QUEUED, author="", documents=(), created_at=""
    )


def job_from(card: Path) -> Job:
    """What ``Job.as_json`` gave, from its file."""
    told = json.loads(card.read_text("utf-8"))
    lists = {name: tuple(told[name]) for name in ("documents", "passed_over")}
    kinds = {"kind": JobKind(told["kind"]), "state": JobState(told["state"])}
    return Job(**(told | lists | kinds))
