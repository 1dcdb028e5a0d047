"""Uploaded files, laid out in a folder as the ingestion takes it: numbered files and a manifest.

The names that a client sends, and those inside of its archives, are read for their extension and
for the document's id; the files themselves get names of ours, so no name leads out of the folder.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Any, Protocol

from graph.errors import InvalidInput
from ingest.source import MANIFEST, SUFFIXES, id_of_name, read_manifest

MOST_FILES = 500
_ARCHIVE = ".zip"
# .DS_Store, __MACOSX: what systems put beside documents; .. is only a step in a name
_HIDDEN = re.compile(r"\.[^.]|__MACOSX$")
_UTF8_NAME = 0x800
"""Flag of an archive's entry whose name is UTF-8."""
_CHUNK = 1 << 20
_LONGEST_ID = 80


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Incoming:
    """One uploaded file, open for reading."""

    name: str
    content: IO[bytes]


@dataclass(frozen=True, slots=True)
class Upload:
    """What lies ready in a folder."""

    ids: tuple[str, ...]
    """Of the documents, in the order of the files."""
    passed_over: tuple[str, ...]
    """Names in archives of files that are no documents."""


@dataclass(slots=True)
class _Received:
    name: str
    """As the client sent it, with the folders of an archive."""
    path: Path
    digest: str


@dataclass(slots=True)
class _Receiving:
    folder: Path
    budget: int
    """Bytes that may still be written."""
    max_bytes: int
    files: list[_Received] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    rows: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    """What manifests among the files say, by file name."""

    def take(self, name: str, content: Readable) -> None:
        if PurePosixPath(name).name == MANIFEST:
            raw = content.read(self.budget + 1)
            self._spend(len(raw))
            self.rows |= _manifest_rows(name, raw)
            return
        if len(self.files) == MOST_FILES:
            raise InvalidInput(f"more than {MOST_FILES} files in one upload; send several")
        suffix = PurePosixPath(name).suffix.lower()
        path = self.folder / f"{len(self.files) + 1:04}{suffix}"
        hasher = sha256()
        with path.open("wb") as file:
            while chunk := content.read(_CHUNK):
                self._spend(len(chunk))
                hasher.update(chunk)
                file.write(chunk)
        self.files.append(_Received(name, path, hasher.hexdigest()))

    def _spend(self, size: int) -> None:
        self.budget -= size
        if self.budget < 0:
            raise InvalidInput(
                f"the files are longer than {self.max_bytes} bytes together, unpacked; "
                "send several uploads, or raise ZHENGTU_MAX_UPLOAD"
            )


def receive(
    incoming: Sequence[Incoming],
    metadata: Mapping[str, Mapping[str, Any]],
    folder: Path,
    *,
    max_bytes: int,
    known: Mapping[str, str],
) -> Upload:
    """Lay the files and a manifest of them into ``folder``, which exists and is empty.

    ``known``: id → sha256 of its source, of what the library holds.
    ``metadata`` says by file name what a manifest's row says, ``id`` included. A file without an id
    is named after itself; where the library holds another text under that name, the name gets the
    digest of the contents behind it, so that no upload replaces a document by accident.
    Raises InvalidInput for unknown formats, broken archives, too much or too many files, metadata
    of no file, and what ``read_manifest`` refuses.
    """
    receiving = _Receiving(folder, max_bytes, max_bytes)
    for file in incoming:
        for name, content in _unpacked(file, receiving):
            receiving.take(name, content)
    if not receiving.files:
        raise InvalidInput(f"no document among the files; known are {', '.join(sorted(SUFFIXES))}")
    rows = receiving.rows | dict(metadata)
    names = {PurePosixPath(r.name).name for r in receiving.files} | {
        r.name for r in receiving.files
    }
    if lost := sorted(metadata.keys() - names):
        raise InvalidInput(f"metadata of {', '.join(lost)}, which is not among the files")
    taken: set[str] = set()
    lines = []
    for received in receiving.files:
        row = dict(rows.get(received.name) or rows.get(PurePosixPath(received.name).name) or {})
        row["id"] = str(row.get("id") or _free_id(received, known, taken))
        taken.add(row["id"])
        lines.append(json.dumps(row | {"file": received.path.name}, ensure_ascii=False) + "\n")
    manifest = folder / MANIFEST
    manifest.write_text("".join(lines), "utf-8")
    sources = read_manifest(manifest)
    ids = tuple(source.id for source in sources)
    if len(set(ids)) < len(ids):
        twice = sorted({i for i in ids if ids.count(i) > 1})
        raise InvalidInput(f"id {', '.join(twice)} stands twice in one upload")
    return Upload(ids, tuple(receiving.passed_over))


def _unpacked(file: Incoming, receiving: _Receiving) -> Iterator[tuple[str, Readable]]:
    """The file itself, or the documents in an archive."""
    name = _shown(file.name)
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in SUFFIXES or PurePosixPath(name).name == MANIFEST:
        yield PurePosixPath(name).name, file.content
        return
    if suffix != _ARCHIVE:
        known = ", ".join((*sorted(SUFFIXES), _ARCHIVE))
        raise InvalidInput(f"{name}: format {suffix or 'unknown'!r} is not one of {known}")
    with _archive(name, file.content) as archive:
        for entry in archive.infolist():
            inside = _shown(_entry_name(entry))
            path = PurePosixPath(inside)
            if entry.is_dir() or any(_HIDDEN.match(part) for part in path.parts):
                continue
            if path.suffix.lower() not in SUFFIXES and path.name != MANIFEST:
                receiving.passed_over.append(inside)
                continue
            yield inside, _entry(name, archive, entry)


def _archive(name: str, content: IO[bytes]) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(content)
    except zipfile.BadZipFile as exc:
        raise InvalidInput(f"{name}: not a readable zip archive: {exc}") from exc


class _Entry:
    """Bytes of an archive's entry; a damaged one is the client's mistake."""

    def __init__(self, name: str, content: IO[bytes]) -> None:
        self._name = name
        self._content = content

    def read(self, size: int) -> bytes:
        try:
            return self._content.read(size)
        except (zipfile.BadZipFile, EOFError, OSError, ValueError) as exc:
            raise InvalidInput(f"{self._name}: a damaged archive: {exc}") from exc


def _entry(name: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Readable:
    try:
        return _Entry(name, archive.open(entry))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as exc:
        raise InvalidInput(f"{name}: {_shown(entry.filename)} cannot be unpacked: {exc}") from exc


def _entry_name(entry: zipfile.ZipInfo) -> str:
    """Chinese systems write names in their own encoding, which zipfile takes for code page 437."""
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename


def _shown(name: str) -> str:
    """Without control characters, drives and backslashes; never used as a path."""
    plain = "".join(c for c in name.replace("\\", "/") if c.isprintable())
    return plain.strip() or "unnamed"


def _free_id(file: _Received, known: Mapping[str, str], taken: set[str]) -> str:
    name = id_of_name(file.name)[:_LONGEST_ID]
    held = known.get(name)
    if name not in taken and held in (None, file.digest):
        return name
    return f"{name}-{file.digest[:12]}"


def _manifest_rows(name: str, raw: bytes) -> dict[str, Mapping[str, Any]]:
    rows: dict[str, Mapping[str, Any]] = {}
    for number, line in enumerate(raw.decode("utf-8-sig", "replace").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as exc:
            raise InvalidInput(f"{name}, line {number}: not JSON: {exc}") from exc
        if not isinstance(row, dict) or not isinstance(row.get("file"), str):
            raise InvalidInput(f"{name}, line {number}: names no file")
        rows[row["file"]] = row
        rows.setdefault(PurePosixPath(row["file"]).name, row)
    return rows
