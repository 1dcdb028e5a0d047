"""The local Neo4j of our own: what it needs, and what it keeps from run to run."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import neo4j
import pytest
from neo4j.exceptions import ClientError

from graph import neo4j_jars, neo4j_server
from graph.bolt import BoltStore
from graph.errors import StoreUnavailable
from graph.locks import locked
from graph.open_store import credentials, open_store
from graph.order import in_order
from graph.store import GraphStore
from tests.graph.fragments import make_fragment


@pytest.fixture
def no_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH with nothing on it but what a test puts there."""
    programs = tmp_path / "bin"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return programs


def put_program(folder: Path, name: str, script: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


@pytest.mark.parametrize(
    ("told", "version"),
    [
        pytest.param('openjdk version "17.0.15" 2025-04-15', 17, id="17"),
        pytest.param('openjdk version "21" 2023-09-19', 21, id="21, without a minor version"),
        pytest.param('java version "1.8.0_402"', 8, id="8, as it was numbered then"),
        pytest.param("command not found", 0, id="none"),
    ],
)
def test_the_version_of_java_is_read_from_what_it_prints(told: str, version: int) -> None:
    assert neo4j_jars.java_version(told) == version


def test_missing_java_is_told_with_the_command_that_installs_it(
    no_programs: Path, tmp_path: Path
) -> None:
    with pytest.raises(StoreUnavailable, match=r"Java 17.*apt-get install -y openjdk-17"):
        neo4j_server.up(tmp_path / "home")


def test_java_that_is_too_old_is_told_with_its_version(no_programs: Path, tmp_path: Path) -> None:
    put_program(no_programs, "java", "echo 'openjdk version \"11.0.2\"' >&2")

    with pytest.raises(StoreUnavailable, match=r"is 11; run: sudo apt-get install"):
        neo4j_server.up(tmp_path / "home")


def test_missing_maven_is_told_with_the_command_that_installs_it(
    no_programs: Path, tmp_path: Path
) -> None:
    put_program(no_programs, "java", "echo 'openjdk version \"17.0.15\"' >&2")

    with pytest.raises(StoreUnavailable, match=r"Maven, not found; run: .* maven"):
        neo4j_server.up(tmp_path / "home")


def test_a_fetch_that_fails_leaves_nothing_that_looks_fetched(
    no_programs: Path, tmp_path: Path
) -> None:
    put_program(no_programs, "java", "echo 'openjdk version \"17.0.15\"' >&2")
    put_program(no_programs, "mvn", "echo 'no repository'; exit 1")

    with pytest.raises(StoreUnavailable, match="no repository"):
        neo4j_server.up(tmp_path / "home")

    assert not (neo4j_jars.cache_folder() / "lib").exists()


def test_jars_that_changed_since_they_were_fetched_are_refused(tmp_path: Path) -> None:
    (tmp_path / "one.jar").write_bytes(b"as fetched")
    neo4j_jars.write_digests(tmp_path)
    neo4j_jars.check_jars(tmp_path)
    (tmp_path / "one.jar").write_bytes(b"changed")

    with pytest.raises(StoreUnavailable, match="not as they were fetched"):
        neo4j_jars.check_jars(tmp_path)


def test_a_home_that_was_never_used_has_no_server(tmp_path: Path) -> None:
    assert neo4j_server.status(tmp_path / "home") is None
    assert neo4j_server.down(tmp_path / "home") is False
    assert not (tmp_path / "home").exists()


def test_a_server_keeps_its_data_and_password_from_run_to_run(tmp_path: Path) -> None:
    """Up, up again, down, killed: one home through the life of a server."""
    home = tmp_path / "home"
    first = neo4j_server.up(home)
    url = f"bolt://{first.user}:{first.password}@127.0.0.1:{first.port}"

    assert neo4j_server.status(home) == first
    assert neo4j_server.up(home) == first
    assert stat.S_IMODE((home / "server.json").stat().st_mode) == 0o600

    store = open_store(url)
    store.replace(make_fragment())
    store.close()

    assert neo4j_server.down(home) is True
    assert neo4j_server.status(home) is None

    second = neo4j_server.up(home)

    assert second == first

    store = open_store(url)
    assert store.fragment("yunxi-1") == in_order(make_fragment())
    store.close()
    os.kill(int((home / "pid").read_text()), signal.SIGKILL)
    with locked(home / "server.lock", 30, "the killed server to be gone"):
        pass

    assert neo4j_server.status(home) is None
    assert neo4j_server.down(home) is False


STARTER = """
import sys
from pathlib import Path
from graph import neo4j_jars, neo4j_server

neo4j_server.up(Path(sys.argv[1]), ends_with_us=True)
print("up", flush=True)
sys.stdin.read()
"""


def test_a_server_for_tests_ends_with_tests_that_are_killed(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", STARTER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as tests:
        assert tests.stdout is not None
        assert tests.stdout.readline() == b"up\n"
        assert neo4j_server.status(tmp_path)
        tests.kill()
    with locked(tmp_path / "server.lock", 60, "the server to end"):
        pass

    assert neo4j_server.status(tmp_path) is None


def test_no_file_of_this_machine_can_be_read_through_a_query(neo4j_url: str) -> None:
    url = urlsplit(neo4j_url)
    with (
        neo4j.GraphDatabase.driver(
            f"bolt://{url.hostname}:{url.port}", auth=credentials(url)
        ) as driver,
        pytest.raises(ClientError),
    ):
        driver.execute_query("LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line")


def test_what_a_process_wrote_it_reads_although_a_member_of_a_cluster_may_lag(
    neo4j_session: GraphStore,
) -> None:
    assert isinstance(neo4j_session, BoltStore)
    bookmarks = neo4j_session.connection._bookmarks
    assert bookmarks
    neo4j_session.replace(make_fragment())
    written = set(bookmarks.get_bookmarks())

    assert written
    neo4j_session.remove(make_fragment().document.id)
    assert set(bookmarks.get_bookmarks()) != written
