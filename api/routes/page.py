"""The page at ``/`` and its files; no build step, nothing from another host."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles

import api

router = APIRouter(include_in_schema=False)
WEB = Path(str(files(api))) / "web"


@router.get("/")
def page() -> FileResponse:
    return FileResponse(WEB / "index.html", headers={"Cache-Control": "no-cache"})


def mount_files(app: FastAPI) -> None:
    app.mount("/web", StaticFiles(directory=WEB), name="web")
