"""Formulas that a text prints (负债合计/资产合计×100%), reckoned with the asker's own figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.names import fold
from graph.quantities import AMOUNT, COUNT, Quantity
from qa.asked.pairs import share_held
from qa.asked.question import Question
from qa.claims.arithmetic import step
from qa.claims.claim import Claim, Operator, Quote, Step
from qa.claims.quoting import quote_at, sentences_with
from qa.numbers.proportions import name_of
from qa.numbers.sums import Sum, told
from qa.search.rank import Scored
from qa.shelf.shelf import Edition

# 计算方法：甲/乙×100%。 利润率＝利润÷收入×100%; a bracket holds a difference: （今年－去年）/去年
_FORMULA = re.compile(
    r"(?:^|[：:＝=，,；;])\s*[（(]?(?P<first>[^。；;：:＝=/÷×，,（(）)－—-]{2,30})"
    r"(?:[－—-](?P<second>[^。；;：:＝=/÷×，,（(）)]{2,30})[）)])?"
    r"\s*[/÷]\s*(?P<base>[^。；;：:＝=/÷×，,（(）)]{2,30})×100(?P<share>[%％])?(?![\d])"
)
_NAMED_BEFORE = 12
"""Characters before a figure of the question in which it says what the figure is of."""
_NAMED = 0.5
"""Share of a name's character pairs that the words before its figure must say."""
_TITLE = re.compile(r"^\d{1,3}[.．、]")
_TITLE_NEAR = 3
"""Units before a formula among which the title of its indicator is looked for."""
_LOOKED_AT = 30


@dataclass(frozen=True, slots=True)
class _Formula:
    first: str
    second: str
    """What is taken off the first; empty where nothing is."""
    base: str
    operator: Operator


def by_formula(question: Question, edition: Edition, ranked: Sequence[Scored]) -> list[Claim]:
    """40%：4000万元÷1亿元×100%=40%, by the first formula each of whose names has a figure."""
    own = [q for q in question.quantities if q.kind in (AMOUNT, COUNT) and q.value_max is None]
    if len(own) < _FEWEST or not question.wants_number:
        return []
    for place, scored in enumerate(ranked[:_LOOKED_AT]):
        least = _NAMED_NEAR if place < _NEAREST else _NAMED
        for formula in _formulas(scored.read.words):
            steps = _steps(formula, question.whole, own, least)
            if steps:
                return [told(question, Sum(tuple(steps), (_quote(edition, scored),)))]
            if place < _NEAREST and _reached(formula, question.whole, own):
                meant, defined = _in_other_words(formula, edition, scored.entry.id)
                steps = _steps(meant, question.whole, own, least) if defined else []
                if steps:
                    quotes = (_quote(edition, scored), *defined)
                    return [told(question, Sum(tuple(steps), quotes))]
    return []


_NEAREST = 5
_NAMED_NEAR = 0.22
"""The same share for a formula among the units nearest to the question."""


def _reached(formula: _Formula, text: str, own: Sequence[Quantity]) -> bool:
    """Whether the base of the formula has a figure of the question."""
    return bool(_figures([formula.base], text, own, _NAMED))


def _in_other_words(
    formula: _Formula, edition: Edition, document_id: str
) -> tuple[_Formula, list[Quote]]:
    """The formula with what the same document says that its first name means, and where it does."""
    for quote in sentences_with(edition, document_id, f"{formula.first}是指", _DEFINES):
        meant = _DEFINES.search(fold(quote.text))
        if meant and meant["term"] in formula.first:
            return replace(formula, first=meant["words"]), [quote]
    return formula, []


# 12.成果转化总金额是指医院科研成果在技术市场合同成交金额总数。
_DEFINES = re.compile(
    r"^(?:\d{1,3}[.．、])?(?P<term>[\u3400-\u9fff]{4,20}?)(?:是|系)?指(?P<words>[^，。；]{4,40})。?$"
)
_FEWEST = 2


def _formulas(text: str) -> list[_Formula]:
    return [
        _Formula(
            m["first"].strip(),
            (m["second"] or "").strip(),
            m["base"].strip(),
            Operator.PERCENT if m["share"] else Operator.PER_HUNDRED,
        )
        for m in _FORMULA.finditer(text)
    ]


def _steps(formula: _Formula, text: str, own: Sequence[Quantity], least: float) -> list[Step]:
    """The steps, where every name of the formula stands before another figure of the question."""
    names = [n for n in (formula.first, formula.second, formula.base) if n]
    figures = _figures(list(dict.fromkeys(names)), text, own, least)
    if any(name not in figures for name in names):
        return []
    top, base = figures[formula.first], figures[formula.base]
    steps: list[Step] = []
    if formula.second:
        steps.append(step(top, Operator.MINUS, figures[formula.second]))
        top = steps[-1].result
    alike = top.kind == base.kind or formula.operator is Operator.PER_HUNDRED
    if not alike or top.value < 0 or not base.value:
        return []
    return [*steps, step(top, formula.operator, base)]


def _figures(
    names: Sequence[str], text: str, own: Sequence[Quantity], least: float
) -> dict[str, Quantity]:
    """The figure of each name; the surest pairs go first."""
    pairs = [(_said_before(name, text, q), name, q) for name in names for q in own]
    figures: dict[str, Quantity] = {}
    for said, name, figure in sorted(pairs, key=lambda p: -sum(p[0])):
        if max(said) >= least and name not in figures and figure not in figures.values():
            figures[name] = figure
    return figures


def _said_before(name: str, text: str, figure: Quantity) -> tuple[float, float]:
    """How far the words right before a figure say the name: the whole, and its beginning or end."""
    before = name_of(text, figure, near=_NAMED_BEFORE)
    end = name[-_END:] if len(name) > _SHORT else name[:2]
    return share_held(name, before), share_held(end, before)


_END = 6
_SHORT = 6
"""Characters up to which a name is known by its first two: 负债 for 负债合计."""


def _quote(edition: Edition, scored: Scored) -> Quote:
    """The formula with the title of its indicator, where that stands right before it."""
    units = [r.unit for r in edition.text(scored.entry.id).read_rule(scored.rule).units]
    place = units.index(scored.read.unit)
    text = edition.text(scored.entry.id).document.text
    for unit in reversed(units[max(0, place - _TITLE_NEAR) : place]):
        if _TITLE.match(text[unit.start : unit.end]):
            spans = (unit.spans[-1], *scored.read.unit.spans)
            return quote_at(edition, scored.entry.id, spans, scored.rule.locator)
    return quote_at(edition, scored.entry.id, scored.spans, scored.rule.locator)
