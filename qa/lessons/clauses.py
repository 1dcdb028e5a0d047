"""Which clauses a lesson teaches: of every concept and region the one that says most, in turn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from graph.gazetteer import NATION
from graph.model import Evidence, Measure, Modality, Norm, Statement
from graph.names import fold
from graph.taxonomy import ConceptEntry
from qa.analysis.asked import region_order
from qa.analysis.desk import Desk, statement_place
from qa.lessons.footnotes import Footnotes
from qa.lessons.lesson import ItemKind, LessonItem
from qa.lessons.wording import common_lead, titled, told
from qa.shelf.text import Rule

_CANDIDATES = 400
"""Statements of one concept that are looked at, those with figures first."""
_NO_RULES = frozenset({"地区案例报道"})
"""Kinds of documents that tell of rules and lay none down."""
_WHOLE = 420
"""Characters. A longer clause is quoted by its statements alone."""
_QUOTES = 4
"""Statements that are quoted of a longer clause."""
_POINTS = 5
_FORCES = (
    Modality.MUST,
    Modality.MUST_NOT,
    Modality.MAY,
    Modality.ENCOURAGE,
    Modality.PROMOTE,
    Modality.PRACTISED,
)
_NORM_WEIGHT = 3.0
_NAMED_WEIGHT = 2.0
_ALIKE_WEIGHT = 6.0
"""What a clause counts whose words are those of the national rule."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One article or numbered point, with what it states of the concept."""

    rule: Rule
    concept: str
    """Notation."""
    region: str
    statements: tuple[Statement, ...]
    """Norms first, then the stronger force."""
    weight: float


def clauses(
    desk: Desk, on: date, asked: Sequence[ConceptEntry], regions: Sequence[str]
) -> list[Clause]:
    """Best first: each concept and region in turn, the nation before the others, each rule once."""
    buckets: dict[tuple[str, str], list[Clause]] = {}
    for entry in asked:
        for region, found in _by_region(desk, on, entry, regions).items():
            buckets[region, entry.notation] = found
    for key, found in buckets.items():
        model = buckets.get((NATION, key[1]))
        if model and key[0] != NATION:
            buckets[key] = _like(desk, model[0], found)
    order = {entry.notation: n for n, entry in enumerate(asked)}
    rank = {region: n for n, region in enumerate(regions)}
    keys = sorted(
        buckets,
        key=lambda key: (
            key[0] != NATION,
            rank.get(key[0], 0),
            -buckets[key][0].weight,
            region_order(key[0]),
            order[key[1]],
        ),
    )
    return list(_in_turn([buckets[key] for key in keys]))


def _like(desk: Desk, model: Clause, found: Sequence[Clause]) -> list[Clause]:
    """In a region the clause goes first that says the most of the concept, and of what is alike
    the one that takes up the national rule.
    """
    words = _words(desk, model)

    def likeness(clause: Clause) -> float:
        return fuzz.ratio(words, _words(desk, clause)) / 100 * _ALIKE_WEIGHT

    return sorted(found, key=lambda clause: -clause.weight - likeness(clause))


def _words(desk: Desk, clause: Clause) -> str:
    text = desk.edition.text(clause.rule.document_id).document.text
    return fold(text[clause.rule.start : clause.rule.end])


def _in_turn(buckets: Sequence[Sequence[Clause]]) -> Iterator[Clause]:
    seen: set[tuple[str, int]] = set()
    for n in range(max(map(len, buckets), default=0)):
        for bucket in buckets:
            if n < len(bucket):
                place = (bucket[n].rule.document_id, bucket[n].rule.start)
                if place not in seen:
                    seen.add(place)
                    yield bucket[n]


def _by_region(
    desk: Desk, on: date, entry: ConceptEntry, regions: Sequence[str]
) -> Mapping[str, list[Clause]]:
    stated = _stated(desk, on, entry.notation, regions)
    desk.edition.load({s.evidence.document_id for s in stated})
    rules: dict[tuple[str, int, int], tuple[Rule, list[Statement]]] = {}
    for statement in stated:
        rule = rule_of(desk, statement.evidence)
        key = (rule.document_id, rule.start, rule.end)
        rules.setdefault(key, (rule, []))[1].append(statement)
    found: dict[str, list[Clause]] = defaultdict(list)
    for rule, statements in rules.values():
        for region in desk.entries[rule.document_id].head.regions:
            if not regions or region in regions:
                found[region].append(_clause(desk, entry, region, rule, statements))
    for bucket in found.values():
        bucket.sort(
            key=lambda c: (-c.weight, desk.document_order(c.rule.document_id), c.rule.start)
        )
    return found


def _stated(desk: Desk, on: date, notation: str, regions: Sequence[str]) -> list[Statement]:
    current, wanted = desk.current(on), set(regions)
    found = []
    for id_ in desk.by_concept.get(notation, ()):
        statement = desk.statements[id_]
        document_id = statement.evidence.document_id
        held = set(desk.entries[document_id].head.regions) if document_id in current else set()
        if held and (not wanted or held & wanted) and _rules(desk, statement):
            found.append(statement)
    found.sort(key=_strength)
    return list(found[:_CANDIDATES])


def _rules(desk: Desk, statement: Statement) -> bool:
    """Whether it lays something down; what a report says was done is no rule."""
    return (
        isinstance(statement, (Measure, Norm))
        and statement.modality is not Modality.PRACTISED
        and desk.entries[statement.evidence.document_id].head.doc_type not in _NO_RULES
    )


def rule_of(desk: Desk, evidence: Evidence) -> Rule:
    """The article or numbered point in which a statement's own words stand."""
    text = desk.edition.text(evidence.document_id)
    return text.rule_of(evidence.provision_id, *evidence.spans[-1])


def _strength(statement: Statement) -> tuple[object, ...]:
    force = statement.modality if isinstance(statement, (Measure, Norm)) else Modality.PRACTISED
    return not isinstance(statement, Norm), _FORCES.index(force), *statement_place(statement)


def _clause(
    desk: Desk, entry: ConceptEntry, region: str, rule: Rule, statements: Sequence[Statement]
) -> Clause:
    words = desk.edition.text(rule.document_id).document.text[rule.start : rule.end]
    named = any(label in words for label in (entry.zh, *entry.alternatives))
    norms = sum(isinstance(s, Norm) for s in statements)
    weight = norms * _NORM_WEIGHT + (len(statements) - norms) + named * _NAMED_WEIGHT
    ordered = tuple(sorted(statements, key=_strength))
    return Clause(rule, entry.notation, region, ordered, weight)


def clause_item(footnotes: Footnotes, clause: Clause) -> LessonItem:
    """The clause in its own words, and a line for each thing that it states."""
    rule = clause.rule
    title = footnotes.desk.entries[rule.document_id].head.title
    return footnotes.item(
        ItemKind.CLAUSE,
        f"{clause.region}：{titled(title)}{rule.locator.rstrip('、')}",
        quoted(footnotes.desk, clause),
        points=tuple(_lines(said_once(clause.statements)[:_POINTS])),
    )


def _lines(statements: Sequence[Statement]) -> list[str]:
    """A line a statement; what stands before all of them is told once."""
    lead = common_lead([s.condition for s in statements if isinstance(s, Norm)])
    lines = [told(s, lead) for s in statements]
    return list(dict.fromkeys([f"前提：{lead.rstrip('，')}", *lines] if lead else lines))


def quoted(desk: Desk, clause: Clause) -> list[Evidence]:
    """The whole clause where it is short; else the quotes of what it states, in its order."""
    rule = clause.rule
    if rule.end - rule.start <= _WHOLE:
        return [whole(desk, rule)]
    chosen = sorted(clause.statements[:_QUOTES], key=lambda s: s.evidence.spans[-1])
    return list({s.evidence.spans: s.evidence for s in chosen}.values())


def whole(desk: Desk, rule: Rule) -> Evidence:
    """The words of a clause from end to end, without blanks at its edges."""
    document = desk.edition.text(rule.document_id).document
    words = document.text[rule.start : rule.end]
    start = rule.start + len(words) - len(words.lstrip())
    end = rule.end - (len(words) - len(words.rstrip()))
    return document.quote((start, end), provision_id=rule.provision_id)


def said_once(statements: Sequence[Statement]) -> list[Statement]:
    """Without the measures whose words hold a norm's: the norm says it with its figure."""
    norms = [s for s in statements if isinstance(s, Norm)]
    return [
        s
        for s in statements
        if isinstance(s, Norm)
        or not any(n.evidence.spans[-1] == s.evidence.spans[-1] for n in norms)
    ]
