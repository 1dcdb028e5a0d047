"""How many falsified sentences the check lets through: real answers with one word swapped.

    python -m tests.bench.attack_check --store URL SET.jsonl…

Every sentence of every answer is falsified in each way that its words allow, inside and outside of
its quotes apart: another number, region, modality, article, date, title or bound. Printed are
caught of tried for each way, and each sentence that stood.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from graph.library import open_library
from graph.regions import find_regions
from qa.assemble import checked_claims
from qa.check import stands
from qa.claim import Claim
from qa.drafting import draft_answer
from qa.gold import read_questions
from qa.question import parse_question
from qa.shelf import Shelf
from tests.bench.fit_ranking import TODAY

QUOTED = re.compile(r"“(?:[^“”]|“[^“”]*”)+”")
DIGITS = "一二三四五六七八九"
SWAPS = {
    "modality": {
        "应当": "可以", "必须": "可以", "不得": "可以", "可以": "不得", "需要": "不需要",
        "不需要": "需要", "不可以": "可以",
    },
    "bound": {
        "不低于": "不超过", "不少于": "不超过", "不超过": "不低于", "以上": "以下",
        "以下": "以上", "至少": "最多", "以内": "以上",
    },
}  # fmt: skip

Falsify = Callable[[str], str]


def swapped(table: dict[str, str]) -> Falsify:
    words = re.compile("|".join(sorted(table, key=len, reverse=True)))
    return lambda text: words.sub(lambda m: table[m.group()], text, count=1)


def another_number(text: str) -> str:
    """Another digit in the first number that no date, article or title holds."""
    number = re.compile(
        r"(?<![第\d])(?:\d+(?![年月日\d〕号])|(?<=百分之)[一二三四五六七八九](?!月))"
    )
    return number.sub(
        lambda m: str(int(m.group()) + 7) if m.group().isdigit() else _next(m.group()),
        text,
        count=1,
    )


def another_article(text: str) -> str:
    return re.sub(r"第[零一二三四五六七八九十百]+条", "第三百九十八条", text, count=1)


def another_date(text: str) -> str:
    return re.sub(r"(?:19|20)\d\d(?=年)", lambda m: str(int(m.group()) + 3), text, count=1)


def another_title(text: str) -> str:
    return re.sub(r"《[^《》]+》", "《国家技术仲裁条例》", text, count=1)


def another_region(text: str) -> str:
    mention = next(iter(find_regions(text)), None)
    other = "青海省" if mention and mention.region.name != "青海省" else "云南省"
    return text[: mention.start] + other + text[mention.end :] if mention else text


WAYS: dict[str, Falsify] = {
    "number": another_number,
    "article": another_article,
    "date": another_date,
    "title": another_title,
    "region": another_region,
    **{name: swapped(table) for name, table in SWAPS.items()},
}


def falsified(claim: Claim) -> Iterator[tuple[str, Claim]]:
    """``way, claim`` for each way, in its own words and in those it quotes."""
    for name, way in WAYS.items():
        if (own := _outside(claim.text, way)) != claim.text:
            yield f"{name}, own words", replace(claim, text=own)
        if (quoted := _inside(claim.text, way)) != claim.text:
            yield f"{name}, quoted", replace(claim, text=quoted)


def _inside(text: str, way: Falsify) -> str:
    """The way applied to every quote by itself."""
    return QUOTED.sub(lambda match: f"“{way(match[0][1:-1])}”", text)


def _outside(text: str, way: Falsify) -> str:
    """The way applied to what is not quoted; quotes stand as they were."""
    quotes = QUOTED.findall(text)
    bare = way(QUOTED.sub("“”", text))
    for quote in quotes:
        bare = bare.replace("“”", quote, 1)
    return bare


def _next(digit: str) -> str:
    return DIGITS[(DIGITS.index(digit) + 2) % len(DIGITS)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--store", required=True)
    given = parser.parse_args()
    tried: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    with open_library(given.store) as library:
        edition = Shelf(library).edition()
        for question in (q for path in given.sets for q in read_questions(path)):
            asked = parse_question(question.question, edition.names, today=TODAY)
            for claim in checked_claims(draft_answer(asked, edition, TODAY)):
                for way, false in falsified(claim):
                    tried[way] += 1
                    caught[way] += not stands(false)
                    if stands(false):
                        print(f"STOOD {way}: {false.text[:160]}")
    for way in sorted(tried):
        print(f"{way:22} {caught[way]} of {tried[way]}")


if __name__ == "__main__":
    main()
