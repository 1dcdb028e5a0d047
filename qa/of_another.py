"""When the number that is shown is one of something else: another receiver, base, matter, thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.quantities import COUNT
from qa.asks import Ask
from qa.kinds import has_kind
from qa.question import Question
from qa.terms import Term, things_in

# 罚多少, 要罚几万: only words on a penalty give it, and not 惩罚性赔偿几倍
_FINE_ASKED = re.compile(r"(?<!惩)罚(?:款|金)?[^，。？]{0,8}(?:多少|几)")
# 占GDP多少, 占当年销售额的比例: the words before the interrogative are the base
_OF_BASE = re.compile(
    r"占(?!比|用|有)(?:到|了)?(?P<base>[A-Za-z]{2,8}|[\u3400-\u9fff]{2,14}?)的?(?:比例|比重|份额)?"
    r"(?:应当?|要|须|不低于|不少于|至少|最低|最高|最多|达到?|超过)*(?:百分之)?(?:多少|几)"
)
_SAME_BASE = {
    "GDP": ("gdp", "生产总值"),
    "国内生产总值": ("gdp", "生产总值"),
    "地区生产总值": ("gdp", "生产总值"),
}
# 提几成给技术转移机构, 给孵化器多少补贴: a body that receives, as the question names it
_BODY = (
    r"[\u3400-\u9fff]{0,8}?(?:机构|企业|公司|院校|学校|医院|孵化器|银行|中介|协会|部门|中心|平台)"
)
_GIVING = r"(?:给(?:予|了)?|用于|用来|用在|养|留作)"
# 学校, 我们公司: a rule says 本单位
_OWN_UNIT = re.compile(r"(?:企业|公司|院校|学校|医院)$")
_RECEIVER = re.compile(
    rf"{_GIVING}(?P<first>{_BODY})(?=[^，。？]{{0,12}}(?:多少|几))"
    rf"|(?:多少|几)[^，。？]{{0,8}}{_GIVING}(?P<last>{_BODY})"
)
# 利率, 费率, 贴息率: a text that gives one calls it a rate
_RATE = re.compile(
    r"(?P<rate>(?:(?!的)[\u3400-\u9fff]){0,4}(?:利|费|息|汇|回报|收益|负债|合格|通过|中标|录取|就业)率)"
    r"[^，。？]{0,10}(?:多少|几|百分)"
)

# 多少名技术经理人, 几家中介机构: up to what is said of them
_THINGS = re.compile(
    r"(?:多少|(?<!哪)几)(?P<unit>名|位|家|所|个(?!月|小时|百分|工作))(?P<things>(?!以上|以下|左右|以内)[\u3400-\u9fff]{2,14}?)"
    r"(?=[，。？?；;]|才|就|以上|参加|参与|组成|$)"
)
# 技术经理人有多少名, 高校现有几所
_THINGS_BEFORE = re.compile(
    r"(?P<things>[\u3400-\u9fff]{2,14}?)(?:一共|总共|共|现|目前|现在|已)*有(?:多少|几)(?:名|位|家|所|个)?人?(?:[了呢]?[，。？?；;]|$)"
)
_SO_MANY = r"[\d一二三四五六七八九十百千万亿两](?:余|多)?"
_COUNTED = re.compile(rf"{_SO_MANY}(?:个(?!月|工作日)|家|名|人|所|位|座|支)")
# 有多少所: no number of persons tells it, nor a number of bodies how many 名
_PERSONS = re.compile(rf"{_SO_MANY}(?:个(?!月|工作日)|名|人|位)")
_BODIES = re.compile(rf"{_SO_MANY}(?:个(?!月|工作日)|家|所|座)")
_COUNTED_AS = {"名": _PERSONS, "位": _PERSONS, "家": _BODIES, "所": _BODIES}
_SENTENCE = re.compile(r"[^。；;\n]+")
# 成交额里，转让合同占多少亿元: one part of what is counted
_PART_OF = re.compile(
    r"(?:里面?|当中|其中|之中|中(?=[，,]))[，,]?(?P<part>[\u3400-\u9fff]{2,12}?)(?:各|分别)?(?:占|有)(?:了|到)?(?:多少|几|百分)"
)


def of_another(question: Question, words: str) -> str:
    """What is asked for and is not what the numbers in these words are of; empty where nothing is
    amiss. ``words`` are folded.
    """
    text = question.chinese
    if _FINE_ASKED.search(text) and "罚" not in words:
        return "罚款"
    base = _OF_BASE.search(text)
    if base and not _says_base(words, base["base"]):
        return f"占{base['base']}的比例"
    return _of_receiver(question, words) or _of_part(text, words) or _of_things(question, words)


def _of_receiver(question: Question, words: str) -> str:
    receiver = _RECEIVER.search(question.chinese)
    body = (receiver["first"] or receiver["last"]) if receiver else ""
    return f"给{body}的数" if body and not _names(words, body, question.terms) else ""


def _of_part(text: str, words: str) -> str:
    """The rate, or the part of a whole, that is asked for and not said."""
    part = _PART_OF.search(text)
    if part and not any(_says(words, thing) for thing in things_in(part["part"])[-1:]):
        return f"{part['part']}的数"
    rate = _RATE.search(text)
    return rate["rate"] if rate and "率" not in words and "利息" not in words else ""


def _of_things(question: Question, words: str) -> str:
    text = question.chinese
    own = any(q.kind == COUNT and q.value > 1 for q in question.quantities)
    if own and has_kind((Ask.RATIO,), words):
        return ""  # 50名职工里工程师要几名 is a share of those that the asker counts
    things = _things_asked(text) if len(question.parts) < 2 else ()  # the words may be of one part
    unit = _THINGS.search(text)
    counted = _COUNTED_AS.get(unit["unit"], _COUNTED) if unit else _COUNTED
    return f"{things[0].text}的数" if things and not _counts(words, things, counted) else ""


def _things_asked(text: str) -> tuple[Term, ...]:
    if behind := _THINGS.search(text):
        return things_in(behind["things"])
    before = _THINGS_BEFORE.search(text)
    return things_in(before["things"])[-1:] if before else ()


def _counts(words: str, things: Sequence[Term], counted: re.Pattern[str]) -> bool:
    """Whether one of the sentences that count something names one of the things."""
    counting = [sentence for sentence in _SENTENCE.findall(words) if counted.search(sentence)]
    return any(_says(sentence, thing) for sentence in counting for thing in things)


def _says(words: str, thing: Term) -> bool:
    """In any wording, or half of it: 专职工作人员 for 专职人员."""
    half = sum(pair in words for pair in thing.pairs) * 2 >= len(thing.pairs) > 1
    return half or any(form in words for form in (*thing.forms, *thing.kin))


def _says_base(words: str, base: str) -> bool:
    forms = _SAME_BASE.get(base.upper(), (base.lower(),))
    pairs = [base[n : n + 2].lower() for n in range(len(base) - 1)]
    return any(form in words for form in forms) or (
        base.upper() not in _SAME_BASE and any(pair in words for pair in pairs)
    )


def _names(words: str, body: str, terms: Sequence[Term]) -> bool:
    """Whether the words name the body: by its last four characters, or in another wording of what
    it is called last.
    """
    if body[-4:] in words or (_OWN_UNIT.search(body) and "单位" in words):
        return True
    meant = [term for term in terms if body.endswith(term.text)]
    return any(form in words for term in meant for form in (*term.forms, *term.kin))
