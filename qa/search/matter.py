"""What a comparison is about: its words without those of every fine, and which rules hold them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.locators import Locator
from graph.model import Provision
from graph.names import fold
from graph.references import ReferenceKind, find_references
from qa.asked.pairs import pairs_of, share_held
from qa.asked.places import chain
from qa.asked.terms import Term
from qa.search.rank import Inquiry, Scored
from qa.shelf.shelf import Edition

# Words that any rule with a number or a penalty may hold.
OF_ANY_RULE = re.compile(
    r"^(?:罚.*|.*罚款|处罚|违法|所得|违法所得|违反|规定|比例|占比|期限|时限|金额|数额|标准|要求|比较|对比|区别|差别|不同|一样|相同|最[高低多少长短]|至少|至多|分别"
    r"|没有|条文|条例|办法|幅度|区间|上限|下限|底线|倍数|时间|情节|严重|多少|各地|数值|数量|处理|怎么|提取|负责|部门|主体)$"
)
# What the acts of all matters say around a fine.
_FRAME = re.compile(
    r"违反本[^,。]{2,24}?规定(?:的)?|由[^,。]{2,30}?部门|责令(?:限期)?改正|并?处以?[^,。;]{0,30}?罚款|没收违法所得"
    r"|(?:没有|有|无)违法所得的?|情节(?:特别)?严重的|逾期[不未][^,]{0,6}的|依法[^,。]{0,16}?责任|造成[^,。]{0,6}损失的|给予警告|可以"
)
_OWN_ARTICLE = re.compile(r"本(?:条例|法|办法|规定|细则|解释)第[零一二三四五六七八九十百〇]+条")
_KIND_OF_ACT = re.compile(r"(?:实施)?(?:条例|办法|规定|法|细则|解释|意见|方案|通知)$")

_IN_ARTICLE = 0.9
_IN_PARAGRAPH = 0.8
_IN_TITLE = 0.6
_IN_PART = 0.6
_HALF = 0.5
_TELLING = 6
"""Character pairs from which what a rule points to tells its matter."""


@dataclass(frozen=True, slots=True)
class Matter:
    """The words of a question that tell its matter from every other one, with their worth."""

    terms: tuple[tuple[Term, float], ...]

    @classmethod
    def of(cls, inquiry: Inquiry) -> Matter:
        own = [(t, w) for t, w in inquiry.weighted.terms if not OF_ANY_RULE.match(t.text)]
        named = [(t, 1.0) for t in _of_titles(inquiry)]
        return cls((*own, *named))

    def held(self, edition: Edition, scored: Scored) -> float:
        """How far a unit is on the matter, 0 to 1: itself, its title, an article it points to."""
        total = sum(weight for _, weight in self.terms)
        if not total:
            return 1.0
        own = scored.read.lead + scored.read.words
        places = (
            (own, 1.0),
            (pointed_to(edition, scored, own + scored.read.paragraph), _IN_ARTICLE),
            (scored.read.paragraph, _IN_PARAGRAPH),
            (fold(f"{scored.entry.head.title} {scored.rule.heading}"), _IN_TITLE),
        )
        return sum(weight * _said(term, places) for term, weight in self.terms) / total


def without_frame(words: str) -> str:
    """Folded words of a rule without what acts of all matters say around a fine."""
    return _cut(words)


@lru_cache(maxsize=4096)
def _cut(words: str) -> str:
    return _FRAME.sub("", words)


def _of_titles(inquiry: Inquiry) -> list[Term]:
    """安全生产 of 安全生产条例: what an act that the question names by kind is about."""
    stems = {r[:2] for name in inquiry.question.regions for r in chain(name)}
    found = []
    for mention in inquiry.question.policies:
        words = _KIND_OF_ACT.sub("", fold(mention.text.strip("《》").rpartition("的")[2]))
        bare = next((words[2:].lstrip("省市") for s in stems if words.startswith(s)), words)
        if len(bare) > 1:
            found.append(Term(bare, (bare,), 1.0))
    return found


def points_to(edition: Edition, one: Scored, other: Scored) -> float:
    """How far the one rule only points to what the other one says: 违反第二十条第二项的."""
    meant = pointed_to(edition, one, one.read.lead + one.read.words)
    told = len(pairs_of(meant)) >= _TELLING
    return share_held(meant, without_frame(other.read.words)) if told else 0.0


def pointed_to(edition: Edition, scored: Scored, words: str) -> str:
    """Folded words of the places of its own act that some words of a unit point to."""
    document = edition.text(scored.entry.id).document.text
    places = places_pointed_to(edition, scored, words)
    return fold("".join(document[p.start : p.end] for p in places))


def places_pointed_to(edition: Edition, scored: Scored, words: str) -> list[Provision]:
    """Those places; 违反本条例第十六条第一款第二项的 points to that item alone."""
    if not _OWN_ARTICLE.search(words):
        return []
    places = {
        place
        for reference in find_references(words)
        if reference.kind is ReferenceKind.SELF
        for place in reference.locators
    }
    provisions = edition.text(scored.entry.id).provisions.values()
    return [p for p in provisions if any(_is_at(p, place) for place in places)]


def _is_at(provision: Provision, place: Locator) -> bool:
    """Whether a provision is the place; 第一款 may be left out before an item."""
    if place[-1] == _FIRST:
        return provision.path[-len(place) :] == place
    path, wanted = (
        tuple(label for label in labels if label != _FIRST) for labels in (provision.path, place)
    )
    return path[-len(wanted) :] == wanted and provision.path[-1] != _FIRST


_FIRST = "第一款"


def _said(term: Term, places: Sequence[tuple[str, float]]) -> float:
    best = 0.0
    for words, worth in places:
        if any(form in words for form in term.forms):
            best = max(best, worth)
        elif len(term.pairs) > 1:
            share = sum(pair in words for pair in term.pairs) / len(term.pairs)
            best = max(best, worth * _IN_PART * share if share >= _HALF else 0.0)
    return best
