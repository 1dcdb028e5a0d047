"""When an act begins and ends by its own words, and which acts a list ends. All are invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.model import Predicate
from graph.names import policy_id
from ingest.reading import Reading, read_fragment
from ingest.source import Source

ACT = (
    "临河市技术市场办法\n（2023年5月6日临河市人民政府令第12号公布）\n"
    "第一条 为了规范技术市场，制定本办法。\n第二条 "
)


def read(text: str) -> Reading:
    return read_fragment(Source("act", Path("act.txt")), text.encode())


@pytest.mark.parametrize(
    ("clause", "begins", "ends"),
    [
        pytest.param("本办法自公布之日起施行。", (2023, 5, 6), None, id="on publication"),
        pytest.param("本办法自公布之日起30日后施行。", (2023, 6, 5), None, id="days after it"),
        pytest.param(
            "本办法自发布之日起三十日后实施，有效期5年，有效期届满自行失效。",
            (2023, 6, 5),
            (2028, 6, 4),
            id="days after it, for years",
        ),
        pytest.param(
            "本办法自2023年6月1日起施行，2028年5月31日废止。",
            (2023, 6, 1),
            (2028, 5, 31),
            id="until it is repealed by itself",
        ),
        pytest.param(
            "本办法自2023年6月1日起施行，自2028年6月1日起失效。",
            (2023, 6, 1),
            (2028, 5, 31),
            id="from a day on no more",
        ),
        pytest.param(
            "本办法自2023年6月1日起施行，暂定三年。", (2023, 6, 1), (2026, 5, 31), id="for now"
        ),
        pytest.param(
            "本办法从2023年6月1日起执行，试行一年。", (2023, 6, 1), (2024, 5, 31), id="on trial"
        ),
        pytest.param(
            "本办法有效期为2023年6月1日至2026年5月31日。",
            (2023, 6, 1),
            (2026, 5, 31),
            id="from a day to another",
        ),
        pytest.param(
            "本办法自2023年6月1日起施行，《临河市旧办法》2023年5月31日废止。",
            (2023, 6, 1),
            None,
            id="the end of another act",
        ),
        pytest.param(
            "本办法自2023年6月1日起施行。登记证书有效期为三年。",
            (2023, 6, 1),
            None,
            id="the period of a certificate",
        ),
    ],
)
def test_a_clause_tells_the_first_and_the_last_day(
    clause: str, begins: tuple[int, int, int], ends: tuple[int, int, int] | None
) -> None:
    head = read(ACT + clause).fragment.head

    assert head.effective == date(*begins)
    assert head.expires == (date(*ends) if ends else None)


LISTS = """临河市人民政府关于公布规范性文件清理结果的通知
临政发〔2024〕9号
各县（区）人民政府：
一、下列文件继续有效：
1.《临河市甲办法》（临政发〔2015〕1号）
二、下列文件宣布失效：
1.《临河市乙办法》（临政发〔2012〕1号）
2.《临河市丙规定》（临政发〔2013〕2号）
临河市人民政府
2024年3月5日
附件
废止的规范性文件目录
序号 | 文件名称 | 文号
1 | 临河市丁办法 | 临政发〔2009〕1号
附件2
继续有效的规范性文件目录
序号 | 文件名称 | 文号
1 | 临河市戊办法 | 临政发〔2019〕1号"""


def test_lists_end_the_acts_that_they_name_and_no_others() -> None:
    found = {r.object for r in read(LISTS).fragment.relations if r.predicate is Predicate.REPEALS}

    assert found == {policy_id(f"临河市{name}") for name in ("乙办法", "丙规定", "丁办法")}
