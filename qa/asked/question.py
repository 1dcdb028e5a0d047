"""What a question asks: places, policies, dates, numbers, and the kind of answer wanted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

import cn2an

from graph.dates import TextDate, find_dates
from graph.model import Span
from graph.quantities import PERIOD, SHARE, Quantity, find_quantities
from graph.regions import RegionMention
from qa.asked.asked_dates import AskedDate, asked_dates
from qa.asked.asking_parts import asking_clauses
from qa.asked.asks import NUMERIC_ASKS, Ask, kinds_asked
from qa.asked.lay_numbers import as_written
from qa.asked.names import KnownNames, PolicyMention
from qa.asked.places import NATION, chain, find_places
from qa.asked.terms import Term, find_terms, numeric_term
from qa.asked.wording import chinese_of, is_english

# 各省, 哪些省, 比较, 京沪浙, 排在一起
_COMPARE = re.compile(
    r"(?<!要求)(?<!部门)(?<!部门、)各(?:省|地(?!各|方各|区各)|市|直辖市|地区)|哪(?:些|几)(?:个)?(?:省|市|地区|城市)|(?<![花用投放在到于])哪(?:些|几)(?:个)?地(?!区)|比较|对比|相比|区别|差别|差异|不同|一样|相同|谁(?:更)?高"
    r"|哪(?:个|家)(?:省|市|地方|地区)?(?:更|最)|哪个(?:省|市|地方)[^，。？]{0,16}[最更][高低多少长短]|各(?:自)?(?:是|要求|规定|为|写|有|怎么|如何|罚|多|定|给)|分别|排在一起|列表|列出来|横向|矩阵|compare|听谁的|以哪个为准|还是按"
)
# 国家和甘肃各是多少: the nation is a side too
_NATION_TOO = re.compile(
    r"(?:国家|全国|中央|上位法)[^，。？]{0,6}[和与跟、比]|[和与跟、比](?:国家|全国|中央|上位法)"
)
_NATION_BESIDE = re.compile(r"国家(?:法(?![院官律])|层面)[^，。？]{0,16}(?:多少|几|怎么|吗)")
_EVERY_REGION = re.compile(
    r"(?<!要求)(?<!部门)(?<!部门、)各(?:省|地(?!各|方各|区各)|市|直辖市|地区)|哪(?:些|几)(?:个)?(?:省|市|地区|城市)|(?<![花用投放在到于])哪(?:些|几)(?:个)?地(?!区)|全国各地|所有(?:省|地区)|哪(?:个|一个)(?:省|市|地方|地区)"
)
_OLD = re.compile(
    r"旧(?:版|法|条例|规定|办法|细则|文本|的)|老(?:版|法|条例|规定|办法|细则)|原(?:版|法|条例|规定|办法|来的)|修(?:订|改|正)前|以前的|上一版|之前的(?:版|条例|规定)"
)
_NEW = re.compile(
    r"新(?:修订|修正|通过|公布|出台|法|版|条例|规定|的)|即将(?:施行|实施|生效)|尚未施行"
    r"|newly|new (?:law|version)",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"没(?!有关)|未|不(?!低于|少于|超过|同|得)|放着|闲置|还没")
_WITHIN = re.compile(
    r"多久(?:之)?内|(?:几|多少)(?:个)?(?:天|日|月|年|工作日|小时)(?:之)?内|期限|最迟|多久(?:办|完成|发|给|之前)|前(?:交|报)|办结|办完"
)
_CHANGE = re.compile(
    r"(?:变|改)(?:了|成|为|动|化)|改[前后]|修(?:订|改|正)(?:前后|后|以后)|新旧|前后|调整|有什么变化|变没变"
)
_DEFAULT = re.compile(
    r"(?:未|没有?|没|无|既没|也没)[^，。？]{0,10}(?:约定|规定|写|说好|讲好|谈好|商定|签|奖励制度|奖励办法|协议)"
    r"|(?:规定|约定|制度|协议)[^，。？]{0,4}(?:没有|没写|没提|未定)"
)
_ABSENT = re.compile(r"(?:没有|没|无|未)(?!关|论)([\u3400-\u9fff]{2,4})")
# 没赚到钱, 一分没赚: the rules speak of 没有违法所得
_NO_GAIN = re.compile(r"没(?:有)?(?:赚|挣|获利|捞)|(?:一分|分文)(?:钱)?(?:没|未)")
LOCATOR = re.compile(r"第[零一二三四五六七八九十百千〇\d]+条(?:之[一二三四五六七八九十])?")
_UNIT_TYPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("医疗卫生机构", re.compile(r"医院|医疗卫生机构|医疗机构|医生")),
    (
        "高等院校",
        re.compile(r"高校|高等院校|高等学校|大学(?!科技园)|学院|universit", re.IGNORECASE),
    ),
    ("研究开发机构", re.compile(r"科研院所|科研机构|研究所|研究院|研发机构|研究开发机构")),
    ("国有企业", re.compile(r"国企|国有企业|央企|国有独资|国有控股|state-owned")),
    ("事业单位", re.compile(r"事业单位")),
    ("企业", re.compile(r"公司|企业|enterprise|company")),
)
_PUBLIC = re.compile(r"公办|公立|国家设立|政府设立|省属|市属|国有|国家级|财政")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood. ``text`` is as asked; ``chinese`` is what is searched for."""

    text: str
    chinese: str
    english: bool
    asks: tuple[Ask, ...]
    """In the order of the question; never empty."""
    regions: tuple[str, ...]
    """Official names, in the order of mention."""
    every_region: bool
    compares: bool
    policies: tuple[PolicyMention, ...]
    dates: tuple[AskedDate, ...]
    old_version: bool
    new_version: bool
    """Whether it asks for a text that is adopted and not yet in force."""
    asks_change: bool
    quantities: tuple[Quantity, ...]
    """Offsets count in ``whole``."""
    whole: str
    """The question in Chinese of which ``chinese`` may be a part that tells no number itself."""
    terms: tuple[Term, ...]
    rest: str
    """``chinese`` without its places, titles, dates and numbers, each put as one comma."""
    unit_types: tuple[str, ...]
    public_unit: bool
    negated: bool
    """Whether something is 未 or 没 done."""
    within: bool
    """Whether the period asked for is one within which something is to be done."""
    no_agreement: bool
    """Whether the asker says that nothing was 规定 or 约定."""
    absent: tuple[str, ...]
    """First words of what the asker says there is none of: 违法所得 in 没有违法所得."""
    locators: tuple[str, ...]
    """Articles named in the question, e.g. 第四十一条."""
    parts: tuple[str, ...]
    """Its interrogative clauses, one for a simple question."""

    @property
    def ask(self) -> Ask:
        return self.asks[0]

    @property
    def wants_number(self) -> bool:
        return any(ask in NUMERIC_ASKS for ask in self.asks)


def parse_question(
    text: str, names: KnownNames, *, regions: Sequence[str] = (), today: date | None = None
) -> Question:
    """Understand a question by what the library knows.

    ``regions`` are official names that the caller adds to those of the question.
    """
    english = is_english(text)
    chinese = _plain(chinese_of(text) if english else text)
    mentions = find_places(chinese, names.places)
    policies = names.find_policies(chinese, mentions)
    dates = find_dates(chinese)
    quantities = tuple(q for q in find_quantities(chinese) if not _asked_for(chinese, q))
    left_out = [
        *((m.start, m.end) for m in mentions),
        *((p.start, p.end) for p in policies),
        *((d.start, d.end) for d in dates),
        *_numbers(quantities, dates),
        *(m.span() for m in LOCATOR.finditer(chinese)),
    ]
    asks = kinds_asked(text if english else chinese)
    named = _apart([*regions, *_region_names(mentions, policies)])
    compares = bool(_COMPARE.search(chinese)) and not _only_versions(chinese, named, policies)
    apart = len(_apart_from_each_other(chinese, named, mentions)) > 1
    compares = compares or apart or bool(named and _NATION_BESIDE.search(chinese))
    return Question(
        text=text,
        chinese=chinese,
        whole=chinese,
        english=english,
        asks=asks,
        regions=named,
        every_region=bool(_EVERY_REGION.search(chinese)),
        compares=compares,
        policies=policies,
        dates=asked_dates(chinese, dates, policies, today),
        old_version=bool(_OLD.search(chinese)),
        new_version=bool(_NEW.search(text)),
        asks_change=bool(_CHANGE.search(chinese)),
        quantities=quantities,
        terms=(
            *find_terms(chinese, leave_out=_merged(left_out)),
            *(numeric_term(q) for q in quantities if _is_condition(q, dates)),
        ),
        rest=_without(chinese, _merged(left_out)),
        unit_types=tuple(name for name, pattern in _UNIT_TYPES if pattern.search(text)),
        public_unit=bool(_PUBLIC.search(chinese)),
        negated=bool(_NEGATED.search(chinese)),
        within=bool(_WITHIN.search(chinese)),
        no_agreement=bool(_DEFAULT.search(chinese)),
        absent=(
            *(m[1] for m in _ABSENT.finditer(chinese)),
            *(("违法所得",) if _NO_GAIN.search(chinese) else ()),
        ),
        locators=tuple(_label(m.group()) for m in LOCATOR.finditer(chinese)),
        parts=asking_clauses(chinese),
    )


# 哪些东西不受著作权法保护: the act says to what it does not apply
_NOT_PROTECTED = re.compile(
    r"不受(《?[^，。？不受]{1,14}(?:法|条例|规定|办法)》?)的?(?:保护|管|约束|调整)"
)


# 奖金多少由谁来定, 赔多少按哪部法算: asks who and which, and for no number
_LEFT_TO = re.compile(r"(?:是?多少|多大|多高)(?=由(?:谁|哪|什么)|[按依用]照?哪)")


def _plain(text: str) -> str:
    """The question with what people leave out written in: 50万 is 50万元."""
    applied = _LEFT_TO.sub("", _NOT_PROTECTED.sub(r"不适用\1", text))
    return as_written(applied).replace("或许可", "或者许可")


def _apart(names: Sequence[str]) -> tuple[str, ...]:
    """Each region once."""
    return tuple(dict.fromkeys(name for name in names if name != NATION))


_JOINED = re.compile(r"(?:[和与跟、比]|以及|还是|或者?)$")


def _apart_from_each_other(
    text: str, names: Sequence[str], mentions: Sequence[RegionMention]
) -> list[str]:
    """Regions that are sides of their own: not the province whose act a city's case is asked by."""
    between = [text[a.end : b.start] for a, b in pairwise(mentions)]
    if any(_JOINED.search(words) for words in between):
        return list(names)
    return [n for n in names if not any(n in chain(other)[1:] for other in names)]


def _region_names(
    mentions: Sequence[RegionMention], policies: Sequence[PolicyMention]
) -> list[str]:
    """Regions named outside the titles of policies that the library holds.

    The province of 河南省洛阳市 only says where the city lies.
    """
    titles = [(p.start, p.end) for p in policies if p.policy_ids and p.quoted]
    return [
        m.region.name for m in mentions if not any(start <= m.start < end for start, end in titles)
    ]


_ASKED = re.compile(r"[百千万]分之(?:几|多少)|百分几|[几多][\u3400-\u9fff]?[亿万]")


def _label(words: str) -> str:
    """第31条 the way that acts print it: 第三十一条."""
    return re.sub(r"\d+", lambda m: str(cn2an.an2cn(m.group())), words)


def _asked_for(text: str, quantity: Quantity) -> bool:
    """Whether 多少亿元 or 百分之几 was read as a number."""
    if re.search(r"(?:多少|几)个?$", text[: quantity.start]):
        return True
    return any(m.start() < quantity.end and quantity.start < m.end() for m in _ASKED.finditer(text))


def _is_condition(quantity: Quantity, dates: Sequence[TextDate]) -> bool:
    """Whether a number is of the rule (三年, 70%) and not of the asker's own case (50万元)."""
    if any(d.start < quantity.end and quantity.start < d.end for d in dates):
        return False
    return quantity.kind in (PERIOD, SHARE) and quantity.value >= 1


def _only_versions(text: str, regions: Sequence[str], policies: Sequence[PolicyMention]) -> bool:
    """Whether 分别, 不同, 一样 … compare something else than regions."""
    sides = len(regions) + (1 if regions and _NATION_TOO.search(text) else 0)
    return not _EVERY_REGION.search(text) and sides < 2 and len(policies) < 2


def _numbers(quantities: Sequence[Quantity], dates: Sequence[TextDate]) -> list[Span]:
    return [
        (q.start, q.end)
        for q in quantities
        if not any(d.start < q.end and q.start < d.end for d in dates)
    ]


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _without(text: str, spans: Sequence[Span]) -> str:
    pieces, done = [], 0
    for start, end in spans:
        pieces.append(text[done:start])
        done = end
    return "，".join((*pieces, text[done:]))


def part_of(question: Question, part: str) -> Question:
    """One interrogative clause as a question of its own, in the places and acts of the whole."""
    terms = tuple(t for t in question.terms if t.text in part) or question.terms
    asks = kinds_asked(part)
    return replace(
        question,
        chinese=part,
        rest=part,
        asks=question.asks if asks == (Ask.FACT,) else asks,
        terms=terms,
        parts=(part,),
        negated=bool(_NEGATED.search(part)),
        within=bool(_WITHIN.search(part)),
    )
