"""What kind of document it is, from its title and who issued it."""

from __future__ import annotations

import re
from collections.abc import Sequence

_STATUTE = re.compile(r"(?:(?<!办)法|法典)(?:·.+)?$")
_RULES = re.compile(
    r"(?:条例|办法|规定|细则|规则|规程|决定|实施意见)(?:（[^）]*(?:试行|暂行|[一二三四五六七八九十])[^）]*）)?$"
)
_JUDICIAL = re.compile(r"(?:解释|规定|批复|解答|意见|决定|规则)(?:（[^）]+）)?$")
_NORMATIVE = re.compile(
    r"(?:意见|通知|方案|规划|计划|纲要|措施|批复|函|指引|指南|要点|公告|决定|政策|清单|目录|办法|细则|规定|"
    r"通报|倡议|标准|大纲|规范)(?:（[^）]+）)?$"
)
_CONGRESS = re.compile(r"人民代表大会(?:常务委员会)?$")
# 关于废止部分规章的决定: of the kind of what it repeals, which its title does not tell.
_ABOUT_RULES = re.compile(r"关于(?:废止|修改|修订|停止|宣布|清理).*(?:决定|决议)$")


def doc_type_of(
    title: str,
    issuers: Sequence[str],
    *,
    local: bool = False,
    order: bool = False,
    articles: bool = False,
    approved: bool = False,
) -> str:
    """One of 法律, 行政法规, 地方性法规, 司法解释, 部门规章, 地方政府规章, 党政联合规范性文件,
    规范性文件; empty where title and issuers do not tell.

    ``local``: the title starts with a region below the country. ``order``: published by 令.
    ``approved``: by the State Council, which made a ministry's act a 行政法规 until 2001.
    """
    bare = re.sub(r"[（(](?:试行|暂行|修订|修正|\d{4}).{0,8}[）)]$", "", title)
    by_issuer = _by_issuer(bare, issuers)
    if by_issuer or _ABOUT_RULES.search(bare):
        return by_issuer
    if not local and bare.startswith("中华人民共和国") and _STATUTE.search(bare):
        return "法律"
    if articles and _RULES.search(bare):
        makers = [*issuers, *(["国务院"] if approved else [])]
        return _rules_kind(bare, makers, local=local, order=order)
    return "规范性文件" if _NORMATIVE.search(bare) else ""


def _by_issuer(title: str, issuers: Sequence[str]) -> str:
    """What only one kind of issuer makes."""
    if any(i.startswith("最高人民") for i in issuers) and _JUDICIAL.search(title):
        return "司法解释"
    if any(i.startswith("中共") for i in issuers):
        return "党政联合规范性文件" if len(issuers) > 1 else "党内规范性文件"
    if any(i.startswith("全国人民代表大会") for i in issuers):
        return "法律"
    return "地方性法规" if any(_CONGRESS.search(i) for i in issuers) else ""


def _rules_kind(title: str, issuers: Sequence[str], *, local: bool, order: bool) -> str:
    """What a text in articles is, by the word that ends its title and by who issued it."""
    if "国务院" in issuers:
        return "行政法规"
    if title.endswith("条例"):
        return "地方性法规" if local else "" if issuers else "行政法规"
    if not order:
        return ""
    return "地方政府规章" if any(i.endswith("人民政府") for i in issuers) else "部门规章"
