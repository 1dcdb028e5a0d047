"""What a question wants to be told: of which thing, and what words look like that give it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from qa.asked.kinds import counted_in
from qa.asked.terms import Term, asked_word, find_terms, things_in


@dataclass(frozen=True, slots=True)
class Want:
    """One thing that the words of an answer have to give."""

    said: str
    """How a refusal names it."""
    given: re.Pattern[str] | None = None
    """What words look like that give it; None where it is enough that the thing is said."""
    things: tuple[Term, ...] = ()
    """One of them has to be said in the sentence that gives it; none where that is open."""


_MONEY = r"[\d一二三四五六七八九十百千万亿两][\s余多]*(?:万|亿)?(?:元|美元)"
_SHARE = r"[百千万]分之[\d一二三四五六七八九十点]|(?<!×100)(?<!×10)(?<=\d)[%％‰]|\d倍|百分点"
_INTERROGATIVE = r"(?:多少|几|百分|哪|什么|啥|谁|吗)"
_ASKED = rf"[^，。？]{{0,10}}{_INTERROGATIVE}"
# 电话是多少, 要罚几万, 由哪个部门牵头: asked outright, with what words look like that give it
_OUTRIGHT: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (said, re.compile(asked), re.compile(given))
    for said, asked, given in (
        ("电话", f"(?:电话|传真|手机号){_ASKED}", r"\d{3,}[-—]?\d{3,}"),
        ("地址", f"地址{_ASKED}", r"(?:路|街|大道|胡同|巷)[^，。；]{0,12}号"),
        ("邮编", f"(?:邮编|邮政编码){_ASKED}", r"\d{6}"),
        ("邮箱", f"邮箱{_ASKED}", "@"),
        ("网址", f"(?:网址|官网){_ASKED}", r"https?:|www\.|\.cn|\.com|网址"),
        ("微信", f"微信{_ASKED}", "微信"),
        (
            "学历",
            f"学[历位](?!证|教育){_ASKED}",
            "学[历位]|本科|专科|硕士|博士|毕业|文化程度",
        ),
        ("票价", f"(?:票价|门票){_ASKED}", f"票|{_MONEY}"),
        ("罚款", r"(?<!惩)罚(?:款|金)?[^，。？]{0,8}(?:多少|几)", "罚"),
        (
            "牵头单位",
            r"牵头[^，。？]{0,4}(?:谁|哪)|(?:谁|哪[个家一][^，。？]{0,4})[^，。？]{0,4}牵头",
            "牵头|主责|主管|负责|统筹协调|会同|主办",
        ),
        (
            "日子",
            r"几月几[号日]",
            r"[\d一二三四五六七八九十][月日]|[年月季]底|[年月]末|之日|当[日天]|次日",
        ),
        ("日子", r"[几哪][号日天](?:到|至)[几哪]", r"月[\d一二三四五六七八九十]+[日号]"),
        (
            "率",
            f"(?:利|费|息|汇|回报|收益|负债|合格|通过|中标|录取|就业)率{_ASKED}",
            rf"(?s)(?=.*(?:率|利息)).*(?:{_SHARE})",
        ),
    )
)
# 到2030年要达到多少: the aim for 2025 does not give it
_YEARS = re.compile(r"(?:19|20)\d\d年")
_BY_YEAR = re.compile(r"(?:到|截至|至)(?P<year>20\d\d年)[^。？]{0,40}(?:多少|(?<!哪)几|百分)")
# 哪36家; 6项举措，逐项叫什么: so many are said to be in the text, and what each is
_EACH_OF = re.compile(
    r"哪(?P<which>\d{1,3}|[四五六七八九十百]{1,4})(?P<kind>家|个|项|类|种|所|名|位|部|件|条)"
    r"|(?P<number>\d{1,3}|[四五六七八九十百]{1,4})(?P<unit>家|个|项|类|种|所|名|位|部|件|条)"
    r"[^。？]{0,12}(?:叫什么|是哪|有哪些|是什么|指什么|是谁)"
)
# 由哪个银行兑付, 哪一家新能源公司: another one than the words of the question name
_WHICH_BODY = re.compile(
    r"哪一?[个家所](?P<of>[\u3400-\u9fff]{0,8}?)"
    r"(?P<kind>银行|公司|法院|大学|医院|协会|学会|平台|出版社|交易所)"
)
_NAME_ASKED = re.compile(
    r"(?:主任|主席|庭长|局长|院长|厅长|部长|会长|市长|省长|区长|行长|校长|所长|组长|秘书长|理事长"
    r"|董事长|总经理|导师|主编|创始人|起草人)(?:现在)?(?:是谁|是哪位|叫什么|姓什么)"
)
# 占GDP多少, 占当年销售额的比例: the words before the interrogative are the base
_OF_BASE = re.compile(
    r"占(?!比|用|有)(?:到|了)?(?P<thing>[A-Za-z]{2,8}|[\u3400-\u9fff]{2,14}?)的?(?:比例|比重|份额)?"
    r"(?:应当?|要|须|不低于|不少于|至少|最低|最高|最多|达到?|超过)*(?:百分之)?(?:多少|几)"
)
# 拿到公司25%的股权, 占股40%: then what comes of it is worked out, and in no text
_OWN_STAKE = re.compile(
    r"(?:\d[%％]|\d成|百分之[^，。？]{1,6})的?股|[占持]股(?:比例)?(?:为|是)?(?:\d|百分之)"
)
# 成交额里，转让合同占多少亿元; 其中助理工程师有多少人: one part of what is counted
_PART_OF = re.compile(
    r"(?:里面?|当中|其中|之中|中(?=[，,]))[，,]?(?P<thing>[\u3400-\u9fff]{2,12}?)"
    r"(?:各|分别)?(?:占|有)(?:了|到)?(?:多少|几|百分)"
)
# 提几成给技术转移机构, 给孵化器多少补贴: a body that receives, as the question names it
_BODY = (
    r"[\u3400-\u9fff]{0,14}?(?:机构|企业|公司|院校|学校|医院|孵化器|银行|中介|协会|部门|中心|平台)"
)
_OF_ITS_OWN = 3
"""Characters from which on a word names a body by itself: 孵化器, and not 机构."""
_GIVING = r"(?:(?<![报交送寄])给(?:予|了)?|用于|用来|用在|养|留作)"
_RECEIVER = re.compile(
    rf"{_GIVING}(?P<first>{_BODY})(?=[^，。？]{{0,12}}(?:多少|几))"
    rf"|(?:多少|几)[^，。？]{{0,8}}{_GIVING}(?P<last>{_BODY})"
)
# 学校, 我们公司: a rule says 本单位
_OWN_UNIT = re.compile(r"(?:企业|公司|院校|学校|医院)$")
# 学费一年是多少, 总市值有多少亿元
_OFTEN = (
    r"(?:具体|一般|通常|至少|最[多少低高短长快慢迟晚早]|总共|一?共|合计|到底|究竟|分别|各|都|法定|应[该当]"
    r"|[一每][年月次件]|每个月)"
)
_OF_NOUN = re.compile(
    rf"(?P<thing>[\u3400-\u9fff]{{2,12}}?)(?<!的){_OFTEN}*"
    rf"(?:(?:(?:是|为|有|要|达到?|得)了?{_OFTEN}*|(?<=最[短长]))(?:多少|百分之几|几|多[大高])"
    r"(?:[个名位人家所项件种次倍条亿万元钱块年月日天页字吨亩岁分]|平方公里|学[分时]|百分点|工作日){0,3}"
    r"(?=[，。？?；;呢才]|$))"
)
# 幅度是多少: is of any number; 文号: of a head
_ANY_MEASURE = re.compile(
    r".*(?:幅度|比例|合计|总[计数额]|[数金]额|额度|数量|名[字称]|期限|时[间限]|文号|字号|标准|要求|规定|文本|文件"
    r"|目标|指标|[上下]限|底线|门槛|办法|条例|意见|通知|版本?|法)$"
)
# 多少名技术经理人, 几家中介机构: up to what is said of them
_THINGS = re.compile(
    r"(?:多少|(?<!哪)几)(?P<unit>名|位|家|所|个(?!月|小时|百分|工作))(?:是|为)?"
    r"(?P<things>(?!以上|以下|左右|以内)[\u3400-\u9fff]{2,14}?)(?=[，。？?；;]|才|就|以上|参加|参与|组成|$)"
)
# 技术经理人有多少名, 高校现有几所
_THINGS_BEFORE = re.compile(
    r"(?P<things>[\u3400-\u9fff]{2,14}?)(?:一共|总共|共|现|目前|现在|已)*有(?:多少|几)"
    r"(?P<unit>名|位|家|所|个|人)人?(?:[了呢]?[，。？?；;]|$)"
)


@lru_cache(maxsize=256)
def wants(text: str) -> tuple[Want, ...]:
    """What a question wants, in Chinese; empty where its words tell nothing of it."""
    return (*_outright(text), *_bodies(text), *_of_things(text))


@lru_cache(maxsize=256)
def things_counted(text: str) -> Want | None:
    """The things of which a number is asked, with what counts them; None where none are."""
    if behind := _THINGS.search(text):
        things = things_in(behind["things"])
        unit = behind["unit"]
    elif before := _THINGS_BEFORE.search(text):
        things, unit = things_in(before["things"])[-1:], before["unit"]
    else:
        return None
    return Want(f"{things[0].text}的数", counted_in(unit), things) if things else None


def each_of(text: str) -> tuple[str, str, bool] | None:
    """How many, and of what, are to be named one by one: 6 and 项; None where none are.

    Last whether the text itself has to count so many: 哪6项, and not 四个数字目标分别是什么.
    """
    asked = _EACH_OF.search(text)
    if asked is None:
        return None
    return asked["which"] or asked["number"], asked["kind"] or asked["unit"], bool(asked["which"])


def wants_name(text: str) -> bool:
    """Whether a person's name is asked for, which 由主任担任 does not give."""
    return bool(_NAME_ASKED.search(text))


def _outright(text: str) -> Iterator[Want]:
    for said, asked, given in _OUTRIGHT:
        if asked.search(text):
            yield Want(said, given)
    years = set(_YEARS.findall(text))  # of two the text of each day answers
    if len(years) == 1 and (target := _BY_YEAR.search(text)):
        year = target["year"]  # 到2025年…: the aim for another year, and not one for none
        yield Want(f"{year}的数", re.compile(rf"(?s){year}|^(?!.*到20\d\d年)"))


def _bodies(text: str) -> Iterator[Want]:
    if which := _WHICH_BODY.search(text):
        named = which["of"] and which["kind"] in ("公司", "银行")  # 知识产权法院 are several
        other = f"(?<!{which['of'][-2:]})" if named else ""
        yield Want(f"{which.group()}", re.compile(other + which["kind"]))
    if receiver := _RECEIVER.search(text):
        body = receiver["first"] or receiver["last"]
        named = asked_word(body, last=True)
        own = ["单位"] if _OWN_UNIT.search(body) else []
        forms = (*named.forms, *named.kin) if named and len(named.text) >= _OF_ITS_OWN else ()
        yield Want(f"给{body}的数", re.compile("|".join((body[-4:], *forms, *own))))


def _of_things(text: str) -> Iterator[Want]:
    """What has to be said by any of the words: a base, a part, the noun that is asked for."""
    base = _OF_BASE.search(text)
    if base and not _OWN_STAKE.search(text):
        yield Want(f"占{base['thing']}的比例", None, find_terms(base["thing"]))
    if part := _PART_OF.search(text):
        for thing in things_in(part["thing"]) or find_terms(part["thing"]):
            yield Want(f"{part['thing']}的数", None, (thing,))
    for match in _OF_NOUN.finditer(text):
        noun = asked_word(match["thing"], last=True)
        if noun and not _ANY_MEASURE.match(noun.text):
            forms = (*noun.forms, noun.text.removesuffix("期"))  # 公示期: 公示不少于十五日
            yield Want(noun.text, None, (replace(noun, forms=forms),))
