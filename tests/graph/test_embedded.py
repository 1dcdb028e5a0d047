"""The embedded store alone: its server, those who share it, and what a kill leaves behind."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.digest import build_digest, fragment_digest
from graph.embedded import Hold, open_embedded, read_address, take_hold
from graph.errors import StoreUnavailable
from graph.locks import is_free
from graph.open_store import open_store
from graph.order import in_order
from graph.store import GraphStore
from tests.graph.fragments import make_fragment

OPEN_AND_WAIT = """
import sys
from graph.open_store import open_store

store = open_store(sys.argv[1])
print(store.build(), flush=True)
sys.stdin.read()
"""

INGEST = """
import sys
from graph.open_store import open_store
from tests.graph.fragments import make_fragment

store = open_store(sys.argv[1])
for n in range(int(sys.argv[2])):
    store.replace(make_fragment(f"yunxi-{n}", cites=[f"第{m}号办法" for m in range(200)]))
    print(n, flush=True)
store.close()
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "graph"


def python(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def neighbour(home: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the store open; it is the first and so starts the server."""
    with python(OPEN_AND_WAIT, f"embedded:{home}") as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        yield process
        process.kill()


def server_ends(home: Path) -> bool:
    deadline = time.monotonic() + 15
    while not is_free(home / "server.lock"):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def build_of(count: int) -> str:
    fragments = [
        make_fragment(f"yunxi-{n}", cites=[f"第{m}号办法" for m in range(200)])
        for n in range(count)
    ]
    return build_digest({f.document.id: fragment_digest(f) for f in fragments})


# --- Sharing one server -------------------------------------------------------------------------


def test_a_second_process_attaches_to_the_server_of_the_first(
    home: Path, neighbour: subprocess.Popen[str]
) -> None:
    address = read_address(home)
    store = open_embedded(home)
    store.replace(make_fragment())

    assert read_address(home) == address
    assert [entry.id for entry in store.documents()] == ["yunxi-1"]
    store.close()


def test_who_started_the_server_may_close_first(
    home: Path, neighbour: subprocess.Popen[str]
) -> None:
    store = open_embedded(home)
    neighbour.communicate("", timeout=30)
    store.replace(make_fragment())

    assert store.fragment("yunxi-1") == in_order(make_fragment())
    store.close()


def test_who_started_the_server_may_be_killed(home: Path, neighbour: subprocess.Popen[str]) -> None:
    store = open_embedded(home)
    neighbour.kill()
    neighbour.wait()
    store.replace(make_fragment())

    assert store.fragment("yunxi-1") == in_order(make_fragment())
    store.close()


def test_closing_the_last_store_stops_the_server(home: Path) -> None:
    one, other = open_embedded(home), open_embedded(home)
    one.close()

    assert not is_free(home / "server.lock")

    other.close()

    assert is_free(home / "server.lock")


def test_closing_twice_is_closing_once(home: Path) -> None:
    one, other = open_embedded(home), open_embedded(home)
    one.close()
    one.close()

    assert other.documents() == []
    other.close()


def test_the_server_ends_with_a_process_that_forgot_to_close(
    home: Path, neighbour: subprocess.Popen[str]
) -> None:
    neighbour.kill()
    neighbour.wait()

    assert server_ends(home)


def test_many_that_open_at_once_share_one_server(home: Path) -> None:
    crowd = [python(OPEN_AND_WAIT, f"embedded:{home}") for _ in range(4)]
    builds = {process.communicate("", timeout=60)[0].strip() for process in crowd}

    assert [process.returncode for process in crowd] == [0, 0, 0, 0]
    assert builds == {build_digest({})}
    assert server_ends(home)


def test_a_forked_child_must_open_its_own(home: Path) -> None:
    store = open_embedded(home)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            store.documents()
        except StoreUnavailable as exc:
            os.write(writing, str(exc).encode())
        store.close()
        os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()

    assert "open the store in each process" in said
    assert store.documents() == []
    store.close()


# --- After a kill -------------------------------------------------------------------------------


@pytest.mark.parametrize("together", [False, True], ids=["the writer", "the writer and the server"])
def test_killed_while_ingesting_it_ends_as_if_undisturbed(home: Path, *, together: bool) -> None:
    """kill -9 in the middle, three times at other places, then once to the end."""
    documents = 12
    for stop_after in (1, 4, 7):
        with python(INGEST, f"embedded:{home}", str(documents)) as ingesting:
            assert ingesting.stdout is not None
            while int(ingesting.stdout.readline()) < stop_after:
                pass
            # In the midst of the next fragment, not between two.
            time.sleep(0.02 * stop_after)
            ingesting.kill()
            if together:
                os.kill(read_address(home)["pid"], signal.SIGKILL)
        store = open_embedded(home)
        for entry in store.documents():
            assert fragment_digest(store.fragment(entry.id)) == entry.fragment_digest
        store.close()
    with python(INGEST, f"embedded:{home}", str(documents)) as ingesting:
        ingesting.communicate(timeout=120)
    store = open_embedded(home)

    assert store.build() == build_of(documents)
    store.close()


def test_the_address_of_a_killed_server_is_not_believed(home: Path) -> None:
    store = open_embedded(home)
    store.replace(make_fragment())
    os.kill(read_address(home)["pid"], signal.SIGKILL)
    assert server_ends(home)
    again = open_embedded(home)

    assert again.fragment("yunxi-1") == in_order(make_fragment())
    again.close()
    store.close()


def test_a_store_whose_server_was_killed_says_so(home: Path) -> None:
    store = open_embedded(home)
    os.kill(read_address(home)["pid"], signal.SIGKILL)
    assert server_ends(home)

    with pytest.raises(StoreUnavailable, match="open the store again"):
        store.documents()
    with pytest.raises(StoreUnavailable, match="open the store again"):
        store.replace(make_fragment())
    store.close()


# --- The folder ---------------------------------------------------------------------------------


def test_secrets_are_for_their_owner_only(home: Path) -> None:
    open_embedded(home).close()

    assert stat.S_IMODE((home / "secrets.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    for path in (home / "server.json", *(home / "log").iterdir()):
        if path.is_file():
            for password in json.loads((home / "secrets.json").read_text()).values():
                assert password not in path.read_text(errors="replace")


def test_the_server_listens_on_loopback_only(home: Path) -> None:
    hold: Hold = take_hold(home)
    outward = {
        str(address[4][0])
        for address in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    }
    with socket.create_connection(("127.0.0.1", hold.port), timeout=5):
        pass
    for host in outward:
        if not host.startswith("127."):
            with pytest.raises(ConnectionRefusedError):
                socket.create_connection((host, hold.port), timeout=5)
    hold.release()


def test_nothing_is_written_outside_the_folder(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workplace = tmp_path / "work"
    workplace.mkdir()
    monkeypatch.chdir(workplace)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    store = open_embedded(home)
    store.replace(make_fragment())
    store.close()

    assert list(workplace.iterdir()) == []
    assert not (tmp_path / "state").exists()
    assert list((home / "log").glob("arcadedb.log*"))


def test_a_folder_without_a_store_is_not_made_for_reading(home: Path) -> None:
    with pytest.raises(StoreUnavailable, match="zhengtu ingest"):
        open_store(f"embedded:{home}", create=False)

    assert not home.exists()


def test_a_store_that_is_there_opens_for_reading(home: Path) -> None:
    open_store(f"embedded:{home}").close()
    store: GraphStore = open_store(f"embedded:{home}", create=False)

    assert store.documents() == []
    store.close()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(StoreUnavailable, match="cannot make the folder"):
        open_embedded(tmp_path / "file" / "graph")


def test_a_server_that_cannot_start_is_told_with_its_last_words(home: Path) -> None:
    home.mkdir()
    (home / "databases").write_text("a file where the server wants a folder")

    with pytest.raises(StoreUnavailable, match="did not start"):
        open_embedded(home)


def test_lost_passwords_are_told_as_such(home: Path) -> None:
    open_embedded(home).close()
    (home / "secrets.json").unlink()

    with pytest.raises(StoreUnavailable, match="refuses us"):
        open_embedded(home)
