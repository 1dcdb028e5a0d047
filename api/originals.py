"""The files that documents were read from, kept beside the store, so that they can be read again.

Each lies in a folder of its own, named by a digest of the document's id: an id is any text, and
never becomes part of a path.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from graph.errors import NotFound
from graph.locks import write_private
from ingest.page_image import has_pages
from ingest.source import Source

_CARD = "source.json"


@dataclass(frozen=True, slots=True)
class Originals:
    """Originals by document id, below one folder. Processes may share it."""

    home: Path

    def keep(self, source: Source) -> None:
        """Keep a copy of the source's file and of what is known of it, over an older one."""
        folder = self._folder(source.id)
        if source.path.parent == folder:
            return  # it was read from here
        folder.mkdir(parents=True, exist_ok=True)
        name = f"original{source.path.suffix.lower()}"
        draft = folder / f"{name}.new"
        shutil.copyfile(source.path, draft)
        draft.replace(folder / name)
        card = {
            "id": source.id,
            "file": name,
            "metadata": dict(source.metadata),
            "sha256": _digest(folder / name),
        }
        write_private(folder / _CARD, json.dumps(card, ensure_ascii=False))
        for other in folder.iterdir():
            if other.name not in (name, _CARD):
                other.unlink()

    def source(self, document_id: str) -> Source:
        """Raises NotFound where no original of the document is kept."""
        folder = self._folder(document_id)
        card = self._card(document_id)
        return Source(card["id"], folder / card["file"], card["metadata"])

    def digest(self, document_id: str) -> str:
        """Of the kept original's bytes, 64 hexadecimal digits. Raises NotFound."""
        card = self._card(document_id)
        # Cards written before digests stood on them.
        return card.get("sha256") or _digest(self._folder(document_id) / card["file"])

    def shows_pages(self, document_id: str, sha256_of_document: str) -> bool:
        """Whether the original that the document was read from is kept, and has pages."""
        if not (self._folder(document_id) / _CARD).is_file():
            return False
        source = self.source(document_id)
        return has_pages(source.path) and self.digest(document_id) == sha256_of_document

    def forget(self, document_id: str) -> None:
        """Nothing happens where there is none."""
        shutil.rmtree(self._folder(document_id), ignore_errors=True)

    def _card(self, document_id: str) -> dict[str, Any]:
        card = self._folder(document_id) / _CARD
        try:
            written = card.read_text("utf-8")
        except FileNotFoundError as exc:
            raise NotFound(
                f"no original of {document_id} is kept here; upload it, or run `zhengtu ingest` "
                "where its file is"
            ) from exc
        told: dict[str, Any] = json.loads(written)
        return told

    def _folder(self, document_id: str) -> Path:
        return self.home / sha256(document_id.encode()).hexdigest()[:24]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
