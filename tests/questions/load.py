"""A gold question file with its quotes rebuilt from the corpus that stands beside the checkout.

The repository holds no sentence of the corpus: evidence is stored as spans and a sha256. Run as a
program, this prints the file in the format of ``../shared/questions/dev.jsonl``, quotes included:

    python tests/questions/load.py tests/questions/dev.jsonl > build/dev.jsonl
"""

import hashlib
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
SETS = (FOLDER / "dev.jsonl", FOLDER / "dev8.jsonl")
SECOND_SETS = (FOLDER / "dev2.jsonl", FOLDER / "dev9.jsonl")
"""Written after the first two had been worked with, so that a clean held-out file remains."""
THIRD_SETS = (FOLDER / "dev3.jsonl", FOLDER / "dev10.jsonl")
"""Written before the second round of work, over clauses that the others hardly ask about."""
CLAUSE_SET = FOLDER / "dev4.jsonl"
"""On clauses drawn by lot, half as those ask whose work is not law; most hang on one rule."""
REFUSAL_SET = FOLDER / "dev7.jsonl"
"""What the library cannot answer, in many kinds, beside questions that resemble it and can be."""
RULE_SET = FOLDER / "dev6.jsonl"
"""Figures of all fields of law, what they come to, and the same rule side by side."""
FIGURE_SET = FOLDER / "dev13.jsonl"
"""Figures as one speaks of them (块, 成, 翻几倍), sums, several of a clause, side by side."""
NEAR_MISS_SET = FOLDER / "dev14.jsonl"
"""Figures, fees and places that a clause comes near to and does not give, and what it does give."""
CHAIN_SET = FOLDER / "dev5.jsonl"
"""From one act or clause to the next, and from one day or version to another."""
TRAIL_SET = FOLDER / "dev12.jsonl"
"""Several questions in one: parts with clauses of their own, days, acts that lead on."""
VERSION_SET = FOLDER / "dev15.jsonl"
"""Two texts of one act held against each other, and days before an act began."""
MANAGER_SET = FOLDER / "dev16.jsonl"
"""What a 技术经理人 asks without naming an act, over the themes of the trade."""
GRAPH_SET = FOLDER / "dev20.jsonl"
"""What relations of the graph tell (made by, ended, issued, tasked), and which law holds when."""
TRADE_SET = FOLDER / "dev19.jsonl"
"""Rules of places on the themes of the trade: 赋权, 登记, 税收, 兼职, 职称, 保险, 评估备案."""
TWIN_SET = FOLDER / "dev21.jsonl"
"""On clauses of 科技成果转化: what each gives, beside what it comes near to and does not give."""
STORY_SET = FOLDER / "dev23.jsonl"
"""A small story with several asks: what one may do and what follows, whom an act is for."""
RECKONING_SET = FOLDER / "dev22.jsonl"
"""Small stories with figures of the asker's own that ask for a sum or a verdict."""
DRAWN_SET = FOLDER / "dev17.jsonl"
"""Of documents drawn by lot, of all types; held out until the fifth session."""
SPIRIT_SETS = (FOLDER / "dev24.jsonl", FOLDER / "dev25.jsonl")
"""Odd and even numbers of one set, the latter held out until the sixth session."""
MONDAY_SET = FOLDER / "dev26.jsonl"
"""What a 技术经理人, a trainer or an analyst asks on a Monday, mostly without naming an act."""
CORE_SET = FOLDER / "dev29.jsonl"
"""Plain questions on the core acts and the founding documents: what, which, who, how long."""
NEXT_SETS = (FOLDER / "dev27.jsonl", FOLDER / "dev28.jsonl")
"""The odd numbers of sets of which the even ones are held out."""
HELD_OUT_SETS = (FOLDER / "heldout6.jsonl", FOLDER / "heldout7.jsonl")
"""For reporting only: nobody who works on answers looks at it, or at what fails of it."""
PASSAGE_SET = FOLDER / "dev11.jsonl"
"""One fact, list, definition, body or condition each, on clauses drawn by lot."""
FIT_SET = FOLDER / "fit.jsonl"
"""For the fits of tests/bench alone."""
CORPUS = FOLDER.parents[2] / "shared" / "corpus"


class GoldMismatch(ValueError):
    """A gold span does not give the text it was written for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvidence:
    doc_id: str
    title: str
    locator: str
    """Article label, or the last number before the span and its line, counted from 1."""
    quote: str
    offset: int
    """Code points into the raw file ``docs/{doc_id}.md`` decoded as UTF-8, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldQuestion:
    id: str
    type: str
    question: str
    answer: str
    answerable: bool
    evidence: tuple[GoldEvidence, ...]
    computation: str = ""
    hops: tuple[str, ...] = ()
    reason: str = ""
    """Why the library cannot answer; empty for an answerable question."""
    near_miss_docs: tuple[str, ...] = ()
    wording: str = ""
    """``lay``, ``typo`` or ``english``; empty for the wording of a professional."""


@cache
def raw_text(corpus: Path, doc_id: str) -> str:
    """The file as it stands: line ends are kept, so that offsets mean the same everywhere."""
    return (corpus / "docs" / f"{doc_id}.md").read_bytes().decode("utf-8")


def read_records(path: Path) -> list[dict[str, Any]]:
    """The stored lines, without quotes; needs no corpus."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def rebuild_evidence(stored: Mapping[str, Any], corpus: Path) -> GoldEvidence:
    """:raises GoldMismatch: where the spans no longer give the text they were written for."""
    text = raw_text(corpus, stored["doc_id"])
    quote = "".join(text[start:end] for start, end in stored["spans"])
    digest = hashlib.sha256(quote.encode()).hexdigest()
    if digest != stored["quote_sha256"]:
        raise GoldMismatch(
            f"{stored['doc_id']} {stored['locator']}: spans {stored['spans']} hash to {digest}, "
            f"the gold says {stored['quote_sha256']}; was docs/{stored['doc_id']}.md replaced?"
        )
    return GoldEvidence(
        doc_id=stored["doc_id"],
        title=stored["title"],
        locator=stored["locator"],
        quote=quote,
        offset=stored["offset"],
    )


def load_questions(path: Path, corpus: Path = CORPUS) -> list[GoldQuestion]:
    """:raises GoldMismatch: where a span does not give the text it was written for."""
    return [
        GoldQuestion(
            **record
            | {
                "evidence": tuple(rebuild_evidence(e, corpus) for e in record["evidence"]),
                "hops": tuple(record.get("hops", ())),
                "near_miss_docs": tuple(record.get("near_miss_docs", ())),
            }
        )
        for record in read_records(path)
    ]


if __name__ == "__main__":
    for question in load_questions(Path(sys.argv[1])):
        filled = {key: value for key, value in asdict(question).items() if value not in ("", ())}
        line = {"evidence": []} | filled
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
