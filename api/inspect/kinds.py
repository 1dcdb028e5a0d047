"""What each kind of statement and name is called and how it looks on a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.model import NodeKind

FACT = "Fact"
"""Words that a fact of the head was read from; beside the kinds of nodes."""


@dataclass(frozen=True, slots=True)
class Look:
    chinese: str
    style: str
    """Of rich."""


STATEMENTS: Mapping[str, Look] = {
    NodeKind.MEASURE: Look("措施", "green"),
    NodeKind.NORM: Look("规则", "magenta"),
    NodeKind.TARGET: Look("目标", "yellow"),
    NodeKind.OBSERVATION: Look("指标值", "cyan"),
    NodeKind.CASE: Look("案例", "blue"),
    NodeKind.PROBLEM: Look("问题", "red"),
    NodeKind.RECOMMENDATION: Look("建议", "bright_green"),
    NodeKind.LEVEL: Look("层级", "bright_magenta"),
}
NAMES: Mapping[str, Look] = {
    NodeKind.POLICY: Look("政策文件", "bold underline"),
    NodeKind.PROVISION: Look("条款", "underline"),
    NodeKind.INSTITUTION: Look("机构", "underline"),
    NodeKind.PERSON: Look("人物", "italic underline"),
    NodeKind.REGION: Look("地区", "italic"),
    NodeKind.PROGRAMME: Look("计划、试点", "bold"),
    FACT: Look("文件头", "reverse"),
}


def look(kind: str) -> Look:
    return STATEMENTS.get(kind) or NAMES.get(kind) or Look(kind, "")


def called(kind: str) -> str:
    """As ``Norm 规则``."""
    chinese = look(kind).chinese
    return kind if chinese == kind else f"{kind} {chinese}"
