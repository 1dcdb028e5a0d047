"""The files that documents were read from, kept beside the store, so that they can be read again.

Each lies in a folder of its own, named by a digest of the document's id: an id is any text, and
never becomes part of a path.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from graph.errors import NotFound
from graph.locks import write_private
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
        card = {"id": source.id, "file": name, "metadata": dict(source.metadata)}
        write_private(folder / _CARD, json.dumps(card, ensure_ascii=False))
        for other in folder.iterdir():
            if other.name not in (name, _CARD):
                other.unlink()

    def source(self, document_id: str) -> Source:
        """Raises NotFound where no original of the document is kept."""
        folder = self._folder(document_id)
        try:
            card = json.loads((folder / _CARD).read_text("utf-8"))
        except FileNotFoundError as exc:
            raise NotFound(
                f"no original of {document_id} is kept here; only uploads are kept, so upload it, "
                "or run `zhengtu ingest` where its file is"
            ) from exc
        return Source(card["id"], folder / card["file"], card["metadata"])

    def forget(self, document_id: str) -> None:
        """Nothing happens where there is none."""
        shutil.rmtree(self._folder(document_id), ignore_errors=True)

    def _folder(self, document_id: str) -> Path:
        return self.home / sha256(document_id.encode()).hexdigest()[:24]
