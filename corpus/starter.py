"""Where the starter corpus lies: the digests written for this project, and their manifest."""

from importlib.resources import files
from pathlib import Path

import corpus


def starter_path() -> Path:
    """The folder with ``manifest.jsonl`` and ``digests/``, in the checkout and from the wheel.

    It is a folder as the ingestion takes it: the manifest names each file relative to itself.
    Raises FileNotFoundError where Zhengtu runs from a zip archive, which has no folders.
    """
    folder = Path(str(files(corpus)))
    if not (folder / "manifest.jsonl").is_file():
        raise FileNotFoundError(
            f"no starter corpus at {folder}; install Zhengtu as a folder, not as a zip archive"
        )
    return folder
