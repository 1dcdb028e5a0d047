"""How well reading reads: statements of fragments against annotations, kind by kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from graph.model import Fragment, Measure, Norm, Observation, Span, Target
from graph.names import canonical_name, fold, policy_id
from ingest.annotations import ANY, AnnotatedDocument, Annotation, read_annotations
from ingest.extraction_report import ExtractionReport, Score
from ingest.reading import Reading
from ingest.said import Said, plain_locator, said
from ingest.source import Source

Read = Callable[[Source, bytes], Reading]

NAMED = ("policy", "institution", "region", "alias", "reference", "event", "basis")
"""Kinds whose unit is a value in a section: said twice in one article, it counts once."""
COUNTED = ("norm", "target", "observation")
"""Kinds that are right where value, unit and comparator are."""
KINDS = (*NAMED, "head", *COUNTED, "measure")

_ENOUGH = 0.5
"""Share of the common characters in all characters from which on two clauses are one measure."""
_SAME_UNIT = {"人": "名", "天": "日", "个月": "月"}


def evaluate_extraction(folder: Path, corpus: Path, read: Read) -> ExtractionReport:
    """Read every annotated document from its text alone, without metadata, and compare.

    ``folder`` holds annotations in the format of ``tests/annotations/README.md``, ``corpus`` the
    documents as ``docs/ID.md``. Raises InvalidInput where the two do not fit.
    """
    documents = read_annotations(folder, corpus)
    scores = {kind: Score(kind) for kind in KINDS}
    unlocated: list[str] = []
    for document in documents:
        fragment = read(Source(document.id, document.path), document.raw).fragment
        _score_document(document, fragment, scores, unlocated)
    told = {kind: score for kind, score in scores.items() if score.annotated or score.read}
    return ExtractionReport(told, len(documents), tuple(unlocated))


def _score_document(
    document: AnnotatedDocument,
    fragment: Fragment,
    scores: Mapping[str, Score],
    unlocated: list[str],
) -> None:
    everything, lost = said(document, fragment)
    unlocated += lost
    found: dict[str, list[Said]] = defaultdict(list)
    for one in everything:
        found[one.kind].append(one)
    gold: dict[str, list[Annotation]] = defaultdict(list)
    for annotation in document.annotations:
        gold[annotation.kind].append(annotation)
    names = [a.span for a in (*gold["policy"], *gold["institution"])]
    for kind in NAMED:
        nested = names if kind == "region" else []
        _score_named(document, gold[kind], found[kind], nested, scores[kind])
    for kind in COUNTED:
        _score_pairs(document, gold[kind], found[kind], _same_count, scores[kind])
    _score_pairs(document, gold["measure"], found["measure"], _same_clause, scores["measure"])
    _score_head(gold["head"], document, fragment, scores["head"])


# What the annotations say, in the same terms


def _wanted(annotation: Annotation) -> frozenset[tuple[str, ...]]:
    """Every value that would be right."""
    values = annotation.values
    match annotation.kind:
        case "policy":
            return frozenset({(policy_id(values["title"]),)})
        case "event":
            return frozenset({(values["event"], policy_id(values["title"]))})
        case "basis":
            return frozenset({(values["relation"], policy_id(values["title"]))})
        case "reference":
            target = values["target"]
            target = target if target == "self" else policy_id(target)
            return frozenset({(target, plain_locator(values["locator"]))})
        case "alias":
            alias = fold(values["alias"])
            names = (*values["names"], *(policy_id(n) for n in values["names"]))
            return frozenset((alias, n) for n in (*names, *map(canonical_name, values["names"])))
    return frozenset((canonical_name(name),) for name in values["names"])


def _score_named(
    document: AnnotatedDocument,
    gold: Sequence[Annotation],
    found: Sequence[Said],
    nested: Sequence[Span],
    score: Score,
) -> None:
    """``nested``: longer names. What is read inside them is right or passed over, never wrong."""
    required: dict[tuple[str, frozenset[tuple[str, ...]]], Annotation] = {}
    for annotation in gold:
        if not annotation.optional:
            required.setdefault((annotation.section, _wanted(annotation)), annotation)
    read: dict[tuple[str, tuple[str, ...]], Said] = {}
    for one in found:
        read.setdefault((one.section, one.value), one)
    accepted: set[tuple[str, tuple[str, ...]]] = set()
    for (section, wanted), annotation in required.items():
        hits = {(section, value) for value in wanted} & read.keys()
        accepted |= hits
        if hits:
            score.right += 1
        else:
            score.missed.append(_gold_line(document, annotation))
        if form := annotation.values.get("form"):
            score.attributes[f"recall of {form}"].append(bool(hits))
    passed_over = [a for a in gold if a.optional]
    for key, one in read.items():
        inside = any(_within(one.spans[-1], span) for span in nested)
        if key not in accepted and not inside and not _is_optional(one, passed_over):
            score.wrong.append(_found_line(document, one))


def _is_optional(one: Said, optional: Iterable[Annotation]) -> bool:
    for annotation in optional:
        anything = annotation.values.get("names") == [ANY]
        if anything and any(_overlap(s, annotation.span) for s in one.spans):
            return True
        if not anything and one.section == annotation.section and one.value in _wanted(annotation):
            return True
    return False


Agreement = Callable[[Annotation, Said], float]
"""How well the two agree, 0 for not at all."""


def _score_pairs(
    document: AnnotatedDocument,
    gold: Sequence[Annotation],
    found: Sequence[Said],
    agreement: Agreement,
    score: Score,
) -> None:
    """Pair the best-agreeing first, each once; what is left over is missed or a false alarm."""
    pairs = sorted(
        (
            (a, g, f)
            for g, annotation in enumerate(gold)
            for f, one in enumerate(found)
            if (a := agreement(annotation, one)) > 0
        ),
        key=lambda pair: (gold[pair[1]].optional, -pair[0], pair[1], pair[2]),
    )
    paired: dict[int, int] = {}
    taken: set[int] = set()
    for _, g, f in pairs:
        if g not in paired and f not in taken:
            paired[g] = f
            taken.add(f)
    for g, annotation in enumerate(gold):
        if annotation.optional:
            continue
        if g in paired:
            score.right += 1
            _score_attributes(document, annotation, found[paired[g]], score)
        else:
            score.missed.append(_gold_line(document, annotation))
    optional = [a.span for a in gold if a.optional]
    for f, one in enumerate(found):
        if f not in taken and not any(_overlap(one.spans[-1], span) for span in optional):
            score.wrong.append(_found_line(document, one))


def _same_count(annotation: Annotation, one: Said) -> float:
    node = one.node
    if isinstance(node, Measure) or node is None:
        return 0.0
    if not any(_overlap(span, annotation.span) for span in one.spans):
        return 0.0
    values = annotation.values
    same = (
        _close(values.get("value"), getattr(node, "value", None))
        and _close(values.get("value_max"), getattr(node, "value_max", None))
        and _unit(values["unit"]) == _unit(getattr(node, "unit", ""))
        and ("comparator" not in values or values["comparator"] == getattr(node, "comparator", ""))
    )
    # Of several equal values in one sentence, the one whose evidence is tighter.
    return 1 / (1 + sum(end - start for start, end in one.spans)) if same else 0.0


def _same_clause(annotation: Annotation, one: Said) -> float:
    wanted = set(range(*annotation.span))
    read = {offset for span in one.spans for offset in range(*span)}
    tail = set(range(*one.spans[-1]))
    shared = max(len(wanted & r) / len(wanted | r) for r in (read, tail))
    return shared if shared >= _ENOUGH else 0.0


def _score_attributes(
    document: AnnotatedDocument, annotation: Annotation, one: Said, score: Score
) -> None:
    for name, wanted, read, is_right in _attributes(document, annotation, one):
        score.attributes[name].append(is_right)
        if not is_right:
            where = f"{document.id} {annotation.section}"
            score.inexact.append(f"{name} {where}: {wanted} read as {read or 'nothing'}")


def _attributes(
    document: AnnotatedDocument, annotation: Annotation, one: Said
) -> Iterator[tuple[str, str, str, bool]]:
    """Name, what is wanted, what was read, and whether that is right."""
    values, node = annotation.values, one.node
    if isinstance(node, Norm | Measure):
        modality = node.modality.value
        yield "modality", "/".join(values["modality"]), modality, modality in values["modality"]
    if isinstance(node, Norm):
        yield "quantity", values["quantity"], node.quantity, node.quantity == values["quantity"]
        default = values.get("default_rule", False)
        yield "default_rule", str(default), str(node.default_rule), node.default_rule == default
        if base := values.get("base"):
            yield "base", base, node.base, _is_part(base, node.base)
        if span := values.get("condition_span"):
            condition = document.text[slice(*span)]
            yield "condition", condition, node.condition, _is_part(condition, node.condition)
    if isinstance(node, Target | Observation):
        indicator = values["indicator"]
        yield "indicator", indicator, node.name, _is_part(indicator, node.name)
    if isinstance(node, Target):
        deadline = values["deadline"]
        yield "deadline", deadline, node.deadline, node.deadline.startswith(deadline)
    if isinstance(node, Observation):
        yield "period", values["period"], node.period, node.period == values["period"]


def _is_part(wanted: str, read: str) -> bool:
    """Whether one holds the other, marks and blanks aside."""
    a, b = fold(wanted).strip("，。；的"), fold(read).strip("，。；的")
    return bool(b) and (a in b or b in a)


def _score_head(
    gold: Sequence[Annotation], document: AnnotatedDocument, fragment: Fragment, score: Score
) -> None:
    """Only the fields that are annotated; one field counts once, wherever it is said."""
    by_field: dict[str, list[Annotation]] = defaultdict(list)
    for annotation in gold:
        if not annotation.optional:
            by_field[annotation.values["field"]].append(annotation)
    for name, stated in by_field.items():
        read = _head_values(fragment, name)
        right = {_head_value(name, value) for a in stated for value in a.values["values"]}
        score.attributes[name].append(bool(read & right))
        if read & right:
            score.right += 1
        else:
            score.missed.append(_gold_line(document, stated[0]))
        score.wrong += [f"{document.id} head {name}: {value}" for value in sorted(read - right)]


def _head_values(fragment: Fragment, name: str) -> set[str]:
    value = getattr(fragment.head, name)
    values = value if isinstance(value, tuple) else (value,)
    return {_head_value(name, str(v)) for v in values if v}


def _head_value(name: str, value: str) -> str:
    if name == "title":
        return policy_id(value)
    # 国务院令第706号 as printed is 国令第706号 as the State Council numbers it.
    return fold(value).removeprefix("中华人民共和国").replace("国务院令", "国令")


# Small comparisons


def _close(wanted: float | None, read: float | None) -> bool:
    if wanted is None or read is None:
        return wanted is read
    return abs(wanted - read) <= 1e-3 * max(1.0, abs(wanted))


def _unit(unit: str) -> str:
    return _SAME_UNIT.get(unit, unit)


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _gold_line(document: AnnotatedDocument, annotation: Annotation) -> str:
    said = {k: v for k, v in annotation.values.items() if not k.endswith("span")}
    words = _words(document, annotation.span)
    return f"{document.id} {annotation.section}: {' '.join(map(str, said.values()))} ← {words}"


def _found_line(document: AnnotatedDocument, one: Said) -> str:
    value = " ".join(one.value)
    if isinstance(one.node, Norm | Target):
        value = f"{one.node.comparator}{one.node.value:g}{one.node.unit} {value}"
    elif isinstance(one.node, Measure):
        value = f"{one.node.modality}"
    return f"{document.id} {one.section}: {value} ← {_words(document, one.spans[-1])}"


def _words(document: AnnotatedDocument, span: Span) -> str:
    words = document.text[slice(*span)].replace("\n", " ")
    return words if len(words) <= 60 else f"{words[:40]}…{words[-18:]}"
