"""Where the starter corpus is found."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from corpus.starter import starter_path

WHERE = "from corpus.starter import starter_path; print(starter_path())"


def where(package_in: Path, working_in: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WHERE],
        cwd=working_in,
        env={"PYTHONPATH": str(package_in), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_folder_is_found_wherever_the_package_is_installed(tmp_path: Path) -> None:
    installed, empty = tmp_path / "site-packages", tmp_path / "empty"
    shutil.copytree(starter_path(), installed / "corpus")
    empty.mkdir()

    found = where(installed, working_in=empty)

    assert found.stdout.strip() == str(installed / "corpus")


def test_a_zip_archive_is_refused_with_what_to_do(tmp_path: Path) -> None:
    archive = tmp_path / "zhengtu.zip"
    with zipfile.ZipFile(archive, "w") as package:
        for path in starter_path().rglob("*"):
            package.write(path, Path("corpus") / path.relative_to(starter_path()))

    found = where(archive, working_in=tmp_path)

    assert found.returncode == 1
    assert "install Zhengtu as a folder, not as a zip archive" in found.stderr
