"""Institutions by the words with which this document names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.areas import Area, area_at
from graph.institution_names import generic_words
from graph.institutions import official_name
from graph.model import Institution, Node, Predicate, Relation
from graph.names import canonical_name, institution
from graph.regions import region_by_name

# Words that end the name of a body; a person's unit may be a part of one: 科研处, 技术转移中心.
_BODY_END = (
    r"(?:大学|学院|研究院|研究所|科学院|工程院|信息所|医院|公司|集团|基金会|出版社|交易所|交易中心|中心|协会|学会|"
    r"联合会|实验室|委员会|管委会|领导小组|办公室|管理局|数据局|产权局|[局厅部委]|政府|银行|院|所|合作社|科技园)"
)
_UNIT_END = r"(?:学院|中心|科技园|基地|[处部室系所院科局厅办会委]|公司|集团|实验室)"
_BODY = re.compile(rf"^[\u4e00-\u9fff（）A-Za-z·]{{2,32}}{_BODY_END}$")
_UNIT = re.compile(rf"^[\u4e00-\u9fff]{{1,14}}{_UNIT_END}$")
# 该中心, 一家公司, 上述单位 point at a body that has its name elsewhere.
_POINTS = re.compile(
    r"^(?:该|其|本|各|某|这|那|有关|相关|上述|一[家个批所些]|[两二三四五六七八九十\d]+[家个所]|多家|部分|多数)"
)
_LEVEL = re.compile(r"^(?:原)?(?P<level>省|市|自治区|区|县|州)(?=[\u4e00-\u9fff]{3})")
_RUN = re.compile(r"[\u4e00-\u9fff（）]{6,28}$")
_OWN_END = re.compile(
    r"(?:大学|学院|公司|研究院|设计院|总院|研究所|医院|学会|协会|中心|实验室|科技园|交易所|银行|出版社|基金会)$"
)
# Never inside of a name: 在昆明的大学.
_PHRASE = re.compile(r"[的在是了由向与及将被]|其中|以及")
_AFTER_PHRASE = re.compile(r"^.*(?:[的在是了由向与及将被、]|其中|以及)")
_KIND_OF_UNIVERSITY = re.compile(
    r"[\u4e00-\u9fff]{2,6}(?:理工|工业|科技|交通|师范|农业|农林|林业|医科|医药|财经|政法|民族|海洋|石油|矿业|电力|邮电|航空航天|"
    r"外国语|工程)大学"
)
# 有限公司 closes the name of one firm.
_FIRM = re.compile(r"[\u4e00-\u9fff（）]{4,20}(?:有限(?:责任)?公司|股份公司)")
_THE_SCHOOL = re.compile(r"(?:(?<![\u4e00-\u9fff])学校|该校|我校|全校)$")
_SCHOOL = re.compile(r"(?:大学|学院)$")
_OWN_NAME = re.compile(r"(?:大学|有限公司|股份公司|集团公司)$")


@dataclass(frozen=True, slots=True)
class Named:
    """Made once for a document."""

    printed: Mapping[str, Institution]
    """As printed in this document → the institution, longest words first."""
    regions: Sequence[str]
    """Of the document."""

    def at_end(self, words: str) -> tuple[int, Institution] | None:
        """The institution whose name ends these words, and where the name starts in them."""
        ends = ((p, i) for p, i in self.printed.items() if words.endswith(p))
        known = next(((len(words) - len(p), i) for p, i in ends), None)
        return known or self._formed(words)

    def _formed(self, words: str) -> tuple[int, Institution] | None:
        """A name that nobody knows, but that its owner opens and 大学 or 公司 closes."""
        run = _RUN.search(words)
        if run is None or not _OWN_END.search(run[0]):
            return None
        # 53岁的|中南工业大学: its kind closes a university's name, whatever opens it.
        last = _AFTER_PHRASE.sub("", run[0])
        if _KIND_OF_UNIVERSITY.fullmatch(last) or _FIRM.fullmatch(last):
            return len(words) - len(last), institution(last)
        for start in range(len(run[0]) - 5):
            name = run[0][start:]
            opens = _has_owner(name) or (start == 0 and _LEVEL.match(name))
            if opens and not _PHRASE.search(name) and (body := self.body(name)):
                return run.start() + start, body
        return None

    def meant(self, words: str) -> tuple[int, Institution] | None:
        """The document's one university, where these words end with 学校 or 该校."""
        match = _THE_SCHOOL.search(words)
        schools = {i.id: i for i in self.printed.values() if _SCHOOL.search(i.name)}
        if match is None or len(schools) != 1:
            return None
        return match.start(), next(iter(schools.values()))

    def inside(self, words: str) -> list[tuple[int, int, Institution]]:
        """The institutions that these words name, in order, each place once."""
        found: list[tuple[int, int, Institution]] = []
        for printed, body in self.printed.items():
            for match in re.finditer(re.escape(printed), words):
                if not any(match.start() < b and a < match.end() for a, b, _ in found):
                    found.append((*match.span(), body))
        return sorted(found, key=lambda place: place[0])

    def unit(self, words: str) -> tuple[int, Institution] | None:
        """The body, with its department where one follows, that ends these words; and its start.

        某大学技术转移中心 is a body of its own, and so is 某大学科研处.
        """
        for start, end, body in reversed(self.inside(words)):
            rest = words[end:]
            if not rest:
                return start, body
            if _UNIT.match(rest):
                return start, institution(body.name + rest)
        return self._formed(words)

    def body(self, words: str) -> Institution | None:
        """The body with exactly this name, in a place where only a body can stand.

        None for classes of bodies, for 该中心, and for 省某局 of an unknown province.
        """
        words = canonical_name(words)
        if known := self.printed.get(words):
            return known
        if official := official_name(words, within=self.regions):
            return institution(official)
        if not _BODY.match(words) or _POINTS.match(words) or words in generic_words():
            return None
        if level := _LEVEL.match(words):
            owner = self._owner(level["level"])
            return institution(owner + words[level.end() :]) if owner else None
        return institution(words) if _has_owner(words) or _OWN_NAME.search(words) else None

    def _owner(self, level: str) -> str | None:
        """The one region of the document that 省, 市 or 自治区 means."""
        own = {n for n in self.regions if n.endswith(level)}
        return own.pop() if len(own) == 1 else None


def _has_owner(words: str) -> bool:
    if words.startswith(("中国", "国家", "全国", "国务院", "中央")):
        return True
    return any(region_by_name(words[:n]) is not None for n in range(2, min(10, len(words) - 1)))


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a document, area by area: 省科技厅 is another's in another province's part."""

    areas: tuple[Area, ...]
    named: tuple[Named, ...]
    """One for each area, in order."""

    def at(self, offset: int) -> Named:
        """The names that hold at this place."""
        return self.named[area_at(self.areas, offset)]


def names_of(
    nodes: Iterable[Node], relations: Sequence[Relation], found: tuple[Area, ...]
) -> Names:
    """What the document's own mentions and short names say, in each of its areas.

    A name that only another area prints counts, too; the area's own use of it comes first.
    """
    known = list(nodes)
    held = []
    for n, area in enumerate(found):
        own = [r for r in relations if area_at(found, r.evidence.start) == n]
        rest = [r for r in relations if area_at(found, r.evidence.start) != n]
        held.append(named(known, [*own, *rest], area.regions))
    return Names(found, tuple(held))


def named(nodes: Iterable[Node], relations: Iterable[Relation], regions: Sequence[str]) -> Named:
    """What these mentions and short names say; of two uses of a name the first counts."""
    known = {n.id: n for n in nodes if isinstance(n, Institution)}
    printed: dict[str, Institution] = {}
    for relation in relations:
        if relation.object not in known:
            continue
        if relation.predicate is Predicate.MENTIONS:
            printed.setdefault(relation.evidence.quote, known[relation.object])
        alias = relation.attribute("alias")
        if relation.predicate is Predicate.ALIAS_OF and alias:
            printed.setdefault(alias, known[relation.object])
    for body in known.values():
        printed.setdefault(body.name, body)
    ordered = sorted(printed.items(), key=lambda pair: (-len(pair[0]), pair[0]))
    return Named(dict(ordered), regions)
