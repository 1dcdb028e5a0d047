"""The evaluation counts what was read rightly, what was missed and what was made up."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from graph.model import (
    Comparator,
    Document,
    Fragment,
    Measure,
    Modality,
    Node,
    NodeKind,
    Norm,
    Predicate,
    Relation,
    Span,
    statement_id,
)
from graph.names import institution, policy
from graph.regions import region_by_name
from ingest.evaluate import evaluate_extraction
from ingest.extraction_report import ExtractionReport, Score
from ingest.pipeline import Coverage, Reading
from ingest.source import Source
from ingest.structure import read_structure

RAW = """# 甲市试验办法

第一条 为了推动试验，根据《乙法》第五条，制定本办法。

第二条 市试验局应当在十日内答复，罚款不超过三万元。市试验局可以延长。

第三条 鼓励企业参加试验，支持高校开放设备。前款所称企业在丙市设立。
"""
Row = tuple[str, str, dict[str, Any]]
Says = Callable[["Page"], tuple[list[Node], list[Relation]]]


class Page:
    """The document as read, on which a test puts statements by quoting their words."""

    def __init__(self, source: Source, raw: bytes) -> None:
        self.structure = read_structure(source, raw)
        self.document: Document = self.structure.document

    def span(self, words: str) -> Span:
        start = self.document.text.index(words)
        return start, start + len(words)

    def relation(
        self, words: str, predicate: Predicate, target: Node, **attributes: str
    ) -> Relation:
        evidence = self.document.quote(self.span(words))
        pairs = tuple(sorted(attributes.items()))
        return Relation(self.document.id, predicate, target.id, evidence, pairs)

    def norm(self, words: str, comparator: Comparator, value: float, unit: str) -> Norm:
        evidence = self.document.quote(self.span(words))
        return Norm(
            id=statement_id(NodeKind.NORM, evidence, int(value)),
            name=words,
            evidence=evidence,
            modality=Modality.MUST,
            quantity="期限",
            comparator=comparator,
            value=value,
            unit=unit,
            value_text=words[:1],
        )

    def measure(self, words: str, modality: Modality) -> Measure:
        evidence = self.document.quote(self.span(words))
        identity = statement_id(NodeKind.MEASURE, evidence, evidence.start)
        return Measure(id=identity, name=words, evidence=evidence, modality=modality)


def _reader(says: Says) -> Callable[[Source, bytes], Reading]:
    def read(source: Source, raw: bytes) -> Reading:
        page = Page(source, raw)
        nodes, relations = says(page)
        head = page.structure.head
        own = policy(head.policy_id.removeprefix("policy:"))
        unique = {node.id: node for node in (own, *nodes)}
        fragment = Fragment(
            document=page.document,
            head=head,
            provisions=page.structure.provisions,
            nodes=tuple(unique.values()),
            relations=tuple(relations),
            reader="test",
        )
        return Reading(fragment, Coverage(0, 0, 0, 0, 0), ())

    return read


def _annotate(folder: Path, *rows: Row) -> tuple[Path, Path]:
    """Annotations of RAW: kind, words (the first ones that read so), values."""
    docs = folder / "docs"
    docs.mkdir()
    (docs / "x-1.md").write_text(RAW, encoding="utf-8")
    starts = [0, *(RAW.index(f"第{n}条 ") for n in "一二三")]
    labels = ["head", "第一条", "第二条", "第三条"]
    ends = [*starts[1:], len(RAW)]
    first = {
        "kind": "document",
        "document": "x-1",
        "sha256": sha256(RAW.encode()).hexdigest(),
        "sections": [list(section) for section in zip(labels, starts, ends, strict=True)],
        "kinds": [*dict.fromkeys(kind for kind, _, _ in rows)],
        "unmeasured": {},
        "measure_sections": ["第三条"],
    }
    lines: list[dict[str, Any]] = [first]
    for kind, words, values in rows:
        start = RAW.index(words)
        section = next(
            label for label, a, b in zip(labels, starts, ends, strict=True) if a <= start < b
        )
        place = {"span": [start, start + len(words)], "section": section}
        lines.append(
            {"kind": kind, "sha256": sha256(words.encode()).hexdigest(), **place, **values}
        )
    gold = folder / "gold"
    gold.mkdir()
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    (gold / "x-1.jsonl").write_text(text, encoding="utf-8")
    return gold, folder


def _evaluate(folder: Path, rows: Sequence[Row], says: Says) -> ExtractionReport:
    gold, corpus = _annotate(folder, *rows)
    return evaluate_extraction(gold, corpus, _reader(says))


def _nothing(page: Page) -> tuple[list[Node], list[Relation]]:
    return [], []


def _counts(score: Score) -> tuple[int, int, int]:
    return score.right, len(score.missed), len(score.wrong)


BUREAU: Row = ("institution", "市试验局", {"names": ["甲市试验局"], "form": "named"})


def test_a_name_said_twice_in_one_article_is_one_unit(tmp_path: Path) -> None:
    def says(page: Page) -> tuple[list[Node], list[Relation]]:
        bureau = institution("甲市试验局")
        words = ("市试验局应当", "市试验局可以")
        return [bureau], [page.relation(w, Predicate.MENTIONS, bureau) for w in words]

    report = _evaluate(tmp_path, [BUREAU], says)

    assert _counts(report.scores["institution"]) == (1, 0, 0)
    assert report.scores["institution"].attributes == {"recall of named": [True]}


def test_another_name_is_missed_and_a_false_alarm(tmp_path: Path) -> None:
    def says(page: Page) -> tuple[list[Node], list[Relation]]:
        bureau = institution("国家试验局")
        return [bureau], [page.relation("市试验局应当", Predicate.MENTIONS, bureau)]

    score = _evaluate(tmp_path, [BUREAU], says).scores["institution"]

    assert _counts(score) == (0, 1, 1)
    assert (score.precision, score.recall, score.f1) == (0.0, 0.0, 0.0)
    assert score.missed == ["x-1 第二条: ['甲市试验局'] named ← 市试验局"]
    assert score.wrong == ["x-1 第二条: 国家试验局 ← 市试验局应当"]


def test_what_is_optional_is_neither_missed_nor_a_false_alarm(tmp_path: Path) -> None:
    def says(page: Page) -> tuple[list[Node], list[Relation]]:
        bureau = institution("市试验局")
        return [bureau], [page.relation("市试验局应当", Predicate.MENTIONS, bureau)]

    rows = [("institution", "市试验局", {"names": ["*"], "optional": True})]

    assert _evaluate(tmp_path, rows, says).scores == {}


def test_kinds_that_were_not_annotated_are_not_judged(tmp_path: Path) -> None:
    def says(page: Page) -> tuple[list[Node], list[Relation]]:
        act = policy("丁法")
        return [act], [page.relation("《乙法》", Predicate.CITES, act)]

    assert "policy" not in _evaluate(tmp_path, [BUREAU], says).scores


def test_acts_references_and_grounds_are_compared_by_policy_and_locator(tmp_path: Path) -> None:
    def says(page: Page) -> tuple[list[Node], list[Relation]]:
        act = policy("乙法")
        own = policy("甲市试验办法")
        based = page.relation("根据《乙法》第五条", Predicate.BASED_ON, act)
        cites = page.relation("《乙法》第五条", Predicate.CITES, act, locator="第五条")
        (paragraph,) = [p for p in page.structure.provisions if p.locator == "第一条"][:1]
        inside = page.relation("前款", Predicate.CITES, paragraph)
        return [act, own], [
            Relation(own.id, Predicate.BASED_ON, act.id, based.evidence),
            cites,
            inside,
        ]

    rows = [
        ("policy", "《乙法》", {"title": "中华人民共和国乙法"}),
        ("basis", "《乙法》", {"relation": "based_on", "title": "乙法"}),
        ("reference", "《乙法》第五条", {"target": "乙法", "locator": "第五条"}),
        ("reference", "前款", {"target": "self", "locator": "第三条第一款"}),
    ]
    scores = _evaluate(tmp_path, rows, says).scores

    assert _counts(scores["policy"]) == (1, 0, 0)
    assert _counts(scores["basis"]) == (1, 0, 0)
    assert _counts(scores["reference"]) == (1, 1, 1)
    assert scores["reference"].wrong == ["x-1 第三条: self 第一条 ← 前款"]


def test_who_repeals_and_who_is_amended_are_told_apart(tmp_path: Path) -> None:
    def says(page: Page) -> tuple[list[Node], list[Relation]]:
        own, act = policy("甲市试验办法"), policy("乙法")
        evidence = page.document.quote(page.span("《乙法》"))
        return [own, act], [Relation(act.id, Predicate.AMENDS, own.id, evidence)]

    rows = [
        ("event", "《乙法》", {"event": "amended_by", "title": "乙法"}),
        ("event", "根据《乙法》", {"event": "repeals", "title": "乙法"}),
    ]

    assert _counts(_evaluate(tmp_path, rows, says).scores["event"]) == (1, 1, 0)


def test_a_region_inside_a_name_is_passed_over(tmp_path: Path) -> None:
    region = region_by_name("上海市")
    assert region is not None

    def says(page: Page) -> tuple[list[Node], list[Relation]]:
        words = ("甲市", "丙市")
        return [region], [page.relation(w, Predicate.MENTIONS, region) for w in words]

    rows: list[Row] = [
        ("policy", "甲市试验办法", {"title": "甲市试验办法", "optional": True}),
        ("region", "丙市", {"names": ["丙市"]}),
    ]

    assert _counts(_evaluate(tmp_path, rows, says).scores["region"]) == (0, 1, 1)


PERIOD: Row = (
    "norm",
    "十日内",
    {"quantity": "期限", "comparator": "<=", "value": 10, "unit": "日", "modality": ["must"]},
)
FINE: Row = (
    "norm",
    "不超过三万元",
    {
        "quantity": "金额",
        "comparator": "<=",
        "value": 30000,
        "unit": "元",
        "modality": ["may"],
        "base": "违法所得",
    },
)


def test_norms_are_right_where_value_unit_and_comparator_are(tmp_path: Path) -> None:
    sentence = "市试验局应当在十日内答复，罚款不超过三万元。"

    def says(page: Page) -> tuple[list[Node], list[Relation]]:
        return [
            page.norm(sentence, Comparator.AT_MOST, 10, "天"),
            page.norm(sentence, Comparator.AT_LEAST, 30000, "元"),
        ], []

    score = _evaluate(tmp_path, [PERIOD, FINE], says).scores["norm"]

    assert _counts(score) == (1, 1, 1)
    assert score.attributes["modality"] == [True]
    assert score.attributes["quantity"] == [True]
    assert "base" not in score.attributes


def test_equal_values_are_paired_once_each(tmp_path: Path) -> None:
    def says(page: Page) -> tuple[list[Node], list[Relation]]:
        return [page.norm("应当在十日内答复", Comparator.AT_MOST, 10, "日")], []

    kind, _, values = PERIOD
    twice: list[Row] = [PERIOD, (kind, "在十日内", values)]

    assert _counts(_evaluate(tmp_path, twice, says).scores["norm"]) == (1, 1, 0)


def test_clauses_are_one_measure_where_most_of_their_characters_are_shared(tmp_path: Path) -> None:
    def says(page: Page) -> tuple[list[Node], list[Relation]]:
        return [
            page.measure("鼓励企业参加试验，", Modality.ENCOURAGE),
            page.measure("设备。前款所称企业在丙市设立。", Modality.MUST),
            page.measure("市试验局应当在十日内答复", Modality.MUST),
        ], []

    rows = [
        ("measure", "鼓励企业参加试验", {"modality": ["promote"]}),
        ("measure", "支持高校开放设备", {"modality": ["encourage"]}),
    ]
    score = _evaluate(tmp_path, rows, says).scores["measure"]

    # The third one stands in an article whose measures were not annotated.
    assert _counts(score) == (1, 1, 1)
    assert score.attributes["modality"] == [False]
    assert score.inexact == ["modality x-1 第三条: promote read as encourage"]


def test_only_annotated_facts_of_the_head_are_judged(tmp_path: Path) -> None:
    rows = [
        ("head", "甲市试验办法", {"field": "title", "values": ["甲市试验办法"]}),
        ("head", "制定", {"field": "effective", "values": ["2020-01-01"]}),
    ]
    score = _evaluate(tmp_path, rows, _nothing).scores["head"]

    assert _counts(score) == (1, 1, 0)
    assert score.attributes == {"title": [True], "effective": [False]}


def test_words_that_are_not_in_the_raw_file_are_told(tmp_path: Path) -> None:
    gold, corpus = _annotate(tmp_path, BUREAU)

    def read(source: Source, raw: bytes) -> Reading:
        reading = _reader(_nothing)(source, raw)
        document = Document("x-1", reading.fragment.document.sha256, "别处的别局")
        bureau = institution("别局")
        evidence = document.quote((3, 5))
        fragment = Fragment(
            document=document,
            head=replace(reading.fragment.head, facts=()),
            provisions=(),
            nodes=(policy("甲市试验办法"), bureau),
            relations=(Relation("x-1", Predicate.MENTIONS, bureau.id, evidence),),
            reader="test",
        )
        return Reading(fragment, reading.coverage, ())

    report = evaluate_extraction(gold, corpus, read)

    assert report.unlocated == ("x-1 institution 别局: 别局",)
    assert _counts(report.scores["institution"]) == (0, 1, 0)


def test_the_report_lists_every_error_under_its_kind(tmp_path: Path) -> None:
    report = _evaluate(tmp_path, [BUREAU], _nothing)

    assert "institution: missed\n  x-1 第二条" in report.as_text()
    assert "missed" not in report.as_text(details=False)
    assert report.as_json()["kinds"]["institution"]["recall"] == 0.0
    assert report.as_json()["kinds"]["institution"]["annotated"] == 1


@pytest.mark.parametrize(
    ("right", "missed", "wrong", "rates"),
    [
        pytest.param(3, 1, 0, (1.0, 0.75, 6 / 7), id="missed"),
        pytest.param(1, 0, 1, (0.5, 1.0, 2 / 3), id="false alarm"),
        pytest.param(0, 0, 0, (1.0, 1.0, 1.0), id="nothing to find"),
    ],
)
def test_rates_follow_the_counts(
    right: int, missed: int, wrong: int, rates: tuple[float, float, float]
) -> None:
    score = Score("norm", right, ["m"] * missed, ["w"] * wrong)

    assert (score.precision, score.recall, score.f1) == pytest.approx(rates)
