"""Where what belongs to a store and is not in it lies: its search index, its files, its RDF."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from platformdirs import user_data_path


def index_folder(url: str, home: Path | None = None) -> Path:
    """Where the search index beside the store at this URL lies."""
    return folder_beside(url, "search", home)


def folder_beside(url: str, name: str, home: Path | None = None) -> Path:
    """Where what is kept beside the store at this URL lies: one folder for each store.

    Under ``home`` where it is given; else as ``name`` inside an embedded store's own folder, and
    for a server under ``name`` in the user's data folder.
    """
    if url.startswith("embedded:"):
        store = Path(url.removeprefix("embedded:").removeprefix("//")).expanduser().absolute()
        return home / _digest(str(store)) if home else store / name
    place = urlsplit(url)
    server = f"{place.scheme}://{place.hostname}:{place.port or 7687}{place.path.rstrip('/')}"
    home = home or user_data_path("zhengtu", appauthor=False) / name
    return home / _digest(server)


def _digest(place: str) -> str:
    return sha256(place.encode()).hexdigest()[:16]
