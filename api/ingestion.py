"""Reading the files of a job into the library, a few at a time, so that it can be stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from api.commands.ingest import report_view
from api.originals import Originals
from graph.library import Library
from ingest.pipeline import Coverage, Report, ingest
from ingest.source import MANIFEST, Source, read_manifest

OnStep = Callable[[int, str], None]
"""Called with the number of documents done and what is read now."""
Stopped = Callable[[], bool]

FEW = 8
"""Files that are read in this process, one by one; more are shared out among workers."""


class Cancelled(Exception):
    """The job was stopped; ``report`` says what it had done."""

    def __init__(self, report: dict[str, Any]) -> None:
        super().__init__("cancelled")
        self.report = report


class _StopReading(Exception):
    pass


@dataclass(frozen=True, slots=True)
class Ingestion:
    library: Library
    originals: Originals
    workers: int
    """Processes that read where there are many files."""

    def read_folder(self, folder: Path, on_step: OnStep, stopped: Stopped) -> dict[str, Any]:
        """Read what the folder's manifest lists, and keep the originals of what was read."""
        sources = read_manifest(folder / MANIFEST)
        return self._read(sources, on_step, stopped)

    def read_again(
        self, documents: Sequence[str], on_step: OnStep, stopped: Stopped
    ) -> dict[str, Any]:
        """Read the kept originals of these documents. Raises NotFound where there is none."""
        return self._read([self.originals.source(d) for d in documents], on_step, stopped)

    def _read(self, sources: Sequence[Source], on_step: OnStep, stopped: Stopped) -> dict[str, Any]:
        """Raises Cancelled."""
        reports: list[Report] = []
        done = 0
        at_once = 1 if len(sources) <= FEW else FEW
        for batch in _batches(sources, at_once):
            if stopped():
                raise Cancelled(report_view(_together(reports)))
            on_step(done, batch[0].id)
            try:
                report = self._read_batch(batch, done, on_step, stopped)
            except _StopReading:
                raise Cancelled(report_view(_together(reports))) from None
            reports.append(_without_paths(report, batch))
            done += len(batch)
            read = {*report.written, *report.unchanged}
            for source in batch:
                if source.id in read:
                    self.originals.keep(source)
        on_step(done, "")
        return report_view(_together(reports))

    def _read_batch(
        self, batch: Sequence[Source], before: int, on_step: OnStep, stopped: Stopped
    ) -> Report:
        def on_page(source: str, page: int, pages: int) -> None:
            if stopped():
                raise _StopReading
            on_step(before, f"{source} {page}/{pages}")

        return ingest(
            batch,
            self.library,
            workers=1 if len(batch) == 1 else self.workers or None,
            on_progress=lambda done, _, id_: on_step(before + done, id_),
            on_page=on_page,
            settle=False,
        )


def _batches(sources: Sequence[Source], size: int) -> Iterator[Sequence[Source]]:
    return (sources[start : start + size] for start in range(0, len(sources), size))


def _without_paths(report: Report, batch: Sequence[Source]) -> Report:
    """With ids in place of the paths of this machine."""
    names = {f"{source.path}: ": f"{source.id}: " for source in batch}
    lines = []
    for line in report.unreadable:
        path = next((path for path in names if line.startswith(path)), "")
        lines.append(names.get(path, "") + line.removeprefix(path))
    return replace(report, unreadable=tuple(lines))


NOTHING = Report(
    written=(),
    unchanged=(),
    unreadable=(),
    gone=(),
    coverage=Coverage(0, 0, 0, 0, 0),
    gaps=(),
)


def _together(reports: Sequence[Report]) -> Report:
    """One report of all; what the library holds besides is not news here."""
    read = {id_ for r in reports for id_ in (*r.written, *r.unchanged)}
    return replace(
        NOTHING,
        written=tuple(sorted(id_ for r in reports for id_ in r.written)),
        unchanged=tuple(sorted(id_ for r in reports for id_ in r.unchanged)),
        unreadable=tuple(sorted(line for r in reports for line in r.unreadable)),
        coverage=Coverage(
            *(
                sum(getattr(r.coverage, name) for r in reports)
                for name in Coverage.__dataclass_fields__
            )
        ),
        gaps=tuple(sorted(gap for r in reports for gap in r.gaps)),
        same=tuple(ids for r in reports[-1:] for ids in r.same if read.intersection(ids)),
    )
