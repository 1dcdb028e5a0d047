"""Which of two acts holds where they differ: the clause that says so, and when each began."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.claim import Claim, Quote
from qa.commencement import begins
from qa.question import Question
from qa.quoting import quote_at, shown, source_words
from qa.rank import Scored
from qa.shelf import Edition

# 究竟听谁的, 以哪个为准, 该按A还是按B, 适用哪部条例
_ASKED = re.compile(
    r"听(?:谁|哪)|以(?:谁|哪)[^，。？]{0,8}为准|(?:按|适用|依|照)(?:谁|哪)[^，。？]{0,10}|还是按|谁说了算|哪[部个份条][^，。？]{0,6}优先|冲突|打架"
)
# 本条例实施前…规定与本条不一致的，按照本条规定执行; 法律另有规定的，从其规定
_SAYS_WHICH = re.compile(
    r"(?:不一致|不相一致|相抵触|有抵触|冲突)[^。；]{0,6}[，,][^。；]{0,10}(?:按照?|依照|适用|以|执行)[^。；]{0,16}"
)
_MOST = 2


@dataclass(frozen=True, slots=True)
class Precedence:
    """What the acts say of which of them holds; both empty where the question does not ask."""

    clauses: tuple[Claim, ...] = ()
    """…与本条例不一致的，按照本条例执行."""
    begun: tuple[Claim, ...] = ()
    """When each act began and was last changed."""


def which_holds(question: Question, edition: Edition, answering: Sequence[Scored]) -> Precedence:
    """What decides between the acts of the units that answer, as far as they say so."""
    if not _ASKED.search(question.chinese):
        return Precedence()
    entries = list({s.entry.id: s.entry for s in answering}.values())
    clauses = [quote for entry in entries for quote in _clauses(edition, entry.id)]
    articles = tuple(s.rule.locator for s in answering if s.rule.locator)
    clauses.sort(key=lambda quote: not quote.locator.startswith(articles))
    told = [Claim(f"不一致时，{source_words(q)}规定：“{shown(q)}”。", (q,)) for q in clauses]
    begun = [claim for entry in entries for claim in begins(edition, entry)]
    return Precedence(tuple(told[:_MOST]), tuple(begun))


def _clauses(edition: Edition, document_id: str) -> Iterator[Quote]:
    text = edition.text(document_id)
    for rule in text.all_rules():
        for read in text.read_rule(rule).units:
            if _SAYS_WHICH.search(read.words):
                yield quote_at(edition, document_id, read.unit.spans, rule.locator)
