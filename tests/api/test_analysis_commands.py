"""The analysts' commands as people and programs meet them, inside this process."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from api.command import main

Run = Callable[..., str]
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def zhengtu(acts_url: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> Run:
    """Runs one command over the invented acts; gives what it printed."""
    monkeypatch.setenv("COLUMNS", "160")

    def run(*arguments: str, code: int = 0) -> str:
        monkeypatch.setattr(sys, "argv", ["zhengtu", *arguments, "--store", acts_url])
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == code
        return capsys.readouterr().out

    return run


@pytest.mark.parametrize(
    ("command", "told"),
    [
        pytest.param(
            ("matrix", "--region", "青海", "--concept", "C1"), "百分之六十五", id="matrix"
        ),
        pytest.param(("matrix", "--region", "四川"), "地区未入库", id="a region that is missing"),
        pytest.param(("trace", "转让净收入奖励比例"), "宁夏回族自治区", id="trace"),
        pytest.param(("chain", "qh-001"), "依据↑", id="chain"),
        pytest.param(("timeline", "qh-001"), "2021-07-01", id="timeline of a policy"),
        pytest.param(("timeline", "--region", "西藏"), "2099-01-01", id="timeline of a region"),
        pytest.param(("diff", "qh-001", "nx-001"), "新增", id="diff"),
        pytest.param(("similar", "qh-001", "第三条"), "不表示", id="similar by locator"),
        pytest.param(("indicators",), "期限", id="indicators"),
        pytest.param(("profile", "concept", "C1"), "措施与规则", id="profile"),
        pytest.param(("changes", "--region", "青海"), "入库", id="changes"),
    ],
)
def test_an_analysis_is_a_table_for_people_and_json_for_programs(
    zhengtu: Run, command: tuple[str, ...], told: str
) -> None:
    table = zhengtu(*command)
    found = json.loads(zhengtu(*command, "--json"))

    assert told in table
    assert found["build"] if "build" in found else found["note"]


def test_the_matrix_is_written_as_csv(zhengtu: Run) -> None:
    written = zhengtu("matrix", "--region", "青海", "--concept", "C1", "--format", "csv")

    assert "青海省,省级,C1" in written


def test_news_is_written_as_a_feed(zhengtu: Run) -> None:
    feed = ElementTree.fromstring(zhengtu("changes", "--format", "atom"))  # noqa: S314 - ours

    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == 3


@pytest.mark.parametrize(
    ("command", "code"),
    [
        pytest.param(("trace",), 2, id="nothing to trace"),
        pytest.param(("timeline",), 2, id="neither policy nor region"),
        pytest.param(("chain", "没有的法"), 3, id="no such policy"),
        pytest.param(("similar", "qh-001", "第九十条"), 3, id="no such article"),
    ],
)
def test_what_cannot_be_answered_is_an_exit_code(
    zhengtu: Run, command: tuple[str, ...], code: int
) -> None:
    zhengtu(*command, code=code)
