"""Quantities in a sentence: shares, periods, amounts and counts, with the words that bound them.

Dates, years, article labels, ordinals and 发文字号 are not quantities and are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.model import Comparator, Span
from graph.numerals import ARABIC_NUMERAL, CHINESE_NUMERAL, parse_number

SHARE, PERIOD, AMOUNT, COUNT = "比例", "期限", "金额", "数量"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One value with its unit. ``text[start:end]`` is the value as printed, without bounds."""

    start: int
    end: int
    text: str
    """E.g. 百分之五十, 三至五年, 五万元以上十万元以下."""
    comparator: Comparator
    value: float
    """In ``unit``: shares in percent, amounts in 元 (or another currency), never 万元."""
    value_max: float | None = None
    """Upper bound where ``comparator`` is BETWEEN."""
    unit: str
    """%, 倍, 百分点, 年, 月, 日, 工作日, 小时, 元, 人, 家 …"""
    outer: Span
    """The value together with the words that bound it: 不低于百分之五十, 三年以内."""

    @property
    def kind(self) -> str:
        """比例, 期限, 金额 or 数量."""
        if self.unit in _SHARE_UNITS:
            return SHARE
        if self.unit in _PERIOD_UNITS:
            return PERIOD
        return AMOUNT if self.unit in _CURRENCIES else COUNT


_SHARE_UNITS = frozenset({"%", "倍", "百分点"})
_PERIOD_UNITS = frozenset({"年", "月", "日", "工作日", "小时", "周", "分钟", "季度"})
_CURRENCIES = frozenset({"元", "美元", "欧元", "港元", "日元"})
_SCALES = {"": 1.0, "十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6}
_SCALES |= {"千万": 1e7, "亿": 1e8, "百亿": 1e10, "千亿": 1e11, "万亿": 1e12}

_YEAR = r"(?:19|20|21|１９|２０|２１)[0-9０-９]{2}"
# What a number may stand in without being a quantity. Longest forms first.
_NOT_QUANTITIES = re.compile(
    rf"""
      [〔\[（(]\d{{4}}[〕\]）)]\s*第?\d+号                         # 〔2018〕44号
    | [0-9０-９.．,]*□[0-9０-９.．,□]*                               # 1□20: a character was lost
    | 第\s*(?:{CHINESE_NUMERAL}|{ARABIC_NUMERAL})                   # 第十二条, 第3名, 第一批
      (?:(?:条|款|项|目|章|节|编)(?:之[一二三四五六七八九十]+)?)?
      (?:(?:、|，|和|及|或者?|至|到|—|-|~|～)\s*
         (?:{CHINESE_NUMERAL}|{ARABIC_NUMERAL})(?=条|款|项|目|章|节|编|、|，|和|至)
         (?:条|款|项|目|章|节|编)?)*
    | [〇○零一二三四五六七八九]{{4}}年(?:[一二三四五六七八九十]+月(?:[一二三四五六七八九十]+日)?)?
    | {_YEAR}\s*年?\s*(?:至|到|—|-|－|~|～|、)\s*(?:19|20|21)?[0-9０-９]{{2}}\s*年(?:度)?
    | {_YEAR}\s*年(?:度)?(?:\s*[0-9０-９]{{1,2}}\s*月(?:\s*[0-9０-９]{{1,2}}\s*日)?)?
    | (?:{CHINESE_NUMERAL}|[0-9０-９]{{1,2}})\s*月\s*(?:{CHINESE_NUMERAL}|[0-9０-９]{{1,2}})\s*日
    | (?:[0-9０-９]{{1,2}}|[一二三四五六七八九十]{{1,2}})\s*月(?!内|以)   # 6月底, not 三月内
    | [“"]?[十一二三四五六七八九]{{2,3}}五[”"]                      # “十四五”
    | (?:前|后|上述|下列|以上|上列|本|上|下|同|近|头|这|那|某|另|任)
      [一二两三四五六七八九十]+(?:款|项(?!目)|条)
    | (?:上|下|同|另|每|某|任)一(?:年|月|日|个|级|项|次|家|人)
    | [一二三四五六七八九十]{{1,3}}[级等](?:以上|以下)?
    | 一(?:方面|经|律|定|般|致|体|切|旦|批|系列|次性|揽子|站式|把手|线|流|带一路|起|并)
    | 一(?:度|种|些|行)
    | 万众|万分感|千方百计|百年大计|十分|万一|千万(?!元|吨|亩|人)|万物|五位一体
    | 四个全面|三农|两用
    | [数几][十百千万亿]+|十几                       # tens of, some hundred: no value
    | [“"][一二三四五六七八九十两]+[个大](?=[\u4e00-\u9fff]{{1,8}}[”"])  # a slogan: “三个融合”
    | (?:{CHINESE_NUMERAL}|{ARABIC_NUMERAL})\s*世纪
    """,
    re.VERBOSE,
)

_NUMBER = rf"(?:{ARABIC_NUMERAL}|{CHINESE_NUMERAL})"
_SHARE_TEXT = (
    rf"(?:[百千万]分之{_NUMBER}(?:(?:至|到|—|-|－|~|～){_NUMBER}(?!分之|[百千万年月日个元]))?"
    rf"|(?:{ARABIC_NUMERAL}\s*(?:至|到|—|-|－|~|～)\s*)?{ARABIC_NUMERAL}\s*[%％‰]"
    rf"|{CHINESE_NUMERAL}分之{CHINESE_NUMERAL}"
    r"|[一二三四五六七八九]成[一二三四五六七八九]?(?=以上|以下|左右|的|，|。|；|、|$)"
    r"|一半|半数)"
)
# Longer units first: 个工作日 before 个, 人次 before 人, 平方米 before 米.
_UNITS = (
    *("个百分点", "百分点", "倍"),
    *("个工作日", "工作日", "个自然日", "个日历日", "个小时", "小时", "分钟", "个星期", "周岁"),
    *("个会计年度", "个纳税年度", "个自然年度", "个自然年", "个年度", "个季度", "个学期", "学期"),
    *("个月", "周年", "年", "月", "日", "天", "周(?!期|边|围|密|知)", "岁"),
    *("美元", "欧元", "港元", "日元", "元"),
    *("人次", "人月", "人", "名", "户", "家", "所", "件", "项", "次", "种", "座", "处", "台", "套"),
    *("支", "期", "批", "份", "公斤", "篇", "公顷", "亩", "平方公里", "平方米", "公里", "米", "吨"),
    *(
        "位",
        "学时",
        "课时",
        "学分",
        "分",
        "场",
        "门",
        "辆",
        "艘",
        "只",
        "倍",
        "个",
        "例",
        "张",
        "株",
    ),
)
_UNIT = "|".join(_UNITS)
_UNIT_NAMES = {
    "个百分点": "百分点",
    "个工作日": "工作日",
    "个自然日": "日",
    "个日历日": "日",
    "天": "日",
    "个小时": "小时",
    "个星期": "周",
    "周岁": "岁",
    "个会计年度": "年",
    "个纳税年度": "年",
    "个自然年度": "年",
    "个自然年": "年",
    "个年度": "年",
    "周年": "年",
    "个季度": "季度",
    "个学期": "学期",
    "个月": "月",
}
_VALUE = re.compile(
    rf"""
      (?P<share>{_SHARE_TEXT})
    | (?P<half>(?:{_NUMBER}\s*个?)?半(?:年|个?月|天|日|小时)|{_NUMBER}\s*[年天]半)
    | (?:(?P<low>{_NUMBER})\s*(?P<low_scale>[十百千万亿]*)\s*(?P<mid>至|到|—|–|-|－|~|～|或者)\s*)?
      (?P<number>{_NUMBER})\s*(?P<rest>余|多)?\s*(?P<scale>[百千万亿]*)\s*(?P<rest2>余|多)?
      (?P<unit>{_UNIT})
    """,
    re.VERBOSE,
)
# After the unit a word may go on that shows the number counted nothing: 三年级, 一日游, 四个占先.
_NOT_AFTER = re.compile(r"[级]|度(?!内|末)|行动(?:计划|方案)|(?:发展)?规划|计划|位一体|分之")

_BEFORE = (
    (
        Comparator.AT_LEAST,
        "不低于|不少于|不得低于|不得少于|不小于|不得小于|不短于|不得短于|不能低于|不能少于",
    ),
    (Comparator.AT_LEAST, "至少|最低|最少|起码|达到了?|年满|届满|满|达"),
    (
        Comparator.AT_MOST,
        "不超过|未超过|不得超过|不能超过|不应超过|不高于|不得高于|不多于|不得多于|不大于|不得大于",
    ),
    (Comparator.AT_MOST, "不长于|不得长于|至多|最高|最多|最长|至迟|最迟|不逾"),
    (Comparator.LESS_THAN, "低于|少于|小于|不足|不满|未满|未达到?|不到|短于"),
    (Comparator.MORE_THAN, "超过了?|高于|多于|大于|突破|逾|超出|超"),
)
_BEFORE_PATTERN = re.compile(
    "(?:最高|最低|最多|最长|累计)?(?P<cue>"
    + "|".join(words for _, words in _BEFORE)
    + r")(?:人民币|为|在|于|了|其|到|的?比例为?|、|\s)?$"
)
# 不低于奖励总额的百分之七十: what the share is of may stand in between.
_BEFORE_BASE = re.compile(
    r"(?P<cue>不低于|不少于|不得低于|不得少于|不超过|不得超过|不高于|不得高于|至少|达到|超过|低于|高于)"
    r"[^，。；：、]{1,24}$"
)
_BEFORE_VALUES = {
    word.rstrip("?了到") if word.endswith("?") else word: comparator
    for comparator, words in _BEFORE
    for word in words.split("|")
}
_AFTER = (
    (
        Comparator.AT_LEAST,
        r"[（(]?(?:含|包括)?[^（）()]{0,4}[）)]?(?:及其?|或者?)?以上|(?:及其?)?以后",
    ),
    (
        Comparator.AT_MOST,
        r"(?:人民币)?(?:及其?|或者?)?(?:以下|以内|之内)|内(?!容|部|设|资|涵|外|地)",
    ),
)
_AFTER_PATTERNS = tuple((comparator, re.compile(words)) for comparator, words in _AFTER)
_BETWEEN = re.compile(
    r"(?:以上)?(?:至|到|—|–|-|－|~|～)|以上(?:、|，|至|到)?(?:并处|不满)?(?:不超过)?"
)


def find_quantities(text: str) -> list[Quantity]:
    """All quantities in the text, ascending and disjoint. Offsets count from 0 in ``text``."""
    blocked = [match.span() for match in _NOT_QUANTITIES.finditer(text)]
    bounded = [_bound(text, quantity) for quantity in _joined(text, _values(text, blocked))]
    return _shared_bounds(text, bounded)


# 分别达到百分之八、百分之四和百分之三以上: one bound for all.
_ROW = re.compile(r"、|和|及|或者?")


def _shared_bounds(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Give the values of a row the bound that is printed before its first or after its last."""
    shared = list(quantities)
    for step in (range(1, len(shared)), range(len(shared) - 2, -1, -1)):
        for n in step:
            one, other = shared[n], shared[n - 1 if step.step == 1 else n + 1]
            first, last = sorted((one, other), key=lambda q: q.start)
            in_row = _ROW.fullmatch(text[first.end : last.start]) and one.unit == other.unit
            bounds = other.comparator is not Comparator.BETWEEN
            if in_row and bounds and one.comparator is Comparator.EQUAL:
                shared[n] = replace(one, comparator=other.comparator)
    return [q for n, q in enumerate(shared) if not _said_again(text, q, shared[n + 1 : n + 2])]


def _said_again(text: str, quantity: Quantity, following: list[Quantity]) -> bool:
    """3名或3名以上: the first is said again with its bound."""
    return any(
        (other.value, other.unit) == (quantity.value, quantity.unit)
        and text[quantity.end : other.start] in ("或", "或者", "及")
        for other in following
    )


def _values(text: str, blocked: list[Span]) -> Iterator[Quantity]:
    """Every value with its unit, not yet bounded."""
    position, limit = 0, iter([*blocked, (len(text), len(text) + 1)])
    barrier = next(limit)
    while match := _VALUE.search(text, position):
        start, end = match.span()
        while barrier[1] <= start:
            barrier = next(limit)
        if start < barrier[1] and end > barrier[0]:
            # Read on after what is blocked, or before it where the value starts earlier.
            position = max(barrier[1], start + 1)
            continue
        position = end
        if quantity := _read(text, match):
            yield quantity


def _read(text: str, match: re.Match[str]) -> Quantity | None:
    if match["share"]:
        return _read_share(text, *match.span())
    if match["half"]:
        return _read_half(text, *match.span())
    if _NOT_AFTER.match(text, match.end()) or _is_article(match):
        return None
    return _read_number(text, match)


def _read_half(text: str, start: int, end: int) -> Quantity | None:
    value = parse_number(_squeeze(text[start:end]))
    unit = next(u for u in ("年", "月", "天", "日", "小时") if u in text[start:end])
    return _plain(text, start, end, value, _UNIT_NAMES.get(unit, unit)) if value else None


def _read_number(text: str, match: re.Match[str]) -> Quantity | None:
    start, end = match.span()
    scale, value = _SCALES.get(match["scale"]), parse_number(match["number"])
    if value is None or scale is None:
        return None
    quantity = _plain(
        text, start, end, value * scale, _UNIT_NAMES.get(match["unit"], match["unit"])
    )
    low = _low(match, scale)
    if low is not None and low < quantity.value:
        return replace(quantity, comparator=Comparator.BETWEEN, value=low, value_max=quantity.value)
    if match["low"]:
        start = match.start("number")
        quantity = replace(quantity, start=start, text=text[start:end], outer=(start, end))
    if match["rest"] or match["rest2"]:
        return replace(quantity, comparator=Comparator.MORE_THAN)
    return quantity


def _low(match: re.Match[str], scale: float) -> float | None:
    """The lower bound in front of 至: 三至五年, 10—50万元 (the scale counts for both)."""
    if not match["low"]:
        return None
    low = parse_number(match["low"])
    own = _SCALES.get(match["low_scale"], 1.0) if match["low_scale"] else scale
    return None if low is None else low * own


def _is_article(match: re.Match[str]) -> bool:
    """一个, 一项, 一种: "a", not a count; and a four-digit year that lost its 日期."""
    if match["number"] == "一" and match["unit"] in (
        "个",
        "项",
        "种",
        "次",
        "位",
        "名",
        "家",
        "所",
    ):
        return True
    return match["unit"] == "年" and bool(re.fullmatch(r"(?:19|20)\d\d", match["number"]))


def _read_share(text: str, start: int, end: int) -> Quantity | None:
    printed = _squeeze(text[start:end])
    bounds = re.split(r"至|到|—|-|－|~|～", printed)
    if len(bounds) == 2:
        head, tail = bounds
        if "分之" in head:
            tail = head[: head.index("分之") + 2] + tail
        else:
            head += tail[-1]
        low, high = parse_number(head), parse_number(tail)
        if low is None or high is None or low >= high:
            return None
        quantity = _plain(text, start, end, low, "%")
        return replace(quantity, comparator=Comparator.BETWEEN, value_max=high)
    value = parse_number(printed)
    return None if value is None else _plain(text, start, end, value, "%")


def _plain(text: str, start: int, end: int, value: float, unit: str) -> Quantity:
    return Quantity(
        start=start,
        end=end,
        text=text[start:end],
        comparator=Comparator.EQUAL,
        value=float(f"{value:.12g}"),  # 681.06 times 10^8 has no rest
        unit=unit,
        outer=(start, end),
    )


def _joined(text: str, values: Iterator[Quantity]) -> Iterator[Quantity]:
    """Two values that bound one quantity become one: 五万元以上十万元以下, 5%至10%."""
    last: Quantity | None = None
    for found in values:
        quantity = _in_percent(text, last, found)
        if last is not None and _is_range(text, last, quantity):
            last = replace(
                last,
                end=_end_of_range(text, quantity.end),
                comparator=Comparator.BETWEEN,
                value_max=quantity.value,
            )
            last = replace(last, text=text[last.start : last.end], outer=(last.start, last.end))
            continue
        if last is not None:
            yield last
        last = quantity
    if last is not None:
        yield last


def _in_percent(text: str, low: Quantity | None, high: Quantity) -> Quantity:
    """百分之五十以上五倍以下: the upper bound in the unit of the lower."""
    mixed = low is not None and low.unit == "%" and high.unit == "倍"
    if mixed and low is not None and text[low.end : high.start] == "以上":
        return replace(high, value=high.value * 100, unit="%")
    return high


def _is_range(text: str, low: Quantity, high: Quantity) -> bool:
    if low.unit != high.unit or low.value >= high.value or low.value_max is not None:
        return False
    between = text[low.end : high.start]
    if not _BETWEEN.fullmatch(between):
        return False
    return (
        not between.startswith("以上")
        or text.startswith(("以下", "以内"), high.end)
        or ("不" in between)
    )


def _end_of_range(text: str, end: int) -> int:
    return end + 2 if text.startswith(("以下", "以内"), end) else end


def _bound(text: str, quantity: Quantity) -> Quantity:
    """Read the comparator from the words before and after the value."""
    start, end = quantity.start, quantity.end
    comparator = quantity.comparator
    for sense, pattern in _AFTER_PATTERNS:
        if comparator is not Comparator.BETWEEN and (match := pattern.match(text, end)):
            end = match.end()
            comparator = sense
            break
    before = _BEFORE_PATTERN.search(text, max(0, start - 12), start)
    if before is None and quantity.unit in _SHARE_UNITS:
        before = _BEFORE_BASE.search(text, max(0, start - 40), start)
    if before:
        start = before.start()
        if comparator in (Comparator.EQUAL, Comparator.MORE_THAN):
            comparator = _sense(before["cue"])
    return replace(quantity, comparator=comparator, outer=(start, end))


def _sense(cue: str) -> Comparator:
    for word in (cue, cue.rstrip("了"), cue.rstrip("到")):
        if word in _BEFORE_VALUES:
            return _BEFORE_VALUES[word]
    raise ValueError(f"no comparator for {cue!r}; is it in _BEFORE?")


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)
