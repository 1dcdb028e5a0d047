"""Several figures of one indicator that a report observes: its value, its growth and its rank."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import Enum

from graph.model import NodeKind, Observation
from graph.names import fold
from graph.regions import find_regions
from qa.asked.pairs import share_held
from qa.asked.places import chain
from qa.asked.question import Question
from qa.claims.claim import Claim
from qa.claims.quoting import ground, quote_at, quote_of, source_words
from qa.search.rank import Scored
from qa.shelf.shelf import Edition


class Figure(Enum):
    """One figure of an indicator, by the word that an answer without it names."""

    VALUE = "数额"
    GROWTH = "增幅"
    RANK = "排名"


# 增长多少, 同比增速是几个百分点
_GROWTH = re.compile(
    r"(?:同比)?(?:增长|增速|增幅|提高|下降|涨)了?(?:率)?(?:是|为|有|达到?)?(?:多少|几|多大)?"
)
# 全国第几, 排名多少, 排到第几位
_RANK = re.compile(
    r"(?:排名?|位列|位居|名列)?(?:在|到)?(?:全国|全省|西部)?(?:第几|排名|名次|排第)(?:名|位)?(?:是|为)?(?:多少|几)?"
)
_VALUE = re.compile(r"多少|多大|几[亿万家个名项]")
# 技术合同成交额全国排名: the rank is an observation of its own, named after its indicator
_RANK_NAME = re.compile(r"(?P<of>.+?)(?:全[国省市区球]|世界|[东西南北中]部|同类)?排名")
_SCOPE = re.compile(r"全国|全省|世界|全球|[东西南北中]部")
# 增长33.23%, 同比下降2%
_GROWTH_TOLD = re.compile(r"(?:同比|较上年)?(?:增长|提高|下降|减少)[\d.]+[%％]")
_HELD = 0.8
"""Share of the indicator's character pairs that the question must hold."""


def observed(question: Question, edition: Edition, best: Scored) -> list[Claim]:
    """数额, 增幅 and 排名 of the indicator that is asked about, in one sentence, then its ground.

    Only of observations that the best unit states, of the place and the year asked for; empty
    where fewer than two figures are asked for and no rank.
    """
    asked = _figures_asked(question.rest)
    if len(asked) < 2 and Figure.RANK not in asked:
        return []
    by_name: dict[str, list[Observation]] = defaultdict(list)
    for node in edition.statements(NodeKind.OBSERVATION):
        if isinstance(node, Observation) and _fits(question, node, best):
            by_name[_indicator(node.name)].append(node)
    near = {name: share_held(name, fold(question.chinese)) for name in by_name}
    name = max(near, key=lambda n: (near[n], len(n)), default="")
    if not name or near[name] < _HELD or _several(name, near):
        return []
    told = _figures(by_name[name], question.chinese)
    figures = {figure: words for figure, words in told.items() if figure in asked}
    if not figures:
        return []
    return [_told(edition, by_name[name], figures, asked), ground(quote_of(edition, best))]


def _several(name: str, near: Mapping[str, float]) -> bool:
    """Whether the question names another indicator beside: then each has a figure of its own."""
    return any(share == 1.0 and other not in name for other, share in near.items())


def _figures_asked(words: str) -> set[Figure]:
    asked = {Figure.GROWTH} if _GROWTH.search(words) else set()
    asked |= {Figure.RANK} if _RANK.search(words) else set()
    rest = _RANK.sub("", _GROWTH.sub("", words))
    return asked | ({Figure.VALUE} if _VALUE.search(rest) else set())


def _fits(question: Question, node: Observation, best: Scored) -> bool:
    """Whether the best unit states it, of a place and a year that the question asks for."""
    start, end = node.evidence.spans[-1]
    unit = best.read.unit
    inside = node.evidence.document_id == best.entry.id and unit.start <= start and end <= unit.end
    places = {name for region in question.regions for name in chain(region)}
    years = {str(day.first.year) for day in question.dates}
    return (
        inside
        and (not places or node.subject in places or not find_regions(node.subject))
        and (not years or not node.period or node.period[:4] in years)
    )


def _indicator(name: str) -> str:
    """技术合同成交额 of 陕西省技术合同成交额全国排名."""
    rank = _RANK_NAME.fullmatch(name)
    bare = rank["of"] if rank else name
    for mention in reversed(find_regions(bare)):
        bare = bare[: mention.start] + bare[mention.end :]
    return fold(re.sub(r"^全[省市国区]", "", bare))


def _figures(nodes: Sequence[Observation], question: str) -> Mapping[Figure, str]:
    """Each figure in the words of the text; of several ranks the first of the scope asked for."""
    found: dict[Figure, str] = {}
    scopes = set(_SCOPE.findall(question))
    for node in sorted(nodes, key=lambda n: n.evidence.spans[-1]):
        words = "".join(node.value_text.split())
        if _RANK_NAME.fullmatch(node.name):
            if not scopes or scopes & set(_SCOPE.findall(node.name)):
                found.setdefault(Figure.RANK, words)
        elif node.value is not None:
            found[Figure.VALUE] = words
        grown = _GROWTH_TOLD.search("".join(node.evidence.quote.split()))
        if node.growth is not None and grown:
            found[Figure.GROWTH] = grown.group()
    return found


def _told(
    edition: Edition,
    nodes: Sequence[Observation],
    figures: Mapping[Figure, str],
    asked: set[Figure],
) -> Claim:
    places = dict.fromkeys((n.evidence.document_id, n.evidence.spans) for n in nodes)
    quotes = tuple(quote_at(edition, document, spans) for document, spans in places)
    first = min(nodes, key=lambda n: len(n.name))
    year = f"{first.period[:4]}年" if first.period else ""
    told = "，".join(figures[f] for f in Figure if f in figures)
    lost = "、".join(f.value for f in Figure if f in asked and f not in figures)
    lacking = f"；文中没有给出{lost}" if lost else ""
    words = f"{year}{first.name}{told}（{source_words(quotes[0])}{lacking}）。"
    return Claim(words, quotes)
