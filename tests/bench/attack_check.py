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

from graph.dates import find_dates
from graph.library import open_library
from graph.quantities import find_quantities
from graph.regions import find_regions
from qa.asked.question import parse_question
from qa.checks.check import stands
from qa.claims.claim import Claim
from qa.evaluation.gold import read_questions
from qa.shelf.shelf import Shelf
from qa.told.assemble import checked_claims
from qa.ways.drafting import draft_answer
from tests.bench.fit_ranking import TODAY

QUOTED = re.compile(r"“(?:[^“”]|“[^“”]*”)+”")
DIGITS = "一二三四五六七八九"
SWAPS = {
    "modality": {
        "应当": "可以", "必须": "可以", "不得": "可以", "可以": "不得", "需要": "不需要",
        "不需要": "需要", "不可以": "可以",
    },
    "obligation": {"可以": "应当", "应当": "不得", "必须": "不得", "不得": "应当"},
    "bound": {
        "不低于": "不超过", "不少于": "不超过", "不超过": "不低于", "以上": "以下",
        "以下": "以上", "至少": "最多", "至多": "至少", "最高": "最低", "以内": "以上",
        "超过": "不足", "不满": "满", "低于": "高于", "高于": "低于",
    },
    "order": {
        "之前": "之后", "以前": "以后", "之后": "之前", "以后": "以前", "届满前": "届满后",
        "前": "后", "后": "前",
    },
    "conjunction": {"或者": "和", "以及": "或者", "或": "和", "和": "或者", "并且": "或者"},
    "unit": {
        "亿元": "万元", "万元": "元", "元": "万元", "个工作日": "日", "工作日": "日",
        "个月": "年", "小时": "日", "年内": "个月内", "日内": "个月内",
    },
    "day": {"个工作日": "日", "工作日": "日", "日内": "个工作日内", "日前": "个工作日前"},
    "verdict": {
        "不一样": "一样", "一样": "不一样", "不符合": "符合", "符合": "不符合",
        "已经过期": "没有过期", "没有过期": "已经过期", "没有查到": "已经查到",
        "没有写": "也写了", "还没有施行": "已经施行", "已经废止": "没有废止", "最长": "最短",
    },
    "how often": {"每年": "每月", "每季度": "每年", "首次": "再次", "每月": "每年", "每": "前"},
    "who of all": {"全部": "部分", "任何": "有些", "均": "不必", "只": "不只"},
}  # fmt: skip
NOT = re.compile(r"不(?=[得予能可需受再应须属符服适承经])|未(?=[经按依规能约实])")
VERB = re.compile(r"应当|可以|属于|适用|予以|给予|提取|承担|享有|收到|提交|作出|实施")
PARTY = re.compile(
    r"(?:(?![的由向经按与和或及、对为被给在应可将从其该本各是有自离“”《》口])[\u3400-\u9fff]){0,8}?"
    r"(?:单位|完成人|申请人|权利人|许可人|受让人|委托人|发明人|部门|机构|法院|企业|学校|院校)"
)

Falsify = Callable[[str, str], str]
"""Words of a claim and all its quotes → the same words with one falsified, where that can be."""


def swapped(table: dict[str, str]) -> Falsify:
    words = re.compile("|".join(sorted(table, key=len, reverse=True)))
    return lambda text, _: words.sub(lambda m: table[m.group()], text, count=1)


def another_number(text: str, _: str) -> str:
    """Another digit in the first number that no date, article or title holds."""
    number = re.compile(
        r"(?<![第\d])(?:\d+(?![年月日\d〕号])|(?<=百分之)[一二三四五六七八九](?!月))"
    )
    return number.sub(
        lambda m: str(int(m.group()) + 7) if m.group().isdigit() else _next(m.group()),
        text,
        count=1,
    )


def number_of_the_quote(text: str, quotes: str) -> str:
    """The first number in the place of which the quotes have another of the same unit."""
    given = find_quantities(quotes)
    for said in find_quantities(text):
        other = (
            q for q in given if (q.unit, q.value) < (said.unit, said.value) and q.unit == said.unit
        )
        if found := next(other, None):
            return text[: said.start] + found.text + text[said.end :]
    return text


def another_article(text: str, _: str) -> str:
    return re.sub(r"第[零一二三四五六七八九十百]+条", "第三百九十八条", text, count=1)


def another_date(text: str, _: str) -> str:
    return re.sub(r"(?:19|20)\d\d(?=年)", lambda m: str(int(m.group()) + 3), text, count=1)


def another_title(text: str, _: str) -> str:
    return re.sub(r"《[^《》]+》", "《国家技术仲裁条例》", text, count=1)


def another_region(text: str, _: str) -> str:
    mention = next(iter(find_regions(text)), None)
    other = "青海省" if mention and mention.region.name != "青海省" else "云南省"
    return text[: mention.start] + other + text[mention.end :] if mention else text


# 国家不低于50%: the nation as a side
NATION = re.compile(r"国家(?=[不未最至百\d一二三四五六七八九十、：])")


def sides_exchanged(text: str, _: str) -> str:
    """The first and the last place that are named change their parts: 北京市…，陕西省…."""
    bare = re.sub(r"《[^《》]*》|“[^“”]*”", lambda m: "口" * len(m.group()), text)
    spans = {(m.start, m.end) for m in find_regions(bare)} | {
        m.span() for m in NATION.finditer(bare)
    }
    if len(spans) < 2:
        return text
    places = sorted(spans)
    (start, end), (begin, stop) = places[0], places[-1]
    return text[:start] + text[begin:stop] + text[end:begin] + text[start:end] + text[stop:]


def another_party(text: str, quotes: str) -> str:
    """The first body or person that is named gives way to another that the quotes name."""
    said = PARTY.search(re.sub(r"《[^《》]*》", lambda m: "口" * len(m.group()), text))
    if said is None:
        return text
    others = (m.group() for m in PARTY.finditer(quotes) if m.group()[-2:] != said.group()[-2:])
    return text[: said.start()] + next(others, "监察机关") + text[said.end() :]


def parties_exchanged(text: str, _: str) -> str:
    """Two bodies or persons of one sentence change their parts: 甲委托乙, 乙委托甲."""
    found = list(PARTY.finditer(re.sub(r"《[^《》]*》", lambda m: "口" * len(m.group()), text)))
    other = next((m for m in found if m.group() != found[0].group()), None)
    if other is None:
        return text
    (start, end), (begin, stop) = found[0].span(), other.span()
    return text[:start] + text[begin:stop] + text[end:begin] + text[start:end] + text[stop:]


CASE = re.compile(r"(?:^|(?<=[，。；：]))[^，。；：“”（）]{2,40}(?:的|时|后|内|情况下)，")


def case_dropped(text: str, _: str) -> str:
    """A rule without the case that it is for: 情节严重的，处…."""
    return CASE.sub("", text, count=1)


def day_of_the_quote(text: str, quotes: str) -> str:
    """The first day gives way to another one that the quotes name."""
    said = next(iter(find_dates(text)), None)
    others = [d for d in find_dates(quotes) if said and d.iso != said.iso]
    if said is None or not others:
        return text
    return text[: said.start] + quotes[others[0].start : others[0].end] + text[said.end :]


def not_added(text: str, _: str) -> str:
    return VERB.sub(lambda m: "不" + m.group(), text, count=1)


def not_taken(text: str, _: str) -> str:
    return NOT.sub("", text, count=1)


WAYS: dict[str, Falsify] = {
    "number": another_number,
    "number of the quote": number_of_the_quote,
    "article": another_article,
    "date": another_date,
    "title": another_title,
    "region": another_region,
    "sides": sides_exchanged,
    "party": another_party,
    "parties exchanged": parties_exchanged,
    "case dropped": case_dropped,
    "day of the quote": day_of_the_quote,
    "not added": not_added,
    "not taken": not_taken,
    **{name: swapped(table) for name, table in SWAPS.items()},
}


def another_source(claim: Claim) -> str:
    """What the first clause says is said to stand in another clause that the sentence cites."""
    sources = list(dict.fromkeys(SOURCE.findall(QUOTED.sub("", claim.text))))
    locators = [f"《{q.entry.head.title}》{q.locator}" for q in claim.quotes]
    others = [s for s in (*sources, *locators) if sources and s != sources[0]]
    return claim.text.replace(sources[0], others[0], 1) if others else claim.text


SOURCE = re.compile(
    r"《(?:[^《》]|《[^《》]*》)+》第[零一二三四五六七八九十百]+条"
    r"(?:第[一二三四五六七八九十]+款)?(?:第（[一二三四五六七八九十]+）项)?"
)


def another_time(claim: Claim) -> str:
    """What is told of one of two days is told of the other one."""
    label = claim.stood.label if claim.stood else ""
    days = [d for d in find_dates(claim.premise) if d.iso not in {e.iso for e in find_dates(label)}]
    if not label or not days:
        return claim.text
    other = claim.premise[days[0].start : days[0].end]
    return claim.text.replace(label, other, 1)


def falsified(claim: Claim) -> Iterator[tuple[str, Claim]]:
    """``way, claim`` for each way, in its own words and in those it quotes."""
    for name, whole in (("source", another_source), ("time", another_time)):
        if (text := whole(claim)) != claim.text:
            yield f"{name}, own words", replace(claim, text=text)
    quotes = "\n".join(quote.text for quote in claim.quotes)
    for name, way in WAYS.items():
        if (own := _outside(claim.text, quotes, way)) != claim.text:
            yield f"{name}, own words", replace(claim, text=own)
        if (quoted := _inside(claim.text, quotes, way)) != claim.text:
            yield f"{name}, quoted", replace(claim, text=quoted)


def _inside(text: str, ground: str, way: Falsify) -> str:
    """The way applied to every quote by itself."""
    return QUOTED.sub(lambda match: f"“{way(match[0][1:-1], ground)}”", text)


def _outside(text: str, ground: str, way: Falsify) -> str:
    """The way applied to what is not quoted; quotes stand as they were."""
    quotes = QUOTED.findall(text)
    bare = way(QUOTED.sub("“”", text), ground)
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
