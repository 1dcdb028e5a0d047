"""What there is to read: files, folders, and folders whose manifest names and describes them."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePath

from graph.errors import InvalidInput, UnreadableDocument

MANIFEST = "manifest.jsonl"
TEXTS = frozenset({".md", ".markdown", ".txt", ".html", ".htm", ".docx", ".pdf"})
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff"})
SUFFIXES = TEXTS | PICTURES
_NOT_IN_IDS = re.compile(r"[@#/\s]+")
_NOT_TEXT = frozenset({"readme", "license", "licence", "changelog", "contributing"})
"""Stems of files that speak about a folder; not read where a folder is given."""

# Keys of a manifest's row that the head reader weighs; other keys are passed over.
_KEYS = (
    *("title", "issuing_body", "document_number", "doc_type", "region", "adopted", "published"),
    *("version_date", "effective", "expires", "status", "digest_of", "rights", "licence_note"),
    *("url", "source_url", "sha256"),
)


@dataclass(frozen=True, slots=True)
class Source:
    """One file to be read. Its id is the id of its document."""

    id: str
    path: Path
    metadata: Mapping[str, str] = field(default_factory=dict)
    """What a manifest says of it, as strings; empty without a manifest. Never from file names."""

    @property
    def metadata_digest(self) -> str:
        """Sixteen hexadecimal digits over the metadata, whatever its order."""
        line = json.dumps(dict(self.metadata), ensure_ascii=False, sort_keys=True)
        return sha256(line.encode()).hexdigest()[:16]


def find_sources(paths: Iterable[Path | str]) -> list[Source]:
    """The sources under these files and folders, sorted by id.

    A folder with ``manifest.jsonl`` gives what its manifest lists, with the manifest's ids; other
    files and folders give every file of a known format that no manifest lists, named after the
    file. A stem that two files share gets the digest of the contents behind it; the same contents
    twice are one source.

    Raises InvalidInput for a path that does not exist, a manifest line that is no JSON object or
    lacks a key, an id that stands twice, and a file that a manifest names but nobody finds.
    """
    listed: list[Source] = []
    loose: list[Path] = []
    for path in map(Path, paths):
        if not path.exists():
            raise InvalidInput(f"{path}: no such file or folder")
        manifest = path / MANIFEST if path.is_dir() else path
        if manifest.name == MANIFEST and manifest.is_file():
            listed += read_manifest(manifest)
        elif path.is_dir():
            loose += _files_below(path)
        elif path.suffix.lower() in SUFFIXES:
            loose.append(path)
        else:
            known = ", ".join(sorted(SUFFIXES))
            raise InvalidInput(f"{path}: format {path.suffix or 'unknown'!r} is not one of {known}")
    of_manifest = {s.path.resolve() for s in listed}
    loose = [path for path in loose if path.resolve() not in of_manifest]
    sources = [*listed, *_named_by_file(loose, taken={s.id for s in listed})]
    return sorted(_unique(sources), key=lambda s: s.id)


def read_manifest(path: Path) -> list[Source]:
    """One source a line. Each row has ``id`` and, relative to the manifest, ``file``; without
    ``file`` the file beside the manifest that is called like the id is taken.
    """
    sources = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        if line.strip():
            sources.append(_source_of_row(path, number, _row(path, number, line)))
    return sources


def read_bytes(source: Source) -> bytes:
    """The source's bytes, checked against the manifest's sha256 where it gives one.

    Raises UnreadableDocument where the file is gone or differs from its digest.
    """
    try:
        raw = source.path.read_bytes()
    except OSError as exc:
        raise UnreadableDocument(f"cannot be opened: {exc.strerror or exc}") from exc
    expected = source.metadata.get("sha256")
    digest = sha256(raw).hexdigest()
    if expected and digest != expected:
        raise UnreadableDocument(
            f"sha256 is {digest}, the manifest says {expected}; "
            "if the file changed on purpose, update the manifest"
        )
    return raw


def _row(path: Path, number: int, line: str) -> Mapping[str, object]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as exc:
        raise InvalidInput(f"{path}, line {number}: not JSON: {exc}") from exc
    if not isinstance(row, dict):
        raise InvalidInput(f"{path}, line {number}: not a JSON object but {type(row).__name__}")
    return row


def _source_of_row(manifest: Path, number: int, row: Mapping[str, object]) -> Source:
    where = f"{manifest}, line {number}"
    identity = row.get("id")
    if not isinstance(identity, str) or not identity:
        raise InvalidInput(f"{where}: no 'id'; each line names a document and its file")
    if _NOT_IN_IDS.search(identity):
        raise InvalidInput(f"{where}: id {identity!r} has a blank or one of @ # /")
    file = _file_of_row(manifest.parent, identity, row)
    if file is None:
        named = row.get("file") or f"no file, and {identity}.* of a known format"
        raise InvalidInput(f"{where}: {identity} names {named}, which is not there")
    return Source(identity, file, _metadata(row))


def _file_of_row(folder: Path, identity: str, row: Mapping[str, object]) -> Path | None:
    """What the row names, or else the file that is called like the id."""
    if row.get("file"):
        candidates = [folder / str(row["file"])]
    else:
        candidates = [folder / f"{identity}{s}" for s in (*sorted(TEXTS), *sorted(PICTURES))]
    return next((file for file in candidates if file.is_file()), None)


def _metadata(row: Mapping[str, object]) -> dict[str, str]:
    metadata = {
        key: str(row[key]).strip() for key in _KEYS if isinstance(row.get(key), str | int | float)
    }
    if isinstance(row.get("category"), str):
        metadata.setdefault("doc_type", str(row["category"]))
    origin = row.get("source")
    if isinstance(origin, dict) and isinstance(origin.get("url"), str):
        metadata.setdefault("source_url", origin["url"])
    elif isinstance(origin, str):
        metadata.setdefault("source_url", origin)
    return {key: value for key, value in metadata.items() if value}


def _files_below(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES
        and path.is_file()
        and path.stem.lower() not in _NOT_TEXT
        and not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    )


def id_of_name(name: str) -> str:
    """The id of a document that has no other: the stem of its file's name."""
    return _NOT_IN_IDS.sub("-", PurePath(name).stem).strip("-") or "document"


def _named_by_file(paths: Sequence[Path], *, taken: set[str]) -> list[Source]:
    by_stem: dict[str, list[Path]] = defaultdict(list)
    for path in dict.fromkeys(p.resolve() for p in paths):
        by_stem[id_of_name(path.name)].append(path)
    sources = []
    for stem, files in by_stem.items():
        if len(files) == 1 and stem not in taken:
            sources.append(Source(stem, files[0]))
            continue
        by_digest = {sha256(file.read_bytes()).hexdigest()[:12]: file for file in reversed(files)}
        sources += [Source(f"{stem}-{digest}", file) for digest, file in by_digest.items()]
    return sources


def _unique(sources: Sequence[Source]) -> list[Source]:
    by_id: dict[str, Source] = {}
    for source in sources:
        other = by_id.setdefault(source.id, source)
        if other.path.resolve() != source.path.resolve():
            raise InvalidInput(f"id {source.id!r} stands twice: {other.path} and {source.path}")
    return list(by_id.values())
