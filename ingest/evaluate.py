"""How well reading reads: statements of fragments against annotations, kind by kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from graph.model import Fragment, Measure, Norm, Span, Target
from graph.names import fold, policy_id
from ingest.agreement import (
    Agreement,
    attributes,
    overlap,
    same_clause,
    same_count,
    wanted_values,
    within,
)
from ingest.annotations import ANY, AnnotatedDocument, Annotation, read_annotations
from ingest.extraction_report import ExtractionReport, Score
from ingest.reading import Reading
from ingest.said import Said, said
from ingest.source import Source

Read = Callable[[Source, bytes], Reading]

NAMED = ("policy", "institution", "region", "alias", "reference", "event", "basis")
"""Kinds whose unit is a value in a section: said twice in one article, it counts once."""
COUNTED = ("norm", "target", "observation")
"""Kinds that are right where value, unit and comparator are."""
KINDS = (*NAMED, "head", *COUNTED, "measure")


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
        _score_pairs(document, gold[kind], found[kind], same_count, scores[kind])
    _score_pairs(document, gold["measure"], found["measure"], same_clause, scores["measure"])
    _score_head(gold["head"], document, fragment, scores["head"])


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
            required.setdefault((annotation.section, wanted_values(annotation)), annotation)
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
        inside = any(within(one.spans[-1], span) for span in nested)
        if key not in accepted and not inside and not _is_optional(one, passed_over):
            score.wrong.append(_found_line(document, one))


def _is_optional(one: Said, optional: Iterable[Annotation]) -> bool:
    for annotation in optional:
        anything = annotation.values.get("names") == [ANY]
        if anything and any(overlap(s, annotation.span) for s in one.spans):
            return True
        if (
            not anything
            and one.section == annotation.section
            and one.value in wanted_values(annotation)
        ):
            return True
    return False


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
        if f not in taken and not any(overlap(one.spans[-1], span) for span in optional):
            score.wrong.append(_found_line(document, one))


def _score_attributes(
    document: AnnotatedDocument, annotation: Annotation, one: Said, score: Score
) -> None:
    for name, wanted, read, is_right in attributes(document, annotation, one):
        score.attributes[name].append(is_right)
        if not is_right:
            where = f"{document.id} {annotation.section}"
            score.inexact.append(f"{name} {where}: {wanted} read as {read or 'nothing'}")


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
