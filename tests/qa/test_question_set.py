"""The gold questions are what their README promises: spans, hashes, figures, shares, own words."""

import re
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import cn2an
import pytest

from tests.questions.load import (
    CHAIN_SET,
    CLAUSE_SET,
    CORE_SET,
    DRAWN_SET,
    FIGURE_SET,
    FIT_SET,
    GRAPH_SET,
    HELD_OUT_SETS,
    MANAGER_SET,
    MONDAY_SET,
    NEAR_MISS_SET,
    NEXT_SETS,
    PASSAGE_SET,
    RECKONING_SET,
    REFUSAL_SET,
    RULE_SET,
    SECOND_SETS,
    SETS,
    SPIRIT_SETS,
    STORY_SET,
    THIRD_SETS,
    TRADE_SET,
    TRAIL_SET,
    TWIN_SET,
    VERSION_SET,
    GoldEvidence,
    GoldMismatch,
    GoldQuestion,
    load_questions,
    raw_text,
    read_records,
    rebuild_evidence,
)

PROMISED = {
    "numeric_rule": 33,
    "single_fact": 30,
    "yes_no_condition": 30,
    "temporal": 18,
    "definition": 15,
    "list": 12,
    "who": 12,
    "comparison": 12,
    "chain": 12,
    "multi_hop": 12,
    "case": 6,
    "unanswerable": 36,
}
PROMISED_SECOND = {
    "single_fact": 18,
    "numeric_rule": 16,
    "multi_hop": 14,
    "temporal": 12,
    "unanswerable": 12,
    "comparison": 8,
    "list": 6,
    "definition": 4,
}
PROMISED_HELD_OUT_SECOND = {
    "single_fact": 7,
    "numeric_rule": 6,
    "multi_hop": 5,
    "temporal": 5,
    "unanswerable": 5,
    "comparison": 3,
    "list": 2,
    "definition": 2,
}
PROMISED_THIRD = {
    "unanswerable": 18,
    "single_fact": 16,
    "numeric_rule": 15,
    "yes_no_condition": 13,
    "multi_hop": 11,
    "temporal": 9,
    "comparison": 8,
    "list": 7,
    "definition": 4,
    "who": 4,
    "false_premise": 3,
    "case": 2,
}
PROMISED_HELD_OUT_THIRD = {
    "unanswerable": 8,
    "single_fact": 7,
    "numeric_rule": 7,
    "yes_no_condition": 6,
    "multi_hop": 5,
    "temporal": 4,
    "comparison": 4,
    "list": 3,
    "definition": 2,
    "who": 2,
    "false_premise": 1,
    "case": 1,
}
PROMISED_CLAUSES = {
    "yes_no_condition": 27,
    "single_fact": 26,
    "numeric_rule": 23,
    "list": 19,
    "unanswerable": 16,
    "who": 14,
    "procedure": 8,
    "definition": 5,
    "multi_hop": 1,
}
PROMISED_REFUSALS = {
    "unanswerable": 40,
    "yes_no_condition": 12,
    "single_fact": 5,
    "numeric_rule": 4,
    "who": 4,
    "list": 4,
}
PROMISED_RULES = {
    "numeric_rule": 42,
    "comparison": 16,
    "unanswerable": 11,
    "list": 3,
    "multi_hop": 3,
    "yes_no_condition": 2,
}
PROMISED_PASSAGES = {
    "single_fact": 12,
    "yes_no_condition": 10,
    "who": 9,
    "list": 8,
    "definition": 3,
}
PROMISED_FIGURES = {
    "numeric_rule": 33,
    "comparison": 14,
    "unanswerable": 4,
    "yes_no_condition": 3,
}
PROMISED_VERSIONS = {"temporal": 24}
PROMISED_NEAR_MISSES = {"unanswerable": 20, "numeric_rule": 5, "who": 3, "temporal": 2}
PROMISED_CHAINS = {"multi_hop": 39, "temporal": 40, "unanswerable": 14}
PROMISED_SPIRIT = {
    "single_fact": 26,
    "numeric_rule": 24,
    "multi_hop": 24,
    "unanswerable": 16,
    "temporal": 14,
    "comparison": 11,
    "yes_no_condition": 3,
    "list": 2,
}
PROMISED_HALF = {
    "single_fact": 29,
    "numeric_rule": 18,
    "multi_hop": 18,
    "unanswerable": 19,
    "temporal": 11,
    "comparison": 11,
}
"""Of the open halves of the sets of the sixth and the seventh session."""
PROMISED_HELD_OUT_HALF = {
    "single_fact": 27,
    "numeric_rule": 20,
    "multi_hop": 20,
    "unanswerable": 14,
    "temporal": 16,
    "comparison": 8,
}
PROMISED_CORE = {
    "single_fact": 35,
    "list": 30,
    "definition": 19,
    "numeric_rule": 15,
    "yes_no_condition": 14,
    "unanswerable": 6,
}
PROMISED_MONDAY = {
    "numeric_rule": 16,
    "single_fact": 16,
    "yes_no_condition": 10,
    "unanswerable": 6,
    "comparison": 3,
    "list": 3,
    "who": 2,
    "definition": 2,
    "temporal": 1,
    "multi_hop": 1,
}
PROMISED_DRAWN = {
    "single_fact": 28,
    "numeric_rule": 20,
    "multi_hop": 18,
    "unanswerable": 18,
    "temporal": 14,
    "comparison": 8,
    "list": 6,
    "yes_no_condition": 6,
}
PROMISED_TRAILS = {"multi_hop": 31, "temporal": 15, "unanswerable": 4}
PROMISED_GRAPH = {
    "list": 14,
    "chain": 11,
    "temporal": 11,
    "unanswerable": 9,
    "who": 2,
    "comparison": 1,
}
PROMISED_STORIES = {"multi_hop": 17, "temporal": 7}
PROMISED_MANAGERS = {
    "single_fact": 10,
    "numeric_rule": 6,
    "unanswerable": 2,
    "yes_no_condition": 3,
    "case": 3,
    "temporal": 2,
    "list": 1,
    "who": 1,
}
PROMISED_TRADE = {
    "yes_no_condition": 12,
    "single_fact": 10,
    "who": 5,
    "unanswerable": 5,
    "numeric_rule": 3,
    "definition": 3,
    "procedure": 1,
    "list": 1,
}
PROMISED_TWINS = {
    "unanswerable": 20,
    "numeric_rule": 9,
    "yes_no_condition": 5,
    "case": 3,
    "single_fact": 2,
    "definition": 1,
}
PROMISED_RECKONINGS = {
    "numeric_rule": 19,
    "unanswerable": 2,
    "yes_no_condition": 1,
    "temporal": 1,
    "single_fact": 1,
}
ALL_SETS = (
    *SETS,
    *SECOND_SETS,
    *THIRD_SETS,
    CLAUSE_SET,
    CHAIN_SET,
    REFUSAL_SET,
    RULE_SET,
    PASSAGE_SET,
    FIGURE_SET,
    NEAR_MISS_SET,
    TRAIL_SET,
    VERSION_SET,
    MANAGER_SET,
    GRAPH_SET,
    TRADE_SET,
    TWIN_SET,
    STORY_SET,
    RECKONING_SET,
    DRAWN_SET,
    *SPIRIT_SETS,
    MONDAY_SET,
    CORE_SET,
    *NEXT_SETS,
    *HELD_OUT_SETS,
)
FOUNDING_DOCUMENTS = frozenset({"seed-000", "seed-004"})
LONGEST_SHARED_STRETCH = 28
"""Code points an answer may share with a document it cites: names of offices and prizes only."""

# 百分之五十, 三万元, 2.5%, 13 人, 第四十五条
ARABIC = re.compile(r"(\d+(?:\.\d+)?)(万|亿)?")
CHINESE = re.compile(r"[零〇一二三四五六七八九十百千万亿两]+(?:点[零一二三四五六七八九]+)?")
# A numeral of an answer is a claim where a unit or 百分之 stands beside it: 三年, not 一般.
COUNTED = re.compile(
    rf"百分之({CHINESE.pattern})|({CHINESE.pattern})(?=[年月日天个条款项元倍次名人件])"
)
SCALE = {"万": 1e4, "亿": 1e8, "": 1.0}
TITLE = re.compile(r"《[^》]*》")


def chinese_number(numeral: str) -> float | None:
    """Its value, or None for what is no well-formed numeral (e.g. 百, 万一)."""
    try:
        return float(cn2an.cn2an(numeral.replace("两", "二"), "smart"))
    except ValueError:
        return None


def arabic_numbers(text: str) -> set[float]:
    return {float(value) * SCALE[scale] for value, scale in ARABIC.findall(text)}


def stated_numbers(text: str) -> set[float]:
    """Every number that the text writes, in digits or in Chinese numerals."""
    text = unicodedata.normalize("NFKC", text)
    written = (chinese_number(numeral) for numeral in CHINESE.findall(text))
    return arabic_numbers(text) | {value for value in written if value is not None}


def claimed_numbers(text: str) -> set[float]:
    """The numbers that an answer stands for: its digits, and numerals beside a unit."""
    text = unicodedata.normalize("NFKC", text)
    written = (chinese_number(share or count) for share, count in COUNTED.findall(text))
    return arabic_numbers(text) | {value for value in written if value is not None}


def unfounded_numbers(question: GoldQuestion) -> set[float]:
    """Numbers of the answer that stand neither in its evidence nor in its computation."""
    sources = [question.computation, *(e.quote for e in question.evidence)]
    sources += [place for e in question.evidence for place in (e.title, e.locator)]
    founded = set[float]().union(*map(stated_numbers, sources))
    return {
        number
        for number in claimed_numbers(question.answer)
        if founded.isdisjoint({number, number / 1e4, number / 1e8})
    }


def longest_shared_stretch(words: str, text: str) -> str:
    longest = ""
    for start in range(len(words)):
        while words[start : start + len(longest) + 1] in text:
            if start + len(longest) >= len(words):
                break
            longest = words[start : start + len(longest) + 1]
    return longest


def cited_places(paths: tuple[Path, ...]) -> set[tuple[str, str]]:
    """Document and locator of every piece of evidence in the files."""
    return {
        (e["doc_id"], e["locator"])
        for path in paths
        for record in read_records(path)
        for e in record["evidence"]
    }


def asks_founding_documents(record: dict[str, Any]) -> bool:
    return bool(FOUNDING_DOCUMENTS & {e["doc_id"] for e in record["evidence"]})


def ask(answer: str, quote: str, computation: str = "") -> GoldQuestion:
    evidence = GoldEvidence(doc_id="d", title="某办法", locator="第九条", quote=quote, offset=0)
    return GoldQuestion(
        id="x", type="numeric_rule", question="？", answer=answer, answerable=True,
        evidence=(evidence,), computation=computation,
    )  # fmt: skip


@pytest.fixture(scope="module")
def records() -> list[dict[str, Any]]:
    return [record for path in ALL_SETS for record in read_records(path)]


@pytest.fixture(scope="module")
def questions(shared_corpus: Path) -> list[GoldQuestion]:
    return [question for path in ALL_SETS for question in load_questions(path, shared_corpus)]


@pytest.mark.parametrize(
    ("answer", "quote", "computation", "unfounded"),
    [
        pytest.param("不低于50%。", "不低于百分之五十", "", set(), id="a share in words"),
        pytest.param("至少30万元。", "百分之三十", "100×30%=30", set(), id="a computed amount"),
        pytest.param("五万元以下。", "5万元以下", "", set(), id="a numeral against digits"),
        pytest.param("2020年1月1日。", "2020年１月１日", "", set(), id="full-width digits"),
        pytest.param("不低于60%。", "不低于百分之五十", "", {60.0}, id="a share not in the text"),
        pytest.param("三年内。", "五年内", "", {3.0}, id="another period"),
    ],
)
def test_a_number_of_an_answer_needs_a_source(
    answer: str, quote: str, computation: str, unfounded: set[float]
) -> None:
    assert unfounded_numbers(ask(answer, quote, computation)) == unfounded


def test_every_span_gives_the_text_it_was_written_for(questions: list[GoldQuestion]) -> None:
    quotes = [e.quote for question in questions for e in question.evidence]

    assert len(quotes) > len(questions)
    assert all(quotes)


def test_a_span_off_by_one_is_refused(shared_corpus: Path, records: list[dict[str, Any]]) -> None:
    stored = next(record["evidence"][0] for record in records if record["evidence"])
    moved = stored | {"spans": [[start + 1, end + 1] for start, end in stored["spans"]]}

    with pytest.raises(GoldMismatch, match=stored["doc_id"]):
        rebuild_evidence(moved, shared_corpus)


def test_every_number_of_an_answer_has_a_source(questions: list[GoldQuestion]) -> None:
    unfounded = {q.id: unfounded_numbers(q) for q in questions if q.answerable}

    assert {id_: numbers for id_, numbers in unfounded.items() if numbers} == {}


def test_no_sentence_of_the_corpus_is_kept(
    shared_corpus: Path, questions: list[GoldQuestion]
) -> None:
    copied = []
    for question in questions:
        for document in {e.doc_id for e in question.evidence} | {*question.near_miss_docs}:
            text = "".join(raw_text(shared_corpus, document).split())
            for words in (question.question, question.answer):
                own = TITLE.sub("", "".join(words.split()))
                stretch = longest_shared_stretch(own, text)
                if len(stretch) > LONGEST_SHARED_STRETCH:
                    copied.append((question.id, stretch))

    assert copied == []


def test_stored_evidence_holds_no_text(records: list[dict[str, Any]]) -> None:
    keys = {key for record in records for e in record["evidence"] for key in e}

    assert keys == {"doc_id", "title", "locator", "spans", "quote_sha256", "offset"}


def test_offsets_are_the_starts_of_spans(records: list[dict[str, Any]]) -> None:
    evidence = [e for record in records for e in record["evidence"]]

    assert all(e["offset"] == e["spans"][0][0] for e in evidence)
    assert all(start < end for e in evidence for start, end in e["spans"])
    assert all(a[1] <= b[0] for e in evidence for a, b in pairwise(e["spans"]))


@pytest.mark.parametrize(
    ("paths", "promised"),
    [
        pytest.param(SETS, PROMISED, id="first set"),
        pytest.param(SECOND_SETS, PROMISED_SECOND, id="second set"),
        pytest.param(SECOND_SETS[1:], PROMISED_HELD_OUT_SECOND, id="second set, held out"),
        pytest.param(THIRD_SETS, PROMISED_THIRD, id="third set"),
        pytest.param(THIRD_SETS[1:], PROMISED_HELD_OUT_THIRD, id="third set, held out"),
        pytest.param((CLAUSE_SET,), PROMISED_CLAUSES, id="clauses"),
        pytest.param((CHAIN_SET,), PROMISED_CHAINS, id="chains"),
        pytest.param((REFUSAL_SET,), PROMISED_REFUSALS, id="refusals"),
        pytest.param((RULE_SET,), PROMISED_RULES, id="rules"),
        pytest.param((DRAWN_SET,), PROMISED_DRAWN, id="drawn"),
        pytest.param(SPIRIT_SETS, PROMISED_SPIRIT, id="spirit"),
        pytest.param((MONDAY_SET,), PROMISED_MONDAY, id="on a Monday"),
        pytest.param((CORE_SET,), PROMISED_CORE, id="core acts"),
        pytest.param(NEXT_SETS, PROMISED_HALF, id="next"),
        pytest.param(HELD_OUT_SETS, PROMISED_HELD_OUT_HALF, id="held out"),
        pytest.param((PASSAGE_SET,), PROMISED_PASSAGES, id="passages"),
        pytest.param((FIGURE_SET,), PROMISED_FIGURES, id="figures"),
        pytest.param((VERSION_SET,), PROMISED_VERSIONS, id="versions"),
        pytest.param((TRAIL_SET,), PROMISED_TRAILS, id="trails"),
        pytest.param((MANAGER_SET,), PROMISED_MANAGERS, id="managers"),
        pytest.param((GRAPH_SET,), PROMISED_GRAPH, id="relations of the graph"),
        pytest.param((TRADE_SET,), PROMISED_TRADE, id="trade"),
        pytest.param((TWIN_SET,), PROMISED_TWINS, id="twins"),
        pytest.param((STORY_SET,), PROMISED_STORIES, id="stories"),
        pytest.param((RECKONING_SET,), PROMISED_RECKONINGS, id="figures of their own"),
        pytest.param((NEAR_MISS_SET,), PROMISED_NEAR_MISSES, id="near misses"),
    ],
)
def test_types_are_counted_as_promised(paths: tuple[Path, ...], promised: dict[str, int]) -> None:
    assert Counter(r["type"] for path in paths for r in read_records(path)) == promised


def test_a_third_of_every_type_of_the_first_set_is_held_out() -> None:
    development, held_out = (Counter(r["type"] for r in read_records(path)) for path in SETS)

    assert {type_: 2 * n for type_, n in held_out.items()} == development


def test_ids_and_questions_occur_once(records: list[dict[str, Any]]) -> None:
    assert len({record["id"] for record in records}) == len(records)
    assert len({record["question"] for record in records}) == len(records)


def test_what_cannot_be_answered_says_why(records: list[dict[str, Any]]) -> None:
    refused = [record for record in records if not record["answerable"]]

    assert {record["type"] for record in refused} == {"unanswerable"}
    assert all(record["reason"] and not record["evidence"] for record in refused)
    assert len(refused) / len(records) >= 0.15


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        pytest.param(SETS, SECOND_SETS, id="second set"),
        pytest.param((*SETS, *SECOND_SETS), THIRD_SETS, id="third set"),
        pytest.param((*SETS, *SECOND_SETS, *THIRD_SETS), (REFUSAL_SET,), id="refusals"),
    ],
)
def test_a_later_set_asks_for_other_places(
    earlier: tuple[Path, ...], later: tuple[Path, ...]
) -> None:
    old, new = cited_places(earlier), cited_places(later)

    assert len(new - old) >= 0.8 * len(new)


def test_what_can_be_answered_has_evidence(records: list[dict[str, Any]]) -> None:
    assert all(record["evidence"] for record in records if record["answerable"])


def test_wordings_are_mixed(records: list[dict[str, Any]]) -> None:
    wordings = Counter(record.get("wording", "") for record in records)

    assert wordings["lay"] + wordings["typo"] >= 25
    assert wordings["english"] >= 5
    assert set(wordings) == {"", "lay", "typo", "english"}


def test_the_whole_library_is_asked(records: list[dict[str, Any]]) -> None:
    cited = {e["doc_id"] for record in records for e in record["evidence"]}
    regions = {document.split("-")[0] for document in cited}

    assert len(cited) >= 80
    assert regions == {"bj", "sh", "zj", "sd", "ha", "gd", "sn", "cq", "nat", "seed"}


@pytest.mark.parametrize(
    ("paths", "most"),
    [
        pytest.param((*SETS, *SECOND_SETS), 12, id="first and second set"),
        pytest.param(THIRD_SETS, 6, id="third set"),
    ],
)
def test_reports_are_asked_about_less_than_rules(paths: tuple[Path, ...], most: int) -> None:
    asked = [r["id"] for path in paths for r in read_records(path) if asks_founding_documents(r)]

    assert len(asked) <= most


def test_the_questions_that_weights_are_fitted_on_stand_on_real_words(
    shared_corpus: Path,
) -> None:
    questions = load_questions(FIT_SET, shared_corpus)

    assert all(bool(q.evidence) is q.answerable for q in questions)
    assert len({q.id for q in questions}) == len(questions)
