"""The verdict on one answer: passages cited, numbers told, and nothing else said first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.dates import find_dates
from graph.names import canonical_title, fold
from graph.quantities import COUNT, Quantity, find_quantities
from qa.asked.lay_numbers import as_written
from qa.asked.pairs import share_held
from qa.evaluation.gold import Gold, GoldQuestion
from qa.told.reply import Answer, Status

_ENOUGH = 0.7
"""Share of a gold quote's character pairs that a citation must hold."""
_SHORTEST_HELD = 8
"""Code points from which on a citation inside a gold passage stands for it."""

# 《…》第十条规定：“不得少于十五日”   what an answer quotes is not what it says itself
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》")
# 规定了6项：“…: the quoted list shows how many there are
_POINTS_COUNTED = re.compile(r"了\d+项：“")
# 135元：5%×3个月=15%，900元×15%=135元   the steps are worked out anew by the check
_WORKING = re.compile(r"[^，。；：（）]*=[^，。；：（]*")
# 可以：…   能，…   不需要；…   还没有：…   a first word that says yes or no, and not 不低于50%
_YES = re.compile(r"(?:可以|能|算|是的?|要|应当|必须|需要|会|有|行|对)(?:[，,：:；;。（]|$)")
_NO = re.compile(
    r"(?:不(?![少低超得足晚早])|没|还没|尚未|无[需须])[^，,：:；;。（]{0,4}(?:[，,：:；;。（]|$)"
)


class Verdict(StrEnum):
    RIGHT = "right"
    """Every gold passage is cited, every number of the gold answer told, and no other first."""
    PARTLY = "partly"
    """Some gold passage is cited."""
    WRONG = "wrong"
    WRONGLY_REFUSED = "wrongly_refused"
    RIGHTLY_REFUSED = "rightly_refused"
    WRONGLY_ANSWERED = "wrongly_answered"


GOOD = frozenset({Verdict.RIGHT, Verdict.RIGHTLY_REFUSED})


@dataclass(frozen=True, slots=True)
class Outcome:
    gold: GoldQuestion
    verdict: Verdict
    answer: Answer
    lost_evidence: tuple[str, ...] = ()
    """Gold passages that no citation holds, as ``doc_id locator``."""
    lost_numbers: tuple[str, ...] = ()
    """Numbers and dates of the gold answer that the answer does not give."""
    other_numbers: tuple[str, ...] = ()
    """Numbers and dates that the first sentence claims and neither gold nor question holds."""
    says_the_opposite: bool = False
    """Yes where the gold answer is no, or no where it is yes."""
    citations_valid: bool = True
    """Whether every quote is literally in its document, at its spans."""


def judge(gold: GoldQuestion, answer: Answer, *, citations_valid: bool) -> Outcome:
    refused = answer.status is Status.NOT_FOUND
    if not gold.answerable:
        verdict = Verdict.RIGHTLY_REFUSED if refused else Verdict.WRONGLY_ANSWERED
        return Outcome(gold, verdict, answer, citations_valid=citations_valid)
    lost = tuple(f"{e.doc_id} {e.locator}" for e in gold.evidence if not _cited(e, answer))
    if refused:
        verdict = Verdict.WRONGLY_REFUSED
        return Outcome(gold, verdict, answer, lost, citations_valid=citations_valid)
    numbers = tuple(_lost_numbers(gold, answer))
    others = tuple(_other_numbers(gold, answer))
    opposite = _says_the_opposite(gold, answer)
    if opposite or len(lost) == len(gold.evidence):
        verdict = Verdict.WRONG
    elif lost or numbers or others:
        verdict = Verdict.PARTLY
    else:
        verdict = Verdict.RIGHT
    return Outcome(gold, verdict, answer, lost, numbers, others, opposite, citations_valid)


def _cited(gold: Gold, answer: Answer) -> bool:
    return any(
        same_document(gold, c.document_id, c.title)
        and (holds_passage(gold, c.quote) or fold(gold.quote) in fold(c.document_number or ""))
        for c in answer.citations
    )


def same_document(gold: Gold, document_id: str, title: str) -> bool:
    """By id, or by title: one act may stand in a library twice, from two sources."""
    return document_id == gold.doc_id or canonical_title(title) == canonical_title(gold.title)


def holds_passage(gold: Gold, words: str) -> bool:
    """Whether words of a document hold the gold passage, or stand for it from inside it."""
    wanted, given = fold(gold.quote), fold(words)
    if wanted in given or (given in wanted and len(given) > _SHORTEST_HELD):
        return True
    return share_held(wanted, given) >= _ENOUGH


def _lost_numbers(gold: GoldQuestion, answer: Answer) -> list[str]:
    """Numbers of the gold answer that the answer does not give.

    What a gold passage holds may stand in a quote. What was worked out has to be said: a quote
    about something else may hold the same number by chance. What the question gave and no passage
    holds need not be said again.
    """
    printed = "\n".join(e.quote for e in gold.evidence)
    own = _own_words(answer.text) + "\n" + _cells(answer)
    shown = f"{answer.text}\n{_cells(answer)}\n" + "\n".join(c.quote for c in answer.citations)
    lost = []
    for quantity in find_quantities(gold.answer):
        if _gives(printed, quantity):
            told = _gives(shown, quantity)
        else:
            told = _gives(own, quantity) or _gives(_question(gold), quantity)
        if not told:
            lost.append(quantity.text)
    days = {d.iso for d in find_dates(shown)}
    asked = {d.iso for d in find_dates(gold.question)}
    return lost + [
        date.iso
        for date in find_dates(gold.answer)
        if date.iso not in asked and not any(day.startswith(date.iso) for day in days)
    ]


def _other_numbers(gold: GoldQuestion, answer: Answer) -> list[str]:
    """What the first sentence claims beside the gold answer, its passages and the question."""
    claimed = _POINTS_COUNTED.sub("：“", answer.sentences[0].text)
    claimed = _WORKING.sub("", _own_words(claimed))
    known = "\n".join((gold.answer, _question(gold), *(e.quote for e in gold.evidence)))
    counted = [q for q in find_quantities(claimed) if not _is_article(q)]
    others = [q.text for q in counted if not _gives(known, q)]
    days = {d.iso for d in find_dates(known)}
    others += [
        d.iso
        for d in find_dates(claimed)
        if not any(d.iso.startswith(day) or day.startswith(d.iso) for day in days)
    ]
    return list(dict.fromkeys(others))


def _is_article(quantity: Quantity) -> bool:
    """一件申请, 一份合同: "a", and no figure."""
    return quantity.kind == COUNT and len(quantity.text) == 2 and quantity.text.startswith("一")


def _says_the_opposite(gold: GoldQuestion, answer: Answer) -> bool:
    wanted, given = _yes(gold.answer), _yes(answer.sentences[0].text)
    return wanted is not None and given is not None and wanted != given


def _yes(text: str) -> bool | None:
    """True for 可以：…, False for 不能，…, None where it does not open with yes or no."""
    if _NO.match(text):
        return False
    return True if _YES.match(text) else None


def _question(gold: GoldQuestion) -> str:
    """The question with its numbers written out: 60万 is 60万元."""
    return as_written(gold.question)


def _own_words(text: str) -> str:
    return _QUOTED.sub("", text)


def _cells(answer: Answer) -> str:
    return "\n".join("，".join(row) for row in answer.table.rows) if answer.table else ""


def _gives(text: str, wanted: Quantity) -> bool:
    """Whether the text holds both ends of the quantity, in whatever writing."""
    values = set(_values(find_quantities(text)))
    return fold(wanted.text) in fold(text) or values.issuperset(_values([wanted]))


_SAME_UNIT = {"名": "人", "位": "人", "种": "项", "类": "项", "条": "项", "笔": "项"}
"""What counts people, and what counts the points of a list, in one word: 9名 are 9人."""


def _values(quantities: Iterable[Quantity]) -> Sequence[tuple[float, str]]:
    return [
        (round(end, 4), _SAME_UNIT.get(q.unit, q.unit))
        for q in quantities
        for end in (q.value, q.value_max)
        if end is not None
    ]
