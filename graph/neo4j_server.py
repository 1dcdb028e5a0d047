"""A local Neo4j Community without Docker: jars by Maven, one Java process, loopback only.

``up`` fetches the jars once per version, makes the server's home on first use, starts it and
waits until Bolt answers; ``down`` stops it; ``status`` tells. Whether it runs is told by a lock
that the Java process inherits and the kernel lifts when it dies, so a process id that was given
to another program can mislead nobody.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import neo4j
from neo4j.exceptions import AuthError

from graph.errors import StoreUnavailable
from graph.locks import is_free, locked, write_private
from graph.neo4j_jars import fetch_jars, find_java

START_SECONDS = 120.0
STOP_SECONDS = 60.0
HOST = "127.0.0.1"
USER = "neo4j"

# Bolt on loopback and nothing else; no file of this machine readable by LOAD CSV.
CONFIGURATION = """\
server.default_listen_address={host}
server.bolt.listen_address={host}:{port}
server.bolt.advertised_address={host}:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
dbms.security.allow_csv_import_from_file_urls=false
server.memory.pagecache.size=256m
db.memory.transaction.max=384m
dbms.memory.transaction.total.max=640m
db.tx_log.rotation.retention_policy=1 files
"""
HEAP = ("-Xms256m", "-Xmx1g")


@dataclass(frozen=True, slots=True)
class Server:
    """The server of one home: where it listens and how to get in."""

    home: Path
    port: int
    password: str

    @property
    def url(self) -> str:
        return f"bolt://{HOST}:{self.port}"

    @property
    def user(self) -> str:
        return USER


def default_home() -> Path:
    """``ZHENGTU_NEO4J_HOME``, else a folder among the user's data."""
    if home := os.environ.get("ZHENGTU_NEO4J_HOME"):
        return Path(home)
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "zhengtu" / "neo4j"


def up(home: Path | None = None, *, port: int | None = None, ends_with_us: bool = False) -> Server:
    """Start the server of this home, or tell where it runs already.

    ``port`` is kept from the last time, and a free one the first time, unless one is given. With
    ``ends_with_us`` the server is stopped when this process ends, however it ends: for tests.
    Raises StoreUnavailable with the command to run where Java or Maven is missing.
    """
    home = (home or default_home()).expanduser().absolute()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with locked(home / "start.lock", START_SECONDS, "another start of this server"):
        if running := status(home):
            return running
        java = find_java()
        lib = fetch_jars()
        last = read_state(home)
        server = Server(
            home=home,
            port=port or free_port(last.port if last else 0),
            password=last.password if last else secrets.token_urlsafe(24),
        )
        start(server, java, lib)
        if ends_with_us:
            tie_to_us(home)
        return server


def down(home: Path | None = None) -> bool:
    """Stop the server and wait until it is gone; False where none was running."""
    home = (home or default_home()).expanduser().absolute()
    server = status(home)
    if server is None:
        return False
    pid = read_pid(home)
    os.kill(pid, signal.SIGTERM)
    with locked(home / "server.lock", STOP_SECONDS, f"process {pid} to stop"):
        (home / "pid").unlink()
    return True


def status(home: Path | None = None) -> Server | None:
    """The server of this home, where it is running."""
    home = (home or default_home()).expanduser().absolute()
    if not home.is_dir() or is_free(home / "server.lock"):
        return None
    return read_state(home)


def free_port(preferred: int) -> int:
    """The preferred port where it is free, else one that the system picks."""
    for port in (preferred, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise StoreUnavailable(f"no free port on {HOST}; which programs listen there? (`ss -tlnp`)")


# --- The process --------------------------------------------------------------------------------

# The shell notes the server's process id and ends: nobody waits for the server as its parent, and
# nobody who is killed meanwhile leaves its id unknown.
_LAUNCH = 'pid=$0; "$@" & echo $! >"$pid"'


def start(server: Server, java: str, lib: Path) -> None:
    home = server.home
    (home / "conf").mkdir(exist_ok=True)
    (home / "conf" / "neo4j.conf").write_text(CONFIGURATION.format(host=HOST, port=server.port))
    write_state(server)
    (home / "pid").unlink(missing_ok=True)
    lock = os.open(home / "server.lock", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(lock, fcntl.LOCK_EX)
    with (home / "console.log").open("wb") as console:
        subprocess.run(  # noqa: S603 - Java with arguments of our own
            [
                *("/bin/sh", "-c", _LAUNCH, str(home / "pid")),
                *(java, *HEAP, "-cp", f"{lib}/*", "org.neo4j.server.CommunityEntryPoint"),
                *(f"--home-dir={home}", f"--config-dir={home / 'conf'}"),
            ],
            stdin=subprocess.DEVNULL,
            stdout=console,
            stderr=subprocess.STDOUT,
            pass_fds=(lock,),
            cwd=home,
            start_new_session=True,
            check=True,
        )
    os.close(lock)
    wait_for_bolt(server)
    set_password(server)


# Reads until the other end of its standard input is closed, which the kernel does when we die.
_WATCH = 'exec 3<&0; { read -r _ <&3; [ "$(cat "$1" 2>/dev/null)" = "$0" ] && kill "$0"; } &'


def tie_to_us(home: Path) -> None:
    """Leave somebody behind who stops the server when this process is no more."""
    reading, _never_closed = os.pipe()
    subprocess.run(  # noqa: S603 - a shell that waits and stops what we started
        ["/bin/sh", "-c", _WATCH, str(read_pid(home)), str(home / "pid")],
        stdin=reading,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        check=True,
    )
    os.close(reading)


def wait_for_bolt(server: Server) -> None:
    """Until the port answers: no line of the log says so reliably."""
    deadline = time.monotonic() + START_SECONDS
    while not answers(server.port):
        if is_free(server.home / "server.lock"):
            said = (server.home / "console.log").read_text(errors="replace")[-1500:]
            raise StoreUnavailable(f"Neo4j in {server.home} ended at once; it said:\n{said}")
        if time.monotonic() > deadline:
            os.kill(read_pid(server.home), signal.SIGTERM)
            raise StoreUnavailable(
                f"Neo4j in {server.home} did not answer within {START_SECONDS:.0f} s; "
                f"see {server.home}/logs/debug.log"
            )
        time.sleep(0.1)


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


def set_password(server: Server) -> None:
    """Make our password the server's, where it still has the one it came with."""
    if accepts(server, server.password):
        return
    with neo4j.GraphDatabase.driver(server.url, auth=(USER, USER)) as driver:
        driver.execute_query(
            "ALTER CURRENT USER SET PASSWORD FROM $old TO $new",
            old=USER,
            new=server.password,
            database_="system",
        )


def accepts(server: Server, password: str) -> bool:
    with neo4j.GraphDatabase.driver(server.url, auth=(USER, password)) as driver:
        try:
            driver.verify_connectivity()
        except AuthError:
            return False
    return True


def read_state(home: Path) -> Server | None:
    try:
        state = json.loads((home / "server.json").read_text())
    except FileNotFoundError:
        return None
    return Server(home, **state)


def write_state(server: Server) -> None:
    """Port and password, readable by their owner only."""
    path = server.home / "server.json"
    write_private(path, json.dumps({"port": server.port, "password": server.password}))


def read_pid(home: Path) -> int:
    return int((home / "pid").read_text())
