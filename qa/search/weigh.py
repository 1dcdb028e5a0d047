"""What each word of a question is worth in a library, and how far a stretch of text says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.names import fold
from qa.asked.question import Question
from qa.asked.terms import Term, bare_deed, inner_words, is_deed
from qa.asked.wording import groups
from qa.search.lay_words import actors
from qa.shelf.shelf import Edition

_UNKNOWN = 0.55
"""Worth of a word that no text of the library holds: it may be a slip."""
_MARKED = 1.4
_INNER = 0.7
_OF_ACTOR = 0.3
"""What a word counts that only says who asks or is asked about."""
_ASKING = re.compile(
    r"什么样的?|什么|哪[些个几种类项条家里]?|多少[个名项家件条]?|多久|多长时间|多大|几[个名项家件条种类]?|怎么样?|如何|怎样|是否"
    r"|能否|能不能|可不可以|可以|有没有|是不是|要不要|应当|应该|必须|规定|需要|[吗呢啊吧？?的了]|由谁|谁"
)


@dataclass(frozen=True, slots=True)
class Weighted:
    """The words of a question with what each is worth in this library."""

    terms: tuple[tuple[Term, float], ...]
    total: float
    pairs: tuple[tuple[str, float], ...]
    """Character pairs of its content, folded, each with its rarity."""
    pairs_total: float


def weigh(question: Question, edition: Edition) -> Weighted:
    """Rare words weigh more; one that no text of the library holds may be a slip: less."""
    told_of = actors(question.chinese)
    terms = (part for term in question.terms for part in _known_parts(term, edition))
    weighted = tuple(
        (term, _worth(term, edition) * (_OF_ACTOR if term.text in told_of else 1.0))
        for term in terms
    )
    runs = [fold(run) for run in re.split(r"[\W]+", _ASKING.sub("，", question.rest)) if run]
    pairs = tuple(
        (pair, edition.words.rarity(pair))
        for pair in dict.fromkeys(run[n : n + 2] for run in runs for n in range(len(run) - 1))
        if edition.words.knows(pair)
    )
    return Weighted(
        weighted,
        sum(w for _, w in weighted) or 1.0,
        pairs,
        sum(w for _, w in pairs) or 1.0,
    )


def _known_parts(term: Term, edition: Edition) -> tuple[Term, ...]:
    """The term, or the shorter words inside it where no text holds it whole."""
    if term.marked or len(term.forms) > 1 or edition.words.knows(term.forms[0]):
        return (term,)
    parts = tuple(
        Term(word, groups().get(word, (word,)), term.weight * _INNER)
        for word in inner_words(term.text)
        if edition.words.knows(word)
    )
    if not parts and not term.kin and is_deed(term):
        return bare_deed(term)
    return parts or (term,)


def _worth(term: Term, edition: Edition) -> float:
    return term.weight * edition.words.rarity(term.forms[0]) * _trust(term, edition)


def _trust(term: Term, edition: Edition) -> float:
    if term.marked:
        return _MARKED
    return 1.0 if any(edition.words.knows(form) for form in term.forms) else _UNKNOWN


def weight_of_pairs(weighted: Weighted, words: str) -> float:
    """Rarity of the question's character pairs that stand in ``words``, together."""
    return sum([weight for pair, weight in weighted.pairs if pair in words])


def share_of_terms(terms: Sequence[Term], words: str) -> float:
    """Share of the terms of which ``words`` hold some wording, 0 to 1."""
    if not terms:
        return 0.0
    return sum(any(f in words for f in term.forms) for term in terms) / len(terms)
