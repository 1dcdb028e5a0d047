"""Answers from the head of a document: when it begins, which version, what it ended, its number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.dates import find_dates
from graph.model import Validity
from graph.names import fold
from graph.store import DocumentEntry
from qa.asked.asks import HOW_OFTEN_CHANGED, Ask
from qa.asked.question import Question
from qa.claims.claim import Claim, Quote
from qa.claims.commencement import (
    BEGINS,
    begun_on,
    clauses_with,
    fact_of,
    history,
    notes_of,
    own_start,
    title_of,
)
from qa.claims.ending import ended_by, not_ended
from qa.claims.quoting import ground, sentence_of
from qa.search.retrieve import valid_versions
from qa.shelf.shelf import Edition, version_date

_ENDS = re.compile(r"废止|取代|代替|停止执行|失效")
_BASED = re.compile(
    r"(?:根据|依据|依照|按照)[^。；]{0,60}《|以《[^》]+》为指导|(?:根据|依据|依照)[^。]*(?:法律|法规)"
)
_OF_A_REVISION = re.compile(r"修(?:订|正|改)[^，。？]{0,12}(?:施行|实施|生效|执行)")


# 先后两版, 什么时候被换掉: asks for more than the version that is valid
_SEVERAL_VERSIONS = re.compile(
    r"[两几]个?(?:版|文本)|年[的那]?一?版[^。？]{0,8}年[的那]?一?版|先后|新旧|各版|历次|换(?:掉|成|了)|修订前后|改(?:之|以)?前|被[^，。？]{0,8}(?:取代|替代|代替)"
    r"|(?:修[订改正][以之]?后|新版|新的).*(?:[老旧](?:版|法|条例|规定|办法|文本|的)|修[订改正][以之]?前|原来的)"
    r"|(?:[老旧](?:版|法|条例|规定|办法|文本|的)|修[订改正][以之]?前|原来的).*(?:修[订改正][以之]?后|新版|新的)"
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
    if _SIGNED.search(asked.question.chinese):
        return notes_of(asked.edition, entry)[:1]
    fact = fact_of(entry, "effective")
    if fact and "修" in fact.basis and _OF_A_REVISION.search(asked.question.chinese):
        return []  # the text gives the first commencement only
    found = [ground(q) for q in clauses_with(asked.edition, entry, BEGINS)][:2]
    if fact and fact.evidence and entry.head.effective:
        quote = sentence_of(asked.edition, fact.evidence)
        direct = begun_on(asked.edition, entry, quote, entry.head.effective)
        if direct and "起" in fact.evidence.quote:
            found = [c for c in found if c.quotes[0].spans[-1][1] != quote.spans[-1][1]]
            found.insert(0, direct)
    ends = [ground(q) for q in clauses_with(asked.edition, entry, _ENDS, last=3)]
    own = own_start(asked.edition, entry, found)
    found = [own, *found] if own else found
    made = _made(asked, entry)
    return [*made, *found, *ends, *(() if made else notes_of(asked.edition, entry))]


# 落款是哪天, 文件自己落的是几月几号
_SIGNED = re.compile(r"落(?:款|的)[^，。？]{0,6}(?:何时|什么时候|哪|几月)")
# 省里哪天批准的, 哪年修正过, 改过几次: lines of the note are asked for before the commencement
_MAKING = re.compile(
    r"(?:何时|啥时候|什么时候|哪[一几]?[年天日月次]|几月几[号日])[^，。？]{0,6}"
    r"(?:通过|批准|公布|发布|颁布|修订|修正|修改|改)(?![前后以])"
    r"|(?:修订|修正|修改)(?:的)?(?:时间|日期|是|于|在)[^，。？]{0,4}(?:哪|何时|什么时候|几月)"
    rf"|最早|最初|最开始|首次|第一次|当初|原先|先后|{HOW_OFTEN_CHANGED}"
)
_FIRST = re.compile(r"最早|最初|最开始|首次|第一次|当初|原先")
_KINDS = ("通过", "批准", "公布", "发布", "颁布", "修")


def _made(asked: _Asked, entry: DocumentEntry) -> list[Claim]:
    """Every line of the newest note, those of what is asked first, of these the latest or first.

    Empty where the making of the text is not asked about.
    """
    asking = _MAKING.search(asked.question.chinese)
    newest = max(asked.edition.versions[entry.head.policy_id], key=version_date)
    lines = history(asked.edition, newest) if asking else []
    if not _FIRST.search(asked.question.chinese):
        lines.reverse()
    kind = next((k for k in _KINDS if asking and k in asking.group()), "修")
    return sorted(lines, key=lambda line: kind not in line.text)


# 到底是几月几号公布施行的: asks for a day that 自公布之日起施行 does not give.
_DAY_PUBLISHED = re.compile(
    r"(?:几月几[号日]|哪一?天|哪一?日|何时|什么时候)[^，。？]{0,6}(?:公布|发布|印发)|(?:公布|发布|印发)(?:日期|的日子)"
)


def _no_such_day(question: Question, edition: Edition, entry: DocumentEntry) -> bool:
    """Whether the day of publication is asked for and stands nowhere in the text."""
    if not _DAY_PUBLISHED.search(question.chinese) or entry.head.published:
        return False
    return not any("公布" in c.text or "发布" in c.text for c in notes_of(edition, entry))


def _version(asked: _Asked, entry: DocumentEntry) -> list[Claim]:
    """From when the text of each day holds, then what all texts tell of their beginning."""
    versions = sorted(asked.edition.versions[entry.head.policy_id], key=version_date)
    if len(versions) < 2:
        return _effective(asked, entry)
    days = [(f"{d.text}：", d.last) for d in asked.question.dates] or [("", asked.today)]
    held = [
        replace(claim, text=f"{day}{claim.text}", premise=asked.question.text)
        for day, on in days
        for version in versions
        if version.id in valid_versions(asked.edition, on)
        for claim in _effective(asked, version)[:1]
    ]
    rest = [claim for version in versions for claim in _effective(asked, version)]
    told = {claim.quotes for claim in held}
    return [*held, *(claim for claim in rest if claim.quotes not in told)]


def _validity(asked: _Asked, entry: DocumentEntry) -> list[Claim]:
    """What the texts say of its force: ended by another, replaced by a later version, begun.

    Nothing of a text that only its source calls ended: none tells from when, and by what.
    """
    claims = _ended(asked, entry)
    later = [
        v
        for v in asked.edition.versions[entry.head.policy_id]
        if version_date(v) > version_date(entry)
    ]
    for version in later:
        claims += _effective(asked, version)[:2]
    begun = list(clauses_with(asked.edition, entry, BEGINS)) or entry.head.effective
    held = all(mention.policy_ids for mention in asked.question.policies)
    if held and not claims and (standing := not_ended(asked.edition, entry, asked.today)):
        return standing
    told = claims or (begun and entry.head.status is not Validity.REPEALED)
    return [*claims, *_effective(asked, entry)] if told else []


def _number(asked: _Asked, entry: DocumentEntry) -> list[Claim]:
    fact = fact_of(entry, "document_number")
    if fact is None or fact.evidence is None:
        return []
    quote = Quote(entry, asked.edition.text(entry.id).document, fact.basis, fact.evidence.spans)
    words = "".join(fact.evidence.quote.split())
    if fold(words) in fold(asked.question.chinese):  # 国函〔2018〕145号答复的是哪个文号: another's
        return []
    return [Claim(f"《{title_of(entry)}》的文号是{words}。", (quote,))]


def _basis(asked: _Asked, entry: DocumentEntry) -> list[Claim]:
    return [ground(q) for q in clauses_with(asked.edition, entry, _BASED, first=8)][:2]


def _ended(asked: _Asked, entry: DocumentEntry) -> list[Claim]:
    """Which other document ends this one, and from which day."""
    quotes = ended_by(asked.edition, title_of(entry), apart=entry.id)
    quotes = quotes or _namesake_ended(asked, entry)
    claims = [ground(q) for q in quotes]
    if quotes and not BEGINS.search(quotes[0].text):
        claims += [ground(q) for q in clauses_with(asked.edition, quotes[0].entry, BEGINS)][:1]
    return claims


def _namesake_ended(asked: _Asked, entry: DocumentEntry) -> list[Quote]:
    """Where the act ends one of its own name, of the year that the question gives.

    1990年批的那部条例 is not the one in force: …1990年…批准的《…条例》同时废止.
    """
    years = {d.iso[:4] for d in find_dates(asked.question.chinese)}
    ends = [q for q in ended_by(asked.edition, title_of(entry)) if q.entry.id == entry.id]
    return [q for q in ends if years & {d.iso[:4] for d in find_dates(q.text)}]


# 被什么取代, 由哪部法替代: the named document is the one that is ended
_IS_ENDED = re.compile(r"(?:被|由)[^，。？]{0,24}(?:废止|废掉|取代|替代|代替)")


def _repeals(asked: _Asked, entry: DocumentEntry) -> list[Claim]:
    if _IS_ENDED.search(asked.question.chinese):
        ended = _ended(asked, entry)
        if ended:
            return ended
    ends = [
        ground(q)
        for q in clauses_with(asked.edition, entry, _ENDS, last=14)
        if fold(q.text) != fold(entry.head.title)
    ][:3]
    return [*ends, *(ground(q) for q in clauses_with(asked.edition, entry, BEGINS))] if ends else []


_ANSWERS = {
    Ask.EFFECTIVE: _effective,
    Ask.VERSION: _version,
    Ask.VALIDITY: _validity,
    Ask.NUMBER: _number,
    Ask.BASIS: _basis,
    Ask.REPEALS: _repeals,
}
