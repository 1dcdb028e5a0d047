"""Writes the OpenAPI of the HTTP interface to a file; the page's typed client is made from it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from api.http import create_app
from api.settings import Settings


def main(target: str) -> None:
    # The store is opened at the first request; none is made here.
    described = create_app(Settings(store="embedded:nowhere")).openapi()
    Path(target).write_text(json.dumps(described, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
