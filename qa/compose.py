"""Sentences of an extractive answer: a direct one, then its grounds, in literal words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.model import Span
from graph.names import canonical_title
from graph.quantities import AMOUNT, SHARE, Quantity
from qa.cases import of_asked_case
from qa.claim import Claim, Quote
from qa.kinds import asked_quantities, has_kind
from qa.question import NUMERIC_ASKS, Ask, Question
from qa.rank import Scored
from qa.rivals import ALONE, Rivals
from qa.shelf import Edition
from qa.weigh import Weighted

_MOST_RULES = 1
"""Rules shown besides the best one."""
_LONGEST_RULE = 520
"""Characters shown of the best rule."""
_NEW_WORDS = 0.12
"""Share of the question's words that a further rule must add to be worth showing."""
_FLOOR = 0.3
_AS_GOOD = 0.05
_NEAR_BEST = 0.12
_REPORT = re.compile(r"报道|案例|摘要|解读")
_MOST_GROUNDS = 6
"""Clauses named where the grounds of an answer are asked for."""
_TRIM = "。；;，、：: \n\u3000"

_MUST_NOT = re.compile(r"不得|禁止|不能|严禁|不予|不承担|不适用|不可以|无权|不再")
_MAY = re.compile(r"(?<!不)可以|允许|有权|准予|参照适用|适用")
# 人民法院可以…: what a court or an office may do, which is no yes to one who asks for himself
_OFFICE_MAY = re.compile(r"(?:法院|部门|机关|委员会|政府|海关|审批机关)[^，。；]{0,4}可以")
_MUST = re.compile(r"应当|必须")
_NOT_NEEDED = re.compile(r"不需|无需|无须|不必|不受|自主(?:决定|开展)")
_BUT = re.compile(r"除外|但(?:是)?[^，。；]{0,20}(?:不|除)")
_ON_THE_POINT = 0.5
"""Share of the question's words that a unit must hold for its 可以 to be about what is asked."""
_ASKS_MAY = re.compile(
    r"能不能|能否|可不可以|可以[^，。？]{0,30}[吗么]|能[^，。？]{0,24}[吗么]|行不行|可否|允许[^，。？]*吗|(?:能|可以)[^，。？]{0,20}(?:不|没)[？?]?$"
)
_ASKS_NEED = re.compile(
    r"需不需要|要不要|需要[^，。？]{0,24}[吗么]|(?:得|要)[^，。？]{0,20}[吗么]|必须|是不是必须|一定要"
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Units that make an answer."""

    units: tuple[Scored, ...]
    """The best first, then what completes it and what other rules add."""
    parts: tuple[Scored, ...] = ()
    """The best unit for each further part of the question."""
    hops: tuple[Scored, ...] = ()
    """Units of what the others refer to."""
    closest: float = 0.0
    """Share of the question's words in the unit that holds most of them, chosen or not."""
    rivals: Rivals = ALONE
    """What else could answer."""

    @property
    def all(self) -> tuple[Scored, ...]:
        return (*self.units, *self.parts, *self.hops)


def quote_of(edition: Edition, scored: Scored) -> Quote:
    return quote_at(edition, scored.entry.id, scored.spans, scored.rule.locator)


def quote_at(
    edition: Edition, document_id: str, spans: Sequence[Span], fallback: str = ""
) -> Quote:
    """A quote with the locator of the narrowest provision that holds its last span."""
    text = edition.text(document_id)
    inner = text.innermost(*spans[-1])
    locator = inner.locator if inner and inner.locator else fallback
    return Quote(edition.entries[document_id], text.document, locator, tuple(spans))


def source_words(quote: Quote) -> str:
    """《title》第X条, the way a citation is spoken."""
    title = canonical_title(quote.entry.head.title)
    return f"《{title}》{quote.locator}"


def shown(quote: Quote) -> str:
    """The quote's words for a sentence: line breaks and the last stop left off."""
    pieces = ["".join(quote.document.text[a:b].split()) for a, b in quote.spans]
    words = pieces[0]
    for (_, before), (after, _), piece in zip(
        quote.spans, quote.spans[1:], pieces[1:], strict=False
    ):
        gap = quote.document.text[before:after].strip()
        words += piece if not gap else f"……{piece}"
    return words.strip(_TRIM).replace("“", "‘").replace("”", "’")


def ground(quote: Quote) -> Claim:
    """《…》第X条规定：“…”."""
    verb = "记载" if _REPORT.search(quote.entry.head.doc_type) else "规定"
    return Claim(f"{source_words(quote)}{verb}：“{shown(quote)}”。", (quote,))


def grounds(claims: Sequence[Claim]) -> list[Claim]:
    """依据是《…》第X条: the clauses on which an answer stands, then their words."""
    quotes = list({(q.entry.id, q.spans): q for claim in claims for q in claim.quotes}.values())
    if not quotes:
        return []
    named = quotes[:_MOST_GROUNDS]
    sources = "、".join(dict.fromkeys(source_words(q) for q in named))
    return [Claim(f"依据是{sources}。", tuple(named)), *(ground(q) for q in named)]


def in_english(text: str) -> str:
    """A sentence's frame in English; what is quoted stays in the words of its source."""
    for chinese, english in (
        ("规定：“", " provides: “"),
        ("记载：“", " reports: “"),
        ("”。", "”. "),
    ):
        text = text.replace(chinese, english)
    return text.rstrip()


def choose(
    ranked: Sequence[Scored], weighted: Weighted, question: Question, edition: Edition
) -> list[Scored]:
    """The best unit, what belongs to it in its rule, then rules that say what these do not."""
    if not ranked:
        return []
    best = ranked[0]
    chosen = [best, *_companions(best, ranked, weighted, question, edition)]
    worth = {term.text: weight for term, weight in weighted.terms}
    told = {word for scored in chosen for word in _said(scored, weighted)}
    rules = {scored.rule for scored in chosen}
    several_acts = bool(_SEVERAL_ACTS.search(question.chinese))
    for scored in ranked[1:40]:
        if len(rules) > _MOST_RULES or scored.score < best.score - _FLOOR:
            break
        if scored.rule in rules or _repeats(scored, chosen):
            continue
        gain = sum(worth[t] for t in _said(scored, weighted) - told) / weighted.total
        other = several_acts and scored.entry.head.policy_id not in {
            c.entry.head.policy_id for c in chosen
        }
        if gain >= _NEW_WORDS or scored.score >= best.score - (_FLOOR if other else _AS_GOOD):
            chosen.append(scored)
            rules.add(scored.rule)
            told |= _said(scored, weighted)
    return chosen


_SEVERAL_ACTS = re.compile(r"哪(?:两|三|几|些)[部个份]?(?:规定|条例|办法|文件|法|政策|法规)")


def _companions(
    best: Scored, ranked: Sequence[Scored], weighted: Weighted, question: Question, edition: Edition
) -> list[Scored]:
    """Units of the best one's rule that complete it, in the order of the text.

    Points of the same list that answer as well, the words that a colon leads in, what hangs on
    the best unit (但是, 前款), a number that is asked for, and what holds further words asked.
    """
    own = [s for s in ranked if s.rule == best.rule and s.spans != best.spans]
    units = [r.unit for r in edition.text(best.entry.id).read_rule(best.rule).units]
    place = units.index(best.read.unit)
    following = {u.start for u in units[place + 1 : place + 2]}
    beside = {u.start for u in units[max(0, place - 1) : place + 2]}
    several = len(question.parts) > 1 and len(question.asks) > 1
    worth = {term.text: weight / weighted.total for term, weight in weighted.terms}
    told = _said(best, weighted)
    asked = [ask for ask in question.asks if ask in NUMERIC_ASKS]
    room = _LONGEST_RULE - (best.read.unit.end - best.read.unit.start)
    kept: list[Scored] = []
    for scored in own:
        unit = scored.read.unit
        if _is_lead(scored, (best, *kept)):
            continue
        gain = sum(worth[t] for t in _said(scored, weighted) - told)
        same = unit.lead == best.read.unit.lead and unit.paragraph == best.read.unit.paragraph
        completes = (
            (unit.lead is not None and unit.lead == best.read.unit.lead and _near(scored, best))
            or (unit.lead == (best.read.unit.start, best.read.unit.end))
            or (same and unit.start in following and _HANGS.match(scored.read.words))
            or (unit.start in following and _GOES_ON.match(scored.read.words))
            or (unit.start > best.read.unit.start and _YIELDS.search(scored.read.words))
            or (same and asked and _near(scored, best, 2) and has_kind(asked, scored.read.words))
            or (several and same and unit.start in beside)
            or (same and unit.start in beside and _near(scored, best, 3))
            or _near(scored, best, 1.2)
            or (gain >= _NEW_WORDS and _near(scored, best, 3))
        )
        room -= unit.end - unit.start if completes else 0
        if room < 0:
            break
        if completes:
            kept.append(scored)
            told |= _said(scored, weighted)
    return sorted(kept, key=lambda s: s.read.unit.start)


# What cannot be understood, or not rightly, without the sentence before it, and corrects it.
_HANGS = re.compile(
    r"但|前款|前项|其中|其他|上述|(?:没有|未|无|因|逾期|通过|属于)[^，。]{2,24}(?:的|，)|[^，。]{2,24}除外"
)

# 前款规定的…, 超过部分…: goes on with the rule before it, in the next paragraph too.
_GOES_ON = re.compile(r"(?:前款|前项|上款)(?!第)|(?:超过|超出)[^，,。；;]{0,16}部分")
# 单位与完成人另有约定的，从其约定: the rules before it hold only where nothing else is agreed.
_YIELDS = re.compile(r"另有约定[^。；;]{0,6}从其约定|约定优先")


def _near(scored: Scored, best: Scored, times: float = 1) -> bool:
    return scored.score >= best.score - times * _NEAR_BEST


def _is_lead(scored: Scored, others: Sequence[Scored]) -> bool:
    """Whether the unit is quoted already as what leads another one in."""
    own = (scored.read.unit.start, scored.read.unit.end)
    return any(other.read.unit.lead == own for other in others)


def grouped(edition: Edition, chosen: Sequence[Scored]) -> list[Quote]:
    """Quotes of the chosen units: those of one paragraph or list together, in the order chosen."""
    order: list[tuple[str, int, object]] = []
    groups: dict[tuple[str, int, object], list[Scored]] = {}
    for scored in chosen:
        unit = scored.read.unit
        key: tuple[str, int, object] = (
            scored.entry.id,
            scored.rule.start,
            unit.lead or unit.paragraph,
        )
        if key not in groups:
            groups[key] = []
            order.append(key)
        groups[key].append(scored)
    quotes = []
    for key in order:
        members = sorted(groups[key], key=lambda s: s.read.unit.start)
        quotes.append(
            quote_at(edition, key[0], _joined(edition, members), members[0].rule.locator)
            if len(members) == 1
            else replace(
                quote_at(edition, key[0], _joined(edition, members)),
                locator=_common_locator(edition, members),
            )
        )
    return quotes


def _joined(edition: Edition, members: Sequence[Scored]) -> tuple[Span, ...]:
    """Spans of the units in order, those with nothing but blanks between them as one."""
    text = edition.text(members[0].entry.id).document.text
    spans: list[Span] = []
    for scored in members:
        for start, end in scored.spans:
            if spans and start <= spans[-1][0]:
                continue
            if spans and (start < spans[-1][1] or not text[spans[-1][1] : start].strip()):
                spans[-1] = (spans[-1][0], max(spans[-1][1], end))
            else:
                spans.append((start, end))
    return tuple(spans)


def _common_locator(edition: Edition, members: Sequence[Scored]) -> str:
    """The locator of the narrowest provision that holds all of them."""
    text = edition.text(members[0].entry.id)
    inner = text.innermost(members[0].read.unit.start, members[-1].read.unit.end)
    return inner.locator if inner and inner.locator else members[0].rule.locator


def _said(scored: Scored, weighted: Weighted) -> set[str]:
    words = scored.read.words + scored.read.lead
    return {term.text for term, _ in weighted.terms if any(f in words for f in term.forms)}


def _repeats(scored: Scored, chosen: Sequence[Scored]) -> bool:
    return any(scored.read.words == other.read.words for other in chosen)


def list_spans(edition: Edition, scored: Scored) -> tuple[Span, ...] | None:
    """Lead-in and all points of the list that the unit leads or belongs to."""
    text = edition.text(scored.entry.id)
    units = [r.unit for r in text.read_rule(scored.rule).units]
    own = scored.read.unit
    lead = own.lead or (own.start, own.end)
    if not any(u.lead == lead for u in units):
        beside = [u for u in units[units.index(own) + 1 :] if u.paragraph == own.paragraph][:1]
        lead = (beside[0].start, beside[0].end) if beside else lead
    points = [u for u in units if u.lead is not None and u.lead == lead]
    if len(points) < 2:
        return None
    spans: list[Span] = [lead]
    for point in points:
        if point.start <= spans[-1][1] + 2:
            spans[-1] = (spans[-1][0], point.end)
        else:
            spans.append((point.start, point.end))
    return tuple(spans)


def direct_number(question: Question, scored: Scored, quote: Quote) -> Claim | None:
    """不低于百分之五十（《…》第四十五条）。"""
    values = nearest(question, _values_of(question, scored, quote), quote.text)
    return _told(values, quote)


def _told(values: Sequence[Quantity], quote: Quote) -> Claim | None:
    if not values:
        return None
    own = quote.text
    words = "、".join(dict.fromkeys(_phrase(q, values, own) for q in values[:4]))
    return Claim(f"{words}（{source_words(quote)}）。", (quote,))


def _phrase(value: Quantity, others: Sequence[Quantity], text: str) -> str:
    """不低于百分之六; the bare number where the bound stands before an earlier one as well."""
    shared = any(o is not value and value.outer[0] <= o.start < value.outer[1] for o in others)
    start, end = (value.start, value.end) if shared and value is not others[0] else value.outer
    return "".join(text[start:end].split())


_CLAUSE_ENDS = re.compile(r"[，,；;。：:]")
_AS_MANY = 0.7
_AS_MANY_OF_SEVERAL = 0.3
# 发明、实用新型、外观设计各…, 正高和高级各几个
_SEVERAL = re.compile(r"各|分别|、|[和与跟][^，。？]{1,10}(?:都|一共|总共|分开)")


def nearest(question: Question, values: Sequence[Quantity], text: str) -> list[Quantity]:
    """Of several values those whose own clauses hold the question's words best."""
    values = [v for v in values if not _in_condition(v, text)] or list(values)
    if len(values) > 1 and not _SEVERAL.search(question.chinese):
        values = of_asked_case(question, values, text)
    if len(values) < 2:
        return values
    asked = {question.chinese[n : n + 2] for n in range(len(question.chinese) - 1)}
    ends = [0, *(m.end() for m in _CLAUSE_ENDS.finditer(text)), len(text)]
    held: list[int] = []
    for value in values:
        start = max(e for e in ends if e <= value.start)
        end = min(e for e in ends if e >= value.end)
        clause = "".join(text[start:end].split())
        held.append(len({clause[n : n + 2] for n in range(len(clause) - 1)} & asked))
    most = max(held)
    share = _AS_MANY_OF_SEVERAL if _SEVERAL.search(question.chinese) else _AS_MANY
    return [v for v, n in zip(values, held, strict=True) if n >= share * most]


# 违法经营额不足五万元的，可以并处…: a number of the case, and not of what follows from it
_CASE_ENDS = re.compile(r"[^，,。；;：:]{0,24}的[，,]")


def _in_condition(value: Quantity, text: str) -> bool:
    return bool(_CASE_ENDS.match(text, value.end))


def _values_of(question: Question, scored: Scored, quote: Quote) -> list[Quantity]:
    asks = [ask for ask in question.asks if ask in NUMERIC_ASKS]
    start = len(quote.text) - (scored.read.unit.end - scored.read.unit.start)
    found = [q for q in asked_quantities(asks, quote.text) if q.start >= start]
    if Ask.QUANTITY in asks and len(found) > 1:
        shares = [q for q in found if q.kind in (SHARE, AMOUNT)]
        return shares or found
    return found


def numbers(
    question: Question, edition: Edition, units: Sequence[Scored], best: Scored
) -> Claim | None:
    """The numbers of the best unit and, where several things are asked for, of its neighbours."""
    beside = [
        s
        for s in units
        if s.rule == best.rule and s.read.unit.paragraph == best.read.unit.paragraph
    ]
    if not _SEVERAL.search(question.chinese) or len(beside) < 2:
        return direct_number(question, best, quote_of(edition, best))
    quote = grouped(edition, beside)[0]
    asks = [ask for ask in question.asks if ask in NUMERIC_ASKS]
    values = nearest(question, asked_quantities(asks, quote.text), quote.text)
    return _told(values, quote)


def direct_force(question: Question, scored: Scored, quote: Quote) -> Claim | None:
    """可以 or 不可以, where the deciding words of the unit leave no doubt."""
    own = quote.text[scored.read.unit.start - scored.read.unit.end :]
    if Ask.YES_NO not in question.asks[:2] or scored.close < _ON_THE_POINT or _BUT.search(own):
        return None
    said = ""
    if _ASKS_MAY.search(question.chinese):
        if _MUST_NOT.search(own) and not _MAY.search(own):
            said = "不可以"
        elif _MAY.search(_OFFICE_MAY.sub("", own)) and not _MUST_NOT.search(own):
            said = "可以"
    elif _ASKS_NEED.search(question.chinese):
        if _NOT_NEEDED.search(own) and not _MUST.search(own):
            said = "不需要"
        elif _MUST.search(own) and not _NOT_NEEDED.search(own):
            said = "需要"
    if not said:
        return None
    return Claim(f"{said}：{source_words(quote)}规定“{shown(quote)}”。", (quote,))
