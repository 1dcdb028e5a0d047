"""Runs the Dockerfile's steps without Docker: each in an empty folder, then the service.

    python deploy/try_dockerfile.py /tmp/image

The image's absolute folders stand below the given one, the base image's Python is this one. Users
are not made and nothing is isolated: this shows that the steps and their order are right.
"""

from __future__ import annotations

import fnmatch
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import venv
from pathlib import Path

from dockerfile_parse import DockerfileParser

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("/opt/", "/src", "/var/lib/zhengtu")
"""Absolute folders that the steps name."""
SKIPPED = ("groupadd",)
"""Steps that would change this machine."""
NOT_THE_MACHINES = ("PYTHON", "VIRTUAL_ENV", "ZHENGTU_", "NEO4J_", "XDG_")
"""Variables of this machine that no image has; what reaches the registries is kept."""
READY_SECONDS = 60


class Image:
    """The folders and the environment as the steps have left them."""

    def __init__(self, home: Path) -> None:
        self.home = home
        base = home / "base"
        venv.create(base, with_pip=True)
        self.path = f"{base / 'bin'}:{os.environ['PATH']}"
        self.environment: dict[str, str] = {}
        self.arguments: dict[str, str] = {}
        self.work = home
        self.entry: list[str] = []
        self.command: list[str] = []
        self.health: list[str] = []

    def placed(self, text: str) -> str:
        """With the image's folders below ours."""
        for folder in FOLDERS:
            text = text.replace(folder, f"{self.home}{folder}")
        return text

    def variables(self) -> dict[str, str]:
        kept = {n: v for n, v in os.environ.items() if not n.startswith(NOT_THE_MACHINES)}
        known = {**kept, "PATH": self.path, **self.arguments}
        for name, value in self.environment.items():
            known[name] = self.placed(value).replace("$PATH", known["PATH"])
        return known

    def step(self, instruction: str, value: str) -> None:
        match instruction:
            case "FROM":
                self.environment, self.work = {}, self.home
            case "ARG":
                name, _, default = value.partition("=")
                self.arguments.setdefault(name, default)
            case "ENV":
                self.environment |= _pairs(value)
            case "WORKDIR":
                self.work = Path(self.placed(value))
                self.work.mkdir(parents=True, exist_ok=True)
            case "COPY":
                self._copy(value.split())
            case "RUN" if not value.startswith(SKIPPED):
                self._run(value)
            case "ENTRYPOINT":
                self.entry = json.loads(value)
            case "CMD":
                self.command = json.loads(value)
            case "HEALTHCHECK":
                self.health = json.loads(value.partition("CMD ")[2])

    def _copy(self, words: list[str]) -> None:
        if words[0].startswith("--from"):
            return  # both stages share our folders
        source, target = ROOT / words[0], self.work / words[1]
        shutil.copytree(source, target, dirs_exist_ok=True, ignore=_ignored)

    def _run(self, script: str) -> None:
        print(f"== RUN {script[:90]} …", flush=True)
        started = time.monotonic()
        subprocess.run(
            ["/bin/bash", "-euo", "pipefail", "-c", self.placed(script)],
            cwd=self.work,
            env=self.variables(),
            check=True,
        )
        print(f"   {time.monotonic() - started:.0f} s", flush=True)

    def serve(self) -> None:
        """The service as the image starts it, asked by the image's own health check."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = str(free.getsockname()[1])
        known = self.variables() | {"ZHENGTU_PORT": port}
        made = ["keys", "create", "try", "--role", "reader", "--json"]
        told = subprocess.run(
            [*self.entry, *made], env=known, cwd=self.work, check=True, capture_output=True
        )
        print("== a key:", told.stdout.decode().split('"id"')[-1][:20].strip())
        with subprocess.Popen([*self.entry, *self.command], env=known, cwd=self.work) as service:
            health = [part.replace("8080", port) for part in self.health]
            deadline = time.monotonic() + READY_SECONDS
            while subprocess.run(health, env=known, check=False, capture_output=True).returncode:
                if time.monotonic() > deadline or service.poll() is not None:
                    sys.exit("the service did not become ready")
                time.sleep(0.5)
            page = urllib.request.urlopen(f"http://127.0.0.1:{port}/")
            print("== ready; the page has", len(page.read()), "bytes")
            service.send_signal(signal.SIGTERM)
            print("== stopped with", service.wait(60))


def _pairs(value: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in value.split())


def _ignored(folder: str, names: list[str]) -> set[str]:
    """What .dockerignore leaves out."""
    patterns = [line.strip("/") for line in (ROOT / ".dockerignore").read_text().split()]
    left_out = set()
    for name in names:
        path = (Path(folder) / name).relative_to(ROOT).as_posix()
        if any(fnmatch.fnmatch(path, p) or fnmatch.fnmatch(f"/{path}", p) for p in patterns):
            left_out.add(name)
    return left_out


def main(target: str) -> None:
    home = Path(target).absolute()
    home.mkdir(parents=True)  # it must not be there: an empty folder is the point
    image = Image(home)
    parser = DockerfileParser(str(ROOT / "deploy" / "Dockerfile"))
    for part in parser.structure:
        image.step(part["instruction"], part["value"])
    image.serve()


if __name__ == "__main__":
    main(sys.argv[1])
