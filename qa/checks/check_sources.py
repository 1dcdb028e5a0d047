"""Whether each clause that is named says what is told of it, and not another one that is cited."""

from __future__ import annotations

import re

from graph.dates import find_dates
from graph.names import canonical_title, fold
from qa.claims.claim import QUOTED, Claim, Quote

_TITLE = r"《(?P<title>(?:[^《》“”]|《[^《》“”]*》)+)》"
_NUMBER = "[零一二三四五六七八九十百千\\d]+"
_LOCATOR = (
    rf"(?P<locator>第{_NUMBER}条(?:之{_NUMBER})?(?:第{_NUMBER}款)?(?:第[（(]{_NUMBER}[）)]项)?)"
)
_SOURCE = re.compile(_TITLE + _LOCATOR)
# 《甲条例》第四条规定：“…”
_QUOTES = re.compile(
    rf"{_TITLE}{_LOCATOR}?(?!没有写)[^《》“”，。；（）]{{0,6}}“(?P<words>(?:[^“”]|“[^“”]*”)+)”"
)
# 不一致的，按《甲》第四条执行，不按《乙》第九条：《甲》规定“…”，《乙》自…起施行，早于自…的《甲》
_YIELDS = re.compile(
    rf"^不一致的，按{_TITLE}[^《》]*执行，不按《(?P<older>.+?)》[^《》]*：《(?P=title)》规定“”，"
    r"《(?P=older)》自(?P<own>[^，]+)起施行，早于自(?P<begun>[^，]+)起施行的《(?P=title)》。$"
)


def source_failures(claim: Claim) -> list[str]:
    """Clauses that no citation has, and words, days and ranks of another one than is named.

    A clause is also had where its own act names it: 本法第十二条自2028年1月1日起施行.
    """
    given, bare = fold(claim.given), QUOTED.sub("“”", claim.text)
    found = [
        f"clause is in no citation: {said.group()}"
        for said in _SOURCE.finditer(bare)
        if not _of(claim, said["title"], said["locator"]) and fold(said.group()) not in given
        if not any(fold(said["locator"]) in fold(q.text) for q in _of(claim, said["title"], None))
    ]
    found += [
        f"words of another clause than {said['title']}{said['locator'] or ''}"
        for said in _QUOTES.finditer(claim.text)
        if not any(
            _holds(quote, said["words"]) for quote in _of(claim, said["title"], said["locator"])
        )
    ]
    return found + _yields(claim, bare)


def _of(claim: Claim, title: str, locator: str | None) -> list[Quote]:
    """The citations of an act, or of that very place in it."""
    named = fold(canonical_title(title))
    return [
        quote
        for quote in claim.quotes
        if fold(canonical_title(quote.entry.head.title)) == named
        and (locator is None or fold(quote.locator) == fold(locator))
    ]


def _holds(quote: Quote, words: str) -> bool:
    return all(fold(part) in fold(quote.text) for part in re.split("…+", words))


def _yields(claim: Claim, bare: str) -> list[str]:
    """Which of two acts holds is told as a whole, with the days of each."""
    if "，不按《" not in bare:
        return []
    told = _YIELDS.search(bare)
    if told is None:
        return ["which act holds is told otherwise"]
    own, begun = (find_dates(told[name]) for name in ("own", "begun"))
    days = [(own, _of(claim, told["older"], None)), (begun, _of(claim, told["title"], None))]
    found = [
        f"day is of another act: {said[0].iso}"
        for said, quotes in days
        if said and said[0].iso not in {d.iso for q in quotes for d in find_dates(q.text)}
    ]
    if not (own and begun and own[0].iso < begun[0].iso):
        found.append("the act that yields is not the older one")
    return found
