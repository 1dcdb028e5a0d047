"""What a value measures: the indicator's name, and rows in which several share their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import Span
from graph.quantities import Quantity, find_quantities

MAKE_WORDS = (
    "建设|建成|新建|培养|培育|引进|引育|打造|形成|认定|新增|遴选|支持|组建|设立|完成|实现|建立|布局|转化|孵化|发展|"
    "选派|推广|开展|实施|组织|培训|落地|聚集|集聚|储备|评选|创建|构建|推动|推进|促进|扶持|服务|征集|举办"
)
MAKE = re.compile(rf"(?:{MAKE_WORDS})(?:了|成)?$")
MAKES_FIRST = re.compile(rf"(?:{MAKE_WORDS})(?:了|成)?")
LONGEST = 48
_AND = r"(?:以及|和|及|与)"
_NOUN = (
    r"(?:成交额|交易额|成交金额|交易金额|合同金额|合同额|总金额|金额|登记数|收入|营业收入|产值|增加值|投入强度|强度|投入|支出|"
    r"授权量|申请量|拥有量|保有量|数量|总数|总量|总额|占比|比重|比例|增长率|增速|增幅|转化率|产业化率|人数|家数|件数|项数|规模|"
    r"利润|税收|指数|合同数)"
)
# 高校、科研院所|技术合同成交额: the words that all items of the row share stand behind the last.
_SHARED_TAIL = re.compile(
    r"(?:全年|年度|年|总|新|技术合同|技术交易|科技成果|成果转化|转化|技术|合同|发明专利|有效发明专利|专利|研发经费|研发|R&D经费|"
    rf"经费|高新技术产业|工业|主营业务|营业|登记|认定|输出|吸纳|许可|转让)*{_NOUN}$"
)
# 占比较大的领域还有|甲、乙、丙; 从类型看|…
_LEADS_TO_LIST = re.compile(r"^.*(?:还有|包括|分为|分别是|主要是|主要有|依次是|依次为|其中|看，)")
_SAYS_HOW = re.compile(
    r"(?:增速|增长|发展|势头|表现|规模)(?:相对|比较|持续|保持|依然|仍)?(?:较|很|最)?(?:慢|快|稳|强|高|低|大|小)[\u4e00-\u9fff]{0,2}$"
    r"|(?:分别|均|也|则|双双|同步|都)+$"
)


def part_start(text: str, place: int, marks: str = "，；：。") -> int:
    """Where the part that holds a place begins: behind the last of the marks in front of it."""
    return max(text.rfind(mark, 0, place) for mark in marks) + 1


def piece_around(text: str, quantity: Quantity) -> Span:
    """From the last ，；： before the value to the next one after it."""
    start = part_start(text, quantity.start)
    ends = [n for mark in "，；。" if (n := text.find(mark, quantity.end)) >= 0]
    end = min(ends, default=len(text))
    while start < quantity.start and text[start].isspace():
        start += 1
    return start, end


@dataclass(frozen=True, slots=True)
class Row:
    """甲、乙分别达到X、Y: names and values one to one."""

    names: tuple[str, ...]
    """As many as ``quantities``; none where they do not fall into so many."""
    quantities: tuple[Quantity, ...]
    between: str
    """The words between 分别 and the first value: 达到, 同比增长, 占总额的."""
    own: str
    """The words in front of 分别: 占比, 成交额."""
    start: int
    """Where the words of the names begin; of 分别 where the names stand further in front."""
    years: tuple[str, ...] = ()
    """Of the values, where these are told year by year: 2021年、2022年成交额分别为…."""


_RESPECTIVELY = re.compile(r"(?:分别|各自|依次)(?!是[^，。；\d]*$)")


def rows(text: str, quantities: Sequence[Quantity]) -> list[Row]:
    """Every run of values behind 分别, with its names where these are as many."""
    found: list[Row] = []
    for match in _RESPECTIVELY.finditer(text):
        values = _run(text, quantities, match.end())
        if len(values) < 2:
            continue
        start = part_start(text, match.start(), "，；：。（")
        between = text[match.end() : values[0].outer[0]]
        own = text[start : match.start()].strip()
        if yearly := _yearly(text, start, own, values, between):
            found.append(yearly)
            continue
        if own in _COMPARES:  # 甲、乙分别为…，同比分别增长…
            own, between = "", own + between
        names = tuple(_names(text, start, own, len(values)))
        if not names and not own and found and len(found[-1].names) == len(values):
            names, start = found[-1].names, match.start()
        found.append(Row(names, tuple(values), between, own, start))
    return found


_COMPARES = frozenset({"同比", "环比", "比上年", "较上年", "比去年", "较去年"})
# 2021年、2022年和2023年|成交额, 2021—2023年|成交额
_YEARS = re.compile(
    r"^(?:20\d\d年?(?:度|底|末)?(?:、|和|及|与|，)){1,9}20\d\d年(?:度|底|末)?(?=[^\d]*$)"
)
_SPAN_OF_YEARS = re.compile(
    r"^(?P<first>20\d\d)年?(?:—|–|-|－|~|～|至|到)+(?P<last>20\d\d)年(?=[^\d]*$)"
)


def _yearly(
    text: str, start: int, own: str, values: Sequence[Quantity], between: str
) -> Row | None:
    """A row of one indicator, year by year; the years may stand in the part before."""
    years = _years(own, len(values))
    indicator = re.sub(r"^.*20\d\d年(?:度|底|末)?", "", own)
    if not years and start >= 2:
        start = part_start(text, start - 1, "，；：。（")
        years = _years(text[start:].partition("，")[0].strip(), len(values))
    if not years or len(indicator) < 2:
        return None
    return Row((indicator,) * len(values), tuple(values), between, "", start, years)


def _years(words: str, count: int) -> tuple[str, ...]:
    """The years that the words list, where they are as many as the values."""
    listed = _YEARS.match(words)
    years = re.findall(r"20\d\d", listed[0]) if listed else []
    if span := _SPAN_OF_YEARS.match(words):
        years = [str(year) for year in range(int(span["first"]), int(span["last"]) + 1)]
    return tuple(years) if len(years) == count else ()


def _run(text: str, quantities: Sequence[Quantity], after: int) -> list[Quantity]:
    """The values behind 分别 that stand side by side: X、Y和Z."""
    run: list[Quantity] = []
    for quantity in quantities:
        if quantity.start < after:
            continue
        gap = text[run[-1].end if run else after : quantity.start]
        near = not re.search(r"[，；。]", gap) and len(gap) <= 24
        side = re.fullmatch(
            r"(?:以上|以下|以内|左右)?(?:、|以及|和|及|与|，)?(?:达到|达|增长|超过|不低于|不少于|约)?",
            gap,
        )
        if (run and not side) or (not run and not near):
            break
        run.append(quantity)
    return run


def _names(text: str, start: int, own: str, count: int) -> list[str]:
    if items := _items(own, count):
        return items
    if start < 2:
        return []
    # 领域有甲、乙、丙，成交额分别为…; 甲和乙增速较慢，分别增长…: the list stands in front.
    before = part_start(text, start - 1, "，；：。（")
    if has_value(text[before:start]):
        return []
    listed = _SAYS_HOW.sub("", _LEADS_TO_LIST.sub("", text[before : start - 1]))
    items = _items(listed, count)
    return [item + own for item in items] if len(own) <= 12 else []


# 服务、开发、转让、许可四类|合同成交额占比
_COUNTED_ITEMS = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})[两二三四五六七八九十](?:大类|类|种|大|者|方面|项)(?P<tail>[\u4e00-\u9fff]{2,20})$"
)


def _items(words: str, count: int) -> list[str]:
    """The words split into ``count`` items; empty where they do not fall into so many."""
    shared = ""
    if counted := _COUNTED_ITEMS.search(words):
        words, shared = words[: counted.start()], counted["tail"]
    parts = [p for p in words.split("、") if p]
    if len(parts) == count - 1 and parts:
        last = re.split(rf"{_AND}(?=[\u4e00-\u9fff“]{{2}})", parts[-1])
        parts = [*parts[:-1], *last] if len(last) == 2 else parts
    if len(parts) != count:
        parts = [p for p in re.split(rf"、|{_AND}", words) if p]
    if len(parts) != count or any(len(p) < 2 or len(p) > LONGEST for p in parts):
        return []
    if shared:
        return [part + shared for part in parts]
    tail = _SHARED_TAIL.search(parts[-1])
    shared = tail[0] if tail and len(tail[0]) < len(parts[-1]) else ""
    bare = [not re.search(rf"{_NOUN}$", p) for p in parts[:-1]]
    return [*(p + shared if b else p for p, b in zip(parts, bare, strict=False)), parts[-1]]


def tidy(words: str) -> str:
    """An indicator without what leads to it and what only joins it to its value."""
    words = re.sub(r"\s+", "", words).strip('“”"、，（(：')
    words = _TIDY.sub("", words)
    return _TAIL.sub("", words).strip('，、的“”"')[-LONGEST:]


_TIDY = re.compile(
    r"^(?:到|至|在(?![孵校职研建读册岗线途籍库])|截至|目前|力争|争取|确保|努力|全面|基本|累计|已经?|共有?|现有|拥有|有(?![效限关])|并|使|将|年底前?|年|末|时|期间|"
    r"实现|每年|总计|另|且|和|与|以及|要|我国|首次|据[^，]{0,16}显示|有关数据显示|数据显示|不断|进一步|随着|全年|仅|就|还|又|也|"
    r"从[^，]{2,16}看|当年|同期|先后|成功|主动|积极|同时|此外|远远|远)+(?=[\u4e00-\u9fffA-Za-z“])"
)
_TAIL = re.compile(
    r"(?:达到|达|到达|超过|突破|不少于|不低于|不超过|提高到|提高至|提升到|提升至|增长到|增加到|增至|降至|降低到|保持在|控制在|"
    r"稳定在|为|占|已|共|有|(?<![度年月])完成|(?<![签合条公节])约|近|累计|总计|各|均|力争|首次破?|破|同比|的|到|至|在|了|(?<![\u4e00-\u9fff])以上|首批|第[一二三四五六七八九十]批|平均|年均|就|是|逾|"
    r"较上年|比上年|仅|高达|多达|只|最终|首次|与[^，]{2,8}相比|分别|逐步|应当?|要|争取|原则上|稳步|实现)+$"
)


# 较2015年底的0.93%提高了0.38个百分点, 从42.2%提高到50%: the value that it is compared with.
_COMPARED = re.compile(r"(?:较|比|从|由)[^，。；]*$")
_THEN_GREW = re.compile(
    r"，?(?:扩大|发展|扩充|攀升|跃升|缩短|压缩|提高|提升|上升|增加|增长|下降|减少|降低|增至|升至|降至)"
)


def is_compared(text: str, quantity: Quantity, before: str) -> bool:
    """Whether the value, with the words before it, only says from where something grew."""
    return bool(_COMPARED.search(before)) and bool(_THEN_GREW.match(text, quantity.end))


# 成交额|再创新高, 企业数量|快速增长, 规模|翻了一番
_STATED = re.compile(
    r"(?:再|又|屡|首次|连续)?创(?:下)?(?:历史)?(?:新高|佳绩)|(?:迈上|跃上|登上)[^，。；]{0,6}台阶|翻了?[一两]?番"
    r"|(?:实现|取得)?(?:稳步|快速|持续|显著|大幅|明显|不断|进一步|逐年|稳定|高速|平稳|较快|历史性|新的?|重大|跨越式)+"
    r"(?:增长|提升|提高|扩大|壮大|攀升|上升|突破|增加|优化|改善|下降|向好|发展|回升)"
)


def stated_before(text: str, start: int) -> str:
    """What the part in front of a value speaks of, where that only says how it fared."""
    if start < 2 or text[start - 1] != "，":
        return ""
    before = part_start(text, start - 1)
    stated = _STATED.search(text, before, start - 1)
    return text[before : stated.start()] if stated else ""


def has_value(words: str) -> bool:
    return bool(find_quantities(words))
