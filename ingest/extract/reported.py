"""The values that a sentence reports, each with its indicator, growth and place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from graph.model import Span
from graph.quantities import Quantity, find_quantities
from ingest.extract.dates import without_dates
from ingest.extract.growth_words import (
    AS_GROWTH,
    BARE_SHARE,
    DONE_OF,
    FALLS,
    GROWTH,
    GROWTH_UNITS,
    KEPT,
    MORE_BY,
    MULTIPLE,
    SHARE_OF,
    SINCE_WHEN,
    WHO_SHARE,
    doublings,
)
from ingest.extract.indicators import (
    MAKES_FIRST,
    Row,
    has_value,
    part_start,
    piece_around,
    rows,
    stated_before,
    tidy,
)
from ingest.extract.observed_names import observed
from ingest.extract.told_values import reports_value

_PART = re.compile(r"(?:其中|含|包括)[：，]?[\u4e00-\u9fff、“”（）]{0,30}$")
# 新建基地14家，|累计达到37家
_IN_ALL = re.compile(r"^(?:累计|总数|总量|合计)(?:已)?(?:达到?|有|建成|超过?|突破|约|近)*$")


@dataclass(frozen=True, slots=True)
class Reported:
    """A value with its place, or a growth that stands with it or alone."""

    name: str
    piece: Span
    """From the words of its indicator to the end of its part of the sentence."""
    quantity: Quantity | None
    growth: Quantity | None = None
    falls: bool = False
    year: str = ""
    """Where a row tells its values year by year."""
    step: bool = False
    """Whether it says by how much the value before it rose or fell."""


def reported(text: str, whole: str) -> list[Reported]:
    """Values in the order of the text; ``whole`` is what 其中 at its start takes apart."""
    reading = _Reading(text, whole, in_part=bool(whole))
    quantities = sorted((*find_quantities(text), *doublings(text)), key=lambda q: q.start)
    shared = {q.start: row for row in rows(text, quantities) for q in row.quantities}
    for quantity in quantities:
        row = shared.get(quantity.start)
        if row is None:
            reading.take(quantity)
        elif quantity is row.quantities[0]:
            reading.take_row(row)
    return [value for value in reading.values if value.name]


def _indicator(words: str) -> str:
    return tidy(without_dates(words))


@dataclass(slots=True)
class _Reading:
    """One sentence, value by value."""

    text: str
    whole: str
    """The indicator that 其中 takes apart."""
    in_part: bool
    values: list[Reported] = field(default_factory=list)

    def take_row(self, row: Row) -> None:
        """甲、乙分别为X、Y; their growth or share goes to the values of the row before."""
        piece = (row.start, piece_around(self.text, row.quantities[-1])[1])
        growth, share = GROWTH.search(row.between), SHARE_OF.match(row.between)
        years = row.years or ("",) * len(row.quantities)
        for name, quantity, year in zip(self._names(row), row.quantities, years, strict=False):
            if growth and quantity.unit in GROWTH_UNITS:
                self._grow(name, piece, quantity, falls=growth["way"] in FALLS)
            elif share and quantity.unit == "%":
                self.values.append(Reported(f"{name}占{share['of']}", piece, quantity))
            else:
                self.values.append(Reported(name, piece, quantity, year=year))

    def _names(self, row: Row) -> list[str]:
        """甲为102项、乙为408项，占比分别为…: the names may be those of the values before."""
        if row.names:
            return [_indicator(name) for name in row.names]
        before = [v.name for v in self.values[-len(row.quantities) :]]
        share = not row.own or _RATE.fullmatch(row.own) or _BARE.fullmatch(row.own)
        whole = len(before) == len(row.quantities)
        return [f"{name}{row.own}" for name in before] if share and whole else []

    def _grow(self, name: str, piece: Span, quantity: Quantity, *, falls: bool) -> None:
        for n, value in enumerate(self.values):
            if value.name == name and value.growth is None:
                whole = (value.piece[0], piece[1])
                self.values[n] = replace(value, growth=quantity, falls=falls, piece=whole)
                return
        self.values.append(Reported(name, piece, None, quantity, falls))

    def take(self, quantity: Quantity) -> None:
        start, end = piece_around(self.text, quantity)
        before = self.text[start : quantity.outer[0]].rstrip()
        if quantity.text.startswith("翻"):
            self._take_doubling(before, (start, end), quantity)
            return
        if not reports_value(self.text, quantity, before):
            return
        growth = GROWTH.search(before) if quantity.unit in GROWTH_UNITS else None
        share = SHARE_OF.match(before) if quantity.unit == "%" else None
        kept = KEPT.search(before) if quantity.unit == "%" else None
        if self._of_last(before, (start, end), quantity):
            return
        if growth:
            self._take_growth(growth, (start, end), quantity)
        elif kept and AS_GROWTH.match(self.text, quantity.outer[1]):
            name = _indicator(before[: kept.start()])
            self.values.append(Reported(name, (start, end), None, quantity))
        elif share:
            self._take_share(share, (start, end), quantity)
        else:
            self._take_level(before, (start, end), quantity)

    def _of_last(self, before: str, piece: Span, quantity: Quantity) -> bool:
        """占43.2%, 是2020年的3.1倍, 较上年净增402家: of the indicator before, which goes on."""
        last = self.values[-1] if self.values else None
        if last is None:
            return False
        more = MORE_BY.match(before) if quantity.unit not in GROWTH_UNITS else None
        whole = before + self.text[quantity.outer[0] : quantity.start]
        if quantity.unit == "%" and BARE_SHARE.match(before):
            name = f"{last.name}占比"
        elif _IN_ALL.match(whole) and last.quantity and last.quantity.unit == quantity.unit:
            name = MAKES_FIRST.sub("", last.name, count=1) + "累计"
        elif quantity.unit == "倍" and (times := MULTIPLE.search(before)):
            own = _indicator(before[: times.start()])
            if len(own) >= 2:
                self.values.append(Reported(own, piece, quantity))
                return True
            name = last.name
        elif more:
            name = f"{last.name}{more['way']}"
        elif quantity.unit == "%" and (done := DONE_OF.search(before)):
            name = f"{last.name}完成{done['of']}"
        else:
            return False
        told = Reported(name, (last.piece[0], piece[1]), quantity, step=bool(more))
        self.values.append(told)
        return True

    def _take_growth(self, growth: re.Match[str], piece: Span, quantity: Quantity) -> None:
        """Of the value before it, or of an indicator that it names itself."""
        words = growth.string[: growth.start()]
        name = _indicator(
            words[find_quantities(words)[-1].outer[1] :] if has_value(words) else words
        )
        falls = growth["way"] in FALLS
        last = self.values[-1] if self.values else None
        if len(name) >= 2:
            part = f"{self.whole}，{name.removeprefix('其中')}"
            named = (
                part if _PART.search(growth.string) and self.whole else name.removeprefix("其中")
            )
            self.values.append(Reported(named, piece, None, quantity, falls))
        elif last and growth["per"] in ("年均", "每年"):
            whole = (last.piece[0], piece[1])
            named = f"{last.name}{growth['per']}{growth['way']}"
            self.values.append(Reported(named, whole, None, quantity, falls))
        elif last:
            self._grow_last(piece, quantity, falls=falls)

    def _take_doubling(self, before: str, piece: Span, quantity: Quantity) -> None:
        name = _indicator(SINCE_WHEN.sub("", before)) if not has_value(before) else ""
        if len(name) >= 2:
            self.values.append(Reported(name, piece, None, quantity))
        elif self.values:
            self._grow_last(piece, quantity, falls=False)

    def _grow_last(self, piece: Span, quantity: Quantity, *, falls: bool) -> None:
        """Points go to a share, percents to the last level: 100亿元，占30%，增长5%."""
        points = quantity.unit == "百分点"
        for n in range(len(self.values) - 1, -1, -1):
            value = self.values[n]
            if value.step:
                continue
            fits = value.quantity is not None and (value.quantity.unit == "%") is points
            if value.growth is None and (fits or len(self.values) == 1):
                whole = (value.piece[0], piece[1])
                self.values[n] = replace(value, growth=quantity, falls=falls, piece=whole)
                return
            if value.growth is not None:
                return

    def _take_share(self, share: re.Match[str], piece: Span, quantity: Quantity) -> None:
        who = "" if has_value(share["who"]) else _indicator(share["who"])
        last = self.values[-1] if self.values else None
        name = who or (re.sub(r"占[^占]+$", "", last.name) if last else "")
        start = last.piece[0] if last and not who else piece[0]
        if name:
            kind = share["kind"] or ""
            named = f"{name}占{share['of']}{kind}"
            self.values.append(Reported(named, (start, piece[1]), quantity))

    def _take_level(self, before: str, piece: Span, quantity: Quantity) -> None:
        last = self.values[-1].quantity if self.values else None
        joined = last is not None and self.text.startswith("、", last.outer[1])
        self.in_part = bool(_PART.search(before)) or (self.in_part and joined)
        name = self._qualified(observed(self.text, piece[0], quantity, piece[1]), piece[0])
        name = name or self._spoken_before(piece[0], quantity)
        if name and quantity.unit == "%" and WHO_SHARE.fullmatch(before):
            name += "占比"
        if self.in_part and self.whole and name:
            name = f"{self.whole}，{name}"
        elif name:
            self.whole = name
        self.values.append(Reported(name, piece, quantity))

    def _spoken_before(self, start: int, quantity: Quantity) -> str:
        """成交额突破千亿元大关，达1032.5亿元; 企业数量快速增长，达到5218家: of the part before."""
        before = part_start(self.text, start - 1)
        last = self.values[-1] if self.values else None
        if start < 2 or self.text[start - 1] != "，":
            return ""
        if last and last.piece[0] == before and last.quantity:
            if last.quantity.unit != quantity.unit or last.step:
                return ""
            if last.quantity.text[0] in "百千万亿":
                self.values.pop()
            return last.name
        return _indicator(stated_before(self.text, start))

    def _qualified(self, name: str, start: int) -> str:
        """成交额 alone is that of what the part before speaks of: 甲领域位居首位，成交额为…"""
        if _RATE.fullmatch(name):
            return f"{self.values[-1].name}{name}" if self.values else ""
        if not _BARE.fullmatch(name) or start < 2:
            return name
        before = part_start(self.text, start - 1)
        spoken = _SPOKEN_OF.match(self.text[before : start - 1])
        return f"{_indicator(spoken['what'])}{name}" if spoken else name


# 成交额, 总金额: of what, the words before tell.
_BARE = re.compile(
    r"(?:总|年|累计)?(?:成交额|交易额|成交金额|合同额|金额|产值|收入|规模|人数|数量)"
)
_RATE = re.compile(r"占比|比重|占有率|增长率|增速|增幅|同比增速|同比增幅")
_SPOKEN_OF = re.compile(
    r"(?P<what>[\u4e00-\u9fff]{2,20}?)(?:位居|居|位列|占|列|是|最为|增长|表现|保持)"
)
