"""``zhengtu neo4j``: a local server to develop and test against."""

from __future__ import annotations

from urllib.parse import quote

from api.commands.session import print_json, say
from graph import neo4j_server
from graph.errors import StoreUnavailable
from graph.neo4j_server import Server


def up(*, as_json: bool) -> None:
    _show(neo4j_server.up(), as_json=as_json)


def down(*, as_json: bool) -> None:
    stopped = neo4j_server.down()
    if as_json:
        print_json({"running": False, "stopped": stopped})
    else:
        say("stopped" if stopped else "was not running")


def status(*, as_json: bool) -> None:
    _show(neo4j_server.status(), as_json=as_json)


def url() -> None:
    """Its store URL with the password, for ``--store "$(zhengtu neo4j url)"``."""
    server = neo4j_server.status()
    if server is None:
        raise StoreUnavailable("the local Neo4j is not running; start it with: zhengtu neo4j up")
    scheme, _, place = server.url.partition("://")
    say(f"{scheme}://{server.user}:{quote(server.password, safe='')}@{place}")


def _show(server: Server | None, *, as_json: bool) -> None:
    if as_json:
        print_json(_view(server))
    elif server is None:
        say("not running; start it with: zhengtu neo4j up")
    else:
        say(f"running at {server.url} (home {server.home})")
        say('use it with: --store "$(zhengtu neo4j url)"')


def _view(server: Server | None) -> dict[str, object]:
    if server is None:
        return {"running": False}
    return {
        "running": True,
        "url": server.url,
        "user": server.user,
        "home": str(server.home),
    }
