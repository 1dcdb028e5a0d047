"""The page and its files as Vite built them (``deploy/build_page.py``); nothing from elsewhere."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.responses import FileResponse
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

import api
from graph.errors import MissingExtra

router = APIRouter(include_in_schema=False)
WEB = Path(str(files(api))) / "web" / "dist"

# Addresses of the page's own screens: its router shows each from the one index.html.
SCREENS = ("read", "policies", "matrix", "graph", "indicators", "lessons", "library")


def page() -> FileResponse:
    """Raises MissingExtra where the page was not built."""
    index = WEB / "index.html"
    if not index.is_file():
        raise MissingExtra("the page is not built; run: python deploy/build_page.py")
    return FileResponse(index, headers={"Cache-Control": "no-cache"})


router.add_api_route("/", page)
for _screen in SCREENS:
    router.add_api_route(f"/{_screen}", page)
    router.add_api_route(f"/{_screen}/{{rest:path}}", page)


class _Files(StaticFiles):
    """Files whose names change with their content; a browser need never ask again."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if path.startswith("assets/") and response.status_code == 200:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def mount_files(app: FastAPI) -> None:
    app.mount("/web", _Files(directory=WEB, check_dir=False), name="web")
