"""The embedded graph store: an ArcadeDB server of our own per folder, shared by those who open it.

The first process that opens a folder starts the server as a process of its own
(``graph/embedded_server.py``, which also tells the protocol of locks); later ones attach to it,
and it ends with the last of them, however that one ends. So nobody loses the store because the
one who started it closed or was killed, and a process that has it open may fork. The server
listens on loopback only, on a random port, with passwords in a file that only its owner can read.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from neo4j.exceptions import ServiceUnavailable

from graph import cypher
from graph.bolt import BoltStore
from graph.bolt_connection import Connection
from graph.errors import StoreUnavailable
from graph.locks import is_free, locked, open_locked, try_lock, write_private

DATABASE = "zhengtu"
READER = "reader"
START_SECONDS = 60.0
"""How long a start may take: a folder whose server was killed replays its log first."""
STOP_SECONDS = 30.0
ATTEMPTS = 4
"""At attaching: a server that is being killed accepts connections until it is gone."""
WRITE_SECONDS = 600.0
"""How long a writer waits for its turn behind the other writers of the folder."""
COMMAND_SECONDS = 30
"""How long one query may run. ArcadeDB ignores the time limits of the driver."""
HEAP = "-Xmx640m"
"""Of which half is its page cache; unless ``ARCADEDB_NATIVE_ISOLATE_ARGS`` says otherwise.

With 1 GB it writes no faster on 3,565 regulations and takes the more memory (docs/scale.md).
"""

_SETTINGS = (
    f"ALTER DATABASE `arcadedb.command.timeout` {COMMAND_SECONDS * 1000}",
    # 2: data and metadata are on the disk before a commit returns.
    "ALTER DATABASE `arcadedb.txWalFlush` 2",
)
_SERVER = Path(__file__).with_name("embedded_server.py")

# Servers that we started and left to others, kept so that they can be reaped when they end.
_left_running: list[subprocess.Popen[bytes]] = []


def open_embedded(home: Path, *, create: bool = True) -> BoltStore:
    """The store in this folder; its server is started where none is running.

    Raises StoreUnavailable where the server does not start, and where the folder holds no store
    and ``create`` is false.
    """
    home = home.expanduser().absolute()
    if not create and not (home / "databases" / DATABASE).is_dir():
        raise StoreUnavailable(
            f"embedded:{home} holds no store yet; "
            f"`zhengtu ingest PATH --store embedded:{home}` makes one"
        )
    for attempt in range(1, ATTEMPTS + 1):
        connection = attach(home)
        try:
            connection.check()
        except StoreUnavailable as exc:
            connection.close()
            if attempt == ATTEMPTS or not isinstance(exc.__cause__, ServiceUnavailable):
                raise
            time.sleep(0.05 * attempt)
        else:
            break
    return BoltStore(connection)


def attach(home: Path) -> Connection:
    hold = take_hold(home)
    return Connection(
        f"bolt://127.0.0.1:{hold.port}",
        ("root", hold.passwords.root),
        reader=(READER, hold.passwords.reader),
        database=DATABASE,
        writing=hold.turn_to_write,
        on_close=hold.release,
        patience=2.0,
        how_to_reach=(
            f"its server was stopped or killed; open the store again, and see {home / 'log'}"
        ),
    )


@dataclass(frozen=True, slots=True)
class Passwords:
    root: str
    reader: str


@dataclass(slots=True)
class Hold:
    """A place among the users of a folder's server, which runs as long as anybody has one."""

    home: Path
    port: int
    passwords: Passwords
    users_lock: int
    """Open file, locked shared."""
    started: subprocess.Popen[bytes] | None
    """The server, where we started it."""
    process: int = field(default_factory=os.getpid)

    @contextmanager
    def turn_to_write(self) -> Iterator[None]:
        """One writer at a time: side by side they would undo and repeat each other's work."""
        with locked(self.home / "write.lock", WRITE_SECONDS, "the other writers"):
            yield

    def release(self) -> None:
        """Leave; the last one out stops the server and waits until it is gone."""
        if os.getpid() != self.process or self.users_lock < 0:
            return
        if self.started:
            _left_running.append(self.started)
        if try_lock(self.users_lock, fcntl.LOCK_EX) and not is_free(self.home / "server.lock"):
            stop_server(self.home)
        os.close(self.users_lock)
        self.users_lock = -1
        reap()


def stop_server(home: Path) -> None:
    """Stop it and wait until it is gone; the caller keeps others from starting the next one."""
    pid = read_address(home)["pid"]
    os.kill(pid, signal.SIGTERM)
    with locked(home / "server.lock", STOP_SECONDS, "the server to stop"):
        pass
    for server in _left_running:
        if server.pid == pid:
            server.wait(STOP_SECONDS)


def take_hold(home: Path) -> Hold:
    """Attach to the folder's server, started where none is running."""
    reap()
    make_folder(home)
    users_lock = open_locked(home / "users.lock", fcntl.LOCK_SH, STOP_SECONDS, "its server to stop")
    try:
        with locked(home / "start.lock", START_SECONDS, "another process to start its server"):
            passwords = read_passwords(home)
            started = None if runs(home) else start_server(home, passwords)
            port = read_address(home)["port"]
    except BaseException:
        os.close(users_lock)
        raise
    return Hold(home, port, passwords, users_lock, started)


def runs(home: Path) -> bool:
    """Whether the folder has a server to attach to; one that is ending is waited for."""
    deadline = time.monotonic() + STOP_SECONDS
    while not is_free(home / "server.lock"):
        if (home / "server.json").exists():
            return True
        if time.monotonic() > deadline:
            raise StoreUnavailable(
                f"embedded:{home}: its server hangs; end it with: fuser -k {home / 'server.lock'}"
            )
        time.sleep(0.02)
    return False


def make_folder(home: Path) -> None:
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        (home / "log").mkdir(exist_ok=True)
    except OSError as exc:
        raise StoreUnavailable(
            f"embedded:{home}: cannot make the folder: {exc.strerror}; choose one you can write to"
        ) from exc


def start_server(home: Path, passwords: Passwords) -> subprocess.Popen[bytes]:
    """Start the server and wait until it can be reached."""
    (home / "server.json").unlink(missing_ok=True)
    log = home / "log" / "server.log"
    environment = {
        "ARCADEDB_NATIVE_ISOLATE_ARGS": HEAP,
        **os.environ,
        "ARCADEDB_LOG_DIR": str(log.parent),
        "ARCADEDB_LOG_CONSOLE": "0",
    }
    with log.open("wb") as output:
        server = subprocess.Popen(  # noqa: S603 - our own interpreter and our own file
            [sys.executable, "-P", str(_SERVER)],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment,
            # Ctrl-C in the terminal is for us; the server goes when the last store is closed.
            start_new_session=True,
        )
    plan = {
        "home": str(home),
        "database": DATABASE,
        "root_password": passwords.root,
        "reader": READER,
        "reader_password": passwords.reader,
        "settings": _SETTINGS,
        "schema": cypher.ARCADEDB_SCHEMA,
    }
    hand_over(server, json.dumps(plan).encode())
    wait_for_address(server, home, log)
    return server


def hand_over(server: subprocess.Popen[bytes], plan: bytes) -> None:
    """Give the server its plan, passwords included, where no list of processes shows it."""
    if server.stdin is None:
        raise TypeError("the server was started without a pipe to its standard input")
    # A server that has died already is told by wait_for_address, with its log.
    with suppress(BrokenPipeError), server.stdin:
        server.stdin.write(plan)


def wait_for_address(server: subprocess.Popen[bytes], home: Path, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not (home / "server.json").exists():
        if server.poll() is not None:
            last_words = "".join(log.read_text(errors="replace").splitlines(keepends=True)[-5:])
            raise StoreUnavailable(
                f"embedded:{home}: its server did not start (status {server.returncode}); "
                f"see {log.parent}. It said:\n{last_words}"
            )
        if time.monotonic() > deadline:
            server.kill()
            server.wait()
            raise StoreUnavailable(
                f"embedded:{home}: its server did not start in {START_SECONDS:.0f} s; "
                f"see {log.parent}"
            )
        time.sleep(0.01)


def reap() -> None:
    """Collect the servers that have ended since we left them to others."""
    _left_running[:] = [server for server in _left_running if server.poll() is None]


def read_address(home: Path) -> dict[str, int]:
    address: dict[str, int] = json.loads((home / "server.json").read_text())
    return address


def read_passwords(home: Path) -> Passwords:
    """The folder's passwords, made up on its first use."""
    path = home / "secrets.json"
    if not path.exists():
        made_up = {"root": secrets.token_urlsafe(24), "reader": secrets.token_urlsafe(24)}
        write_private(path, json.dumps(made_up))
    return Passwords(**json.loads(path.read_text()))
