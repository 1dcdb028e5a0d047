"""Whether sentences that are ours and no text's are told whole, and as their quotes bear out."""

from __future__ import annotations

import re
from collections.abc import Callable

from qa.checks.check_sides import NATION_TOLD, quotes_of_side
from qa.claims.claim import Claim, Quote
from qa.claims.quoting import source_words

_NAMES = r"[^；，。：（）]+"
# 国家的标准只在未规定、也未约定时适用（《》第四条）；甲省同此；乙省直接定了标准，不以未约定为前提
_BESIDE_NATION = re.compile(
    r"国家的标准只在未规定、也未约定时适用（《》[^；，。]*）"
    rf"(?:；(?P<alike>{_NAMES})同此)?"
    rf"(?:；(?P<may>{_NAMES})写的是单位可以采用，不以未约定为前提)?"
    rf"(?:；(?P<direct>{_NAMES})直接定了标准，不以未约定为前提)?(?=；|。$)"
)
_OF_DEFAULT = re.compile(r"；未规定、也未约定时适用(?=）)|^这是未规定、也未约定时的标准；")
# a sentence of ours by some of its words, and all of them
_WHOLE: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (re.compile(r"国家的标准只|同此|写的是|直接定了|未约定为"), _BESIDE_NATION),
    (
        re.compile(r"约定时(?:适用|的标准)"),
        re.compile(f"{_BESIDE_NATION.pattern}|{_OF_DEFAULT.pattern}"),
    ),
    (
        re.compile(r"查到它"),
        re.compile(
            r"^没有查到它已经废止或者失效：库中没有废止《》的文件，(?:这一文本是|它自)[^，]*"
            r"(?:修改的|起施行)。$"
        ),
    ),
    (re.compile(r"的条文[^，。；]{0,3}写了?数值"), re.compile(r"的条文没有写数值")),
    (re.compile(r"起施行，[^，。；]+施行。$"), re.compile(r"(?:还没有|已经)施行。$")),
)
_NO_AGREEMENT = re.compile(r"(?:未|没有|无)[^，。；]{0,40}(?:规定|约定)|约定不明")
_MAY = re.compile(r"(?<!不)可以")


def frame_failures(claim: Claim) -> list[str]:
    """Sentences of ours that are told otherwise, or of a place whose quotes say otherwise."""
    own = claim.own_words
    broken = [m for part, whole in _WHOLE if (m := part.search(whole.sub("", own)))]
    found = [f"a sentence of ours is told otherwise: {m.group()}" for m in broken]
    speaks_of_it = _BESIDE_NATION.search(own) or _OF_DEFAULT.search(own)
    if speaks_of_it and not any(map(_is_default, claim.quotes)):
        found.append("no quote speaks of a missing agreement")
    return found + _beside_nation(claim)


def without_frames(own_words: str) -> str:
    """The words that are not of these sentences, which have a test of their own."""
    return _OF_DEFAULT.sub("", _BESIDE_NATION.sub("", own_words))


def _beside_nation(claim: Claim) -> list[str]:
    """Places that are told of in two ways, or whose quotes do not say what is told of them."""
    told = _BESIDE_NATION.search(claim.own_words)
    if told is None:
        return []
    names = [(n, way) for way, of in told.groupdict().items() if of for n in of.split("、")]
    found = [
        f"{name} has another rule than is told"
        for name, way in names
        if way in _SAYS and not any(map(_SAYS[way], quotes_of_side(name, claim)))
    ]
    if f"时适用（{_national(claim)}）；" not in claim.text:
        found.append("the national standard is told of another clause")
    twice = len(names) != len({name for name, _ in names})
    return [*found, "one place is told of in two ways"] if twice else found


def _national(claim: Claim) -> str:
    quotes = [q for q in quotes_of_side(NATION_TOLD, claim) if _is_default(q)]
    return source_words(quotes[0]) if quotes else ""


def _is_default(quote: Quote) -> bool:
    return bool(_NO_AGREEMENT.search("".join(quote.text.split())))


def _may(quote: Quote) -> bool:
    return bool(_MAY.search(quote.text))


_SAYS: dict[str, Callable[[Quote], bool]] = {"alike": _is_default, "may": _may}
