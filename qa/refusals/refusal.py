"""When what is shown would be a guess at an answer: what it lacks of what is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cn2an import an2cn

from graph.dates import small_number
from graph.gazetteer import ZONE
from graph.model import NodeKind, Person
from graph.regions import region_by_name
from qa.asked.asks import NUMERIC_ASKS, Ask
from qa.asked.kinds import has_kind
from qa.asked.places import chain
from qa.asked.question import Question
from qa.claims.claim import Claim
from qa.claims.compose import Chosen, said
from qa.claims.quoting import quote_of
from qa.numbers.bases import told_amounts
from qa.numbers.deadlines import past_days
from qa.numbers.figureless import reckons
from qa.numbers.formed_base import formed
from qa.refusals.supplied import by_own_figures, insists, lacks_number, lacks_thing
from qa.refusals.unheard import unheard
from qa.search.rank import Inquiry, Scored
from qa.search.retrieve import Scope
from qa.search.weigh import Weighted, share_of_terms
from qa.shelf.units import points_in

MIN_COVERAGE = 0.16
"""Weighted share of the question's words that the best rule must hold."""
MIN_CLOSE = 0.08
"""The same for the very words that are quoted."""
_BY_KIN = 0.5
"""What a word near the matter counts for beside the word itself."""
MIN_CONFIDENCE = 0.57
"""Below it more answers would be wrong than right."""
_ON_THE_MATTER = 0.65
"""A number counts only from a rule about as near the question as the nearest rule is."""
_NEAR_ENOUGH = 0.5
_OF_THE_DEED = 1.6
"""How much more of a deed another rule says, where a fine is for something else."""
_MOSTLY_SAID = 0.6
"""Share of the question's words, held by a unit with its title, from which on it is its matter."""

_SUFFIX = re.compile(r"(?:省|市|区|自治区)$")
# 商标局, 法院, 海关: matters that no region has rules of its own on
_NATION_ASKED = re.compile(r"国家|全国|国务院|中央|该法|法院|海关|商标局|专利局|国知局|知识产权局")


def doubts(inquiry: Inquiry, chosen: Chosen, sure: float) -> list[str]:
    """Why the chosen units would be a guess; empty where they answer."""
    if not chosen.units:
        return ["没有检索到与问题相关的条文"]
    best = chosen.units[0]
    beside = [
        s
        for s in chosen.units
        if s.rule == best.rule
        and (s.read.unit.paragraph == best.read.unit.paragraph or s.read.unit.lead)
    ]
    shown = [*beside, *chosen.hops, *chosen.parts, *(part.unit for part in chosen.asked)]
    reason = (
        ""
        if _of_own_figures(inquiry, chosen)
        else (
            lacks_number(inquiry.question, shown)
            or _doubts_thing(inquiry, shown)
            or _doubts_deed(inquiry, chosen, shown)
            or _doubts_nearness(inquiry, chosen, shown)
        )
    )
    reason = reason or _doubts_place(inquiry.question, inquiry.scope, chosen)
    own = beside if told_amounts(inquiry.question) else [best]  # a case leans on its deed
    if not reason and (
        max(s.coverage + _BY_KIN * s.kin for s in own) < MIN_COVERAGE
        or max(s.close + _BY_KIN * s.kin for s in (*own, *chosen.hops)) < MIN_CLOSE
        or sure < MIN_CONFIDENCE
    ):
        unsaid = missing_terms(chosen.all, inquiry.weighted)
        reason = f"检索到的条文没有说明：{'、'.join(unsaid[:3]) or '所问事项'}"
    return [reason] if reason else []


def _of_own_figures(inquiry: Inquiry, chosen: Chosen) -> bool:
    """Whether the best rule makes something of the asker's figures or days without printing it."""
    question, edition, best = inquiry.question, inquiry.edition, chosen.units[0]
    own = [s.read.words for s in chosen.units if s.rule == best.rule]
    counted = past_days(question) and any(has_kind((Ask.PERIOD,), words) for words in own)
    if counted or any(reckons(words) and by_own_figures(question, words) for words in own):
        return True
    return formed(question, edition, best, quote_of(edition, best)) is not None


def _doubts_thing(inquiry: Inquiry, shown: Sequence[Scored]) -> str:
    """The fee, the name, the address that is asked for and stands in no unit shown."""
    if name := unheard(inquiry.question, inquiry.edition):
        return f"库中没有写到“{name}”"
    persons = [n.name for n in inquiry.edition.statements(NodeKind.PERSON) if isinstance(n, Person)]
    return lacks_thing(inquiry.question, shown, persons)


# 罚多少, 要罚几万
_FINE_ASKED = re.compile(r"(?<!惩)罚[^，。？]{0,8}(?:多少|几)")
_OF_A_FINE = re.compile(r"罚|处|责|判|多少|几|赔|钱")
# 违反第十四条规定的, 有前款行为的: the deed stands there
_CITES = re.compile(r"第[零一二三四五六七八九十百]+条|[前本][两二三]?款")


def _doubts_deed(inquiry: Inquiry, chosen: Chosen, shown: Sequence[Scored]) -> str:
    """A fine for another deed than the one that a rule of its own speaks of.

    Of a question of several parts the other parts have rules of their own, and no deed.
    """
    if len(inquiry.question.parts) > 1:
        return ""
    penal = [s for s in shown if "罚" in s.read.words]
    cited = any(_CITES.search(s.read.lead + s.read.words) for s in penal)
    asked = _FINE_ASKED.search(inquiry.question.chinese) and len(inquiry.question.parts) < 2
    if not penal or cited or not asked:
        return ""
    deed = [t for t, _ in inquiry.weighted.terms if not _OF_A_FINE.search(t.text)]
    fined = max(share_of_terms(deed, s.read.lead + s.read.paragraph) for s in penal)
    rules = {s.rule for s in penal}
    apart = (share_of_terms(deed, s.read.words) for s in chosen.all if s.rule not in rules)
    other = max(apart, default=0.0) > _OF_THE_DEED * fined
    return "检索到的条文没有规定所问行为的罚款" if other else ""


def _doubts_nearness(inquiry: Inquiry, chosen: Chosen, shown: Sequence[Scored]) -> str:
    """Whether another rule is nearer to the question, and gives no number.

    A sentence with a number may lean on the one before it: what they say together counts.
    """
    question, weighted = inquiry.question, inquiry.weighted
    alone = insists(question.asks) and len(question.parts) < 2
    if not alone or chosen.units[0].coverage >= _MOSTLY_SAID:
        return ""
    asks = [ask for ask in question.asks if ask in NUMERIC_ASKS]
    own = (s for s in chosen.units if s.rule == chosen.units[0].rule)
    telling = [s for s in own if has_kind(asks, s.read.words)]
    words = frozenset().union(*(said(s, weighted) for s in shown))
    together = sum(weight for term, weight in weighted.terms if term.text in words)
    near = max(together / weighted.total, *(s.close for s in (*shown, *telling)))
    if near < _ON_THE_MATTER * chosen.closest and near < _NEAR_ENOUGH:
        return "说到所问事项的条文没有给出数值"
    return ""


def _doubts_place(question: Question, scope: Scope, chosen: Chosen) -> str:
    """A national rule is no answer to what a region's own rules say in numbers."""
    if _in_zones_only(question.regions) or _NATION_ASKED.search(question.chinese):
        return ""
    own = scope.local | scope.above | scope.inside | scope.named
    best = chosen.units[0]
    telling = [s for s in chosen.units if s.rule == best.rule]
    if any(
        s.entry.id in own or _speaks_of(question.regions, s)
        for s in (*telling, *chosen.parts, *chosen.hops)
    ):
        return ""
    if question.wants_number or Ask.WHO in question.asks:
        return f"库中{'、'.join(question.regions)}的文件没有这样的规定"
    return ""


# 第六部规章叫什么: one of a row by its place
_BY_PLACE = re.compile(
    r"第(?P<place>[二三四五六七八九十\d]+)(?P<unit>[部个项种类家所名位件批])[^，。？]{0,12}(?:叫|是|指|为)(?:什么|谁|哪)"
)


def past_the_last(question: Question, claims: Sequence[Claim]) -> str:
    """Why no text has the sixth: none of its words is of a sixth, and none names six in a row."""
    asked = _BY_PLACE.search(question.chinese)
    place = small_number(asked["place"]) if asked else None
    if asked is None or place is None or not claims:
        return ""
    words = "\n".join(quote.text for claim in claims for quote in claim.quotes)
    own = re.compile(
        rf"第(?:{place}|{an2cn(str(place))})|(?<!\d){place}[.．、]|{an2cn(str(place))}、"
    )
    rows = (line.count("、") + 1 for line in re.split(r"[。；;\n]", words))
    if own.search(words) or place <= max(points_in(words), *rows):
        return ""
    return f"条文没有写到第{asked['place']}{asked['unit']}"


def _in_zones_only(regions: Sequence[str]) -> bool:
    """Whether no region is named, or only 功能区, which seldom have acts of their own."""
    found = [region_by_name(name) for name in regions]
    return all(region is not None and region.level == ZONE for region in found)


def _speaks_of(regions: Sequence[str], scored: Scored) -> bool:
    stems = [_SUFFIX.sub("", name) for region in regions for name in chain(region)]
    return any(s in scored.entry.head.title or s in scored.read.paragraph for s in stems)


def missing_terms(chosen: Sequence[Scored], weighted: Weighted) -> list[str]:
    """Rare words of the question that no chosen rule holds, the weightiest first."""
    covered = {word for scored in chosen for word in scored.covered}
    lost = [(w, t.text) for t, w in weighted.terms if t.text not in covered]
    return [
        text for weight, text in sorted(lost, key=lambda p: -p[0]) if weight / weighted.total > 0.1
    ]
