"""Whether the words that turn a sentence stand in it where its quotes have them.

应当 that became 可以, 以上 that became 以下, a lost 不, 前 for 后, 或者 for 和, another body: the
quote may hold the false word too, for another clause. So the words on both sides are held against
it: where they stand in the quote around another word, the word was exchanged.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, takewhile

from graph.names import fold
from graph.quantities import find_quantities
from graph.regions import find_regions

_REACH = 24
"""Characters that are looked at on each side of a word."""
_ALIKE = 4
"""Characters around a word, of both sides together, from which on a place is the same one."""


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    """All the words among which it stands."""
    start: int
    end: int
    means: str = ""
    """The same for words that may stand for one another."""


def exchanged(said: str, quoted: str) -> list[str]:
    """Words of ``said`` in the place of which the quotes have another one, as printed."""
    own, given = fold(said), fold(quoted)
    found: list[str] = []
    for find, means_alike in _KINDS:
        words = find(own)
        others = find(given) if words else []
        exchanges = (w for w in words if _is_exchanged(w, others, means_alike))
        found += [own[word.start : word.end] for word in exchanges]
    return found + _denied_elsewhere(own, given)


def unnamed(said: str, given: str) -> list[str]:
    """Bodies and persons of ``said`` that nothing given names."""
    known = fold(given)
    return [word.means for word in _parties(fold(said)) if word.means not in known]


def is_party(name: str) -> bool:
    """Whether a name is that of a body or a person, and no more."""
    return bool(_PARTY.fullmatch(fold(name)))


def _is_exchanged(
    word: _Word, others: Sequence[_Word], means_alike: Callable[[str, str], bool]
) -> bool:
    same = rival = 0
    for other in others:
        if means_alike(word.means, other.means):
            same = max(same, _likeness(word, other))
        else:
            rival = max(rival, _likeness(word, other))
    return rival >= _ALIKE and rival > same


def _likeness(one: _Word, other: _Word) -> int:
    """How many characters before and behind two words agree without a break."""
    before = zip(
        reversed(one.text[max(0, one.start - _REACH) : one.start]),
        reversed(other.text[max(0, other.start - _REACH) : other.start]),
        strict=False,
    )
    behind = zip(
        one.text[one.end : one.end + _REACH],
        other.text[other.end : other.end + _REACH],
        strict=False,
    )
    return sum(1 for side in (before, behind) for _ in takewhile(_agrees, side))


def _agrees(pair: tuple[str, str]) -> bool:
    """Whether two characters are the same, and none that ends a clause: one may be left out."""
    return pair[0] == pair[1] and pair[0] not in ",;。:"


def _finder(words: dict[str, str]) -> Callable[[str], list[_Word]]:
    """Finds words by pattern; ``words`` gives what each pattern means."""
    pattern = re.compile("|".join(f"(?P<{means}>{words[means]})" for means in words))
    return lambda text: [_Word(text, *m.span(), m.lastgroup or "") for m in pattern.finditer(text)]


_FORCE = _finder(
    {
        "must_not": r"不得|不可以|不能|禁止|不准|严禁|不应当?",
        "need_not": r"不需要?|无需|无须|不必",
        "may": r"可以|有权|允许|可(?![能靠行])",
        "must": r"应当|必须|需要|应(?![用对])|(?<=[^必无])须",
    }
)
_BOUND = _finder(
    {
        "lower": r"不(?:得)?(?:低于|少于|短于|小于)|不得不[足满]|至少|最低|最少|最短|以上"
        r"|(?<!不)(?<!不得)(?:超过|高于|多于)|(?<![不届])满",
        "upper": r"不(?:得)?(?:超过|高于|多于|长于|大于)|至多|最多|最高|最长|以下|以内|不足|不满"
        r"|(?<!不)(?<!不得)(?:低于|少于)",
    }
)
_ORDER = _finder({"before": r"之前|以前|前(?![述条期往沿])", "after": r"之后|以后|后(?![续果期])"})
_CONJUNCTION = _finder({"either": r"或者?", "both": r"以及|并且|[和与及](?![解其同])"})

_OF_PARTY = r"(?:(?![的由向经按与和或及、对为被给在应可将从其该本各是有])[\u3400-\u9fff])"
_PARTY_ENDS = (
    r"(?:单位|机构|部门|院校|高校|学校|企业|法院|机关|委员会|政府|公司|银行|协会|人员|中心|站|局(?![限部势面])"
    r"|(?<=[\u3400-\u9fff]{2})(?:人(?![民员才工类格身事数均力])|(?<!或)者))"
)
# 国务院专利行政部门, 完成人, 其他单位: the last words and the two before them
_PARTY_WORDS = re.compile(f"{_OF_PARTY}{{0,2}}{_PARTY_ENDS}")
_PARTY = re.compile(f"{_OF_PARTY}*?{_PARTY_ENDS}")


def _parties(text: str) -> list[_Word]:
    return [_Word(text, *m.span(), m.group()) for m in _PARTY_WORDS.finditer(text)]


def _numbers(text: str) -> list[_Word]:
    """Numbers with the words that bound them, which stand before any number."""
    return [_Word(text, *q.outer, f"{q.value}{q.value_max}{q.unit}") for q in find_quantities(text)]


def _places(text: str) -> list[_Word]:
    return [_Word(text, m.start, m.end, m.region.name) for m in find_regions(text)]


def _equal(one: str, other: str) -> bool:
    return one == other


def _same_party(one: str, other: str) -> bool:
    """单位 is 完成单位, told shorter."""
    return one.endswith(other) or other.endswith(one)


_KINDS: tuple[tuple[Callable[[str], list[_Word]], Callable[[str, str], bool]], ...] = (
    (_FORCE, _equal),
    (_BOUND, _equal),
    (_ORDER, _equal),
    (_CONJUNCTION, _equal),
    (_parties, _same_party),
    (_places, _equal),
    (_numbers, _equal),
)

_BEGINS = re.compile(r"^|[,。;:]")
_NOT = re.compile(r"[不未非无]|没(?=有)")
_SIDE = 2
"""Characters on each side by which the place of a lost 不 is found."""


def _denied_elsewhere(own: str, given: str) -> list[str]:
    """Words that are denied in the sentence and not in the quotes, or the other way round."""
    said, denied = _without(own)
    quoted, denied_there = _without(given)
    added = [p for p in sorted(denied) if _only_there(said, p, quoted, denied_there, denied=False)]
    around = (quoted[max(0, there - _SIDE) : there + _SIDE] for there in sorted(denied_there))
    inside = {said.find(words) + _SIDE for words in around if len(words) == 2 * _SIDE}
    places = {m.end() for m in _BEGINS.finditer(said)} | inside - {_SIDE - 1}
    lost = [
        p
        for p in sorted(places - denied)
        if _only_there(said, p, quoted, denied_there, denied=True)
    ]
    return [f"不{said[p : p + _ALIKE]}" for p in added] + [said[p : p + _ALIKE] for p in lost]


def _without(text: str) -> tuple[str, set[int]]:
    """The text without its words of denial, and where in it an odd number of them stood."""
    parts = _NOT.split(text)
    ends = Counter(accumulate(len(part) for part in parts[:-1]))
    return "".join(parts), {place for place, times in ends.items() if times % 2}


def _only_there(
    said: str, place: int, quoted: str, denied_there: set[int], *, denied: bool
) -> bool:
    """Whether the places of the quotes most like this one are all denied, or all are not."""
    here = _Word(said, place, place)
    follows = said[place : place + _SIDE]
    if len(follows) < _SIDE:
        return False
    alike: dict[int, set[bool]] = {}
    for match in re.finditer(f"(?={re.escape(follows)})", quoted):
        there = match.start()
        likeness = _likeness(here, _Word(quoted, there, there))
        alike.setdefault(likeness, set()).add(there in denied_there)
    best = max(alike, default=0)
    return best >= _ALIKE and alike[best] == {denied}
