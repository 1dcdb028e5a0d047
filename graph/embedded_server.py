"""The process around the embedded ArcadeDB: it holds the folder and ends with its users.

Run as a script by ``graph.embedded`` and never imported. The engine stays out of the processes
that use it: they may fork, be killed or close in any order. It needs only the standard library
and ``arcadedb``.

Three files of the folder carry the protocol, all locks are ``flock`` and thus free when their
holder dies, however it dies:

- ``server.lock``: held exclusively by this process as long as it lives;
- ``users.lock``: held shared by every store that is open; when this process can take it
  exclusively, nobody is left and it ends, still holding it until it is gone;
- ``server.json``: where the running server listens, written last.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import signal
import socket
import sys
import threading
import urllib.request
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"
POLL = 0.25
"""Seconds between two looks at whether anybody is left."""
PORT_RACES = 5
"""Attempts at a start: another program may take the free port that was found."""
MOST_OF_A_RANGE = 100_000
"""Numbers in one list that a query makes: the time limit is not looked at within one expression."""
BUSY = 3
"""Exit status where another server holds the folder."""

GROUPS = {
    "databases": {
        "*": {
            "groups": {
                "admin": {
                    "resultSetLimit": -1,
                    "readTimeout": -1,
                    "access": ["updateSecurity", "updateSchema", "updateDatabaseSettings"],
                    "types": {
                        "*": {
                            "access": [
                                *("createRecord", "readRecord"),
                                *("updateRecord", "deleteRecord"),
                            ]
                        }
                    },
                },
                "reader": {
                    "resultSetLimit": -1,
                    "readTimeout": -1,
                    "access": [],
                    "types": {"*": {"access": ["readRecord"]}},
                },
                "*": {
                    "resultSetLimit": -1,
                    "readTimeout": -1,
                    "access": [],
                    "types": {"*": {"access": []}},
                },
            }
        }
    },
    "version": 2,
}
"""ArcadeDB's own groups and ``reader``, which may read every record and nothing else."""


def main() -> int:
    plan: dict[str, Any] = json.load(sys.stdin)
    home = Path(plan["home"])
    os.chdir(home)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    own = os.open(home / "server.lock", os.O_RDWR | os.O_CREAT, 0o600)
    users = os.open(home / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
    if not taken(own):
        return BUSY
    server, bolt_port = start(home, plan)
    announce(home / "server.json", {"pid": os.getpid(), "port": bolt_port})
    while not stop.wait(POLL) and not taken(users):
        pass
    (home / "server.json").unlink(missing_ok=True)
    server.stop()
    return 0


def taken(lock: int) -> bool:
    """Take the lock exclusively if nobody holds it."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def start(home: Path, plan: dict[str, Any]) -> tuple[Any, int]:
    """The running server with database, schema and reader, and its Bolt port."""
    # Not at the top: while the folder is being checked nothing of the engine is needed.
    import arcadedb  # type: ignore[import-untyped]  # noqa: PLC0415

    (home / "config").mkdir(exist_ok=True)
    (home / "config" / "server-groups.json").write_text(json.dumps(GROUPS, indent=1))
    for attempt in range(1, PORT_RACES + 1):
        bolt_port, http_port = free_ports()
        server = arcadedb.create_server(
            str(home), plan["root_password"], settings(bolt_port, http_port)
        )
        try:
            server.start()
            break
        except arcadedb.ArcadeDBError:
            if attempt == PORT_RACES:
                raise
    database = server.create_database(plan["database"])
    for statement in (*plan["settings"], *plan["schema"]):
        database.command("sql", statement)
    make_reader(home, http_port, plan)
    return server, bolt_port


def settings(bolt_port: int, http_port: int) -> dict[str, Any]:
    """Loopback only, Bolt as the way in; one bucket a type, since writers wait for each other."""
    return {
        "host": HOST,
        "mode": "development",
        "http_port": http_port,
        "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "bolt_host": HOST,
        "bolt_port": bolt_port,
        "typeDefaultBuckets": 1,
        "queryMaxRangeSize": MOST_OF_A_RANGE,
    }


def free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        one.bind((HOST, 0))
        other.bind((HOST, 0))
        return one.getsockname()[1], other.getsockname()[1]


def make_reader(home: Path, http_port: int, plan: dict[str, Any]) -> None:
    """Make the user who can only read, once in the life of the folder."""
    users = (home / "config" / "server-users.jsonl").read_text().splitlines()
    if any(json.loads(line)["name"] == plan["reader"] for line in users):
        return
    user = {
        "name": plan["reader"],
        "password": plan["reader_password"],
        "databases": {plan["database"]: ["reader"]},
    }
    credentials = base64.b64encode(f"root:{plan['root_password']}".encode()).decode()
    request = urllib.request.Request(
        f"http://{HOST}:{http_port}/api/v1/server",
        data=json.dumps({"command": f"create user {json.dumps(user)}"}).encode(),
        headers={"Authorization": f"Basic {credentials}", "Content-Type": "application/json"},
    )
    # A proxy of the environment must not see this: it goes to our own loopback port.
    urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=30).close()


def announce(path: Path, address: dict[str, int]) -> None:
    """Write the address whole or not at all."""
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(address))
    draft.replace(path)


if __name__ == "__main__":
    sys.exit(main())
