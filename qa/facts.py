"""Answers from the head of a document: when it begins, which version, what it ended, its number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from graph.model import Fact, FactSource, ProvisionKind, Span, Validity
from graph.names import canonical_title, fold
from graph.store import DocumentEntry
from qa.asks import Ask
from qa.claim import Claim, Quote
from qa.question import Question
from qa.quoting import ground, quote_at
from qa.retrieve import valid_versions
from qa.shelf import Edition, Rule, version_date
from qa.units import split_units

_BEGINS = re.compile(r"(?:起|开始)(?:施行|生效|实施|执行)|公布之日起施行|发布之日起(?:施行|实行)")
_ENDS = re.compile(r"废止|取代|代替|停止执行|失效")
_BASED = re.compile(
    r"(?:根据|依据|依照|按照)[^。；]{0,60}《|以《[^》]+》为指导|(?:根据|依据|依照)[^。]*(?:法律|法规)"
)
_OF_A_REVISION = re.compile(r"修(?:订|正|改)[^，。？]{0,12}(?:施行|实施|生效|执行)")
_NOTE_FIELDS = ("written", "published")
_MOST_NOTES = 4


# 先后两版, 什么时候被换掉: asks for more than the version that is valid
_SEVERAL_VERSIONS = re.compile(
    r"[两几]个?(?:版|文本)|年[的那]?一?版[^。？]{0,8}年[的那]?一?版|先后|新旧|各版|历次|换(?:掉|成|了)|修订前后|被[^，。？]{0,8}(?:取代|替代|代替)"
)


def head_claims(
    question: Question, edition: Edition, documents: Sequence[str], today: date
) -> list[Claim]:
    """Claims that answer the asks about documents themselves; empty where none is answered."""
    asked = _Asked(question, edition, today)
    claims: list[Claim] = []
    if _SEVERAL_VERSIONS.search(question.chinese):
        works = dict.fromkeys(edition.entries[i].head.policy_id for i in documents)
        documents = [
            v.id for work in works for v in sorted(edition.versions[work], key=version_date)
        ]
    for ask in question.asks:
        for document_id in documents[:3]:
            if ask in _ANSWERS:
                claims += _ANSWERS[ask](asked, edition.entries[document_id])
    return list({claim.text: claim for claim in claims}.values())


@dataclass(frozen=True, slots=True)
class _Asked:
    question: Question
    edition: Edition
    today: date


def _effective(asked: _Asked, entry: DocumentEntry) -> list[Claim]:
    """The clause of commencement, with what it repeals; then what the note under the title says."""
    if _no_such_day(asked.question, asked.edition, entry):
        return []
    fact = _fact(entry, "effective")
    if fact and "修" in fact.basis and _OF_A_REVISION.search(asked.question.chinese):
        return []  # the text gives the first commencement only
    found = [ground(q) for q in _clauses(asked.edition, entry, _BEGINS)][:2]
    if fact and fact.evidence and entry.head.effective:
        day = _spoken(entry.head.effective)
        quote = _around(asked.edition, entry, fact.evidence.spans)
        if "起" in fact.evidence.quote:
            found = [c for c in found if c.quotes[0].spans[-1][1] != quote.spans[-1][1]]
            found.insert(0, Claim(f"《{_title(entry)}》自{day}起施行。", (quote,)))
    ends = [ground(q) for q in _clauses(asked.edition, entry, _ENDS, last=3)]
    own = _own_start(asked.edition, entry, found)
    found = [own, *found] if own else found
    told = [*_notes(asked.edition, entry)]
    if _FIRST.search(asked.question.chinese):
        told = [*_history(asked.edition, entry), *told]
    elif _OF_ADOPTION.search(asked.question.chinese):
        return [*_adopted(asked, entry, told), *found, *ends]
    return [*found, *ends, *told]


# 省里哪天批准的, 何时通过的: a line of the note is asked for, and not the commencement
_OF_ADOPTION = re.compile(
    r"(?:何时|什么时候|哪一?[年天日月]|几月几[号日])[^，。？]{0,6}(?P<act>通过|批准|公布|发布|颁布)(?![^，。？]*(?:施行|生效|实施))"
)


def _adopted(asked: _Asked, entry: DocumentEntry, told: Sequence[Claim]) -> list[Claim]:
    """The lines of the note that tell of what is asked, the latest first; else all that is told."""
    act = _OF_ADOPTION.search(asked.question.chinese)
    lines = [c for c in _history(asked.edition, entry) if act and act["act"] in c.text]
    return [*reversed(lines)] or [*told]


# 最早哪年通过, 先后改过几次: every line of the note, and not its last alone
_FIRST = re.compile(r"最早|最初|最开始|首次|第一次|当初|原先|历次|先后|改过几|修(?:改|订|正)过?几")
_NOTE_LINE = re.compile(r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日.*(?:通过|公布|发布|批准|修订|修正)")


def _history(edition: Edition, entry: DocumentEntry) -> list[Claim]:
    """The lines of the note under the title, the earliest first."""
    text = edition.text(entry.id)
    heads = [p for p in text.provisions.values() if p.rank is ProvisionKind.HEAD]
    claims = []
    for head in heads:
        for line in re.finditer(r"[^\n]+", text.document.text[head.start : head.end]):
            if _NOTE_LINE.search("".join(line.group().split())):
                span = (head.start + line.start(), head.start + line.end())
                quote = Quote(entry, text.document, "题注", (span,))
                words = "".join(line.group().split())
                claims.append(Claim(f"《{_title(entry)}》题注：“{words}”。", (quote,)))
    return claims


# 到底是几月几号公布施行的: asks for a day that 自公布之日起施行 does not give.
_DAY_PUBLISHED = re.compile(
    r"(?:几月几[号日]|哪一?天|哪一?日|何时|什么时候)[^，。？]{0,6}(?:公布|发布|印发)|(?:公布|发布|印发)(?:日期|的日子)"
)


def _no_such_day(question: Question, edition: Edition, entry: DocumentEntry) -> bool:
    """Whether the day of publication is asked for and stands nowhere in the text."""
    if not _DAY_PUBLISHED.search(question.chinese) or entry.head.published:
        return False
    return not any("公布" in c.text or "发布" in c.text for c in _notes(edition, entry))


def begins(edition: Edition, entry: DocumentEntry) -> list[Claim]:
    """From which day the text holds, in its note or its clause, and the note of its last change.

    The clause of an amended act tells when its first version began, so its note goes first.
    """
    clauses = [ground(q) for q in _clauses(edition, entry, _BEGINS)][:1]
    notes = _notes(edition, entry)[-1:]
    own = _own_start(edition, entry, clauses)
    if own:
        return [own, *(n for n in notes if n.quotes != own.quotes)]
    amended = _fact(entry, "first_effective") is not None
    return [*notes, *clauses] if amended else [*clauses, *notes]


def _own_start(edition: Edition, entry: DocumentEntry, clauses: Sequence[Claim]) -> Claim | None:
    """The day that the note gives a text without a clause, or with that of its first version."""
    fact = _fact(entry, "effective")
    day = entry.head.effective
    if not (fact and fact.evidence and day) or "施行" not in fact.evidence.quote:
        return None
    if clauses and _fact(entry, "first_effective") is None:
        return None
    quote = Quote(entry, edition.text(entry.id).document, fact.basis, fact.evidence.spans)
    which = "的这一文本" if clauses else ""
    return Claim(f"《{_title(entry)}》{which}自{_spoken(day)}起施行。", (quote,))


def _version(asked: _Asked, entry: DocumentEntry) -> list[Claim]:
    claims: list[Claim] = []
    versions = sorted(asked.edition.versions[entry.head.policy_id], key=version_date)
    if len(versions) > 1:
        days = [d.last for d in asked.question.dates] or [asked.today]
        for version in versions:
            current = [d for d in days if version.id in valid_versions(asked.edition, d)]
            claims += _effective(asked, version)[:1] if current else []
        for version in versions:
            claims += _effective(asked, version)
        return claims
    return [*_effective(asked, entry)]


def _validity(asked: _Asked, entry: DocumentEntry) -> list[Claim]:
    """What the texts say of its force: ended by another, replaced by a later version, begun."""
    claims = _ended(asked, entry)
    later = [
        v
        for v in asked.edition.versions[entry.head.policy_id]
        if version_date(v) > version_date(entry)
    ]
    for version in later:
        claims += _effective(asked, version)[:2]
    begun = list(_clauses(asked.edition, entry, _BEGINS)) or entry.head.effective
    return [*claims, *_effective(asked, entry)] if claims or begun else []


def _number(asked: _Asked, entry: DocumentEntry) -> list[Claim]:
    fact = _fact(entry, "document_number")
    if fact is None or fact.evidence is None:
        return []
    quote = Quote(entry, asked.edition.text(entry.id).document, fact.basis, fact.evidence.spans)
    words = "".join(fact.evidence.quote.split())
    return [Claim(f"《{_title(entry)}》的文号是{words}。", (quote,))]


def _issuer(asked: _Asked, entry: DocumentEntry) -> list[Claim]:
    facts = [f for f in entry.head.facts if f.field == "issuers" and f.evidence]
    claims = []
    for fact in facts[:2]:
        if fact.evidence and fact.value in entry.head.issuers:
            quote = Quote(
                entry, asked.edition.text(entry.id).document, fact.basis, fact.evidence.spans
            )
            claims.append(Claim(f"《{_title(entry)}》由{fact.value}制定发布。", (quote,)))
    return claims


def _basis(asked: _Asked, entry: DocumentEntry) -> list[Claim]:
    return [ground(q) for q in _clauses(asked.edition, entry, _BASED, first=8)][:2]


def _ended(asked: _Asked, entry: DocumentEntry) -> list[Claim]:
    """Which other document ends this one, and from which day."""
    quotes = ended_by(asked.edition, _title(entry), apart=entry.id)
    claims = [ground(q) for q in quotes]
    if quotes and not _BEGINS.search(quotes[0].text):
        claims += [ground(q) for q in _clauses(asked.edition, quotes[0].entry, _BEGINS)][:1]
    return claims


# 被什么取代, 由哪部法替代: the named document is the one that is ended
_IS_ENDED = re.compile(r"(?:被|由)[^，。？]{0,24}(?:废止|废掉|取代|替代|代替)")


def _repeals(asked: _Asked, entry: DocumentEntry) -> list[Claim]:
    if _IS_ENDED.search(asked.question.chinese):
        ended = _ended(asked, entry)
        if ended:
            return ended
    ends = [ground(q) for q in _clauses(asked.edition, entry, _ENDS, last=14)][:3]
    return [*ends, *(ground(q) for q in _clauses(asked.edition, entry, _BEGINS))] if ends else []


_ANSWERS = {
    Ask.EFFECTIVE: _effective,
    Ask.VERSION: _version,
    Ask.VALIDITY: _validity,
    Ask.NUMBER: _number,
    Ask.ISSUER: _issuer,
    Ask.BASIS: _basis,
    Ask.REPEALS: _repeals,
}


def ended_by(edition: Edition, title: str, *, apart: str = "") -> list[Quote]:
    """Sentences of other documents that name the title and end it, with what begins then."""
    quotes: list[Quote] = []
    wanted = fold(title)
    others = [i for i in edition.entries if i != apart]
    for hit in edition.search(f"{title} 废止", limit=12, documents=others):
        text = edition.text(hit.document_id)
        rule = text.rule_of(hit.provision_id, hit.start, hit.end)
        whole = fold(
            edition.entries[hit.document_id].head.title + text.document.text[rule.start : rule.end]
        )
        if "废止" not in whole:
            continue
        quotes += [
            quote_at(edition, hit.document_id, read.unit.spans, rule.locator)
            for read in text.read_rule(rule).units
            if wanted in read.words
        ]
    return quotes[:2]


def _clauses(
    edition: Edition,
    entry: DocumentEntry,
    wanted: re.Pattern[str],
    *,
    first: int = 0,
    last: int = 6,
) -> Iterator[Quote]:
    """Units of the whole document that hold the pattern, among its first or its last ones."""
    text = edition.text(entry.id)
    whole = text.document.text
    units = split_units(whole, 0, len(whole))
    kept = units[:first] if first else units[-last:]
    for unit in kept:
        if wanted.search("".join(whole[unit.start : unit.end].split())):
            yield quote_at(edition, entry.id, ((_after_label(whole, unit.start), unit.end),))


_LABEL = re.compile(
    r"(?:第[零一二三四五六七八九十百千〇\d]+条|[一二三四五六七八九十]+、|\d+[.、．])[\s　]*"
)


def _after_label(text: str, start: int) -> int:
    label = _LABEL.match(text, start)
    return label.end() if label else start


def _notes(edition: Edition, entry: DocumentEntry) -> list[Claim]:
    """The lines under the title that say when it was adopted and changed."""
    claims = []
    for fact in entry.head.facts:
        if fact.field in _NOTE_FIELDS and fact.evidence:
            quote = Quote(entry, edition.text(entry.id).document, fact.basis, fact.evidence.spans)
            words = "".join(fact.evidence.quote.split())
            claims.append(Claim(f"《{_title(entry)}》{fact.basis}：“{words}”。", (quote,)))
    return claims[:_MOST_NOTES]


def _fact(entry: DocumentEntry, name: str) -> Fact | None:
    """The first fact of a field that was read in the text."""
    return next(
        (f for f in entry.head.facts if f.field == name and f.source is FactSource.TEXT), None
    )


def _around(edition: Edition, entry: DocumentEntry, spans: Sequence[Span]) -> Quote:
    """The sentence around a fact's words."""
    text = edition.text(entry.id)
    inner = text.innermost(*spans[0])
    if inner is not None and inner.end - inner.start < 600:
        rule = Rule(entry.id, inner.id, inner.start, inner.end, inner.locator, "")
        for read in text.read_rule(rule).units:
            if read.unit.start <= spans[0][0] and spans[-1][1] <= read.unit.end:
                return quote_at(edition, entry.id, read.unit.spans, inner.locator)
    return quote_at(edition, entry.id, spans)


def _title(entry: DocumentEntry) -> str:
    return canonical_title(entry.head.title)


def _spoken(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


STATUS_WORDS = {
    Validity.IN_FORCE: "现行有效",
    Validity.NOT_YET: "尚未施行",
    Validity.AMENDED: "已被修改",
    Validity.PARTLY: "部分失效",
    Validity.REPEALED: "已失效",
    Validity.UNKNOWN: "效力不明",
}
