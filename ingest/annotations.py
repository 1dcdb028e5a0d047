"""Annotations written by hand: offsets and values over raw files, checked against their digests."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from graph.errors import InvalidInput
from graph.model import Span

ANY = "*"
"""As the only name of an optional annotation: whatever is read there is passed over."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """One statement that a careful reader found."""

    kind: str
    """policy, reference, institution, region, event, basis, alias, head, norm, target,
    observation or measure."""
    section: str
    span: Span
    """Code points into the raw file decoded as UTF-8."""
    values: Mapping[str, Any]
    """What it says, by the keys of ``tests/annotations/README.md``."""
    optional: bool = False
    """Neither missed nor a false alarm."""


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """One raw text and everything that its annotated sections say."""

    id: str
    path: Path
    raw: bytes
    text: str
    """The raw bytes decoded; offsets of annotations count in it."""
    sections: tuple[tuple[str, Span], ...]
    """Label and place of every section that is annotated completely."""
    kinds: frozenset[str]
    unmeasured: Mapping[str, frozenset[str]]
    """Kind → sections in which it was not annotated."""
    annotations: tuple[Annotation, ...]

    def section_of(self, offset: int, kind: str) -> str | None:
        """The section at this place, or None where the kind was not annotated."""
        if kind not in self.kinds:
            return None
        for label, (start, end) in self.sections:
            if start <= offset < end:
                return None if label in self.unmeasured.get(kind, ()) else label
        return None


def read_annotations(folder: Path, corpus: Path) -> list[AnnotatedDocument]:
    """Every ``*.jsonl`` of the folder with its document ``docs/ID.md`` of the corpus, by id.

    Raises InvalidInput where a document is missing or other than the annotated one, or where the
    words at a span have another digest.
    """
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise InvalidInput(f"{folder}: no annotations; one JSON-lines file a document is expected")
    return [read_annotated(file, corpus / "docs" / f"{file.stem}.md") for file in files]


def read_annotated(file: Path, path: Path) -> AnnotatedDocument:
    """One document with its annotations. Raises InvalidInput, as ``read_annotations`` does."""
    first, *rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    if not path.is_file():
        raise InvalidInput(f"{file}: its document is not at {path}")
    raw = path.read_bytes()
    if sha256(raw).hexdigest() != first["sha256"]:
        raise InvalidInput(f"{path}: not the bytes that {file.name} annotates")
    text = raw.decode("utf-8")
    return AnnotatedDocument(
        id=first["document"],
        path=path,
        raw=raw,
        text=text,
        sections=tuple((label, (start, end)) for label, start, end in first["sections"]),
        kinds=frozenset(first["kinds"]),
        unmeasured=_unmeasured(first),
        annotations=tuple(_annotation(row, text, file) for row in rows),
    )


def _unmeasured(first: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    unmeasured = {kind: frozenset(labels) for kind, labels in first["unmeasured"].items()}
    every: Sequence[str] = [label for label, *_ in first["sections"]]
    unmeasured["measure"] = frozenset(every) - frozenset(first["measure_sections"])
    return unmeasured


def _annotation(row: dict[str, Any], text: str, file: Path) -> Annotation:
    start, end = row.pop("span")
    if sha256(text[start:end].encode()).hexdigest() != row.pop("sha256"):
        raise InvalidInput(f"{file}: the words at {start}-{end} are not the annotated ones")
    kind, section = row.pop("kind"), row.pop("section")
    optional = bool(row.pop("optional", False))
    return Annotation(kind, section, (start, end), row, optional)
