"""MCP with the client of the official SDK, over stdio and over HTTP."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from typing import Any

import anyio
import httpx
import pytest
from fastapi.testclient import TestClient
from mcp import Client, StdioServerParameters, stdio_client
from mcp_types import CallToolResult
from typer.testing import CliRunner

from api.command import app as command_line
from graph.errors import InvalidInput
from tests.api.serving import served

TOOLS = {
    *("ask", "search", "read_clause", "verify_citation"),
    *("compare_regions", "trace_rule", "build_lesson"),
}
QINGHAI = "青海省科技成果落地办法"
DAY = "2024-06-01"


def over_stdio(url: str, what: Callable[[Client], Awaitable[Any]]) -> Any:
    """The result of talking to ``zhengtu mcp`` as a process of its own."""
    server = StdioServerParameters(
        command=sys.executable,
        args=["-c", "from api.command import main; main()", "mcp", "--store", url],
    )

    async def talk() -> Any:
        async with Client(stdio_client(server)) as client:
            return await what(client)

    return anyio.run(talk)


def over_http(url: str, what: Callable[[Client], Awaitable[Any]]) -> Any:
    async def talk(address: str) -> Any:
        async with Client(f"{address}/mcp") as client:
            return await what(client)

    with served(url) as address:
        return anyio.run(talk, address)


WAYS = [pytest.param(over_stdio, id="stdio"), pytest.param(over_http, id="http")]
Way = Callable[[str, Callable[[Client], Awaitable[Any]]], Any]


@pytest.mark.parametrize("way", WAYS)
def test_every_tool_is_told_with_the_shape_of_what_it_takes_and_gives(
    acts_url: str, way: Way
) -> None:
    async def listed(client: Client) -> Any:
        return (await client.list_tools()).tools

    tools = {tool.name: tool for tool in way(acts_url, listed)}

    assert tools.keys() == TOOLS
    for tool in tools.values():
        assert tool.description
        assert tool.output_schema
        assert tool.output_schema["type"] == "object"
        assert tool.annotations
        assert tool.annotations.read_only_hint


@pytest.mark.parametrize("way", WAYS)
def test_a_session_asks_searches_reads_verifies_compares_and_builds(
    acts_url: str, way: Way
) -> None:
    async def session(client: Client) -> dict[str, CallToolResult]:
        calls: dict[str, dict[str, Any]] = {
            "ask": {"question": "青海省转让成果的奖励比例是多少？", "as_of": DAY},
            "search": {"query": "转让净收入", "regions": ["青海省"], "limit": 3},
            "read_clause": {"title": f"《{QINGHAI}》", "locator": "第三条", "as_of": DAY},
            "compare_regions": {"concepts": ["C1"], "regions": ["青海省"], "as_of": DAY},
            "trace_rule": {"concept": "C1", "as_of": DAY},
            "build_lesson": {"concepts": ["C1"], "minutes": 30, "as_of": DAY},
        }
        return {name: await client.call_tool(name, given) for name, given in calls.items()}

    results = way(acts_url, session)

    assert [name for name, result in results.items() if result.is_error] == []
    told = {name: result.structured_content for name, result in results.items()}
    assert told["ask"]["status"] == "answered"
    assert "百分之六十五" in told["ask"]["text"]
    assert {hit["document_id"] for hit in told["search"]["items"]} == {"qh-001"}
    assert told["read_clause"]["text"].startswith("第三条 成果由单位转让的")
    assert told["read_clause"]["validity"]["from"] == "2021-07-01"
    (row,) = told["compare_regions"]["rows"]
    assert row["cells"][0]["status"] == "found"
    assert {step["region"] for step in told["trace_rule"]["items"]} >= {"青海省", "西藏自治区"}
    assert sum(section["minutes"] for section in told["build_lesson"]["sections"]) == 30


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(
            {"locator": "第三条", "quote": "从转让净收入中提取不低于百分之六十五的比例"},
            {"holds": True, "says": "literal", "in_force": True},
            id="as cited",
        ),
        pytest.param(
            {"locator": "第三条", "quote": "从转让净收入中提取不低于百分之九十五的比例"},
            {"holds": False, "says": "similar", "exists": True},
            id="another figure",
        ),
        pytest.param(
            {"locator": "第四条", "quote": "没有约定的，在收入到账之日起九十日内发放"},
            {"holds": False, "says": "elsewhere", "found_at": "第三条第（二）项"},
            id="another clause",
        ),
        pytest.param(
            {"locator": "第三条", "quote": "企业可以申请出口退税"},
            {"holds": False, "says": "no"},
            id="said nowhere",
        ),
        pytest.param(
            {"locator": "第八十条"}, {"holds": False, "exists": False}, id="no such clause"
        ),
        pytest.param({"locator": ""}, {"holds": True, "exists": True}, id="the act alone"),
        pytest.param(
            {"locator": "第三条", "as_of": "2020-01-01"},
            {"holds": False, "exists": True, "in_force": False},
            id="before it took effect",
        ),
        pytest.param(
            {"title": "青海省科技成果落地条例"},
            {"holds": False, "exists": False, "similar_titles": [QINGHAI]},
            id="a title that is near",
        ),
    ],
)
def test_a_citation_is_verified(
    client: TestClient, given: dict[str, Any], expected: dict[str, Any]
) -> None:
    asked = {"title": QINGHAI, "as_of": DAY} | given
    found = client.get("/v1/citations/verify", params=asked).json()

    assert {key: found[key] for key in expected} == expected
    assert found["told"].endswith("。")


@pytest.mark.parametrize("title", ["《》", "（2020修订）", " "])
def test_a_title_that_names_nothing_is_refused(client: TestClient, title: str) -> None:
    answer = client.get("/v1/citations/verify", params={"title": title})

    assert answer.status_code == 422
    assert "names no text" in answer.json()["detail"]


def test_the_nearest_wording_is_given_where_the_words_are_not_the_clauses(
    client: TestClient,
) -> None:
    asked = {"title": QINGHAI, "locator": "第三条", "quote": "提取不低于百分之九十五的比例"}
    found = client.get("/v1/citations/verify", params=asked).json()

    assert "不低于百分之六十五的比例" in found["nearest"]


def test_verifying_is_the_same_over_mcp(acts_url: str, client: TestClient) -> None:
    asked = {"title": QINGHAI, "locator": "第三条", "quote": "九十日内发放", "as_of": DAY}

    async def verified(mcp: Client) -> Any:
        return (await mcp.call_tool("verify_citation", asked)).structured_content

    assert over_http(acts_url, verified) == client.get("/v1/citations/verify", params=asked).json()


@pytest.mark.parametrize(
    ("tool", "given", "words"),
    [
        pytest.param(
            "read_clause", {"title": "无此文件法", "locator": "第一条"}, "no text", id="no text"
        ),
        pytest.param(
            "read_clause", {"title": QINGHAI, "locator": "第九十条"}, "has no 第九十条", id="clause"
        ),
        pytest.param("trace_rule", {}, "one of", id="nothing to trace"),
        pytest.param("build_lesson", {"minutes": 30}, "needs concepts", id="nothing to teach"),
        pytest.param(
            "compare_regions", {"concepts": ["C1"], "regions": ["火星"]}, "火星", id="no region"
        ),
        pytest.param("search", {"query": ""}, "at least 1 character", id="empty words"),
    ],
)
def test_what_goes_wrong_is_a_tool_error_in_our_words(
    acts_url: str, tool: str, given: dict[str, Any], words: str
) -> None:
    async def called(client: Client) -> Any:
        return await client.call_tool(tool, given)

    result = over_http(acts_url, called)

    assert result.is_error
    assert words in result.content[0].text


def test_a_page_of_another_site_cannot_reach_it_on_loopback(acts_url: str) -> None:
    with served(acts_url) as address:
        answer = httpx.post(f"{address}/mcp", headers={"Host": "evil.example"}, json={})

    assert answer.status_code in {403, 421}


def test_mcp_alone_is_not_served_to_others() -> None:
    result = CliRunner().invoke(command_line, ["mcp", "--http", "--host", "198.51.100.7"])

    assert isinstance(result.exception, InvalidInput)
    assert "loopback only" in str(result.exception)
