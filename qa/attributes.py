"""Whether words give the attribute that is asked for: a fee in money, an age in years, a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.focus import find_focus

_MONEY = r"[\d一二三四五六七八九十百千万亿两][\s余多]*(?:万|亿)?(?:元|美元)"
_SHARE = (
    r"[百千万]分之[\d一二三四五六七八九十点]|\d[%％‰]|[\d一二三四五六七八九十]倍"
    r"|[一二三四五六七八九]成|百分点|分之一"
)
_NUMBER = r"[\d一二三四五六七八九十百千万亿两]"
# What a noun of the question is given in: 登记费 and 月薪 in money or a share, 通过率 in a share.
_GIVEN_IN: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(r"(?:费|薪|工资|价格?|收入|产值|补贴|奖金|资金|罚款|金额|官费|保证金)$"),
        re.compile(f"{_MONEY}|{_SHARE}"),
    ),
    (re.compile(r"(?:率|比例|比重|占比|增幅)$"), re.compile(_SHARE)),
    (re.compile(r"年龄|岁数"), re.compile(rf"{_NUMBER}\s*(?:周)?岁")),
    (re.compile(r"人数|家数|件数|数量"), re.compile(rf"{_NUMBER}\s*(?:余|多)?(?:名|人|家|件|个)")),
)
# 电话是多少, 地址在哪里, 最低学历有什么要求: what words that give it look like
_ASKED_OUTRIGHT: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (
        re.compile(
            rf"(?:{name})[^，。？]{{0,6}}(?:是|在|有|为|要|达)?[^，。？]{{0,4}}(?:多少|几|哪|什么|啥|吗)"
        ),
        re.compile(form),
    )
    for name, form in (
        ("电话|传真|手机号", r"\d{3,}[-—]?\d{3,}"),
        ("地址", r"(?:路|街|大道|胡同|巷)[^，。；]{0,12}号"),
        ("邮编|邮政编码", r"\d{6}"),
        ("邮箱", "@"),
        ("网址|官网", r"https?:|www\.|\.cn|\.com|网址"),
        ("微信", "微信"),
        ("学历|学位", "学历|学位|本科|专科|硕士|博士|毕业|文化程度"),
        ("票价|门票", rf"票|{_MONEY}"),
    )
)
# 保险费, 登记费: a fee by its name, which a rule on another payment does not give
_FEE = re.compile(r"[\u3400-\u9fff]{2}费$")
_HOW_NUMBER_ASKED = re.compile(r"多少|几|百分|多大|多高")
# 一共多少家, 最少写多少字: a count of things needs a number with their classifier.
_COUNTED = re.compile(r"(?:多少|几)(?P<unit>家|件|篇|台|场|套|岁|学时|课时|字|页|册|亩|吨|次)")
_OLD_FOR = {"岁": "(?:周)?岁", "课时": "(?:课时|学时)", "学时": "(?:课时|学时)"}
# 主任是谁, 庭长叫什么: a person's name, which 由主任担任 does not give.
_NAME_ASKED = re.compile(
    r"(?:主任|主席|庭长|局长|院长|厅长|部长|会长|市长|省长|区长|行长|校长|所长|组长|秘书长|理事长|董事长|总经理|导师|主编|创始人|起草人)(?:现在)?(?:是谁|是哪位|叫什么|姓什么)"
)

# 由哪个银行兑付: a body of that kind, by whatever name, has the kind in it
_WHICH_BODY = re.compile(
    r"哪一?(?P<unit>[个家所])(?P<kind>银行|公司|法院|大学|医院|协会|学会|平台|出版社|交易所)"
)
# 由哪个部门牵头, 谁牵头: who leads, which a list of what is done does not give
_LEADER_ASKED = re.compile(
    r"(?:谁|哪[个家一][^，。？]{0,4})[^，。？]{0,4}牵头|牵头[^，。？]{0,4}(?:谁|哪)"
)
_LEADS = re.compile(r"牵头|主责|主管|负责|统筹协调|会同|主办")


def unanswered_attribute(question: str, words: str, persons: Sequence[str]) -> str:
    """What is asked for and not given in these words; empty where nothing is amiss.

    ``words`` are folded; ``persons`` are the names of people that the library knows.
    """
    for asked, form in _ASKED_OUTRIGHT:
        match = asked.search(question)
        if match and not form.search(words):
            return match.group()[:2]
    if lost := _lacks_whom(question, words, persons):
        return lost
    counted = _COUNTED.search(question)
    if counted:
        unit = counted["unit"]
        given = _OLD_FOR.get(unit, unit)
        if not re.search(rf"{_NUMBER}\s*(?:余|多|个)?{given}", words):
            return f"以“{unit}”计的数"
    return _unnamed(question, words) if _HOW_NUMBER_ASKED.search(question) else ""


def _unnamed(question: str, words: str) -> str:
    """The noun that a number is asked of and that the words do not give one for."""
    for term in find_focus(question):
        if _FEE.search(term.text) and not any(f[:2] in words for f in (*term.forms, *term.kin)):
            return term.text
        for ending, given_in in _GIVEN_IN:
            if ending.search(term.text) and not given_in.search(words):
                return term.text
    return ""


def _lacks_whom(question: str, words: str, persons: Sequence[str]) -> str:
    """The name of a person, or the body that leads, where the words give none."""
    if _NAME_ASKED.search(question) and not any(name in words for name in persons):
        return "姓名"
    which = _WHICH_BODY.search(question)
    if which and which["kind"] not in words:
        return f"是哪{which['unit']}{which['kind']}"
    return "牵头单位" if _LEADER_ASKED.search(question) and not _LEADS.search(words) else ""
