"""Everything that a library holds in one file, and back: the same build digest afterwards.

The file is a gzipped tar: ``zhengtu-backup.json`` (what is in it), ``graph.jsonl`` (a document a
line, as it was read), ``corrections.jsonl``, ``files/`` (lessons, originals of uploads) and, last,
``SHA256SUMS`` over the others. API keys, jobs and the audit log are not in it.
"""

from __future__ import annotations

import io
import json
import re
import tarfile
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO

from graph.archive import fragment_from, fragment_line
from graph.corrections import correction_from, correction_record
from graph.errors import InvalidInput, StoreCorrupt
from graph.library import Library, Progress
from graph.one_build import of_one_build
from graph.store import statements

FORMAT = 1
_CARD, _GRAPH, _CORRECTIONS, _SUMS = (
    "zhengtu-backup.json",
    "graph.jsonl",
    "corrections.jsonl",
    "SHA256SUMS",
)
KEPT_FILES = ("lessons", "originals")
"""Folders beside the store that belong to the library and hold no secret."""
_FILE = re.compile(rf"files/(?:{'|'.join(KEPT_FILES)})(?:/(?!\.+(?:/|$))[A-Za-z0-9._-]+)+")
_NOT_CONTENT = frozenset({"lock"})
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupCard:
    """What a backup holds."""

    format: int
    build: str
    """Digest of the library when it was made, and again when it has been restored."""
    documents: int
    corrections: int
    files: int
    """Of lessons and originals."""


def write_backup(
    library: Library, files: Path, target: Path, on_progress: Progress | None = None
) -> BackupCard:
    """Write the file, whole or not at all. Raises StoreUnavailable where the library changes
    meanwhile, and InvalidInput where the file cannot be written.
    """
    draft = target.with_name(f"{target.name}.new")
    try:
        with tempfile.TemporaryFile(dir=target.parent) as graph, draft.open("wb") as raw:
            card = _write(library, files, graph, raw, on_progress)
        draft.replace(target)
    except OSError as exc:
        raise InvalidInput(f"cannot write {target}: {exc.strerror or exc}") from exc
    finally:
        draft.unlink(missing_ok=True)
    return card


def _write(
    library: Library,
    files: Path,
    graph: IO[bytes],
    raw: IO[bytes],
    on_progress: Progress | None,
) -> BackupCard:
    store = library.store
    build, corrections = library.build(), store.corrections()
    total = len(library.documents())
    for done, (_, fragment) in enumerate(of_one_build(store, statements(store)), 1):
        graph.write(fragment_line(fragment).encode() + b"\n")
        if on_progress:
            on_progress(done, total)
    kept = list(_kept(files))
    card = BackupCard(
        format=FORMAT,
        build=build,
        documents=total,
        corrections=len(corrections),
        files=len(kept),
    )
    lines = "".join(
        f"{json.dumps(correction_record(c), ensure_ascii=False)}\n" for c in corrections
    )
    with tarfile.open(fileobj=raw, mode="w:gz", compresslevel=6) as archive:
        tar = _Summed(archive)
        tar.add(_CARD, json.dumps(asdict(card), indent=1).encode())
        tar.add_file(_GRAPH, graph)
        tar.add(_CORRECTIONS, lines.encode())
        for name, path in kept:
            with path.open("rb") as file:
                tar.add_file(name, file)
        tar.add_sums()
    if library.build() != build:
        raise InvalidInput("the library was changed while it was backed up; back it up again")
    return card


def _kept(files: Path) -> Iterator[tuple[str, Path]]:
    for folder in KEPT_FILES:
        for path in sorted((files / folder).rglob("*")):
            if path.is_file() and path.name not in _NOT_CONTENT and path.suffix != ".new":
                yield f"files/{path.relative_to(files).as_posix()}", path


class _Summed:
    """A tar that knows the digest of all that was put into it."""

    def __init__(self, archive: tarfile.TarFile) -> None:
        self._archive = archive
        self._sums: list[str] = []

    def add(self, name: str, content: bytes) -> None:
        self.add_file(name, io.BytesIO(content))

    def add_file(self, name: str, file: IO[bytes]) -> None:
        size = file.seek(0, io.SEEK_END)
        file.seek(0)
        self._sums.append(f"{_digest(file)}  {name}\n")
        file.seek(0)
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        self._archive.addfile(member, file)

    def add_sums(self) -> None:
        self.add(_SUMS, "".join(self._sums).encode())


def _digest(file: IO[bytes]) -> str:
    hasher = sha256()
    while chunk := file.read(_CHUNK):
        hasher.update(chunk)
    return hasher.hexdigest()


def read_card(source: Path) -> BackupCard:
    """What is in the file, after every checksum was compared.

    Raises InvalidInput where it is no backup, or one of a newer format, and StoreCorrupt where a
    checksum does not fit.
    """
    with _opened(source) as archive:
        found = _digests(archive, source)
        told = _sums(archive)
        if found.keys() - {_SUMS} != told.keys():
            odd = sorted((found.keys() - {_SUMS}) ^ told.keys())
            raise StoreCorrupt(f"{source}: {', '.join(odd[:3])} is not what {_SUMS} lists")
        for name, digest in told.items():
            if found[name] != digest:
                raise StoreCorrupt(f"{source}: {name} has another checksum than {_SUMS} says")
        card = json.loads(_text(archive, _CARD))
    if card.get("format") != FORMAT:
        raise InvalidInput(
            f"{source} has the format {card.get('format')}, this Zhengtu reads {FORMAT}; "
            "restore it with the version that wrote it, or a newer one"
        )
    return BackupCard(**card)


def restore(
    library: Library,
    files: Path,
    source: Path,
    *,
    replace: bool = False,
    on_progress: Progress | None = None,
) -> BackupCard:
    """Make the library hold exactly what the file does.

    Raises InvalidInput where the library holds something and ``replace`` is not set, and what
    ``read_card`` raises, before anything is touched; StoreCorrupt where the digest afterwards is
    another. A restoration that was interrupted is done again with ``replace``.
    """
    card = read_card(source)
    _make_room(library, files, replace=replace)
    with _opened(source) as archive:
        lines = _text(archive, _CORRECTIONS).splitlines()
        library.correct(add=[correction_from(json.loads(line)) for line in lines])
        graph = archive.extractfile(_GRAPH)
        for done, line in enumerate(graph or (), 1):
            library.replace(fragment_from(line.decode()))
            if on_progress:
                on_progress(done, card.documents)
        library.commit()
        _restore_files(archive, files)
    if library.build() != card.build:
        raise StoreCorrupt(
            f"{source} was restored, but the build is {library.build()[:12]}, not "
            f"{card.build[:12]}; it was written by a version that stores otherwise"
        )
    return card


def _make_room(library: Library, files: Path, *, replace: bool) -> None:
    documents, corrections = library.documents(), library.store.corrections()
    held = [name for name, _ in _kept(files)]
    if not (documents or corrections or held):
        return
    if not replace:
        raise InvalidInput(
            f"the library is not empty: {len(documents)} documents, {len(corrections)} "
            f"corrections, {len(held)} files of lessons and uploads; --replace removes them first"
        )
    for entry in documents:
        library.remove(entry.id)
    library.correct(undo=[correction.id for correction in corrections])
    for _, path in list(_kept(files)):
        path.unlink()


def _restore_files(archive: tarfile.TarFile, files: Path) -> None:
    for member in archive.getmembers():
        if member.name.startswith("files/"):
            target = files / member.name.removeprefix("files/")
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            target.write_bytes(_content(archive, member).read())
            target.chmod(0o600)


def _opened(source: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(source, "r:gz")
    except FileNotFoundError as exc:
        raise InvalidInput(f"{source} is not there") from exc
    except (tarfile.TarError, OSError, EOFError) as exc:
        raise InvalidInput(f"{source} is no backup of Zhengtu: {exc}") from exc


def _digests(archive: tarfile.TarFile, source: Path) -> Mapping[str, str]:
    try:
        return {member.name: _digest(_content(archive, member)) for member in archive}
    except (tarfile.TarError, OSError, EOFError, zlib.error) as exc:
        raise StoreCorrupt(f"{source} is damaged or was cut off: {exc}") from exc


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    """Raises InvalidInput for a member that no backup has: it may be meant to lie elsewhere."""
    known = member.name in (_CARD, _GRAPH, _CORRECTIONS, _SUMS) or _FILE.fullmatch(member.name)
    content = archive.extractfile(member) if known and member.isfile() else None
    if content is None:
        raise InvalidInput(f"{member.name!r} is nothing that a backup of Zhengtu holds")
    return content


def _text(archive: tarfile.TarFile, name: str) -> str:
    try:
        member = archive.getmember(name)
    except KeyError as exc:
        raise InvalidInput(f"this is no backup of Zhengtu: it has no {name}") from exc
    return _content(archive, member).read().decode()


def _sums(archive: tarfile.TarFile) -> Mapping[str, str]:
    lines: Iterable[str] = _text(archive, _SUMS).splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
