"""Observations: what a document reports of an indicator: its value, growth, share or rank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.gazetteer import COUNTRY, ZONE
from graph.model import Comparator, NodeKind, Observation, Span, statement_id
from graph.numerals import parse_number
from graph.quantities import Quantity
from graph.regions import find_regions
from ingest.extract.body import Body, Sentence
from ingest.extract.dates import PERIOD_OF, When, deadlines, period_before, planned, without_dates
from ingest.extract.indicators import LONGEST, has_value, part_start, tidy
from ingest.extract.named import Named, Names
from ingest.extract.reported import Reported, reported
from ingest.extract.sections import Section, is_report, plans_a_year, sectioned, year_above

# Facts: 截至2022年1月, 已, 现有, 共有, 累计, 同比增长, 位居第六位.
_FACT = re.compile(
    r"截至|截止|已(?!经?定)|现有|共有|累计|目前|同比|增长|位居|位列|排名|首次|实现了|达|占|共|居|数据显示"
)
_PAST = re.compile(r"截至|截止|同比|位居|排名|现有|数据显示|目前|近年来|已(?!经?定)")
_STRONG_FACT = re.compile(r"截至|截止|同比|位居|排名|现有|数据显示|累计")
_NOT_FACT = re.compile(
    r"应当|不得|必须|可以|力争|争取|确保|将(?=[^，。；]{0,6}(?:建|达|要|会|超|推|培|打|投|新|引|完|实现))|下一步|未来|今后|(?<!年度)(?<!全年)(?<!既定)(?<!预期)目标|计划(?!单列)(?!项目)|要求|鼓励|允许|不低于|不少于|不超过|"
    r"以下|以内|预计|有望|预期|拟"
)
# What is so now is not of the year that was told before.
_NOW = re.compile(r"目前|如今|现在|时至今日|至今|近年来|截至目前|今年|去年|此后|随后|之后")
_RANK = re.compile(
    r"(?:位居|位列|排名|排在|稳居|跃居|跃升至|升至|(?<![定聚])居|列)(?P<scope>[\u4e00-\u9fff]{0,10}?)"
    r"(?:第\s*(?P<rank>[一二三四五六七八九十\d]{1,3})(?:位|名)?|(?P<first>首位|榜首))"
)
# 指数|连续六年|排名全国第四位
_FOR_YEARS = re.compile(r"(?:已经?)?连续[^，。；、]{1,4}年(?:稳定|保持|蝉联)?$")
# 截至12月底, in a report on a year
_MONTH = re.compile(
    r"截[至止]到?\s*(?P<month>1[0-2]|[1-9])\s*月(?:份|(?P<day>\d{1,2})\s*日|底|末)?"
)
_YEAR_ALONE = 4
_REPORT_WORDS = frozenset({"工作报告", "统计公报"})


def observations(body: Body, names: Names) -> list[Observation]:
    """Values that the document reports, in the order of its text.

    In an act there are none; in a normative document only what it tells with 截至, 同比, 已….
    """
    found: dict[str, Observation] = {}
    report = is_report(body) or body.head.doc_type in _REPORT_WORDS
    told: _Told = _Told()
    ahead_of = (Section.PLANS, Section.ADVICE)
    told_in = [s for s, section in sectioned(body) if section not in ahead_of]
    if plans_a_year(body):
        return []
    for sentence in told_in if is_report(body) else body.sentences:
        # A list of conditions tells what shall be, not what is.
        if body.article(sentence.provision) or (not report and sentence.lead):
            continue
        text = sentence.text
        ahead = planned(text) if report else [w for w in deadlines(text) if w.future]
        if sentence.provision.id != told.place:
            told = _Told(sentence.provision.id)
        told.ahead = bool(ahead) or (told.ahead and not _has_past(text))
        if not _has_fact(text, report=report, ahead=told.ahead):
            continue
        for observation in _observations(body, names.at(sentence.start), sentence, told):
            found.setdefault(observation.id, observation)
    return list(found.values())


@dataclass(slots=True)
class _Told:
    """What the paragraph has told so far."""

    place: str = ""
    ahead: bool = False
    """Whether the last date looks ahead: 到2027年，…。合同额超过8000亿元."""
    whole: str = ""
    """The indicator that 其中 takes apart, also in the sentence behind it."""
    sentence: Sentence | None = None
    when: When | None = None


def _has_past(text: str) -> bool:
    dated = bool(PERIOD_OF.search(text)) and not any(w.future for w in deadlines(text))
    return dated or bool(_PAST.search(text))


def _has_fact(text: str, *, report: bool, ahead: bool) -> bool:
    if ahead:
        return False
    if report:
        return True
    dated = bool(PERIOD_OF.search(text))
    return bool(_FACT.search(text)) and (bool(_STRONG_FACT.search(text)) or dated)


def _observations(
    body: Body, bodies: Named, sentence: Sentence, told: _Told
) -> Iterator[Observation]:
    text = sentence.text
    goes_on = text.startswith("其中")
    dated = goes_on or not _NOW.search(text)
    values = reported(text, told.whole if goes_on else "")
    for value in values:
        if _NOT_FACT.search(text[value.piece[0] : value.piece[1]]) or _looks_ahead(text, value):
            continue
        yield _observation(body, bodies, sentence, value, told if dated else None)
    if when := period_before(text, len(text)):
        told.sentence, told.when = sentence, when
    elif not dated:
        told.when = None
    if values and not goes_on:
        told.whole = values[0].name
    for match in _RANK.finditer(text):
        if rank := _rank(body, bodies, sentence, match, values):
            yield rank


# 力争全年企业突破2600家，合同额达到500亿元: what is aimed at goes on to the end of the part.
_AHEAD = re.compile(
    r"建议|呼吁|希望|力争|争取|确保|目标是?|预计|计划(?=用|在|于|通过|新|建|培|投|引)"
)


def _looks_ahead(text: str, value: Reported) -> bool:
    half = part_start(text, value.piece[0], "；。")
    return bool(_AHEAD.search(text, half, value.piece[0]))


def _observation(
    body: Body, bodies: Named, sentence: Sentence, value: Reported, told: _Told | None
) -> Observation:
    text = sentence.text
    when = period_before(text, value.piece[1])
    spans = _spans(sentence, value.piece, when)
    if when is None and told is not None and told.when and told.sentence:
        when, before = told.when, told.sentence.start
        spans = ((before + when.start, before + when.end), *spans)
    period = value.year or (when.iso if when else "")
    if not period and told is not None and (above := year_above(body, sentence)):
        period, spans = above[0], (above[1], *spans)
    month = _MONTH.search(text, 0, value.piece[1])
    if month and len(period) == _YEAR_ALONE:
        days = (month["month"], month["day"])
        period = "-".join([period, *(f"{int(part):02d}" for part in days if part)])
    quantity, growth = value.quantity, value.growth
    percent = _percent(growth, falls=value.falls) if growth else None
    key = quantity or growth
    if key is None:
        raise ValueError(f"{value.name}: neither a value nor a growth was read")
    evidence = body.quote(*spans)
    return Observation(
        id=statement_id(NodeKind.OBSERVATION, evidence, sentence.start + key.start, key.text),
        name=value.name,
        evidence=evidence,
        subject=_about(body, bodies, text, value.piece[0], sentence.start),
        period=period,
        comparator=_reached(text, quantity) if quantity else Comparator.EQUAL,
        value=quantity.value if quantity else None,
        unit=quantity.unit if quantity else "",
        value_text=body.document.text[
            slice(
                *(
                    sentence.start + n
                    for n in (quantity.outer if quantity else (key.start, key.end))
                )
            )
        ],
        growth=percent,
    )


def _reached(text: str, quantity: Quantity) -> Comparator:
    """成交额达214.7亿元 tells the value itself; 达到500亿元以上 a bound of it."""
    bounds = text[quantity.outer[0] : quantity.start]
    plain = re.fullmatch(r"达到?了?", bounds) and quantity.outer[1] == quantity.end
    return Comparator.EQUAL if plain else quantity.comparator


def _percent(growth: Quantity, *, falls: bool) -> float:
    """In percent: 增长1.5倍 is 150."""
    value = growth.value * 100 if growth.unit == "倍" else growth.value
    return -value if falls else value


def _spans(sentence: Sentence, piece: Span, when: When | None) -> tuple[Span, ...]:
    """The piece with its value, and the words of its date where they stand further in front."""
    base = sentence.start
    if when is None or when.start >= piece[0]:
        return ((base + piece[0], base + piece[1]),)
    if piece[0] - when.end <= 1:
        return ((base + when.start, base + piece[1]),)
    return ((base + when.start, base + when.end), (base + piece[0], base + piece[1]))


# 省科技厅认定…人: what an office counts is its region's.
_OFFICE = re.compile(r"(?:[厅局部委署]|委员会|政府|办公室|总局)$")
_OPENS = 10
"""Characters in front of the body that a sentence is about: 2022年，某大学…."""


def _about(body: Body, bodies: Named, text: str, place: int, offset: int) -> str:
    """Whose value it is: the body or region last named in its piece, the region last named before
    it, or the document's own.
    """
    stop = min((n for mark in "，；。" if (n := text.find(mark, place)) >= 0), default=len(text))
    piece = text[place:stop]
    named = bodies.inside(piece)
    if named and named[0][0] <= 6 and piece[named[0][1] :][:1] not in ("、", "等", "和", "与"):
        return named[0][2].name
    found = find_regions(text[: place + min(24, len(piece))])
    regions = [m for m in found if m.region.level not in (ZONE, COUNTRY)]
    opens = next((b for b in bodies.inside(text[:place]) if b[0] <= _OPENS), None)
    if (
        opens
        and not _OFFICE.search(opens[2].name)
        and not any(m.start >= opens[1] for m in regions)
    ):
        return opens[2].name
    if regions:
        return regions[-1].region.name
    own = body.regions_at(offset + place)
    return own[0] if len(own) == 1 else ""


def _rank(
    body: Body, bodies: Named, sentence: Sentence, match: re.Match[str], values: list[Reported]
) -> Observation | None:
    """位居全国第六位, as an observation in the unit 位."""
    text = sentence.text
    rank = 1 if match["first"] else parse_number(match["rank"] or "")
    start = part_start(text, match.start(), "，；：。（")
    own = _FOR_YEARS.sub("", text[start : match.start()])
    lead = tidy(without_dates(own)) if not has_value(own) else ""
    before = [v for v in values if v.piece[0] < match.start()]
    if len(lead) < 2 and before:
        lead, start = before[-1].name, before[-1].piece[0]
    if (
        rank is None
        or len(lead) < 2
        or len(lead) > LONGEST
        or _NOT_FACT.search(text[start : match.end()])
    ):
        return None
    when = period_before(text, match.end())
    evidence = body.quote(*_spans(sentence, (start, match.end()), when))
    return Observation(
        id=statement_id(NodeKind.OBSERVATION, evidence, "rank", match.group(0)),
        name=f"{lead}{match['scope']}排名",
        evidence=evidence,
        subject=_about(body, bodies, text, start, sentence.start),
        period=when.iso if when else "",
        value=rank,
        unit="位",
        value_text=match[0],
    )
