"""What the asker has given or means to give, to be held against a rule: 打算罚8万, 只发了15万."""

from __future__ import annotations

import re

from graph.quantities import AMOUNT, COUNT, Quantity
from qa.asked.question import Question

_ASKED = re.compile(
    r"够不够|够(?:了)?[吗么]|行不行|行[吗么]|合不合(?:规|法|要求)|合(?:规|法|要求)[吗么]|符不符合|符合[^，。？]{0,20}(?:要求|规定|条件)[吗么]"
    r"|达标|达到(?:要求|标准)|超没超|超(?:标|了|过)(?:了)?[吗么没]|(?:算不算|是不是|算)(?:少|多|低|高|短|长)了"
    r"|(?:在不在|在|超出|超过|合乎|符合)[^，。？]{0,10}(?:幅度|范围|区间|限度|额度|标准|规定)(?:之?[内里以]*)?(?:[吗么没]|[？?]|了)"
    r"|(?:还差|差了|缺口|(?<![最至])[少多](?:发|给|提|交|花|留|罚|收|拿)?了?)多少(?!年|天|个?月)"
    r"|(?:幅度|范围|区间)(?:之?[内里])[吗么]|(?:给|罚|发|定|交)(?:得|的)?(?:少|多|低|高|轻|重)(?:了|不)"
)
# 打算给课题组145万, 想再罚他25万, 只发给发明人15万, 开出30万的罚单
_GIVEN = re.compile(
    r"(?:罚款?|处罚|奖(?!励?[总金])励?|发(?:放|给)?|分(?:给)?|给|提取?|交(?![易付])|缴|付(?!款)|赔偿?|返还|拿出?|留|判|开出)"
    r"(?:了|至少|最少|最多|到|出)?[^，。；：？\d]{0,12}$"
)


def asks_kept(question: Question) -> bool:
    """Whether it is asked if a figure of the asker's keeps a rule."""
    return bool(_ASKED.search(question.chinese))


def proposed(question: Question) -> list[Quantity]:
    """Sums and counts that are to be held against a rule; empty where nothing is to be.

    Where all that the asker tells is given by someone, only the last is to be held against a rule.
    """
    if not asks_kept(question):
        return []
    told = [q for q in question.quantities if q.kind in (AMOUNT, COUNT) and q.value != 1]
    given = [q for q in told if _GIVEN.search(question.whole[: q.start])]
    return given[-1:] if len(given) == len(told) else given
