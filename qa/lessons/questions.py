"""Questions for learners, with keys and scoring points that cite; none has two right answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import zip_longest

from graph.model import Measure, Modality, Norm, Statement
from graph.quantities import Quantity, find_quantities
from graph.taxonomy import concept
from qa.analysis.desk import Desk
from qa.lessons.clauses import Clause, said_once
from qa.lessons.footnotes import Footnotes
from qa.lessons.lesson import (
    ItemKind,
    LessonItem,
    LessonLevel,
    LessonQuestion,
    Note,
    QuestionKind,
    ScoringPoint,
)
from qa.lessons.tables import Compared, subject
from qa.lessons.wording import FORCE, bounded, common_lead, figure, place, titled, told

_BLANK = "____"
_OPTIONS = 4
_FEWEST = 3
"""Options below which a choice is no question."""
_LETTERS = "ABCD"
_LONGEST_STEM = 260
"""Characters of a quote in a stem; a longer one is no reading for a test."""
_POINTS = 4
_MODAL = {Modality.MUST: "应当", Modality.MAY: "可以"}
_OTHER = {"应当": "可以", "可以": "应当"}
_MEANING = {"应当": "义务，没有选择余地", "可以": "授权，由主体决定是否采用"}


def questions(
    footnotes: Footnotes,
    chosen: Sequence[Clause],
    compared: Sequence[Compared],
    level: LessonLevel,
) -> list[LessonItem]:
    """Kinds in turn, each in the order of the lesson; what suits the level goes first."""
    kinds = [
        _choices(footnotes, chosen, compared),
        _true_or_false(footnotes, chosen),
        _short_answers(footnotes, chosen),
    ]
    if level is not LessonLevel.ELEMENTARY:
        kinds.insert(1, _comparisons(footnotes, compared))
    made: list[LessonItem] = []
    while kinds:
        for kind in list(kinds):
            question = next(kind, None)
            if question is None:
                kinds.remove(kind)
            elif question.id not in {q.id for q in made}:
                made.append(question)
    return made


def _item(footnotes: Footnotes, question: LessonQuestion, n: int) -> LessonItem:
    cited = footnotes.all()[n - 1]
    return footnotes.item(ItemKind.QUESTION, place(cited), question=question)


def _choices(
    footnotes: Footnotes, chosen: Sequence[Clause], compared: Sequence[Compared]
) -> Iterator[LessonItem]:
    """Which figure stands in the clause; the others stand in other clauses of the library."""
    beside = {norm.id: [n for _, n in one.rows] for one in compared for _, norm in one.rows}
    norms = [s for s in _in_turn(chosen) if isinstance(s, Norm)]
    for norm in dict.fromkeys(norms):
        stem = _with_blank(norm)
        wrong = _distractors(footnotes.desk, footnotes.on, norm, beside.get(norm.id, ()))
        if stem and len(wrong) >= _FEWEST - 1:
            yield _choice(footnotes, norm, stem, wrong[: _OPTIONS - 1])


def _with_blank(norm: Norm) -> str:
    """The quote with its figure left out; "" where the figure stands in it twice, or is alone."""
    quote, words = norm.evidence.quote, norm.value_text
    if quote.count(words) != 1 or not len(words) + 8 < len(quote) <= _LONGEST_STEM:
        return ""
    same = [q for q in find_quantities(quote) if _amount(q) == _amount(norm)]
    return quote.replace(words, _BLANK) if len(same) <= 1 else ""


def _amount(stated: Norm | Quantity) -> tuple[float, float | None, str]:
    """Value, upper bound and unit."""
    return stated.value, stated.value_max, stated.unit


def _distractors(desk: Desk, on: date, norm: Norm, beside: Sequence[Norm]) -> list[Norm]:
    """Figures of other clauses, of the same kind and unit, each value once.

    First those of the same rule elsewhere, then those of other rules. A figure that stands in the
    quote itself, or within the span that the quote gives, is no wrong answer.
    """
    quoted = [_amount(q) for q in find_quantities(norm.evidence.quote)]
    current = desk.current(on)
    others = [
        s
        for s in desk.statements.values()
        if isinstance(s, Norm) and s.evidence.document_id in current and s.unit == norm.unit
    ]
    matters = set(desk.concepts_of.get(norm.id, ()))

    def nearness(other: Norm) -> tuple[object, ...]:
        elsewhere = matters.isdisjoint(desk.concepts_of.get(other.id, ()))
        return other.quantity != norm.quantity, elsewhere, abs(other.value - norm.value), other.id

    others.sort(key=nearness)
    found: dict[tuple[float, float | None, str], Norm] = {}
    for other in (*beside, *others):
        amount = _amount(other)
        inside = norm.value_max is not None and norm.value <= other.value <= norm.value_max
        if amount not in quoted and amount != _amount(norm) and not inside:
            found.setdefault(amount, other)
    return list(found.values())


def _choice(footnotes: Footnotes, norm: Norm, stem: str, wrong: Sequence[Norm]) -> LessonItem:
    n = footnotes.cite(norm.evidence)
    cited = footnotes.all()[n - 1]
    ordered = sorted([norm, *wrong], key=_amount_order)
    letter = _LETTERS[ordered.index(norm)]
    explanation = [Note(text=f"原文为“{norm.value_text}”。", citations=(n,))]
    for other in wrong:
        m = footnotes.cite(other.evidence)
        regions = "、".join(footnotes.all()[m - 1].regions)
        text = f"{figure(*_amount(other))}出自{place(footnotes.all()[m - 1])}（{regions}）。"
        explanation.append(Note(text=text, citations=(m,)))
    question = LessonQuestion(
        kind=QuestionKind.CHOICE,
        stem=f"{place(cited)}规定：“{stem}”。空格处应填：",
        options=tuple(figure(*_amount(one)) for one in ordered),
        key=letter,
        explanation=tuple(explanation),
        points=(ScoringPoint(text=f"选 {letter}：{bounded(norm)}", score=4, citations=(n,)),),
    )
    return _item(footnotes, question, n)


def _amount_order(norm: Norm) -> tuple[float, float]:
    return norm.value, norm.value_max or norm.value


def _true_or_false(footnotes: Footnotes, chosen: Sequence[Clause]) -> Iterator[LessonItem]:
    """The quote as it is, or with 应当 and 可以 exchanged: by the statement's own id."""
    for statement in _in_turn(chosen):
        word = _modal(statement)
        if word:
            changed = int(statement.id[-1], 16) % 2 == 0
            yield _judged(footnotes, statement, word, changed=changed)


def _in_turn(chosen: Sequence[Clause]) -> list[Statement]:
    """The first statement of each clause, then the second of each, and so on."""
    rounds = zip_longest(*(said_once(clause.statements) for clause in chosen))
    return [statement for one in rounds for statement in one if statement is not None]


def _modal(statement: Statement) -> str:
    """应当 or 可以, where it alone says the force of the quote, and the quote says whose."""
    if not isinstance(statement, (Measure, Norm)) or statement.modality not in _MODAL:
        return ""
    quote, word = statement.evidence.quote, _MODAL[statement.modality]
    both = quote.count("应当") + quote.count("可以")
    whole = both == 1 and word in quote[1:] and not quote.startswith(word)
    return word if whole and len(quote) <= _LONGEST_STEM else ""


def _judged(footnotes: Footnotes, statement: Statement, word: str, *, changed: bool) -> LessonItem:
    n = footnotes.cite(statement.evidence)
    cited = footnotes.all()[n - 1]
    said = cited.quote.replace(word, _OTHER[word]) if changed else cited.quote
    key = "错" if changed else "对"
    question = LessonQuestion(
        kind=QuestionKind.TRUE_FALSE,
        stem=f"按照{place(cited)}，{said}。这一说法是否正确？",
        key=key,
        explanation=(Note(text=f"原文用“{word}”：{_MEANING[word]}。", citations=(n,)),),
        points=(ScoringPoint(text=f"判断为“{key}”", score=2, citations=(n,)),),
    )
    return _item(footnotes, question, n)


def _comparisons(footnotes: Footnotes, compared: Sequence[Compared]) -> Iterator[LessonItem]:
    for one in compared:
        rows = _apart(one)
        numbers = [footnotes.cite(norm.evidence) for _, norm in rows]
        names = "、".join("国家层面" if region == "全国" else region for region, _ in rows)
        points = tuple(
            ScoringPoint(text=_row_told(region, norm), score=3, citations=(n,))
            for (region, norm), n in zip(rows, numbers, strict=True)
        )
        question = LessonQuestion(
            kind=QuestionKind.SHORT_ANSWER,
            stem=f"比较{names}关于“{subject(one.seed)}”的规定：数值、力度和适用条件各是什么？",
            key="见评分要点",
            points=points,
        )
        yield _item(footnotes, question, numbers[0])


def _apart(one: Compared) -> list[tuple[str, Norm]]:
    """The first row, then those that differ from all before, then others, in the order of rows."""
    rows = list(one.rows)
    seen: set[tuple[object, ...]] = set()
    fresh = []
    for row in rows:
        said = (*_amount(row[1]), row[1].modality)
        if said not in seen:
            seen.add(said)
            fresh.append(row)
    chosen = (fresh + [row for row in rows if row not in fresh])[:_POINTS]
    return [row for row in rows if row in chosen]


def _row_told(region: str, norm: Norm) -> str:
    condition = f"，条件是{norm.condition}" if norm.condition else ""
    return f"{region}：{FORCE[norm.modality]}，{bounded(norm)}{condition}"


def _short_answers(footnotes: Footnotes, chosen: Sequence[Clause]) -> Iterator[LessonItem]:
    """The main points of a clause that states two things or more."""
    for clause in chosen:
        stated = list({told(s): s for s in said_once(clause.statements)}.values())[:_POINTS]
        if len(stated) < 2:
            continue
        lead = common_lead([s.condition for s in stated if isinstance(s, Norm)])
        numbers = [footnotes.cite(s.evidence) for s in stated]
        cited = footnotes.all()[numbers[0] - 1]
        title = f"{titled(cited.title)}{clause.rule.locator.rstrip('、')}"
        about = f"关于“{concept(clause.concept).zh}”" if clause.concept else ""
        question = LessonQuestion(
            kind=QuestionKind.SHORT_ANSWER,
            stem=f"{title}{about}作了哪些规定？列出要点，并说明各自的力度（应当、不得、可以还是鼓励）。",
            key="见评分要点",
            points=tuple(
                ScoringPoint(text=told(s, lead), score=3, citations=(n,))
                for s, n in zip(stated, numbers, strict=True)
            ),
        )
        yield footnotes.item(ItemKind.QUESTION, title, question=question)
