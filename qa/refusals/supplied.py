"""Whether words supply what is asked for: a number of its kind, in its unit, of that very thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

import cn2an

from graph.dates import small_number
from graph.names import fold
from graph.quantities import AMOUNT, COUNT, SHARE, Quantity, find_quantities
from qa.asked.asks import NUMERIC_ASKS, Ask
from qa.asked.kinds import asked_quantities, has_kind, unit_lacking
from qa.asked.question import Question
from qa.asked.terms import Term
from qa.claims.claim import Claim
from qa.numbers.figureless import reckons
from qa.refusals.wanted import Want, each_of, things_counted, wants, wants_name
from qa.search.rank import Scored
from qa.search.signals import is_report
from qa.search.worded import ASKS_PENALTY
from qa.shelf.units import points_in

# 有没有上限, 是否有比例限制: that there is none is an answer
_WHETHER_ANY = re.compile(r"(?:有没有|是否有|有无|是不是有)[^，。？]{0,8}(?:限|比例|要求|规定|期)")
_COUNT_ASKED = re.compile(r"(?:多少|几)(?:项|家|名|位|人|件|所|宗)")
_YEAR = re.compile(r"((?:19|20)\d{2})年")
# 处一万元以下罚款: a sum that no question about a fee, a wage or a capital asks for
_PENAL = re.compile(r"罚款|没收|违法所得")
_ASKS_WRONG = re.compile(r"擅自|未经|没经|侵|假|非法|偷|泄|盗|欠|拒|骗|冒")
# 取消其三年内申报资格, 五年内不得承担: how long something is forbidden, asked for by these words
_BARRED = re.compile(r"(?:取消|禁止|停止)[^，。；]{0,8}年内?|年内(?:不得|不再|不予|不受理|禁止)")
_ASKS_BARRED = re.compile(
    r"不[能得准许再给予让受]|禁|停|取消|资格|限制|再[申报承参拿]|多久[才再]|黑名单"
)
# 对举报的人奖励多少钱, where a fine is spoken of before
_ASKS_PAYMENT = re.compile(r"(?:奖励?|补[助贴]?|资助|报酬|工资|薪)(?:给[^，。？]{0,6})?(?:多少|几)")
# 同比增长10.9%: no share of anything
_GROWTH = re.compile(r"(?:同比|环比|比上年)?(?:增长|下降|上升)(?:了)?[\d.]+%")
_ASKS_GROWTH = re.compile(r"增|涨|升|降|提高|幅度")
_SENTENCE = re.compile(r"[^。；;\n]+")
_MOST_OF_PAIRS = 0.5


def insists(asks: Sequence[Ask]) -> bool:
    """Whether the answer has to be a number: 哪几项 counts nothing, 百分之几 does."""
    exact = {Ask.RATIO, Ask.AMOUNT, Ask.PERIOD} & set(asks)
    other = {Ask.LIST, Ask.DEFINITION, Ask.FORMULA, Ask.WHO, Ask.YES_NO, Ask.HOW} & set(asks)
    return bool(exact) or (bool(NUMERIC_ASKS & set(asks)) and not other)


def lacks_number(question: Question, units: Sequence[Scored]) -> str:
    """Why these units do not give the number that is asked for; empty where they do."""
    if not units or not insists(question.asks) or _WHETHER_ANY.search(question.chinese):
        return ""
    words = "".join(s.read.words + s.read.lead for s in units)
    asks = [ask for ask in question.asks if ask in NUMERIC_ASKS]
    of_a_wrong = ASKS_PENALTY.search(question.chinese) or _ASKS_WRONG.search(question.chinese)
    if _ASKS_PAYMENT.search(question.chinese) or not (Ask.PERIOD in asks or of_a_wrong):
        words = _without(_PENAL, words)
    if not (of_a_wrong or _ASKS_BARRED.search(question.chinese)):
        words = _without(_BARRED, words)
    words = words if _ASKS_GROWTH.search(question.chinese) else _GROWTH.sub("", words)
    if by_own_figures(question, words):
        return _of_no_record(question, units[0], words)
    given = has_kind(asks, words) and (
        len(question.parts) > 1 or Ask.QUANTITY not in asks or bool(asked_quantities(asks, words))
    )
    if not given:
        return _NO_NUMBER
    unit = unit_lacking(question.chinese, words, priced=bool(_own(question)))
    lost = f"检索到的条文没有给出以“{unit}”计的数值" if unit else ""
    return lost or _of_no_record(question, units[0], words)


def only_repeats(question: Question, claims: Sequence[Claim]) -> str:
    """Why a number told is none: it is the question's own, 15名 where of 15名 a part is asked."""
    told = claims[0].values if claims else ()
    given = {(q.value, q.unit) for q in question.quantities}
    worked = any(c.steps or c.verdict or c.days for c in claims)
    if not told or worked or not {(q.value, q.unit) for q in told} <= given:
        return ""
    spans = Ask.PERIOD in question.asks  # 30日内没答复…几日: the same again is an answer
    return "" if spans or Ask.YES_NO in question.asks or question.compares else _NO_NUMBER


_NO_NUMBER = "检索到的条文没有给出所问的数值"


def _without(matter: re.Pattern[str], words: str) -> str:
    return _SENTENCE.sub(lambda m: "" if matter.search(m.group()) else m.group(), words)


def by_own_figures(question: Question, words: str) -> bool:
    """Whether what is asked for comes of the asker's own figures by a share or without one."""
    own = _own(question)
    if _COUNT_ASKED.search(question.chinese):  # 多少项超过1000万元: of money no count comes
        own = [q for q in own if q.kind != AMOUNT]
    return bool(own) and (has_kind((Ask.RATIO,), words) or reckons(words))


def lacks_thing(question: Question, units: Sequence[Scored], persons: Sequence[str]) -> str:
    """Why these units are of another thing than the one asked about; empty where they are not.

    ``persons`` are the names of people that the library knows.
    """
    words = "\n".join(s.read.lead + s.read.words for s in units)
    lost = _of_act_only_named(question, units[0]) or _unwritten(question, units)
    missing = "" if lost else unsupplied(question, words, persons)
    return f"检索到的条文没有给出所问的{missing}" if missing else lost


def unsupplied(question: Question, words: str, persons: Sequence[str]) -> str:
    """What is asked for and not given by folded words; empty where nothing is amiss."""
    if wants_name(question.chinese) and not any(name in words for name in persons):
        return "姓名"
    wanted = [*wants(question.chinese)]
    own = any(q.kind == COUNT and q.value > 1 for q in question.quantities)
    if len(question.parts) < 2 and not (own and has_kind((Ask.RATIO,), words)):
        wanted += [counted] if (counted := things_counted(question.chinese)) else []
    lost = next((want.said for want in wanted if not _supplies(words, want)), "")
    return lost or unit_lacking(question.chinese, words, of_things=True)


_IN_MARKS = re.compile(r"《([^《》]+)》")


def _of_act_only_named(question: Question, best: Scored) -> str:
    """An act that other texts only name: of what it says a sentence tells that names it.

    《若干措施》 in the text is short for 《…堵点若干措施》 in the question.
    """
    words = best.read.lead + best.read.words
    for mention in question.policies:
        title = fold(mention.text).strip("《》")
        told = title in words or any(map(title.endswith, _IN_MARKS.findall(words)))
        asked = mention.named_only and mention.quoted and len(question.parts) < 2
        if asked and mention.text in question.chinese and not told:
            return f"库中没有《{mention.text.strip('《》')}》的文本"
    return ""


# 为什么要求每年做60小时: the number is said to be in the text
_WHY = re.compile(r"为什么|为何|凭什么|理由")


def _unwritten(question: Question, units: Sequence[Scored]) -> str:
    """What the question takes for the text's own, and is not in it: a number, or so many names."""
    words = [s.read.lead + s.read.words for s in units]
    each = each_of(question.chinese)
    if each and not _names_each(*each[:2], words, printed=each[2]):
        return f"检索到的条文没有逐一写明{each[0]}{each[1]}"
    told = {(q.value, q.unit) for w in words for q in find_quantities(w)}
    lost = [q.text for q in question.quantities if (q.value, q.unit) not in told]
    return f"检索到的条文没有写{'、'.join(lost)}" if lost and _WHY.search(question.chinese) else ""


def _names_each(number: str, unit: str, words: Sequence[str], *, printed: bool) -> bool:
    """Whether so many points or things are named one by one, and not only counted: 共6项。"""
    count = small_number(number)
    if count is None:
        return True
    named = max(w.count("、") + 1 for w in words)
    if count <= max(named, len(words), *map(points_in, words)):
        return True
    counted = rf"(?:{count}|{cn2an.an2cn(str(count))}){unit}"
    going_on = re.compile(rf"{counted}(?![。；;）)\n]|$)|、[^。；;\n]*{counted}")
    return any(going_on.search(w) for w in words) or not (
        printed or any(re.search(counted, w) for w in words)
    )


def _supplies(words: str, want: Want) -> bool:
    if not want.things:
        return want.given is None or bool(want.given.search(words))
    stretches = _SENTENCE.findall(words) if want.given else [words]
    return any(
        (want.given is None or want.given.search(stretch)) and _says(stretch, thing)
        for stretch in stretches
        for thing in want.things
    )


def _says(words: str, thing: Term) -> bool:
    """In any wording, or the most of it: 专职工作人员 for 专职人员, 工程师 not for 助理工程师."""
    most = sum(pair in words for pair in thing.pairs) > _MOST_OF_PAIRS * len(thing.pairs) > 0.5
    return most or any(form in words for form in (*thing.forms, *thing.kin))


# 涨了几个百分点, 一共收到多少件: what came to pass, which no rule tells
_CAME_TO_PASS = re.compile(
    r"[收办建签批招审判涨降升加少](?:[到出成过]|理)?了(?:多少|几)|(?:[一总]共|累计|合计)(?:收到|受理|办理|建成|签订)"
)
_RULES = re.compile(r"法律|法规|规章|司法解释")


def _of_no_record(question: Question, best: Scored, words: str) -> str:
    """A rule does not tell what came to pass, and a report only of the years that it names."""
    changed = "修" in question.chinese or question.asks_change
    happened = _CAME_TO_PASS.search(question.rest) and not (changed or _own(question))
    if happened and _RULES.search(best.entry.head.doc_type):
        return "检索到的条文只作规定，没有记载实际的数"
    years = {str(d.first.year) for d in question.dates}
    told = set(_YEAR.findall(words + best.entry.head.title))
    if years and told and not told & years and is_report(best.entry):
        return f"库中没有{'、'.join(sorted(years))}年的这一数据"
    return ""


def _own(question: Question) -> list[Quantity]:
    """Sums, shares and counts of the asker's own case that a share may be taken of; not 一件."""
    return [
        q
        for q in question.quantities
        if q.kind in (AMOUNT, SHARE) or (q.kind == COUNT and q.value > 1)
    ]
