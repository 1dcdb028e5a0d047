"""Numbers of a quote as a sentence to be read aloud: whose they are, in which case, how much."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.quantities import Quantity, find_quantities
from qa.claims.claim import Quote

_STOP = re.compile(r"[，。；;：:！？\n]|,(?!\d{3})")
_SENTENCE_STOPS = "。；;：:！？\n"
# （一）, 第一款 1.: the label of a point, which is not read aloud
_LABEL = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、．](?!\d))\s*"
)
# 情节严重的，…; 未按期缴纳的，…; 新药批准上市后，…: in which case the number holds
_CASE = re.compile(r"(?:的|时|后|期间|情形下|情况下)$")
# 自收到通知之日起, 均自申请日起计算: from when a period runs
_SINCE = re.compile(r"^(?:均|并|但)?(?:自|从)[^，。；]{1,30}起(?:计算|算)?$")
# 可以并处…, 最长不得超过…: leans on the piece before it, which says who or what
_LEANS = re.compile(
    r"^(?:并|且|但|也|还|均|应当?|须|必须|可以?|可|不得|不|最[长短高低多少]|至[多少迟]|合计|累计|总计|总额|其中"
    r"|处以?|予以|给予|为|期限|有效期|逾期|超过|期满|延长|再|另)"
)
# 也未签订协议的，…: a case that goes on from the one before it
_ALSO = re.compile(r"也|又|还|并|且|而且")
# 自通知之日起2个月内，…; 展会举办三天以上的，…: what is to be done follows
_OPEN = re.compile(r"(?:内|前|后|起|时|的|间|期满|届满)$")
# 依照两国的协议, 由…部门责令改正: may be left out between a case and what follows from it
_BY_WHICH = re.compile(
    r"^(?:或者)?(?:(?:依照|按照|根据|依据)[^，]*(?:规定|标准|协议|条约|原则|办法|条件|比例|要求|程序|约定)$"
    r"|由[^，]{2,30}(?:责令|给予|予以))"
)
_LINK = re.compile(r"^(?:或者|以及|并且|而且|但是|或|并|且|但)(?=[\u3400-\u9fff])")
# 当事人另有约定的除外: what follows the number and takes it back
_EXCEPT = re.compile(r"除外$|^但[^，。；]{0,30}(?:除外|不在此限|另有)|另有(?:约定|规定)")
_SHORT_PIECE = 40
_LONGEST_PIECE = 72
_LONGEST_BEFORE = 90
_LONGEST_AFTER = 24
_LONGEST = 220
_MOST_VALUES = 4


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between two stops."""

    start: int
    end: int
    words: str
    """Without blanks and the label of a point."""
    opens: bool
    """Whether a sentence or a point begins with it."""


def number_sentence(values: Sequence[Quantity], quote: Quote) -> str:
    """The sentence without its last stop; the numbers alone where their clauses are too long."""
    if not values:
        return ""
    pieces = [_without_others(p, values, quote.text) for p in _pieces(quote.text)]
    shown = _shown(values, pieces) if len(values) <= _MOST_VALUES else []
    sentence = _LINK.sub("", _joined(pieces, shown))
    fits = all(_is_plain(pieces[n], values, quote) for n in shown) and len(sentence) <= _LONGEST
    return sentence if shown and fits else _bare(values, quote)


_NEXT = re.compile(r"\s*、")


def _without_others(piece: _Piece, values: Sequence[Quantity], text: str) -> _Piece:
    """含正高级13人、高级87人 without the second, where the first alone is asked for."""
    own = [v for v in values if piece.start <= v.start < piece.end]
    last = max((v.outer[1] for v in own), default=piece.end)
    last += text.startswith(("）", ")"), last)  # （11189家）、增长38.67%
    rest = text[last : piece.end]
    if not (_NEXT.match(rest) and find_quantities(rest)):
        return piece
    return replace(piece, end=last, words=_LABEL.sub("", "".join(text[piece.start : last].split())))


def clause_of(value: Quantity, text: str) -> str:
    """What stands between the stops around a value, without blanks."""
    return next(p.words for p in _pieces(text) if value.start < p.end)


def _is_plain(piece: _Piece, values: Sequence[Quantity], quote: Quote) -> bool:
    """Whether a piece is short, or is long and tells no other number than those asked for."""
    if len(piece.words) <= _SHORT_PIECE:
        return True
    told_too = find_quantities(quote.text[piece.start : piece.end])
    own = {(q.value, q.unit) for q in values}
    return len(piece.words) <= _LONGEST_PIECE and {(q.value, q.unit) for q in told_too} <= own


def _bare(values: Sequence[Quantity], quote: Quote) -> str:
    """不低于百分之六、百分之四: the bound is said once where it stands before an earlier one."""
    words = (_phrase(q, values, quote.text) for q in values[:_MOST_VALUES])
    return "、".join(dict.fromkeys(words))


def _phrase(value: Quantity, others: Sequence[Quantity], text: str) -> str:
    shared = any(o is not value and value.outer[0] <= o.start < value.outer[1] for o in others)
    start, end = (value.start, value.end) if shared and value is not others[0] else value.outer
    return "".join(text[start:end].split())


def _pieces(text: str) -> list[_Piece]:
    found: list[_Piece] = []
    start, opens = 0, True
    for stop in [*(m.start() for m in _STOP.finditer(text)), len(text)]:
        words = _LABEL.sub("", "".join(text[start:stop].split()))
        if words:
            labelled = _LABEL.match(text[start:stop]) is not None
            found.append(_Piece(start, stop, words, opens or labelled))
            opens = False
        opens = opens or (stop < len(text) and text[stop] in _SENTENCE_STOPS)
        start = stop + 1
    return found


def _shown(values: Sequence[Quantity], pieces: Sequence[_Piece]) -> list[int]:
    """Places of the pieces that hold the values, with those that each of them needs."""
    shown: set[int] = set()
    for value in values:
        place = next(n for n, p in enumerate(pieces) if value.start < p.end)
        shown |= {place, *_before(pieces, place), *_after(pieces, place)}
        last = next(n for n, p in enumerate(pieces) if value.end <= p.end)
        shown |= set(range(place, last + 1))
    return sorted(shown)


def _before(pieces: Sequence[_Piece], place: int) -> list[int]:
    """The case right before the piece, and what it leans on; nothing from another sentence."""
    found: list[int] = []
    room = _LONGEST_BEFORE
    leans = bool(_LEANS.match(pieces[place].words))
    while not pieces[place].opens:
        place -= 1
        words = pieces[place].words
        if leans and _BY_WHICH.match(words) and not pieces[place].opens:
            continue
        room -= len(words)
        case = bool(_CASE.search(words) or _SINCE.match(words))
        if room < 0 or not (case or leans):
            break
        found.append(place)
        leans = bool(_ALSO.match(words) if case else _LEANS.match(words))
    return found


def _after(pieces: Sequence[_Piece], place: int) -> list[int]:
    """What is done within the period, from when it runs, and the exception that follows."""
    found: list[int] = []
    open_still = bool(_OPEN.search(pieces[place].words))
    for n in range(place + 1, len(pieces)):
        words = pieces[n].words
        if pieces[n].opens or len(words) > _LONGEST_PIECE:
            break
        if open_still and not _BY_WHICH.match(words):
            found.append(n)
            open_still = bool(_OPEN.search(words))
        elif open_still:
            continue
        elif len(words) <= _LONGEST_AFTER and (_SINCE.match(words) or _EXCEPT.search(words)):
            found.append(n)
        if not open_still:
            break
    return found


def _joined(pieces: Sequence[_Piece], shown: Sequence[int]) -> str:
    """Pieces of one sentence by commas, those of several by semicolons."""
    words = ""
    for before, place in zip([None, *shown], shown, strict=False):
        if before is not None:
            apart = any(pieces[n].opens for n in range(before + 1, place + 1))
            words += "；" if apart else "，"
        words += pieces[place].words
    return words
