"""The cases that a rule tells apart by an amount or names 分别, and which of them is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.quantities import AMOUNT, COUNT, SHARE, Quantity, find_quantities
from qa.asked.question import Question
from qa.claims.arithmetic import admits
from qa.claims.claim import Quote

_SPLIT = re.compile(r"[。；;\n]")
# 违法经营额五万元以上的，…; 不满三十人的，…
_CONDITION = re.compile(r"(?:^|(?<=[：:，,、]))(?P<condition>[^，,：:]{2,50}?的)[，,]")
# 卖了三万元的货 is 违法经营额, 赚了两万 is 违法所得: lay words, and the acts' words for it
_LAY_NOUNS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (re.compile(r"卖|货|销售|营业|流水|生意"), re.compile(r"经营额|货值|销售额|销售金额")),
    (re.compile(r"赚|挣|捞|得利|获利"), re.compile(r"所得|获利|利润|收益")),
)
_NAMED_APART = re.compile(r"[和与及]|以及")
_WORD = re.compile(r"[\u3400-\u9fff]{1,8}")


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a rule: its condition in the text's words, and the value that holds in it."""

    condition: str
    bound: Quantity
    """Of the condition."""
    value: Quantity
    """The first amount or share after the condition, in offsets of the quote."""


def admitted(question: Question, amount: Quantity, quote: Quote) -> Case | None:
    """The one case whose bound admits the amount; None where none or several do."""
    cases = [c for c in cases_of(quote) if c.bound.unit == amount.unit]
    named = [c for c in cases if _names(question, c.condition)]
    fitting = [c for c in named if admits(c.bound, amount.value)]
    return fitting[0] if len(fitting) == 1 else None


def kept_out(amount: Quantity, quote: Quote, value: Quantity) -> bool:
    """Whether the value holds in a case whose bound does not admit the amount."""
    return any(
        case.bound.unit == amount.unit and not admits(case.bound, amount.value)
        for case in cases_of(quote)
        if (case.value.start, case.value.end) == (value.start, value.end)
    )


# 情节严重的，…; 逾期不改正的，…: cases that hold only where the asker speaks of them
_SPOKEN_OF = re.compile(
    r"情节(?:特别)?严重|情节较轻|逾期(?:不|未)|拒不|(?:严重|恶劣)?(?:后果|影响)|构成犯罪|再次|(?:没有|无)违法(?:所得|经营额)|有违法所得"
)
_LAST_CASE = re.compile(r"[^，,；;。：:]{2,60}的(?=[，,])")


def of_asked_case(question: Question, values: Sequence[Quantity], text: str) -> list[Quantity]:
    """Of values that a rule graduates by its cases those of the case that the question names.

    Where it names none of them, those that need no word of the asker; all where that leaves none.
    """
    own = [_spoken_case(text, value) for value in values]
    asked = {case for case in own if case and _speaks_of(question.chinese, case)}
    if asked:
        longest = max(asked, key=len)
        kept = [v for v, case in zip(values, own, strict=True) if case == longest]
    else:
        kept = [v for v, case in zip(values, own, strict=True) if not case]
    return kept or list(values)


def says_asked_case(question: Question, words: str) -> bool:
    """Whether the words are of a case that the question names: 情节特别严重的, 逾期不改正的."""
    return any(_speaks_of(question.chinese, m.group()) for m in _SPOKEN_OF.finditer(words))


def opens_with_unasked_case(question: Question, words: str) -> bool:
    """Whether a sentence begins with such a case and the question does not name it."""
    clause = _LAST_CASE.match(words)
    found = _SPOKEN_OF.search(clause.group()) if clause else None
    return bool(found) and not says_asked_case(question, clause.group() if clause else "")


def of_unasked_case(question: Question, value: Quantity, text: str) -> bool:
    """Whether a value holds only in a case of which the asker has to speak, and does not."""
    case = _spoken_case(text, value)
    return bool(case) and not _speaks_of(question.chinese, case)


def _spoken_case(text: str, value: Quantity) -> str:
    """情节特别严重 of the condition last before the value in its sentence; empty for none."""
    start = max(text.rfind(stop, 0, value.start) for stop in "。；;：:\n") + 1
    cases = [m.group() for m in _LAST_CASE.finditer(text, start, value.start)]
    found = _SPOKEN_OF.search("".join(cases[-1].split())) if cases else None
    return found.group() if found else ""


# 责令改了还不改: how lay words say 逾期不改正
_LAY_CASES: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(r"逾期|拒不"),
        re.compile(r"逾期|拒不|还(?:是)?不改|还没(?:改|买|办|交|补)|不肯改|就是不"),
    ),
    (re.compile(r"^有违法所得"), re.compile(r"违法所得(?:是|为|有)?\d|赚了|挣了|获利\d")),
    (
        re.compile(r"(?:没有|无)违法"),
        re.compile(r"(?:没有?|无|一分)[^，。？]{0,4}(?:违法所得|经营额|赚|挣|获利)"),
    ),
)


def _speaks_of(question: str, case: str) -> bool:
    if case in question:
        return True
    return any(named.search(case) and lay.search(question) for named, lay in _LAY_CASES)


def cases_of(quote: Quote) -> Iterator[Case]:
    """The cases of the quote, in its order."""
    position = 0
    told = [q for q in find_quantities(quote.text) if q.kind in (AMOUNT, SHARE)]
    for piece in _SPLIT.split(quote.text):
        start, position = position, position + len(piece) + 1
        found = list(_CONDITION.finditer(piece))
        ends = [*(m.start() for m in found), len(piece)]
        for match, end in zip(found, ends[1:], strict=True):
            bounds = [q for q in find_quantities(match["condition"]) if q.kind in (AMOUNT, COUNT)]
            values = [q for q in told if start + match.end() <= q.start < start + end]
            if len(bounds) == 1 and values:
                yield Case("".join(match["condition"].split()), bounds[0], values[0])


def _names(question: Question, condition: str) -> bool:
    """Whether the question says what the condition bounds: 违法经营额 before 五万元以上."""
    words = condition.rpartition("或者")[2]
    bound = next((q.start for q in find_quantities(words)), len(words))
    noun = re.sub(r"(?:不足|超过|达到|在|满|不满|低于|高于)$", "", words[:bound])[-6:]
    if any(noun[n : n + 3] in question.chinese for n in range(max(1, len(noun) - 2))):
        return True
    return any(lay.search(question.chinese) and named.search(noun) for lay, named in _LAY_NOUNS)


def pair_of(question: Question, quote: Quote, shares: Sequence[Quantity]) -> Quantity | None:
    """Of 市和县的比例分别不低于百分之六和百分之四 the share of the one that is asked about.

    None where nothing is paired off, or the question names none of those that are, or several.
    """
    apart = quote.text.find("分别")
    values = [q for q in shares if q.start > apart]
    if apart < 0 or len(values) < 2:
        return None
    start = max(quote.text.rfind(stop, 0, apart) for stop in "。；：") + 1
    names = _NAMED_APART.split(quote.text[start:apart], maxsplit=len(values) - 1)
    if len(names) != len(values):
        return None
    words = [set(_tokens(name)) for name in names]
    asked = [
        n
        for n, own in enumerate(words)
        if any(
            w in question.rest
            for w in own
            if not any(w in other for m, other in enumerate(words) if m != n)
        )
    ]
    return values[asked[0]] if len(asked) == 1 else None


def _tokens(name: str) -> Iterator[str]:
    """区, 县, 市 of 区、县（市）人民政府财政…: the names that are listed, each by itself."""
    for piece in re.split(r"[、（）()，]", name):
        found = _WORD.search(piece)
        if found:
            yield re.split(r"人民政府|财政|用于", found.group())[0] or found.group()
