"""Texts written by us with everything they state, against what reading says of them, by kind.

python -m tests.annotations.score_written 'first-*.toml' [--details] [--corpus FOLDER]
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from graph.model import (
    Case,
    Concept,
    Fragment,
    Institution,
    Level,
    Measure,
    Node,
    Norm,
    Observation,
    Person,
    Policy,
    Predicate,
    Problem,
    Programme,
    Provision,
    Recommendation,
    Region,
    Relation,
    Span,
    Statement,
    Target,
)
from graph.names import canonical_name, fold, policy_id
from ingest.reading import read_fragment
from ingest.said import plain_locator
from ingest.source import Source

FOLDER = Path(__file__).parent / "written"
DRAWN = Path(__file__).parent / "drawn"
KINDS = (
    *("policies", "aliases", "references", "bases", "events", "head", "institutions", "regions"),
    *("people", "programmes", "targets", "observations", "norms", "measures", "concepts"),
    *("cases", "problems", "recommendations", "levels"),
)
_OPTIONAL = "?"
_EITHER = "~"
"""Marks a norm that may as well be read as a target: a number that a plan sets itself."""
_VALUE = re.compile(
    r"(?:(?P<sign>[<>]=?|=|between)\s*)?(?P<number>[\d.]+)(?P<scale>[万亿]*)(?P<unit>\S+)"
)
_SCALE = {"": 1.0, "万": 1e4, "亿": 1e8, "万亿": 1e12}
_SAME_UNIT = {"人": "名", "项": "个"}
_ENOUGH = 0.5
"""Share of the common characters in all characters from which on two clauses are one measure."""


@dataclass(slots=True)
class Score:
    """One kind over all texts."""

    right: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    inexact: list[str] = field(default_factory=list)
    """Right ones of which an attribute is wrong."""
    attributes: int = 0
    """Attributes that were judged; ``inexact`` are the wrong ones."""

    @property
    def precision(self) -> float:
        """1.0 where nothing was read."""
        read = self.right + len(self.wrong)
        return self.right / read if read else 1.0

    @property
    def recall(self) -> float:
        """1.0 where nothing was annotated."""
        gold = self.right + len(self.missed)
        return self.right / gold if gold else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """One annotation."""

    kind: str
    cells: tuple[str, ...]
    optional: bool
    """Whether a careful reader could leave it out."""
    either: bool = False
    """Whether it may be read as a target as well."""


@dataclass(frozen=True, slots=True)
class Read:
    """One thing that reading says, in the cells of the annotations."""

    cells: tuple[str, ...]
    spans: tuple[Span, ...] = ()
    node: Node | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its annotations and what was read of it."""

    name: str
    raw: str
    gold: dict[str, Any]
    fragment: Fragment

    def lines(self, kind: str) -> list[Line]:
        return [_line(kind, words) for words in self.gold.get(kind, ())]

    def spans_of(self, words: str) -> list[Span]:
        """Every place of the words in the text as read; … stands for what is left out."""
        first, _, last = words.partition("…")
        found = []
        for match in re.finditer(re.escape(first), self.fragment.document.text):
            end = match.end()
            if last:
                end = self.fragment.document.text.find(last, end) + len(last)
            found.append((match.start(), end))
        if not found:
            raise ValueError(f"{self.name}: {words!r} is not in the text")
        return found


def _line(kind: str, words: str) -> Line:
    mark = words[0]
    bare = words.removeprefix(_OPTIONAL).removeprefix(_EITHER)
    cells = tuple(cell.strip() for cell in bare.split("|"))
    return Line(kind, cells, mark == _OPTIONAL, mark in (_EITHER, _OPTIONAL))


def read_texts(pattern: str, corpus: Path | None = None) -> list[Text]:
    """The annotated texts whose file names fit, read as the pipeline reads a file without
    metadata.

    ``corpus`` is the folder of the regulations that ``drawn/`` annotates; they hold no text of
    their own, and are read up to the words ``until``.
    """
    texts = []
    for path in sorted((FOLDER if corpus is None else DRAWN).glob(pattern)):
        gold = tomllib.loads(path.read_text("utf-8"))
        if corpus is None:
            raw, suffix = gold["text"].strip() + "\n", ".txt"
        else:
            whole = (corpus / f"{path.stem}.md").read_text("utf-8")
            raw, suffix = whole.partition("\n" + gold.get("until", "\0"))[0], ".md"
        source = Source(path.stem, path.with_suffix(suffix))
        fragment = read_fragment(source, raw.encode()).fragment
        texts.append(Text(path.stem, raw, gold, fragment))
    return texts


def scores(texts: Sequence[Text]) -> dict[str, Score]:
    told = {kind: Score() for kind in KINDS}
    for text in texts:
        for kind in KINDS:
            if kind != "concepts" and kind in text.gold:
                _score(text, kind, told)
    return told


# What was read, kind by kind


def read_of(fragment: Fragment, kind: str) -> Iterator[Read]:
    """What the fragment says of the kind."""
    nodes: dict[str, Node] = {n.id: n for n in (*fragment.nodes, *fragment.provisions)}
    if kind in _NODES:
        yield from _named(fragment, nodes, kind)
    elif kind in _RELATIONS:
        for relation in fragment.relations:
            if relation.predicate in _RELATIONS[kind]:
                yield from _related(kind, relation, nodes, fragment.head.policy_id)
    elif kind == "people":
        yield from _people(fragment, nodes)
    else:
        yield from _statements(fragment, kind)


_RELATIONS: dict[str, frozenset[Predicate]] = {
    "aliases": frozenset({Predicate.ALIAS_OF}),
    "references": frozenset({Predicate.CITES}),
    "bases": frozenset({Predicate.BASED_ON, Predicate.IMPLEMENTS, Predicate.GUIDED_BY}),
    "events": frozenset({Predicate.REPEALS, Predicate.AMENDS, Predicate.REPLACES}),
}


def _related(kind: str, relation: Relation, nodes: dict[str, Node], own: str) -> Iterator[Read]:
    target = nodes[relation.object]
    if kind == "aliases":
        yield Read((relation.attribute("alias") or "", target.name))
    elif kind == "events":
        yield Read((relation.predicate.value.lower(), target.name))
    elif kind == "bases" and relation.subject == own:
        yield Read((relation.predicate.value, target.name))
    elif isinstance(target, Provision):
        yield Read(("self", plain_locator(target.locator)))
    elif place := relation.attribute("locator"):
        yield Read((target.name, plain_locator(place)))


_NODES: dict[str, tuple[type[Node], frozenset[Predicate]]] = {
    "policies": (Policy, frozenset()),
    "institutions": (
        Institution,
        frozenset({Predicate.MENTIONS, Predicate.ESTABLISHES, Predicate.ALIAS_OF}),
    ),
    "regions": (Region, frozenset({Predicate.MENTIONS, Predicate.ESTABLISHES, Predicate.ALIAS_OF})),
    "programmes": (Programme, frozenset()),
}


def _named(fragment: Fragment, nodes: dict[str, Node], kind: str) -> Iterator[Read]:
    """Each name once, wherever the text has it."""
    of, by = _NODES[kind]
    names = dict.fromkeys(
        nodes[end].name
        for r in fragment.relations
        if not by or r.predicate in by
        for end in (r.subject, r.object)
        if end in nodes and isinstance(nodes[end], of) and end != fragment.head.policy_id
    )
    yield from (Read((name,)) for name in names)


def _of(fragment: Fragment, *predicates: Predicate) -> list[Relation]:
    return [r for r in fragment.relations if r.predicate in predicates]


def _people(fragment: Fragment, nodes: dict[str, Node]) -> Iterator[Read]:
    roles = _of(fragment, Predicate.MENTIONS, Predicate.AUTHOR_OF)
    units = {r.subject: r for r in _of(fragment, Predicate.AFFILIATED_WITH)}
    for one in (n for n in fragment.nodes if isinstance(n, Person)):
        told = [r.attribute("role") for r in roles if one.id in (r.subject, r.object)]
        unit = units.get(one.id)
        role = (unit.attribute("role") if unit else "") or next((r for r in told if r), "作者")
        yield Read((one.name, role, nodes[unit.object].name if unit else ""))


def _statements(fragment: Fragment, kind: str) -> Iterator[Read]:
    for node in fragment.nodes:
        if not isinstance(node, Statement):
            continue
        spans = node.evidence.spans
        match kind, node:
            case "targets", Target():
                yield Read((node.name, _printed(node)), spans, node)
            case "norms", Norm():
                yield Read((node.name, _printed(node)), spans, node)
            case "observations", Observation():
                yield Read((node.name, _printed(node)), spans, node)
            case "measures", Measure():
                yield Read((node.modality.value, node.name), spans, node)
            case "cases", Case():
                yield Read((node.name, "/".join(node.parties)), spans, node)
            case "problems", Problem():
                yield Read((node.name,), spans, node)
            case "recommendations", Recommendation():
                yield Read((node.name, node.attributed_to), spans, node)
            case "levels", Level():
                yield Read((node.ladder, node.name, node.audience), spans, node)


def _printed(node: Target | Norm | Observation) -> str:
    if isinstance(node, Observation):
        growth = f" growth {node.growth}" if node.growth is not None else ""
        return f"{node.comparator} {node.value}{node.unit}{growth} {node.period} {node.subject}"
    return f"{node.comparator} {node.value} {getattr(node, 'value_max', '')}{node.unit}"


# Whether the two agree


def _score(text: Text, kind: str, told: dict[str, Score]) -> None:
    score = told[kind]
    lines = text.lines(kind)
    if kind == "head":
        _score_head(text, lines, score)
        return
    found = list(dict.fromkeys(read_of(text.fragment, kind)))
    own = len(found)
    if kind == "norms":
        found += read_of(text.fragment, "targets")
    if kind == "targets":
        lines += [line for line in text.lines("norms") if line.either]
        lines = [replace(line, optional=line.optional or line.either) for line in lines]
    agree = _AGREEMENTS.get(kind, _same_cells)
    pairs = sorted(
        (lines[w].optional, -share, w, r)
        for w in range(len(lines))
        for r in range(len(found))
        if (share := agree(text, lines[w], found[r])) > 0
    )
    paired: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, w, r in pairs:
        if w not in paired and r not in taken:
            paired[w] = r
            taken.add(r)
        elif lines[w].optional:
            taken.add(r)
    for w, line in enumerate(lines):
        if line.optional:
            continue
        if w in paired:
            score.right += 1
            _judge(text, kind, line, found[paired[w]], told)
        else:
            score.missed.append(f"{text.name}: {' | '.join(line.cells)}")
    for r, one in enumerate(found[:own]):
        if r not in taken:
            quote = one.node.evidence.quote if isinstance(one.node, Statement) else ""
            score.wrong.append(f"{text.name}: {' | '.join(one.cells)}   {quote[:60]!r}")


def _same_cells(text: Text, line: Line, one: Read) -> float:
    """Names: one of those that / parts."""
    same = all(
        any(_fits(part, value) for part in _either(cell))
        for cell, value in zip(line.cells, one.cells, strict=True)
    )
    return float(same)


def _either(cell: str) -> list[str]:
    return [value.strip() for value in re.split(r" /(?: |$)", cell)]


def _fits(wanted: str, read: str) -> bool:
    if fold(wanted) == fold(read) or canonical_name(wanted) == canonical_name(read):
        return True
    return bool(wanted and read) and policy_id(wanted) == policy_id(read)


def _same_person(text: Text, line: Line, one: Read) -> float:
    return float(fold(line.cells[0]) == fold(one.cells[0]))


def _same_value(text: Text, line: Line, one: Read) -> float:
    """Value and unit, the place or the indicator, and growth where it is annotated."""
    node = one.node
    if not isinstance(node, Norm | Target | Observation):
        return 0.0
    if line.cells[1] and not any(_is_value(v, node) for v in _either(line.cells[1])):
        return 0.0
    if line.kind == "norms":
        if not (isinstance(node, Norm) or (line.either and isinstance(node, Target))):
            return 0.0
        places = text.spans_of(line.cells[0])
        near = any(a < e and s < b for a, b in places for s, e in node.evidence.spans)
        return 1 / (1 + node.evidence.end - node.evidence.start) if near else 0.0
    named = fold(line.cells[0]) in fold(node.name)
    if isinstance(node, Observation) and (growth := line.cells[2]):
        named = named and node.growth is not None and abs(node.growth - float(growth)) < 1e-6
    return float(named)


def _is_value(printed: str, node: Norm | Target | Observation) -> bool:
    match = _VALUE.fullmatch(printed.strip())
    if match is None:
        raise ValueError(f"{printed!r} is no value")
    value = float(match["number"]) * _SCALE[match["scale"]]
    sign = match["sign"] or (None if isinstance(node, Observation) else "=")
    unit = _SAME_UNIT.get(match["unit"], match["unit"])
    return (
        node.value is not None
        and abs(node.value - value) <= 1e-6 * max(1.0, value)
        and _SAME_UNIT.get(node.unit, node.unit) == unit
        and (sign is None or node.comparator.value == sign)
    )


def _same_clause(text: Text, line: Line, one: Read) -> float:
    read = {n for span in one.spans for n in range(*span)}
    tail = set(range(*one.spans[-1]))
    best = 0.0
    for place in text.spans_of(line.cells[1]):
        wanted = set(range(*place))
        best = max(best, *(len(wanted & r) / len(wanted | r) for r in (read, tail)))
    if line.optional:
        overlap = max(len(set(range(*p)) & tail) / len(tail) for p in text.spans_of(line.cells[1]))
        best = max(best, overlap)
    return best if best >= _ENOUGH else 0.0


def _same_words(text: Text, line: Line, one: Read) -> float:
    """Problems and advice: the words are part of what was read."""
    return float(fold(line.cells[0]) in fold(one.cells[0]))


def _same_case(text: Text, line: Line, one: Read) -> float:
    return float(fold(line.cells[0]) in fold(one.cells[0]))


Agreement = Callable[[Text, Line, Read], float]
_AGREEMENTS: dict[str, Agreement] = {
    "people": _same_person,
    "targets": _same_value,
    "norms": _same_value,
    "observations": _same_value,
    "measures": _same_clause,
    "problems": _same_words,
    "recommendations": _same_words,
    "cases": _same_case,
}


# What else is right of a right one


def _judge(text: Text, kind: str, line: Line, one: Read, told: dict[str, Score]) -> None:
    score, node = told[kind], one.node
    for name, wanted, read, right in _attributes(kind, line, one):
        score.attributes += 1
        if not right:
            score.inexact.append(
                f"{text.name} {name}: {line.cells[0]} {line.cells[1][:24]}: {wanted} read as {read}"
            )
    if isinstance(node, Measure) and len(line.cells) > 2:
        _judge_concepts(text, line, node, told["concepts"])


def _attributes(kind: str, line: Line, one: Read) -> Iterator[tuple[str, str, str, bool]]:
    cells, node = line.cells, one.node
    if kind == "people":
        yield "role", cells[1], one.cells[1], cells[1] in one.cells[1]
        yield "unit", cells[2], one.cells[2], any(_fits(c, one.cells[2]) for c in _either(cells[2]))
    elif isinstance(node, Measure):
        yield "modality", cells[0], node.modality.value, node.modality.value in cells[0].split("/")
    elif isinstance(node, Target):
        yield "deadline", cells[2], node.deadline, node.deadline.startswith(cells[2])
    elif isinstance(node, Observation):
        if cells[3]:
            yield "period", cells[3], node.period, node.period.startswith(cells[3])
        if cells[4]:
            yield "subject", cells[4], node.subject, _fits(cells[4], node.subject)
    elif isinstance(node, Norm) and len(cells) > 2 and cells[2]:
        yield "base", cells[2], node.base, fold(cells[2]) in fold(node.base)
    elif isinstance(node, Case):
        yield "parties", cells[1], one.cells[1], fold(cells[1]) == fold(one.cells[1])
    elif isinstance(node, Recommendation):
        yield "who", cells[1], node.attributed_to, cells[1] in node.attributed_to


def _judge_concepts(text: Text, line: Line, measure: Measure, score: Score) -> None:
    """The concepts of a right measure; a group's letter stands for any concept of it."""
    notations = {n.id: n.notation for n in text.fragment.nodes if isinstance(n, Concept)}
    read = {
        notations[r.object]
        for r in text.fragment.relations
        if r.predicate is Predicate.HAS_CONCEPT and r.subject == measure.id
    }
    told = line.cells[2].split()
    wanted = {c.removeprefix(_OPTIONAL) for c in told}
    required = {c for c in told if not c.startswith(_OPTIONAL)}
    where = f"{text.name}: {measure.name[:40]}"
    score.right += len(required & read)
    score.missed += [f"{where} {c}" for c in sorted(required - read) if len(c) > 1]
    score.wrong += [f"{where} {c}" for c in sorted(read - wanted) if c[0] not in wanted]


def _score_head(text: Text, lines: Sequence[Line], score: Score) -> None:
    for line in lines:
        name, values = line.cells
        value = getattr(text.fragment.head, name)
        read = {str(v) for v in (value if isinstance(value, tuple) else (value,))}
        if read & set(_either(values)):
            score.right += 1
        else:
            score.missed.append(f"{text.name}: {name} {values} read as {sorted(read)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pattern", help="of the files in tests/annotations/written")
    parser.add_argument("--details", action="store_true", help="list every error")
    parser.add_argument("--corpus", type=Path, help="of the regulations annotated in drawn/")
    given = parser.parse_args()
    told = scores(read_texts(given.pattern, given.corpus))
    print(f"{'kind':<16} {'gold':>5} {'right':>5} {'wrong':>5} {'P':>5} {'R':>5} {'F1':>5}")
    for kind, score in told.items():
        gold = score.right + len(score.missed)
        attributes = f"{score.attributes - len(score.inexact)}/{score.attributes}"
        rates = f"{score.precision:5.3f} {score.recall:5.3f} {score.f1:5.3f}"
        print(f"{kind:<16} {gold:5} {score.right:5} {len(score.wrong):5} {rates} {attributes}")
    if given.details:
        for kind, score in told.items():
            for title in ("missed", "wrong", "inexact"):
                for words in getattr(score, title):
                    print(f"{kind} {title}: {words}")


if __name__ == "__main__":
    main()
