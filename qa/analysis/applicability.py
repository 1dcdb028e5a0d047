"""Where a cell of the matrix is empty because the region may not rule on the matter at all."""

from __future__ import annotations

from collections.abc import Collection

from graph.gazetteer import NATION
from graph.taxonomy import concepts

_TAX = "减税、免税只能由法律、行政法规规定（《税收征收管理法》第三条），地方文件不设定"
_LOCAL = "“本地”以一个地区为前提，不适用于全国性文件"
_PENALTY = "入库文件都不是法律、法规或规章，不得设定行政处罚（《行政处罚法》第十六条）"

_NATIONAL = {"K2": _TAX, "K3": _TAX, "K4": _TAX}
"""Matters that national law reserves. A region that restates such a rule is found all the same."""
_REGIONAL = {"Q4": _LOCAL}
_PENALTIES = "D4"
_MAY_PUNISH = ("法律", "法规", "规章")


def why_not(notation: str, region: str, doc_types: Collection[str]) -> str:
    """Why a concept does not apply to a region whose documents are of these types; "" if it may.

    A group does not apply where none of its concepts does.
    """
    below = [entry.notation for entry in concepts() if entry.broader == notation]
    if below:
        reasons = [why_not(narrower, region, doc_types) for narrower in below]
        return reasons[0] if all(reasons) else ""
    if region == NATION:
        return _REGIONAL.get(notation, "")
    if notation == _PENALTIES and not any(_may_punish(doc_type) for doc_type in doc_types):
        return _PENALTY
    return _NATIONAL.get(notation, "")


def _may_punish(doc_type: str) -> bool:
    return any(kind in doc_type for kind in _MAY_PUNISH)
