"""``zhengtu ingest``: files, folders, the starter corpus and packaged laws into the library."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console
from rich.markup import escape

from api.commands.progress import progress_bar
from api.commands.session import opened, print_json
from api.originals import Originals
from api.settings import load_settings
from corpus.packaged_laws import PackagedLawsMissing, demo_laws, packaged_laws, unpack
from corpus.starter import starter_path
from graph.errors import InvalidInput, MissingExtra, ModelUnavailable, UnreadableDocument
from ingest.page_image import has_pages
from ingest.pipeline import ModelReport, Report, ingest
from ingest.source import Source, find_sources

MODEL = "model"
SHOWN_GAPS = 12
"""Kinds of gaps that the report for people lists; ``--json`` has every single one."""


@dataclass(frozen=True, slots=True)
class Laws:
    everything: bool
    """All packaged laws, or those that matter for technology transfer."""


def run(
    paths: Sequence[Path],
    *,
    starter: bool,
    laws: Laws | None,
    store: str | None,
    workers: int | None,
    cluster: str | None,
    extractor: str,
    as_json: bool,
) -> None:
    settings = load_settings(store=store, workers=workers)
    if cluster and workers is not None:
        raise InvalidInput("--cluster and --workers exclude each other: a cluster has its own")
    model = settings.model_choice() if extractor == MODEL else None
    if extractor == MODEL and model is None:
        raise InvalidInput(
            "--extractor model needs a model; set ZHENGTU_MODEL, e.g. openai:qwen-plus, and "
            "ZHENGTU_MODEL_BASE_URL for an endpoint of your own; see docs/models.md"
        )
    with ExitStack() as stack:
        places = [*paths]
        if starter:
            places.append(starter_path())
        if laws:
            places.append(stack.enter_context(_unpacked(laws)))
        if not places:
            raise InvalidInput(
                "nothing to read; name files or folders, or give --starter or --laws"
            )
        sources = find_sources(places)
        if not sources:
            raise InvalidInput(f"no document of a known format in {_listed(places)}")
        library = stack.enter_context(opened(settings.store, create=True))
        bar = stack.enter_context(progress_bar("reading"))
        report = ingest(
            sources,
            library,
            workers=settings.workers or None,
            cluster=cluster,
            model=model,
            on_progress=lambda done, total, _: bar(done, total),
            on_page=lambda source, done, total: bar.inside(f"pages of {source}")(done, total),
        )
        documents, build = len(library.documents()), library.build()
    keep_pages(sources, report, Originals(settings.files_folder / "originals"))
    told = report_view(report) | {
        "store": settings.store,
        "documents": documents,
        "build": build,
    }
    if as_json:
        print_json(told)
    else:
        show(Console(highlight=False, soft_wrap=True), told)
    for line in report.unreadable:
        sys.stderr.write(f"zhengtu: not read: {line}\n")
    if report.unreadable and not report.written and not report.unchanged:
        raise UnreadableDocument(f"none of {len(sources)} files could be read")
    alone = report.by_model.by_rules_alone if report.by_model else ()
    if alone and len(alone) == len(report.written):
        raise ModelUnavailable(
            f"the model read none of {len(alone)} documents, the rules read them all: {alone[0][1]}"
        )


def keep_pages(sources: Sequence[Source], report: Report, originals: Originals) -> None:
    """Keep the files that have pages, so that a scan can be shown beside what was read of it."""
    read = {*report.written, *report.unchanged}
    for source in sources:
        if source.id in read and has_pages(source.path):
            originals.keep(source)


@contextmanager
def _unpacked(laws: Laws) -> Iterator[Path]:
    """A folder with the packaged laws, for as long as they are read."""
    chosen = packaged_laws() if laws.everything else demo_laws()
    with TemporaryDirectory(prefix="zhengtu-laws-") as folder:
        try:
            unpack(Path(folder), chosen)
        except PackagedLawsMissing as exc:
            raise MissingExtra(str(exc)) from exc
        yield Path(folder)


def report_view(report: Report) -> dict[str, Any]:
    """The report as JSON; shares are 0 to 1."""
    read = report.coverage
    return {
        "written": list(report.written),
        "unchanged": list(report.unchanged),
        "unreadable": list(report.unreadable),
        "gone": list(report.gone),
        "coverage": {
            "characters": read.characters,
            "placed": read.placed,
            "leftover": read.leftover,
            "provisions": read.provisions,
            "without_statement": read.without_statement,
        },
        "gaps": [{"document_id": document, "gap": gap} for document, gap in report.gaps],
        "same": [list(ids) for ids in report.same],
        "by_model": _model_view(report.by_model) if report.by_model else None,
    }


def _model_view(told: ModelReport) -> dict[str, Any]:
    return {
        "kept": dict(told.kept),
        "dropped": [
            {"kind": kind, "reason": reason, "number": number}
            for kind, reason, number in told.dropped
        ],
        "by_rules_alone": [
            {"document_id": document, "reason": why} for document, why in told.by_rules_alone
        ],
    }


def show(console: Console, told: dict[str, Any]) -> None:
    written, unchanged = len(told["written"]), len(told["unchanged"])
    console.print(
        f"[bold]{written} read[/], {unchanged} unchanged, {len(told['unreadable'])} not readable "
        f"→ {told['documents']} documents in {escape(told['store'])}"
    )
    read = told["coverage"]
    if read["characters"]:
        share = read["placed"] / read["characters"]
        console.print(
            f"{read['characters']:,} characters, {share:.1%} placed in "
            f"{read['provisions']:,} provisions ({read['leftover']:,} left over); "
            f"{read['without_statement']:,} provisions without a statement"
        )
    if told["gone"]:
        console.print(
            f"{len(told['gone'])} documents of the library are not among what was given; "
            "they stay until `zhengtu remove ID`"
        )
    for ids in told["same"][:SHOWN_GAPS]:
        console.print(f"one version of one act from {len(ids)} sources: {escape(', '.join(ids))}")
    if told["gaps"]:
        _show_gaps(console, [gap["gap"] for gap in told["gaps"]])
    if told["by_model"]:
        _show_model(console, told["by_model"])
    console.print(f"[dim]build {told['build'][:12]}[/]")


def _show_gaps(console: Console, gaps: Sequence[str]) -> None:
    # "第三条: 国家有关规定 unresolved": what counts for the overview stands behind the place.
    counted = Counter(gap.split(": ", 1)[-1] for gap in gaps)
    console.print(f"[yellow]not understood ({len(gaps)}):[/]")
    for gap, number in counted.most_common(SHOWN_GAPS):
        console.print(f"  {escape(gap)}" + (f" ×{number}" if number > 1 else ""))
    rest = len(counted) - SHOWN_GAPS
    if rest > 0:
        console.print(f"  … and {rest} more kinds; --json lists all")


def _show_model(console: Console, told: dict[str, Any]) -> None:
    kept = ", ".join(f"{number} {kind}" for kind, number in told["kept"].items())
    console.print(f"by the model: {kept or 'nothing'} taken over")
    reasons: Counter[str] = Counter()
    for one in told["dropped"]:
        reasons[one["reason"]] += one["number"]
    for reason, number in sorted(reasons.items()):
        console.print(f"  dropped {number}: {escape(reason)}")
    alone = told["by_rules_alone"]
    if alone:
        console.print(f"[yellow]{len(alone)} documents by the rules alone[/]; run it again later:")
        for reason, number in Counter(one["reason"] for one in alone).most_common(SHOWN_GAPS):
            console.print(f"  {escape(reason)}" + (f" ×{number}" if number > 1 else ""))


def _listed(places: Sequence[Path]) -> str:
    return ", ".join(str(place) for place in places)
