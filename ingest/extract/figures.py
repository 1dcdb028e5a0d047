"""Targets (what is to be reached by when) and observations (what has been reached)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.model import Comparator, Evidence, NodeKind, Observation, Span, Target, statement_id
from graph.numerals import parse_number
from graph.quantities import PERIOD, Quantity, find_quantities
from graph.regions import COUNTRY, ZONE, find_regions
from ingest.extract.body import Body, Sentence

# 到2025年, 2025年底前, 到“十四五”末, 2019年8月底前. The long form is tried before the short one.
_DEADLINE = re.compile(
    r"(?:到|至|截至)?(?P<year>20\d\d)\s*年(?:\s*(?P<month>\d{1,2})\s*月)?(?:\s*(?P<day>\d{1,2})\s*日)?"
    r"(?:年?底|年?末|底|末)?(?P<before>之?前|以前|，|,|时)?"
    r"|(?:到|至)?[“\"]?(?P<plan>十[二三四五六七八]五)[”\"]?(?:规划)?(?P<span>末|期末|时期|期间)"
)
_PLAN_ENDS = {"十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030, "十六五": 2035}
_REACHED_BY = re.compile(r"到|至|[“\"]?十")
_UNTIL = re.compile(r"^(?:到|至)|前|底|末")
# Words that reach for something in the time to come.
_AIM = re.compile(r"力争|争取|确保|目标|预期")
_REACH = re.compile(
    r"(?:累计|总数|总量|总额|规模|数量|比例|比重|占比|强度|水平|总规模|年均|每年|新增|分别|均)?"
    r"(?:达到|达|超过|突破|不少于|不低于|不超过|提高到|提高至|提升到|提升至|增长到|增加到|增至|降低到|降至|"
    r"保持在|控制在|稳定在|力争达到|为|占|增长|提高|提升|下降|降低|减少)(?:了)?(?:的)?$"
)
_MAKE_WORDS = (
    "建设|建成|新建|培养|培育|引进|打造|形成|认定|新增|遴选|支持|组建|设立|完成|实现|建立|布局|转化|引育|孵化|发展|"
    "选派|推广|开展|实施|组织|培训|落地|聚集|集聚|储备|评选|创建"
)
_MAKE = re.compile(rf"(?:{_MAKE_WORDS})(?:了|成)?$")
_COUNTED = re.compile(r"(?:以上|左右)?(?P<what>[\u4e00-\u9fff“”（）]{2,24}?)(?=[和及与、，。；]|$)")
_MAKES_FIRST = re.compile(rf"(?:{_MAKE_WORDS})(?:了|成)?")
# 新建中试平台20个: the verb stands in front of what is counted.
_MAKES = re.compile(rf"(?:{_MAKE_WORDS})[^，。；]{{2,30}}$")
# Facts: 截至2022年1月, 已, 现有, 共有, 累计, 同比增长, 位居第六位.
_FACT = re.compile(
    r"截至|截止|已(?!经?定)|现有|共有|累计|目前|同比|增长|位居|位列|排名|首次|实现了|达|占|共|有关数据显示|数据显示"
)
_NOT_FACT = re.compile(
    r"应当|不得|必须|可以|力争|争取|确保|将要|目标|计划|要求|鼓励|允许|不低于|不少于|不超过|以上|以下|以内"
)
_GROWTH = re.compile(
    r"(?:(?:比|较)[^，。；、]{1,10})?(?:同比|环比|年均)?(?:名义|实际)?(?P<way>增长|提高|上升|增加|提升|下降|减少|降低|回落)了?(?:约|近|超|超过)?$"
)
_RANK = re.compile(
    r"(?:位居|居|位列|排名|排在|列)(?P<scope>[\u4e00-\u9fff]{0,8})第\s*(?P<rank>[一二三四五六七八九十\d]{1,3})(?:位|名)?"
    r"|(?:连续[一二三四五六七八九十\d]+年)?(?:排名|位居)(?P<scope2>[\u4e00-\u9fff]{2,6})第(?P<rank2>[一二三四五六七八九十\d]{1,3})位?"
)
_PERIOD = re.compile(
    r"(?P<until>截至|截止到?|到)?\s*(?P<year>(?:19|20)\d\d)\s*年(?P<half>上半年|下半年|第[一二三四]季度)?(?:\s*(?P<month>\d{1,2})\s*月)?"
    r"(?:\s*(?P<day>\d{1,2})\s*日)?(?:年?底|末|初)?"
)
_PART = re.compile(r"(?:其中|含|包括)[：，]?(?P<what>[\u4e00-\u9fff、“”（）]{0,24})$")
_INDICATOR_EDGE = re.compile(r"[，。；：、]|(?:其中|含|包括)")
_TIDY = re.compile(
    r"^(?:到|至|截至|力争|争取|确保|努力|全面|基本|累计|目前|已经?|共有?|现有|拥有|有|并|使|将|年底前?|年|末|时|期间|"
    r"实现|每年|总计|另|且|和|与|以及|要|我国|首次|据[^，]{0,16}显示|有关数据显示|数据显示|不断|进一步)+"
)
# 全省共有技术转移机构: the holder is told by ``subject``.
_HOLDS = re.compile(r"^[\u4e00-\u9fff]{0,6}(?:共有|现有|拥有|已有)(?=[\u4e00-\u9fff]{2})")
_TAIL = re.compile(
    r"(?:达到|达|超过|突破|不少于|不低于|不超过|提高到|提高至|提升到|提升至|增长到|增加到|增至|降至|降低到|保持在|控制在|"
    r"稳定在|为|占|已|共|有|约|近|增长|累计|总计|各|均|力争|首次破?|破|同比|下降|提高|的|到|至|在|了|以上|平均|年均)+$"
)
_REPORTS = frozenset({"地区案例报道", "报道", "工作报告", "统计公报"})
_LONGEST = 48


@dataclass(frozen=True, slots=True)
class _When:
    iso: str
    start: int
    end: int
    future: bool
    """Whether the words look ahead: 到2025年, 2025年底前."""


def targets(body: Body) -> list[Target]:
    """Values to be reached, in the order of the text; a statutory ratio (应当占…) is a norm."""
    found: dict[str, Target] = {}
    if body.head.doc_type in _REPORTS:
        return []
    for sentence in body.sentences:
        # In an act 某年前 dates a duty; only 到某年 opens a target.
        if body.article(sentence.provision) and not is_ahead(sentence.text):
            continue
        for target in _targets(body, sentence):
            found.setdefault(target.id, target)
    return list(found.values())


def _targets(body: Body, sentence: Sentence) -> Iterator[Target]:
    text = sentence.text
    deadlines = [w for w in _deadlines(text) if w.future]
    if not deadlines and not _AIM.search(text):
        return
    name, last = "", 0
    for quantity in find_quantities(text):
        when = _last_before(deadlines, quantity.start)
        start, end = _piece(text, quantity)
        in_row = bool(name) and text[last : quantity.start] in ("、", "和", "及")
        if not in_row:
            name = _indicator(text, start, quantity, end)
        last = quantity.end
        aimed = in_row or _is_aimed(text[start : quantity.outer[0]], quantity)
        soon = when is not None or _AIM.search(text[start : quantity.start])
        if quantity.kind != PERIOD and name and aimed and soon:
            spans = _spans(sentence, (start, end), when)
            yield _target(body.quote(*spans), sentence.start, quantity, when, name)


def _is_aimed(before: str, quantity: Quantity) -> bool:
    bounded = quantity.comparator is not Comparator.EQUAL
    return bounded or any(p.search(before) for p in (_REACH, _MAKE, _MAKES))


def _target(
    evidence: Evidence, offset: int, quantity: Quantity, when: _When | None, name: str
) -> Target:
    return Target(
        id=statement_id(NodeKind.TARGET, evidence, offset + quantity.start, quantity.text),
        name=name,
        evidence=evidence,
        comparator=quantity.comparator,
        value=quantity.value,
        value_max=quantity.value_max,
        unit=quantity.unit,
        value_text=quantity.text,
        deadline=when.iso if when else "",
    )


def _spans(sentence: Sentence, piece: Span, when: _When | None) -> tuple[Span, ...]:
    """The piece with its value, and the words of its date where they stand further in front."""
    base = sentence.start
    if when is None or when.start >= piece[0]:
        return ((base + piece[0], base + piece[1]),)
    if piece[0] - when.end <= 1:
        return ((base + when.start, base + piece[1]),)
    return ((base + when.start, base + when.end), (base + piece[0], base + piece[1]))


def _deadlines(text: str) -> list[_When]:
    found = []
    for match in _DEADLINE.finditer(text):
        words = match[0]
        if match["plan"]:
            found.append(_When(str(_PLAN_ENDS[match["plan"]]), *match.span(), future=True))
            continue
        iso = _iso(match["year"], match["month"], match["day"])
        ahead = bool(_UNTIL.search(words)) and not words.startswith("截至")
        found.append(_When(iso, *match.span(), future=ahead))
    return found


def _iso(year: str, month: str | None, day: str | None) -> str:
    parts = [year, *(f"{int(part):02d}" for part in (month, day) if part)]
    return "-".join(parts)


def is_ahead(text: str) -> bool:
    """Whether the text wants something reached by a time: 到2027年… But 某年前 dates a duty."""
    return any(w.future and _REACHED_BY.match(text[w.start : w.end]) for w in _deadlines(text))


def _last_before(found: list[_When], place: int) -> _When | None:
    before = [w for w in found if w.end <= place]
    return before[-1] if before else None


def _piece(text: str, quantity: Quantity) -> Span:
    """From the last ，；： before the value to the next one after it."""
    start = max(text.rfind(mark, 0, quantity.start) for mark in "，；：,;:。") + 1
    ends = [n for mark in "，；。,;" if (n := text.find(mark, quantity.end)) >= 0]
    end = min(ends, default=len(text))
    while start < quantity.start and text[start].isspace():
        start += 1
    return start, end


def _indicator(text: str, start: int, quantity: Quantity, end: int) -> str:
    """What is measured: 技术合同成交额|达到…, 培养经理人|超过…人, 建成|不少于300人的|队伍."""
    before = text[start : quantity.outer[0]]
    # The parts of a list go on from the last 、 that follows another value.
    inner = before.rfind("、")
    if inner >= 0 and find_quantities(before[:inner]):
        before = before[inner + 1 :]
    before = _DEADLINE.sub("", before)
    verb = _MAKES_FIRST.match(before)
    if verb and find_quantities(before):  # 建设50所学院和|120个专业群: the verb counts for both
        before = verb[0]
    name = _TAIL.sub("", _TIDY.sub("", before.strip(' “”"、，')))
    after = text[quantity.outer[1] : end]
    if after.startswith("的"):
        name += after[1:].rstrip("。")
    elif len(name) < 2 or _MAKES_FIRST.fullmatch(name):
        counted = _COUNTED.match(after)
        name += counted["what"] if counted else ""
    name = re.sub(r"\s+", "", name).strip("，、。；")
    return name if 2 <= len(name) <= _LONGEST else ""


def observations(body: Body) -> list[Observation]:
    """Values that the document reports, in the order of its text."""
    found: dict[str, Observation] = {}
    for sentence in body.sentences:
        if body.article(sentence.provision) or not _FACT.search(sentence.text):
            continue
        for observation in _observations(body, sentence):
            found.setdefault(observation.id, observation)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class _Value:
    """A value with its place, or a growth that stands with it or alone."""

    name: str
    piece: Span
    quantity: Quantity | None
    growth: Quantity | None = None
    falls: bool = False


def _observations(body: Body, sentence: Sentence) -> Iterator[Observation]:
    text = sentence.text
    if not _has_fact(body, text):
        return
    for value in _values(text):
        if _NOT_FACT.search(text[value.piece[0] : value.piece[1]]):
            continue
        yield _observation(body, sentence, value)
    for match in _RANK.finditer(text):
        if rank := _rank(body, sentence, match):
            yield rank


def _has_fact(body: Body, text: str) -> bool:
    dated = bool(_PERIOD.search(text)) and not any(w.future for w in _deadlines(text))
    reported = body.head.doc_type in _REPORTS
    cue = re.search(r"截至|截止|同比|位居|排名|现有|数据显示|累计", text)
    told = re.search(r"已|共|达|增长|占|首次|有", text)
    return bool(cue) or ((dated or reported) and bool(told))


def _values(text: str) -> Iterator[_Value]:
    last: _Value | None = None
    whole, in_part = "", False
    for quantity in find_quantities(text):
        start, end = _piece(text, quantity)
        before = text[start : quantity.outer[0]]
        if not _reports_value(quantity, before):
            continue
        if grown := _with_growth(text, last, quantity, before, end):
            last = grown
            continue
        if last:
            yield last
        if growth := _GROWTH.search(before):
            name = _clean_name(before[: growth.start()])
            falls = growth["way"] in _FALLS
            last = _Value(name, (start, end), None, quantity, falls) if name else None
            continue
        goes_on = (
            last is not None
            and last.quantity is not None
            and (text[last.quantity.outer[1] : last.quantity.outer[1] + 1] == "、")
        )
        in_part = bool(_PART.search(before)) or (in_part and goes_on)
        name = _observed(text, start, quantity, end)
        if in_part and whole and name:
            name = f"{whole}，{name}"
        elif name:
            whole = name
        last = _Value(name, (start, end), quantity) if name else None
    if last:
        yield last


_FALLS = frozenset({"下降", "减少", "降低", "回落"})


def _reports_value(quantity: Quantity, before: str) -> bool:
    """Not a period, not 百万吨 without a figure (many), not 甲、乙等8个区域 (what was listed)."""
    vague = quantity.unit == "分" or quantity.text[0] in "百千万亿"
    return quantity.kind != PERIOD and not vague and not before.endswith("等")


def _with_growth(
    text: str, last: _Value | None, quantity: Quantity, before: str, end: int
) -> _Value | None:
    """The value before, if this is its growth."""
    growth = _GROWTH.search(before) if quantity.unit == "%" else None
    if growth is None or last is None or last.growth or not _follows(text, last, quantity):
        return None
    falls = growth["way"] in _FALLS
    return replace(last, growth=quantity, falls=falls, piece=(last.piece[0], end))


def _follows(text: str, last: _Value, quantity: Quantity) -> bool:
    """Whether the growth belongs to the value before it: 达100亿元、增长5%."""
    end = last.quantity.outer[1] if last.quantity else last.piece[1]
    between = text[end : quantity.outer[0]]
    return bool(
        re.fullmatch(
            r"[）)]?[、，]?(?:同比|比上年|较上年|年均)?(?:增长|提高|上升|增加|下降|减少|降低|回落)了?(?:约|近|超)?",
            between.replace(" ", ""),
        )
    )


# 已有312家机构, 已招收20名学员: what is counted stands behind the value.
_COUNTS_BEHIND = re.compile(r"(?:已有|现有|共有|拥有|有|共|招收|取得|成立|交付)(?:了)?$")


_COUNTED_THINGS = re.compile(
    r"(?P<what>[\u4e00-\u9fff（）“”、]{0,26}(?:人员|人才|研究生|教师|学员|机构|企业|平台|中心|基地|项目|专利|"
    r"院校|园区|公司|团队|工作站))"
)


def _observed(text: str, start: int, quantity: Quantity, end: int) -> str:
    """The indicator of a reported value."""
    before = text[start : quantity.outer[0]]
    inner = max(before.rfind("、"), before.rfind("（"), before.rfind("("))
    if before.endswith(("（", "(")):  # 企业首次破万家（11189家）: the figure of what stands before
        rough = find_quantities(before[:-1])
        before = before[: rough[-1].outer[0]] if rough else before[:-1]
    elif inner >= 0 and find_quantities(before[:inner] + "。"):
        before = before[inner + 1 :]
    before = re.sub(r"(?:其中|含|包括)", "", before)
    name = _clean_name(before)
    after = re.match(r"(?P<what>[\u4e00-\u9fff（）“”]{2,30})", text[quantity.outer[1] : end])
    if after and _COUNTS_BEHIND.search(before):
        counted = _COUNTED_THINGS.match(text, quantity.outer[1], end)
        name = counted["what"] if counted else after["what"]
    elif after and (len(name) < 2 or _MAKE.search(name) or name.endswith(("相关", "等"))):
        name += after["what"]
    return name if 2 <= len(name) <= _LONGEST else ""


def _clean_name(words: str) -> str:
    words = _PERIOD.sub("", words)
    words = _HOLDS.sub("", re.sub(r"\s+", "", words).strip('“”"、，（('))
    return _TAIL.sub("", _TIDY.sub("", words)).strip("，、")[-_LONGEST:]


def _observation(body: Body, sentence: Sentence, value: _Value) -> Observation:
    text = sentence.text
    when = _period(text, value.piece[1])
    evidence = body.quote(*_spans(sentence, value.piece, when))
    quantity, growth = value.quantity, value.growth
    percent = (-growth.value if value.falls else growth.value) if growth else None
    key = quantity or growth
    if key is None:
        raise ValueError(f"{value.name}: neither a value nor a growth was read")
    return Observation(
        id=statement_id(NodeKind.OBSERVATION, evidence, sentence.start + key.start, key.text),
        name=value.name,
        evidence=evidence,
        subject=_about(body, text, value.piece[0]),
        period=when.iso if when else "",
        value=quantity.value if quantity else None,
        unit=quantity.unit if quantity else "",
        value_text=text[slice(*quantity.outer)] if quantity else key.text,
        growth=percent,
    )


def _period(text: str, until: int) -> _When | None:
    found = list(_PERIOD.finditer(text[:until]))
    if not found:
        return None
    match = found[-1]
    return _When(_iso(match["year"], match["month"], match["day"]), *match.span(), future=False)


def _about(body: Body, text: str, place: int) -> str:
    """The region the value is about: the last named before it, else the document's own."""
    found = find_regions(text[: place + 24])
    named = [m for m in found if m.region.level not in (ZONE, COUNTRY)]
    if named:
        return named[-1].region.name
    return body.head.regions[0] if len(body.head.regions) == 1 else ""


def _rank(body: Body, sentence: Sentence, match: re.Match[str]) -> Observation | None:
    """位居全国第六位, as an observation in the unit 位."""
    scope = match["scope"] or match["scope2"] or ""
    value = parse_number(match["rank"] or match["rank2"] or "")
    start = max(sentence.text.rfind(mark, 0, match.start()) for mark in "，；：。") + 1
    lead = _clean_name(sentence.text[start : match.start()])
    if value is None:
        return None
    if not lead:
        before = sentence.text[: max(0, start - 1)]
        start = max(before.rfind(mark) for mark in "，；：。") + 1
        values = list(_values(before[start:]))
        lead = values[0].name if values else ""
    if not lead:
        return None
    when = _period(sentence.text, match.end())
    evidence = body.quote(*_spans(sentence, (start, match.end()), when))
    return Observation(
        id=statement_id(NodeKind.OBSERVATION, evidence, "rank", match.group(0)),
        name=f"{lead}{scope}排名",
        evidence=evidence,
        subject=_about(body, sentence.text, start),
        period=when.iso if when else "",
        value=value,
        unit="位",
        value_text=match[0],
    )
