"""Which kinds of number an interrogative wants, and whether words hold one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from graph.quantities import AMOUNT, COUNT, PERIOD, SHARE, Quantity, find_quantities
from qa.asked.asks import Ask

KINDS: dict[Ask, frozenset[str]] = {
    Ask.RATIO: frozenset({SHARE}),
    Ask.AMOUNT: frozenset({AMOUNT, SHARE}),
    Ask.PERIOD: frozenset({PERIOD}),
    Ask.HOW_OFTEN: frozenset(),
    Ask.COUNT: frozenset({COUNT}),
    Ask.QUANTITY: frozenset({SHARE, AMOUNT, COUNT}),
}

# What tells that a unit gives a number at all: 百分之五, 20%, 5万元, 三十日, 4名. Not: 一定.
_SHARE = re.compile(
    r"[百千万]分之[\d一二三四五六七八九十百点]|\d[%％‰]|[\d一二三四五六七八九十]倍|[一二三四五六七八九]成|百分点|分之一"
)
_MONEY = re.compile(r"[\d一二三四五六七八九十百千万亿两][\s余多]*(?:万|亿)?元")
_SPAN = re.compile(r"[\d一二三四五六七八九十百两半](?:个)?(?:年|月|日|天|工作日|小时|周)")
# 每周至少, 每三年, 每半年, 两年一次, 定期: how often, which is told without a number as well
_OFTEN = re.compile(
    r"每(?:半|[\d一二三四五六七八九十两]+)?(?:个)?(?:年|季|月|周|日|天|届)|定期|逐年|按年|[年月周届](?:评审|举办|召开|进行|开展)?一次"
)
_NUMBER = re.compile(
    r"\d|[二三四五六七八九十百千万亿两〇]{1,8}(?:个(?!月|工作日)|名|人|家|项|条|件|次|种|级|类|所|位|平方|公里|亩|周岁|岁|方面|批|份|篇|门|台|处|期|届|部|字)|一(?:个|名|家|次|所)"
)


_KIND_SIGNS: dict[Ask, tuple[re.Pattern[str], ...]] = {
    Ask.RATIO: (_SHARE,),
    Ask.AMOUNT: (_MONEY, _SHARE),
    Ask.PERIOD: (_SPAN,),
    Ask.HOW_OFTEN: (_OFTEN,),
    Ask.COUNT: (_NUMBER,),
    Ask.QUANTITY: (_SHARE, _MONEY, _NUMBER),
}


# 2022年, 12.5亿元, 8.6%: numbers that count no things
_UNCOUNTED = re.compile(
    r"第[\d一二三四五六七八九十]+[位名]|\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d[\d.,]*(?:万|亿)?元|\d[\d.]*(?:[%％‰]|个百分点)"
)
_SO_MANY = r"[\d一二三四五六七八九十百千万亿两半](?:\s*(?:余|多))?\s*个?"
_PERSONS = rf"{_SO_MANY}(?:(?<=个)(?!月|工作日)|名|人|位)"
_BODIES = rf"{_SO_MANY}(?:(?<=个)(?!月|工作日)|家|所|座)"
# 几年, 多少个工作日, 百分之几: the unit that the number is to be given in, and what gives it
_UNITS_ASKED: tuple[tuple[re.Pattern[str], frozenset[str], str], ...] = (
    (
        re.compile(r"(?:几|多少)年"),
        frozenset({"年"}),
        rf"{_SO_MANY}(?:个)?(?:年|月|周年)|终身|终生|永久|长期",
    ),
    (
        re.compile(r"(?:几|多少)个月"),
        frozenset({"月"}),
        rf"{_SO_MANY}(?:工作)?[月日天周]|[月年]底|当[日天月]|立即|及时",
    ),
    (re.compile(r"(?:几|多少)月(?!内|以|前|后|几|份)"), frozenset(), "月"),
    (re.compile(r"(?:几|多少)个?工作日"), frozenset({"工作日"}), ""),
    (re.compile(r"(?:几|多少)个?(?:天|日(?!期))"), frozenset({"日", "工作日"}), ""),
    (re.compile(r"(?:几|多少)个?小时"), frozenset({"小时"}), ""),
    (re.compile(r"(?<![差翻])(?:几|多少)倍"), frozenset({"倍"}), "倍"),
    (
        re.compile(r"百分之(?:几|多少)|几成|(?:几|多少)个(?:百分点|点)"),
        frozenset({"%", "百分点"}),
        "",
    ),
    (
        re.compile(r"多少(?:万|亿)?(?:元|钱|块)|几[十百千万]?块|几个?[万亿]"),
        frozenset({"元"}),
        rf"{_SO_MANY}(?:万|亿)?元|倍",
    ),
    # 多少名, 几个人: people, and no bodies; 多少个基地, 几家机构: the other way round
    (
        re.compile(r"(?:几|多少)(?:名|位|个?人(?!工|民|均|才|员))"),
        frozenset({"名", "人", "位"}),
        _PERSONS,
    ),
    (
        re.compile(
            r"(?:几|多少)(?:家|所|个(?!人(?!才|员|工)|月|工作日|小时|百分|点|天|[硕博]士|[专教院]))"
        ),
        frozenset({"个", "家", "所", "处", "座", "支"}),
        "",
    ),
    *(
        (re.compile(rf"(?:(?<![第哪])几|多少)个?{unit}"), frozenset(), _SO_MANY + given)
        for unit, given in (
            *((unit, unit) for unit in "篇台场套字页册亩吨次"),
            *((unit, unit) for unit in ("家", "学分", "平方公里")),
            ("件(?!事)", "件"),
            ("分(?![之数成])", "分"),
            ("岁", "(?:周)?岁"),
            ("课时", "[课学]时"),
            ("学时", "[课学]时"),
        )
    ),
)


@lru_cache(maxsize=256)
def units_asked(text: str) -> frozenset[str]:
    """The units that a question names; empty where it leaves them open."""
    return frozenset().union(*(units for asks, units, _ in _UNITS_ASKED if asks.search(text)))


def unit_lacking(text: str, words: str, *, priced: bool = False, of_things: bool = False) -> str:
    """The unit that a question names and that no number of the words is in; empty for none.

    ``priced``: the asker tells sums, of which a sum comes by a share as well. ``of_things``: only
    what counts things (篇, 学时) is looked at.
    """
    for asks, units, given in _UNITS_ASKED:
        passed = not given or (priced and "元" in units) or (of_things and units)
        asked = None if passed else asks.search(text)
        if asked and not re.search(given, words):
            return asked.group().removeprefix("多少").removeprefix("几")
    return ""


def counted_in(unit: str) -> re.Pattern[str]:
    """What counts persons or bodies: 有多少所 is told by no number of persons."""
    persons, bodies = ("名", "位"), ("家", "所")
    return re.compile(
        _PERSONS if unit in persons else _BODIES if unit in bodies else f"{_PERSONS}|{_BODIES}|支"
    )


def in_asked_unit(text: str, values: Sequence[Quantity]) -> list[Quantity]:
    """Of several values those in a unit that the question names; all where none is."""
    units = units_asked(text)
    return [q for q in values if q.unit in units] or list(values)


_LABELS = re.compile(r"第[零一二三四五六七八九十百千〇\d]+(?:条|款|项|号|章|节)")


def has_kind(asks: Sequence[Ask], words: str) -> bool:
    """Whether folded words hold a number of a kind that is asked for; 第二十五条 is none."""
    words = _LABELS.sub("", words)
    if tuple(asks) == (Ask.COUNT,):
        words = _UNCOUNTED.sub("", words)
    return any(sign.search(words) for ask in asks for sign in _KIND_SIGNS.get(ask, ()))


def asked_quantities(asks: Sequence[Ask], text: str) -> list[Quantity]:
    """Quantities of the kinds that are asked for, in the order of the text."""
    kinds = frozenset().union(*(KINDS.get(ask, frozenset()) for ask in asks))
    return [q for q in find_quantities(text) if q.kind in kinds]
