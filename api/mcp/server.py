"""The MCP server over one library. It reads and never writes; our errors become tool errors."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from importlib.metadata import version
from typing import ParamSpec, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations

from api.mcp.tools import Tools
from api.opening import Opening
from api.problems import kind_of
from graph.errors import ZhengtuError

INSTRUCTIONS = """中国科技成果转化政策的图谱：法律、条例、地方规定和案例，逐条可查、可核。

Answers are quoted from documents in the library and carry their sources (document, clause,
validity). What the documents do not say is refused: do not fill the gap from memory. Check with
verify_citation what you did not get from here before you cite it. Dates are ISO 8601; without one
today is meant. Regions are written 北京市, 浙江省, 全国.
"""
_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, open_world_hint=False)

P = ParamSpec("P")
R = TypeVar("R")


def mcp_server(opening: Opening) -> MCPServer[None]:
    """The server over one library, which is opened when a tool first needs it."""
    server: MCPServer[None] = MCPServer(
        "zhengtu",
        title="政图 Zhengtu",
        instructions=INSTRUCTIONS,
        version=version("zhengtu"),
        log_level="WARNING",
    )
    tools = Tools(opening)
    for tool in (
        tools.ask,
        tools.search,
        tools.read_clause,
        tools.verify_citation,
        tools.compare_regions,
        tools.trace_rule,
        tools.build_lesson,
    ):
        server.add_tool(_in_our_words(tool), annotations=_READS)
    return server


def _in_our_words(tool: Callable[P, R]) -> Callable[P, R]:
    @wraps(tool)
    def told(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return tool(*args, **kwargs)
        except ZhengtuError as exc:
            raise ToolError(f"{kind_of(exc).title}: {exc}") from exc

    return told
