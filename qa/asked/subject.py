"""The thing that a question asks to be defined or divided: 技术合同 in 技术合同包括哪几种."""

from __future__ import annotations

import re
from functools import lru_cache

_HAN = "[\u3400-\u9fffA-Za-z]"
_ADVERB = r"(?:到底|究竟|具体|主要|一共|总共|[都又共])*"
# 技术合同包括哪几种, 许可分几类, 重要贡献人员都包括谁
_DIVIDED = re.compile(
    rf"(?P<thing>{_HAN}{{2,14}}?)[”\"》]?{_ADVERB}(?:(?:包括|包含)(?:了|有)?(?:哪|几|什么|谁)|(?<!百)分(?:为|成)?(?:了)?(?:哪|几))"
)
# 专利许可有哪几种, 国家科学技术奖有哪些奖项: what it has are kinds of itself
_OF_KINDS = re.compile(
    rf"(?P<thing>{_HAN}{{2,14}}?)[”\"》]?{_ADVERB}有(?:哪(?:些|几)?|几|多少)个?(?P<kind>{_HAN}{{0,3}}?)(?:[，,。？?；;]|$)"
)
_KIND = re.compile(r"[种类级等]|种类|类[型别]|等级|方式|形式")
# 什么是技术秘密, 什么东西算技术秘密, 怎样才叫职务发明, 哪些做法属于非法垄断技术
_COUNTED = re.compile(
    rf"(?:什么|哪些|哪[种类]|怎样|怎么样?|啥)(?![时人地])样?的?{_HAN}{{0,8}}?(?:才|会|能)?(?:被?认定为|算作?|叫做?|属于|构成|视为|是)"
    rf"[“\"《]?(?P<thing>(?!不是|否){_HAN}{{2,14}}?)[”\"》]?(?=[，,。？?；;]|$)"
)
# 净收入是什么意思, 科技成果转化到底指什么, 示范区具体是指哪几个高新区, 净收入的定义
_MEANT = re.compile(
    rf"(?P<thing>{_HAN}{{2,14}}?)[”\"》]?(?:在{_HAN}{{2,14}}[里中])?(?:是什么(?:意思|活动|概念)|{_ADVERB}(?:是指|指的?是?)(?:什么|啥|哪|谁)"
    r"|的(?:定义|含义|口径)|(?:是)?(?:怎么|如何)(?:界定|定义|解释|算|计算))"
)
# 陕西条例里的, 国家法说的: what stands before a name
_BEFORE_NAME = re.compile(r"^.*(?:[的里讲说]|所称|规定)(?=..)")
# “做出重要贡献的人员”: a name whole
_MARKED = re.compile(r"[“\"「](?P<name>[^”\"」]{2,16})[”\"」]")


@lru_cache(maxsize=256)
def asked_subject(text: str) -> str:
    """The thing as the question names it; empty where it asks for none to be defined or divided."""
    for pattern in (_DIVIDED, _MEANT, _COUNTED):
        if found := pattern.search(text):
            return _named(text, found)
    own = _OF_KINDS.search(text)
    thing = _named(text, own) if own else ""
    if own is None or not thing:
        return ""
    # 奖项 of 科学技术奖: a word that shares its own last character
    of_itself = not own["kind"] or _KIND.fullmatch(own["kind"]) or thing[-1] in own["kind"]
    return thing if of_itself else ""


def _named(text: str, found: re.Match[str]) -> str:
    """The name alone; empty where a deed stands in its place: 列为指标的."""
    start, end = found.span("thing")
    marked = (m["name"] for m in _MARKED.finditer(text) if m.start() < end and start < m.end())
    name = next(marked, _BEFORE_NAME.sub("", found["thing"]))
    return "" if name.endswith(("的", "里")) else name
