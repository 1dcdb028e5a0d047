"""What is asked of an act that the question only points at: 依哪部法？那部法怎么说？"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.locators import Locator
from graph.names import canonical_title, policy_id, short_title
from graph.references import ReferenceKind, find_references
from qa.asked.asks import HEAD_ASKS, Ask
from qa.asked.question import Question, parse_question
from qa.claims.draft import Draft
from qa.claims.quoting import ground, quote_of
from qa.search.rank import Inquiry, Scored
from qa.search.retrieve import choose_scope
from qa.shelf.shelf import Edition

# 那部法对作价投资…, 那份文件怎么说, 该条例下…: what the words before it lead to
_BACK = re.compile(
    r"(?:(?:那|这)一?(?:部|个|份|项|件)|该|此)(?:国家|省|市|行政)?的?"
    r"(?P<kind>法律?|法规|条例|办法|规定|文件|意见|细则|解释|决定|通知)(?![院定人律师])"
)
# 那一条规定…, 该条里…
_BACK_TO_ARTICLE = re.compile(r"(?:(?:那|这)一?|该)条(?!例|文)")
# 依哪部法处理, 照国家的法来, 依照种子法第七十三条: the first half is about another act
_LEADS = re.compile(
    r"哪一?(?:部|份|个|些|条)[^，。？]{0,8}(?:法|条例|办法|规定|文件|意见|政策|细则)|什么(?:法|文件|规定)|依据|[依按照]照?什么"
    r"|(?:依照|按照|根据|参照|适用|遵守|[照依按引转])[^，。？]{0,14}(?:法|条例|规定|办法|文件|细则|条)"
)
_SENTENCE_STARTS = re.compile(r"[。；;？?]")
_CLAUSE_STARTS = re.compile(r"[，,。；;？?]")
_SENDING = "依照 按照 适用 有关规定 执行 从其规定"
_LOOKED_AT = 40
_OF_HEAD = 0.8
"""What a word of the first half counts in the second."""
_OWN_ASKS = HEAD_ASKS | {Ask.WHO, Ask.WHEN}
_KINDS = {"法律": "法", "法规": "条例"}


@dataclass(frozen=True, slots=True)
class Lead:
    """Another act that a sentence sends to, as it names it."""

    title: str
    policy: str
    locators: tuple[Locator, ...]


@dataclass(frozen=True, slots=True)
class _Halves:
    head: str
    """What comes before the clause that points back."""
    before: str
    """Words of that clause in front of 那部法."""
    after: str
    kind: str
    """法, 条例, 文件 …; empty where an article is pointed at."""


Answering = Callable[[Question, Edition, date], Draft]


def from_chain(
    question: Question, edition: Edition, today: date, answer: Answering
) -> Draft | None:
    """What the act says that the question only points at; None where it points at none.

    ``answer`` answers the second half, with the act's title in the place of 那部法.
    """
    halves = _halves(question.chinese)
    if halves is None:
        return None
    head = replace(parse_question(halves.head, edition.names), text=question.text)
    sending = _sending(head, edition, question.dates[0].last if question.dates else today)
    found = [(s, lead) for s, leads in sending for lead in leads if _fits(lead, halves)]
    found = [pair for pair in found if short_title(pair[1].title) in halves.head] or found
    held = [(s, lead) for s, lead in found if lead.policy in edition.versions]
    lead = held[0][1] if held else None
    read = parse_question(_worded(halves, lead), edition.names, today=today)
    if not held:
        return _not_held(question, edition, read, found)
    scored = held[0][0]
    rest = answer(_second(question, read, head), edition, today)
    if not rest.claims:
        return None
    draft = Draft(question, documents=rest.documents | {scored.entry.id}, rules=rest.rules)
    told = (replace(c, premise=question.chinese) if c.premise else c for c in rest.claims)
    draft.claims = [ground(quote_of(edition, scored)), *told]
    draft.near, draft.missing, draft.confidence = rest.near, rest.missing, rest.confidence
    return draft


def goes_on(before: str, text: str) -> str | None:
    """Both as one question, where the first asks for an act and the second points at it."""
    whole = f"{before.rstrip('？?。 ')}？{text}"
    return whole if _ASKS_ACT.search(before) and _halves(whole) else None


# 依哪部法处罚, 按哪份文件制订的: what 那部法 in the next question points at
_ASKS_ACT = re.compile(
    r"哪一?(?:部|份|个|些)[^，。？]{0,8}(?:法|条例|办法|规定|文件|意见|政策|细则)"
)


def leads_of(words: str, own_policy: str) -> list[Lead]:
    """Other acts that the words name, in their order; the act's own name is left out."""
    found = []
    for reference in find_references(words):
        if reference.kind in (ReferenceKind.TITLE, ReferenceKind.NAME):
            title = canonical_title(reference.name)
            policy = policy_id(title)
            if title and policy != own_policy:
                found.append(Lead(title, policy, reference.locators))
    return found


def _halves(text: str) -> _Halves | None:
    for pattern in (_BACK, _BACK_TO_ARTICLE):
        back = pattern.search(text)
        if back is None:
            continue
        starts = [_start(text, back.start(), marks) for marks in (_SENTENCE_STARTS, _CLAUSE_STARTS)]
        start = next((n for n in starts if _LEADS.search(text[:n])), 0)
        if start:
            kind = back["kind"] if pattern is _BACK else ""
            return _Halves(
                text[:start],
                text[start : back.start()],
                text[back.end() :],
                _KINDS.get(kind, kind),
            )
    return None


def _start(text: str, end: int, marks: re.Pattern[str]) -> int:
    return max((m.end() for m in marks.finditer(text, 0, end)), default=0)


def _sending(head: Question, edition: Edition, on: date) -> list[tuple[Scored, list[Lead]]]:
    """Units that answer the first half and name other acts, best first."""
    scope = choose_scope(head, edition, on)
    inquiry = Inquiry.of(head, edition, scope)
    candidates = inquiry.retrieve(extra=_SENDING)
    if scope.named:
        candidates = [c for c in candidates if c.entry.id in scope.named] or candidates
    found = []
    for scored in inquiry.rank(candidates)[:_LOOKED_AT]:
        leads = leads_of(quote_of(edition, scored).text, scored.entry.head.policy_id)
        if leads:
            found.append((scored, leads))
    return found


def _fits(lead: Lead, halves: _Halves) -> bool:
    """Whether the act is of the kind that is pointed at: 那部法 is no 条例."""
    if halves.kind in ("法", "条例", "细则", "解释"):
        return lead.title.endswith(halves.kind)
    return bool(halves.kind) or bool(lead.locators)


def _worded(halves: _Halves, lead: Lead | None) -> str:
    """The second half with the title, or the article, in the place of the words that point back."""
    title = f"《{lead.title}》" if lead else ""
    article = lead.locators[0][0] if lead and not halves.kind else ""
    return f"{halves.before}{title}{article}{halves.after}"


def _second(question: Question, read: Question, head: Question) -> Question:
    """The second half in the case of the whole, with the words of the first beside its own."""
    own = {t.text for t in read.terms}
    beside = (replace(t, weight=t.weight * _OF_HEAD) for t in head.terms if t.text not in own)
    return replace(
        read,
        text=question.text,
        compares=False,
        regions=(),
        dates=read.dates or question.dates,
        quantities=read.quantities or question.quantities,
        terms=(*read.terms, *beside),
        unit_types=read.unit_types or question.unit_types,
        public_unit=read.public_unit or question.public_unit,
        no_agreement=read.no_agreement or question.no_agreement,
    )


def _not_held(
    question: Question, edition: Edition, read: Question, found: Sequence[tuple[Scored, Lead]]
) -> Draft | None:
    """A refusal where only the act itself could tell; its number or day another text may tell."""
    if not found or _OWN_ASKS & set(read.asks):
        return None
    scored, lead = found[0]
    draft = Draft(question, documents=frozenset(edition.entries), rules=1, confidence=0.2)
    draft.missing.append(f"库中没有《{lead.title}》")
    draft.near.append(quote_of(edition, scored))
    return draft
