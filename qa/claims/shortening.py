"""Whether a sentence that a model wrote only shortens one statement of its source.

What another writer composed is believed only as far as it can be followed: its words are words of
one statement, in their order, and nothing that turns the meaning was left out: no negation, no
可以, no bound, no number in between, no 但 and no 除外. A paraphrase is not followed and falls.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import rjieba

from graph.dates import find_dates
from graph.names import short_title
from graph.quantities import find_quantities
from qa.claims.claim import Quote

_STOP = re.compile(r"[。；;！!？?\n]")
_PAUSE = re.compile(r"[，,：:]")
# （一）…；（二）…: a point of a list goes on from the words before the first one.
_POINT = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十\d]{1,3}[、.．])"
)
_LEAD_END = re.compile(r"(?<=[：:])(?=\s*[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])")
_NO_WORD = re.compile(r"[^\w%\x00]")

_ATOM = "\x00"
"""Stands at both ends of a number or date in its one canonical form."""
_LINKS = frozenset("的了是为其该即也")
"""Single characters that a sentence may add."""

_NEGATION = re.compile(r"不|未(?!来)|无|没|免|禁|非(?!常)|勿|拒")
_MAY = frozenset({"可以", "可", "鼓励", "支持", "允许", "准予", "有权", "探索", "试点"})
_MUST = frozenset({"应当", "应", "必须", "须"})
_ONLY = frozenset({"仅", "只", "只有", "只能", "才", "方可", "原则上", "一般"})
_BOUND = frozenset({"以上", "以下", "以内", "以外", "之外", "超过", "至少", "最高", "最低"})
_EXTENT = frozenset({"每", "每年", "每月", "每次", "全部", "部分", "任何", "所有", "连续", "累计"})
# 经所在学校同意，可以休学: what must come before.
_ASSENT = frozenset({"经", "须经", "经过", "批准", "同意", "核准", "审批"})
_TURNING = _MAY | _ONLY | _BOUND | _EXTENT | _ASSENT
_EXCEPT = re.compile(r"但是?|除|除外|除非|另有|例外")

_LOCATOR = (
    r"第[零一二三四五六七八九十百千〇\d]+条(?:之[一二三四五六七八九十]+)?"
    r"(?:第[一二三四五六七八九十\d]+款)?(?:第?[（(][一二三四五六七八九十\d]+[）)]项?)?"
)
_LABEL = re.compile(_LOCATOR)
# 根据《…》第十二条第一款规定，…      青海省《…》四、（一）规定：…
_OPENING = re.compile(
    r"^(?:(?!根据|依据|按照|依照)(?P<region>[\u3400-\u9fff]{2,12}?))?(?:根据|依据|按照|依照)?《(?P<title>(?:[^《》]|《[^《》]*》)+)》"
)
_SAYS = re.compile(r"^的?(?:规定|记载|明确|指出)?[，,：:]?")
# （《…》第十二条）     （第十二条）
_BEHIND = re.compile(
    rf"[（(](?:《(?P<title>(?:[^《》]|《[^《》]*》)+)》)?(?P<locator>{_LOCATOR})?[）)]$"
)
# 可以：…   不可以，…
_VERDICT = re.compile(
    r"^(?:(?P<may>可以|能)|(?P<not>不可以|不能|不得|不行)|(?P<must>应当|必须|需要))[，,：:]"
)
_BORNE = {
    "may": re.compile(r"可以|可|允许|准予|有权"),
    "not": re.compile(r"不得|不能|不可|禁止|严禁|不予"),
    "must": re.compile(r"应当|应|必须|须"),
}


@dataclass(frozen=True, slots=True)
class Token:
    text: str
    """Folded; a number or date in its canonical form, so that 50% and 百分之五十 are one."""
    clause: int
    """Which stretch between commas it stands in, from 0."""


def pieces(text: str) -> list[str]:
    """A sentence's statements, which stand apart by 。 or ；."""
    return [piece for piece in _STOP.split(text) if _flat(piece)]


def statements(text: str) -> Iterator[list[Token]]:
    """The statements of a source's stretch; a point of a list with its lead-in before it."""
    lead = ""
    for line in _STOP.split(text):
        for part in _LEAD_END.split(line):
            whole = lead + part if _POINT.match(part) else part
            if part.rstrip().endswith(("：", ":")):
                lead = part
            if tokens := _read(whole):
                yield tokens


def quote_statements(quote: Quote) -> Iterator[list[Token]]:
    """Of each stretch of the quote, and of points after a lead-in that stands in another one."""
    words = [quote.document.text[start:end] for start, end in quote.spans]
    for stretch in words:
        yield from statements(stretch)
    if len(words) > 1 and words[0].rstrip().endswith(("：", ":")):
        yield from statements("\n".join(words))


def shortens(piece: str, statement: Sequence[Token]) -> bool:
    """Whether the piece is the statement with words left out that do not turn its meaning."""
    verdict = _VERDICT.match(piece)
    flat = _flat(piece[verdict.end() :] if verdict else piece)
    return any(
        _keeps_meaning(statement, used) and _bears(verdict, statement, used)
        for words in {flat, flat.lstrip("".join(_LINKS))}
        for first, token in enumerate(statement)
        if words.startswith(token.text) and (used := _align(words, statement, first))
    )


def unframed(piece: str, quote: Quote) -> str:
    """The piece without the words that name its source, where they name this quote rightly."""
    own = quote.entry.head
    behind = _BEHIND.search(piece)
    if (
        behind
        and _is_label(behind["locator"] or "", quote)
        and short_title(behind["title"] or own.title) == short_title(own.title)
    ):
        piece = piece[: behind.start()]
    opening = _OPENING.match(piece)
    if opening and short_title(opening["title"]) == short_title(own.title):
        rest = _without_label(piece[opening.end() :], quote)
        if rest is not None and opening["region"] in (None, *own.regions):
            return _SAYS.sub("", rest, count=1)
    for region in own.regions:
        piece = re.sub(rf"^{re.escape(region)}(?:规定)?[，,：:]?", "", piece)
    return piece


def _without_label(words: str, quote: Quote) -> str | None:
    """The words behind the quote's own label; None where they begin with that of another."""
    if quote.locator and words.startswith(quote.locator):
        return words.removeprefix(quote.locator)
    label = _LABEL.match(words)
    if label is None:
        return words
    return words[label.end() :] if _is_label(label.group(), quote) else None


def _is_label(label: str, quote: Quote) -> bool:
    """Whether it is the quote's label or that of what holds it."""
    own, label = (words.replace("(", "（") for words in (quote.locator, label))
    return own.startswith(label) and not own.removeprefix(label).startswith("之")


def _align(words: str, statement: Sequence[Token], first: int) -> list[int] | None:
    """Places of the tokens that make up ``words`` from ``first`` on, ending as early as may be."""
    reached: dict[int, list[int]] = {len(statement[first].text): [first]}
    for place in range(1, len(words)):
        used = reached.get(place)
        if used is None:
            continue
        steps = [(place + 1, used)] if words[place] in _LINKS else []
        steps += [
            (place + len(statement[n].text), [*used, n])
            for n in range(used[-1] + 1, len(statement))
            if words.startswith(statement[n].text, place)
        ]
        for end, path in steps:
            if end not in reached or path[-1] < reached[end][-1]:
                reached[end] = path
    return reached.get(len(words))


def _keeps_meaning(statement: Sequence[Token], used: Sequence[int]) -> bool:
    kept = set(used)
    first, last = statement[used[0]], statement[used[-1]]
    left = [t for n, t in enumerate(statement) if n not in kept]
    skipped = [t for n, t in enumerate(statement) if used[0] < n < used[-1] and n not in kept]
    before = statement[: used[0]]
    forces = [t.text for t in before if _is_force(t)]
    ruled = any(_is_force(statement[n]) for n in used)
    return any(statement[n].text not in _LINKS for n in used) and not (
        any(_turns(t) or t.text.startswith(_ATOM) for t in skipped)
        or any(_EXCEPT.fullmatch(t.text) for t in left)
        or any(_turns(t) and t.clause == first.clause for t in before)
        or (not ruled and bool(forces) and forces[-1] not in _MUST)
        or _is_condition(statement, last.clause)
        or any(_is_condition(statement, clause) for clause in _clauses_skipped(statement, used))
    )


def _clauses_skipped(statement: Sequence[Token], used: Sequence[int]) -> set[int]:
    """Whole stretches between commas that were left out between words that were kept."""
    kept = {statement[n].clause for n in used}
    return set(range(min(kept), max(kept))) - kept


def _turns(token: Token) -> bool:
    """Whether leaving the token out turns what is said."""
    return bool(_NEGATION.search(token.text)) or token.text in _TURNING


def _is_force(token: Token) -> bool:
    return token.text in _MAY | _MUST or bool(re.search(r"不得|禁止|不能|严禁", token.text))


def _is_condition(statement: Sequence[Token], clause: int) -> bool:
    """转让成果的，…: what only follows a condition is no statement."""
    own = [t for t in statement if t.clause == clause]
    return bool(own) and own[-1].text.endswith("的") and statement[-1].clause > clause


def _bears(verdict: re.Match[str] | None, statement: Sequence[Token], used: Sequence[int]) -> bool:
    """可以：… needs a 可以 among the words that follow it."""
    if verdict is None or verdict.lastgroup is None:
        return True
    borne = _BORNE[verdict.lastgroup]
    return any(borne.fullmatch(statement[n].text) for n in used)


def _read(text: str) -> list[Token]:
    tokens: list[Token] = []
    clause = 0
    for part in _parts(text):
        if part.startswith(_ATOM):
            tokens.append(Token(part, clause))
            continue
        for n, stretch in enumerate(_PAUSE.split(part)):
            clause += n > 0
            cut = rjieba.cut(unicodedata.normalize("NFKC", stretch).lower())
            tokens += [Token(t, clause) for word in cut if (t := _NO_WORD.sub("", word))]
    return tokens


def _flat(text: str) -> str:
    """The words without marks and blanks, numbers and dates in their canonical form."""
    return "".join(part if part.startswith(_ATOM) else _bare(part) for part in _parts(text))


def _bare(text: str) -> str:
    return _NO_WORD.sub("", unicodedata.normalize("NFKC", text).lower())


def _parts(text: str) -> Iterator[str]:
    """The text cut into numbers, dates, and what stands between them."""
    text = text.replace(_ATOM, "")
    atoms = [(d.start, d.end, f"{_ATOM}{d.iso}{_ATOM}") for d in find_dates(text)]
    for q in find_quantities(text):
        start, end = q.outer
        if not any(start < b and a < end for a, b, _ in atoms):
            value = f"{_ATOM}{q.comparator}{q.value:g}~{q.value_max}{q.unit}{_ATOM}"
            atoms.append((start, end, value))
    done = 0
    for start, end, atom in sorted(atoms):
        yield text[done:start]
        yield atom
        done = end
    yield text[done:]
