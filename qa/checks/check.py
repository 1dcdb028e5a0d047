"""Whether a claim says no more than its quotes: words, numbers, dates, labels, names, force."""

from __future__ import annotations

import re
from collections.abc import Callable

from graph.names import canonical_title, fold
from graph.regions import find_regions
from qa.checks.check_cases import case_failures
from qa.checks.check_days import date_failures
from qa.checks.check_frames import frame_failures, without_frames
from qa.checks.check_sides import side_failures
from qa.checks.check_sources import source_failures
from qa.checks.check_sums import ARTICLE, number_failures, sum_failures
from qa.checks.check_times import time_failures
from qa.checks.check_verdicts import verdict_failures
from qa.checks.in_place import exchanged, unnamed
from qa.claims.claim import QUOTED, TITLE, Claim

_ELLIPSIS = re.compile(r"……|…")
# Words of force and the words of a text that bear each of them out.
_FORCE: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(r"不得|不可以|不能|禁止|不准"),
        re.compile(r"不得|禁止|不能|不可|严禁|不予|不准|不应|无权|不再|不适用|不承担|不属于"),
    ),
    (
        re.compile(r"(?<!不)应当|(?<!不)必须|(?<!不)须|(?<![不无])需要"),
        re.compile(r"应当|必须|(?<!不)应|(?<![不无])[须需]"),
    ),
    (
        re.compile(r"(?<!不)可以|允许"),
        re.compile(
            r"(?<!不)可以|允许|(?<!不)可(?![能靠行])|准予|有权|鼓励|支持|适用|参照|享受|予以"
        ),
    ),
    (re.compile(r"鼓励"), re.compile(r"鼓励")),
    (
        re.compile(r"不需要|无需|不必"),
        re.compile(r"不需|无需|不必|无须|不再|免|不受|不作为|不要求|可以不|自主"),
    ),
)


def failures(claim: Claim) -> list[str]:
    """Why the claim does not stand; empty for a claim that does.

    Quotation marks in a claim hold literal words of a quote. Everything outside of them is held
    against the quotes, their titles, their locators and their regions.
    """
    return [reason for test in _TESTS for reason in test(claim)]


def stands(claim: Claim) -> bool:
    return not failures(claim)


def _literal(claim: Claim) -> list[str]:
    outside = [
        f"spans {quote.spans} are not in {quote.document.id}"
        for quote in claim.quotes
        if quote.spans[-1][1] > len(quote.document.text) or not quote.text.strip()
    ]
    words = fold(claim.quoted)
    pieces = [p for m in QUOTED.finditer(claim.text) for p in _ELLIPSIS.split(m[1])]
    return outside + [
        f"quoted words are in no quote: {piece[:30]}"
        for piece in pieces
        if not _is_in(fold(piece), words)
    ]


# 未经批准不得采集: not to be quoted from 经批准 on
_DENIES = re.compile(r"[不未非无](?!不)$")


def _is_in(piece: str, words: str) -> bool:
    """Whether words stand in others, and not right behind a word that denies them."""
    places = (m.start() for m in re.finditer(f"(?={re.escape(piece)})", words))
    return any(not _DENIES.search(words, max(0, at - 1), at) for at in places)


def _parties(claim: Claim) -> list[str]:
    given = f"{claim.given}\n{claim.premise}"
    return [f"body is in no quote: {name}" for name in unnamed(claim.own_words, given)]


def _labels(claim: Claim) -> list[str]:
    ground = fold(claim.given)
    return [
        f"label is in no citation: {match.group()}"
        for match in ARTICLE.finditer(claim.own_words)
        if fold(match.group()) not in ground
    ]


def _titles(claim: Claim) -> list[str]:
    ground = fold("\n".join((claim.given, *(f"《{q.entry.head.title}》" for q in claim.quotes))))
    bare = QUOTED.sub("“”", claim.text)
    return [
        f"title is in no citation: {match[1]}"
        for match in TITLE.finditer(bare)
        if fold(canonical_title(match[1])) not in ground and fold(match[1]) not in ground
    ]


def _regions(claim: Claim) -> list[str]:
    known = {name for quote in claim.quotes for name in quote.entry.head.regions}
    told = [name for m in find_regions(claim.own_words) if (name := m.region.name) not in known]
    known = {m.region.name for m in find_regions(claim.given)} if told else set()
    return [f"region is in no citation: {name}" for name in told if name not in known]


def _force(claim: Claim) -> list[str]:
    outside, decides = claim.own_words, claim.decided_by
    words = "".join((decides.text if decides else claim.quoted).split())
    found = [
        f"force is in no quote: {said.group()}"
        for says, bears in _FORCE
        if (said := says.search(outside)) and not bears.search(words)
    ]
    if decides and not any(quote.holds(decides) for quote in claim.quotes):
        found.append("what decides it is in no quote")
    return found


# 第九条没有写“…”, 全文没有写“…”
_NOT_WRITTEN = re.compile(r"没有写“([^”]+)”")


def _lacking(claim: Claim) -> list[str]:
    """What is said not to be written is looked for in the stretch that is said to lack it."""
    said = _NOT_WRITTEN.findall(claim.text)
    lacking = claim.lacking
    if lacking is None:
        return ["nothing shows what is not written"] if said else []
    document, (start, end) = lacking.document, lacking.span
    found = []
    if said != [lacking.words]:
        found.append(f"another thing is said not to be written: {lacking.words[:30]}")
    if fold(lacking.words) in fold(document.text[start:end]):
        found.append(f"it is written: {lacking.words[:30]}")
    own = [q for q in claim.quotes if q.document.id == document.id]
    whole = end - start >= len(document.text)
    if not any(whole or (start <= q.spans[0][0] and q.spans[-1][1] <= end) for q in own):
        found.append(f"no quote is of the stretch of {document.id} that lacks it")
    return found


def _placed(claim: Claim) -> list[str]:
    """Words that turn a sentence stand where the quotes have them."""
    words = exchanged(without_frames(claim.own_words), claim.quoted)
    return [f"another word stands in its place: {word}" for word in words]


# no quote shows that something is not of a case, or that two cases of one list hold
_UNSHOWN = re.compile(r"不属于“”的情形|不适用“”一项|情形适用|(?<!不)适用：它属于|[不未]不适")


def _unshown(claim: Claim) -> list[str]:
    return [f"no quote can show: {said}" for said in _UNSHOWN.findall(claim.own_words)]


_TESTS: tuple[Callable[[Claim], list[str]], ...] = (
    _literal,
    _lacking,
    number_failures,
    sum_failures,
    verdict_failures,
    date_failures,
    _labels,
    _titles,
    _regions,
    _parties,
    side_failures,
    _force,
    _placed,
    _unshown,
    frame_failures,
    time_failures,
    case_failures,
    source_failures,
)
