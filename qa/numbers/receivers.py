"""For whom a share is asked: for some of those who get the reward, or for who keeps the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from graph.names import fold
from qa.asked.pairs import in_common
from qa.asked.question import Question
from qa.claims.claim import Quote
from qa.claims.quoting import quote_at, sentences_with
from qa.numbers.formed_base import Base
from qa.numbers.rates import Rate, asked_time, rates_in, times_together
from qa.search.rank import Scored
from qa.shelf.shelf import Edition

_ASKS_OF_THE_SUM = re.compile(
    r"其中(?![\d一二三四五六七八九十百两])|里面|里头|当中|主要|留给|分到|个人|团队|管理人员"
)
OF_THE_SUM = re.compile(r"奖励总额|奖励的份额|奖励份额|其中")
# 主要贡献人员, 管理人员: some of those whom a reward is for
_RECEIVER = re.compile(
    r"(?P<who>主要(?:贡献|完成))|(?P<of>管理|工作|服务|辅助)人员"
    r"|(?P<body>转移|转化|中介)(?:机构|中心|办公室|部门)|(?P<agent>经纪|经理)人"
)


def asks_of_sum(part: str, of_sum: Sequence[Rate], rates: Sequence[Rate]) -> bool:
    """Whether a part asks for a share of the first result, and not for that itself."""
    if not _ASKS_OF_THE_SUM.search(part):
        return False
    if not any(is_for_asked(part, rate.quote) for rate in rates):
        return any(is_for_asked(part, rate.quote) for rate in of_sum)
    return _most(part, of_sum) > 0 and _most(part, of_sum) >= _most(part, rates)


def rates_of_sum(
    question: Question,
    edition: Edition,
    units: Sequence[Scored],
    first: Scored,
    of_sum: re.Pattern[str],
) -> list[Rate]:
    """The shares of the first result that the units, and their neighbours, of its act set.

    Where it sets none there and some of the receivers are asked about, those of its other rules.
    """
    quotes = {
        quote_at(edition, s.entry.id, read.unit.spans, s.rule.locator): None
        for s in units
        if s.entry.id == first.entry.id and of_sum.search(s.read.words)
        for read in edition.text(s.entry.id).read_rule(s.rule).units
        if read.unit.paragraph == s.read.unit.paragraph and of_sum.search(read.words)
    }
    if not quotes and _RECEIVER.search(question.chinese):
        shared = sentences_with(edition, first.entry.id, "获得奖励的份额占奖励总额", of_sum)
        quotes = dict.fromkeys(shared)
    return [r for quote in quotes for r in rates_in(quote) if of_sum.search(r.clause)]


def is_for_asked(part: str, quote: Quote) -> bool:
    """Whether the receivers whom a part names are named where the share is set."""
    named = {next(filter(None, m.groups())) for m in _RECEIVER.finditer(part)}
    return all(who in fold(quote.text) for who in named)


def is_of_asked(question: Question, rate: Rate, base: Base) -> bool:
    """Whether a rate is for all, or for receivers of whom the question speaks; of the time asked.

    A rate of each year is none of the several years that the question names.
    """
    of = _RECEIVER.search(rate.clause)
    if of and not _RECEIVER.search(question.chinese):
        return False
    years = times_together(question, "年") if rate.per == "年" and not base.steps else []
    return not years or asked_time(question, rate, base) is not None


# 高新技术企业应占百分之五以上。其他企业应占…; 普通种植单位的研发费用应当占
_WHO = re.compile(
    r"(?:^|[,，。;；])(?P<kind>[\u3400-\u9fff]{0,8}?)(?P<who>企业|单位|院校|机构|公司)"
    r"(?:的[\u3400-\u9fff]{1,8})?应"
)
_OTHER = re.compile(r"^其[他它余]")


def kinds_told(edition: Edition, scored: Scored) -> dict[str, re.Pattern[str]]:
    """高新技术, 其他: the kinds that a unit's paragraph tells apart, with how a question says them.

    Empty where it tells no two kinds of one thing apart.
    """
    unit = scored.read.unit
    told = {
        m["kind"]: m["who"]
        for read in edition.text(scored.entry.id).read_rule(scored.rule).units
        if read.unit.paragraph == unit.paragraph
        for m in _WHO.finditer(read.words)
    }
    if len(told) < _FEWEST or len(set(told.values())) > 1:
        return {}
    return {
        kind: re.compile(f"{kind[:2]}[\u3400-\u9fff]{{0,4}}{who}") for kind, who in told.items()
    }


_FEWEST = 2


def is_of_kind_asked(question: Question, rate: Rate, kinds: Mapping[str, re.Pattern[str]]) -> bool:
    """Whether a rate is of the kind that the question names; where it names none, of the others."""
    own = next((m["kind"] for m in _WHO.finditer(fold(rate.clause)) if m["kind"] in kinds), None)
    said = {kind for kind, sign in kinds.items() if kind and sign.search(question.chinese)}
    if own is None:
        return True
    return not said if _OTHER.match(own) else own in said


# 学校最多还剩多少, 单位能留多少, 学校自己得多少: what the share leaves
_ASKS_REST = re.compile(
    r"(?:剩|余|留|还[能可]?以?(?:持有|占|有|拿|得))(?:下|存|用)?(?:的)?(?:给)?(?:学校|单位|[高院]校|自己|公司|企业|所里)?[^，。？给]{0,4}(?:多少|几|百分)"
    r"|(?:多少|几成|百分之几)[^，。？]{0,4}(?:留给|归|归属)(?:学校|本?单位|[高院]校|自己|公司|企业|所里)"
    r"|(?:学校|大学|单位|[高院]校|公司|企业|院所|研究所)(?:自己|最多|至多|最后|还|能|可以)+(?:拿|得|分)到?(?:多少|几)(?![^，。？]{0,6}[奖出发])"
)
_OF_REST = re.compile(r"[剩余留归]")


def asks_rest(part: str, rates: Sequence[Rate]) -> bool:
    """Whether a part asks for what a share leaves, which no rate itself tells."""
    return bool(_ASKS_REST.search(part)) and not any(_OF_REST.search(r.clause) for r in rates)


def _most(part: str, rates: Sequence[Rate]) -> int:
    return max((in_common(part, rate.clause) for rate in rates), default=0)
