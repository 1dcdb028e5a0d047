"""What a local Neo4j runs on: a Java that is new enough, and the jars, fetched once by Maven."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from graph.errors import StoreUnavailable
from graph.locks import locked

VERSION = "5.26.12"
"""The long-term support line that we test against."""
PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1"
JAVA = 17
INSTALL = "sudo apt-get install -y openjdk-17-jre-headless maven"
"""What provides both on Debian and Ubuntu."""
FETCH_SECONDS = 900

POM = f"""\
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>zhengtu</groupId>
  <artifactId>neo4j-jars</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.neo4j</groupId>
      <artifactId>neo4j</artifactId>
      <version>{VERSION}</version>
    </dependency>
  </dependencies>
</project>
"""
"""The single dependency; ``org.neo4j.app:neo4j-server`` lacks the entry point."""


def find_java() -> str:
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=f"{home}/bin") if home else shutil.which("java")
    if java is None:
        raise StoreUnavailable(f"Neo4j needs Java {JAVA} or newer, none was found; run: {INSTALL}")
    told = subprocess.run(  # noqa: S603 - the Java that was found
        [java, "-version"], capture_output=True, text=True, check=False
    )
    version = java_version(told.stderr)
    if version < JAVA:
        raise StoreUnavailable(
            f"Neo4j needs Java {JAVA} or newer, {java} is {version}; run: {INSTALL}"
        )
    return java


# openjdk version "17.0.15" 2025-04-15      java version "1.8.0_402"      openjdk version "21" …
_JAVA_VERSION = re.compile(r'version "(?:1\.)?(\d+)')


def java_version(told: str) -> int:
    """Major version from what ``java -version`` prints; 0 where it prints none."""
    found = _JAVA_VERSION.search(told)
    return int(found[1]) if found else 0


def cache_folder() -> Path:
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "zhengtu" / f"neo4j-{VERSION}"


def fetch_jars() -> Path:
    """Folder with the jars of this version: fetched once, compared with their digests each time.

    Maven checks what it fetches against the checksums of the repository and fails where they
    differ; the digests that we write then show later damage.
    """
    folder = cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    lib = folder / "lib"
    with locked(folder / "fetch.lock", FETCH_SECONDS, "another fetch of the jars"):
        if not lib.is_dir():
            fetch_with_maven(folder, lib)
        check_jars(lib)
    return lib


def fetch_with_maven(folder: Path, lib: Path) -> None:
    """Fetch into a draft folder that takes the name ``lib`` only when all is there."""
    maven = shutil.which("mvn")
    if maven is None:
        raise StoreUnavailable(f"the jars of Neo4j are fetched by Maven, not found; run: {INSTALL}")
    with tempfile.TemporaryDirectory(dir=folder) as draft:
        (Path(draft) / "pom.xml").write_text(POM)
        done = subprocess.run(  # noqa: S603 - the Maven that was found
            [
                *(maven, "--batch-mode", "--quiet", "--strict-checksums"),
                *(f"{PLUGIN}:copy-dependencies", "-DincludeScope=runtime"),
                *("-DoutputDirectory=lib", f"-f{draft}/pom.xml"),
            ],
            capture_output=True,
            text=True,
            check=False,
            timeout=FETCH_SECONDS,
        )
        if done.returncode != 0:
            raise StoreUnavailable(
                f"Maven could not fetch org.neo4j:neo4j:{VERSION}; is a repository reachable? "
                f"It said:\n{done.stdout[-1000:]}{done.stderr[-500:]}"
            )
        jars = Path(draft) / "lib"
        write_digests(jars)
        jars.rename(lib)


def write_digests(lib: Path) -> None:
    (lib / "SHA256").write_text(json.dumps(digests(lib), indent=0))


def check_jars(lib: Path) -> None:
    if digests(lib) != json.loads((lib / "SHA256").read_text()):
        raise StoreUnavailable(
            f"{lib}: the jars are not as they were fetched; remove that folder and try again"
        )


def digests(lib: Path) -> dict[str, str]:
    return {jar.name: sha256_of(jar) for jar in sorted(lib.glob("*.jar"))}


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
