"""One measure or rule through regions and years: by words, by concept, or from one statement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from graph.errors import InvalidInput, NotFound
from graph.gazetteer import NATION
from graph.model import Norm, Statement
from graph.names import fold
from graph.quantities import AMOUNT, COUNT, PERIOD, SHARE, find_quantities
from graph.taxonomy import find_asked
from graph.versions import version_day
from qa.analysis.asked import asked_concepts, asked_regions, with_narrower
from qa.analysis.desk import Desk
from qa.analysis.findings import Finding
from qa.analysis.showing import findings_of
from qa.asked.kinds import KINDS
from qa.asked.question import Question, parse_question
from qa.asked.terms import Term

_CANDIDATES = 400
"""Passages of the text search in which statements are looked for."""
_COVERED = 0.62
"""Share of a query's words, by weight, that a statement and the headings above it must hold."""
_NEAR_BEST = 0.75
"""Share of the best statement's cover below which another is on another matter."""
_SAME_RULE = 55.0
"""Likeness of two statements' words without figures, 0 to 100, from which they are one rule."""
_AS_NEAR = 0.95
"""Share of its document's best likeness from which a statement counts beside the best."""
_SAME_BASE = 60.0
"""Likeness of what two shares are shares of, 0 to 100."""
_ON_CONCEPT = 0.15
"""What a concept that the query names adds to the cover."""
_ABOVE = 0.55
"""What a word counts that stands only in the headings above."""
_IN_PART = 0.6
"""What a word counts of which only some pairs of characters are there."""
_NAMED_KINDS = {"比例": SHARE, "期限": PERIOD, "金额": AMOUNT, "数量": COUNT}


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceStep:
    """What one document says on the matter in one place."""

    day: date | None
    """Day of the text: 施行, else 公布, else 成文; null where the text tells none."""
    region: str
    """Names joined by 、."""
    national: bool
    finding: Finding
    likeness: float
    """How near it is to what was asked for, 0 to 1; 1 where a concept was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Earliest first, national before regional on one day, undated last."""

    asked: str
    as_of: date
    items: tuple[TraceStep, ...]
    total: int
    regions: dict[str, int]
    """Region → steps."""
    missing: tuple[str, ...]
    """Regions that were asked for and say nothing of it here."""
    next_cursor: str | None
    build: str


Scored = tuple[Statement, float]


def trace(
    desk: Desk,
    on: date,
    *,
    query: str = "",
    concept: str = "",
    node: str = "",
    regions: Sequence[str] = (),
    skip: int = 0,
    limit: int = 100,
) -> Trace:
    """Every version counts, each with its force on the day, so that a change shows as one.

    Exactly one of ``query``, ``concept`` and ``node`` is given. Raises InvalidInput for none or
    several, NotFound for a concept, statement or region that is none.
    """
    if sum(map(bool, (query, concept, node))) != 1:
        raise InvalidInput("trace takes one of q (words), concept (C1) and node (a statement's id)")
    wanted = asked_regions(regions, desk)
    if query:
        question = parse_question(query, desk.edition.names, today=on)
        scored = _by_words(desk, question)
        wanted = wanted or list(question.regions)
    elif concept:
        scored = _by_concept(desk, concept)
    else:
        scored = _like_node(desk, node)
    kept = [pair for pair in scored if not wanted or _regions(desk, pair[0]) & set(wanted)]
    kept.sort(key=lambda pair: _order(desk, pair[0]))
    page = kept[skip : skip + limit]
    counted: dict[str, int] = {}
    for statement, _ in kept:
        for region in desk.entries[statement.evidence.document_id].head.regions:
            counted[region] = counted.get(region, 0) + 1
    findings = findings_of(desk, [statement for statement, _ in page], on)
    return Trace(
        asked=query or concept or node,
        as_of=on,
        items=tuple(
            _step(desk, finding, score) for finding, (_, score) in zip(findings, page, strict=True)
        ),
        total=len(kept),
        regions=dict(sorted(counted.items(), key=lambda pair: (pair[0] != NATION, pair[0]))),
        missing=tuple(region for region in wanted if region not in counted),
        next_cursor=None,
        build=desk.build,
    )


def _step(desk: Desk, finding: Finding, score: float) -> TraceStep:
    head = desk.entries[finding.source.document_id].head
    return TraceStep(
        day=version_day(head),
        region="、".join(head.regions),
        national=NATION in head.regions,
        finding=finding,
        likeness=round(score, 3),
    )


def _order(desk: Desk, statement: Statement) -> tuple[object, ...]:
    return *desk.document_order(statement.evidence.document_id), statement.evidence.start


def _regions(desk: Desk, statement: Statement) -> set[str]:
    return set(desk.entries[statement.evidence.document_id].head.regions)


def _by_concept(desk: Desk, concept: str) -> list[Scored]:
    (entry,) = asked_concepts([concept])
    return [(desk.statements[id_], 1.0) for id_ in desk.by_concept.get(entry.notation, ())]


def _by_words(desk: Desk, question: Question) -> list[Scored]:
    """Statements that hold most of the words of the query, themselves or in the headings above.

    Those with figures of the kind asked for, where there are any.
    """
    if not question.terms:
        raise InvalidInput(
            f"{question.text!r} holds no word to trace; name the matter, e.g. 转化收益奖励比例"
        )
    terms = [t for t in question.terms if t.text not in _NAMED_KINDS] or question.terms
    weights = {t: t.weight * desk.edition.words.rarity(t.forms[0]) for t in terms}
    named = with_narrower(m.concept.notation for m in find_asked(question.chinese))
    scored = []
    for statement in _candidates(desk, question.chinese, named):
        cover = _cover(desk, statement, weights)
        if cover >= _COVERED:
            on_concept = not named.isdisjoint(desk.concepts_of.get(statement.id, ()))
            scored.append((statement, min(1.0, cover + _ON_CONCEPT * on_concept)))
    kinds = _figures_asked(question)
    figures = [p for p in scored if isinstance(p[0], Norm) and p[0].quantity in kinds]
    found = figures or scored
    best = max((score for _, score in found), default=0.0)
    return _said_once(pair for pair in found if pair[1] >= _NEAR_BEST * best)


def _figures_asked(question: Question) -> frozenset[str]:
    """Kinds of figures that the query is about; empty where it is about any statement."""
    named = {kind for word, kind in _NAMED_KINDS.items() if word in question.chinese}
    asked = (KINDS[ask] for ask in question.asks if ask in KINDS)
    return frozenset(named).union(*asked)


def _candidates(desk: Desk, query: str, named: frozenset[str]) -> list[Statement]:
    """Statements in the passages that the text search finds, and in the documents of these
    passages also those of the named concepts.
    """
    hits = desk.edition.search(query, limit=_CANDIDATES)
    found = {id_ for h in hits for id_ in desk.stated_in(h.document_id, h.start, h.end)}
    documents = {hit.document_id for hit in hits}
    for notation in named:
        for id_ in desk.by_concept.get(notation, ()):
            if desk.statements[id_].evidence.document_id in documents:
                found.add(id_)
    desk.edition.load(documents)
    return [desk.statements[id_] for id_ in sorted(found)]


def _cover(desk: Desk, statement: Statement, weights: Mapping[Term, float]) -> float:
    """Share of the words, by weight, that the statement or a heading above it holds."""
    own, above = desk.words_of(statement)
    held = sum(weight * _holds(term, own, above) for term, weight in weights.items())
    return held / (sum(weights.values()) or 1.0)


def _holds(term: Term, own: str, above: str) -> float:
    if any(form in own for form in term.forms):
        return 1.0
    if any(form in above for form in term.forms):
        return _ABOVE
    pairs = term.pairs
    return _IN_PART * sum(pair in own for pair in pairs) / len(pairs)


def _said_once(scored: Iterable[Scored]) -> list[Scored]:
    """Of one clause every norm, or where it has none its best measure."""
    clauses: dict[str, list[Scored]] = {}
    for pair in scored:
        clauses.setdefault(pair[0].evidence.provision_id or pair[0].id, []).append(pair)
    kept: list[Scored] = []
    for found in clauses.values():
        norms = [pair for pair in found if isinstance(pair[0], Norm)]
        kept += norms or [max(found, key=lambda pair: (pair[1], pair[0].id))]
    return kept


def _like_node(desk: Desk, node: str) -> list[Scored]:
    """Statements that say the same of the same thing, whatever their figure.

    Of one document the most alike counts, with every other that is as near.
    """
    if node not in desk.statements:
        raise NotFound(f"no measure, norm or case {node!r}; ids stand in findings and nodes")
    given = desk.statements[node]
    same = _same_kind(desk, given)
    plain = _without_figures(given)
    scored = [
        (other, fuzz.ratio(plain, _without_figures(other), score_cutoff=_SAME_RULE))
        for other in same
    ]
    best: dict[str, float] = {}
    for other, score in scored:
        document_id = other.evidence.document_id
        best[document_id] = max(score, best.get(document_id, 0.0))
    return [
        (other, score / 100)
        for other, score in scored
        if score and score >= _AS_NEAR * best[other.evidence.document_id]
    ]


def _same_kind(desk: Desk, given: Statement) -> list[Statement]:
    """Statements of the same sort that share a concept, or a figure of the same kind and base."""
    if isinstance(given, Norm):
        return [
            other
            for other in desk.statements.values()
            if isinstance(other, Norm)
            and (other.quantity, other.unit) == (given.quantity, given.unit)
            and (not given.base or fuzz.partial_ratio(given.base, other.base) >= _SAME_BASE)
        ]
    concepts = desk.concepts_of.get(given.id, ())
    ids = {id_ for notation in concepts for id_ in desk.by_concept.get(notation, ())}
    ids |= {given.id}
    return [s for id_ in sorted(ids) if (s := desk.statements[id_]).kind is given.kind]


def _without_figures(statement: Statement) -> str:
    """Its folded words with every figure as #, so that 50% and 70% of one thing are alike."""
    text = statement.evidence.quote
    for quantity in reversed(find_quantities(text)):
        text = f"{text[: quantity.start]}#{text[quantity.end :]}"
    return fold(text)
