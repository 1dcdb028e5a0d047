"""Which of two acts holds where they differ: the clause that says so, and when each began."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from qa.asked.asks import Ask
from qa.asked.places import NATION, chain
from qa.asked.question import Question
from qa.claims.claim import Claim, Quote
from qa.claims.commencement import begins, fact_of, spoken, title_of
from qa.claims.local_beside import names_one
from qa.claims.quoting import ground, quote_at, quote_of, shown, source_words
from qa.search.rank import Inquiry, Scored
from qa.search.retrieve import Candidate
from qa.shelf.shelf import Edition
from qa.ways.timely import asks_which_law, is_of_earlier_cases

# 究竟听谁的, 以哪个为准, 该按A还是按B, 适用哪部条例
_ASKED = re.compile(
    r"听(?:谁|哪)|以(?:谁|哪)[^，。？]{0,8}为准|(?:按|适用|依|照)(?:谁|哪)[^，。？]{0,10}|还是按|谁说了算|哪[部个份条][^，。？]{0,6}优先|冲突|打架|不一致|不一样的?按"
    r"|[压管盖][得不](?:住|过|了)"
)
# 本条例实施前…规定与本条不一致的，按照本条规定执行; 法律另有规定的，从其规定
_SAYS_WHICH = re.compile(
    r"(?:不一致|不相一致|相抵触|有抵触|冲突)[^。；]{0,6}[，,][^。；]{0,10}(?:按照?|依照|适用|以|执行)[^。；]{0,16}"
)
_MOST = 2


@dataclass(frozen=True, slots=True)
class Precedence:
    """What the acts say of which of them holds; empty where the question does not ask."""

    clauses: tuple[Claim, ...] = ()
    """…与本条例不一致的，按照本条例执行."""
    begun: tuple[Claim, ...] = ()
    """When each act began and was last changed; also where only this is asked beside the rules."""


def which_holds(question: Question, edition: Edition, answering: Sequence[Scored]) -> Precedence:
    """What decides between the acts of the units that answer, as far as they say so."""
    entries = list({s.entry.id: s.entry for s in answering}.values())
    begun = [claim for entry in entries for claim in begins(edition, entry)]
    if not _ASKED.search(question.chinese):
        return Precedence(begun=tuple(begun if Ask.EFFECTIVE in question.asks else ()))
    clauses = [quote for entry in entries for quote in _clauses(edition, entry.id)]
    articles = tuple(s.rule.locator for s in answering if s.rule.locator)
    clauses.sort(key=lambda quote: not quote.locator.startswith(articles))
    told = [Claim(f"不一致时，{source_words(q)}规定：“{shown(q)}”。", (q,)) for q in clauses]
    return Precedence(tuple(told[:_MOST]), tuple(begun))


# 本条例实施前制定的地方性法规…的规定与本条不一致的，按照本条规定执行
# 本院以前发布的司法解释与本规定不一致的，以本规定为准
_REPLACES = re.compile(
    r"(?:本(?:条例|办法|规定|法)(?:实施|施行|公布)前|以前|此前)[^。；;]{0,10}(?:制定|颁布|公布|发布|司法解释)"
    r"[^。；;]*(?:不一致|抵触)"
)
# without which no rule of a document has to be read
_DIFFERS = re.compile(r"不\s*一\s*致|抵\s*触")
_OF_RULE = re.compile(r"与本条[^例]*不一致")
_SAME_MATTER = 0.6
"""Share of what the local rule says of the question that the one from above has to say."""
_ON_THE_MATTER = 0.4
"""Share of the question's words that it has to hold at the least, where none asks which holds."""


def overruled(inquiry: Inquiry, best: Scored) -> tuple[list[Claim], bool]:
    """Which holds, where an act takes the place of rules older than itself.

    The rule of the later act where the other began before it, be it of the same body or from
    above; that the local one stands, where it began later and the question asks which holds; with
    the clauses from when each holds. And whether the question is answered by it: one that only
    asks what a rule says is not.
    """
    of_body = asks_which_law(inquiry.question)
    asked = bool(_ASKED.search(inquiry.question.chinese)) or of_body
    decides = asked or Ask.YES_NO in inquiry.question.asks
    if not (asked or names_one(inquiry.question)):
        return [], False
    # the later act may be found best where the older one is named beside it
    others = sorted(inquiry.scope.named - {best.entry.id}) if of_body else []
    named = [u for i in others for u in inquiry.rank(inquiry.retrieve(documents=[i]))[:1]]
    # what an act says itself of cases from before it needs no other to tell which holds
    itself = of_body and is_of_earlier_cases(best.read.words)
    for older in (*named, *(() if itself else (best,))):
        own = older.entry.head.effective
        found = _replacing(inquiry, older, of_body=of_body) if own else iter(())
        for clause, matter in sorted(found, key=lambda pair: -pair[1].score):
            first = fact_of(clause.entry, "first_effective")
            begun = date.fromisoformat(first.value) if first else clause.entry.head.effective
            least = 0.0 if asked else _ON_THE_MATTER
            same = matter.close >= max(_SAME_MATTER * older.close, least)
            if own and begun and same and (own < begun or asked):
                return _told(inquiry.edition, (older, matter, clause), own, begun), decides
    return [], False


def _told(edition: Edition, units: Sequence[Scored], own: date, begun: date) -> list[Claim]:
    """``units`` are the local one, the one from above and the clause that tells which holds."""
    local, upper, clause = (quote_of(edition, unit) for unit in units)
    days = [claim for q in (upper, local) for claim in begins(edition, q.entry)]
    lower, higher = title_of(local.entry), title_of(upper.entry)
    if own < begun:
        verdict = f"不一致的，按{source_words(upper)}执行，不按{source_words(local)}"
    else:
        verdict = f"{source_words(local)}仍按自己的规定执行"
    text = (
        f"{verdict}：《{higher}》规定“{shown(clause)}”，《{lower}》自{spoken(own)}起施行，"
        f"{'早' if own < begun else '晚'}于自{spoken(begun)}起施行的《{higher}》。"
    )
    quotes = (local, upper, clause, *(q for claim in days for q in claim.quotes))
    order = (upper, local) if own < begun else (local, upper)
    return [Claim(text, quotes), *(ground(q) for q in order), *days]


def _replacing(inquiry: Inquiry, best: Scored, *, of_body: bool) -> Iterator[tuple[Scored, Scored]]:
    """Clauses that say which older rules an act replaces, each with what it says on the matter.

    The acts are those from above the region of the best unit's act, and with ``of_body`` the later
    ones of the body that issued it. 与本条不一致 takes the place of what is said on one matter.
    """
    edition, entry = inquiry.edition, best.entry
    above = {r for name in entry.head.regions for r in chain(name)[1:] if r != NATION}
    acts = {i for region in above for i in edition.names.documents_of(region)}
    inside = set(inquiry.scope.documents)
    for document_id in sorted(inside if of_body else inside & acts):
        other = edition.entries[document_id]
        same = set(other.head.issuers) & set(entry.head.issuers)
        later = (other.head.effective or date.min) > (entry.head.effective or date.max)
        if document_id not in acts and not (same and later):
            continue
        text = edition.text(document_id)
        for rule in text.all_rules() if _DIFFERS.search(text.document.text) else ():
            if not _REPLACES.search(text.read_rule(rule).words):
                continue
            units = inquiry.units_of(Candidate(rule, other, 1.0, {}))
            # 施行前制定的…予以清理；…不一致的: said of two things
            for clause in (u for u in units if _REPLACES.search(u.read.words)):
                beside = [u for u in units if u is not clause]
                if not _OF_RULE.search(clause.read.words):
                    beside = inquiry.rank(inquiry.retrieve(documents=[document_id]))[:_LOOKED_AT]
                yield clause, max(beside, key=lambda u: u.close, default=clause)


_LOOKED_AT = 5


def _clauses(edition: Edition, document_id: str) -> Iterator[Quote]:
    text = edition.text(document_id)
    for rule in text.all_rules():
        for read in text.read_rule(rule).units:
            if _SAYS_WHICH.search(read.words):
                yield quote_at(edition, document_id, read.unit.spans, rule.locator)
