"""``zhengtu mcp``: the library for one program over stdin and stdout, or over HTTP on loopback."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec

from api.access import LOOPBACK
from api.settings import load_settings
from graph.errors import InvalidInput, MissingExtra


def run(*, store: str | None, http: bool, host: str, port: int) -> None:
    """Raises MissingExtra, and InvalidInput for an address that others can reach."""
    if find_spec("mcp") is None:
        raise MissingExtra("MCP needs more packages: pip install 'zhengtu[mcp]'")
    if http and host not in LOOPBACK:
        raise InvalidInput(
            f"zhengtu mcp asks nobody for a key, so it listens on loopback only, not on {host}; "
            "zhengtu serve has MCP at /mcp, behind keys"
        )
    settings = load_settings(store=store)
    serving = import_module("api.mcp.serving")
    if http:
        serving.over_http(settings, host, port, say=sys.stderr.write)
    else:
        serving.over_stdio(settings)
