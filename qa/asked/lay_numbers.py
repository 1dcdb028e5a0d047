"""Numbers as people speak them, put as policy text writes them: 50万 is 50万元, 三成 is 30%."""

from __future__ import annotations

import re

from graph.numerals import CHINESE_DIGITS, parse_number

_DIGIT = rf"[0-9{CHINESE_DIGITS}十百千万亿半]"
# 5000块, 两百块钱, 1个亿; not 三块地
_MONEY = re.compile(
    rf"(?<={_DIGIT})块(?:钱|人民币)?(?![地板屏牌状儿状布石田料砖奖金银]|(?:[\u3400-\u9fff]{{0,2}}(?:基地|地块|屏|招牌)))"
)
_WHOLE = re.compile(r"(?<=[0-9])个(?=[万亿])")
# 净收入50万, 赚了1.5亿: an amount without its unit
_BARE = re.compile(
    r"(?<=[0-9])(?P<scale>万亿|[万亿])(?![亿元人件名项家个篇户亩股美欧港日次册台套吨辆块条字张部所例平立公])"
)
# 常住人口120万, 销量3万: what is counted stands before the number
_COUNTED = re.compile(
    r"(?:人口|人数|职工|员工|学生|师生|居民|用户|会员|读者|观众)[^，。；？\d]{0,5}[\d.]+$"
)
_NO_MONEY = re.compile(
    r"(?:销量|产量|发行量|印数|浏览量|点击量|播放量|下载量|字数|面积|里程)[^，。；？\d]{0,5}[\d.]+$"
)
# 三成, 七成五: but not 几成, nor 三成立; 五个点, 半个点: percentage points
_TENTHS = re.compile(
    r"(?P<tens>[一二两三四五六七八九1-9])成(?P<ones>[一二三四五六七八九])?(?![熟立就员本果功为套交分品年人长不])"
)
_POINTS = re.compile(rf"(?<={_DIGIT})个点(?![子位心评])")
# 罚款翻一倍, 翻两番: two and four times as much
_DOUBLED = re.compile(r"翻(?:一)?(?:倍|番)(?=[了吗，。？?、的]|$)")


def as_written(text: str) -> str:
    """The text with its spoken numbers written out; everything else stays as it is.

    >>> as_written("净收入50万，拿三成，罚5000块")
    '净收入50万元，拿30%，罚5000元'
    """
    text = _MONEY.sub("元", _WHOLE.sub("", text))
    text = _BARE.sub(lambda m: m["scale"] + _unit(text[: m.start()]), text)
    text = _POINTS.sub("个百分点", text)
    return _DOUBLED.sub("翻2倍", _TENTHS.sub(_percent, text))


def _unit(before: str) -> str:
    if _COUNTED.search(before):
        return "人"
    return "" if _NO_MONEY.search(before) else "元"


def _percent(match: re.Match[str]) -> str:
    tens, ones = (parse_number(match[part] or "0") for part in ("tens", "ones"))
    return f"{(tens or 0) * 10 + (ones or 0):g}%"
