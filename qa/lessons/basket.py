"""What a trainer chose: statements, provisions, stretches of texts, in the trainer's order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.errors import InvalidInput
from graph.model import Evidence, Measure, Norm, Provision, Statement
from qa.analysis.desk import Desk
from qa.lessons.clauses import Clause, clause_item, rule_of
from qa.lessons.footnotes import Footnotes
from qa.lessons.lesson import ItemKind, LessonItem
from qa.lessons.wording import place, told
from qa.shelf.text import Rule


def chosen_items(footnotes: Footnotes, ids: Sequence[str]) -> tuple[list[LessonItem], list[Clause]]:
    """An item for each id, and the clauses among them, from which questions can be made.

    Raises NotFound for an id that the library does not hold, InvalidInput for a stretch that is
    outside its text.
    """
    items: dict[str, LessonItem] = {}
    found: list[Clause] = []
    for id_ in dict.fromkeys(ids):
        held = _held(footnotes.desk, id_)
        clause = None if isinstance(held, Evidence) else _clause(footnotes.desk, held)
        if clause:
            found.append(clause)
            item = clause_item(footnotes, clause)
        else:
            item = _quote(footnotes, held)
        items.setdefault(item.id, item)
    return list(items.values()), found


# bj-005@120-180, as document and span of a citation tell
_PLACE = re.compile(r"(?P<document>[^@#/\s]+)@(?P<start>\d{1,9})-(?P<end>\d{1,9})")


def _held(desk: Desk, id_: str) -> Statement | Provision | Evidence:
    place = _PLACE.fullmatch(id_)
    if place is None:
        return desk.held(id_)
    text = desk.edition.text(desk.entry(place["document"]).id)
    start, end = int(place["start"]), int(place["end"])
    if not start < end <= len(text.document.text):
        raise InvalidInput(f"{id_}: the text has {len(text.document.text)} characters")
    inner = text.innermost(start, end)
    return text.document.quote((start, end), provision_id=inner.id if inner else "")


def _clause(desk: Desk, held: Statement | Provision) -> Clause | None:
    """The clause of a rule; None for a case, a figure, or a provision that states no rule."""
    if isinstance(held, Provision):
        text = desk.edition.text(held.document_id)
        ids = desk.stated_in(held.document_id, held.start, held.end)
        heading = text.rule_of(held.id, held.start, held.end).heading
        rule = Rule(held.document_id, held.id, held.start, held.end, held.locator, heading)
        stated = [desk.statements[id_] for id_ in ids]
    elif isinstance(held, (Norm, Measure)):
        rule, stated = rule_of(desk, held.evidence), [held]
    else:
        return None
    rules = tuple(s for s in stated if isinstance(s, (Norm, Measure)))
    if not rules:
        return None
    concepts = [notation for s in rules for notation in desk.concepts_of.get(s.id, ())]
    region = "、".join(desk.entries[rule.document_id].head.regions)
    return Clause(rule, next(iter(concepts), ""), region, rules, 0.0)


def _quote(footnotes: Footnotes, held: Statement | Provision | Evidence) -> LessonItem:
    points: tuple[str, ...] = ()
    if isinstance(held, Provision):
        document = footnotes.desk.edition.text(held.document_id).document
        evidence = document.quote((held.start, held.end), provision_id=held.id)
    elif isinstance(held, Evidence):
        evidence = held
    else:
        evidence, points = held.evidence, (told(held),)
    n = footnotes.cite(evidence)
    heading = place(footnotes.all()[n - 1])
    return footnotes.item(ItemKind.QUOTE, heading, [evidence], points=points)
