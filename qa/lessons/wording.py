"""How lessons put statements into lines: force, figure, condition, place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.model import Comparator, Measure, Modality, Norm, Observation, Statement, Target
from graph.model import Validity as Status
from qa.analysis.findings import InForce
from qa.analysis.matrix import said_value
from qa.lessons.lesson import LessonCitation

FORCE: Mapping[Modality, str] = {
    Modality.MUST: "应当",
    Modality.MUST_NOT: "不得",
    Modality.MAY: "可以",
    Modality.ENCOURAGE: "鼓励、支持",
    Modality.PROMOTE: "推动、引导",
    Modality.PRACTISED: "已实施",
}
IN_FORCE: Mapping[Status, str] = {
    Status.IN_FORCE: "现行有效",
    Status.NOT_YET: "尚未施行",
    Status.AMENDED: "已被修改",
    Status.PARTLY: "部分失效",
    Status.REPEALED: "已废止",
    Status.UNKNOWN: "效力未知",
}
_DEFAULT = "仅在没有规定也没有约定时适用"
_TEN_THOUSAND = 10_000.0
_HUNDRED_MILLION = 100_000_000.0
_LONGEST = 90
"""Characters of a line that tells a statement; the quote beside it is whole."""


def told(statement: Statement, lead: str = "") -> str:
    """A statement in one line: 应当：转让净收入 不低于百分之七十（条件：…）.

    ``lead`` is what stands before several statements and is told once, before them.
    """
    if isinstance(statement, Norm):
        own = statement.condition.removeprefix(lead)
        about = [f"条件：{own}"] if own else []
        about += [_DEFAULT] if statement.default_rule else []
        tail = f"（{'；'.join(about)}）" if about else ""
        return f"{FORCE[statement.modality]}：{said_value(statement)}{tail}"
    if isinstance(statement, Measure):
        words = statement.name.removeprefix(lead)
        named = not statement.actor or words.startswith(statement.actor)
        actor = "" if named else f"{statement.actor}，"
        return f"{FORCE[statement.modality]}：{actor}{shortened(words)}"
    return shortened(statement.name)


def common_lead(conditions: Sequence[str]) -> str:
    """The whole clauses with which all of several conditions begin; "" where they are one."""
    if len(conditions) < 2:
        return ""
    first, last = min(conditions), max(conditions)
    same = next((n for n, c in enumerate(first) if last[n : n + 1] != c), len(first))
    whole, mark, _ = first[:same].rpartition("，")
    return whole + mark


def shortened(text: str, longest: int = _LONGEST) -> str:
    """Cut at the last mark before the limit; … says that the words go on."""
    line = "".join(text.split())
    if len(line) <= longest:
        return line
    head = line[:longest]
    cut = max(head.rfind(mark) for mark in "，；、。：")
    return f"{head[: cut if cut > longest // 2 else longest]}…"


def figure(value: float, value_max: float | None, unit: str) -> str:
    """A value in one style, whatever the print: 50%, 3至5年, 20万元."""
    if unit == "元":
        for scale, name in ((_HUNDRED_MILLION, "亿元"), (_TEN_THOUSAND, "万元")):
            if value >= scale:
                return f"{_number(value / scale, value_max and value_max / scale)}{name}"
    return f"{_number(value, value_max)}{unit}"


def _number(value: float, value_max: float | None) -> str:
    return f"{value:.10g}" if value_max is None else f"{value:.10g}至{value_max:.10g}"


_BOUNDS: Mapping[Comparator, str] = {
    Comparator.AT_LEAST: "不低于",
    Comparator.AT_MOST: "不超过",
    Comparator.MORE_THAN: "超过",
    Comparator.LESS_THAN: "低于",
    Comparator.EQUAL: "",
    Comparator.BETWEEN: "",
}


def bounded(stated: Norm | Target) -> str:
    """不低于50%."""
    return f"{_BOUNDS[stated.comparator]}{figure(stated.value, stated.value_max, stated.unit)}"


def observed(stated: Observation) -> str:
    """266名, or 同比10.9% where only the growth is told."""
    if stated.value is not None:
        return f"{_BOUNDS[stated.comparator]}{figure(stated.value, None, stated.unit)}"
    growth = stated.growth or 0.0
    return f"同比{'增长' if growth >= 0 else '下降'}{abs(growth):.10g}%"


def in_force(validity: InForce) -> str:
    """现行有效（自2020-01-01起）."""
    days = [f"自{validity.from_.isoformat()}起"] if validity.from_ else []
    days += [f"至{validity.to.isoformat()}"] if validity.to else []
    return f"{IN_FORCE[validity.status]}{'（' + ''.join(days) + '）' if days else ''}"


def place(citation: LessonCitation) -> str:
    """《某条例》第十二条."""
    return f"{titled(citation.title)}{citation.locator.rstrip('、')}"


def titled(title: str) -> str:
    """In 《》, and a title inside of it in 〈〉, as print does."""
    return f"《{title.replace('《', '〈').replace('》', '〉')}》"
