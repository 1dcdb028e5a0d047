"""Sentences whose halves stand apart, told by a word that crosses the break.

A half is moved only on strong evidence: the line that breaks off and the line that begins anew
make a word across the break (承|接, 清华大|学), the second line begins with the rest of a word, and
no other line fits. Everything else keeps the order in which it came.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.words import CONTEXT, crossing, words

Group = list[int]
"""Line numbers of one paragraph, in reading order."""

_SHORTEST_SURE = 3
"""Characters of a word that two lines of running text hardly ever make by accident."""
_FARTHEST = 300
"""Lines between two halves: about two pages of three columns."""
_PARTICLES = frozenset(
    "的了在和与为是有不等对将把被从向以及或并但而也都就还要可能会上下中内外其该此这那于由到至"
)


def halves_apart(
    texts: Sequence[str],
    joins: Sequence[bool],
    breaks: Sequence[bool],
    may_end: Sequence[bool],
    may_start: Sequence[bool],
) -> dict[int, int]:
    """Which line that breaks off goes on in which other line, where that is not the next one.

    ``joins`` and ``breaks`` tell of the place behind each line: whether it seems to go on in the
    next one, and whether a page or column may end there. ``may_end`` and ``may_start`` tell of
    each line whether it can break off, and begin, in the middle of a sentence.
    """
    whole = {n for n in range(len(joins)) if may_end[n] and crossing(texts[n], texts[n + 1])}
    last = len(texts) - 1
    ends = [n for n in range(len(texts)) if may_end[n] and n not in whole and _ends_torn(texts[n])]
    starts = [
        n
        for n in range(len(texts))
        if may_start[n] and n - 1 not in whole and _begins_torn(texts[n])
    ]
    doubtful = {n for n in range(last) if breaks[n] or not joins[n]} | {-1, last}
    apart: dict[int, int] = {}
    while True:
        found = _certain(texts, ends, starts, doubtful, apart)
        if not found:
            return apart
        apart |= found
        # Where a half was taken away, what stood before it breaks off there.
        doubtful |= {start - 1 for start in found.values()} | set(found)


def _certain(
    texts: Sequence[str],
    ends: Sequence[int],
    starts: Sequence[int],
    doubtful: set[int],
    apart: Mapping[int, int],
) -> dict[int, int]:
    """Pairs of lines that make a longer word with each other than with any other line."""
    free = [start for start in starts if start not in apart.values()]
    lengths: dict[tuple[int, int], int] = {}
    for end in ends:
        for start in free:
            if end in apart or start == end + 1 or abs(start - end) > _FARTHEST:
                continue
            doubts = (end in doubtful) + (start - 1 in doubtful)
            word = crossing(texts[end], texts[start]) if doubts else ""
            if _is_strong(word, doubts):
                lengths[end, start] = len(word)
    return {
        end: start
        for (end, start), length in lengths.items()
        if all(other < length for (e, s), other in lengths.items() if (e == end) != (s == start))
    }


def reordered(
    groups: Sequence[Group], apart: Mapping[int, int], titles: frozenset[int]
) -> list[Group]:
    """The paragraphs with each half behind its other half, and what follows a moved half with it.

    ``apart``: last line of a paragraph → first line of the paragraph that continues it.
    ``titles``: lines that look like titles; a moved stretch ends before one.
    """
    stretches = _stretches(groups, apart, titles)
    by_start = {stretch[0][0]: stretch for stretch in stretches}
    followers = set(apart.values())
    ordered: list[Group] = []
    done: set[int] = set()
    for waits in (True, False):  # what is left after the first round goes round in circles
        for stretch in stretches:
            start: int | None = stretch[0][0]
            if waits and start in followers:
                continue
            while start is not None and start not in done:
                done.add(start)
                current = by_start[start]
                joins = bool(ordered) and apart.get(ordered[-1][-1]) == start
                if joins:
                    ordered[-1] = ordered[-1] + current[0]
                ordered += current[1:] if joins else current
                start = apart.get(current[-1][-1])
    return ordered


def _stretches(
    groups: Sequence[Group], apart: Mapping[int, int], titles: frozenset[int]
) -> list[list[Group]]:
    """Paragraphs that move together: cut where a half ends or begins."""
    starts = set(apart.values())
    stretches: list[list[Group]] = []
    for group in groups:
        cut = group[0] in starts or (bool(stretches) and stretches[-1][-1][-1] in apart)
        if cut or not stretches:
            stretches.append([])
        stretches[-1].append(group)
    return [part for stretch in stretches for part in _unrolled(stretch, apart, titles)]


def _unrolled(
    stretch: list[Group], apart: Mapping[int, int], titles: frozenset[int]
) -> list[list[Group]]:
    """A stretch that begins with the continuation of its own end, parted before its title."""
    if apart.get(stretch[-1][-1]) != stretch[0][0]:
        return [stretch]
    title = next((n for n, group in enumerate(stretch) if n and group[0] in titles), 1)
    return [stretch[:title], stretch[title:]] if len(stretch) > 1 else [stretch]


def _is_strong(word: str, doubts: int) -> bool:
    """Two doubtful places need any word across them, a single one a word that is no accident."""
    return bool(word) and (doubts == 2 or (doubts == 1 and len(word) >= _SHORTEST_SURE))


def _ends_torn(text: str) -> bool:
    """Whether the line's last word, read alone, is a single character that is no particle."""
    found = words(text[-2 * CONTEXT :])
    return bool(found) and _is_torn(found[-1])


def _begins_torn(text: str) -> bool:
    found = words(text[: 2 * CONTEXT])
    return bool(found) and _is_torn(found[0])


def _is_torn(word: str) -> bool:
    return len(word) == 1 and "\u4e00" <= word <= "\u9fff" and word not in _PARTICLES
